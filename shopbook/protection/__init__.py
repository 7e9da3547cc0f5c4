"""Protecting a book with a passphrase, taking the protection off, changing what opens it."""
