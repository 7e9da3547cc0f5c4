"""What stands on the papers of money, gathered from the book's facts; drawing each is the paper's own module.

Tiers, notes, what goods cost and who vouches for whom are never handed on: what a paper is not given it cannot print.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from shopbook.customers.model import Customer
from shopbook.documents.due_slip import DueSlipPaper
from shopbook.documents.memo import MemoLine, MemoPaper
from shopbook.documents.papers import shop_head
from shopbook.documents.pieces import Person
from shopbook.documents.plan_card import InstalmentLine, PlanPaper
from shopbook.documents.receipt import ReceiptPaper
from shopbook.documents.return_slip import ReturnedThing, ReturnPaper
from shopbook.documents.statement import AccountLine, StatementPaper
from shopbook.dues.model import Account, Slip, StatementLine
from shopbook.dues.plan_model import Plan
from shopbook.dues.words import method_name
from shopbook.errors import DocumentProblem, Message
from shopbook.localisation.language import _, pgettext
from shopbook.localisation.numbers import money, number, to_script
from shopbook.sales.model import ONE, Sale
from shopbook.sales.return_model import Return
from shopbook.settings.model import Shop
from shopbook.warranties.model import Card


def person_of(customer: Customer | None) -> Person:
    """Who a paper is for; nobody when it was sold without a name."""
    if customer is None:
        return Person()
    draft = customer.draft
    address = draft.address or draft.area
    # House 12, Road 8 stays as it was written: Bengali figures among English words are a stumbling block.
    spoken = any("\u0980" <= letter <= "\u09ff" for letter in address)
    return Person(draft.name, customer.phone, to_script(address) if spoken else address)


def quantity_text(milli: int, unit: str = "") -> str:
    """A quantity of thousandths as people write it: ২, ১.৫ কেজি."""
    whole, rest = divmod(milli, ONE)
    figure = number(whole) if not rest else number((Decimal(milli) / ONE).normalize())
    return f"{figure} {unit}".strip()


def memo_paper(shop: Shop, sale: Sale, customer: Customer | None, cards: Sequence[Card] = ()) -> MemoPaper:
    """A memo as it is printed; `cards` are its warranty cards, each told under the memo's lines."""
    lines = tuple(
        MemoLine(
            line.title,
            quantity_text(line.quantity_milli, line.unit),
            line.unit_price_paisa,
            line.amount_paisa,
            tuple(_("Serial no. {serial}").format(serial=each.serial) for each in line.serials),
        )
        for line in sale.lines
    )
    return MemoPaper(
        shop=shop_head(shop),
        memo_no=sale.memo_no,
        sold_on=sale.sold_on,
        customer=person_of(customer),
        lines=lines,
        subtotal_paisa=sale.subtotal_paisa,
        discount_paisa=sale.discount_paisa,
        total_paisa=sale.total_paisa,
        paid_paisa=sale.paid_paisa,
        method=sale.paid_method,
        reference=sale.paid_reference,
        promised_on=sale.promised_on,
        delivery=_delivery(sale),
        warranty_note=_warranty(cards),
        footer=shop.memo_footer,
        voided=sale.is_voided,
    )


def _delivery(sale: Sale) -> str:
    """Where the goods are to go, while they are not there yet."""
    from shopbook.localisation.dates import date_long

    if sale.delivery not in ("needed", "out"):
        return ""
    day = date_long(sale.deliver_on) if sale.deliver_on else ""
    where = ", ".join(part for part in (to_script(sale.delivery_address), day) if part)
    words = _("To be delivered: {where}").format(where=where) if where else _("To be delivered.")
    if not sale.cash_on_delivery or not sale.due_paisa:
        return words
    at_door = _("To be paid at the door: {amount}").format(amount=money(sale.due_paisa))
    return f"{words} · {at_door}"


def _warranty(cards: Sequence[Card]) -> str:
    """The numbers of the cards, so that the memo leads to them."""
    numbers = ", ".join(to_script(card.card_no) for card in cards)
    if not numbers:
        return ""
    return _("Warranty card: {numbers}. The warranty holds as written on the card.").format(numbers=numbers)


def receipt_paper(shop: Shop, slip: Slip, customer: Customer | None) -> ReceiptPaper:
    """The receipt of a payment. DocumentProblem when no money came in with this entry."""
    if slip.paid_paisa <= 0:
        raise DocumentProblem(
            Message("No money was taken here, so there is no receipt."),
            Message("Print the due slip of this entry instead."),
        )
    memo = _("Memo {memo_no}").format(memo_no=to_script(slip.memo_no)) if slip.memo_no else ""
    job = _("Service {job_no}").format(job_no=to_script(slip.job_no)) if slip.job_no else ""
    return ReceiptPaper(
        shop=shop_head(shop),
        receipt_no=slip.receipt_no,
        on=slip.on,
        customer=person_of(customer),
        amount_paisa=slip.paid_paisa,
        method=slip.method,
        reference=slip.reference,
        papers=tuple(paper for paper in (memo, job) if paper) or (_("old due"),),
        before_paisa=slip.old_paisa + slip.bought_paisa - slip.returned_paisa,
        discount_paisa=slip.discount_paisa,
        after_paisa=slip.new_paisa,
        footer=shop.memo_footer,
    )


def due_slip_paper(
    shop: Shop, slip: Slip, customer: Customer | None, promised_on: dt.date | None = None
) -> DueSlipPaper:
    """The slip of an entry or a memo; `promised_on` is when they said the rest would come."""
    memo = _("Memo {memo_no}").format(memo_no=to_script(slip.memo_no)) if slip.memo_no else ""
    job = _("Service {job_no}").format(job_no=to_script(slip.job_no)) if slip.job_no else ""
    receipt = (
        _("Receipt {receipt_no}").format(receipt_no=to_script(slip.receipt_no)) if slip.receipt_no else ""
    )
    return DueSlipPaper(
        shop=shop_head(shop),
        on=slip.on,
        customer=person_of(customer),
        old_paisa=slip.old_paisa,
        bought_paisa=slip.bought_paisa,
        discount_paisa=slip.discount_paisa,
        returned_paisa=slip.returned_paisa,
        paid_paisa=slip.paid_paisa,
        new_paisa=slip.new_paisa,
        paper=(memo or job) if slip.bought_paisa else (receipt or memo or job),
        bought_for=memo or job,
        method=slip.method,
        reference=slip.reference,
        promised_on=promised_on,
        footer=shop.memo_footer,
    )


def statement_paper(
    shop: Shop, account: Account, customer: Customer | None, made_on: dt.date
) -> StatementPaper:
    """An account as the customer gets it."""
    lines = tuple(AccountLine(line.on, entry_words(line), line.amount_paisa) for line in account.lines)
    return StatementPaper(
        shop=shop_head(shop),
        customer=person_of(customer),
        made_on=made_on,
        first=account.first,
        last=account.last,
        opening_paisa=account.opening_paisa,
        lines=lines,
        closing_paisa=account.closing_paisa,
    )


def entry_words(line: StatementLine) -> str:
    """What a line of an account was, for the customer to read: the kind, its paper, how it was paid."""
    kind = _kind_words(line.undoes or line.kind)
    if line.undoes:
        kind = _("Taken back: {what}").format(what=kind)
    memo = _("Memo {memo_no}").format(memo_no=to_script(line.memo_no)) if line.memo_no else ""
    job = _("Service {job_no}").format(job_no=to_script(line.job_no)) if line.job_no else ""
    receipt = (
        _("Receipt {receipt_no}").format(receipt_no=to_script(line.receipt_no)) if line.receipt_no else ""
    )
    method = method_name(line.method) if line.kind in ("payment", "advance", "refund") else ""
    return " · ".join(p for p in (kind, memo, job, method, to_script(line.reference), receipt) if p)


def _kind_words(kind: str) -> str:
    return {
        "opening": _("Old due from before"),
        "sale": pgettext("statement", "Bought"),
        "service": pgettext("statement", "Repair"),
        "payment": pgettext("money", "Paid"),
        "advance": _("Paid in advance"),
        "return": _("Goods returned"),
        "refund": _("Handed back"),
        "discount": _("Discount"),
        "cashback": _("Cashback"),
        "adjust": _("Account corrected"),
        "writeoff": _("Due written off"),
        "reversal": _("Taken back"),
    }.get(kind, kind)


def plan_paper(shop: Shop, plan: Plan, customer: Customer | None) -> PlanPaper:
    """The card of a plan; its guarantors and its note stay in the book."""
    person = person_of(customer)
    return PlanPaper(
        shop=shop_head(shop),
        plan_no=plan.plan_no,
        made_on=plan.made_on,
        memo_no=plan.memo_no,
        customer=person if person.name else Person(plan.customer_name, plan.phone),
        total_paisa=plan.total_paisa,
        down_paisa=plan.down_paisa,
        financed_paisa=plan.financed_paisa,
        left_paisa=plan.left_paisa,
        every=plan.every,
        lines=tuple(
            InstalmentLine(each.due_on, each.amount_paisa, each.paid_paisa, each.settled_on)
            for each in plan.instalments
        ),
        ended=plan.ended_on is not None,
    )


def return_paper(shop: Shop, back: Return, customer: Customer | None) -> ReturnPaper:
    """The slip of goods taken back."""
    return ReturnPaper(
        shop=shop_head(shop),
        return_no=back.return_no,
        on=back.on,
        memo_no=back.memo_no,
        sold_on=back.sold_on,
        customer=person_of(customer),
        reason=to_script(back.reason),
        things=tuple(
            ReturnedThing(
                line.title, quantity_text(line.quantity_milli, line.unit), line.amount_paisa, line.serial
            )
            for line in back.lines
        ),
        total_paisa=back.total_paisa,
        refund_paisa=back.refund_paisa,
        refund_method=back.refund_method,
        refund_reference=back.refund_reference,
        exchange_memo_no=back.exchange_memo_no,
        exchanged_paisa=back.exchanged_paisa,
        lessened_paisa=back.lessened_paisa,
        footer=shop.memo_footer,
        voided=back.is_voided,
    )
