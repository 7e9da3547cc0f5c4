"""What a job will have done to the warranty, in words to be read before it is saved. The arithmetic is
shopbook.warranties'."""

from __future__ import annotations

import datetime as dt

from shopbook.localisation import dates
from shopbook.localisation.language import _, ngettext
from shopbook.localisation.numbers import number
from shopbook.warranties.days import Repair, span_of
from shopbook.warranties.model import Card


def effect_lines(
    card: Card, effect: str, received_on: dt.date, delivered_on: dt.date
) -> list[tuple[str, str]]:
    """Each promise of the card and until when it will last, were the thing handed over on `delivered_on`."""
    lines = []
    for coverage in card.coverages:
        repairs = card.repairs
        if effect in ("extend", "restart"):
            repairs = (*repairs, Repair(effect, received_on, delivered_on))
        start_on = delivered_on if effect == "new" else card.start_on
        span = span_of(start_on, coverage.length, coverage.unit, () if effect == "new" else repairs)
        if span.ends_on is None:
            words = _("for life")
        elif span.ends_on < delivered_on:
            words = _("ended on {day}").format(day=dates.date_long(span.ends_on))
        else:
            words = _("until {day}").format(day=dates.date_long(span.ends_on))
        lines.append((coverage.label, words))
    return lines


def effect_sentence(effect: str, received_on: dt.date, delivered_on: dt.date) -> str:
    """What happens to the card as a whole."""
    if effect == "extend":
        days = max(0, (delivered_on - received_on).days)
        words = ngettext("{n} day in the shop is added", "{n} days in the shop are added", days)
        return words.format(n=number(days))
    if effect == "restart":
        return _("Counts anew from {day}").format(day=dates.date_long(delivered_on))
    if effect == "new":
        return _("The old card ends; a new one begins on {day}").format(day=dates.date_long(delivered_on))
    return _("The warranty stays as it is")
