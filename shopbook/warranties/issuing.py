"""Writing a warranty card down: number, last days, terms, tip and free servicing, frozen as they are at that moment.

Who may give one and what becomes of it later is in `operations` and `changing`.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable

from shopbook.clock import to_day
from shopbook.errors import Invalid
from shopbook.search.fold import clean, fold_code
from shopbook.search.index import SearchIndex
from shopbook.storage.store import Operation
from shopbook.warranties.days import Span, last_end, span_of
from shopbook.warranties.model import Card, CardDraft
from shopbook.warranties.visits import Visits


def issue(
    op: Operation, draft: CardDraft, today: dt.date, visits: Visits, *, plan_visits: bool = True
) -> int:
    """Write a card inside an open operation; returns its id. Raises Invalid."""
    problems = draft.problems()
    if problems:
        raise Invalid(problems)
    card_no = op.number("card")
    serial = clean(draft.serial)
    spans = [span_of(draft.start_on, each.length, each.unit, draft.repairs) for each in draft.coverages]
    warranty_id = op.insert(
        "warranty",
        {
            "card_no": card_no,
            "customer_id": draft.customer_id,
            "sale_item_id": draft.sale_item_id,
            "product_name": clean(draft.product_name),
            "brand": clean(draft.brand) or None,
            "model": clean(draft.model) or None,
            "serial": serial or None,
            "serial_folded": fold_code(serial) or None,
            "issued_on": (draft.issued_on or today).isoformat(),
            "start_on": draft.start_on.isoformat(),
            "starts_from": draft.starts_from,
            "terms": draft.terms.strip() or None,
            "usage_tip": draft.usage_tip.strip() or None,
            "service_every_days": draft.service_every_days,
            "service_count": draft.service_count,
            "repairs": json.dumps([repair.to_json() for repair in draft.repairs]),
            "last_ends_on": _last_day(spans),
        },
    )
    for position, (coverage, span) in enumerate(zip(draft.coverages, spans, strict=True)):
        op.insert(
            "coverage",
            {
                "warranty_id": warranty_id,
                "position": position,
                "kind": coverage.kind,
                "component": clean(coverage.component) or None,
                "length": None if coverage.unit == "life" else coverage.length,
                "unit": coverage.unit,
                **_columns(span),
            },
        )
    index = SearchIndex()
    index.put_code(op, "card", warranty_id, draft.customer_id, card_no)
    if serial:
        index.put_code(op, "card_serial", warranty_id, draft.customer_id, serial)
    if plan_visits:
        of_service = [s.ends_on for c, s in zip(draft.coverages, spans, strict=True) if c.kind == "service"]
        visits.schedule(
            op, warranty_id, draft.customer_id, draft.start_on, draft.service_every_days, draft.service_count,
            last_end(of_service or [span.ends_on for span in spans]),
        )  # fmt: skip
    touch(op, warranty_id, draft.customer_id)
    return warranty_id


def write_days(op: Operation, card: Card, start_on: dt.date) -> list[Span]:
    """Write where the promises of a card stand, from its first day and its repairs."""
    spans = []
    for coverage in card.coverages:
        span = span_of(start_on, coverage.length, coverage.unit, card.repairs)
        op.update("coverage", coverage.id, _columns(span))
        spans.append(span)
    values = {
        "start_on": start_on.isoformat(),
        "repairs": json.dumps([repair.to_json() for repair in card.repairs]),
        "last_ends_on": _last_day(spans),
    }
    op.update("warranty", card.id, values)
    touch(op, card.id, card.customer_id)
    return spans


def keep_last_days(op: Operation, warranty_ids: Iterable[int]) -> None:
    """Bring the last day kept beside each of these cards in step with its coverages, after a change that went past
    `write_days`."""
    for warranty_id in warranty_ids:
        ends = op.rows(
            "SELECT ends_on FROM coverage WHERE warranty_id = ? AND deleted_at IS NULL", (warranty_id,)
        )
        last_on = last_end(to_day(row["ends_on"]) for row in ends)
        op.update("warranty", warranty_id, {"last_ends_on": last_on.isoformat() if last_on else None})


def touch(op: Operation, warranty_id: int, customer_id: int | None) -> None:
    """Tell the screens that a card changed, and its owner's page with it."""
    op.touch("warranty", warranty_id)
    if customer_id is not None:
        op.touch("customer", customer_id)


def _last_day(spans: list[Span]) -> str | None:
    last_on = last_end(span.ends_on for span in spans)
    return last_on.isoformat() if last_on else None


def _columns(span: Span) -> dict[str, object]:
    return {
        "ends_on": span.ends_on.isoformat() if span.ends_on else None,
        "extended_days": span.extended_days,
        "restarted_on": span.restarted_on.isoformat() if span.restarted_on else None,
    }
