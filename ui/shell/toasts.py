"""Shows what ui/messages.py says: toasts over the lower left of the page, strips under the top bar."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from shopbook.localisation.language import _
from ui.messages import Messages, Note
from ui.qt import PointingHand
from ui.style import fonts, theme
from ui.widgets.cards import Banner, mark
from ui.widgets.text import Label

STAY_MS = 8000
MOST_TOASTS = 3


class Toast(QWidget):
    """One note on a dark ground; goes by itself after 8 seconds, not while the mouse is on it."""

    gone = Signal()
    used = Signal()

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
        self.label = Label(note.text, "body")
        palette = self.label.palette()
        palette.setColor(palette.ColorRole.WindowText, QColor(ink))
        self.label.setPalette(palette)
        most = theme.px(460)
        if QFontMetrics(self.label.font()).horizontalAdvance(note.text) > most:
            self.label.setWordWrap(True)
            self.label.setFixedWidth(most)
        row.addWidget(self.label)
        self.button: QPushButton | None = None
        if note.action is not None:
            words = f"{note.action_text}  Ctrl+Z" if note.undoes else note.action_text
            self.button = QPushButton(words)
            self.button.setAccessibleName(note.action_text)
            self.button.setCursor(PointingHand)
            self.button.setFont(fonts.named("strong"))
            self.button.setStyleSheet(
                f"QPushButton {{ color: {accent}; background: transparent; border: 0; padding: {theme.px(4)}px"
                f" {theme.px(10)}px; }} QPushButton:hover, QPushButton:focus {{ text-decoration: underline; }}"
            )
            self.button.clicked.connect(self.used)
            row.addWidget(self.button)
        self.setAccessibleName(note.text)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAY_MS)
        self._timer.timeout.connect(self.gone)
        self._timer.start()

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


class ToastHost(QObject):
    """Stacks toasts over the lower left corner of a widget; never over the main buttons, which are at the right."""

    def __init__(self, over: QWidget, messages: Messages) -> None:
        super().__init__(over)
        self._over, self._messages = over, messages
        self.toasts: list[Toast] = []
        messages.posted.connect(self._on_posted)
        messages.withdrawn.connect(self._on_withdrawn)
        over.installEventFilter(self)

    def _on_posted(self, note: Note) -> None:
        if note.stays:
            return
        toast = Toast(note, self._over)
        toast.gone.connect(self._on_toast_gone)
        toast.used.connect(self._on_toast_used)
        self.toasts.append(toast)
        while len(self.toasts) > MOST_TOASTS:
            self._remove(self.toasts[0])
        toast.show()
        self._place()

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

    def _remove(self, toast: Toast) -> None:
        if toast in self.toasts:
            self.toasts.remove(toast)
            toast.hide()
            toast.deleteLater()
            self._place()

    def _place(self) -> None:
        bottom = self._over.height() - theme.px(14)
        for toast in reversed(self.toasts):
            toast.adjustSize()
            bottom -= toast.height()
            toast.move(theme.px(20), bottom)
            toast.raise_()
            bottom -= theme.px(8)

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
