"""Files from nowhere: real lists, contacts, call logs and searches, spoiled in a thousand ways from numbered seeds."""
