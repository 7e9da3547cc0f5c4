"""What the search box shows for what a shopkeeper types, and in which order."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shopbook.search import queries


@pytest.mark.parametrize(
    "typed", ["rahim", "Rohim", "রহিম", "রহীম", "রহি", "আব্দুর রহিম", "Abdurrahim", "abdur rohim"]
)
def test_rahim_is_found_however_he_is_typed(shelf: Any, typed: str) -> None:
    shelf.customers(["করিম মিয়া", "আব্দুর রহিম", "সুমাইয়া আক্তার"])
    assert shelf.names(typed)[0] == "আব্দুর রহিম"


@pytest.mark.parametrize("typed", ["abu bakar", "আবু বকর", "abubakar"])
def test_a_name_stored_in_one_word_is_found_in_two(shelf: Any, typed: str) -> None:
    shelf.customers(["Abubakar Siddiq", "নাসির উদ্দিন"])
    assert shelf.names(typed) == ["Abubakar Siddiq"]
    assert shelf.names("Nasiruddin") == ["নাসির উদ্দিন"]


@pytest.mark.parametrize("typed", ["Md Ali", "মোঃ আলী", "Mohammad Ali", "মুহাম্মদ আলী", "মোহাম্মাদ আলি"])
def test_titles_are_one_word_in_every_spelling(shelf: Any, typed: str) -> None:
    shelf.customers(["মোঃ আলী", "Mohammad Ali", "মোঃ রফিকুল ইসলাম"])
    assert set(shelf.names(typed)[:2]) == {"মোঃ আলী", "Mohammad Ali"}


def test_a_title_too_much_does_not_hide_the_customer(shelf: Any) -> None:
    shelf.customers(["রহিম উদ্দিন"])
    assert shelf.names("মোঃ রহিম উদ্দিন") == shelf.names("Alhaj Rahim") == ["রহিম উদ্দিন"]


@pytest.mark.parametrize("typed", ["jahanhir", "jahangit", "jhaangir", "জাহাঙ্গিত", "somaia", "sumaiyya"])
def test_a_slip_of_the_finger_is_forgiven(shelf: Any, typed: str) -> None:
    shelf.customers(["জাহাঙ্গীর আলম", "সুমাইয়া আক্তার", "কামাল হোসেন"])
    assert shelf.names(typed)[:1] in (["জাহাঙ্গীর আলম"], ["সুমাইয়া আক্তার"])


def test_a_name_learnt_a_moment_ago_is_offered_for_a_slip(shelf: Any) -> None:
    shelf.customers(["কামাল"])
    assert shelf.names("mostafixur") == []
    shelf.customers(["মোস্তাফিজুর রহমান"])
    assert shelf.names("mostafigur") == ["মোস্তাফিজুর রহমান"]


def test_the_given_name_itself_stands_before_longer_names_and_surnames(shelf: Any) -> None:
    shelf.customers(["রহিম শেখ", "রহিমা খাতুন", "করিম রহিম", "মোঃ রহিম"])
    assert shelf.names("রহিম") == ["মোঃ রহিম", "রহিম শেখ", "করিম রহিম", "রহিমা খাতুন"]


def test_many_longer_names_do_not_push_the_exact_one_out(shelf: Any) -> None:
    shelf.customers(["রহিম মিয়া", *["রহিমা খাতুন"] * 200])
    assert shelf.names("রহিম")[0] == "রহিম মিয়া"


def test_of_two_equal_names_the_one_seen_last_comes_first(shelf: Any) -> None:
    first = shelf.customer("Kamal Hossain", last_seen_on="2026-01-10")
    second = shelf.customer("Kamal Hossain", last_seen_on="2025-03-01")
    never = shelf.customer("Kamal Hossain")
    assert shelf.search.customers("kamal") == [first, second, never]


def test_a_customer_is_found_by_nickname_guardian_area_landmark_and_trade(shelf: Any) -> None:
    shelf.customer(
        "আনোয়ার হোসেন",
        nickname="বাবু",
        guardian_name="হাজী করিম",
        area="মিরপুর",
        landmark="বড় মসজিদ",
        occupation="দর্জি",
    )
    for typed in ("babu", "karim", "Mirpur", "mosjid", "dorji", "anwar mirpur"):
        assert shelf.names(typed) == ["আনোয়ার হোসেন"], typed


def test_a_name_stands_before_the_same_word_elsewhere(shelf: Any) -> None:
    shelf.customer("করিম মিয়া")
    shelf.customer("জসিম", guardian_name="করিম মিয়া", last_seen_on="2026-01-15")
    assert shelf.names("karim") == ["করিম মিয়া", "জসিম"]


def test_letters_typed_in_either_form_find_the_name(shelf: Any) -> None:
    shelf.customers(["আয়েশা বড়ুয়া", "\u09b0\u200d\u09cd\u09afাম্পা"])
    assert shelf.names("আ\u09dfেশা ব\u09dcু\u09dfা") == shelf.names("আ\u09af\u09bcেশা") == ["আয়েশা বড়ুয়া"]
    assert len(shelf.names("\u09b0\u200d\u09cd\u09afাম্পা")) == len(shelf.names("র্যাম্পা")) == 1
    assert len(shelf.names("rampa")) == 1


@pytest.mark.parametrize(
    "typed", ["01712345678", "০১৭১২৩৪৫৬৭৮", "+8801712-345678", "1712345678", "01712 345678"]
)
def test_a_whole_phone_finds_its_owner_first(shelf: Any, typed: str) -> None:
    shelf.customer("রহিম", "+8801712345678")
    shelf.customer("করিম", "+8801812345678", "+8801712345679")
    (hit,) = [hit for hit in shelf.hits(typed) if hit.matched == "number"]
    assert hit.shown == shelf.names(typed)[0] == "রহিম"


@pytest.mark.parametrize("typed", ["345", "৫৬৭৮", "5678", "০১৭১২", "12345", "17", "৭", "+88017", "88017"])
def test_any_run_of_digits_finds_the_phone(shelf: Any, typed: str) -> None:
    shelf.customer("রহিম", "+8801712345678")
    shelf.customer("করিম", "+8801999000000")
    assert shelf.names(typed) == ["রহিম"]


def test_the_last_four_stand_before_the_same_digits_inside(shelf: Any) -> None:
    shelf.customer("শেষে", "+8801711223456")
    shelf.customer("ভিতরে", "+8801734561111")
    assert shelf.names("3456") == ["শেষে", "ভিতরে"]


def test_a_name_and_some_digits_find_the_one_they_both_fit(shelf: Any) -> None:
    shelf.customer("রহিম শেখ", "+8801712999999")
    shelf.customer("রহিম মিয়া", "+8801712343456")
    shelf.customer("করিম", "+8801812343456")
    for typed in ("রহিম 3456", "rahim ৩৪৫৬", "৩৪৫৬ rohim"):
        assert shelf.names(typed) == ["রহিম মিয়া"]
        assert shelf.hits(typed)[0].matched == "phone"


def test_digits_at_the_end_of_the_phone_decide_between_two_of_a_name(shelf: Any) -> None:
    wanted = shelf.customer("রহিম", "+8801711113456")
    shelf.customer("রহিম", "+8801734561111", last_seen_on="2026-01-15")
    assert shelf.search.customers("রহিম 3456")[0] == wanted


def test_a_house_number_in_the_area_is_a_word_and_not_a_phone(shelf: Any) -> None:
    shelf.customer("রহিম", "+8801712345678", area="সেক্টর 411")
    assert shelf.names("sector 411") == ["রহিম"]


def test_customers_without_a_name_are_found_by_phone(shelf: Any) -> None:
    customer_id = shelf.customer("", "+8801712345678")
    (hit,) = shelf.hits("345678")
    assert (hit.kind, hit.id, hit.customer_id, hit.shown) == ("customer", customer_id, customer_id, "")


def test_the_trash_and_merged_customers_are_not_shown(shelf: Any) -> None:
    kept = shelf.customer("রহিম", "+8801712345678")
    gone = shelf.customer("রহিম শেখ", "+8801712345679")
    merged = shelf.customer("রহিম মিয়া", "+8801712345670")
    shelf.change(gone, deleted_at="2026-01-15T00:00:00.000Z")
    shelf.change(merged, merged_into_id=kept)
    for typed in ("রহিম", "rahim", "1234567", "17", "rahim 1234567", "rahin"):
        assert shelf.search.customers(typed) == [kept], typed
    shelf.change(gone, deleted_at=None)
    assert set(shelf.search.customers("rahim")) == {kept, gone}


def test_a_changed_name_is_found_and_the_old_one_is_not(shelf: Any) -> None:
    customer_id = shelf.customer("রহিম", "+8801712345678")
    with shelf.store.operation() as op:
        op.update("customer", customer_id, {"name": "কামাল"})
        shelf.index.put_customer(op, customer_id, ["কামাল"], ["+8801812000000"])
    assert shelf.names("rahim") == shelf.names("345678") == []
    assert shelf.names("kamal") == shelf.names("812000") == ["কামাল"]
    shelf.assert_whole()


def test_never_more_than_asked_for(shelf: Any) -> None:
    for place in range(30):
        shelf.customer("রহিম", f"+88017123456{place:02d}")
        shelf.number("serial", f"SN123456{place:02d}")
    assert (
        len(shelf.hits("rahim", 5))
        == len(shelf.hits("123456", 5))
        == len(shelf.search.customers("1712", 5))
        == 5
    )


HOSTILE = [
    "",
    " ",
    '"',
    "'; DROP TABLE customer; --",
    'raw : "x" OR *',
    "NEAR(a b, 3)",
    "a AND OR NOT",
    "*",
    "^রহিম",
    "-রহিম",
    "()",
    "%_",
    "😀",
    "রহিম 😀",
    "\0",
    "রহি\0ম",
    "\ud800",
    "\u09cd",
    "া",
    "ঃ",
    "ঁ",
    "ऋषि محمد 王",
    "/",
    "M/S",
    "'’",
    "²³½",
    "٣٤٥",
    "x" * 100_000,
    "রহিম " * 5_000,
    "9" * 5_000,
    "+" * 50,
]


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_that_can_be_typed_is_an_error(shelf: Any, typed: str) -> None:
    customer_id = shelf.customer("রহিম", "+8801712345678")
    shelf.number("memo", "A-000124", customer_id)
    for hit in shelf.hits(typed):
        assert hit.customer_id == customer_id
    shelf.search.customers(typed)
    shelf.search.codes(typed)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=40), stored=st.text(max_size=40))
def test_any_text_can_be_stored_and_asked_for(shelf: Any, typed: str, stored: str) -> None:
    customer_id = shelf.customer(stored, stored)
    shelf.hits(typed)
    shelf.hits(stored)
    with shelf.store.operation() as op:
        shelf.index.drop_customer(op, customer_id)


def _plan(shelf: Any, sql: str, **params: object) -> list[str]:
    return [row["detail"] for row in shelf.store.rows(f"EXPLAIN QUERY PLAN {sql}", params)]


@pytest.mark.parametrize(
    ("sql", "params"),
    [
        (queries._BY_WORDS, {"words": "skel : rhm*", "most": 60}),
        (queries._BY_WORDS_AND_PHONE, {"words": "skel : rhm*", "phone": "3456", "most": 60}),
        (queries._BY_PHONE, {"phone": "3456", "most": 60}),
        (queries._BY_FEW_DIGITS, {"pattern": "%17%", "most": 20}),
    ],
)
def test_a_search_walks_the_index_newest_first_and_sorts_nothing(
    shelf: Any, sql: str, params: dict[str, object]
) -> None:
    plan = _plan(shelf, sql, **params)
    assert not any("TEMP B-TREE" in step for step in plan), plan
    assert sum("INTEGER PRIMARY KEY" in step for step in plan) >= 1, plan
    scans = [step for step in plan if step.startswith("SCAN") and "VIRTUAL TABLE INDEX" not in step]
    assert scans == ([] if "MATCH" in sql else ["SCAN s"]), plan
