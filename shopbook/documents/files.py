"""Putting a finished paper on the disk, whole or not at all. Making the paper is not done here."""

from __future__ import annotations

import errno
import os
import secrets
from contextlib import suppress
from pathlib import Path

from shopbook.errors import DocumentProblem, Message


def save(pdf: bytes, path: Path | str) -> Path:
    """Write the paper to `path`; a file already there is replaced only when the new one is safely on the disk.

    DocumentProblem when the disk is full, the folder is missing or closed, or another program holds the file.
    """
    target = Path(path)
    # A short name of its own, so that a file name at the system's limit does not fail for our ending.
    part = target.with_name(f".{secrets.token_hex(6)}.part")
    try:
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a folder", str(target))
        with part.open("xb") as file:
            file.write(pdf)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise _problem(error, target) from error
    return target


def _problem(error: OSError, target: Path) -> DocumentProblem:
    name, folder = target.name, str(target.parent)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DocumentProblem(
            Message("The disk is full, so {name} was not saved.", name=name),
            Message("Free some space or choose another disk, then save again."),
        )
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return DocumentProblem(
            Message("The folder {folder} is not there, so {name} was not saved.", folder=folder, name=name),
            Message("Choose another folder. If it is a USB drive, plug it in again."),
        )
    if error.errno == errno.EISDIR:
        return DocumentProblem(
            Message("{name} is a folder, not a file.", name=name), Message("Give the paper another name.")
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return DocumentProblem(
            Message("{name} may not be written in {folder}.", name=name, folder=folder),
            Message("Close the file if another program has it open, or choose another folder."),
        )
    return DocumentProblem(
        Message("{name} could not be saved ({reason}).", name=name, reason=error.strerror or str(error)),
        Message("Choose another folder or another name, then save again."),
    )
