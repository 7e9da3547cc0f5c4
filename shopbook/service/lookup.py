"""Finding a job by whatever is read out at the counter: its number, a serial or the end of one, a phone."""

from __future__ import annotations

import re

from shopbook.search.fold import ascii_digits, clean, fold_code, phone_digits
from shopbook.search.index import CODE_KINDS, TAIL_LENGTH
from shopbook.storage.store import Reader

_JOB_NO = re.compile(r"([A-Z]+\d*-|[A-Z]*)0*(\d{1,9})")
# Of a serial's end less than this says nothing; the last ten digits are a mobile number in Bangladesh.
_SHORTEST_TAIL = 4
_PHONE_KEY = 10
_MOST_FOUND = 50
_END = chr(0x10FFFF)


def find(reader: Reader, text: str) -> list[int]:
    """The jobs that can be meant, in any script of digits: by number, whole serial, end of a serial, phone."""
    found = dict.fromkeys(_by_no(reader, text))
    folded = fold_code(text)
    if folded:
        found |= dict.fromkeys(_by_serial(reader, folded))
    key = phone_digits(text)[-_PHONE_KEY:]
    if len(key) == _PHONE_KEY:
        found |= dict.fromkeys(_by_phone(reader, key))
    return list(found)[:_MOST_FOUND]


def _by_no(reader: Reader, text: str) -> list[int]:
    typed = ascii_digits(clean(text)).upper().replace(" ", "")
    match = _JOB_NO.fullmatch(typed)
    if match is None:
        return _by_code(reader, "job", fold_code(text))
    prefix, digits = match[1].rstrip("-"), f"{int(match[2]):06d}"
    if prefix:
        # A1-000012 may be typed without its hyphen, A-12 without its zeros.
        exact = _by_code(reader, "job", fold_code(text))
        return list(dict.fromkeys([*exact, *_by_code(reader, "job", prefix + digits)]))
    # Which counter's letter belongs before it nobody remembers.
    return [row_id for row_id, shown in _ending(reader, "job", digits) if shown.endswith(f"-{digits}")]


def _by_serial(reader: Reader, folded: str) -> list[int]:
    whole = reader.ids(
        "SELECT id FROM job WHERE serial_folded = ? AND deleted_at IS NULL ORDER BY id DESC", (folded,)
    )
    if len(folded) < _SHORTEST_TAIL:
        return whole
    ending = _ending(reader, "job_serial", folded[-TAIL_LENGTH:])
    return [*whole, *(row_id for row_id, shown in ending if fold_code(shown).endswith(folded))]


def _by_phone(reader: Reader, key10: str) -> list[int]:
    return reader.ids(
        "SELECT id FROM job WHERE deleted_at IS NULL AND (key10 = ?1 OR customer_id IN "
        "(SELECT customer_id FROM customer_phone WHERE key10 = ?1 AND deleted_at IS NULL)) "
        "ORDER BY closed_on IS NOT NULL, id DESC",
        (key10,),
    )


def _by_code(reader: Reader, kind: str, folded: str) -> list[int]:
    return reader.ids(
        "SELECT row_id FROM search_code WHERE folded = ? AND kind = ? ORDER BY row_id DESC",
        (folded, CODE_KINDS.index(kind)),
    )


def _ending(reader: Reader, kind: str, end: str) -> list[tuple[int, str]]:
    rows = reader.rows(
        "SELECT row_id, shown FROM search_code WHERE kind = ?1 AND tail >= ?2 AND tail < ?3 "
        "ORDER BY row_id DESC LIMIT ?4",
        (CODE_KINDS.index(kind), end[::-1], end[::-1] + _END, _MOST_FOUND),
    )
    return [(row["row_id"], row["shown"]) for row in rows]
