"""Memo, card, serial and receipt numbers, by the whole of them or the piece a customer reads out."""

from __future__ import annotations

from typing import Any

import pytest

from shopbook.search import codes
from shopbook.search.index import CODE_KINDS, TAIL_LENGTH


@pytest.mark.parametrize("typed", ["A-000124", "a000124", "A ০০০১২৪", "124", "১২৪", "000124", "0124"])
def test_a_memo_is_found_by_its_number_or_just_the_figure_people_say(shelf: Any, typed: str) -> None:
    rahim = shelf.customer("রহিম", "+8801712400000")
    wanted = shelf.number("memo", "A-000124", rahim)
    shelf.number("memo", "A-001124", rahim)
    shelf.number("memo", "A-012400", rahim)
    hit = shelf.hits(typed)[0]
    assert (hit.kind, hit.id, hit.customer_id, hit.shown) == ("memo", wanted, rahim, "A-000124")


def test_an_imei_is_found_whole_by_its_end_and_by_its_beginning(shelf: Any) -> None:
    rahim = shelf.customer("রহিম")
    serial = shelf.number("serial", "35-693803-564380-9", rahim)
    for typed, matched in [
        ("356938035643809", "number"),
        ("৩৫৬৯৩৮০৩৫৬৪৩৮০৯", "number"),
        ("3809", "part"),
        ("38035643809", "part"),
        ("35693803", "part"),
    ]:
        (hit,) = shelf.hits(typed)
        assert (hit.kind, hit.id, hit.matched) == ("serial", serial, matched), typed
    assert len("38035643809") > TAIL_LENGTH
    assert shelf.hits("99035643809") == []  # only the indexed end agrees


def test_a_whole_number_stands_before_people_and_parts_behind(shelf: Any) -> None:
    shelf.customer("রহিম", "+8801712003456")
    shelf.number("serial", "SN99003456")
    shelf.number("card", "W-003456")
    assert [(h.kind, h.matched) for h in shelf.hits("3456")] == [
        ("card", "number"),
        ("customer", "phone"),
        ("serial", "part"),
    ]


def test_a_serial_that_spells_a_name_stands_before_the_name(shelf: Any) -> None:
    shelf.customer("Rahim")
    shelf.number("serial", "RAHIM")
    assert [hit.kind for hit in shelf.hits("rahim")] == ["serial", "customer"]
    assert [hit.kind for hit in shelf.hits("rah")] == ["customer"]  # letters alone ask for people


def test_a_whole_phone_stands_before_the_number_it_also_is(shelf: Any) -> None:
    shelf.customer("রহিম", "+8801712345678")
    shelf.number("serial", "01712345678")
    assert [hit.kind for hit in shelf.hits("01712345678")] == ["customer", "serial"]


def test_many_phones_leave_room_for_numbers(shelf: Any) -> None:
    for place in range(40):
        shelf.customer("রহিম", f"+8801712{place:02d}3456")
    shelf.number("serial", "SN993456")
    kinds = [hit.kind for hit in shelf.hits("3456", 20)]
    assert len(kinds) == 20
    assert kinds.count("serial") == 1


def test_of_many_memos_with_one_end_the_newest_comes_first(shelf: Any) -> None:
    old, new = (shelf.number("memo", code) for code in ("A-101124", "A-102124"))
    assert [hit.id for hit in shelf.search.codes("124")] == [new, old]


def test_numbers_of_a_customer_in_the_trash_are_not_shown(shelf: Any) -> None:
    gone = shelf.customer("রহিম")
    shelf.number("memo", "A-000124", gone)
    shelf.change(gone, deleted_at="2026-01-15T00:00:00.000Z")
    assert shelf.hits("A-000124") == []


def test_numbers_of_a_merged_customer_belong_to_the_one_who_stays(shelf: Any) -> None:
    one, two, three = (shelf.customer(name) for name in ("রহিম", "আব্দুর রহিম", "হাজী রহিম"))
    shelf.number("memo", "A-000124", one)
    shelf.change(one, merged_into_id=two, deleted_at="2026-01-15T00:00:00.000Z")
    shelf.change(two, merged_into_id=three)
    assert [hit.customer_id for hit in shelf.hits("A-000124")] == [three]


def test_a_sale_over_the_counter_has_a_memo_and_no_customer(shelf: Any) -> None:
    shelf.number("memo", "A-000124")
    (hit,) = shelf.hits("124")
    assert hit.customer_id is None


def test_a_customers_own_number_leads_to_the_customer(shelf: Any) -> None:
    rahim = shelf.customer("রহিম")
    with shelf.store.operation() as op:
        shelf.index.put_code(op, "customer", rahim, rahim, "A-000007")
    (hit,) = shelf.hits("A-000007")
    assert (hit.kind, hit.id, hit.shown, hit.matched) == ("customer", rahim, "রহিম", "number")


def test_a_serial_with_a_card_is_shown_once_as_the_cards(shelf: Any) -> None:
    rahim = shelf.customer("রহিম")
    shelf.number("serial", "SN-77120", rahim)
    card = shelf.number("card_serial", "SN77120", rahim)
    other = shelf.number("serial", "SN-99120", rahim)
    assert [hit.id for hit in shelf.hits("sn77120")] == [card]
    assert [hit.id for hit in shelf.hits("7120")] == [card]
    assert {hit.id for hit in shelf.hits("120")} == {card, other}


def test_a_number_is_replaced_and_forgotten(shelf: Any) -> None:
    memo = shelf.number("memo", "A-000124")
    with shelf.store.operation() as op:
        shelf.index.put_code(op, "memo", memo, None, "A-000777")
    assert shelf.hits("000124") == []
    assert [hit.id for hit in shelf.hits("000777")] == [memo]
    with shelf.store.operation() as op:
        shelf.index.put_code(op, "memo", memo, None, " - ")
    assert shelf.hits("000777") == []
    with shelf.store.operation() as op:
        shelf.index.put_code(op, "memo", memo, None, "A-000777")
        shelf.index.drop_code(op, "memo", memo)
    assert shelf.hits("000777") == []


def test_the_kinds_of_numbers_keep_their_places_in_old_books() -> None:
    assert CODE_KINDS[:6] == ("memo", "card", "serial", "card_serial", "receipt", "customer")
    assert CODE_KINDS[6:10] == ("job", "job_serial", "return", "plan")


@pytest.mark.parametrize(
    ("sql", "index"),
    [
        (codes._EXACT, "search_code_folded"),
        (codes._BEGINNING, "search_code_folded"),
        (codes._TAIL, "search_code_tail"),
    ],
)
def test_every_look_up_of_a_number_uses_its_index(shelf: Any, sql: str, index: str) -> None:
    rows = shelf.store.rows(f"EXPLAIN QUERY PLAN {sql}", {"key": "124", "end": "125", "most": 9})
    plan = [row["detail"] for row in rows]
    assert any(f"USING INDEX {index}" in step for step in plan), plan
    assert not any(step.startswith("SCAN") for step in plan), plan
