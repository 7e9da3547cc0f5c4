"""The money and the rest of a memo being typed: paid now, what stays due, discount, delivery, note."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.book import Book
from shopbook.errors import Invalid, Message
from shopbook.localisation import numbers
from shopbook.localisation.language import _
from ui.forms.days import Ahead, DateField
from ui.forms.field import Field, Wrong
from ui.forms.figures import MoneyField
from ui.forms.methods import MethodField
from ui.forms.texts import TextField, TickField
from ui.sales.line import go_to
from ui.style import theme
from ui.widgets.buttons import chip
from ui.widgets.flow import FlowLayout
from ui.widgets.rows import BreakingRow

METHODS = ("cash", "bkash", "nagad", "rocket", "bank", "card", "cheque")
# The days people name when they promise the rest.
PROMISES = (Ahead(days=7), Ahead(days=15), Ahead(months=1))


class MoneyPart(QWidget):
    """Fields of the memo below its lines. `finish_asked` comes with Enter on what is paid and Ctrl+Enter anywhere."""

    edited = Signal()
    finish_asked = Signal()

    def __init__(self, book: Book) -> None:
        super().__init__()
        today = book.clock.today
        self.paid = MoneyField("paid", lambda: _("Paid now"), empty=None, words=False)
        self.method = MethodField("method", lambda: _("How it was paid"), METHODS)
        self.method.listen_in(self.paid)
        self.reference = TextField("reference", lambda: _("Transaction number"), longest=60)
        self.promised_on = DateField("promised_on", lambda: _("Will pay the rest on"), today, chips=PROMISES)
        self.discount = MoneyField("discount", lambda: _("Discount"), words=False)
        self.demo_given = TickField("demo_given", lambda: _("Showed how to use it and what to avoid"))
        self.delivers = TickField("delivery", lambda: _("To be delivered"))
        self.delivery_address = TextField(
            "delivery_address",
            lambda: _("Where to"),
            example=lambda: _("If empty, the customer's own address"),
        )
        self.deliver_on = DateField(
            "deliver_on", lambda: _("Delivery day"), today, chips=(Ahead(), Ahead(days=1), Ahead(days=3))
        )
        self.cash_on_delivery = TickField("cash_on_delivery", lambda: _("The rest is paid at the door"))
        self.from_delivery = TickField("warranty_from", lambda: _("Warranty counts from delivery"))
        self.note = TextField(
            "note", lambda: _("Note"), example=lambda: _("For example: deliver after 5 pm"), longest=2000
        )
        listed = (
            self.paid, self.method, self.reference, self.promised_on, self.discount, self.demo_given, self.delivers,
            self.delivery_address, self.deliver_on, self.cash_on_delivery, self.from_delivery, self.note,
        )  # fmt: skip
        self.fields: dict[str, Field] = {field.key: field for field in listed}
        self.all_paid = chip(lambda: _("All of it"))
        self.none_paid = chip(lambda: _("Nothing now"))
        self._lay_out()
        for field in listed:
            field.changed.connect(self._on_field_changed)
            field.entered.connect(self._on_field_entered)
            field.finish_asked.connect(self.finish_asked)
        self.none_paid.clicked.connect(self._on_none_paid_clicked)
        self._show_parts()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        money = BreakingRow()
        paid = QWidget()
        under = QVBoxLayout(paid)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(theme.px(6))
        under.addWidget(self.paid)
        quick = QWidget()
        row = FlowLayout(quick, theme.px(6))
        for button in (self.all_paid, self.none_paid):
            button.setCheckable(False)
            button.setFocusPolicy(self.promised_on.chips[0].focusPolicy())
            row.addWidget(button)
        under.addWidget(quick)
        money.add(paid, 4, 170)
        money.add(self.promised_on, 5, 220)
        money.add(self.discount, 3, 120)
        column.addWidget(money)
        how = BreakingRow()
        how.add(self.method, 7, 330)
        how.add(self.reference, 4, 180)
        self._how = how
        column.addWidget(how)
        ticks = QWidget()
        flow = FlowLayout(ticks, theme.px(18))
        for tick in (self.delivers, self.demo_given):
            flow.addWidget(tick)
        column.addWidget(ticks)
        where = BreakingRow()
        where.add(self.delivery_address, 6, 240)
        where.add(self.deliver_on, 5, 220)
        self._where = where
        column.addWidget(where)
        self._terms = QWidget()
        flow = FlowLayout(self._terms, theme.px(18))
        for tick in (self.cash_on_delivery, self.from_delivery):
            flow.addWidget(tick)
        column.addWidget(self._terms)
        column.addWidget(self.note)

    def values(self) -> dict[str, Any]:
        """The fields for the draft; raises Invalid with every unreadable one at once. An empty "paid" is None."""
        found, problems = self._read()
        if problems:
            raise Invalid(problems)
        return found

    def readable(self) -> dict[str, Any]:
        """`values` with whatever can be read now, for the running total."""
        return self._read()[0]

    def _read(self) -> tuple[dict[str, Any], dict[str, Message]]:
        problems: dict[str, Message] = {}
        found: dict[str, Any] = {"paid": None, "discount": 0, "promised_on": None, "deliver_on": None}
        for key, field in self.fields.items():
            try:
                found[key] = field.value()
            except Wrong as wrong:
                problems[key] = wrong.problem
        delivers = found["delivery"]
        found["delivery"] = "needed" if delivers else "none"
        found["warranty_from"] = "delivery" if delivers and found["warranty_from"] else "sale"
        found["cash_on_delivery"] = bool(delivers and found["cash_on_delivery"])
        if not delivers:
            found |= {"delivery_address": "", "deliver_on": None}
        if found["method"] == "cash":
            found["reference"] = ""
        return found, problems

    def show_problems(self, problems: Mapping[str, Message]) -> Field | None:
        """Show each problem under its field; returns the first field with one."""
        for key, field in self.fields.items():
            field.show_problem(problems.get(key))
        return next((field for field in self.fields.values() if field.problem_text()), None)

    def show_due(self, due_paisa: int, advance_paisa: int) -> None:
        """Say under "paid" what stays due, or is paid ahead."""
        if advance_paisa:
            self.paid.hint(_("{amount} is paid ahead").format(amount=numbers.money(advance_paisa)))
        elif due_paisa:
            self.paid.hint(_("{amount} will stay due").format(amount=numbers.money(due_paisa)))
        else:
            self.paid.hint("")

    def pay_all(self, total_paisa: int) -> None:
        """Write the whole amount into "paid", ready to be typed over."""
        self.paid.set_value(total_paisa)
        self.edited.emit()
        go_to(self.paid)

    def clear(self) -> None:
        """Begin anew."""
        for field in self.fields.values():
            field.set_value(None)
            field.show_problem(None)
        self.method.set_value("cash")
        self._show_parts()

    def typed(self) -> dict[str, Any]:
        """What is in the fields, readable or not."""
        return {key: field.typed() for key, field in self.fields.items()}

    def restore(self, typed: Mapping[str, Any]) -> None:
        """Put back what `typed` gave."""
        for key, field in self.fields.items():
            if key in typed:
                field.restore(typed[key])
        self._show_parts()

    def _show_parts(self) -> None:
        self.reference.setVisible(self.method.value() != "cash")
        self._how.refit()
        delivers = bool(self.delivers.value())
        for part in (self._where, self._terms):
            part.setVisible(delivers)

    def _on_none_paid_clicked(self) -> None:
        self.paid.line.setText(numbers.to_script("0"))
        self.edited.emit()
        go_to(self.promised_on)

    def _on_field_changed(self) -> None:
        self._show_parts()
        self.edited.emit()

    def _on_field_entered(self) -> None:
        field = self.sender()
        if field in (self.paid, self.promised_on, self.reference, self.note):
            self.finish_asked.emit()
        elif field is self.discount:
            go_to(self.paid)
        elif isinstance(field, Field):
            field.focusNextChild()
