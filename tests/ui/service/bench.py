"""The service desk as a test reads it: its list, its opened job, and things brought to it. No assertions here."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from shopbook.service.model import Job, JobDraft
from ui.widgets.badges import Badge

if TYPE_CHECKING:
    from tests.ui.desk import Desk
    from ui.service.page import ServicePage


def page(desk: Desk) -> ServicePage:
    """The service desk, brought to front."""
    if desk.ctx.navigation.here is None or desk.ctx.navigation.here.key != "service":
        desk.ctx.navigation.go("service")
    desk.settle()
    found: Any = desk.ctx.navigation.page("service")
    return found


def lines(desk: Desk) -> list[str]:
    """The board as a screen reader reads it, headings and all."""
    model = page(desk).board.model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def read(widget: QWidget) -> str:
    """Every word in sight in a part of the screen."""
    labels = [w.text() for w in widget.findChildren(QLabel) if w.isVisible()]
    badges = [w.text() for w in widget.findChildren(Badge) if w.isVisible()]
    buttons = [w.accessibleName() for w in widget.findChildren(QAbstractButton) if w.isVisible()]
    return "\n".join([*labels, *badges, *buttons])


def opened(desk: Desk) -> str:
    """Every word of the opened job."""
    return read(page(desk).board.panel)


def deeds(desk: Desk) -> set[str]:
    """What the opened job offers, by the names of its deeds."""
    panel = page(desk).board.panel
    return {deed for button, deed in panel.buttons.items() if not button.isHidden()}


def brought(
    desk: Desk, thing: str = "ফ্যান", problem: str = "ঘোরে না", days_ago: int = 0, **details: Any
) -> Job:
    """A thing taken in so many days ago; `due` days from today it was promised."""
    today = desk.book.clock.today()
    if "due" in details:
        details["promised_on"] = today + dt.timedelta(details.pop("due"))
    if "customer_id" not in details:
        details.setdefault("name", "জসিম")
        details.setdefault("phone", "01811000009")
    received_on = today - dt.timedelta(days_ago)
    return desk.book.jobs.take_in(JobDraft(thing, problem, received_on=received_on, **details))
