"""Above the list: the day in both calendars, the four figures, and what happened while the shop was away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.clock import day_of
from shopbook.followups.model import Banner as Away
from shopbook.followups.model import Counts
from shopbook.followups.rules import BY_NAME
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext, say
from ui.style import theme
from ui.today.looks import greeting
from ui.widgets.buttons import plain, quiet
from ui.widgets.cards import Banner, StatTile, pad
from ui.widgets.text import ElidedLabel, h1

REMIND_FROM = 700


class Caller(QObject):
    """Calls something without the argument Qt's signal brings."""

    def __init__(self, run: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._run = run

    def call(self) -> None:
        """Do it."""
        self._run()


class Heading(QWidget):
    """The name of the screen, greeting and day, and the three things one does without a card."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        pad(row, 0, 0, 0, 0, 10)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(h1(lambda: _("Today's work")))
        self.day = ElidedLabel("", "second", "text2")
        words.addWidget(self.day)
        row.addLayout(words, 1)
        self.remind = quiet(lambda: _("Remind me"), "bell")
        self.callback = plain(lambda: _("Call-back"), "phone-missed", "F8")
        self.sheet = plain(lambda: _("Print the list"), "printer", "Ctrl+L")
        for button in (self.remind, self.callback, self.sheet):
            row.addWidget(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # With a sheet open beside the page the name of the screen keeps its room; reminders wait in "More".
        self.remind.setVisible(self.width() >= theme.px(REMIND_FROM))

    def show_day(self, now: dt.datetime, holiday: bool) -> None:
        """Greet by the clock and name the day in both calendars."""
        day = day_of(now)
        parts = [greeting(now), dates.date_weekday(day), dates.bangla_date(day)]
        if holiday:
            parts.append(_("Weekly holiday: only what cannot wait"))
        self.day.say(" · ".join(parts))


class Tiles(QWidget):
    """To do, dues overdue, warranties ending, done today."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        pad(row, 0, 0, 0, 0, 12)
        self.now = StatTile("bell", "brand", lambda: _("To do today"))
        self.dues = StatTile("wallet", "red", lambda: _("Dues to ask for"))
        self.warranties = StatTile("shield-check", "amber", lambda: _("Warranties ending"))
        self.done = StatTile("circle-check", "green", lambda: _("Done today"))
        for tile in (self.now, self.dues, self.warranties, self.done):
            row.addWidget(tile, 1)

    def show_counts(self, counts: Counts) -> None:
        """Show the figures."""
        self.now.say(numbers.number(counts.now))
        self.dues.say(numbers.money(counts.overdue_paisa), calm=not counts.overdue_paisa)
        self.warranties.say(numbers.number(counts.warranties_ending), calm=not counts.warranties_ending)
        self.done.say(numbers.number(counts.done_today))


class AwayBanner(Banner):
    """After days off: how long, and what passed unseen meanwhile; closed until the next day."""

    def __init__(self) -> None:
        super().__init__("info", "", closable=True)
        self._closed_on: dt.date | None = None
        self._day: dt.date | None = None
        self.setMinimumHeight(theme.px(40))
        self.hide()
        self.closed.connect(self._on_closed)

    def show_banner(self, away: Away, today: dt.date) -> None:
        """Show what happened, or nothing."""
        self._day = today
        if not away or self._closed_on == today:
            self.hide()
            return
        parts = []
        if away.days_away:
            days = numbers.number(away.days_away)
            parts.append(
                ngettext(
                    "The book was closed for {n} day.", "The book was closed for {n} days.", away.days_away
                ).format(n=days)
            )
        count = away.expired_count
        if count:
            parts.append(
                ngettext(
                    "The time for {n} call has passed; it stands in the history.",
                    "The time for {n} calls has passed; they stand in the history.",
                    count,
                ).format(n=numbers.number(count))
            )
        which = " · ".join(
            f"{say(BY_NAME[rule].label)} {numbers.number(n)}"
            for rule, n in away.expired.items()
            if rule in BY_NAME
        )
        self.say(" ".join(parts), which)
        self.show()

    def _on_closed(self) -> None:
        self._closed_on = self._day
        self.hide()
