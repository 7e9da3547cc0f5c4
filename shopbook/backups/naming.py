"""The names of backup files: whose book, when, closed or not. What is inside a file is not asked here."""

from __future__ import annotations

import datetime as dt
import os
import re
from dataclasses import dataclass
from pathlib import Path

from shopbook.clock import file_stamp, of_file_stamp

ENDING, SEALED = ".shopbook", ".sealed"
# A copy under this name is not a backup yet; a kill leaves it behind and the next backup sweeps it.
PART = ".part-"
_BACKUP = re.compile(r"(.+)-(\d{8}-\d{6})(?:-\d{1,3})?\.shopbook(\.sealed)?")
# The copy that opening a book of an older release makes beside it (storage.book_file.safety_copy).
_SAFETY = re.compile(r"(.+?)(?:\.shopbook)?\.before-v\d+-\d+")
# A pen drive that Windows wrote takes no other letters (FAT32, exFAT).
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


@dataclass(frozen=True, slots=True)
class Named:
    """What a name tells. at: the minute it was made, UTC; None for a copy before a migration."""

    stem: str
    at: dt.datetime | None
    sealed: bool = False


def stem_of(book: Path) -> str:
    """What a book's backups are called before the hyphen."""
    return _NOT_IN_NAMES.sub("_", book.stem).strip(". ") or "book"


def default_folder(book: Path) -> Path:
    """The folder of backups that always is there: beside the book."""
    return book.with_name(f"{stem_of(book)} backups")


def free_name(folder: Path, stem: str, at: dt.datetime, *, sealed: bool = False) -> Path:
    """`<stem>-20261122-090000.shopbook` by the shop's clock; numbered when the clock stood still or was set back."""
    base = f"{stem}-{file_stamp(at)}"
    ending = ENDING + (SEALED if sealed else "")
    made, number = folder / f"{base}{ending}", 2
    while made.exists():
        made, number = folder / f"{base}-{number}{ending}", number + 1
    return made


def part_of(path: Path) -> Path:
    """Under which name a file is written until it is whole; it tells by which process, for the sweeping."""
    return path.with_name(f"{PART}{os.getpid()}-{path.name}")


def named(path: Path) -> Named | None:
    """What the name of a file tells; None when it is not one of ours."""
    if path.name.startswith(PART):
        return None
    found = _BACKUP.fullmatch(path.name)
    if found is not None:
        try:
            local = of_file_stamp(found[2])
        except ValueError:
            return None
        return Named(found[1], local.astimezone(dt.UTC), found[3] is not None)
    found = _SAFETY.fullmatch(path.name)
    return Named(found[1], None) if found is not None else None
