"""The service desk: one box that finds a job, the board, and the keys. What stands on the board is board.py's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.localisation.language import _, pgettext
from ui.actions import Action
from ui.context import Context
from ui.forms.texts import TextField
from ui.page import Page
from ui.service.board import WHICH, JobsPane
from ui.style import theme
from ui.widgets.buttons import icon_button, plain
from ui.widgets.cards import pad
from ui.widgets.text import h1

LOOK_AFTER_MS = 200
WORDS_FROM = 620
NAME_FROM = 480


class ServicePage(Page):
    """Target: {"job_id": id} opens a job, {"find": text} looks for one, the name of a list ("late", "ready" ...)."""

    TOPICS = ("job", "customer", "warranty", "staff")

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx)
        self.setAccessibleName(_("Servicing"))
        self.heading = h1(lambda: _("Servicing"))
        self.box = TextField(
            "find",
            lambda: _("Job number, serial, mobile or name"),
            example=lambda: _("Job number, serial, mobile or name"),
        )
        self.box.label.hide()
        self.report = icon_button(lambda: _("What broke, and how fast it was mended"), "history", "R")
        self.take_in = plain(lambda: pgettext("job", "Take in"), "plus", "N")
        self.board = JobsPane(ctx)
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(LOOK_AFTER_MS)
        self._lay_out()

        self.box.changed.connect(self._look.start)
        self.box.entered.connect(self.look_up)
        self._look.timeout.connect(self._find)
        self.board.typed.connect(self.search_text)
        for button in self.board.chips.values():
            button.clicked.connect(self._on_chip_clicked)
        self.take_in.clicked.connect(self.board.write)
        self.report.clicked.connect(self._on_report)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        pad(column, 20, 10, 20, 14, 0)
        head = QHBoxLayout()
        head.setSpacing(theme.px(12))
        head.addWidget(self.heading)
        head.addWidget(self.box, 1)
        head.addWidget(self.report)
        head.addWidget(self.take_in)
        column.addLayout(head)
        column.addWidget(self.board, 1)

    # what the window asks

    def open(self, target: object) -> None:
        """Bring a job, a list or what is looked for to front. Raises NotFound."""
        if isinstance(target, Mapping) and isinstance(target.get("job_id"), int):
            self.box.set_value("")
            self.box.show_problem(None)
            self.board.show_job(target["job_id"])
        elif isinstance(target, Mapping) and "find" in target:
            self.box.set_value(str(target["find"]))
            self.look_up()
        elif target in WHICH:
            self.box.set_value("")
            self.board.show_which(target)

    def refresh(self) -> None:
        """Read the board again; the opened job stays opened."""
        self.board.refresh()

    def retranslate(self) -> None:
        """What is said as it was read is said anew by the refresh that follows."""
        self.setAccessibleName(_("Servicing"))

    def first_focus(self) -> QWidget | None:
        """The board, filled first."""
        self.refresh_if_stale()
        return self.board.first_focus()

    def customer_here(self) -> int | None:
        """F3 and F4 begin with the owner of the opened job."""
        return self.board.customer_here()

    def scanned(self, code: str) -> bool:
        """A scanned slip or serial opens its job."""
        self.box.set_value(code)
        self.look_up()
        return True

    def search_text(self, text: str) -> None:
        """Letters typed over the board go on in the box."""
        self.box.line.setText(self.box.line.text() + text)
        self.box.setFocus()
        self._look.start()

    def actions_here(self) -> list[Action]:
        """The deeds of the opened job with their keys; a letter means what it means on every page of the shop."""
        group = lambda: _("Servicing")  # noqa: E731 -- a text to be asked again
        do = self.board.do
        return [
            Action("job_new", lambda: _("Take in for service"), self.board.write, "N", "hammer", group),
            Action("job_next", lambda: _("Ready, back, or handed over"), partial(do, "next"), "D", "check", group,
                   footer=lambda: _("Next step")),
            Action("job_later", lambda: _("Promise another day"), partial(do, "later"), "S", "clock", group,
                   footer=lambda: _("Another day")),
            Action("job_company", lambda: _("Send to the company, or ask them"), partial(do, "company"), "C",
                   "truck", group),
            Action("job_look", lambda: _("It is being looked at"), partial(do, "look"), "K", "stethoscope", group),
            Action("job_part", lambda: _("It waits for a part"), partial(do, "part"), "W", "pause", group),
            Action("job_edit", lambda: _("Change"), partial(do, "edit"), "E", "pencil", group),
            Action("job_undo", lambda: _("Take the last step back"), partial(do, "undo"), "U", "undo-2", group),
            Action("job_end", lambda: _("Refused, or taken back"), partial(do, "end"), "X", "x", group),
            Action("job_call", lambda: _("Call"), partial(do, "call"), "F5", "phone-call", group),
            Action("job_profile", lambda: _("See the customer"), partial(do, "profile"), "P", "user", group),
            Action("job_card", lambda: _("See the warranty card"), partial(do, "card"), "M", "shield-check", group),
            Action("job_slip", lambda: _("Print the slip"), partial(do, "slip"), "Ctrl+P", "printer", group),
            Action("job_cost", lambda: _("Show or hide what it cost us"), partial(do, "eye"), "Alt+P", "eye", group),
            Action("job_report", lambda: _("What broke, and how fast it was mended"), self._on_report, "R",
                   "history", group),
        ]  # fmt: skip

    def look_up(self) -> None:
        """Find at once, and give the keyboard to what was found."""
        self._find()
        if self.board.found:
            self.board.list.setFocus()
        else:
            self.box.line.selectAll()

    # what happens

    def _find(self) -> None:
        self._look.stop()
        text = str(self.box.value())
        self.box.show_problem(None)
        if not self.board.look_for(text):
            self.box.show_problem(_("No job has this number, serial, phone or name."))

    def _on_chip_clicked(self) -> None:
        self.box.set_value("")
        self.box.show_problem(None)

    def _on_report(self) -> None:
        self.ctx.navigation.go("service_report")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.take_in.shrink(self.width() < theme.px(WORDS_FROM))
        self.heading.setVisible(self.width() >= theme.px(NAME_FROM))

    def hideEvent(self, event: QHideEvent) -> None:
        # The book may be closed before the pause is over; and who comes back wants the whole board.
        self._look.stop()
        if not event.spontaneous():
            self.box.set_value("")
            self.box.show_problem(None)
            self.board.forget()
            self.stale = True
        super().hideEvent(event)
