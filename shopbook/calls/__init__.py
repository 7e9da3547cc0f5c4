"""Calls made and received, what was said and answered, and requests to be called back."""
