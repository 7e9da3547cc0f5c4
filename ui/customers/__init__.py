"""Customers as the shopkeeper sees them, and the pattern of every noun's folder.

How this folder is built, in the order to read it (a new noun copies what it needs):

words.py        What codes are called ("husband" -> "স্বামী") and how a row reads. Pure text, no widget.
columns.py      The columns of the list: a key, words, what a row says there, how it sorts.
page.py         The list. Holds ids, never rows; filter and sort are new questions; TOPICS say when to ask again.
deeds.py        What is done from several places (add, trash, restore): one call to the core, one toast with undo.
finds.py        What this noun adds to the search box on top.
add.py          The one-line sheet (Ctrl+N): the shortest way in. A sheet closes itself and says what it saved.
editor.py       The whole form: fields bound to the core's draft; `Invalid` puts each problem under its field.
fields.py       Fields only this noun needs. A field two nouns need moves to ui/forms.
profile.py      One thing in full: puts its parts side by side and refreshes them; each part reads the book for itself.
header.py  timeline.py  money_card.py  warranties_card.py  family_card.py  notes_card.py  entry.py
                The parts of the profile. A part has `show_customer(...)` and knows no other part.

Rules: a screen reads and writes only through `ctx.book`; it meets other screens only through `ctx.navigation.go(key,
target)`; after a write it refreshes nothing by hand, the bus tells every screen that shows it; wiring stands in one
block at the end of `__init__` with bound methods; every text is a callable or is said again in `refresh`.

Ways in: go("customers"), go("customer", id), go("customer_edit", id), go("customer_new", "text typed so far").
"""
