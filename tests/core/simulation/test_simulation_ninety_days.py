"""Ninety days of a shop: nothing promised is ever forgotten, and the list stays one a busy person can work."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.core.simulation.ninety_days import NinetyDays

KINDS = {
    "pay_promise",
    "shop_promise",
    "buy_promise",
    "complaint",
    "callback",
    "interaction",
    "manual_reminder",
    "instalment",
    "job_late",
    "job_ready",
    "job_at_company",
    "service_visit",
    "halkhata",
}


def test_no_promise_is_overdue_without_having_been_on_the_list_of_that_day(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    life = NinetyDays(tmp_path, seed=20260901)
    report = life.live(90)
    with capsys.disabled():
        print("", *report.lines(), sep="\n")
    assert report.broken == []
    # A shop where nobody promises anything would prove nothing.
    assert {kind for kind, _, _ in life.due} == KINDS
    assert report.promises_due > 90 and report.called and report.days_off and report.power_cuts
    # Nor would a file that never breaks, and people who never try what is not theirs.
    assert {"copies kept", "books rescued", "pages made one", "deeds refused"} <= set(report.household)


def test_another_shop_keeps_its_word_too(tmp_path: Path) -> None:
    assert NinetyDays(tmp_path, seed=7).live(30).broken == []
