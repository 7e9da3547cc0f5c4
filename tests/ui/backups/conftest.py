"""Pen drives as folders, and waiting for what is done beside the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from ui.context import Context


class Sockets:
    """The sockets of this computer: a folder plugged in is a pen drive."""

    def __init__(self) -> None:
        self.there: list[tuple[Path, str]] = []

    def drives(self) -> Iterator[tuple[Path, str]]:
        yield from self.there


@pytest.fixture
def sockets(monkeypatch: pytest.MonkeyPatch) -> Sockets:
    """Nothing is plugged in until a test does it; what really is plugged in here is not seen."""
    made = Sockets()
    monkeypatch.setattr("shopbook.backups.drives.here", lambda: made)
    # All folders of a test lie on one disk.
    monkeypatch.setattr("shopbook.backups.drives._holds", lambda root, book: False)
    monkeypatch.setattr("ui.keeping.drives._sign", lambda: repr(made.there).encode())
    return made


@pytest.fixture
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty pen drive."""
    return tmp_path_factory.mktemp("stick")


@pytest.fixture
def idle(qtbot: Any) -> Callable[[Context], None]:
    """Wait until nothing runs beside the window."""

    def wait(ctx: Context) -> None:
        qtbot.waitUntil(lambda: not ctx.jobs.busy and not ctx.jobs.keeps_house, timeout=20_000)
        for _turn in range(4):  # what was just put into a layout is shown in its next round
            QApplication.processEvents()

    return wait
