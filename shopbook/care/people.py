"""How rows about care name the person they belong to, and what every draft asks alike. No table is kept here."""

from __future__ import annotations

import datetime as dt

from shopbook.errors import Message
from shopbook.money import MAX_PAISA
from shopbook.search.fold import clean

# Of a table `t` beside customer `c`: the name they go by, and the number that reaches them.
NAME = "coalesce(c.name, c.nickname, '')"
PHONE = (
    "(SELECT coalesce(p.e164, p.raw) FROM customer_phone p WHERE p.customer_id = t.customer_id "
    "AND p.deleted_at IS NULL ORDER BY p.state = 'wrong', p.position, p.id LIMIT 1)"
)
# A stranger has only the number of the call in which they said it.
CALLED_FROM = "(SELECT i.phone FROM interaction i WHERE i.id = t.interaction_id)"


def text_problems(
    found: dict[str, Message], field: str, text: str, most: int, missing: Message | None
) -> None:
    """Add what is wrong with a text: it is missing (when `missing` says how to ask for it) or too long."""
    length = len(clean(text))
    if not length and missing is not None:
        found[field] = missing
    elif length > most:
        found[field] = Message("This is too long; {most} letters fit.", most=most)


def money_problems(found: dict[str, Message], field: str, paisa: int | None, least: int = 0) -> None:
    """Add what is wrong with an amount that may be left out."""
    if paisa is not None and not least <= paisa <= MAX_PAISA:
        found[field] = Message("This amount is not possible.")


def past_problems(found: dict[str, Message], field: str, day: dt.date | None, today: dt.date) -> None:
    """Add what is wrong with a promised day: it lies behind us."""
    if day is not None and day < today:
        found[field] = Message("Choose today or a day that is still to come.")


def customer_problem(found: dict[str, Message], customer_id: int | None) -> None:
    """Add that somebody must be named."""
    if customer_id is None:
        found["customer_id"] = Message("Choose the customer.")
