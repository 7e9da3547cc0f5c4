"""The shop's own reminders: writing, changing, pausing. When they come up is the rule `manual_reminder`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from shopbook.clock import to_day
from shopbook.customers.living import OF_THE_LIVING
from shopbook.errors import Invalid, Message, NotFound
from shopbook.followups.dates import around
from shopbook.followups.today import TodayList
from shopbook.permissions import needs, shows

UNITS = ("once", "day", "week", "month", "year")
CALENDARS = ("gregorian", "bangla")
_COLUMNS = (
    "id, customer_id, title, start_on, every, unit, calendar, until_on, lead_days, importance, paused, "
    "done_through, staff_id"
)


@dataclass(frozen=True, slots=True)
class ReminderDraft:
    """What to be reminded of: about a customer or about nobody, once or again and again from the start day."""

    title: str = ""
    start_on: dt.date | None = None
    unit: str = "once"
    every: int = 1
    calendar: str = "gregorian"
    until_on: dt.date | None = None
    lead_days: int = 0
    importance: str = "normal"
    customer_id: int | None = None
    staff_id: int | None = None

    def problems(self) -> dict[str, Message]:
        """Everything that keeps this from being saved, by field."""
        found: dict[str, Message] = {}
        if not self.title.strip():
            found["title"] = Message("Write what to remember.")
        elif len(self.title.strip()) > 500:
            found["title"] = Message("This is too long; {most} letters fit.", most=500)
        if self.start_on is None:
            found["start_on"] = Message("Choose a day.")
        elif self.until_on is not None and self.until_on < self.start_on:
            found["until_on"] = Message("The last day lies before the first one.")
        if self.unit not in UNITS or not 1 <= self.every <= 1000:
            found["every"] = Message("Choose how often it comes back.")
        if not 0 <= self.lead_days <= 365:
            found["lead_days"] = Message("Choose between 0 and 365 days before.")
        return found


@dataclass(frozen=True, slots=True)
class Reminder:
    """An own reminder in the book.

    `next_on`: the oldest undone occurrence, None when all is done. `late_on`: the latest undone one before today, which
    stands in the list; None when nothing is late.
    """

    id: int
    draft: ReminderDraft
    paused: bool
    done_through: dt.date | None
    next_on: dt.date | None
    late_on: dt.date | None = None


class OwnReminders(TodayList):
    """Own reminders: reads and writes."""

    @shows("look")
    def reminders(self, customer_id: int | None = None) -> list[Reminder]:
        """All own reminders but those about somebody in the trash, or one customer's; the newest first."""
        one = customer_id is not None
        where, params = ("AND customer_id = ? ", (customer_id,)) if one else (f"AND {OF_THE_LIVING} ", ())
        rows = self._store.rows(
            f"SELECT {_COLUMNS} FROM manual_reminder WHERE deleted_at IS NULL {where}ORDER BY id DESC", params
        )
        feb29, today = self._settings.shop().feb29, self._store.clock.today()
        return [_reminder(row, feb29, today) for row in rows]

    @shows("look")
    def reminder(self, reminder_id: int) -> Reminder:
        """One own reminder; raises NotFound."""
        row = self._store.row(
            f"SELECT {_COLUMNS} FROM manual_reminder WHERE id = ? AND deleted_at IS NULL", (reminder_id,)
        )
        if row is None:
            raise NotFound(Message("This is not in the book any more."))
        return _reminder(row, self._settings.shop().feb29, self._store.clock.today())

    def coming_days(self, draft: ReminderDraft, count: int = 3) -> list[dt.date]:
        """The next days a reminder like this would fall on, today among them: to show while it is being written."""
        return coming_days(draft, self._store.clock.today(), count, self._settings.shop().feb29)

    @needs("talk")
    def remind(self, draft: ReminderDraft, by: object | None = None) -> int:
        """Add an own reminder; returns its id. Raises Invalid."""
        values = _values(draft)
        with self._store.operation(by) as op:
            reminder_id = op.insert("manual_reminder", values)
            op.touch("reminder", reminder_id)
        return reminder_id

    @needs("talk")
    def change_reminder(self, reminder_id: int, draft: ReminderDraft, by: object | None = None) -> None:
        """Change an own reminder; a new start day makes its occurrences undone again. Raises Invalid, NotFound."""
        values = _values(draft)
        if self.reminder(reminder_id).draft.start_on != draft.start_on:
            values["done_through"] = None
        self._set(reminder_id, values, by)

    @needs("talk")
    def pause_reminder(self, reminder_id: int, paused: bool = True, by: object | None = None) -> None:
        """Stop a reminder for a while, or let it go on."""
        self._set(reminder_id, {"paused": int(paused)}, by)

    @needs("talk")
    def drop_reminder(self, reminder_id: int, by: object | None = None) -> None:
        """Put a reminder into the trash."""
        with self._store.operation(by) as op:
            op.update("manual_reminder", reminder_id, {"deleted_at": op.now})
            op.touch("reminder", reminder_id)

    @needs("talk")
    def finish_reminder(self, reminder_id: int, through: dt.date, by: object | None = None) -> None:
        """Everything up to a day is done; the next occurrence comes in its time."""
        self._set(reminder_id, {"done_through": through.isoformat()}, by)

    def _set(self, reminder_id: int, values: dict[str, object], by: object | None) -> None:
        with self._store.operation(by) as op:
            op.update("manual_reminder", reminder_id, values)
            op.touch("reminder", reminder_id)


def coming_days(draft: ReminderDraft, today: dt.date, count: int = 3, feb29: str = "feb28") -> list[dt.date]:
    """The first `count` occurrences from `today` on; fewer when it ends before, none without a start day."""
    if draft.start_on is None or draft.unit not in UNITS or not 1 <= draft.every <= 1000:
        return []
    found: list[dt.date] = []
    after = max(today, draft.start_on) - dt.timedelta(1)
    for _turn in range(count):
        # One step never takes longer than this, so one occurrence surely lies within.
        horizon = max(after, draft.start_on) + dt.timedelta(
            min(_longest_step(draft.unit, draft.every), 400_000)
        )
        last = min(horizon, draft.until_on) if draft.until_on else horizon
        occurrence = around(
            draft.start_on,
            draft.unit,
            draft.every,
            after,
            last,
            bangla=draft.calendar == "bangla",
            feb29=feb29,
        )
        if occurrence is None:
            break
        after = occurrence[0]
        found.append(after)
    return found


def _longest_step(unit: str, every: int) -> int:
    return {"once": 0, "day": 1, "week": 7, "month": 31, "year": 366}[unit] * every + 31


def _values(draft: ReminderDraft) -> dict[str, object]:
    problems = draft.problems()
    if problems or draft.start_on is None:
        raise Invalid(problems)
    return {
        "title": draft.title.strip(),
        "start_on": draft.start_on.isoformat(),
        "every": draft.every,
        "unit": draft.unit,
        "calendar": draft.calendar,
        "until_on": draft.until_on.isoformat() if draft.until_on else None,
        "lead_days": draft.lead_days,
        "importance": draft.importance,
        "customer_id": draft.customer_id,
        "staff_id": draft.staff_id,
    }


def _reminder(row: Any, feb29: str, today: dt.date) -> Reminder:
    start_on = dt.date.fromisoformat(row["start_on"])
    until_on = to_day(row["until_on"])
    done_through = to_day(row["done_through"])
    # So that one occurrence surely lies within.
    step = dt.timedelta(min(_longest_step(row["unit"], row["every"]), 400_000))
    horizon = max(start_on, done_through or start_on) + step
    yesterday = today - dt.timedelta(1)

    def undone(through: dt.date) -> tuple[dt.date, dt.date] | None:
        last = min(through, until_on) if until_on else through
        return around(
            start_on,
            row["unit"],
            row["every"],
            done_through,
            last,
            bangla=row["calendar"] == "bangla",
            feb29=feb29,
        )

    found, late = undone(horizon), undone(yesterday)
    return Reminder(
        id=row["id"],
        draft=ReminderDraft(
            title=row["title"],
            start_on=start_on,
            unit=row["unit"],
            every=row["every"],
            calendar=row["calendar"],
            until_on=until_on,
            lead_days=row["lead_days"],
            importance=row["importance"],
            customer_id=row["customer_id"],
            staff_id=row["staff_id"],
        ),
        paused=bool(row["paused"]),
        done_through=done_through,
        next_on=found[0] if found else None,
        late_on=late[1] if late else None,
    )
