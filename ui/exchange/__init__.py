"""Bringing a list into the book: choose a file, look at it, take it in, and take it back when it was wrong."""
