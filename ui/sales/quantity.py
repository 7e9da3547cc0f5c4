"""How many: whole pieces, or kilos and metres with decimals. What it costs is counted in shopbook."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtWidgets import QLineEdit

from shopbook.errors import Message
from shopbook.localisation import numbers
from shopbook.sales.model import ONE
from ui.forms.field import Field, Wrong
from ui.translation import Text


class QuantityField(Field):
    """A quantity with up to three decimals; the value is thousandths, one piece when nothing is typed."""

    def __init__(self, key: str, label: Text) -> None:
        super().__init__(key, label)
        self.line = QLineEdit()
        self.line.setMaxLength(12)
        self.line.textEdited.connect(self._on_edited)
        self.set_control(self.line)

    def value(self) -> int:
        return read_quantity(self.line.text(), empty=ONE)

    def set_value(self, value: Any) -> None:
        self.line.setText(quantity_text(int(value or ONE)))

    def typed(self) -> str:
        return self.line.text()

    def restore(self, typed: Any) -> None:
        self.line.setText(str(typed))

    def retranslate(self) -> None:
        with suppress(Wrong):
            self.set_value(self.value())
        super().retranslate()


def quantity_text(milli: int) -> str:
    """A quantity in the user's digits: ২, ১.৫."""
    whole, rest = divmod(milli, ONE)
    return numbers.number(whole) if not rest else numbers.number(Decimal(milli) / ONE)


def read_quantity(typed: str, *, empty: int) -> int:
    """Thousandths from what was typed in either digits, `empty` for nothing; raises Wrong."""
    text = numbers.to_ascii(typed).replace(",", "").strip()
    if not text:
        return empty
    try:
        milli = Decimal(text) * ONE
    except InvalidOperation:
        raise Wrong(Message("How many?")) from None
    if not milli.is_finite() or milli != milli.to_integral_value() or milli < min(empty, 1):
        raise Wrong(Message("How many?"))
    return int(milli)
