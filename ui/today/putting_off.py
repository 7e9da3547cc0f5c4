"""Strips under the list: put a card off, or skip it with a reason. Saving is shopbook.followups' affair."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from shopbook.errors import ShopbookError
from shopbook.followups.dates import snooze_until
from shopbook.followups.model import Item
from shopbook.localisation import numbers
from shopbook.localisation.language import _, explain, ngettext
from ui.context import Context
from ui.forms.days import DateField
from ui.forms.field import Wrong
from ui.style import theme
from ui.today.looks import comes_back
from ui.widgets.buttons import Button, plain, primary
from ui.widgets.cards import Banner, pad
from ui.widgets.flow import FlowLayout
from ui.widgets.strip import Strip
from ui.widgets.text import Label

CHOICES: tuple[tuple[str, Callable[[], str]], ...] = (
    ("two_hours", lambda: _("2 hours")),
    ("tomorrow", lambda: _("Tomorrow")),
    ("three_days", lambda: _("In 3 days")),
    ("next_week", lambda: _("Next week")),
    ("after_salary", lambda: _("After salary (5th)")),
)
REASONS: tuple[Callable[[], str], ...] = (
    lambda: _("No longer needed"),
    lambda: _("They came to the shop"),
    lambda: _("Told them another way"),
    lambda: _("They do not want it"),
)


class SnoozeStrip(Strip):
    """1 to 5 put the card off, 6 asks for a day. After three times it asks first: do it, skip it, or keep it."""

    finished = Signal(str)
    skip_asked = Signal()
    call_asked = Signal()

    def __init__(self, ctx: Context, items: tuple[Item, ...]) -> None:
        super().__init__()
        self.ctx, self.items = ctx, items
        self.asking = any(item.asks_to_decide for item in items)
        self._column = QVBoxLayout(self)
        pad(self._column, 20, 2, 20, 14, 10)
        self.buttons: list[Button] = []
        if self.asking:
            self._ask()
        else:
            self._offer()

    def first_focus(self) -> QWidget:
        """The first choice."""
        return self.buttons[0]

    def _ask(self) -> None:
        times = max(item.snooze_count for item in self.items)
        words = ngettext(
            "You have put this off {n} time already.", "You have put this off {n} times already.", times
        )
        self.question = Banner(
            "amber",
            words.format(n=numbers.number(times)),
            _("Call now, skip it with a reason, or keep it once more?"),
        )
        self._column.addWidget(self.question)
        row = FlowLayout(gap=theme.px(8))
        for text, icon, key, run in (
            (lambda: _("Call now"), "phone-call", "1", self.call_asked.emit),
            (lambda: _("Skip with a reason"), "x", "2", self.skip_asked.emit),
            (lambda: _("Keep it for later"), "clock", "3", self._keep),
        ):
            button = (primary if key == "1" else plain)(text, icon, key)
            button.clicked.connect(run)
            self.buttons.append(button)
            row.addWidget(button)
        self._column.addLayout(row)

    def _keep(self) -> None:
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = []
        self.question.hide()
        self._offer()
        # Shown at once: a part that is to be shown later cannot take the keyboard.
        for widget in (*self.buttons, self.pick):
            widget.show()
        self.first_focus().setFocus()

    def _offer(self) -> None:
        row = FlowLayout(gap=theme.px(8))
        day = self.ctx.book.followups.day()
        for at, (choice, title) in enumerate(CHOICES, 1):
            button = plain(title, "", str(at))
            button.setToolTip(comes_back(snooze_until(choice, day), day.now))
            button.setProperty("choice", choice)
            button.clicked.connect(self._on_choice)
            self.buttons.append(button)
            row.addWidget(button)
        self._column.addLayout(row)
        line = QHBoxLayout()
        line.setSpacing(theme.px(10))
        self.pick = DateField(
            "pick", lambda: _("On a day of your choice"), self.ctx.book.clock.today, chips=()
        )
        self.pick.setMaximumWidth(theme.px(320))
        self.pick.entered.connect(self._on_pick_entered)
        line.addWidget(self.pick)
        line.addStretch(1)
        self._column.addLayout(line)

    def put_off(self, choice: str, pick_on: dt.date | None = None) -> None:
        """Save the choice and say when the card comes back."""
        followups = self.ctx.book.followups
        try:
            until = followups.snooze(self.items, choice, pick_on=pick_on, insist=self.asking, by=self)
        except ShopbookError as error:
            self.pick.show_problem(explain(error))
            return
        self.finished.emit(comes_back(until, followups.day().now))

    def key_pressed(self, key: str) -> bool:
        """The figure on a button presses it; 6 goes to the date."""
        if key.isdigit() and 1 <= int(key) <= len(self.buttons):
            self.buttons[int(key) - 1].click()
            return True
        if key == "6" and not (self.asking and len(self.buttons) == 3):
            self.pick.setFocus()
            return True
        return False

    def _on_choice(self) -> None:
        self.put_off(str(self.sender().property("choice")))

    def _on_pick_entered(self) -> None:
        try:
            day = self.pick.value()
        except Wrong as wrong:
            self.pick.show_problem(wrong.problem)
            return
        if day is None:
            self.pick.open_calendar()
        else:
            self.put_off("pick", day)


class SkipStrip(Strip):
    """Why the card is skipped: one key for a usual reason, or a few words and Enter."""

    finished = Signal(str)

    def __init__(self, ctx: Context, items: tuple[Item, ...]) -> None:
        super().__init__()
        self.ctx, self.items = ctx, items
        column = QVBoxLayout(self)
        pad(column, 20, 2, 20, 14, 8)
        row = FlowLayout(gap=theme.px(8))
        self.buttons: list[Button] = []
        for at, title in enumerate(REASONS, 1):
            button = plain(title, "", str(at))
            button.clicked.connect(self._on_usual)
            self.buttons.append(button)
            row.addWidget(button)
        column.addLayout(row)
        self.line = QLineEdit()
        self.line.setMaxLength(200)
        self.line.setMaximumWidth(theme.px(520))
        self.line.setPlaceholderText(_("Another reason, then Enter"))
        self.line.setAccessibleName(_("Another reason"))
        self.line.returnPressed.connect(self._on_return)
        column.addWidget(self.line)
        self.problem = Label("", "caption", "red")
        self.problem.hide()
        column.addWidget(self.problem)

    def first_focus(self) -> QWidget:
        """The first usual reason."""
        return self.buttons[0]

    def skip(self, reason: str) -> None:
        """Save the reason."""
        try:
            self.ctx.book.followups.skip(self.items, reason, by=self)
        except ShopbookError as error:
            self.problem.say(explain(error))
            self.problem.show()
            return
        self.finished.emit(reason)

    def key_pressed(self, key: str) -> bool:
        """The figure on a button presses it."""
        if key.isdigit() and 1 <= int(key) <= len(self.buttons):
            self.buttons[int(key) - 1].click()
            return True
        return False

    def _on_usual(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.skip(REASONS[self.buttons.index(button)]())

    def _on_return(self) -> None:
        self.skip(self.line.text())
