"""A new thing has come: the words for those it may interest, and a place for each on the list. Whom it may interest is
`interested`; the file is written by `day_messages`."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shopbook.customers.phones import normalise
from shopbook.errors import Invalid, Message
from shopbook.exchange.day_messages import DayMessage, DayMessages
from shopbook.exchange.interested import Interest, Interested, InterestQueries
from shopbook.followups.messages import greeting
from shopbook.followups.model import Person
from shopbook.followups.operations import Followups
from shopbook.followups.reminders import ReminderDraft
from shopbook.followups.sentences import called
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import gettext, say
from shopbook.localisation.possessive import owner
from shopbook.permissions import needs, shows
from shopbook.search.fold import clean
from shopbook.settings.operations import Settings
from shopbook.storage.store import Store
from shopbook.wording.filling import fill
from shopbook.wording.messages import FRAME
from shopbook.wording.model import TemplateDraft, respelled
from shopbook.wording.sms import parts

LONGEST_WHAT = 200
_BODY = Message("we have something new: {product}. Come and have a look when you can.")
_ONE_DAY = dt.timedelta(1)


@dataclass(frozen=True, slots=True)
class Reminded:
    """How many were put on the list, on how many days and until when; `known`: who stood there for it already."""

    count: int
    days: int
    last_on: dt.date | None
    known: int


class Announcements:
    """Telling people of a new thing."""

    def __init__(self, store: Store, settings: Settings, followups: Followups) -> None:
        self._store = store
        self._settings = settings
        self._followups = followups
        self._queries = InterestQueries(store)

    @shows("look")
    def interested(
        self, what: str = "", tag: str | None = None, category: str | None = None, area: str | None = None
    ) -> Interest:
        """Whom it may interest and why, each household once; nobody while nothing is asked for."""
        return self._queries.interested(
            what, self._store.clock.today(), tag=tag, category=category, area=area
        )

    def tags(self) -> list[str]:
        """The tags that somebody carries, the most frequent first."""
        return self._queries.tags()

    def categories(self) -> list[str]:
        """The kinds of goods in the book, the most frequent first."""
        return self._queries.categories()

    @shows("look")
    def messages(self, people: Sequence[Interested], template: str, what: str) -> DayMessages:
        """One message each in the shop's words, their blanks filled; only mobile numbers get one. Raises Invalid."""
        same = self._blanks(template, what)
        lines: dict[str, DayMessage] = {}
        without_mobile = 0
        for one in people:
            phone = normalise(one.phone)
            if phone.kind != "mobile" or phone.e164 is None:
                without_mobile += 1
            elif text := _filled(one, template, same):
                line = DayMessage(phone.e164[1:], one.name, text, parts(text).parts)
                lines.setdefault(line.number, line)
        return DayMessages(tuple(lines.values()), without_mobile)

    @shows("look")
    def message(self, one: Interested, template: str, what: str) -> str:
        """How it reads for one of them; "" when too little is known to say anything. Raises Invalid."""
        return _filled(one, template, self._blanks(template, what))

    def _blanks(self, template: str, what: str) -> dict[str, str]:
        """What the blanks are for everybody; a template with anything wrong in it is refused."""
        problems = TemplateDraft(body=template).problems()
        if problems:
            raise Invalid(problems)
        shop, today = self._settings.shop(), self._store.clock.today()
        thing = clean(what)
        return {
            "shop": shop.name,
            "product": thing,
            "product_whose": owner(thing) if thing else "",
            "date": dates.month_day(today.month, today.day),
            "hotline": numbers.phone(shop.hotline) if shop.hotline else "",
        }

    @needs("talk")
    def remind(
        self, people: Sequence[Interested], what: str, on: dt.date, by: object | None = None
    ) -> Reminded:
        """Put each on the list as an own reminder, in one operation: from `on` no more a day than the shop calls.

        What other own reminders begin on a day counts there, the weekly holiday is left free, and nobody who waits to
        be told of the same thing is put there twice. Raises Invalid.
        """
        thing = clean(what)
        problems: dict[str, Message] = {}
        if not thing:
            problems["what"] = Message("Write what has come.")
        elif len(thing) > LONGEST_WHAT:
            problems["what"] = Message("This is too long; {most} letters fit.", most=LONGEST_WHAT)
        if on < self._store.clock.today():
            problems["on"] = Message("Choose today or a day that is still to come.")
        if problems:
            raise Invalid(problems)
        titles = [_title(one, thing) for one in people]
        waiting = self._waiting(people, titles)
        fresh = [
            (one, title)
            for one, title in zip(people, titles, strict=True)
            if (one.customer_id, title) not in waiting
        ]
        used: Counter[dt.date] = Counter()
        with self._store.operation(by):
            for (one, title), day in zip(fresh, self._free_places(on), strict=False):
                draft = ReminderDraft(title=title, start_on=day, customer_id=one.customer_id)
                self._followups.remind(draft, by)
                used[day] += 1
        return Reminded(len(fresh), len(used), max(used, default=None), len(people) - len(fresh))

    def _free_places(self, on: dt.date) -> Iterator[dt.date]:
        """A day for each, again and again until it is full."""
        shop, day = self._settings.shop(), on
        while True:
            if shop.is_open(day):
                taken = self._store.value(
                    "SELECT count(*) FROM manual_reminder WHERE start_on = ? AND deleted_at IS NULL AND paused = 0",
                    (day.isoformat(),),
                )
                yield from [day] * max(0, shop.day_capacity - int(taken))
            day += _ONE_DAY

    def _waiting(self, people: Sequence[Interested], titles: Sequence[str]) -> set[tuple[int | None, str]]:
        """Of these people and titles, those on the list that nobody has done yet."""
        known = [one.customer_id for one in people if one.customer_id is not None]
        found = (
            "title IN (SELECT value FROM json_each(:titles)) AND done_through IS NULL AND deleted_at IS NULL"
        )
        rows = self._store.rows(
            f"SELECT customer_id, title FROM manual_reminder WHERE customer_id IS NULL AND {found} UNION ALL "
            "SELECT m.customer_id, m.title FROM json_each(:people) j CROSS JOIN manual_reminder m "
            f"ON m.customer_id = j.value WHERE {found}",
            {"titles": json.dumps(sorted(set(titles))), "people": json.dumps(known)},
        )
        return {(row["customer_id"], row["title"]) for row in rows}


def first_words() -> str:
    """The words an announcement begins with, in the language now spoken; the shop makes its own of them."""
    return respelled(gettext(FRAME.text).replace("{body}", gettext(_BODY.text)))


def _filled(one: Interested, template: str, same: dict[str, str]) -> str:
    name = called(one.name, one.honorific) if one.name else ""
    own = {
        "greeting": say(greeting(Person(0, honorific=one.honorific, festivals=one.festivals))),
        "name": say(name) if isinstance(name, Message) else name,
    }
    return fill(template, same | own)


def _title(one: Interested, thing: str) -> str:
    if one.customer_id is not None:
        return say(Message("New product: {thing}", thing=thing))
    who = " ".join(part for part in (one.name, numbers.phone(one.phone)) if part)
    return say(Message("New product: {thing} — tell {who}", thing=thing, who=who))
