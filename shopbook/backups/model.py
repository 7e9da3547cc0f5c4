"""What a backup is, where it lies and what was written down about it, as plain values. Nothing is read here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from shopbook.errors import Message
from shopbook.storage.proving import Counts as Counts

VERSION = 1  # of the manifest's JSON; one with a greater number was written by a newer program

Kind = Literal["plain", "protected", "sealed"]
Why = Literal["hand", "hour", "close", "migration", "drive", "month", "restore", "start"]
State = Literal["good", "poor", "bad"]
PlaceKind = Literal["book", "folder", "drive"]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds, written beside it as `<file>.json` in the moment in which it was proved.

    book: whose backup it is (32 hex digits, the same in all copies of a shop's book), token: which incarnation made it.
    bytes and sha256 are of the file as it lies there. slots: how the key of a protected book is wrapped, seal: how the
    key of a sealed file is, so that the file, this and a code are enough on another computer.
    """

    version: int
    book: str
    token: str
    schema: int
    shop_name: str
    made_at: dt.datetime  # UTC
    why: str
    bytes: int
    sha256: str
    counts: Counts
    kind: Kind
    slots: tuple[dict[str, object], ...] = ()
    seal: tuple[dict[str, object], ...] = ()
    site: str = ""
    seq: int = 0  # of the journal: how far this book had been written
    plain_sha256: str = ""  # of what lies inside a sealed file


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup found in a place.

    readable: it can be opened by this program (perhaps with a code); verified: its manifest was written when it was
    proved, not made again by looking. missed: why it does not lie in the folder that was chosen.
    """

    path: Path
    manifest: Manifest | None
    place: PlaceKind
    readable: bool
    verified: bool = True
    missed: Message | None = None

    @property
    def made_at(self) -> dt.datetime | None:
        """When it was made, as far as anything tells."""
        return self.manifest.made_at if self.manifest else None


@dataclass(frozen=True, slots=True)
class Place:
    """Where backups go. label: for a drive what it is called, else empty; free_bytes is 0 when it is not present."""

    path: Path
    kind: PlaceKind
    free_bytes: int
    present: bool
    label: str = ""
    id: str = ""  # of a remembered drive


@dataclass(frozen=True, slots=True)
class Drive:
    """A removable drive that is plugged in now. id is "" until it was remembered."""

    path: Path
    label: str
    free_bytes: int
    id: str = ""
    remembered: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """The last good backup: when, in what kind of place, and its file."""

    at: dt.datetime
    place: PlaceKind
    path: Path


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log of backups. problem: the English sentence of what went wrong."""

    id: int
    what: str
    why: str
    at: dt.datetime
    path: Path | None
    bytes: int | None
    sha256: str
    counts: Counts | None
    good: bool
    problem: str
    seq: int | None = None
