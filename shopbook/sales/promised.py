"""Whether a memo looks like what its customer said they would buy. That it does is only offered; people decide."""

from __future__ import annotations

from collections.abc import Iterable

from shopbook.care.demand_model import wish_key
from shopbook.care.promise_model import BuyPromise
from shopbook.products.model import title
from shopbook.sales.model import SaleDraft

# "About thirty thousand" ends as 28,500 after the bargain, or 31,000 with the stand.
_NEAR = 0.10


def fulfilled(promises: Iterable[BuyPromise], draft: SaleDraft) -> BuyPromise | None:
    """The first verbal order whose goods or amount fit this memo: by the product, by a word of its name, by money."""
    if not draft.lines:
        return None
    waiting = list(promises)
    by_goods = (promise for promise in waiting if _same_goods(promise, draft))
    by_money = (promise for promise in waiting if _near(promise, draft.total_paisa))
    return next(by_goods, None) or next(by_money, None)


def _same_goods(promise: BuyPromise, draft: SaleDraft) -> bool:
    if promise.product_id is not None and promise.product_id in {line.product_id for line in draft.lines}:
        return True
    said = _names(promise.what)
    return any(said & _names(title(line.name, line.brand, line.model)) for line in draft.lines)


def _names(text: str) -> set[str]:
    """The words of goods in any spelling; numbers say a size and fit too much."""
    return {word for word in wish_key(text).split() if not any(letter.isdigit() for letter in word)}


def _near(promise: BuyPromise, total_paisa: int) -> bool:
    said = promise.amount_paisa
    return said is not None and abs(total_paisa - said) <= said * _NEAR
