"""Who owes: chips by age, the list, and the chosen account opened beside it. Who owes what is shopbook.dues."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import get_args

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from shopbook.dues.model import DueRow
from shopbook.dues.queries import OwingSort
from shopbook.dues.receivables import AGES, Bucket
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext
from ui import accounts
from ui.context import Context
from ui.dues import slips
from ui.dues.debtor_panel import DebtorPanel
from ui.dues.panel import PANEL_FROM_HEIGHT
from ui.forms.controls import DropDown
from ui.lists.looks import RowLook
from ui.lists.model import Column, RowModel, Sort
from ui.lists.pane import ListPane
from ui.lists.views import RowList
from ui.style import theme
from ui.widgets.cards import EmptyState, pad

ALL = "all"
# In this order also by Alt+1 to Alt+4.
SORTS: tuple[OwingSort, ...] = get_args(OwingSort)
# Under this a chip has room for the number of people only.
TAKA_FROM = 1000


class DebtorsPane(ListPane):
    """`choosers` (area and order) stand on the page beside the tabs."""

    def __init__(self, ctx: Context) -> None:
        # Before the chips, which say what is in them.
        self._buckets: dict[str, Bucket] = {}
        super().__init__(ctx, (ALL, *AGES))
        self.sort: OwingSort = SORTS[0]
        self.area = ""
        self._people = self._paisa = 0
        self._ids: Sequence[int] = ()
        self._wanted: int | None = None
        self._areas: list[str] = [""]
        self.model: RowModel[DueRow] = RowModel(
            self.ids,
            ctx.book.dues.rows,
            [Column("due", lambda: _("Dues"), lambda row: self._look(row).spoken())],
            id_of=lambda row: row.customer_id,
        )
        self.list = RowList(self.model, self._look, lambda: _("Who owes"))
        self.list.own_keys = "sSpPaAkK"
        self.empty = EmptyState("wallet", "", "", lambda: _("Write down an old due"), self._on_old_due)
        self.panel: DebtorPanel = DebtorPanel(ctx)
        self.choosers = QWidget()
        self.areas, self.sorts = DropDown(), DropDown()
        row = QHBoxLayout(self.choosers)
        pad(row, 0, 0, 0, 0, 8)
        for box in (self.areas, self.sorts):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            row.addWidget(box)
        self.lay_out()

        self.panel.deed.connect(self.do)
        self.areas.activated.connect(self._on_area)
        self.sorts.activated.connect(self._on_sort)

    # what the page asks

    def refresh(self) -> None:
        """Read the list, the ages and the areas again; the chosen account stays opened."""
        self.read_sums()
        self._show_choosers()
        if self.area:
            self._buckets = {bucket.age: bucket for bucket in self.ctx.book.receivables.buckets(self.area)}
        self._ids = self.ctx.book.receivables.ids(self.sort, self.which, self.area)
        for which, button in self.chips.items():
            button.say(partial(self._chip_words, which))
            button.setChecked(which == self.which)
        self.say_empty()
        self.read_list()
        if self._wanted is not None:
            self.list.choose(self._wanted)
            self._wanted = None
        self._make_room()

    def read_sums(self) -> None:
        """How many owe how much, everywhere."""
        everywhere = self.ctx.book.receivables.buckets()
        self._buckets = {bucket.age: bucket for bucket in everywhere}
        self._people = sum(bucket.count for bucket in everywhere)
        self._paisa = sum(bucket.paisa for bucket in everywhere)

    def show_customer(self, customer_id: int) -> None:
        """Open one account, in the list of all, with the next reading."""
        self.which, self.area, self._wanted = ALL, "", customer_id

    def sort_by(self, sort: OwingSort) -> None:
        """Show the list in another order, from its beginning."""
        self.sort = sort
        self.refresh()
        self.list.choose_first()

    def chosen(self) -> DueRow | None:
        """The account the cursor is on."""
        row = self.list.current_row()
        return row if isinstance(row, DueRow) else None

    def customer_here(self) -> int | None:
        """F3, F4 and F5 begin with the customer of the chosen line."""
        row = self.chosen()
        return row.customer_id if row is not None else None

    def sums(self) -> str:
        """What all of them together owe, in one calm line."""
        if not self._people:
            return ""
        said = ngettext("{amount} with {n} customer", "{amount} with {n} customers", self._people)
        return said.format(amount=numbers.money(self._paisa), n=numbers.number(self._people))

    # the list

    def ids(self, _sort: Sort | None) -> Sequence[int]:
        return self._ids

    def count(self, which: str) -> int:
        if which == ALL:
            return sum(bucket.count for bucket in self._buckets.values())
        return self._buckets[which].count if which in self._buckets else 0

    def title_of(self, which: str) -> str:
        return _("All") if which == ALL else age_words(which)

    def _chip_words(self, which: str) -> str:
        said = super()._chip_words(which)
        bucket = self._buckets.get(which)
        if bucket is None or not bucket.count or self.width() < theme.px(TAKA_FROM):
            return said
        return f"{said} · {numbers.money(bucket.paisa)}"

    def _look(self, row: DueRow) -> RowLook:
        today = self.ctx.book.clock.today()
        badge, tone = (
            accounts.day_badge(row.promised_on, today) if row.promised_on is not None else ("", "blue")
        )
        narrow = self.is_narrow()
        return RowLook(
            title=row.name or numbers.phone(row.phone),
            second=" · ".join(self._second(row, today)),
            avatar=row.name or row.phone,
            beside=numbers.phone(row.phone) if row.name and not narrow else "",
            amount=numbers.money(row.balance_paisa),
            amount_tone="red",
            badge="" if narrow else badge,
            badge_tone=tone,
        )

    def _second(self, row: DueRow, today: dt.date) -> list[str]:
        found = []
        if row.oldest_unpaid_on is not None:
            found.append(_("oldest due {ago}").format(ago=dates.ago(row.oldest_unpaid_on, today)))
        if row.promised_on is not None:
            found.append(_("said {day}").format(day=accounts.short_day(row.promised_on, today)))
        elif row.last_payment_on is not None:
            found.append(_("last paid {ago}").format(ago=dates.ago(row.last_payment_on, today)))
        if row.area and not self.area:
            found.append(row.area)
        return found

    def say_empty(self) -> None:
        """An empty book differs from an empty choice."""
        if self.which == ALL and not self.area:
            self.empty.say(
                _("Nobody owes anything"),
                _("What a memo leaves due stands here by itself, the oldest first, until it is paid."),
            )
        else:
            self.empty.say(_("Nobody here"), _("No due of this age is open."))
        if self.empty.button is not None:
            self.empty.button.setVisible(self.which == ALL and not self.area)

    def open_chosen(self) -> None:
        row = self.chosen()
        if row is not None:
            self.panel.show_account(row)

    def _make_room(self) -> None:
        """On a low screen with large letters the list has it all: every deed has its key, Enter opens the page."""
        super()._make_room()
        if self.height() < theme.px(PANEL_FROM_HEIGHT):
            self.panel.hide()

    # what is done

    def do(self, deed: str) -> None:
        """Do a deed with the chosen account: open, pay, statement, promise, adjust, plan, plans, slip, call, remind."""
        row = self.chosen()
        if row is None:
            return
        go, target = self.ctx.navigation.go, {"customer_id": row.customer_id}
        match deed:
            case "edit" | "profile":
                go("customer", row.customer_id)
            case "pay":
                go("payment", target)
            case "promise":
                # A day is something the customer says: the call strip asks for day and amount.
                go("call", {**target, "outcome": "promised_pay"})
            case "statement" | "adjust" | "plan" | "call":
                go(deed, target)
            case "plans":
                go("dues", {"plan_id": self.panel.plan_id})
            case "slip":
                slips.give_slip(self.ctx, row.customer_id)

    # what happens

    def _show_choosers(self) -> None:
        """The areas somebody owes in, and the order of the list."""
        areas = self.ctx.book.receivables.areas()
        self._areas = ["", *(one.area for one in areas if one.area)]
        if self.area not in self._areas:
            self.area = ""
        self.areas.clear()
        self.areas.addItem(_("Every area"))
        for one in areas:
            if one.area:
                self.areas.addItem(f"{one.area} {numbers.number(one.count)}")
        self.areas.setCurrentIndex(self._areas.index(self.area))
        self.areas.setAccessibleName(_("Area"))
        self.areas.setVisible(len(self._areas) > 1)
        self.sorts.clear()
        for sort in SORTS:
            self.sorts.addItem(sort_words(sort))
        self.sorts.setCurrentIndex(SORTS.index(self.sort))
        self.sorts.setAccessibleName(_("Order of the list"))

    def _on_area(self, at: int) -> None:
        self.area = self._areas[at]
        self.refresh()
        self.list.choose_first()

    def _on_sort(self, at: int) -> None:
        self.sort_by(SORTS[at])

    def _on_old_due(self) -> None:
        self.ctx.navigation.go("adjust", {"kind": "opening"})

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for which, button in self.chips.items():
            button.say(partial(self._chip_words, which))


def age_words(age: str) -> str:
    """0-30 days, 181 days and more."""
    first, _dash, last = age.partition("-")
    if not last:
        return _("{n} days and more").format(n=numbers.number(int(first.rstrip("+"))))
    return _("{first}–{last} days").format(first=numbers.number(int(first)), last=numbers.number(int(last)))


def sort_words(sort: str) -> str:
    """What an order of the list is called."""
    return {
        "oldest": _("The oldest first"),
        "balance": _("The largest first"),
        "name": _("By name"),
        "promise": _("By the promised day"),
    }[sort]
