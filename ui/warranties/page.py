"""The warranty desk (F6): one box for card number, serial or phone, the cards found, and the verdict on one of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext
from shopbook.products.model import title
from shopbook.warranties.model import Card, verdict
from ui.actions import Action
from ui.context import Context
from ui.forms.texts import TextField
from ui.lists.looks import RowLook, Section
from ui.lists.model import Column, RowModel, Sort
from ui.lists.views import ListPanel, RowList
from ui.page import Page
from ui.style import theme
from ui.warranties.card import CardPanel
from ui.widgets.buttons import Button, chip
from ui.widgets.cards import Card as Surface
from ui.widgets.cards import EmptyState, pad
from ui.widgets.flow import FlowLayout
from ui.widgets.text import h1

# A month is time enough for a last free servicing before the promise ends.
SOON_DAYS = 30
LOOK_AFTER_MS = 200
MOST_LISTED = 500
NARROW_LIST = 330


class WarrantyPage(Page):
    """Target: {"warranty_id": id} shows a card, {"find": text} asks for one."""

    TOPICS = ("warranty", "sale", "customer", "visit", "job")

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx)
        self.which = "ending"
        self.found: list[int] = []
        self.box = TextField(
            "find",
            lambda: _("Card number, serial or IMEI, or mobile"),
            example=lambda: _("Scan or type, then Enter"),
        )
        self.chips: dict[str, Button] = {
            "ending": chip(self._ending_text),
            "all": chip(lambda: _("All cards")),
        }
        self.model: RowModel[Card] = RowModel(
            self._ids,
            ctx.book.warranties.cards,
            [Column("card", "", lambda card: self._row_look(card).spoken())],
        )
        self.list = RowList(self.model, self._row_look, lambda: _("Warranty cards"))
        self.empty = EmptyState("shield-check", "", "")
        self.panel = CardPanel(ctx)
        self.nothing = EmptyState(
            "shield-check",
            lambda: _("Is it under warranty?"),
            lambda: _("Scan the serial, or type the card number or the customer's mobile."),
        )
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(LOOK_AFTER_MS)
        self._lay_out()

        self.box.changed.connect(self._look.start)
        self.box.entered.connect(self.look_up)
        self._look.timeout.connect(self._find)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_opened)
        self.list.typed.connect(self._on_typed)
        for button in self.chips.values():
            button.clicked.connect(self._on_chip_clicked)
        self.panel.changed.connect(self._on_panel_changed)
        self.panel.asked.connect(self._on_asked)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        pad(outer, 20, 10, 20, 14, 10)
        outer.addWidget(h1(lambda: _("Warranties")))
        halves = QHBoxLayout()
        halves.setSpacing(theme.px(14))
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        pad(left, 0, 0, 0, 0, 10)
        left.addWidget(self.box)
        chips = QWidget()
        flow = FlowLayout(chips, 8)
        for button in self.chips.values():
            flow.addWidget(button)
        left.addWidget(chips)
        surface = Surface(margin=1, gap=0)
        surface.body.addWidget(ListPanel(self.list, self.empty), 1)
        left.addWidget(surface, 1)
        halves.addWidget(self._left, 1)
        self.answer = QStackedWidget()
        ground = Surface(margin=1, gap=0)
        ground.body.addWidget(self.nothing, 1)
        self._ground = ground
        self.answer.addWidget(ground)
        self.answer.addWidget(self.panel)
        halves.addWidget(self.answer, 1)
        outer.addLayout(halves, 1)

    # what the page is asked

    def open(self, target: object) -> None:
        asked: Mapping[str, object] = target if isinstance(target, Mapping) else {"warranty_id": target}
        if "find" in asked:
            self.box.set_value(str(asked["find"]))
            self.look_up()
        elif isinstance(warranty_id := asked.get("warranty_id"), int):
            card = self.ctx.book.warranties.card(warranty_id)
            self.box.set_value(numbers.to_script(card.card_no))
            self._find()
            self._show(card.id)

    def refresh(self) -> None:
        for which, button in self.chips.items():
            button.say(self._ending_text if which == "ending" else lambda: _("All cards"))
        self._find()
        self.panel.refresh()

    def retranslate(self) -> None:
        self.panel.retranslate()

    def first_focus(self) -> QWidget | None:
        """The box, ready to be typed over."""
        self.box.line.selectAll()
        return self.box.line

    def customer_here(self) -> int | None:
        """F3 and F4 begin with the owner of the card."""
        return self.panel.card.customer_id if self.panel.card is not None else None

    def warranty_here(self) -> int | None:
        """F7 takes in what the card in sight is for."""
        return self.panel.card.id if self.panel.card is not None else None

    def actions_here(self) -> list[Action]:
        group = lambda: _("Warranties")  # noqa: E731 -- a text to be asked again, not a function of its own
        return [
            Action("card_print", lambda: _("Print the card"), self.panel.print_now, "Ctrl+P", "printer", group,
                   footer=lambda: _("Print")),
        ]  # fmt: skip

    def scanned(self, code: str) -> bool:
        """A scanned serial or card is looked up."""
        self.box.set_value(code)
        self.look_up()
        return True

    def search_text(self, text: str) -> None:
        """Letters typed over the list go on in the box."""
        self.box.line.setText(self.box.line.text() + text)
        self.box.setFocus()
        self._look.start()

    def look_up(self) -> None:
        """Find and show the surest card at once."""
        self._find()
        if self.found:
            if not self._shows(self.found[0]):
                self._show(self.found[0])
            self.list.choose(self.found[0])
        self.box.line.selectAll()

    # what is shown

    def _find(self) -> None:
        self._look.stop()
        text = str(self.box.value())
        self.found = [card.id for card in self.ctx.book.warranties.find(text)] if text else []
        # Said once: a note that goes and comes again lays the whole page out twice.
        missing = bool(text) and not self.found
        self.box.show_problem(_("No card has this number, serial or phone.") if missing else None)
        for which, button in self.chips.items():
            button.setChecked(not text and which == self.which)
        self._say_empty(text)
        self.model.refetch()
        self._show_what_was_asked(text)

    def _show_what_was_asked(self, text: str) -> None:
        """The verdict of another card must never stand beside a number it does not belong to."""
        shown = self.panel.card.id if self.panel.card is not None else None
        if text and self.found and shown not in self.found:
            self._show(self.found[0])
            self.list.choose(self.found[0])
        elif text and not self.found:
            self.panel.card = None
        if self.panel.card is None:
            self.answer.setCurrentWidget(self._ground)

    def _say_empty(self, text: str) -> None:
        if text:
            self.empty.say(
                lambda: _("Not found"), lambda: _("Look at the number again, or search by the mobile.")
            )
        elif self.which == "ending":
            self.empty.say(
                lambda: _("No warranty ends soon"), lambda: _("Cards of the next 30 days stand here.")
            )
        else:
            self.empty.say(
                lambda: _("No warranty card yet"),
                lambda: _("A sale with a warranty makes its card by itself."),
            )

    def _ids(self, _sort: Sort | None) -> Sequence[int | Section]:
        if self.box.value():
            return self.found
        if self.which == "ending":
            return self._ending()
        return self.ctx.book.warranties.newest_ids(MOST_LISTED)

    def _ending(self) -> list[int]:
        today = self.ctx.book.clock.today()
        return self.ctx.book.warranties.ending_ids(today, today + dt.timedelta(days=SOON_DAYS))

    def _ending_text(self) -> str:
        count = len(self._ending())
        return ngettext("{n} ends soon", "{n} end soon", count).format(n=numbers.number(count))

    def _row_look(self, card: Card) -> RowLook:
        today = self.ctx.book.clock.today()
        answer = verdict(card, today)
        customer = self._name(card.customer_id)
        badge, tone = _badge(card, answer.is_covered, today)
        if self.list.width() < theme.px(NARROW_LIST):
            # The name of the thing needs the room; what the badge says goes below it.
            customer, badge = " · ".join(part for part in (badge, customer) if part), ""
        return RowLook(
            title=title(card.product_name, card.brand, card.model),
            second=" · ".join(part for part in (customer, card.serial) if part),
            icon="shield-check" if answer.is_covered else "shield-x",
            tone="green" if answer.is_covered else "red",
            beside=numbers.to_script(card.card_no),
            badge=badge,
            badge_tone=tone,
            faded=not answer.is_covered,
        )

    def _name(self, customer_id: int | None) -> str:
        rows = self.ctx.book.customers.rows([customer_id]) if customer_id is not None else []
        return (rows[0].name or numbers.phone(rows[0].phone)) if rows else ""

    def _shows(self, card_id: int) -> bool:
        """True when this card's verdict stands there already."""
        card = self.panel.card
        return card is not None and card.id == card_id and self.answer.currentWidget() is self.panel

    def _show(self, card_id: int) -> None:
        self.panel.show_card(card_id)
        self.answer.setCurrentWidget(self.panel)

    # what happens

    def _on_chosen(self, card_id: int | None) -> None:
        if card_id is None or self._shows(card_id):
            return
        if self.list.hasFocus() or self.box.value():
            self._show(card_id)

    def _on_opened(self, card_id: int) -> None:
        self._show(card_id)

    def _on_typed(self, text: str) -> None:
        self.search_text(text)

    def _on_chip_clicked(self) -> None:
        self.which = next(which for which, button in self.chips.items() if button is self.sender())
        self.box.set_value("")
        self._find()
        self.list.choose_first()

    def _on_panel_changed(self) -> None:
        self.refresh()

    def _on_asked(self, card_id: int) -> None:
        self.open({"warranty_id": card_id})

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # The book may be closed before the pause is over.
        self._look.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._left.setMinimumWidth(min(theme.px(320), self.width() // 3))


def _badge(card: Card, covered: bool, today: dt.date) -> tuple[str, str]:
    if not card.is_active:
        words = {"void": _("Void"), "replaced": _("Replaced"), "transferred": _("Handed on")}
        return words[card.status], "red"
    if not covered:
        return _("Over"), "red"
    if card.last_ends_on is None:
        return _("For life"), "green"
    left = (card.last_ends_on - today).days
    return dates.time_left(today, card.last_ends_on), "amber" if left <= SOON_DAYS else "green"
