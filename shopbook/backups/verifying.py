"""Proving that a backup is what it was when it was made. It is only read; opening it is the rescue's affair."""

from __future__ import annotations

from pathlib import Path

from shopbook.backups import finding, manifests, naming
from shopbook.backups.faults import sentences
from shopbook.backups.model import Kind, Manifest
from shopbook.errors import BackupProblem, BookDamaged, BookProtected, Message
from shopbook.progress import NoProgress, Progress
from shopbook.storage import keys
from shopbook.storage.proving import Proof, prove, sha256


def verify(
    path: Path, full: bool = False, progress: Progress | None = None, key: bytes | None = None
) -> Manifest:
    """The manifest of a backup that is whole: its bytes are those that were proved, and it proves good again.

    Of a sealed backup, and of a protected one without its `key`, only the bytes can be compared. Without a manifest a
    plain file is proved and the manifest made anew. Raises BackupProblem for what is not good, BookProtected when only
    a key could tell, BookTooNew, BookForeign, Cancelled.
    """
    progress = progress or NoProgress()
    told = manifests.read(path)
    with sentences(path.parent):
        if not path.stat().st_size:
            raise not_good(path, "0 bytes")
        if told is not None and told.bytes != path.stat().st_size:
            raise not_good(path, f"{path.stat().st_size} bytes, not {told.bytes}")
        if _is_shut(path, told, key):
            if told is None:
                raise keys.protected(path) if keys.is_protected(path) else closed(path)
            digest = sha256(path, lambda: progress.step(50, 100, Message("Looking through the copy")))
            _compare(path, "sha256", digest, told.sha256)
            return told
        try:
            found = prove(path, key=key, full=full, progress=progress)
        except BookDamaged as error:
            raise not_good(path, "; ".join(getattr(error, "__notes__", ()))) from error
    if told is None:
        return _made_anew(path, found, key)
    _compare(path, "sha256", found.sha256, told.sha256)
    _compare(path, "counts", manifests.figures(found.counts, told.kind), told.counts)
    return told


def not_good(path: Path, what: str) -> BackupProblem:
    """The error for a backup that is not what it was; `what` is for the log."""
    error = BackupProblem(
        Message("This copy is damaged: {file}", file=path.name),
        Message("Use another copy. Keep this one until the book is open again; parts of it may be rescued."),
    )
    error.add_note(what)
    return error


def closed(path: Path) -> BookProtected:
    """The error for a sealed backup that only its recovery code opens."""
    return BookProtected(
        Message("This copy is locked: {file}", file=path.name),
        Message("Type the recovery code from the sheet that was printed when copies were first locked."),
    )


def _is_shut(path: Path, told: Manifest | None, key: bytes | None) -> bool:
    """True when the inside cannot be looked at now."""
    name = naming.named(path)
    if (told is not None and told.kind == "sealed") or (name is not None and name.sealed):
        return True
    if key is not None:
        return False
    return told.kind == "protected" if told is not None else keys.is_protected(path)


def _made_anew(path: Path, found: Proof, key: bytes | None) -> Manifest:
    if not found.counts.agree:
        raise not_good(
            path, f"{found.counts.balance_paisa} on the pages, {found.counts.ledger_paisa} in the ledger"
        )
    kind: Kind = "plain" if key is None else "protected"
    return manifests.of_proof(found, finding.made_at(path), finding.reason(path), kind)


def _compare(path: Path, what: str, found: object, told: object) -> None:
    if told and found != told:
        raise not_good(path, f"{what}: {found}, told {told}")
