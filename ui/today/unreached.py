"""Nobody answered four times: another number, a visit or a message. What these do is the page's and the strips'."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.customers.phones import normalise
from shopbook.errors import Message, ShopbookError
from shopbook.followups.model import Card, Lane
from shopbook.followups.reminders import ReminderDraft
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, explain, ngettext
from ui.context import Context
from ui.forms.days import Ahead, DateField
from ui.forms.field import Wrong
from ui.forms.texts import PhoneField
from ui.style import theme
from ui.today.looks import title_of, whereabouts
from ui.widgets.buttons import Button, plain
from ui.widgets.cards import pad
from ui.widgets.flow import FlowLayout
from ui.widgets.strip import Strip
from ui.widgets.text import Label

MOST_NUMBERS = 8
VISITS = (Ahead(), Ahead(days=1), Ahead(days=3))


class UnreachedRow(QWidget):
    """The three ways left, for the panel of a card in the lane "did not pick up"; `deed(key)` when one is pressed."""

    deed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        pad(column, 0, 0, 0, 0, 6)
        self.words = Label("", "second", "amber", wrap=True)
        column.addWidget(self.words)
        row = FlowLayout(gap=theme.px(8))
        self.buttons: dict[str, Button] = {}
        for key, text, icon in (
            ("other_number", lambda: _("Another number"), "phone"),
            ("visit", lambda: _("Go and see them"), "map-pin"),
            ("copy_message", lambda: _("Message"), "message-square"),
        ):
            button = plain(text, icon, "M" if key == "copy_message" else "")
            button.setProperty("deed", key)
            button.clicked.connect(self._on_clicked)
            self.buttons[key] = button
            row.addWidget(button)
        column.addLayout(row)
        self.hide()

    def show_card(self, card: Card | None) -> None:
        """Stand there for a card nobody answers, with how often it was tried; else not at all."""
        tries = card.attempts if card is not None and card.lane is Lane.NO_ANSWER else 0
        if card is not None and tries:
            words = ngettext(
                "Not reached in {n} try. What now?", "Not reached in {n} tries. What now?", tries
            )
            self.words.say(words.format(n=numbers.number(tries)))
            self.buttons["visit"].setVisible(card.customer_id is not None)
        self.setVisible(bool(tries))

    def _on_clicked(self) -> None:
        self.deed.emit(str(self.sender().property("deed")))


class NumberStrip(Strip):
    """The household's other numbers, a figure for each; or a new one, typed. `chosen(phone)` is called next."""

    chosen = Signal(str)

    def __init__(self, ctx: Context, card: Card) -> None:
        super().__init__()
        self.ctx, self.card = ctx, card
        column = QVBoxLayout(self)
        pad(column, 20, 2, 20, 14, 10)
        self.buttons: list[Button] = []
        row = FlowLayout(gap=theme.px(8))
        for at, (phone, whose) in enumerate(other_numbers(ctx, card), 1):
            button = plain(_Shown(phone, whose), "phone", str(at))
            button.setProperty("phone", phone)
            button.clicked.connect(self._on_number)
            self.buttons.append(button)
            row.addWidget(button)
        if self.buttons:
            column.addLayout(row)
        else:
            column.addWidget(
                Label(lambda: _("The book has no other number of this house."), "second", "text2")
            )
        self.new = PhoneField("phone", lambda: _("A new number, then Enter"))
        self.new.setMaximumWidth(theme.px(320))
        self.new.entered.connect(self._on_new)
        column.addWidget(self.new)

    def first_focus(self) -> QWidget:
        """The first number, or the box for a new one."""
        return self.buttons[0] if self.buttons else self.new.control

    def key_pressed(self, key: str) -> bool:
        """The figure on a button presses it."""
        if key.isdigit() and 1 <= int(key) <= len(self.buttons):
            self.buttons[int(key) - 1].click()
            return True
        return False

    def _on_number(self) -> None:
        self.chosen.emit(str(self.sender().property("phone")))

    def _on_new(self) -> None:
        phone = normalise(self.new.typed())
        if not phone.key10:
            self.new.show_problem(Message("Write the phone number."))
            return
        if self.card.customer_id is not None:
            try:
                self.ctx.book.customers.add_phone(self.card.customer_id, self.new.typed(), by=self)
            except ShopbookError as error:
                self.new.show_problem(explain(error))
                return
        self.chosen.emit(phone.e164 or phone.raw)


class _Shown:
    """A number and its owner, in the digits of the screen."""

    def __init__(self, phone: str, whose: str) -> None:
        self._phone, self._whose = phone, whose

    def __call__(self) -> str:
        return " · ".join(part for part in (numbers.phone(self._phone), self._whose) if part)


class VisitStrip(Strip):
    """When somebody goes to see them: 1 to 3, or a day; it becomes an own reminder. `finished(words)` says the day."""

    finished = Signal(str)

    def __init__(self, ctx: Context, card: Card) -> None:
        super().__init__()
        self.ctx, self.card = ctx, card
        column = QVBoxLayout(self)
        pad(column, 20, 2, 20, 14, 10)
        row = FlowLayout(gap=theme.px(8))
        self.buttons: list[Button] = []
        for at, ahead in enumerate(VISITS, 1):
            button = plain(ahead.title, "", str(at))
            button.setProperty("ahead", ahead)
            button.clicked.connect(self._on_usual)
            self.buttons.append(button)
            row.addWidget(button)
        column.addLayout(row)
        self.day = DateField("day", lambda: _("On a day of your choice"), ctx.book.clock.today, chips=())
        self.day.setMaximumWidth(theme.px(320))
        self.day.entered.connect(self._on_day_entered)
        column.addWidget(self.day)

    def first_focus(self) -> QWidget:
        """The first choice."""
        return self.buttons[0]

    def key_pressed(self, key: str) -> bool:
        """The figure on a button presses it."""
        if key.isdigit() and 1 <= int(key) <= len(self.buttons):
            self.buttons[int(key) - 1].click()
            return True
        return False

    def go_on(self, day: dt.date) -> None:
        """Remember the visit for this day."""
        if day < self.ctx.book.clock.today():
            self.day.show_problem(Message("Choose today or a day that is still to come."))
            return
        where = whereabouts(self.card)
        title = _("Go and see {name}").format(name=title_of(self.card))
        draft = ReminderDraft(
            f"{title} ({where})" if where else title, day, customer_id=self.card.customer_id
        )
        try:
            self.ctx.book.followups.remind(draft, by=self)
        except ShopbookError as error:
            self.day.show_problem(explain(error))
            return
        self.finished.emit(dates.date_long(day))

    def _on_usual(self) -> None:
        ahead = self.sender().property("ahead")
        self.go_on(ahead.of(self.ctx.book.clock.today()))

    def _on_day_entered(self) -> None:
        try:
            day = self.day.value()
        except Wrong as wrong:
            self.day.show_problem(wrong.problem)
            return
        if day is None:
            self.day.open_calendar()
        else:
            self.go_on(day)


def other_numbers(ctx: Context, card: Card) -> list[tuple[str, str]]:
    """The numbers of everybody in this house but the one that was tried, each with its owner; wrong ones not."""
    customers = ctx.book.customers
    tried = normalise(card.phone).key10
    own = customers.phones(card.customer_id) if card.customer_id is not None else ()
    keys = {phone.key10 for phone in own if phone.state != "wrong"} | {tried}
    members = {card.customer_id} if card.customer_id is not None else set()
    for key in sorted(keys - {""}):
        members.update(customers.household(key))
    found: dict[str, tuple[str, str]] = {}
    for row in customers.rows(sorted(members)):
        for phone in customers.phones(row.id):
            if phone.state != "wrong" and phone.key10 not in ("", tried):
                found.setdefault(phone.key10, (phone.shown, row.name))
    return list(found.values())[:MOST_NUMBERS]
