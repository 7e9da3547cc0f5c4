"""What the shop gave, whether it reached, and whom a customer sent, on the customer's page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from shopbook.care.rewards import RewardDraft
from shopbook.notes.model import GiftDraft
from shopbook.sales.model import LineDraft, SaleDraft
from ui.context import Context
from ui.customers.gifts_card import GiftsCard
from ui.customers.profile import CustomerPage
from ui.main_window import MainWindow

Add = Callable[..., int]
Reads = Callable[[QWidget], str]
TODAY = dt.date(2026, 11, 21)


@pytest.fixture
def rahim(add: Add) -> int:
    return add("রহিম", "01712345678")


@pytest.fixture
def card(window: MainWindow, ctx: Context, rahim: int) -> GiftsCard:
    ctx.navigation.go("customer", rahim)
    page = ctx.navigation.page("customer")
    assert isinstance(page, CustomerPage)
    return page.gifts


def test_gifts_and_thanks_stand_there_the_newest_first(
    card: GiftsCard, ctx: Context, add: Add, rahim: int, reads: Reads
) -> None:
    karim = add("করিম", "01812345678", referred_by_id=rahim)
    ctx.book.notes.give(
        GiftDraft(rahim, "ফলের ঝুড়ি", "অসুস্থতা", given_on=TODAY - dt.timedelta(4), carried_by="সোহেল")
    )
    ctx.book.rewards.give(RewardDraft(rahim, "মিষ্টি", referred_id=karim))
    words = reads(card)
    assert words.index("মিষ্টি") < words.index("ফলের ঝুড়ি")
    assert "অসুস্থতা · ৪ দিন আগে · সোহেল" in words
    assert "ধন্যবাদ: তাঁর কথায় করিম এসেছেন · আজ" in words
    assert "তাঁর কথায় ১ জন এসেছেন: করিম" in words


def test_cost_and_what_was_bought_after_show_only_while_the_eye_is_open(
    card: GiftsCard, ctx: Context, rahim: int, reads: Reads
) -> None:
    ctx.book.notes.give(GiftDraft(rahim, "ফলের ঝুড়ি", cost_paisa=350_00, given_on=TODAY - dt.timedelta(20)))
    line = LineDraft("ফ্যান", unit_price_paisa=3_200_00)
    ctx.book.sales.record_sale(SaleDraft(TODAY, (line,), rahim, paid_paisa=3_200_00))
    assert "৳৩৫০" not in reads(card)
    card.show_customer(rahim, private=True)
    assert "৳৩৫০" in reads(card)
    assert "পরের ৯০ দিনে কিনেছেন ৳৩,২০০" in reads(card)


def test_a_gift_nobody_has_heard_of_asks_and_one_given_in_the_shop_does_not(
    card: GiftsCard, ctx: Context, rahim: int, reads: Reads
) -> None:
    ctx.book.notes.give(GiftDraft(rahim, "চা", place="shop"))
    assert "পৌঁছেছে?" not in reads(card)
    gift = ctx.book.notes.give(GiftDraft(rahim, "ফলের ঝুড়ি", place="home"))
    assert "পৌঁছেছে?" in reads(card)
    ctx.book.notes.gift_reached(gift, False)
    assert "পৌঁছায়নি" in reads(card)


def test_a_gift_is_given_from_the_page(card: GiftsCard, ctx: Context, rahim: int, reads: Reads) -> None:
    card.give.click()
    sheet = ctx.navigation.sheet
    assert sheet is not None
    sheet.what.line.setText("মিষ্টি")  # type: ignore[attr-defined]
    sheet.save()  # type: ignore[attr-defined]
    assert [gift.what for gift in ctx.book.notes.gifts(rahim)] == ["মিষ্টি"]
    assert "মিষ্টি" in reads(card)
