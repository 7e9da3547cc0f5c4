"""How often the wanted customer is found: the floors of the measurements the design rests on."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

NAMES = Path(__file__).parents[2] / "files" / "names.tsv"
SIZE, ASKED = 3000, 300
# Pairs that differ in the vowel length or the sibilant: no two shops write these alike.
CONFUSED = [("ি", "ী"), ("ু", "ূ"), ("শ", "স"), ("ষ", "শ"), ("ন", "ণ"), ("জ", "য"), ("ই", "ঈ"), ("ট", "ঠ")]


def _rows() -> list[tuple[str, list[str]]]:
    lines = NAMES.read_text(encoding="utf-8").splitlines()[1:]
    return [(bengali, latin.split("|")) for bengali, latin in (line.split("\t") for line in lines)]


def test_every_known_spelling_finds_its_name_in_both_directions(shelf: Any) -> None:
    rows = _rows()
    bengali = dict(zip(shelf.customers([row[0] for row in rows]), rows, strict=True))
    spellings = [(latin, row[0]) for row in rows for latin in row[1]]
    missed = [latin for latin, name in spellings if name not in shelf.names(latin, 300)]
    asked = len(spellings)
    assert len(bengali) == len(rows)
    with shelf.store.operation() as op:
        for customer_id in bengali:
            shelf.index.drop_customer(op, customer_id)
    shelf.customers([latin for latin, _ in spellings])
    missed += [name for latin, name in spellings if latin not in shelf.names(name, 300)]
    assert 1 - len(missed) / (2 * asked) >= 0.99, missed


def _misspelt(dice: random.Random, name: str) -> str:
    """Two letters confused, as in two shops' books."""
    for wrong in dice.sample(CONFUSED, len(CONFUSED)):
        for one, other in (wrong, wrong[::-1]):
            if one in name[1:]:
                return (name[0] + name[1:].replace(one, other, 1)).replace("ূ", "ু", 1)
    return name


def _slip(dice: random.Random, latin: str) -> str:
    """One consonant hit beside the right key."""
    places = [i for i, letter in enumerate(latin) if i and letter.lower() in "bcdfgjklmnprst"]
    if not places:
        return latin
    place = dice.choice(places)
    return latin[:place] + dice.choice([c for c in "bdfgklmnprst" if c != latin[place]]) + latin[place + 1 :]


Book = list[tuple[int, int]]


def _book(dice: random.Random, singles: list[tuple[str, list[str]]]) -> Book:
    return [(dice.randrange(len(singles)), dice.randrange(len(singles))) for _ in range(SIZE)]


@pytest.fixture
def dice() -> random.Random:
    return random.Random(20260115)


@pytest.mark.parametrize(
    ("stored", "asked", "floor"),
    [
        ("bengali", "latin", 0.99),
        ("bengali", "misspelt", 0.99),
        ("latin", "bengali", 0.99),
        ("latin", "latin", 0.99),
        ("bengali", "two names in latin", 0.99),
        ("latin", "two names in bengali", 0.99),
        ("bengali", "one wrong consonant", 0.74),
    ],
)
def test_the_wanted_name_is_among_the_first_five(
    shelf: Any, dice: random.Random, stored: str, asked: str, floor: float
) -> None:
    singles = [row for row in _rows() if " " not in row[0]]
    book = _book(dice, singles)

    def written(who: tuple[int, int], script: str) -> str:
        given, family = (singles[place] for place in who)
        if script == "bengali":
            return f"{given[0]} {family[0]}"
        return f"{dice.choice(given[1])} {dice.choice(family[1])}"

    ids = dict(zip(shelf.customers([written(who, stored) for who in book]), book, strict=True))
    found = 0
    for who in dice.sample(book, ASKED):
        given = singles[who[0]]
        if asked.startswith("two names"):
            question = written(who, asked.split()[-1])
            found += any(ids[i] == who for i in shelf.search.customers(question, 5))
            continue
        question = {
            "latin": lambda g=given: dice.choice(g[1]),
            "bengali": lambda g=given: g[0],
            "misspelt": lambda g=given: _misspelt(dice, g[0]),
            "one wrong consonant": lambda g=given: _slip(dice, dice.choice(g[1])),
        }[asked]()
        found += any(who[0] in ids[i] for i in shelf.search.customers(question, 5))
    assert found / ASKED >= floor, (stored, asked, found / ASKED)


def test_what_is_shown_for_a_full_name_is_that_name(shelf: Any, dice: random.Random) -> None:
    singles = [row for row in _rows() if " " not in row[0]]
    book = _book(dice, singles)
    ids = dict(zip(shelf.customers([f"{singles[a][0]} {singles[b][0]}" for a, b in book]), book, strict=True))
    shown = right = 0
    for place, (_, latin) in enumerate(singles):
        answers = shelf.search.customers(latin[0], 20)
        shown += len(answers)
        right += sum(place in ids[i] for i in answers)
    assert right / shown >= 0.95
