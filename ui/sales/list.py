"""The memos of the shop, what is to be brought, what came back, and what the day brought in. One memo is view.py."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext
from shopbook.sales.delivery_model import DeliveriesShown, DeliveryRow
from shopbook.sales.model import SaleRow
from shopbook.sales.return_model import ReturnRow
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

WHICH = ("all", "today", "needed", "out", "cash", "returns")
BROUGHT: tuple[DeliveriesShown, ...] = ("needed", "out", "cash")
# Below this the tiles would leave no room for the list.
TILES_FROM_HEIGHT = 520


_NAMES: dict[str, Callable[[], str]] = {
    "needed": lambda: _("To be delivered"),
    "out": lambda: _("On its way"),
    "cash": lambda: _("Delivery money not in yet"),
}


@dataclass(frozen=True, slots=True)
class Memo:
    """A line of the list: the memo, or what came back of one, who bought, and how its goods are brought."""

    row: SaleRow | ReturnRow
    customer: str
    brought: DeliveryRow | None = None

    @property
    def id(self) -> int:
        """The memo's or the return's id."""
        return self.row.id

    @property
    def sale_id(self) -> int:
        """The memo it opens."""
        return self.row.sale_id if isinstance(self.row, ReturnRow) else self.row.id


class SalesPage(Page):
    """Chips choose which memos; Enter opens one; letters go to the search box, which finds memos by number."""

    TOPICS = ("sale", "customer", "ledger", "return")

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
            **{which: chip(name) for which, name in _NAMES.items()},
            "returns": chip(lambda: _("Came back")),
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
            Column("on", lambda: _("Day"), lambda m: _on(m, today()), width=162, tone=_day_tone),
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
        counts = self.ctx.book.deliveries.counts()
        for which, button in self.chips.items():
            button.setChecked(which == self.which)
            if which in BROUGHT:
                button.say(partial(_with_count, _NAMES[which], counts[which]))
        self._show_tiles()
        parts = self._figures() if self.ctx.may("see_figures") else []
        if counts["late"]:
            late = ngettext("{n} delivery is late", "{n} deliveries are late", counts["late"])
            parts.append(late.format(n=numbers.number(counts["late"])))
        self.sums.say(" · ".join(parts))
        if self.which == "all":
            self.empty.say(
                lambda: _("No sale yet"), lambda: _("Each sale stands here with its memo and its due.")
            )
        elif self.which == "returns":
            self.empty.say(
                lambda: _("Nothing came back"),
                lambda: _("Goods are taken back from their memo: Return or exchange."),
            )
        else:
            self.empty.say(lambda: _("Nothing here"), lambda: _("No memo belongs to this list now."))

    def _figures(self) -> list[str]:
        """What the day took in, into the tiles; the words beside them."""
        totals = self.ctx.book.sales.day_totals(self.ctx.book.clock.today())
        self.sold.say(numbers.money(totals.sold_paisa))
        self.received.say(numbers.money(totals.received_paisa))
        self.credit.say(numbers.money(totals.on_credit_paisa), calm=not totals.on_credit_paisa)
        memos = ngettext("{n} memo today", "{n} memos today", totals.sales_count).format(
            n=numbers.number(totals.sales_count)
        )
        if not totals.returned_paisa:
            return [memos]
        return [memos, _("{amount} came back").format(amount=numbers.money(totals.returned_paisa))]

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
        if self.which == "returns":
            return self.ctx.book.returns.ids()
        brought = next((which for which in BROUGHT if which == self.which), None)
        return sales.ids() if brought is None else self.ctx.book.deliveries.ids(brought)

    def _rows(self, ids: list[int]) -> list[Memo]:
        book = self.ctx.book
        back = self.which == "returns"
        rows: Sequence[SaleRow | ReturnRow] = book.returns.rows(ids) if back else book.sales.rows(ids)
        brought = {each.id: each for each in book.deliveries.rows(ids)} if self.which in BROUGHT else {}
        wanted = list({row.customer_id for row in rows if row.customer_id is not None})
        names = {c.id: c.name or numbers.phone(c.phone) for c in self.ctx.book.customers.rows(wanted)}
        return [
            Memo(row, names.get(row.customer_id or 0, _("Without a name")), brought.get(row.id))
            for row in rows
        ]

    def _on_opened(self, _id: int) -> None:
        memo = self.table.current_row()
        if isinstance(memo, Memo):
            self.ctx.navigation.go("sale_view", memo.sale_id)

    def _on_new_clicked(self) -> None:
        self.ctx.navigation.go("sale")

    def _on_chip_clicked(self) -> None:
        self.which = next(which for which, button in self.chips.items() if button is self.sender())
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_tiles()

    def _show_tiles(self) -> None:
        room = self.height() >= theme.px(TILES_FROM_HEIGHT)
        self._tiles.setVisible(room and self.ctx.may("see_figures"))


def _day(day: dt.date, today: dt.date) -> str:
    return dates.ago(day, today) if abs((today - day).days) <= 1 else dates.date_long(day)


def _on(memo: Memo, today: dt.date) -> str:
    """The day of the sale or the return; of goods to be brought the day they are promised for."""
    if isinstance(memo.row, ReturnRow):
        return _day(memo.row.on, today)
    if memo.brought is not None and memo.brought.deliver_on is not None:
        return _day(memo.brought.deliver_on, today)
    return _day(memo.row.sold_on, today)


def _what(memo: Memo) -> str:
    more = memo.row.more_items
    parts = [memo.row.first_item]
    if more:
        others = ngettext("and {n} more", "and {n} more", more).format(n=numbers.number(more))
        parts[0] = f"{memo.row.first_item} {others}"
    if memo.brought is not None:
        parts += [part for part in (memo.brought.carrier, memo.brought.address) if part]
    elif isinstance(memo.row, SaleRow) and memo.row.returned:
        parts.append(_("Came back") if memo.row.returned == "all" else _("Partly came back"))
    return " · ".join(parts)


def _total(memo: Memo) -> str:
    return numbers.money(memo.row.total_paisa)


def _void(memo: Memo) -> bool:
    return memo.row.voided


def _due(memo: Memo) -> str:
    if memo.row.voided:
        return _("Void")
    if isinstance(memo.row, ReturnRow):
        return ""
    return numbers.money(memo.row.open_paisa) if memo.row.open_paisa else ""


def _tone(memo: Memo) -> str:
    return "faded" if memo.row.voided else ""


def _day_tone(memo: Memo) -> str:
    return "red" if memo.brought is not None and memo.brought.is_late else _tone(memo)


def _due_tone(memo: Memo) -> str:
    return "red"


def _with_count(name: Callable[[], str], count: int) -> str:
    return f"{name()} {numbers.number(count)}" if count else name()
