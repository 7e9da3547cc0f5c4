"""Every screen of the sample shop, in both languages, small, large, with big letters: nothing cut, all named.

Which screens these are stands in places.py.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from shopbook.book import Book
from shopbook.clock import FixedClock
from shopbook.demo import make_demo
from tests.ui.house.places import PLACES, SHEETS, TODAY
from ui import translation
from ui.bus import Bus
from ui.context import Context
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.messages import Messages
from ui.navigation import Navigation
from ui.qt import TabFocus
from ui.style import theme
from ui.widgets.text import ElidedLabel

# (language, width, height, scale of the letters, theme); 1093x560 is a 1366x768 screen at 125 %.
WAYS = [
    ("bn", 1366, 728, 1.0, "light"),
    ("bn", 1093, 560, 1.0, "light"),
    ("bn", 1366, 728, 1.4, "dark"),
    ("bn", 1093, 560, 1.4, "light"),
    ("en", 1366, 728, 1.0, "dark"),
    ("en", 1093, 560, 1.15, "light"),
]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample shop, made once."""
    path = tmp_path_factory.mktemp("sample") / "sample.shopbook"
    make_demo(path, clock=FixedClock(TODAY))
    return path


@pytest.fixture
def shop(qtbot: QtBot, qapp: QApplication, sample: Path, tmp_path: Path) -> Iterator[MainWindow]:
    """The whole window over a copy of the sample shop."""
    from ui import pages

    path = tmp_path / "sample.shopbook"
    shutil.copy(sample, path)
    with Book.open(path, FixedClock(TODAY)) as book:
        ctx = Context(book, Bus(), Jobs(), Messages(), Navigation())
        book.listen(ctx.bus.tell)
        window = MainWindow(ctx, pages.page_specs(ctx), pages.actions(ctx), pages.finder(ctx))
        window.start("today")
        window.show()
        yield window
        ctx.jobs.wait()
        window.close()
        # At once: every other theme and language would be told to thousands of widgets nobody sees any more.
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def speak(qapp: QApplication) -> Iterator[Callable[[str], None]]:
    """Switch the whole program's language; Bengali again afterwards."""
    translator = translation.install(qapp)
    yield lambda code: translation.switch(qapp, code, translator)
    translation.switch(qapp, "bn", translator)
    qapp.removeTranslator(translator)


@pytest.mark.parametrize(("language", "width", "height", "scale", "look"), WAYS)
def test_no_word_is_cut_and_every_control_has_a_name(
    shop: MainWindow,
    qapp: QApplication,
    speak: Callable[[str], None],
    language: str,
    width: int,
    height: int,
    scale: float,
    look: str,
) -> None:
    theme.apply(qapp, look, scale)
    speak(language)
    shop.resize(width, height)
    faults = []
    navigation = shop.ctx.navigation
    for key, target in (PLACES | SHEETS).items():
        if key in SHEETS:
            navigation.go("today")
        navigation.go(key.split()[0], target(shop.ctx.book))
        # What a page counts on the other threads belongs on it.
        while shop.ctx.jobs.busy or shop.ctx.jobs.keeps_house:
            qapp.processEvents()
        for _turn in range(6):  # wrapped text settles its height in a second and third round of the layouts
            qapp.processEvents()
        faults += [f"{key}: {fault}" for fault in _faults(shop)]
        navigation.close_sheet()
        qapp.processEvents()
    assert shop.width() == width, "the window does not fit the screen"
    assert not faults, "\n".join(faults)


def _faults(window: QWidget) -> list[str]:
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.visibleRegion().isEmpty():
            continue
        if isinstance(widget, QLabel):
            found += _cut_label(widget)
        # Qt lays the buttons inside a line edit out by itself.
        elif isinstance(widget, QAbstractButton) and not isinstance(widget.parent(), QLineEdit):
            found += _squeezed(widget)
        if widget.focusPolicy() & TabFocus and not isinstance(widget, QScrollArea) and not _name(widget):
            found.append(f"no name: {type(widget).__name__} {widget.objectName()}")
    return found


def _cut_label(label: QLabel) -> list[str]:
    text, room = label.text(), label.contentsRect()
    if not text or isinstance(label, ElidedLabel):
        return []
    if label.wordWrap():
        needs = label.heightForWidth(label.width())
        return [f"cut below: {text!r} {label.height()} < {needs}"] if label.height() + 1 < needs else []
    metrics = label.fontMetrics()
    wide = max(metrics.horizontalAdvance(line) for line in text.splitlines())
    if room.width() + 1 < wide:
        return [f"cut at the side: {text!r} {room.width()} < {wide}"]
    if room.height() + 1 < metrics.height():
        return [f"cut below: {text!r} {room.height()} < {metrics.height()}"]
    return []


def _squeezed(button: QAbstractButton) -> list[str]:
    needs = button.minimumSizeHint()
    if button.width() + 1 < needs.width() or button.height() + 1 < needs.height():
        return [f"squeezed: {button.text()!r} {button.size().toTuple()} < {needs.toTuple()}"]
    return []


def _name(widget: QWidget) -> str:
    interface: Any = QAccessible.queryAccessibleInterface(widget)
    return str(interface.text(QAccessible.Text.Name)) if interface else ""
