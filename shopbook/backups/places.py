"""Where the backups of each book go on this computer: a small file outside the books. Writing backups is `making`'s.

A folder or a pen drive belongs to the computer and not to the shop: a book that is carried to another computer must not
look there for the first one's drives.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from shopbook import paths
from shopbook.backups import faults

FILE = "backups.json"


class Chosen:
    """The chosen folder and the remembered drives of one book."""

    def __init__(self, book: str, file: Path | None = None) -> None:
        """book: its `journal_state.book`."""
        self._book = book
        self._file = file or paths.data_dir() / FILE

    @property
    def folder(self) -> Path | None:
        """The folder that was chosen, None when backups go beside the book."""
        folder = self._read().get("folder")
        return Path(folder) if isinstance(folder, str) and folder else None

    def set_folder(self, folder: Path | None) -> None:
        """Choose a folder, or none. Raises BackupProblem, DiskFull."""
        self._change({"folder": str(folder) if folder else None})

    @property
    def drives(self) -> dict[str, tuple[str, Path]]:
        """The remembered drives by their signs: how each was called, and where it was seen last."""
        found = self._read().get("drives")
        if not isinstance(found, dict):
            return {}
        return {
            sign: (str(told.get("label", "")), Path(str(told.get("path", ""))))
            for sign, told in found.items()
            if isinstance(told, dict)
        }

    def remember(self, sign: str, label: str, path: Path) -> None:
        """Remember a drive. Raises BackupProblem, DiskFull."""
        self._change({"drives": {**self._told_drives(), sign: {"label": label, "path": str(path)}}})

    def forget(self, sign: str) -> None:
        """A drive gets no copies by itself any more; what lies on it stays. Raises BackupProblem, DiskFull."""
        left = {known: told for known, told in self._told_drives().items() if known != sign}
        self._change({"drives": left})

    def _told_drives(self) -> dict[str, Any]:
        return {sign: {"label": label, "path": str(path)} for sign, (label, path) in self.drives.items()}

    def _read(self) -> dict[str, Any]:
        told = self._all().get(self._book)
        return told if isinstance(told, dict) else {}

    def _all(self) -> dict[str, Any]:
        with suppress(OSError, ValueError, RecursionError):
            told = json.loads(self._file.read_text(encoding="utf-8"))
            books = told.get("books") if isinstance(told, dict) else None
            return books if isinstance(books, dict) else {}
        return {}

    def _change(self, values: dict[str, Any]) -> None:
        books = {**self._all(), self._book: {**self._read(), **values}}
        part = self._file.with_name(self._file.name + ".part")
        with faults.sentences(self._file.parent):
            with part.open("w", encoding="utf-8") as file:
                json.dump({"version": 1, "books": books}, file, ensure_ascii=False)
                file.flush()
                os.fsync(file.fileno())
            part.replace(self._file)
