"""The whole check of a large book is stopped in the middle of a long question, and the book is as it was."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from shopbook.book import Book
from shopbook.checks import check
from shopbook.clock import FixedClock
from shopbook.demo import Size, make_demo
from shopbook.errors import Cancelled, Message


class Impatient:
    """Somebody who presses Cancel after so many questions."""

    def __init__(self, patience: int) -> None:
        self.patience, self.asked = patience, 0
        self.places: list[int] = []

    def step(self, done: int, total: int, what: Message | None = None) -> None:
        self.asked += 1
        self.places.append(done)
        assert 0 <= done <= total
        if self.asked > self.patience:
            raise Cancelled


def test_a_check_is_stopped_inside_a_long_question(tmp_path: Path) -> None:
    clock = FixedClock(dt.date(2026, 11, 21))
    path = tmp_path / "large.shopbook"
    make_demo(path, size=Size.of(1500), clock=clock)
    with Book.open(path, clock=clock) as book:
        patient = Impatient(10**9)
        assert check(book, patient).is_whole
        parts = max(patient.places)
        assert patient.asked > parts + 1, "it asks also while SQLite works"
        for patience in (0, 1, 3, patient.asked - 2):
            with pytest.raises(Cancelled):
                check(book, Impatient(patience))
        assert check(book).is_whole
