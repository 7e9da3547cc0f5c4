"""Complaints, promises, wishes, answers and thanks stand in the customer's story, and each can be taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from shopbook.calls.model import CallDraft
from shopbook.calls.outcomes import ADVICE
from shopbook.care.complaints import ComplaintDraft, Resolution
from shopbook.care.demands import DemandDraft
from shopbook.care.feedback import FeedbackDraft
from shopbook.care.promises import BuyPromiseDraft, ShopPromiseDraft
from shopbook.care.rewards import RewardDraft
from shopbook.history.model import CARE
from shopbook.localisation.language import say, using
from shopbook.notes.model import NoteDraft
from tests.language import TODAY, Person, TestShop

SUNDAY = TODAY + dt.timedelta(days=1)


def _told(shop: TestShop, person: Person, kinds: tuple[str, ...] = CARE) -> list[tuple[str, str]]:
    with using("en"):
        return [(say(entry.title), entry.detail) for entry in shop.book.history.timeline(person.id, kinds)]


def _complain(shop: TestShop, person: Person) -> int:
    return shop.book.complaints.open(ComplaintDraft("শব্দ করে", person.id, promised_on=SUNDAY))


def test_a_complaint_is_told_when_it_was_opened_and_when_it_was_settled(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    complaint_id = _complain(shop, person)
    assert _told(shop, person) == [("Complaint; we promised to settle it by 22 November 2026", "শব্দ করে")]
    shop.days_later(2)
    shop.book.complaints.resolve(complaint_id, Resolution("বদলে দিয়েছি", "একটা মগ", 20_000))
    assert _told(shop, person) == [
        ("Complaint settled; given for it: একটা মগ", "বদলে দিয়েছি"),
        ("Complaint", "শব্দ করে"),
    ]
    shop.book.complaints.check(complaint_id, True)
    assert _told(shop, person)[0] == ("Complaint settled, and they are content", "বদলে দিয়েছি")


def test_a_complaint_settled_within_the_hour_is_told_as_two_things_page_by_page(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    settled = _complain(shop, person)
    shop.book.complaints.resolve(settled, Resolution("বদলে দিয়েছি"))
    _complain(shop, person)
    whole = shop.book.history.timeline(person.id, CARE)
    assert len(whole) == len({entry.place for entry in whole}) == 3
    read, place = [], ("9999-12-31", 2**63 - 1)
    while page := shop.book.history.timeline(person.id, CARE, after=place, limit=1):
        read += page
        place = page[-1].place
    assert read == whole


def test_a_complaint_written_as_a_note_is_told_once(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    shop.book.notes.write(NoteDraft(person.id, "শব্দ করে", kind="complaint"))
    assert _told(shop, person, ("note", *CARE)) == [("Complaint", "শব্দ করে")]
    shop.book.history.undo(shop.book.history.last_operation())
    assert _told(shop, person, ("note", *CARE)) == []
    assert not shop.book.complaints.at_risk(person.id)


def test_a_withdrawn_and_a_reopened_complaint_say_so(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    complaint_id = _complain(shop, person)
    shop.book.complaints.withdraw(complaint_id, "ভুল বোঝাবুঝি")
    assert _told(shop, person)[0] == ("Complaint withdrawn", "ভুল বোঝাবুঝি")
    shop.book.complaints.reopen(complaint_id)
    assert _told(shop, person) == [("Complaint, open again", "শব্দ করে")]


Deed = Callable[[TestShop, Person], object]


def _ask(shop: TestShop, person: Person) -> int:
    return shop.book.demands.ask(DemandDraft("এসি", person.id))


def _arrived(shop: TestShop, person: Person) -> int:
    wish = _ask(shop, person)
    shop.book.demands.arrived(shop.book.demands.get(wish).folded)
    return wish


def _promise(shop: TestShop, person: Person) -> int:
    return shop.book.promises.promise(ShopPromiseDraft("স্ট্যান্ড", SUNDAY, person.id))


def _order(shop: TestShop, person: Person) -> int:
    return shop.book.promises.will_buy(BuyPromiseDraft(person.id, "এসি", SUNDAY))


@pytest.mark.parametrize(
    ("deed", "told"),
    [
        (_promise, ("We promised by 22 November 2026: স্ট্যান্ড", "")),
        (
            lambda s, p: s.book.promises.keep(_promise(s, p), "নিজে দিয়ে এসেছি"),
            ("We promised, and kept it on 21 November 2026: স্ট্যান্ড", "নিজে দিয়ে এসেছি"),
        ),
        (
            lambda s, p: s.book.promises.cancel(_promise(s, p), "পাওয়া যায় না"),
            ("We promised, and called it off: স্ট্যান্ড", "পাওয়া যায় না"),
        ),
        (_order, ("Will buy by 22 November 2026: এসি", "")),
        (lambda s, p: s.book.promises.won(_order(s, p)), ("Promised to buy, and bought: এসি", "")),
        (
            lambda s, p: s.book.promises.lost(_order(s, p), "দাম বেশি"),
            ("Promised to buy, and did not: এসি", "দাম বেশি"),
        ),
        (_ask, ("Asked for এসি; we do not have it", "")),
        (_arrived, ("Asked for এসি; it has arrived", "")),
        (
            lambda s, p: s.book.demands.told(_arrived(s, p)),
            ("Asked for এসি; we told them that it arrived", ""),
        ),
        (
            lambda s, p: s.book.demands.ask(DemandDraft("এসি", p.id, reason="price", alternative="ফ্যান")),
            ("Asked for এসি; did not buy", "ফ্যান"),
        ),
        (
            lambda s, p: s.book.demands.ask(
                DemandDraft("এসি", p.id, alternative="ফ্যান", alternative_taken=True)
            ),
            ("Asked for এসি; took ফ্যান instead", ""),
        ),
        (
            lambda s, p: s.book.feedback.give(FeedbackDraft(p.id, 1, "দেরি হয়")),
            ("Is not happy with the shop", "দেরি হয়"),
        ),
        (
            lambda s, p: s.book.rewards.give(RewardDraft(p.id, "ফ্যান", referred_id=s.customer("করিম").id)),
            ("Got as thanks for sending করিম: ফ্যান", ""),
        ),
        (
            lambda s, p: s.book.rewards.give(RewardDraft(p.id, "ফ্যান", kind="loyalty")),
            ("Got as thanks: ফ্যান", ""),
        ),
    ],
)
def test_each_of_them_is_told_in_a_plain_sentence_and_the_sentence_is_gone_when_taken_back(
    shop: TestShop, deed: Deed, told: tuple[str, str]
) -> None:
    person = shop.customer("রহিম")
    before = shop.book.history.last_operation()
    deed(shop, person)
    assert _told(shop, person) == [told]
    newest = shop.book.history.last_operation()
    others = {row[0] for row in shop.book.store.rows("SELECT operation FROM journal WHERE tbl = 'customer'")}
    for operation in sorted(set(range(before + 1, newest + 1)) - others, reverse=True):
        shop.book.history.undo(operation)
    assert _told(shop, person) == []


def test_settling_taken_back_leaves_the_complaint_open_and_the_customer_at_risk(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    complaint_id = _complain(shop, person)
    shop.book.complaints.resolve(complaint_id, Resolution("বদলে দিয়েছি"))
    shop.book.complaints.check(complaint_id, True)
    assert not shop.book.complaints.at_risk(person.id)
    for status in ("resolved", "open"):
        newest = int(
            shop.book.store.value("SELECT max(operation) FROM journal WHERE tbl = 'complaint' AND deed = 'u'")
        )
        shop.book.history.undo(newest - (0 if status == "resolved" else 2))
        assert shop.book.complaints.get(complaint_id).status == status
    assert shop.book.complaints.at_risk(person.id)


def test_a_call_for_advice_is_told_as_one(shop: TestShop) -> None:
    person = shop.customer("রহিম", "01712345678")
    shop.book.calls.record(CallDraft(person.id, direction="in", said="কোন ফ্রিজ ভালো", reasons=(ADVICE,)))
    assert _told(shop, person, ("call",)) == [("Asked for our advice", "কোন ফ্রিজ ভালো")]
