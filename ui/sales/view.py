"""A memo in the book: what was sold, what was paid, its cards, and taking it back. Typing a memo is page.py."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.clock import to_instant
from shopbook.customers.model import CustomerRow
from shopbook.dues.plan_model import Plan
from shopbook.errors import Invalid, NotFound, ShopbookError
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _
from shopbook.localisation.words import amount_in_words
from shopbook.sales.model import Sale
from shopbook.sales.return_model import Return
from shopbook.sales.standing import MemoStanding
from shopbook.warranties.model import Card
from ui import printing
from ui.actions import Action
from ui.context import Context
from ui.forms.reason import ReasonStrip
from ui.forms.texts import TickField
from ui.page import Page
from ui.sales.sold import CardRow, SoldLines
from ui.sales.view_menu import Deed, MoreButton
from ui.sales.view_money import SideRows, show_money, state_of
from ui.style import theme
from ui.widgets.badges import Badge, Line
from ui.widgets.buttons import icon_button, plain, primary
from ui.widgets.cards import Banner, Facts, SidePanel, pad
from ui.widgets.text import ElidedLabel, Label, h2

SIDE_WIDTH = 400
# Narrower than this, with a sheet open beside it, the buttons above the memo are icons.
WORDS_FROM = 760


class SaleViewPage(Page):
    """Target: the sale's id, {"sale_id"}, or {"return_id"} of goods that came back from it."""

    TOPICS = ("sale", "warranty", "customer", "ledger", "return", "plan")

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx)
        self.sale: Sale | None = None
        self.money = MemoStanding(0)
        self.plan: Plan | None = None
        self.returns: list[Return] = []
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
        self.delivery = plain(lambda: _("Delivery"), "truck", "Alt+D")
        self.give_back = plain(lambda: _("Return or exchange"), "undo-2", "Alt+R")
        self.more = MoreButton(self.deeds)
        self.standing = SideRows()
        self.keeps = TickField("keeps", lambda: _("The money paid stays as the customer's advance"))
        self.reason = ReasonStrip(lambda: _("Why is the memo void?"), lambda: _("Void the memo"))
        self.void_return = ReasonStrip(lambda: _("Why is the return void?"), lambda: _("Void the return"))
        self._return_id: int | None = None
        # A long name may be cut here, for it stands whole on its own page.
        self.who.setMinimumWidth(theme.px(120))
        self._lay_out()

        self.who.clicked.connect(self._on_who_clicked)
        self.print.clicked.connect(self.print_all)
        self.new.clicked.connect(self._on_new_clicked)
        self.delivery.clicked.connect(self._on_delivery_clicked)
        self.give_back.clicked.connect(self._on_return_clicked)
        self.standing.plan_asked.connect(self._on_plan_asked)
        self.standing.slip_asked.connect(self._on_slip_asked)
        self.standing.memo_asked.connect(self._on_memo_asked)
        self.standing.void_asked.connect(self._on_void_return_asked)
        self.void_return.given.connect(self._on_return_voided)
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
        for button in (self.delivery, self.give_back, self.more):
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
        self.left.body.addWidget(self.keeps)
        self.left.body.addWidget(self.void_return)
        self.keeps.hide()
        self.left.body.addLayout(who)
        for part in (self.lines, Line(), self.totals, self.words, self.note, self.standing):
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
        if isinstance(target, Mapping) and isinstance(target.get("return_id"), int):
            sale_id = self.ctx.book.returns.get(target["return_id"]).sale_id
        if isinstance(sale_id, int):
            self.sale = self.ctx.book.sales.get(sale_id)
            for asked in (self.reason, self.keeps, self.void_return):
                asked.hide()

    def refresh(self) -> None:
        if self.sale is None:
            return
        try:
            self.sale = self.ctx.book.sales.get(self.sale.id)
        except NotFound as error:
            self.ctx.messages.problem(error)
            return
        self.money = self.ctx.book.sales.standing(self.sale.id)
        self._show_head(self.sale)
        self._show_money(self.sale)
        self._show_cards(self.ctx.book.warranties.cards(self.sale.card_ids))
        stands = not self.sale.is_voided
        self.give_back.setVisible(stands and not self.sale.is_returned)
        self.delivery.setVisible(stands and self.sale.delivery in ("needed", "out"))
        self.more.setVisible(bool(self.deeds()))

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
            Action("sale_return", lambda: _("Return or exchange"), self._on_return_asked, "Alt+R", "undo-2", group),
            Action("sale_delivery", lambda: _("Delivery"), self._on_delivery_asked, "Alt+D", "truck", group),
            Action("sale_print", lambda: _("Print the memo"), self.print_all, "Ctrl+P", "printer", group,
                   footer=lambda: _("Print")),
        ]  # fmt: skip

    def deeds(self) -> list[Deed]:
        """What can be done with this memo that has no button of its own."""
        sale = self.sale
        if sale is None:
            return []
        look = Deed(lambda: _("Look at the memo"), "eye", self._on_look)
        if sale.is_voided:
            return [look]
        found = [look]
        if self.valid_cards():
            found.append(Deed(lambda: _("Print the cards only"), "shield-check", self.print_cards))
        if self.can_have_plan():
            found.append(Deed(lambda: _("Make instalments"), "calendar-days", self._on_plan_wanted))
        if not sale.is_returned and all(back.is_voided for back in self.returns):
            found.append(Deed(lambda: _("Void this memo"), "x", self._on_void_clicked))
        return found

    def can_have_plan(self) -> bool:
        """True when something is due and no plan says when it comes."""
        return (
            self.sale is not None
            and self.money.open_paisa > 0
            and (self.plan is None or not self.plan.is_open)
        )

    def valid_cards(self) -> list[int]:
        """The cards of the memo that still promise something."""
        if self.sale is None:
            return []
        return [card.id for card in self.ctx.book.warranties.cards(self.sale.card_ids) if card.is_active]

    def print_all(self) -> None:
        """Print the memo and every card with it; without a printer the memo is shown, from where it can be saved."""
        if self.sale is None:
            return
        if not printing.printer_found():
            printing.show_paper(self.ctx, "memo", self.sale.id)
        elif printing.print_paper(self.ctx, "memo", self.sale.id) and (cards := self.valid_cards()):
            printing.print_cards(self.ctx, cards)

    def print_cards(self) -> None:
        """Print the cards alone; without a printer the first is shown."""
        cards = self.valid_cards()
        if printing.printer_found():
            printing.print_cards(self.ctx, cards)
        else:
            printing.show_card(self.ctx, cards[0])

    # what is shown

    def _print_text(self) -> str:
        return _("Memo + card") if self.valid_cards() else _("Print the memo")

    def _show_head(self, sale: Sale) -> None:
        memo_no = numbers.to_script(sale.memo_no)
        self.heading.say(_("Memo {memo_no}").format(memo_no=memo_no))
        self.setAccessibleName(self.heading.text())
        time = dates.time_short(to_instant(sale.created_at))
        self.when.say(f"{dates.both_calendars(sale.sold_on)} · {time}")
        state, tone = state_of(sale, self.money)
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
        book = self.ctx.book
        self.lines.show_lines(sale.lines)
        show_money(self.totals, sale, self.money)
        self.words.say(amount_in_words(sale.total_paisa))
        self.note.say(sale.note)
        self.note.setVisible(bool(sale.note))
        self.plan = book.plans.of_sale(sale.id) if sale.customer_id is not None else None
        self.returns = book.returns.of_sale(sale.id)
        given_for = book.returns.of_exchange(sale.id)
        shown = self.returns if given_for is None else [given_for, *self.returns]
        self.standing.show_rows(self.plan, shown, sale.id, self.ctx.book.clock.today())

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
        self.print.say(self._print_text)

    # what happens

    def _on_who_clicked(self) -> None:
        if self.sale is not None and self.sale.customer_id is not None:
            self.ctx.navigation.go("customer", self.sale.customer_id)

    def _on_new_clicked(self) -> None:
        self.ctx.navigation.go("sale")

    def _on_card_pressed(self, card_id: int) -> None:
        self.ctx.navigation.go("warranty", {"warranty_id": card_id})

    def _on_return_asked(self) -> None:
        """The key does what the button does, and nothing where the button is not."""
        if not self.give_back.isHidden():
            self._on_return_clicked()

    def _on_delivery_asked(self) -> None:
        if not self.delivery.isHidden():
            self._on_delivery_clicked()

    def _on_delivery_clicked(self) -> None:
        self._go("delivery")

    def _on_return_clicked(self) -> None:
        self._go("return")

    def _on_plan_wanted(self) -> None:
        self._go("plan")

    def _go(self, key: str) -> None:
        if self.sale is not None:
            self.ctx.navigation.go(key, {"sale_id": self.sale.id})

    def _on_look(self) -> None:
        if self.sale is not None:
            printing.show_paper(self.ctx, "memo", self.sale.id)

    def _on_plan_asked(self, plan_id: int) -> None:
        self.ctx.navigation.go("dues", {"plan_id": plan_id})

    def _on_slip_asked(self, return_id: int) -> None:
        printing.give_paper(self.ctx, "return_slip", return_id)

    def _on_memo_asked(self, sale_id: int) -> None:
        self.ctx.navigation.go("sale_view", sale_id)

    # taking back

    def _on_void_clicked(self) -> None:
        self.void_return.hide()
        self.keeps.set_value(False)
        self.keeps.setVisible(
            self.sale is not None and self.sale.customer_id is not None and self.money.counter_paisa > 0
        )
        self.reason.begin()

    def _on_reason_closed(self) -> None:
        self.keeps.hide()

    def _on_reason_given(self, reason: str) -> None:
        if self.sale is None:
            return
        returned = self.keeps.isHidden() or not self.keeps.value()
        try:
            self.ctx.book.sales.void_sale(self.sale.id, reason, money_returned=returned, by=self)
        except Invalid as invalid:
            self.reason.field.show_problem(invalid.problems.get("reason"))
        except ShopbookError as error:
            self.ctx.messages.problem(error)
        else:
            self.reason.hide()
            self.keeps.hide()
            self.ctx.messages.done(
                _("Memo {memo_no} is void").format(memo_no=numbers.to_script(self.sale.memo_no))
            )
            self.refresh()

    def _on_void_return_asked(self, return_id: int) -> None:
        self._return_id = return_id
        self.reason.hide()
        self.keeps.hide()
        self.void_return.begin()

    def _on_return_voided(self, reason: str) -> None:
        if self._return_id is None:
            return
        try:
            gone = self.ctx.book.returns.void(self._return_id, reason, by=self)
        except Invalid as invalid:
            self.void_return.field.show_problem(invalid.problems.get("reason"))
        except ShopbookError as error:
            self.ctx.messages.problem(error)
        else:
            self.void_return.hide()
            return_no = numbers.to_script(gone.return_no)
            self.ctx.messages.done(_("Return {return_no} is void").format(return_no=return_no))
            self.refresh()

    def _on_back_clicked(self) -> None:
        self.ctx.navigation.back()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for button in (self.delivery, self.give_back):
            button.shrink(self.width() < theme.px(WORDS_FROM))
        self.side.setFixedWidth(max(theme.px(270), min(theme.px(SIDE_WIDTH), round(self.width() * 0.36))))
