"""The zip of an export as a file: members written one after another with their sums, the whole put in place at the end.

What the members hold lives in the modules beside this one; reading such a zip back is archive_rebuilding's.
"""

from __future__ import annotations

import errno
import json
import os
import secrets
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING

from shopbook.errors import BookReadOnly, DiskFailed, DiskFull, Message, ShopbookError

if TYPE_CHECKING:
    from hashlib import _Hash

FORMAT = 1
"""Counts up when book.json is written in a way an older program cannot read."""
MANIFEST, BOOK, JOURNAL = "manifest.json", "book.json", "journal.json"
_STAMP = (2020, 1, 1, 0, 0, 0)  # members carry no time of their own: equal books give equal members
_PACKED = (".xlsx", ".pdf")  # packed in themselves; once more costs time and saves nothing
_COPY = 1 << 20


@dataclass(frozen=True, slots=True)
class Member:
    """One file in the zip: its size unpacked and its SHA-256."""

    name: str
    bytes: int
    sha256: str


class _Measured:
    """A stream that counts and hashes what goes through it."""

    def __init__(self, to: IO[bytes], digest: _Hash) -> None:
        self._to, self.digest, self.size = to, digest, 0

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        self.size += len(data)
        return self._to.write(data)

    def flush(self) -> None:
        self._to.flush()


@dataclass(slots=True)
class Packing:
    """A zip being written; `members` grows. Made by `packing`."""

    folder: Path
    """For files that must be whole before they can go in (workbooks); gone at the end."""
    _zip: zipfile.ZipFile
    members: list[Member] = field(default_factory=list)

    @contextmanager
    def member(self, name: str) -> Iterator[_Measured]:
        """Write one member, packed, in one go."""
        import hashlib

        info = zipfile.ZipInfo(name, _STAMP)
        info.compress_type = zipfile.ZIP_STORED if name.endswith(_PACKED) else zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        digest = hashlib.sha256()
        with self._zip.open(info, "w", force_zip64=True) as stream:
            measured = _Measured(stream, digest)
            yield measured
        self.members.append(Member(name, measured.size, digest.hexdigest()))

    def put(self, name: str, data: bytes) -> None:
        """A small member."""
        with self.member(name) as stream:
            stream.write(data)

    def put_file(self, name: str, path: Path) -> None:
        """A member from a finished file, which is taken away."""
        with path.open("rb") as file, self.member(name) as stream:
            while part := file.read(_COPY):
                stream.write(part)
        path.unlink()

    def finish(self, told: dict[str, object]) -> None:
        """The manifest, as the last member."""
        sums = [{"name": one.name, "bytes": one.bytes, "sha256": one.sha256} for one in self.members]
        text = json.dumps({**told, "members": sums}, ensure_ascii=False, indent=1)
        self.put(MANIFEST, text.encode("utf-8"))


@contextmanager
def packing(target: Path) -> Iterator[Packing]:
    """Write a zip beside `target` and put it there when it is whole; after any error nothing of it is left.

    DiskFull, BookReadOnly, DiskFailed for the faults of the place.
    """
    mark = secrets.token_hex(6)
    part, folder = target.with_name(f".{mark}.part"), target.with_name(f".{mark}.parts")
    try:
        with place_faults(target):
            if target.is_dir():
                raise IsADirectoryError(errno.EISDIR, "is a folder", str(target))
            folder.mkdir()
            with part.open("xb") as file:
                with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
                    yield Packing(folder, packed)
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
    finally:
        with suppress(OSError):
            part.unlink()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def place_faults(target: Path) -> Iterator[None]:
    """Turn what a disk, a stick or a folder refuses into a sentence."""
    try:
        yield
    except OSError as trouble:
        raise _fault(trouble, target) from trouble


def _fault(trouble: OSError, target: Path) -> ShopbookError:
    if trouble.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DiskFull(
            Message("There is not enough space in {folder}.", folder=str(target.parent)),
            Message("Free some space or choose another disk, then try again."),
        )
    if trouble.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.EISDIR):
        return BookReadOnly(
            Message("{name} cannot be written there.", name=target.name),
            Message("Choose another folder."),
        )
    return DiskFailed(
        Message("The folder {folder} does not answer.", folder=str(target.parent)),
        Message("Check that the drive is plugged in, or choose another folder."),
    )
