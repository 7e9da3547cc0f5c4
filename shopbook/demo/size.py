"""How large a sample shop is to be. What is put into it is decided in `story`."""

from __future__ import annotations

from dataclasses import dataclass

SALES_EACH = 3.0
# Of three sales one is something with a warranty card; the others are bulbs, cables and kettles.
CARDS_PER_SALE = 0.4
NOTES_EACH = 1.0


@dataclass(frozen=True, slots=True)
class Size:
    """So many customers, memos, warranty cards (at most one a memo) and notes."""

    customers: int
    sales: int
    warranties: int
    notes: int

    @classmethod
    def of(
        cls,
        customers: int,
        *,
        sales: int | None = None,
        warranties: int | None = None,
        notes: int | None = None,
    ) -> Size:
        """The usual proportions for so many customers; a count that is given overrides its proportion."""
        sold = round(customers * SALES_EACH) if sales is None else sales
        carded = round(sold * CARDS_PER_SALE) if warranties is None else warranties
        return cls(
            customers, sold, min(carded, sold), round(customers * NOTES_EACH) if notes is None else notes
        )
