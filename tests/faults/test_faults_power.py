"""A few power cuts in every run of the tests; the long run is `python3 -m tests.faults --cuts 200`."""

from __future__ import annotations

from pathlib import Path

from tests.faults.power import cut_power


def test_whatever_write_the_power_goes_at_nothing_confirmed_is_lost(tmp_path: Path) -> None:
    toll = cut_power(tmp_path, cuts=16, seed=3)
    assert toll.cuts == 16
    assert toll.confirmed > 100
    assert toll.spotless, toll


def test_a_drive_that_lies_about_flushing_is_found_out(tmp_path: Path) -> None:
    toll = cut_power(tmp_path, cuts=10, seed=3, lying=True)
    assert toll.lost or toll.unreadable, toll
