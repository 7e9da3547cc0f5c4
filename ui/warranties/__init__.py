"""Warranty cards on the counter: what is still promised, and the cards to print again."""
