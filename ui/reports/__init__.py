"""The book looking back, on a page: what care brought."""
