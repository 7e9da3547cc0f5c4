"""Who works in the shop: added, changed, put away, and not here for a day."""

from __future__ import annotations

import pytest

from shopbook.errors import Invalid, NotFound, Refused
from shopbook.settings.model import Staff, StaffDraft
from tests.language import TestShop


def member(shop: TestShop, staff_id: int) -> Staff:
    return next(one for one in shop.book.settings.staff() if one.id == staff_id)


def test_a_member_is_changed_and_keeps_their_place(shop: TestShop) -> None:
    karim = shop.book.settings.add_staff("করিম")
    shop.book.settings.change_staff(karim, StaffDraft(" আব্দুল করিম ", "01712345678", "manager"))
    assert member(shop, karim) == Staff(karim, "আব্দুল করিম", "01712345678", "manager", True)


def test_a_member_without_a_name_is_not_saved(shop: TestShop) -> None:
    karim = shop.book.settings.add_staff("করিম")
    with pytest.raises(Invalid) as wrong:
        shop.book.settings.change_staff(karim, StaffDraft(" ", role="king"))
    assert set(wrong.value.problems) == {"name", "role"}
    with pytest.raises(Invalid):
        shop.book.settings.add_staff("  ")
    assert [one.name for one in shop.book.settings.staff()] == ["করিম"]


def test_who_left_gets_no_share_and_can_come_back(shop: TestShop) -> None:
    shop.book.settings.add_staff("মালিক", "owner")
    karim = shop.book.settings.add_staff("করিম")
    shop.book.settings.retire_staff(karim)
    assert member(shop, karim).active is False
    shop.book.settings.bring_back_staff(karim)
    assert member(shop, karim).active is True


def test_the_last_owner_stays_the_owner(shop: TestShop) -> None:
    owner = shop.book.settings.add_staff("মালিক", "owner")
    shop.book.settings.add_staff("করিম")
    with pytest.raises(Refused):
        shop.book.settings.retire_staff(owner)
    with pytest.raises(Refused):
        shop.book.settings.change_staff(owner, StaffDraft("মালিক", role="seller"))
    assert (member(shop, owner).role, member(shop, owner).active) == ("owner", True)


def test_with_a_second_owner_the_first_may_leave(shop: TestShop) -> None:
    owner = shop.book.settings.add_staff("মালিক", "owner")
    shop.book.settings.add_staff("ছেলে", "owner")
    shop.book.settings.retire_staff(owner)
    assert not member(shop, owner).active


def test_nobody_unknown_is_changed(shop: TestShop) -> None:
    with pytest.raises(NotFound):
        shop.book.settings.change_staff(17, StaffDraft("করিম"))
    with pytest.raises(NotFound):
        shop.book.settings.retire_staff(17)


def test_not_here_lasts_one_day_and_can_be_taken_back(shop: TestShop) -> None:
    settings = shop.book.settings
    owner, karim = settings.add_staff("মালিক", "owner"), settings.add_staff("করিম")
    settings.set_away(owner, shop.today)
    assert settings.away(shop.today) == {owner}
    with pytest.raises(Refused):
        settings.set_away(karim, shop.today)
    settings.set_away(owner, shop.today, away=False)
    assert settings.away(shop.today) == frozenset()
    settings.set_away(owner, shop.today)
    shop.days_later(1)
    assert settings.away(shop.today) == frozenset()
