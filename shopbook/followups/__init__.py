"""Whom to call today and why: rules computed from the facts of the book, ranked into one card a household."""
