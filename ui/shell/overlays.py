"""What lies over the whole window, and the progress of a job. What hides the screen is in counter.py."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from shopbook.errors import Message, ShopbookError
from shopbook.localisation import numbers
from shopbook.localisation.language import _, say
from ui.jobs import Jobs
from ui.qt import AlignCenter
from ui.style import theme
from ui.widgets.buttons import plain
from ui.widgets.cards import Card, EmptyState
from ui.widgets.text import Label

# Shorter work would only flicker.
SHOW_AFTER_MS = 400


class Overlay(QWidget):
    """Covers its parent and grows with it."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        over.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._cover()
        return False

    def event(self, event: QEvent) -> bool:
        # Keys of the action table must not work through the cover; accepted here they come as plain key presses.
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def _cover(self) -> None:
        self.setGeometry((self.parentWidget() or self).rect())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()


class ProgressOverlay(Overlay):
    """The title of the running job, a true bar, what is being done, and Cancel (Esc)."""

    def __init__(self, over: QWidget, jobs: Jobs) -> None:
        super().__init__(over)
        self._jobs = jobs
        self.withheld = False
        self._return_to: QWidget | None = None
        column = QVBoxLayout(self)
        card = Card(margin=22, gap=12)
        card.setFixedWidth(theme.px(420))
        self.title = Label("", "h2", wrap=True)
        self.what = Label("", "second", "text2", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.cancel = plain(lambda: _("Cancel"), "x")
        buttons = QHBoxLayout()
        self.count = Label("", "caption", "text2")
        buttons.addWidget(self.count, 1)
        buttons.addWidget(self.cancel)
        for widget in (self.title, self.what, self.bar):
            card.body.addWidget(widget)
        card.body.addLayout(buttons)
        column.addWidget(card, 0, AlignCenter)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOW_AFTER_MS)
        self._timer.timeout.connect(self._on_time)
        self.cancel.clicked.connect(self._on_cancel_clicked)
        jobs.started.connect(self._on_started)
        jobs.progressed.connect(self._on_progressed)
        jobs.finished.connect(self._on_finished)

    def _on_started(self, title: str) -> None:
        self.title.say(title)
        self.what.say("")
        self.count.say("")
        self.bar.setAccessibleName(title)
        self.bar.setRange(0, 0)
        self.cancel.setEnabled(True)
        self._timer.start()

    def _on_time(self) -> None:
        if not self._jobs.busy or self.withheld:
            return
        self._return_to = self.window().focusWidget()
        self._cover()
        self.show()
        self.raise_()
        self.cancel.setFocus()

    def withhold(self) -> None:
        """The screen is hidden: a title may have names in it."""
        self.withheld = True
        self.hide()

    def bring_back(self) -> None:
        """Show how far the job is, if it is still running."""
        self.withheld = False
        self._on_time()

    def _on_progressed(self, done: int, total: int, what: object) -> None:
        # In thousandths: rows of a big import do not fit a C int when multiplied by bytes.
        self.bar.setRange(0, 1000 if total else 0)
        self.bar.setValue(done * 1000 // total if total else 0)
        if isinstance(what, Message):
            self.what.say(say(what))
        if total:
            self.count.say(
                _("{done} of {total}").format(done=numbers.number(done), total=numbers.number(total))
            )

    def _on_finished(self) -> None:
        self._timer.stop()
        if self.isVisible():
            self.hide()
            if self._return_to is not None and self._return_to.isVisible():
                self._return_to.setFocus()

    def _on_cancel_clicked(self) -> None:
        self.cancel.setEnabled(False)
        self.what.say(_("Stopping …"))
        self._jobs.cancel()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.cancel.isEnabled():
            self._on_cancel_clicked()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        veil = QColor(theme.tokens().bg)
        veil.setAlpha(205)
        QPainter(self).fillRect(self.rect(), veil)


class UnreadCover(Overlay):
    """Lies over one page that could not be read: a half of it would be taken for the whole."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._words: EmptyState | None = None

    def tell(self, error: ShopbookError) -> None:
        """Say why, instead of the page."""
        if self._words is None:
            self._words = EmptyState("book-open", "")
            QVBoxLayout(self).addWidget(self._words)
        self._words.say(_("This page cannot be read now."), say(error.message))
        self._cover()
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(theme.tokens().bg))
