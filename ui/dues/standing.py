"""What is owed to the shop on a day, good and doubtful: for zakat or the end of the year. Counting is shopbook.dues."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.dues.receivables import Bucket, Standing
from shopbook.errors import Cancelled, Message, ShopbookError
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext
from shopbook.progress import Progress
from shopbook.settings.model import DOUBTFUL_AFTER
from ui.context import Context
from ui.dues.debtors import age_words
from ui.forms.days import DateField
from ui.forms.field import Wrong
from ui.forms.figures import NumberField
from ui.widgets.buttons import plain
from ui.widgets.cards import Facts, SidePanel
from ui.widgets.strip import Strip
from ui.widgets.text import Label

LOOK_AFTER_MS = 400
MOST_DAYS = 3650


class StandingSheet(Strip):
    """The day, after how many days a due is doubtful, and below at once what they give."""

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self.ctx = ctx
        self.standing: Standing | None = None
        self._counting = self._again = False
        today = ctx.book.clock.today
        self.on = DateField("on", lambda: _("On which day"), today, chips=())
        self.on.set_value(today())
        self.days = NumberField("days", lambda: _("Doubtful after so many days"), least=1, most=MOST_DAYS)
        self.days.set_value(ctx.book.settings.get(DOUBTFUL_AFTER))
        self.about = Label(_about, "second", "text2", wrap=True)
        self.facts = Facts()
        self.ages_title = Label(lambda: _("By age on that day"), "strong")
        self.ages = Facts()
        self.waiting = Label(lambda: _("Counting …"), "second", "text2")
        self.close_button = plain(lambda: _("Close"), "", "Esc")
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(LOOK_AFTER_MS)
        panel = SidePanel(framed=False)
        for widget in (self.about, self.on, self.days, self.waiting, self.facts, self.ages_title, self.ages):
            panel.body.addWidget(widget)
        panel.body.addStretch(1)
        panel.add_footer(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)

        self._look.timeout.connect(self.count)
        self.close_button.clicked.connect(ctx.navigation.close_sheet)
        for field in (self.on, self.days):
            field.changed.connect(self._look.start)
            field.entered.connect(self.count)
        self.ages_title.hide()
        self.count()

    def first_focus(self) -> QWidget:
        """The day, ready to be typed over."""
        self.on.line.selectAll()
        return self.on.line

    def asked(self) -> tuple[dt.date, int] | None:
        """The day and the days; None when one cannot be read."""
        try:
            on, days = self.on.value(), self.days.value()
        except Wrong:
            return None
        return (on, days) if on is not None and days is not None else None

    def count(self) -> None:
        """Count on the other thread; the days chosen are those of the next time too."""
        self._look.stop()
        asked = self.asked()
        if asked is None:
            self.on.check()
            self.days.check()
            return
        if asked[0] > self.ctx.book.clock.today():
            self.on.show_problem(Message("This day is still to come."))
            return
        if self._counting:
            self._again = True
            return
        if asked[1] != self.ctx.book.settings.get(DOUBTFUL_AFTER):
            self.ctx.book.settings.set(DOUBTFUL_AFTER, asked[1], by=self)
        self._counting = True
        self.waiting.setVisible(self.standing is None)
        self._on, self._days = asked
        self.ctx.jobs.run(_("Counting the dues of that day"), self._count, self._on_counted, self._on_failed)

    def _count(self, progress: Progress) -> Standing:
        with self.ctx.book.second(read_only=True) as book:
            return book.receivables.on_day(self._on, self._days, progress)

    def _on_counted(self, standing: Standing) -> None:
        self._counting = False
        self.standing = standing
        self.show_standing(standing)
        if self._again:
            self._again = False
            self.count()

    def _on_failed(self, error: BaseException) -> None:
        self._counting = self._again = False
        self.waiting.hide()
        if isinstance(error, ShopbookError) and not isinstance(error, Cancelled):
            self.ctx.messages.problem(error)
        elif not isinstance(error, ShopbookError):
            self.ctx.jobs.crashed.emit(error)

    def show_standing(self, standing: Standing) -> None:
        """Say the figures of a day."""
        self.waiting.hide()
        self.facts.clear()
        add = self.facts.add
        day = dates.date_long(standing.on)
        add(_("Owed on {day}").format(day=day), numbers.money(standing.owed_paisa))
        add(_("Of it good"), numbers.money(standing.good_paisa), "green")
        doubtful = standing.doubtful_paisa
        add(_("Of it doubtful"), numbers.money(doubtful), "red" if doubtful else "text")
        add(_("How many owed"), numbers.number(standing.debtors), strong=False)
        if standing.advances_paisa:
            add(_("Paid ahead by others"), numbers.money(standing.advances_paisa), strong=False)
        self.ages.clear()
        for bucket in standing.ages:
            self.ages.add(age_words(bucket.age), _people(bucket), strong=False)
        self.ages_title.setVisible(bool(standing.ages))

    def hideEvent(self, event: QHideEvent) -> None:
        # The book may be closed before the pause is over.
        self._look.stop()
        super().hideEvent(event)


def _people(bucket: Bucket) -> str:
    if not bucket.count:
        return "—"
    said = ngettext("{amount} with {n} customer", "{amount} with {n} customers", bucket.count)
    return said.format(amount=numbers.money(bucket.paisa), n=numbers.number(bucket.count))


def open_standing(ctx: Context, _target: object = None) -> None:
    """Navigation "standing": the sheet beside the page in front."""
    ctx.navigation.open_sheet(StandingSheet(ctx), _("Good and doubtful dues"))


def _about() -> str:
    return _(
        "For zakat or the end of the year: what customers owed on a day, and what of it will hardly come."
    )
