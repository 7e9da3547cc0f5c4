"""A few kills in the middle of each large deed in every run of the tests; the long run is `python3 -m tests.faults`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.large import DEEDS
from tests.faults.midway import kill_midway


@pytest.mark.parametrize("deed", DEEDS)
def test_a_large_deed_that_is_killed_was_either_done_or_not_begun(tmp_path: Path, deed: str) -> None:
    toll = kill_midway(tmp_path, deed, kills=3, seed=5)
    assert toll.kills == 3
    assert toll.spotless, toll
