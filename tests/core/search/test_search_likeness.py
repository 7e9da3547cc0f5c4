"""How alike two words are, against the plain table of distances it stands for."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from shopbook.search.matching import likeness

WORDS = st.text(alphabet="abkrহম", max_size=9)


def by_table(one: str, other: str) -> float:
    """1 less the fewest letters put in, taken out or changed, over the longer length."""
    row = list(range(len(other) + 1))
    for i, x in enumerate(one, 1):
        following = [i]
        for j, y in enumerate(other, 1):
            following.append(min(row[j] + 1, following[-1] + 1, row[j - 1] + (x != y)))
        row = following
    return 1 - row[-1] / max(len(one), len(other), 1)


@given(WORDS, WORDS)
@example("", "")
@example("rahim", "")
@example("rafikul" * 12, "rofiqul" * 12)
def test_two_words_are_as_alike_as_the_table_of_distances_says(one: str, other: str) -> None:
    assert likeness(one, other) == by_table(one, other)


def test_rofiq_is_nearer_to_rafiq_than_to_karim() -> None:
    assert likeness("rofiq", "rafiq") == 0.8
    assert likeness("rofiq", "rafiq") > likeness("rofiq", "karim")
