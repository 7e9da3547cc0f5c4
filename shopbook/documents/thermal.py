"""A paper for a thermal printer: its pages as black dots, and the dots in the printer's own language, ESC/POS.

No code page of these printers has Bengali, so every paper goes as a picture. Sending it is sending.py's work.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from shopbook.documents import pages
from shopbook.documents.layout import PRINTABLE_MM
from shopbook.documents.page import MM
from shopbook.documents.pages import GreyImage

# The heads have 8 dots a millimetre: 203.2 dpi, 576 dots on an 80 mm roll and 384 on one of 58 mm.
DOTS_PER_MM: Final = 8
DPI: Final = DOTS_PER_MM * 25.4
# Tall pictures choke small printers; 256 lines is what all take.
BAND: Final = 256
# Darker than this is black. Thin strokes of the regular weight are grey at 203 dpi; at one half they would break.
THRESHOLD: Final = 150

_START: Final = b"\x1b@"
_RASTER: Final = b"\x1dv0\x00"
_DRAWER: Final = b"\x1bp\x00\x19\xfa"
_FEED: Final = b"\x1bd"
# The knife stands some lines after the head: the last words must be past it.
_LINES_TO_KNIFE: Final = 4
_CUTS: Final = {"full": b"\x1dV\x00", "partial": b"\x1dV\x01", "none": b""}
_BLACK: Final = bytes(1 if level < THRESHOLD else 0 for level in range(256))


@dataclass(frozen=True, slots=True)
class Raster:
    """Dots in rows, eight in a byte from the left, 1 is black; `width` is a multiple of eight."""

    width: int
    rows: tuple[bytes, ...]

    @property
    def height(self) -> int:
        """How many lines of dots."""
        return len(self.rows)

    def is_black(self, x: int, y: int) -> bool:
        """Whether the dot at (x, y) is burnt."""
        return bool(self.rows[y][x >> 3] & (0x80 >> (x & 7)))


def raster(
    pdf: bytes, width: str, *, shift_mm: tuple[float, float] = (0.0, 0.0), scale: float = 1.0
) -> Raster:
    """All pages of a paper under one another as the dots of a roll "80" or "58" millimetres wide.

    The middle of the page falls on the middle of the printable strip; `shift_mm` moves it right and down, `scale`
    stretches it from its top left corner, as on sheets. DocumentProblem when the bytes are no PDF; ValueError for
    another width.
    """
    if width not in PRINTABLE_MM:
        raise ValueError(f"there is no roll of the width {width!r}")
    dots = PRINTABLE_MM[width] * DOTS_PER_MM
    right, down = (round(mm * DOTS_PER_MM) for mm in shift_mm)
    rows: list[bytes] = [bytes(dots // 8)] * max(0, down)
    for page in range(pages.page_count(pdf)):
        across = round(pages.page_size(pdf, page)[0] / MM * DOTS_PER_MM)
        rows += _rows(pages.grey(pdf, page, DPI * scale), dots, (dots - across) // 2 + right)
    return Raster(dots, tuple(_trimmed(rows)))


def _rows(picture: GreyImage, dots: int, start: int) -> Iterator[bytes]:
    # Each grey pixel becomes 0 or 1, each row of them a number whose bits are the dots.
    ones = picture.data.translate(_BLACK)
    first, last = max(0, -start), min(picture.width, dots - start)
    for y in range(picture.height):
        base = y * picture.stride
        line = ones[base + first : base + last]
        yield _packed(b"\x00" * max(0, start) + line, dots)


def _packed(line: bytes, dots: int) -> bytes:
    """A row of 0 and 1 bytes as bits: the row is read as one binary number, which Python does in C."""
    if not any(line):
        return bytes(dots // 8)
    text = line.ljust(dots, b"\x00").translate(_DIGITS)
    return int(text, 2).to_bytes(dots // 8, "big")


_DIGITS: Final = bytes(ord("1") if value else ord("0") for value in range(256))


def _trimmed(rows: list[bytes]) -> list[bytes]:
    """Without the blank at the end: paper costs money, and the feed before the knife is blank enough."""
    end = len(rows)
    while end and not any(rows[end - 1]):
        end -= 1
    return rows[:end]


def escpos(
    pdf: bytes,
    width: str,
    *,
    shift_mm: tuple[float, float] = (0.0, 0.0),
    scale: float = 1.0,
    cut: str = "full",
    drawer: bool = False,
) -> bytes:
    """A paper as what is sent to the printer: reset, bands of dots, feed, and the knife ("full", "partial", "none").

    `drawer` kicks the cash drawer open first.
    """
    picture = raster(pdf, width, shift_mm=shift_mm, scale=scale)
    parts = [_START, _DRAWER if drawer else b"", *bands(picture)]
    parts += [_FEED + bytes((_LINES_TO_KNIFE,)), _CUTS[cut]]
    return b"".join(parts)


def bands(picture: Raster) -> Iterable[bytes]:
    """The picture as `GS v 0` commands of at most BAND lines each."""
    across = picture.width // 8
    for start in range(0, picture.height, BAND):
        rows = picture.rows[start : start + BAND]
        yield _RASTER + across.to_bytes(2, "little") + len(rows).to_bytes(2, "little") + b"".join(rows)
