"""What not to say in a call, in short plain sentences. Who may be called at all is `standing`'s."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from shopbook.errors import Message
from shopbook.followups.model import Card, Hold
from shopbook.followups.promised import ComplaintLine

GREETINGS = frozenset({"birthday_customer", "birthday_child", "wedding_day", "yearly_note", "pregnancy"})
_LONGEST = 70


def unsaid(
    card: Card,
    *,
    quiet_until: dt.date | None = None,
    mourning: bool = False,
    complaints: Sequence[ComplaintLine] = (),
    do_not_call: bool = False,
    do_not_call_reason: str = "",
    has_private_notes: bool = False,
    owes: bool = False,
) -> tuple[Message, ...]:
    """The sentences, the gravest first; empty when nothing has to be watched."""
    found: list[Message] = []
    held_by = {item.held_by for item in card.reasons}  # the panel says why a card is held back
    if do_not_call and do_not_call_reason:
        found.append(Message("They asked not to be called: {reason}", reason=do_not_call_reason))
    elif do_not_call and Hold.DO_NOT_CALL not in held_by:
        found.append(Message("They asked not to be called; only what they wait for."))
    if mourning:
        found.append(Message("The family mourns: no greetings of joy, no jokes."))
    if quiet_until is not None and Hold.QUIET not in held_by:
        found.append(Message("No dues and no offers until {until_day}.", until_day=quiet_until))
    if any(item.rule == "complaint" for item in card.reasons):
        found.append(Message("No offers while the complaint is open."))
    elif any(one.is_open for one in complaints):
        what = next(one.what for one in complaints if one.is_open)
        found.append(Message("No offers: a complaint is open ({what}).", what=_short(what)))
    elif complaints:
        found.append(Message("No offers yet: ask first whether all is well after the complaint."))
    if owes and quiet_until is None and all(item.rule in GREETINGS for item in card.reasons):
        found.append(Message("Not a word about dues: this call is for good wishes."))
    if has_private_notes:
        found.append(Message("Private notes stay private: do not let them know that you know."))
    return tuple(found)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
