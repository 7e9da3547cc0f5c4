"""Protect this book: what the owner decides about it, step by step. The encrypted file itself is storage's affair.

A forgotten passphrase and a lost code mean that the book is gone. So nothing is closed before the code was typed back
from the paper.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from shopbook.errors import Message, Refused
from shopbook.permissions import needs
from shopbook.progress import Progress
from shopbook.storage import conversion, keys
from shopbook.storage.book_file import check_header, is_plain
from shopbook.storage.store import Store
from shopbook.storage.vault import RecoveryCode, Vault, check_passphrase, plain_code


@dataclass(frozen=True, slots=True)
class Prepared:
    """A key, what opens it, and the code to print; nothing of it is written anywhere yet."""

    code: RecoveryCode
    vault: Vault = field(repr=False)
    key: bytes = field(repr=False)


class Protection:
    """Whether the open book is protected, and by what it opens."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def is_on(self) -> bool:
        """True for a protected book."""
        return self._store.key is not None

    @needs("keep_safe")
    def prepare(self, passphrase: str) -> Prepared:
        """What `switch_on` needs once the book is closed. Raises Invalid{"passphrase"}. 0.4 s."""
        if self.is_on:
            raise Refused(Message("This book is protected already."))
        return _prepared(passphrase)

    @needs("keep_safe")
    def check(self, passphrase: str = "", code: str = "") -> bytes:
        """The key, when what was typed opens this book; WrongKey otherwise. 0.2 s."""
        return keys.unlock(self._protected_path(), passphrase=passphrase, code=code)

    @needs("keep_safe")
    def change_passphrase(self, old: str, new: str, *, code: str = "") -> None:
        """Another passphrase; no page of the book is written. Raises WrongKey, Invalid{"passphrase"}. 0.4 s.

        The `code` instead of `old` when that is forgotten. Backups made before keep the passphrase they were made with.
        """
        change_passphrase(self._protected_path(), old, new, code=code)

    @needs("keep_safe")
    def new_code(self, passphrase: str) -> Prepared:
        """A fresh recovery code to print; the old one is good until `confirm_code`. Raises WrongKey. 0.4 s."""
        path = self._protected_path()
        vault = keys.vault_of(path)
        key, code = vault.open(passphrase), RecoveryCode.new()
        return Prepared(code, vault.new_code(key, code), key)

    @needs("keep_safe")
    def confirm_code(self, prepared: Prepared, typed: str) -> None:
        """From now on the new code opens the book, and the old sheet does not. Raises Invalid{"code"}."""
        prepared.code.require(typed)
        keys.keep(self._protected_path(), prepared.vault, prepared.key)

    def _protected_path(self) -> Path:
        if not self.is_on:
            raise Refused(Message("This book is not protected."))
        return self._store.path


def switch_on(path: Path, prepared: Prepared, typed_code: str, progress: Progress | None = None) -> None:
    """Close the book at `path`, which nobody has open, once its code was typed back from the paper.

    Raises Invalid{"code"}, BookInUse, DiskFull, BookDamaged, Cancelled; the book is then as it was.
    """
    prepared.code.require(typed_code)
    if not is_plain(path):
        raise Refused(Message("This book is protected already."))
    check_header(path)
    conversion.convert(path, None, prepared.key, prepared.vault, progress)


def protect(path: Path, passphrase: str, progress: Progress | None = None) -> RecoveryCode:
    """`switch_on` in one go, for the command line and for tests: whoever calls it has to show the code it returns."""
    prepared = _prepared(passphrase)
    switch_on(path, prepared, prepared.code.text, progress)
    return prepared.code


def unprotect(path: Path, passphrase: str = "", code: str = "", progress: Progress | None = None) -> None:
    """Make the closed book at `path` plain again. Raises WrongKey and what `switch_on` raises."""
    conversion.settle(path)
    if is_plain(path):
        raise Refused(Message("This book is not protected."))
    conversion.convert(path, keys.unlock(path, passphrase=passphrase, code=code), None, None, progress)


def change_passphrase(path: Path, old: str, new: str, *, code: str = "") -> None:
    """Another passphrase for the book at `path`, open or closed. Raises WrongKey, Invalid{"passphrase"}."""
    vault = keys.vault_of(path)
    key = vault.open(old, code)
    keys.keep(path, vault.change_passphrase(key, new), key)


def plain_copies(path: Path) -> tuple[Path, ...]:
    """Copies beside the book at `path` that everybody can still read: of before a new version, set aside, renamed."""
    return tuple(
        sorted(
            found
            for found in path.parent.glob(f"{path.name}.*")
            if not found.name.endswith((".lock", ".key", "-wal", "-shm"))
            and found.is_file()
            and is_plain(found)
        )
    )


def _prepared(passphrase: str) -> Prepared:
    vault, key, code = Vault.new(passphrase)
    return Prepared(code, vault, key)


def unlock(path: Path, passphrase: str = "", code: str = "") -> bytes:
    """The key of the protected book at `path`, for `Book.open(key=...)`. Raises WrongKey, KeyFileMissing. 0.2 s."""
    return keys.unlock(path, passphrase=passphrase, code=code)


__all__ = [
    "Prepared",
    "Protection",
    "RecoveryCode",
    "change_passphrase",
    "check_passphrase",
    "plain_code",
    "plain_copies",
    "protect",
    "switch_on",
    "unlock",
    "unprotect",
]
