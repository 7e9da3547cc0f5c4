"""The whole form: problems under their fields, several phones, what is private, and words that survive a power cut."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from shopbook.customers.model import PartialDate
from tests.typing import type_text
from ui.context import Context
from ui.customers.editor import CustomerEditor
from ui.main_window import MainWindow

Add = Callable[..., int]
Press = Callable[..., None]
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def rahim(add: Add) -> int:
    return add("রহিম", "01712345678", area="মিরপুর", tier="vip")


@pytest.fixture
def editor(window: MainWindow, ctx: Context, rahim: int) -> CustomerEditor:
    ctx.navigation.go("customer", rahim)
    ctx.navigation.go("customer_edit", rahim)
    page = ctx.navigation.page("customer_edit")
    assert isinstance(page, CustomerEditor)
    return page


def test_the_form_shows_the_record_and_the_name_has_the_keyboard(editor: CustomerEditor) -> None:
    assert editor.heading.text() == "তথ্য বদলান: রহিম"
    assert editor.form["name"].control.hasFocus()
    assert editor.phones.lines[0].line.text() == "০১৭১২-৩৪৫৬৭৮"


def test_ctrl_enter_saves_opens_the_profile_and_can_be_taken_back(
    ctx: Context, editor: CustomerEditor, rahim: int, press: Press
) -> None:
    type_text(editor.form["name"].control, " উদ্দিন")
    press(Qt.Key.Key_Return, CTRL)
    assert ctx.book.customers.get(rahim).draft.name == "রহিম উদ্দিন"
    assert ctx.navigation.here is not None and ctx.navigation.here.key == "customer"
    press(Qt.Key.Key_Z, CTRL)
    assert ctx.book.customers.get(rahim).draft.name == "রহিম"


def test_what_is_not_on_screen_is_kept(
    ctx: Context, editor: CustomerEditor, rahim: int, press: Press
) -> None:
    assert editor.private[0].isHidden()
    type_text(editor.form["name"].control, " উদ্দিন")
    press(Qt.Key.Key_Return, CTRL)
    assert ctx.book.customers.get(rahim).draft.tier == "vip"


def test_a_birthday_may_lack_its_year(ctx: Context, editor: CustomerEditor, rahim: int, press: Press) -> None:
    birthday = editor.form["birthday"]
    type_text(birthday.day, "১২")  # type: ignore[attr-defined]
    birthday.month.setCurrentIndex(3)  # type: ignore[attr-defined]
    press(Qt.Key.Key_Return, CTRL)
    assert ctx.book.customers.get(rahim).draft.birthday == PartialDate(None, 3, 12)


def test_problems_stand_under_their_fields_and_nothing_is_lost(
    ctx: Context, editor: CustomerEditor, rahim: int, press: Press
) -> None:
    type_text(editor.form["birthday"].day, "৩১")  # type: ignore[attr-defined]
    press(Qt.Key.Key_Return, CTRL)
    assert editor.form.problems().keys() == {"birthday"}
    assert editor.form["birthday"].typed()[0] == "৩১"
    assert ctx.navigation.here is not None and ctx.navigation.here.key == "customer_edit"


def test_a_second_phone_is_added_and_the_first_taken_out(
    ctx: Context, editor: CustomerEditor, rahim: int, press: Press
) -> None:
    editor.phones.more.setFocus()
    press(Qt.Key.Key_Return)
    assert editor.phones.lines[1].line.hasFocus()
    type_text(editor.phones.lines[1].line, "01812345678")
    editor.phones.lines[0].cross.click()
    press(Qt.Key.Key_Return, CTRL)
    assert [phone.e164 for phone in ctx.book.customers.get(rahim).phones] == ["+8801812345678"]


def test_ones_own_phone_is_no_news_but_anothers_is(
    ctx: Context, add: Add, editor: CustomerEditor, reads: Callable[[QWidget], str]
) -> None:
    add("করিম", "01812345678")
    line = editor.phones.lines[0]
    type_text(line.line, "\b8")
    assert line.known.isHidden()
    line.line.clear()
    type_text(line.line, "01812345678")
    assert "করিম" in reads(line.known)


def test_a_strange_number_is_kept_and_said_to_look_strange(
    ctx: Context, editor: CustomerEditor, rahim: int, press: Press
) -> None:
    editor.phones.lines[0].line.clear()
    type_text(editor.phones.lines[0].line, "0171234")
    assert "ফোন নম্বরের মতো লাগছে না" in editor.phones.hint_now()
    press(Qt.Key.Key_Return, CTRL)
    assert ctx.book.customers.get(rahim).phones[0].raw == "0171234"


def test_esc_goes_back_and_what_was_typed_waits_in_the_form(
    ctx: Context, editor: CustomerEditor, rahim: int, press: Press
) -> None:
    type_text(editor.form["name"].control, " উদ্দিন")
    press(Qt.Key.Key_Escape)
    assert ctx.navigation.here is not None and ctx.navigation.here.key == "customer"
    assert ctx.book.customers.get(rahim).draft.name == "রহিম"
    ctx.navigation.go("customer_edit", rahim)
    assert editor.form["name"].typed() == "রহিম উদ্দিন"
    assert not editor.kept.isHidden()
    editor.kept.pressed.emit()
    assert editor.form["name"].typed() == "রহিম"
    assert editor.kept.isHidden()


def test_half_a_second_after_the_last_key_the_words_are_safe_from_a_power_cut(
    qtbot: object, ctx: Context, editor: CustomerEditor, rahim: int
) -> None:
    type_text(editor.form["area"].control, " ১০")
    qtbot.waitUntil(lambda: ctx.book.drafts.kept(f"customer:{rahim}") is not None)  # type: ignore[attr-defined]
    kept = ctx.book.drafts.kept(f"customer:{rahim}")
    assert kept is not None and kept["area"] == "মিরপুর ১০"


def test_saving_forgets_the_kept_words(
    ctx: Context, editor: CustomerEditor, rahim: int, press: Press
) -> None:
    type_text(editor.form["area"].control, " ১০")
    press(Qt.Key.Key_Return, CTRL)
    assert ctx.book.drafts.kept(f"customer:{rahim}") is None


def test_what_is_private_shows_only_when_asked(editor: CustomerEditor, press: Press) -> None:
    press(Qt.Key.Key_P, ALT)
    assert not editor.private[0].isHidden()
    press(Qt.Key.Key_P, ALT)
    assert editor.private[0].isHidden()


def test_a_doubtful_record_says_why_and_is_marked_right(window: MainWindow, ctx: Context, add: Add) -> None:
    id = add("রহিম", needs_review=True, review_reason="দুইটা নাম মিলে গেছে")
    ctx.navigation.go("customer_edit", id)
    editor = ctx.navigation.page("customer_edit")
    assert isinstance(editor, CustomerEditor)
    assert not editor.review.isHidden()
    assert editor.review.detail.text() == "দুইটা নাম মিলে গেছে"
    editor.review.pressed.emit()
    assert not ctx.book.customers.get(id).draft.needs_review
    assert editor.review.isHidden()
