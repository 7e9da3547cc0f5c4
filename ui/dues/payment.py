"""Taking money against a due (F3): who, how much, Enter. What it clears is decided in shopbook.dues."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.dues.model import METHODS, Ageing, Payment, PaymentDraft
from shopbook.errors import Invalid, Message, ShopbookError
from shopbook.localisation import numbers
from shopbook.localisation.language import _, say
from shopbook.settings.printing import RECEIPT_AFTER_PAYMENT
from ui import printing
from ui.context import Context
from ui.dues.payment_paper import Paper, choices, open_on, payer_of
from ui.dues.payment_shown import Balance, Clears
from ui.forms.choices import ChoiceField
from ui.forms.customer import CustomerField
from ui.forms.field import Field, Wrong
from ui.forms.figures import MoneyField
from ui.forms.methods import MethodField
from ui.forms.texts import TextField
from ui.qt import AlignTop
from ui.style import theme
from ui.widgets.buttons import plain, primary
from ui.widgets.cards import Banner, SidePanel

LOOK_AFTER_MS = 200


class PaymentSheet(QWidget):
    """[name] Enter [amount] Enter. Cash unless B, N or R was pressed in the amount.

    `paper` is what the money is for, when a button asked for that; else the oldest first.
    """

    def __init__(self, ctx: Context, customer_id: int | None = None, *, sure: bool = True,
                 paper: Paper | None = None) -> None:  # fmt: skip
        super().__init__()
        self.ctx = ctx
        # Not sure: the customer of the page in front, who may not be the one at the counter.
        self._sure = sure and customer_id is not None
        self._asked = paper or Paper()
        self._make_fields()
        self._ageing: Ageing | None = None
        self._offered = 0
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(LOOK_AFTER_MS)
        self._lay_out()

        self.customer.picked.connect(self._on_customer_picked)
        self.customer.changed.connect(self._on_customer_changed)
        self.customer.entered.connect(self._on_customer_entered)
        for field in (self.amount, self.method, self.reference, self.paper, self.let_off, self.note):
            field.changed.connect(self._on_edited)
            field.entered.connect(self.take)
            field.finish_asked.connect(self.take)
        self.save.clicked.connect(self.take)
        self.cancel.clicked.connect(ctx.navigation.close_sheet)
        self._look.timeout.connect(self._look_again)
        if customer_id is not None:
            self.customer.show_customer(customer_id)
            self._on_customer_picked(customer_id)
            self._offer_amount()
        self._look_again()

    def _make_fields(self) -> None:
        self.customer = CustomerField("customer", lambda: _("Who pays?"), self.ctx.book, creates=False)
        self.amount = MoneyField("amount", lambda: _("How much?"), empty=0, stretch=5)
        self.method = MethodField("method", lambda: _("How it was paid"), METHODS)
        self.reference = TextField("reference", lambda: _("Transaction number"), longest=60)
        self.paper = ChoiceField("paper", lambda: _("What the money is for"), [])
        self.paper.hide()
        self.let_off = MoneyField("discount", lambda: _("Let off"), empty=0, words=False, stretch=3)
        for money in (self.amount, self.let_off):
            self.method.listen_in(money)
        self.note = TextField("note", lambda: _("Note"), longest=400)
        self.balance = Balance()
        self.clears = Clears(self.ctx)
        self.twice = Banner("amber", "")
        self.save = primary(lambda: _("Take the payment"), "check", "Enter")
        self.cancel = plain(lambda: _("Cancel"), "", "Esc")

    def _lay_out(self) -> None:
        panel = SidePanel(framed=False)
        money = QHBoxLayout()
        money.setSpacing(theme.px(12))
        for field in (self.amount, self.let_off):
            money.addWidget(field, field.stretch, AlignTop)
        for widget in (self.customer, self.balance, self.twice, self.method, self.reference, self.paper, self.clears,
                       self.note):  # fmt: skip
            panel.body.addWidget(widget)
        panel.body.insertLayout(2, money)
        panel.body.addStretch(1)
        panel.add_footer(self.cancel, self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        self.setMinimumWidth(theme.px(320))

    def first_focus(self) -> QWidget:
        """The amount when it is known who pays; else the name, ready to be typed over or taken with Enter."""
        if self._sure:
            return self.amount.line
        self.customer.line.selectAll()
        return self.customer.line

    def draft(self) -> PaymentDraft:
        """The payment as typed; raises Invalid with every problem at once."""
        problems: dict[str, Message] = {}
        values: dict[str, object] = {}
        for field in (self.customer, self.amount, self.let_off):
            try:
                values[field.key] = field.value()
            except Wrong as wrong:
                problems[field.key] = wrong.problem
        customer_id = values.get("customer")
        if customer_id is None and "customer" not in problems:
            problems["customer"] = Message("Who pays? Write a name or a phone.")
        draft = self._draft_of(
            _paisa(customer_id), _paisa(values.get("amount")), _paisa(values.get("discount"))
        )
        problems = {**draft.problems(self.ctx.book.clock.today()), **problems}
        if problems:
            raise Invalid(problems)
        return draft

    def _draft_of(self, customer_id: int, amount: int, let_off: int) -> PaymentDraft:
        meant = self.meant
        return PaymentDraft(
            customer_id,
            amount,
            self.ctx.book.clock.today(),
            str(self.method.value()),
            str(self.reference.value()) if self.method.value() != "cash" else "",
            str(self.note.value()),
            sale_id=meant.sale_id,
            plan_id=meant.plan_id,
            job_id=meant.job_id,
            discount_paisa=let_off,
        )

    @property
    def meant(self) -> Paper:
        """What the money is for."""
        return Paper.of_key(self.paper.value())

    def take(self) -> None:
        """Write the payment down and say what it did; what is wrong stands under its field."""
        try:
            draft = self.draft()
            if not self.twice.isVisibleTo(self) and self._warns(draft):
                return
            payment = self.ctx.book.dues.take_payment(draft)
        except Invalid as invalid:
            self._show_problems(invalid.problems)
            return
        except ShopbookError as error:
            self.ctx.messages.problem(error)
            return
        self.ctx.navigation.close_sheet()
        self._say_taken(payment)

    def _say_taken(self, payment: Payment) -> None:
        amount = numbers.money(payment.amount_paisa)
        if payment.after_paisa > 0:
            left = numbers.money(payment.after_paisa)
            text = _("{amount} taken · {left} still due").format(amount=amount, left=left)
        else:
            text = _("{amount} taken").format(amount=amount)
        if payment.discount_paisa:
            let_off = _("{amount} let off").format(amount=numbers.money(payment.discount_paisa))
            text = f"{text} · {let_off}"
        slip = partial(printing.give_paper, self.ctx, "due_slip", payment.id)
        self.ctx.messages.done(text, undo=partial(take_back, self.ctx, payment), paper=slip)
        if self.ctx.book.settings.get(RECEIPT_AFTER_PAYMENT):
            printing.print_paper(self.ctx, "due_slip", payment.id)

    def _warns(self, draft: PaymentDraft) -> bool:
        """Show what looks like a payment typed twice before it is taken; the next Enter takes it all the same."""
        warnings = self.ctx.book.dues.warnings(draft)
        self._say_twice(warnings)
        return bool(warnings)

    def _show_problems(self, problems: Mapping[str, Message]) -> None:
        first: Field | None = None
        for field in (self.customer, self.amount, self.method, self.reference, self.paper, self.let_off):
            field.show_problem(problems.get(field.key))
            if first is None and field.key in problems:
                first = field
        if first is not None:
            first.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # The book may be closed before the pause is over.
        self._look.stop()

    # what is shown

    def _look_again(self) -> None:
        row = self.customer.row
        amount, let_off = self._typed(self.amount), self._typed(self.let_off)
        self.reference.setVisible(self.method.value() != "cash")
        self.balance.clear()
        self.clears.forget()
        self._show_twice(row.id if row is not None else None, amount)
        if row is None or self._ageing is None:
            return
        self.balance.show_sums(self._ageing.balance_paisa, amount + let_off)
        if amount + let_off > 0:
            self.clears.show_for(row.id, self._ageing, amount, let_off, self.meant)

    def _typed(self, field: MoneyField) -> int:
        """The amount as far as it can be read."""
        try:
            return field.value() or 0
        except Wrong:
            return 0

    def _show_twice(self, customer_id: int | None, amount: int) -> None:
        warnings: dict[str, Message] = {}
        if customer_id is not None and amount > 0:
            warnings = self.ctx.book.dues.warnings(self._draft_of(customer_id, amount, 0))
        self._say_twice(warnings)

    def _say_twice(self, warnings: Mapping[str, Message]) -> None:
        self.twice.say("\n".join(say(message) for message in warnings.values()))
        self.twice.setVisible(bool(warnings))

    # what happens

    def _on_customer_picked(self, customer_id: int) -> None:
        self._ageing = self.ctx.book.dues.ageing(customer_id)
        offered = choices(self.ctx, customer_id, self._ageing, self._asked)
        self.paper.set_choices(offered)
        self.paper.set_value(self._asked.key)
        self.paper.setVisible(len(offered) > 1)
        self._look_again()

    def _offer_amount(self) -> None:
        """What the paper that was asked for comes to; typing replaces it."""
        if self._ageing is not None and (paisa := open_on(self.ctx, self._asked, self._ageing)):
            self._offered = paisa
            self.amount.set_value(paisa)
            if self._sure:
                self.amount.line.selectAll()

    def _on_customer_changed(self) -> None:
        if self.customer.row is None:
            self._ageing = None
            self._asked = Paper()
            if self._offered and self._typed(self.amount) == self._offered:
                # It was the other one's instalment.
                self.amount.set_value(None)
            self._offered = 0
            self.paper.set_choices([])
            self.paper.hide()
        self._look.start()

    def _on_customer_entered(self) -> None:
        if self.customer.row is None:
            self._show_problems({"customer": Message("Who pays? Write a name or a phone.")})
            return
        self.amount.setFocus()
        self.amount.line.selectAll()

    def _on_edited(self) -> None:
        self.reference.setVisible(self.method.value() != "cash")
        self._look.start()


def open_payment(ctx: Context, target: object = None) -> None:
    """Open the sheet for {"customer_id": id}, an id, or the customer of the page in front.

    {"plan_id"}, {"sale_id"} or {"job_id"} says what the money is for, and brings the amount; with {"sure": False} who
    pays is asked all the same.
    """
    asked = target if isinstance(target, Mapping) else {"customer_id": target}
    paper = Paper.of_target(asked)
    wanted = asked.get("customer_id") or payer_of(ctx, paper)
    sure = isinstance(wanted, int) and asked.get("sure", True) is True
    customer_id = wanted if isinstance(wanted, int) else ctx.navigation.customer_here()
    sheet = PaymentSheet(ctx, customer_id, sure=sure, paper=paper)
    ctx.navigation.open_sheet(sheet, _("Take a payment"))


def take_back(ctx: Context, payment: Payment) -> None:
    """Undo a payment, and what was let off with it, by counter-entries."""
    ctx.book.dues.reverse(payment.id, _("Taken back right after saving"))
    ctx.messages.info(_("The payment was taken back"))


def _paisa(value: object) -> int:
    return value if isinstance(value, int) else 0
