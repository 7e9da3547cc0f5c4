"""One line of the memo being typed: product, how many, price, warranty, serials. Saving the memo is page.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.book import Book
from shopbook.errors import Invalid, Message, NotFound
from shopbook.localisation import numbers
from shopbook.localisation.language import _
from shopbook.products.model import Product
from shopbook.sales.model import ONE, LineDraft
from ui.forms.field import Field, Wrong
from ui.forms.figures import MoneyField
from ui.forms.pick import PickField
from ui.lists.looks import RowLook
from ui.qt import AlignTop
from ui.sales.coverages import CoverageField, coverages_text
from ui.sales.quantity import QuantityField
from ui.sales.serials import SerialField
from ui.sales.servicing import NONE, ServicingField
from ui.style import theme
from ui.widgets.rows import BreakingRow
from ui.widgets.suggestions import Suggestion

MOST_OFFERED = 6
# The room the warranty needs as chips, and with a row for each promise.
FOLDED, UNFOLDED = 360, 520


@dataclass(frozen=True, slots=True)
class NewProduct:
    """A product not sold before, as typed."""

    name: str


class LineEditor(QWidget):
    """The line being typed. Signals: `edited`, `done` (Enter after the last field), `finish_asked` (Ctrl+Enter)."""

    edited = Signal()
    done = Signal()
    finish_asked = Signal()

    def __init__(self, book: Book) -> None:
        super().__init__()
        self._book = book
        self._base = LineDraft()
        self.product = PickField(
            "name", lambda: _("Product"), self._offer, show=_shown, free=True,
            example=lambda: _("Name, brand or model"),
        )  # fmt: skip
        self.quantity = QuantityField("quantity", lambda: _("Quantity"))
        self.price = MoneyField("price", lambda: _("Price"), empty=None, words=False)
        self.coverages = CoverageField("coverages", lambda: _("Warranty"))
        self.servicing = ServicingField("servicing", lambda: _("Free servicing"))
        self.serials = SerialField("serials", lambda: _("Serial number"))
        self.fields: dict[str, Field] = {
            field.key: field
            for field in (
                self.product,
                self.quantity,
                self.price,
                self.coverages,
                self.servicing,
                self.serials,
            )
        }
        self._lay_out()
        self.clear()
        for field in self.fields.values():
            field.changed.connect(self._on_field_changed)
            field.entered.connect(self._on_field_entered)
            field.finish_asked.connect(self.finish_asked)
        self.product.picked.connect(self._on_product_picked)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        what = BreakingRow()
        what.add(self.product, 10, 280)
        figures = QWidget()
        row = QHBoxLayout(figures)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(14))
        row.addWidget(self.quantity, 2, AlignTop)
        row.addWidget(self.price, 4, AlignTop)
        what.add(figures, 6, 220)
        column.addWidget(what)
        promise = BreakingRow()
        promise.add(self.coverages, 12, FOLDED)
        promise.add(self.serials, 8, 230)
        self._promise = promise
        column.addWidget(promise)
        column.addWidget(self.servicing)

    def clear(self) -> None:
        """Begin an empty line."""
        self._base = LineDraft()
        self.product.set_value(None)
        self.quantity.set_value(ONE)
        self.price.set_value(None)
        self.coverages.set_value(())
        self.servicing.set_value(NONE)
        self.serials.set_value(())
        self._fit_coverages()
        self.clear_problems()

    def is_blank(self) -> bool:
        """True when nothing was typed in it."""
        return not (self.product.line.text().strip() or self.serials.value() or self.price.typed().strip())

    def draft(self) -> LineDraft:
        """The line; raises Invalid with every unreadable field at once."""
        problems: dict[str, Message] = {}
        values: dict[str, Any] = {}
        for key, field in self.fields.items():
            try:
                values[key] = field.value()
            except Wrong as wrong:
                problems[key] = wrong.problem
        if "price" in values and values["price"] is None and self.product.line.text().strip():
            problems["price"] = Message("What does one cost?")
        if problems:
            raise Invalid(problems)
        return self._made(values)

    def readable(self) -> LineDraft:
        """The line with whatever can be read of it now, for the running total and the card beside it."""
        empty = {
            "name": None,
            "quantity": ONE,
            "price": None,
            "coverages": (),
            "servicing": NONE,
            "serials": (),
        }
        values: dict[str, Any] = {}
        for key, field in self.fields.items():
            try:
                values[key] = field.value()
            except Wrong:
                values[key] = empty[key]
        return self._made(values)

    def _made(self, values: Mapping[str, Any]) -> LineDraft:
        what = values["name"]
        product = what if isinstance(what, Product) else None
        serials = values["serials"]
        quantity = values["quantity"]
        every_days, count = values["servicing"] if values["coverages"] else NONE
        if quantity % ONE == 0:
            # Three scanned serials are three pieces, whatever the box still says.
            quantity = max(quantity, len(serials) * ONE)
        return LineDraft(
            name=product.name if product else str(what or ""),
            product_id=product.id if product else None,
            brand=product.brand if product else "",
            model=product.model if product else "",
            unit=product.unit if product else "",
            quantity_milli=quantity,
            unit_price_paisa=values["price"] or 0,
            serials=serials,
            coverages=values["coverages"],
            keep_product=product is None,
            service_every_days=every_days,
            service_count=count,
        )

    def show_line(self, line: LineDraft) -> None:
        """Take a line that was kept back into typing."""
        self.clear()
        self.product.set_value(self._product(line.product_id) or line.name or None)
        self.quantity.set_value(line.quantity_milli)
        self.price.set_value(line.unit_price_paisa)
        self.coverages.set_value(line.coverages)
        self.servicing.set_value((line.service_every_days, line.service_count))
        self.serials.set_value(line.serials)

    def show_problems(self, problems: Mapping[str, Message]) -> Field | None:
        """Show each problem under its field; returns the first field with one."""
        self.clear_problems()
        for key, problem in problems.items():
            field = self.fields.get(key.split(".")[0])
            if field is not None:
                field.show_problem(problem)
        return next((field for field in self.fields.values() if field.problem_text()), None)

    def clear_problems(self) -> None:
        """Take the problems off."""
        for field in self.fields.values():
            field.show_problem(None)

    def typed(self) -> dict[str, Any]:
        """What is in the fields, readable or not."""
        what = self.product._value
        return {
            **{key: field.typed() for key, field in self.fields.items()},
            "product_id": what.id if isinstance(what, Product) else None,
        }

    def restore(self, typed: Mapping[str, Any]) -> None:
        """Put back what `typed` gave."""
        self.clear()
        for key, field in self.fields.items():
            if key in typed:
                field.restore(typed[key])
        product = self._product(typed.get("product_id"))
        if product is not None:
            self.product.set_value(product)
        self._fit_coverages()

    def _product(self, product_id: object) -> Product | None:
        if not isinstance(product_id, int):
            return None
        try:
            return self._book.products.get(product_id)
        except NotFound:
            return None

    def _offer(self, text: str) -> list[Suggestion]:
        found = self._book.products.complete(text, MOST_OFFERED)
        lines = [Suggestion(product, _look(product)) for product in found]
        if text and not any(product.title.casefold() == text.casefold() for product in found):
            look = RowLook(
                _("New product: {name}").format(name=text),
                _("Its price and warranty will be remembered"),
                "plus",
            )
            lines.append(Suggestion(NewProduct(text), look))
        return lines

    def _on_product_picked(self, what: object) -> None:
        if isinstance(what, NewProduct):
            self.product.set_value(None)
            self.product.line.setText(what.name)
        elif isinstance(what, Product):
            if what.price_paisa is not None:
                self.price.set_value(what.price_paisa)
            self.coverages.set_value(what.coverages)
            self.servicing.set_value((what.service_every_days, what.service_count))
        self._fit_coverages()
        self.edited.emit()

    def _on_field_changed(self) -> None:
        self._fit_coverages()
        self.edited.emit()

    def _fit_coverages(self) -> None:
        self._promise.set_least(self.coverages, UNFOLDED if self.coverages.rows else FOLDED)
        self.servicing.setVisible(bool(self.coverages.rows or self.coverages.typed()))

    def _on_field_entered(self) -> None:
        field = self.sender()
        if field is self.product:
            if self.product.line.text().strip():
                go_to(self.serials if self.price.typed().strip() else self.price)
            else:
                self.done.emit()
        elif field is self.quantity:
            go_to(self.price)
        elif field in (self.price, self.coverages, self.servicing):
            go_to(self.serials)
        else:
            self.done.emit()


def go_to(field: Field) -> None:
    """Give the keyboard to a field with what is in it selected."""
    field.setFocus()
    select_all = getattr(field.control, "selectAll", None)
    if select_all is not None:
        select_all()


def _shown(what: object) -> str:
    if isinstance(what, NewProduct):
        return what.name
    return what.title if isinstance(what, Product) else str(what)


def _look(product: Product) -> RowLook:
    return RowLook(
        title=product.title,
        second=coverages_text(product.coverages),
        icon="package",
        amount="" if product.price_paisa is None else numbers.money(product.price_paisa),
    )
