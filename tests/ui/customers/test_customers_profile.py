"""One customer in full: what happened, the money, the family, what is private, and the keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from shopbook.dues.model import AdjustmentDraft, PaymentDraft
from shopbook.notes.model import NoteDraft
from shopbook.products.model import CoverageDraft
from shopbook.sales.model import LineDraft, SaleDraft
from tests.typing import type_text
from ui.context import Context
from ui.customers.entry import EntrySheet
from ui.customers.profile import CustomerPage
from ui.main_window import MainWindow

Add = Callable[..., int]
Press = Callable[..., None]
Reads = Callable[[QWidget], str]
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def rahim(add: Add) -> int:
    return add("রহিম", "01712345678", area="মিরপুর", tier="vip", honorific="bhai")


@pytest.fixture
def page(window: MainWindow, ctx: Context, rahim: int) -> CustomerPage:
    ctx.navigation.go("customer", rahim)
    shown = ctx.navigation.page("customer")
    assert isinstance(shown, CustomerPage)
    return shown


def happened(page: CustomerPage) -> list[tuple[str, str]]:
    looks = [page.timeline.look(entry) for entry in page.timeline.model.rows()]
    return [(look.title, look.amount) for look in looks]


def sell(ctx: Context, id: int, taka: int, paid: int) -> None:
    line = LineDraft(
        name="ওয়ালটন ফ্রিজ",
        unit_price_paisa=taka * 100,
        serials=("WF-1",),
        coverages=(CoverageDraft("parts", length=1, unit="year"),),
    )
    ctx.book.sales.record_sale(SaleDraft(ctx.book.clock.today(), (line,), id, paid_paisa=paid * 100))


def test_the_header_says_who_this_is(page: CustomerPage, reads: Reads) -> None:
    said = reads(page.header)
    for words in ("রহিম ভাই", "০১৭১২-৩৪৫৬৭৮", "মিরপুর", "নভেম্বর ২০২৬ থেকে"):
        assert words in said
    assert page.header.avatar.letter() == "র"


def test_a_sale_elsewhere_is_told_at_once(page: CustomerPage, ctx: Context, rahim: int, reads: Reads) -> None:
    sell(ctx, rahim, 34500, 20000)
    titles = [title for title, _amount in happened(page)]
    assert "ওয়ালটন ফ্রিজ কিনেছেন" in titles
    assert len(titles) == 3
    money = reads(page.money)
    for words in ("৳৩৪,৫০০", "৳২০,০০০", "৳১৪,৫০০"):
        assert words in money
    assert "ওয়ালটন ফ্রিজ" in reads(page.warranties)
    assert "২১ নভেম্বর ২০২৭ পর্যন্ত" in reads(page.warranties)


def test_tabs_let_one_kind_through(page: CustomerPage, ctx: Context, rahim: int, press: Press) -> None:
    sell(ctx, rahim, 500, 500)
    ctx.book.notes.write(NoteDraft(rahim, "চা ভালোবাসেন", kind="preference"))
    page.timeline.list.setFocus()
    for _step in range(3):
        press(Qt.Key.Key_Tab, CTRL)
    assert page.timeline.filter.key == "notes"
    assert [entry.detail for entry in page.timeline.model.rows()] == ["চা ভালোবাসেন"]


def test_a_long_life_is_read_page_by_page(page: CustomerPage, ctx: Context, rahim: int) -> None:
    today = ctx.book.clock.today()
    ctx.book.dues.adjust(AdjustmentDraft(rahim, "opening", 1_000_000, today))
    for number in range(59):
        ctx.book.dues.take_payment(PaymentDraft(rahim, 100 + number, today))
    page.timeline.model.restart()
    assert page.timeline.model.rowCount() == 40
    page.timeline.list.scrollToBottom()
    QApplication.processEvents()
    assert page.timeline.model.rowCount() == 60
    assert len(set(page.timeline.model.ids())) == 60


def test_the_timeline_keeps_qts_rules(
    qtmodeltester: object, page: CustomerPage, ctx: Context, rahim: int
) -> None:
    sell(ctx, rahim, 500, 100)
    qtmodeltester.check(page.timeline.model)  # type: ignore[attr-defined]


def test_a_line_and_enter_note_what_was_said(
    page: CustomerPage, ctx: Context, rahim: int, press: Press
) -> None:
    type_text(page.timeline.line, "ছেলে হয়েছে\n")
    (note,) = ctx.book.notes.notes(rahim)
    assert (note.body, note.kind) == ("ছেলে হয়েছে", "birth")
    assert page.timeline.line.text() == ""
    page.timeline.line.setFocus()
    press(Qt.Key.Key_Z, CTRL)
    assert ctx.book.notes.notes(rahim) == []


def test_private_notes_and_the_tier_wait_for_the_eye(
    page: CustomerPage, ctx: Context, rahim: int, press: Press, reads: Reads
) -> None:
    ctx.book.notes.write(NoteDraft(rahim, "টাকার খুব টানাটানি", kind="money_trouble", pinned=True))

    def everything() -> str:
        seconds = [page.timeline.look(entry).second for entry in page.timeline.model.rows()]
        return "\n".join([reads(page), *seconds])

    assert "টানাটানি" not in everything() and "বিশেষ" not in everything()
    page.timeline.list.setFocus()
    press(Qt.Key.Key_P, ALT)
    assert "টাকার খুব টানাটানি" in everything() and "বিশেষ" in everything()
    ctx.navigation.go("customers")
    ctx.navigation.go("customer", rahim)
    assert "টানাটানি" not in everything() and "বিশেষ" not in everything()


def test_family_is_written_down_by_keys_alone(
    page: CustomerPage, ctx: Context, rahim: int, press: Press, reads: Reads
) -> None:
    page.timeline.list.setFocus()
    press(Qt.Key.Key_F, CTRL)
    form = page.family.form
    assert form["relation"].control.hasFocus()
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert form["name"].control.hasFocus()
    type_text(form["name"].control, "তানভীর\n")
    type_text(form["birthday"].day, "৫\n")  # type: ignore[attr-defined]
    form["birthday"].month.setCurrentIndex(0)  # type: ignore[attr-defined]
    type_text(form["birthday"].month, "\n")  # type: ignore[attr-defined]
    form["birthday"].month.setCurrentIndex(5)  # type: ignore[attr-defined]
    type_text(form["birthday"].year, "২০২০\n")  # type: ignore[attr-defined]
    type_text(form["school_class"].control, "\n")
    (member,) = ctx.book.notes.family(rahim)
    assert (member.name, member.relation, member.birthday.year) == ("তানভীর", "son", 2020)
    said = reads(page.family)
    assert "তানভীর" in said and "ছেলে · ৬ বছর" in said
    assert page.family.editing.isHidden()


def test_a_family_member_is_removed_and_taken_back(
    page: CustomerPage, ctx: Context, rahim: int, press: Press
) -> None:
    from shopbook.notes.model import FamilyDraft

    ctx.book.notes.add_family(FamilyDraft(rahim, "wife", "সালমা"))
    remove = next(
        button for button in page.family.findChildren(QWidget) if button.accessibleName() == "সালমা বাদ দিন"
    )
    remove.setFocus()
    press(Qt.Key.Key_Return)
    assert ctx.book.notes.family(rahim) == []
    press(Qt.Key.Key_Z, CTRL)
    assert [member.name for member in ctx.book.notes.family(rahim)] == ["সালমা"]


def test_an_old_value_comes_back_from_the_entry_of_its_change(
    page: CustomerPage, ctx: Context, rahim: int, press: Press, reads: Reads
) -> None:
    from ui.customers import deeds

    deeds.change(ctx, rahim, area="উত্তরা")
    page.timeline.choose("changes")
    page.timeline.list.choose_first()
    page.timeline.list.setFocus()
    press(Qt.Key.Key_Return)
    sheet = ctx.navigation.sheet
    assert isinstance(sheet, EntrySheet)
    said = reads(sheet)
    assert "আগে: মিরপুর" in said and "পরে: উত্তরা" in said
    press(Qt.Key.Key_Return)
    assert ctx.book.customers.get(rahim).draft.area == "মিরপুর"
    assert ctx.navigation.sheet is None


def test_a_note_is_kept_in_sight_and_put_away(
    page: CustomerPage, ctx: Context, rahim: int, press: Press, reads: Reads
) -> None:
    ctx.book.notes.write(NoteDraft(rahim, "চা ভালোবাসেন", kind="preference"))
    page.timeline.list.choose_first()
    page.timeline.list.setFocus()
    press(Qt.Key.Key_Return)
    assert "সামনে রাখুন" in reads(ctx.navigation.sheet)
    press(Qt.Key.Key_Return)
    assert "চা ভালোবাসেন" in reads(page.notes)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    assert ctx.book.notes.notes(rahim) == []
    assert page.notes.isHidden()
    press(Qt.Key.Key_Z, CTRL)
    assert [note.body for note in ctx.book.notes.notes(rahim)] == ["চা ভালোবাসেন"]


def test_a_customer_in_the_trash_says_so_and_comes_back(
    page: CustomerPage, ctx: Context, rahim: int, press: Press, reads: Reads
) -> None:
    page.timeline.line.setFocus()
    page.header.delete.click()
    assert ctx.book.customers.get(rahim).deleted
    assert "বাদ দেওয়া হয়েছে" in reads(page.header)
    press(Qt.Key.Key_R, CTRL)
    assert not ctx.book.customers.get(rahim).deleted
    assert page.header.trashed.isHidden()


def test_a_phone_is_copied_as_a_telephone_dials_it(page: CustomerPage, qapp: QApplication) -> None:
    button = next(one for one in page.header.findChildren(QWidget) if "০১৭১২-৩৪৫৬৭৮" in one.accessibleName())
    button.click()  # type: ignore[attr-defined]
    assert qapp.clipboard().text() == "+8801712345678"


def test_every_control_has_a_name_for_those_who_cannot_see_it(page: CustomerPage) -> None:
    page.family.begin()
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisibleTo(page)
        and not widget.accessibleName()
    ]
    assert nameless == []


@pytest.mark.parametrize("width", [1366, 1093])
@pytest.mark.parametrize("scale", [1.0, 1.4])
def test_no_button_is_narrower_than_its_words(
    page: CustomerPage, window: MainWindow, qapp: QApplication, width: int, scale: float
) -> None:
    from ui.style import theme
    from ui.widgets.buttons import Button

    theme.apply(qapp, "light", scale)
    window.resize(width, 560)
    page.refresh()
    # A button that found its words again is given its width by the layout after that.
    for _turn in range(3):
        qapp.processEvents()
    cut = [
        button.text()
        for button in page.findChildren(Button)
        if button.isVisibleTo(page) and button.text() and button.width() < button.minimumSizeHint().width()
    ]
    assert cut == []
