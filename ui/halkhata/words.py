"""How guests, candidates and drives look in a list, and the few words the halkhata's panes share."""

from __future__ import annotations

import datetime as dt

from shopbook.dues.model import DueRow
from shopbook.errors import Message
from shopbook.followups.sentences import called
from shopbook.halkhata.model import TITLE, WORDS, Guest, Halkhata
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext, say
from ui.lists.looks import RowLook


def guest_name(guest: Guest) -> str:
    """What the shop calls a guest: রহিম ভাই."""
    name = called(guest.name, guest.honorific) if guest.name else numbers.phone(guest.phone)
    return name if isinstance(name, str) else say(name)


def look_of_guest(guest: Guest) -> RowLook:
    """A guest in the list: who, where, what is left, and whether they came."""
    if guest.came_on is not None:
        icon, tone, badge, badge_tone = "check", "green", _("Came"), "green"
    else:
        icon, tone, badge, badge_tone = "user", "brand", "", "brand"
    if guest.collected_paisa:
        badge, badge_tone = _("Paid {amount}").format(amount=numbers.money(guest.collected_paisa)), "green"
    second = [guest.area]
    if guest.printed_on is not None:
        second.append(_("card printed"))
    if not guest.is_living:
        second.append(_("in the trash"))
    return RowLook(
        guest_name(guest),
        " · ".join(part for part in second if part) or " ",
        icon,
        tone,
        beside=numbers.phone(guest.phone) if guest.phone else "",
        amount=numbers.money(guest.left_paisa) if guest.left_paisa else _("Cleared"),
        amount_tone="red" if guest.left_paisa else "green",
        badge=badge,
        badge_tone=badge_tone,
        faded=not guest.is_living,
    )


def look_of_candidate(row: DueRow, ticked: bool) -> RowLook:
    """Somebody who could be invited, ticked or not."""
    since = dates.date_long(row.oldest_unpaid_on) if row.oldest_unpaid_on else ""
    second = [row.area, _("since {day}").format(day=since) if since else ""]
    return RowLook(
        row.name or numbers.phone(row.phone),
        " · ".join(part for part in second if part) or " ",
        "check" if ticked else "x",
        "green" if ticked else "text2",
        beside=numbers.phone(row.phone) if row.phone and row.name else "",
        amount=numbers.money(row.balance_paisa),
        amount_tone="red" if ticked else "",
        badge="" if ticked else _("not invited"),
        faded=not ticked,
    )


def drive_words(drive: Halkhata) -> str:
    """A drive in the chooser: its title, day and state."""
    state = {"closed": _("closed"), "cancelled": _("called off")}.get(drive.status, "")
    return " · ".join(part for part in (dates.date_long(drive.held_on), state, drive.title) if part)


def day_words(day: dt.date, today: dt.date) -> str:
    """The day in both calendars and how far it is."""
    return f"{dates.date_weekday(day)} · {dates.bangla_date(day)} · {dates.ago(day, today)}"


def people(count: int) -> str:
    """So many people."""
    return ngettext("{n} person", "{n} people", count).format(n=numbers.number(count))


def usual_title() -> str:
    """What the card is headed unless the shop says otherwise."""
    return say(TITLE)


def usual_words() -> str:
    """What the card says unless the shop says otherwise."""
    return say(WORDS)


def over(drive: Halkhata) -> Message | None:
    """Why nothing can be changed any more, None while it can."""
    if drive.status == "closed":
        return Message("This halkhata is closed; the rest was carried into the new book.")
    return (
        Message("This halkhata was called off; money that was taken stays taken.")
        if not drive.is_open
        else None
    )
