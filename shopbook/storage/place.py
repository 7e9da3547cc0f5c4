"""What kind of drive a book lies on. Whether to open it there is decided in `book_file`.

SQLite's WAL shares memory between processes of one machine; on a network drive two machines corrupt the file
(https://www.sqlite.org/wal.html, "does not work over a network filesystem").
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

NETWORK = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb",
        "smb2",
        "smb3",
        "smbfs",
        "afs",
        "afpfs",
        "ncpfs",
        "9p",
        "ceph",
        "glusterfs",
        "lustre",
        "davfs",
        "fuse.sshfs",
        "fuse.rclone",
        "fuse.davfs2",
        "fuse.gvfsd-fuse",
        "webdav",
    }
)


def is_network(path: Path) -> bool:
    """True when `path` (or its nearest existing folder) lies on a network drive."""
    here = path.resolve()
    while not here.exists() and here != here.parent:
        here = here.parent
    if sys.platform == "win32":
        return _windows_remote(here)
    return filesystem_of(here) in NETWORK


def filesystem_of(path: Path, mounts: str | None = None) -> str:
    """The file-system type of the longest mount point above `path`, from Linux's mount table ('' elsewhere)."""
    if mounts is None:
        table = Path("/proc/self/mounts")
        if not table.exists():
            return ""
        mounts = table.read_text(encoding="utf-8", errors="replace")
    best, kind = "", ""
    target = str(path)
    for line in mounts.splitlines():
        parts = line.split()
        if len(parts) < 3:
            continue
        point = parts[1].replace("\\040", " ")
        inside = target == point or target.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):  # the later of two mounts on one point is the visible one
            best, kind = point, parts[2]
    return kind


def _windows_remote(path: Path) -> bool:
    import ctypes

    root = os.path.splitdrive(str(path))[0]
    if root.startswith("\\\\"):
        return True
    drive_remote = 4  # DRIVE_REMOTE of GetDriveTypeW
    return bool(ctypes.windll.kernel32.GetDriveTypeW(root + "\\") == drive_remote)  # type: ignore[attr-defined,unused-ignore]
