"""The page of helpers (দরকারি মানুষ): by trade, found by typing, the number large enough to read out."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from shopbook.directory.model import Helper, skill_title
from shopbook.errors import ShopbookError
from shopbook.localisation import numbers
from shopbook.localisation.language import _
from ui.actions import Action
from ui.context import Context
from ui.directory import looks
from ui.lists.looks import Section
from ui.lists.model import Column, RowModel, Sort
from ui.lists.views import ListPanel, RowList
from ui.page import Page
from ui.style import theme
from ui.widgets.buttons import Button, chip, plain, primary, quiet
from ui.widgets.cards import Card, EmptyState, SidePanel, pad
from ui.widgets.flow import FlowLayout
from ui.widgets.text import Label, h1

ALL, RETIRED = "", "retired"
PANEL_FROM = 700


class HelpersPage(Page):
    """Chips choose the trade, letters search, Enter gives the number to a customer, C copies it."""

    TOPICS = ("helper",)

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx)
        self.which = ALL
        self._found: dict[int, Helper] = {}
        self._counts: dict[str, int] = {}
        self.box = QLineEdit()
        self.box.setMaxLength(100)
        self.model: RowModel[Helper] = RowModel(
            self._ids, self._rows, [Column("helper", lambda: _("Helpers"), self._spoken)]
        )
        self.list = RowList(self.model, looks.look_of, lambda: _("Helpers"))
        self.list.own_keys = "cC"
        self.empty = EmptyState("wrench", "", "", lambda: _("New helper"), self._on_new, shortcut="Ins")
        self.new = plain(lambda: _("New helper"), "plus", "Ins")
        self._chips = FlowLayout(gap=theme.px(8))
        self.chips: dict[str, Button] = {}
        self.opened = _Opened()
        self._lay_out()
        self._say()
        self.box.installEventFilter(self)
        self.box.textChanged.connect(self._on_text)
        self.list.opened.connect(self._on_opened)
        self.list.chosen.connect(self._on_chosen)
        self.list.typed.connect(self.search_text)
        self.new.clicked.connect(self._on_new)
        self.opened.give.clicked.connect(self._on_give)
        self.opened.copy.clicked.connect(self._on_copy)
        self.opened.change.clicked.connect(self._on_change)
        self.opened.retire.clicked.connect(self._on_retire)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(h1(lambda: _("Helpers")))
        head.addStretch(1)
        head.addWidget(self.new)
        chips = QWidget()
        chips.setLayout(self._chips)
        card = Card(margin=1, gap=0)
        card.body.addWidget(ListPanel(self.list, self.empty), 1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(14))
        row.addWidget(card, 7)
        row.addWidget(self.opened, 4)
        column = QVBoxLayout(self)
        pad(column, 20, 14, 20, 14, 10)
        column.addLayout(head)
        column.addWidget(self.box)
        column.addWidget(chips)
        column.addLayout(row, 1)

    # what the page is asked

    def refresh(self) -> None:
        """Read the directory again; the chosen helper stays chosen."""
        self._counts = self.ctx.book.helpers.skills()
        if self.which not in (ALL, RETIRED, *self._counts):
            self.which = ALL
        self._make_chips()
        self._find()

    def retranslate(self) -> None:
        """The search box and the empty list have words of their own."""
        self._say()

    def first_focus(self) -> QWidget:
        """The search box: a helper is looked for while somebody waits."""
        self.refresh_if_stale()
        return self.box if self._counts else self.empty.button or self.new

    def search_text(self, text: str) -> None:
        """Letters typed over the list go to the box above it."""
        self.box.setFocus()
        self.box.insert(text)

    def actions_here(self) -> list[Action]:
        """Keys that work while the page is in front."""
        here = lambda: _("Helpers")  # noqa: E731 -- a text to be asked again
        return [
            Action("new_helper", lambda: _("New helper"), self._on_new, "Insert", "plus", here),
            Action("change_helper", lambda: _("Change"), self._on_change, "Ctrl+E", "pencil", here),
            Action("copy_helper", lambda: _("Copy the number"), self._on_copy, "C", "copy", here),
            Action("retire_helper", lambda: _("Recommend no longer"), self._on_retire, "Del", "x", here),
            Action("next_list", lambda: _("Next list"), self._on_next, "Ctrl+Tab", "", here),
        ]

    # the list

    def _make_chips(self) -> None:
        keys = [ALL, *self._counts]
        if self.which == RETIRED or self.ctx.book.helpers.find(retired=True):
            keys.append(RETIRED)
        if list(self.chips) != keys:
            while item := self._chips.takeAt(0):
                if widget := item.widget():
                    widget.hide()
                    widget.deleteLater()
            self.chips = {}
            for key in keys:
                button = chip(partial(self._chip_words, key))
                button.clicked.connect(self._on_chip)
                self.chips[key] = button
                self._chips.addWidget(button)
        for key, button in self.chips.items():
            button.say(partial(self._chip_words, key))
            button.setChecked(key == self.which)
            button.setVisible(len(keys) > 1)

    def _chip_words(self, key: str) -> str:
        if key == ALL:
            return _("All")
        if key == RETIRED:
            return _("No longer")
        return f"{skill_title(key)} {numbers.number(self._counts.get(key, 0))}"

    def _find(self) -> None:
        retired = self.which == RETIRED
        found = self.ctx.book.helpers.find(self.box.text(), "" if retired else self.which, retired=retired)
        self._found = {helper.id: helper for helper in found}
        self.model.refetch()
        if self.list.current_id() is None:
            self.list.choose_first()
        self._show_opened()
        self._say()

    def _ids(self, _sort: Sort | None) -> list[int | Section]:
        return list(self._found)

    def _rows(self, ids: list[int]) -> list[Helper]:
        return [self._found[one] for one in ids if one in self._found]

    def _spoken(self, helper: Helper) -> str:
        return looks.look_of(helper).spoken()

    def _say(self) -> None:
        self.box.setPlaceholderText(_("Trade, name, area or number"))
        self.box.setAccessibleName(_("Find a helper"))
        if self._counts:
            self.empty.say(_("Nobody found"), _("Write them down now; the next customer will ask too."))
        else:
            self.empty.say(
                _("Nobody is written down yet"),
                _("The mechanic, the doctor, the electrician you trust: written once, found in seconds."),
            )

    def chosen(self) -> Helper | None:
        """The helper the cursor is on."""
        one = self.list.current_id()
        return self._found.get(one) if one is not None else None

    def _show_opened(self) -> None:
        helper = self.chosen()
        self.opened.setVisible(helper is not None and self.width() >= theme.px(PANEL_FROM))
        if helper is not None:
            self.opened.show_helper(helper)

    # the deeds

    def _on_give(self) -> None:
        helper = self.chosen()
        if helper is not None and helper.active:
            self.ctx.navigation.go("helper", {"helper_id": helper.id})

    def _on_copy(self) -> None:
        helper = self.chosen()
        if helper is not None:
            looks.copy_number(self.ctx, helper)

    def _on_new(self) -> None:
        typed = self.box.text().strip() if not self._found else ""
        self.ctx.navigation.go("helper", {"new": typed})

    def _on_change(self) -> None:
        helper = self.chosen()
        if helper is not None:
            self.ctx.navigation.go("helper", {"edit": helper.id})

    def _on_retire(self) -> None:
        helper = self.chosen()
        if helper is None:
            return
        history = self.ctx.book.history
        try:
            self.ctx.book.helpers.retire(helper.id, helper.active)
        except ShopbookError as error:
            self.ctx.messages.problem(error)
            return
        said = _("{name} is recommended no longer") if helper.active else _("{name} is recommended again")
        self.ctx.messages.done(
            said.format(name=helper.name), undo=partial(history.undo, history.last_operation())
        )

    # what happens

    def _on_text(self, _text: str) -> None:
        self._find()

    def _on_opened(self, _id: int) -> None:
        self._on_give()

    def _on_chosen(self, _id: int | None) -> None:
        self._show_opened()

    def _on_chip(self) -> None:
        self.which = next(key for key, button in self.chips.items() if button is self.sender())
        self.refresh()

    def _on_next(self) -> None:
        keys = list(self.chips)
        self.which = keys[(keys.index(self.which) + 1) % len(keys)]
        self.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Down and self._found:
                self.list.setFocus()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_give()
                return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_opened()


class _Opened(SidePanel):
    """The chosen helper: the number large, and what one does with it."""

    def __init__(self) -> None:
        super().__init__()
        self.name = Label("", "h2", wrap=True)
        self.what = Label("", "second", "text2", wrap=True)
        self.phone = Label("", "h1", "brand")
        self.note = Label("", "body", "text", wrap=True)
        for label in (self.name, self.what, self.phone, self.note):
            self.body.addWidget(label)
        self.body.addSpacing(theme.px(8))
        self.give = primary(lambda: _("Give to a customer"), "user", "Enter")
        self.copy = plain(lambda: _("Copy the number"), "copy", "C")
        self.change = quiet(lambda: _("Change"), "pencil")
        self.retire = quiet(lambda: _("Recommend no longer"), "x")
        below = QWidget()
        row = FlowLayout(below, 8)
        for button in (self.change, self.retire):
            row.addWidget(button)
        for widget in (self.copy, below):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.add_footer(self.give)

    def show_helper(self, helper: Helper) -> None:
        """Show another helper."""
        self.name.say(helper.name)
        self.what.say(partial(_what, helper))
        self.phone.say(partial(numbers.phone, helper.phone))
        self.note.say(helper.note)
        self.note.setVisible(bool(helper.note))
        self.give.setVisible(helper.active)
        self.retire.say(
            (lambda: _("Recommend no longer")) if helper.active else (lambda: _("Recommend again"))
        )


def _what(helper: Helper) -> str:
    return " · ".join(part for part in (helper.title, helper.area) if part)
