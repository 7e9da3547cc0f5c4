"""The trash: what can come back for sixty days, what is erased for good, and customers who ask to be forgotten."""
