"""The backups that lie in a folder, what is known of them, and clearing away what is not needed. Which: `rotation`."""

from __future__ import annotations

import datetime as dt
import os
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from shopbook.backups import manifests, naming, rotation
from shopbook.backups.model import Backup, Manifest, PlaceKind, Why
from shopbook.clock import seconds_since_touched
from shopbook.errors import ShopbookError
from shopbook.storage import keys, proving

_AGE_HEADER = b"age-encryption.org/v1"
_PID = re.compile(rf"{re.escape(naming.PART)}(\d+)-(.+)")
# A part that nobody wrote to for so long belongs to no running backup.
_FORGOTTEN_SECONDS = 3600


def backups_in(folder: Path, place: PlaceKind = "folder", book: str = "") -> list[Backup]:
    """The backups in a folder, newest first; none when it is not there. book: only those of that book, and those of
    which nothing can be told.

    What a manifest says is believed when the file is as long as it says; a lost one is made again by looking into a
    plain file. Neither proves the file: `verifying.verify` does.
    """
    found = [_seen(path, place) for path in files_in(folder)]
    wanted = [one for one in found if not book or one.manifest is None or one.manifest.book in ("", book)]
    return sorted(wanted, key=when, reverse=True)


def files_in(folder: Path) -> Iterator[Path]:
    """Every file that has the name of a backup."""
    with suppress(OSError):
        for path in folder.iterdir():
            if naming.named(path) is not None and not path.is_symlink() and path.is_file():
                yield path


def look(path: Path) -> Manifest | None:
    """What a plain file without its manifest tells of itself, unproved and without a hash; None when nothing."""
    try:
        return manifests.of_proof(proving.glance(path), made_at(path), reason(path))
    except (ShopbookError, OSError):
        return None


def made_at(path: Path) -> dt.datetime:
    """When a backup was made as its name tells, else when the file was written. Raises OSError."""
    name = naming.named(path)
    if name is not None and name.at is not None:
        return name.at
    return dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)


def reason(path: Path) -> Why:
    """Why a backup was made, as far as its name tells."""
    name = naming.named(path)
    return "migration" if name is not None and name.at is None else "hand"


def when(backup: Backup) -> tuple[float, str]:
    """How new a backup is, for sorting."""
    if backup.manifest is not None:
        return backup.manifest.made_at.timestamp(), backup.path.name
    with suppress(OSError):
        return made_at(backup.path).timestamp(), backup.path.name
    return 0.0, backup.path.name


def rotate(folder: Path, book: str, now: dt.datetime, spared: frozenset[Path] = frozenset()) -> int:
    """Delete what `rotation` does not keep of one book's readable backups in a folder; returns how many.

    Anything else stays: other books' backups, files without a word whose they are, damaged ones, `spared` ones.
    Raises OSError.
    """
    own = [
        (one.manifest.made_at, one.path)
        for one in backups_in(folder)
        if one.readable and one.manifest and one.manifest.book == book and _is_rotated(one.path)
    ]
    last_of = dict(sorted(own))
    kept = {last_of[at] for at in rotation.kept(last_of, now)} | spared
    doomed = [path for _, path in own if path not in kept]
    for path in doomed:
        remove(path)
    return len(doomed)


def remove(backup: Path) -> None:
    """Delete a backup and its manifest. Raises OSError."""
    backup.unlink(missing_ok=True)
    manifests.beside(backup).unlink(missing_ok=True)


def sweep(folder: Path, stem: str) -> int:
    """Delete what broken-off backups of this stem left in a folder; what is being written now stays. Never fails."""
    swept = 0
    with suppress(OSError):
        for path in list(folder.iterdir()):
            part = _PID.fullmatch(path.name)
            is_part = part is not None and part[2].startswith(f"{stem}-") and _is_leftover(path, int(part[1]))
            if is_part or _is_orphan(path, stem):
                path.unlink(missing_ok=True)
                swept += 1
    return swept


def _seen(path: Path, place: PlaceKind) -> Backup:
    manifest = manifests.read(path)
    try:
        if manifest is not None:
            return Backup(path, manifest, place, path.stat().st_size == manifest.bytes)
        manifest = look(path)
        readable = manifest is not None or is_sealed(path) or keys.is_protected(path)
        return Backup(path, manifest, place, readable, verified=False)
    except OSError:
        return Backup(path, manifest, place, False, verified=False)


def is_sealed(path: Path) -> bool:
    """True for a backup that was closed to the key of a recovery sheet."""
    try:
        with path.open("rb") as file:
            return file.read(len(_AGE_HEADER)) == _AGE_HEADER
    except OSError:
        return False


def _is_rotated(path: Path) -> bool:
    name = naming.named(path)
    return name is not None and name.at is not None


def _is_leftover(path: Path, pid: int) -> bool:
    return seconds_since_touched(path.stat().st_mtime) > _FORGOTTEN_SECONDS or not _is_running(pid)


def _is_running(pid: int) -> bool:
    if sys.platform == "win32":  # asking there with os.kill would end the process
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass  # somebody else's process
    return True


def _is_orphan(path: Path, stem: str) -> bool:
    """True for the manifest of a backup that never got its name, or was deleted by hand."""
    if not path.name.endswith(naming.ENDING + manifests.ENDING) and not path.name.endswith(
        naming.SEALED + manifests.ENDING
    ):
        return False
    backup = path.with_name(path.name.removesuffix(manifests.ENDING))
    name = naming.named(backup)
    if name is None or name.stem != stem or backup.exists():
        return False
    return (
        seconds_since_touched(path.stat().st_mtime) > _FORGOTTEN_SECONDS
        and manifests.read(backup) is not None
    )
