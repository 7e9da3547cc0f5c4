"""Somebody of whom a book knows a lot, in every place it has for words: for the tests of forgetting."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from shopbook.calls.model import CallbackDraft, CallDraft
from shopbook.care.complaint_model import ComplaintDraft
from shopbook.customers.model import CustomerDraft, PhoneDraft
from shopbook.notes.model import FamilyDraft, GiftDraft, NoteDraft
from shopbook.service.model import JobDraft
from tests.language import Person, TestShop

NAME, LATIN, OLD = "জেবুন্নেসা খানম", "Zebunnesa", "রওশনারা"
NUMBER, TRACES = "1799887766", ("০১৭৯৯৮৮৭৭৬৬", "01799887766", "1799887766", "01799-887766")
# Every way the name was written or folded into a key.
SPELLINGS = (NAME, "জেবুন্নেসা", LATIN, LATIN.lower(), OLD, "zibunesa", "zibunisa", "jebunnesa", "ঘোষপাড়া ৭ নম্বর")


def write_down(shop: TestShop) -> Person:
    """Somebody of whom the book knows a lot, in every place it has for words."""
    who = shop.customer(OLD, NUMBER, address="ঘোষপাড়া ৭ নম্বর", nickname=LATIN, remark=f"{LATIN} আপা")
    book = shop.book
    draft = CustomerDraft(
        NAME, LATIN, phones=(PhoneDraft("০১৭৯৯-৮৮৭৭৬৬", note=f"{LATIN} নিজে"),), address="ঘোষপাড়া ৭ নম্বর"
    )
    book.customers.change(who.id, draft)
    who.owes(500).buys("ফ্রিজ", 30000, down=5000)
    book.notes.write(NoteDraft(who.id, f"{NAME} অসুস্থ", "illness"))
    son = book.notes.add_family(FamilyDraft(who.id, "son", f"{LATIN} এর ছেলে"))
    book.notes.trash_family(son, who.id)
    book.notes.give(GiftDraft(who.id, f"{NAME} কে শাড়ি", given_on=shop.today))
    book.calls.record(CallDraft(who.id, outcome="talked", said=f"{LATIN} বললেন আসবেন"))
    book.calls.ask_callback(CallbackDraft("01799887766", name=NAME, topic=f"{LATIN} টিভি চান"))
    book.complaints.open(ComplaintDraft(f"{NAME}: ফ্রিজ ঠান্ডা হয় না", who.id))
    job = book.jobs.take_in(JobDraft("টিভি", f"{LATIN} এর টিভি", customer_id=who.id))
    book.jobs.move(job.id, "checking", note=f"{NAME} জানেন")
    book.dues.promise(who.id, 10000, shop.today + dt.timedelta(days=2))
    friend = shop.customer("সালাম")
    book.notes.add_family(FamilyDraft(friend.id, "wife", NAME, linked_customer_id=who.id))
    book.drafts.keep(f"note {who.id}", {"body": "আধা লেখা"})
    book.drafts.keep("callback", {"name": NAME})
    return who


def traces(book: Path, sought: tuple[str, ...] = (*SPELLINGS, *TRACES)) -> list[str]:
    """Which of these stand anywhere in a book's file or the files beside it."""
    content = b"".join(
        path.read_bytes() for path in book.parent.glob(f"{book.name}*") if path.suffix != ".lock"
    )
    return [text for text in sought if text.encode() in content]
