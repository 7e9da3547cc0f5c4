"""What a card tells when it is opened, before dialling: one customer's few facts, fetched for that card alone."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from shopbook.calls.outcomes import TALKED
from shopbook.clock import to_day, to_instant
from shopbook.errors import Message
from shopbook.followups import promised
from shopbook.followups.model import Card, Day, Item
from shopbook.followups.promised import (
    ComplaintLine,
    GivenWord,
    GuarantorLine,
    OpenJob,
    OpenPromise,
    ProductHelp,
    WantedBuy,
)
from shopbook.followups.rules.contact import FEEDBACK_EVERY
from shopbook.followups.unsaid import unsaid
from shopbook.permissions import shows
from shopbook.storage.store import Store

if TYPE_CHECKING:
    from shopbook.followups.messages import Ready
    from shopbook.wording.operations import Wording

# Only a regular buyer is asked how they find the shop; how often is the rule's own.
FEEDBACK_AFTER_SALES = 3
_TALKED = ", ".join(f"'{outcome}'" for outcome in sorted(TALKED))


@dataclass(frozen=True, slots=True)
class LastTalk:
    """The last time they were spoken to; a try nobody answered says nothing, and stands on the card."""

    at: dt.datetime
    outcome: str
    said: str
    answered: str
    mood: str | None
    channel: str
    direction: str


@dataclass(frozen=True, slots=True)
class FamilyLine:
    """One member of the family; `localisation.dates.age_partial` says the age."""

    relation: str
    name: str
    count: int
    birth_year: int | None
    birth_month: int | None
    birth_day: int | None
    expected_on: dt.date | None


@dataclass(frozen=True, slots=True)
class LastSale:
    """What was bought last."""

    id: int
    memo_no: str
    sold_on: dt.date
    total_paisa: int
    products: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note worth knowing before the call. Sensitive ones come without their text."""

    kind: str
    body: str
    noted_on: dt.date
    open: bool
    sensitivity: str


@dataclass(frozen=True, slots=True)
class Silence:
    """Days without dues and offers; `mourning` when there was a death in the family."""

    until: dt.date
    mourning: bool


@dataclass(frozen=True, slots=True)
class Details:
    """The opened card. Dues, promises to pay and guarantors are empty for who may not see dues.

    messages: every message that fits, the weightiest reason's first; scripts: what to say, calm words first after an
    angry or sad talk. unsaid: what not to say. quiet_until: the last day on which dues and offers stay unsaid.
    guarantors: named only once two instalments of a plan are missed.
    """

    messages: tuple[Ready, ...]
    scripts: tuple[Ready, ...] = ()
    unsaid: tuple[Message, ...] = ()
    balance_paisa: int = 0
    last_talk: LastTalk | None = None
    promises: tuple[OpenPromise, ...] = ()
    guarantors: tuple[GuarantorLine, ...] = ()
    given_words: tuple[GivenWord, ...] = ()
    wanted_buys: tuple[WantedBuy, ...] = ()
    complaints: tuple[ComplaintLine, ...] = ()
    jobs: tuple[OpenJob, ...] = ()
    family: tuple[FamilyLine, ...] = ()
    last_sale: LastSale | None = None
    notes: tuple[NoteLine, ...] = ()
    product: ProductHelp | None = None
    quiet_until: dt.date | None = None
    do_not_call_reason: str = ""
    remark: str = ""
    feedback_due: bool = False

    @property
    def message(self) -> Ready:
        """The message of the weightiest reason."""
        return self.messages[0]

    @property
    def usage_tip(self) -> str:
        """How the product in question is used."""
        return self.product.usage_tip if self.product else ""


class DetailsQueries:
    """Reads for one opened card."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @cached_property
    def _wording(self) -> Wording:
        # The words wait until a card is opened: the list is on the screen without them.
        from shopbook.wording.operations import Wording

        return Wording(self._store)

    def _details(self, card: Card, day: Day) -> Details:
        from shopbook.followups.messages import messages_for, scripts_for

        customer = card.customer_id
        key10 = next((item.key10 for item in card.reasons if item.key10), None)
        talk = self._last_talk(customer, key10)
        words, mood = self._wording.words(), talk.mood if talk else None
        if customer is None:
            return Details(
                messages=messages_for(card, day.shop, words),
                scripts=scripts_for(card, mood, day.shop, words),
                last_talk=talk,
            )
        row = self._store.row(
            "SELECT balance_paisa, do_not_call, do_not_call_reason, remark, sales_count, "
            "coalesce(last_score_on, first_sale_on) AS asked_on FROM customer WHERE id = ?",
            (customer,),
        )
        silence = self._silences([customer], day.today).get(customer)
        mourning = silence is not None and silence.mourning
        quiet_until = silence.until if silence else None
        sale, notes = self._last_sale(customer), self._notes(customer)
        dues = self._store.sees("see_dues")
        complaints = promised.complaints(self._store, customer)
        product = promised.product_in_question(self._store, card, sale.id if sale else None)
        thing = product.name if product else ", ".join(sale.products) if sale else ""
        return Details(
            messages=messages_for(card, day.shop, words, mourning=mourning, product=thing),
            scripts=scripts_for(card, mood, day.shop, words, mourning=mourning, product=thing),
            unsaid=unsaid(
                card,
                quiet_until=quiet_until,
                mourning=mourning,
                complaints=complaints,
                do_not_call=card.person is not None and card.person.do_not_call,
                do_not_call_reason=(row["do_not_call_reason"] or "") if row else "",
                has_private_notes=any(note.sensitivity != "open" for note in notes),
                owes=bool(dues and row and row["balance_paisa"] > 0),
            ),
            balance_paisa=row["balance_paisa"] if row and dues else 0,
            last_talk=talk,
            promises=promised.pay_promises(self._store, customer) if dues else (),
            guarantors=promised.guarantors(self._store, customer, day.today) if dues else (),
            given_words=promised.given_words(self._store, customer),
            wanted_buys=promised.wanted_buys(self._store, customer),
            complaints=complaints,
            jobs=promised.open_jobs(self._store, customer),
            family=self._family(customer),
            last_sale=sale,
            notes=notes,
            product=product,
            quiet_until=quiet_until,
            do_not_call_reason=(row["do_not_call_reason"] or "") if row else "",
            remark=(row["remark"] or "") if row else "",
            feedback_due=_feedback_due(row, day)
            and not complaints
            and silence is None
            and all(item.rule != "feedback" for item in card.reasons),
        )

    @shows("look")
    def quiet_customers(self, ids: Sequence[int], today: dt.date) -> frozenset[int]:
        """Those of these customers who are in their quiet days."""
        return frozenset(self._silences(ids, today))

    def _messages_of(self, chosen: Sequence[tuple[Card, Item]], day: Day) -> list[Ready]:
        from shopbook.followups.messages import message_about

        words = self._wording.words()
        silences = self._silences([card.customer_id for card, _ in chosen if card.customer_id], day.today)
        return [
            message_about(item, card, day.shop, words, mourning=_mourns(silences.get(card.customer_id or 0)))
            for card, item in chosen
        ]

    def _silences(self, ids: Sequence[int], today: dt.date) -> dict[int, Silence]:
        """The quiet days of these customers, if they have any now."""
        rows = self._store.rows(
            "SELECT customer_id, max(quiet_until) AS until, max(kind = 'death') AS mourning FROM note "
            "WHERE customer_id IN (SELECT value FROM json_each(?)) AND quiet_until >= ? AND deleted_at IS NULL "
            "GROUP BY customer_id",
            (json.dumps(list(ids)), today.isoformat()),
        )
        return {
            row["customer_id"]: Silence(dt.date.fromisoformat(row["until"]), bool(row["mourning"]))
            for row in rows
        }

    def _last_talk(self, customer: int | None, key10: str | None) -> LastTalk | None:
        columns = (
            "SELECT at, outcome, said, answered, mood, channel, direction "
            f"FROM interaction WHERE deleted_at IS NULL AND outcome IN ({_TALKED})"
        )
        rows = [
            row
            for row in (
                self._store.row(f"{columns} AND customer_id = ? ORDER BY at DESC LIMIT 1", (customer,)),
                self._store.row(f"{columns} AND key10 = ? ORDER BY at DESC LIMIT 1", (key10,)),
            )
            if row is not None
        ]
        if not rows:
            return None
        row = max(rows, key=lambda found: str(found["at"]))
        return LastTalk(
            at=to_instant(row["at"]),
            outcome=row["outcome"],
            said=row["said"] or "",
            answered=row["answered"] or "",
            mood=row["mood"],
            channel=row["channel"],
            direction=row["direction"],
        )

    def _family(self, customer: int) -> tuple[FamilyLine, ...]:
        rows = self._store.rows(
            "SELECT relation, name, head_count, birth_y, birth_m, birth_d, expected_on FROM family_member "
            "WHERE customer_id = ? AND deleted_at IS NULL AND deceased_on IS NULL "
            "ORDER BY birth_y IS NULL, birth_y, id",
            (customer,),
        )
        return tuple(
            FamilyLine(
                relation=row["relation"],
                name=row["name"] or "",
                count=row["head_count"],
                birth_year=row["birth_y"],
                birth_month=row["birth_m"],
                birth_day=row["birth_d"],
                expected_on=to_day(row["expected_on"]),
            )
            for row in rows
        )

    def _last_sale(self, customer: int) -> LastSale | None:
        row = self._store.row(
            "SELECT id, memo_no, sold_on, total_paisa FROM sale WHERE customer_id = ? AND voided_on IS NULL "
            "AND deleted_at IS NULL ORDER BY sold_on DESC, id DESC LIMIT 1",
            (customer,),
        )
        if row is None:
            return None
        names = self._store.rows(
            "SELECT name FROM sale_item WHERE sale_id = ? AND deleted_at IS NULL ORDER BY position",
            (row["id"],),
        )
        return LastSale(
            id=row["id"],
            memo_no=row["memo_no"],
            sold_on=dt.date.fromisoformat(row["sold_on"]),
            total_paisa=row["total_paisa"],
            products=tuple(found["name"] for found in names),
        )

    def _notes(self, customer: int) -> tuple[NoteLine, ...]:
        rows = self._store.rows(
            "SELECT kind, CASE sensitivity WHEN 'open' THEN body ELSE '' END AS body, noted_on, sensitivity, "
            "needs_closing = 1 AND resolved_on IS NULL AS still_open FROM note "
            "WHERE customer_id = ? AND deleted_at IS NULL AND (? OR sensitivity <> 'owner') "
            "ORDER BY pinned DESC, noted_on DESC, id DESC LIMIT 3",
            (customer, self._store.sees("see_private")),
        )
        return tuple(
            NoteLine(
                kind=row["kind"],
                body=row["body"],
                noted_on=dt.date.fromisoformat(row["noted_on"]),
                open=bool(row["still_open"]),
                sensitivity=row["sensitivity"],
            )
            for row in rows
        )


def _mourns(silence: Silence | None) -> bool:
    return silence is not None and silence.mourning


def _feedback_due(row: Any, day: Day) -> bool:
    """True when a regular buyer was not asked for their opinion for as long as the shop set it: half a year."""
    if row is None or row["sales_count"] < FEEDBACK_AFTER_SALES:
        return False
    asked_on = to_day(row["asked_on"])
    return asked_on is None or (day.today - asked_on).days >= day.value(FEEDBACK_EVERY)
