"""Sales: one memo with its items, serials, money and warranty cards, saved and voided as one thing; its goods brought
to the door, taken back, or exchanged."""
