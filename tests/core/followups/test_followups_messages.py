"""The words that fit a card: the shop's own templates, comfort in mourning, what not to say, calm words first."""

from __future__ import annotations

import datetime as dt

import pytest

from shopbook.followups.details import Details
from shopbook.localisation.language import say, set_language
from shopbook.storage.connection import Row
from tests.core.followups.telling import DUE, Telling, day

OWN = "{সালাম} {নাম}, {টাকা} নিয়ে কথা ছিল। দরকারে {ফোন}। — {দোকান}"


@pytest.fixture(autouse=True)
def in_the_morning(tell: Telling) -> None:
    tell.it_is(DUE)


def opened(tell: Telling) -> Details:
    """The one card of the list, opened."""
    return tell.list.details(tell.card())


def unsaid(tell: Telling) -> str:
    return "\n".join(say(sentence) for sentence in opened(tell).unsaid)


def product(tell: Telling, name: str, **columns: object) -> int:
    return tell.insert("product", name=name, sort_key=b"", **columns)


# ---- messages


def test_the_shops_own_words_are_filled_from_the_card(tell: Telling) -> None:
    tell.promise(tell.customer("রহিম", "1711000001", honorific="bhai"), DUE)
    tell.shop.book.wording.save("message", "pay_promise", "", OWN)
    assert opened(tell).message.text == (
        "আসসালামু আলাইকুম রহিম ভাই, ৳৪,৫০০ নিয়ে কথা ছিল। দরকারে ০১৭১১-০০০০০০। — নিউ ভিশন ইলেকট্রনিক্স"
    )


def test_without_a_name_or_a_hotline_the_rest_still_stands(tell: Telling) -> None:
    tell.keeps(hotline="")
    tell.promise(tell.customer("", "1711000001", honorific="bhai"), DUE)
    tell.shop.book.wording.save("message", "pay_promise", "", OWN)
    assert opened(tell).message.text == ("আসসালামু আলাইকুম, ৳৪,৫০০ নিয়ে কথা ছিল। — নিউ ভিশন ইলেকট্রনিক্স")


def test_the_built_in_words_name_day_and_product(tell: Telling) -> None:
    tell.warranty(tell.customer("রহিম", honorific="bhai"), DUE + dt.timedelta(10))
    assert "আপনার ফ্রিজের ওয়ারেন্টি ২৮ নভেম্বর পর্যন্ত আছে;" in opened(tell).message.text


def test_every_reason_offers_its_message_and_the_shop_adds_its_own(tell: Telling) -> None:
    who = tell.customer("রহিম")
    tell.promise(who, DUE)
    tell.owes(who, day("09-01"))
    tell.member(who, birth_y=2020, birth_m=11, birth_d=20)
    code = tell.shop.book.wording.add("message", "ঈদ", "ঈদ মোবারক {নাম}!")
    messages = opened(tell).messages
    assert [one.code for one in messages] == ["pay_promise", "birthday_child", code]
    assert messages[-1].text == "ঈদ মোবারক রহিম!"


def test_a_reason_too_little_is_known_about_asks_only_how_they_are(tell: Telling) -> None:
    tell.promise(tell.customer("রহিম"), DUE)
    tell.shop.book.wording.save("message", "pay_promise", "", "আপনার {পণ্য} কেমন চলছে?")
    assert "আশা করি ভালো আছেন" in opened(tell).message.text


def test_a_word_to_buy_names_what_they_want_not_what_they_bought_last(tell: Telling) -> None:
    who = tell.customer("রহিম")
    tell.sale(who, day("09-01"), "দেয়াল ঘড়ি", durable=0)
    for amount in (None, 1_980_000):
        made = tell.insert("buy_promise", customer_id=who, what="৬টা ফ্যান", made_on=day("11-10"), expected_on=DUE,
                           amount_paisa=amount)  # fmt: skip
        card = next(card for card in tell.today().cards if card.reasons[0].source_id == made)
        text = tell.list.details(card).message.text
        assert "৬টা ফ্যান নেওয়ার" in text and "ঘড়ি" not in text
        tell.change("buy_promise", made, status="lost")


def test_a_caller_who_is_in_no_book_gets_words_too(tell: Telling) -> None:
    tell.callback("1711000009", name="জসিম", source="missed")
    details = opened(tell)
    assert details.message.code == "missed_call"
    assert details.message.text.startswith("আসসালামু আলাইকুম জসিম, আপনার ফোনটা ধরতে পারিনি")
    assert details.scripts[0].code == "missed_call"


def test_in_mourning_comfort_takes_the_place_of_every_greeting(tell: Telling) -> None:
    who = tell.customer("রহিম")
    tell.member(who, birth_y=2020, birth_m=11, birth_d=20)
    tell.note(who, day("11-10"), kind="death", quiet_until=day("12-20"), sensitivity="staff")
    details = opened(tell)
    assert [one.code for one in details.messages] == ["condolence"]
    assert "পাশে আছি" in details.message.text and "জন্মদিন" not in details.message.text
    assert [one.code for one in details.scripts] == ["condolence"]
    assert "শোক" in unsaid(tell)


def test_what_was_asked_for_is_answered_in_mourning_too(tell: Telling) -> None:
    who = tell.customer("রহিম", "1711000001")
    tell.callback("1711000001", customer_id=who, name="রহিম")
    tell.note(who, day("11-10"), kind="death", quiet_until=day("12-20"))
    assert opened(tell).message.code == "callback"


# ---- scripts


@pytest.mark.parametrize(
    ("mood", "first"), [("angry", "angry"), ("sad", "sad"), ("happy", "pay_promise"), (None, "pay_promise")]
)
def test_after_an_angry_or_sad_talk_the_calm_words_come_first(
    tell: Telling, mood: str | None, first: str
) -> None:
    who = tell.customer("রহিম")
    tell.promise(who, DUE)
    tell.talk(who, day("11-01"), mood=mood)
    codes = [script.code for script in opened(tell).scripts]
    assert codes[0] == first and "pay_promise" in codes


def test_a_script_speaks_of_the_day_and_the_sum(tell: Telling) -> None:
    tell.promise(tell.customer("রহিম", honorific="bhai"), day("11-17"))
    set_language("en")
    assert (
        "৳4,500 for November 17" in opened(tell).scripts[0].text
        or "৳4,500 for 17 November" in opened(tell).scripts[0].text
    )


# ---- what not to say


def test_a_plain_card_has_nothing_to_watch(tell: Telling) -> None:
    tell.promise(tell.customer("রহিম"), DUE)
    assert opened(tell).unsaid == ()


def test_quiet_days_silence_dues_and_offers(tell: Telling) -> None:
    who = tell.customer("রহিম", "1711000001")
    tell.callback("1711000001", customer_id=who)
    tell.note(who, day("11-15"), quiet_until=day("11-22"))
    assert "২২ নভেম্বর পর্যন্ত বাকি বা অফারের কথা নয়" in unsaid(tell)
    tell.it_is(day("11-23"))
    assert "অফারের" not in unsaid(tell)


def test_an_open_complaint_silences_offers_and_a_settled_one_is_asked_after_first(tell: Telling) -> None:
    who = tell.customer("রহিম", "1711000001")
    tell.callback("1711000001", customer_id=who)
    made = tell.insert("complaint", customer_id=who, what="ফ্রিজ ঠান্ডা হয় না", opened_at="2026-11-17T05:00:00Z",
                       opened_on=day("11-17"), promised_on=day("12-30"))  # fmt: skip
    details = opened(tell)
    assert [(one.what, one.is_open) for one in details.complaints] == [("ফ্রিজ ঠান্ডা হয় না", True)]
    assert "অফারের কথা নয়: অভিযোগ এখনো মেটেনি (ফ্রিজ ঠান্ডা হয় না)" in unsaid(tell)
    tell.change("complaint", made, status="resolved", resolved_on=DUE, resolved_at="2026-11-18T05:00:00Z")
    assert "আগে জেনে নিন" in unsaid(tell)
    tell.change("complaint", made, satisfied="yes", checked_on=DUE, cleared_on=DUE)
    assert unsaid(tell) == ""


def test_do_not_call_says_why(tell: Telling) -> None:
    who = tell.customer("রহিম", "1711000001", do_not_call=1, do_not_call_reason="রাতে ফোন এসেছিল")
    tell.callback("1711000001", customer_id=who)
    assert "রাতে ফোন এসেছিল" in unsaid(tell)


def test_private_notes_stay_private(tell: Telling) -> None:
    who = tell.customer("রহিম")
    tell.promise(who, DUE)
    tell.note(who, day("11-01"), kind="other", sensitivity="owner")
    details = opened(tell)
    assert "ব্যক্তিগত নোটের কথা তুলবেন না" in unsaid(tell)
    assert [note.body for note in details.notes] == [""]


def test_a_birthday_call_is_silent_about_dues(tell: Telling) -> None:
    who = tell.customer("রহিম", birth_m=11, birth_d=18, balance_paisa=50_000)
    assert "বাকির কথা তুলবেন না" in unsaid(tell)
    tell.promise(who, DUE)
    assert "বাকির কথা তুলবেন না" not in unsaid(tell)


# ---- promises, products, feedback


def test_words_given_on_both_sides_are_on_the_card(tell: Telling) -> None:
    who = tell.customer("রহিম", "1711000001")
    tell.callback("1711000001", customer_id=who)
    tell.insert("shop_promise", customer_id=who, what="স্ট্যান্ড পাঠাব", made_on=DUE, due_on=day("12-25"))
    tell.insert(
        "shop_promise", customer_id=who, what="হয়ে গেছে", made_on=DUE, due_on=day("12-25"), status="kept"
    )
    tell.insert(
        "buy_promise",
        customer_id=who,
        what="এসি",
        made_on=DUE,
        expected_on=day("12-20"),
        amount_paisa=5_000_000,
    )
    details = opened(tell)
    assert [(given.what, given.due_on) for given in details.given_words] == [("স্ট্যান্ড পাঠাব", day("12-25"))]
    assert [(buy.what, buy.amount_paisa) for buy in details.wanted_buys] == [("এসি", 5_000_000)]


def test_the_product_in_question_is_the_one_the_reason_is_about(tell: Telling) -> None:
    fridge = product(tell, "ফ্রিজ", usage_tip="সামনে একটু উঁচু রাখুন", questions="শব্দ করে কেন? — নতুন গ্যাস বসে")
    fan = product(tell, "ফ্যান", usage_tip="মাসে একবার মুছুন")
    who = tell.customer("রহিম")
    old = tell.sale(who, day("09-01"), "ফ্রিজ")
    item = tell.store.value("SELECT id FROM sale_item WHERE sale_id = ?", (old,))
    tell.change("sale_item", item, product_id=fridge)
    last = tell.sale(who, day("11-01"), "ফ্যান", durable=0)
    tell.change(
        "sale_item", tell.store.value("SELECT id FROM sale_item WHERE sale_id = ?", (last,)), product_id=fan
    )
    card = tell.warranty(who, DUE + dt.timedelta(10))
    tell.change("warranty", card, sale_item_id=item)
    details = opened(tell)
    assert details.product is not None
    assert (details.product.name, details.usage_tip) == ("ফ্রিজ", "সামনে একটু উঁচু রাখুন")
    assert "নতুন গ্যাস" in details.product.questions
    tell.change("warranty", card, sale_item_id=None)
    assert opened(tell).usage_tip == "মাসে একবার মুছুন"


def test_a_regular_is_asked_for_an_opinion_twice_a_year_and_not_in_hard_days(tell: Telling) -> None:
    who = tell.customer(
        "রহিম", "1711000001", sales_count=3, first_sale_on=day("2026-01-01"), last_score_on=day("2026-09-01")
    )
    tell.callback("1711000001", customer_id=who)
    assert not opened(tell).feedback_due
    tell.it_is(day("2027-03-01"))
    assert opened(tell).feedback_due or any(item.rule == "feedback" for item in tell.card().reasons)
    tell.note(who, day("2027-02-27"), quiet_until=day("2027-03-05"))
    assert not opened(tell).feedback_due


def test_opening_a_card_scans_no_table(tell: Telling) -> None:
    """Whatever is asked for an opened card goes through an index; the shop's few own words are read whole."""
    who = tell.customer("রহিম", "1711000001")
    tell.promise(who, DUE)
    tell.sale(who, day("11-01"))
    asked: list[tuple[str, object]] = []
    store = tell.store

    class Watching:
        def __init__(self) -> None:
            self.clock = store.clock
            self.sees, self.require = store.sees, store.require

        def rows(self, sql: str, params: object = ()) -> list[Row]:
            asked.append((sql, params))
            return store.rows(sql, params)  # type: ignore[arg-type]

        def row(self, sql: str, params: object = ()) -> Row | None:
            asked.append((sql, params))
            return store.row(sql, params)  # type: ignore[arg-type]

    card = tell.card()
    watching = Watching()
    tell.list._store, before = watching, tell.list._store  # type: ignore[assignment]
    try:
        tell.list.details(card)
    finally:
        tell.list._store = before
    assert 8 <= len(asked) <= 16
    for sql, params in asked:
        plan = [row["detail"] for row in store.rows(f"EXPLAIN QUERY PLAN {sql}", params)]  # type: ignore[arg-type]
        scans = [step for step in plan if step.startswith("SCAN") and "json_each" not in step]
        assert set(scans) <= {"SCAN wording"}, (sql, plan)


def test_how_often_a_regular_is_asked_is_as_the_shop_set_it(tell: Telling) -> None:
    tell.customer(
        "রহিম", "1711000001", sales_count=3, first_sale_on=day("2026-01-01"), last_score_on=day("2026-08-01")
    )
    tell.callback("1711000001")
    assert tell.list.feedback_days() == 180
    assert not opened(tell).feedback_due
    tell.list.tune("feedback", values={"every": 90})
    assert tell.list.feedback_days() == 90
    assert opened(tell).feedback_due or any(item.rule == "feedback" for item in tell.card().reasons)
    tell.list.tune("feedback", on=False)
    assert tell.list.feedback_days() is None
