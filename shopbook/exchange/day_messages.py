"""The day's messages as a table for a bulk SMS service: number, name, words, parts. Nothing is sent from here."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from shopbook.customers.phones import normalise
from shopbook.errors import Message
from shopbook.followups.model import Card, Item, Today
from shopbook.followups.operations import Followups
from shopbook.followups.rules import BY_NAME
from shopbook.followups.rules.care import is_rumour
from shopbook.localisation.language import say
from shopbook.wording.sms import parts

# The shop's own affairs, and money over the limit, which only the owner speaks of.
_NOT_BY_SMS = frozenset({"manual_reminder", "review", "credit_limit"})
# A spreadsheet takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class DayMessage:
    """One line of the file: the number as 8801..., whom it reaches, the words and how many SMS they are."""

    number: str
    name: str
    text: str
    parts: int


@dataclass(frozen=True, slots=True)
class DayMessages:
    """The lines, and how many cards were left out because they have no mobile number or are better left in peace."""

    lines: tuple[DayMessage, ...]
    without_mobile: int = 0
    left_in_peace: int = 0

    @property
    def parts(self) -> int:
        """How many SMS all of them are."""
        return sum(line.parts for line in self.lines)


def day_messages(followups: Followups, today: Today) -> DayMessages:
    """One message a household of today's list as it stands now, about its weightiest reason that may be written about.

    Left in peace: who asked not to be called; quiet days where only dues or offers are to be said.
    """
    quiet = followups.quiet_customers(
        [card.customer_id for card in today.cards if card.customer_id], today.on
    )
    chosen: list[tuple[Card, Item]] = []
    numbers: list[str] = []
    without_mobile = left_in_peace = 0
    for card in today.cards:
        if card.customer_id is None and not card.phone:
            continue  # about nobody: a rumour, a reminder for the shop itself
        item = _to_write_about(card, quiet=card.customer_id in quiet)
        phone = normalise(card.phone)
        if item is None:
            left_in_peace += 1
        elif phone.kind != "mobile" or phone.e164 is None:
            without_mobile += 1
        elif phone.e164[1:] not in numbers:
            chosen.append((card, item))
            numbers.append(phone.e164[1:])
    ready = followups.messages_of(chosen)
    lines = tuple(
        DayMessage(number, card.person.name if card.person else card.reasons[0].name, each.text, parts(each.text).parts)
        for number, (card, _item), each in zip(numbers, chosen, ready, strict=True)
    )  # fmt: skip
    return DayMessages(lines, without_mobile, left_in_peace)


def _to_write_about(card: Card, *, quiet: bool) -> Item | None:
    if card.person is not None and card.person.do_not_call:
        return None
    for item in card.reasons:
        rule = BY_NAME[item.rule]
        if item.rule not in _NOT_BY_SMS and not is_rumour(item) and rule.calls and not (quiet and rule.asks):
            return item
    return None


def table(lines: Iterable[DayMessage]) -> bytes:
    """The file: CSV in UTF-8 with its mark, as spreadsheets want it, no cell a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    heads = (Message("Number"), Message("Name"), Message("Message"), Message("Parts"))
    writer.writerow([say(head) for head in heads])
    for line in lines:
        writer.writerow([line.number, inert(line.name), inert(line.text), line.parts])
    return text.getvalue().encode("utf-8-sig")


def inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
