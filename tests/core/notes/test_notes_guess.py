"""What was said tells what kind of news it is, in Bengali, in Latin letters and in English."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopbook.notes.guess import guess_child, guess_kind
from shopbook.notes.model import KINDS


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("ছেলে হয়েছে", "birth"),
        ("আলহামদুলিল্লাহ মেয়ে হইছে কাল রাতে", "birth"),
        ("chele hoyeche", "birth"),
        ("নাতি হয়েছে", "birth"),
        ("baby girl born yesterday", "birth"),
        ("হাসপাতালে মেয়ে হয়েছে", "birth"),
        ("কিছুক্ষণের মধ্যে বাচ্চা ডেলিভারী হবে", "pregnancy"),
        ("বউ গর্ভবতী, জানুয়ারিতে তারিখ", "pregnancy"),
        ("গাড়ি নষ্ট", "breakdown"),
        ("রাস্তায় গাড়ির টায়ার পাংচার", "breakdown"),
        ("gari nosto hoye gese", "breakdown"),
        ("জ্বর", "own_illness"),
        ("শরীর খারাপ, দোকানে আসেনি", "own_illness"),
        ("মেয়ের জ্বর তিন দিন", "family_illness"),
        ("বাবা অসুস্থ", "family_illness"),
        ("wife is sick", "family_illness"),
        ("মা হাসপাতালে ভর্তি", "hospital"),
        ("অপারেশন হবে শনিবার", "hospital"),
        ("চাচা মারা গেছেন", "death"),
        ("baba intekal korechen", "death"),
        ("বাইক এক্সিডেন্ট করেছে", "accident"),
        ("মেয়ের বিয়ে ফাল্গুন মাসে", "wedding"),
        ("ছেলের এসএসসি পরীক্ষা", "exam"),
        ("হজে যাচ্ছেন", "travel"),
        ("নতুন বাসা নিয়েছে", "new_house"),
        ("নতুন দোকান দিচ্ছেন", "new_job"),
        ("টাকার সমস্যা চলছে", "money_trouble"),
        ("মন খারাপ, কথা বলতে চাইলেন না", "bad_mood"),
        ("লাল রং পছন্দ", "preference"),
        ("বিকালে ফোন করবেন", "other"),
        ("ছেলের জন্য ফোন দেখতে আসবেন", "other"),
        ("", "other"),
    ],
)
def test_news_is_told_by_its_words(said: str, kind: str) -> None:
    assert guess_kind(said) == kind


def test_letters_typed_in_two_ways_are_one_word() -> None:
    assert guess_kind("মেয়ে হয়েছে") == guess_kind("মেয়ে হয়েছে") == "birth"


@pytest.mark.parametrize(
    ("said", "child"),
    [
        ("ছেলে হয়েছে", "son"),
        ("মেয়ে হয়েছে", "daughter"),
        ("বাচ্চা হয়েছে", "child"),
        ("ছেলে আর মেয়ে যমজ হয়েছে", "child"),
    ],
)
def test_a_birth_tells_whether_it_is_a_son_or_a_daughter(said: str, child: str) -> None:
    assert guess_child(said) == child


@given(st.text(max_size=300))
def test_any_text_is_some_kind(text: str) -> None:
    assert guess_kind(text) in {kind.code for kind in KINDS}
