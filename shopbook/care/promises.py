"""The only writes about the shop's promises and verbal orders. Promises to pay are written by `dues`."""

from __future__ import annotations

import datetime as dt

from shopbook.care.people import past_problems, text_problems
from shopbook.care.promise_model import (
    LONGEST_WHAT,
    BuyPromise,
    ShopPromise,
)
from shopbook.care.promise_model import BuyPromiseDraft as BuyPromiseDraft
from shopbook.care.promise_model import ShopPromiseDraft as ShopPromiseDraft
from shopbook.care.promise_queries import PromiseQueries
from shopbook.customers.living import require_customer
from shopbook.errors import Invalid, Message, NotFound, Refused
from shopbook.permissions import needs
from shopbook.search.fold import clean
from shopbook.storage.store import Operation, Reader, Store


class Promises(PromiseQueries):
    """What the shop promised and what customers promised to buy: questions and writes."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._store = store

    # ---- the shop's own word

    @needs("talk")
    def promise(self, draft: ShopPromiseDraft, by: object | None = None, *, on: dt.date | None = None) -> int:
        """Write down what the shop promised, and by when; returns its id. Raises Invalid, NotFound.

        `on`: the earlier day on which it was said, when it is written down later.
        """
        on = on or self._clock.today()
        problems = draft.problems(on)
        if problems or draft.due_on is None:
            raise Invalid(problems)
        values: dict[str, object] = {
            "customer_id": draft.customer_id,
            "what": clean(draft.what),
            "made_on": on.isoformat(),
            "due_on": draft.due_on.isoformat(),
            "complaint_id": draft.complaint_id,
            "staff_id": draft.staff_id,
            "interaction_id": draft.interaction_id,
        }
        with self._store.operation(by) as op:
            if draft.customer_id is not None:
                require_customer(op, draft.customer_id)
            promise_id = op.insert("shop_promise", values)
            _touch_shop(op, promise_id, draft.customer_id)
        return promise_id

    @needs("talk")
    def keep(self, promise_id: int, note: str = "", by: object | None = None) -> None:
        """The shop did what it promised. Raises Invalid, NotFound, Refused."""
        _check_text("note", note, None)
        self._close_shop(promise_id, {"status": "kept", "close_note": clean(note) or None}, by)

    @needs("talk")
    def cancel(self, promise_id: int, reason: str, by: object | None = None) -> None:
        """It will not be done, and the customer knows. Raises Invalid without a reason, NotFound, Refused."""
        _check_text("reason", reason, Message("Write why."))
        self._close_shop(promise_id, {"status": "cancelled", "close_note": clean(reason)}, by)

    @needs("talk")
    def postpone(self, promise_id: int, due_on: dt.date, by: object | None = None) -> None:
        """Another day was agreed. Raises Invalid, NotFound, Refused."""
        _check_day("due_on", due_on, self._clock.today())
        promise = self._open_shop(promise_id)
        with self._store.operation(by) as op:
            op.update("shop_promise", promise_id, {"due_on": due_on.isoformat()})
            _touch_shop(op, promise_id, promise.customer_id)

    def _open_shop(self, promise_id: int) -> ShopPromise:
        promise = self.shop_promise(promise_id)
        if promise.status != "open":
            raise Refused(Message("This promise is closed already."))
        return promise

    def _close_shop(self, promise_id: int, values: dict[str, object], by: object | None) -> None:
        promise = self._open_shop(promise_id)
        with self._store.operation(by) as op:
            op.update("shop_promise", promise_id, {**values, "closed_on": self._clock.today().isoformat()})
            _touch_shop(op, promise_id, promise.customer_id)

    # ---- verbal orders

    @needs("talk")
    def will_buy(self, draft: BuyPromiseDraft, by: object | None = None, *, on: dt.date | None = None) -> int:
        """Write a verbal order down; returns its id. Raises Invalid, NotFound.

        `on`: the earlier day on which it was said, when it is written down later.
        """
        on = on or self._clock.today()
        problems = draft.problems(on)
        if problems or draft.customer_id is None or draft.expected_on is None:
            raise Invalid(problems)
        values: dict[str, object] = {
            "customer_id": draft.customer_id,
            "what": clean(draft.what),
            "product_id": draft.product_id,
            "amount_paisa": draft.amount_paisa,
            "made_on": on.isoformat(),
            "expected_on": draft.expected_on.isoformat(),
            "interaction_id": draft.interaction_id,
            "staff_id": draft.staff_id,
        }
        with self._store.operation(by) as op:
            require_customer(op, draft.customer_id)
            promise_id = op.insert("buy_promise", values)
            _touch_buy(op, promise_id, draft.customer_id)
        return promise_id

    @needs("talk")
    def won(self, promise_id: int, sale_id: int | None = None, by: object | None = None) -> None:
        """They bought it, with this memo when one is known. Raises NotFound, Refused."""
        promise = self._open_buy(promise_id)
        with self._store.operation(by) as op:
            if sale_id is not None:
                _require_sale_of(op, sale_id, promise.customer_id)
            win(op, promise_id, sale_id, self._clock.today())

    @needs("talk")
    def lost(self, promise_id: int, reason: str, by: object | None = None) -> None:
        """They will not buy it. Raises Invalid without a reason, NotFound, Refused."""
        _check_text("reason", reason, Message("Write why."))
        promise = self._open_buy(promise_id)
        values: dict[str, object] = {"status": "lost", "lost_reason": clean(reason)}
        with self._store.operation(by) as op:
            op.update("buy_promise", promise_id, {**values, "closed_on": self._clock.today().isoformat()})
            _touch_buy(op, promise_id, promise.customer_id)

    @needs("talk")
    def expect(self, promise_id: int, expected_on: dt.date, by: object | None = None) -> None:
        """They will come on another day. Raises Invalid, NotFound, Refused."""
        _check_day("expected_on", expected_on, self._clock.today())
        promise = self._open_buy(promise_id)
        with self._store.operation(by) as op:
            op.update("buy_promise", promise_id, {"expected_on": expected_on.isoformat()})
            _touch_buy(op, promise_id, promise.customer_id)

    def _open_buy(self, promise_id: int) -> BuyPromise:
        promise = self.buy_promise(promise_id)
        if promise.status != "open":
            raise Refused(Message("This promise is closed already."))
        return promise


def win(op: Operation, promise_id: int, sale_id: int | None, today: dt.date) -> None:
    """Mark a verbal order as bought inside an open operation (the sale itself is saved in it)."""
    values: dict[str, object] = {"status": "won", "sale_id": sale_id, "closed_on": today.isoformat()}
    op.update("buy_promise", promise_id, values)
    _touch_buy(op, promise_id, op.value("SELECT customer_id FROM buy_promise WHERE id = ?", (promise_id,)))


def await_again(op: Operation, sale_id: int) -> None:
    """The memo is taken back: the verbal orders it fulfilled are open again."""
    for row in op.rows(
        "SELECT id, customer_id FROM buy_promise WHERE sale_id = ? AND status = 'won'", (sale_id,)
    ):
        op.update("buy_promise", row["id"], {"status": "open", "sale_id": None, "closed_on": None})
        _touch_buy(op, row["id"], row["customer_id"])


def is_open_for(reader: Reader, promise_id: int, customer_id: int | None) -> bool:
    """True when this is an open verbal order of this customer."""
    found = reader.value(
        "SELECT 1 FROM buy_promise WHERE id = ? AND customer_id = ? AND status = 'open' AND deleted_at IS NULL",
        (promise_id, customer_id),
    )
    return found is not None


def _require_sale_of(reader: Reader, sale_id: int, customer_id: int) -> None:
    sold = reader.value(
        "SELECT 1 FROM sale WHERE id = ? AND customer_id = ? AND voided_on IS NULL AND deleted_at IS NULL",
        (sale_id, customer_id),
    )
    if sold is None:
        raise NotFound(Message("This memo is not one of the customer's."))


def _check_text(field: str, text: str, missing: Message | None) -> None:
    problems: dict[str, Message] = {}
    text_problems(problems, field, text, LONGEST_WHAT, missing)
    if problems:
        raise Invalid(problems)


def _check_day(field: str, day: dt.date, today: dt.date) -> None:
    problems: dict[str, Message] = {}
    past_problems(problems, field, day, today)
    if problems:
        raise Invalid(problems)


def _touch_shop(op: Operation, promise_id: int, customer_id: int | None) -> None:
    op.touch("shop_promise", promise_id)
    if customer_id is not None:
        op.touch("customer", customer_id)


def _touch_buy(op: Operation, promise_id: int, customer_id: int) -> None:
    op.touch("buy_promise", promise_id)
    op.touch("customer", customer_id)
