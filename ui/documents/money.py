"""The papers of money made ready: their facts fetched from the book, the drawing left to shopbook.documents.

Each function is named by a line of ui/printing.PAPERS and takes the context and what the paper is about. Facts are
fetched when the paper is drawn: the language may be switched, or a payment come in, while it is looked at.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import partial
from typing import Any

from shopbook.book import Book
from shopbook.customers.model import Customer
from shopbook.dues.model import Slip
from shopbook.errors import NotFound
from shopbook.localisation.language import _, current_language, using
from shopbook.localisation.numbers import to_script
from shopbook.progress import Progress
from ui.context import Context
from ui.printing import Ready

Asked = tuple[int, dt.date | None, dt.date | None]
# Half a second of drawing; a longer one is drawn on the other thread.
LONG_STATEMENT = 600


def memo(ctx: Context, target: Any) -> Ready:
    """The memo of a sale; `target` is its id."""
    sale = ctx.book.sales.get(target)
    title = _("Memo {memo_no}").format(memo_no=to_script(sale.memo_no))
    return Ready(title, f"{_('Memo')} {sale.memo_no}.pdf", partial(_memo, ctx, target))


def _memo(ctx: Context, sale_id: int, size: str) -> bytes:
    from shopbook.documents.memo import memo as draw
    from shopbook.documents.papers_money import memo_paper

    book = ctx.book
    sale = book.sales.get(sale_id)
    cards = book.warranties.cards(sale.card_ids)
    paper = memo_paper(book.settings.shop(), sale, customer_of(ctx, sale.customer_id), cards)
    return draw(paper, size, current_language())


def receipt(ctx: Context, target: Any) -> Ready:
    """The receipt of a payment; `target` is its ledger entry, or the memo's id in {"sale_id"}."""
    slip = slip_of(ctx, target)
    name = _("Money receipt {receipt_no}").format(receipt_no=to_script(slip.receipt_no))
    return Ready(
        name, f"{_('Money receipt')} {slip.receipt_no or slip.entry_id}.pdf", partial(_receipt, ctx, target)
    )


def _receipt(ctx: Context, target: Any, size: str) -> bytes:
    from shopbook.documents.papers_money import receipt_paper
    from shopbook.documents.receipt import receipt as draw

    slip = slip_of(ctx, target)
    paper = receipt_paper(ctx.book.settings.shop(), slip, customer_of(ctx, slip.customer_id))
    return draw(paper, size, current_language())


def due_slip(ctx: Context, target: Any) -> Ready:
    """The slip of a payment or of a memo; `target` is a ledger entry or a memo's id, or {"sale_id"} or {"entry_id"}."""
    slip = slip_of(ctx, target)
    name = ctx.book.customers.row(slip.customer_id).name
    title = _("Due slip of {name}").format(name=name)
    return Ready(title, f"{_('Due slip')} {name} {slip.on.isoformat()}.pdf", partial(_due_slip, ctx, target))


def _due_slip(ctx: Context, target: Any, size: str) -> bytes:
    from shopbook.documents.due_slip import due_slip as draw
    from shopbook.documents.papers_money import due_slip_paper

    slip, dues = slip_of(ctx, target), ctx.book.dues
    promise = dues.open_promise(slip.customer_id)
    paper = due_slip_paper(
        ctx.book.settings.shop(),
        slip,
        customer_of(ctx, slip.customer_id),
        promise.due_on if promise is not None else None,
    )
    return draw(paper, size, current_language())


def slip_of(ctx: Context, target: Any) -> Slip:
    """The slip a target means. Raises NotFound."""
    dues = ctx.book.dues
    if isinstance(target, Mapping):
        return dues.slip_of_sale(target["sale_id"]) if "sale_id" in target else dues.slip(target["entry_id"])
    try:
        return dues.slip(target)
    except NotFound:
        return dues.slip_of_sale(target)


def statement(ctx: Context, target: Any) -> Ready:
    """An account between two days; `target` is {"customer_id", "first", "last"}, days may be None."""
    name = ctx.book.customers.row(target["customer_id"]).name
    today = ctx.book.clock.today()
    title = _("Statement of {name}").format(name=name)
    file_name = f"{_('Statement of account')} {name} {today.isoformat()}.pdf"
    asked = (target["customer_id"], target.get("first"), target.get("last"))
    if len(ctx.book.dues.account(*asked).lines) > LONG_STATEMENT:
        return Ready(title, file_name, slowly=partial(_long_statement, ctx, asked, current_language()))
    return Ready(title, file_name, partial(_statement, ctx.book, asked))


def _statement(
    book: Book, asked: Asked, size: str, language: str = "", progress: Progress | None = None
) -> bytes:
    from shopbook.documents.papers_money import statement_paper
    from shopbook.documents.statement import statement as draw

    language = language or current_language()
    with using(language):
        account = book.dues.account(*asked)
        customer = book.customers.get(asked[0])
        paper = statement_paper(book.settings.shop(), account, customer, book.clock.today())
    return draw(paper, size, language, progress)


def _long_statement(ctx: Context, asked: Asked, language: str, size: str, progress: Progress) -> bytes:
    book = ctx.book.second(read_only=True)
    try:
        return _statement(book, asked, size, language, progress)
    finally:
        book.close()


def plan_card(ctx: Context, target: Any) -> Ready:
    """The instalment card of a plan; `target` is its id."""
    plan = ctx.book.plans.get(target)
    title = _("Instalment card {plan_no}").format(plan_no=to_script(plan.plan_no))
    return Ready(title, f"{_('Instalment card')} {plan.plan_no}.pdf", partial(_plan_card, ctx, target))


def _plan_card(ctx: Context, plan_id: int, size: str) -> bytes:
    from shopbook.documents.papers_money import plan_paper
    from shopbook.documents.plan_card import plan_card as draw

    plan = ctx.book.plans.get(plan_id)
    paper = plan_paper(ctx.book.settings.shop(), plan, customer_of(ctx, plan.customer_id))
    return draw(paper, size, current_language())


def return_slip(ctx: Context, target: Any) -> Ready:
    """The slip of goods taken back; `target` is the return's id."""
    back = ctx.book.returns.get(target)
    title = _("Return slip {return_no}").format(return_no=to_script(back.return_no))
    return Ready(title, f"{_('Return slip')} {back.return_no}.pdf", partial(_return_slip, ctx, target))


def _return_slip(ctx: Context, return_id: int, size: str) -> bytes:
    from shopbook.documents.papers_money import return_paper
    from shopbook.documents.return_slip import return_slip as draw

    back = ctx.book.returns.get(return_id)
    paper = return_paper(ctx.book.settings.shop(), back, customer_of(ctx, back.customer_id))
    return draw(paper, size, current_language())


def customer_of(ctx: Context, customer_id: int | None) -> Customer | None:
    """Who a paper is for, when anybody is known."""
    return ctx.book.customers.get(customer_id) if customer_id is not None else None
