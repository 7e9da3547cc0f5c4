"""What the world does to a backup, in sentences: full, write-protected, pulled out. What to do then is elsewhere."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shopbook.errors import (
    BackupProblem,
    BookReadOnly,
    DiskFailed,
    DiskFull,
    Message,
    ShopbookError,
)
from shopbook.storage import place

_FULL = {errno.ENOSPC, errno.EDQUOT}
_PROTECTED = {errno.EROFS, errno.EACCES, errno.EPERM}
_GONE = {
    *(errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.EIO, errno.ENOTDIR, errno.ESTALE, errno.ENOTCONN),
    *(errno.ETIMEDOUT, errno.EHOSTDOWN, errno.EHOSTUNREACH, errno.EREMOTEIO, errno.EBUSY),
}
# Windows' own numbers, where Python has no errno of its own for them: write-protected, not ready, device gone, full.
_WINDOWS_PROTECTED, _WINDOWS_GONE, _WINDOWS_FULL = {5, 19}, {3, 21, 55, 433, 1117, 1167}, {39, 112}
# FAT32 cannot hold a larger file, however much room there is.
_FAT, _FAT_LARGEST = {"vfat", "msdos"}, (4 << 30) - 1


@contextmanager
def sentences(folder: Path, book: Path | None = None) -> Iterator[None]:
    """Turn failures while something is written into `folder` into BackupProblem or DiskFull about that folder.

    book: the file that is read meanwhile; when that is what fails, its own error passes.
    """
    try:
        yield
    except OSError as error:
        raise of(error, folder) from error
    except DiskFull as error:
        if (
            error.__cause__ is None
        ):  # the room was looked for before anything was written: it names what is needed
            raise
        raise full(folder) from error
    except BookReadOnly as error:
        raise _protected(folder) from error
    except DiskFailed as error:
        if book is not None and not _answers(book):
            raise
        raise _gone(folder) from error


def of(error: OSError, folder: Path) -> ShopbookError:
    """The error to show for an error of the operating system while `folder` was written."""
    number, windows = error.errno, getattr(error, "winerror", None)
    if number in _FULL or windows in _WINDOWS_FULL:
        return full(folder)
    if windows in _WINDOWS_PROTECTED or number in _PROTECTED:
        return _protected(folder)
    if number == errno.EFBIG:
        return _too_large(folder)
    if windows in _WINDOWS_GONE or number in _GONE:
        return _gone(folder)
    return BackupProblem(
        Message("The copy could not be written into {folder}.", folder=str(folder)),
        Message("Choose another place for copies. What the computer said: {reason}", reason=str(error)),
    )


def full(folder: Path) -> DiskFull:
    """There is no room in the folder."""
    return DiskFull(
        Message("The disk is full, so the copy could not be finished ({folder}).", folder=str(folder)),
        Message("Delete large files there that you do not need, or choose another place for copies."),
    )


def refuse_too_large(folder: Path, size: int) -> None:
    """BackupProblem when the file system of `folder` cannot hold a file of so many bytes."""
    if size > _FAT_LARGEST and place.filesystem_of(folder.resolve()) in _FAT:
        raise _too_large(folder)


def refuse_missing(folder: Path) -> None:
    """BackupProblem when a folder that was chosen once is not there now; making it anew would fill another disk."""
    if not folder.is_dir():
        raise _gone(folder)


def _protected(folder: Path) -> BackupProblem:
    return BackupProblem(
        Message("Nothing can be written into {folder}.", folder=str(folder)),
        Message("Take away the write protection of the drive, or choose another place for copies."),
    )


def _gone(folder: Path) -> BackupProblem:
    return BackupProblem(
        Message(
            "The place of copies is not there, or its drive was pulled out ({folder}).", folder=str(folder)
        ),
        Message("Plug the drive in again, or choose another place for copies."),
    )


def _too_large(folder: Path) -> BackupProblem:
    return BackupProblem(
        Message("The copy is too large a file for the drive of {folder}.", folder=str(folder)),
        Message("Format the pen drive as exFAT (this empties it), or choose another place for copies."),
    )


def _answers(book: Path) -> bool:
    try:
        with book.open("rb") as file:
            return len(file.read(100)) == 100
    except OSError:
        return False
