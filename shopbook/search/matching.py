"""How well a found name answers what was typed, and which known words a mistyped one may mean. No SQL here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from shopbook.search.fold import is_honorific, skeleton, word_keys

_EXACT = 10.0
_SAME_BUT_LAST_A = 9.5
_BEGINS = 7.0
_SAME_SKELETON = 5.6
_BEGINS_SKELETON = _LIKE = 5.0
# A word of the name stands above the same word of an area or a guardian.
_OUTSIDE_NAME = 3.0
_PLACE_STEP, _PLACES = 0.3, 3
_WHOLE_NAME = 0.5

CONVINCING = 6.5
"""Mean score of a word below which a better spelling is looked for."""


class Typed:
    """The words of a question and the score of each answer; `words` as typed, `fines` their fine keys."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        self.fines = [word_keys(word).fine for word in words]

    def score(self, raw: str, fine: str) -> float:
        """How well an index row (its raw and fine texts, "|" after the name) answers; higher is better."""
        name, _, others = fine.partition("|")
        given, rest, raw_words = name.split(), others.split(), raw.split()
        titles = _titles(given)
        total = _WHOLE_NAME if len(given) == len(self.words) else 0.0
        for word, wanted in zip(self.words, self.fines, strict=True):
            total += _best(wanted, given, titles, rest)
            if word in raw_words:
                total += 2
            elif any(written.startswith(word) for written in raw_words):
                total += 1
        return round(total, 2)


def _titles(keys: list[str]) -> int:
    """How many titles stand before the given name; a name of titles only has its last as given name."""
    titles = 0
    while titles < len(keys) - 1 and is_honorific(keys[titles]):
        titles += 1
    return titles


def _best(wanted: str, name: list[str], titles: int, others: list[str]) -> float:
    """The best score of one typed word; later words of a name count less, words outside it less still."""
    if not wanted:
        return 0.0
    # Sure answers first: likeness costs more and is never worth more than _LIKE.
    best = 0.0
    losses = _losses(len(name), titles)
    for key, loss in zip(name, losses, strict=True):
        score = _sure_score(wanted, key) - loss
        if score > best:
            best = score
    if best < _LIKE:
        for key, loss in zip(name, losses, strict=True):
            if best < _LIKE - loss:
                best = max(best, _like_score(wanted, key) - loss)
    if best < _BEGINS:
        for key in others:
            best = max(best, _sure_score(wanted, key) - _OUTSIDE_NAME)
        if best < _LIKE - _OUTSIDE_NAME:
            for key in others:
                best = max(best, _like_score(wanted, key) - _OUTSIDE_NAME)
    return best


@lru_cache(maxsize=256)
def _losses(words: int, titles: int) -> tuple[float, ...]:
    """What each word of a name loses by its place behind the given name."""
    return tuple(_PLACE_STEP * min(max(place - titles, 0), _PLACES) for place in range(words))


@lru_cache(maxsize=16384)
def _sure_score(wanted: str, given: str) -> float:
    """One typed fine key against one indexed that is the same, begins so, or sounds so; 0 for any other."""
    if given == wanted:
        return _EXACT
    if given.rstrip("a") == wanted.rstrip("a"):
        return _SAME_BUT_LAST_A
    if given.startswith(wanted):
        return _BEGINS
    bones, wanted_bones = skeleton(given), skeleton(wanted)
    if is_honorific(given) and given.startswith(
        wanted_bones
    ):  # মুহাম on the way to মোঃ, whose key has no vowels
        return _BEGINS
    if bones == wanted_bones:
        return _SAME_SKELETON + 2 * likeness(wanted, given)
    return 0.0


@lru_cache(maxsize=16384)
def _like_score(wanted: str, given: str) -> float:
    """How near a key comes that is none of these; at most _LIKE."""
    bones, wanted_bones = skeleton(given), skeleton(wanted)
    begun = _BEGINS_SKELETON if bones.startswith(wanted_bones) and len(wanted_bones) > 1 else 0.0
    return max(
        begun * likeness(wanted, given[: len(wanted)]), _LIKE * likeness(wanted, given[: len(wanted) + 1])
    )


def likeness(one: str, other: str) -> float:
    """1 for equal, 0 for nothing in common: edit distance over the longer length.

    A column of the table of distances as the bits of two numbers, its steps up and its steps down (Myers 1999, Hyyrö
    2003): two names of seven letters take 2.4 us, by the table itself 20.
    """
    if not one or not other:
        return float(one == other)
    whole = (1 << len(one)) - 1
    last = 1 << (len(one) - 1)
    at = _places(one)
    up, down, distance = whole, 0, len(one)
    for letter in other:
        same = at.get(letter, 0)
        diagonal = (((same & up) + up) ^ up) | same
        right_up = down | (whole & ~(diagonal | up))
        right_down = up & diagonal
        if right_up & last:
            distance += 1
        elif right_down & last:
            distance -= 1
        right_up = (right_up << 1) | 1
        straight = same | down
        up = whole & ((right_down << 1) | ~(straight | right_up))
        down = whole & right_up & straight
    return 1 - distance / max(len(one), len(other))


@lru_cache(maxsize=64)
def _places(word: str) -> dict[str, int]:
    """In which places of a word each of its letters stands, as bits."""
    return {letter: sum(1 << place for place, here in enumerate(word) if here == letter) for letter in word}


class Vocabulary:
    """The skeletons of every word in the book, and which of them are one slip away from a typed one.

    Each word is filed under itself and itself less one letter (and so are its beginnings, for a word still being
    typed), so that a look-up costs a few dictionary reads instead of a walk through ten thousand words.
    """

    def __init__(self) -> None:
        self._whole: defaultdict[str, list[str]] = defaultdict(list)
        self._by_first: defaultdict[str, list[str]] = defaultdict(list)

    def add(self, words: Iterable[str]) -> None:
        """Take in new words; each is given once."""
        for word in words:
            self._by_first[word[:1]].append(word)
            for piece in _less_one(word):
                self._whole[piece].append(word)

    def near(self, key: str, most: int) -> list[str]:
        """Words one wrong, missing, extra or swapped letter away, then words that begin so; at most `most`."""
        found: dict[str, None] = {}
        for piece in _less_one(key):
            for word in self._whole.get(piece, ()):
                if one_slip(key, word):
                    found[word] = None
        for word in self._by_first.get(key[:1], ()):
            if len(word) > len(key) and word not in found and one_slip(key, word[: len(key)]):
                found[word] = None
        return list(found)[:most]


def _less_one(word: str) -> set[str]:
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def one_slip(one: str, other: str) -> bool:
    """True when at most one letter is wrong, missing, extra or swapped with its neighbour."""
    if abs(len(one) - len(other)) > 1:
        return False
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    if len(one) == len(other):
        swapped = (
            one[same : same + 2] == other[same : same + 2][::-1] and one[same + 2 :] == other[same + 2 :]
        )
        return one[same + 1 :] == other[same + 1 :] or swapped
    if len(one) > len(other):
        return one[same + 1 :] == other[same:]
    return one[same:] == other[same + 1 :]
