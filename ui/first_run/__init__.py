"""The first start: from nothing to an open book."""
