"""Another theme or text size is put on while the window is open: every word follows and stays readable."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.style import theme
from ui.widgets.badges import Badge
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
