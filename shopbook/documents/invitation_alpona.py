"""The shop's own alpona: a lotus, leaves and curls in plain strokes that a cheap laser prints in black on white.

Drawn once on a stamp and repeated on every card. What a card says is in invitation.py.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from shopbook.documents.page import MM, Paper, Sheet

_THIN, _STRONG = 0.55, 1.0


class StampSheet(Sheet):
    """A sheet on which a drawing is kept as a stamp and set down many times, whole cards too."""

    @contextmanager
    def stamp(self, name: str, card: Paper) -> Iterator[None]:
        """What is drawn inside is kept under `name`, in the measures of `card`."""
        sheet, self.paper = self.paper, card
        self._canvas.beginForm(name, 0, 0, card.width, card.height)
        try:
            yield
        finally:
            self._canvas.endForm()
            self.paper = sheet

    def set_down(self, name: str) -> None:
        """Print a stamp where the sheet now stands."""
        self._canvas.doForm(name)

    @contextmanager
    def place(self, x: float, top: float, card: Paper) -> Iterator[None]:
        """Draw a whole card with its top left corner here."""
        sheet, self.paper = self.paper, card
        self._canvas.saveState()
        self._canvas.translate(x, sheet.height - top - card.height)
        try:
            yield
        finally:
            self._canvas.restoreState()
            self.paper = sheet

    def dashes(self, x1: float, y1: float, x2: float, y2: float, thick: float = 0.6) -> None:
        """A dashed line: fold here."""
        self._canvas.saveState()
        self._canvas.setDash(4, 3)
        self.rule(x1, y1, x2, y2, thick)
        self._canvas.restoreState()

    @contextmanager
    def turned(self, x: float, top: float, degrees: float = 0, scale: float = 1) -> Iterator[Any]:
        """The canvas with its origin at a point, turned and scaled; y goes up."""
        self._canvas.saveState()
        self._canvas.translate(x, self.paper.height - top)
        self._canvas.rotate(degrees)
        self._canvas.scale(scale, scale)
        try:
            yield self._canvas
        finally:
            self._canvas.restoreState()


def lotus(sheet: StampSheet, x: float, base: float, width: float) -> None:
    """A lotus whose base is at (x, base), so wide."""
    unit = width / 30
    with sheet.turned(x, base, scale=unit) as pen:
        for angle in (82, -82, 58, -58, 32, -32, 0):
            _petal(pen, angle, 12.2 - abs(angle) * 0.02, 4.4)
        for side in (-1, 1):
            _curl(pen, side)
        for place in (-9, -6, -3, 0, 3, 6, 9):
            _dot(pen, place, -2.2, 0.55)


def border(sheet: StampSheet, x: float, top: float, width: float, height: float, band: float) -> None:
    """Two lines with a running leaf between them and a quarter flower in each corner."""
    corner = band * 3.2
    sheet.box(x, top, width, height, thick=1.3, round_by=1.2 * MM)
    inner = band
    sheet.box(x + inner, top + inner, width - 2 * inner, height - 2 * inner, thick=_THIN, round_by=0.8 * MM)
    for left, y, turn in (
        (x, top + height, 0),
        (x + width, top + height, 90),
        (x + width, top, 180),
        (x, top, 270),
    ):
        with sheet.turned(left, y, turn, band / 10) as pen:
            _corner(pen)
    middle = band / 2
    _vine(sheet, x + corner, top + middle, width - 2 * corner, band, 0)
    _vine(sheet, x + corner, top + height - middle, width - 2 * corner, band, 0)
    _vine(sheet, x + middle, top + height - corner, height - 2 * corner, band, 90)
    _vine(sheet, x + width - middle, top + height - corner, height - 2 * corner, band, 90)


def rising_sun(sheet: StampSheet, x: float, base: float, radius: float) -> None:
    """Half a round alpona standing on (x, base): rings of petals and dots."""
    with sheet.turned(x, base, scale=radius / 20) as pen:
        for ring, (count, length, width) in enumerate(((13, 19, 2.6), (9, 12.5, 2.6), (5, 6.5, 2.2))):
            for place in range(count):
                angle = -90 + 180 * (place + 0.5) / count
                _petal(pen, angle, length, width, vein=ring != 1)
        for place in range(14):
            angle = math.radians(-90 + 180 * place / 13)
            _dot(pen, 19.6 * math.sin(angle), 19.6 * math.cos(angle), 0.5)
        pen.setLineWidth(_STRONG)
        pen.line(-24, 0, 24, 0)
        for side in (-1, 1):
            pen.saveState()
            pen.translate(side * 21.2, 0)
            pen.scale(0.55, 0.55)
            _curl(pen, side, thick=1.4)
            pen.restoreState()


def flourish(sheet: StampSheet, x: float, middle: float, width: float) -> None:
    """A small parting of the text: a line that ends in leaves, a flower in its middle."""
    half = width / 2
    for side in (-1, 1):
        sheet.rule(x + side * 9, middle, x + side * half, middle, _THIN)
        with sheet.turned(x + side * half, middle, 90 * -side, 0.42) as pen:
            _petal(pen, 0, 9, 3)
    with sheet.turned(x, middle, scale=0.42) as pen:
        for angle in range(0, 360, 60):
            _petal(pen, angle, 8.5, 3, vein=False)
        _dot(pen, 0, 0, 1.6)


def _petal(pen: Any, angle: float, length: float, width: float, *, vein: bool = True) -> None:
    pen.saveState()
    pen.rotate(-angle)
    pen.setLineWidth(_STRONG * 0.8)
    pen.setFillGray(1)
    path = pen.beginPath()
    path.moveTo(0, 0)
    path.curveTo(-width, length * 0.35, -width * 0.8, length * 0.75, 0, length)
    path.curveTo(width * 0.8, length * 0.75, width, length * 0.35, 0, 0)
    path.close()
    pen.drawPath(path, stroke=1, fill=1)
    pen.setFillGray(0)
    if vein:
        pen.setLineWidth(_THIN * 0.8)
        pen.line(0, length * 0.22, 0, length * 0.7)
    pen.restoreState()


def _curl(pen: Any, side: int, thick: float = _STRONG) -> None:
    """A tendril that rolls itself in."""
    pen.setLineWidth(thick)
    path = pen.beginPath()
    path.moveTo(side * 4, -0.6)
    path.curveTo(side * 12, -3.5, side * 20, 0, side * 18, 4)
    path.curveTo(side * 16.5, 7, side * 12.5, 5, side * 14, 2.6)
    path.curveTo(side * 14.8, 1.4, side * 16.4, 2, side * 16, 3.2)
    pen.drawPath(path, stroke=1, fill=0)


def _dot(pen: Any, x: float, y: float, radius: float) -> None:
    pen.setFillGray(0)
    pen.circle(x, y, radius, stroke=0, fill=1)


def _corner(pen: Any) -> None:
    """A quarter flower that grows out of a lower left corner; ten units are the width of the band."""
    pen.setFillGray(1)
    pen.rect(-1.5, -1.5, 26, 26, stroke=0, fill=1)
    pen.setLineWidth(1.6)
    for angle in (8, 30, 60, 82):
        _petal(pen, angle, 21, 3.4)
    _petal(pen, 45, 27, 4.2)
    for angle in (19, 71):
        turned = math.radians(angle)
        _dot(pen, 24 * math.sin(turned), 24 * math.cos(turned), 1.1)
    pen.setFillGray(0)
    pen.setLineWidth(1.4)
    path = pen.beginPath()
    path.moveTo(9, 0)
    path.curveTo(9, 5, 5, 9, 0, 9)
    path.lineTo(0, 0)
    path.close()
    pen.drawPath(path, stroke=0, fill=1)


def _vine(sheet: StampSheet, x: float, top: float, length: float, band: float, turn: float) -> None:
    """A wave with a leaf in each of its bends, along the band."""
    step = band * 1.5
    count = max(2, round(length / step))
    step = length / count
    high = band * 0.2
    with sheet.turned(x, top, turn) as pen:
        pen.setLineWidth(_THIN)
        path = pen.beginPath()
        path.moveTo(0, 0)
        for at in range(count):
            up = high if at % 2 else -high
            path.curveTo((at + 0.33) * step, up * 2, (at + 0.67) * step, up * 2, (at + 1) * step, 0)
        pen.drawPath(path, stroke=1, fill=0)
        for at in range(count):
            up = 1 if at % 2 else -1
            pen.saveState()
            pen.translate((at + 0.5) * step, up * high * 1.4)
            pen.scale(band / 26, band / 26)
            _petal(pen, 140 if up > 0 else 40, 9, 3, vein=False)
            _petal(pen, 220 if up > 0 else 320, 9, 3, vein=False)
            pen.restoreState()
