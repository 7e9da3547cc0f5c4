"""What kind of drive a book lies on. Whether to open it there is decided in `book_file`.

SQLite's WAL shares memory between processes of one machine; on a network drive two machines corrupt the file
(https://www.sqlite.org/wal.html, "does not work over a network filesystem").
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from shopbook.errors import BookExists, BookOnNetwork, Message

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

# GetDriveTypeW
_DRIVE_REMOVABLE, _DRIVE_REMOTE = 2, 4


def is_network(path: Path) -> bool:
    """True when `path` (or its nearest existing folder) lies on a network drive."""
    here = path.resolve()
    while not here.exists() and here != here.parent:
        here = here.parent
    if sys.platform == "win32":
        return _windows_kind(here) == _DRIVE_REMOTE
    return filesystem_of(here) in NETWORK


def refuse_network(path: Path) -> None:
    """BookOnNetwork for a book on a network drive."""
    if is_network(path):
        raise BookOnNetwork(
            Message("The book lies on a network drive, where two computers could spoil it."),
            Message("Copy the book to this computer's own disk and open it there."),
        )


def refuse_existing(path: Path) -> None:
    """BookExists when the name of a new file is taken."""
    if path.exists():
        raise BookExists(
            Message("There is already a file with this name: {file}", file=path.name),
            Message("Choose another name."),
        )


def filesystem_of(path: Path, mounts: str | None = None) -> str:
    """The file-system type of the longest mount point above `path`, from Linux's mount table ('' elsewhere)."""
    return _mount(path, mounts)[1]


def _mount(path: Path, mounts: str | None = None) -> tuple[str, str]:
    """The device and file-system type of the longest mount point above `path` ('' and '' without a mount table)."""
    if mounts is None:
        table = Path("/proc/self/mounts")
        if not table.exists():
            return "", ""
        mounts = table.read_text(encoding="utf-8", errors="replace")
    best, device, kind = "", "", ""
    target = str(path)
    for line in mounts.splitlines():
        parts = line.split()
        if len(parts) < 3:
            continue
        point = parts[1].replace("\\040", " ")
        inside = target == point or target.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):  # the later of two mounts on one point is the visible one
            best, device, kind = point, parts[0], parts[2]
    return device, kind


def is_removable(path: Path) -> bool:
    """True when `path` lies on a drive that is carried about: a pen drive, a memory card."""
    here = path.resolve()
    while not here.exists() and here != here.parent:
        here = here.parent
    if sys.platform == "win32":
        return _windows_kind(here) == _DRIVE_REMOVABLE
    device = _mount(here)[0]
    if not device.startswith("/dev/"):
        return False
    block = Path("/sys/class/block") / Path(device).resolve().name
    for folder in (block, block.resolve().parent):  # a partition's own folder lies in that of its disk
        flag = folder / "removable"
        if flag.exists():
            return flag.read_text(encoding="ascii").strip() == "1"
    return False


def is_writable(folder: Path) -> bool:
    """False when the medium of a folder is mounted read-only or its permissions forbid writing."""
    try:
        if hasattr(os, "statvfs") and os.statvfs(folder).f_flag & os.ST_RDONLY:
            return False
    except OSError:
        return False
    return os.access(folder, os.W_OK)


def _windows_kind(path: Path) -> int:
    """GetDriveTypeW's answer for the drive of a path; that of a network drive for \\\\server\\share."""
    import ctypes

    root = os.path.splitdrive(str(path))[0]
    if root.startswith("\\\\"):
        return _DRIVE_REMOTE
    return int(ctypes.windll.kernel32.GetDriveTypeW(root + "\\"))  # type: ignore[attr-defined,unused-ignore]
