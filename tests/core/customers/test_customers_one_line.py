"""A name, a phone or both, typed in one line at the counter."""

from __future__ import annotations

import pytest

from shopbook.customers.one_line import draft_of_line


@pytest.mark.parametrize(
    ("typed", "name", "phones"),
    [
        ("রহিম 01712345678", "রহিম", ["01712345678"]),
        ("রহিম ০১৭১২-৩৪৫৬৭৮", "রহিম", ["01712-345678"]),
        ("01712345678 রহিম", "রহিম", ["01712345678"]),
        ("রহিম, 01712345678, মিরপুর", "রহিম মিরপুর", ["01712345678"]),
        ("মোঃ রহিম উদ্দিন", "মোঃ রহিম উদ্দিন", []),
        ("+8801712345678", "", ["+8801712345678"]),
        ("017 12 34 56 78", "", ["017 12 34 56 78"]),
        ("রহিম ২", "রহিম ২", []),
        ("রহিম 01712345678 / 01812345678", "রহিম", ["01712345678", "01812345678"]),
        ("Rahim (01712345678)", "Rahim", ["01712345678"]),
        ("16263", "", ["16263"]),
        ("   ", "", []),
    ],
)
def test_the_name_and_the_phones_are_told_apart(typed: str, name: str, phones: list[str]) -> None:
    draft = draft_of_line(typed)
    assert draft.name == name
    assert [phone.raw for phone in draft.phones] == phones
