"""Taking money against a due (F3): who, how much, Enter. What it clears is decided in shopbook.dues."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.dues.model import METHODS, Ageing, PaymentDraft
from shopbook.errors import Invalid, Message, ShopbookError
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, say
from ui.context import Context
from ui.forms.customer import CustomerField
from ui.forms.field import Field, Wrong
from ui.forms.figures import MoneyField
from ui.forms.methods import MethodField
from ui.forms.texts import TextField
from ui.style import theme
from ui.widgets.buttons import plain, primary
from ui.widgets.cards import Banner, Facts, SidePanel
from ui.widgets.text import Label

LOOK_AFTER_MS = 200
# More lines than this push the amount out of sight; the rest are counted.
MOST_CLEARED = 5


class PaymentSheet(QWidget):
    """[name] Enter [amount] Enter. Cash unless B, N or R was pressed in the amount."""

    def __init__(self, ctx: Context, customer_id: int | None = None, *, sure: bool = True) -> None:
        super().__init__()
        self.ctx = ctx
        # Not sure: the customer of the page in front, who may not be the one at the counter.
        self._sure = sure and customer_id is not None
        self.customer = CustomerField("customer", lambda: _("Who pays?"), ctx.book, creates=False)
        self.amount = MoneyField("amount", lambda: _("How much?"), empty=0)
        self.method = MethodField("method", lambda: _("How it was paid"), METHODS)
        self.method.listen_in(self.amount)
        self.reference = TextField("reference", lambda: _("Transaction number"), longest=60)
        self.note = TextField("note", lambda: _("Note"), longest=400)
        self.balance = Facts()
        self.cleared_title = Label(lambda: _("What it clears, the oldest first"), "second", "text2")
        self.cleared = Facts()
        self.twice = Banner("amber", "")
        self.save = primary(lambda: _("Take the payment"), "check", "Enter")
        self.cancel = plain(lambda: _("Cancel"), "", "Esc")
        self._ageing: Ageing | None = None
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(LOOK_AFTER_MS)
        self._lay_out()

        self.customer.picked.connect(self._on_customer_picked)
        self.customer.changed.connect(self._on_customer_changed)
        self.customer.entered.connect(self._on_customer_entered)
        for field in (self.amount, self.method, self.reference, self.note):
            field.changed.connect(self._on_edited)
            field.entered.connect(self.take)
            field.finish_asked.connect(self.take)
        self.save.clicked.connect(self.take)
        self.cancel.clicked.connect(ctx.navigation.close_sheet)
        self._look.timeout.connect(self._look_again)
        if customer_id is not None:
            self.customer.show_customer(customer_id)
            self._on_customer_picked(customer_id)
        self._look_again()

    def _lay_out(self) -> None:
        panel = SidePanel(framed=False)
        for widget in (self.customer, self.balance, self.amount, self.twice, self.method, self.reference,
                       self.cleared_title, self.cleared, self.note):  # fmt: skip
            panel.body.addWidget(widget)
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
        customer_id, amount = None, 0
        try:
            customer_id = self.customer.value()
        except Wrong as wrong:
            problems["customer"] = wrong.problem
        else:
            if customer_id is None:
                problems["customer"] = Message("Who pays? Write a name or a phone.")
        try:
            amount = self.amount.value() or 0
        except Wrong as wrong:
            problems["amount"] = wrong.problem
        draft = PaymentDraft(
            customer_id or 0, amount, self.ctx.book.clock.today(), str(self.method.value()),
            str(self.reference.value()) if self.method.value() != "cash" else "", str(self.note.value()),
        )  # fmt: skip
        problems = {**draft.problems(self.ctx.book.clock.today()), **problems}
        if problems:
            raise Invalid(problems)
        return draft

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
        amount = numbers.money(payment.amount_paisa)
        if payment.after_paisa > 0:
            left = numbers.money(payment.after_paisa)
            text = _("{amount} taken · {left} still due").format(amount=amount, left=left)
        else:
            text = _("{amount} taken").format(amount=amount)
        self.ctx.navigation.close_sheet()
        self.ctx.messages.done(text, undo=partial(take_back, self.ctx, payment.id))

    def _warns(self, draft: PaymentDraft) -> bool:
        """Show what looks like a payment typed twice before it is taken; the next Enter takes it all the same."""
        warnings = self.ctx.book.dues.warnings(draft)
        self._say_twice(warnings)
        return bool(warnings)

    def _show_problems(self, problems: Mapping[str, Message]) -> None:
        first: Field | None = None
        for field in (self.customer, self.amount, self.method, self.reference):
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
        try:
            amount = self.amount.value() or 0
        except Wrong:
            amount = 0
        self.reference.setVisible(self.method.value() != "cash")
        self.balance.clear()
        self.cleared.clear()
        self._show_twice(row.id if row is not None else None, amount)
        shown = row is not None and self._ageing is not None
        self.cleared_title.setVisible(False)
        if not shown or self._ageing is None:
            return
        before = self._ageing.balance_paisa
        self.balance.add(_("Due now"), _balance(before), "red" if before > 0 else "green")
        if amount > 0:
            after = before - amount
            self.balance.add(_("After this payment"), _balance(after), "red" if after > 0 else "green")
            self._show_cleared(self._ageing, amount)

    def _show_cleared(self, ageing: Ageing, amount: int) -> None:
        left = amount
        memos = self.ctx.book.sales.rows(
            [item.sale_id for item in ageing.open_items if item.sale_id is not None]
        )
        memo_nos = {memo.id: numbers.to_script(memo.memo_no) for memo in memos}
        for item in ageing.open_items[:MOST_CLEARED]:
            if left <= 0:
                break
            part = min(left, item.open_paisa)
            left -= part
            what = memo_nos.get(item.sale_id or 0, _("Old due"))
            label = f"{what} · {dates.date_long(item.on)}"
            rest = item.open_paisa - part
            said = numbers.money(part)
            if rest:
                said = _("{part} of {whole}").format(part=said, whole=numbers.money(item.open_paisa))
            self.cleared.add(label, said, "amber" if rest else "green", strong=not rest)
        self.cleared_title.setVisible(bool(ageing.open_items))

    def _show_twice(self, customer_id: int | None, amount: int) -> None:
        warnings: dict[str, Message] = {}
        if customer_id is not None and amount > 0:
            warnings = self.ctx.book.dues.warnings(
                PaymentDraft(
                    customer_id, amount, self.ctx.book.clock.today(), str(self.method.value()),
                    str(self.reference.value()),
                )
            )  # fmt: skip
        self._say_twice(warnings)

    def _say_twice(self, warnings: Mapping[str, Message]) -> None:
        self.twice.say("\n".join(say(message) for message in warnings.values()))
        self.twice.setVisible(bool(warnings))

    # what happens

    def _on_customer_picked(self, customer_id: int) -> None:
        self._ageing = self.ctx.book.dues.ageing(customer_id)
        self._look_again()

    def _on_customer_changed(self) -> None:
        if self.customer.row is None:
            self._ageing = None
        self._look.start()

    def _on_customer_entered(self) -> None:
        if self.customer.row is None:
            self._show_problems({"customer": Message("Who pays? Write a name or a phone.")})
            return
        self.amount.setFocus()

    def _on_edited(self) -> None:
        self.reference.setVisible(self.method.value() != "cash")
        self._look.start()


def open_payment(ctx: Context, target: object = None) -> None:
    """Open the sheet for {"customer_id": id}, an id, or the customer of the page in front."""
    wanted = target.get("customer_id") if isinstance(target, Mapping) else target
    sure = isinstance(wanted, int)
    customer_id = wanted if isinstance(wanted, int) else ctx.navigation.customer_here()
    ctx.navigation.open_sheet(PaymentSheet(ctx, customer_id, sure=sure), _("Take a payment"))


def take_back(ctx: Context, entry_id: int) -> None:
    """Undo a payment by its counter-entry."""
    ctx.book.dues.reverse(entry_id, _("Taken back right after saving"))
    ctx.messages.info(_("The payment was taken back"))


def _balance(paisa: int) -> str:
    if paisa > 0:
        return numbers.money(paisa)
    return _("{amount} paid ahead").format(amount=numbers.money(-paisa)) if paisa else _("Nothing due")
