"""A few kills in every run of the tests; the long run is `python3 -m tests.faults`."""

from __future__ import annotations

from pathlib import Path

from tests.faults.kill import torture


def test_a_counter_killed_at_any_moment_loses_nothing_it_confirmed(tmp_path: Path) -> None:
    toll = torture(tmp_path, kills=8, seed=7)
    assert toll.kills == 8
    assert toll.confirmed > 20  # the counter really worked between the kills
    assert toll.spotless, toll
