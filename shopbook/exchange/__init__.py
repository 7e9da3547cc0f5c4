"""Taking a shop's own contact list in: reading files, guessing columns, previewing, importing, undoing the batch.

Customers themselves, their phones and their dues live in their own folders; this one only brings rows to them.
"""
