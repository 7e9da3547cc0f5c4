"""Where the key of a protected book lies and how it is found again. What a vault holds is `vault`'s affair.

`<book>.key` beside the book, and a copy in the program's own folder by the name `salt_of(key)`: the first 16 bytes of
every file closed with that key are that salt, so a book whose key file was left behind is still recognised.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from pathlib import Path

from shopbook import paths
from shopbook.errors import (
    BookDamaged,
    BookProtected,
    BookReadOnly,
    DiskFailed,
    DiskFull,
    KeyFileMissing,
    Message,
    StorageError,
)
from shopbook.storage.vault import SALT_BYTES, Slot, Vault, salt_of

PLAIN_HEADER = b"SQLite format 3\x00"
PAGE_BYTES = 4096  # of SQLCipher 4
SUFFIX = ".key"
# A page of 4096 random bytes has all but a handful of the 256 values; 200 is never reached by tables or text.
_MANY_VALUES = 240


def beside(book: Path) -> Path:
    """The key file that travels with a book."""
    return book.with_name(book.name + SUFFIX)


def kept(salt: bytes) -> Path:
    """This computer's own copy of the key file of books that begin with `salt`."""
    return paths.data_dir() / "keys" / f"{salt.hex()}{SUFFIX}"


def is_protected(book: Path) -> bool:
    """True for a file that is closed with a key: not plain SQLite, and a key file is known or it looks like one."""
    try:
        with book.open("rb") as file:
            page = file.read(PAGE_BYTES)
            size = os.fstat(file.fileno()).st_size
    except OSError:
        return False
    return len(page) >= SALT_BYTES and not page.startswith(PLAIN_HEADER) and _closed(book, page, size)


def _closed(book: Path, page: bytes, size: int) -> bool:
    if kept(page[:SALT_BYTES]).exists() or beside(book).exists():
        return True
    # Alone, without any key file: whole pages of noise. A picture or an archive says what it is in its first bytes.
    known = (b"PK", b"%PDF", b"\x89PNG", b"\xff\xd8", b"\x1f\x8b", b"7z", b"Rar", b"GIF", b"RIFF", b"age-")
    return size % PAGE_BYTES == 0 and not page.startswith(known) and _is_noise(book, size // PAGE_BYTES)


def _is_noise(book: Path, count: int) -> bool:
    """True when pages all over the file are noise: of a plain book that was damaged only some are."""
    with book.open("rb") as file:
        for number in {0, count // 4, count // 2, count * 3 // 4, max(0, count - 1)}:
            file.seek(number * PAGE_BYTES)
            if len(set(file.read(PAGE_BYTES))) < _MANY_VALUES:
                return False
    return True


def vault_of(book: Path) -> Vault:
    """The vault of a protected book: the key file beside it, else the copy kept here. Raises KeyFileMissing."""
    with book.open("rb") as file:
        salt = file.read(SALT_BYTES)
    found: list[Vault] = []
    damaged: BookDamaged | None = None
    for path in (beside(book), kept(salt)):
        try:
            found.append(Vault.read(path))
        except FileNotFoundError:
            continue
        except BookDamaged as error:
            damaged = error
    for vault in found:  # a key file of another book, copied here by mistake, is not taken for this one's
        if vault.book == salt.hex():
            return vault
    if found:
        return found[0]
    raise damaged or KeyFileMissing(
        Message("This book is protected, and its key file is missing: {file}", file=beside(book).name),
        Message(
            "Put that file back beside the book. Every backup of the book carries the key too: restore the newest one."
        ),
    )


def unlock(book: Path, *, passphrase: str = "", code: str = "", slots: Iterable[Slot] = ()) -> bytes:
    """The key of a protected book, by what was typed; `slots` when a backup's manifest carries them. 0.2 s.

    Raises WrongKey, KeyFileMissing, BookProtected when nothing was typed. A missing key file is put back.
    """
    if not (passphrase or code):
        raise protected(book)
    carried = tuple(slots)
    vault = Vault.of(carried) if carried else vault_of(book)
    key = vault.open(passphrase, code)
    if not carried:
        keep(book, vault, key, again=False)
    return key


def keep(book: Path, vault: Vault, key: bytes, *, again: bool = True) -> None:
    """Save a vault beside its book and in this computer's own folder; not `again`: only where it is missing or stale.

    Raises the StorageErrors when the file beside the book cannot be written; nothing has changed then.
    """
    try:
        if again or not beside(book).exists():
            vault.save(beside(book))
    except OSError as error:
        if again:
            raise disk_fault(error) from error
    own = kept(salt_of(key))
    try:
        own.parent.mkdir(mode=0o700, exist_ok=True)
        if again or not _holds(own, vault):
            vault.save(own)
    except OSError:
        pass  # the second copy is a kindness: the book opens without it


def _holds(path: Path, vault: Vault) -> bool:
    """False for a file that is missing, damaged or of before the passphrase was changed on another computer."""
    try:
        return Vault.read(path) == vault
    except (FileNotFoundError, BookDamaged):
        return False


def disk_fault(error: OSError) -> StorageError:
    """The sentence for a file that could not be written."""
    if error.errno == errno.ENOSPC:
        return DiskFull(
            Message("There is not enough room on the disk for a second copy of the book."),
            Message("Delete some large files from the disk, then try again. The book is as it was."),
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return BookReadOnly(
            Message("The folder of the book cannot be written."),
            Message("Take away the write protection, or copy the book to this computer's own disk."),
        )
    return DiskFailed(
        Message("The drive with the book does not answer."),
        Message("Check that the drive is plugged in and the file was not moved, then open the book again."),
    )


def protected(book: Path) -> BookProtected:
    """What is said of a protected book when nothing was typed yet: that, or that its key file is missing."""
    try:
        vault_of(book)
    except KeyFileMissing as missing:
        return missing
    except (BookDamaged, OSError):
        pass  # said when it is opened
    return BookProtected(
        Message("This book is protected."),
        Message("Type its password, or the recovery code from your recovery sheet."),
    )
