"""Pictures and words of a finished PDF's pages, by pdfium: for the preview, the printer and the tests.

Making PDFs is not done here. pdfium is not safe on two threads at once; one lock guards it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any

from shopbook.errors import DocumentProblem, Message

_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page in pixels: rows of `stride` bytes from the top, each pixel blue, green, red and an unused byte.

    This is QImage's Format_RGB32 on every computer Shopbook runs on.
    """

    width: int
    height: int
    stride: int
    data: bytes


@dataclass(frozen=True, slots=True)
class GreyImage:
    """A page in shades of grey: rows of `stride` bytes from the top, a byte a pixel, 0 black and 255 white."""

    width: int
    height: int
    stride: int
    data: bytes


def page_count(pdf: bytes) -> int:
    """How many pages the paper has. DocumentProblem when the bytes are no PDF."""
    with _opened(pdf) as document:
        return len(document)


def page_size(pdf: bytes, page: int) -> tuple[float, float]:
    """Width and height of a page in points (1/72 inch); pages count from 0."""
    with _opened(pdf) as document:
        width, height = document[page].get_size()
        return float(width), float(height)


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of every page in points, opened once: 500 pages one by one take four seconds."""
    with _opened(pdf) as document:
        sizes = (document.get_page_size(page) for page in range(len(document)))
        return [(float(width), float(height)) for width, height in sizes]


def page_text(pdf: bytes, page: int) -> str:
    """The words of a page as a reader copies them, lines apart by a newline; pages count from 0."""
    with _opened(pdf) as document:
        text: str = document[page].get_textpage().get_text_bounded()
        return text.replace("\r\n", "\n")


def render(pdf: bytes, page: int, dpi: int) -> PageImage:
    """A picture of one page on white; pages count from 0. DocumentProblem when the bytes are no PDF."""
    with _opened(pdf) as document:
        bitmap = document[page].render(scale=dpi / 72, prefer_bgrx=True, fill_color=(255, 255, 255, 255))
        try:
            return PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        finally:
            bitmap.close()


def grey(pdf: bytes, page: int, dpi: float) -> GreyImage:
    """One page in shades of grey on white, for printers that only burn dots; pages count from 0."""
    with _opened(pdf) as document:
        # pdfium rounds up and stretches: 640.0000001 dots would become 641, and every dot would stand a little off.
        scale = dpi / 72 * (1 - 1e-6)
        bitmap = document[page].render(scale=scale, grayscale=True, fill_color=(255, 255, 255, 255))
        try:
            return GreyImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        finally:
            bitmap.close()


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    import pypdfium2

    with _one_at_a_time:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise DocumentProblem(
                Message("This paper cannot be shown: the file is damaged."),
                Message("Print it again from the book."),
            ) from error
        try:
            yield document
        finally:
            document.close()
