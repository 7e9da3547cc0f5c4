"""The counter these tests work at, on a computer of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.counter import counter

__all__ = ["counter"]


@pytest.fixture(autouse=True)
def own_computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Printers are remembered by the computer, so each test has another one."""
    monkeypatch.setenv("SHOPBOOK_DATA", str(tmp_path / "data"))
