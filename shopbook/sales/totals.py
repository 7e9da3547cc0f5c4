"""A day at the counter in figures: sold, left due, and the money that came and went, by method."""

from __future__ import annotations

import datetime as dt

from shopbook.sales.model import DayTotals
from shopbook.storage.store import Reader

# What the ledger tells, and what it does not: memos, repairs and returns without a customer, and their exchanges, for
# which only the difference changed hands.
_RECEIVED = """
    SELECT method, sum(paisa) AS paisa FROM (
      SELECT coalesce(l.method, 'cash') AS method, -l.amount_paisa AS paisa
        FROM ledger l LEFT JOIN ledger u ON u.id = l.reverses_id
        WHERE l.entry_on = ?1 AND coalesce(u.kind, l.kind) IN ('payment', 'advance', 'refund')
      UNION ALL SELECT coalesce(paid_method, 'cash'), paid_paisa FROM sale
        WHERE sold_on = ?1 AND customer_id IS NULL AND deleted_at IS NULL
      UNION ALL SELECT coalesce(paid_method, 'cash'), -paid_paisa FROM sale
        WHERE voided_on = ?1 AND customer_id IS NULL AND deleted_at IS NULL
      UNION ALL SELECT coalesce(refund_method, 'cash'), -refund_paisa FROM sale_return
        WHERE returned_on = ?1 AND customer_id IS NULL AND deleted_at IS NULL
      UNION ALL SELECT coalesce(refund_method, 'cash'), refund_paisa FROM sale_return
        WHERE voided_on = ?1 AND customer_id IS NULL AND deleted_at IS NULL
      UNION ALL SELECT coalesce(n.paid_method, 'cash'), -r.exchanged_paisa FROM sale_return r
        JOIN sale n ON n.id = r.exchange_sale_id
        WHERE r.returned_on = ?1 AND r.customer_id IS NULL AND r.deleted_at IS NULL
      UNION ALL SELECT coalesce(n.paid_method, 'cash'), r.exchanged_paisa FROM sale_return r
        JOIN sale n ON n.id = r.exchange_sale_id
        WHERE r.voided_on = ?1 AND r.customer_id IS NULL AND r.deleted_at IS NULL
      UNION ALL SELECT coalesce(paid_method, 'cash'), paid_paisa FROM job
        WHERE closed_on = ?1 AND customer_id IS NULL AND deleted_at IS NULL
    ) GROUP BY method HAVING sum(paisa) <> 0 ORDER BY paisa DESC, method"""
_SOLD = """
    SELECT count(*) AS memos, coalesce(sum(total_paisa), 0) AS paisa,
      coalesce(sum(max(0, total_paisa - paid_paisa - CASE WHEN customer_id IS NULL THEN 0 ELSE
        (SELECT coalesce(sum(r.exchanged_paisa), 0) FROM sale_return r
         WHERE r.exchange_sale_id = sale.id AND r.voided_on IS NULL) END)), 0) AS due
    FROM sale WHERE sold_on = ? AND voided_on IS NULL AND deleted_at IS NULL"""
_RETURNED = (
    "SELECT coalesce(sum(total_paisa), 0) FROM sale_return "
    "WHERE returned_on = ? AND voided_on IS NULL AND deleted_at IS NULL"
)


def totals_of_day(reader: Reader, on: dt.date) -> DayTotals:
    """What a day sold and took in, old dues, returns and sales without a customer included."""
    day = (on.isoformat(),)
    (sold,) = reader.rows(_SOLD, day)
    received = reader.rows(_RECEIVED, day)
    return DayTotals(
        on=on,
        sales_count=sold["memos"],
        sold_paisa=sold["paisa"],
        on_credit_paisa=sold["due"],
        received_paisa=sum(row["paisa"] for row in received),
        by_method=tuple((row["method"], row["paisa"]) for row in received),
        returned_paisa=int(reader.value(_RETURNED, day)),
    )
