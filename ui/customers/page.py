"""The list of customers: everyone, who owes, who is to be looked at, and the trash. One customer is profile.py."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import get_args

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.customers.model import CustomerRow
from shopbook.customers.queries import Which
from shopbook.localisation import numbers
from shopbook.localisation.language import _
from ui.actions import Action
from ui.admittance import fit
from ui.context import Context
from ui.customers import add, deeds
from ui.customers.columns import columns
from ui.lists.looks import Section
from ui.lists.model import RowModel, Sort
from ui.lists.views import ListPanel, RowTable
from ui.page import Page
from ui.widgets.buttons import Button, chip, icon_button, plain
from ui.widgets.cards import Card, EmptyState, pad
from ui.widgets.flow import FlowLayout
from ui.widgets.text import h1

WHICH: tuple[Which, ...] = get_args(Which)


class CustomersPage(Page):
    """Chips choose who is shown, the headers sort, Enter opens, Delete puts away, letters go to the search box."""

    TOPICS = ("customer", "sale", "ledger", "interaction", "import")

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx)
        self.which: Which = "all"
        self.model: RowModel[CustomerRow] = RowModel(
            self._ids,
            ctx.book.customers.rows,
            columns(ctx.book.clock.today, self._area_shown, self._dues_shown),
        )
        self.table = RowTable(self.model, lambda: _("Customers"))
        self.empty = EmptyState(
            "users",
            "",
            "",
            lambda: _("Write down the first customer"),
            self._on_add_clicked,
            shortcut="Ctrl+N",
        )
        self._counts: dict[Which, int] = {}
        self.chips: dict[Which, Button] = {which: chip(partial(self._chip_words, which)) for which in WHICH}
        self.delete = plain(lambda: _("Put into the trash"), "trash-2", "Del")
        self.restore = plain(lambda: _("Take out of the trash"), "undo-2", "Ctrl+R")
        self.bring = plain(lambda: _("Bring a list"), "file-spreadsheet")
        self.twice = icon_button(lambda: _("Look for customers written down twice"), "arrow-left-right")
        self._lay_out()

        self.table.opened.connect(self._on_opened)
        self.table.typed.connect(self.search_text)
        self.table.chosen.connect(self._on_chosen)
        for button in self.chips.values():
            button.clicked.connect(self._on_chip_clicked)
        self.delete.clicked.connect(self._on_delete)
        self.restore.clicked.connect(self._on_restore)
        self.bring.clicked.connect(self._on_bring_clicked)
        self.twice.clicked.connect(partial(self.ctx.navigation.go, "duplicates", None))

    def _lay_out(self) -> None:
        self._first_steps = [self.empty.button]
        ways = [plain(lambda: _("Look at the sample shop"), "store")]
        ways[0].clicked.connect(self.ctx.navigation.sample_asked)
        if self.ctx.navigation.has("import"):
            ways.insert(0, plain(lambda: _("Bring a list from a file"), "file-spreadsheet"))
            ways[0].clicked.connect(self._on_bring_clicked)
        for button in ways:
            self.empty.also(button)
            self._first_steps.append(button)
        head = QHBoxLayout()
        head.addWidget(h1(lambda: _("Customers")))
        head.addStretch(1)
        for button in (self.delete, self.restore, self.bring, self.twice):
            head.addWidget(button)
        if not self.ctx.navigation.has("import"):
            self.bring.hide()
        row = QWidget()
        flow = FlowLayout(row, 8)
        for button in self.chips.values():
            flow.addWidget(button)
        card = Card(margin=1, gap=0)
        card.body.addWidget(ListPanel(self.table, self.empty), 1)
        column = QVBoxLayout(self)
        pad(column, 20, 14, 20, 14, 10)
        column.addLayout(head)
        column.addWidget(row)
        column.addWidget(card, 1)

    # what the page is asked

    def open(self, target: object) -> None:
        """Show one of the lists: "all", "owing", "review" or "trash"."""
        if target in WHICH:
            self.which = target

    def refresh(self) -> None:
        """Read the ids again; the chosen customer stays chosen."""
        had_keyboard = self.table.hasFocus()
        self.model.refetch()
        if self.table.current_id() is None:
            self.table.choose_first()
        # Counted here, once; the words of a button are read at every change of its look.
        lists = [which for which in WHICH if which != "owing" or self.ctx.may("see_dues")]
        if self.which not in lists:
            self.which = "all"
            self.model.refetch()
        self._counts = {
            which: self.ctx.book.customers.count(which) if which in lists else 0 for which in WHICH
        }
        for which, button in self.chips.items():
            button.say(partial(self._chip_words, which))
            button.setChecked(which == self.which)
            button.setVisible(which in lists)
        self._say_empty()
        self._show_deeds()
        if had_keyboard and not self.model.rowCount():
            # The list went away under the keyboard; without this the rail would get it.
            self.first_focus().setFocus()

    def retranslate(self) -> None:
        """The empty list's words depend on the filter."""
        self._say_empty()

    def first_focus(self) -> QWidget:
        """The list, or the button that fills it."""
        if self.model.rowCount():
            return self.table
        return self.empty.button if self.which == "all" and self.empty.button else self.chips[self.which]

    def actions_here(self) -> list[Action]:
        """Keys that work while the list is in front."""
        here = lambda: _("In the list of customers")  # noqa: E731 -- a text to be asked again
        return [
            Action("trash", lambda: _("Put into the trash"), self._on_delete, "Del", "trash-2", here),
            Action("restore", lambda: _("Take out of the trash"), self._on_restore, "Ctrl+R", "undo-2", here),
            Action("edit", lambda: _("Edit"), self._on_edit, "Ctrl+E", "pencil", here),
            Action("by_name", lambda: _("Sort by name"), self._by_name, "Alt+1", "", here),
            Action(
                "by_balance", lambda: _("Sort by due"), self._by_balance, "Alt+2", "", here, needs="see_dues"
            ),
            Action("by_seen", lambda: _("Sort by last seen"), self._by_seen, "Alt+3", "", here),
            Action("next_list", lambda: _("Next list"), self._on_next_list, "Ctrl+Tab", "", here),
        ]

    def customer_here(self) -> int | None:
        """F3 and F4 begin with the chosen customer."""
        return self.table.current_id()

    # what happens

    def _area_shown(self) -> bool:
        keys = [column.key for column in self.model.columns]
        return not self.table.isColumnHidden(keys.index("area"))

    def _ids(self, sort: Sort | None) -> Sequence[int | Section]:
        by = sort or Sort("name")
        if by.key == "balance" and not self.ctx.may("see_dues"):
            by = Sort("name")
        return self.ctx.book.customers.ids(by.key, descending=by.descending, which=self.which)  # type: ignore[arg-type]

    def _show(self, which: Which) -> None:
        self.which = which
        self.refresh()

    def _on_chip_clicked(self) -> None:
        self._show(next(which for which, button in self.chips.items() if button is self.sender()))

    def _on_next_list(self) -> None:
        self._show(WHICH[(WHICH.index(self.which) + 1) % len(WHICH)])
        self.first_focus().setFocus()

    def _by_name(self) -> None:
        self.table.sort_by("name")

    def _dues_shown(self) -> bool:
        return not self.ctx.navigation.facing and self.ctx.may("see_dues")

    def _by_balance(self) -> None:
        self.table.sort_by("balance")

    def _by_seen(self) -> None:
        self.table.sort_by("seen")

    def _on_opened(self, id: int) -> None:
        self.ctx.navigation.go("customer", id)

    def _on_chosen(self, _id: object) -> None:
        self._show_deeds()

    def _on_edit(self) -> None:
        if (id := self.table.current_id()) is not None:
            self.ctx.navigation.go("customer_edit", id)

    def _on_delete(self) -> None:
        if self.which != "trash" and (id := self.table.current_id()) is not None:
            deeds.trash(self.ctx, id)

    def _on_restore(self) -> None:
        if self.which == "trash" and (id := self.table.current_id()) is not None:
            deeds.restore(self.ctx, id)

    def _on_add_clicked(self) -> None:
        add.begin(self.ctx)

    def _on_bring_clicked(self) -> None:
        self.ctx.navigation.go("import")

    # what is shown

    def _chip_words(self, which: Which) -> str:
        """The words of a chip with the number of people behind it, as last counted."""
        words = {
            "all": _("Everyone"),
            "owing": _("Owe money"),
            "review": _("To look at"),
            "trash": _("Trash"),
        }[which]
        count = self._counts.get(which, 0)
        return f"{words} {numbers.number(count)}" if count else words

    def _show_deeds(self) -> None:
        chosen = self.table.current_id() is not None and self.model.rowCount() > 0
        self.delete.setVisible(self.which != "trash" and chosen)
        self.restore.setVisible(self.which == "trash" and chosen)
        self.twice.setVisible(self.ctx.book.store.may("merge"))
        fit(self.ctx.may, {self.delete: "trash", self.restore: "trash", self.bring: "import"})

    def _say_empty(self) -> None:
        says = {
            "all": (
                _("No customer yet"),
                _("A name or a phone is enough. The first sale also makes the customer's page."),
            ),
            "owing": (_("Nobody owes anything"), ""),
            "review": (
                _("Nothing to look at"),
                _("When a list is brought from a file, what looked doubtful waits here."),
            ),
            "trash": (_("The trash is empty"), _("Whoever you put into the trash can be brought back here.")),
        }
        self.empty.say(*says[self.which])
        for button in self._first_steps:
            if button is not None:
                button.setVisible(self.which == "all")
