"""What a caller of the phone's log looks like in the list, and what becomes of them in words."""

from __future__ import annotations

import datetime as dt

from shopbook.clock import day_of
from shopbook.exchange import call_log as log
from shopbook.exchange.call_log import Caller
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext, say
from ui.lists.looks import RowLook

_ICONS = {
    log.CALL_BACK: ("phone-missed", "red"),
    log.TALKS: ("phone-incoming", "green"),
    log.ANSWERED: ("phone-call", "green"),
    log.OLD: ("clock", "amber"),
    log.NOTHING: ("phone-outgoing", "blue"),
    log.LEFT_OUT: ("phone-off", "amber"),
}


def look_of(caller: Caller, today: dt.date, *, out: bool = False) -> RowLook:
    """Who, when and how often, and what will happen."""
    number = numbers.phone(caller.phone.e164 or caller.phone.raw) if caller.phone.raw else ""
    who = caller.customer_name or caller.name
    icon, tone = _ICONS[caller.fate]
    at = caller.last_at
    parts = (_when(at, today, timed=caller.last_is_timed), _times(caller), _fate(caller, out=out))
    return RowLook(
        title=who or number or _("Hidden number"),
        second=" · ".join(part for part in parts if part),
        icon=icon,
        tone="amber" if out else tone,
        beside=number if who else "",
        badge=_("Left out") if out else _badge(caller),
        badge_tone="amber" if out else "blue" if caller.customer_name else "violet",
        faded=out or caller.fate in (log.LEFT_OUT, log.NOTHING, log.OLD),
    )


def _when(at: dt.datetime | None, today: dt.date, *, timed: bool) -> str:
    """The day and the hour, or the day alone when the log tells no more."""
    if at is None:
        return ""
    return dates.when(at, today) if timed else dates.ago(day_of(at), today)


def _badge(caller: Caller) -> str:
    if caller.fate not in (log.CALL_BACK, log.TALKS):
        return ""
    return _("Customer") if caller.customer_name else _("Unknown number")


def _times(caller: Caller) -> str:
    if caller.times > 1:
        return ngettext("rang {n} time", "rang {n} times", caller.times).format(
            n=numbers.number(caller.times)
        )
    return ""


def _fate(caller: Caller, *, out: bool) -> str:
    """What will happen, in a few words."""
    if out:
        return _("stays out of the list")
    match caller.fate:
        case log.CALL_BACK if caller.waits:
            return _("waits for a call already; joins it")
        case log.CALL_BACK:
            return _("will be called back")
        case log.TALKS if caller.customer_id is not None:
            n = len(caller.talks)
            return ngettext("{n} answered call", "{n} answered calls", n).format(n=numbers.number(n))
        case log.TALKS:
            return _("an answered call with a number nobody knows")
        case log.ANSWERED:
            return _("nothing to do")
        case log.OLD:
            return _("not put on the list any more")
        case log.LEFT_OUT if caller.why is not None:
            return say(caller.why)
    return _("rung by the shop, or too short for a talk")
