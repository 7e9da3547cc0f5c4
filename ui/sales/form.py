"""The memo being typed, as one form: who, what, money. Saving it and keeping its draft is page.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopbook.book import Book
from shopbook.errors import Invalid, Message
from shopbook.localisation import numbers
from shopbook.localisation.language import _, say
from shopbook.sales.model import LineDraft, SaleDraft
from ui.forms.customer import CustomerField
from ui.forms.field import Field, Wrong
from ui.sales.exchange import ExchangeStrip
from ui.sales.following import Following
from ui.sales.form_state import restore_into, typed_of
from ui.sales.kept import KeptLines
from ui.sales.line import LineEditor, go_to
from ui.sales.money import MoneyPart
from ui.sales.promised import PromisedChips
from ui.sales.warnings import WarningStrips
from ui.widgets.badges import Line
from ui.widgets.buttons import quiet
from ui.widgets.cards import Banner, SidePanel, pad


class MemoForm(SidePanel):
    """Customer, the lines kept, the line being typed, money. Signals: `edited`, and `finish_asked` by Enter on what is
    paid or Ctrl+Enter anywhere."""

    edited = Signal()
    finish_asked = Signal()

    def __init__(self, book: Book) -> None:
        super().__init__()
        self.book = book
        self.lines: list[LineDraft] = []
        self.at = 0
        self.customer = CustomerField(
            "customer", lambda: _("Customer"), book, hint=lambda: _("Without a name the sale is paid in full")
        )
        self.exchange = ExchangeStrip(book)
        self.promised = PromisedChips(book)
        self.editor = LineEditor(book)
        self.money = MoneyPart(book)
        self.kept = KeptLines()
        self.warnings = WarningStrips()
        self.problem = Banner("red", "")
        self.restored = Banner(
            "info", lambda: _("The unfinished sale is back."), action=lambda: _("Discard"), closable=True
        )
        self.more = quiet(lambda: _("One more product"), "plus", "Ins")
        self._follow = Following(self)
        self._lay_out()

        self.exchange.edited.connect(self.edited)
        self.exchange.given_up.connect(self._on_exchange_given_up)
        self.customer.changed.connect(self.edited)
        self.customer.entered.connect(self._on_customer_entered)
        self.promised.edited.connect(self.edited)
        self.editor.edited.connect(self.edited)
        self.editor.done.connect(self._on_line_done)
        self.money.edited.connect(self.edited)
        for part in (self.customer, self.editor, self.money):
            part.finish_asked.connect(self.finish_asked)
        self.money.all_paid.clicked.connect(self._on_all_paid_clicked)
        self.kept.edit_asked.connect(self._on_edit_asked)
        self.kept.removed.connect(self._on_line_removed)
        self.more.clicked.connect(self.next_line)
        self.restored.closed.connect(self.restored.hide)

    def _lay_out(self) -> None:
        pad(self.body, 20, 14, 20, 16, 8)
        self.restored.hide()
        self.problem.hide()
        for widget in (
            self.restored,
            self.problem,
            self.exchange,
            self.customer,
            self.promised,
            self.kept,
            self.editor,
            self.warnings,
        ):
            self.body.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.more)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(Line())
        self.body.addWidget(self.money)
        self.body.addStretch(1)
        chain: list[QWidget] = [
            self.customer.line, self.editor.product.line, self.editor.quantity.line, self.editor.price.line,
            *self.editor.coverages.chips, self.editor.servicing.box, self.editor.serials.line, self.money.paid.line,
            *self.money.method.buttons, self.money.reference.line, self.money.promised_on.line,
            self.money.discount.line,
        ]  # fmt: skip
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def first_focus(self) -> QWidget:
        """Who, or what when it is known who."""
        if (self.customer.row is not None or self.exchange.active) and self.editor.is_blank():
            return self.editor.product.line
        return self.customer.line

    def begin_for(self, customer_id: int) -> None:
        """Choose the customer."""
        self.customer.show_customer(customer_id)
        self.edited.emit()

    def scanned(self, code: str) -> None:
        """A scanned code is a serial of the line being typed."""
        self.editor.serials.add(code)
        self._reach(self.editor.serials)

    # lines

    def next_line(self) -> None:
        """Keep the line being typed and begin another; a line that cannot be read stays, with its problems."""
        if not self.editor.is_blank() and not self._keep_line():
            return
        self.at = len(self.lines)
        self._reach(self.editor.product)

    def _keep_line(self) -> bool:
        try:
            line = self.editor.draft()
        except Invalid as invalid:
            self._reach(self.editor.show_problems(invalid.problems))
            return False
        self.lines.insert(self.at, line)
        self.editor.clear()
        self.at = len(self.lines)
        self.show_lines()
        self.edited.emit()
        return True

    def _on_edit_asked(self, place: int) -> None:
        if not self.editor.is_blank():
            before = self.at
            if not self._keep_line():
                return
            place += before <= place
        self._edit(place)
        self._reach(self.editor.product)

    def _edit(self, place: int) -> None:
        line = self.lines.pop(place)
        self.at = place
        self.editor.show_line(line)
        self.show_lines()
        self.edited.emit()

    def _on_line_removed(self, place: int) -> None:
        del self.lines[place]
        self.at = min(self.at, len(self.lines))
        self.show_lines()
        self.edited.emit()
        self._reach(self.editor.product)

    def show_lines(self) -> None:
        """Show the finished lines anew."""
        self.kept.show_lines(self.lines)

    def _on_line_done(self) -> None:
        self._reach(self.money.paid)

    # the memo

    def readable(self) -> SaleDraft:
        """The memo with whatever can be read of it now."""
        values = self.money.readable()
        paid = values.pop("paid")
        discount = values.pop("discount") or 0
        draft = SaleDraft(
            self.book.clock.today(),
            self._all_lines(self.editor.readable()),
            self.customer.row.id if self.customer.row is not None else None,
            discount_paisa=discount,
            **values,
        )
        return _with_paid(draft, paid if paid is not None else self._to_pay(draft))

    def _to_pay(self, draft: SaleDraft) -> int:
        """What the memo costs in money: goods given back for it count like money."""
        return max(0, draft.total_paisa - self.exchange.credit_paisa)

    def _all_lines(self, current: LineDraft) -> tuple[LineDraft, ...]:
        if self.editor.is_blank():
            return tuple(self.lines)
        return (*self.lines[: self.at], current, *self.lines[self.at :])

    def draft(self) -> SaleDraft | None:
        """The memo to save; None when something cannot be read or is still to be said, and that is shown."""
        self.clear_problems()
        problems: dict[str, Message] = {}
        current, values = LineDraft(), dict[str, Any]()
        try:
            customer_id = self.customer.value()
        except Wrong as wrong:
            problems["customer"], customer_id = wrong.problem, None
        try:
            current = self.editor.draft() if not self.editor.is_blank() else current
        except Invalid as invalid:
            problems |= {f"lines.{self.at}.{key}": problem for key, problem in invalid.problems.items()}
        try:
            values = self.money.values()
        except Invalid as invalid:
            problems |= invalid.problems
        if problems:
            self.show_problems(problems)
            return None
        paid, discount = values.pop("paid"), values.pop("discount") or 0
        today = self.book.clock.today()
        draft = SaleDraft(today, self._all_lines(current), customer_id, discount_paisa=discount, **values)
        if paid is None and customer_id is not None and self._to_pay(draft) > 0:
            # Deliberately asked: an empty box means "all" to one shopkeeper and "nothing" to the next.
            self.money.pay_all(self._to_pay(draft))
            self.money.paid.show_good(lambda: _("Paid in full? Press Enter again, or write what was paid."))
            self._reach(self.money.paid)
            return None
        return self.promised.told(_with_paid(draft, paid if paid is not None else self._to_pay(draft)))

    def look(self) -> SaleDraft:
        """Say what stays due and what looks wrong; returns the memo as far as it can be read."""
        draft = self.readable()
        self.promised.follow(draft)
        paid_known = self.paid_known
        unpaid = self._to_pay(draft) - (draft.paid_paisa if draft.customer_id is None or paid_known else 0)
        if self.exchange.active:
            self.money.paid.hint(self.exchange.look(draft) if paid_known or not self._to_pay(draft) else "")
        elif paid_known:
            self.money.show_due(draft.due_paisa, draft.advance_paisa)
        else:
            self.money.show_due(0, 0)
        self.money.promised_on.setEnabled(unpaid > 0)
        # To the limit of a customer goods given back are as good as money.
        counted = _with_paid(draft, draft.paid_paisa + self.exchange.credit_paisa)
        self.warnings.show_warnings(self.book.sales.warnings(counted))
        self._follow.soon()
        return draft

    @property
    def paid_known(self) -> bool:
        """True when something is written in "paid"."""
        return bool(self.money.paid.line.text().strip())

    def who(self) -> str:
        """The customer's name for the card."""
        row = self.customer.row
        return (row.name or numbers.phone(row.phone)) if row is not None else ""

    def covered_line(self, draft: SaleDraft) -> LineDraft | None:
        """The line whose card is shown: the one being typed, or the first with a warranty."""
        current = None if self.editor.is_blank() else self.editor.readable()
        if current is not None and current.coverages:
            return current
        return next((line for line in draft.lines if line.coverages), current)

    # problems

    def show_problems(self, problems: Mapping[str, Message]) -> None:
        """Show each problem under its field, of another line too; go to the first."""
        place = next((int(key.split(".")[1]) for key in problems if key.startswith("lines.")), None)
        if place is not None and (self.editor.is_blank() or place != self.at) and place < len(self.lines) + 1:
            self._bring_to_front(place)
        of_line = {
            key.split(".", 2)[2]: problem
            for key, problem in problems.items()
            if key.startswith(f"lines.{self.at}.")
        }
        self.customer.show_problem(problems.get("customer"))
        first: Field | None = self.customer if "customer" in problems else None
        for found in (self.editor.show_problems(of_line), self.money.show_problems(problems)):
            first = first or found
        homeless = [
            say(problem) for key, problem in problems.items()
            if key not in self.money.fields and key != "customer" and not key.startswith(f"lines.{self.at}.")
        ]  # fmt: skip
        if "lines" in problems and first is None:
            self.editor.product.show_problem(problems["lines"])
            first, homeless = self.editor.product, []
        self.problem.say("\n".join(homeless))
        self.problem.setVisible(bool(homeless))
        self._reach(first)

    def _bring_to_front(self, place: int) -> None:
        """Take the line with the problem into typing; the one that stood there is complete and is kept."""
        if not self.editor.is_blank():
            self.lines.insert(self.at, self.editor.readable())
            self.editor.clear()
        self._edit(min(place, len(self.lines) - 1))

    def clear_problems(self) -> None:
        """Take every problem off."""
        self.problem.hide()
        self.customer.show_problem(None)
        self.editor.clear_problems()
        self.money.show_problems({})

    # the draft that survives a power cut

    def typed(self) -> dict[str, Any] | None:
        """Everything typed, readable or not, as plain JSON; None when nothing stands there."""
        return typed_of(self)

    def restore(self, state: Mapping[str, Any]) -> None:
        """Put back what `typed` gave."""
        restore_into(self, state)
        self.show_lines()
        self.edited.emit()

    def exchange_for(self, asked: Mapping[str, Any]) -> None:
        """The memo is given for goods that came back; it stays with the customer of their memo."""
        customer_id = self.exchange.begin(asked)
        if self.exchange.active:
            self.customer.show_customer(customer_id)
            self.customer.setEnabled(False)
        self.edited.emit()

    def _on_exchange_given_up(self) -> None:
        self.exchange.clear()
        self.customer.setEnabled(True)
        self.edited.emit()

    def begin_with(self, draft: SaleDraft) -> None:
        """Go on with a memo made elsewhere."""
        self.clear()
        self.customer.show_customer(draft.customer_id)
        self.lines = list(draft.lines[:-1])
        self.at = len(self.lines)
        if draft.lines:
            self.editor.show_line(draft.lines[-1])
        for name in ("paid", "discount"):
            self.money.fields[name].set_value(getattr(draft, f"{name}_paisa") or None)
        for name in ("promised_on", "deliver_on", "delivery_address", "note", "demo_given", "method"):
            self.money.fields[name].set_value(getattr(draft, name))
        self.money.delivers.set_value(draft.delivery != "none")
        self.show_lines()
        self.edited.emit()

    def clear(self) -> None:
        """An empty memo."""
        self.clear_problems()
        self.restored.hide()
        self.lines, self.at = [], 0
        self.exchange.clear()
        self.customer.setEnabled(True)
        self.customer.show_customer(None)
        self.promised.clear()
        self.editor.clear()
        self.money.clear()
        self.show_lines()

    def retranslate(self) -> None:
        """Say the own sentences again."""
        self.warnings.retranslate()
        self.exchange.retranslate()
        self.show_lines()

    # what happens

    def _reach(self, field: Field | None) -> None:
        if field is not None:
            go_to(field)

    def _on_customer_entered(self) -> None:
        try:
            self.customer.value()
        except Wrong as wrong:
            self.customer.show_problem(wrong.problem)
            return
        self._reach(self.editor.product)

    def _on_all_paid_clicked(self) -> None:
        self.money.pay_all(self._to_pay(self.readable()))


def _with_paid(draft: SaleDraft, paid_paisa: int) -> SaleDraft:
    return replace(draft, paid_paisa=paid_paisa)
