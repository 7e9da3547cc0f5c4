"""A complaint written as a note: whose words count, and what everybody may read."""

from __future__ import annotations

from dataclasses import replace

from shopbook.care.complaints import ComplaintDraft
from shopbook.localisation.language import _
from shopbook.notes.model import NoteDraft
from tests.language import TestShop


def test_a_note_whose_words_stay_leaves_the_complaint_as_it_was_worded_since(shop: TestShop) -> None:
    complaints, person = shop.book.complaints, shop.customer("রহিম")
    note_id = shop.book.notes.write(NoteDraft(person.id, "ঠান্ডা হয় না", kind="complaint"))
    (complaint,) = complaints.open_of(person.id)
    draft = ComplaintDraft("ফ্রিজ ঠান্ডা হয় না, দুইবার বলেছেন", person.id, note_id=note_id)
    complaints.change(complaint.id, draft)
    shop.book.notes.change(note_id, NoteDraft(person.id, "ঠান্ডা হয় না", kind="complaint", pinned=True))
    assert complaints.get(complaint.id).what == "ফ্রিজ ঠান্ডা হয় না, দুইবার বলেছেন"


def test_a_complaint_told_in_confidence_is_only_pointed_at(shop: TestShop) -> None:
    complaints, person = shop.book.complaints, shop.customer("রহিম")
    secret = NoteDraft(person.id, "ছেলেটা টাকা চেয়েছে", kind="complaint", sensitivity="owner")
    note_id = shop.book.notes.write(secret)
    (complaint,) = complaints.open_of(person.id)
    assert complaint.what == _("A private complaint; it is written in the note.")
    shop.book.notes.change(note_id, replace(secret, body="ছেলেটা দুইবার টাকা চেয়েছে"))
    assert "টাকা" not in complaints.get(complaint.id).what


def test_a_complaint_that_becomes_a_confidence_is_hidden_from_then_on(shop: TestShop) -> None:
    complaints, person = shop.book.complaints, shop.customer("রহিম")
    told = NoteDraft(person.id, "ছেলেটা টাকা চেয়েছে", kind="complaint")
    note_id = shop.book.notes.write(told)
    shop.book.notes.change(note_id, replace(told, sensitivity="owner"))
    assert [one.what for one in complaints.open_of(person.id)] == [
        _("A private complaint; it is written in the note.")
    ]
