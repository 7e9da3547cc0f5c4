"""How a card of the day looks as a row: icon, tone, words, badge. What is in the list is shopbook.followups' affair."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

from shopbook.clock import DHAKA, day_of, to_instant
from shopbook.followups.model import Card, Hold, Item, Lane
from shopbook.followups.rules import BY_NAME
from shopbook.followups.sentences import called
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext, pgettext, say
from ui.lists.looks import RowLook

# Icon and tone of each rule; a rule that is not named here looks like a plain call.
MARKS = {
    "callback": ("phone-incoming", "violet"),
    "call_later": ("phone-call", "violet"),
    "shop_promise": ("handshake", "red"),
    "complaint": ("triangle-alert", "red"),
    "job_late": ("hammer", "red"),
    "job_ready": ("hammer", "green"),
    "job_at_company": ("truck", "amber"),
    "complaint_check": ("circle-check", "amber"),
    "buy_promise": ("shopping-bag", "green"),
    "demand_arrived": ("package", "green"),
    "used_up": ("repeat", "green"),
    "confirm_order": ("receipt", "green"),
    "keep_in_touch": ("users", "blue"),
    "sleeping": ("moon", "blue"),
    "feedback": ("smile", "amber"),
    "referral": ("user-plus", "green"),
    "pay_promise": ("hand-coins", "red"),
    "old_due": ("wallet", "red"),
    "credit_limit": ("wallet", "red"),
    "instalment": ("calendar-clock", "amber"),
    "halkhata": ("book-open", "amber"),
    "note_followup": ("heart", "blue"),
    "note_unresolved": ("notebook-pen", "blue"),
    "yearly_note": ("calendar-days", "blue"),
    "gift_reached": ("gift", "green"),
    "manual_reminder": ("bell", "brand"),
    "review": ("info", "blue"),
    "thank_you": ("package", "green"),
    "durable_sold": ("badge-check", "green"),
    "first_purchase": ("star", "amber"),
    "service_visit": ("hammer", "blue"),
    "warranty_ending": ("shield-check", "amber"),
    "cover_ending": ("shield-check", "amber"),
    "birthday_customer": ("cake", "violet"),
    "birthday_child": ("cake", "violet"),
    "wedding_day": ("heart", "violet"),
    "pregnancy": ("baby", "violet"),
}


def mark_of(item: Item) -> tuple[str, str]:
    """Icon and tone of a reason; a lock for what only the owner may see."""
    icon, tone = MARKS.get(item.rule, ("phone", "brand"))
    return ("lock" if BY_NAME[item.rule].owner_only else icon), tone


def title_of(card: Card) -> str:
    """Whom the card is about, as the shop calls them."""
    if card.person is not None:
        said = called(card.person.title, card.person.honorific)
        return numbers.phone(card.person.phone) if not card.person.name else _said(said)
    known = card.reasons[0].name
    if known:
        return known
    return numbers.phone(card.phone) if card.phone else _("For the shop itself")


def _said(what: object) -> str:
    return what if isinstance(what, str) else say(what)  # type: ignore[arg-type]


def whereabouts(card: Card) -> str:
    """Which Rahim this is: nickname, father or husband, area."""
    person = card.person
    if person is None:
        return ""
    return " · ".join(part for part in (person.nickname, person.guardian_name, person.area) if part)


def look_of(
    card: Card, now: dt.datetime, *, narrow: bool = False, staff: Mapping[int, str] = MappingProxyType({})
) -> RowLook:
    """The two lines of a card; on a narrow list the badge goes below the name. `staff`: names, by id."""
    item = card.reasons[0]
    icon, tone = mark_of(item)
    why = say(card.why)
    if len(card.reasons) > 1:
        more = len(card.reasons) - 1
        others = ngettext("{n} more reason", "{n} more reasons", more).format(n=numbers.number(more))
        # The line goes on: the full stop of the first reason would stand in its middle.
        why = f"{why.rstrip('।.')} · {others}"
    asked = next((one for one in card.reasons if one.rule == "callback"), None)
    if asked is not None and asked.staff_id is not None and asked.staff_id in staff:
        why = f"{_('{name} will call back').format(name=staff[asked.staff_id])} · {why}"
    if put_off := put_off_word(card.snooze_count):
        why = f"{put_off} · {why}"
    title = title_of(card)
    phone = numbers.phone(card.phone) if card.phone else ""
    badge, badge_tone = badge_of(card, now)
    if narrow and badge:
        why, badge = f"{badge} · {why}", ""
    waits = card.lane in (Lane.SNOOZED, Lane.HELD)
    return RowLook(
        title=title,
        second=why,
        icon=icon,
        tone=tone,
        beside=" · ".join(part for part in ("" if phone == title else phone, whereabouts(card)) if part),
        amount=numbers.money(card.overdue_paisa) if card.overdue_paisa and not waits else "",
        amount_tone="red" if card.days_late else "",
        badge=badge,
        badge_tone=badge_tone,
        faded=waits,
    )


def put_off_word(times: int) -> str:
    """How often the shop put something off itself; "" when it did not."""
    if not times:
        return ""
    return ngettext("You put it off {n} time", "You put it off {n} times", times).format(
        n=numbers.number(times)
    )


def put_off_words(item: Item, why: str) -> str:
    """What is added to the sentence of a reason that was put off: "5 days late, you put it off 2 times"."""
    if not item.snooze_count:
        return ""
    late = ngettext("{n} day late", "{n} days late", item.days_late).format(n=numbers.number(item.days_late))
    says_it = not item.hard or not item.days_late or late in why
    return ", ".join(part for part in ("" if says_it else late, put_off_word(item.snooze_count)) if part)


def badge_of(card: Card, now: dt.datetime) -> tuple[str, str]:
    """The words at the end of a row and their tone: how late, how often tried, when it comes back."""
    today = day_of(now)
    if card.lane is Lane.SNOOZED and card.until is not None:
        return comes_back(card.until, now), "blue"
    if card.lane is Lane.HELD:
        return hold_word(card.reasons[0].held_by), "violet"
    if card.lane is Lane.NO_ANSWER or card.attempts:
        tries = numbers.number(card.attempts)
        return ngettext("Tried {n} time", "Tried {n} times", card.attempts).format(n=tries), "amber"
    if card.days_late > 0:
        days = card.days_late
        return ngettext("{n} day late", "{n} days late", days).format(n=numbers.number(days)), "red"
    ends_on = min((item.last_on for item in card.reasons if item.last_on), default=None)
    if ends_on == today:
        return _("Last day"), "amber"
    if card.reasons[0].rule == "callback":
        # The rule keeps the instant of asking, its Z cut off, as the mark a talk must be later than.
        asked_at = to_instant(card.reasons[0].cleared_after + "Z")
        minutes = max(0, int((now - asked_at).total_seconds() // 60))
        if not minutes:
            return _("Just now"), "red"
        return _("Waiting {time}").format(time=dates.minutes_span(minutes)), "red"
    return (_("Today"), "amber") if card.reasons[0].hard else ("", "brand")


def comes_back(until: dt.datetime, now: dt.datetime) -> str:
    """When a card that was put off returns, as briefly as it can be said."""
    day, today = day_of(until), day_of(now)
    if day == today:
        return dates.time_short(until)
    if (day - today).days == 1:
        return _("Tomorrow")
    return dates.month_day(day.month, day.day)


def hold_word(hold: Hold | None) -> str:
    """Why a card is held back, in a word or two."""
    match hold:
        case Hold.DO_NOT_CALL:
            return pgettext("held back", "Asked not to be called")
        case Hold.QUIET:
            return pgettext("held back", "Quiet days")
        case Hold.COMPLAINT:
            return pgettext("held back", "A complaint is open")
        case Hold.CAP:
            return pgettext("held back", "Called this week")
        case Hold.HOLIDAY:
            return pgettext("held back", "Holiday")
    return ""


def hold_sentence(hold: Hold | None, quiet_until: dt.date | None) -> str:
    """Why a card is held back, in a sentence for the panel."""
    match hold:
        case Hold.DO_NOT_CALL:
            return _("They asked not to be called.")
        case Hold.QUIET if quiet_until is not None:
            return _("A hard time at home: no dues and no offers until {day}.").format(
                day=dates.month_day(quiet_until.month, quiet_until.day)
            )
        case Hold.QUIET:
            return _("A hard time: no dues and no offers for a few days.")
        case Hold.COMPLAINT:
            return _(
                "They are not content with us. First their complaint is put right; offers and greetings wait."
            )
        case Hold.CAP:
            return _("The shop has called them this week already. Too many calls annoy.")
        case Hold.HOLIDAY:
            return _("The shop is closed today. This can wait for the next open day.")
    return ""


def greeting(now: dt.datetime) -> str:
    """Good morning, by the clock of the shop."""
    hour = now.astimezone(DHAKA).hour
    if hour < 12:
        return _("Good morning")
    if hour < 16:
        return _("Good afternoon")
    return _("Good evening")
