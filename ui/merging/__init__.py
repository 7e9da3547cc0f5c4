"""Customers who were written down twice: pairs, two pages side by side, and the merges that were made."""
