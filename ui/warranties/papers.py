"""Warranty cards and stickers as papers of the printing registry: gathered here, drawn by shopbook.documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from shopbook.localisation import numbers
from shopbook.localisation.language import _, current_language, ngettext, using
from shopbook.progress import Progress
from ui.context import Context
from ui.printing import Ready

# More than this are drawn on the other thread, with a bar and a way to stop.
AT_ONCE = 20
_SHEETS = {"2A5": "A5", "4A6": "A6", "card": "card"}


def card(ctx: Context, target: Any) -> Ready:
    """One card, its copy number as the next printing has it; the target is its id or {"warranty_id": id}."""
    card_id = target["warranty_id"] if isinstance(target, Mapping) else target
    found = ctx.book.warranties.card(card_id)
    printed = partial(ctx.book.warranties.printed, card_id)
    return Ready(
        title=_("Warranty card {card_no}").format(card_no=numbers.to_script(found.card_no)),
        file_name=f"{found.card_no}.pdf",
        draw=partial(card_pdf, ctx, card_id),
        printed=printed,
        saved=printed,
    )


def cards(ctx: Context, target: Mapping[str, Any]) -> Ready:
    """Many cards on sheets of A4: {"warranty_ids": [...], "backs": bool}."""
    ids = list(target["warranty_ids"])
    backs = bool(target.get("backs", True))
    printed = partial(_count, ctx, ids)
    many = len(ids) > AT_ONCE
    return Ready(
        title=ngettext("{n} warranty card", "{n} warranty cards", len(ids)).format(
            n=numbers.number(len(ids))
        ),
        file_name="warranty-cards.pdf",
        draw=None if many else partial(_sheets, ctx, ids, backs),
        slowly=partial(_sheets_slowly, ctx, ids, backs, current_language()) if many else None,
        printed=printed,
        saved=printed,
    )


def labels(ctx: Context, target: Mapping[str, Any]) -> Ready:
    """Stickers: {"warranty_ids": [...], "first": the place on the sheet, "copies": of each}."""
    ids = [each for each in target["warranty_ids"] for _copy in range(int(target.get("copies", 1)))]
    return Ready(
        title=ngettext("{n} sticker", "{n} stickers", len(ids)).format(n=numbers.number(len(ids))),
        file_name="stickers.pdf",
        draw=partial(_stickers, ctx, ids, int(target.get("first", 1))),
    )


def card_pdf(ctx: Context, card_id: int, size: str) -> bytes:
    """A card as a PDF on "A5" or "A6", or as large as a bank card ("card")."""
    from shopbook.documents.papers_cards import card_of
    from shopbook.documents.warranty_card import warranty_card
    from shopbook.documents.warranty_card_small import small_card

    paper = card_of(ctx.book, card_id)
    language = current_language()
    return small_card(paper, language) if size == "card" else warranty_card(size, paper, language)


def _sheets(ctx: Context, ids: Sequence[int], backs: bool, size: str) -> bytes:
    from shopbook.documents.papers_cards import card_of
    from shopbook.documents.warranty_card_sheet import card_sheets

    papers = [card_of(ctx.book, each) for each in ids]
    return card_sheets(_SHEETS[size], papers, current_language(), backs=backs)


def _sheets_slowly(
    ctx: Context, ids: Sequence[int], backs: bool, language: str, size: str, progress: Progress
) -> bytes:
    from shopbook.documents.papers_cards import card_of
    from shopbook.documents.warranty_card_sheet import card_sheets

    book = ctx.book.second(read_only=True)
    try:
        with using(language):
            papers = [card_of(book, each) for each in ids]
        return card_sheets(_SHEETS[size], papers, language, backs=backs, progress=progress)
    finally:
        book.close()


def _stickers(ctx: Context, ids: Sequence[int], first: int, size: str) -> bytes:
    from shopbook.documents.labels import GRIDS, label_sheet
    from shopbook.documents.papers_cards import labels_of

    grid = GRIDS.get(size)
    # A place that another size of sticker does not have begins that sheet anew.
    place = first if grid is not None and first <= grid.places else 1
    return label_sheet(size, labels_of(ctx.book, ids), current_language(), first=place)


def _count(ctx: Context, ids: Sequence[int]) -> None:
    with ctx.book.store.operation():
        for each in ids:
            ctx.book.warranties.printed(each)
