"""A sheet takes room from the opened card: the card gives way in its keys, and nothing of it is cut at the side."""

from __future__ import annotations

from typing import Any

import pytest

from tests.ui.desk import Desk
from ui import translation


@pytest.mark.parametrize("language", ["bn", "en"])
def test_the_opened_card_is_never_wider_than_its_panel(desk: Desk, qapp: Any, language: str) -> None:
    desk.promised("মোঃ রফিকুল ইসলাম তালুকদার", 4500, "01712345678", honorific="bhai")
    desk.window.resize(1366, 728)
    translator = translation.install(qapp)
    translation.switch(qapp, language, translator)
    desk.begin().settle()
    desk.ctx.navigation.go("demand")
    desk.settle()
    area = desk.page.panel.area
    inside, room = area.widget().minimumSizeHint().width(), area.viewport().width()
    translation.switch(qapp, "bn", translator)
    qapp.removeTranslator(translator)
    assert desk.page.beside.isVisible()
    assert inside <= room
