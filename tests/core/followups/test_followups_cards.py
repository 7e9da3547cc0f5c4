"""One card a household: who shares a phone, twins, linked people, unticked reasons, and what a card tells."""

from __future__ import annotations

import datetime as dt

from shopbook.followups.households import households
from shopbook.localisation.language import say, set_language
from tests.core.followups.telling import DUE, Telling, day, instant


def test_a_family_on_one_phone_is_one_card(tell: Telling) -> None:
    wife, husband = tell.customer("সালমা", "1711000001"), tell.customer("করিম", "1711000001")
    tell.promise(husband, DUE)
    tell.change("customer", wife, birth_m=11, birth_d=20)
    card = tell.card(DUE)
    assert [item.rule for item in card.reasons] == ["pay_promise", "birthday_customer"]
    assert card.title == "করিম"


def test_a_second_phone_joins_two_households(tell: Telling) -> None:
    one, other = tell.customer("ক", "1711000001"), tell.customer("খ", "1711000002")
    tell.phone(other, "1711000001", position=1)
    tell.promise(one, DUE)
    tell.promise(other, DUE)
    assert len(tell.card(DUE).reasons) == 2


def test_a_wrong_number_joins_nobody(tell: Telling) -> None:
    one, other = tell.customer("ক", "1711000001"), tell.customer("খ", "1711000002")
    tell.phone(other, "1711000001", position=1, state="wrong")
    tell.promise(one, DUE)
    tell.promise(other, DUE)
    assert len(tell.today(DUE).cards) == 2


def test_households_are_named_by_their_smallest_number_in_any_order() -> None:
    answers = [(3, "1711000009"), (1, "1711000002"), (3, "1711000002"), (4, "999")]
    expected = {1: "1711000002", 3: "1711000002", 4: "customer 4", 7: "customer 7"}
    assert households([7], answers)[0] == expected
    assert households([7], answers[::-1])[0] == expected


def test_a_caller_who_is_in_the_book_lands_on_the_customers_card(tell: Telling) -> None:
    tell.promise(tell.customer("রহিম", "1711000001"), DUE)
    tell.callback("1711000001")
    card = tell.card(DUE)
    assert [item.rule for item in card.reasons] == ["callback", "pay_promise"]
    assert (card.title, card.phone) == ("রহিম", "01711000001")


def test_an_unknown_caller_has_a_card_of_his_own(tell: Telling) -> None:
    tell.callback("1711000001", name="মেকানিক জসিম", topic="ফ্রিজের দাম")
    card = tell.card(DUE)
    assert (card.title, card.phone, card.customer_id) == ("মেকানিক জসিম", "01711000001", None)
    tell.talk(None, DUE, key10="1711000001", direction="in")
    assert tell.items(DUE) == []


def test_the_child_of_two_parents_is_greeted_once(tell: Telling) -> None:
    for name in ("সালমা", "করিম"):
        tell.member(tell.customer(name, "1711000001"), birth_y=2023, birth_m=11, birth_d=21)
    assert [item.rule for item in tell.card(DUE).reasons] == ["birthday_child"]


def test_a_child_who_is_a_customer_is_greeted_as_customer_only(tell: Telling) -> None:
    child = tell.customer("রাফি", "1711000002", birth_m=11, birth_d=21)
    tell.member(tell.customer("করিম", "1711000001"), birth_m=11, birth_d=21, linked_customer_id=child)
    assert [item.rule for item in tell.items(DUE)] == ["birthday_customer"]


def test_a_talk_with_the_wife_clears_the_husbands_call(tell: Telling) -> None:
    wife, husband = tell.customer("সালমা", "1711000001"), tell.customer("করিম", "1711000001")
    tell.change("customer", husband, birth_m=11, birth_d=20)
    tell.talk(wife, DUE, direction="in")
    assert tell.items(DUE) == []


def test_a_call_about_one_reason_leaves_the_unticked_one(tell: Telling) -> None:
    who = tell.customer(birth_m=11, birth_d=20)
    tell.member(who, "wife", expected_on=day("11-25"))
    birthday = next(item for item in tell.items(DUE) if item.rule == "birthday_customer")
    tell.talk(who, DUE, reasons=f'["{birthday.key}"]')
    assert [item.rule for item in tell.items(DUE)] == ["pregnancy"]


def test_old_dues_leave_the_word_to_a_promise(tell: Telling) -> None:
    who = tell.customer()
    tell.owes(who, day("2026-06-01"))
    tell.promise(who, day("2026-10-10"))
    # After the promise's last stage the debt itself speaks again, but never beside the promise.
    assert tell.rules(day("11-01")) == ["pay_promise"]
    assert tell.rules(day("12-20")) == ["pay_promise"]
    tell.it_is(day("12-20"))
    tell.list.done(tell.items())
    assert tell.rules() == ["old_due"]


def test_two_days_of_one_note_are_one_reason(tell: Telling) -> None:
    tell.note(tell.customer(), day("11-14"), day("11-16"), DUE)
    [item] = tell.items(DUE)
    assert item.base_on == DUE


def test_a_card_tells_why_in_one_warm_sentence(tell: Telling) -> None:
    who = tell.customer("রহিম", honorific="bhai")
    tell.member(who, birth_y=2023, birth_m=11, birth_d=20)
    set_language("en")
    assert say(tell.card(DUE).why) == "রহিম bhai's son's birthday is the day after tomorrow, turning 3."


def test_a_promise_tells_how_long_it_is_past(tell: Telling) -> None:
    tell.promise(tell.customer(), DUE)
    set_language("en")
    assert say(tell.card(DUE).why) == "৳4,500 was promised for today."
    assert say(tell.card(day("11-21")).why) == "৳4,500 was promised for 18 November, 3 days late."


def test_a_sensitive_note_is_not_quoted_on_the_card(tell: Telling) -> None:
    tell.note(tell.customer(), day("11-16"), DUE, kind="money_trouble", sensitivity="owner")
    card = tell.card(DUE)
    set_language("en")
    assert "জ্বর" not in say(card.why)
    assert all(not note.body for note in tell.list.details(card).notes)


def test_the_first_birthday_weighs_more(tell: Telling) -> None:
    who = tell.customer()
    tell.member(who, birth_y=2025, birth_m=11, birth_d=20)
    tell.member(who, birth_y=2020, birth_m=11, birth_d=20)
    assert [item.weight for item in tell.card(DUE).reasons] == [65, 50]


def test_the_opened_card_tells_what_one_should_know_before_dialling(tell: Telling) -> None:
    tell.it_is(DUE)
    who = tell.customer("রহিম", "1711000001", honorific="bhai")
    tell.talk(who, day("11-01"), said="সোমবার টাকা দেব", answered="ঠিক আছে")
    tell.talk(who, day("11-19"), outcome="no_answer")  # a try in vain does not hide what they said
    tell.member(who, name="রাফি", birth_y=2023, birth_m=3, birth_d=1)
    tell.sale(who, day("11-01"), "ফ্রিজ WFC-3F5")
    tell.note(who, day("11-05"), kind="other")
    tell.promise(who, DUE)
    details = tell.list.details(tell.card())
    assert details.last_talk is not None and details.last_talk.said == "সোমবার টাকা দেব"
    assert details.balance_paisa == 450_000
    assert [(promise.due_on, promise.left_paisa) for promise in details.promises] == [(DUE, 450_000)]
    assert [(member.relation, member.name, member.birth_year) for member in details.family] == [
        ("son", "রাফি", 2023)
    ]
    assert details.last_sale is not None and details.last_sale.products == ("ফ্রিজ WFC-3F5",)
    assert [note.body for note in details.notes] == ["জ্বর, তিন দিন ধরে"]
    set_language("en")
    assert tell.list.details(tell.card()).message.text == (
        "Assalamu alaikum রহিম bhai, a small reminder: ৳4,500 is still due. Please come by when it suits you. "
        "— নিউ ভিশন ইলেকট্রনিক্স"
    )


def test_the_greeting_follows_the_festivals_a_customer_keeps(tell: Telling) -> None:
    set_language("en")
    for columns, expected in (
        ({"festivals": "puja"}, "Namaskar"),
        ({"festivals": "eid"}, "Assalamu alaikum"),
        ({"festivals": "boro_din"}, "Warm greetings"),
        ({"honorific": "didi"}, "Namaskar"),
        ({}, "Assalamu alaikum"),
    ):
        tell.promise(tell.customer(**columns), DUE)
        card = max(tell.today(DUE).cards, key=lambda card: card.customer_id or 0)
        assert tell.list.details(card).message.text.startswith(expected)


def test_a_call_back_after_closing_is_for_the_next_open_day(tell: Telling) -> None:
    tell.keeps(weekly_holiday=4)
    thursday = day("11-19")
    tell.callback("1711000001", asked=instant(thursday, "21:30"))
    assert [tell.rules(thursday + dt.timedelta(n)) for n in range(3)] == [[], [], ["callback"]]


def test_a_call_back_wanted_after_five_waits_until_then(tell: Telling) -> None:
    tell.callback("1711000001", asked=instant(DUE, "10:00"), wanted_at=instant(DUE, "17:00"))
    tell.it_is(DUE, "16:59")
    assert [len(lane) for lane in (tell.today().cards, tell.today().snoozed)] == [0, 1]
    tell.it_is(DUE, "17:00")
    assert [len(lane) for lane in (tell.today().cards, tell.today().snoozed)] == [1, 0]


def test_each_member_of_staff_gets_a_share_and_together_it_is_the_list(tell: Telling) -> None:
    team = [tell.shop.book.settings.add_staff(name) for name in ("সজীব", "মিতা")]
    for n in range(12):
        tell.promise(tell.customer(phone=f"17110000{n:02d}"), DUE)
    tell.callback("1911000000", staff_id=team[0])
    shares = [{card.key for card in tell.list.today(DUE, staff=one).cards} for one in team]
    assert "1911000000" in shares[0]
    assert not shares[0] & shares[1]
    assert shares[0] | shares[1] == {card.key for card in tell.today(DUE).cards}
    assert all(shares)


def test_a_missed_call_is_answered_with_an_apology(tell: Telling) -> None:
    tell.callback("1711000001", name="জসিম", source="missed")
    tell.callback("1711000002", name="কাদের")
    set_language("en")
    missed, asked = (tell.list.details(card).message.text for card in tell.today(DUE).cards)
    assert "missed your call" in missed
    assert "you asked us to call you" in asked


def test_a_call_that_was_agreed_and_missed_names_its_day_plainly(tell: Telling) -> None:
    tell.talk(tell.customer(phone="1711000001"), day("11-10"), outcome="call_later", next_on=day("11-12"))
    tell.it_is(DUE)
    assert say(tell.card().why) == "১০ নভেম্বর বলেছিলেন, ১২ নভেম্বর ফোন দিতে।"
    assert say(tell.card(day("11-12")).why) == "১০ নভেম্বর বলেছিলেন, আজ ফোন দিতে।"
