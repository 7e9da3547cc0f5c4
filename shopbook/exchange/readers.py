"""Opening a file to take in: its kind is told from its first bytes, not from its name.

The reading itself lives in delimited (CSV), spreadsheet (XLSX, XLS, ODS) and vcard.
"""

from __future__ import annotations

from pathlib import Path

from shopbook.errors import ImportProblem, Message
from shopbook.exchange import delimited, spreadsheet, vcard
from shopbook.exchange.limits import MAX_BYTES, MAX_TEXT_BYTES
from shopbook.exchange.sheet import Sheet, too_large, unreadable

_ZIP = b"PK\x03\x04"
_HEAD = 4000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(path: Path, sheet: str | None = None) -> Sheet:
    """The rows of a file; `sheet` picks one sheet of a workbook. ImportProblem when it cannot be read."""
    return read_bytes(load(path), sheet)


def load(path: Path) -> bytes:
    """The bytes of a file to take in; ImportProblem when it is missing, empty, too large or not a file."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise too_large()
        data = path.read_bytes()
    except (OSError, ValueError) as trouble:
        raise ImportProblem(
            Message("The file {name} cannot be opened.", name=path.name),
            Message("Check that it is still there and not open in another program."),
        ) from trouble
    if not data.strip(b"\x00\r\n\t ,;"):
        raise ImportProblem(Message("The file {name} is empty.", name=path.name))
    return data


def read_bytes(data: bytes, sheet: str | None = None) -> Sheet:
    """The rows of a file already in memory; raises nothing but ImportProblem."""
    if data.startswith((_ZIP, _OLE)):
        return spreadsheet.read(data, sheet)
    # Contacts with pictures may be large, and are read without turning the pictures into text.
    start = delimited.decode(data[:_HEAD]).lstrip("\ufeff").lstrip().casefold()
    if start.startswith("begin:vcard") or "\nbegin:vcard" in start:
        return vcard.read(data)
    if start.startswith(("<!doctype", "<html", "<?xml", "<table", "%pdf", "{\\rtf")):
        raise unreadable()
    if len(data) > MAX_TEXT_BYTES:
        raise too_large()
    return delimited.read(delimited.decode(data))
