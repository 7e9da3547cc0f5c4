"""A few kills in every run of the tests; the long run is `python3 -m tests.faults`."""

from __future__ import annotations

from pathlib import Path

from tests.faults.kill import torture


def test_a_counter_killed_at_any_moment_loses_nothing_it_confirmed(tmp_path: Path) -> None:
    toll = torture(tmp_path, kills=8, seed=7)
    assert toll.kills == 8
    assert toll.confirmed > 20  # the counter really worked between the kills
    assert toll.spotless, toll


def test_nor_does_a_protected_book(tmp_path: Path) -> None:
    toll = torture(tmp_path, kills=4, seed=8, protected=True)
    assert not (tmp_path / "tortured.shopbook").read_bytes().startswith(b"SQLite")
    assert toll.confirmed > 10
    assert toll.spotless, toll
