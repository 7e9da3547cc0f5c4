"""The answer to a card on the counter: green or red for each promise, in words a customer can read too."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _
from shopbook.warranties.model import CoverageVerdict, Verdict
from ui.style import theme
from ui.widgets.cards import mark, pad
from ui.widgets.text import Label


class VerdictView(QWidget):
    """One big line for the card and one line for each promise."""

    def __init__(self) -> None:
        super().__init__()
        self.big = _Strip("", "number", "red", "shield-x", 30)
        self._column = QVBoxLayout(self)
        pad(self._column, 0, 0, 0, 0, 6)
        self._column.addWidget(self.big)
        self._strips: list[_Strip] = []
        self._made: list[_Strip] = []

    def texts(self) -> list[str]:
        """Everything said, the big line first."""
        return [self.big.said(), *(strip.said() for strip in self._strips)]

    def show_verdict(self, verdict: Verdict, news: str = "") -> None:
        """Show another verdict; `news` stands under its words when they leave room: a servicing that is due."""
        words, detail, tone, icon = _whole(verdict)
        self.big.show_words(words, detail or news, tone, icon)
        # Of a card that has ended the one line says all.
        shown = verdict.coverages if verdict.card.is_active else ()
        # Lines are kept to be written anew: making them took a fifth of a look-up.
        while len(self._made) < len(shown):
            strip = _Strip("", "strong", "green", "circle-check", 20, 4)
            self._column.addWidget(strip)
            self._made.append(strip)
        for strip, each in zip(self._made, shown, strict=False):
            tone, icon = ("green", "circle-check") if each.is_covered else ("red", "circle-x")
            title = f"{each.coverage.label} · {each.coverage.length_text}"
            strip.show_words(title, _of_coverage(each), tone, icon)
            strip.show()
        for strip in self._made[len(shown) :]:
            strip.hide()
        self._strips = self._made[: len(shown)]
        self.setAccessibleName(" · ".join(self.texts()))


class _Strip(QWidget):
    """A tinted ground with an icon, a line of words and a smaller one."""

    def __init__(self, words: str, size: str, tone: str, icon: str, side: float, edge: float = 8) -> None:
        super().__init__()
        self._tone, self._side, self._shown = tone, side, (icon, tone)
        self._row = QHBoxLayout(self)
        pad(self._row, 14, edge, 14, edge, 12)
        self._icon = mark(icon, tone, side)
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout()
        column.setSpacing(0)
        self._words = Label(words, size, tone, wrap=True)
        self._detail = Label("", "second", "text", wrap=True)
        column.addWidget(self._words)
        column.addWidget(self._detail)
        self._row.addLayout(column, 1)

    def said(self) -> str:
        """Both lines."""
        return f"{self._words.text()} {self._detail.text()}".strip()

    def show_words(self, words: str, detail: str, tone: str, icon: str) -> None:
        """Show other words in another tone."""
        self._tone = tone
        if (icon, tone) != self._shown:
            self._shown = (icon, tone)
            fresh = mark(icon, tone, self._side)
            self._row.replaceWidget(self._icon, fresh)
            self._icon.hide()
            self._icon.deleteLater()
            self._icon = fresh
        self._words.dress(tone=tone)
        self._words.say(words)
        self._detail.say(detail)
        self._detail.setVisible(bool(detail))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.tokens().tint(self._tone)))
        painter.drawRoundedRect(QRectF(self.rect()), theme.px(8), theme.px(8))


def _whole(verdict: Verdict) -> tuple[str, str, str, str]:
    """Words, smaller words, tone and icon for the whole card."""
    card = verdict.card
    if not card.is_active:
        said = {
            "void": _("This card is void"),
            "replaced": _("This card was replaced by another"),
            "transferred": _("This card was handed to another customer"),
        }
        day = dates.date_long(card.closed_on) if card.closed_on is not None else ""
        detail = " · ".join(part for part in (day, numbers.to_script(card.close_reason)) if part)
        return said[card.status], detail, "red", "shield-x"
    if verdict.is_covered:
        return _("Under warranty"), "", "green", "shield-check"
    return _("The warranty is over"), "", "red", "shield-x"


def _of_coverage(each: CoverageVerdict) -> str:
    if each.state == "life":
        return _("For life")
    if each.state == "void" or each.coverage.ends_on is None or each.days_left is None:
        return _("Not valid any more")
    day = dates.both_calendars(each.coverage.ends_on)
    if each.days_left < 0:
        over = numbers.number(-each.days_left)
        return _("Ended {days} days ago · {day}").format(days=over, day=day)
    return _("{left} · until {day}").format(left=dates.days_left(each.days_left), day=day)
