"""A shop with customers, and passphrases that are hashed in no time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from shopbook.book import Book
from shopbook.clock import FixedClock
from shopbook.customers.model import CustomerDraft
from shopbook.settings.model import ShopDraft
from shopbook.storage import vault as vaults

if TYPE_CHECKING:
    from ui.app import Shop

CLOCK = FixedClock(dt.date(2026, 11, 21))


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """How long a passphrase takes to hash is not what is tested here."""
    monkeypatch.setattr(vaults, "_MEMORY_KIB", 64)
    monkeypatch.setattr(vaults, "_PASSES", 1)


@pytest.fixture
def shop(shop: Shop) -> Iterator[Shop]:
    """The program; its windows are taken down here and not by the garbage collector at some later moment."""
    yield shop
    if "gate" in vars(shop):
        shop.gate.leave()
    shop.close()
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A closed plain book."""
    path = tmp_path / "দোকান.shopbook"
    with Book.create(path, ShopDraft(name_bn="মায়ের দোয়া"), CLOCK) as book:
        for name in ("রহিম উদ্দিন", "করিম শেখ"):
            book.customers.add(CustomerDraft(name=name))
    return path
