"""Which removable drives are plugged in now, and the sign by which one is known again. Copying is `making`'s."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from shopbook.backups.model import Drive

# On the drive, for the person who looks into it on another computer too.
FOLDER = "Shopbook backups"
_SIGN = ".shopbook-drive"
# Where desktops put what is plugged in, and what lies there without being a drive to write to.
_AUTOMATIC = ("/media/", "/run/media/", "/mnt/")
_NOT_DRIVES = {"squashfs", "iso9660", "overlay", "tmpfs", "fuse.portal"}
_SYSTEM = {"/", "/boot", "/boot/efi", "/home", "/usr", "/var"}
_OCTAL = re.compile(r"\\([0-7]{3})")


class Mounted(Protocol):
    """Where the drives of this computer are looked up."""

    def drives(self) -> Iterator[tuple[Path, str]]:
        """The root and the label of each removable drive."""
        ...


@dataclass(frozen=True, slots=True)
class LinuxMounts:
    """Linux's mount table and what the kernel says of the disks. The paths differ only in tests."""

    table: Path = field(default=Path("/proc/self/mounts"))
    blocks: Path = field(default=Path("/sys/class/block"))

    def drives(self) -> Iterator[tuple[Path, str]]:
        """Mounted block devices that can be pulled out, and whatever the desktop mounted by itself."""
        with suppress(OSError):
            for line in self.table.read_text(encoding="utf-8", errors="replace").splitlines():
                parts = line.split()
                if len(parts) < 3 or not parts[0].startswith("/dev/") or parts[2] in _NOT_DRIVES:
                    continue
                point = _OCTAL.sub(lambda found: chr(int(found[1], 8)), parts[1])
                if point in _SYSTEM:
                    continue
                if point.startswith(_AUTOMATIC) or self._can_be_pulled(Path(parts[0]).name):
                    yield Path(point), Path(point).name

    def _can_be_pulled(self, device: str) -> bool:
        with suppress(OSError):
            block = (self.blocks / device).resolve(strict=True)
            disk = block.parent if (block / "partition").exists() else block
            # A hard disk in an USB case says that it is not removable.
            return (disk / "removable").read_text(encoding="ascii").strip() == "1" or "/usb" in str(block)
        return False


class WindowsVolumes:
    """Windows' drive letters, by three calls of kernel32, which tests replace."""

    _REMOVABLE = 2  # DRIVE_REMOVABLE of GetDriveTypeW

    def drives(self) -> Iterator[tuple[Path, str]]:
        """The letters of removable drives that hold a medium."""
        letters = self.letters()
        for place in range(26):
            root = f"{chr(ord('A') + place)}:\\"
            if letters >> place & 1 and self.kind(root) == self._REMOVABLE:
                label = self.label(root)
                if label is not None:  # a card reader without a card has none
                    yield Path(root), label or root[:2]

    def letters(self) -> int:
        """A bit for each letter in use."""
        return int(_kernel32().GetLogicalDrives())

    def kind(self, root: str) -> int:
        """What GetDriveTypeW says of a root such as `E:\\`."""
        return int(_kernel32().GetDriveTypeW(root))

    def label(self, root: str) -> str | None:
        """The volume's name, "" when it has none, None when nothing can be read."""
        import ctypes

        name = ctypes.create_unicode_buffer(261)
        nothing = (None, None, None, None, 0)
        read = _kernel32().GetVolumeInformationW(root, name, len(name), *nothing)
        return name.value if read else None


def here() -> Mounted:
    """This computer's drives."""
    return WindowsVolumes() if sys.platform == "win32" else LinuxMounts()


def plugged_in(mounted: Mounted, book: Path, remembered: frozenset[str] = frozenset()) -> list[Drive]:
    """The removable drives that are there now and answer; not the one on which the book itself lies."""
    found: list[Drive] = []
    for root, label in mounted.drives():
        with suppress(OSError):
            if root.is_dir() and not _holds(root, book) and all(one.path != root for one in found):
                drive_id = read_sign(root)
                free = shutil.disk_usage(root).free
                found.append(Drive(root, label, free, drive_id, drive_id in remembered and drive_id != ""))
    return found


def read_sign(root: Path) -> str:
    """The sign that `sign` left on a drive, "" when it has none."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        with (root / FOLDER / _SIGN).open("rb") as file:
            found = json.loads(file.read(1000))["id"]
        return found if isinstance(found, str) else ""
    return ""


def sign(root: Path) -> str:
    """Mark a drive, so that it is known again under whatever letter and on any port; its sign. Raises OSError."""
    known = read_sign(root)
    if known:
        return known
    fresh = os.urandom(8).hex()  # `secrets` would bring OpenSSL along
    (root / FOLDER).mkdir(exist_ok=True)
    with (root / FOLDER / _SIGN).open("w", encoding="ascii") as file:
        json.dump({"shopbook": "drive", "id": fresh}, file)
        file.flush()
        os.fsync(file.fileno())
    return fresh


def _holds(root: Path, book: Path) -> bool:
    return root.stat().st_dev == book.parent.stat().st_dev


def _kernel32() -> Any:
    import ctypes

    return ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
