"""The QR sheet: the number and the message, dark on white in every look, and honest when it is too long."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel

from shopbook.documents.qr import QUIET_ZONE, matrix
from tests.ui.desk import Desk
from ui.style import theme
from ui.wording.qr import QrPicture, QrSheet


def modules_of(picture: QrPicture) -> list[str]:
    """The code as it is painted, quiet zone and all, read from its pixels."""
    image = picture.grab().toImage()
    ratio = image.devicePixelRatio()
    side, across = picture.module_width(), len(picture._code) + 2 * QUIET_ZONE
    left, top = (picture.width() - side * across) // 2, (picture.height() - side * across) // 2
    place = lambda n, start: round((start + n * side + side / 2) * ratio)  # noqa: E731 -- the middle of a module
    return [
        "".join(
            "01"[QColor(image.pixel(place(c, left), place(r, top))).lightness() < 128] for c in range(across)
        )
        for r in range(across)
    ]


def shown(code: tuple[tuple[bool, ...], ...]) -> list[str]:
    """What should be painted."""
    side = "0" * QUIET_ZONE
    rows = [side + "".join("01"[dark] for dark in line) + side for line in code]
    edge = ["0" * len(rows[0])] * QUIET_ZONE
    return [*edge, *rows, *edge]


def words(sheet: QrSheet) -> str:
    return "\n".join(label.text() for label in sheet.findChildren(QLabel) if label.isVisible())


@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK])
def test_the_key_q_shows_the_number_to_scan_dark_on_white(desk: Desk, look: theme.Tokens) -> None:
    desk.promised("রফিকুল", 4500, "01712345678", honorific="bhai")
    desk.begin()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, look)
    desk.press("Q").settle()
    sheet = desk.sheet
    assert "রফিকুল ভাই" in words(sheet) and "০১৭১২-৩৪৫৬৭৮" in words(sheet)
    assert modules_of(sheet.picture) == shown(matrix("tel:+8801712345678"))


def test_two_shows_the_message_with_every_word(desk: Desk) -> None:
    desk.promised("রফিকুল", 4500, "01712345678")
    desk.begin().press("Q", "2").settle()
    text = desk.page.panel.message
    expected = matrix(f"SMSTO:+8801712345678:{text}", sturdy=False)
    assert desk.sheet.shown == "message"
    assert modules_of(desk.sheet.picture) == shown(expected)
    assert desk.sheet.picture.module_width() >= 3
    desk.press("1")
    assert desk.sheet.shown == "number"
    desk.press("Esc")
    assert desk.sheet is None


def test_a_message_too_long_is_said_and_only_the_number_is_there(desk: Desk) -> None:
    desk.promised("রফিকুল", 4500, "01712345678")
    desk.book.wording.save("message", "pay_promise", "", "আসবেন। " * 60)
    desk.begin().press("Q").settle()
    assert list(desk.sheet.chips) == ["number"]
    assert "বেশি বড়" in words(desk.sheet)
    desk.press("2")
    assert desk.sheet.shown == "number"


def test_a_short_code_is_scanned_as_it_is(desk: Desk) -> None:
    desk.begin().ctx.navigation.go("qr", {"phone": "16263"})
    desk.settle()
    assert modules_of(desk.sheet.picture) == shown(matrix("tel:16263"))
