"""The shop every core test works in: a real book in a real file, with a clock that stands still."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.language import TestShop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[TestShop]:
    """An open shop on Saturday 21 November 2026."""
    opened = TestShop(tmp_path)
    yield opened
    opened.book.close()
