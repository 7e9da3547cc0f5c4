"""Backups in words: when, where, how large, whether good. What a backup is belongs to shopbook.backups."""

from __future__ import annotations

import datetime as dt

from shopbook.backups.model import Backup, Drive, Kept, Place
from shopbook.clock import day_of
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext, pgettext
from shopbook.storage.proving import Counts

MEGA = 1_000_000
TONES = {"good": "green", "poor": "amber", "bad": "red"}
ICONS = {"good": "circle-check", "poor": "triangle-alert", "bad": "circle-x"}


def size(count: int) -> str:
    """The size of a file: 4.2 MB, 850 KB."""
    if count >= 1000 * MEGA:
        return _("{n} GB").format(n=numbers.to_script(f"{count / (1000 * MEGA):.1f}"))
    if count >= MEGA:
        return _("{n} MB").format(n=numbers.to_script(f"{count / MEGA:.1f}"))
    return _("{n} KB").format(n=numbers.number(max(1, count // 1000)))


def day_and_time(at: dt.datetime, today: dt.date) -> str:
    """When a backup was made, the day always said: today, 4:10; yesterday; 3 November 2026."""
    day = day_of(at)
    if day == today:
        return _("Today, {time}").format(time=dates.time_short(at))
    if day.year == today.year and (today - day).days > 1:
        return f"{dates.month_day(day.month, day.day)}, {dates.time_short(at)}"
    return dates.when(at, today)


def where(kind: str, label: str = "") -> str:
    """In what kind of place a backup lies."""
    if kind == "drive":
        return label or pgettext("where a backup lies", "Pen drive")
    if kind == "folder":
        return pgettext("where a backup lies", "Chosen folder")
    return pgettext("where a backup lies", "Beside the book")


def last_backup(kept: Kept | None, today: dt.date) -> str:
    """The foot of the window: when and where the last good backup was made."""
    if kept is None:
        return _("No backup made yet")
    when = day_and_time(kept.at, today)
    place = where(kept.place)
    return _("Backup: {when} · {place}").format(when=when, place=place)


def head(kept: Kept | None, today: dt.date) -> str:
    """The one sentence on top of the page."""
    if kept is None:
        return _("There is no good backup yet")
    return _("Last good backup: {when}").format(when=day_and_time(kept.at, today))


def advice(state: str, kept: Kept | None, today: dt.date) -> str:
    """What to do, when something is to be done."""
    if kept is None:
        return _("If this computer breaks today, the book is gone. One press on the button is enough.")
    days = (today - day_of(kept.at)).days
    if state == "bad":
        return ngettext(
            "Nothing was backed up for {n} day. Make one now, best onto a pen drive.",
            "Nothing was backed up for {n} days. Make one now, best onto a pen drive.",
            days,
        ).format(n=numbers.number(days))
    if state == "poor":
        return ngettext(
            "The last one is {n} day old. Make a new one today.",
            "The last one is {n} days old. Make a new one today.",
            days,
        ).format(n=numbers.number(days))
    return ""


def counts(held: Counts, today: dt.date) -> str:
    """What a backup holds, in one line."""
    parts = [
        _("Customers: {n}").format(n=numbers.number(held.customers)),
        _("Sales: {n}").format(n=numbers.number(held.sales)),
    ]
    if held.last_sale_on is not None:
        parts.append(last_sale_words(held, today))
    return " · ".join(parts)


def last_sale_words(held: Counts, today: dt.date) -> str:
    """The day of the last sale, within a line of words."""
    return _("Last sale: {day}").format(day=last_sale(held, today))


def last_sale(held: Counts, today: dt.date) -> str:
    """The day of the last sale: today, yesterday, 3 November."""
    if held.last_sale_on is None:
        return "—"
    days = (today - held.last_sale_on).days
    return dates.ago(held.last_sale_on, today) if days in (0, 1) else dates.date_short(held.last_sale_on)


def standing(backup: Backup) -> tuple[str, str]:
    """How far a backup can be trusted, and the tone of it."""
    if not backup.readable:
        return pgettext("a backup", "Cannot be read"), "red"
    if backup.manifest is not None and backup.manifest.kind == "sealed":
        return pgettext("a backup", "Locked"), "blue"
    if backup.manifest is None or not backup.verified:
        return pgettext("a backup", "Not checked"), "amber"
    return pgettext("a backup", "Good"), "green"


def place_title(place: Place) -> str:
    """What a place is called."""
    if place.kind == "drive" and place.label:
        return place.label
    return where(place.kind)


def drive_title(drive: Drive) -> str:
    """What a pen drive is called."""
    return drive.label or drive.path.name or str(drive.path)


def free(count: int) -> str:
    """How much room is left."""
    return _("{size} free").format(size=size(count))
