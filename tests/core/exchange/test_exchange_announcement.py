"""A new thing has come: whom it interests and why, who is left in peace, what is written and how the list takes it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from shopbook.care.demands import DemandDraft
from shopbook.errors import Invalid
from shopbook.exchange import interested as looking
from shopbook.exchange.announcement import first_words
from shopbook.localisation.language import say
from tests.core.followups.telling import DUE, Telling, day
from tests.language import TestShop


@pytest.fixture
def tell(shop: TestShop) -> Telling:
    told = Telling(shop)
    told.it_is(DUE)
    return told


def asks(tell: Telling, what: str, customer: int | None = None, **more: Any) -> int:
    return tell.shop.book.demands.ask(DemandDraft(what=what, customer_id=customer, **more))


def carries(tell: Telling, customer: int, tag: str) -> None:
    found = tell.store.value("SELECT id FROM tag WHERE name = ?", (tag,)) or tell.insert("tag", name=tag)
    tell.insert("customer_tag", customer_id=customer, tag_id=found)


def bought(tell: Telling, customer: int, name: str, on: dt.date, category: str = "", **item: Any) -> int:
    product = tell.store.value("SELECT id FROM product WHERE name = ?", (name,)) or tell.insert(
        "product", name=name, category=category or None
    )
    sale = tell.sale(customer, on, name)
    line = tell.store.value("SELECT id FROM sale_item WHERE sale_id = ?", (sale,))
    tell.change("sale_item", int(line), product_id=product, **item)
    return sale


def likes(tell: Telling, customer: int, words: str, **columns: Any) -> None:
    tell.insert("note", customer_id=customer, kind="preference", body=words, noted_on=DUE, **columns)


def told(tell: Telling, what: str = "", **more: Any) -> dict[str, str]:
    """Name or number -> why, in their order."""
    found = tell.shop.book.announcements.interested(what, **more)
    return {one.name or one.phone: say(one.why) for one in found.people}


def test_each_is_told_for_the_strongest_reason(tell: Telling) -> None:
    buyer = tell.customer("ক্রেতা", "1711000001")
    bought(tell, buyer, "ইন্ডাকশন চুলা", day("2025-03-12"))
    liker = tell.customer("শৌখিন", "1711000002")
    likes(tell, liker, "ইন্ডাকশনের রান্না ভালো লাগে")
    tagged = tell.customer("মিস্ত্রি", "1711000003")
    carries(tell, tagged, "হোটেল")
    asker = tell.customer("প্রার্থী", "1711000004")
    asks(tell, "induction chula", asker)
    for who in (asker, tagged):
        bought(tell, who, "ইন্ডাকশন চুলা", day("2026-01-05"))
    found = told(tell, "ভিশন ইন্ডাকশন চুলা", tag="হোটেল")
    assert list(found) == ["প্রার্থী", "মিস্ত্রি", "শৌখিন", "ক্রেতা"]
    assert found["প্রার্থী"] == "induction chula চেয়েছিলেন"
    assert found["মিস্ত্রি"] == "“হোটেল” ট্যাগ আছে"
    assert "ইন্ডাকশন" in found["শৌখিন"] and "নোট" in found["শৌখিন"]
    assert found["ক্রেতা"] == "“ইন্ডাকশন চুলা” কিনেছেন ১২ মার্চ ২০২৫"


def test_a_category_is_enough_and_nothing_asked_is_nobody(tell: Telling) -> None:
    bought(tell, tell.customer("রহিম", "1711000001"), "ওয়ালটন ২৩৫", day("2025-03-12"), "ফ্রিজ")
    bought(tell, tell.customer("করিম", "1711000002"), "সনি ৩২", day("2025-03-12"), "টিভি")
    assert list(told(tell, category="ফ্রিজ")) == ["রহিম"]
    assert list(told(tell, "নতুন কিছু", category="টিভি")) == ["করিম"]
    assert told(tell) == {} and told(tell, "সাইকেল") == {}
    assert tell.shop.book.announcements.categories() == ["টিভি", "ফ্রিজ"]


def test_only_a_purchase_that_stands_counts_and_only_of_three_years(tell: Telling) -> None:
    for at, (name, on, gone) in enumerate(
        (
            ("পুরোনো", "2023-11-16", {}),
            ("নতুন", "2023-11-19", {}),
            ("ফেরত", "2026-01-01", {"returned_milli": 1000}),
        )
    ):
        bought(tell, tell.customer(name, f"171100000{at}"), "ফ্রিজ", day(on), **gone)
    voided = bought(tell, tell.customer("বাতিল", "1711000009"), "ফ্রিজ", day("2026-01-01"))
    tell.change("sale", voided, voided_on=DUE)
    assert list(told(tell, "ফ্রিজ")) == ["নতুন"]


def test_an_area_narrows_it(tell: Telling) -> None:
    for at, area in enumerate(("মিরপুর", "উত্তরা")):
        who = tell.customer(area, f"171100000{at}", area=area)
        (carries if at else likes)(tell, who, "হোটেল")
        asks(tell, "হোটেল", who)
    asks(tell, "হোটেল", name="অচেনা", phone="01811000000")
    assert list(told(tell, "হোটেল", tag="হোটেল", area="উত্তরা")) == ["উত্তরা"]


def test_who_is_better_left_in_peace_is_counted_by_reason(tell: Telling) -> None:
    def asker(name: str, phone: str = "", **columns: Any) -> int:
        who = tell.customer(name, phone, **columns)
        asks(tell, "ফ্রিজ", who)
        return who

    asker("ভালো", "1711000001")
    asker("মানা", "1711000002", do_not_call=1)
    asker("মানা ছিল", "1711000003", do_not_call=1, do_not_call_until=day("11-01"))
    tell.note(asker("শোকে", "1711000004"), day("11-15"), quiet_until=day("11-30"))
    tell.complaint(asker("রাগী", "1711000005"), day("11-10"))
    tell.complaint(asker("মীমাংসা", "1711000006"), day("10-10"), status="resolved")
    tell.complaint(asker("খুশি", "1711000007"), day("10-10"), status="resolved", cleared_on=day("10-20"))
    tell.change("customer", asker("ময়লার ঝুড়ি", "1711000008"), deleted_at="2026-11-01T00:00:00Z")
    tell.phone(asker("ভুল নম্বর"), "1711000009", state="wrong")
    asker("নম্বর নেই")
    found = tell.shop.book.announcements.interested("ফ্রিজ")
    assert {one.name for one in found.people} == {"ভালো", "মানা ছিল", "খুশি"}
    assert found.left_out == {"do_not_call": 1, "quiet": 1, "complaint": 2, "trashed": 1, "no_number": 2}
    assert not found.more


def test_one_telephone_is_told_once(tell: Telling) -> None:
    wife = tell.customer("সালমা", "1711000001")
    husband = tell.customer("রহিম", "1711000001")
    bought(tell, wife, "ফ্রিজ", day("2026-01-01"))
    asks(tell, "ফ্রিজ", husband)
    asks(tell, "ফ্রিজ", name="কেউ", phone="01711000001")
    assert list(told(tell, "ফ্রিজ")) in (["রহিম"], ["কেউ"])
    tell.complaint(tell.customer("বড় ছেলে", "1711000001"), day("11-10"))
    assert told(tell, "ফ্রিজ") == {}, "somebody of the house has a complaint"


def test_a_stranger_who_asked_and_left_a_number_is_told_too(tell: Telling) -> None:
    asks(tell, "আইপিএস", name="জামাল", phone="01811223344")
    asks(tell, "আইপিএস", name="নম্বর দেয়নি")
    asks(tell, "আইপিএস", phone="01911223344", reason="price")
    assert list(told(tell, "IPS")) == ["জামাল"]


def test_a_private_note_gives_no_reason(tell: Telling) -> None:
    likes(tell, tell.customer("গোপন", "1711000001"), "ফ্রিজ পছন্দ", sensitivity="owner")
    likes(tell, tell.customer("খোলা", "1711000002"), "বড় fridge পছন্দ")
    assert list(told(tell, "ফ্রিজ")) == ["খোলা"]


def test_five_hundred_and_then_it_says_that_there_are_more(
    tell: Telling, monkeypatch: pytest.MonkeyPatch
) -> None:
    for at in range(4):
        carries(tell, tell.customer(f"ক{at}", f"171100000{at}"), "ভিআইপি")
    found = tell.shop.book.announcements.interested
    monkeypatch.setattr(looking, "MOST", 4)
    assert (len(found(tag="ভিআইপি").people), found(tag="ভিআইপি").more) == (4, False)
    monkeypatch.setattr(looking, "MOST", 3)
    assert (len(found(tag="ভিআইপি").people), found(tag="ভিআইপি").more) == (3, True)
    monkeypatch.setattr(looking, "MOST_LOOKED_AT", 2)
    assert (len(found(tag="ভিআইপি").people), found(tag="ভিআইপি").more) == (2, True)
    assert tell.shop.book.announcements.tags() == ["ভিআইপি"]


def test_every_question_goes_along_an_index(tell: Telling) -> None:
    queries = looking.InterestQueries(tell.store)
    plans: list[str] = []
    read = tell.store.rows

    def explained(sql: str, params: Any = ()) -> Any:
        plans.extend(str(row["detail"]) for row in read(f"EXPLAIN QUERY PLAN {sql}", params))
        return read(sql, params)

    asks(tell, "ফ্রিজ", tell.customer("রহিম", "1711000001"))
    asked = {"rows": staticmethod(explained), "require": staticmethod(tell.store.require)}
    queries._reader = type("Reader", (), asked)()  # type: ignore[assignment]
    assert queries.interested("ফ্রিজ", DUE, tag="ক", category="খ").people
    scans = {plan for plan in plans if plan.startswith("SCAN") and "INDEX" not in plan}
    assert scans <= {"SCAN j VIRTUAL TABLE INDEX 1:", "SCAN product", "SCAN t"}
    assert any("note_preference" in plan for plan in plans)


def test_the_message_is_the_shops_words_for_each(tell: Telling) -> None:
    asks(tell, "ফ্রিজ", tell.customer("রহিম", "1711000001", honorific="bhai"))
    asks(tell, "ফ্রিজ", tell.customer("গীতা", "1711000002", honorific="didi", festivals="puja"))
    land = tell.customer("ল্যান্ড")
    tell.insert("customer_phone", customer_id=land, raw="029123456", e164="+88029123456", key10="8029123456")
    asks(tell, "ফ্রিজ", land)
    news = tell.shop.book.announcements
    people = news.interested("ফ্রিজ").people
    found = news.messages(people, first_words(), "ভিশন ফ্রিজ")
    by_name = {line.name: line for line in found.lines}
    assert by_name["রহিম"].text.startswith("আসসালামু আলাইকুম রহিম ভাই, ")
    assert by_name["গীতা"].text.startswith("নমস্কার গীতা দিদি, ")
    assert all("ভিশন ফ্রিজ" in line.text and "নিউ ভিশন ইলেকট্রনিক্স" in line.text for line in found.lines)
    assert by_name["রহিম"].number == "8801711000001" and found.without_mobile == 1
    with pytest.raises(Invalid):
        news.messages(people, "{টেলিফোন}", "ফ্রিজ")


def test_the_list_takes_as_many_a_day_as_the_shop_calls(shop: TestShop, tell: Telling) -> None:
    tell.change("shop", int(tell.store.value("SELECT id FROM shop")), day_capacity=2, weekly_holiday=4)
    tell.insert("manual_reminder", title="ব্যাংকে যাওয়া", start_on=day("11-19"))
    for at in range(4):
        asks(tell, "ফ্রিজ", tell.customer(f"ক{at}", f"171100000{at}"))
    asks(tell, "ফ্রিজ", name="জামাল", phone="01811223344")
    news = shop.book.announcements
    people = news.interested("ফ্রিজ").people
    done = news.remind(people, "ভিশন ফ্রিজ", day("11-19"))
    assert (done.count, done.days, done.last_on, done.known) == (5, 3, day("11-22"), 0)
    reminders = [one.draft for one in shop.book.followups.reminders()]
    starts = sorted(str(one.start_on)[5:] for one in reminders)
    assert starts == ["11-19", "11-19", "11-21", "11-21", "11-22", "11-22"], "Friday is the holiday"
    titles = {one.title for one in reminders}
    assert "নতুন পণ্য: ভিশন ফ্রিজ" in titles
    assert any("জামাল" in title and "০১৮১১" in title for title in titles)
    again = news.remind(people, "ভিশন ফ্রিজ", day("11-19"))
    assert (again.count, again.known, again.last_on) == (0, 5, None)


def test_one_undo_takes_all_of_them_off_the_list(shop: TestShop, tell: Telling) -> None:
    for at in range(3):
        asks(tell, "ফ্রিজ", tell.customer(f"ক{at}", f"171100000{at}"))
    news = shop.book.announcements
    news.remind(news.interested("ফ্রিজ").people, "ফ্রিজ", DUE)
    assert len(shop.book.followups.reminders()) == 3
    assert {card.reasons[0].rule for card in shop.book.followups.today().cards} == {"manual_reminder"}
    shop.book.history.undo(shop.book.history.last_operation())
    assert shop.book.followups.reminders() == []


def test_nothing_is_put_on_a_day_gone_by_or_for_no_thing(shop: TestShop, tell: Telling) -> None:
    with pytest.raises(Invalid) as refused:
        shop.book.announcements.remind([], " ", DUE - dt.timedelta(1))
    assert set(refused.value.problems) == {"what", "on"}
    with pytest.raises(Invalid) as refused:
        shop.book.announcements.remind([], "ক" * 201, DUE)
    assert set(refused.value.problems) == {"what"}
