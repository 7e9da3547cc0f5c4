"""The kills look for halves of what is saved at once: here each kind of half is made by hand, and is found."""

from __future__ import annotations

import datetime as dt
import random
import shutil
from pathlib import Path

import pytest
import sqlcipher3

from shopbook.book import Book
from shopbook.clock import FixedClock
from shopbook.customers.model import CustomerDraft
from shopbook.settings.model import ShopDraft
from tests.faults import money, workshop
from tests.faults.desk import DEEDS, HALVES, half_saves

TAKEN_AWAY = {
    **workshop.TAKEN_AWAY,
    **money.TAKEN_AWAY,
    "a call without all that it brought": "DELETE FROM demand WHERE interaction_id IS NOT NULL",
    "a call whose complaint is missing": "DELETE FROM complaint WHERE interaction_id IS NOT NULL",
    "a call whose order is missing": "UPDATE interaction SET outcome = 'promised_buy'",
    "what came with a call that is missing": "DELETE FROM interaction",
    "a printed list without its lines": "DELETE FROM call_sheet_line",
    "a settled complaint without what was done": "UPDATE complaint SET resolution = NULL WHERE status = 'resolved'",
    "a kept word without its memo": "UPDATE buy_promise SET sale_id = NULL WHERE status = 'won'",
    "a halkhata without its guests": "DELETE FROM halkhata_guest",
    "a closed halkhata that carried only some": "UPDATE halkhata_guest SET carried_paisa = NULL",
    "some cards of a printing": """UPDATE halkhata_guest SET printed_on = CASE id
        WHEN (SELECT min(id) FROM halkhata_guest) THEN '2026-11-21' END""",
    "money of a guest who did not come": "UPDATE halkhata_guest SET came_on = NULL",
    "half of a phone's list": "DELETE FROM callback WHERE source = 'missed' AND key10 LIKE '%1'",
}


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book in which the counter did every deed a few times."""
    path = tmp_path_factory.mktemp("desk") / "দোকান.shopbook"
    with Book.create(path, ShopDraft(name_bn="ঝড়ের দোকান"), FixedClock(dt.date(2026, 11, 21))) as book:
        chance = random.Random(3)
        customer = book.customers.add(CustomerDraft(name="রহিম"))
        for _round in range(4):
            for deed in DEEDS:
                deed(book, chance, customer)
        assert half_saves(book) == []
    return path


@pytest.mark.parametrize("kind", HALVES)
def test_a_half_is_found(worked: Path, tmp_path: Path, kind: str) -> None:
    connection = sqlcipher3.connect(shutil.copy(worked, tmp_path / "half.shopbook"))
    connection.execute("PRAGMA foreign_keys = OFF")
    for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{trigger}"')
    assert connection.execute(TAKEN_AWAY[kind]).rowcount > 0
    found = sum(row[0] for row in connection.execute(HALVES[kind]).fetchall())
    connection.close()
    assert found > 0
