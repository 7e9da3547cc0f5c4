"""A shop with customers, and passphrases that are hashed in no time."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from shopbook.book import Book
from shopbook.clock import FixedClock
from shopbook.customers.model import CustomerDraft
from shopbook.settings.model import ShopDraft
from shopbook.storage import vault as vaults

CLOCK = FixedClock(dt.date(2026, 11, 21))


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """How long a passphrase takes to hash is not what is tested here."""
    monkeypatch.setattr(vaults, "_MEMORY_KIB", 64)
    monkeypatch.setattr(vaults, "_PASSES", 1)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A closed plain book."""
    path = tmp_path / "দোকান.shopbook"
    with Book.create(path, ShopDraft(name_bn="মায়ের দোয়া"), CLOCK) as book:
        for name in ("রহিম উদ্দিন", "করিম শেখ"):
            book.customers.add(CustomerDraft(name=name))
    return path
