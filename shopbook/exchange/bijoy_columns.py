"""Which columns of a list are typed with Bijoy, and the list with them read as Bengali. Letters are bijoy's affair."""

from __future__ import annotations

from dataclasses import dataclass, replace

from shopbook.exchange.bijoy import likeness, to_unicode
from shopbook.exchange.sheet import Cell, Row, Sheet

_SAMPLE = 300
_SHARE = 0.6
# Titles and headings stand here; a heading may be Bijoy above a column of figures.
_HEAD_ROWS = 30
_SURELY = 1.0
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class BijoyText:
    """Columns of a list typed with Bijoy. samples: some texts as they stand in the file, and read. read: taken so."""

    columns: tuple[int, ...]
    samples: tuple[tuple[str, str], ...]
    read: bool = True


def find(sheet: Sheet) -> BijoyText | None:
    """The columns of a list that are Bijoy; None when there are none. Contacts of phones never are."""
    if sheet.kind == "vcard":
        return None
    columns = tuple(place for place in range(sheet.width) if _is_bijoy(sheet, place))
    if not columns:
        return None
    samples: dict[str, str] = {}
    # Names tell more than headings.
    for row in (*sheet.rows[1:], *sheet.rows[:1]):
        for place in columns:
            text = row.cell(place)
            if isinstance(text, str) and likeness(text) > 0:
                samples.setdefault(text.strip(), to_unicode(text.strip()))
        if len(samples) >= _SHOWN:
            break
    return BijoyText(columns, tuple(samples.items())[:_SHOWN])


def read(sheet: Sheet, found: BijoyText) -> Sheet:
    """The list with its Bijoy texts as Bengali; English between them stays as it is."""
    columns = frozenset(found.columns)
    rows = tuple(
        Row(row.no, tuple(_read(cell, place in columns, at) for place, cell in enumerate(row.cells)))
        for at, row in enumerate(sheet.rows)
    )
    return replace(sheet, rows=rows)


def _read(cell: Cell, inside: bool, at: int) -> Cell:
    if not isinstance(cell, str) or not (inside or at < _HEAD_ROWS):
        return cell
    return to_unicode(cell) if likeness(cell) > (0 if inside else _SURELY) else cell


def _is_bijoy(sheet: Sheet, place: int) -> bool:
    texts = [cell for row in sheet.rows[:_SAMPLE] if isinstance(cell := row.cell(place), str)]
    judged = [score for text in texts if (score := likeness(text)) != 0]
    return len(judged) >= 2 and sum(score > 0 for score in judged) >= _SHARE * len(judged)
