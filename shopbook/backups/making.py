"""Making one backup file in one folder, and carrying one to a drive: whole and proved, or not there at all.

Where backups go, which stay and what is written down about them is decided in `operations`.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from shopbook.backups import faults, finding, manifests, naming
from shopbook.backups.model import Backup, Manifest
from shopbook.backups.sealing import Seal, seal_file
from shopbook.backups.verifying import not_good
from shopbook.errors import BackupProblem, Message
from shopbook.progress import NoProgress, Progress
from shopbook.storage import copying
from shopbook.storage.connection import connect
from shopbook.storage.proving import Proof, sha256
from shopbook.storage.syncing import sync_folder

_AT_ONCE = 1 << 20
# Nobody waits for these, and somebody may be selling.
_QUIET = ("hour", "month", "start")


@dataclass(frozen=True, slots=True)
class Source:
    """The book to back up: its file, its key and how that is locked up, with what its backups are closed."""

    path: Path
    key: bytes | None = None
    slots: tuple[Mapping[str, object], ...] = ()
    seal: Seal | None = None


def source_of(path: Path, key: bytes | None, seal: Seal | None) -> Source:
    """An open book as a source; of a protected one the vault is read, for the manifests to carry."""
    if key is None:
        return Source(path, seal=seal)
    from shopbook.storage import keys

    return Source(path, key, keys.vault_of(path).slots, seal)


def make(
    source: Source, folder: Path, at: dt.datetime, why: str, progress: Progress | None = None
) -> tuple[Path, Manifest]:
    """Back the book up into a folder that is there; the file and its manifest.

    Nothing is at the backup's name before it was proved and synced: a kill or a power cut leaves a part, which is
    swept. Raises BackupProblem, DiskFull, BookDamaged, Cancelled, and StorageError when the book itself fails.
    """
    progress = progress or NoProgress()
    stem = naming.stem_of(source.path)
    with faults.sentences(folder, source.path):
        finding.sweep(folder, stem)
        target = naming.free_name(folder, stem, at, sealed=source.seal is not None)
        # What is to be closed must never have lain open on the stick or in the folder that goes to the internet.
        workshop = folder if source.seal is None else naming.default_folder(source.path)
        workshop.mkdir(exist_ok=True)
        part = naming.part_of(workshop / target.name.removesuffix(naming.SEALED))
        connection = connect(source.path, read_only=True, key=source.key)
        try:
            size = copying.size_of(connection)
            faults.refuse_too_large(folder, size)
            span = progress if source.seal is None else copying.Part(progress, 0, 70)
            proof = copying.proved_copy(
                connection, part, key=source.key, progress=span, quietly=why in _QUIET
            )
        finally:
            connection.close()
        try:
            if source.seal is None:
                manifest = manifests.of_proof(
                    proof, at, why, "protected" if source.key else "plain", source.slots
                )
            else:
                part, manifest = _seal(part, target, proof, source, source.seal, at, why, progress)
            _name(part, target, manifest)
        except BaseException:
            copying.drop(part)
            raise
    return target, manifest


def carry(backup: Backup, folder: Path, progress: Progress | None = None) -> tuple[Path, Manifest]:
    """Copy a backup onto a drive and read it back from there; the file and its manifest there.

    Raises BackupProblem, DiskFull, Cancelled.
    """
    progress = progress or NoProgress()
    told = backup.manifest
    if told is None or not told.sha256 or not backup.readable:
        raise not_good(backup.path, "it has no manifest")
    with faults.sentences(folder, backup.path):
        faults.refuse_too_large(folder, told.bytes)
        copying.refuse_without_room(folder, told.bytes)
        target = folder / backup.path.name
        if target.exists() and manifests.read(target) == replace(told, why="drive") and _same(target, told):
            return target, replace(told, why="drive")
        part = naming.part_of(target)
        copying.drop(part)
        try:
            if _copied(backup.path, part, copying.Part(progress, 0, 60)) != told.sha256:
                raise not_good(backup.path, "sha256")
            _forget_cached(part)
            found = sha256(part, lambda: progress.step(80, 100, Message("Reading it back from the drive")))
            if found != told.sha256:
                raise BackupProblem(
                    Message(
                        "The drive does not give back what was written onto it: {folder}", folder=str(folder)
                    ),
                    Message("The drive is worn out. Use another one."),
                )
            _name(part, target, replace(told, why="drive"))
        except BaseException:
            copying.drop(part)
            raise
    return target, replace(told, why="drive")


def _seal(
    plain: Path,
    target: Path,
    proof: Proof,
    source: Source,
    seal: Seal,
    at: dt.datetime,
    why: str,
    progress: Progress,
) -> tuple[Path, Manifest]:
    """The proved copy closed, under its part's name in the target's folder; the open one is gone."""
    part = naming.part_of(target)
    try:
        seal_file(plain, seal.recipient, part, copying.Part(progress, 70, 90))
        digest = sha256(part, lambda: progress.step(95, 100))
    except BaseException:
        copying.drop(part)
        raise
    finally:
        copying.drop(plain)
    manifest = manifests.of_proof(proof, at, why, "sealed", source.slots)
    size = part.stat().st_size
    shut = replace(manifest, bytes=size, sha256=digest, plain_sha256=proof.sha256, seal=seal.slots)
    return part, shut


def _name(part: Path, target: Path, manifest: Manifest) -> None:
    """Give a finished part its name. The manifest comes first: a backup is never without one, a kill between the two
    leaves only a note, which is swept."""
    manifests.write(target, manifest)
    part.replace(target)
    sync_folder(target.parent)


def _copied(source: Path, target: Path, progress: Progress) -> str:
    """Copy a file, hashing what is read; the hash."""
    import hashlib

    digest, done, size = hashlib.sha256(), 0, max(1, source.stat().st_size)
    with source.open("rb") as read, target.open("xb") as written:
        while part := read.read(_AT_ONCE):
            digest.update(part)
            written.write(part)
            done += len(part)
            progress.step(done, size, Message("Copying onto the drive"))
        written.flush()
        os.fsync(written.fileno())
    return digest.hexdigest()


def _forget_cached(path: Path) -> None:
    """Let the next reading come from the drive and not from memory, where the system can be told so."""
    if hasattr(os, "posix_fadvise"):
        with path.open("rb") as file, suppress(OSError):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _same(path: Path, told: Manifest) -> bool:
    return path.stat().st_size == told.bytes and sha256(path) == told.sha256
