"""What each row of a list would become: a candidate for a customer, or the reason why it cannot be one.

Pure: the book is not asked here. Which customer a row belongs to is found in matching.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass, field

from shopbook.customers.model import NO_DATE, PartialDate
from shopbook.errors import Message
from shopbook.exchange.columns import NAME_PARTS, Layout
from shopbook.exchange.found_dates import read_partial
from shopbook.exchange.found_phones import FoundPhone, read_phones
from shopbook.exchange.headings import FieldKey, key_of
from shopbook.exchange.sheet import Cell, Row, is_empty, text_of
from shopbook.localisation.numbers import parse_amount, to_ascii
from shopbook.money import MAX_PAISA
from shopbook.search.fold import clean

NAME_LENGTH = 200
TEXT_LENGTH = 500
REMARK_LENGTH = 2000
_NO_DUE_WORDS = "নাই নেই না nil none no n/a na - -- --- – — . শূন্য শুন্য পরিশোধ শোধ paid clear ক্লিয়ার x"
_NO_DUE = {clean(word) for word in _NO_DUE_WORDS.split()}
_NUMBER_IN_NAME = re.compile(r"[+০-৯0-9][০-৯0-9 \-]{8,}")
_GUARDIANS = ((FieldKey.FATHER, "father"), (FieldKey.HUSBAND, "husband"), (FieldKey.MOTHER, "mother"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """One row read as a customer; `problems` tells what was not understood, `rejected` that nothing can be taken."""

    row_no: int
    name: str = ""
    nickname: str = ""
    guardian_name: str = ""
    guardian_relation: str | None = None
    phones: tuple[FoundPhone, ...] = ()
    area: str = ""
    address: str = ""
    landmark: str = ""
    occupation: str = ""
    due_paisa: int = 0
    birthday: PartialDate = NO_DATE
    wedding: PartialDate = NO_DATE
    remark: str = ""
    tags: tuple[str, ...] = ()
    problems: tuple[Message, ...] = ()
    rejected: bool = False
    keys: tuple[str, ...] = ()
    """The phone keys this row can be matched by."""
    fingerprint: str = ""
    """The same for a row with the same content, wherever it stands in whichever file: 128 bits, hexadecimal."""


def _fingerprint(
    name: str,
    phones: tuple[FoundPhone, ...],
    where: tuple[str, str],
    due: int,
    birthday: PartialDate,
    remark: str,
) -> str:
    numbers = sorted(phone.key10 for phone in phones)
    parts = (name, *numbers, *where, str(due), repr(birthday) if birthday else "", remark)
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=16).hexdigest()


@dataclass(slots=True)
class _Reading:
    """A row while it is being read."""

    row: Row
    today: dt.date
    problems: list[Message] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


class Planner:
    """Reads the rows of one layout into candidates; holds the columns sorted by what they are for."""

    def __init__(self, layout: Layout, today: dt.date) -> None:
        self._layout = layout
        self._today = today
        self._columns = {key: layout.mapping.columns(key) for key in FieldKey}
        labels = self._columns[FieldKey.PHONE_LABEL]
        # Google and Outlook write the label in the column just before its number.
        self._phones = [
            (place, place - 1 if place - 1 in labels else None) for place in self._columns[FieldKey.PHONE]
        ]
        kept = (FieldKey.EXTRA, FieldKey.EMAIL, FieldKey.ORGANISATION)
        self._kept = [(place, self._heading(place)) for place in layout.mapping.columns(*kept)]

    def _heading(self, place: int) -> str:
        return clean(self._layout.headings[place]) if place < len(self._layout.headings) else ""

    def candidates(self) -> list[Candidate]:
        """Every customer's row of the layout, read."""
        return [self.candidate(row) for row in self._layout.rows]

    def candidate(self, row: Row) -> Candidate:
        """One row, read; its problems are listed, and it is rejected when it tells of nobody."""
        reading = _Reading(row, self._today)
        name = self._name(reading)
        phones = self._read_phones(reading)
        name, phones = _phone_out_of_name(name, phones)
        organisation = self._joined(reading, FieldKey.ORGANISATION)
        if not name and not phones:
            name, organisation = organisation, ""
        due = self._due(reading)
        birthday = self._day(reading, FieldKey.BIRTHDAY)
        wedding = self._day(reading, FieldKey.ANNIVERSARY)
        # Last, for what could not be read above is kept in it.
        remark = self._remark(reading, organisation)
        nobody = not name and not phones
        if nobody:
            reading.problems.insert(0, Message("There is neither a name nor a phone number in this row."))
        guardian, relation = self._guardian(reading)
        area, address = self._joined(reading, FieldKey.AREA), self._joined(reading, FieldKey.ADDRESS)
        return Candidate(
            row_no=row.no,
            name=name,
            nickname=self._joined(reading, FieldKey.NICKNAME)[:NAME_LENGTH],
            guardian_name=guardian,
            guardian_relation=relation,
            phones=phones,
            area=area,
            address=address,
            landmark=self._joined(reading, FieldKey.LANDMARK),
            occupation=self._joined(reading, FieldKey.OCCUPATION),
            due_paisa=due,
            birthday=birthday,
            wedding=wedding,
            remark=remark,
            tags=self._tags(reading),
            problems=tuple(reading.problems),
            rejected=nobody,
            keys=tuple(phone.key10 for phone in phones if phone.matches),
            fingerprint=_fingerprint(name, phones, (area, address), due, birthday, remark),
        )

    def _texts(self, reading: _Reading, key: FieldKey) -> list[str]:
        cells = reading.row.cells
        found = [clean(text_of(cells[place])) for place in self._columns[key] if place < len(cells)]
        return [text for text in found if text]

    def _joined(self, reading: _Reading, key: FieldKey) -> str:
        """The texts of all columns of a kind, without those another one already holds."""
        if not self._columns[key]:
            return ""
        kept: list[str] = []
        for text in self._texts(reading, key):
            if not any(text.casefold() in other.casefold() for other in kept):
                kept.append(text)
        return ", ".join(kept)[:TEXT_LENGTH]

    def _name(self, reading: _Reading) -> str:
        whole = self._texts(reading, FieldKey.NAME)
        parts = whole[:1] or [text for key in NAME_PARTS for text in self._texts(reading, key)]
        reading.remarks.extend(whole[1:])
        name = " ".join(parts).strip(" -.,;:\"'")
        if not any(letter.isalnum() for letter in name):
            return ""
        if len(name) > NAME_LENGTH:
            reading.problems.append(Message("The name is too long and was cut."))
            reading.remarks.append(name[NAME_LENGTH:])
        return name[:NAME_LENGTH].rstrip()

    def _read_phones(self, reading: _Reading) -> tuple[FoundPhone, ...]:
        found: dict[str, FoundPhone] = {}
        for place, label_place in self._phones:
            cell = reading.row.cell(place)
            if is_empty(cell):
                continue
            label = text_of(reading.row.cell(label_place)) if label_place is not None else ""
            phones, problems = read_phones(text_of(cell), label)
            reading.problems.extend(problems)
            for phone in phones:
                found.setdefault(phone.key10, phone)
            if not phones and problems:
                reading.remarks.append(clean(text_of(cell)))
        return tuple(found.values())

    def _due(self, reading: _Reading) -> int:
        """The sum of the due columns, in paisa; what cannot be read is reported and kept in the remark."""
        due = 0
        for place in self._columns[FieldKey.DUE]:
            cell = reading.row.cell(place)
            try:
                paisa = read_due(cell)
                if abs(due + paisa) > MAX_PAISA:
                    raise ValueError("more than any shop's due")
                due += paisa
            except ValueError:
                text = clean(text_of(cell))[:100]
                reading.problems.append(
                    Message("The due “{written}” is not an amount, so no due was taken.", written=text)
                )
                reading.remarks.append(f"{self._heading(place)}: {text}".strip(": "))
        return due

    def _day(self, reading: _Reading, key: FieldKey) -> PartialDate:
        for place in self._columns[key]:
            cell = reading.row.cell(place)
            if is_empty(cell):
                continue
            try:
                return read_partial(cell, self._today)
            except ValueError:
                text = clean(text_of(cell))[:100]
                reading.problems.append(
                    Message("“{written}” is not a possible date, so it was not taken.", written=text)
                )
                reading.remarks.append(f"{self._heading(place)}: {text}".strip(": "))
        return NO_DATE

    def _guardian(self, reading: _Reading) -> tuple[str, str | None]:
        for key, relation in _GUARDIANS:
            if self._columns[key]:
                text = self._joined(reading, key)[:NAME_LENGTH]
                if text:
                    return text, relation
        return "", None

    def _tags(self, reading: _Reading) -> tuple[str, ...]:
        """Labels, but not Google's own ("* myContacts")."""
        if not self._columns[FieldKey.TAG]:
            return ()
        words = [
            word.strip()
            for text in self._texts(reading, FieldKey.TAG)
            for word in re.split(r":::|[,;]", text)
        ]
        return tuple(dict.fromkeys(word[:60] for word in words if word and not word.startswith("*")))

    def _remark(self, reading: _Reading, organisation: str) -> str:
        """Notes, then what has no place of its own, with its heading."""
        kept = [*self._texts(reading, FieldKey.NOTE), *reading.remarks]
        for place, heading in self._kept:
            text = clean(text_of(reading.row.cell(place)))
            if not text or (self._layout.mapping.fields[place] is FieldKey.ORGANISATION and not organisation):
                continue
            kept.append(f"{heading}: {text}" if heading and key_of(heading) is not FieldKey.NOTE else text)
        return " · ".join(dict.fromkeys(kept))[:REMARK_LENGTH]


def read_due(cell: Cell) -> int:
    """Paisa from a due cell: empty, 0, "-" and "নাই" are nothing; ValueError when it cannot be read."""
    if is_empty(cell):
        return 0
    if isinstance(cell, dt.date):
        raise ValueError("a date is not an amount")
    text = clean(text_of(cell))
    if text.casefold() in _NO_DUE:
        return 0
    if isinstance(cell, float):
        return parse_amount(f"{cell:.2f}")
    try:
        return parse_amount(text)
    except ValueError:
        # "বাকি ৫০০", "৫০০ পাওনা": a word beside one figure.
        figures = re.findall(r"[\d,.]*\d(?:/-)?", to_ascii(text))
        words = re.sub(r"[^\w\u0980-\u09ff]+", " ", re.sub(r"[\d০-৯]", "", text)).split()
        if (
            len(figures) == 1
            and words
            and all(key_of(word) is FieldKey.DUE or word in ("৳", "টাকা") for word in words)
        ):
            return parse_amount(figures[0])
        raise


def _phone_out_of_name(name: str, phones: tuple[FoundPhone, ...]) -> tuple[str, tuple[FoundPhone, ...]]:
    """A number typed into the name ("রহিম 01711...") moves to the phones."""
    found = _NUMBER_IN_NAME.search(name)
    if not found:
        return name, phones
    moved, _problems = read_phones(found.group(), "")
    good = [phone for phone in moved if phone.matches]
    if not good:
        return name, phones
    rest = clean(name[: found.start()] + " " + name[found.end() :]).strip(" -–,:()")
    known = {phone.key10 for phone in phones}
    return rest, (*phones, *(phone for phone in good if phone.key10 not in known))
