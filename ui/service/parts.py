"""Parts of the opened job: what the card promised on the day of receipt, the steps, earlier jobs of the piece."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext
from shopbook.service.model import FrozenCover, Job, JobEvent
from shopbook.service.words import outcome_words, status_words
from ui.service.words import (
    DISCS,
    cover_line,
    cover_words,
    deed_words,
    job_number,
)
from ui.style import theme
from ui.widgets.buttons import link
from ui.widgets.cards import mark, pad
from ui.widgets.text import Label

MOST_EARLIER = 4


class CoverBox(QWidget):
    """A tinted ground: what the card said as a whole, and a line for each promise."""

    def __init__(self) -> None:
        super().__init__()
        self._tone = "blue"
        self._column = QVBoxLayout(self)
        pad(self._column, 14, 8, 14, 8, 2)
        self.big = Label("", "strong", "blue", wrap=True)
        self._column.addWidget(self.big)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(2))
        self._column.addLayout(self._lines)

    def texts(self) -> list[str]:
        """Everything said, the big line first."""
        lines = [
            label.text()
            for label in self.findChildren(Label)
            if label is not self.big and label.isVisibleTo(self)
        ]
        return [self.big.text(), *lines]

    def show_job(self, job: Job) -> None:
        """What the card of a job promised when the thing was taken in."""
        frozen = dates.date_long(job.received_on)
        words, tone = cover_words(job.cover)
        if job.cover != "none":
            words = _("{words} · as of {day}").format(words=words, day=frozen)
        self.show_cover(words, tone, job.coverages)

    def show_cover(self, words: str, tone: str, covers: Sequence[FrozenCover]) -> None:
        """Show a verdict and its promises."""
        self._tone = tone
        self.big.dress(tone=tone)
        self.big.say(words)
        empty(self._lines)
        for cover in covers:
            said, kept = cover_line(cover)
            line = QWidget()
            row = QHBoxLayout(line)
            pad(row, 0, 0, 0, 0, 8)
            colour = "green" if kept else "red"
            icon = mark("circle-check" if kept else "circle-x", colour, 16, 22)
            row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Label(said, "second", "text", wrap=True), 1)
            self._lines.addWidget(line)
        self.setAccessibleName(" · ".join([words, *(cover_line(cover)[0] for cover in covers)]))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.tokens().tint(self._tone)))
        painter.drawRoundedRect(QRectF(self.rect()), theme.px(8), theme.px(8))


class StepsBox(QWidget):
    """What happened to the job, the newest first: day, deed and what was noted."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        column = QVBoxLayout(self)
        pad(column, 0, 4, 0, 0, 4)
        self.title = Label("", "second", "text2")
        column.addWidget(self.title)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(4))
        column.addLayout(self._lines)

    def texts(self) -> list[str]:
        """The lines as they are read, the newest first."""
        labels = [label for label in self.findChildren(Label) if label.isVisibleTo(self)]
        return [label.text() for label in labels if label is not self.title]

    def show_events(self, events: Sequence[JobEvent], today: dt.date) -> None:
        """Write the steps anew."""
        self.count = len(events)
        chases = sum(event.deed == "chase" for event in events)
        asked = ngettext("asked the company {n} time", "asked the company {n} times", chases)
        words = _("What happened so far")
        self.title.say(f"{words} · {asked.format(n=numbers.number(chases))}" if chases else words)
        empty(self._lines)
        for event in reversed(events):
            icon, tone = DISCS[event.status]
            line = QWidget()
            row = QHBoxLayout(line)
            pad(row, 0, 0, 0, 0, 8)
            row.addWidget(mark(icon, tone, 16, 22), 0, Qt.AlignmentFlag.AlignTop)
            day = dates.month_day(event.on.month, event.on.day)
            day = day if event.on.year == today.year else dates.date_long(event.on)
            words = f"{day} · {deed_words(event)}"
            said = f"{words} — {event.note}" if event.note else words
            row.addWidget(Label(said, "second", "text", wrap=True), 1)
            self._lines.addWidget(line)


class EarlierBox(QWidget):
    """Earlier jobs of the same piece; `opened(job_id)` when one is pressed."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        pad(column, 0, 4, 0, 0, 2)
        self.title = Label("", "second", "text2")
        column.addWidget(self.title)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        column.addLayout(self._lines)

    def show_jobs(self, jobs: Sequence[Job], today: dt.date) -> None:
        """Show the newest few; without one the part is not there."""
        self.setVisible(bool(jobs))
        count = len(jobs)
        words = ngettext(
            "This piece was here {n} time besides", "This piece was here {n} times besides", count
        )
        self.title.say(words.format(n=numbers.number(count)))
        empty(self._lines)
        for job in jobs[:MOST_EARLIER]:
            what = job.work_done or job.problem
            came = outcome_words(job.outcome) if job.outcome else status_words(job.status)
            words = " · ".join((job_number(job), dates.ago(job.received_on, today), came))
            button = link(words, "history")
            button.setToolTip(what)
            button.clicked.connect(partial(self.opened.emit, job.id))
            self._lines.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self._lines.addWidget(Label(what, "caption", "text2", wrap=True))


def empty(lines: QLayout) -> None:
    """Take all lines away."""
    while (item := lines.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
