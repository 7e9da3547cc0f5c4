"""A note is written in one breath, brings its follow-up days with it, and stays open until it ended well."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from shopbook.checks import check
from shopbook.customers.model import PartialDate
from shopbook.errors import Invalid, NotFound, Refused
from shopbook.notes.model import KINDS, FamilyDraft, GiftDraft, NoteDraft, NoteKind
from tests.language import TODAY, TestShop


def _in(days: int) -> dt.date:
    return TODAY + dt.timedelta(days=days)


@pytest.mark.parametrize(
    ("kind", "event", "expected"),
    [
        ("birth", None, [1, 7, 30]),
        ("own_illness", None, [2, 7]),
        ("hospital", None, [1, 4, 10]),
        ("death", None, [1, 40]),
        ("breakdown", None, [1]),
        ("wedding", 20, [17, 27]),
        ("wedding", 2, [9]),
        ("exam", 5, [5]),
        ("travel", 30, [31]),
        ("preference", None, []),
        ("other", None, []),
    ],
)
def test_each_kind_brings_its_own_days_and_none_that_is_past(
    shop: TestShop, kind: str, event: int | None, expected: list[int]
) -> None:
    person = shop.customer("রহিম")
    day = _in(event) if event is not None else None
    note_id = shop.book.notes.write(NoteDraft(person.id, "কথা হলো", kind=kind, event_on=day))
    assert list(shop.book.notes.note(note_id).follow_ups) == [_in(offset) for offset in expected]


def test_the_ticked_days_win_over_the_kinds(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    note_id = shop.book.notes.write(NoteDraft(person.id, "জ্বর", kind="own_illness", follow_ups=(_in(3),)))
    assert shop.book.notes.note(note_id).follow_ups == (_in(3),)
    none = shop.book.notes.write(NoteDraft(person.id, "জ্বর", kind="own_illness", follow_ups=()))
    assert shop.book.notes.note(none).follow_ups == ()


def test_an_empty_note_or_a_past_day_is_said_under_its_field(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    with pytest.raises(Invalid) as raised:
        shop.book.notes.write(NoteDraft(person.id, "  ", follow_ups=(TODAY,)))
    assert set(raised.value.problems) == {"body", "follow_ups"}


def test_after_a_death_the_shop_is_quiet_for_forty_days_and_only_staff_read_it(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    note = shop.book.notes.note(shop.book.notes.write(NoteDraft(person.id, "মা মারা গেছেন", kind="death")))
    assert note.quiet_until == _in(40)
    assert note.sensitivity == "staff"
    assert shop.book.notes.quiet_until(person.id, _in(40)) == _in(40)
    assert shop.book.notes.quiet_until(person.id, _in(41)) is None


def test_hearing_from_a_customer_is_a_contact_and_never_moves_back(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    shop.book.notes.write(NoteDraft(person.id, "জ্বর"))
    with shop.book.store.operation() as op:
        shop.book.notes.write_many(op, [(NoteDraft(person.id, "আগের কথা"), _in(-100))])
    assert person.record.last_contact_on == TODAY
    assert person.record.last_seen_on is None, "what was heard on the telephone is no visit"


def test_a_note_thrown_away_was_no_contact_and_put_back_it_is_one_again(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    with shop.book.store.operation() as op:
        shop.book.notes.write_many(op, [(NoteDraft(person.id, "আগের কথা"), _in(-100))])
    note_id = shop.book.notes.write(NoteDraft(person.id, "ভুল গ্রাহকের খবর"))
    shop.book.notes.trash(note_id)
    assert person.record.last_contact_on == _in(-100)
    assert check(shop.book).is_whole
    shop.book.history.undo(shop.book.history.last_operation())
    assert person.record.last_contact_on == TODAY
    assert check(shop.book).is_whole


def test_what_needs_closing_stays_open_until_it_is_closed_once(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    note_id = shop.book.notes.write(NoteDraft(person.id, "গাড়ি নষ্ট", kind="breakdown"))
    assert shop.book.notes.note(note_id).needs_closing
    shop.book.notes.resolve(note_id, "মেকানিক ঠিক করে দিয়েছে")
    note = shop.book.notes.note(note_id)
    assert (note.resolved_on, note.resolution) == (TODAY, "মেকানিক ঠিক করে দিয়েছে")
    with pytest.raises(Refused):
        shop.book.notes.resolve(note_id)


def test_editing_keeps_the_days_that_stay(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    note_id = shop.book.notes.write(NoteDraft(person.id, "জ্বর", kind="own_illness"))
    rows = shop.book.store.rows("SELECT id, due_on FROM note_followup WHERE note_id = ?", (note_id,))
    kept = {row["due_on"]: row["id"] for row in rows}
    days = (_in(7), _in(9))
    shop.book.notes.change(note_id, NoteDraft(person.id, "ডেঙ্গু", kind="own_illness", follow_ups=days))
    note = shop.book.notes.note(note_id)
    assert (note.body, note.follow_ups) == ("ডেঙ্গু", days)
    row = shop.book.store.row("SELECT id FROM note_followup WHERE due_on = ?", (_in(7).isoformat(),))
    assert row is not None
    assert row["id"] == kept[_in(7).isoformat()]


def test_pinned_notes_stand_first_and_trashed_ones_nowhere(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    pinned = shop.book.notes.write(NoteDraft(person.id, "লাল রং পছন্দ", kind="preference", pinned=True))
    newer = shop.book.notes.write(NoteDraft(person.id, "জ্বর"))
    gone = shop.book.notes.write(NoteDraft(person.id, "ভুল"))
    shop.book.notes.trash(gone)
    assert [note.id for note in shop.book.notes.notes(person.id)] == [pinned, newer]


def test_a_shop_tunes_a_kind_and_makes_its_own(shop: TestShop) -> None:
    shop.book.notes.tune_kind(NoteKind("birth", (3,), quiet_days=2))
    shop.book.notes.tune_kind(NoteKind("harvest", (90,), label="ধান কাটা"))
    shop.book.notes.tune_kind(NoteKind("harvest", (60,), label="ধান কাটা"))
    kinds = {kind.code: kind for kind in shop.book.notes.kinds()}
    assert len(kinds) == len(KINDS) + 1
    assert (kinds["birth"].offsets, kinds["birth"].quiet_days) == ((3,), 2)
    assert (kinds["harvest"].title, kinds["harvest"].offsets) == ("ধান কাটা", (60,))


def test_every_kind_has_a_name() -> None:
    assert all(kind.title != kind.code for kind in KINDS)


def test_a_family_is_written_down_with_what_is_known(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    son = FamilyDraft(person.id, "son", "রাফি", birthday=PartialDate(2026, 11, 20))
    first = shop.book.notes.add_family(son)
    shop.book.notes.add_family(FamilyDraft(person.id, "daughter", head_count=2))
    shop.book.notes.change_family(first, replace(son, name="রাফি আহমেদ"))
    assert [(m.relation, m.name, m.head_count, m.birthday) for m in shop.book.notes.family(person.id)] == [
        ("son", "রাফি আহমেদ", 1, PartialDate(2026, 11, 20)),
        ("daughter", "", 2, PartialDate()),
    ]
    shop.book.notes.trash_family(first, person.id)
    assert [m.relation for m in shop.book.notes.family(person.id)] == ["daughter"]


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        ({"relation": "boss"}, "relation"),
        ({"head_count": 0}, "head_count"),
        ({"birthday": PartialDate(2025, 2, 29)}, "birthday"),
    ],
)
def test_a_family_member_that_cannot_be_is_said_under_its_field(
    shop: TestShop, draft: dict, field: str
) -> None:
    person = shop.customer("রহিম")
    with pytest.raises(Invalid) as raised:
        shop.book.notes.add_family(FamilyDraft(person.id, **{"relation": "son", **draft}))
    assert set(raised.value.problems) == {field}


def test_a_gift_is_remembered_and_did_it_reach(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    with pytest.raises(Invalid):
        shop.book.notes.give(GiftDraft(person.id))
    gift_id = shop.book.notes.give(
        GiftDraft(person.id, "মিষ্টি", "ছেলে হয়েছে", 50_000, place="hospital", carried_by="সুমন")
    )
    shop.book.notes.gift_reached(gift_id, True)
    (gift,) = shop.book.notes.gifts(person.id)
    assert (gift.what, gift.cost_paisa, gift.given_on, gift.place, gift.reached) == (
        "মিষ্টি",
        50_000,
        TODAY,
        "hospital",
        "yes",
    )


def test_a_note_that_is_not_there_is_said(shop: TestShop) -> None:
    with pytest.raises(NotFound):
        shop.book.notes.note(7)


def test_a_note_is_pinned_to_the_top_and_let_go_again(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    first = shop.book.notes.write(NoteDraft(person.id, "চা ভালোবাসেন"))
    shop.days_later(1)
    shop.book.notes.write(NoteDraft(person.id, "গরমে কষ্ট পান"))
    shop.book.notes.pin(first, True)
    assert [note.body for note in shop.book.notes.notes(person.id)] == ["চা ভালোবাসেন", "গরমে কষ্ট পান"]
    shop.book.notes.pin(first, False)
    assert [note.body for note in shop.book.notes.notes(person.id)] == ["গরমে কষ্ট পান", "চা ভালোবাসেন"]
