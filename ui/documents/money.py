"""The papers of money made ready: their facts fetched from the book, the drawing left to shopbook.documents.

Each function is named by a line of ui/printing.PAPERS and takes the context and what the paper is about.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from shopbook.customers.model import Customer
from shopbook.localisation.language import _, current_language
from shopbook.localisation.numbers import to_script
from ui.context import Context
from ui.printing import Ready


def memo(ctx: Context, target: Any) -> Ready:
    """The memo of a sale; `target` is its id."""
    from shopbook.documents.memo import memo as draw
    from shopbook.documents.papers_money import memo_paper

    book = ctx.book
    sale = book.sales.get(target)
    cards = book.warranties.cards(sale.card_ids)
    paper = memo_paper(book.settings.shop(), sale, customer_of(ctx, sale.customer_id), cards)
    title = _("Memo {memo_no}").format(memo_no=to_script(sale.memo_no))
    return Ready(title, f"{sale.memo_no}.pdf", partial(_drawn, draw, paper))


def customer_of(ctx: Context, customer_id: int | None) -> Customer | None:
    """Who a paper is for, when anybody is known."""
    return ctx.book.customers.get(customer_id) if customer_id is not None else None


def _drawn(draw: Any, paper: Any, size: str) -> bytes:
    """The paper in the language of the moment: the switch may be pressed while it is looked at."""
    pdf: bytes = draw(paper, size, current_language())
    return pdf
