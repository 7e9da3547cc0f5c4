"""What a row looks like, said in words (RowLook), and the fast painting of it. Which row looks how is the screen's."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from ui.qt import AlignLeft, AlignRight, AlignVCenter
from ui.style import fonts, paint, theme

ROW_HEIGHT = 60
SECTION_HEIGHT = 38
TIMELINE_HEIGHT = 64
TABLE_ROW_HEIGHT = 40
TWO_LINE_TABLE_ROW_HEIGHT = 58


@dataclass(frozen=True, slots=True)
class RowLook:
    """A two-line row. All texts come formatted; the icon is a Lucide name, the tones are colour tones.

    `avatar` (a name) draws its initial instead of the icon. `beside` stands after the title (a phone), `amount` and
    `badge` at the right end, `aside` (a date) above the amount in a timeline, `key` is a shortcut chip at the end.
    """

    title: str
    second: str = ""
    icon: str = ""
    tone: str = "brand"
    avatar: str = ""
    beside: str = ""
    amount: str = ""
    amount_tone: str = ""
    badge: str = ""
    badge_tone: str = "brand"
    aside: str = ""
    aside_tone: str = ""
    key: str = ""
    faded: bool = False

    def spoken(self) -> str:
        """The row in one sentence for screen readers."""
        parts = (self.title, self.beside, self.second, self.amount, self.badge, self.aside)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading between rows, with the count of what is under it."""

    title: str
    count: str = ""
    tone: str = "brand"

    def spoken(self) -> str:
        """The heading in one sentence for screen readers."""
        return f"{self.title} {self.count}".strip()


def paint_row(painter: QPainter, place: QRectF, look: RowLook, *, selected: bool = False, hovered: bool = False,
              last: bool = False) -> None:  # fmt: skip
    """A two-line row: disc, title and phone over the second line, amount and badge at the right."""
    colors = theme.tokens()
    px = theme.px
    if selected or hovered:
        painter.fillRect(place, QColor(colors.selected if selected else colors.hover))
    if selected:
        painter.fillRect(QRectF(place.left(), place.top(), px(3), place.height()), QColor(colors.brand))
    left = place.left() + px(18)
    if look.icon or look.avatar:
        side = px(38)
        disc = QRectF(left, place.center().y() - side / 2, side, side)
        if look.avatar:
            paint.initial_disc(painter, disc, paint.initial(look.avatar))
        else:
            paint.icon_circle(painter, disc, look.icon, look.tone)
        left += side + px(14)
    right = _paint_right_end(painter, place, look)
    room = right - left - px(12)
    _paint_words(painter, place, left, room, look)
    if not selected and not last:
        line = QRectF(left, place.bottom() - 1, place.right() - px(18) - left, 1)
        painter.fillRect(line, QColor(colors.border))


def _paint_right_end(painter: QPainter, place: QRectF, look: RowLook) -> float:
    """Badge and amount; returns the x where the words must end."""
    colors, px = theme.tokens(), theme.px
    right = place.right() - px(18)
    for text, tone in ((look.badge, look.badge_tone), (look.key, "brand")):
        if text:
            size = paint.badge_size(text)
            spot = QRectF(
                right - size.width(), place.center().y() - size.height() / 2, size.width(), size.height()
            )
            paint.badge(painter, spot, text, tone)
            right = spot.left() - px(12)
    if look.amount:
        width = paint.width(look.amount, "strong")
        painter.setFont(fonts.named("strong"))
        painter.setPen(QColor(colors.ink(look.amount_tone) if look.amount_tone else colors.text))
        spot = QRectF(right - width - 2, place.top(), width + 2, place.height())
        painter.drawText(spot, AlignVCenter | AlignRight, look.amount)
        right = spot.left() - px(4)
    return right


def _paint_words(painter: QPainter, place: QRectF, left: float, room: float, look: RowLook) -> None:
    colors, px = theme.tokens(), theme.px
    upper = (
        QRectF(left, place.top() + px(5), room, px(26))
        if look.second
        else QRectF(left, place.top(), room, place.height())
    )
    painter.setPen(QColor(colors.text2 if look.faded else colors.text))
    title_width = _draw(painter, upper, look.title, "row")
    if look.beside and room - title_width > px(40):
        painter.setPen(QColor(colors.text2))
        beside = QRectF(
            left + title_width + px(12), upper.top() + px(1), room - title_width - px(12), upper.height()
        )
        _draw(painter, beside, look.beside, "second")
    if look.second:
        painter.setPen(QColor(colors.text2))
        _draw(painter, QRectF(left, place.top() + px(30), room, px(25)), look.second, "second")


def _draw(painter: QPainter, place: QRectF, text: str, size: str) -> float:
    """Draw one elided line; returns the width it took."""
    painter.setFont(fonts.named(size))
    width = paint.width(text, size)
    if width > place.width():
        width = int(place.width())
        text = paint.elided(text, size, width)
    painter.drawText(place, int(AlignVCenter | AlignLeft | Qt.TextFlag.TextSingleLine), text)
    return width


def paint_section(painter: QPainter, place: QRectF, section: Section) -> None:
    """A heading with its count badge."""
    px = theme.px
    painter.setPen(QColor(theme.tokens().ink(section.tone)))
    left = place.left() + px(18)
    line = QRectF(left, place.top() + px(6), place.width() - px(36), place.height() - px(8))
    width = _draw(painter, line, section.title, "strong")
    if section.count:
        size = paint.badge_size(section.count)
        spot = QRectF(
            left + width + px(10), line.center().y() - size.height() / 2, size.width(), size.height()
        )
        paint.badge(painter, spot, section.count, section.tone)


def paint_timeline_row(painter: QPainter, place: QRectF, look: RowLook, *, last: bool = False) -> None:
    """A happening: disc with a thread to the next, title and words, date over amount at the right."""
    colors, px = theme.tokens(), theme.px
    side = px(34)
    left = place.left() + px(18)
    disc = QRectF(left, place.top() + px(8), side, side)
    if not last:
        thread = QRectF(
            disc.center().x() - 1, disc.bottom() + px(4), 2, place.bottom() - disc.bottom() - px(2)
        )
        painter.fillRect(thread, QColor(colors.border))
    paint.icon_circle(painter, disc, look.icon or "circle-check", look.tone)
    left += side + px(14)
    right = place.right() - px(18)
    ends = [
        paint.width(text, size) for text, size in ((look.aside, "caption"), (look.amount, "strong")) if text
    ]
    words_end = right - (max(ends) + px(12) if ends else 0)
    for text, size, tone, top in (
        (look.aside, "caption", look.aside_tone, 5),
        (look.amount, "strong", look.amount_tone, 30),
    ):
        if text:
            painter.setFont(fonts.named(size))
            painter.setPen(
                QColor(colors.ink(tone) if tone else colors.text2 if size == "caption" else colors.text)
            )
            spot = QRectF(words_end, place.top() + px(top), right - words_end, px(26))
            painter.drawText(spot, int(AlignVCenter | AlignRight | Qt.TextFlag.TextSingleLine), text)
    painter.setPen(QColor(colors.text))
    _draw(painter, QRectF(left, place.top() + px(5), words_end - left, px(26)), look.title, "strong")
    painter.setPen(QColor(colors.text2))
    _draw(painter, QRectF(left, place.top() + px(30), words_end - left, px(25)), look.second, "second")
