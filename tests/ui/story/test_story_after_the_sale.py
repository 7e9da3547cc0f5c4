"""A day of money and after-sales by keys alone: what is done in one part of the window stands in the others."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QLabel

from shopbook.dues.model import AdjustmentDraft
from shopbook.dues.plan_model import GuarantorDraft, PlanDraft
from shopbook.halkhata.model import HalkhataDraft
from shopbook.products.model import CoverageDraft
from shopbook.sales.model import LineDraft, Sale, SaleDraft
from shopbook.service.model import Finding, JobDraft
from tests.ui.desk import Desk

TODAY = dt.date(2026, 11, 21)
YEAR = (CoverageDraft("service", "", 1, "year"),)


def seen(desk: Desk) -> str:
    """Every word in sight."""
    desk.settle().settle()
    return "\n".join(label.text() for label in desk.window.findChildren(QLabel) if label.isVisible())


def listed(desk: Desk, name: str) -> bool:
    """Whether somebody stands in the day's list."""
    desk.press("Ctrl+1").settle().settle()
    return any(name in line for line in desk.lines())


def owing(desk: Desk) -> list[str]:
    """The dues book as a screen reader reads it."""
    desk.press("Ctrl+4").settle().settle()
    model = desk.ctx.navigation.page("dues").debtors.model  # type: ignore[attr-defined]
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def sold(desk: Desk, id: int, taka: int, paid: int, **more: object) -> Sale:
    line = LineDraft("ওয়াশিং মেশিন", unit_price_paisa=taka * 100, coverages=YEAR)
    return desk.book.sales.record_sale(SaleDraft(TODAY, (line,), id, paid_paisa=paid * 100, **more))  # type: ignore[arg-type]


def owes(desk: Desk, name: str, phone: str, taka: int) -> int:
    id = desk.customer(name, phone)
    desk.book.dues.adjust(AdjustmentDraft(id, "opening", taka * 100, TODAY - dt.timedelta(3)))
    return id


def test_who_promised_and_pays_leaves_list_and_dues_book_and_ctrl_z_brings_them_back(desk: Desk) -> None:
    desk.promised("সালমা বেগম", 1250, "01712345678")
    desk.begin()
    assert listed(desk, "সালমা")
    desk.press("F3").write("সালমা")
    desk.press("Enter").write("1250").press("Enter")
    assert desk.said() == "৳১,২৫০ জমা হলো"
    assert not listed(desk, "সালমা")
    assert owing(desk) == []
    desk.press("Ctrl+Z")
    assert [line for line in owing(desk) if "সালমা" in line and "৳১,২৫০" in line]
    assert listed(desk, "সালমা")


def test_the_dues_book_counts_a_payment_that_was_taken_over_it(desk: Desk) -> None:
    owes(desk, "সালমা বেগম", "01712345678", 1250)
    owes(desk, "রহিম উদ্দিন", "01712345679", 800)
    desk.begin().press("Ctrl+4")
    assert "৳২,০৫০" in seen(desk)
    desk.press("F3", "Enter").write("500").press("Enter")
    assert "৳১,৫৫০" in seen(desk)


def test_an_instalment_comes_up_is_paid_and_the_guarantor_is_shown_after_two_misses(desk: Desk) -> None:
    id = desk.customer("মোস্তফা", "01712345678")
    sale = sold(desk, id, 22_000, 4_000)
    guarantor = (GuarantorDraft("হাজী মালেক", "01799000311", "চাচা"),)
    desk.book.plans.make(PlanDraft(sale.id, 6, "week", TODAY + dt.timedelta(7), guarantor))
    desk.begin()
    assert not listed(desk, "মোস্তফা") or "কিস্তি" not in seen(desk)
    desk.days_later(7)
    assert listed(desk, "মোস্তফা")
    assert "আজ ৳৩,০০০ কিস্তি দেওয়ার দিন" in "\n".join(desk.lines())
    desk.press("Ctrl+4", "Ctrl+Tab")
    assert "হাজী মালেক" not in seen(desk)
    desk.press("F3", "Enter")
    assert desk.said() == "৳৩,০০০ জমা হলো · আরও ৳১৫,০০০ বাকি"
    assert "৬ কিস্তির ১টি জমা" in seen(desk)
    assert not any("কিস্তি দেওয়ার দিন" in line for line in desk.press("Ctrl+1").settle().lines())
    desk.days_later(15)
    desk.press("Ctrl+4")
    words = seen(desk)
    assert "হাজী মালেক" in words


def test_what_was_brought_back_is_told_by_memo_dues_book_and_customer(desk: Desk) -> None:
    id = desk.customer("রওশন আরা", "01712345678")
    sold(desk, id, 3_200, 1_200)
    desk.begin()
    assert "৳২,০০০" in owing(desk)[0]
    open_memo(desk).give_back.setFocus()
    desk.press("Space").settle()
    desk.write("শব্দ করে").press("Ctrl+Return")
    assert desk.said() == "৳৩,২০০ দামের জিনিস ফেরত · ৳১,২০০ ফেরত দেওয়া হলো"
    assert "ফেরত" in seen(desk)
    assert owing(desk) == []
    desk.press("Ctrl+K").write("রওশন").press("Enter")
    assert "শব্দ করে" in "\n".join(story(desk))


def open_memo(desk: Desk) -> Any:
    """The newest memo, from the list of sales."""
    desk.press("Ctrl+3").settle().settle().press("Down", "Up", "Enter").settle()
    assert desk.ctx.navigation.here.key == "sale_view"
    return desk.ctx.navigation.page("sale_view")


def story(desk: Desk) -> list[str]:
    """What the customer's page tells."""
    desk.settle().settle()
    model = desk.ctx.navigation.page("customer").timeline.model  # type: ignore[attr-defined]
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_what_is_not_paid_for_a_repair_is_due_like_anything_else(desk: Desk) -> None:
    id = desk.customer("জাহিদ হাসান", "01712345678")
    job = desk.book.jobs.take_in(JobDraft("ব্লেন্ডার", "চলে না", id))
    desk.book.jobs.ready(job.id, Finding("repaired", "তার বদলানো", charge_paisa=450_00))
    desk.begin()
    assert listed(desk, "জাহিদ")
    desk.press("D").settle()
    desk.write("200").press("Enter")
    assert "বুঝিয়ে দেওয়া হলো" in desk.said()
    assert not any("ব্লেন্ডার" in line for line in desk.press("Ctrl+1").settle().lines())
    (line,) = owing(desk)
    assert "জাহিদ" in line and "৳২৫০" in line
    desk.press("F3", "Enter").write("250").press("Enter")
    assert owing(desk) == []
    desk.press("Ctrl+K").write("জাহিদ").press("Enter")
    told = "\n".join(story(desk))
    assert "ব্লেন্ডার" in told and "৳২০০" in told and "৳২৫০" in told


def test_goods_paid_at_the_door_leave_the_list_with_one_enter(desk: Desk) -> None:
    id = desk.customer("দিলরুবা", "01712345678")
    sale = sold(desk, id, 31_500, 0, delivery="needed", deliver_on=TODAY, cash_on_delivery=True)
    desk.book.deliveries.send_out(sale.id, "ভ্যান")
    desk.begin()
    assert "৳৩১,৫০০" in owing(desk)[0]
    open_memo(desk).delivery.setFocus()
    desk.press("Space").settle().press("Enter")
    assert desk.said() == "ডেলিভারি হয়েছে · ৳৩১,৫০০ জমা"
    assert owing(desk) == []
    desk.press("Ctrl+Z")
    assert "৳৩১,৫০০" in owing(desk)[0]
    assert desk.book.sales.get(sale.id).delivery == "out"


def test_a_guest_who_paid_at_the_table_is_neither_called_nor_due(desk: Desk) -> None:
    id = owes(desk, "ইসমাইল হোসেন", "01712345678", 12_400)
    owes(desk, "জোবেদা খাতুন", "01712345679", 7_650)
    drives = desk.book.halkhatas
    drive = drives.start(HalkhataDraft("শুভ হালখাতা", TODAY), drives.candidates(100))
    desk.begin()
    assert listed(desk, "ইসমাইল")
    desk.press("Ctrl+4", "Alt+H").settle().settle()
    desk.write("ইসমাইল").press("Enter", "Enter")
    assert desk.said() == "ইসমাইল হোসেন: ৳১২,৪০০ জমা, বাকি রইল ৳০"
    assert not listed(desk, "ইসমাইল")
    (line,) = owing(desk)
    assert "জোবেদা" in line
    assert drives.report(drive.id).collected_paisa == 12_400_00
    assert desk.book.dues.balance(id) == 0


def test_a_servicing_ticked_on_its_card_leaves_the_list_and_ctrl_z_brings_it_back(desk: Desk) -> None:
    id = desk.customer("সাবিহা", "01712345678")
    line = LineDraft("ফিল্টার", unit_price_paisa=9_000_00, serials=("PF11005",), coverages=YEAR,
                     service_every_days=60, service_count=2)  # fmt: skip
    sale = desk.book.sales.record_sale(SaleDraft(TODAY, (line,), id, paid_paisa=9_000_00))
    desk.begin()
    desk.days_later(60)
    assert any("ফ্রি সার্ভিসিং" in line for line in desk.press("Ctrl+1").settle().lines())
    desk.press("F6").write("PF11005").press("Enter").settle()
    visit = desk.book.visits.of_card(sale.card_ids[0])[0]
    desk.ctx.navigation.go("visit", {"visit_id": visit.id})
    desk.settle().press("Enter").settle()
    assert desk.said() == "ফ্রি সার্ভিসিং হয়েছে"
    assert not any("ফ্রি সার্ভিসিং" in line for line in desk.press("Ctrl+1").settle().lines())
    desk.press("Ctrl+Z")
    assert any("ফ্রি সার্ভিসিং" in line for line in desk.press("Ctrl+1").settle().settle().lines())


def test_a_thing_that_comes_late_is_on_board_badge_and_list_until_another_day_is_said(desk: Desk) -> None:
    desk.begin()
    desk.press("Ctrl+6", "F7").settle()
    for words in ("জাহিদ হাসান 01712345678", "", "ব্লেন্ডার", "চলে না"):
        desk.write(words).press("Enter").settle()
    assert desk.sheet is None
    desk.days_later(8)
    assert listed(desk, "জাহিদ")
    desk.press("Ctrl+6").settle().settle()
    assert "১ দিন দেরি" in seen(desk) or "গতকাল" in seen(desk)
    desk.press("S").settle()
    desk.write("+3").press("Enter").settle()
    assert not listed(desk, "জাহিদ")
