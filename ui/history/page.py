"""The page of everything that was written, newest first: filtered by person, kind and customer, with the way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from shopbook.errors import ShopbookError
from shopbook.history.deeds import Deed
from shopbook.history.model import Change
from shopbook.localisation import dates
from shopbook.localisation.language import _
from ui.actions import Action
from ui.context import Context
from ui.forms.customer import CustomerField
from ui.history import words
from ui.history.panel import DeedPanel
from ui.lists.log import LogModel
from ui.lists.looks import RowLook
from ui.lists.model import Column
from ui.lists.views import ListPanel, RowList
from ui.page import Page
from ui.style import theme
from ui.widgets.buttons import Button, icon_button
from ui.widgets.cards import Card, EmptyState, pad
from ui.widgets.text import ElidedLabel

PANEL = 380
# Narrower than this the customer's field gives its room to the list.
FIELD_FROM = 760


class HistoryPage(Page):
    """Target: {"customer_id"} what was written about one customer, {"operation"} one action."""

    TOPICS = ("customer", "sale", "ledger", "note", "gift", "followup", "callback", "interaction", "call", "product",
              "staff", "shop", "setting", "wording", "complaint", "promise", "demand", "feedback", "reward", "job",
              "warranty", "visit", "plan", "return", "helper", "reminder", "trash", "merge")  # fmt: skip

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx)
        self.staff_id: int | None = None
        self.kind = ""
        self._names: dict[int, str] = {}
        self.model: LogModel[Deed] = LogModel(
            self._after,
            Column("deed", lambda: _("What was written"), self._spoken),
            lambda deed: deed.operation,
        )
        self.list = RowList(self.model, self.look, lambda: _("What was written, by whom"), timeline=True)
        self.empty = EmptyState(
            "history",
            lambda: _("Nothing was written"),
            lambda: _("What is saved in the book will stand here."),
        )
        self.customer = CustomerField("customer_id", lambda: _("Whose page"), ctx.book, creates=False)
        self.customer.label.hide()
        self.person = Button("", "users", "plain")
        self.kinds = Button("", "tag", "plain")
        self.back = icon_button(lambda: _("Back"), "arrow-left", "Esc")
        self.all = icon_button(lambda: _("Everything again"), "x")
        self.eye = icon_button(lambda: _("Show what is private"), "eye-off", "Alt+P")
        self.eye.setCheckable(True)
        self.private = False
        self.panel = DeedPanel(ctx)
        self._lay_out()
        self.customer.picked.connect(self._on_filter)
        self.customer.changed.connect(self._on_customer_typed)
        self.person.clicked.connect(self._on_person)
        self.kinds.clicked.connect(self._on_kinds)
        self.all.clicked.connect(self._on_all)
        self.back.clicked.connect(self._on_back)
        self.eye.toggled.connect(self._on_eye)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_opened)
        self.list.typed.connect(self.search_text)
        self.panel.take_back.connect(self.take_back)
        self.panel.put_back.connect(self.put_back)
        self._say_filters()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(self.back)
        head.addWidget(ElidedLabel(lambda: _("What was written, by whom"), "h1"), 1)
        for widget in (self.person, self.kinds, self.customer, self.all, self.eye):
            head.addWidget(widget)
        self.customer.setFixedWidth(theme.px(230))
        card = Card(margin=0, gap=0)
        card.body.addWidget(ListPanel(self.list, self.empty))
        row = QHBoxLayout()
        row.setSpacing(theme.px(14))
        row.addWidget(card, 1)
        row.addWidget(self.panel)
        column = QVBoxLayout(self)
        pad(column, 20, 10, 20, 14, 10)
        column.addLayout(head)
        column.addLayout(row, 1)

    # what the page is asked

    def open(self, target: object) -> None:
        """Bring one customer's entries to front."""
        asked = target if isinstance(target, Mapping) else {}
        if isinstance(asked.get("customer_id"), int):
            self.customer.show_customer(asked["customer_id"])
            self.customer.show_good("")

    def refresh(self) -> None:
        """Read what was written since; the chosen line stays chosen."""
        self._names = {one.id: one.name for one in self.ctx.book.settings.staff()}
        self._say_filters()
        self.model.refetch()
        if self.list.current_id() is None:
            self.list.choose_first()
        self._on_chosen(self.list.current_id())

    def retranslate(self) -> None:
        self._say_filters()

    def first_focus(self) -> QWidget:
        """What was written last."""
        return self.list

    def customer_here(self) -> int | None:
        """Whose entry is chosen."""
        deed = self.list.current_row()
        return deed.customer_id if isinstance(deed, Deed) else None

    def actions_here(self) -> list[Action]:
        """Taking the chosen one back, and going to its customer."""
        here = lambda: _("What was written, by whom")  # noqa: E731 -- a text to be asked again
        return [
            Action(
                "take_back", lambda: _("Take this back"), self._on_take_back, "Ctrl+Shift+Z", "undo-2", here
            ),
            Action(
                "private", lambda: _("Show or hide what is private"), self.eye.toggle, "Alt+P", "eye", here
            ),
            Action("whose", lambda: _("Open the customer's page"), self._on_whose, "Alt+G", "user", here),
        ]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panel.setFixedWidth(min(theme.px(PANEL), self.width() * 2 // 5))
        self.customer.setVisible(self.width() >= theme.px(FIELD_FROM))

    def hideEvent(self, event: QHideEvent) -> None:
        # The eye closes by itself: the next one to look at the screen may be a customer.
        self.eye.setChecked(False)
        super().hideEvent(event)

    # what is shown

    def look(self, deed: Deed) -> RowLook:
        """How an action reads in the list."""
        deed = deed if self.private else words.discreet(deed)
        icon, tone = words.ICONS.get(deed.what.table, ("pencil", ""))
        taken = deed.undone
        return RowLook(
            title=words.title(deed),
            second=words.line(deed),
            icon="undo-2" if deed.undoes is not None else icon,
            tone="" if taken else tone,
            amount=words.amount(deed),
            aside=dates.when(deed.at, self.ctx.book.clock.today()),
            badge=_("taken back") if taken else "",
            badge_tone="plain",
            faded=taken,
        )

    def _spoken(self, deed: Deed) -> str:
        return self.look(deed).spoken()

    def _after(self, last: Deed | None, limit: int) -> Sequence[Deed]:
        return self.ctx.book.history.deeds(
            last.operation if last is not None else None,
            limit,
            staff_id=self.staff_id,
            kind=self.kind,
            customer_id=self.customer.value(),
        )

    def _say_filters(self) -> None:
        whose = (
            _("Everybody") if self.staff_id is None else self._names.get(self.staff_id, _("Nobody signed in"))
        )
        self.person.say(whose)
        self.person.setAccessibleName(_("Written by: {name}").format(name=whose))
        self.kinds.say(words.KINDS[self.kind]())
        self.kinds.setAccessibleName(_("Kind: {name}").format(name=words.KINDS[self.kind]()))
        self.person.setVisible(bool(self._names))
        self.all.setVisible(bool(self.kind) or self.staff_id is not None or self.customer.row is not None)

    # what is done

    def filter_by(self, staff_id: int | None = None, kind: str = "") -> None:
        """Show one person's entries, or one kind of them."""
        self.staff_id, self.kind = staff_id, kind
        self._on_filter()

    def take_back(self, deed: Deed) -> None:
        """Take an action back; what cannot be is told why."""
        try:
            self.ctx.book.history.undo(deed.operation)
        except ShopbookError as error:
            self.ctx.messages.problem(error)
            return
        self.ctx.messages.info(_("Taken back: {what}").format(what=words.in_full(deed)))
        self.make_stale()

    def put_back(self, changes: tuple[Change, ...], title: str) -> None:
        """Give one thing its old value again."""
        history = self.ctx.book.history
        try:
            history.put_back(*changes)
        except ShopbookError as error:
            self.ctx.messages.problem(error)
            return
        undo = partial(history.undo, history.last_operation())
        self.ctx.messages.done(_("{what} is as it was before").format(what=title), undo=undo)
        self.make_stale()

    # what happens

    def _on_eye(self, on: bool) -> None:
        self.private = on
        self.eye.say(
            (lambda: _("Hide what is private")) if on else (lambda: _("Show what is private")),
            "eye" if on else "eye-off",
        )
        self.stale = True
        if self.isVisible():
            self.refresh_if_stale()

    def _on_filter(self, _id: object = None) -> None:
        self.customer.show_good("")  # whose it is stands in the list; their due has no place here
        self._say_filters()
        self.model.restart()
        self.list.choose_first()
        self._on_chosen(self.list.current_id())

    def _on_customer_typed(self) -> None:
        if not self.customer.typed():
            self._on_filter()

    def _on_all(self) -> None:
        self.customer.set_value(None)
        self.filter_by()

    def _on_person(self) -> None:
        lines: list[tuple[str, object]] = [(_("Everybody"), None), *((name, id) for id, name in self._names.items()),
                                           (_("Nobody signed in"), 0)]  # fmt: skip
        self._menu(self.person, lines, self.staff_id, self._choose_person)

    def _on_kinds(self) -> None:
        lines = [(said(), kind) for kind, said in words.KINDS.items()]
        self._menu(self.kinds, lines, self.kind, self._choose_kind)

    def _choose_person(self, staff_id: object) -> None:
        self.filter_by(staff_id if isinstance(staff_id, int) else None, self.kind)

    def _choose_kind(self, kind: object) -> None:
        self.filter_by(self.staff_id, str(kind))

    def _menu(self, button: Button, lines: Sequence[tuple[str, object]], now: object, choose: object) -> None:
        menu = QMenu(self)
        for said, value in lines:
            line = QAction(said.replace("&", "&&"), menu)
            line.setCheckable(True)
            line.setChecked(value == now)
            line.triggered.connect(partial(_chosen, choose, value))
            menu.addAction(line)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _on_chosen(self, _id: object) -> None:
        deed = self.list.current_row()
        if isinstance(deed, Deed):
            self.panel.show_deed(deed if self.private else words.discreet(deed))
        else:
            self.panel.show_deed(None)

    def _on_opened(self, _id: object) -> None:
        self.panel.take_focus()

    def _on_take_back(self) -> None:
        deed = self.list.current_row()
        if isinstance(deed, Deed) and self.panel.can_take_back:
            self.take_back(deed)

    def _on_back(self) -> None:
        if not self.ctx.navigation.back():
            self.ctx.navigation.go("settings", "file")

    def _on_whose(self) -> None:
        if (customer := self.customer_here()) is not None:
            self.ctx.navigation.go("customer", customer)


def _chosen(choose: object, value: object, _checked: bool = False) -> None:
    assert callable(choose)
    choose(value)
