"""Bringing goods to the house (from their memo): send out, delivered with the money from the door, or come back. What
each step does is in shopbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.dues.model import METHODS, Payment, PaymentDraft
from shopbook.errors import Message, NotFound, ShopbookError
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _
from shopbook.sales.delivery_model import DeliveryRow
from ui import printing
from ui.context import Context
from ui.forms.choices import ChipsField, Choice
from ui.forms.days import Ahead, DateField
from ui.forms.figures import MoneyField
from ui.forms.methods import MethodField
from ui.forms.sheets import LooseSheet
from ui.forms.texts import TextField
from ui.sales.returning import taken_words, void_return
from ui.style import theme
from ui.widgets.badges import Line
from ui.widgets.buttons import chip, plain, primary
from ui.widgets.cards import Facts, SidePanel
from ui.widgets.flow import FlowLayout
from ui.widgets.text import Label

NAME = "delivery"
STEPS = (
    Choice("send", lambda: _("Send out"), "truck"),
    Choice("deliver", lambda: _("Delivered"), "package-check"),
    Choice("back", lambda: _("Came back"), "undo-2"),
    Choice("later", lambda: _("Another day"), "calendar-days"),
)


class DeliverySheet(LooseSheet):
    """[which step] and what belongs to it, Enter. The usual next step is chosen already."""

    def __init__(self, ctx: Context, row: DeliveryRow) -> None:
        super().__init__(ctx)
        self.row = row
        self._make_fields()
        self._lay_out()

        self._watch(self.fields.values())
        for field in self.fields.values():
            field.changed.connect(self._show)
            field.entered.connect(self.save)
        self.step.changed.connect(self._on_step_changed)
        self.save_button.clicked.connect(self.save)
        self.cancel.clicked.connect(ctx.navigation.close_sheet)
        self._restore()
        self._show()

    def _make_fields(self) -> None:
        today = self.ctx.book.clock.today
        steps = [each for each in STEPS if each.value != "send" or self.row.state == "needed"]
        self.facts = Facts()
        self.address = Label(self.row.address, "body", wrap=True)
        self.step = ChipsField("step", lambda: _("What now?"), steps)
        self.step.set_value("send" if self.row.state == "needed" else "deliver")
        self.carrier = TextField(
            "carrier",
            lambda: _("With whom"),
            example=lambda: _("Courier and its number, van, own man"),
            longest=200,
        )
        self.carriers = [chip(name) for name in self.ctx.book.deliveries.carriers()[:4]]
        for quick in self.carriers:
            quick.setCheckable(False)
            quick.clicked.connect(self._on_carrier_clicked)
        self.on = DateField("on", lambda: _("Day"), today, chips=(Ahead(), Ahead(days=-1)))
        self.on.set_value(today())
        self.amount = MoneyField("amount", lambda: _("Money taken at the door"), empty=0, words=False)
        self.amount.set_value(self.row.open_paisa if self.row.cash_on_delivery else None)
        self.method = MethodField("method", lambda: _("How it was paid"), METHODS)
        self.method.listen_in(self.amount)
        self.reference = TextField("reference", lambda: _("Transaction number"), longest=60)
        self.reason = TextField("reason", lambda: _("Why it came back"), longest=400)
        self.deliver_on = DateField(
            "deliver_on",
            lambda: _("Delivery day"),
            today,
            chips=(Ahead(days=1), Ahead(days=2), Ahead(days=3)),
        )
        self.deliver_on.set_value(self.row.deliver_on)
        self.save_button = primary(lambda: _("Save"), "check", "Enter")
        self.cancel = plain(lambda: _("Cancel"), "", "Esc")
        listed = (self.step, self.carrier, self.on, self.amount, self.method, self.reference, self.reason,
                  self.deliver_on)  # fmt: skip
        self.fields = {field.key: field for field in listed}

    def _lay_out(self) -> None:
        panel = SidePanel(framed=False)
        quick = QWidget()
        flow = FlowLayout(quick, theme.px(6))
        for button in self.carriers:
            flow.addWidget(button)
        self._quick = quick
        for widget in (self.facts, self.address, Line(), self.strip, self.step, self.carrier, quick, self.amount,
                       self.method, self.reference, self.reason, self.on, self.deliver_on):  # fmt: skip
            panel.body.addWidget(widget)
        panel.body.addStretch(1)
        panel.add_footer(self.cancel, self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        self.setMinimumWidth(theme.px(320))

    def first_focus(self) -> QWidget:
        """What belongs to the usual step: who brings it, or the money."""
        if self.step.value() == "send":
            return self.carrier.line
        return self.amount.line if not self.amount.isHidden() else self.step.buttons[0]

    def save(self) -> None:
        """Write the step down and say so, with a way back."""
        if self._finished:
            return
        values, problems = self._read()
        for key, problem in problems.items():
            self.fields[key].show_problem(problem)
        if problems:
            return
        try:
            _DEEDS[str(self.step.value())](self, values)
        except ShopbookError as error:
            self._show_error(error)

    def _send(self, values: Mapping[str, Any]) -> None:
        self.ctx.book.deliveries.send_out(self.row.id, values["carrier"], values["on"], by=self)
        self._done(_("Sent out"))

    def _deliver(self, values: Mapping[str, Any]) -> None:
        payment = None
        if values.get("amount") and self.row.customer_id is not None:
            payment = PaymentDraft(
                self.row.customer_id,
                values["amount"],
                values["on"],
                values["method"],
                values.get("reference") or "",
            )
        done = self.ctx.book.deliveries.deliver(self.row.id, values["on"], payment, by=self)
        self._done(_("Delivered"), done.payment)

    def _back(self, values: Mapping[str, Any]) -> None:
        method = str(values.get("method") or "cash")
        taken = self.ctx.book.deliveries.came_back(self.row.id, values["reason"], method=method, by=self)
        self._finish(NAME)
        slip = partial(printing.give_paper, self.ctx, "return_slip", taken.id)
        self.ctx.messages.done(taken_words(taken), undo=partial(void_return, self.ctx, taken), paper=slip)

    def _later(self, values: Mapping[str, Any]) -> None:
        self.ctx.book.deliveries.put_off(self.row.id, values["deliver_on"], by=self)
        self._finish(NAME)
        day = values["deliver_on"]
        words = _("No day for the delivery yet")
        if day:
            words = _("To be brought on {day}").format(day=dates.date_long(day))
        self.ctx.messages.done(words, undo=partial(self._back_to_day, self.row.deliver_on))

    def _back_to_day(self, before: dt.date | None) -> None:
        # A day that has passed cannot be promised anew: then there is none.
        today = self.ctx.book.clock.today()
        self.ctx.book.deliveries.put_off(
            self.row.id, None if before is not None and before < today else before
        )

    def _done(self, words: str, payment: Payment | None = None) -> None:
        self._finish(NAME)
        paper = None
        if payment is not None:
            words = _("{what} · {amount} taken").format(
                what=words, amount=numbers.money(payment.amount_paisa)
            )
            paper = partial(printing.give_paper, self.ctx, "due_slip", payment.id)
        self.ctx.messages.done(words, undo=partial(undo_step, self.ctx, self.row.id, payment), paper=paper)

    # what was typed survives

    def _keep(self) -> None:
        kept = {"sale_id": self.row.id, "fields": self._typed()}
        self._keep_or_drop(NAME, str(self.carrier.value()) or str(self.reason.value()), kept)

    def _restore(self) -> None:
        kept = self._kept(NAME)
        if kept is None or kept.get("sale_id") != self.row.id:
            return
        for key in ("carrier", "reason"):
            self.fields[key].restore(kept["fields"].get(key, ""))

    # what is shown

    def _show(self) -> None:
        step = self.step.value()
        named = self.row.customer_id is not None
        takes = step == "deliver" and named and self.row.open_paisa > 0
        gives = step == "back" and not named
        paying = takes and bool(self.amount.line.text().strip())
        shown = {
            self.carrier: step == "send",
            self._quick: step == "send" and bool(self.carriers),
            self.amount: takes,
            self.method: paying or gives,
            self.reference: paying and self.method.value() != "cash",
            self.reason: step == "back",
            self.on: step in ("send", "deliver"),
            self.deliver_on: step == "later",
        }
        for widget, wanted in shown.items():
            widget.setVisible(wanted)
        self._show_facts()

    def _show_facts(self) -> None:
        self.facts.clear()
        row = self.row
        memo_no = numbers.to_script(row.memo_no)
        self.facts.add(_("Memo {memo_no}").format(memo_no=memo_no), row.name or _("Without a name"))
        if row.phone:
            self.facts.add(_("Phone"), numbers.phone(row.phone))
        if row.deliver_on is not None:
            tone = "red" if row.is_late else "text"
            self.facts.add(_("Promised for"), dates.date_long(row.deliver_on), tone, strong=False)
        if row.sent_on is not None:
            who = " · ".join(part for part in (row.carrier, dates.date_long(row.sent_on)) if part)
            self.facts.add(_("On its way"), who, strong=False)
        if row.open_paisa:
            words = _("To take at the door") if row.cash_on_delivery else _("Due of this memo")
            self.facts.add(words, numbers.money(row.open_paisa), "red")
        self.address.setVisible(bool(row.address))

    # what happens

    def _on_step_changed(self) -> None:
        self._show()
        first = next((self.fields[key] for key in ("carrier", "amount", "reason", "deliver_on")
                      if not self.fields[key].isHidden()), None)  # fmt: skip
        if first is not None:
            first.setFocus()

    def _on_carrier_clicked(self) -> None:
        button = self.sender()
        self.carrier.set_value(next(quick.text() for quick in self.carriers if quick is button))
        self._timer.start()
        self.carrier.setFocus()


_DEEDS = {
    "send": DeliverySheet._send,
    "deliver": DeliverySheet._deliver,
    "back": DeliverySheet._back,
    "later": DeliverySheet._later,
}


def undo_step(ctx: Context, sale_id: int, payment: Payment | None) -> None:
    """One step back, with the money taken at the door reversed."""
    payment_id = payment.id if payment is not None else None
    ctx.book.deliveries.undo(sale_id, payment_id, _("Taken back right after saving"))


def open_delivery(ctx: Context, target: object = None) -> None:
    """Open the sheet for {"sale_id": id} or the id of a memo."""
    sale_id = target.get("sale_id") if isinstance(target, Mapping) else target
    rows = ctx.book.deliveries.rows([sale_id]) if isinstance(sale_id, int) else []
    if not rows:
        raise NotFound(Message("This memo is not in the book."))
    if rows[0].state not in ("needed", "out"):
        ctx.messages.info(_("This memo has nothing to deliver."))
        return
    ctx.navigation.open_sheet(DeliverySheet(ctx, rows[0]), _("Delivery"))
