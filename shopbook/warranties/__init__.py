"""Warranty cards: what is covered until which day, and what to say when the card comes back to the counter."""
