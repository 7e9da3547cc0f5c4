"""Bytes straight to a printer, past its driver: a device file, a CUPS queue, or the Windows spooler.

What the bytes say is thermal.py's. The Windows way follows Microsoft's "raw data to a printer" and has not been
tried on a Windows computer yet.
"""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from shopbook.errors import DocumentProblem, Message

# A printer without paper may hold the bytes back; nobody waits longer than this at a counter.
PATIENCE_SECONDS = 30


def send_raw(data: bytes, printer: str) -> None:
    """Send the bytes as they are; `printer` is a device file (/dev/usb/lp0) or the name of a queue, "" the usual one.

    DocumentProblem with what to do when there is no such printer, it may not be used, or it does not answer.
    """
    if is_device(printer):
        _to_device(data, Path(printer))
    elif sys.platform == "win32":
        _to_spooler(data, printer)
    else:
        _to_queue(data, printer)


def devices() -> list[str]:
    """Printers plugged into this computer that can be written to past any driver, by their device files."""
    folders = (Path("/dev/usb"), Path("/dev"))
    return sorted(str(path) for folder in folders if folder.is_dir() for path in folder.glob("lp[0-9]*"))


def is_device(printer: str) -> bool:
    """True for the path of a device, false for the name of a queue."""
    return printer.startswith("/")


def _to_device(data: bytes, device: Path) -> None:
    try:
        # Deliberately not as an ordinary file: a printer that was unplugged must not leave a file of its name.
        handle = os.open(device, os.O_WRONLY | getattr(os, "O_NOCTTY", 0))
        try:
            sent = 0
            while sent < len(data):
                sent += os.write(handle, data[sent : sent + 4096])
        finally:
            os.close(handle)
    except OSError as error:
        raise _device_problem(error, str(device)) from error


def _device_problem(error: OSError, device: str) -> DocumentProblem:
    if error.errno in (errno.EACCES, errno.EPERM):
        return DocumentProblem(
            Message("This user may not print on {name}.", name=device),
            Message("Add the user to the group “lp” (sudo usermod -aG lp NAME) and sign in again."),
        )
    if error.errno in (errno.ENOENT, errno.ENODEV, errno.ENXIO):
        return DocumentProblem(
            Message("The printer {name} is not there.", name=device),
            Message("Look whether it is on and its cable is in, then print again."),
        )
    return DocumentProblem(
        Message("The printer does not answer."), Message("Look whether it is on and has paper.")
    )


def _to_queue(data: bytes, queue: str) -> None:
    command = shutil.which("lp")
    if command is None:
        raise DocumentProblem(
            Message("This computer has no print system (CUPS)."),
            Message("Install CUPS, or give the printer's device, for example /dev/usb/lp0."),
        )
    chosen = ["-d", queue] if queue else []
    try:
        done = subprocess.run(
            [command, *chosen, "-o", "raw", "-s"],
            input=data,
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise DocumentProblem(
            Message("The printer does not answer."), Message("Look whether it is on and has paper.")
        ) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise DocumentProblem(
            Message("The printer {name} did not take the paper.", name=queue or "CUPS"),
            Message("Look whether it is on and has paper. The print system says: {reason}", reason=said),
        )


def _to_spooler(data: bytes, printer: str) -> None:
    """OpenPrinter, StartDocPrinter with the type RAW, WritePrinter, and everything closed again."""
    import ctypes
    from ctypes import wintypes

    class DocInfo(ctypes.Structure):
        _fields_ = (
            ("name", wintypes.LPWSTR),
            ("output", wintypes.LPWSTR),
            ("type", wintypes.LPWSTR),
        )

    spooler: Any = ctypes.WinDLL("winspool.drv", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    name = printer or _usual_printer(spooler)
    handle = wintypes.HANDLE()
    if not name or not spooler.OpenPrinterW(ctypes.c_wchar_p(name), ctypes.byref(handle), None):
        raise _spooler_problem(name)
    try:
        document = DocInfo("Shopbook", None, "RAW")
        if not spooler.StartDocPrinterW(handle, 1, ctypes.byref(document)):
            raise _spooler_problem(name)
        written = wintypes.DWORD()
        began = spooler.StartPagePrinter(handle)
        sent = spooler.WritePrinter(handle, data, len(data), ctypes.byref(written))
        spooler.EndPagePrinter(handle)
        spooler.EndDocPrinter(handle)
        if not began or not sent or written.value != len(data):
            raise _spooler_problem(name)
    finally:
        spooler.ClosePrinter(handle)


def _usual_printer(spooler: Any) -> str:
    import ctypes

    length = ctypes.c_ulong(260)
    name = ctypes.create_unicode_buffer(length.value)
    return name.value if spooler.GetDefaultPrinterW(name, ctypes.byref(length)) else ""


def _spooler_problem(name: str) -> DocumentProblem:
    import ctypes

    code: int = ctypes.get_last_error()  # type: ignore[attr-defined,unused-ignore]
    if code == 5:
        return DocumentProblem(
            Message("This user may not print on {name}.", name=name),
            Message("Ask who looks after this computer for the right to print."),
        )
    # 1801: no printer of this name.
    if code == 1801 or not name:
        return DocumentProblem(
            Message("No printer was found."), Message("Switch the printer on, or save the paper as a PDF.")
        )
    return DocumentProblem(
        Message("The printer does not answer."), Message("Look whether it is on and has paper.")
    )
