"""The halkhata: a day on which old dues are cleared with sweets, and what is left goes into the new book."""
