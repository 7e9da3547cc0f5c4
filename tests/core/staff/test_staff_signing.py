"""Who may stand at the counter: PINs given, tried, taken away, and the wait after wrong ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from shopbook.book import Book
from shopbook.errors import DiskFull, Invalid, Message, NotAllowed, NotFound, Refused
from shopbook.settings.model import StaffDraft
from shopbook.staff import pins, signing
from tests.language import TestShop

OWNER, SELLER = "4711", "2580"


class Counter:
    """A shop whose owner and seller have PINs, and whose helper has none."""

    def __init__(self, shop: TestShop) -> None:
        self.shop = shop
        settings = shop.book.settings
        self.owner = settings.add_staff("মালিক", "owner")
        self.seller = settings.add_staff("করিম", "seller")
        self.helper = settings.add_staff("রতন", "helper")
        shop.book.signing.set_pin(self.owner, OWNER)
        shop.book.signing.set_pin(self.seller, SELLER)

    @property
    def role(self) -> str:
        return self.shop.book.store.role

    def enter(self, staff_id: int, pin: str = "") -> None:
        self.shop.book.signing.sign_in(staff_id, pin)

    def refused(self, staff_id: int, pin: str) -> str:
        with pytest.raises(Invalid) as wrong:
            self.enter(staff_id, pin)
        return str(wrong.value.problems["pin"])

    def wait(self, staff_id: int) -> int:
        return self.shop.book.signing.waiting(staff_id)

    def outcomes(self) -> list[str]:
        rows = self.shop.book.store.rows("SELECT outcome FROM sign_in ORDER BY id")
        return [row["outcome"] for row in rows]


@pytest.fixture
def counter(shop: TestShop, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter]:
    yield Counter(shop)


def test_a_pin_is_compared_to_its_last_byte() -> None:
    kept = pins.scrambled("4821")
    assert pins.fits("4821", kept)
    for wrong in (kept[:-1] + ("0" if kept[-1] != "0" else "1"), kept[:-2], kept.rpartition("$")[0] + "$"):
        assert not pins.fits("4821", wrong)


def test_without_pins_everybody_is_let_do_everything(shop: TestShop) -> None:
    shop.book.settings.add_staff("মালিক", "owner")
    assert shop.book.store.role == "owner"
    assert not shop.book.signing.required()
    assert shop.book.signing.who() is None


def test_without_pins_a_name_is_enough_and_stays_a_name(shop: TestShop) -> None:
    karim = shop.book.settings.add_staff("করিম")
    assert shop.book.signing.sign_in(karim).name == "করিম"
    who = shop.book.signing.who()
    assert who is not None and who.id == karim
    assert shop.book.store.role == "owner"


def test_the_first_pin_is_the_owners(shop: TestShop) -> None:
    shop.book.settings.add_staff("মালিক", "owner")
    karim = shop.book.settings.add_staff("করিম")
    with pytest.raises(Refused):
        shop.book.signing.set_pin(karim, SELLER)
    assert not shop.book.signing.required()


def test_who_gives_the_first_pin_is_in(counter: Counter) -> None:
    who = counter.shop.book.signing.who()
    assert who is not None and who.id == counter.owner
    assert counter.role == "owner"


def test_after_opening_nobody_is_in_until_a_pin_is_given(counter: Counter) -> None:
    counter.shop.reopen()
    assert counter.role == "nobody"
    counter.enter(counter.seller, SELLER)
    assert counter.role == "seller"
    counter.shop.book.signing.sign_out()
    assert counter.role == "nobody"
    assert counter.outcomes() == ["in", "out"]


def test_bengali_digits_are_digits(counter: Counter) -> None:
    counter.enter(counter.seller, "২৫৮০")
    assert counter.role == "seller"


@pytest.mark.parametrize("pin", ["", "123", "123456789", "12a4", "12.4", "½½½½", "١٢٣٤", "-123"])
def test_what_is_not_four_to_eight_digits_is_no_pin(counter: Counter, pin: str) -> None:
    with pytest.raises(Invalid) as wrong:
        counter.shop.book.signing.set_pin(counter.seller, pin)
    assert set(wrong.value.problems) == {"pin"}
    counter.enter(counter.seller, SELLER)


def test_a_slip_of_the_finger_is_no_try(counter: Counter) -> None:
    for _ in range(10):
        counter.refused(counter.seller, "")
    assert counter.wait(counter.seller) == 0


def test_wrong_pins_make_the_next_try_wait_longer_and_longer(counter: Counter) -> None:
    waits = []
    for _ in range(9):
        counter.refused(counter.seller, "0000")
        waits.append(counter.wait(counter.seller))
        counter.shop.clock.advance(seconds=waits[-1])
    assert waits == [0, 0, 5, 15, 60, 300, 900, 900, 900]


def test_before_the_wait_is_over_the_right_pin_is_not_even_looked_at(counter: Counter) -> None:
    for _ in range(3):
        counter.refused(counter.seller, "0000")
    assert "5" in counter.refused(counter.seller, SELLER)
    counter.shop.clock.advance(seconds=4)
    counter.refused(counter.seller, SELLER)
    counter.shop.clock.advance(seconds=1)
    counter.enter(counter.seller, SELLER)
    assert counter.wait(counter.seller) == 0
    assert counter.outcomes() == ["wrong_pin"] * 3 + ["locked"] * 2 + ["in"]


def test_a_right_pin_makes_the_tries_free_again(counter: Counter) -> None:
    for _ in range(2):
        counter.refused(counter.seller, "0000")
    counter.enter(counter.seller, SELLER)
    for _ in range(2):
        counter.refused(counter.seller, "0000")
    assert counter.wait(counter.seller) == 0


def test_the_wait_survives_a_restart(counter: Counter) -> None:
    for _ in range(5):
        counter.shop.clock.advance(minutes=20)
        counter.refused(counter.seller, "0000")
    counter.shop.reopen()
    assert counter.wait(counter.seller) == 60
    counter.refused(counter.seller, SELLER)


def test_a_clock_set_back_neither_shortens_the_wait_nor_locks_out_for_a_year(counter: Counter) -> None:
    for _ in range(4):
        counter.shop.clock.advance(seconds=30)
        counter.refused(counter.seller, "0000")
    counter.shop.clock.advance(days=-400)
    assert counter.wait(counter.seller) == 15
    counter.refused(counter.seller, SELLER)
    counter.shop.clock.advance(seconds=15)
    counter.enter(counter.seller, SELLER)


def test_one_persons_wrong_pins_keep_nobody_else_waiting(counter: Counter) -> None:
    for _ in range(3):
        counter.refused(counter.seller, "0000")
    counter.enter(counter.owner, OWNER)
    assert counter.role == "owner"


def test_a_helper_without_a_pin_comes_in_by_name_a_manager_does_not(counter: Counter) -> None:
    manager = counter.shop.book.settings.add_staff("সেলিম", "manager")
    counter.enter(counter.helper)
    assert counter.role == "helper"
    counter.refused(manager, "")
    counter.refused(manager, "1234")
    assert counter.role == "helper"


def test_who_left_cannot_sign_in_and_comes_back_without_the_pin(counter: Counter) -> None:
    settings = counter.shop.book.settings
    settings.retire_staff(counter.seller)
    with pytest.raises(NotFound):
        counter.enter(counter.seller, SELLER)
    settings.bring_back_staff(counter.seller)
    assert [one.has_pin for one in counter.shop.book.signing.people() if one.id == counter.seller] == [False]


def test_another_role_holds_at_once_for_who_is_signed_in(counter: Counter) -> None:
    counter.enter(counter.seller, SELLER)
    beside = counter.shop.book.store
    beside.role = "owner"  # the owner, at the same counter's settings page
    counter.shop.book.settings.change_staff(counter.seller, StaffDraft("করিম", role="helper"))
    assert counter.role == "helper"


def test_who_is_retired_while_signed_in_may_do_nothing_more(counter: Counter) -> None:
    counter.enter(counter.seller, SELLER)
    counter.shop.book.store.role = "owner"
    counter.shop.book.settings.retire_staff(counter.seller)
    assert counter.role == "nobody"
    assert counter.shop.book.signing.who() is None


def test_the_last_owner_with_a_pin_keeps_it_and_stays_the_owner(counter: Counter) -> None:
    settings, signing = counter.shop.book.settings, counter.shop.book.signing
    other = settings.add_staff("ছেলে", "owner")
    with pytest.raises(Refused):
        signing.remove_pin(counter.owner)
    with pytest.raises(Refused):
        settings.retire_staff(counter.owner)
    with pytest.raises(Refused):
        settings.change_staff(counter.owner, StaffDraft("মালিক", role="manager"))
    signing.set_pin(other, "8642")
    signing.sign_in(other, "8642")
    settings.change_staff(counter.owner, StaffDraft("মালিক", role="manager"))
    with pytest.raises(Refused):
        settings.retire_staff(other)


def test_with_the_last_pin_the_lock_goes(counter: Counter) -> None:
    signing = counter.shop.book.signing
    signing.remove_pin(counter.seller)
    signing.remove_pin(counter.owner)
    assert not signing.required()
    counter.shop.reopen()
    assert counter.role == "owner"


def test_only_the_owner_gives_pins(counter: Counter) -> None:
    counter.enter(counter.seller, SELLER)
    for deed in (
        lambda: counter.shop.book.signing.set_pin(counter.owner, "1111"),
        lambda: counter.shop.book.signing.set_pin(counter.seller, "1111"),
        lambda: counter.shop.book.signing.remove_pin(counter.owner),
        lambda: counter.shop.book.signing.log(),
    ):
        with pytest.raises(NotAllowed):
            deed()
    counter.enter(counter.owner, OWNER)


def test_everybody_changes_their_own_pin_with_the_old_one(counter: Counter) -> None:
    counter.enter(counter.seller, SELLER)
    signing = counter.shop.book.signing
    with pytest.raises(Invalid) as wrong:
        signing.change_own_pin("0000", "9753")
    assert set(wrong.value.problems) == {"old"}
    signing.change_own_pin("২৫৮০", "9753")
    counter.enter(counter.seller, "9753")
    counter.refused(counter.seller, SELLER)


def test_trying_the_old_pin_over_and_over_waits_too(counter: Counter) -> None:
    counter.enter(counter.seller, SELLER)
    for _ in range(4):
        with pytest.raises(Invalid):
            counter.shop.book.signing.change_own_pin("0000", "9753")
    with pytest.raises(Invalid) as wrong:
        counter.shop.book.signing.change_own_pin(SELLER, "9753")
    assert set(wrong.value.problems) == {"old"}


def test_a_pin_is_scrambled_with_its_own_salt_and_never_journaled(counter: Counter) -> None:
    store = counter.shop.book.store
    counter.shop.book.signing.set_pin(counter.helper, OWNER)
    kept = {row["id"]: row["pin_hash"] for row in store.rows("SELECT id, pin_hash FROM staff")}
    assert kept[counter.owner].startswith("scrypt$16384$8$1$")
    assert kept[counter.owner] != kept[counter.helper]
    told = "".join(row["changed"] for row in store.rows("SELECT changed FROM journal"))
    assert "scrypt" not in told and "pin_hash" not in told
    assert "pin_set_on" in told


def test_a_kept_form_that_cannot_be_read_lets_nobody_in() -> None:
    for kept in (
        "",
        "1234",
        "scrypt$1",
        "scrypt$99999999$8$1$00$00",
        "scrypt$16384$8$1$zz$00",
        "plain$2$8$1$00$00",
    ):
        assert not pins.fits("1234", kept)


def test_who_came_and_tried_is_told_to_the_owner_newest_first(counter: Counter) -> None:
    counter.refused(counter.seller, "0000")
    counter.shop.clock.advance(minutes=1)
    counter.enter(counter.owner, OWNER)
    told = counter.shop.book.signing.log()
    assert [(one.name, one.outcome) for one in told] == [("মালিক", "in"), ("করিম", "wrong_pin")]
    assert told[0].at - told[1].at == dt.timedelta(minutes=1)


def test_a_job_for_another_connection_works_in_the_same_name(counter: Counter) -> None:
    counter.enter(counter.seller, SELLER)
    second = counter.shop.book.second()
    try:
        assert (second.store.actor, second.store.role) == (counter.seller, "seller")
    finally:
        second.close()


def test_a_rescued_book_that_lost_the_owners_pin_locks_nobody_out(counter: Counter) -> None:
    with counter.shop.book.store.operation() as op:
        op.execute("UPDATE staff SET pin_hash = NULL WHERE role = 'owner'")
    counter.shop.reopen()
    assert counter.role == "owner"
    assert not counter.shop.book.signing.required()
    counter.shop.book.signing.set_pin(counter.owner, "2468")
    counter.shop.reopen()
    assert counter.role == "nobody"


def test_a_full_disk_keeps_nobody_from_coming_and_going(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFull(Message("The disk is full."))

    monkeypatch.setattr(signing, "_write", full)
    counter.enter(counter.seller, SELLER)
    assert counter.role == "seller"
    counter.shop.book.signing.sign_out()
    assert counter.role == "nobody"


def test_a_book_that_is_only_read_lets_in_who_has_the_pin(counter: Counter) -> None:
    with Book.beside(counter.shop.path, clock=counter.shop.clock) as beside:
        assert beside.store.role == "nobody"
        with pytest.raises(Invalid):
            beside.signing.sign_in(counter.seller, "0000")
        beside.signing.sign_in(counter.seller, SELLER)
        assert beside.store.role == "seller"
        beside.signing.sign_out()
    assert counter.outcomes() == []
