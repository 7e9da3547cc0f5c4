"""Whose it is: a bare name or a product takes the ending the ear expects."""

from __future__ import annotations

import pytest

from shopbook.errors import Message
from shopbook.localisation.language import say, using
from shopbook.localisation.possessive import owner


@pytest.mark.parametrize(
    ("name", "whose"),
    [
        ("আতিকুর হক", "আতিকুর হকের"),
        ("রহিম", "রহিমের"),
        ("আসমা বানু", "আসমা বানুর"),
        ("আলী", "আলীর"),
        ("সালমা", "সালমার"),
        ("কৃষ্ণ রায়", "কৃষ্ণ রায়ের"),
        ("জামাল ভাই", "জামাল ভাইয়ের"),
        ("রঞ্জিৎ", "রঞ্জিতের"),
        ("রাইস কুকার ১.৮ লিটার", "রাইস কুকার ১.৮ লিটারের"),
        ("চাঁদ", "চাঁদের"),
        ("গোমতী GM-20", "গোমতী GM-20-এর"),
        ("টিভি ৩২", "টিভি ৩২-এর"),
    ],
)
def test_a_name_takes_its_own_ending(name: str, whose: str) -> None:
    assert owner(name) == whose


def test_english_keeps_the_apostrophe() -> None:
    with using("en"):
        assert owner("Rahim") == "Rahim's"


def test_a_sentence_gives_the_ending_by_its_place() -> None:
    with using("en"):
        assert (
            say(Message("{whose} birthday is {day}.", whose="Rahim", day="today"))
            == "Rahim's birthday is today."
        )
    message = Message("{product_whose} warranty ends today.", product_whose="ফ্রিজ")
    assert say(message) == "ফ্রিজের ওয়ারেন্টি আজই শেষ।"
    assert message.values["product_whose"] == "ফ্রিজ"


def test_the_figures_of_a_bengali_sentence_follow_the_digits_of_the_shop() -> None:
    from shopbook.localisation.language import gettext

    with using("bn"):
        assert gettext("In 3 days") == "৩ দিন পরে"
    with using("bn", "latin"):
        assert gettext("In 3 days") == "3 দিন পরে"
