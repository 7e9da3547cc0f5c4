"""Making what was written survive a power cut: files, and the names they lie under. Who writes is no matter here."""

from __future__ import annotations

import errno
import os
from pathlib import Path

# Some network drives and other systems' file systems have no sync for a folder; the file itself was synced.
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF}


def sync_file(path: Path) -> None:
    """Let the drive have every byte of a file. Raises OSError."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make a rename itself survive (a no-op where folders cannot be synced, as on Windows). Raises OSError."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(descriptor)
