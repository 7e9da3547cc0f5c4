"""The shop's customers: who they are, how to reach them, and how to find out whether they are here already."""
