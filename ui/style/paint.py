"""Painting of the small marks, shared by widgets and list delegates so both look the same."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from ui.qt import AlignCenter, ElideRight
from ui.style import fonts, icons, theme

# Words before a name that are not the name: ten people in a row would all be "ম".
TITLES = frozenset(
    [
        "মোঃ",
        "মো",
        "মো.",
        "মোসাঃ",
        "মোছাঃ",
        "মোসাম্মৎ",
        "মুহাম্মদ",
        "মোহাম্মদ",
        "হাজী",
        "হাজি",
        "আলহাজ্ব",
        "শ্রী",
        "শ্রীমতি",
        "ডাঃ",
        "ডা.",
        "প্রফেসর",
        "মিসেস",
        "জনাব",
        "বেগম",
        "md",
        "md.",
        "mohammad",
        "muhammad",
        "mohammed",
        "mst",
        "mst.",
        "mrs",
        "mrs.",
        "mr",
        "mr.",
        "dr",
        "dr.",
        "hazi",
        "haji",
        "alhaj",
        "alhaz",
        "sri",
    ]
)


def initial(name: str) -> str:
    """The first whole letter (akshara) of the given name: "মোঃ রফিকুল" -> "র", "ক্ষিতিশ" -> "ক্ষ", "Rahim" -> "R"."""
    words = unicodedata.normalize("NFC", name).replace("ঃ ", "ঃ ").split()
    chosen = next((w for w in words if w.casefold() not in TITLES), words[0] if words else "")
    return _first_akshara(chosen.lstrip("(\"'“‘.-"))


def _first_akshara(word: str) -> str:
    """Base letter with its conjuncts and nukta, without vowel signs: those would crowd the disc."""
    out = ""
    for char in word:
        if not out:
            out = char
        elif out[-1] == "্" and char in "‌‍":
            continue
        elif char in ("্", "়") or out[-1] == "্":
            out += char
        else:
            break
    return out.rstrip("্").upper()


@lru_cache(maxsize=2048)
def _width(text: str, size: str, generation: int) -> int:
    return QFontMetrics(fonts.named(size)).horizontalAdvance(text)


def width(text: str, size: str) -> int:
    """How wide a text is in a font of the type scale; remembered, since lists ask for the same words again."""
    return _width(text, size, theme.generation())


@lru_cache(maxsize=2048)
def _elided(text: str, size: str, room: int, generation: int) -> str:
    return QFontMetrics(fonts.named(size)).elidedText(text, ElideRight, room)


def elided(text: str, size: str, room: int) -> str:
    """A text cut with … to so much room; remembered, for cutting Bengali shapes it again and again (0.1-0.3 ms)."""
    return _elided(text, size, room, theme.generation())


def badge_size(text: str) -> QSize:
    """The size of a badge with this text; never narrower than high."""
    height = theme.px(24)
    return QSize(max(height + theme.px(2), width(text, "badge") + theme.px(20)), height)


def badge(painter: QPainter, place: QRectF, text: str, tone: str) -> None:
    """A pill in the tint of the tone."""
    look = theme.tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.tint(tone)))
    painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
    painter.setPen(QColor(look.ink(tone)))
    painter.setFont(fonts.named("badge"))
    painter.drawText(place, AlignCenter, text)
    painter.restore()


def key_chip(painter: QPainter, place: QRectF, text: str) -> None:
    """A key cap."""
    look = theme.tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(look.border))
    painter.setBrush(QColor(look.sunk))
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), theme.px(4), theme.px(4))
    painter.setPen(QColor(look.text2))
    painter.setFont(fonts.named("key"))
    painter.drawText(place, AlignCenter, text)
    painter.restore()


def icon_circle(painter: QPainter, place: QRectF, icon: str, tone: str) -> None:
    """An icon on a disc in the tint of the tone."""
    look = theme.tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.tint(tone)))
    painter.drawEllipse(place)
    side = place.width() / theme.scale() * 0.5
    ratio = painter.deviceTransform().m11()  # `painter.device()` is slow the first time, see icons
    mark = icons.pixmap(icon, look.ink(tone), side, ratio)
    shown = mark.width() / ratio
    painter.drawPixmap(round(place.center().x() - shown / 2), round(place.center().y() - shown / 2), mark)
    painter.restore()


def initial_disc(painter: QPainter, place: QRectF, letter: str) -> None:
    """A letter on a disc in the brand's tint."""
    look = theme.tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.brand_tint))
    painter.drawEllipse(place)
    painter.setPen(QColor(look.brand))
    painter.setFont(fonts.font(place.height() / theme.scale() * 0.36, True))
    painter.drawText(place, AlignCenter, letter)
    painter.restore()
