"""Protecting the book from the settings: step by step, nothing switched on before the code was typed back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from shopbook.book import Book
from shopbook.errors import BookProtected
from shopbook.localisation.language import _
from shopbook.protection.operations import protect
from tests.typing import type_text
from tests.ui.protection.conftest import CLOCK
from ui.app import Shop
from ui.protection.page import ProtectPage
from ui.protection.sheets import ChangeSheet, OffSheet
from ui.settings.safety import SafetyPane

PHRASE = "আমার দোকান আমার খাতা"
OTHER = "নতুন চারটি শব্দ এখন"


@pytest.fixture
def begun(shop: Shop, place: Path, qtbot: Any) -> Shop:
    """The shop's window over the plain book."""
    shop.begin(place)
    qtbot.waitExposed(shop.window)
    return shop


@pytest.fixture
def locked(shop: Shop, place: Path, qtbot: Any) -> tuple[Shop, str]:
    """The window over a protected book, and its recovery code."""
    code = protect(place, PHRASE).text
    with Book.open(place, CLOCK, passphrase=PHRASE) as book:
        key = book.store.key
    shop.begin(place, key)
    qtbot.waitExposed(shop.window)
    return shop, code


def walk(shop: Shop, kind: str) -> ProtectPage:
    """The page, at the first step of a walk."""
    shop.window.ctx.navigation.go("protect", kind)
    page = shop.window.ctx.navigation.page("protect")
    assert isinstance(page, ProtectPage)
    return page


def safety(shop: Shop) -> SafetyPane:
    """The part of the settings, as it is now."""
    shop.window.ctx.navigation.go("settings", "safety")
    page: Any = shop.window.ctx.navigation.page("settings")
    page.refresh()
    return page.part()


def type_code(page: Any, code: str) -> None:
    for line, letters in zip(page.walk.typing.code.lines, lines_of(code), strict=True):
        type_text(line.line, letters)


def lines_of(code: str) -> list[str]:
    plain = code.replace("-", "")
    return [plain[at : at + 10].lower() for at in (0, 10, 20)]


def choose(page: ProtectPage, first: str, second: str) -> None:
    step: Any = page.walk.steps[1]
    for field, words in ((step.first, first), (step.second, second)):
        field.line.clear()
        type_text(field.line, words)


def test_the_whole_walk_from_the_settings_to_a_protected_book(begun: Shop, place: Path, qtbot: Any) -> None:
    pane = safety(begun)
    assert pane.off.isVisible()
    pane.protect.click()
    page: Any = begun.window.ctx.navigation.page("protect")
    page.next.click()
    choose(page, PHRASE, PHRASE)
    page.next.click()
    assert page.walk.steps[page.at] is page.walk.paper
    code = page._code.text
    page.next.click()
    assert "হাতে" in page.walk.paper.failed.detail.text()  # neither printed nor saved: copy it by hand
    page.next.click()
    type_code(page, code)
    old = begun.window
    page.next.click()
    qtbot.waitUntil(lambda: begun.window is not None and begun.window is not old, timeout=20_000)
    assert begun.book.protection.is_on
    assert len(begun.book.customers.ids()) == 2
    begun.close()
    with pytest.raises(BookProtected):
        Book.open(place, CLOCK)
    Book.open(place, CLOCK, passphrase=PHRASE).close()
    Book.open(place, CLOCK, code=code).close()


def test_the_walk_goes_on_by_ctrl_enter_also_where_enter_prints(begun: Shop) -> None:
    page = walk(begun, "book")
    page.next.click()
    choose(page, PHRASE, PHRASE)
    page.next.click()
    for at in (page.at, page.at + 1):  # the first time it is told that the sheet is neither printed nor saved
        QTest.keyClick(begun.window.windowHandle(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert page.at == at


def test_two_different_passphrases_or_a_short_one_go_no_further(begun: Shop, qtbot: Any) -> None:
    page = walk(begun, "book")
    page.next.click()
    step: Any = page.walk.steps[1]
    choose(page, "short", "short")
    page.next.click()
    assert "৮" in step.first.problem_text()
    choose(page, PHRASE, PHRASE + "।")
    page.next.click()
    assert step.second.problem_text()
    assert page.at == 1
    choose(page, PHRASE, PHRASE)
    type_text(step.second.line, "\n")  # Enter goes on
    assert page.at == 2


def test_a_wrong_letter_of_the_code_is_shown_in_its_line_and_switches_nothing_on(
    begun: Shop, place: Path, qtbot: Any
) -> None:
    page = walk(begun, "book")
    page.next.click()
    choose(page, PHRASE, PHRASE)
    page.next.click()
    page.walk.paper.is_out = True
    page.next.click()
    code = page._code.text
    first, second, third = lines_of(code)
    lines = page.walk.typing.code.lines
    type_text(lines[0].line, first)
    type_text(lines[1].line, second[:-1] + ("7" if second[-1] != "7" else "8"))
    type_text(lines[2].line, third)
    assert not lines[0].problem_text()
    assert lines[1].problem_text() == _("One letter of this line is different on the sheet.")
    page.next.click()
    assert page.at == 3
    assert not begun.book.protection.is_on
    assert place.read_bytes().startswith(b"SQLite format 3")


def test_a_pasted_code_goes_into_its_three_lines(begun: Shop, qtbot: Any) -> None:
    page = walk(begun, "book")
    page.next.click()
    choose(page, PHRASE, PHRASE)
    page.next.click()
    page.walk.paper.is_out = True
    page.next.click()
    lines = page.walk.typing.code.lines
    lines[0].line.setText(page._code.text)
    lines[0].line.textEdited.emit(page._code.text)
    assert page.walk.typing.code.is_right()


def test_leaving_the_page_forgets_everything_and_another_visit_makes_another_code(
    begun: Shop, qtbot: Any
) -> None:
    page = walk(begun, "book")
    page.next.click()
    choose(page, PHRASE, PHRASE)
    step: Any = page.walk.steps[1]
    page.next.click()
    first = page._code.text
    begun.window.ctx.navigation.go("customers")
    assert page.walk is None
    assert page._code is None
    assert step.first.value() == step.second.value() == ""
    page = walk(begun, "book")
    assert page.at == 0
    page.next.click()
    choose(page, PHRASE, PHRASE)
    page.next.click()
    assert page._code.text != first


def test_the_eye_shows_and_hides_what_is_typed(begun: Shop, qtbot: Any) -> None:
    page = walk(begun, "book")
    page.next.click()
    field: Any = page.walk.steps[1].first  # type: ignore[attr-defined]
    assert not field.is_shown()
    field.eye.click()
    assert field.is_shown()
    assert field.eye.accessibleName() == _("Hide what is typed")
    field.eye.click()
    assert not field.is_shown()


def test_the_page_says_which_letters_come_and_whether_caps_lock_is_lit(begun: Shop, qtbot: Any) -> None:
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    page = walk(begun, "book")
    page.next.click()
    field: Any = page.walk.steps[1].first  # type: ignore[attr-defined]
    type_text(field.line, "খাতা")
    assert "বাংলা" in field.note.text()
    type_text(field.line, "khata")
    assert "ইংরেজি" in field.note.text()
    assert "ক্যাপস" not in field.note.text()
    press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "A")
    QApplication.sendEvent(field.line, press)
    assert "ক্যাপস" in field.note.text()


def test_a_new_passphrase_from_the_settings(locked: tuple[Shop, str], place: Path, qtbot: Any) -> None:
    shop, _code = locked
    pane = safety(shop)
    assert pane.on.isVisible()
    assert not pane.protect.isVisible()
    assert pane.twice.isVisible()
    assert not pane.seal.isVisible()
    pane.change.click()
    sheet = shop.window.ctx.navigation.sheet
    assert isinstance(sheet, ChangeSheet)
    for field, words in (
        (sheet.asked.old, "wrong one here"),
        (sheet.asked.first, OTHER),
        (sheet.asked.second, OTHER),
    ):
        type_text(field.line, words)
    sheet.enter()
    assert "মেলেনি" in sheet.asked.old.problem_text()
    sheet.asked.old.line.clear()
    type_text(sheet.asked.old.line, PHRASE)
    sheet.enter()
    assert shop.window.ctx.navigation.sheet is None
    shop.close()
    Book.open(place, CLOCK, passphrase=OTHER).close()


def test_a_forgotten_passphrase_is_changed_with_the_code(
    locked: tuple[Shop, str], place: Path, qtbot: Any
) -> None:
    shop, code = locked
    shop.window.ctx.navigation.go("passphrase")
    sheet: Any = shop.window.ctx.navigation.sheet
    sheet.turn.click()
    for line, letters in zip(sheet.code.lines, lines_of(code), strict=True):
        type_text(line.line, letters)
    for field in (sheet.asked.first, sheet.asked.second):
        type_text(field.line, OTHER)
    sheet.enter()
    assert shop.window.ctx.navigation.sheet is None
    shop.close()
    Book.open(place, CLOCK, passphrase=OTHER).close()


def test_a_new_code_makes_the_old_sheet_worthless(locked: tuple[Shop, str], place: Path, qtbot: Any) -> None:
    shop, old = locked
    page: Any = walk(shop, "code")
    type_text(page.walk.steps[0].old.line, "not the passphrase")
    page.next.click()
    assert "মেলেনি" in page.walk.steps[0].old.problem_text()
    page.walk.steps[0].old.line.clear()
    type_text(page.walk.steps[0].old.line, PHRASE)
    page.next.click()
    fresh = page._code.text
    page.walk.paper.is_out = True
    page.next.click()
    type_code(page, fresh)
    page.next.click()
    assert shop.window.ctx.navigation.here.key == "settings"
    shop.close()
    Book.open(place, CLOCK, code=fresh).close()
    with pytest.raises(BookProtected):
        Book.open(place, CLOCK, code=old)


def test_taking_the_protection_off(locked: tuple[Shop, str], place: Path, qtbot: Any) -> None:
    shop, _code = locked
    safety(shop).take_off.click()
    sheet = shop.window.ctx.navigation.sheet
    assert isinstance(sheet, OffSheet)
    type_text(sheet.asked.old.line, PHRASE)
    old = shop.window
    type_text(sheet.asked.old.line, "\n")
    qtbot.waitUntil(lambda: shop.window is not None and shop.window is not old, timeout=20_000)
    assert not shop.book.protection.is_on
    assert len(shop.book.customers.ids()) == 2


def test_backups_are_closed_only_after_the_code_was_typed_back(begun: Shop, qtbot: Any) -> None:
    page: Any = walk(begun, "backups")
    page.next.click()
    code = page._code.text
    assert not begun.book.backups.is_sealing
    page.walk.paper.is_out = True
    page.next.click()
    page.next.click()
    assert not begun.book.backups.is_sealing
    type_code(page, code)
    page.next.click()
    assert begun.book.backups.is_sealing
    pane = safety(begun)
    assert pane.sealed.isVisible()
    pane.unseal.click()
    assert not begun.book.backups.is_sealing


def test_older_readable_copies_are_counted_and_the_backups_offered(
    locked: tuple[Shop, str], place: Path, qtbot: Any
) -> None:
    shop, _code = locked
    assert not safety(shop).old.isVisible()
    place.with_name(f"{place.name}.before-v4-1").write_bytes(b"SQLite format 3\x00" + bytes(200))
    pane = safety(shop)
    assert pane.old.isVisible()
    assert "১" in pane.old.text.text()


def test_a_seller_sees_the_state_and_cannot_change_it(begun: Shop, qtbot: Any) -> None:
    begun.book.store.role = "seller"
    pane = safety(begun)
    assert pane.off.isVisible()
    assert pane.owner.isVisible()
    for button in (pane.protect, pane.change, pane.code, pane.take_off, pane.seal, pane.unseal):
        assert not button.isVisible()


def test_on_a_full_disk_the_book_comes_back_as_it_was_with_a_sentence(
    begun: Shop, place: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from types import SimpleNamespace

    from shopbook.storage import conversion

    page: Any = walk(begun, "book")
    page.next.click()
    choose(page, PHRASE, PHRASE)
    page.next.click()
    page.walk.paper.is_out = True
    page.next.click()
    type_code(page, page._code.text)
    monkeypatch.setattr(conversion.shutil, "disk_usage", lambda _folder: SimpleNamespace(free=1))
    old = begun.window
    page.next.click()
    qtbot.waitUntil(lambda: begun.window is not None and begun.window is not old, timeout=20_000)
    assert not begun.book.protection.is_on
    assert len(begun.book.customers.ids()) == 2
    words = [label.text() for label in begun.window.findChildren(QLabel) if label.isVisible()]
    assert any("জায়গা নেই" in text for text in words)


def test_esc_goes_one_step_back_and_forgets_the_code_that_was_made(begun: Shop, qtbot: Any) -> None:
    page: Any = walk(begun, "book")
    page.next.click()
    choose(page, PHRASE, PHRASE)
    page.next.click()
    first = page._code.text
    type_text(page.walk.paper.print, "\x1b")
    assert page.at == 1
    assert page._code is None
    page.next.click()
    assert page._code.text != first
    type_text(page.next, "\x1b")
    type_text(page.walk.steps[1].first.line, "\x1b")
    assert page.at == 0
    type_text(page.next, "\x1b")
    assert begun.window.ctx.navigation.here.key == "settings"
