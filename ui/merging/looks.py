"""How a pair and a merge look as a row of their lists. The lists are page.py."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from shopbook.customers.model import CustomerRow
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _
from shopbook.merging.model import Merge, Pair
from ui.lists.looks import RowLook
from ui.merging import words


def of_pair(pair: Pair, people: Mapping[int, CustomerRow]) -> RowLook:
    """Both names, why they may be one, and how sure that is."""
    one, other = people[pair.one_id], people[pair.other_id]
    badge, tone = words.likeliness(pair)
    names = [numbers.to_script(row.name) or numbers.phone(row.phone) for row in (one, other)]
    places = " / ".join(dict.fromkeys(row.whereabouts for row in (one, other) if row.whereabouts))
    parts = (words.reasons(pair), numbers.to_script(places))
    return RowLook(
        title=" — ".join(names),
        second=" · ".join(part for part in parts if part),
        avatar=one.title,
        badge=badge,
        badge_tone=tone,
    )


def of_merge(one: Merge, today: dt.date) -> RowLook:
    """The page that stayed, who lies in it, and whether they were separated again."""
    merged = numbers.to_script(one.merged_title)
    said = _("Merged with it: {name}") if one.is_standing else _("Was merged with it: {name}")
    return RowLook(
        title=numbers.to_script(one.kept_title),
        second=said.format(name=merged),
        icon="users" if one.is_standing else "undo-2",
        tone="brand" if one.is_standing else "blue",
        amount=dates.ago(one.on, today),
        amount_tone="text2",
        badge="" if one.is_standing else _("Separated"),
        badge_tone="blue",
        faded=not one.is_standing,
    )
