"""Understanding a sheet: where its header is, which rows are not customers, what each column holds.

The words of headings live in headings; what a customer's row becomes lives in plan.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType

from shopbook.exchange.headings import FieldKey, heading_words, key_of
from shopbook.exchange.sheet import Cell, Row, Sheet, is_empty, text_of
from shopbook.localisation.numbers import parse_amount, to_ascii

# Letterheads above a list take a few lines; a header further down than this has not been seen.
_HEADER_WITHIN = 30
_SAMPLE = 300
_TOTAL_WORDS = re.compile(
    r"(?:সর্ব ?মোট|মোট|উপ ?মোট|সর্বসাকুল্যে|একুনে|grand total|sub ?total|total|sum|totals)"
    r"(?: (?:বাকি|বাকী|টাকা|পাওনা|বকেয়া|কাস্টমার|গ্রাহক|জন|due|dues|amount|tk|taka|balance|customers?|rows?))*"
)
_TOTAL_LETTERS = re.compile(
    "[টকtsTSſ]"
)  # each of those words has one; most cells have none and are read no further
_MOBILE = re.compile(r"(?:\+?88)?0?1[3-9]\d{8}")
NAME_PARTS = (
    FieldKey.NAME_PREFIX,
    FieldKey.FIRST_NAME,
    FieldKey.MIDDLE_NAME,
    FieldKey.LAST_NAME,
    FieldKey.NAME_SUFFIX,
)
_NAME_KEYS = (FieldKey.NAME, FieldKey.FIRST_NAME, FieldKey.LAST_NAME)


class SkippedKind(StrEnum):
    """Why a row of the file is no customer's row."""

    TITLE = "title"
    HEADER = "header"
    BLANK = "blank"
    TOTAL = "total"
    REPEATED_HEADER = "repeated_header"


@dataclass(frozen=True, slots=True)
class Mapping:
    """What each column holds, by its place from 0. Columns not named are left out; a person may change any."""

    fields: AnyMapping[int, FieldKey] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "fields", MappingProxyType(dict(sorted(self.fields.items()))))

    def __reduce__(self) -> tuple[object, ...]:
        return Mapping, (dict(self.fields),)

    def columns(self, *keys: FieldKey) -> tuple[int, ...]:
        """The places of the columns that hold one of these, left to right."""
        return tuple(place for place, key in self.fields.items() if key in keys)

    def changed(self, column: int, key: FieldKey) -> Mapping:
        """The mapping with one column set otherwise."""
        return Mapping({**self.fields, column: key})

    @property
    def finds_people(self) -> bool:
        """True when there is a name or a phone to tell people by."""
        return bool(self.columns(*_NAME_KEYS, FieldKey.PHONE))


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet understood: its headings, its mapping, the customers' rows, and the rows that are none."""

    headings: tuple[str, ...]
    mapping: Mapping
    rows: tuple[Row, ...]
    skipped: tuple[tuple[int, SkippedKind], ...]
    header_no: int | None = None
    file_total_paisa: int | None = None
    """What the file's own totals row says of the dues, None when it has none."""


def understand(sheet: Sheet, mapping: Mapping | None = None) -> Layout:
    """Find the header, guess the columns (unless given) and sort the customers' rows from the others."""
    if sheet.headings:
        guessed = Mapping({place: FieldKey(key) for place, key in enumerate(sheet.headings)})
        return Layout(sheet.headings, mapping or guessed, sheet.rows, ())
    header = _find_header(sheet.rows)
    if header is None:
        headings: tuple[str, ...] = ("",) * sheet.width
        body, skipped = _without_title(sheet.rows)
    else:
        headings = tuple(text_of(cell) for cell in sheet.rows[header].cells)
        body = sheet.rows[header + 1 :]
        skipped = [(row.no, _blank_or(row, SkippedKind.TITLE)) for row in sheet.rows[:header]]
        skipped.append((sheet.rows[header].no, SkippedKind.HEADER))
    mapping = mapping or guess(headings, body)
    return _sorted_out(headings, mapping, body, skipped, None if header is None else sheet.rows[header].no)


def _sorted_out(
    headings: tuple[str, ...],
    mapping: Mapping,
    body: tuple[Row, ...],
    skipped: list[tuple[int, SkippedKind]],
    header_no: int | None,
) -> Layout:
    repeated = tuple(heading_words(heading) for heading in headings)
    dues = mapping.columns(FieldKey.DUE)
    rows: list[Row] = []
    total: int | None = None
    sum_paisa = 0
    for row in body:
        due = _amount(row.cell(dues[0])) if dues else 0
        if all(map(is_empty, row.cells)):
            skipped.append((row.no, SkippedKind.BLANK))
        elif _repeats(row, repeated):
            skipped.append((row.no, SkippedKind.REPEATED_HEADER))
        elif _is_total(row, mapping) or (due and due == sum_paisa and _only_money(row, mapping)):
            skipped.append((row.no, SkippedKind.TOTAL))
            # The grand total closes the list; page totals before it are smaller.
            total = max(total or 0, due) if due else total
        else:
            rows.append(row)
            sum_paisa += due
    return Layout(headings, mapping, tuple(rows), tuple(skipped), header_no, total)


def _find_header(rows: tuple[Row, ...]) -> int | None:
    """The row with the most known headings among the first; a single known word is enough only when it stands alone."""
    best, best_score = None, 0
    for place, row in enumerate(rows[:_HEADER_WITHIN]):
        texts = [cell for cell in row.cells if isinstance(cell, str) and cell.strip()]
        filled = sum(not is_empty(cell) for cell in row.cells)
        if not texts or filled > len(texts):
            continue  # a header holds no figures
        keys = {key for key in map(key_of, texts) if key is not None}
        person = keys & {*_NAME_KEYS, FieldKey.PHONE}
        score = len(keys) + bool(person)
        if (len(keys) >= 2 or (person and filled <= 2)) and score > best_score and not _has_phone(texts):
            best, best_score = place, score
    return best


def _has_phone(texts: list[str]) -> bool:
    return any(looks_like_phone(text) for text in texts)


def looks_like_phone(cell: Cell) -> bool:
    """True when the cell begins with a Bangladeshi mobile number, its zero lost or not, in either digits."""
    digits = re.sub(r"[^\d+]", "", to_ascii(text_of(cell)[:80]))
    return bool(_MOBILE.match(digits))


def _without_title(rows: tuple[Row, ...]) -> tuple[tuple[Row, ...], list[tuple[int, SkippedKind]]]:
    """For a list with no header: lines with one cell above rows with several are its title."""
    usual = sum(sum(not is_empty(cell) for cell in row.cells) > 1 for row in rows[:_SAMPLE])
    skipped: list[tuple[int, SkippedKind]] = []
    start = 0
    if usual * 2 > len(rows[:_SAMPLE]):
        while start < len(rows):
            filled = [cell for cell in rows[start].cells if not is_empty(cell)]
            if len(filled) > 1 or (filled and looks_like_phone(filled[0])):
                break
            skipped.append((rows[start].no, _blank_or(rows[start], SkippedKind.TITLE)))
            start += 1
    return rows[start:], skipped


def _blank_or(row: Row, kind: SkippedKind) -> SkippedKind:
    return SkippedKind.BLANK if all(map(is_empty, row.cells)) else kind


def _repeats(row: Row, headings: tuple[str, ...]) -> bool:
    """True for the header printed again at the top of a page."""
    same = 0
    for place, cell in enumerate(row.cells):
        if is_empty(cell):
            continue
        if not isinstance(cell, str) or place >= len(headings) or heading_words(cell) != headings[place]:
            return False
        same += 1
    return same > 1


def _is_total(row: Row, mapping: Mapping) -> bool:
    texts = (cell for cell in row.cells if isinstance(cell, str) and _TOTAL_LETTERS.search(cell))
    if not any(_TOTAL_WORDS.fullmatch(heading_words(text)) for text in texts):
        return False
    return not any(looks_like_phone(row.cell(place)) for place in mapping.columns(FieldKey.PHONE))


def _only_money(row: Row, mapping: Mapping) -> bool:
    dues = mapping.columns(FieldKey.DUE)
    return all(is_empty(cell) for place, cell in enumerate(row.cells) if place not in dues)


def _amount(cell: Cell) -> int:
    """A due for sums: 0 for nothing or what cannot be read."""
    if cell is None or cell == "":
        return 0
    try:
        return parse_amount(text_of(cell))
    except (ValueError, ArithmeticError):
        return 0


# --- guessing what columns hold


def guess(headings: tuple[str, ...], body: tuple[Row, ...]) -> Mapping:
    """What each column most likely holds: by its heading, and by its content where the heading does not say."""
    width = max([len(headings), *(len(row.cells) for row in body[:_SAMPLE])])
    fields: dict[int, FieldKey] = {}
    for place in range(width):
        key = key_of(headings[place]) if place < len(headings) else None
        fields[place] = key or FieldKey.EXTRA
    unknown = [place for place, key in fields.items() if key is FieldKey.EXTRA]
    unnamed = [place for place in unknown if place >= len(headings) or not headings[place]]
    samples = {place: _sample(body, place) for place in unknown}
    if not any(key is FieldKey.PHONE for key in fields.values()):
        _take(fields, FieldKey.PHONE, samples, _phone_share, 0.4)
    if not any(key in _NAME_KEYS for key in fields.values()):
        _take(fields, FieldKey.NAME, samples, _name_share, 0.5)
    for place in unnamed:
        if fields[place] is FieldKey.EXTRA:
            fields[place] = _by_content(samples[place], fields)
    _one_name(fields)
    _areas_under_address(fields, body)
    return Mapping(fields)


def _take(
    fields: dict[int, FieldKey],
    key: FieldKey,
    samples: dict[int, list[Cell]],
    share: Callable[[list[Cell]], float],
    least: float,
) -> None:
    """Give a key nobody has to the unknown column whose content fits it best."""
    scores = {
        place: share(sample)
        for place, sample in samples.items()
        if sample and fields[place] is FieldKey.EXTRA
    }
    best = max(scores, key=lambda place: scores[place], default=None)
    if best is not None and scores[best] >= least:
        fields[best] = key


def _sample(body: tuple[Row, ...], place: int) -> list[Cell]:
    return [cell for row in body[:_SAMPLE] if not is_empty(cell := row.cell(place))]


def _phone_share(sample: list[Cell]) -> float:
    return sum(map(looks_like_phone, sample)) / len(sample)


def _name_share(sample: list[Cell]) -> float:
    """How much a column looks like names: short, without figures, mostly different from one another."""
    texts = [cell for cell in sample if isinstance(cell, str)]
    wordy = [text for text in texts if 2 <= len(text) <= 60 and not re.search(r"\d", text)]
    return len(wordy) / len(sample) * (0.3 + 0.7 * len(set(wordy)) / max(1, len(wordy)))


def _by_content(sample: list[Cell], fields: dict[int, FieldKey]) -> FieldKey:
    """A column without any heading: empty, counting 1 2 3, more phones, dates, money, or words."""
    if not sample:
        return FieldKey.IGNORE
    if _phone_share(sample) >= 0.4:
        return FieldKey.PHONE
    numbers = [amount for cell in sample if (amount := _plain_number(cell)) is not None]
    if len(numbers) >= 0.7 * len(sample):
        steps = [after - before for before, after in pairwise(numbers)]
        if numbers[0] in (0, 1) and steps and steps.count(1) >= 0.9 * len(steps):
            return FieldKey.SERIAL
        return FieldKey.EXTRA if FieldKey.DUE in fields.values() else FieldKey.DUE
    if FieldKey.ADDRESS not in fields.values() and all(isinstance(cell, str) for cell in sample):
        texts = {str(cell) for cell in sample}
        if not any(re.search(r"\d[-/.]\d", to_ascii(text)) for text in texts):
            return FieldKey.ADDRESS
    return FieldKey.EXTRA


def _plain_number(cell: Cell) -> float | None:
    if isinstance(cell, float | int):
        return float(cell)
    if isinstance(cell, dt.date):
        return None
    try:
        return parse_amount(text_of(cell)) / 100
    except (ValueError, ArithmeticError):
        return None


def _one_name(fields: dict[int, FieldKey]) -> None:
    """Google's older export has Name beside Given and Family Name: the whole name is enough."""
    if FieldKey.NAME in fields.values():
        for place, key in fields.items():
            if key in NAME_PARTS:
                fields[place] = FieldKey.IGNORE


def _areas_under_address(fields: dict[int, FieldKey], body: tuple[Row, ...]) -> None:
    """Few short words repeated under "ঠিকানা" (সাভার বাজার, টঙ্গী, Savar) are areas: the list is sorted and told by them."""
    if FieldKey.AREA in fields.values():
        return
    for place, key in fields.items():
        texts = [text_of(cell) for cell in _sample(body, place)] if key is FieldKey.ADDRESS else []
        if len(texts) < 20:
            continue
        short = sum(len(text) <= 30 and "," not in text for text in texts)
        if len(set(texts)) <= 0.4 * len(texts) and short >= 0.95 * len(texts):
            fields[place] = FieldKey.AREA
            return
