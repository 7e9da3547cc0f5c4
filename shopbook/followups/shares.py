"""Each member's part of the day's list: by assignment, else by the household's number. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from shopbook.followups.model import Card, Today
from shopbook.followups.rules import BY_NAME
from shopbook.storage.ids import hashed_id


def share(
    found: Today, staff: int, team: Sequence[int], away: Iterable[int] = (), owners: Iterable[int] = ()
) -> Today:
    """One member's part of the list. `team`: everybody by id; the part of somebody away falls to the others.

    What only the owner may see stands in the owner's part alone: of a card that falls to somebody else, those reasons
    are left out there, and the owner has a card of them.
    """
    absent = frozenset(away)
    here = [one for one in team if one not in absent] or list(team)
    boss = frozenset(owners)
    first_owner = next((one for one in here if one in boss), None)

    def whose(card: Card) -> int:
        place = hashed_id(card.household)
        assigned = next((item.staff_id for item in card.reasons if item.staff_id in team), None)
        found_by_number = assigned or team[place % len(team)]
        return found_by_number if found_by_number in here else here[place // len(team) % len(here)]

    def part(cards: Iterable[Card]) -> tuple[Card, ...]:
        seen = []
        for card in cards:
            if whose(card) == staff:
                seen.append(card if staff in boss else _of(card, owner_only=False))
            elif staff == first_owner and whose(card) not in boss:
                seen.append(_of(card, owner_only=True))
        return tuple(card for card in seen if card.reasons)

    cards, later = part(found.cards), part(found.later)
    return replace(
        found,
        cards=cards,
        later=later,
        no_answer=part(found.no_answer),
        snoozed=part(found.snoozed),
        held=part(found.held),
        counts=replace(
            found.counts,
            now=len(cards),
            late=sum(1 for card in cards if card.days_late > 0),
            later=len(later),
            overdue_paisa=sum(card.overdue_paisa for card in (*cards, *later)),
        ),
    )


def _of(card: Card, *, owner_only: bool) -> Card:
    """A card with only what is for the owner's eyes, or without it."""
    reasons, others = (
        tuple(item for item in items if BY_NAME[item.rule].owner_only is owner_only)
        for items in (card.reasons, card.others)
    )
    return (
        card
        if (reasons, others) == (card.reasons, card.others)
        else replace(card, reasons=reasons, others=others)
    )
