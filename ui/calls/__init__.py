"""Writing calls down: the strip under the page, and the sheet for somebody who wants to be called back."""
