"""Half a minute of spoiled files, always the same ones; `python3 -m tests.fuzz --minutes 10` is the long run."""

from __future__ import annotations

import sys

import pytest

from tests.fuzz import watching


@pytest.mark.skipif(sys.platform == "win32", reason="limits on a process's memory are set the Linux way")
def test_no_spoiled_list_log_or_search_crashes_hangs_or_eats_the_memory() -> None:
    findings = watching.run(30)
    assert findings.troubles == [], str(findings)
    assert findings.cases > 100, str(findings)
    kinds = {kind for kind, _outcome in findings.outcomes}
    assert kinds == {"csv", "xlsx", "ods", "vcard", "calls", "search"}


@pytest.mark.skipif(sys.platform == "win32", reason="limits on a process's memory are set the Linux way")
def test_the_watcher_sees_a_process_that_hangs() -> None:
    findings = watching.run(2, patience=0.001)
    assert "hangs" in findings.troubles[0][1]
