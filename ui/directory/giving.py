"""The sheet in which a helper is found and their number given while the customer is on the phone (Ctrl+H)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from shopbook.directory.model import Helper
from shopbook.errors import ShopbookError
from shopbook.localisation import numbers
from shopbook.localisation.language import _
from ui.context import Context
from ui.directory import looks
from ui.forms.customer import CustomerField
from ui.lists.model import Column, RowModel, Sort
from ui.lists.views import ListPanel, RowList
from ui.style import theme
from ui.widgets.buttons import plain, primary
from ui.widgets.cards import EmptyState, SidePanel
from ui.widgets.strip import Strip
from ui.widgets.text import Label


class GivingSheet(Strip):
    """Type a trade, a name or a place; Enter gives the number of the chosen one and writes it down."""

    def __init__(self, ctx: Context, customer_id: int | None, helper_id: int | None = None) -> None:
        super().__init__()
        self.ctx, self.customer_id = ctx, customer_id
        self._area = self._area_of(customer_id)
        self._found: dict[int, Helper] = {}
        self.person = CustomerField("customer_id", lambda: _("Who gets the number"), ctx.book)
        if customer_id is not None:
            self.person.hide()
        self.box = QLineEdit()
        self.box.setMaxLength(100)
        self.model: RowModel[Helper] = RowModel(
            self._ids, self._rows, [Column("helper", lambda: _("Helpers"), self._spoken)]
        )
        self.list = RowList(self.model, partial(looks.look_of, narrow=True), lambda: _("Helpers"))
        self.list.own_keys = "cC"
        self.empty = EmptyState("wrench", "", "", lambda: _("New helper"), self._on_new)
        self.where = Label("", "caption", "text3", wrap=True)
        self.number = Label("", "h1", "brand")
        self.copy = plain(lambda: _("Copy the number"), "copy")
        self.give_button = primary(lambda: _("Give the number"), "check", "Enter")
        self._lay_out()
        self.box.installEventFilter(self)
        self.box.textChanged.connect(self._on_text)
        self.list.opened.connect(self._on_opened)
        self.list.chosen.connect(self._on_chosen)
        self.list.typed.connect(self._on_typed)
        self.person.picked.connect(self._on_person)
        self.copy.clicked.connect(self._on_copy)
        self.give_button.clicked.connect(self.give)
        self._say()
        self._find()
        if helper_id is not None:
            self.list.choose(helper_id)

    def _lay_out(self) -> None:
        panel = SidePanel(framed=False)
        panel.body.addWidget(self.person)
        panel.body.addWidget(self.box)
        panel.body.addWidget(self.where)
        panel.body.addWidget(self.number)
        panel.body.addWidget(ListPanel(self.list, self.empty), 1)
        self.list.setMinimumHeight(theme.px(130))
        panel.add_footer(self.copy, self.give_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)

    def first_focus(self) -> QWidget:
        """Whom it is for, when a helper was chosen already; else the search."""
        asks = self.customer_id is None and self.list.current_id() is not None and self._came_chosen
        return self.person.control if asks else self.box

    @property
    def _came_chosen(self) -> bool:
        return self.list.currentIndex().row() > 0 or len(self._found) == 1

    # finding

    def _area_of(self, customer_id: int | None) -> str:
        return self.ctx.book.customers.row(customer_id).area if customer_id is not None else ""

    def _find(self) -> None:
        chosen = self.list.current_id()
        found = self.ctx.book.helpers.find(self.box.text(), area=self._area)
        self._found = {helper.id: helper for helper in found}
        self.model.refetch()
        if chosen is None or not self.list.choose(chosen):
            self.list.choose_first()
        if not found:
            nobody = not self.ctx.book.helpers.skills()
            self.empty.say(
                _("Nobody is written down yet") if nobody else _("Nobody found"),
                _("The mechanic, the doctor, the electrician you trust: written once, found in seconds.")
                if nobody
                else _("Write them down now; the next customer will ask too."),
            )
        for button in (self.copy, self.give_button):
            button.setEnabled(bool(found))
        self._show_number()

    def _show_number(self) -> None:
        """The number large enough to be read out."""
        helper = self.chosen()
        self.number.setVisible(helper is not None)
        if helper is not None:
            self.number.say(partial(numbers.phone, helper.phone))

    def _ids(self, _sort: Sort | None) -> list[int]:
        return list(self._found)

    def _rows(self, ids: list[int]) -> list[Helper]:
        return [self._found[one] for one in ids if one in self._found]

    def _spoken(self, helper: Helper) -> str:
        return looks.look_of(helper, narrow=True).spoken()

    def _say(self) -> None:
        self.box.setPlaceholderText(_("Trade, name or area"))
        self.box.setAccessibleName(_("Find a helper"))
        self.where.setVisible(bool(self._area))
        if self._area:
            self.where.say(_("Those near {area} stand first").format(area=self._area))

    def chosen(self) -> Helper | None:
        """The helper the cursor is on."""
        one = self.list.current_id()
        return self._found.get(one) if one is not None else None

    # the deeds

    def enter(self) -> None:
        """Give the number."""
        self.give()

    def key_pressed(self, key: str) -> bool:
        """C copies the number."""
        if key == "c":
            self._on_copy()
            return True
        return False

    def give(self) -> None:
        """Write the favour down and close; without a customer ask for one."""
        helper = self.chosen()
        if helper is None:
            return
        if self.customer_id is None:
            self.person.show()
            self.person.show_problem(_("Choose who gets the number, or copy it."))
            self.person.setFocus()
            return
        try:
            looks.give(self.ctx, helper, self.customer_id, self)
        except ShopbookError as error:
            self.ctx.messages.problem(error)
            return
        looks.tell_given(self.ctx, helper, self.customer_id)
        self.ctx.navigation.close_sheet()

    def _on_copy(self) -> None:
        helper = self.chosen()
        if helper is not None:
            looks.copy_number(self.ctx, helper)

    def _on_new(self) -> None:
        self.ctx.navigation.go("helper", {"new": self.box.text(), "area": self._area})

    # what happens

    def _on_text(self, _text: str) -> None:
        self._find()

    def _on_typed(self, text: str) -> None:
        self.box.setFocus()
        self.box.insert(text)

    def _on_chosen(self, _id: int | None) -> None:
        self._show_number()

    def _on_opened(self, _id: int) -> None:
        self.give()

    def _on_person(self, customer_id: object) -> None:
        self.customer_id = int(str(customer_id))
        self._area = self._area_of(self.customer_id)
        self._say()
        self._find()
        self.list.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                ids = list(self._found)
                now = self.list.current_id()
                if ids:
                    at = ids.index(now) + step if now in self._found else 0
                    self.list.choose(ids[max(0, min(at, len(ids) - 1))])
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.give()
                return True
        return False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "where"):
            self._say()
            self._find()
