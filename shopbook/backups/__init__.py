"""Copies of the book that are proved good, where they lie, which are kept, and what the shop is told about them."""
