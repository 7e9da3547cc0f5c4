"""A memo in the book: what was sold, what was paid, its cards, and taking it back. Typing a memo is page.py."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.clock import to_instant
from shopbook.customers.model import CustomerRow
from shopbook.errors import Invalid, NotFound, ShopbookError
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext, pgettext
from shopbook.localisation.words import amount_in_words
from shopbook.sales.model import Sale
from shopbook.warranties.model import Card
from ui import printing
from ui.actions import Action
from ui.context import Context
from ui.forms.methods import method_names
from ui.forms.reason import ReasonStrip
from ui.page import Page
from ui.sales.sold import CardRow, SoldLines
from ui.style import theme
from ui.widgets.badges import Badge, Line
from ui.widgets.buttons import icon_button, plain, primary, quiet
from ui.widgets.cards import Banner, Facts, SidePanel, pad
from ui.widgets.text import ElidedLabel, Label, h2

SIDE_WIDTH = 400


class SaleViewPage(Page):
    """Target: the sale's id (or {"sale_id": id})."""

    TOPICS = ("sale", "warranty", "customer", "ledger")

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx)
        self.sale: Sale | None = None
        self.heading = Label("", "h1")
        self.state = Badge("", "green")
        self.when = ElidedLabel("", "second", "text2")
        self.who = plain("", "user")
        self.voided = Banner("red", "")
        self.lines = SoldLines()
        self.totals = Facts()
        self.words = Label("", "caption", "text2", wrap=True)
        self.note = Label("", "second", "text2", wrap=True)
        self.cards_title = h2("")
        self.cards: list[CardRow] = []
        self.print = primary(self._print_text, "printer", "Ctrl+P")
        self.new = plain(lambda: _("New sale"), "plus", "F2")
        self.delivered = plain(lambda: _("Delivered"), "check")
        self.void = quiet(lambda: _("Void this memo"), "x")
        self.reason = ReasonStrip(lambda: _("Why is the memo void?"), lambda: _("Void the memo"))
        self._lay_out()

        self.who.clicked.connect(self._on_who_clicked)
        self.print.clicked.connect(self.print_cards)
        self.new.clicked.connect(self._on_new_clicked)
        self.void.clicked.connect(self._on_void_clicked)
        self.delivered.clicked.connect(self._on_delivered_clicked)
        self.reason.given.connect(self._on_reason_given)
        self.reason.closed.connect(self._on_reason_closed)
        self.back.clicked.connect(self._on_back_clicked)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        pad(outer, 20, 10, 20, 14, 10)
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        self.back = icon_button(lambda: _("Back"), "arrow-left", "Esc")
        for widget in (self.back, self.heading, self.state):
            head.addWidget(widget)
        head.addWidget(self.when, 1)
        for button in (self.delivered, self.void):
            head.addWidget(button)
        outer.addLayout(head)
        halves = QHBoxLayout()
        halves.setSpacing(theme.px(14))
        self.left = SidePanel()
        pad(self.left.body, 20, 14, 20, 16, 8)
        who = QHBoxLayout()
        who.addWidget(self.who)
        who.addStretch(1)
        self.left.body.addWidget(self.voided)
        self.left.body.addWidget(self.reason)
        self.left.body.addLayout(who)
        for part in (self.lines, Line(), self.totals, self.words, self.note):
            self.left.body.addWidget(part)
        self.left.body.addStretch(1)
        halves.addWidget(self.left, 1)
        self.side = SidePanel()
        self.side.body.addWidget(self.cards_title)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(theme.px(8))
        self.side.body.addLayout(self._cards)
        self.side.body.addStretch(1)
        self.side.add_footer(self.new, self.print)
        halves.addWidget(self.side)
        outer.addLayout(halves, 1)

    def open(self, target: object) -> None:
        sale_id = target.get("sale_id") if isinstance(target, Mapping) else target
        if isinstance(sale_id, int):
            self.sale = self.ctx.book.sales.get(sale_id)
            self.reason.hide()

    def refresh(self) -> None:
        if self.sale is None:
            return
        try:
            self.sale = self.ctx.book.sales.get(self.sale.id)
        except NotFound as error:
            self.ctx.messages.problem(error)
            return
        self._show_head(self.sale)
        self._show_money(self.sale)
        self._show_cards(self.ctx.book.warranties.cards(self.sale.card_ids))
        self.void.setVisible(not self.sale.is_voided and not self.reason.isVisible())
        self.delivered.setVisible(self.sale.delivery in ("needed", "out") and not self.sale.is_voided)

    def retranslate(self) -> None:
        self.print.say(self._print_text)

    def first_focus(self) -> QWidget | None:
        return self.print if self.print.isEnabled() else self.new

    def customer_here(self) -> int | None:
        """F3 and F4 begin with the customer of the memo."""
        return self.sale.customer_id if self.sale is not None else None

    def actions_here(self) -> list[Action]:
        group = lambda: _("Memo")  # noqa: E731 -- a text to be asked again, not a function of its own
        return [
            Action("sale_print", lambda: _("Print the card"), self.print_cards, "Ctrl+P", "printer", group,
                   footer=lambda: _("Print")),
        ]  # fmt: skip

    def print_cards(self) -> None:
        """Print every card of the memo; without a printer the card is shown, from where it can be saved."""
        if self.sale is None or self.sale.is_voided:
            return
        if not self.sale.card_ids:
            self.ctx.messages.info(_("This memo has no warranty card."))
        elif printing.printer_found():
            printing.print_cards(self.ctx, self.sale.card_ids)
        else:
            printing.show_card(self.ctx, self.sale.card_ids[0])

    # what is shown

    def _print_text(self) -> str:
        count = len(self.sale.card_ids) if self.sale is not None else 1
        return ngettext("Print the card", "Print the {n} cards", max(1, count)).format(
            n=numbers.number(count)
        )

    def _show_head(self, sale: Sale) -> None:
        memo_no = numbers.to_script(sale.memo_no)
        self.heading.say(_("Memo {memo_no}").format(memo_no=memo_no))
        self.setAccessibleName(self.heading.text())
        time = dates.time_short(to_instant(sale.created_at))
        self.when.say(f"{dates.both_calendars(sale.sold_on)} · {time}")
        state, tone = _state(sale)
        self.state.say(state)
        self.state.dress(tone)
        self.voided.setVisible(sale.is_voided)
        if sale.voided_on is not None:
            self.voided.say(
                _("Voided on {day}").format(day=dates.date_long(sale.voided_on)),
                numbers.to_script(sale.void_reason),
            )
        row = self._customer(sale)
        phone = numbers.phone(row.phone) if row is not None else ""
        self.who.say(
            " · ".join(p for p in (row.name, phone) if p) if row is not None else _("Sold without a name")
        )
        self.who.setEnabled(row is not None)

    def _customer(self, sale: Sale) -> CustomerRow | None:
        rows = self.ctx.book.customers.rows([sale.customer_id]) if sale.customer_id is not None else []
        return rows[0] if rows else None

    def _show_money(self, sale: Sale) -> None:
        self.lines.show_lines(sale.lines)
        self.totals.clear()
        if sale.discount_paisa:
            self.totals.add(_("Discount"), numbers.money(-sale.discount_paisa), strong=False)
        self.totals.add(_("Total"), numbers.money(sale.total_paisa))
        method = method_names().get(sale.paid_method, "")
        paid = " · ".join(
            p for p in (method, numbers.to_script(sale.paid_reference)) if p and sale.paid_paisa
        )
        self.totals.add(
            _("Paid ({method})").format(method=paid) if paid else pgettext("money", "Paid"),
            numbers.money(sale.paid_paisa),
        )
        if sale.due_paisa:
            self.totals.add(_("Left due"), numbers.money(sale.due_paisa), "red")
        if sale.paid_paisa > sale.total_paisa:
            self.totals.add(_("Paid ahead"), numbers.money(sale.paid_paisa - sale.total_paisa), "green")
        if sale.promised_on is not None:
            self.totals.add(_("Will pay the rest on"), dates.date_long(sale.promised_on), strong=False)
        if sale.delivery != "none":
            day = sale.delivered_on or sale.deliver_on
            where = " · ".join(p for p in (sale.delivery_address, dates.date_long(day) if day else "") if p)
            self.totals.add(_("Delivery"), where or _state(sale)[0], strong=False)
        if sale.demo_given:
            self.totals.add(_("Showed how to use it and what to avoid"), _("Yes"), strong=False)
        self.words.say(amount_in_words(sale.total_paisa))
        self.note.say(sale.note)
        self.note.setVisible(bool(sale.note))

    def _show_cards(self, cards: list[Card]) -> None:
        for old in self.cards:
            self._cards.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.cards = [CardRow(card) for card in cards]
        for row in self.cards:
            row.pressed.connect(self._on_card_pressed)
            self._cards.addWidget(row)
        self.cards_title.say(_("Warranty cards") if cards else _("No warranty card with this memo"))
        valid = bool(cards) and self.sale is not None and not self.sale.is_voided
        self.print.setEnabled(valid)
        self.print.say(self._print_text)

    # what happens

    def _on_who_clicked(self) -> None:
        if self.sale is not None and self.sale.customer_id is not None:
            self.ctx.navigation.go("customer", self.sale.customer_id)

    def _on_new_clicked(self) -> None:
        self.ctx.navigation.go("sale")

    def _on_card_pressed(self, card_id: int) -> None:
        self.ctx.navigation.go("warranty", {"warranty_id": card_id})

    def _on_delivered_clicked(self) -> None:
        if self.sale is None:
            return
        try:
            self.ctx.book.deliveries.deliver(self.sale.id, self.ctx.book.clock.today(), by=self)
        except ShopbookError as error:
            self.ctx.messages.problem(error)
        else:
            self.ctx.messages.done(_("Delivered"))
            self.refresh()

    def _on_void_clicked(self) -> None:
        self.reason.begin()
        self.void.hide()

    def _on_reason_closed(self) -> None:
        self.void.setVisible(self.sale is not None and not self.sale.is_voided)

    def _on_reason_given(self, reason: str) -> None:
        if self.sale is None:
            return
        try:
            self.ctx.book.sales.void_sale(self.sale.id, reason, by=self)
        except Invalid as invalid:
            self.reason.field.show_problem(invalid.problems.get("reason"))
        except ShopbookError as error:
            self.ctx.messages.problem(error)
        else:
            self.reason.hide()
            self.ctx.messages.done(
                _("Memo {memo_no} is void").format(memo_no=numbers.to_script(self.sale.memo_no))
            )
            self.refresh()

    def _on_back_clicked(self) -> None:
        self.ctx.navigation.back()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.setFixedWidth(max(theme.px(270), min(theme.px(SIDE_WIDTH), round(self.width() * 0.36))))


def _state(sale: Sale) -> tuple[str, str]:
    """The memo in one word, and its tone."""
    if sale.is_voided:
        return _("Void"), "red"
    if sale.delivery == "needed":
        return _("To be delivered"), "amber"
    if sale.delivery == "out":
        return _("On its way"), "amber"
    if sale.due_paisa:
        return _("Due {amount}").format(amount=numbers.money(sale.due_paisa)), "amber"
    return _("Paid in full"), "green"
