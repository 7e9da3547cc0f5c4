"""The QR on a small screen: a code that must be scrolled cannot be scanned."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.desk import Desk
from ui.style import theme


@pytest.mark.parametrize(
    ("width", "height", "scale"), [(1366, 728, 1.0), (1093, 560, 1.0), (1093, 560, 1.25)]
)
def test_the_whole_code_is_in_sight_at_once(desk: Desk, width: int, height: int, scale: float) -> None:
    desk.promised("রফিকুল", 4500, "01712345678")
    desk.begin()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.LIGHT, scale)
    desk.window.resize(width, height)
    desk.settle().press("Q").settle()
    picture = desk.sheet.picture
    assert picture.visibleRegion().boundingRect().size() == picture.size()
    assert picture.module_width() >= 4
