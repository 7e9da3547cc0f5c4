"""What a timeline tells of complaints, promises, wishes, answers and thanks. The other happenings are in `queries`."""

from __future__ import annotations

from collections.abc import Callable

from shopbook.clock import to_day
from shopbook.errors import Message
from shopbook.history.model import Entry
from shopbook.history.sources import Source, day_of_row, source
from shopbook.storage.connection import Row
from shopbook.storage.ids import EPOCH_MS, SEQUENCE_BITS, WRITER_BITS

_LOW_BITS = WRITER_BITS + SEQUENCE_BITS
# Where the settling of a complaint stands in the order: an id as one made at that instant would be, in the upper half
# of the millisecond's sequence, so that it is not the id of the complaint itself.
_CLOSED_PLACE = (
    f"(((CAST(round(unixepoch(resolved_at, 'subsec') * 1000) AS INTEGER) - {EPOCH_MS}) << {_LOW_BITS}) "
    f"| (id & {(1 << _LOW_BITS) - 1}) | {1 << (SEQUENCE_BITS - 1)})"
)
_CLOSED = (
    "SELECT * FROM (SELECT id AS complaint_id, resolved_on AS on_day, status, satisfied, resolution AS detail, "
    f"compensation, compensation_paisa AS amount, {_CLOSED_PLACE} AS id FROM complaint "
    "WHERE customer_id = :customer AND resolved_on IS NOT NULL AND deleted_at IS NULL) "
    "WHERE (on_day, id) < (:on, :id) ORDER BY on_day DESC, id DESC LIMIT :limit"
)


def _complaint(row: Row) -> Entry:
    promised_on = to_day(row["promised_on"])
    if row["status"] == "open" and row["times_reopened"]:
        title = Message("Complaint, open again")
    elif row["status"] == "open" and promised_on is not None:
        title = Message("Complaint; we promised to settle it by {promised_on}", promised_on=promised_on)
    else:
        title = Message("Complaint")
    return Entry("complaint", row["id"], day_of_row(row), title, row["detail"])


def _complaint_closed(row: Row) -> Entry:
    if row["status"] == "withdrawn":
        title = Message("Complaint withdrawn")
    elif row["satisfied"] == "yes":
        title = Message("Complaint settled, and they are content")
    elif row["compensation"]:
        title = Message("Complaint settled; given for it: {what}", what=row["compensation"])
    else:
        title = Message("The complaint was settled")
    day, amount = day_of_row(row), row["amount"]
    return Entry(
        "complaint_closed", row["complaint_id"], day, title, row["detail"] or "", amount, place_id=row["id"]
    )


def _shop_promise(row: Row) -> Entry:
    what, closed_on = row["what"], to_day(row["closed_on"])
    title = Message("We promised by {due_on}: {what}", due_on=to_day(row["due_on"]), what=what)
    if row["status"] == "kept":
        title = Message("We promised, and kept it on {kept_on}: {what}", kept_on=closed_on, what=what)
    elif row["status"] == "cancelled":
        title = Message("We promised, and called it off: {what}", what=what)
    void = row["status"] == "cancelled"
    return Entry("shop_promise", row["id"], day_of_row(row), title, row["detail"] or "", void=void)


def _buy_promise(row: Row) -> Entry:
    what = row["what"]
    title = Message("Will buy by {expected_on}: {what}", expected_on=to_day(row["expected_on"]), what=what)
    if row["status"] == "won":
        title = Message("Promised to buy, and bought: {what}", what=what)
    elif row["status"] == "lost":
        title = Message("Promised to buy, and did not: {what}", what=what)
    detail, void = row["detail"] or "", row["status"] == "lost"
    return Entry(
        "buy_promise", row["id"], day_of_row(row), title, detail, row["amount"], void, row["number"] or ""
    )


_DEMANDS: dict[str, Callable[[str], Message]] = {
    "open": lambda what: Message("Asked for {what}; we do not have it", what=what),
    "arrived": lambda what: Message("Asked for {what}; it has arrived", what=what),
    "told": lambda what: Message("Asked for {what}; we told them that it arrived", what=what),
    "closed": lambda what: Message("Asked for {what}; did not buy", what=what),
}


def _demand(row: Row) -> Entry:
    title = _DEMANDS[row["status"]](row["what"])
    if row["taken"]:
        title = Message("Asked for {what}; took {other} instead", what=row["what"], other=row["detail"])
    offered = "" if row["taken"] else row["detail"] or ""
    return Entry("demand", row["id"], day_of_row(row), title, offered)


_SCORES: dict[int, Callable[[], Message]] = {
    3: lambda: Message("Is happy with the shop"),
    2: lambda: Message("Finds the shop so-so"),
    1: lambda: Message("Is not happy with the shop"),
}


def _feedback(row: Row) -> Entry:
    return Entry("feedback", row["id"], day_of_row(row), _SCORES[row["score"]](), row["detail"] or "")


def _reward(row: Row) -> Entry:
    title = Message("Got as thanks: {what}", what=row["what"])
    if row["sent"]:
        title = Message("Got as thanks for sending {name}: {what}", name=row["sent"], what=row["what"])
    return Entry("reward", row["id"], day_of_row(row), title, "", row["amount"])


CARE_SOURCES: dict[str, Source] = {
    "complaint": (
        source("what AS detail, promised_on, status, times_reopened", "complaint", "opened_on"),
        _complaint,
    ),
    "complaint_closed": (_CLOSED, _complaint_closed),
    "shop_promise": (
        source("what, due_on, closed_on, status, close_note AS detail", "shop_promise", "made_on"),
        _shop_promise,
    ),
    "buy_promise": (
        source(
            "what, expected_on, status, lost_reason AS detail, amount_paisa AS amount, "
            "(SELECT memo_no FROM sale WHERE id = sale_id) AS number",
            "buy_promise",
            "made_on",
        ),
        _buy_promise,
    ),
    "demand": (
        source("what, status, alternative AS detail, alternative_taken AS taken", "demand", "asked_on"),
        _demand,
    ),
    "feedback": (source("score, coalesce(testimonial, why) AS detail", "feedback", "asked_on"), _feedback),
    "reward": (
        source(
            "what, cost_paisa AS amount, (SELECT coalesce(name, nickname) FROM customer c WHERE c.id = referred_id) "
            "AS sent",
            "reward",
            "given_on",
        ),
        _reward,
    ),
}
