"""A child in the sentence does not make it a birth: what happened to the child decides."""

from __future__ import annotations

import pytest

from shopbook.notes.guess import guess_kind


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("ছেলের জ্বর হয়েছে", "family_illness"),
        ("মেয়ে অসুস্থ হয়েছে", "family_illness"),
        ("বাচ্চার পেট খারাপ হয়েছে", "family_illness"),
        ("meyer jor hoyeche", "family_illness"),
        ("ছেলেটার এক্সিডেন্ট হয়েছে", "accident"),
        ("মেয়ের বিয়ে ঠিক হয়েছে", "wedding"),
        ("মেয়ের চাকরি হয়েছে", "new_job"),
        ("ছেলে হয়েছে, মা অসুস্থ", "birth"),
        ("ছেলের ঘরে নাতি হয়েছে", "birth"),
        ("ভাবির যমজ বাচ্চা হইছে", "birth"),
    ],
)
def test_what_happened_to_the_child_decides(told: str, kind: str) -> None:
    assert guess_kind(told) == kind
