"""Things side by side that stand one under the other where the window is narrow or the text large. What they are is
the screen's."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.style import theme


class BreakingRow(QWidget):
    """`add(widget, stretch, least)`: while the least widths (px of the design) fit beside each other, they do."""

    def __init__(self, gap: float = 14, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._leasts: list[tuple[QWidget, float]] = []
        self._gap = gap
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.px(gap))

    def add(self, widget: QWidget, stretch: int = 1, least: float = 160) -> None:
        """Put one more thing at the end."""
        self._leasts.append((widget, least))
        self._box.addWidget(widget, stretch, Qt.AlignmentFlag.AlignTop)

    def set_least(self, widget: QWidget, least: float) -> None:
        """Something in a thing unfolded and needs more room (or less again)."""
        self._leasts = [(each, least if each is widget else before) for each, before in self._leasts]
        self._turn()

    def is_broken(self) -> bool:
        """True when the things stand one under the other."""
        return self._box.direction() == QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:
        # Deliberately not the sum of the widths: a scroll area would never become narrower and nothing would break.
        size = self._box.minimumSize()
        widest = max((w.minimumSizeHint().width() for w, _ in self._leasts if not w.isHidden()), default=0)
        return QSize(min(widest, size.width()), size.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def refit(self) -> None:
        """Look again after something was shown or hidden."""
        self._turn()

    def _turn(self) -> None:
        shown = [least for widget, least in self._leasts if not widget.isHidden()]
        wanted = sum(theme.px(least) for least in shown) + theme.px(self._gap) * max(0, len(shown) - 1)
        turn = (
            QBoxLayout.Direction.LeftToRight if self.width() >= wanted else QBoxLayout.Direction.TopToBottom
        )
        if turn != self._box.direction():
            self._box.setDirection(turn)
            beside = turn == QBoxLayout.Direction.LeftToRight
            self._box.setSpacing(theme.px(self._gap if beside else 8))
            for widget, _least in self._leasts:
                # Under each other a field takes the whole width; beside each other it hangs from the top.
                self._box.setAlignment(widget, Qt.AlignmentFlag.AlignTop if beside else Qt.AlignmentFlag(0))
            self.updateGeometry()
