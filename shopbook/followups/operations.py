"""What a person does to the day's list: put off, try, finish, skip, release, and look back on days away.

The facts behind the items are closed in `deeds`, and only where a person's tick says enough. What the list is made of
is in `today`.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from shopbook.clock import day_of, from_instant
from shopbook.errors import Message, Refused
from shopbook.followups.dates import snooze_until
from shopbook.followups.deeds import Deeds
from shopbook.followups.model import RELEASED, Banner, Card, Day, Hold, Item
from shopbook.followups.queries import bound
from shopbook.followups.rules import BY_NAME, RULES
from shopbook.followups.standing import standing_items
from shopbook.followups.switching import TunedRules
from shopbook.followups.today import CAUGHT_UP
from shopbook.permissions import needs
from shopbook.settings.operations import Settings
from shopbook.storage.store import Operation, Store

if TYPE_CHECKING:
    from shopbook.calls.model import CallDraft
    from shopbook.calls.operations import Calls
    from shopbook.care.demands import Demands
    from shopbook.care.promises import Promises

UNREACHED = frozenset({"no_answer", "busy", "switched_off"})
# A shop closed for longer than this has started anew; the days before are not looked back on.
LONGEST_ABSENCE = 400
_UNTOUCHED: dict[str, object] = {
    "deleted_at": None,
    "status": "open",
    "closed_at": None,
    "reason": None,
    "snoozed_until": None,
    "snooze_count": 0,
    "attempts": 0,
    "last_attempt_at": None,
}


class Followups(TunedRules):
    """The day's list and everything a person can do to it."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        calls: Callable[[], Calls],
        promises: Callable[[], Promises],
        demands: Callable[[], Demands],
    ) -> None:
        """The others are asked when a call or a deed is written down, so that the day's list opens without them."""
        super().__init__(store, settings)
        self._calls = calls
        self._deeds = Deeds(store, promises, demands)

    @needs("talk")
    def called(
        self,
        draft: CallDraft,
        card: Card | None = None,
        ticked: Sequence[Item] | None = None,
        by: object | None = None,
    ) -> int:
        """Log a call and do to its card what the outcome asks for, in one save; returns the call's id. Raises Invalid.

        Whom the draft does not name is taken from the card. Without a card (a call from a profile) only the call is
        logged. `ticked=None` means every reason of the card; reasons the draft names itself are kept with them.
        """
        if card is None:
            return self._calls().record(draft, by)
        items = tuple(card.reasons) if ticked is None else tuple(ticked)
        asked = next((item.source_id for item in items if item.rule == "callback"), None)
        customer_id = draft.customer_id if draft.customer_id is not None else card.customer_id
        # An empty list of reasons would mean "about anything" and clear them all.
        about = tuple(dict.fromkeys((*draft.reasons, *(item.key for item in items)))) or ("none",)
        whole = replace(
            draft,
            customer_id=customer_id,
            callback_id=draft.callback_id if draft.callback_id is not None else asked,
            phone=draft.phone or card.phone,
            reasons=about,
        )
        with self._store.operation(by):
            call_id = self._calls().record(whole, by)
            self.after_call(card, whole.outcome, items, whole.next_on, whole.next_at, by, whole.on)
        return call_id

    @needs("talk")
    def snooze(
        self,
        items: Sequence[Item],
        choice: str,
        *,
        pick_on: dt.date | None = None,
        insist: bool = False,
        by: object | None = None,
    ) -> dt.datetime:
        """Put items off; returns when they come back. What they are about and how late they are stays as it is.

        choice: two_hours, tomorrow, three_days, next_week, after_salary (the next 5th) or pick (with `pick_on`).
        Raises Refused for an item put off three times already (`Item.asks_to_decide`) unless the person insists.
        """
        day = self.day()
        if choice == "pick" and (pick_on is None or pick_on <= day.today):
            raise Refused(Message("Choose a day that is still to come."))
        if not insist and any(item.asks_to_decide for item in items):
            raise Refused(
                Message("You have put this off 3 times already."),
                Message("Do it now, skip it with a reason, or keep it for later once more."),
            )
        until = snooze_until(choice, day, pick_on)
        self.put_off(items, until, by=by)
        return until

    @needs("talk")
    def put_off(
        self, items: Iterable[Item], until: dt.datetime, *, counted: bool = True, by: object | None = None
    ) -> None:
        """Put items off to an instant; `counted=False` when the customer asked for it and nobody dawdled.

        A soft item comes back on its last day at the latest: being put off must not make it vanish.
        """
        shop = self._settings.shop()
        with self._store.operation(by) as op:
            for item in items:
                count = self._state(op, item)["snooze_count"] + int(counted)
                back = _within_window(
                    item, until, Day(self._store.clock.today(), self._store.clock.now(), shop)
                )
                self._write(op, item, snoozed_until=from_instant(back), snooze_count=count)

    @needs("talk")
    def attempt(self, items: Iterable[Item], by: object | None = None, on: dt.date | None = None) -> None:
        """Nobody answered (on an earlier day): the ladder +2 hours, next day, +3 days goes on for these items."""
        with self._store.operation(by) as op:
            tried_at = op.now if on is None else from_instant(Day.noon(on).now)
            for item in items:
                tries = self._state(op, item)["attempts"] + 1
                self._write(op, item, attempts=tries, last_attempt_at=tried_at, snoozed_until=None)

    @needs("talk")
    def done(self, items: Iterable[Item], by: object | None = None) -> None:
        """These items are finished, and with them what a tick can finish: a call-back, a promise kept, goods told of.

        Raises Refused, and closes none, where the answer itself must be written: a complaint, whether they are
        satisfied, whether they bought, their feedback.
        """
        self._close(items, "done", None, by)

    @needs("talk")
    def skip(self, items: Iterable[Item], reason: str, by: object | None = None) -> None:
        """Leave these items undone for good, for a reason: a promise is cancelled with it, a verbal order lost.

        Raises Refused without a reason, and for a complaint, which is withdrawn instead.
        """
        if not reason.strip():
            raise Refused(Message("Say in a word why it is skipped."))
        self._close(items, "skipped", reason.strip(), by)

    @needs("talk")
    def reopen(self, items: Iterable[Item], by: object | None = None) -> None:
        """Take back `done`, `skip`, `snooze` or `attempt`: the items stand as the list showed them when it was made."""
        with self._store.operation(by) as op:
            for item in items:
                snoozes, tries = _earlier(op, item)
                self._write(
                    op,
                    item,
                    status="open",
                    closed_at=None,
                    reason=None,
                    snoozed_until=from_instant(item.until) if item.until and not item.not_before else None,
                    snooze_count=max(0, item.snooze_count - snoozes),
                    attempts=max(0, item.attempts - tries),
                )
                self._deeds.open_again(op, item)

    @needs("talk")
    def release(self, items: Iterable[Item], by: object | None = None) -> None:
        """The owner lets held items through in spite of quiet days, the weekly cap or do-not-call."""
        with self._store.operation(by) as op:
            for item in items:
                self._write(op, item, status="open", reason=RELEASED)

    @needs("talk")
    def after_call(
        self,
        card: Card,
        outcome: str,
        ticked: Sequence[Item] | None = None,
        next_on: dt.date | None = None,
        next_at: str = "",
        by: object | None = None,
        on: dt.date | None = None,
    ) -> None:
        """What a logged call does to a card: a talk closes the ticked reasons, unticked ones stay.

        Nobody reached: every reason goes up the ladder. `call_later`: they wait for the agreed day, uncounted, and the
        agreed call itself is the reminder. `ticked=None` means all reasons of the card. A talk alone settles no
        complaint, keeps no promise and wins no order: those stay until their own deed closes them. A promise to pay is
        quiet until its next stage, an own reminder is done. `on`: the earlier day of a call written down later.
        """
        items = tuple(card.reasons) if ticked is None else tuple(ticked)
        with self._store.operation(by):
            if outcome in UNREACHED:
                self.attempt(items, by, on)
            elif outcome == "call_later":
                agreed = next_on or self._store.clock.today() + dt.timedelta(1)
                day = self.day()
                self.put_off(items, day.at(agreed, next_at or day.shop.opens_at), counted=False, by=by)
            elif outcome not in ("wrong_number", "message_left"):
                self.done([item for item in items if not BY_NAME[item.rule].stands_after_talk], by)

    @needs("look")
    def catch_up(self, on: dt.date | None = None, by: object | None = None) -> Banner:
        """Once a day: record as expired the soft items whose last day passed since the last look; returns the banner.

        Cheap when it was done today already. The first time in a book it only remembers the day.
        """
        today = on or self._store.clock.today()
        kept = self._settings.kept(CAUGHT_UP)
        last = dt.date.fromisoformat(str(kept["on"])) if isinstance(kept, dict) and "on" in kept else None
        if last is not None and last >= today:
            return self._banner(self.day(today))
        expired: dict[str, int] = {}
        with self._store.operation(by) as op:
            if last is not None:
                first = max(last, today - dt.timedelta(LONGEST_ABSENCE))
                for back in range((today - first).days):
                    self._expire(op, first + dt.timedelta(back), expired)
            away = max(0, (today - last).days - 1) if last is not None else 0
            value = {"on": today.isoformat(), "days_away": away, "expired": expired}
            self._settings.keep(CAUGHT_UP, value)
            if expired:
                op.touch("followup")
        return Banner(days_away=away, expired=expired)

    def _expire(self, op: Operation, ended_on: dt.date, expired: dict[str, int]) -> None:
        """Record what stood in the list on a day that was its last."""
        day = self.day(ended_on)
        items: list[Item] = []
        for rule in RULES:
            if rule.is_on(day) and rule.reaches(day)[0] > -LONGEST_ABSENCE:
                found = (item for fact in self._queries.ending(rule, day) for item in rule.items(fact, day))
                # No list of that day had more of them than this.
                items += islice((item for item in found if item.last_on == ended_on), bound(rule, day))
        if not items:
            return
        missed: dict[int, Item] = {}
        for item in standing_items(items, self._queries.people(items, day), day):
            if item.held_by in (None, Hold.HOLIDAY):  # whom nobody was to call, nobody missed
                expired[item.rule] = expired.get(item.rule, 0) + 1
                missed[item.state_id] = item
        known = op.ids(
            "SELECT id FROM followup_state WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps([*missed]),),
        )
        for state in known:
            self._write(op, missed.pop(state), status="expired", closed_at=op.now)
        self._write_expired(op, missed)

    # ---- rows of followup_state

    def _close(self, items: Iterable[Item], status: str, reason: str | None, by: object | None) -> None:
        with self._store.operation(by) as op:
            for item in items:
                if reason is None:
                    self._deeds.done(op, item)
                else:
                    self._deeds.skip(op, item, reason)
                self._write(op, item, status=status, closed_at=op.now, reason=reason)

    @staticmethod
    def _state(op: Operation, item: Item) -> Any:
        """The counters of an item's row, zeros when nobody touched it yet."""
        row = op.row(
            "SELECT snooze_count, attempts FROM followup_state WHERE id = ? AND deleted_at IS NULL",
            (item.state_id,),
        )
        return row if row is not None else {"snooze_count": 0, "attempts": 0}

    def _write_expired(self, op: Operation, missed: Mapping[int, Item]) -> None:
        """The rows of items nobody ever touched, by their ids: one by one they took half of a morning's look back."""
        made = {"status": "expired", "closed_at": op.now, "created_at": op.now, "updated_at": op.now}
        actor = self._store.actor
        op.insert_many(
            "followup_state",
            ("id", "rule", "source_kind", "source_id", "base_on", "customer_id", "staff_id", *made),
            [
                (
                    *(state, item.rule, item.source_kind, item.source_id, item.base_on.isoformat()),
                    *(item.customer_id, actor, *made.values()),
                )
                for state, item in missed.items()
            ],
        )
        op.touch("followup", *missed)
        op.touch("customer", *{item.customer_id for item in missed.values() if item.customer_id is not None})

    def _write(self, op: Operation, item: Item, **values: object) -> None:
        row = op.row("SELECT deleted_at FROM followup_state WHERE id = ?", (item.state_id,))
        if row is not None:
            # A row that was taken back lies in the trash under the item's own id: it begins anew.
            fresh = _UNTOUCHED if row["deleted_at"] else {}
            op.update("followup_state", item.state_id, {**fresh, **values})
        else:
            op.insert(
                "followup_state",
                {
                    "id": item.state_id,
                    "rule": item.rule,
                    "source_kind": item.source_kind,
                    "source_id": item.source_id,
                    "base_on": item.base_on.isoformat(),
                    "customer_id": item.customer_id,
                    "staff_id": self._store.actor,
                    **values,
                },
            )
        op.touch("followup", item.state_id)
        if item.customer_id is not None:
            op.touch("customer", item.customer_id)


def _within_window(item: Item, until: dt.datetime, day: Day) -> dt.datetime:
    if item.last_on is None or item.last_on <= day.today or day_of(until) <= item.last_on:
        return until
    return day.opening(item.last_on)


def _earlier(op: Operation, item: Item) -> tuple[int, int]:
    """Snoozes and attempts in the rows of a hard item's earlier stages: the card counts them with its own."""
    if not item.hard:
        return 0, 0
    row = op.rows(
        "SELECT coalesce(sum(snooze_count), 0) AS snoozes, coalesce(sum(attempts), 0) AS tries "
        "FROM followup_state WHERE source_kind = ? AND source_id = ? AND rule = ? AND base_on < ? "
        "AND status = 'open' AND deleted_at IS NULL",
        (item.source_kind, item.source_id, item.rule, item.base_on.isoformat()),
    )[0]
    return row["snoozes"], row["tries"]
