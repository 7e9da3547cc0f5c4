"""Customers who were written down twice: finding them, laying one page into the other, and parting them again."""
