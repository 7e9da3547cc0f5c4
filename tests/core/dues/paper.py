"""A customer's account as a shopkeeper does it on paper, from the bare rows of the ledger: slow and plain.

A second opinion: nothing of `shopbook.dues` is used here.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from shopbook.book import Book

MONEY = ("payment", "advance", "refund")
LET_OFF = ("discount", "cashback", "writeoff")


@dataclass
class Line:
    """One line of the paper book; `left` is what of it is not crossed out yet."""

    id: int
    day: dt.date
    kind: str
    paisa: int
    paper: int | None
    undoes: int | None
    left: int = 0


def lines_of(book: Book, customer: int) -> list[Line]:
    """The bare rows, in the order of the account."""
    found = [
        Line(
            row["id"],
            dt.date.fromisoformat(row["entry_on"]),
            row["kind"],
            row["amount_paisa"],
            row["sale_id"] or row["job_id"],
            row["reverses_id"],
        )
        for row in book.store.rows("SELECT * FROM ledger WHERE customer_id = ?", (customer,))
    ]
    return sorted(found, key=lambda line: (line.day, line.id))


def not_struck(lines: list[Line]) -> list[Line]:
    """Without what was taken back, and without the taking back."""
    struck = {line.undoes for line in lines} | {line.id for line in lines if line.undoes is not None}
    # On a past day a line whose taking back was still to come stood.
    present = {line.id for line in lines}
    return [line for line in lines if line.id not in struck or (line.undoes or line.id) not in present]


def crossed_out(lines: list[Line]) -> list[Line]:
    """The debts with what of each is left, after all money has crossed out first its own paper, then the oldest."""
    lines = not_struck(lines)
    for line in lines:
        line.left = abs(line.paisa)
    debts = [line for line in lines if line.paisa > 0]
    credits = [line for line in lines if line.paisa < 0]
    for own_paper in (True, False):
        for credit in credits:
            for debt in debts:
                if own_paper and (credit.paper is None or credit.paper != debt.paper):
                    continue
                taken = min(credit.left, debt.left)
                credit.left -= taken
                debt.left -= taken
    return debts


def owed(lines: list[Line]) -> int:
    """The plain sum."""
    return sum(line.paisa for line in lines)


def oldest_unpaid(lines: list[Line]) -> dt.date | None:
    """The day of the first debt that is not crossed out."""
    return next((debt.day for debt in crossed_out(lines) if debt.left), None)


def last_paid(lines: list[Line]) -> dt.date | None:
    """The day money last came and was not taken back."""
    return max((line.day for line in not_struck(lines) if line.kind in ("payment", "advance")), default=None)


def open_by_age(lines: list[Line], day: dt.date) -> tuple[int, int, int, int]:
    """What was open at the end of a day, by how old it was."""
    found = [0, 0, 0, 0]
    for debt in crossed_out([line for line in lines if line.day <= day]):
        age = (day - debt.day).days
        found[0 if age <= 30 else 1 if age <= 90 else 2 if age <= 180 else 3] += debt.left
    return found[0], found[1], found[2], found[3]


def memo_history(lines: list[Line], memo: int) -> list[tuple[dt.date, int]]:
    """What of a memo's price was left after each line of the account, papers that came to nothing left out."""
    standing = not_struck(lines)
    uneven = [
        line
        for line in standing
        if line.paper in (None, memo) or sum(one.paisa for one in standing if one.paper == line.paper) != 0
    ]
    found = []
    for count in range(1, len(uneven) + 1):
        price = [d for d in crossed_out(uneven[:count]) if d.paper == memo and d.kind == "sale"]
        if price:
            found.append((uneven[count - 1].day, price[0].left))
    return found


def settled_since(history: list[tuple[dt.date, int]], most: int) -> dt.date | None:
    """The day from which no more than so much was ever left again."""
    day = None
    for place, (on, left) in enumerate(history):
        if left > most:
            day = None
        elif place == 0 or history[place - 1][1] > most:
            day = on
    return day
