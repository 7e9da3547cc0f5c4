"""Parts of the opened card: the cards before and after it, its free servicings, the jobs of its piece."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext
from shopbook.service.model import Job
from shopbook.warranties.model import Card
from shopbook.warranties.visits import Visit
from ui.style import theme
from ui.widgets.buttons import link
from ui.widgets.cards import mark, pad
from ui.widgets.flow import FlowLayout
from ui.widgets.rows import BreakingRow
from ui.widgets.text import Label

MOST_JOBS = 4


class _Box(QWidget):
    """A heading and lines under it; not there at all without a line."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        pad(column, 0, 4, 0, 0, 2)
        self.title = Label("", "second", "text2")
        column.addWidget(self.title)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(2))
        column.addLayout(self._lines)

    def texts(self) -> list[str]:
        """The lines as they are read, the heading first."""
        return [label.text() for label in self.findChildren(Label) if label.isVisibleTo(self)]

    def _empty(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()


class LinksBox(QWidget):
    """The card that stands for this one and the one this stands for; `opened(card_id)` when one is pressed."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout(self, theme.px(8))
        self.after = link(lambda: "", "shield-check")
        self.before = link(lambda: "", "history")
        self._after: Card | None = None
        self._before: Card | None = None
        for button in (self.after, self.before):
            self._flow.addWidget(button)
        self.after.clicked.connect(self._on_after_clicked)
        self.before.clicked.connect(self._on_before_clicked)

    def show_cards(self, after: Card | None, before: Card | None) -> None:
        """Show the links there are."""
        self._after, self._before = after, before
        if after is not None:
            card_no = numbers.to_script(after.card_no)
            self.after.say(_("Card {card_no} stands for it").format(card_no=card_no))
        if before is not None:
            card_no = numbers.to_script(before.card_no)
            self.before.say(_("Stands for card {card_no}").format(card_no=card_no))
        self.after.setVisible(after is not None)
        self.before.setVisible(before is not None)
        self.setVisible(after is not None or before is not None)

    def _on_after_clicked(self) -> None:
        if self._after is not None:
            self.opened.emit(self._after.id)

    def _on_before_clicked(self) -> None:
        if self._before is not None:
            self.opened.emit(self._before.id)


class VisitsBox(_Box):
    """Free servicings with their ticks: `ticked(visit_id)`, `unticked(visit_id)`, `moved(visit_id)`."""

    ticked = Signal(object)
    unticked = Signal(object)
    moved = Signal(object)

    def show_visits(self, visits: Sequence[Visit], today: dt.date, *, valid: bool) -> None:
        """Write the lines anew; of a card that has ended nothing can be ticked any more."""
        self.setVisible(bool(visits))
        done = sum(visit.done_on is not None for visit in visits)
        words = _("Free servicing · {done} of {all} done")
        self.title.say(words.format(done=numbers.number(done), all=numbers.number(len(visits))))
        self._empty()
        for visit in visits:
            self._lines.addWidget(self._line(visit, today, valid))

    def _line(self, visit: Visit, today: dt.date, valid: bool) -> QWidget:
        said = QWidget()
        words = QHBoxLayout(said)
        pad(words, 0, 0, 0, 0, 8)
        late = visit.is_late(today)
        tone = "green" if visit.done_on else "amber" if late else "blue"
        icon = "circle-check" if visit.done_on else "triangle-alert" if late else "calendar-days"
        words.addWidget(mark(icon, tone, 16, 30), 0, Qt.AlignmentFlag.AlignTop)
        words.addWidget(Label(visit_words(visit, today), "second", "text", wrap=True), 1)
        if not valid:
            return said
        ways = QWidget()
        beside = QHBoxLayout(ways)
        pad(beside, 0, 0, 0, 0, 4)
        if visit.done_on is not None:
            beside.addWidget(self._button(_("Not done"), "undo-2", self.unticked, visit))
        else:
            beside.addWidget(self._button(_("Done"), "check", self.ticked, visit))
            beside.addWidget(self._button(_("Another day"), "calendar", self.moved, visit))
        beside.addStretch(1)
        # In a narrow window the ways stand under the words.
        line = BreakingRow(8)
        line.add(said, 1, 240)
        line.add(ways, 0, 210 if visit.done_on is None else 100)
        return line

    def _button(self, words: str, icon: str, signal: object, visit: Visit) -> QWidget:
        button = link(words, icon)
        button.setProperty("visit", visit.id)
        nth = _("free servicing {n}").format(n=numbers.number(visit.sequence))
        button.setAccessibleName(f"{words}: {nth}")
        button.clicked.connect(partial(signal.emit, visit.id))  # type: ignore[attr-defined]
        return button


class JobsBox(_Box):
    """The jobs of this piece; `opened(job_id)` when one is pressed."""

    opened = Signal(object)

    def show_jobs(self, jobs: Sequence[Job], today: dt.date) -> None:
        """Show the newest few."""
        self.setVisible(bool(jobs))
        count = len(jobs)
        words = ngettext("In the workshop {n} time", "In the workshop {n} times", count)
        self.title.say(words.format(n=numbers.number(count)))
        self._empty()
        for job in jobs[:MOST_JOBS]:
            came = (
                _("handed back {when}").format(when=dates.ago(job.closed_on, today))
                if job.closed_on is not None
                else _("still here")
            )
            number = _("Job {job_no}").format(job_no=numbers.to_script(job.job_no))
            button = link(number, "hammer")
            button.clicked.connect(partial(self.opened.emit, job.id))
            self._lines.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            said = " · ".join((dates.date_long(job.received_on), came, job.work_done or job.problem))
            self._lines.addWidget(Label(said, "caption", "text2", wrap=True))


def visit_words(visit: Visit, today: dt.date) -> str:
    """A servicing in one line: which, when due or done, and what was noted."""
    nth = numbers.number(visit.sequence)
    if visit.done_on is not None:
        said = _("{n}) done on {date}").format(n=nth, date=dates.date_long(visit.done_on))
        return f"{said} · {visit.note}" if visit.note else said
    day = dates.date_long(visit.due_on)
    if visit.is_late(today):
        late = dates.days_late((today - visit.due_on).days)
        return _("{n}) {date}").format(n=nth, date=day) + f" · {late}"
    return _("{n}) {date}").format(n=nth, date=day) + f" · {dates.ago(visit.due_on, today)}"
