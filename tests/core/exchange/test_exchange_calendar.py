"""The coming month as an iCalendar file: everything that has its day, once, readable by a strict reader."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopbook.calls.model import CallDraft
from shopbook.clock import DHAKA
from shopbook.customers.model import PartialDate
from shopbook.errors import DocumentProblem
from shopbook.exchange.calendar import Event, calendar_text, coming, write_calendar
from shopbook.followups.reminders import ReminderDraft
from shopbook.localisation.language import using
from tests.language import TestShop

NOW = dt.datetime(2026, 11, 21, 4, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 21)


def _read(text: str) -> list[dict[str, str]]:
    """The events of a file by the grammar of RFC 5545; AssertionError for whatever it does not allow."""
    assert text.endswith("\r\n")
    physical = text[:-2].split("\r\n")
    assert all("\n" not in line and "\r" not in line for line in physical)
    assert all(len(line.encode()) <= 75 for line in physical), "a line longer than 75 octets"
    lines: list[str] = []
    for line in physical:
        assert line, "an empty line"
        if line[0] == " ":
            lines[-1] += line[1:]
        else:
            lines.append(line)
    assert (lines[0], lines[1], lines[-1]) == ("BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR")
    assert sum(line.startswith("PRODID:") for line in lines) == 1
    events: list[dict[str, str]] = []
    stack: list[str] = []
    for line in lines:
        found = re.fullmatch(r"([A-Z-]+)((?:;[A-Z-]+=[^;:,\"]+)*):(.*)", line, re.DOTALL)
        assert found, f"no content line: {line!r}"
        name, parameters, value = found.groups()
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", value)
        if name == "BEGIN":
            stack.append(value)
            if value == "VEVENT":
                events.append({})
        elif name == "END":
            assert stack.pop() == value
        elif stack[-1] == "VEVENT":
            assert name not in events[-1], f"{name} twice"
            events[-1][name] = parameters + ":" + value
    assert not stack
    for event in events:
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"} <= set(event)
        assert re.fullmatch(r":\d{8}T\d{6}Z", event["DTSTAMP"])
        assert re.fullmatch(r";VALUE=DATE:\d{8}|;TZID=Asia/Dhaka:\d{8}T\d{6}", event["DTSTART"])
        for escaped in ("SUMMARY", "DESCRIPTION"):
            assert re.fullmatch(r":(?:[^\\;,]|\\[\\;,nN])*", event[escaped], re.DOTALL), event[escaped]
    uids = [event["UID"] for event in events]
    assert len(uids) == len(set(uids))
    return events


def _plain(value: str) -> str:
    return re.sub(r"\\(.)", lambda one: "\n" if one[1] in "nN" else one[1], value[1:])


def _month(shop: TestShop) -> list[Event]:
    return coming(shop.book.followups, shop.today)


def test_own_reminders_promises_birthdays_and_agreed_calls_stand_on_their_days(shop: TestShop) -> None:
    rahim = shop.customer("রহিম", "01712345678", birthday=PartialDate(1985, 12, 5))
    rahim.owes(500, TODAY)
    shop.book.dues.promise(rahim.id, 500_00, dt.date(2026, 11, 30))
    shop.book.followups.remind(ReminderDraft("বিদ্যুৎ বিল", dt.date(2026, 12, 1), "month"))
    salma = shop.customer("সালমা", "01819223344")
    shop.book.calls.record(
        CallDraft(salma.id, outcome="call_later", next_on=dt.date(2026, 11, 24), next_at="17:00")
    )
    days = {(event.key.split(":")[0], event.on.day) for event in _month(shop)}
    assert {("pay_promise", 30), ("manual_reminder", 1), ("call_later", 24), ("birthday_customer", 5)} <= days
    (agreed,) = [event for event in _month(shop) if event.key.startswith("call_later")]
    assert agreed.at == dt.datetime(2026, 11, 24, 17, 0, tzinfo=DHAKA)


def test_each_thing_stands_once_however_many_days_it_would_wait_in_the_list(shop: TestShop) -> None:
    shop.book.followups.remind(ReminderDraft("দোকান ভাড়া", dt.date(2026, 11, 10)))
    (event,) = _month(shop)
    assert event.on == TODAY  # late since the tenth: on the first day
    shop.book.followups.remind(ReminderDraft("ক্যাশ মেলানো", TODAY, "week"))
    weekly = [event.on for event in _month(shop) if "ক্যাশ" in event.title]
    assert weekly == [TODAY + dt.timedelta(7 * n) for n in range(5)]


def test_what_is_put_off_stands_on_the_day_it_comes_back(shop: TestShop) -> None:
    shop.book.followups.remind(ReminderDraft("ভাড়া", TODAY))
    (card,) = shop.book.followups.today().cards
    shop.book.followups.snooze(card.reasons, "three_days")
    (event,) = _month(shop)
    assert event.on == TODAY + dt.timedelta(3)


def test_who_must_not_be_called_is_not_in_the_phone_either(shop: TestShop) -> None:
    shop.customer("রহিম", "01712345678", birthday=PartialDate(1985, 12, 5), do_not_call=True)
    assert _month(shop) == []


def test_the_title_says_who_which_number_and_why_in_the_language_on_screen(shop: TestShop) -> None:
    rahim = shop.customer("রহিম", "01712345678", area="মিরপুর ১০")
    shop.book.followups.remind(ReminderDraft("ফ্যান পৌঁছানো", TODAY, customer_id=rahim.id))
    (event,) = _month(shop)
    assert event.title.startswith("রহিম · ০১৭১২-৩৪৫৬৭৮ · ফ্যান পৌঁছানো")
    assert "মিরপুর ১০" in event.about
    with using("en"):
        (english,) = _month(shop)
    assert "01712-345678" in english.title
    assert english.key == event.key


def test_the_file_is_read_back_by_a_strict_reader(shop: TestShop, tmp_path: Path) -> None:
    for n in range(12):
        shop.book.followups.remind(
            ReminderDraft(f"লম্বা একটি কথা; অনেক, অনেক \\ শব্দ {n} " * 4, TODAY + dt.timedelta(n))
        )
    events = _month(shop)
    text = calendar_text(events, shop.book.settings.shop().name, NOW)
    write_calendar(tmp_path / "ক্যালেন্ডার.ics", text)
    kept = (tmp_path / "ক্যালেন্ডার.ics").read_bytes().decode()
    found = _read(kept)
    assert [_plain(one["SUMMARY"]) for one in found] == [event.title for event in events]
    assert [one["DTSTART"] for one in found] == [f";VALUE=DATE:{event.on:%Y%m%d}" for event in events]
    assert found[0]["DTSTAMP"] == ":20261121T040000Z"
    assert text == calendar_text(_month(shop), shop.book.settings.shop().name, NOW), "not stable"


def test_an_agreed_hour_is_written_in_the_shops_own_zone() -> None:
    at = dt.datetime(2026, 11, 24, 17, 0, tzinfo=DHAKA)
    text = calendar_text([Event("call_later:interaction:7:2026-11-24", at.date(), "সালমা", at=at)], "দোকান", NOW)
    (event,) = _read(text)
    assert event["DTSTART"] == ";TZID=Asia/Dhaka:20261124T170000"
    assert event["DTEND"] == ";TZID=Asia/Dhaka:20261124T171500"
    assert "BEGIN:VTIMEZONE\r\nTZID:Asia/Dhaka\r\n" in text


def test_an_empty_month_is_a_whole_calendar_too() -> None:
    assert _read(calendar_text([], "দোকান", NOW)) == []


@given(st.lists(st.tuples(st.text(max_size=120), st.text(max_size=200)), max_size=4))
def test_no_words_break_the_file(said: list[tuple[str, str]]) -> None:
    events = [Event(f"r:t:{n}:2026-11-21", TODAY, title, about) for n, (title, about) in enumerate(said)]
    assert len(_read(calendar_text(events, "দোকান", NOW).encode("utf-8", "replace").decode())) == len(events)


def test_a_place_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(DocumentProblem):
        write_calendar(tmp_path / "no such folder" / "a.ics", "x")
