"""The typing helper and the quiet room themselves: what every window test stands on."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from tests.typing import type_preedit, type_text

NAME = "মোঃ রফিকুল ইসলাম ক্ষুদ্র"


def test_a_bengali_name_arrives_letter_for_letter(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    type_text(field, NAME)
    assert field.text() == NAME


def test_backspace_and_enter_are_keys_and_not_letters(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.returnPressed, timeout=1000):
        type_text(field, "Rahims\b\n")
    assert field.text() == "Rahim"


def test_an_input_method_shows_first_and_writes_after(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    type_preedit(field, "রহ")
    assert field.text() == ""
    type_preedit(field, "রহি", "রহিম")
    assert field.text() == "রহিম"


def test_windows_use_the_bundled_font(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    assert QFontInfo(field.font()).family() == "Khata Bangla"


def test_a_forgotten_modal_dialog_fails_instead_of_waiting(qtbot: QtBot) -> None:
    with pytest.raises(AssertionError, match="would wait for a person"):
        QMessageBox.question(None, "?", "?")
