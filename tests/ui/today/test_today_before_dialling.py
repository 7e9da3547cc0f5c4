"""The opened card before a call: what not to say, promises, what to say, the product, and the message that is sent."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtWidgets import QApplication

from shopbook.book import Book
from shopbook.calls.model import CallDraft
from shopbook.notes.model import NoteDraft
from shopbook.products.model import ProductDraft
from tests.ui.desk import Desk

TODAY = dt.date(2026, 11, 21)


def insert(book: Book, table: str, **values: object) -> int:
    """One row straight into the book."""
    plain = {name: v.isoformat() if isinstance(v, dt.date) else v for name, v in values.items()}
    with book.store.operation() as op:
        return op.insert(table, plain)


def talked(desk: Desk, customer: int, mood: str | None) -> None:
    """A talk some weeks ago."""
    desk.book.clock.advance(days=-20)  # type: ignore[attr-defined]
    desk.book.calls.record(CallDraft(customer_id=customer, outcome="talked", said="পরে দেব", mood=mood))
    desk.book.clock.advance(days=20)  # type: ignore[attr-defined]


def test_a_plain_card_shows_no_warning(desk: Desk) -> None:
    desk.promised("রফিকুল", 4500, "01712345678")
    assert "যা বলবেন না" not in desk.begin().panel()


def test_what_not_to_say_stands_above_the_promises(desk: Desk) -> None:
    who = desk.promised("রফিকুল", 4500, "01712345678")
    desk.book.notes.write(NoteDraft(who, "মালিকের কথা", kind="other", sensitivity="owner"))
    insert(
        desk.book,
        "shop_promise",
        customer_id=who,
        what="স্ট্যান্ড পাঠাব",
        made_on=TODAY,
        due_on=dt.date(2026, 12, 25),
    )
    read = desk.begin().panel()
    assert "ব্যক্তিগত নোটের কথা তুলবেন না" in read and "মালিকের কথা" not in read
    places = [read.index(words) for words in ("যা বলবেন না", "বাকি আছে", "স্ট্যান্ড পাঠাব", "পাঠানোর জন্য")]
    assert places == sorted(places)


def test_the_script_is_one_line_until_h_opens_it_and_stays_open_on_the_next_card(desk: Desk) -> None:
    desk.promised("রফিকুল", 4500, "01712345678")
    desk.promised("সালমা", 2000, "01712345679")
    desk.begin()
    assert "একটা দিন জেনে নিন" not in desk.panel()
    assert "দেওয়ার কথা হয়েছিল" in desk.panel()
    desk.press("H")
    assert "মান রাখলে মানুষ আবার আসে" in desk.panel()
    desk.press("Down").settle()
    assert desk.chosen() == "সালমা"
    assert "মান রাখলে মানুষ আবার আসে" in desk.panel()
    desk.press("H")
    assert "মান রাখলে মানুষ আবার আসে" not in desk.panel()


def test_after_an_angry_talk_the_calm_words_stand_first(desk: Desk) -> None:
    who = desk.promised("রফিকুল", 4500, "01712345678")
    talked(desk, who, "angry")
    desk.begin()
    script = desk.page.panel.script
    assert script is not None
    assert script.first.text().startswith("পুরোটা বলতে দিন")
    desk.press("H")
    assert "আপনার রাগ হওয়ারই কথা" in desk.panel() and "দেওয়ার কথা হয়েছিল" in desk.panel()


def test_the_product_is_explained_when_it_is_wanted(desk: Desk) -> None:
    who = desk.promised("রফিকুল", 4500, "01712345678")
    product = insert(desk.book, "product", name="ফ্রিজ", sort_key=b"", usage_tip="সামনে একটু উঁচু রাখুন",
                     questions="শব্দ করে কেন? নতুন গ্যাস বসে।")  # fmt: skip
    sale = insert(desk.book, "sale", memo_no="A-1", customer_id=who, sold_on=TODAY, total_paisa=100)
    insert(
        desk.book,
        "sale_item",
        sale_id=sale,
        name="ফ্রিজ",
        product_id=product,
        unit_price_paisa=100,
        amount_paisa=100,
    )
    desk.begin()
    help = desk.page.panel.help
    assert help is not None
    assert help.first.text() == "সামনে একটু উঁচু রাখুন" and "নতুন গ্যাস" not in desk.panel()
    help.turn()
    assert "নতুন গ্যাস" in desk.panel()


def test_the_cost_of_the_message_stands_under_it(desk: Desk) -> None:
    desk.promised("রফিকুল", 4500, "01712345678")
    desk.book.wording.save("message", "pay_promise", "", "{নাম}, আসবেন।")
    sending = desk.begin().page.panel.sending
    assert sending is not None
    assert (sending.box.label.text(), sending.cost.text()) == ("রফিকুল, আসবেন।", "১টি এসএমএস · ১৪ অক্ষর")


def test_another_message_can_be_chosen_and_is_the_one_that_is_copied(desk: Desk) -> None:
    desk.promised("রফিকুল", 4500, "01712345678")
    desk.book.wording.add("message", "ঈদ", "ঈদ মোবারক {নাম}!")
    desk.begin()
    sending = desk.page.panel.sending
    assert sending is not None
    menu = sending.menu()
    assert [line.text() for line in menu.actions()] == ["টাকা দেবেন বলেছেন", "ঈদ"]
    menu.actions()[1].trigger()
    assert sending.box.label.text() == "ঈদ মোবারক রফিকুল!"
    desk.press("M")
    assert QApplication.clipboard().text() == "ঈদ মোবারক রফিকুল!"
    # The choice is this card's, and outlasts a refresh of it.
    desk.page.make_stale()
    assert desk.page.panel.message == "ঈদ মোবারক রফিকুল!"


def test_words_changed_in_the_settings_are_on_the_card_at_once(desk: Desk) -> None:
    desk.promised("রফিকুল", 4500, "01712345678")
    assert "৳৪,৫০০" in desk.begin().page.panel.message
    desk.book.wording.save("message", "pay_promise", "", "{নাম}, আসবেন।")
    assert desk.settle().page.panel.message == "রফিকুল, আসবেন।"


@pytest.mark.parametrize(
    ("key", "address"), [("T", "tel:+8801712345678"), ("W", "https://wa.me/8801712345678?text=")]
)
def test_a_key_gives_number_and_message_to_the_computer(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, key: str, address: str
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "ui.wording.opening.QDesktopServices.openUrl", lambda url: not opened.append(url.toString())
    )
    desk.promised("রফিকুল", 4500, "01712345678")
    desk.begin().press(key)
    assert len(opened) == 1 and opened[0].startswith(address)
    assert desk.sheet is None


@pytest.mark.parametrize("key", ["T", "W"])
def test_a_computer_that_cannot_says_so_and_offers_the_qr(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setattr("ui.wording.opening.QDesktopServices.openUrl", lambda url: False)
    desk.promised("রফিকুল", 4500, "01712345678")
    desk.begin().press(key)
    assert "ফোনে স্ক্যান করুন" in desk.said()
    note = desk.ctx.messages.last()
    assert note is not None and desk.ctx.messages.use(note)
    assert type(desk.sheet).__name__ == "QrSheet"


def test_a_card_without_a_number_has_nothing_to_scan_or_dial(desk: Desk) -> None:
    desk.promised("রফিকুল", 4500)
    desk.begin()
    panel = desk.page.panel
    assert panel.sending is not None
    assert not panel.dial.isVisible() and not panel.sending.qr.isVisible()
    desk.press("Q", "W", "T")
    assert desk.sheet is None


def test_how_a_product_is_used_is_written_from_the_card_and_stands_on_it(desk: Desk) -> None:
    who = desk.promised("রফিকুল", 4500, "01712345678")
    product = desk.book.products.add(ProductDraft("ফ্রিজ"))
    sale = insert(desk.book, "sale", memo_no="A-1", customer_id=who, sold_on=TODAY, total_paisa=100)
    insert(
        desk.book,
        "sale_item",
        sale_id=sale,
        name="ফ্রিজ",
        product_id=product,
        unit_price_paisa=1,
        amount_paisa=1,
    )
    desk.begin()
    assert desk.page.panel.help is None
    desk.page.do("product_help")
    desk.write("সামনে একটু উঁচু রাখুন").press("Enter").write("শব্দ করে কেন? নতুন গ্যাস বসে।").press("Ctrl+Enter")
    assert desk.sheet is None
    help = desk.settle().page.panel.help
    assert help is not None and help.first.text() == "সামনে একটু উঁচু রাখুন"
    assert desk.book.products.get(product).questions == "শব্দ করে কেন? নতুন গ্যাস বসে।"
    desk.press("Ctrl+Z").settle()
    assert desk.page.panel.help is None


def test_a_card_about_no_product_says_so(desk: Desk) -> None:
    desk.promised("রফিকুল", 4500, "01712345678")
    desk.begin().page.do("product_help")
    assert desk.sheet is None and "কোনো পণ্য" in desk.said()
