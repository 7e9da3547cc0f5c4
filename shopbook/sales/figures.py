"""The figures kept beside a customer about their buying: first and last day, how many memos, the day of sleeping.

A voided memo, and one of which everything came back, is no day of buying.
"""

from __future__ import annotations

from collections.abc import Sequence

from shopbook.dues.model import Difference
from shopbook.sales.standing import BOUGHT
from shopbook.storage.connection import Row
from shopbook.storage.store import Operation, Reader

_COUNTED = BOUGHT.format(s="s")
# From this day on a regular counts as sleeping: more than max(60 days, twice the usual gap between days of buying)
# after the last one. The usual gap is the lower median; fewer than three memos, or all of one day, have none.
SLEEPS_ON = f"""(
    WITH visit AS (SELECT DISTINCT s.sold_on FROM sale s WHERE s.customer_id = c.id AND {_COUNTED}),
      gap AS (SELECT julianday(sold_on) - julianday(lag(sold_on) OVER (ORDER BY sold_on)) AS days FROM visit),
      ranked AS (SELECT CAST(days AS INTEGER) AS days, row_number() OVER (ORDER BY days) AS place,
                        count(*) OVER () AS many FROM gap WHERE days IS NOT NULL)
    SELECT date((SELECT max(sold_on) FROM visit), (max(60, 2 * days) + 1) || ' days')
    FROM ranked WHERE place = (many + 1) / 2)"""
_FIGURES = (
    "SELECT c.id, c.first_sale_on, c.last_sale_on, c.sales_count, c.sleeps_on, min(s.sold_on) AS first_on, "
    "max(s.sold_on) AS last_on, count(s.id) AS counted, "
    f"CASE WHEN count(s.id) >= 3 THEN {SLEEPS_ON} END AS asleep_on FROM customer c LEFT JOIN sale s "
    f"ON s.customer_id = c.id AND {_COUNTED}"
)
_PAIRS = (
    ("first_sale_on", "first_on"),
    ("last_sale_on", "last_on"),
    ("sales_count", "counted"),
    ("sleeps_on", "asleep_on"),
)


def keep_sale_figures(op: Operation, customer_id: int) -> None:
    """Bring the customer's first and last sale, their number and the day of sleeping in step with the memos."""
    op.execute(
        "UPDATE customer AS c SET (first_sale_on, last_sale_on, sales_count, sleeps_on) = ("
        f"SELECT min(s.sold_on), max(s.sold_on), count(*), CASE WHEN count(*) >= 3 THEN {SLEEPS_ON} END FROM sale s "
        f"WHERE s.customer_id = ?1 AND {_COUNTED}) WHERE id = ?1",
        (customer_id,),
    )
    op.touch("customer", customer_id)


def figures_of_one(reader: Reader, customer_id: int) -> tuple[Difference, ...]:
    """The kept figures of a customer that differ from the memos; empty when all is well."""
    return _compared(reader.rows(f"{_FIGURES} WHERE c.id = ? GROUP BY c.id", (customer_id,)))


def differing_figures(reader: Reader) -> tuple[Difference, ...]:
    """The same over every customer, for `check`."""
    return _compared(
        reader.rows(
            f"{_FIGURES} GROUP BY c.id HAVING (c.first_sale_on, c.last_sale_on, c.sales_count, c.sleeps_on) "
            "IS NOT (min(s.sold_on), max(s.sold_on), count(s.id), asleep_on) ORDER BY c.id"
        )
    )


def _compared(rows: Sequence[Row]) -> tuple[Difference, ...]:
    return tuple(
        Difference(row["id"], kept, row[kept], row[counted])
        for row in rows
        for kept, counted in _PAIRS
        if row[kept] != row[counted]
    )
