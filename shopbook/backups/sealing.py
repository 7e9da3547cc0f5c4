"""Closing backups with an age key (age-encryption.org/v1): the counter holds what closes, a printed code opens.

Which file is closed when is `making`'s; that the code was typed back before anything is closed is looked to here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from shopbook.backups import finding, manifests, naming
from shopbook.backups.faults import sentences
from shopbook.backups.verifying import not_good
from shopbook.clock import from_instant
from shopbook.errors import BackupProblem, Message, Refused
from shopbook.permissions import needs
from shopbook.progress import NoProgress, Progress
from shopbook.settings.operations import Settings
from shopbook.storage.proving import sha256
from shopbook.storage.store import Store

if TYPE_CHECKING:
    from shopbook.storage.vault import RecoveryCode

_KEPT = "backups.sealing"


@dataclass(frozen=True, slots=True)
class Seal:
    """With what backups are closed: the public key, and the secret one locked up by the recovery code."""

    recipient: str
    slots: tuple[dict[str, object], ...]


class Sealing:
    """The switch by which backups are closed, in the book; the code itself is never kept."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store, self._settings = store, settings
        self._begun: tuple[RecoveryCode, Seal] | None = None

    def seal(self) -> Seal | None:
        """With what the next backup is closed; None while backups are not."""
        told = self._settings.kept(_KEPT)
        if not isinstance(told, Mapping) or not told.get("on"):
            return None
        return Seal(str(told["recipient"]), tuple(dict(slot) for slot in told["slots"]))

    @needs("keep_safe")
    def begin(self) -> RecoveryCode:
        """A fresh key and the code to print; nothing is closed before `confirm`. 0.3 s."""
        from pyrage import x25519

        from shopbook.storage.vault import RECOVERY, RecoveryCode, wrap

        identity, code = x25519.Identity.generate(), RecoveryCode.new()
        slot = wrap(str(identity).encode("ascii"), code.text, RECOVERY)
        self._begun = code, Seal(str(identity.to_public()), (slot,))
        return code

    @needs("keep_safe")
    def confirm(self, typed: str, by: object | None = None) -> None:
        """Close backups from now on, when the code was typed back from the sheet. Raises Invalid{"code"}, Refused."""
        if self._begun is None:
            raise Refused(Message("Print the recovery sheet first."))
        code, seal = self._begun
        code.require(typed)
        since = from_instant(self._store.clock.now())
        told = {
            "on": True,
            "recipient": seal.recipient,
            "slots": [dict(slot) for slot in seal.slots],
            "since": since,
        }
        self._settings.keep(_KEPT, told, by)
        self._begun = None

    @needs("keep_safe")
    def stop(self, by: object | None = None) -> None:
        """Close no further backup; those that are closed go on opening with their code."""
        told = self._settings.kept(_KEPT)
        if isinstance(told, Mapping):
            self._settings.keep(_KEPT, {**told, "on": False}, by)


def seal_file(path: Path, recipient: str, target: Path, progress: Progress | None = None) -> None:
    """Write `path` closed into the new file `target`, and sync it. Raises Cancelled, OSError."""
    import pyrage

    key = pyrage.x25519.Recipient.from_str(recipient)
    with path.open("rb") as plain, target.open("xb") as shut:
        _through(pyrage.encrypt_io, _Told(plain, path, progress), _Told(shut), [key])
        shut.flush()
        os.fsync(shut.fileno())


def unseal(path: Path, code: str, into: Path | None = None, progress: Progress | None = None) -> Path:
    """Open a sealed backup into the folder `into`, or a fresh private one that the caller deletes; the file in it.

    What comes out is what was proved when the backup was made, byte by byte. Raises WrongKey, BackupProblem (damaged,
    or its key is nowhere: the manifest is lost and no other sealed backup of this book lies beside it), DiskFull.
    """
    import pyrage

    from shopbook.storage.vault import unwrap

    told = manifests.read(path)
    slots = list(_slots_for(path))
    if not slots:
        raise BackupProblem(
            Message("The note beside this copy is missing, and with it the key that your code opens."),
            Message("Put the file {file} back beside the copy.", file=manifests.beside(path).name),
        )
    wrong: Exception | None = None
    for slot in slots:
        try:
            secret = unwrap(slot, code)
        except Exception as error:  # every slot is tried; the first complaint is the one to show
            wrong = wrong or error
            continue
        identity = pyrage.x25519.Identity.from_str(secret.decode("ascii"))
        folder = into or _private_folder()
        target = folder / path.name.removesuffix(naming.SEALED)
        with sentences(folder, path), _dropped_on_failure(target):
            with path.open("rb") as shut, target.open("xb") as plain:
                target.chmod(0o600)
                try:
                    _through(pyrage.decrypt_io, _Told(shut, path, progress), _Told(plain), [identity])
                except pyrage.DecryptError as error:
                    raise not_good(path, str(error)) from error
                plain.flush()
                os.fsync(plain.fileno())
            if told is not None and told.plain_sha256 and sha256(target) != told.plain_sha256:
                raise not_good(path, "what came out is not what was closed")
        return target
    assert wrong is not None
    raise wrong


def _private_folder() -> Path:
    import tempfile  # with `random` it brings OpenSSL along

    return Path(tempfile.mkdtemp(prefix="shopbook-"))


def _slots_for(path: Path) -> Iterator[dict[str, Any]]:
    """The locked-up keys that may open a file: its own manifest's, else those of its neighbours of the same name."""
    told = manifests.read(path)
    if told is not None and told.seal:
        yield from told.seal
        return
    mine, seen = naming.named(path), []
    for other in finding.files_in(path.parent):
        name = naming.named(other)
        if mine is None or name is None or not name.sealed or name.stem != mine.stem:
            continue
        manifest = manifests.read(other)
        for slot in manifest.seal if manifest else ():
            if slot not in seen:
                seen.append(slot)
                yield slot


@contextmanager
def _dropped_on_failure(target: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        target.unlink(missing_ok=True)
        raise


class _Told:
    """A file that is read or written and tells how far; what went wrong with it is kept, for age loses it."""

    def __init__(self, file: IO[bytes], path: Path | None = None, progress: Progress | None = None) -> None:
        self._file, self._progress = file, progress or NoProgress()
        self._size, self._done = max(1, path.stat().st_size) if path else 0, 0
        self.failed: BaseException | None = None

    def read(self, size: int = -1) -> bytes:
        """The next bytes; raises Cancelled by the progress."""
        try:
            part = self._file.read(size)
            self._done += len(part)
            if self._size:
                self._progress.step(100 * self._done // self._size, 100)
        except BaseException as error:
            self.failed = error
            raise
        return part

    def write(self, part: bytes) -> int:
        """Write these bytes."""
        try:
            return self._file.write(part)
        except BaseException as error:
            self.failed = error
            raise

    def flush(self) -> None:
        """Hand on what is buffered."""
        self._file.flush()


def _through(work: Callable[..., None], source: _Told, target: _Told, keys: list[Any]) -> None:
    """Let age read and write. Raises what the files raised, or DecryptError for what does not decrypt."""
    import pyrage

    try:
        work(source, target, keys)
    except (pyrage.EncryptError, pyrage.DecryptError, OSError) as error:
        failed = source.failed or target.failed
        if failed is not None:
            raise failed from None
        raise pyrage.DecryptError(str(error)) from error
