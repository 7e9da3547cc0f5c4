"""The shop's own reminders: once or again and again, for a customer or for nobody."""
