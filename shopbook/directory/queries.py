"""Finding a helper while somebody waits on the phone. A shop knows some hundred at most, so all are looked at."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from shopbook.directory.model import CALLED, SKILLS, Helper
from shopbook.errors import Message, NotFound
from shopbook.localisation.collation import sort_key
from shopbook.permissions import shows
from shopbook.search.fold import ascii_digits, phone_digits, query_skeletons, skeleton_keys, word_keys, words
from shopbook.storage.connection import Row
from shopbook.storage.store import Reader

_COLUMNS = "id, name, skill, phone, area, note, customer_id, active"
HERE, NEARBY, ELSEWHERE = 0, 1, 2
# Fewer digits are a house number or a road.
_PHONE_FROM = 3


class HelperQueries:
    """Reads of the directory."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    @shows("look")
    def helper(self, helper_id: int) -> Helper:
        """One helper, retired or not; NotFound when there is none."""
        row = self._reader.row(
            f"SELECT {_COLUMNS} FROM helper WHERE id = ? AND deleted_at IS NULL", (helper_id,)
        )
        if row is None:
            raise NotFound(Message("This helper is not in the book any more."))
        return _to_helper(row)

    @shows("look")
    def find(self, text: str = "", skill: str = "", area: str = "", *, retired: bool = False) -> list[Helper]:
        """Who can be recommended, those of `area` first, then its neighbours, then the rest, each by name.

        `text` is a name, a trade, a place or digits of the phone, in either script, as in the customer search; every
        word of it must be found. `skill` is a code or the shop's own word. `retired`: those no longer recommended.
        """
        rows = self._reader.rows(
            f"SELECT {_COLUMNS} FROM helper WHERE deleted_at IS NULL AND active = ? AND (? = '' OR skill = ?)",
            (int(not retired), skill, skill),
        )
        asked = words(text)
        found = [
            replace(helper, near=nearness(helper.area, area))
            for helper in map(_to_helper, rows)
            if all(_answers(helper, word) for word in asked)
        ]
        return sorted(found, key=lambda one: (one.near, sort_key(one.name), one.id))

    def skills(self) -> dict[str, int]:
        """The skills there are helpers for, in the order of SKILLS, the shop's own words after them, with counts."""
        rows = self._reader.rows(
            "SELECT skill, count(*) AS n FROM helper WHERE deleted_at IS NULL AND active = 1 GROUP BY skill"
        )
        counts = {str(row["skill"]): int(row["n"]) for row in rows}
        order = [code for code in SKILLS if code in counts]
        own = sorted((skill for skill in counts if skill not in SKILLS), key=sort_key)
        return {skill: counts[skill] for skill in order + own}


def nearness(area: str, wanted: str) -> int:
    """How near two places are by their names: the same, a neighbour (Mirpur 10 and মিরপুর ১১), or elsewhere."""
    one, other = _place(area), _place(wanted)
    if not one or not other:
        return ELSEWHERE
    if one == other:
        return HERE
    named = {key for key in one & other if not key.isdigit()}
    return NEARBY if named else ELSEWHERE


@lru_cache(maxsize=1024)
def _place(area: str) -> frozenset[str]:
    return frozenset(word_keys(word).skeletons[0] for word in words(area) if word_keys(word).skeletons)


def _answers(helper: Helper, word: str) -> bool:
    """True when a typed word, perhaps unfinished, means something of this helper."""
    digits = ascii_digits(word)
    if digits.isdigit() and len(digits) >= _PHONE_FROM and digits in phone_digits(helper.phone):
        return True
    keys = _keys(helper.name, helper.skill, helper.area, helper.note)
    return any(key.startswith(asked) for asked in query_skeletons(word) for key in keys)


@lru_cache(maxsize=2048)
def _keys(name: str, skill: str, area: str, note: str) -> tuple[str, ...]:
    trade = CALLED.get(skill, skill)
    return tuple(skeleton_keys((name, trade, area, note)).split())


def _to_helper(row: Row) -> Helper:
    return Helper(
        id=row["id"],
        name=row["name"],
        skill=row["skill"],
        phone=row["phone"] or "",
        area=row["area"] or "",
        note=row["note"] or "",
        customer_id=row["customer_id"],
        active=bool(row["active"]),
    )
