"""The bundled Bengali font and the sizes of the type scale. Printed paper has its own fonts in shopbook.documents."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase

from shopbook import paths
from ui.style import theme

FAMILY = "Khata Bangla"
FILES = ("KhataBangla-Regular.ttf", "KhataBangla-Bold.ttf")

# Sizes in px at scale 1, by what they are for.
SIZES = {
    "h1": (23, True),
    "number": (22, True),
    "h2": (16, True),
    "row": (15.5, True),
    "body": (15, False),
    "strong": (15, True),
    "second": (14, False),
    "caption": (13, False),
    "badge": (13, True),
    "key": (12, False),
}


@lru_cache(maxsize=1)
def load() -> None:
    """Give the bundled font files to Qt; without them a PC with no Bengali font shows boxes."""
    for name in FILES:
        if QFontDatabase.addApplicationFont(str(paths.resource("fonts", name))) < 0:
            raise RuntimeError(f"the font file {name} cannot be read")


def font(size: float, bold: bool = False) -> QFont:
    """The bundled font at a size of the design (px at scale 1), the caller's own to change."""
    return QFont(_made(theme.px(size), bold))


@lru_cache(maxsize=64)
def _made(pixels: int, bold: bool) -> QFont:
    """Made once, copied for each: a list asks for four a row, and copying costs a fifth of making."""
    result = QFont(FAMILY)
    result.setPixelSize(pixels)
    result.setBold(bold)
    result.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return result


def named(name: str) -> QFont:
    """A font of the type scale: h1, number, h2, row, body, strong, second, caption, badge, key."""
    size, bold = SIZES[name]
    return font(size, bold)
