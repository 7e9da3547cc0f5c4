"""A phone's call log into the book: who rang in vain becomes a call-back, who is known is named, nothing twice.

Reading the log is `call_log_reading`; what a call-back is, is shopbook.calls.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from shopbook.calls.model import TALKED, CallbackDraft, CallDraft
from shopbook.calls.operations import Calls
from shopbook.clock import from_instant, to_instant
from shopbook.customers.operations import Customers
from shopbook.customers.phones import Phone, normalise
from shopbook.errors import Invalid, Message
from shopbook.exchange.call_log_columns import INCOMING, MISSED, OUTGOING, REJECTED
from shopbook.exchange.call_log_reading import LogEntry, read_call_log
from shopbook.exchange.call_log_times import without_seconds
from shopbook.localisation.language import ngettext
from shopbook.localisation.numbers import number
from shopbook.permissions import needs, shows
from shopbook.settings.operations import Settings
from shopbook.storage.store import Store

# Under this key the book remembers which calls were taken in: number and minute.
TAKEN = "call_log.taken"
DAYS_REMEMBERED = 60
# Who rang longer ago does not wait for a call any more; they are named and left out.
DAYS_BACK = 7
# Shorter, and nobody spoke: the mailbox, or a wrong key.
TALK_FROM_SECONDS = 5
_SHORTEST_KEY = 7
_ANSWER = ", ".join(f"'{outcome}'" for outcome in sorted(TALKED))

# What becomes of a caller.
CALL_BACK, ANSWERED, TALKS, OLD, NOTHING, LEFT_OUT = (
    "call_back",
    "answered",
    "talks",
    "old",
    "nothing",
    "left_out",
)


@dataclass(frozen=True, slots=True)
class Caller:
    """One number of the log, or one name without a number, and what becomes of it.

    fate: "call_back"; "answered" (rang in vain, but was talked to since); "talks" (answered calls, logged only when
    asked for); "old" (longer ago than a week); "nothing"; "left_out" (`why` says why). `missed` and `talks` hold only
    calls not taken in before, oldest first.
    """

    phone: Phone
    name: str
    fate: str
    missed: tuple[LogEntry, ...] = ()
    talks: tuple[LogEntry, ...] = ()
    customer_id: int | None = None
    customer_name: str = ""
    waits: bool = False  # there is an open call-back of this number, which this one joins
    why: Message | None = None

    @property
    def times(self) -> int:
        """How often they rang in vain."""
        return sum(entry.count for entry in self.missed)

    @property
    def last_at(self) -> dt.datetime | None:
        """Their last call in the log."""
        known = [entry.at for entry in (*self.missed, *self.talks) if entry.at is not None]
        return max(known, default=None)

    @property
    def last_is_timed(self) -> bool:
        """True when the log tells the hour of that call, not only its day."""
        return any(entry.timed for entry in (*self.missed, *self.talks) if entry.at == self.last_at)


@dataclass(frozen=True, slots=True)
class LogPlan:
    """What taking a log in would do, before anything is written. `known`: calls taken in before."""

    callers: tuple[Caller, ...] = ()
    known: int = 0

    @property
    def calls(self) -> int:
        """How many callers will wait for a call."""
        return sum(caller.fate == CALL_BACK for caller in self.callers)

    @property
    def talks(self) -> int:
        """How many answered calls with customers could be logged."""
        return sum(len(caller.talks) for caller in self.callers if caller.customer_id is not None)

    def without(self, left_out: Iterable[str]) -> LogPlan:
        """The plan without some numbers (their last ten digits)."""
        out = frozenset(left_out)
        return replace(self, callers=tuple(one for one in self.callers if one.phone.key10 not in out))


@dataclass(frozen=True, slots=True)
class LogResult:
    """What taking a log in did."""

    callbacks: int
    talks: int


class CallLog:
    """The missed-call dump of one book: look first, then one operation, which one undo takes back."""

    def __init__(self, store: Store, settings: Settings, customers: Customers, calls: Calls) -> None:
        self._store = store
        self._settings = settings
        self._customers = customers
        self._calls = calls

    @shows("look")
    def preview(self, text: str) -> LogPlan:
        """What would become of every caller in a pasted or exported log; writes nothing, never fails."""
        now = self._store.clock.now()
        entries = read_call_log(text, now)
        taken = self._taken()
        known = 0
        by_number: dict[str, list[tuple[Phone, LogEntry]]] = {}
        nameless: dict[str, LogEntry] = {}
        for entry in entries:
            phone = normalise(entry.number)
            if not phone.key10:
                nameless.setdefault(entry.name, entry)
            elif entry.at is not None and _mark(phone.key10, entry.at) in taken:
                known += 1
            else:
                by_number.setdefault(phone.key10, []).append((phone, entry))
        waiting = {request.key10 for request in self._calls.open_callbacks()}
        own = self._own_numbers()
        callers = [
            replace(_without(found), why=Message("This is a number of the shop's own people."))
            if key10 in own
            else self._caller(found, now, waiting)
            for key10, found in by_number.items()
        ]
        callers += [_without_number(entry) for entry in nameless.values()]
        return LogPlan(tuple(sorted(callers, key=_order)), known)

    @needs("talk")
    def apply(self, plan: LogPlan, *, talks: bool = False, by: object | None = None) -> LogResult:
        """Do what a plan says in one operation; `talks` also logs the answered calls of customers.

        What was done is remembered, so that the same log pasted again tomorrow brings only the new calls.
        """
        made = logged = 0
        with self._store.operation(by):
            for caller in plan.callers:
                if talks and caller.customer_id is not None:
                    for entry in caller.talks:
                        self._calls.record(_talk(caller, entry), by)
                        logged += 1
                if caller.fate == CALL_BACK:
                    made += self._ask(caller, by)
            self._remember(plan, talks=talks)
        return LogResult(made, logged)

    def _own_numbers(self) -> set[str]:
        """The hotline and the phones of everybody who works here."""
        written = [self._settings.shop().hotline, *(one.phone for one in self._settings.staff())]
        return {normalise(phone).key10 for phone in written if phone} - {""}

    # ---- one caller

    def _caller(
        self, found: Sequence[tuple[Phone, LogEntry]], now: dt.datetime, waiting: Collection[str]
    ) -> Caller:
        phone = found[0][0]
        entries = sorted(_once(entry for _phone, entry in found), key=lambda entry: entry.at or now)
        name = next((entry.name for entry in entries if entry.name), "")
        if phone.kind == "short" or len(phone.key10) < _SHORTEST_KEY:
            why = Message("A short number of a company or an office; nobody waits for a call there.")
            return replace(_without(found), why=why)
        talks = tuple(
            entry
            for entry in entries
            if entry.kind in (INCOMING, OUTGOING) and entry.seconds >= TALK_FROM_SECONDS and entry.at
        )
        missed = tuple(entry for entry in entries if entry.kind in (MISSED, REJECTED))
        household = self._customers.rows(self._customers.household(phone.key10))
        customer = household[0] if len(household) == 1 else None
        caller = Caller(
            phone,
            name,
            NOTHING,
            missed,
            talks,
            customer.id if customer else None,
            " / ".join(row.title for row in household[:3]),
            waits=phone.key10 in waiting,
        )
        return self._judged(caller, now)

    def _judged(self, caller: Caller, now: dt.datetime) -> Caller:
        if not caller.missed:
            return replace(caller, fate=TALKS if caller.talks else NOTHING)
        since = self._talked_at(caller)
        fresh = tuple(one for one in caller.missed if one.at is None or since is None or one.at > since)
        if not fresh:
            return replace(caller, fate=ANSWERED)
        oldest = now - dt.timedelta(DAYS_BACK)
        late = tuple(one for one in fresh if one.at is None or one.at >= oldest)
        return replace(caller, fate=CALL_BACK if late else OLD, missed=late or fresh)

    def _talked_at(self, caller: Caller) -> dt.datetime | None:
        """When they were last spoken to: by the book, or by an answered call of the log itself."""
        kept = self._store.value(
            f"SELECT max(at) FROM (SELECT max(at) AS at FROM interaction WHERE key10 = ?1 AND outcome IN ({_ANSWER}) "
            f"AND deleted_at IS NULL UNION ALL SELECT max(at) FROM interaction WHERE customer_id = ?2 "
            f"AND outcome IN ({_ANSWER}) AND deleted_at IS NULL)",
            (caller.phone.key10, caller.customer_id),
        )
        known = [to_instant(kept)] if kept else []
        return max([*known, *(entry.at for entry in caller.talks if entry.at is not None)], default=None)

    def _ask(self, caller: Caller, by: object | None) -> int:
        times = caller.times
        topic = (
            ngettext("Rang {n} time", "Rang {n} times", times).format(n=number(times)) if times > 1 else ""
        )
        draft = CallbackDraft(
            phone=caller.phone.e164 or caller.phone.raw,
            name="" if caller.customer_name else caller.name,
            topic=topic,
            customer_id=caller.customer_id,
            source="missed",
            asked_at=caller.missed[0].at,
        )
        try:
            self._calls.ask_callback(draft, by)
        except Invalid:  # a number without a digit that the list could dial
            return 0
        return 1

    # ---- what was taken in before

    def _taken(self) -> set[str]:
        kept = self._settings.kept(TAKEN)
        return {str(one) for one in kept} if isinstance(kept, list) else set()

    def _remember(self, plan: LogPlan, *, talks: bool) -> None:
        oldest = from_instant(self._store.clock.now() - dt.timedelta(DAYS_REMEMBERED))
        marks = {mark for mark in self._taken() if mark.partition(" ")[2] >= oldest}
        for caller in plan.callers:
            logged = caller.talks if talks and caller.customer_id is not None else ()
            for entry in (*caller.missed, *logged):
                if entry.at is not None:
                    marks.add(_mark(caller.phone.key10, entry.at))
        self._settings.keep(TAKEN, sorted(marks))


def _mark(key10: str, at: dt.datetime) -> str:
    return f"{key10} {from_instant(without_seconds(at))}"


def _once(entries: Iterable[LogEntry]) -> list[LogEntry]:
    """Entries of one number without those written twice for the same minute and kind."""
    found: dict[tuple[object, str], LogEntry] = {}
    for place, entry in enumerate(entries):
        when = without_seconds(entry.at) if entry.at is not None else place
        before = found.get((when, entry.kind))
        if before is None or before.count < entry.count:
            found[when, entry.kind] = entry
    return list(found.values())


def _talk(caller: Caller, entry: LogEntry) -> CallDraft:
    return CallDraft(
        customer_id=caller.customer_id,
        phone=caller.phone.e164 or caller.phone.raw,
        direction="in" if entry.kind == INCOMING else "out",
        at=entry.at,
    )


def _without(found: Sequence[tuple[Phone, LogEntry]]) -> Caller:
    """A caller of whom nothing becomes."""
    return Caller(found[0][0], next((entry.name for _phone, entry in found if entry.name), ""), LEFT_OUT)


def _without_number(entry: LogEntry) -> Caller:
    if entry.name:
        why = Message("The log has the name but no number; press F8 and write it.")
    else:
        why = Message("The number was hidden; nobody knows whom to call.")
    return Caller(normalise(""), entry.name, LEFT_OUT, why=why)


_FATES = {CALL_BACK: 0, TALKS: 1, ANSWERED: 2, OLD: 3, NOTHING: 4, LEFT_OUT: 5}


def _order(caller: Caller) -> tuple[int, float]:
    """Call-backs first, in each part the latest caller first."""
    at = caller.last_at
    return _FATES[caller.fate], -(at.timestamp() if at is not None else 0.0)
