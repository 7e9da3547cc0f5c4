"""Protecting the book: the walk to a passphrase and a recovery sheet, changing them, and the page that unlocks."""
