"""The memos of the shop, the newest first, and what the day brought in. One memo is view.py."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext
from shopbook.sales.model import SaleRow
from ui.context import Context
from ui.lists.looks import Section
from ui.lists.model import Column, RowModel, Sort
from ui.lists.views import ListPanel, RowTable
from ui.page import Page
from ui.qt import AlignRight
from ui.style import theme
from ui.widgets.buttons import Button, chip
from ui.widgets.cards import Card, EmptyState, StatTile, pad
from ui.widgets.flow import FlowLayout
from ui.widgets.text import ElidedLabel, h1

WHICH = ("all", "today", "deliver")
# Below this the tiles would leave no room for the list.
TILES_FROM_HEIGHT = 520


@dataclass(frozen=True, slots=True)
class Memo:
    """A line of the list: the memo and who bought."""

    row: SaleRow
    customer: str

    @property
    def id(self) -> int:
        """The memo's id."""
        return self.row.id


class SalesPage(Page):
    """Chips choose which memos; Enter opens one; letters go to the search box, which finds memos by number."""

    TOPICS = ("sale", "customer", "ledger")

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx)
        self.which = "all"
        self.model: RowModel[Memo] = RowModel(self._ids, self._rows, self._columns())
        self.table = RowTable(self.model, lambda: _("Sales"))
        self.empty = EmptyState(
            "shopping-bag", lambda: _("No sale yet"), lambda: _("Each sale stands here with its memo and its due."),
            lambda: _("New sale"), self._on_new_clicked, shortcut="F2",
        )  # fmt: skip
        self.sold = StatTile("shopping-bag", "brand", lambda: _("Sold today"))
        self.received = StatTile("banknote", "green", lambda: _("Received today"))
        self.credit = StatTile("wallet", "red", lambda: _("Left due today"))
        self.chips: dict[str, Button] = {
            "all": chip(lambda: _("All sales")),
            "today": chip(lambda: _("Today")),
            "deliver": chip(lambda: _("To be delivered")),
        }
        self.sums = ElidedLabel("", "second", "text2")
        self._lay_out()

        self.table.opened.connect(self._on_opened)
        self.table.typed.connect(self.search_text)
        for button in self.chips.values():
            button.clicked.connect(self._on_chip_clicked)

    def _columns(self) -> list[Column[Memo]]:
        today = self.ctx.book.clock.today
        return [
            Column("on", lambda: _("Day"), lambda m: _day(m.row.sold_on, today()), width=162, tone=_tone),
            Column("memo", lambda: _("Memo"), lambda m: numbers.to_script(m.row.memo_no), width=104, tone=_tone,
                   struck=_void),
            Column("customer", lambda: _("Customer"), lambda m: m.customer, strong=True, tone=_tone,
                   struck=_void),
            Column("items", lambda: _("What was sold"), _what, tone=_tone, spare=1, struck=_void),
            Column("total", lambda: _("Total"), _total, width=118, align=AlignRight, tone=_tone,
                   struck=_void),
            Column("due", lambda: _("Due"), _due, width=112, align=AlignRight, tone=_due_tone, strong=True),
        ]  # fmt: skip

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(20))
        head.addWidget(h1(lambda: _("Sales")))
        head.addWidget(self.sums, 1)
        self._tiles = QWidget()
        tiles = QHBoxLayout(self._tiles)
        pad(tiles, 0, 0, 0, 0, 12)
        for tile in (self.sold, self.received, self.credit):
            tiles.addWidget(tile)
        chips = QWidget()
        flow = FlowLayout(chips, 8)
        for button in self.chips.values():
            flow.addWidget(button)
        card = Card(margin=1, gap=0)
        card.body.addWidget(ListPanel(self.table, self.empty), 1)
        column = QVBoxLayout(self)
        pad(column, 20, 10, 20, 14, 10)
        column.addLayout(head)
        column.addWidget(self._tiles)
        column.addWidget(chips)
        column.addWidget(card, 1)

    def open(self, target: object) -> None:
        if target in WHICH:
            self.which = str(target)

    def refresh(self) -> None:
        self.model.refetch()
        if self.table.current_id() is None:
            self.table.choose_first()
        for which, button in self.chips.items():
            button.setChecked(which == self.which)
        totals = self.ctx.book.sales.day_totals(self.ctx.book.clock.today())
        self.sold.say(numbers.money(totals.sold_paisa))
        self.received.say(numbers.money(totals.received_paisa))
        self.credit.say(numbers.money(totals.on_credit_paisa), calm=not totals.on_credit_paisa)
        self.sums.say(
            ngettext("{n} memo today", "{n} memos today", totals.sales_count).format(
                n=numbers.number(totals.sales_count)
            )
        )
        if self.which == "all":
            self.empty.say(
                lambda: _("No sale yet"), lambda: _("Each sale stands here with its memo and its due.")
            )
        else:
            self.empty.say(lambda: _("Nothing here"), lambda: _("No memo belongs to this list now."))

    def retranslate(self) -> None:
        self.stale = True

    def first_focus(self) -> QWidget | None:
        return self.table if self.model.rowCount() else self.empty.button

    def customer_here(self) -> int | None:
        """F3 and F4 begin with the customer of the chosen memo."""
        memo = self.table.current_row()
        return memo.row.customer_id if isinstance(memo, Memo) else None

    def _ids(self, _sort: Sort | None) -> Sequence[int | Section]:
        sales = self.ctx.book.sales
        if self.which == "today":
            return sales.ids_of_day(self.ctx.book.clock.today())
        return self.ctx.book.deliveries.ids("needed") if self.which == "deliver" else sales.ids()

    def _rows(self, ids: list[int]) -> list[Memo]:
        rows = self.ctx.book.sales.rows(ids)
        wanted = list({row.customer_id for row in rows if row.customer_id is not None})
        names = {c.id: c.name or numbers.phone(c.phone) for c in self.ctx.book.customers.rows(wanted)}
        return [Memo(row, names.get(row.customer_id or 0, _("Without a name"))) for row in rows]

    def _on_opened(self, sale_id: int) -> None:
        self.ctx.navigation.go("sale_view", sale_id)

    def _on_new_clicked(self) -> None:
        self.ctx.navigation.go("sale")

    def _on_chip_clicked(self) -> None:
        self.which = next(which for which, button in self.chips.items() if button is self.sender())
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tiles.setVisible(self.height() >= theme.px(TILES_FROM_HEIGHT))


def _day(day: dt.date, today: dt.date) -> str:
    return dates.ago(day, today) if abs((today - day).days) <= 1 else dates.date_long(day)


def _what(memo: Memo) -> str:
    more = memo.row.more_items
    if not more:
        return memo.row.first_item
    others = ngettext("and {n} more", "and {n} more", more).format(n=numbers.number(more))
    return f"{memo.row.first_item} {others}"


def _total(memo: Memo) -> str:
    return numbers.money(memo.row.total_paisa)


def _void(memo: Memo) -> bool:
    return memo.row.voided


def _due(memo: Memo) -> str:
    if memo.row.voided:
        return _("Void")
    due = memo.row.total_paisa - memo.row.paid_paisa
    return numbers.money(due) if due > 0 else ""


def _tone(memo: Memo) -> str:
    return "faded" if memo.row.voided else ""


def _due_tone(memo: Memo) -> str:
    return "red"
