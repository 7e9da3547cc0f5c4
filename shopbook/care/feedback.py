"""One question: happy, so-so or unhappy, and the words the shop may show. When to ask it is `followups`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shopbook.care.complaints import Complaints
from shopbook.care.people import NAME, customer_problem, text_problems
from shopbook.clock import Clock
from shopbook.customers.living import OF_THE_LIVING, require_customer
from shopbook.dues.model import Difference
from shopbook.errors import Invalid, Message, NotFound
from shopbook.permissions import needs, shows
from shopbook.search.fold import clean
from shopbook.storage.connection import Row
from shopbook.storage.store import Operation, Reader, Store

HAPPY, SO_SO, UNHAPPY = 3, 2, 1
SCORES = (HAPPY, SO_SO, UNHAPPY)
# Somebody is asked again after half a year, and only who has bought three times or more.
ASK_AFTER_DAYS = 180
REGULAR_SALES = 3
LONGEST_TEXT = 1000
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class FeedbackDraft:
    """An answer: 3 happy, 2 so-so, 1 unhappy. `may_quote`: the shop may show the testimonial, signed `quoted_as`."""

    customer_id: int | None = None
    score: int = HAPPY
    why: str = ""
    testimonial: str = ""
    may_quote: bool = False
    quoted_as: str = ""
    interaction_id: int | None = None

    def problems(self, today: dt.date) -> dict[str, Message]:
        """Everything that keeps this from being saved, by field."""
        found: dict[str, Message] = {}
        customer_problem(found, self.customer_id)
        if self.score not in SCORES:
            found["score"] = Message("Choose happy, so-so or unhappy.")
        text_problems(found, "why", self.why, LONGEST_TEXT, None)
        missing = Message("Write the words the shop may show.") if self.may_quote else None
        text_problems(found, "testimonial", self.testimonial, LONGEST_TEXT, missing)
        text_problems(found, "quoted_as", self.quoted_as, LONGEST_NAME, None)
        return found


@dataclass(frozen=True, slots=True)
class Answer:
    """A customer's answer in the book; `signed` is the name under their words."""

    id: int
    customer_id: int
    customer_name: str
    area: str
    asked_on: dt.date
    score: int
    why: str
    testimonial: str
    may_quote: bool
    quoted_as: str
    interaction_id: int | None
    staff_id: int | None
    honorific: str | None = None

    @property
    def signed(self) -> str:
        """As they want to be quoted, else their name."""
        return self.quoted_as or self.customer_name


@dataclass(frozen=True, slots=True)
class FeedbackFigures:
    """The answers of a stretch of days."""

    happy: int
    so_so: int
    unhappy: int


_SELECT = (
    f"SELECT t.*, {NAME} AS customer_name, c.honorific, c.area "
    "FROM feedback t JOIN customer c ON c.id = t.customer_id "
)


class Feedback:
    """What customers think of the shop: questions and writes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._reader: Reader = store
        self._clock: Clock = store.clock
        self._complaints = Complaints(store)

    @needs("talk")
    def give(self, draft: FeedbackDraft, by: object | None = None, *, on: dt.date | None = None) -> int:
        """Write an answer down; a happy one clears the risk of settled complaints. Raises Invalid, NotFound.

        `on`: the earlier day on which they said it, when it is written down later.
        """
        today = on or self._clock.today()
        problems = draft.problems(today)
        if problems or draft.customer_id is None:
            raise Invalid(problems)
        with self._store.operation(by) as op:
            require_customer(op, draft.customer_id)
            asked: dict[str, object] = {"asked_on": today.isoformat(), "staff_id": self._store.actor}
            feedback_id = op.insert("feedback", {**_columns(draft), **asked})
            if draft.score == HAPPY:
                self._complaints.clear_risk(op, draft.customer_id, today)
            _touch(op, feedback_id, draft.customer_id)
        return feedback_id

    @needs("talk")
    def change(self, feedback_id: int, draft: FeedbackDraft, by: object | None = None) -> None:
        """Save an edited answer: the words, the permission, the name under them. Raises Invalid, NotFound."""
        problems = draft.problems(self._clock.today())
        if problems or draft.customer_id is None:
            raise Invalid(problems)
        old = self.get(feedback_id)
        with self._store.operation(by) as op:
            if draft.customer_id != old.customer_id:
                require_customer(op, draft.customer_id)
            op.update("feedback", feedback_id, _columns(draft))
            _touch(op, feedback_id, old.customer_id, draft.customer_id)

    @shows("look")
    def get(self, feedback_id: int) -> Answer:
        """One answer; NotFound when there is none."""
        found = self.rows([feedback_id])
        if not found:
            raise NotFound(Message("This answer is not in the book any more."))
        return found[0]

    @shows("look")
    def of(self, customer_id: int) -> list[Answer]:
        """A customer's answers, newest first."""
        rows = self._reader.rows(
            f"{_SELECT} WHERE t.customer_id = ? AND t.deleted_at IS NULL ORDER BY t.asked_on DESC, t.id DESC",
            (customer_id,),
        )
        return [_to_answer(row) for row in rows]

    @shows("look")
    def is_due(self, customer_id: int, today: dt.date, days: int = ASK_AFTER_DAYS) -> bool:
        """True when a regular has not been asked for so many days (never: since their first purchase)."""
        since = self._reader.value(
            "SELECT coalesce(last_score_on, first_sale_on) FROM customer WHERE id = ? AND sales_count >= ?",
            (customer_id, REGULAR_SALES),
        )
        return since is not None and dt.date.fromisoformat(since) + dt.timedelta(days=days) <= today

    @shows("look")
    def quotable_ids(self) -> list[int]:
        """The answers whose words the shop may show, newest first."""
        return self._reader.ids(
            "SELECT id FROM feedback WHERE may_quote = 1 AND testimonial IS NOT NULL AND deleted_at IS NULL "
            f"AND {OF_THE_LIVING} ORDER BY asked_on DESC, id DESC"
        )

    @shows("look")
    def ids(self, score: int | None = None) -> list[int]:
        """Every answer, newest first; of one score when it is given."""
        return self._reader.ids(
            "SELECT id FROM feedback WHERE (? IS NULL OR score = ?) AND deleted_at IS NULL "
            f"AND {OF_THE_LIVING} ORDER BY asked_on DESC, id DESC",
            (score, score),
        )

    @shows("look")
    def rows(self, ids: Sequence[int]) -> list[Answer]:
        """Answers in the order of the ids; ids that are not in the book are left out."""
        marks = ", ".join("?" * len(ids))
        rows = self._reader.rows(f"{_SELECT} WHERE t.id IN ({marks}) AND t.deleted_at IS NULL", tuple(ids))
        found = {row["id"]: _to_answer(row) for row in rows}
        return [found[each] for each in ids if each in found]

    def differences(self) -> Iterator[Difference]:
        """Where the day kept beside a customer is not that of their last answer, for `check`."""
        for row in self._reader.rows(
            "SELECT c.id, c.last_score_on AS kept, a.last_on FROM customer c LEFT JOIN (SELECT customer_id, "
            "max(asked_on) AS last_on FROM feedback WHERE deleted_at IS NULL GROUP BY customer_id) a "
            "ON a.customer_id = c.id WHERE c.last_score_on IS NOT a.last_on"
        ):
            yield Difference(row["id"], "last_score_on", row["kept"], row["last_on"])

    @shows("look")
    def figures(self, first: dt.date, last: dt.date) -> FeedbackFigures:
        """How many were happy, so-so and unhappy from `first` to `last`."""
        row = self._reader.row(
            "SELECT count(*) FILTER (WHERE score = 3), count(*) FILTER (WHERE score = 2), "
            "count(*) FILTER (WHERE score = 1) FROM feedback WHERE asked_on BETWEEN ? AND ? AND deleted_at IS NULL",
            (first.isoformat(), last.isoformat()),
        )
        assert row is not None
        return FeedbackFigures(*tuple(row))


def _columns(draft: FeedbackDraft) -> dict[str, object]:
    return {
        "customer_id": draft.customer_id,
        "score": draft.score,
        "why": draft.why.strip() or None,
        "testimonial": draft.testimonial.strip() or None,
        "may_quote": int(draft.may_quote),
        "quoted_as": clean(draft.quoted_as) or None,
        "interaction_id": draft.interaction_id,
    }


def _touch(op: Operation, feedback_id: int, *customers: int) -> None:
    op.touch("feedback", feedback_id)
    op.touch("customer", *customers)


def _to_answer(row: Row) -> Answer:
    return Answer(
        id=row["id"],
        customer_id=row["customer_id"],
        customer_name=row["customer_name"],
        area=row["area"] or "",
        asked_on=dt.date.fromisoformat(row["asked_on"]),
        score=row["score"],
        why=row["why"] or "",
        testimonial=row["testimonial"] or "",
        may_quote=bool(row["may_quote"]),
        quoted_as=row["quoted_as"] or "",
        interaction_id=row["interaction_id"],
        staff_id=row["staff_id"],
        honorific=row["honorific"],
    )
