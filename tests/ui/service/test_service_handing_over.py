"""It is mended and goes back: what was done, what it costs, what stays due, and until when the warranty lasts."""

from __future__ import annotations

import datetime as dt

import pytest

from shopbook.localisation.language import _
from shopbook.products.model import CoverageDraft
from shopbook.service.model import Finding
from shopbook.warranties.model import CardDraft
from tests.ui.desk import Desk
from tests.ui.service.bench import brought, page, read

MENDED = Finding("repaired", "কয়েল বদলানো", charge_paisa=500_00)


@pytest.fixture
def rahim(desk: Desk) -> int:
    """A customer with a phone."""
    return desk.customer("রহিম", "01712345678")


def with_card(desk: Desk, customer_id: int, **details: object):  # type: ignore[no-untyped-def]
    """A fan with a year of service from 1 November, taken in five days ago."""
    card = desk.book.warranties.give(
        CardDraft(
            "ফ্যান", dt.date(2026, 11, 1), (CoverageDraft("service", length=12),), customer_id=customer_id,
            serial="SN-88001234",
        )
    )  # fmt: skip
    return brought(
        desk, customer_id=customer_id, warranty_id=card.id, serial=card.serial, days_ago=5, **details
    )


def test_ready_and_handed_over_against_the_whole_charge(desk: Desk, rahim: int) -> None:
    job = brought(desk, customer_id=rahim, estimate_paisa=500_00)
    desk.begin()
    page(desk)
    desk.press("D").write("কয়েল বদলানো")
    assert desk.sheet.charge.typed() == "৫০০", "what was thought stands there"
    desk.press("Enter").settle()
    assert desk.book.jobs.get(job.id).status == "ready"
    assert desk.said() == "নেওয়ার জন্য তৈরি: A-০০০০০১"
    desk.press("D", "Enter").settle()
    done = desk.book.jobs.get(job.id)
    assert (done.status, done.paid_paisa, done.due_paisa) == ("delivered", 500_00, 0)
    assert desk.book.customers.row(rahim).balance_paisa == 0
    assert desk.keys == 4
    desk.press("Ctrl+Z")
    assert desk.book.jobs.get(job.id).status == "ready", "the money went back with the step"
    assert desk.book.customers.row(rahim).balance_paisa == 0


def test_a_part_is_paid_a_part_let_off_and_the_rest_stays_due(desk: Desk, rahim: int) -> None:
    job = brought(desk, customer_id=rahim)
    desk.book.jobs.ready(job.id, MENDED)
    desk.begin()
    page(desk)
    desk.press("D")
    sheet = desk.sheet
    sheet.discount.setFocus()
    desk.write("50")
    assert sheet.paid.typed() == "৪৫০", "what is left to pay follows"
    sheet.paid.set_value(None)
    sheet.paid.setFocus()
    desk.write("300")
    assert "৳১৫০" in read(sheet)
    desk.press("B", "Enter").settle()
    done = desk.book.jobs.get(job.id)
    assert (done.discount_paisa, done.paid_paisa, done.paid_method, done.due_paisa) == (
        50_00, 300_00, "bkash", 150_00,
    )  # fmt: skip
    assert desk.book.customers.row(rahim).balance_paisa == 150_00
    assert desk.said() == "A-০০০০০১ বুঝিয়ে দেওয়া হলো · ৳১৫০ বাকি রইল"


def test_somebody_who_is_not_in_the_book_pays_all_of_it(desk: Desk) -> None:
    job = brought(desk)
    desk.book.jobs.ready(job.id, MENDED)
    desk.begin()
    page(desk)
    desk.press("D").write("300")
    desk.press("Enter")
    assert "৳৫০০" in desk.sheet.paid.problem_text()
    assert desk.book.jobs.get(job.id).status == "ready"


def test_a_free_job_only_waits_for_enter_and_asks_for_no_money(desk: Desk, rahim: int) -> None:
    job = brought(desk, customer_id=rahim, accessories="রিমোট")
    desk.book.jobs.ready(job.id, Finding("no_fault"))
    desk.begin()
    page(desk)
    desk.press("D")
    assert not desk.sheet.paid.isVisible()
    shown = read(desk.sheet)
    assert _("Free of charge") in shown
    assert "রিমোট" in shown, "what came with it goes back with it"
    desk.press("Enter")
    assert desk.book.jobs.get(job.id).status == "delivered"


def test_its_owner_stands_here_so_one_key_leads_on_to_handing_over(desk: Desk, rahim: int) -> None:
    job = brought(desk, customer_id=rahim)
    desk.begin()
    page(desk)
    desk.press("D").write("তার জোড়া")
    desk.press("Ctrl+Enter").settle()
    assert desk.book.jobs.get(job.id).status == "ready"
    desk.press("Enter").settle()
    assert desk.book.jobs.get(job.id).status == "delivered"


@pytest.mark.parametrize(
    ("effect", "sentence", "until"),
    [
        ("none", "ওয়ারেন্টি যেমন ছিল তেমনই থাকবে", "১ নভেম্বর ২০২৭ পর্যন্ত"),
        ("extend", "দোকানে থাকা ৫ দিন যোগ হবে", "৬ নভেম্বর ২০২৭ পর্যন্ত"),
        ("restart", "২১ নভেম্বর ২০২৬ থেকে আবার নতুন করে গোনা হবে", "২১ নভেম্বর ২০২৭ পর্যন্ত"),
    ],
)
def test_until_when_the_warranty_lasts_is_read_before_it_is_saved(
    desk: Desk, rahim: int, effect: str, sentence: str, until: str
) -> None:
    job = with_card(desk, rahim)
    desk.begin().ctx.navigation.go("job_delivery", {"job_id": job.id})
    sheet = desk.sheet
    sheet.effect.buttons[("none", "extend", "restart", "new").index(effect)].click()
    shown = read(sheet)
    assert sentence in shown
    assert until in shown
    sheet.save()
    desk.book.jobs.deliver(job.id)
    assert desk.book.jobs.get(job.id).cover_effect == effect
    card = desk.book.warranties.card(job.warranty_id)
    day = dt.date(2027, 11, {"none": 1, "extend": 6, "restart": 21}[effect])
    assert card.last_ends_on == day, "what was read is what became of the card"


def test_a_new_piece_gets_a_new_card_and_its_number_is_told(desk: Desk, rahim: int) -> None:
    job = with_card(desk, rahim)
    desk.begin().ctx.navigation.go("job_delivery", {"job_id": job.id})
    sheet = desk.sheet
    new = sheet.effect.buttons[3]
    assert new.isHidden(), "a new card is given with a new piece only"
    sheet.outcome.buttons[1].click()
    assert not new.isHidden()
    assert sheet.scanned("SN-99000001")
    new.click()
    assert "পুরোনো কার্ড শেষ; ২১ নভেম্বর ২০২৬ থেকে নতুন কার্ড" in read(sheet)
    sheet.save_and_hand_over()
    desk.settle().press("Enter")
    done = desk.book.jobs.get(job.id)
    assert done.new_warranty_id is not None
    assert desk.book.warranties.card(done.new_warranty_id).serial == "SN-99000001"
    assert "নতুন কার্ড" in desk.said()


def test_under_warranty_the_charge_begins_empty_and_money_back_leaves_the_card_alone(
    desk: Desk, rahim: int
) -> None:
    job = with_card(desk, rahim, estimate_paisa=700_00)
    desk.begin().ctx.navigation.go("job_delivery", {"job_id": job.id})
    sheet = desk.sheet
    assert sheet.charge.typed() == ""
    assert sheet.effect.isVisible()
    sheet.outcome.buttons[2].click()
    assert not sheet.effect.isVisible()


def test_what_was_found_survives_esc(desk: Desk, rahim: int) -> None:
    job = brought(desk, customer_id=rahim)
    desk.begin().ctx.navigation.go("job_delivery", {"job_id": job.id})
    desk.write("কয়েল")
    desk.ctx.navigation.close_sheet()
    desk.ctx.navigation.go("job_delivery", {"job_id": job.id})
    assert desk.sheet.work_done.typed() == "কয়েল"


def test_what_is_handed_back_is_not_handed_back_again(desk: Desk, rahim: int) -> None:
    job = brought(desk, customer_id=rahim)
    desk.book.jobs.cancel(job.id, "লাগবে না")
    desk.begin().ctx.navigation.go("job_delivery", {"job_id": job.id})
    assert desk.sheet is None
    assert desk.said() == _("This job is closed already.")


def test_the_delivery_slip_is_printed_by_the_key_that_hands_over(
    desk: Desk, rahim: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui import printing

    given: list[tuple[str, object]] = []
    monkeypatch.setattr(printing, "give_paper", lambda _ctx, kind, target: given.append((kind, target)))
    job = brought(desk, customer_id=rahim)
    desk.book.jobs.ready(job.id, MENDED)
    desk.begin()
    page(desk)
    desk.press("D", "Ctrl+P")
    assert given == [("job_delivery", job.id)]
    assert desk.book.jobs.get(job.id).status == "delivered"


def test_the_days_list_opens_the_sheet_that_settles_each_reason(desk: Desk, rahim: int) -> None:
    late = brought(desk, "ফ্যান", customer_id=rahim, days_ago=9, due=-2)
    desk.begin()
    assert any("ফ্যান" in line for line in desk.lines())
    desk.page.list.setFocus()
    desk.press("D").settle()
    assert desk.sheet.step.value() == "day", "another day is what a late thing needs first"
    desk.write("+2")
    desk.press("Enter").settle()
    assert desk.book.jobs.get(late.id).promised_on == dt.date(2026, 11, 23)
    assert not any("ফ্যান" in line for line in desk.lines())


@pytest.mark.parametrize(
    ("status", "rule", "sheet"),
    [("ready", "job_ready", "DeliverySheet"), ("sent_to_company", "job_at_company", "StepSheet")],
)
def test_every_reason_of_the_workshop_on_the_list_has_its_sheet(
    desk: Desk, rahim: int, status: str, rule: str, sheet: str
) -> None:
    job = brought(desk, customer_id=rahim, days_ago=12)
    if status == "ready":
        desk.book.jobs.ready(job.id, MENDED)
    else:
        desk.book.jobs.send(job.id, "ওয়ালটন", on=dt.date(2026, 11, 10))
    desk.begin()
    today = desk.book.followups.today()
    found = [(card, item) for card in today.all_cards() for item in (*card.reasons, *card.others)]
    card, item = next((card, item) for card, item in found if item.rule == rule)
    desk.ctx.navigation.go(f"settle_{rule}", {"item": item, "card": card})
    assert type(desk.sheet).__name__ == sheet
    assert desk.sheet.job.id == job.id
    if status != "ready":
        assert desk.sheet.step.value() == "chase"


def test_who_was_told_on_the_phone_that_it_is_ready_is_not_asked_for_again_before_three_days(
    desk: Desk, rahim: int
) -> None:
    job = brought(desk, customer_id=rahim)
    desk.book.jobs.ready(job.id, MENDED)
    desk.begin()
    assert any("তৈরি" in line for line in desk.lines())
    desk.press("1").write("কাল নেবেন").press("Enter").settle()
    assert desk.sheet is None, "nothing is handed over on the phone"
    assert desk.book.followups.today().all_cards() == ()
    assert desk.book.jobs.get(job.id).status == "ready"
    desk.days_later(3)
    (card,) = desk.book.followups.today().all_cards()
    assert [item.rule for item in card.reasons] == ["job_ready"]


def with_servicings(desk: Desk, customer_id: int, first_in: int = 60):  # type: ignore[no-untyped-def]
    """A fan whose card promises two free servicings, the first so many days after 1 October; taken in five days ago."""
    card = desk.book.warranties.give(
        CardDraft(
            "ফ্যান", dt.date(2026, 10, 1), (CoverageDraft("service", length=12),), customer_id=customer_id,
            serial="SN-88001235", service_every_days=first_in, service_count=2,
        )
    )  # fmt: skip
    return brought(desk, customer_id=customer_id, warranty_id=card.id, serial=card.serial, days_ago=5)


def test_the_free_servicing_that_is_due_can_be_ticked_off_with_the_job(desk: Desk, rahim: int) -> None:
    job = with_servicings(desk, rahim)
    desk.book.jobs.ready(job.id, Finding("repaired", "পরিষ্কার"))
    desk.begin()
    page(desk)
    desk.press("D")
    assert desk.focus is desk.sheet.save_button, "Enter alone ticks nothing off"
    assert "১ নম্বর ফ্রি সার্ভিসিং" in desk.sheet.servicing.box.text()
    desk.sheet.servicing.box.setFocus()
    desk.press("Space", "Enter").settle()
    first, second = desk.book.visits.of_card(job.warranty_id)
    assert (first.done_on, first.job_id) == (desk.book.clock.today(), job.id)
    assert second.done_on is None
    desk.press("Ctrl+Z")
    assert desk.book.visits.get(first.id).done_on is None, "it is still to come, as it was before"


def test_when_the_last_thing_is_handed_over_the_keyboard_is_on_the_desk(desk: Desk, rahim: int) -> None:
    job = brought(desk, customer_id=rahim)
    desk.book.jobs.ready(job.id, Finding("repaired", "পরিষ্কার"))
    desk.begin()
    page(desk)
    desk.press("D", "Enter").settle()
    assert desk.focus.isVisible(), "the list it stood in is empty and gone"
    desk.press("Ctrl+Z")
    assert desk.book.jobs.get(job.id).status == "ready"


def test_a_servicing_of_another_season_is_not_offered(desk: Desk, rahim: int) -> None:
    job = with_servicings(desk, rahim, first_in=120)
    desk.book.jobs.ready(job.id, Finding("repaired", "পরিষ্কার"))
    desk.begin()
    page(desk)
    desk.press("D")
    assert desk.sheet.servicing.isHidden()
    desk.press("Enter").settle()
    assert all(visit.done_on is None for visit in desk.book.visits.of_card(job.warranty_id))
