"""Finding the numbers on papers and pieces by all, the end or the start of them. Names: see `queries`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from shopbook.search.fold import ascii_digits, fold_code
from shopbook.search.index import CODE_KINDS, TAIL_LENGTH
from shopbook.storage.store import Reader


@dataclass(frozen=True, slots=True)
class Code:
    """A number found: whose it is, how it is written, and whether the whole of it was typed."""

    kind: str
    id: int
    customer_id: int | None
    shown: str
    whole: bool


# Numbers of the shop's own series have a letter and six digits (A-000124); people say "124".
_SERIES_DIGITS = 6
# After a restore the letter has a figure: A2-000125.
_SERIES = re.compile(r"([A-Z]{1,3}\d{0,3})-0*(\d{1,9})", re.IGNORECASE)
_SHORTEST_PART = 3
_LONGEST_CODE = 100
# Candidates of one look-up; of a very common end the newest among these are shown.
_MOST = 200
_END_OF_RANGE = chr(0x10FFFF)

_COLUMNS = """SELECT s.row_id, s.kind, s.shown, s.folded,
    c.id AS customer_id, c.name, c.merged_into_id, c.deleted_at, c.erased_on FROM"""
_OWNER = "LEFT JOIN customer c ON c.id = s.customer_id"
_EXACT = f"{_COLUMNS} search_code s {_OWNER} WHERE s.folded = :key LIMIT :most"
_BEGINNING = f"{_COLUMNS} search_code s {_OWNER} WHERE s.folded >= :key AND s.folded < :end LIMIT :most"
_TAIL = f"{_COLUMNS} search_code s {_OWNER} WHERE s.tail >= :key AND s.tail < :end LIMIT :most"


def find(store: Reader, text: str, limit: int) -> list[Code]:
    """Numbers that are, end with or begin with what was typed, in this order; numbers of the trash are left out."""
    key = fold_code(text)[:_LONGEST_CODE]
    if not key:
        return []
    found: dict[tuple[int, int], Code] = {}
    exact = _rows(store, _EXACT, key)
    typed = _SERIES.fullmatch(ascii_digits(text).strip())
    if typed and not exact:  # A-12 without its noughts; a serial may look the same: SN-100
        full = fold_code(f"{typed[1]}-{int(typed[2]):0{_SERIES_DIGITS}d}")
        exact = _rows(store, _EXACT, full)
        key = full if exact else key
    _take(found, store, exact, whole=True)
    if key.isdigit() and len(key) < _SERIES_DIGITS:
        series = _rows(store, _TAIL, key.zfill(_SERIES_DIGITS)[::-1])
        _take(found, store, [row for row in series if _is_series(row["shown"], key)], whole=True)
    if len(key) >= _SHORTEST_PART and any(mark.isdigit() for mark in key) and len(found) < limit:
        ends = _rows(store, _TAIL, key[::-1][:TAIL_LENGTH])
        _take(found, store, [row for row in ends if row["folded"].endswith(key)], whole=False)
        if len(found) < limit:
            _take(found, store, _rows(store, _BEGINNING, key), whole=False)
    return _once_a_serial(_without_gone(store, list(found.values())))[:limit]


def _without_gone(store: Reader, found: list[Code]) -> list[Code]:
    """Without cards and plans that were taken back: they are in nobody's hand."""
    for table, kinds in (("warranty", ("card", "card_serial")), ("plan", ("plan",))):
        ids = [code.id for code in found if code.kind in kinds]
        if ids:
            marks = ", ".join("?" * len(ids))
            is_gone = f"SELECT id FROM {table} WHERE id IN ({marks}) AND deleted_at IS NOT NULL"
            gone = set(store.ids(is_gone, tuple(ids)))
            found = [code for code in found if code.kind not in kinds or code.id not in gone]
    return found


def _once_a_serial(found: list[Code]) -> list[Code]:
    """A serial on a warranty card is shown as the card's only, not as the sale's too: the card has the verdict.

    Of the jobs of one piece the newest is shown: it leads to the others.
    """
    on_cards = {fold_code(code.shown) for code in found if code.kind == "card_serial"}
    kept, in_servicing = [], set[str]()
    for code in found:
        folded = fold_code(code.shown)
        if (code.kind == "serial" and folded in on_cards) or (
            code.kind == "job_serial" and folded in in_servicing
        ):
            continue
        if code.kind == "job_serial":
            in_servicing.add(folded)
        kept.append(code)
    return kept


def _is_series(shown: str, key: str) -> bool:
    """True for A-000124, A2-000124 and 124; a serial number that happens to end so has digits before the noughts."""
    series = _SERIES.fullmatch(shown)
    return series is not None and int(series[2]) == int(key)


def _rows(store: Reader, sql: str, key: str) -> list[Any]:
    rows = store.rows(sql, {"key": key, "end": key + _END_OF_RANGE, "most": _MOST})
    return sorted(rows, key=lambda row: (row["row_id"], row["kind"]), reverse=True)  # newest first


def _take(found: dict[tuple[int, int], Code], store: Reader, rows: list[Any], *, whole: bool) -> None:
    for row in rows:
        place = (row["row_id"], row["kind"])
        if place in found:
            continue
        customer_id, hidden = row["customer_id"], _in_trash(row)
        if row["merged_into_id"] is not None:
            customer_id, hidden = _survivor(store, row["merged_into_id"])
        if hidden:
            continue
        kind, row_id, shown = CODE_KINDS[row["kind"]], row["row_id"], row["shown"]
        if kind == "customer" and customer_id is not None:  # the card in a person's hand names the person
            row_id, shown = customer_id, row["name"] or shown
        found[place] = Code(kind, row_id, customer_id, shown, whole)


def _in_trash(owner: Any) -> bool:
    """Papers of somebody who asked to be forgotten are still found by their number: the card in a hand has its word."""
    return owner["deleted_at"] is not None and owner["erased_on"] is None


def _survivor(store: Reader, customer_id: int) -> tuple[int, bool]:
    """The customer into whom a merged one went in the end, and whether that one is in the trash."""
    seen: set[int] = set()
    while customer_id not in seen:
        seen.add(customer_id)
        asked = "SELECT merged_into_id, deleted_at, erased_on FROM customer WHERE id = ?"
        row = store.row(asked, (customer_id,))
        if row is None:
            return customer_id, True
        if row["merged_into_id"] is None:
            return customer_id, _in_trash(row)
        customer_id = row["merged_into_id"]
    return customer_id, True
