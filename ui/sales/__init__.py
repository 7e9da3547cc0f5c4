"""Selling: the memo being typed, the memo saved, and the list of memos."""
