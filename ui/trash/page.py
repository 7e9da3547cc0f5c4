"""The page of the trash: what lies in it by kind, who threw it away, how long it stays; back, or gone for good."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.errors import Invalid, ShopbookError
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, pgettext
from shopbook.trash.model import DAYS_KEPT, Thrown
from ui.actions import Action
from ui.context import Context
from ui.lists.looks import RowLook, Section
from ui.lists.model import Column, RowModel, Sort
from ui.lists.views import ListPanel, RowList
from ui.page import Page
from ui.style import theme
from ui.trash import words
from ui.trash.erasing import TypedWord
from ui.widgets.buttons import Button, chip, icon_button, plain
from ui.widgets.cards import Card, EmptyState, pad
from ui.widgets.flow import FlowLayout
from ui.widgets.text import Label, h1

# Nearly gone: said in red.
SOON = 7


class TrashPage(Page):
    """Target: a kind. Enter or R takes out of the trash, X or Delete erases for good after a typed word."""

    TOPICS = (
        *("customer", "note", "reminder", "product", "complaint", "shop_promise", "buy_promise", "demand"),
        *("feedback", "gift", "reward", "callback", "helper"),
    )

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx)
        self.kind = ""
        self._counts: dict[str, int] = {}
        self.model: RowModel[Thrown] = RowModel(
            self._ids, self._rows, [Column("thing", lambda: _("Trash"), self._spoken)]
        )
        self.list = RowList(self.model, self._look, lambda: _("Trash"))
        self.list.own_keys = "rRxX"
        self.empty = EmptyState(
            "trash-2",
            lambda: _("The trash is empty"),
            lambda: _("What is thrown away stays here for {n} days and can be brought back.").format(
                n=numbers.number(DAYS_KEPT)
            ),
        )
        self.chips: dict[str, Button] = {kind: chip(partial(self._chip_words, kind)) for kind in words.KINDS}
        self.back = icon_button(lambda: _("Back"), "arrow-left", "Esc")
        self.restore = plain(lambda: _("Take out of the trash"), "undo-2", "Enter")
        self.erase = plain(lambda: _("Erase for good"), "x", "X")
        self.typed = TypedWord()
        self._lay_out()
        self.list.opened.connect(self._on_opened)
        self.list.chosen.connect(self._on_chosen)
        self.list.typed.connect(self.search_text)
        for button in self.chips.values():
            button.clicked.connect(self._on_chip)
        self.back.clicked.connect(self.ctx.navigation.back)
        self.restore.clicked.connect(self._on_restore)
        self.erase.clicked.connect(self._on_erase)
        self.typed.given.connect(self._on_word)
        self.typed.closed.connect(self._on_left)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(self.back)
        head.addWidget(h1(lambda: _("Trash")))
        head.addStretch(1)
        self.lists = QWidget()
        row = FlowLayout(self.lists, 8)
        for button in self.chips.values():
            row.addWidget(button)
        self.why = Label(self._why_words, "second", "text2", wrap=True)
        self.deeds = QWidget()
        deeds = FlowLayout(self.deeds, 8)
        for button in (self.restore, self.erase):
            deeds.addWidget(button)
        card = Card(margin=1, gap=0)
        card.body.addWidget(ListPanel(self.list, self.empty), 1)
        column = QVBoxLayout(self)
        pad(column, 20, 14, 20, 14, 10)
        column.addLayout(head)
        column.addWidget(self.lists)
        column.addWidget(self.why)
        column.addWidget(card, 1)
        column.addWidget(self.typed)
        column.addWidget(self.deeds)

    # what the page is asked

    def open(self, target: object) -> None:
        """Show one kind."""
        if isinstance(target, str) and target in words.KINDS:
            self.kind = target
        self.typed.hide()

    def refresh(self) -> None:
        """Count what lies in the trash, and read the kind in front."""
        self._counts = self.ctx.book.trash.counts()
        if self.kind not in self._counts:
            self.kind = next(iter(self._counts), "")
        had_keyboard = self.list.hasFocus()
        self.model.refetch()
        if self.list.current_id() is None:
            self.list.choose_first()
        for kind, button in self.chips.items():
            button.setVisible(kind in self._counts)
            button.say(partial(self._chip_words, kind))
            button.setChecked(kind == self.kind)
        self.lists.setVisible(bool(self._counts))
        self.why.setVisible(bool(self._counts))
        self._show_deeds()
        if had_keyboard and not self.model.rowCount():
            self.first_focus().setFocus()

    def first_focus(self) -> QWidget:
        """The list, or the way back from an empty trash."""
        self.refresh_if_stale()
        return self.list if self.model.rowCount() else self.back

    def customer_here(self) -> int | None:
        """Whom the chosen thing is about."""
        one = self._chosen()
        return one.customer_id if one is not None else None

    def actions_here(self) -> list[Action]:
        """Keys that work while the page is in front."""
        here = lambda: _("Trash")  # noqa: E731 -- a text to be asked again
        return [
            Action("trash_back", lambda: _("Take out of the trash"), self._on_restore, "R", "undo-2", here),
            Action("trash_erase", lambda: _("Erase for good"), self._on_erase, "X Del", "x", here),
            Action("next_list", lambda: _("Next list"), self._on_next_list, "Ctrl+Tab", "", here),
        ]

    # the list

    def _ids(self, _sort: Sort | None) -> list[int | Section]:
        return list(self.ctx.book.trash.ids(self.kind)) if self.kind else []

    def _rows(self, ids: list[int]) -> list[Thrown]:
        return self.ctx.book.trash.rows(self.kind, ids) if self.kind else []

    def _look(self, thing: Thrown) -> RowLook:
        today = self.ctx.book.clock.today()
        staff = {one.id: one.name for one in self.ctx.book.settings.staff()}
        who = staff.get(thing.staff_id or 0, "")
        when = _("thrown away {when}").format(when=dates.ago(thing.on, today))
        by = pgettext("trash", "by {name}").format(name=who) if who else ""
        parts = (numbers.to_script(thing.customer_title), " ".join(part for part in (when, by) if part))
        return RowLook(
            title=words.title(thing),
            second=" · ".join(part for part in parts if part),
            icon=words.KINDS[thing.kind][1],
            tone="blue",
            amount=words.days_left(thing),
            amount_tone="red" if thing.days_left <= SOON else "text2",
        )

    def _spoken(self, thing: Thrown) -> str:
        return self._look(thing).spoken()

    def _chip_words(self, kind: str) -> str:
        count = self._counts.get(kind, 0)
        name = words.KINDS[kind][0]()
        return f"{name} {numbers.number(count)}" if count else name

    def _why_words(self) -> str:
        kept = numbers.number(DAYS_KEPT)
        return _("After {n} days the words go by themselves. Money is never thrown away.").format(n=kept)

    def _chosen(self) -> Thrown | None:
        one = self.list.current_id()
        rows = self._rows([one]) if one is not None else []
        return rows[0] if rows else None

    def _show_deeds(self) -> None:
        self.deeds.setVisible(self._chosen() is not None and self.typed.isHidden())
        self.erase.setVisible(self.ctx.book.store.may("erase"))

    # the deeds

    def _on_chosen(self, _id: int | None) -> None:
        if not self.typed.isHidden():
            self.typed.hide()
        self._show_deeds()

    def _on_chip(self) -> None:
        self.kind = next(kind for kind, button in self.chips.items() if button is self.sender())
        self.typed.hide()
        self.refresh()

    def _on_next_list(self) -> None:
        kinds = [kind for kind in words.KINDS if kind in self._counts]
        if kinds:
            self.kind = kinds[(kinds.index(self.kind) + 1) % len(kinds)]
            self.refresh()
            self.first_focus().setFocus()

    def _on_opened(self, _id: int) -> None:
        self._on_restore()

    def _on_restore(self) -> None:
        one = self._chosen()
        if one is None:
            return
        history = self.ctx.book.history
        try:
            self.ctx.book.trash.restore(one.kind, one.id)
        except ShopbookError as error:
            self.ctx.messages.problem(error)
            return
        said = _("{what} is back").format(what=words.title(one))
        self.ctx.messages.done(said, undo=partial(history.undo, history.last_operation()))

    def _on_erase(self) -> None:
        one = self._chosen()
        if one is None or not self.ctx.book.store.may("erase"):
            return
        if one.kind == "customer":  # what stays of them and what is open has a sheet of its own
            self.ctx.navigation.go("erase", {"customer_id": one.id})
            return
        self.typed.begin(partial(self._asked_words, one))
        self._show_deeds()

    def _asked_words(self, one: Thrown) -> str:
        said = _("“{what}” goes out of the book and out of its history. It cannot come back.")
        return said.format(what=words.title(one))

    def _on_word(self, typed: str) -> None:
        one = self._chosen()
        if one is None:
            return
        try:
            self.ctx.book.trash.erase(one.kind, one.id, typed)
        except Invalid as invalid:
            self.typed.refuse(invalid.problems["typed"])
            return
        except ShopbookError as error:
            self.ctx.messages.problem(error)
            return
        self.typed.end()
        self.ctx.messages.info(
            _("Erased for good. Older backups still hold it until newer ones take their place.")
        )

    def _on_left(self) -> None:
        self._show_deeds()
        self.first_focus().setFocus()
