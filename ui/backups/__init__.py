"""Screens by which a shopkeeper sees that the book is safe: its backups, what is in them, restore, checks, damage."""
