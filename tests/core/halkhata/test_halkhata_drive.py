"""A halkhata from the first list to the closed book, told as the shop lives it."""

from __future__ import annotations

import datetime as dt

import pytest

from shopbook.changes import Changed
from shopbook.dues.model import AdjustmentDraft, PaymentDraft
from shopbook.errors import Invalid, NotFound, Refused
from shopbook.halkhata.model import Halkhata, HalkhataDraft, Report, next_boishakh, next_new_year
from shopbook.sales.model import LineDraft, SaleDraft
from tests.language import Person, TestShop

BOISHAKH = dt.date(2027, 4, 14)


def draft(held_on: dt.date = BOISHAKH, **more: object) -> HalkhataDraft:
    return HalkhataDraft("শুভ হালখাতা", held_on, **more)  # type: ignore[arg-type]


def begin(shop: TestShop, *guests: Person, held_on: dt.date = BOISHAKH) -> Halkhata:
    return shop.book.halkhatas.start(draft(held_on), [guest.id for guest in guests])


def guest_of(shop: TestShop, drive: Halkhata, person: Person) -> int:
    found = shop.book.halkhatas.guest_of(drive.id, person.id)
    assert found is not None
    return found


def adds_up(report: Report) -> bool:
    given = report.due_paisa + report.added_paisa - report.collected_paisa - report.lessened_paisa
    return given == report.left_paisa


def test_boishakh_is_offered_with_its_own_day_and_the_english_new_year_too() -> None:
    assert next_boishakh(dt.date(2026, 11, 21)) == BOISHAKH
    assert next_boishakh(BOISHAKH) == BOISHAKH
    assert next_boishakh(dt.date(2027, 4, 15)) == dt.date(2028, 4, 14)
    assert next_new_year(dt.date(2026, 11, 21)) == next_new_year(dt.date(2027, 1, 1)) == dt.date(2027, 1, 1)


def test_who_owes_enough_can_be_invited_the_largest_first_and_by_area(shop: TestShop) -> None:
    rahim = shop.customer("রহিম", area="মিরপুর").owes(500)
    karim = shop.customer("করিম", area="সাভার").owes(2000)
    shop.customer("সালমা", area="মিরপুর").owes(99)
    gone = shop.customer("জব্বার", area="মিরপুর").owes(9000)
    shop.book.customers.trash(gone.id)
    drives = shop.book.halkhatas
    assert drives.candidates(100_00) == [karim.id, rahim.id]
    assert drives.candidates(100_00, "মিরপুর") == [rahim.id]
    assert drives.candidates(500_00) == [karim.id, rahim.id] and drives.candidates(500_01) == [karim.id]
    assert [(each.area, each.count, each.paisa) for each in drives.areas(1)] == [
        ("মিরপুর", 2, 599_00),
        ("সাভার", 1, 2000_00),
    ]
    assert (drives.sum_of([rahim.id, karim.id, gone.id]).count, drives.sum_of([rahim.id]).paisa) == (
        2,
        500_00,
    )


def test_nobody_is_invited_twice_and_nobody_from_the_trash(shop: TestShop) -> None:
    rahim, gone = shop.customer("রহিম").owes(500), shop.customer("জব্বার").owes(900)
    shop.book.customers.trash(gone.id)
    drive = shop.book.halkhatas.start(draft(), [rahim.id, rahim.id, gone.id])
    assert drive.invited == 1
    assert shop.book.halkhatas.invite(drive.id, [rahim.id, gone.id]) == 0
    assert shop.book.halkhatas.get(drive.id).invited == 1


def test_a_guest_taken_off_and_asked_again_is_asked_with_what_they_owe_now(shop: TestShop) -> None:
    rahim, karim = shop.customer("রহিম").owes(500), shop.customer("করিম").owes(700)
    drive = begin(shop, rahim, karim)
    guest = guest_of(shop, drive, rahim)
    shop.book.halkhatas.printed(drive.id, [guest])
    shop.book.halkhatas.uninvite(guest)
    assert shop.book.halkhatas.guest_of(drive.id, rahim.id) is None
    with pytest.raises(NotFound):
        shop.book.halkhatas.guest(guest)
    rahim.pays(200)
    assert shop.book.halkhatas.invite(drive.id, [rahim.id]) == 1
    again = shop.book.halkhatas.guest(guest)
    assert (again.due_paisa, again.collected_paisa, again.printed_on) == (300_00, 0, None)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": " "}, "title"),
        ({"least_paisa": 0}, "least_paisa"),
        ({"held_on": dt.date(2026, 11, 20)}, "held_on"),
        ({"amount_shown": "loud"}, "amount_shown"),
        ({"words": "ক" * 601}, "words"),
    ],
)
def test_what_is_missing_is_said_under_its_field(
    shop: TestShop, wrong: dict[str, object], field: str
) -> None:
    rahim = shop.customer("রহিম").owes(500)
    told = {"title": "শুভ হালখাতা", "held_on": BOISHAKH, **wrong}
    with pytest.raises(Invalid) as invalid:
        shop.book.halkhatas.start(HalkhataDraft(**told), [rahim.id])  # type: ignore[arg-type]
    assert set(invalid.value.problems) == {field}
    with pytest.raises(Invalid) as nobody:
        shop.book.halkhatas.start(draft(), [])
    assert set(nobody.value.problems) == {"customers"}


def test_a_guest_comes_pays_and_is_marked_as_having_come(shop: TestShop) -> None:
    rahim, karim = shop.customer("রহিম").owes(500), shop.customer("করিম").owes(700)
    drive = begin(shop, rahim, karim, held_on=shop.today)
    first, second = guest_of(shop, drive, rahim), guest_of(shop, drive, karim)
    payment = shop.book.halkhatas.take_payment(first, 400_00, "bkash", discount_paisa=100_00)
    assert rahim.record.balance_paisa == 0
    line = shop.book.dues.entry(payment.id)
    assert (line.method, line.amount_paisa) == ("bkash", -400_00)
    assert shop.book.store.value("SELECT halkhata_id FROM ledger WHERE id = ?", (payment.id,)) == drive.id
    shop.book.halkhatas.came(second)
    report = shop.book.halkhatas.report(drive.id)
    assert (report.invited, report.came, report.paid, report.cleared) == (2, 2, 1, 1)
    assert (report.due_paisa, report.collected_paisa, report.lessened_paisa, report.left_paisa) == (
        1200_00, 400_00, 100_00, 700_00,
    )  # fmt: skip
    assert report.drive_paisa == 400_00 and adds_up(report)
    assert shop.book.halkhatas.guest_ids(drive.id, "paid") == [first]
    assert shop.book.halkhatas.guest_ids(drive.id, "left") == [second]
    shop.book.halkhatas.not_come(second)
    assert shop.book.halkhatas.guest_ids(drive.id, "waiting") == [second]


def test_a_payment_taken_back_opens_the_due_again_and_unticks_who_had_not_come(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(500)
    drive = begin(shop, rahim)
    guest = guest_of(shop, drive, rahim)
    payment = shop.book.halkhatas.take_payment(guest, 300_00, discount_paisa=200_00)
    shop.book.halkhatas.take_back(guest, payment.id, "ভুল", came=False)
    assert rahim.record.balance_paisa == 500_00
    now = shop.book.halkhatas.guest(guest)
    assert (now.came_on, now.collected_paisa, now.tally.lessened_paisa, now.left_paisa) == (
        None,
        0,
        0,
        500_00,
    )
    shop.book.halkhatas.came(guest)
    again = shop.book.halkhatas.take_payment(guest, 300_00)
    shop.book.halkhatas.take_back(guest, again.id, "ভুল", came=True)
    assert shop.book.halkhatas.guest(guest).came_on == shop.today


def test_money_taken_back_after_the_drive_is_over_leaves_its_figures_as_they_stand(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(500)
    drive = begin(shop, rahim)
    guest = guest_of(shop, drive, rahim)
    payment = shop.book.halkhatas.take_payment(guest, 300_00)
    shop.book.halkhatas.close(drive.id)
    closed = shop.book.halkhatas.report(drive.id)
    shop.book.halkhatas.take_back(guest, payment.id, "জাল নোট", came=False)
    assert rahim.record.balance_paisa == 500_00
    assert shop.book.halkhatas.report(drive.id) == closed and closed.came == 1
    assert shop.book.halkhatas.guest(guest).carried_paisa == 200_00


def test_a_drive_for_nobody_who_is_still_in_the_book_is_not_begun(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(500)
    shop.book.customers.trash(rahim.id)
    with pytest.raises(Invalid):
        begin(shop, rahim)
    assert shop.book.halkhatas.ids() == []


def test_money_taken_elsewhere_counts_and_a_cash_purchase_does_not_look_like_dues_collected(
    shop: TestShop,
) -> None:
    rahim = shop.customer("রহিম").owes(500)
    drive = begin(shop, rahim)
    rahim.pays(200)
    sell(shop, rahim, 1000, paid=1000)
    sell(shop, rahim, 800, paid=300)
    report = shop.book.halkhatas.report(drive.id)
    assert (report.added_paisa, report.collected_paisa, report.drive_paisa) == (500_00, 200_00, 0)
    assert report.left_paisa == 800_00 == rahim.record.balance_paisa and adds_up(report)


def test_more_than_is_owed_is_an_advance_beside_the_dues(shop: TestShop) -> None:
    rahim, early = shop.customer("রহিম").owes(500), shop.customer("করিম")
    shop.book.dues.take_payment(PaymentDraft(early.id, 300_00, shop.today))
    drive = begin(shop, rahim, early)
    shop.book.halkhatas.take_payment(guest_of(shop, drive, rahim), 700_00)
    report = shop.book.halkhatas.report(drive.id)
    assert (report.collected_paisa, report.left_paisa, report.advance_paisa) == (500_00, 0, 500_00)
    sell(shop, early, 400, paid=0)
    report = shop.book.halkhatas.report(drive.id)
    assert (report.added_paisa, report.lessened_paisa, report.left_paisa) == (400_00, 300_00, 100_00)
    assert adds_up(report)


def test_closing_freezes_what_is_carried_and_reopening_counts_anew(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(500)
    drive = begin(shop, rahim)
    guest = guest_of(shop, drive, rahim)
    shop.book.halkhatas.take_payment(guest, 100_00)
    closed = shop.book.halkhatas.close(drive.id)
    assert (closed.status, closed.closed_on) == ("closed", shop.today)
    assert shop.book.halkhatas.guest(guest).carried_paisa == 400_00
    before = shop.book.halkhatas.report(drive.id)
    rahim.pays(150)
    assert shop.book.halkhatas.report(drive.id) == before
    for late in (lambda: shop.book.halkhatas.take_payment(guest, 50_00), lambda: shop.book.halkhatas.came(guest),
                 lambda: shop.book.halkhatas.close(drive.id), lambda: shop.book.halkhatas.cancel(drive.id),
                 lambda: shop.book.halkhatas.invite(drive.id, [rahim.id])):  # fmt: skip
        with pytest.raises(Refused):
            late()
    shop.book.halkhatas.reopen(drive.id)
    assert shop.book.halkhatas.guest(guest).carried_paisa is None
    assert shop.book.halkhatas.report(drive.id).left_paisa == 250_00
    with pytest.raises(Refused):
        shop.book.halkhatas.reopen(drive.id)


def test_a_drive_called_off_keeps_the_money_and_the_figures_of_that_day(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(500)
    drive = begin(shop, rahim)
    shop.book.halkhatas.take_payment(guest_of(shop, drive, rahim), 200_00)
    assert shop.book.halkhatas.cancel(drive.id).status == "cancelled"
    rahim.pays(100)
    assert shop.book.halkhatas.report(drive.id).left_paisa == 300_00
    assert rahim.record.balance_paisa == 200_00


def test_nothing_but_money_and_discounts_touches_the_ledger(shop: TestShop) -> None:
    rahim, karim = shop.customer("রহিম").owes(500), shop.customer("করিম").owes(700)
    rows = "SELECT count(*) FROM ledger"
    before = shop.book.store.value(rows)
    drive = begin(shop, rahim)
    shop.book.halkhatas.invite(drive.id, [karim.id])
    shop.book.halkhatas.change(drive.id, draft(dt.date(2027, 1, 1), least_paisa=500_00))
    for person in (rahim, karim):
        shop.book.halkhatas.came(guest_of(shop, drive, person))
    shop.book.halkhatas.close(drive.id)
    shop.book.halkhatas.reopen(drive.id)
    assert shop.book.store.value(rows) == before


def test_who_came_cannot_be_taken_off_the_list(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(500)
    drive = begin(shop, rahim)
    guest = guest_of(shop, drive, rahim)
    shop.book.halkhatas.came(guest)
    with pytest.raises(Refused):
        shop.book.halkhatas.uninvite(guest)


def test_a_guest_is_found_by_name_phone_code_or_a_scanned_memo(shop: TestShop) -> None:
    rahim = shop.customer("আব্দুর রহিম", "01712345678").owes(500)
    other = shop.customer("রহিমা", "01819000000")
    memo = sell(shop, rahim, 100, paid=0)
    drive = begin(shop, rahim)
    guest = guest_of(shop, drive, rahim)
    for typed in ("rahim", "রহিম", "5678", rahim.record.code, memo):
        assert shop.book.halkhatas.find(drive.id, typed)[0] == [guest], typed
    assert shop.book.halkhatas.find(drive.id, "01819000000") == ([], [other.id])


def test_every_change_is_told_to_the_screens(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(500)
    heard: list[Changed] = []
    shop.book.listen(heard.append)
    drive = begin(shop, rahim)
    guest = guest_of(shop, drive, rahim)
    shop.book.halkhatas.came(guest)
    shop.book.halkhatas.take_payment(guest, 100_00)
    shop.book.halkhatas.close(drive.id)
    assert len(heard) == 4
    assert all(change.touches("halkhata") and drive.id in change.touched("halkhata") for change in heard)
    assert rahim.id in heard[0].touched("customer") & heard[2].touched("customer")


def test_two_drives_stand_beside_one_another_open_ones_first(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(500)
    old = begin(shop, rahim, held_on=dt.date(2027, 1, 1))
    new = begin(shop, rahim)
    assert shop.book.halkhatas.open_id() == old.id
    shop.book.halkhatas.close(old.id)
    assert shop.book.halkhatas.ids() == [new.id, old.id] and shop.book.halkhatas.open_id() == new.id


def test_a_due_let_off_or_corrected_elsewhere_is_in_the_report(shop: TestShop) -> None:
    rahim = shop.customer("রহিম").owes(500)
    drive = begin(shop, rahim)
    shop.book.dues.adjust(AdjustmentDraft(rahim.id, "discount", 50_00, shop.today))
    shop.book.dues.adjust(AdjustmentDraft(rahim.id, "adjust", 70_00, shop.today, "ভুলে বাদ"))
    report = shop.book.halkhatas.report(drive.id)
    assert (report.added_paisa, report.lessened_paisa, report.left_paisa) == (70_00, 50_00, 520_00)


def sell(shop: TestShop, person: Person, taka: int, *, paid: int) -> str:
    line = LineDraft(name="ফ্যান", unit_price_paisa=taka * 100)
    sale = shop.book.sales.record_sale(SaleDraft(shop.today, (line,), person.id, paid_paisa=paid * 100))
    return sale.memo_no
