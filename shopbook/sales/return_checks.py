"""What is wrong with a return as typed, by field. Its money is judged in `returns`, which asks the ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from shopbook.errors import Message
from shopbook.sales.model import ONE
from shopbook.sales.return_model import FITS, ReturnDraft, ReturnLine
from shopbook.sales.return_queries import SoldItem
from shopbook.search.fold import clean

_LONGEST_REASON = 500


def problems_of_words(draft: ReturnDraft, sold_on: dt.date, today: dt.date) -> dict[str, Message]:
    """The day and the reason."""
    found: dict[str, Message] = {}
    if draft.on > today:
        found["on"] = Message("This day is still to come.")
    elif draft.on < sold_on:
        found["on"] = Message("The goods came back before they were sold.")
    reason = clean(draft.reason)
    if not reason:
        found["reason"] = Message("Write why.")
    elif len(reason) > _LONGEST_REASON:
        found["reason"] = Message("A reason has at most {n} letters.", n=_LONGEST_REASON)
    return found


def problems_of_lines(items: Mapping[int, SoldItem], lines: Sequence[ReturnLine]) -> dict[str, Message]:
    """Never more than was sold less what is back, each piece once, and which piece where each has its serial."""
    if not lines:
        return {"lines": Message("What came back? Choose at least one item.")}
    found: dict[str, Message] = {}
    left = {item.id: item.left_milli for item in items.values()}
    chosen: set[int] = set()
    for place, line in enumerate(lines):
        item = items.get(line.sale_item_id)
        if item is None:
            found[f"lines.{place}"] = Message("This line is not on the memo.")
            continue
        if line.quantity_milli < 1:
            found[f"lines.{place}.quantity"] = Message("How many came back?")
        left[item.id] -= max(0, line.quantity_milli)
        if left[item.id] < 0:
            found[f"lines.{place}.quantity"] = Message("More came back than was sold.")
        if line.fit not in FITS:
            found[f"lines.{place}.fit"] = Message("Choose in which state it came back.")
        if line.serial_id is not None and (
            line.serial_id not in {serial.id for serial in item.serials} or line.serial_id in chosen
        ):
            found[f"lines.{place}.serial"] = Message("The piece with this serial is back already.")
        elif line.serial_id is not None and line.quantity_milli != ONE:
            found[f"lines.{place}.quantity"] = Message("A serial is of one piece.")
        elif line.serial_id is None and item.by_piece and line.quantity_milli != item.left_milli:
            found[f"lines.{place}.serial"] = Message("Which piece came back? Choose its serial.")
        if line.serial_id is not None:
            chosen.add(line.serial_id)
    return found


def whole_pieces(items: Mapping[int, SoldItem], lines: Sequence[ReturnLine]) -> list[ReturnLine]:
    """The lines with every serial named: where all of a line is back, each of its pieces is."""
    found: list[ReturnLine] = []
    for line in lines:
        item = items[line.sale_item_id]
        if line.serial_id is None and item.by_piece:
            found += [replace(line, quantity_milli=ONE, serial_id=serial.id) for serial in item.serials]
        else:
            found.append(line)
    return found
