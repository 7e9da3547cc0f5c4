"""Who may have been written down twice: suggested with reasons, never merged by itself, and not again once denied."""

from __future__ import annotations

import pytest

from shopbook.errors import Cancelled, Message
from tests.language import TestShop


class _Impatient:
    """Somebody who presses Cancel at once."""

    def step(self, done: int, total: int, what: Message | None = None) -> None:
        raise Cancelled


def test_the_same_number_and_name_in_two_scripts_is_the_surest_pair(shop: TestShop) -> None:
    one = shop.customer("রহিম উদ্দিন", "01711111111")
    other = shop.customer("Md. Rahim Uddin", "+880 1711-111111")
    shop.customer("করিম", "01933333333")
    (pair,) = shop.book.merging.suggestions()
    assert (pair.one_id, pair.other_id) == (one.id, other.id)
    assert pair.reasons == ("phone", "name") and pair.score > 90


def test_a_household_that_shares_a_telephone_stands_last(shop: TestShop) -> None:
    shop.customer("সালমা", "01711111111")
    shop.customer("জসিম", "01711111111")
    shop.customer("রহিম", guardian_name="করিম", area="মিরপুর")
    shop.customer("Rahim", guardian_name="Karim", area="Mirpur")
    reasons = [pair.reasons for pair in shop.book.merging.suggestions()]
    assert reasons == [("name", "guardian", "area"), ("phone",)]


def test_a_number_without_a_name_may_be_somebody_who_has_one(shop: TestShop) -> None:
    shop.customer("সালমা", "01711111111")
    shop.customer("", "01711111111")
    assert [pair.reasons for pair in shop.book.merging.suggestions()] == [("phone", "no_name")]


def test_two_of_one_name_with_different_fathers_are_two_people(shop: TestShop) -> None:
    shop.customer("রহিম", guardian_name="করিম", area="মিরপুর")
    shop.customer("রহিম", guardian_name="সালাম", area="মিরপুর")
    assert shop.book.merging.suggestions() == []


def test_a_name_alone_says_nothing(shop: TestShop) -> None:
    shop.customer("রহিম")
    shop.customer("রহিম")
    assert shop.book.merging.suggestions() == []


def test_a_slip_of_the_pen_with_one_number_is_seen(shop: TestShop) -> None:
    shop.customer("Shahidul Islam", "01711111111")
    shop.customer("Shahedul Islam", "01711111111")
    (pair,) = shop.book.merging.suggestions()
    assert pair.reasons[0] == "phone" and pair.reasons[1] in ("name", "like_name")


def test_two_people_are_not_suggested_again_also_not_through_a_merge(shop: TestShop) -> None:
    one, other = shop.customer("রহিম", "01711111111"), shop.customer("রহিম", "01711111111")
    third = shop.customer("রহিম", "01711111111")
    merging = shop.book.merging
    assert len(merging.suggestions()) == 3
    merging.dismiss(other.id, one.id)
    merging.dismiss(one.id, other.id)
    assert len(merging.suggestions()) == 2
    merge_id = merging.merge(third.id, other.id)
    assert merging.suggestions() == []
    merging.unmerge(merge_id)
    assert len(merging.suggestions()) == 2
    merging.suggest_again(one.id, other.id)
    assert len(merging.suggestions()) == 3


def test_nobody_in_the_trash_or_merged_is_suggested(shop: TestShop) -> None:
    one, other = shop.customer("রহিম", "01711111111"), shop.customer("রহিম", "01711111111")
    shop.book.customers.trash(other.id)
    assert shop.book.merging.suggestions() == []
    shop.book.customers.restore(other.id)
    shop.book.merging.merge(one.id, other.id)
    assert shop.book.merging.suggestions() == []


def test_looking_can_be_stopped(shop: TestShop) -> None:
    with pytest.raises(Cancelled):
        shop.book.merging.suggestions(progress=_Impatient())


def test_why_two_chosen_by_hand_may_be_one(shop: TestShop) -> None:
    one, other = shop.customer("রহিম", "01711111111"), shop.customer("কবির", "01722222222")
    assert shop.book.merging.between(one.id, other.id).reasons == ()
