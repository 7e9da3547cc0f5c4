"""Finding customers and numbers as they are typed. Nothing is written here; the keys are made in `fold`.

A name is looked for in stages, each only when the ones before found too little: the words as written, the same fine
keys, the same skeletons, joined or untitled words, and at last skeletons one letter away. A stage takes the newest few
hundred matches (never ORDER BY rank: 2.2 s for one letter at a million customers) and they are ranked here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from shopbook.permissions import shows
from shopbook.search import codes
from shopbook.search.fold import (
    ascii_digits,
    clean,
    is_honorific,
    phone_digits,
    query_skeletons,
    skeleton,
    word_keys,
)
from shopbook.search.fold import words as words_of
from shopbook.search.matching import CONVINCING, Typed, Vocabulary
from shopbook.storage.store import Reader

Matched = Literal["number", "name", "phone", "part"]


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of an answer. kind: customer, or one of index.CODE_KINDS with the id of its row.

    shown: the customer's name or the number as written; customer_id: None for a sale over the counter.
    matched: a whole number (number), a name or another text (name), some digits of a phone (phone), of a number (part).
    """

    kind: str
    id: int
    customer_id: int | None
    shown: str
    matched: Matched


@dataclass(frozen=True, slots=True)
class _Person:
    id: int
    shown: str
    score: float
    seen: str


# No person types more; a pasted page must not become a query of a thousand words.
_LONGEST_QUESTION = 200
_MOST_WORDS = 6
_ENOUGH_WRITTEN, _MOST_FOLDED = 60, 150
_MOST_PHONES = 200
_MOST_REPAIRS = 40
_FULL_NUMBER = 10
# Of a list with many people, one line in four is kept for parts of numbers.
_PARTS_SHARE = 4

_ALIVE = "c.deleted_at IS NULL AND c.merged_into_id IS NULL"
_PERSON = """s.customer_id AS id, s.raw, s.fine, s.digits,
    coalesce(c.name, '') AS name, coalesce(c.last_seen_on, '') AS seen"""
# CROSS JOIN pins the order: the full-text index walks newest first and stops at the limit.
_BY_WORDS = f"""
    SELECT {_PERSON} FROM customer_fts f
    CROSS JOIN customer c ON c.id = f.rowid CROSS JOIN customer_search s ON s.customer_id = f.rowid
    WHERE customer_fts MATCH :words AND {_ALIVE} ORDER BY f.rowid DESC LIMIT :most"""
# "+": without it the words are matched once for every phone found (750 ms for "রহিম 345").
_BY_WORDS_AND_PHONE = f"""
    SELECT {_PERSON} FROM customer_fts f
    CROSS JOIN customer c ON c.id = f.rowid CROSS JOIN customer_search s ON s.customer_id = f.rowid
    WHERE customer_fts MATCH :words AND {_ALIVE}
        AND +f.rowid IN (SELECT rowid FROM customer_tel WHERE customer_tel MATCH :phone)
    ORDER BY f.rowid DESC LIMIT :most"""
_BY_PHONE = f"""
    SELECT {_PERSON} FROM customer_tel t
    CROSS JOIN customer c ON c.id = t.rowid CROSS JOIN customer_search s ON s.customer_id = t.rowid
    WHERE customer_tel MATCH :phone AND {_ALIVE} ORDER BY t.rowid DESC LIMIT :most"""
# A trigram needs three digits; one or two are in almost every phone, so the newest customers answer soon.
_BY_FEW_DIGITS = f"""
    SELECT {_PERSON} FROM customer_search s CROSS JOIN customer c ON c.id = s.customer_id
    WHERE s.digits LIKE :pattern AND {_ALIVE} ORDER BY s.customer_id DESC LIMIT :most"""

_LETTER = re.compile(r"[^\W\d_]")
_PHONE_PIECE = re.compile(r"\+?[0-9][0-9-]{2,}")


class Search:
    """Questions to the index of one open book."""

    def __init__(self, store: Reader) -> None:
        self._store = store
        self._vocabulary = Vocabulary()
        self._vocabulary_state = (-1, 0)

    @shows("look")
    def hits(self, text: str, limit: int = 20) -> list[Hit]:
        """Customers and numbers, the obvious answer first: a whole number, then people, then parts of numbers."""
        text = clean(text[:_LONGEST_QUESTION])
        found = codes.find(self._store, text, limit)
        whole = [Hit(c.kind, c.id, c.customer_id, c.shown, "number") for c in found if c.whole]
        parts = [Hit(c.kind, c.id, c.customer_id, c.shown, "part") for c in found if not c.whole]
        full, people = self._people_hits(text, limit)
        room = limit - len(full) - len(whole) - min(len(parts), limit // _PARTS_SHARE)
        ordered = [*full, *whole, *people[: max(room, 0)], *parts, *people[max(room, 0) :]]
        distinct = {(hit.kind, hit.id): hit for hit in reversed(ordered)}
        return sorted(distinct.values(), key=ordered.index)[:limit]

    @shows("look")
    def customers(self, text: str, limit: int = 20) -> list[int]:
        """Ids of customers by name, other words, phone digits in either script, or a word and digits together."""
        full, people = self._people_hits(clean(text[:_LONGEST_QUESTION]), limit)
        return [hit.id for hit in (*full, *people)][:limit]

    @shows("look")
    def codes(self, text: str, limit: int = 20) -> list[Hit]:
        """Memos, cards, serials and receipts: a whole number first, then its end, then its beginning."""
        found = codes.find(self._store, clean(text[:_LONGEST_QUESTION]), limit)
        return [Hit(c.kind, c.id, c.customer_id, c.shown, "number" if c.whole else "part") for c in found]

    def _people_hits(self, text: str, limit: int) -> tuple[list[Hit], list[Hit]]:
        """(customers whose whole phone was typed, the others found)."""
        digits = phone_digits(text)
        if not _LETTER.search(text):
            people = self._by_phone(digits, limit) if digits else []
            whole = [p for p in people if p.score >= _WHOLE_PHONE]
            rest = [p for p in people if p.score < _WHOLE_PHONE]
            return _as_hits(whole, "number"), _as_hits(rest, "phone")
        pieces = ascii_digits(text).split()
        phones = [piece for piece in pieces if _PHONE_PIECE.fullmatch(piece)]
        if phones:
            typed = " ".join(piece for piece in pieces if piece not in phones)
            people = self._by_name(words_of(typed), limit, phone_digits(phones[0]))
            if people:
                return [], _as_hits(people, "phone")
        return [], _as_hits(self._by_name(words_of(text), limit), "name")

    # ---- phones ----------------------------------------------------------------------------------------------------

    def _by_phone(self, digits: str, limit: int) -> list[_Person]:
        if len(digits) < 3:
            params: dict[str, object] = {"pattern": f"%{digits}%", "most": limit}
            rows = self._store.rows(_BY_FEW_DIGITS, params)
        else:
            rows = self._store.rows(_BY_PHONE, {"phone": _quoted(digits), "most": _MOST_PHONES})
            if not rows and digits.startswith("880"):  # 88017: the country code, still being typed
                digits = "0" + digits[3:]
                rows = self._store.rows(_BY_PHONE, {"phone": _quoted(digits), "most": _MOST_PHONES})
        people = [_Person(r["id"], r["name"], _phone_score(digits, r["digits"]), r["seen"]) for r in rows]
        return _ranked(people)[:limit]

    # ---- names -----------------------------------------------------------------------------------------------------

    def _by_name(self, words: Sequence[str], limit: int, phone: str = "") -> list[_Person]:
        words = words[:_MOST_WORDS]
        if not words:
            return []
        hunt = _Hunt(self._store, Typed(words), phone)
        fines = [key.rstrip("a") if len(key) > 3 else key for key in hunt.typed.fines]
        skeletons = [found for found in map(query_skeletons, words) if found]
        hunt.look("raw", [[word] for word in words], _ENOUGH_WRITTEN, whole_words=True)
        hunt.look("raw", [[word] for word in words], _ENOUGH_WRITTEN)
        if len(hunt) < _ENOUGH_WRITTEN and all(fines):
            hunt.look("fine", [[key] for key in fines], _ENOUGH_WRITTEN)
        if len(hunt) < limit and skeletons:
            hunt.look("skel", skeletons, _MOST_FOLDED)
        if len(hunt) < limit and len(words) > 1:
            for reading in _other_readings(words):
                hunt.look("skel", reading, _ENOUGH_WRITTEN)
        if not hunt.convincing() and skeletons and max(map(len, fines)) > 3:
            repaired = [self._near(found) for found in skeletons]
            if all(repaired):
                hunt.look("skel", repaired, _MOST_FOLDED)
        return _ranked(list(hunt.found.values()))[:limit]

    def _near(self, skeletons: Sequence[str]) -> list[str]:
        self._read_new_words()
        found: list[str] = []
        for key in skeletons:
            found += [key] if len(key) < 3 else self._vocabulary.near(key, _MOST_REPAIRS)
        return found[:_MOST_REPAIRS]

    def _read_new_words(self) -> None:
        """Take in the words written since the last look; all of them when the index was rebuilt."""
        generation = self._store.value("SELECT value FROM search_state WHERE key = 'generation'", default=0)
        seen_generation, last = self._vocabulary_state
        if generation != seen_generation:
            self._vocabulary, last = Vocabulary(), 0
        rows = self._store.rows("SELECT id, word FROM search_word WHERE id > ? ORDER BY id", (last,))
        self._vocabulary.add(row["word"] for row in rows)
        self._vocabulary_state = (generation, rows[-1]["id"] if rows else last)


class _Hunt:
    """The customers found so far for one question."""

    def __init__(self, store: Reader, typed: Typed, phone: str) -> None:
        self._store = store
        self._phone = phone
        self.typed = typed
        self.found: dict[int, _Person] = {}

    def __len__(self) -> int:
        return len(self.found)

    def look(
        self, column: str, choices: Sequence[Sequence[str]], most: int, *, whole_words: bool = False
    ) -> None:
        """Take the newest customers with, for every typed word, one of its choices at the start of an indexed word."""
        star = "" if whole_words else "*"
        every = " AND ".join(
            "(" + " OR ".join(_quoted(key) + star for key in any_of) + ")" for any_of in choices
        )
        params: dict[str, object] = {"words": f"{column} : ({every})", "most": most}
        if self._phone:
            params["phone"] = _quoted(self._phone)
        rows = self._store.rows(_BY_WORDS_AND_PHONE if self._phone else _BY_WORDS, params)
        for row in rows:
            if row["id"] not in self.found:
                score = self.typed.score(row["raw"], row["fine"])
                if self._phone:
                    score += _phone_score(self._phone, row["digits"])
                self.found[row["id"]] = _Person(row["id"], row["name"], score, row["seen"])

    def convincing(self) -> bool:
        """True when the best answer is close enough that no other spelling need be tried."""
        best = max((person.score for person in self.found.values()), default=0.0)
        return best >= CONVINCING * len(self.typed.words)


def _other_readings(words: Sequence[str]) -> list[list[Sequence[str]]]:
    """The same question with two neighbours joined (abu bakar, abubakar) or without its titles (Md, হাজী)."""
    keys = [query_skeletons(word) for word in words]
    readings: list[list[Sequence[str]]] = []
    for place in range(len(words) - 1):
        joined = skeleton(word_keys(words[place]).fine + word_keys(words[place + 1]).fine)
        if len(joined) > 1:
            readings.append([*keys[:place], (joined,), *keys[place + 2 :]])
    readings.append(
        [key for key, word in zip(keys, words, strict=True) if not is_honorific(word_keys(word).fine)]
    )
    return [kept for reading in readings if (kept := [key for key in reading if key])]


_WHOLE_PHONE = 4.0


def _phone_score(typed: str, digits: str) -> float:
    """A whole number, a beginning, an end (how people say the last four), or somewhere inside."""
    numbers = digits.split()
    if len(typed) >= _FULL_NUMBER and any(number[-10:] == typed[-10:] for number in numbers):
        return _WHOLE_PHONE
    if typed in numbers:
        return _WHOLE_PHONE
    if any(number.endswith(typed) for number in numbers):
        return 3.0
    if any(number.startswith(typed) for number in numbers):
        return 2.0
    return 1.0


def _ranked(people: list[_Person]) -> list[_Person]:
    """Best score first; among equals the customer seen last, then the newest."""
    people.sort(key=lambda person: (person.score, person.seen, person.id), reverse=True)
    return people


def _as_hits(people: Sequence[_Person], matched: Matched) -> list[Hit]:
    return [Hit("customer", person.id, person.id, person.shown, matched) for person in people]


def _quoted(text: str) -> str:
    """A string of the full-text language: no sign in it can be an operator."""
    return '"' + text.replace('"', '""') + '"'
