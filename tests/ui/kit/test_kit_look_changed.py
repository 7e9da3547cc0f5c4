"""Another theme or text size is put on while the window is open: every word follows and stays readable."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.style import theme
from ui.widgets.badges import Badge
from ui.widgets.cards import pad
from ui.widgets.flow import FlowLayout
from ui.widgets.text import ElidedLabel, Label


@pytest.fixture
def worn(qapp: QApplication) -> Iterator[QApplication]:
    """The application, in its light dress again afterwards."""
    theme.apply(qapp, "light", 1.0)
    yield qapp
    theme.apply(qapp, "light", 1.0)


@pytest.mark.parametrize("tone", ["text", "text2", "red"])
def test_words_take_the_colour_and_size_of_the_new_look(qtbot: QtBot, worn: QApplication, tone: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    labels = [Label("আজকের কাজ", "h1", tone), ElidedLabel("আজকের কাজ", "h1", tone)]
    for label in labels:
        column.addWidget(label)
    column.addWidget(Badge("আজ"))
    window.show()
    small = labels[0].font().pixelSize()
    for choice, scale in (("dark", 1.0), ("light", 1.0), ("dark", 1.4)):
        theme.apply(worn, choice, scale)
        for label in labels:
            assert (
                label.palette().color(QPalette.ColorRole.WindowText).name()
                == getattr(theme.tokens(), tone).lower()
            )
    assert labels[0].font().pixelSize() == round(small * 1.4)


def _built() -> QWidget:
    """A small panel, made at the size of letters in use."""
    panel = QWidget()
    column = QVBoxLayout(panel)
    pad(column, 20, 12, 20, 12, 10)
    inner = FlowLayout(gap=theme.px(6))
    inside = QWidget()
    inside.setMaximumWidth(theme.px(300))
    inner.addWidget(inside)
    column.addLayout(inner)
    return panel


def _measures(panel: QWidget) -> tuple[int, ...]:
    column = panel.layout()
    inner = column.itemAt(0).layout()
    sides = column.contentsMargins()
    return (
        sides.left(),
        sides.top(),
        column.spacing(),
        inner.spacing(),
        inner.itemAt(0).widget().maximumWidth(),
    )


def test_margins_gaps_and_widths_follow_the_size_of_the_letters_and_come_back(
    qtbot: QtBot, worn: QApplication
) -> None:
    standing = _built()
    qtbot.addWidget(standing)
    before = _measures(standing)
    for scale in (1.15, 1.4, 1.25, 1.0):
        theme.apply(worn, "light", scale)
        fresh = _built()
        qtbot.addWidget(fresh)
        assert _measures(standing) == _measures(fresh)
    assert _measures(standing) == before
