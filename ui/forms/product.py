"""The field that asks "what?": a product of the shop by a few letters, or any other words. Rules are in shopbook."""

from __future__ import annotations

from typing import Any

from shopbook.book import Book
from shopbook.localisation import numbers
from shopbook.localisation.language import _
from shopbook.products.model import Product
from ui.forms.pick import PickField
from ui.lists.looks import RowLook
from ui.translation import Text
from ui.widgets.suggestions import Suggestion

MOST_OFFERED = 6


class ProductField(PickField):
    """The value is the chosen Product, else the words as typed, None when nothing is typed. `picked(product)`."""

    def __init__(
        self, key: str, label: Text, book: Book, *, example: Text = "", hint: Text = "", stretch: int = 1
    ) -> None:
        super().__init__(
            key,
            label,
            self._found,
            show=_shown,
            free=True,
            hint=hint,
            example=example or (lambda: _("Name, brand or model")),
            stretch=stretch,
        )
        self._book = book

    def what(self) -> tuple[str, int | None]:
        """The name as it is said, and the product's id when it is one of the shop's."""
        value: Any = self.value()
        if isinstance(value, Product):
            return value.title, value.id
        return str(value or ""), None

    def _found(self, text: str) -> list[Suggestion]:
        # Nothing is offered before a letter: Enter in an empty field must not choose somebody's last purchase.
        found = self._book.products.complete(text, MOST_OFFERED) if text else []
        return [Suggestion(product, _look(product)) for product in found]


def _shown(product: Product) -> str:
    return product.title


def _look(product: Product) -> RowLook:
    return RowLook(
        title=product.title,
        second=product.category or "",
        icon="package",
        amount="" if product.price_paisa is None else numbers.money(product.price_paisa),
    )
