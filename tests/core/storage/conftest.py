"""What the tests of protecting stand on: vaults that open at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from shopbook.storage import vault as vaults


@pytest.fixture
def quick_vaults(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(vaults, "_MEMORY_KIB", 64)
    monkeypatch.setattr(vaults, "_PASSES", 1)
    monkeypatch.setenv("SHOPBOOK_DATA", str(tmp_path / "data"))
