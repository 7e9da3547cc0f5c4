"""How the shop's words, numbers, dates and money are shown and read; the only package that may import babel.

What to say lives with the noun that says it; nothing here knows a customer or a sale.
"""
