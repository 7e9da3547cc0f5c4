"""The day's messages for a bulk SMS service: who gets one, what stands in the file, and that no cell is a formula."""

from __future__ import annotations

import csv
import io

import pytest

from shopbook.exchange.day_messages import DayMessage, DayMessages, day_messages, inert, table
from shopbook.wording.sms import parts
from tests.core.followups.telling import DUE, Telling, day
from tests.language import TestShop


@pytest.fixture
def tell(shop: TestShop) -> Telling:
    told = Telling(shop)
    told.it_is(DUE)
    return told


def written(tell: Telling) -> DayMessages:
    return day_messages(tell.list, tell.today())


def cells(lines: list[DayMessage]) -> list[list[str]]:
    return list(csv.reader(io.StringIO(table(lines).decode("utf-8-sig"))))


def test_a_household_gets_one_message_about_its_weightiest_reason(tell: Telling) -> None:
    who = tell.customer("রহিম", "1711000001", honorific="bhai")
    tell.promise(who, DUE)
    tell.member(who, birth_y=2020, birth_m=11, birth_d=20)
    (line,) = written(tell).lines
    assert (line.number, line.name) == ("8801711000001", "রহিম")
    assert "৳৪,৫০০" in line.text and "জন্মদিন" not in line.text
    assert line.parts == parts(line.text).parts == written(tell).parts


def test_who_asked_for_peace_is_left_in_peace(tell: Telling) -> None:
    tell.promise(tell.customer("মানা", "1711000001", do_not_call=1), DUE)
    quiet = tell.customer("অসুস্থ", "1711000002")
    tell.promise(quiet, DUE)
    tell.note(quiet, day("11-15"), quiet_until=day("11-30"))
    tell.list.release([item for card in tell.today().held for item in card.reasons])
    assert {card.title for card in tell.today().cards} >= {"অসুস্থ"}
    found = written(tell)
    assert found.lines == () and found.left_in_peace == len(tell.today().cards)


def test_only_mobile_numbers_get_an_sms(tell: Telling) -> None:
    tell.promise(tell.customer("মোবাইল", "1711000001"), DUE)
    tell.promise(tell.customer("নম্বর নেই"), DUE)
    land = tell.customer("ল্যান্ড")
    tell.insert("customer_phone", customer_id=land, raw="029123456", e164="+88029123456", key10="8029123456")
    tell.promise(land, DUE)
    found = written(tell)
    assert [line.name for line in found.lines] == ["মোবাইল"]
    assert found.without_mobile == 2


def test_the_shops_own_reminders_are_nobodys_message(tell: Telling) -> None:
    who = tell.customer("রহিম", "1711000001")
    tell.insert("manual_reminder", customer_id=who, title="নিজে দেখে আসা", start_on=DUE)
    tell.insert("manual_reminder", title="ব্যাংকে যাওয়া", start_on=DUE)
    found = written(tell)
    assert (found.lines, found.without_mobile, found.left_in_peace) == ((), 0, 1)


def test_a_rumour_a_customer_told_is_no_complaint_to_write_to_them_about(tell: Telling) -> None:
    who = tell.customer("রহিম", "1711000001")
    tell.complaint(who, DUE, kind="rumour", promised_on=DUE)
    found = written(tell)
    assert [item.rule for card in tell.today().cards for item in card.reasons] == ["complaint"]
    assert (found.lines, found.left_in_peace) == ((), 1)
    tell.promise(who, DUE)
    (line,) = written(tell).lines
    assert "৳৪,৫০০" in line.text


def test_the_file_is_read_by_a_spreadsheet_as_it_was_written(tell: Telling) -> None:
    tell.shop.book.wording.save("message", "pay_promise", "", '=1+1 "{নাম}", {টাকা}\nআসবেন।')
    tell.promise(tell.customer("=cmd|' /C calc'!A0", "1711000001"), DUE)
    found = written(tell)
    assert table(found.lines).startswith(b"\xef\xbb\xbf")
    head, line = cells(list(found.lines))
    assert head == ["নম্বর", "নাম", "মেসেজ", "কয়টা এসএমএস"]
    assert line[0] == "8801711000001"
    assert line[1] == "'=cmd|' /C calc'!A0"
    assert line[2].startswith("'=1+1") and "\nআসবেন।" in line[2]


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\tx", "\rx"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert inert(cell) == f"'{cell}"


def test_an_innocent_cell_stays_as_it_is() -> None:
    assert inert("রহিম - ফ্রিজ = ১টি") == "রহিম - ফ্রিজ = ১টি"
