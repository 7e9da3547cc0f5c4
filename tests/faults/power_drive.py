"""A drive whose power can fail: SQLite writes through it, and it keeps what was flushed apart from what was not.

When the power goes, what was never flushed survives as disks leave it: some writes whole, some in torn sectors of 512
bytes, in any order, most not at all. A drive that lies about a flush loses what was confirmed: that one is for the test
of the test.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path

import apsw

SECTOR = 512
# Of what was not flushed: this share is lost, and this share of the others is torn.
LOST, TORN = 0.5, 0.15

# What a write to a drive in this state comes back with.
FAULTS = {"full": apsw.FullError, "read_only": apsw.ReadOnlyError, "unplugged": apsw.IOError}

Write = tuple[int, bytes | None]  # where and what; without bytes: cut to this length


@dataclass
class Drive:
    """What lies on the platter and what is still on its way. `cut_at`: the write at which the power goes."""

    flushed: dict[str, bytearray] = field(default_factory=dict)
    pending: dict[str, list[Write]] = field(default_factory=dict)
    writes: int = 0
    cut_at: int | None = None
    lies: bool = False  # says that it flushed, and did not
    fault: str = ""  # "full", "read_only" or "unplugged" while somebody has it so

    @property
    def is_dark(self) -> bool:
        """True once the power is gone."""
        return self.cut_at is not None and self.writes >= self.cut_at

    def wrote(self, name: str, write: Write) -> None:
        """One more write on its way; at `cut_at` the power goes with it."""
        self.writes += 1
        self.pending[name].append(write)
        if self.is_dark:
            raise apsw.IOError("the power is gone")

    def flush(self, name: str) -> None:
        """Everything written to a file so far is on the platter."""
        if self.lies:
            return
        for write in self.pending[name]:
            _apply(self.flushed[name], write)
        self.pending[name] = []

    def survivors(self, folder: Path, chance: random.Random) -> None:
        """Write what the platter holds after the cut into `folder`, under the files' own names."""
        for name, flushed in self.flushed.items():
            content = bytearray(flushed)
            for at, written in self.pending[name]:
                fate = chance.random()
                if fate < LOST:
                    continue
                if written is None or fate > LOST + TORN:
                    _apply(content, (at, written))
                    continue
                for start in range(0, len(written), SECTOR):
                    if chance.random() < 0.5:
                        _apply(content, (at + start, written[start : start + SECTOR]))
            if content or not name.endswith(("-wal", "-journal")):
                (folder / Path(name).name).write_bytes(bytes(content))


def _apply(content: bytearray, write: Write) -> None:
    at, written = write
    if written is None:
        del content[at:]
        return
    if len(content) < at:
        content.extend(bytes(at - len(content)))
    content[at : at + len(written)] = written


class PowerVFS(apsw.VFS):
    """SQLite's way to `drive`; the files themselves lie in the ordinary file system below it."""

    def __init__(self) -> None:
        super().__init__("power", "")
        self.drive = Drive()

    def xOpen(self, name: object, flags: list[int]) -> PowerFile:
        return PowerFile(self, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        super().xDelete(filename, syncdir)
        self.drive.flushed.pop(filename, None)
        self.drive.pending.pop(filename, None)


class PowerFile(apsw.VFSFile):
    """One file of a book: the book itself or its log. Others (temporary ones) are let through."""

    def __init__(self, vfs: PowerVFS, name: object, flags: list[int]) -> None:
        super().__init__("", name, flags)  # type: ignore[arg-type]
        told = name.filename() if isinstance(name, apsw.URIFilename) else name
        watched = apsw.SQLITE_OPEN_MAIN_DB | apsw.SQLITE_OPEN_WAL | apsw.SQLITE_OPEN_MAIN_JOURNAL
        self._drive = vfs.drive
        self._name = str(told) if told and flags[0] & watched else ""
        if self._name:
            here = Path(self._name)
            already = here.read_bytes() if here.exists() else b""
            self._drive.flushed.setdefault(self._name, bytearray(already))
            self._drive.pending.setdefault(self._name, [])

    def _need_power(self) -> None:
        if self._drive.is_dark:
            raise apsw.IOError("the power is gone")
        if self._drive.fault:
            raise FAULTS[self._drive.fault](self._drive.fault)

    def xRead(self, amount: int, offset: int) -> bytes:
        if self._drive.fault == "unplugged":
            raise apsw.IOError("unplugged")
        return super().xRead(amount, offset)

    def xWrite(self, data: bytes, offset: int) -> None:
        self._need_power()
        super().xWrite(data, offset)
        if self._name:
            self._drive.wrote(self._name, (offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:
        self._need_power()
        super().xTruncate(newsize)
        if self._name:
            self._drive.wrote(self._name, (newsize, None))

    def xSync(self, flags: int) -> None:
        self._need_power()
        super().xSync(flags)
        if self._name:
            self._drive.flush(self._name)
