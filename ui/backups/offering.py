"""Where this computer may have backups of a book that does not open, and what can be had back of it. Getting it back is
ui/keeping/recovery.py's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from shopbook import paths
from shopbook.backups.model import Backup, PlaceKind
from shopbook.localisation import numbers
from shopbook.localisation.language import _, ngettext
from ui.backups import words

if TYPE_CHECKING:
    from shopbook.rescue.model import Offer


def find_offer(book: Path, key: bytes | None = None) -> Offer:
    """The newest good backup of a damaged book and what its journal knows beyond; for a job's thread."""
    from shopbook.rescue.damage import offer

    return offer(book, search(places([book], paths.data_dir())), key=key)


def told(offer: Offer, today: dt.date) -> str:
    """What can be had back, in words."""
    if offer.backup is None or offer.made_at is None:
        return _(
            "No backup of it was found. Plug in the pen drive with your backups, or rescue what can be read."
        )
    said = _("Newest good backup: {when}.").format(when=words.day_and_time(offer.made_at, today))
    later = offer.operations_after
    if later:
        said += " " + ngettext(
            "The book still knows {n} save after it.", "The book still knows {n} saves after it.", later
        ).format(n=numbers.number(later))
    return said


def places(books: Sequence[Path], data_dir: Path) -> list[Path]:
    """Where backups may lie: beside the books this computer knows, and in the folder of its data."""
    from shopbook.backups.naming import default_folder

    found = [default_folder(book) for book in books]
    for folder in {data_dir, *(book.parent for book in books)}:
        if folder.is_dir():
            found += sorted(each for each in folder.glob("* backups") if each.is_dir())
    return list(dict.fromkeys(found))


def search(folders: Sequence[Path]) -> tuple[Backup, ...]:
    """Every backup in these folders and on the pen drives plugged in now, newest first."""
    from shopbook.backups.drives import FOLDER, here, plugged_in
    from shopbook.backups.finding import backups_in, when

    kinds: list[tuple[Path, PlaceKind]] = [(folder, "book") for folder in folders]
    for drive in plugged_in(here(), paths.data_dir() / FOLDER):
        kinds += [(drive.path / FOLDER, "drive"), (drive.path, "drive")]
    found: dict[Path, Backup] = {}
    for folder, kind in kinds:
        for backup in backups_in(folder, kind):
            found.setdefault(backup.path, backup)
    return tuple(sorted(found.values(), key=when, reverse=True))
