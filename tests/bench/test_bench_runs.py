"""The bench runs on a tiny book and prints every row; what it measures there means nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.bench import __main__ as bench
from tests.bench.table import Figure, percentile, printed

DESK = "complaints_painted promises_painted sheets_painted strip_first strip"
PAGES = (
    "dues_painted halkhata_painted warranty_painted service_painted plans_painted payment_painted job_painted"
)
AGAIN = "dues_again dues_chosen board_again look_up number_typed"
SAVED = "payment_commits payment return_commits return plan_commits plan"
JOBS = "take_in_commits take_in job_ready_commits job_ready hand_over_commits hand_over"
ROWS = [
    *(
        "start",
        "start_growth",
        "memory",
        "memory_after",
        "keystroke",
        "today_painted",
        "list_painted",
        "scroll",
    ),
    *("customer_painted", *DESK.split(), *PAGES.split(), *AGAIN.split()),
    *("search", "today", "preview", "away", "list", "customer", "sale_commits", "sale"),
    *("owing", "owing_chosen", "candidates", "plans", "standing", "standing_past", "account", "statement"),
    *(*SAVED.split(), "card_found", "job_found", "board", "jobs_closed", "badge", "visits", "workshop_now"),
    *("service_report", *JOBS.split(), "card_first", "card", "slip_first", "slip", "roll", "job_slip"),
    *("invitations", "import", "backup", "backup_save", "backup_save_worst"),
    *("protect", "unlock", "protected_open", "protected_save", "protected_find", "protected_day"),
]
TINY = ("--customers", "120", "--runs", "1", "--rows", "150")


def test_a_tiny_bench_prints_every_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main([*TINY, "--cache", str(tmp_path), "--json"]) in (0, 1)
    told = json.loads(capsys.readouterr().out)
    assert told["size"]["customers"] == 120
    assert [one["name"] for one in told["figures"]] == ROWS
    assert [one["name"] for one in told["figures"] if not one["value"] > 0] == []
    by_name = {one["name"]: one for one in told["figures"]}
    commits = {name: one["value"] for name, one in by_name.items() if name.endswith("_commits")}
    assert set(commits.values()) == {1}, "whatever is saved is one commit and so one sync of the disk"
    books = sorted(tmp_path.glob("*.shopbook"))
    assert bench.main([*TINY, "--cache", str(tmp_path), "--only", "search"]) in (0, 1)
    assert "search query as typed" in capsys.readouterr().out
    assert sorted(tmp_path.glob("*.shopbook")) == books, "the second run found the books of the first"


def test_a_figure_is_held_to_its_goal_on_this_machine() -> None:
    time = Figure("a", "a", 20, "ms", goal=15, limit=30, floor=5)
    assert [replace(time, machine=machine).verdict() for machine in (2, 1, 0.5)] == [
        "good",
        "over goal",
        "TOO MUCH",
    ]
    count = Figure("b", "b", 2, "", goal=1, limit=1, scales=False, machine=10)
    assert count.verdict() == "TOO MUCH"
    table = printed([time, count]).splitlines()
    assert len(table) == 4
    assert "4.0 x" in table[2]
    assert percentile(range(100), 0.95) == 95
