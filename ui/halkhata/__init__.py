"""The halkhata's screens: choose the day and the guests, receive them, close the book."""
