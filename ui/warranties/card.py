"""One warranty card: the verdict, whose it is, where it was sold, printing it again, voiding it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from shopbook.errors import Invalid, ShopbookError
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext
from shopbook.products.model import title
from shopbook.settings.model import CARD_PAPER
from shopbook.warranties.model import Card
from ui import printing
from ui.context import Context
from ui.forms.reason import ReasonStrip
from ui.warranties.verdict import VerdictView
from ui.widgets.badges import Badge
from ui.widgets.buttons import plain, primary, quiet
from ui.widgets.cards import Facts, SidePanel
from ui.widgets.text import ElidedLabel, Label


class CardPanel(SidePanel):
    """Shows one card; `changed` after it was voided or printed here."""

    changed = Signal()

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self.ctx = ctx
        self.card: Card | None = None
        self.heading = ElidedLabel("", "h1")
        self.number = Badge("", "blue")
        self.verdict = VerdictView()
        self.facts = Facts()
        self.terms = Label("", "caption", "text2", wrap=True)
        self.memo = plain(lambda: _("See the memo"), "receipt")
        self.owner = plain(lambda: _("See the customer"), "user")
        self.void = quiet(lambda: _("Void this card"), "x")
        self.look = plain(lambda: _("Look at the card"), "eye")
        self.print = primary(self._print_text, "printer", "Ctrl+P")
        self.reason = ReasonStrip(lambda: _("Why is the card void?"), lambda: _("Void the card"))
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.number)
        self.body.addLayout(head)
        for widget in (self.reason, self.verdict, self.facts, self.terms):
            self.body.addWidget(widget)
        ways = QHBoxLayout()
        for button in (self.memo, self.owner):
            ways.addWidget(button)
        ways.addStretch(1)
        self.body.addLayout(ways)
        self.body.addStretch(1)
        self.add_footer(self.void, self.look, self.print)

        self.memo.clicked.connect(self._on_memo_clicked)
        self.owner.clicked.connect(self._on_owner_clicked)
        self.void.clicked.connect(self._on_void_clicked)
        self.look.clicked.connect(self._on_look_clicked)
        self.print.clicked.connect(self.print_now)
        self.reason.given.connect(self._on_reason_given)
        self.reason.closed.connect(self._on_reason_closed)

    def show_card(self, card_id: int) -> None:
        """Show another card."""
        if self.card is None or self.card.id != card_id:
            self.reason.hide()
        self.card = self.ctx.book.warranties.card(card_id)
        self.refresh()

    def refresh(self) -> None:
        """Read the card again."""
        if self.card is None:
            return
        self.card = card = self.ctx.book.warranties.card(self.card.id)
        self.heading.say(title(card.product_name, card.brand, card.model))
        self.number.say(numbers.to_script(card.card_no))
        self.verdict.show_verdict(self.ctx.book.warranties.verdict(card.id))
        self._show_facts(card)
        self.terms.say(card.terms)
        self.terms.setVisible(bool(card.terms))
        self.memo.setVisible(card.sale_id is not None)
        self.owner.setVisible(card.customer_id is not None)
        valid = card.status == "active"
        self.void.setVisible(valid and not self.reason.isVisible())
        self.print.setEnabled(valid)
        self.look.setEnabled(valid)
        self.print.say(self._print_text)

    def retranslate(self) -> None:
        """Say everything again."""
        self.refresh()

    def print_now(self) -> None:
        """Print on the usual printer; without one the card is shown, from where it can be saved."""
        if self.card is None or self.card.status != "active":
            return
        if printing.printer_found():
            if printing.print_cards(self.ctx, [self.card.id]):
                self.changed.emit()
        else:
            printing.show_card(self.ctx, self.card.id)

    def _print_text(self) -> str:
        if self.card is None or not self.card.print_count:
            size = self.ctx.book.settings.get(CARD_PAPER)
            return _("Print ({size})").format(size=size)
        return _("Print duplicate copy {n}").format(n=numbers.number(self.card.print_count))

    def _show_facts(self, card: Card) -> None:
        self.facts.clear()
        rows = self.ctx.book.customers.rows([card.customer_id]) if card.customer_id is not None else []
        for row in rows:
            who = " · ".join(part for part in (row.name, numbers.phone(row.phone)) if part)
            self.facts.add(_("Customer"), who)
            if row.whereabouts:
                self.facts.add(_("Who they are"), row.whereabouts, strong=False)
        if card.serial:
            self.facts.add(_("Serial"), card.serial)
        if card.memo_no:
            self.facts.add(_("Memo"), numbers.to_script(card.memo_no), strong=False)
        self.facts.add(_("Given on"), dates.date_long(card.issued_on), strong=False)
        if card.start_on != card.issued_on:
            self.facts.add(_("Counts from"), dates.both_calendars(card.start_on), strong=False)
        times = ngettext("{n} time", "{n} times", card.print_count).format(n=numbers.number(card.print_count))
        self.facts.add(_("Printed"), times if card.print_count else _("Not yet"), strong=False)

    def _on_memo_clicked(self) -> None:
        if self.card is not None and self.card.sale_id is not None:
            self.ctx.navigation.go("sale_view", self.card.sale_id)

    def _on_owner_clicked(self) -> None:
        if self.card is not None and self.card.customer_id is not None:
            self.ctx.navigation.go("customer", self.card.customer_id)

    def _on_look_clicked(self) -> None:
        if self.card is not None:
            printing.show_card(self.ctx, self.card.id)

    def _on_void_clicked(self) -> None:
        self.void.hide()
        self.reason.begin()

    def _on_reason_closed(self) -> None:
        self.void.setVisible(self.card is not None and self.card.status == "active")

    def _on_reason_given(self, reason: str) -> None:
        if self.card is None:
            return
        try:
            self.ctx.book.warranties.void(self.card.id, reason, by=self)
        except Invalid as invalid:
            self.reason.field.show_problem(invalid.problems.get("reason"))
        except ShopbookError as error:
            self.ctx.messages.problem(error)
        else:
            self.reason.hide()
            card_no = numbers.to_script(self.card.card_no)
            self.ctx.messages.done(_("Card {card_no} is void").format(card_no=card_no))
            self.changed.emit()
