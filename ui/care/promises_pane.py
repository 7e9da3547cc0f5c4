"""One tab of promises and wishes: chips, a list, and the chosen line opened beside it. What the lines are is the
tab's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from shopbook.errors import ShopbookError
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _
from ui.context import Context
from ui.lists.looks import RowLook, Section
from ui.lists.model import Column, RowModel
from ui.lists.views import ListPanel, RowList
from ui.qt import AlignTop
from ui.style import theme
from ui.translation import Text
from ui.widgets.buttons import Button, chip, icon_button, plain, primary, quiet
from ui.widgets.cards import Card, EmptyState, Facts, SidePanel, pad
from ui.widgets.flow import FlowLayout
from ui.widgets.text import ElidedLabel, Label

# Under these the list needs the room, and what stands beside it can be opened by Enter.
BESIDE_FROM, BESIDE_FROM_HEIGHT = 620, 260
LOW = 310
# Under this the name in a row needs the room of the badge.
NARROW_LIST = 360

Said = Callable[[], str]


class Pane(QWidget):
    """Override what is marked below. `asked(deed)` when a button is pressed: the page does the deed, as for its key."""

    WHICH: ClassVar[tuple[str, ...]] = ("open",)
    ICON: ClassVar[str] = "handshake"
    NEW_KEY: ClassVar[str] = "N"

    asked = Signal(str)
    typed = Signal(str)

    def __init__(self, ctx: Context, name: Text) -> None:
        super().__init__()
        self.ctx = ctx
        self.which = self.WHICH[0]
        self.model: RowModel[Any] = RowModel(
            self._ids, self.rows, [Column("row", name, self._spoken)], self.id_of
        )
        self.list = RowList(self.model, self.look_now, name)
        self.list.own_keys = "dDsSxXnN"
        self.empty = EmptyState(self.ICON, "", "", self.new_words(), self._on_new, shortcut=self.NEW_KEY)
        self.chips: dict[str, Button] = {which: chip(self.which_words(which)) for which in self.WHICH}
        self._make_side()
        self._lay_out()

        for button in self.chips.values():
            button.clicked.connect(self._on_chip_clicked)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_opened)
        self.list.typed.connect(self.typed)
        self.open_customer.clicked.connect(self._on_who)
        self.call.clicked.connect(self._on_call)
        self.good.clicked.connect(self._on_good)
        self.later.clicked.connect(self._on_later)
        self.bad.clicked.connect(self._on_bad)

    def _make_side(self) -> None:
        self.side = SidePanel()
        self.who = ElidedLabel("", "h2")
        self.phone = Label("", "second", "text2")
        self.open_customer = icon_button(lambda: _("Open the customer's page"), "user")
        self.what = Label("", "body", wrap=True)
        self.facts = Facts()
        self.more = QVBoxLayout()
        self.more.setSpacing(theme.px(6))
        self.call = plain(lambda: _("Call"), "phone-call", "F5")
        self.good = primary("", "check", "D")
        self.later = quiet(lambda: _("Another day"), "clock", "S")
        self.bad = quiet("", "x", "X")

    def _lay_out(self) -> None:
        self._head = QWidget()
        row = QHBoxLayout(self._head)
        pad(row, 0, 0, 0, 0, 8)
        words = QVBoxLayout()
        pad(words, 0, 0, 0, 0, 0)
        words.addWidget(self.who)
        words.addWidget(self.phone)
        row.addLayout(words, 1)
        row.addWidget(self.open_customer, 0, AlignTop)
        for widget in (self._head, self.what, self.facts):
            self.side.body.addWidget(widget)
        self.side.body.addLayout(self.more)
        self.side.body.addStretch(1)
        self._lay_out_foot()
        chips = QWidget()
        flow = FlowLayout(chips, theme.px(8))
        for button in self.chips.values():
            flow.addWidget(button)
        ground = Card(margin=1, gap=0)
        ground.body.addWidget(ListPanel(self.list, self.empty), 1)
        halves = QHBoxLayout()
        halves.setSpacing(theme.px(14))
        halves.addWidget(ground, 7)
        halves.addWidget(self.side, 4)
        column = QVBoxLayout(self)
        pad(column, 0, 10, 0, 0, 10)
        column.addWidget(chips)
        column.addLayout(halves, 1)

    def _lay_out_foot(self) -> None:
        """As on every opened line of the shop: calling and the good end, below them what is done more rarely."""
        self._deeds = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._deeds.setSpacing(theme.px(8))
        above = QHBoxLayout()
        above.setSpacing(theme.px(8))
        above.addWidget(self.call, 4)
        above.addWidget(self.good, 6)
        below = QHBoxLayout()
        below.setSpacing(theme.px(8))
        for button in (self.later, self.bad):
            below.addWidget(button, 1)
        self._deeds.addLayout(above, 1)
        self._deeds.addLayout(below)
        self.side.footer.addLayout(self._deeds)
        self.side.line.show()

    # what a tab says

    def ids(self) -> Sequence[int | Section]:
        """The lines of the chosen list, headings between them."""
        raise NotImplementedError

    def rows(self, ids: list[int]) -> Sequence[Any]:
        """The rows of some lines."""
        raise NotImplementedError

    def id_of(self, row: Any) -> int:
        """Whose line a row is."""
        return int(row.id)

    def look(self, row: Any) -> RowLook:
        """How a row reads."""
        raise NotImplementedError

    def which_words(self, which: str) -> Said:
        """The words of a chip."""
        raise NotImplementedError

    def empty_words(self) -> tuple[str, str]:
        """What an empty list says."""
        raise NotImplementedError

    def new_words(self) -> Said:
        """The button that writes a new one."""
        raise NotImplementedError

    def begin(self) -> None:
        """Write a new one."""
        raise NotImplementedError

    def show_row(self, row: Any) -> None:
        """Fill the panel beside the list with the chosen row."""
        raise NotImplementedError

    def figures(self) -> str:
        """How it went, in one calm line."""
        return ""

    def customer_of(self, row: Any) -> int | None:
        """The customer of a row."""
        found: int | None = row.customer_id
        return found

    def do(self, deed: str, row: Any) -> None:
        """Do "good", "later", "bad" or "open" with a row."""
        raise NotImplementedError

    # what the page asks

    def refresh(self) -> None:
        """Read the list again; the chosen line stays chosen."""
        self.model.refetch()
        if self.list.current_id() is None:
            self.list.choose_first()
        for which, button in self.chips.items():
            button.setChecked(which == self.which)
        title, detail = self.empty_words()
        self.empty.say(title, detail)
        self._show_chosen()

    def choose(self, which: str) -> None:
        """Show another list."""
        self.which = which
        self.refresh()

    def first_focus(self) -> QWidget:
        """The list, or the button that fills it."""
        if self.model.rowCount() or self.empty.button is None:
            return self.list
        return self.empty.button

    def customer_here(self) -> int | None:
        """F3, F4 and F5 begin with the customer of the chosen line."""
        row = self.list.current_row()
        return self.customer_of(row) if row is not None else None

    def perform(self, deed: str) -> None:
        """Do a deed with the chosen line; what is not possible is said."""
        row = self.list.current_row()
        if row is None:
            return
        try:
            self.do(deed, row)
        except ShopbookError as error:
            self.ctx.messages.problem(error)

    def call_now(self) -> None:
        """Open the call strip for the customer of the chosen line."""
        if (customer_id := self.customer_here()) is not None:
            self.ctx.navigation.go("call", {"customer_id": customer_id})

    # helps for the tabs

    def today(self) -> dt.date:
        """The shop's day."""
        return self.ctx.book.clock.today()

    def month(self) -> tuple[dt.date, dt.date]:
        """This month so far."""
        return self.today().replace(day=1), self.today()

    def done(self, words: str) -> None:
        """Say what was done, with the way back."""
        history = self.ctx.book.history
        self.ctx.messages.done(words, undo=partial(history.undo, history.last_operation()))

    def offer_deeds(self, good: Said | None, bad: Said | None, *, later: bool, call: bool) -> None:
        """Show the buttons that make sense for the chosen row."""
        self.side.line.setVisible(good is not None or bad is not None or later or call)
        self.good.setVisible(good is not None)
        self.bad.setVisible(bad is not None)
        if good is not None:
            self.good.say(good)
        if bad is not None:
            self.bad.say(bad)
        self.later.setVisible(later)
        self.call.setVisible(call)

    def show_who(self, name: str, phone: str) -> None:
        """Whom it is about, on top of the panel."""
        self.who.say(name or numbers.phone(phone) or _("Without a name"))
        self.phone.say(numbers.phone(phone) if name else "")
        self.phone.setVisible(bool(name and phone))
        self.open_customer.setVisible(self.customer_here() is not None)

    def day_badge(self, day: dt.date) -> tuple[str, str]:
        """How far a day is, and its tone: red once it has passed."""
        away = (day - self.today()).days
        if away < 0:
            return dates.days_late(-away), "red"
        if away == 0:
            return _("Today"), "amber"
        return dates.ago(day, self.today()), "blue"

    def short(self, day: dt.date) -> str:
        """A day without its year while that is this one."""
        this_year = day.year == self.today().year
        return dates.month_day(day.month, day.day) if this_year else dates.date_long(day)

    def by_day(self, late: Sequence[int], all_ids: Sequence[int]) -> list[int | Section]:
        """The late ones under their own heading, then those still to come."""
        past = set(late)
        coming = [each for each in all_ids if each not in past]
        found: list[int | Section] = []
        if late:
            found += [Section(_("The day has passed"), numbers.number(len(late)), "red"), *late]
        if coming:
            found += [Section(_("Still to come"), numbers.number(len(coming)), "brand"), *coming]
        return found

    # what happens

    def _ids(self, _sort: object) -> Sequence[int | Section]:
        return self.ids()

    def look_now(self, row: Any) -> RowLook:
        """The look in the width there is: on a narrow list the phone gives way."""
        look = self.look(row)
        return replace(look, beside="") if self.list.width() < theme.px(NARROW_LIST) else look

    def _spoken(self, row: Any) -> str:
        return self.look(row).spoken()

    def _show_chosen(self) -> None:
        row = self.list.current_row()
        self._fit()
        while (item := self.more.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.facts.clear()
        if row is not None:
            self.show_row(row)

    def _fit(self) -> None:
        roomy = self.width() >= theme.px(BESIDE_FROM) and self.height() >= theme.px(BESIDE_FROM_HEIGHT)
        self.side.setVisible(roomy and self.list.current_id() is not None)
        # On a low screen with large letters the words need the room: the deeds stand in one row.
        low = self.height() < theme.px(LOW)
        ways = QBoxLayout.Direction
        self._deeds.setDirection(ways.LeftToRight if low else ways.TopToBottom)
        for button in (self.call, self.later, self.bad):
            button.shrink(low)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _on_chip_clicked(self) -> None:
        self.choose(next(which for which, button in self.chips.items() if button is self.sender()))

    def _on_chosen(self, _id: object) -> None:
        self._show_chosen()

    def _on_opened(self, _id: object) -> None:
        self.asked.emit("open")

    def _on_new(self) -> None:
        self.begin()

    def _on_who(self) -> None:
        if (customer_id := self.customer_here()) is not None:
            self.ctx.navigation.go("customer", customer_id)

    def _on_call(self) -> None:
        self.asked.emit("call")

    def _on_good(self) -> None:
        self.asked.emit("good")

    def _on_later(self) -> None:
        self.asked.emit("later")

    def _on_bad(self) -> None:
        self.asked.emit("bad")
