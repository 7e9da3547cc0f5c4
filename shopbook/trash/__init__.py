"""What was thrown away and can come back for sixty days, and what is taken out of the book for good."""
