"""A complaint is opened, settled, asked after; at risk until a happy contact. A rumour has one answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from shopbook.calls.model import CallDraft
from shopbook.care.complaint_model import ComplaintFigures
from shopbook.care.complaints import ComplaintDraft, Complaints, Resolution
from shopbook.errors import Invalid, NotFound, Refused
from shopbook.notes.model import NoteDraft
from tests.language import TODAY, Person, TestShop

YESTERDAY, TOMORROW = TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)
TOO_LONG = "ক" * 4001
Deed = Callable[[Complaints, int], object]


def _complaint(shop: TestShop, person: Person, **more: object) -> int:
    return shop.book.complaints.open(ComplaintDraft("ফ্রিজ ঠান্ডা হয় না", person.id, **more))  # type: ignore[arg-type]


def _settle(complaints: Complaints, complaint_id: int) -> None:
    complaints.resolve(complaint_id, Resolution("গ্যাস ভরা হয়েছে"))


# ---- what keeps one from being saved


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        (ComplaintDraft(), {"what", "customer_id"}),
        (ComplaintDraft("  ", 1), {"what"}),
        (ComplaintDraft(TOO_LONG, 1), {"what"}),
        (ComplaintDraft("x", 1, kind="smell", severity="huge"), {"kind", "severity"}),
        (ComplaintDraft("x", 1, promised_on=YESTERDAY), {"promised_on"}),
        (
            ComplaintDraft("x", 1, product_name="x" * 201, agreed_answer="x" * 1001),
            {"product_name", "agreed_answer"},
        ),
        (ComplaintDraft("x", 1, promised_on=TODAY), set()),
        (ComplaintDraft("দোকানে পুরনো মাল", kind="rumour"), set()),
        (ComplaintDraft("x", interaction_id=1), set()),
    ],
)
def test_what_is_missing_or_wrong_is_said_all_at_once(draft: ComplaintDraft, fields: set[str]) -> None:
    assert set(draft.problems(TODAY)) == fields


def test_nothing_is_written_when_something_is_wrong(shop: TestShop) -> None:
    before = shop.book.history.last_operation()
    with pytest.raises(Invalid):
        shop.book.complaints.open(ComplaintDraft())
    with pytest.raises(NotFound):
        shop.book.complaints.open(ComplaintDraft("x", 5))
    assert shop.book.complaints.ids("all") == []
    assert shop.book.history.last_operation() == before


def test_nobody_complains_from_the_trash(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    shop.book.customers.trash(person.id)
    with pytest.raises(NotFound):
        _complaint(shop, person)


@pytest.mark.parametrize(
    ("resolution", "fields"),
    [
        (Resolution(), set()),
        (Resolution("x" * 1001, "x" * 1001, -1), {"resolution", "compensation", "compensation_paisa"}),
        (Resolution("x", "x", 0), set()),
    ],
)
def test_a_settling_needs_no_words_but_possible_ones(resolution: Resolution, fields: set[str]) -> None:
    assert set(resolution.problems()) == fields


# ---- its life


def test_a_complaint_keeps_what_was_said_and_whose_it_is(shop: TestShop) -> None:
    person = shop.customer("রহিম", "01712345678")
    staff = shop.book.settings.add_staff("সুমন")
    complaint_id = _complaint(
        shop,
        person,
        kind="service",
        severity="high",
        promised_on=TOMORROW,
        product_name="ফ্রিজ",
        staff_id=staff,
    )
    found = shop.book.complaints.get(complaint_id)
    assert (found.what, found.customer_name, found.phone) == ("ফ্রিজ ঠান্ডা হয় না", "রহিম", "+8801712345678")
    assert (found.kind, found.severity, found.promised_on) == ("service", "high", TOMORROW)
    assert (found.product_name, found.staff_id, found.status) == ("ফ্রিজ", staff, "open")
    assert (found.opened_on, found.opened_at, found.hours) == (TODAY, shop.clock.now(), None)


def test_settling_counts_the_hours_and_remembers_what_was_given(shop: TestShop) -> None:
    complaint_id = _complaint(shop, shop.customer("রহিম"))
    shop.clock.advance(hours=29, minutes=59)
    shop.book.complaints.resolve(complaint_id, Resolution("বদলে দিয়েছি", "একটা মগ", 20_000))
    found = shop.book.complaints.get(complaint_id)
    assert (found.status, found.hours, found.resolved_on) == ("resolved", 29, shop.today)
    assert (found.resolution, found.compensation, found.compensation_paisa) == (
        "বদলে দিয়েছি",
        "একটা মগ",
        20_000,
    )
    assert (found.satisfied, found.check_on) == (None, shop.today + dt.timedelta(days=3))


def test_content_when_asked_again_ends_the_risk(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    complaint_id = _complaint(shop, person)
    _settle(shop.book.complaints, complaint_id)
    assert shop.book.complaints.at_risk(person.id)
    shop.days_later(3)
    shop.book.complaints.check(complaint_id, True)
    found = shop.book.complaints.get(complaint_id)
    assert (found.satisfied, found.checked_on, found.cleared_on) == ("yes", shop.today, shop.today)
    assert (found.status, found.times_reopened, found.check_on) == ("resolved", 0, None)
    assert not shop.book.complaints.at_risk(person.id)


def test_not_content_when_asked_again_opens_it_without_a_day_and_counts(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    complaint_id = _complaint(shop, person, promised_on=TOMORROW)
    _settle(shop.book.complaints, complaint_id)
    shop.days_later(3)
    shop.book.complaints.check(complaint_id, False, why="আবার গরম হচ্ছে")
    found = shop.book.complaints.get(complaint_id)
    assert (found.status, found.promised_on, found.times_reopened) == ("open", None, 1)
    assert (found.reopened_why, found.satisfied, found.checked_on) == ("আবার গরম হচ্ছে", "no", shop.today)
    assert (found.resolved_on, found.resolved_at, found.cleared_on) == (None, None, None)
    assert shop.book.complaints.at_risk(person.id)
    _settle(shop.book.complaints, complaint_id)
    assert shop.book.complaints.get(complaint_id).satisfied is None
    assert shop.book.complaints.get(complaint_id).check_on == shop.today + dt.timedelta(days=3)


def test_a_withdrawn_complaint_puts_nobody_at_risk(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    complaint_id = _complaint(shop, person)
    with pytest.raises(Invalid):
        shop.book.complaints.withdraw(complaint_id, " ")
    shop.book.complaints.withdraw(complaint_id, "ভুল বোঝাবুঝি")
    found = shop.book.complaints.get(complaint_id)
    assert (found.status, found.resolution, found.hours) == ("withdrawn", "ভুল বোঝাবুঝি", None)
    assert not shop.book.complaints.at_risk(person.id)
    shop.book.complaints.reopen(complaint_id)
    assert shop.book.complaints.at_risk(person.id)


_CLOSERS: dict[str, Deed] = {
    "resolve": _settle,
    "withdraw": lambda complaints, one: complaints.withdraw(one, "থাক"),
    "check": lambda complaints, one: complaints.check(one, True),
    "reopen": lambda complaints, one: complaints.reopen(one),
}


@pytest.mark.parametrize(
    ("before", "possible"),
    [
        ([], {"resolve", "withdraw"}),
        (["resolve"], {"check", "reopen"}),
        (["withdraw"], {"reopen"}),
        (["resolve", "check"], {"check", "reopen"}),
        (["resolve", "reopen"], {"resolve", "withdraw"}),
    ],
)
def test_only_what_fits_its_state_can_be_done(shop: TestShop, before: list[str], possible: set[str]) -> None:
    complaints = shop.book.complaints
    for name, deed in _CLOSERS.items():
        one = _complaint(shop, shop.customer("রহিম"))
        for step in before:
            _CLOSERS[step](complaints, one)
        if name in possible:
            deed(complaints, one)
        else:
            with pytest.raises(Refused):
                deed(complaints, one)


def test_an_edited_complaint_keeps_a_day_that_has_passed_but_takes_no_new_one(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    complaint_id = _complaint(shop, person, promised_on=TOMORROW)
    shop.days_later(5)
    kept = ComplaintDraft("ফ্রিজ একদম বন্ধ", person.id, severity="high", promised_on=TOMORROW)
    shop.book.complaints.change(complaint_id, kept)
    found = shop.book.complaints.get(complaint_id)
    assert (found.what, found.severity, found.promised_on) == ("ফ্রিজ একদম বন্ধ", "high", TOMORROW)
    with pytest.raises(Invalid) as raised:
        shop.book.complaints.change(
            complaint_id, ComplaintDraft("x", person.id, promised_on=TOMORROW + dt.timedelta(days=1))
        )
    assert set(raised.value.problems) == {"promised_on"}


def test_every_deed_is_one_save_and_tells_the_complaint_and_the_customer(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    told: list[tuple[frozenset[str], frozenset[int]]] = []
    shop.book.store.listen(lambda changed: told.append((changed.topics, changed.touched("customer"))))
    before = shop.book.history.last_operation()
    one = _complaint(shop, person)
    _settle(shop.book.complaints, one)
    shop.book.complaints.check(one, False)
    shop.book.complaints.change(one, ComplaintDraft("x", person.id))
    shop.book.complaints.withdraw(one, "থাক")
    shop.book.complaints.asked(one, name="করিম")
    assert told == [(frozenset({"complaint", "customer"}), frozenset({person.id}))] * 6
    assert shop.book.history.last_operation() == before + 6


# ---- a complaint written as a note


def test_a_note_of_a_complaint_opens_it_and_asks_for_nothing_itself(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    before = shop.book.history.last_operation()
    note_id = shop.book.notes.write(
        NoteDraft(person.id, "ফ্রিজ ঠান্ডা হয় না", kind="complaint", follow_ups=(TOMORROW,))
    )
    assert shop.book.history.last_operation() == before + 1
    note = shop.book.notes.note(note_id)
    assert (note.needs_closing, note.follow_ups) == (False, ())
    assert note.quiet_until == TODAY + dt.timedelta(days=3)
    (complaint,) = shop.book.complaints.open_of(person.id)
    assert (complaint.what, complaint.kind, complaint.note_id) == ("ফ্রিজ ঠান্ডা হয় না", "other", note_id)


@pytest.mark.parametrize(
    ("was", "becomes", "open_ones"),
    [("complaint", "complaint", ["নতুন কথা"]), ("complaint", "other", []), ("other", "complaint", ["নতুন কথা"])],
)
def test_an_edited_note_takes_its_complaint_along(
    shop: TestShop, was: str, becomes: str, open_ones: list[str]
) -> None:
    person = shop.customer("রহিম")
    note_id = shop.book.notes.write(NoteDraft(person.id, "পুরনো কথা", kind=was))
    shop.book.notes.change(note_id, NoteDraft(person.id, "নতুন কথা", kind=becomes))
    assert [complaint.what for complaint in shop.book.complaints.open_of(person.id)] == open_ones


def test_a_note_put_away_takes_its_open_complaint_along_but_not_a_settled_one(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    for settled in (False, True):
        note_id = shop.book.notes.write(NoteDraft(person.id, "ঠান্ডা হয় না", kind="complaint"))
        if settled:
            _settle(shop.book.complaints, shop.book.complaints.open_of(person.id)[0].id)
        shop.book.notes.trash(note_id)
    assert [complaint.status for complaint in shop.book.complaints.of(person.id)] == ["resolved"]


# ---- lists and figures


def test_the_lists_hold_what_their_name_says(shop: TestShop) -> None:
    complaints, person = shop.book.complaints, shop.customer("রহিম")
    late = _complaint(shop, person, promised_on=TODAY)
    grave = _complaint(shop, person, severity="high", promised_on=TODAY + dt.timedelta(days=9))
    calm = _complaint(shop, person)
    settled, content = _complaint(shop, person), _complaint(shop, person)
    gone = _complaint(shop, person)
    rumour = complaints.open(ComplaintDraft("দোকান উঠে যাচ্ছে", kind="rumour"))
    heard = complaints.open(ComplaintDraft("পুরনো মাল", kind="rumour"))
    for one in (settled, content, heard):
        _settle(complaints, one)
    complaints.check(content, True)
    complaints.withdraw(gone, "থাক")
    shop.days_later(2)
    assert complaints.ids("to_check") == []
    shop.days_later(1)
    assert complaints.ids("open") == [late, grave, calm, rumour]
    assert complaints.ids("late") == [late]
    assert complaints.ids("late", TODAY) == []
    assert complaints.ids("to_check") == [settled]
    assert set(complaints.ids("resolved")) == {settled, content, heard}
    assert complaints.ids("rumours") == [rumour, heard]
    assert set(complaints.ids("all")) == {late, grave, calm, settled, content, gone, rumour, heard}
    assert [row.id for row in complaints.rows([calm, late, 5])] == [calm, late]
    assert [row.is_late(shop.today) for row in complaints.rows([late, grave, settled])] == [
        True,
        False,
        False,
    ]
    assert {row.id for row in complaints.open_of(person.id)} == {late, grave, calm}


def test_the_figures_count_by_days_and_take_the_middle_of_the_hours(shop: TestShop) -> None:
    complaints, person = shop.book.complaints, shop.customer("রহিম")
    assert complaints.figures(TODAY, TODAY) == ComplaintFigures(0, 0, 0, 0, None)
    ids = [_complaint(shop, person, promised_on=TOMORROW) for _ in range(5)]
    for hours, one in zip((2, 3, 45), ids, strict=False):
        shop.clock.advance(hours=hours)
        _settle(complaints, one)
    complaints.withdraw(ids[3], "থাক")
    shop.days_later(2)
    assert complaints.figures(TODAY, shop.today) == ComplaintFigures(5, 3, 1, 1, 5)
    assert complaints.figures(TODAY, TODAY).resolved == 2
    assert complaints.figures(YESTERDAY, YESTERDAY) == ComplaintFigures(0, 0, 1, 1, None)


@pytest.mark.parametrize("which", ["open", "late", "to_check", "resolved", "rumours"])
def test_each_list_reads_an_index(shop: TestShop, which: str) -> None:
    from shopbook.care.complaint_queries import _LISTS

    sql = f"EXPLAIN QUERY PLAN SELECT id FROM complaint WHERE {_LISTS[which]}"  # type: ignore[index]
    plan = [
        row["detail"] for row in shop.book.store.rows(sql, {"today": "2026-11-21", "check": "2026-11-18"})
    ]
    assert any("INDEX complaint_" in detail for detail in plan)


# ---- rumours


def test_who_asked_about_a_rumour_is_remembered(shop: TestShop) -> None:
    complaints, person = shop.book.complaints, shop.customer("রহিম", "01712345678")
    rumour = complaints.open(ComplaintDraft("দোকান উঠে যাচ্ছে", kind="rumour", agreed_answer="আমরা আছি, থাকবো"))
    complaints.asked(rumour, person.id)
    complaints.asked(rumour, name="  পাশের দোকানদার ")
    asked = [(asker.customer_id, asker.name, asker.phone) for asker in complaints.askers(rumour)]
    assert asked == [(person.id, "রহিম", "+8801712345678"), (None, "পাশের দোকানদার", "")]
    with pytest.raises(Invalid):
        complaints.asked(rumour)
    assert complaints.get(rumour).agreed_answer == "আমরা আছি, থাকবো"


def test_a_settled_rumour_needs_nobody_to_be_asked(shop: TestShop) -> None:
    rumour = shop.book.complaints.open(ComplaintDraft("দোকান উঠে যাচ্ছে", kind="rumour"))
    _settle(shop.book.complaints, rumour)
    assert shop.book.complaints.get(rumour).check_on is None


# ---- risk


def test_a_happy_contact_ends_the_risk_of_all_settled_ones(shop: TestShop) -> None:
    complaints, person = shop.book.complaints, shop.customer("রহিম")
    first, second = _complaint(shop, person), _complaint(shop, person)
    _settle(complaints, first)
    with shop.book.store.operation() as op:
        complaints.clear_risk(op, person.id)
    assert complaints.get(first).cleared_on is None
    _settle(complaints, second)
    with shop.book.store.operation() as op:
        complaints.clear_risk(op, person.id)
    assert not complaints.at_risk(person.id)
    assert [complaint.check_on is None for complaint in complaints.rows([first, second])] == [False, False]


def test_nobody_is_at_risk_for_anothers_complaint(shop: TestShop) -> None:
    _complaint(shop, shop.customer("রহিম"))
    assert not shop.book.complaints.at_risk(shop.customer("করিম").id)


def test_an_earlier_happy_talk_says_nothing_of_what_was_settled_after_it(shop: TestShop) -> None:
    complaints, person = shop.book.complaints, shop.customer("রহিম", "01712345678")
    complaint_id = _complaint(shop, person)
    shop.days_later(2)
    _settle(complaints, complaint_id)
    shop.book.calls.record(CallDraft(person.id, mood="happy", on=shop.today - dt.timedelta(days=1)))
    assert complaints.at_risk(person.id), "they were happy before anybody settled it"
    shop.book.calls.record(CallDraft(person.id, mood="happy"))
    assert complaints.get(complaint_id).cleared_on == shop.today
    shop.days_later(1)
    second = _complaint(shop, person)
    _settle(complaints, second)
    shop.days_later(2)
    shop.book.calls.record(CallDraft(person.id, mood="happy", on=shop.today - dt.timedelta(days=1)))
    assert complaints.get(second).cleared_on == shop.today - dt.timedelta(days=1)
