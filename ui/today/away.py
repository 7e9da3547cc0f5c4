"""The strip after days off: how long the book was closed and what passed unseen, which can be opened as a list."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.followups.model import Banner as Away
from shopbook.followups.passed import Passed
from shopbook.followups.rules import BY_NAME
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext, say
from ui.context import Context
from ui.lists.looks import RowLook
from ui.lists.model import Column, RowModel
from ui.lists.views import ListPanel, RowList
from ui.style import theme
from ui.today.looks import MARKS
from ui.widgets.cards import Banner, EmptyState
from ui.widgets.strip import Strip


class AwayBanner(Banner):
    """Closed until the next day; `pressed` asks for the list of what passed."""

    def __init__(self) -> None:
        super().__init__("info", "", action=lambda: _("Show them"), closable=True)
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
        if self.button is not None:
            self.button.setVisible(bool(count))
        self.show()

    def _on_closed(self) -> None:
        self._closed_on = self._day
        self.hide()


class PassedList(Strip):
    """What passed while the shop was away: whom, why and when; Enter opens the profile. `opened(customer_id)`."""

    opened = Signal(object)

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self._passed = {one.id: one for one in ctx.book.followups.passed()}
        self._people = {
            row.id: row.title
            for row in ctx.book.customers.rows(
                sorted({one.customer_id for one in self._passed.values() if one.customer_id is not None})
            )
        }
        self._today = ctx.book.clock.today()
        self.model: RowModel[Passed] = RowModel(
            lambda _sort: list(self._passed),
            lambda ids: [self._passed[id] for id in ids],
            [Column("passed", lambda: _("What passed"), lambda one: self._look(one).spoken())],
            id_of=lambda one: one.id,
        )
        self.list = RowList(self.model, self._look, lambda: _("What passed"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(ListPanel(self.list, EmptyState("check", lambda: _("Nothing passed unseen"))))
        self.list.opened.connect(self._on_opened)
        self.model.refetch()
        self.list.choose_first()

    def first_focus(self) -> QWidget:
        """The list."""
        return self.list

    def _look(self, one: Passed) -> RowLook:
        icon, tone = MARKS.get(one.rule, ("phone", "brand"))
        name = self._people.get(one.customer_id or 0, "") or _("For the shop itself")
        when = (
            f"{dates.month_day(one.base_on.month, one.base_on.day)} · {dates.ago(one.base_on, self._today)}"
        )
        label = say(BY_NAME[one.rule].label) if one.rule in BY_NAME else ""
        return RowLook(
            title=name, second=" · ".join(part for part in (label, when) if part), icon=icon, tone=tone
        )

    def _on_opened(self, id: int) -> None:
        customer_id = self._passed[id].customer_id
        if customer_id is not None:
            self.opened.emit(customer_id)
