"""Each fault of the world ends in a sentence of its own that says what to do, and costs nothing that was confirmed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.world import FAULTS, flip_bits


@pytest.mark.parametrize("fault", FAULTS)
def test_it_is_told_in_a_sentence_and_costs_nothing(tmp_path: Path, fault: str) -> None:
    told = FAULTS[fault](tmp_path, fault)
    assert told.said.endswith(".") and told.advice.endswith(".")
    assert told.toll.confirmed >= 40
    assert told.toll.spotless, told


@pytest.mark.parametrize("protected", [False, True], ids=["plain", "protected"])
def test_a_flipped_bit_is_found_or_without_effect(tmp_path: Path, protected: bool) -> None:
    found = flip_bits(tmp_path, flips=30, seed=11, protected=protected)
    assert found.wrong == 0
    assert found.at_opening + found.by_check + found.harmless == 30
    assert found.at_opening + found.by_check >= 3


def test_every_bit_of_a_protected_book_is_proved(tmp_path: Path) -> None:
    found = flip_bits(tmp_path, flips=20, seed=12, protected=True)
    assert found.harmless == 0
