"""What a complaint is about is guessed from its words, in Bengali, Latin letters and English."""

from __future__ import annotations

import pytest

from shopbook.care.complaint_guess import guess_complaint
from shopbook.care.complaints import KINDS


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("ফ্রিজ ঠান্ডা হয় না", "product"),
        ("রিমোট নষ্ট", "product"),
        ("মিস্ত্রি আসেনি", "service"),
        ("ওয়ারেন্টিতে ঠিক করে দিল না", "service"),
        ("এখনো পাইনি, কথা রাখেন না", "delay"),
        ("ডেলিভারি দিতে দেরি", "delay"),
        ("দাম বেশি রেখেছে", "price"),
        ("আমাকে ঠকিয়েছে", "price"),
        ("দোকানের ছেলে খারাপ ব্যবহার করেছে", "behaviour"),
        ("মেমোতে ভুল", "bill"),
        ("বাজারে গুজব ছড়াচ্ছে", "rumour"),
        ("lokjon bolche, gujob", "rumour"),
        ("mistri ashe nai", "service"),
        ("the seller was rude", "behaviour"),
        ("delivered two weeks late", "delay"),
        ("", "product"),
    ],
)
def test_the_words_tell_the_kind(words: str, kind: str) -> None:
    assert guess_complaint(words) == kind
    assert kind in KINDS
