"""The customer's things that are in the workshop now, beside the timeline. The service desk has the rest."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, pgettext
from shopbook.products.model import title
from shopbook.service.model import Job
from ui.context import Context
from ui.widgets.buttons import link
from ui.widgets.cards import Card, SectionHeader
from ui.widgets.text import Label

MOST_SHOWN = 5


class JobsCard(Card):
    """`opened(job_id)` on a press. Without anything in the workshop the part is not there at all."""

    opened = Signal(object)

    def __init__(self, ctx: Context) -> None:
        super().__init__(gap=8)
        self.ctx = ctx
        self.head = SectionHeader("")
        self.lines = QVBoxLayout()
        self.lines.setSpacing(8)
        self.body.addWidget(self.head)
        self.body.addLayout(self.lines)

    def show_customer(self, customer_id: int) -> None:
        """Read the jobs again: the late ones first."""
        today = self.ctx.book.clock.today()
        jobs = [job for job in self.ctx.book.jobs.of_customer(customer_id) if job.is_open]
        jobs.sort(key=lambda job: (job.promised_on is None, job.promised_on or today, job.id))
        while (item := self.lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for job in jobs[:MOST_SHOWN]:
            self.lines.addWidget(self._line(job, today))
        self.head.say(_("In servicing"), numbers.number(len(jobs)) if jobs else "")
        self.setVisible(bool(jobs))

    def _line(self, job: Job, today: dt.date) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        name = link(title(job.product_name, job.brand, job.model), "hammer")
        name.clicked.connect(partial(self.opened.emit, job.id))
        words, tone = _standing(job, today)
        column.addWidget(name, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(Label(f"{numbers.to_script(job.job_no)} · {words}", "caption", tone, wrap=True))
        return line


def _standing(job: Job, today: dt.date) -> tuple[str, str]:
    """What to tell them of it, and the tone."""
    if job.status == "ready":
        return _("Ready to be fetched"), "green"
    where = pgettext("job", "With the company") if job.status == "sent_to_company" else ""
    if job.promised_on is None:
        return where or _("No day promised"), "text2"
    late = (today - job.promised_on).days
    if late > 0:
        words, tone = dates.days_late(late), "red"
    else:
        words, tone = _("Promised: {day}").format(day=dates.ago(job.promised_on, today)), "text2"
    return " · ".join(part for part in (words, where) if part), tone
