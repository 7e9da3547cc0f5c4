"""What is written of a thing when it is taken in, and what its warranty card said that day."""

from __future__ import annotations

import datetime as dt
import json

from shopbook.customers.living import require_customer
from shopbook.customers.phones import normalise
from shopbook.errors import Message, NotFound
from shopbook.search.fold import clean, fold_code
from shopbook.search.index import SearchIndex
from shopbook.service.model import JobDraft
from shopbook.storage.store import Operation
from shopbook.warranties.model import Card, verdict
from shopbook.warranties.queries import cards_of


def columns_of(op: Operation, draft: JobDraft, received_on: dt.date) -> dict[str, object]:
    """The columns a draft fills, its cover frozen as of the day. NotFound for a customer or card not in the book."""
    if draft.customer_id is not None:
        require_customer(op, draft.customer_id)
    phone = normalise(draft.phone) if clean(draft.phone) else None
    serial = clean(draft.serial)
    return {
        "customer_id": draft.customer_id,
        "name": clean(draft.name) or None,
        "phone": (phone.e164 or phone.raw) if phone else None,
        "key10": (phone.key10 or None) if phone else None,
        "warranty_id": draft.warranty_id,
        "product_name": clean(draft.product_name),
        "brand": clean(draft.brand) or None,
        "model": clean(draft.model) or None,
        "serial": serial or None,
        "serial_folded": fold_code(serial) or None,
        "received_on": received_on.isoformat(),
        "problem": draft.problem.strip(),
        "condition": clean(draft.condition) or None,
        "accessories": clean(draft.accessories) or None,
        "promised_on": draft.promised_on.isoformat() if draft.promised_on else None,
        "estimate_paisa": draft.estimate_paisa,
        **cover_of(op, draft.warranty_id, received_on),
    }


def cover_of(op: Operation, warranty_id: int | None, on: dt.date) -> dict[str, object]:
    """What the card says on a day, to be frozen with the job: the whole in a word, and each of its promises."""
    if warranty_id is None:
        return {"cover": "none", "coverages": "[]"}
    found = cards_of(op, [warranty_id])
    if not found:
        raise NotFound(Message("This warranty card is not in the book."))
    return frozen(found[0], on)


def frozen(card: Card, on: dt.date) -> dict[str, object]:
    """The columns `cover` and `coverages` for a card on a day."""
    said = verdict(card, on)
    promises = [
        {
            "kind": each.coverage.kind,
            "component": each.coverage.component,
            "state": each.state,
            "ends_on": each.coverage.ends_on.isoformat() if each.coverage.ends_on else None,
        }
        for each in said.coverages
    ]
    if said.is_covered:
        cover = "covered"
    else:
        cover = "void" if any(each.state == "void" for each in said.coverages) else "ended"
    return {"cover": cover, "coverages": json.dumps(promises, ensure_ascii=False)}


def index_job(op: Operation, job_id: int, draft: JobDraft, job_no: str) -> None:
    """Let the search box find a job by its number and by the serial of the thing."""
    index = SearchIndex()
    index.put_code(op, "job", job_id, draft.customer_id, job_no)
    index.put_code(op, "job_serial", job_id, draft.customer_id, clean(draft.serial))
