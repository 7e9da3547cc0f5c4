"""The only writes to the ledger and to promises. No ledger row is ever changed: a mistake gets a reversing row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from shopbook.customers.living import require_customer
from shopbook.dues.ageing import age
from shopbook.dues.entries import unsettled_of
from shopbook.dues.guards import paper_of, require_discount_fits, require_own_entry
from shopbook.dues.kept import last_paid, last_seen
from shopbook.dues.model import (
    RECEIVED,
    SIGNED,
    AdjustmentDraft,
    Ageing,
    Cleared,
    Entry,
    Payment,
    PaymentDraft,
    Posting,
    RefundDraft,
)
from shopbook.dues.plan_figures import keep_plans
from shopbook.dues.promise_model import PromiseState, settle
from shopbook.dues.queries import DueQueries, fold_reference
from shopbook.errors import Invalid, Message, NotFound, Refused
from shopbook.money import MAX_PAISA
from shopbook.permissions import needs
from shopbook.search.fold import clean
from shopbook.search.index import SearchIndex
from shopbook.storage.store import Operation, Reader, Store


class Dues(DueQueries):
    """Dues of one book: questions and writes."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._store = store
        self._index = SearchIndex()

    @needs("payment")
    def take_payment(self, draft: PaymentDraft, by: object | None = None) -> Payment:
        """Take money, clearing its own paper, then the oldest first; more than is owed becomes an advance.

        What is let off together with it is posted beside it. Raises Invalid, NotFound, Refused (an ended plan).
        """
        problems = draft.problems(self._clock.today())
        if problems:
            raise Invalid(problems)
        with self._store.operation(by) as op:
            require_customer(op, draft.customer_id)
            sale_id = paper_of(op, draft)
            before = age(unsettled_of(op, draft.customer_id))
            require_discount_fits(draft, before)
            receipt_no = op.number("receipt")
            posting = Posting(
                kind="payment" if before.balance_paisa > 0 else "advance",
                amount_paisa=-draft.amount_paisa,
                on=draft.on,
                method=draft.method,
                reference=fold_reference(draft.reference) or None,
                receipt_no=receipt_no,
                sale_id=sale_id,
                note=clean(draft.note) or None,
                job_id=draft.job_id,
                halkhata_id=draft.halkhata_id,
            )
            postings = [posting]
            if draft.discount_paisa:
                postings.append(replace(_plain(posting), kind="discount", amount_paisa=-draft.discount_paisa))
            entry_id = self.post(op, draft.customer_id, postings)[0]
            after = age(unsettled_of(op, draft.customer_id))
            return Payment(
                id=entry_id,
                receipt_no=receipt_no,
                customer_id=draft.customer_id,
                on=draft.on,
                amount_paisa=draft.amount_paisa,
                method=draft.method,
                reference=posting.reference or "",
                note=posting.note or "",
                before_paisa=before.balance_paisa,
                after_paisa=after.balance_paisa,
                cleared=_cleared(op, before, after),
                discount_paisa=draft.discount_paisa,
            )

    @needs("reverse")
    def refund(self, draft: RefundDraft, by: object | None = None) -> int:
        """Hand money of theirs back, at most their advance; returns the entry. Raises Invalid, NotFound."""
        problems = draft.problems(self._clock.today())
        with self._store.operation(by) as op:
            require_customer(op, draft.customer_id)
            credit = max(0, -self.balance(draft.customer_id))
            if "amount" not in problems and draft.amount_paisa > credit:
                problems["amount"] = Message("Only {credit_paisa} of theirs is with us.", credit_paisa=credit)
            if problems:
                raise Invalid(problems)
            posting = Posting(
                kind="refund",
                amount_paisa=draft.amount_paisa,
                on=draft.on,
                method=draft.method,
                reference=fold_reference(draft.reference) or None,
                note=clean(draft.note) or None,
            )
            return self.post(op, draft.customer_id, [posting])[0]

    @needs("adjust")
    def adjust(self, draft: AdjustmentDraft, by: object | None = None) -> int:
        """Make a due smaller or larger by the shop's own word; returns the entry.

        Raises Invalid (also for letting off more than is owed), NotFound, NotAllowed (only the owner writes off).
        """
        if draft.kind == "writeoff":
            self._store.require("write_off")
        problems = draft.problems(self._clock.today())
        amount = draft.amount_paisa if draft.kind in SIGNED else -draft.amount_paisa
        posting = Posting(kind=draft.kind, amount_paisa=amount, on=draft.on, note=clean(draft.note) or None)
        with self._store.operation(by) as op:
            require_customer(op, draft.customer_id)
            owed = max(0, self.balance(draft.customer_id))
            if draft.kind in ("discount", "writeoff") and draft.amount_paisa > owed:
                problems.setdefault("amount", Message("Only {owed_paisa} is owed.", owed_paisa=owed))
            if problems:
                raise Invalid(problems)
            return self.post(op, draft.customer_id, [posting])[0]

    @needs("reverse")
    def reverse(self, entry_id: int, reason: str, by: object | None = None) -> int:
        """Undo an entry by its counter-entry of today, a payment together with its discount; returns the new entry.

        Raises Invalid, NotFound, Refused (also for what is taken back with its memo, return or repair).
        """
        with self._store.operation(by) as op:
            row = op.row("SELECT customer_id, kind, sale_id FROM ledger WHERE id = ?", (entry_id,))
            if row is None:
                raise NotFound(Message("This entry is not in the book."))
            require_own_entry(row)
            ids = [entry_id]
            if row["kind"] in RECEIVED:
                ids += op.ids(
                    "SELECT id FROM ledger l WHERE together_id = ? AND kind = 'discount' "
                    "AND NOT EXISTS (SELECT 1 FROM ledger r WHERE r.reverses_id = l.id) ORDER BY id",
                    (entry_id,),
                )
            return self.post_reversals(op, row["customer_id"], ids, reason)[0]

    def post(self, op: Operation, customer_id: int, postings: Sequence[Posting]) -> list[int]:
        """Write ledger rows of one customer inside an open operation and bring the kept figures up to date.

        The rows' amounts are signed (+ they owe more). All but the first say that they were written together with it,
        unless they take something back. Returns their ids.
        """
        ids: list[int] = []
        for posting in postings:
            beside = ids[0] if ids and posting.reverses_id is None else None
            ids.append(self._insert(op, customer_id, posting, beside))
        self.refresh(op, customer_id)
        op.touch("ledger", *ids)
        return ids

    def post_reversals(
        self, op: Operation, customer_id: int, entry_ids: Sequence[int], reason: str
    ) -> list[int]:
        """Write the counter-entries of some of a customer's entries inside an open operation.

        Invalid without a reason; Refused for what is reversed already or is itself a reversal.
        """
        if not clean(reason):
            raise Invalid({"reason": Message("Write why.")})
        postings = []
        for entry_id in entry_ids:
            row = op.row(
                "SELECT l.*, EXISTS (SELECT 1 FROM ledger r WHERE r.reverses_id = l.id) AS reversed "
                "FROM ledger l WHERE l.id = ? AND l.customer_id = ?",
                (entry_id, customer_id),
            )
            if row is None:
                raise NotFound(Message("This entry is not in the book."))
            if row["reversed"]:
                raise Refused(Message("This entry was already taken back."))
            if row["reverses_id"] is not None:
                raise Refused(Message("A correction cannot be taken back. Enter the amount again instead."))
            postings.append(
                Posting(
                    kind="reversal",
                    amount_paisa=-row["amount_paisa"],
                    on=self._clock.today(),
                    method=row["method"],
                    sale_id=row["sale_id"],
                    reverses_id=entry_id,
                    note=clean(reason),
                    job_id=row["job_id"],
                    halkhata_id=row["halkhata_id"],
                )
            )
        return self.post(op, customer_id, postings)

    @needs("talk")
    def promise(
        self,
        customer_id: int,
        amount_paisa: int,
        due_on: dt.date,
        sale_id: int | None = None,
        by: object | None = None,
    ) -> int:
        """Write down when the customer will pay how much; returns the promise. Raises Invalid, NotFound."""
        problems: dict[str, Message] = {}
        if not 0 < amount_paisa <= MAX_PAISA:
            problems["amount"] = Message("How much was promised?")
        elif self._balance(customer_id) <= 0:  # whoever hears a promise need not be told how much is owed
            problems["amount"] = Message("Nothing is due from this customer.")
        if due_on < self._clock.today():
            problems["due_on"] = Message("The promised day is already past.")
        if problems:
            raise Invalid(problems)
        with self._store.operation(by) as op:
            require_customer(op, customer_id)
            return self.write_promise(op, customer_id, amount_paisa, due_on, sale_id)

    def write_promise(
        self,
        op: Operation,
        customer_id: int,
        amount_paisa: int,
        due_on: dt.date,
        sale_id: int | None = None,
        made_on: dt.date | None = None,
    ) -> int:
        """Write a promise inside an open operation; `made_on`: the earlier day it was given, when written down later.

        One about everything owed replaces all open ones; one about a single memo replaces only that memo's: a new
        date for today's fridge says nothing about last month's fan.
        """
        self.end_promises(op, customer_id, sale_id)
        promise_id = op.insert(
            "pay_promise",
            {
                "customer_id": customer_id,
                "sale_id": sale_id,
                "made_on": (made_on or self._clock.today()).isoformat(),
                "due_on": due_on.isoformat(),
                "amount_paisa": amount_paisa,
            },
        )
        op.touch("promise", promise_id)
        op.touch("customer", customer_id)
        return promise_id

    def end_promises(self, op: Operation, customer_id: int, sale_id: int | None = None) -> None:
        """Let a customer's open promises stand no longer, inside an operation: those of one memo, or all (None)."""
        rows = op.ids(
            "SELECT id FROM pay_promise WHERE customer_id = ? AND closed_on IS NULL AND deleted_at IS NULL "
            "AND (?2 IS NULL OR sale_id = ?2)",
            (customer_id, sale_id),
        )
        for promise_id in rows:
            closed = {"status": "replaced", "closed_on": self._clock.today().isoformat()}
            op.update("pay_promise", promise_id, closed)
            op.touch("promise", promise_id)

    def refresh(self, op: Operation, customer_id: int) -> None:
        """Bring a customer's kept figures, promises and plans in step with the facts, inside an open operation."""
        entries = unsettled_of(op, customer_id)
        unpaid_on = age(entries).oldest_unpaid_on
        # The balance itself is kept by a trigger of the ledger, whoever writes there.
        op.execute(
            "UPDATE customer SET oldest_unpaid_on = ?1, last_payment_on = ?2, last_seen_on = ?3 WHERE id = ?4 "
            "AND (oldest_unpaid_on, last_payment_on, last_seen_on) IS NOT (?1, ?2, ?3)",
            (
                unpaid_on.isoformat() if unpaid_on else None,
                last_paid(op, customer_id),
                last_seen(op, customer_id, customer_id).get(customer_id),
                customer_id,
            ),
        )
        self._settle_promises(op, customer_id, entries)
        keep_plans(op, customer_id, entries, self._clock.today())
        op.touch("customer", customer_id)

    def _settle_promises(self, op: Operation, customer_id: int, entries: Sequence[Entry]) -> None:
        rows = {
            row["id"]: row
            for row in op.rows(
                "SELECT * FROM pay_promise WHERE customer_id = ? AND status <> 'replaced' AND deleted_at IS NULL",
                (customer_id,),
            )
        }
        if not rows:
            return
        states = [
            PromiseState(row["id"], dt.date.fromisoformat(row["due_on"]), row["amount_paisa"], row["sale_id"])
            for row in rows.values()
        ]
        nothing_owed = sum(entry.amount_paisa for entry in entries) <= 0
        for settled in settle(states, entries):
            row = rows[settled.promise_id]
            status = settled.status
            closed_on = settled.closed_on.isoformat() if settled.closed_on else None
            if closed_on is None and nothing_owed:
                # The debt went away without money (a void, a correction): there is nothing to keep.
                status, closed_on = "replaced", self._clock.today().isoformat()
            now = {"paid_paisa": settled.paid_paisa, "status": status, "closed_on": closed_on}
            if any(row[column] != value for column, value in now.items()):
                op.update("pay_promise", settled.promise_id, now)
                op.touch("promise", settled.promise_id)

    def _insert(self, op: Operation, customer_id: int, posting: Posting, together_id: int | None) -> int:
        entry_id = op.insert(
            "ledger",
            {
                "customer_id": customer_id,
                "entry_on": posting.on.isoformat(),
                "kind": posting.kind,
                "amount_paisa": posting.amount_paisa,
                "method": posting.method,
                "reference": posting.reference,
                "receipt_no": posting.receipt_no,
                "sale_id": posting.sale_id,
                "reverses_id": posting.reverses_id,
                "batch_id": posting.batch_id,
                "staff_id": self._store.actor,
                "note": posting.note,
                "job_id": posting.job_id,
                "halkhata_id": posting.halkhata_id,
                "together_id": together_id,
            },
        )
        if posting.receipt_no:
            self._index.put_code(op, "receipt", entry_id, customer_id, posting.receipt_no)
        return entry_id


def _plain(posting: Posting) -> Posting:
    """The same row without what only money has."""
    return replace(posting, method=None, reference=None, receipt_no=None)


def _cleared(reader: Reader, before: Ageing, after: Ageing) -> tuple[Cleared, ...]:
    left = {item.entry_id: item.open_paisa for item in after.open_items}
    found = []
    for item in before.open_items:
        still = left.get(item.entry_id, 0)
        if still < item.open_paisa:
            memo_no = reader.value(
                "SELECT memo_no FROM sale WHERE id = ?1 UNION ALL SELECT job_no FROM job WHERE id = ?2",
                (item.sale_id, item.job_id),
                "",
            )
            found.append(Cleared(item.entry_id, item.on, memo_no, item.open_paisa - still, still))
    return tuple(found)
