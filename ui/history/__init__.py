"""Everything that was written in the book: what, whose, by whom and when, and the way back."""
