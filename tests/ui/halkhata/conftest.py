"""A shop with debtors and its halkhata, at the desk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from shopbook.customers.model import CustomerDraft, PhoneDraft
from shopbook.dues.model import AdjustmentDraft
from shopbook.halkhata.model import HalkhataDraft
from tests.ui.desk import Desk, desk

__all__ = ["Party", "desk", "party"]


class Party:
    """The desk of a shop before its halkhata. `open` shows the page; `people` by their names."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.book = desk, desk.book
        today = self.book.clock.today()
        self.people: dict[str, int] = {}
        for name, phone, area, taka in (
            ("আব্দুল করিম", "01711000001", "সাভার", 5000),
            ("রহিম উদ্দিন", "01711000002", "মিরপুর", 2000),
            ("সালমা বেগম", "01711000003", "মিরপুর", 700),
            ("ছোট বাকি", "01711000004", "সাভার", 90),
        ):
            draft = CustomerDraft(name=name, phones=(PhoneDraft(phone),), area=area)
            self.people[name] = self.book.customers.add(draft)
            due = AdjustmentDraft(self.people[name], "opening", taka * 100, today - dt.timedelta(20))
            self.book.dues.adjust(due)
        self.people["নগদ ক্রেতা"] = self.book.customers.add(CustomerDraft(name="নগদ ক্রেতা"))

    def begin(self, days: int = 0) -> int:
        """A drive with all who owe 500 or more, so many days ahead; the page is open."""
        day = self.book.clock.today() + dt.timedelta(days)
        drive = self.book.halkhatas.start(
            HalkhataDraft("শুভ হালখাতা", day), self.book.halkhatas.candidates(500_00)
        )
        self.open(drive.id)
        return drive.id

    def open(self, target: object = None) -> Party:
        """The halkhata's page in front."""
        self.desk.begin()
        self.desk.ctx.navigation.go("halkhata", target)
        self.desk.settle()
        return self

    @property
    def page(self) -> Any:
        """The page in front."""
        return self.desk.ctx.navigation.page("halkhata")

    def owes(self, name: str) -> int:
        """What somebody owes, in taka."""
        return self.book.dues.balance(self.people[name]) // 100

    def report(self) -> Any:
        """The figures of the drive in front."""
        return self.book.halkhatas.report(self.page.drive_id)

    def find(self, words: str) -> Party:
        """Type into the search and let it look."""
        self.page.guests.begin()
        self.desk.write(words)
        self.page.guests.search_now()
        return self

    def wait(self) -> Party:
        """Until nothing runs on the other thread."""
        while self.desk.ctx.jobs.busy:
            self.desk.settle()
        self.desk.settle()
        return self

    def reads(self, widget: Any = None) -> str:
        """Every word in sight."""
        from PySide6.QtWidgets import QLabel, QPushButton

        root = widget or self.page
        parts = [part for kind in (QLabel, QPushButton) for part in root.findChildren(kind)]
        return "\n".join(part.text() for part in parts if part.isVisible())


@pytest.fixture
def party(desk: Desk) -> Iterator[Party]:
    """The shop, its window not yet open."""
    yield Party(desk)
    desk.ctx.jobs.wait()
