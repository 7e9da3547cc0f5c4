"""The window itself: going between pages, finding from anywhere, sheets, the cover, narrow screens, the scanner."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from shopbook.changes import Changed
from tests.typing import type_text
from ui.actions import Action
from ui.main_window import MainWindow
from ui.qt import Key, Modifier
from ui.style import theme
from ui.widgets.badges import KeyChip
from ui.widgets.buttons import plain
from ui.widgets.cards import SidePanel


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
    """A key as the window system delivers it, so that shortcuts and filters see it."""
    QTest.keyClick(window.windowHandle(), key, modifier)


def line_of(window: MainWindow) -> QLineEdit:
    return window.ctx.navigation.page("today").line  # type: ignore[attr-defined]


def test_the_first_page_is_shown_and_lit(window: MainWindow) -> None:
    assert window.ctx.navigation.here.key == "today"
    assert window.rail.buttons["today"].isChecked()
    assert window.focusWidget() is line_of(window)


def test_a_page_is_built_only_when_it_is_first_visited(window: MainWindow) -> None:
    assert len(window.ctx.navigation.built()) == 1
    press(window, Key.Key_2, Modifier.ControlModifier)
    assert len(window.ctx.navigation.built()) == 2
    assert window.ctx.navigation.here.key == "customers"


def test_escape_goes_back_to_the_page_before(window: MainWindow) -> None:
    window.ctx.navigation.go("customers", 42)
    assert window.ctx.navigation.page("customers").opened == 42
    press(window, Key.Key_Escape)
    assert window.ctx.navigation.here.key == "today"


def test_a_hidden_page_reads_the_book_again_only_when_it_is_shown(window: MainWindow) -> None:
    navigation = window.ctx.navigation
    hidden = navigation.page("today")
    navigation.go("customers")
    shown = navigation.page("customers")
    before = (hidden.reads, shown.reads)
    window.ctx.bus.tell(Changed(frozenset({"customer"})))
    window.ctx.bus.tell(Changed(frozenset({"sale"})))
    assert (hidden.reads, shown.reads) == (before[0], before[1] + 1)
    navigation.go("today")
    assert hidden.reads == before[0] + 1


def test_a_page_need_not_read_again_what_it_wrote_itself(window: MainWindow) -> None:
    page = window.ctx.navigation.page("today")
    reads = page.reads
    window.ctx.bus.tell(Changed(frozenset({"customer"}), by=page))
    assert page.reads == reads


def test_the_badge_tells_how_much_waits(window: MainWindow) -> None:
    window.rail.refresh_counts()
    assert window.rail.buttons["today"].accessibleName() == "Today, ৮"


def test_typing_finds_and_enter_opens_the_chosen_one(window: MainWindow, done: list[str]) -> None:
    press(window, Key.Key_K, Modifier.ControlModifier)
    type_text(window.search, "রহি")
    shown = [line.look.title for line in window.search.popup.lines() if hasattr(line, "look")]
    assert shown == ["রহিম উদ্দিন", "রহিমা খাতুন", "New customer: রহি"]
    press(window, Key.Key_Down)
    press(window, Key.Key_Return)
    assert done == ["open রহিমা"]
    assert window.search.text() == ""
    assert not window.search.popup.isVisible()


def test_a_new_customer_is_one_enter_away_when_nobody_is_found(window: MainWindow, done: list[str]) -> None:
    window.search.begin()
    type_text(window.search, "করিম\n")
    assert done == ["new করিম"]


def test_escape_leaves_the_search_and_gives_the_keyboard_back(window: MainWindow) -> None:
    press(window, Key.Key_K, Modifier.ControlModifier)
    type_text(window.search, "রহি")
    press(window, Key.Key_Escape)
    assert window.search.text() == ""
    assert window.focusWidget() is line_of(window)


def test_the_f_keys_work_from_inside_a_text_box(window: MainWindow, done: list[str]) -> None:
    line_of(window).setFocus()
    press(window, Key.Key_F2)
    assert done == ["new sale"]
    assert "F2 Sale" in window.status.hints()


def test_a_page_may_take_a_key_for_itself_and_gives_it_back(window: MainWindow, done: list[str]) -> None:
    window.actions_table.set_here([Action("own", lambda: "Own", lambda: done.append("own"), "F2")])
    press(window, Key.Key_F2)
    window.actions_table.set_here([])
    press(window, Key.Key_F2)
    assert done == ["own", "new sale"]


def sheet() -> QWidget:
    widget = QWidget()
    QVBoxLayout(widget).addWidget(QLineEdit())
    return widget


def test_a_sheet_takes_the_keyboard_and_escape_gives_it_back(window: MainWindow) -> None:
    line_of(window).setFocus()
    payment = sheet()
    window.ctx.navigation.open_sheet(payment, "টাকা জমা")
    assert payment.isAncestorOf(window.focusWidget())
    assert window.sheets["right"].isVisible()
    press(window, Key.Key_Escape)
    assert not window.sheets["right"].isVisible()
    assert window.ctx.navigation.sheet is None
    assert window.focusWidget() is line_of(window)


def test_a_sheet_below_replaces_the_one_beside(window: MainWindow) -> None:
    window.ctx.navigation.open_sheet(sheet(), "a")
    window.ctx.navigation.open_sheet(sheet(), "b", side="bottom")
    assert not window.sheets["right"].isVisible()
    assert window.sheets["bottom"].isVisible()


def test_a_sheet_stands_beside_the_page_and_over_it_when_there_is_no_room(
    window: MainWindow, qtbot: Any
) -> None:
    window.ctx.navigation.open_sheet(sheet(), "a")
    right = window.sheets["right"]
    qtbot.waitUntil(lambda: window.stack.width() == window._content.width() - right.width())
    theme.apply(QApplication.instance(), "light", 1.4)
    window.resize(1024, 540)
    qtbot.waitUntil(lambda: window.stack.width() == window._content.width())
    assert right.geometry().right() == window._content.rect().right()


def test_the_rail_shows_icons_only_on_a_small_screen(window: MainWindow) -> None:
    assert not window.rail.narrow
    window.resize(1093, 560)
    assert window.rail.narrow
    assert window.rail.buttons["today"].toolTip() == "Today  (Ctrl+1)"


def test_the_window_fits_the_smallest_screen_in_every_text_size(window: MainWindow) -> None:
    for scale in theme.SCALES:
        theme.apply(QApplication.instance(), "light", scale)
        window.resize(1024, 540)
        QApplication.processEvents()
        least = window.minimumSizeHint()
        assert (least.width() <= 1024, least.height() <= 540) == (True, True), (scale, least)


def test_one_key_hides_the_screen_and_no_shortcut_works_through_the_cover(
    window: MainWindow, done: list[str]
) -> None:
    line_of(window).setFocus()
    press(window, Key.Key_F12)
    assert window.counter.blank.isVisible() and not window.inside.isVisible()
    assert window.counter.blank.geometry() == window.rect()
    press(window, Key.Key_F2)
    assert done == [] and window.counter.covered
    press(window, Key.Key_F12)
    assert not window.counter.covered and window.inside.isVisible()
    assert window.focusWidget() is line_of(window)


def test_ctrl_z_takes_back_the_last_deed_also_from_an_untouched_text_box(window: MainWindow) -> None:
    back: list[int] = []
    window.ctx.messages.done("সেভ হলো", undo=lambda: back.append(1))
    line_of(window).setFocus()
    press(window, Key.Key_Z, Modifier.ControlModifier)
    assert back == [1]


def test_ctrl_z_in_a_text_box_takes_back_typing_first(window: MainWindow) -> None:
    back: list[int] = []
    window.ctx.messages.done("সেভ হলো", undo=lambda: back.append(1))
    line_of(window).setFocus()
    type_text(line_of(window), "ক")
    press(window, Key.Key_Z, Modifier.ControlModifier)
    assert (line_of(window).text(), back) == ("", [])


def test_the_help_page_lists_every_key(window: MainWindow) -> None:
    press(window, Key.Key_F1)
    shown = {chip.text() for chip in window.stack.currentWidget().findChildren(KeyChip)}
    assert shown == {key for action in window.actions_table.all() for key in action.shortcuts()}
    assert {"F1", "F2", "Ctrl+K", "Ctrl+Z", "Ctrl+1"} <= shown


def test_the_help_page_tells_the_keys_of_the_page_one_comes_from(window: MainWindow) -> None:
    def told() -> set[str]:
        press(window, Key.Key_F1)
        return {
            label.text() for label in window.stack.currentWidget().findChildren(Label) if label.isVisible()
        }

    from ui.widgets.text import Label

    here = {"customers": "কাগজ ছাপান", "today": "মাল গোনেন"}
    for key, words in here.items():
        window.ctx.navigation.page(key).actions_here = lambda words=words: [  # type: ignore[method-assign]
            Action("here", lambda: words, lambda: None, "F12")
        ]
    for key, words in here.items():
        window.ctx.navigation.go(key)
        assert words in told()


def test_only_the_newest_of_two_things_that_can_be_taken_back_promises_the_key(window: MainWindow) -> None:
    for words in ("৳৫০০ জমা হলো", "নোট সেভ হলো"):
        window.ctx.messages.done(words, undo=lambda: None)
    first, second = window.toasts.toasts
    assert ("Ctrl+Z" in first.button.text(), "Ctrl+Z" in second.button.text()) == (False, True)
    window.ctx.messages.undo_last()
    assert "Ctrl+Z" in first.button.text()


@pytest.mark.parametrize("scale", [1.0, 1.4])
def test_a_toast_stands_beside_a_sheet_and_above_the_buttons_of_a_panel(
    window: MainWindow, qapp: QApplication, scale: float
) -> None:
    theme.apply(qapp, "light", scale)
    window.resize(1093, 560)
    sheet = QWidget()
    window.ctx.navigation.open_sheet(sheet, "জমা")
    page = window.ctx.navigation.page("today")
    panel = SidePanel()
    button = plain("বাতিল", "x")
    panel.add_footer(button)
    page.layout().addWidget(panel)
    qapp.processEvents()
    window.ctx.messages.done("নোট সেভ হলো: আসমা বানু আপা · তালিকা ৩ বার মনে করাবে", undo=lambda: None)
    (toast,) = window.toasts.toasts
    right = window.sheets["right"]
    assert toast.geometry().right() <= right.geometry().left()
    assert toast.geometry().bottom() < button.mapTo(window._content, QPoint(0, 0)).y()
    theme.apply(qapp, "light", 1.0)


def test_a_search_that_was_left_leaves_no_words_behind(window: MainWindow) -> None:
    press(window, Key.Key_K, Modifier.ControlModifier)
    type_text(window.search, "রহি")
    line_of(window).setFocus()
    assert (window.search.text(), window.search.popup.isVisible()) == ("", False)


def test_a_toast_offers_undo_and_goes_when_used(window: MainWindow) -> None:
    back: list[int] = []
    window.ctx.messages.done("৳৫০০ জমা হলো", undo=lambda: back.append(1))
    (toast,) = window.toasts.toasts
    assert toast.label.text() == "৳৫০০ জমা হলো"
    assert toast.geometry().right() < window._content.width() // 2
    toast.button.click()
    assert (back, window.toasts.toasts) == ([1], [])
    assert not window.ctx.messages.can_undo()


@pytest.mark.parametrize("look", ["light", "dark"])
def test_what_a_toast_says_stands_out_from_its_ground(
    window: MainWindow, qapp: QApplication, look: str
) -> None:
    theme.apply(qapp, look, 1.0)
    window.ctx.messages.done("৳৫০০ জমা হলো")
    qapp.processEvents()
    (toast,) = window.toasts.toasts
    ink = toast.label.palette().color(QPalette.ColorRole.WindowText).lightness()
    ground = QColor(toast._ground).lightness()
    theme.apply(qapp, "light", 1.0)
    assert abs(ink - ground) > 150


def test_a_toast_gives_way_to_buttons_that_come_back_when_the_sheet_is_closed(
    window: MainWindow, qapp: QApplication
) -> None:
    window.resize(1093, 560)
    page = window.ctx.navigation.page("today")
    panel = SidePanel()
    button = plain("ফোন", "phone")
    panel.add_footer(button)
    page.layout().addWidget(panel)
    qapp.processEvents()
    panel.hide()
    window.ctx.navigation.sheet_closed.connect(panel.show)
    window.ctx.navigation.open_sheet(QWidget(), "জমা")
    qapp.processEvents()
    window.ctx.navigation.close_sheet()
    window.ctx.messages.done("৳৫০০ জমা হলো · আরও ৳৭৫০ বাকি", undo=lambda: None, paper=lambda: None)
    for _turn in range(3):
        qapp.processEvents()
    (toast,) = window.toasts.toasts
    assert button.isVisible()
    assert toast.geometry().bottom() < button.mapTo(window._content, QPoint(0, 0)).y()


def test_right_after_saving_ctrl_p_prints_the_slip_whatever_it_prints_on_the_page(window: MainWindow) -> None:
    printed: list[str] = []
    page = window.ctx.navigation.page("today")
    page.actions_here = lambda: [  # type: ignore[method-assign]
        Action("print", lambda: "ছাপুন", lambda: printed.append("page"), "Ctrl+P")
    ]
    window.ctx.navigation.go("today")
    press(window, Key.Key_P, Modifier.ControlModifier)
    window.ctx.messages.done("৳৫০০ জমা হলো", undo=lambda: None, paper=lambda: printed.append("slip"))
    (toast,) = window.toasts.toasts
    assert "Ctrl+P" in toast.paper.text()
    press(window, Key.Key_P, Modifier.ControlModifier)
    assert printed == ["page", "slip"]
    window.ctx.navigation.go("customers")
    assert "Ctrl+P" not in toast.paper.text()
    window.ctx.navigation.go("today")
    press(window, Key.Key_P, Modifier.ControlModifier)
    toast.paper.click()
    assert printed == ["page", "slip", "page", "slip"]


def test_a_slip_may_be_printed_again_and_then_be_taken_back(window: MainWindow) -> None:
    told: list[str] = []
    window.ctx.messages.done("জমা", undo=lambda: told.append("back"), paper=lambda: told.append("slip"))
    (toast,) = window.toasts.toasts
    for _time in range(2):
        press(window, Key.Key_P, Modifier.ControlModifier)
    toast.button.click()
    press(window, Key.Key_P, Modifier.ControlModifier)
    assert told == ["slip", "slip", "back"]


def test_a_problem_stays_once_in_a_strip_until_it_is_closed(window: MainWindow) -> None:
    window.ctx.messages.problem("পেনড্রাইভে জায়গা নেই।")
    window.ctx.messages.problem("পেনড্রাইভে জায়গা নেই।")
    ((_note, banner),) = window.strips.shown
    assert banner.text.text() == "পেনড্রাইভে জায়গা নেই।"
    banner.cross.click()
    assert window.strips.shown == []
    assert not window.strips.isVisible()


class Scanner:
    """Keys a few milliseconds apart by their own time stamps, then Enter."""

    moment = 10_000

    @classmethod
    def scan(cls, window: MainWindow, text: str, places: list[int] | None = None, gap: int = 8) -> None:
        cls.moment += 5000
        keys = [(letter, places[at] if places else 0) for at, letter in enumerate(text)]
        for letter, place in [*keys, ("\r", 36)]:
            key = Key.Key_Return if letter == "\r" else Key.Key_unknown
            for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Modifier.NoModifier, place, 0, 0, letter)
                event.setTimestamp(cls.moment)
                QApplication.sendEvent(window.windowHandle(), event)
            cls.moment += gap


def test_a_scanned_code_is_searched_and_leaves_the_field_as_it_was(window: MainWindow) -> None:
    line_of(window).setText("আধা লেখা")
    line_of(window).setFocus()
    Scanner.scan(window, "0123456789")
    assert line_of(window).text() == "আধা লেখা"
    assert window.search.text() == "0123456789"


def test_a_scanner_under_a_bengali_layout_still_gives_the_printed_code(window: MainWindow) -> None:
    got: list[str] = []
    window.scanner.scanned.connect(got.append)
    line_of(window).setFocus()
    Scanner.scan(window, "১২ঙয৩৪", [10, 11, 24, 25, 12, 13])
    assert got == ["12qw34"]
    assert line_of(window).text() == ""


def test_a_quick_typist_is_not_taken_for_a_scanner(window: MainWindow) -> None:
    got: list[str] = []
    window.scanner.scanned.connect(got.append)
    line_of(window).setFocus()
    Scanner.scan(window, "01712345678", gap=70)
    assert got == []
    assert line_of(window).text() == "01712345678"
