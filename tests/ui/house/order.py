"""What is put in order in a book: somebody who was written down twice, and what was thrown away."""

from __future__ import annotations

from dataclasses import replace

from shopbook.book import Book
from shopbook.notes.model import FamilyDraft


def twice(book: Book) -> tuple[int, int]:
    """The one who owes most, written down a second time with other words."""
    one = book.customers.get(book.customers.ids("balance", descending=True)[0])
    draft = replace(
        one.draft,
        nickname="ডাক্তার সাহেব",
        area="পূর্ব শেওড়াপাড়া",
        address="বাড়ি ১২/এ, রোড ৫, ব্লক সি, মসজিদের গলির শেষ মাথায় সবুজ গেট",
        remark="বিকালে ফোন করতে বলেছেন; সকালে অফিসে থাকেন",
        do_not_call=True,
    )
    other = book.customers.add(draft)
    book.notes.add_family(FamilyDraft(one.id, "daughter", "মিম"))
    book.notes.add_family(FamilyDraft(other, "daughter", "মিম"))
    return one.id, other


def thrown_away(book: Book) -> str:
    """Some notes and a customer lie in the trash."""
    for one in book.customers.ids("newest")[3:12]:
        for note in book.notes.notes(one)[:1]:
            book.notes.trash(note.id)
    book.customers.trash(book.customers.ids("newest")[1])
    return "note"
