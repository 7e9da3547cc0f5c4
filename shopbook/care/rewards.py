"""Thanks to customers who sent another one, and other thanks. Gifts for births and weddings are `notes`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from shopbook.care.people import NAME, customer_problem, money_problems, text_problems
from shopbook.clock import Clock, to_day
from shopbook.customers.living import require_customer
from shopbook.errors import Invalid, Message
from shopbook.permissions import needs, shows
from shopbook.search.fold import clean
from shopbook.storage.connection import Row
from shopbook.storage.store import Reader, Store

KINDS = ("referral", "loyalty", "other")
LONGEST_WHAT = 200


@dataclass(frozen=True, slots=True)
class RewardDraft:
    """What a customer got as thanks, and for whom they sent. `given_on` None: today."""

    customer_id: int | None = None
    what: str = ""
    kind: str = "referral"
    referred_id: int | None = None
    cost_paisa: int | None = None
    given_on: dt.date | None = None

    def problems(self, today: dt.date) -> dict[str, Message]:
        """Everything that keeps this from being saved, by field."""
        found: dict[str, Message] = {}
        customer_problem(found, self.customer_id)
        text_problems(found, "what", self.what, LONGEST_WHAT, Message("Write what was given."))
        money_problems(found, "cost_paisa", self.cost_paisa)
        if self.kind not in KINDS:
            found["kind"] = Message("Choose what the thanks are for.")
        if self.referred_id is not None and self.referred_id == self.customer_id:
            found["referred_id"] = Message("Nobody can refer themselves.")
        if self.given_on is not None and self.given_on > today:
            found["given_on"] = Message("This day is still to come.")
        return found


@dataclass(frozen=True, slots=True)
class Reward:
    """Thanks in the book."""

    id: int
    customer_id: int
    customer_name: str
    kind: str
    what: str
    cost_paisa: int | None
    given_on: dt.date
    referred_id: int | None
    referred_name: str
    staff_id: int | None


@dataclass(frozen=True, slots=True)
class Referred:
    """A customer somebody sent: when they first bought, and when thanks were given for them."""

    customer_id: int
    name: str
    first_sale_on: dt.date | None
    rewarded_on: dt.date | None


_SELECT = (
    f"SELECT t.*, {NAME} AS customer_name, coalesce(r.name, r.nickname, '') AS referred_name "
    "FROM reward t JOIN customer c ON c.id = t.customer_id LEFT JOIN customer r ON r.id = t.referred_id "
)


class Rewards:
    """Thanks of one book: questions and writes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._reader: Reader = store
        self._clock: Clock = store.clock

    @needs("talk")
    def give(self, draft: RewardDraft, by: object | None = None) -> int:
        """Write down what was given as thanks; returns its id. Raises Invalid, NotFound."""
        today = self._clock.today()
        problems = draft.problems(today)
        if problems or draft.customer_id is None:
            raise Invalid(problems)
        values: dict[str, object] = {
            "customer_id": draft.customer_id,
            "kind": draft.kind,
            "referred_id": draft.referred_id,
            "what": clean(draft.what),
            "cost_paisa": draft.cost_paisa,
            "given_on": (draft.given_on or today).isoformat(),
            "staff_id": self._store.actor,
        }
        with self._store.operation(by) as op:
            require_customer(op, draft.customer_id)
            if draft.referred_id is not None:
                require_customer(op, draft.referred_id)
                op.touch("customer", draft.referred_id)
            reward_id = op.insert("reward", values)
            op.touch("reward", reward_id)
            op.touch("customer", draft.customer_id)
        return reward_id

    @shows("look")
    def of(self, customer_id: int) -> list[Reward]:
        """What a customer got as thanks, newest first."""
        rows = self._reader.rows(
            f"{_SELECT} WHERE t.customer_id = ? AND t.deleted_at IS NULL ORDER BY t.given_on DESC, t.id DESC",
            (customer_id,),
        )
        return [_to_reward(row) for row in rows]

    @shows("look")
    def referred_by_me(self, customer_id: int) -> list[Referred]:
        """Whom a customer sent to the shop, the first first."""
        rows = self._reader.rows(
            f"SELECT c.id, {NAME} AS name, c.first_sale_on, (SELECT max(given_on) FROM reward "
            "WHERE referred_id = c.id AND deleted_at IS NULL) AS rewarded_on FROM customer c "
            "WHERE c.referred_by_id = ? AND c.deleted_at IS NULL AND c.merged_into_id IS NULL ORDER BY c.id",
            (customer_id,),
        )
        return [
            Referred(row["id"], row["name"], to_day(row["first_sale_on"]), to_day(row["rewarded_on"]))
            for row in rows
        ]


def _to_reward(row: Row) -> Reward:
    return Reward(
        id=row["id"],
        customer_id=row["customer_id"],
        customer_name=row["customer_name"],
        kind=row["kind"],
        what=row["what"],
        cost_paisa=row["cost_paisa"],
        given_on=dt.date.fromisoformat(row["given_on"]),
        referred_id=row["referred_id"],
        referred_name=row["referred_name"],
        staff_id=row["staff_id"],
    )
