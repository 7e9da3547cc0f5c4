"""Shows what ui/messages.py says: toasts over the lower left of the page, strips under the top bar."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from shopbook.localisation.language import _
from ui.messages import Messages, Note
from ui.qt import PointingHand
from ui.style import fonts, theme
from ui.widgets.cards import Banner, SidePanel, mark
from ui.widgets.text import Label

STAY_MS = 8000
MOST_TOASTS = 3
# Narrower than this, words in a toast would stand one below the other.
WORDS_FROM = 180
# Qt's own largest size of a widget.
MOST_WIDTH = 16_777_215


class Toast(QWidget):
    """One note on a dark ground; goes by itself after 8 seconds, not while the mouse is on it."""

    gone = Signal()
    used = Signal()
    paper_asked = Signal()

    def __init__(self, note: Note, over: QWidget) -> None:
        super().__init__(over)
        self.note = note
        dark = theme.tokens().name == "dark"
        ground, ink, accent = ("#E9EFEC", "#14211C", "#0B6B53") if dark else ("#1B2A25", "#FFFFFF", "#7FDDBF")
        self._ground = ground
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(8), theme.px(10), theme.px(8))
        row.setSpacing(theme.px(12))
        row.addWidget(mark("circle-check" if note.kind == "done" else "info", accent, 18))
        self.label = _Words(note.text, ink)
        row.addWidget(self.label)
        self.button: QPushButton | None = None
        self.paper: QPushButton | None = None
        if note.paper is not None:
            self.paper = _word(_("Print"), accent)
            self.paper.clicked.connect(self.paper_asked)
            row.addWidget(self.paper)
        if note.action is not None:
            self.button = _word(note.action_text, accent)
            self.button.clicked.connect(self.used)
            row.addWidget(self.button)
        self.setAccessibleName(note.text)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAY_MS)
        self._timer.timeout.connect(self.gone)
        self._timer.start()

    def fit(self, room: int) -> None:
        """Break the words into lines so that the toast is no wider than `room`."""
        # Freed first: the hint of a label that was broken before is that of its broken lines.
        self.label.setWordWrap(False)
        self.label.setMinimumWidth(0)
        self.label.setMaximumWidth(MOST_WIDTH)
        layout = self.layout()
        assert layout is not None, "made with a row"
        layout.activate()
        words = QFontMetrics(self.label.font()).horizontalAdvance(self.note.text) + 2
        most = min(theme.px(460), room - (layout.sizeHint().width() - self.label.sizeHint().width()))
        if words > most and most < theme.px(WORDS_FROM) and self.button is not None:
            # The words come before the key, which stands at the foot of the window too.
            self.button.setText(self.note.action_text)
            if self.paper is not None:
                self.paper.setText(_("Print"))
            layout.activate()
            most = room - (layout.sizeHint().width() - self.label.sizeHint().width())
        if words > most:
            self.label.setWordWrap(True)
            self.label.setFixedWidth(max(most, theme.px(120)))
            layout.activate()
        self.adjustSize()

    def show_key(self, newest: bool) -> None:
        """Ctrl+Z takes back only the newest thing; the toasts below it do without the word."""
        if self.button is not None and self.note.undoes:
            self.button.setText(f"{self.note.action_text}  Ctrl+Z" if newest else self.note.action_text)

    def show_paper_key(self, newest: bool) -> None:
        """Ctrl+P prints the newest slip only."""
        if self.paper is not None:
            self.paper.setText(_("Print") + "  Ctrl+P" if newest else _("Print"))

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._ground))
        painter.drawRoundedRect(QRectF(self.rect()), theme.px(8), theme.px(8))


class _Words(Label):
    """What was said, in the ink of the dark ground and not in a tone of the page."""

    def __init__(self, text: str, ink: str) -> None:
        self._ink = QColor(ink)
        super().__init__(text, "body")

    def _dress(self) -> None:
        super()._dress()
        palette = self.palette()
        palette.setColor(palette.ColorRole.WindowText, self._ink)
        self.setPalette(palette)


def _word(words: str, accent: str) -> QPushButton:
    """A word on the dark ground that can be pressed."""
    button = QPushButton(words)
    button.setAccessibleName(words)
    button.setCursor(PointingHand)
    button.setFont(fonts.named("strong"))
    button.setStyleSheet(
        f"QPushButton {{ color: {accent}; background: transparent; border: 0; padding: {theme.px(4)}px"
        f" {theme.px(10)}px; }} QPushButton:hover, QPushButton:focus {{ text-decoration: underline; }}"
    )
    return button


class ToastHost(QObject):
    """Stacks toasts over the lower left corner of a widget; never over a sheet at its right nor over buttons at the
    foot of a panel. `slip_changed` when Ctrl+P prints a slip from now on, or not any more."""

    slip_changed = Signal()

    def __init__(self, over: QWidget, messages: Messages) -> None:
        super().__init__(over)
        self._over, self._messages = over, messages
        self._taken = 0
        self._slip: Note | None = None
        self.toasts: list[Toast] = []
        messages.posted.connect(self._on_posted)
        messages.withdrawn.connect(self._on_withdrawn)
        over.installEventFilter(self)

    def leave_free(self, width: int) -> None:
        """Something else stands at the right, as wide as this."""
        self._taken = width
        self._place()

    def _on_posted(self, note: Note) -> None:
        if note.stays:
            return
        toast = Toast(note, self._over)
        toast.gone.connect(self._on_toast_gone)
        toast.used.connect(self._on_toast_used)
        toast.paper_asked.connect(self._on_paper_asked)
        self.toasts.append(toast)
        while len(self.toasts) > MOST_TOASTS:
            self._remove(self.toasts[0])
        toast.show()
        self._place()
        # Again when a sheet that was just closed has given its room back to the page, buttons and all.
        QTimer.singleShot(0, self._place)
        if note.paper is not None:
            self._keep_slip(note)

    @property
    def has_slip(self) -> bool:
        """True while Ctrl+P prints the slip of what was just saved."""
        return self._slip is not None

    def print_slip(self) -> None:
        """Print it."""
        if self._slip is not None:
            self._messages.print_paper(self._slip)

    def forget_slip(self) -> None:
        """Another page is in front: Ctrl+P is that page's again, the slip has its word on the toast."""
        self._keep_slip(None)

    def _keep_slip(self, note: Note | None) -> None:
        if note is not self._slip:
            self._slip = note
            self._place()
            self.slip_changed.emit()

    def _on_withdrawn(self, note: Note) -> None:
        for toast in [t for t in self.toasts if t.note is note]:
            self._remove(toast)

    def _on_toast_gone(self) -> None:
        toast = self.sender()
        if isinstance(toast, Toast):
            self._remove(toast)

    def _on_toast_used(self) -> None:
        toast = self.sender()
        if isinstance(toast, Toast):
            self._remove(toast)
            self._messages.use(toast.note)

    def _on_paper_asked(self) -> None:
        toast = self.sender()
        if isinstance(toast, Toast):
            # Deliberately it stays: a jammed printer is asked twice, and what was saved can still be taken back.
            self._messages.print_paper(toast.note)

    def _remove(self, toast: Toast) -> None:
        if toast in self.toasts:
            self.toasts.remove(toast)
            toast.hide()
            toast.deleteLater()
            self._place()
            if toast.note is self._slip:
                self._keep_slip(None)

    def place_again(self) -> None:
        """Another page came under the toasts, with buttons elsewhere."""
        self._place()

    def _place(self) -> None:
        if not self.toasts:
            return
        left, gap = theme.px(20), theme.px(8)
        undoable = [toast for toast in self.toasts if toast.note.undoes]
        for toast in self.toasts:
            toast.show_key(bool(undoable) and toast is undoable[-1])
            toast.show_paper_key(toast.note is self._slip)
            toast.fit(self._over.width() - self._taken - 2 * left)
        widest = max(toast.width() for toast in self.toasts)
        bottom = self._foot(QRect(left, 0, widest, self._over.height()))
        for toast in reversed(self.toasts):
            bottom -= toast.height()
            toast.move(left, bottom)
            toast.raise_()
            bottom -= gap

    def _foot(self, column: QRect) -> int:
        """How far down toasts may stand: above the buttons at the foot of any panel they would cover."""
        bottom = self._over.height() - theme.px(14)
        for panel in self._over.findChildren(SidePanel):
            foot = panel.foot
            if foot is not None and foot.isVisible():
                # The row of buttons may be empty at the left; only what can be pressed counts.
                for button in foot.findChildren(QAbstractButton):
                    place = QRect(button.mapTo(self._over, QPoint(0, 0)), button.size())
                    if button.isVisible() and place.intersects(column):
                        bottom = min(bottom, place.top() - theme.px(8))
        return bottom

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False


class Strips(QWidget):
    """The red strips under the top bar; each stays until closed."""

    def __init__(self, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        self.shown: list[tuple[Note, Banner]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.px(20), theme.px(10), theme.px(20), 0)
        self._column.setSpacing(theme.px(6))
        self.hide()
        messages.posted.connect(self._on_posted)
        messages.withdrawn.connect(self._on_withdrawn)

    def _on_posted(self, note: Note) -> None:
        if not note.stays:
            return
        for old, _banner in list(self.shown):
            if old.text == note.text:
                self._on_withdrawn(old)
        banner = Banner("red", note.text, note.advice, note.action_text, closable=True)
        banner.closed.connect(self._on_banner_closed)
        banner.pressed.connect(self._on_banner_pressed)
        banner.setAccessibleName(_("Problem: {sentence}").format(sentence=note.text))
        self.shown.append((note, banner))
        self._column.addWidget(banner)
        if len(self.shown) > MOST_TOASTS:
            self._on_withdrawn(self.shown[0][0])
        self.show()

    def _on_withdrawn(self, note: Note) -> None:
        for pair in [pair for pair in self.shown if pair[0] is note]:
            self.shown.remove(pair)
            self._column.removeWidget(pair[1])
            pair[1].hide()
            pair[1].deleteLater()
        self.setVisible(bool(self.shown))

    def _note_of(self, banner: QObject | None) -> Note | None:
        return next((note for note, shown in self.shown if shown is banner), None)

    def _on_banner_closed(self) -> None:
        if (note := self._note_of(self.sender())) is not None:
            self._messages.withdraw(note)

    def _on_banner_pressed(self) -> None:
        if (note := self._note_of(self.sender())) is not None:
            self._messages.use(note)
