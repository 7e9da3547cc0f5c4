"""Questions about one customer's account: its lines between two days, and slips. What stands of a memo: `sales`."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from shopbook.dues.ageing import age
from shopbook.dues.entries import entries_of
from shopbook.dues.model import Account, Ageing, Entry, Slip, StatementLine
from shopbook.errors import Message, NotFound
from shopbook.permissions import shows
from shopbook.storage.connection import Row
from shopbook.storage.store import Reader

# In the order of StatementLine's fields, without the running balance: of 5,000 lines each look-up by name is 1 ms.
_LINES = (
    "SELECT l.id, l.entry_on, l.kind, l.amount_paisa, coalesce(s.memo_no, '') AS memo_no, l.sale_id, "
    "coalesce(l.receipt_no, '') AS receipt_no, coalesce(l.method, '') AS method, "
    "coalesce(l.reference, '') AS reference, "
    "coalesce(l.note, '') AS note, l.reverses_id, "
    "EXISTS (SELECT 1 FROM ledger r WHERE r.reverses_id = l.id) AS reversed, l.staff_id, l.job_id, "
    "coalesce(j.job_no, '') AS job_no, coalesce(u.kind, '') AS undoes, l.together_id, l.halkhata_id, l.customer_id "
    "FROM ledger l LEFT JOIN sale s ON s.id = l.sale_id LEFT JOIN job j ON j.id = l.job_id "
    "LEFT JOIN ledger u ON u.id = l.reverses_id"
)
_MONEY = ("payment", "advance", "refund")
_LET_OFF = ("discount", "cashback", "writeoff")


class AccountQueries:
    """Accounts of one book, read only; a part of `DueQueries`."""

    _reader: Reader

    @shows("see_dues")
    def entries(self, customer_id: int) -> list[Entry]:
        """A customer's ledger, oldest first."""
        return entries_of(self._reader, customer_id)

    @shows("see_dues")
    def ageing(self, customer_id: int) -> Ageing:
        """What is open since when, from the ledger itself."""
        return age(self.entries(customer_id))

    @shows("see_dues")
    def statement(self, customer_id: int) -> list[StatementLine]:
        """A customer's whole account, oldest first, with the balance after each line."""
        return list(self.account(customer_id).lines)

    @shows("see_dues")
    def account(self, customer_id: int, first: dt.date | None = None, last: dt.date | None = None) -> Account:
        """A customer's account from one day to another (None: without that end), with what was owed before it."""
        since, until = (day.isoformat() if day else None for day in (first, last))
        opening = 0
        if since is not None:
            opening = self._reader.value(
                "SELECT coalesce(sum(amount_paisa), 0) FROM ledger WHERE customer_id = ? AND entry_on < ?",
                (customer_id, since),
            )
        rows = self._reader.rows(
            f"{_LINES} WHERE l.customer_id = ?1 AND l.entry_on >= coalesce(?2, '') "
            "AND l.entry_on <= coalesce(?3, '9999-12-31') ORDER BY l.entry_on, l.id",
            (customer_id, since, until),
        )
        lines = _with_balance(rows, opening)
        parts = _parts(lines)
        return Account(
            customer_id=customer_id,
            first=first,
            last=last,
            opening_paisa=opening,
            lines=lines,
            closing_paisa=lines[-1].balance_paisa if lines else opening,
            charged_paisa=parts["charged"],
            paid_paisa=-parts["paid"],
            lessened_paisa=-parts["returned"] - parts["lessened"],
        )

    @shows("see_dues")
    def entry(self, entry_id: int) -> StatementLine:
        """One ledger line (without a running balance); NotFound when there is none."""
        row = self._reader.row(f"{_LINES} WHERE l.id = ?", (entry_id,))
        if row is None:
            raise NotFound(Message("This entry is not in the book."))
        return _with_balance([row], -row["amount_paisa"])[0]

    @shows("see_dues")
    def slip(self, entry_id: int) -> Slip:
        """The slip of an entry and what was written together with it, as it was handed out. NotFound."""
        row = self._reader.row(
            "SELECT coalesce(together_id, id) AS root FROM ledger WHERE id = ?", (entry_id,)
        )
        if row is None:
            raise NotFound(Message("This entry is not in the book."))
        rows = self._reader.rows(
            f"{_LINES} WHERE l.id = ?1 OR l.together_id = ?1 ORDER BY l.id", (row["root"],)
        )
        if len(rows) == 1 and rows[0]["kind"] == "sale":
            rows += self._laid_down_with(rows[0])
        return self._slip(rows)

    @shows("see_dues")
    def slip_of_sale(self, sale_id: int) -> Slip:
        """The slip of a memo: what was owed before, the memo, what was laid down with it. NotFound."""
        first = self._reader.value("SELECT min(id) FROM ledger WHERE sale_id = ?", (sale_id,))
        if first is None:
            raise NotFound(Message("This memo is not in the dues book."))
        return self.slip(first)

    def _laid_down_with(self, sale: Row) -> list[Row]:
        """The payment of a memo of an earlier version, which did not yet say what it was written together with."""
        return self._reader.rows(
            f"{_LINES} WHERE l.sale_id = ?1 AND l.id > ?2 AND l.kind = 'payment' AND l.together_id IS NULL "
            "AND -l.amount_paisa = s.paid_paisa ORDER BY l.id LIMIT 1",
            (sale["sale_id"], sale["id"]),
        )

    def _slip(self, rows: list[Row]) -> Slip:
        customer_id, lines = rows[0]["customer_id"], _with_balance(rows, 0)
        first = lines[0]
        money = next((line for line in lines if line.receipt_no), first)
        old = self._reader.value(
            "SELECT coalesce(sum(amount_paisa), 0) FROM ledger WHERE customer_id = ? AND id < ?",
            (customer_id, first.id),
        )
        parts = _parts(lines)
        return Slip(
            customer_id=customer_id,
            on=first.on,
            old_paisa=old,
            bought_paisa=parts["charged"],
            discount_paisa=-parts["lessened"],
            returned_paisa=-parts["returned"],
            paid_paisa=-parts["paid"],
            new_paisa=old + parts.total(),
            receipt_no=money.receipt_no,
            memo_no=first.memo_no,
            method=money.method,
            reference=money.reference,
            entry_id=first.id,
            sale_id=first.sale_id,
            job_id=first.job_id,
            job_no=first.job_no,
        )


def _parts(lines: Iterable[StatementLine]) -> Counter[str]:
    """Signed sums of lines by what they are: charged, paid, returned or lessened."""
    found: Counter[str] = Counter()
    for line in lines:
        amount = line.amount_paisa
        kind, sign = (line.undoes, -amount) if line.undoes else (line.kind, amount)
        found[_part(kind, sign)] += amount
    return found


def _part(kind: str, amount_paisa: int) -> str:
    if kind in _MONEY:
        return "paid"
    if kind == "return":
        return "returned"
    return "lessened" if kind in _LET_OFF or amount_paisa < 0 else "charged"


def _with_balance(rows: Iterable[Row], opening_paisa: int) -> tuple[StatementLine, ...]:
    balance, found = opening_paisa, []
    for row in rows:
        (
            id,
            on,
            kind,
            amount,
            memo,
            sale,
            receipt,
            method,
            reference,
            note,
            undone,
            gone,
            staff,
            *others,
            _,
        ) = row
        balance += amount
        day = dt.date.fromisoformat(on)
        texts = (receipt, method, reference, note, undone, bool(gone), staff, *others)
        found.append(StatementLine(id, day, kind, amount, balance, memo, sale, *texts))
    return tuple(found)
