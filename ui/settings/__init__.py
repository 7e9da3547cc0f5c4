"""What the shop can set: its own facts, the day's list, words and look, printing, the book's file."""
