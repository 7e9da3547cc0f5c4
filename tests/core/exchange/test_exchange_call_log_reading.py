"""Every shape in which a phone gives its call log away, read into the same plain entries."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopbook.clock import DHAKA, FixedClock
from shopbook.customers.phones import normalise
from shopbook.exchange.call_log_reading import LogEntry, read_call_log

NOW = FixedClock(dt.date(2026, 11, 21), dt.time(16, 0)).now()
MS = int(dt.datetime(2026, 11, 21, 10, 5, tzinfo=DHAKA).timestamp() * 1000)


def _told(entry: LogEntry) -> str:
    at = entry.at.astimezone(DHAKA).strftime("%d %H:%M") if entry.at else "-"
    return f"{normalise(entry.number).key10 or '-'} {at} {entry.kind} {entry.seconds} {entry.count}"


ANDROID = """Rahim Uddin
01712-345678
Missed call
Yesterday, 9:15 PM

+880 1819-223344
Incoming call, 2 min 5 sec
Today, 10:32 AM
"""
HEADINGS = """Today
01712345678
10:05 AM
Missed call
01819223344
9:00 AM
Outgoing call
Yesterday
01912345678
8:00 PM
Missed call
"""
IPHONE = """Rahim Uddin
+880 1712-345678
Yesterday
No Caller ID
unknown
Friday
16247
Missed
11/18/26
"""
BENGALI_LINES = """০১৭১২৩৪৫৬৭৮ মিসড কল আজ সকাল ১০:০৫
০১৭১২-৩৪৫৬৭৮ (৩) মিসড কল ২০ নভেম্বর রাত ৯:১৫
০১৮১৯২২৩৩৪৪ ইনকামিং ২১/১১/২০২৬ দুপুর ১২:৪৫ ১ মিনিট ২৩ সেকেন্ড
০১৯১২৩৪৫৬৭৮ প্রত্যাখ্যান গতকাল বিকাল ৪:৩০
"""
ENGLISH_CSV = """Name,Number,Date,Duration,Type
Rahim,+8801712345678,2026-11-21 10:05:00,0,Missed
,01819223344,2026-11-20 10:05:33,83,Incoming
,01912345678,"Nov 19, 2026 7:05:33 PM",00:01:23,Outgoing
,01512345678,19-Nov-2026 20:05,0,REJECTED
"""
BENGALI_CSV = """নম্বর;ধরন;তারিখ;সময়;সময়কাল
০১৭১২৩৪৫৬৭৮;মিসড;২১/১১/২০২৬;১০:০৫;০
01819223344;আগত;২০/১১/২০২৬;২২:১০;১:২৩
"""
CODES_CSV = f"""type,duration,date,number
3,0,{MS},01712345678
1,45,{MS},+8801819223344
2,9,{MS},01912345678
5,0,{MS},01512345678
"""
NO_HEADINGS = """01712345678,2026-11-21 10:05:00,0,3
01819223344,2026-11-21 11:05:00,65,1
"""
XML = f"""<?xml version='1.0'?><calls count="2">
<call number="+8801712345678" duration="0" date="{MS}" type="3" contact_name="(Unknown)" />
<call number="01819223344" duration="65" date="{MS}" type="1" contact_name="সালমা &amp; সন্স" />
</calls>"""

SHAPES = {
    "android": (ANDROID, ["1712345678 20 21:15 missed 0 1", "1819223344 21 10:32 incoming 125 1"]),
    "headings": (
        HEADINGS,
        [
            "1712345678 21 10:05 missed 0 1",
            "1819223344 21 09:00 outgoing 0 1",
            "1912345678 20 20:00 missed 0 1",
        ],
    ),
    "iphone": (
        IPHONE,
        ["1712345678 20 12:00 missed 0 1", "- 20 12:00 missed 0 1", "16247 18 12:00 missed 0 1"],
    ),
    "bengali lines": (
        BENGALI_LINES,
        [
            "1712345678 21 10:05 missed 0 1",
            "1712345678 20 21:15 missed 0 3",
            "1819223344 21 12:45 incoming 83 1",
            "1912345678 20 16:30 rejected 0 1",
        ],
    ),
    "english csv": (
        ENGLISH_CSV,
        [
            "1712345678 21 10:05 missed 0 1",
            "1819223344 20 10:05 incoming 83 1",
            "1912345678 19 19:05 outgoing 83 1",
            "1512345678 19 20:05 rejected 0 1",
        ],
    ),
    "bengali csv": (BENGALI_CSV, ["1712345678 21 10:05 missed 0 1", "1819223344 20 22:10 incoming 83 1"]),
    "codes": (
        CODES_CSV,
        [
            "1712345678 21 10:05 missed 0 1",
            "1819223344 21 10:05 incoming 45 1",
            "1912345678 21 10:05 outgoing 9 1",
            "1512345678 21 10:05 rejected 0 1",
        ],
    ),
    "no headings": (NO_HEADINGS, ["1712345678 21 10:05 missed 0 1", "1819223344 21 11:05 incoming 65 1"]),
    "xml": (XML, ["1712345678 21 10:05 missed 0 1", "1819223344 21 10:05 incoming 65 1"]),
    "bare numbers": ("01712345678\n01819223344", ["1712345678 - missed 0 1", "1819223344 - missed 0 1"]),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_log_of_this_shape_is_read(shape: str) -> None:
    text, expected = SHAPES[shape]
    assert [_told(entry) for entry in read_call_log(text, NOW)] == expected


@pytest.mark.parametrize(
    ("words", "day", "hour"),
    [
        ("আজ রাত ১২:১০", 21, "00:10"),
        ("5 minutes ago", 21, "15:55"),
        ("২ ঘণ্টা আগে", 21, "14:00"),
        ("2 days ago", 19, "12:00"),
        ("2026-11-20T09:30", 20, "09:30"),
        ("11/18/2026 5:05 pm", 18, "17:05"),
        ("18.11.26 05:05", 18, "05:05"),
        ("11:30 PM", 20, "23:30"),
    ],
)
def test_days_and_hours_are_understood_as_phones_write_them(words: str, day: int, hour: str) -> None:
    (entry,) = read_call_log(f"01712345678 missed {words}", NOW)
    assert entry.at is not None
    there = entry.at.astimezone(DHAKA)
    assert (there.day, there.strftime("%H:%M")) == (day, hour)


def test_names_are_kept_and_the_words_of_the_screen_are_not() -> None:
    names = [entry.name for entry in read_call_log(ANDROID, NOW)]
    assert names == ["Rahim Uddin", ""]
    assert [entry.name for entry in read_call_log(XML, NOW)] == ["", "সালমা & সন্স"]


def test_what_is_no_log_gives_nothing() -> None:
    for text in ("", "\n\n", "শুভ সকাল", "name,address\nরহিম,ঢাকা"):
        assert read_call_log(text, NOW) == []


@given(st.text(max_size=400))
def test_no_text_makes_it_fail_and_no_call_lies_in_the_future(text: str) -> None:
    for entry in read_call_log(text, NOW):
        assert entry.at is None or entry.at <= NOW
        assert entry.kind in {"missed", "incoming", "outgoing", "rejected"}
        assert entry.count >= 1
        assert entry.seconds >= 0


_PIECES = st.sampled_from([
    "01712345678", "+880 1819-223344", "16247", "-1", "Private number", "রহিম", "Missed", "মিসড কল", "Incoming", "3",
    "(3)", "Yesterday", "আজ", "২১ নভেম্বর", "31/02/2026", "99/99/9999", "0000-00-00", "25:99", "10:05 PM", "রাত ৯:১৫",
    "1m 23s", "00:01:23", "1732162800000", "9999999999999", "number,date,type", "নম্বর;ধরন", "<call number=\"", "\"",
    ",", ";", "\t", "\n", "\n\n", " ", "9999 days ago", "999 hours ago", "May 99", "Feb 30, 0000",
])  # fmt: skip


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_pieces_of_logs_in_any_disorder_do_not_make_it_fail(text: str) -> None:
    for entry in read_call_log(text, NOW):
        assert entry.at is None or entry.at <= NOW


@pytest.mark.parametrize(
    "bit",
    ["0", "01", "a", " ", "(", "1-", "1/", "-", "১", "Jan ", "1:", "\n", "<call ", '"', "1 h ", "+1 ", ",,"],
)
def test_a_huge_senseless_text_is_given_up_in_a_moment(bit: str) -> None:
    began = time.monotonic()
    read_call_log(bit * (400_000 // len(bit)), NOW)
    assert time.monotonic() - began < 8
