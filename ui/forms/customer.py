"""The field that asks "who?": a customer by name in either script or by phone, or a new one. Rules are in shopbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal

from shopbook.book import Book
from shopbook.customers.model import CustomerRow
from shopbook.customers.one_line import draft_of_line
from shopbook.errors import Invalid, Message, ShopbookError
from shopbook.localisation import numbers
from shopbook.localisation.language import _
from ui.forms.pick import PickField
from ui.lists.looks import RowLook
from ui.translation import Text
from ui.widgets.suggestions import Suggestion

MOST_OFFERED = 6


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """Somebody not yet in the book, as typed."""

    text: str


class CustomerField(PickField):
    """The value is the customer's id, None when nothing is typed. `picked(id)` when one was chosen or newly put in.

    With `creates`, the last line of the list puts what is typed into the book as a new customer.
    """

    picked = Signal(object)

    def __init__(self, key: str, label: Text, book: Book, *, creates: bool = True, hint: Text = "",
                 stretch: int = 1) -> None:  # fmt: skip
        super().__init__(
            key,
            label,
            self._found,
            show=_shown,
            hint=hint,
            example=lambda: _("Name or mobile"),
            missing=Message("Choose the customer from the list, or put a new one into the book."),
            stretch=stretch,
        )
        self._book, self._creates = book, creates

    @property
    def row(self) -> CustomerRow | None:
        """The customer chosen."""
        return self._value if isinstance(self._value, CustomerRow) else None

    def value(self) -> int | None:
        row = super().value()
        return row.id if isinstance(row, CustomerRow) else None

    def show_customer(self, customer_id: int | None) -> None:
        """Choose a customer by id; one that is gone leaves the field empty."""
        rows = self._book.customers.rows([customer_id]) if customer_id is not None else []
        self.set_value(rows[0] if rows else None)
        if rows:
            self.show_good(self._found_text)
        else:
            self.show_good("")

    def _found_text(self) -> str:
        row = self.row
        if row is None:
            return ""
        who = ", ".join(part for part in (row.name or numbers.phone(row.phone), row.whereabouts) if part)
        if row.balance_paisa > 0:
            due = numbers.money(row.balance_paisa)
            return _("Found: {who} · {due} due from before").format(who=who, due=due)
        if row.balance_paisa < 0:
            advance = numbers.money(-row.balance_paisa)
            return _("Found: {who} · {advance} paid ahead").format(who=who, advance=advance)
        return _("Found: {who}").format(who=who)

    def _found(self, text: str) -> list[Suggestion]:
        if not text:
            return []
        rows = self._book.customers.rows(self._book.search.customers(text, MOST_OFFERED))
        lines = [Suggestion(row, _look(row)) for row in rows]
        if self._creates:
            look = RowLook(
                _("New: {text}").format(text=text),
                _("Put into the book; the rest can be written later"),
                "user-plus",
            )
            lines.append(Suggestion(NewCustomer(text), look))
        return lines

    def _on_text_edited(self, text: str) -> None:
        super()._on_text_edited(text)
        known = self._book.customers.with_phone(text) if text.strip() else []
        if known:
            who = ", ".join(
                part for part in (known[0].name or numbers.phone(known[0].phone), known[0].area) if part
            )
            self.show_good(lambda: _("Found: {who}").format(who=who))

    def _on_picked(self, value: Any) -> None:
        new = isinstance(value, NewCustomer)
        if isinstance(value, NewCustomer):
            try:
                value = self._book.customers.row(self._book.customers.add(draft_of_line(value.text), by=self))
            except Invalid as invalid:
                self.show_problem(next(iter(invalid.problems.values())))
                return
            except ShopbookError as error:
                self.show_problem(error.message)
                return
        self.set_value(value)
        self._on_edited()
        self.show_good(self._new_text if new else self._found_text)
        self.picked.emit(value.id)

    def _new_text(self) -> str:
        row = self.row
        return "" if row is None else _("Now in the book: {who}").format(who=_shown(row))


def _shown(row: CustomerRow) -> str:
    phone = numbers.phone(row.phone)
    return f"{row.name} · {phone}" if row.name and phone else row.name or phone


def _look(row: CustomerRow) -> RowLook:
    return RowLook(
        title=row.name or numbers.phone(row.phone),
        second=row.whereabouts,
        avatar=row.title,
        beside=numbers.phone(row.phone) if row.name else "",
        amount=numbers.money(row.balance_paisa) if row.balance_paisa > 0 else "",
        amount_tone="red",
    )
