"""The first start: from nothing to an open book, and the sample shop. The open book's pages are elsewhere."""
