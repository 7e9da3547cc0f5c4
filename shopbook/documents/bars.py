"""A Code 128 of a number on paper, for the shop's scanner. Which number, and where it stands, is the paper's affair."""

from __future__ import annotations

from functools import lru_cache

from shopbook.documents.page import MM, Block, Sheet, Type

# Below this the bars of a cheap thermal head run together: two of its dots.
_THINNEST = 0.25 * MM
_WIDEST = 0.42 * MM
_QUIET = 10


def bars(text: str, width: float, height: float, kind: Type | None = None) -> Block:
    """The bars in the middle of `width` points, `height` high, the number in clear under them when a type is given.

    ValueError for letters that Code 128 does not know, or when there is no room for bars that can be read.
    """
    runs = code128(text)
    modules = sum(runs) + 2 * _QUIET
    # Whole dots of a thermal head: bars of one and a half dots would come out in two widths.
    dot = MM / 8
    unit = min(_WIDEST, width / modules)
    unit = max(int(unit / dot + 0.001), 0) * dot
    if unit < _THINNEST - 0.001:
        raise ValueError(f"{text!r} has no room for bars that can be read")
    words = kind.height if kind is not None else 0.0

    def draw(sheet: Sheet, left: float, top: float) -> None:
        x = left + (width - sum(runs) * unit) / 2
        # The first bar begins on a whole dot, or all of them are smeared over two.
        x = round(x / dot) * dot
        for place, run in enumerate(runs):
            if place % 2 == 0:
                middle = x + run * unit / 2
                sheet.rule(middle, top, middle, top + height, run * unit)
            x += run * unit
        if kind is not None:
            sheet.line(left + width / 2, top + height, text, kind, "centre")

    return Block(height + words, draw)


@lru_cache(maxsize=256)
def code128(text: str) -> tuple[int, ...]:
    """The widths of bars and gaps in turn, a bar first and last. ValueError for what Code 128 cannot say."""
    from reportlab.graphics.barcode.code128 import Code128

    code = Code128(text, quiet=0)
    code.validate()
    if not text or not code.valid:
        raise ValueError(f"{text!r} cannot be written as Code 128")
    code.encode()
    code.decompose()
    # Capital letters are bars, small ones gaps; a is one module wide, b two ...
    return tuple(ord(letter.lower()) - ord("a") + 1 for letter in code.decomposed)
