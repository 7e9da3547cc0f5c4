"""The warranty cards that still hold, as PDFs for an export: one a file, or many a file when there are many."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from shopbook.localisation.language import current_language
from shopbook.storage.store import Store

if TYPE_CHECKING:
    from shopbook.documents.papers_cards import CardBook

# A folder with more files than this is slow to look through, and each PDF carries its own fonts (36 KB).
MOST_SINGLE = 300
_A_FILE = 100
_HOLDING = (
    "SELECT id FROM warranty WHERE status = 'active' AND deleted_at IS NULL "
    "AND (last_ends_on IS NULL OR last_ends_on >= ?) ORDER BY id"
)


def holding(store: Store) -> list[int]:
    """The cards under which something can still be asked for today."""
    return store.ids(_HOLDING, (store.clock.today().isoformat(),))


def card_files(
    store: Store, warranty_ids: list[int], step: Callable[[int], None]
) -> Iterator[tuple[str, bytes]]:
    """File names and PDFs, in the order of the cards; two cards of A5 stand on a sheet when they share a file."""
    from shopbook.documents.papers_cards import card_of
    from shopbook.documents.warranty_card import warranty_card
    from shopbook.documents.warranty_card_sheet import card_sheets

    book, language = _card_book(store), current_language()
    if len(warranty_ids) <= MOST_SINGLE:
        for one in warranty_ids:
            paper = card_of(book, one)
            yield f"cards/{_file_name(paper.card_no)}.pdf", warranty_card("A5", paper, language)
            step(1)
        return
    for start in range(0, len(warranty_ids), _A_FILE):
        papers = [card_of(book, one) for one in warranty_ids[start : start + _A_FILE]]
        name = f"cards/{_file_name(papers[0].card_no)}_{_file_name(papers[-1].card_no)}.pdf"
        yield name, card_sheets("A5", papers, language)
        step(len(papers))


def _file_name(card_no: str) -> str:
    return re.sub(r"[^\w-]", "_", card_no)[:60]


def _card_book(store: Store) -> CardBook:
    from dataclasses import dataclass

    from shopbook.customers.operations import Customers
    from shopbook.settings.operations import Settings
    from shopbook.warranties.operations import Warranties
    from shopbook.warranties.visits import Visits

    @dataclass(frozen=True)
    class Gathered:
        settings: Settings
        customers: Customers
        warranties: Warranties
        visits: Visits

    return Gathered(Settings(store), Customers(store), Warranties(store), Visits(store))
