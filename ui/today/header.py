"""Above the list: the day in both calendars, the four figures, and what happened while the shop was away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from shopbook.clock import day_of
from shopbook.followups.model import Counts
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _
from ui.actions import Action
from ui.style import icons, theme
from ui.today.looks import greeting
from ui.widgets.buttons import icon_button, plain, quiet
from ui.widgets.cards import StatTile, pad
from ui.widgets.text import ElidedLabel, h1

REMIND_FROM = 700
# With the name of a member beside it.
REMIND_FROM_WITH_TEAM = 1040


class Caller(QObject):
    """Calls something without the argument Qt's signal brings."""

    def __init__(self, run: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._run = run

    def call(self) -> None:
        """Do it."""
        self._run()


class Heading(QWidget):
    """The name of the screen, greeting and day, and what one does without a card; `team` is who shares the list."""

    def __init__(self, team: QWidget | None = None) -> None:
        super().__init__()
        self._team = team
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
        self.more = icon_button(lambda: _("More"), "ellipsis")
        for button in (
            *([team] if team is not None else []),
            self.remind,
            self.callback,
            self.sheet,
            self.more,
        ):
            row.addWidget(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # With a sheet open beside the page the name of the screen keeps its room; reminders wait in "More".
        self.make_room()

    def make_room(self) -> None:
        """Own reminders wait in "More" where the heading is narrow."""
        shared = self._team is not None and not self._team.isHidden()
        self.remind.setVisible(self.width() >= theme.px(REMIND_FROM_WITH_TEAM if shared else REMIND_FROM))

    def menu(self, actions: Sequence[Action]) -> QMenu:
        """What is done with the whole day, with its keys; popped up by the caller, gone when it is closed."""
        menu = QMenu(self)
        for action in actions:
            keys = action.shortcuts()
            line = QAction(f"{action.text()}\t{keys[0]}" if keys else action.text(), menu)
            line.setIcon(icons.icon(action.icon))
            line.triggered.connect(Caller(action.run, line).call)
            menu.addAction(line)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def show_day(self, now: dt.datetime, holiday: bool, away: str = "") -> None:
        """Greet by the clock, name the day in both calendars, and say who is not here."""
        day = day_of(now)
        self.make_room()
        parts = [away or greeting(now), dates.date_weekday(day), dates.bangla_date(day)]
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

    def show_counts(self, counts: Counts, *, dues: bool = True) -> None:
        """Show the figures; `dues` False for who may not see them: nought would be a lie."""
        self.dues.setVisible(dues)
        self.now.say(numbers.number(counts.now))
        self.dues.say(numbers.money(counts.overdue_paisa), calm=not counts.overdue_paisa)
        self.warranties.say(numbers.number(counts.warranties_ending), calm=not counts.warranties_ending)
        self.done.say(numbers.number(counts.done_today))
