"""Finding pages that may be of one person: the same phone, or the same name with the same guardian or area. Nothing is
ever merged from here; a pair of which somebody said "these are two" stays away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from shopbook.customers.queries import LIVE
from shopbook.errors import Message
from shopbook.merging.model import Pair, Reason
from shopbook.progress import Progress
from shopbook.search.fold import fine_key, is_honorific, skeleton
from shopbook.storage.store import Reader

# More pages with one phone are a shop's own number or "0", no person.
_MOST_OF_ONE_PHONE = 8
# So many pages of one name, guardian and area are looked at two by two.
_MOST_OF_ONE_NAME = 12
# Names of which so much agrees are one name written in two ways (rapidfuzz, 0 to 100).
_LIKE = 84
_STEP = 2000
_LOOKING = Message("Looking for customers who were written down twice")
# Ordered: a name and phone of one is hardly two people; a phone alone may be one household.
_PHONE = {"name": 96, "like_name": 86, "no_name": 72, "": 25}
_NAME = {"both": 88, "guardian": 80, "area": 45}
_ONLY_ALIKE, _NOTHING_SAID = 12, 10


@dataclass(frozen=True, slots=True)
class _Page:
    """What is compared of one customer: folded names without titles, and the bones of the area."""

    id: int
    name: str
    other_name: str
    guardian: str
    area: str
    has_phone: bool = True


def suggestions(reader: Reader, limit: int, progress: Progress) -> list[Pair]:
    """The likeliest pairs, the surest first; raises Cancelled. 100,000 customers: about two seconds."""
    dismissed = {
        (row["one_id"], row["other_id"])
        for row in reader.rows("SELECT one_id, other_id FROM not_same WHERE deleted_at IS NULL")
    }
    found: dict[tuple[int, int], Pair] = {}
    for pair in (*_by_phone(reader, progress), *_by_name(reader, progress)):
        key = (pair.one_id, pair.other_id)
        if key not in dismissed and (key not in found or found[key].score < pair.score):
            found[key] = pair
    progress.step(1, 1, _LOOKING)
    return sorted(found.values(), key=lambda pair: (-pair.score, pair.one_id, pair.other_id))[:limit]


def between(reader: Reader, one_id: int, other_id: int) -> Pair:
    """Why these two may be one, whatever the score; for the page that compares them."""
    pages = {page.id: page for page in _pages(reader, [one_id, other_id])}
    shared = reader.value(
        "SELECT 1 FROM customer_phone a JOIN customer_phone b ON b.key10 = a.key10 WHERE a.customer_id = ? "
        "AND b.customer_id = ? AND a.deleted_at IS NULL AND b.deleted_at IS NULL AND length(a.key10) >= 7",
        (one_id, other_id),
    )
    one, other = (pages[each] for each in sorted((one_id, other_id)))
    return _pair(one, other, phone=shared is not None)


def _by_phone(reader: Reader, progress: Progress) -> Iterator[Pair]:
    """Pages that share a number; the database finds the numbers, along their index."""
    progress.step(0, 0, _LOOKING)
    rows = reader.rows(
        "WITH shared AS (SELECT key10 FROM customer_phone INDEXED BY customer_phone_key WHERE deleted_at IS NULL "
        "AND length(key10) >= 7 GROUP BY key10 HAVING count(*) > 1 AND min(customer_id) < max(customer_id)) "
        "SELECT DISTINCT p.key10, p.customer_id FROM shared s CROSS JOIN customer_phone p ON p.key10 = s.key10 "
        "AND p.deleted_at IS NULL CROSS JOIN customer c ON c.id = p.customer_id "
        "WHERE c.deleted_at IS NULL AND c.merged_into_id IS NULL"
    )
    groups: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        groups[row["key10"]].append(row["customer_id"])
    groups = {key: ids for key, ids in groups.items() if 1 < len(ids) <= _MOST_OF_ONE_PHONE}
    pages = {page.id: page for page in _pages(reader, {one for ids in groups.values() for one in ids})}
    for place, ids in enumerate(groups.values()):
        if place % _STEP == 0:
            progress.step(place, len(groups), _LOOKING)
        for one, other in combinations(sorted(ids), 2):
            yield _pair(pages[one], pages[other], phone=True)


def _by_name(reader: Reader, progress: Progress) -> Iterator[Pair]:
    """Pages of one folded name that agree in guardian or area as well: half a town is called Rahim."""
    progress.step(0, 0, _LOOKING)
    rows = reader.rows(
        "SELECT c.id, substr(s.fine, 1, instr(s.fine, '|') - 1) AS name, c.guardian_name, c.area, s.digits <> '' "
        "FROM customer c CROSS JOIN customer_search s ON s.customer_id = c.id "
        f"WHERE {LIVE.replace('deleted_at', 'c.deleted_at')} "
        "AND (c.guardian_name IS NOT NULL OR c.area IS NOT NULL)"
    )
    folded = _Folded()
    by_guardian: dict[tuple[str, str], list[_Page]] = defaultdict(list)
    by_area: dict[tuple[str, str], list[_Page]] = defaultdict(list)
    for place, (customer_id, name, guardian, area, phone) in enumerate(map(tuple, rows)):
        if place % _STEP == 0:
            progress.step(place, len(rows), _LOOKING)
        bare = folded.bare(name)
        if not bare:
            continue
        area = folded.bones(folded.text(area))
        page = _Page(customer_id, bare, "", folded.bare_text(guardian), area, bool(phone))
        bones = folded.bones(bare)
        if page.guardian:
            by_guardian[bones, folded.bones(page.guardian)].append(page)
        if page.area:
            by_area[bones, page.area].append(page)
    yield from _together(by_guardian)
    # Of one name and area, each with a number of their own, there are many in every town.
    without = {key: pages for key, pages in by_area.items() if not all(page.has_phone for page in pages)}
    yield from (pair for pair in _together(without) if "name" in pair.reasons)


def _together(groups: Mapping[tuple[str, str], list[_Page]]) -> Iterator[Pair]:
    """The pairs of each group that nothing contradicts."""
    for pages in groups.values():
        if not 1 < len(pages) <= _MOST_OF_ONE_NAME:
            continue
        for one, other in combinations(sorted(pages, key=lambda page: page.id), 2):
            if one.guardian and other.guardian:
                if not _alike(one.guardian, other.guardian):
                    continue
            elif one.has_phone and other.has_phone:
                continue
            if _alike(one.name, other.name):
                yield _pair(one, other, phone=False)


def _pair(one: _Page, other: _Page, *, phone: bool) -> Pair:
    """What speaks for one person, and how loudly."""
    names = _names(one, other)
    guardian = bool(one.guardian and other.guardian) and _alike(one.guardian, other.guardian)
    area = bool(one.area) and one.area == other.area
    contradicted = bool(one.guardian and other.guardian) and not guardian
    reasons: list[Reason] = ["phone"] if phone else []
    if names:
        reasons.append(names)
    reasons += [reason for reason, true in (("guardian", guardian), ("area", area)) if true]  # type: ignore[misc]
    if phone:
        score = _PHONE[names] - (20 if contradicted and names else 0)
    elif names == "name":
        score = (
            _NAME["both" if guardian and area else "guardian" if guardian else "area"]
            if guardian or area
            else 20
        )
    else:
        score = 10
    return Pair(one.id, other.id, tuple(reasons), score)


def _names(one: _Page, other: _Page) -> Literal["name", "like_name", "no_name", ""]:
    """How two names agree: one name, alike, one of them missing, or not at all ("")."""
    if not one.name or not other.name:
        return "no_name"
    known = [{page.name, page.other_name} - {""} for page in (one, other)]
    if known[0] & known[1]:
        return "name"
    return "like_name" if _alike(one.name, other.name) else ""


def _alike(one: str, other: str) -> bool:
    """True for one name in two spellings."""
    if one == other:
        return True
    from rapidfuzz import fuzz  # only for the few that are looked at two by two; 20 ms to import

    return bool(fuzz.ratio(one, other) >= _LIKE)


def _pages(reader: Reader, ids: Iterable[int]) -> list[_Page]:
    folded = _Folded()
    listed = f"[{','.join(map(str, sorted(ids)))}]"
    return [
        _Page(
            row["id"],
            folded.bare_text(row["name"]),
            folded.bare_text(row["nickname"]),
            folded.bare_text(row["guardian_name"]),
            folded.bones(folded.text(row["area"])),
        )
        for row in reader.rows(
            "SELECT id, name, nickname, guardian_name, area FROM customer "
            "WHERE id IN (SELECT value FROM json_each(?))",
            (listed,),
        )
    ]


class _Folded:
    """Folded texts, each folded once: a hundred thousand people live in a few hundred areas."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._bare: dict[str, str] = {}
        self._bones: dict[str, str] = {}

    def text(self, text: str | None) -> str:
        """The fine key of a text."""
        if not text:
            return ""
        found = self._texts.get(text)
        if found is None:
            found = self._texts[text] = fine_key(text)
        return found

    def bare(self, fine: str) -> str:
        """A fine key without its titles, its words in one order."""
        found = self._bare.get(fine)
        if found is None:
            words = [word for word in fine.split() if not is_honorific(word)]
            found = self._bare[fine] = " ".join(sorted(words))
        return found

    def bare_text(self, text: str | None) -> str:
        """The bare key of a name as written."""
        return self.bare(self.text(text))

    def bones(self, fine: str) -> str:
        """The skeletons of a key's words: by them both scripts and most slips of the pen meet."""
        found = self._bones.get(fine)
        if found is None:
            found = self._bones[fine] = " ".join(sorted(skeleton(word) for word in fine.split()))
        return found
