"""The field that asks what a complaint is about: something they bought, a memo by its number, or any product.

Finding memos and products is shopbook's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from shopbook.book import Book
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _
from ui.forms.pick import PickField
from ui.lists.looks import RowLook
from ui.translation import Text
from ui.widgets.suggestions import Suggestion

MOST_BOUGHT = 8
MOST_PRODUCTS = 5


@dataclass(frozen=True, slots=True)
class About:
    """A thing, and the memo it stands on when that is known."""

    product_name: str
    sale_id: int | None = None
    memo_no: str = ""


class AboutField(PickField):
    """The value is an About, or None. `customer_id` says whose memos are offered; ↓ shows them at once."""

    def __init__(self, key: str, label: Text, book: Book) -> None:
        self.customer_id: int | None = None
        super().__init__(
            key,
            label,
            self._found,
            show=_shown,
            free=True,
            example=lambda: _("Product or memo number"),
            hint=self._hint_text,
        )
        self._book = book

    def value(self) -> About | None:
        value = super().value()
        if value is None or isinstance(value, About):
            return value
        return About(str(value).strip())

    def show(self, product_name: str, sale_id: int | None) -> None:
        """Show what was written down before."""
        memo_no = self._book.sales.get(sale_id).memo_no if sale_id is not None else ""
        self.set_value(About(product_name, sale_id, memo_no) if product_name or memo_no else None)

    def typed(self) -> Any:
        value = self._value
        if isinstance(value, About):
            return [value.product_name, str(value.sale_id or ""), value.memo_no]
        return self.line.text()

    def restore(self, typed: Any) -> None:
        if isinstance(typed, list) and len(typed) == 3:
            name, sale_id, memo_no = (str(part) for part in typed)
            self.set_value(About(name, int(sale_id) if sale_id else None, memo_no))
        else:
            super().restore(typed)

    def _hint_text(self) -> str:
        if self._value is None and self.customer_id is not None and not self.line.text():
            return _("↓ shows what they bought")
        return ""

    def _found(self, text: str) -> list[Suggestion]:
        wanted = numbers.to_ascii(text).casefold()
        things = [(about, when) for about, when in self._things() if _fits(about, wanted)]
        by_memo = self._book.sales.by_memo(text) if text else None
        if by_memo is not None and all(about.sale_id != by_memo.id for about, _when in things):
            when = dates.date_long(by_memo.sold_on)
            things += [(About(line.title, by_memo.id, by_memo.memo_no), when) for line in by_memo.lines]
        found = [_line(about, when) for about, when in things]
        known = {about.product_name for about, _when in things}
        for product in self._book.products.complete(text, MOST_PRODUCTS) if text else ():
            if product.title not in known:
                found.append(Suggestion(About(product.title), RowLook(product.title, icon="package")))
        return found

    def _things(self) -> list[tuple[About, str]]:
        """What the customer bought, the last memo first."""
        if self.customer_id is None:
            return []
        rows = self._book.sales.rows(self._book.sales.ids_of_customer(self.customer_id)[:MOST_BOUGHT])
        things = []
        for row in rows:
            if row.voided:
                continue
            names = [row.first_item]
            if row.more_items:
                names = [line.title for line in self._book.sales.get(row.id).lines]
            when = dates.date_long(row.sold_on)
            things += [(About(name, row.id, row.memo_no), when) for name in names]
        return things


def _line(about: About, when: str) -> Suggestion:
    memo = _("Memo {memo_no}").format(memo_no=numbers.to_script(about.memo_no))
    return Suggestion(about, RowLook(about.product_name or memo, f"{memo} · {when}", "receipt"))


def _fits(about: About, wanted: str) -> bool:
    return wanted in about.product_name.casefold() or wanted in about.memo_no.casefold()


def _shown(value: object) -> str:
    if not isinstance(value, About):
        return str(value)
    memo = _("Memo {memo_no}").format(memo_no=numbers.to_script(value.memo_no)) if value.memo_no else ""
    return " · ".join(part for part in (value.product_name, memo) if part)
