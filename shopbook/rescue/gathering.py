"""What the single pages of a damaged file still tell, put side by side: lines of the journal, rows, the schema."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from shopbook.errors import Message
from shopbook.progress import Progress
from shopbook.rescue.journal_of import Line, line_of
from shopbook.storage.pages import Pages, is_tree
from shopbook.storage.salvage import Cell, Inner, walk

_SERIES = frozenset({"memo", "card", "receipt", "job", "return", "customer", "plan"})
_KINDS = frozenset({"table", "index", "trigger", "view"})
_STEP = 200


@dataclass
class Gathered:
    """What was found. rows: by page, (row id, values); below: the pages under an inner page; roots: by table."""

    lines: dict[tuple[str, int], Line] = field(default_factory=dict)
    rows: dict[int, list[tuple[int, list[Any]]]] = field(default_factory=lambda: defaultdict(list))
    below: dict[int, tuple[int, ...]] = field(default_factory=dict)
    roots: dict[str, int] = field(default_factory=dict)
    series: dict[str, int] = field(default_factory=dict)
    drafts: dict[str, tuple[str, str]] = field(default_factory=dict)
    state: list[Any] | None = None
    pages: int = 0
    lost_pages: int = 0

    def in_order(self) -> list[Line]:
        """The lines as they were written; one whose clock does not fit between its neighbours is put between them."""
        sites: dict[str, list[Line]] = defaultdict(list)
        for line in self.lines.values():
            sites[line.site].append(line)
        ordered: list[Line] = []
        for lines in sites.values():
            lines.sort(key=lambda line: line.seq)
            for place in range(1, len(lines) - 1):
                before, here, after = lines[place - 1], lines[place], lines[place + 1]
                if before.hlc < after.hlc and not before.hlc < here.hlc < after.hlc:
                    lines[place] = _at(here, before.hlc + 1)
            ordered += lines
        return sorted(ordered, key=lambda line: (line.hlc, line.site, line.seq))


def gather(path: Path, key: bytes | None, progress: Progress) -> Gathered:
    """Walk over all pages once. Raises Cancelled, OSError."""
    found = Gathered()
    with Pages(path, key) as pages:
        found.pages = pages.count
        told = 0
        trees = set()
        for one in walk(pages):
            trees.add(one.page)
            if one.page >= told + _STEP:
                told = one.page
                progress.step(told, pages.count, Message("Reading page by page"))
            if isinstance(one, Inner):
                found.below[one.page] = one.below
            elif one.row_id is None:
                _take_index(found, one)
            else:
                _take_row(found, one)
        found.lost_pages = _lost(pages, trees)
    return found


def _take_row(found: Gathered, cell: Cell) -> None:
    assert cell.row_id is not None
    values = cell.values
    if len(values) == 5 and values[0] in _KINDS and isinstance(values[3], int):
        if values[0] == "table" and isinstance(values[1], str) and values[3] > 1:
            found.roots[values[1]] = values[3]
        return
    if cell.row_id == 1 and _is_state(values):
        if found.state is None or values[3] > found.state[3]:
            found.state = values
        return
    found.rows[cell.page].append((cell.row_id, values))


def _take_index(found: Gathered, cell: Cell) -> None:
    values = cell.values
    line = line_of(values)
    if line is not None:
        known = found.lines.get(line.place)
        # A line changes only when somebody is forgotten: then it is shorter.
        if known is None or len(line.changed) < len(known.changed):
            found.lines[line.place] = line
    elif len(values) == 2 and values[0] in _SERIES and isinstance(values[1], int) and values[1] > 0:
        found.series[values[0]] = max(values[1], found.series.get(values[0], 0))
    elif len(values) == 3 and all(isinstance(value, str) for value in values) and values[2].endswith("Z"):
        name, body, saved_at = values
        if _is_json(body) and (name not in found.drafts or found.drafts[name][1] < saved_at):
            found.drafts[name] = (body, saved_at)


def _is_state(values: list[Any]) -> bool:
    """site, writer, seq, hlc, operation, at_ms, actor, app, muted, and from schema 4 book, token, incarnation."""
    if not 10 <= len(values) <= 20 or values[0] is not None:
        return False
    site, writer, seq, hlc = values[1:5]
    return (
        isinstance(site, str)
        and 1 <= len(site) <= 6
        and all(isinstance(one, int) and one >= 0 for one in (writer, seq, hlc))
        and writer < 1024
        and values[9] in (0, 1)
    )


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return text[:1] in ("{", "[")


def _lost(pages: Pages, trees: set[int]) -> int:
    """Pages that are no part of a tree and no tail of a record: what stood in them cannot be told."""
    lost = 0
    for number in range(1, pages.count + 1):
        if number in trees or number in pages.overflow:
            continue
        page = pages.page(number)
        if page is None or not is_tree(page, 100 if number == 1 else 0, pages.usable):
            lost += 1
    return lost


def _at(line: Line, hlc: int) -> Line:
    return replace(line, hlc=hlc)
