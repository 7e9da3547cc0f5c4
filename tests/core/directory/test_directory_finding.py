"""The directory of helpers: the right person found while the customer waits on the phone."""

from __future__ import annotations

import pytest

from shopbook.directory.model import SKILLS, HelperDraft, skill_title
from shopbook.directory.queries import ELSEWHERE, HERE, NEARBY, nearness
from shopbook.errors import Invalid, NotFound
from shopbook.localisation.language import using
from tests.language import TestShop


def _names(shop: TestShop, text: str = "", skill: str = "", area: str = "") -> list[str]:
    return [helper.name for helper in shop.book.helpers.find(text, skill, area)]


@pytest.fixture
def town(shop: TestShop) -> TestShop:
    """A shop that knows four people who help."""
    add = shop.book.helpers.add
    add(HelperDraft("কামাল মিস্ত্রি", "mechanic", "01712345678", "মিরপুর ১০", "গাড়ি, রাতেও আসে"))
    add(HelperDraft("জসিম", "electrician", "01819223344", "পল্লবী"))
    add(HelperDraft("ডা. হাসান", "doctor", "01911111111", "মিরপুর ১১"))
    add(HelperDraft("সোহেল", "জেনারেটর", "01511222333", "ধানমন্ডি"))
    return shop


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("কামাল", "কামাল মিস্ত্রি"),
        ("kamal", "কামাল মিস্ত্রি"),
        ("mechanic", "কামাল মিস্ত্রি"),
        ("গাড়ি", "কামাল মিস্ত্রি"),
        ("daktar", "ডা. হাসান"),
        ("ডাক্তার", "ডা. হাসান"),
        ("electri", "জসিম"),
        ("pallabi", "জসিম"),
        ("jenaretor", "সোহেল"),
        ("9223", "জসিম"),
        ("০১৯১১", "ডা. হাসান"),
    ],
)
def test_a_helper_is_found_by_name_trade_place_or_phone_in_either_script(
    town: TestShop, typed: str, found: str
) -> None:
    assert found in _names(town, typed)
    assert len(_names(town, typed)) <= 2


def test_every_word_typed_must_fit(town: TestShop) -> None:
    assert _names(town, "মিস্ত্রি মিরপুর") == ["কামাল মিস্ত্রি"]
    assert _names(town, "ডাক্তার ধানমন্ডি") == []


def test_those_of_the_customers_own_area_come_first_then_the_neighbours(town: TestShop) -> None:
    assert _names(town, area="Mirpur 10")[:2] == ["কামাল মিস্ত্রি", "ডা. হাসান"]
    assert _names(town, area="মিরপুর-১১")[:2] == ["ডা. হাসান", "কামাল মিস্ত্রি"]
    near = [helper.near for helper in town.book.helpers.find(area="মিরপুর ১০")]
    assert near == [HERE, NEARBY, ELSEWHERE, ELSEWHERE]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("মিরপুর ১০", "Mirpur-10", HERE),
        ("মিরপুর ১০", "মিরপুর ১১", NEARBY),
        ("রোড ৫", "৫ নম্বর গলি", ELSEWHERE),
        ("", "", ELSEWHERE),
        ("পল্লবী", "", ELSEWHERE),
    ],
)
def test_a_number_alone_makes_no_neighbours(one: str, other: str, expected: int) -> None:
    assert nearness(one, other) == expected


def test_the_shops_own_word_for_a_trade_stands_after_the_usual_ones(town: TestShop) -> None:
    assert town.book.helpers.skills() == {"mechanic": 1, "electrician": 1, "doctor": 1, "জেনারেটর": 1}
    assert _names(town, skill="জেনারেটর") == ["সোহেল"]
    assert skill_title("জেনারেটর") == "জেনারেটর"


def test_every_usual_trade_has_a_name_in_both_languages() -> None:
    for code in SKILLS:
        with using("en"):
            english = skill_title(code)
        with using("bn"):
            bengali = skill_title(code)
        assert english != code
        assert english.isascii()
        assert not bengali.isascii(), f"{code} has no Bengali name"


def test_whoever_retires_is_recommended_no_longer_until_they_come_back(town: TestShop) -> None:
    helper = town.book.helpers.find("কামাল")[0]
    town.book.helpers.retire(helper.id)
    assert _names(town, "কামাল") == []
    assert [one.name for one in town.book.helpers.find(retired=True)] == ["কামাল মিস্ত্রি"]
    assert "mechanic" not in town.book.helpers.skills()
    town.book.helpers.retire(helper.id, False)
    assert _names(town, "কামাল") == ["কামাল মিস্ত্রি"]


def test_a_changed_number_is_the_one_that_is_found_and_one_undo_brings_the_old_one_back(
    town: TestShop,
) -> None:
    helper = town.book.helpers.find("জসিম")[0]
    town.book.helpers.change(helper.id, HelperDraft("জসিম উদ্দিন", "electrician", "01700000001", "পল্লবী"))
    assert town.book.helpers.helper(helper.id).phone == "01700000001"
    assert _names(town, "9223") == []
    town.book.history.undo(town.book.history.last_operation())
    assert _names(town, "9223") == ["জসিম"]


def test_without_name_number_or_trade_nothing_is_saved(shop: TestShop) -> None:
    with pytest.raises(Invalid) as refused:
        shop.book.helpers.add(HelperDraft(" ", " ", "নাই"))
    assert set(refused.value.problems) == {"name", "phone", "skill"}
    assert shop.book.helpers.find() == []


def test_one_who_is_not_in_the_book_is_said_so(shop: TestShop) -> None:
    with pytest.raises(NotFound):
        shop.book.helpers.change(5, HelperDraft("কামাল", "mechanic", "01712345678"))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("০১৭১২-৩৪৫৬৭৮", "01712345678"),
        ("+880 1712 345678", "01712345678"),
        ("+966 50 123 4567", "+966 50 123 4567"),
        ("০১৭১২৩৪৫৬৭৮ (বাসা)", "01712345678 (বাসা)"),
        ("৯৯৯", "999"),
    ],
)
def test_a_number_is_kept_as_it_is_dialled(shop: TestShop, typed: str, kept: str) -> None:
    helper = shop.book.helpers.add(HelperDraft("কামাল", "mechanic", typed))
    assert shop.book.helpers.helper(helper).phone == kept
