"""The window before a protected book: its passphrase, or the recovery code off the paper. Whether they are right is the
core's to say."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from shopbook.errors import KeyFileMissing, ShopbookError, WrongKey
from shopbook.localisation import numbers
from shopbook.localisation.language import _, explain, ngettext, say
from shopbook.progress import Progress
from ui.jobs import Jobs
from ui.protection.fields import CodeField, PassphraseField
from ui.qt import AlignHCenter, NoFrame, ScrollOff
from ui.style import theme
from ui.widgets.badges import IconCircle
from ui.widgets.buttons import link, plain, primary
from ui.widgets.cards import Banner, Card, pad
from ui.widgets.flow import FlowLayout
from ui.widgets.text import Label

# Some slips of the finger are free; whoever guesses has to wait longer each time.
FREE_TRIES = 3
PAUSES_SECONDS = (5, 15, 30, 60)
WIDTH = 520


class Unlock(QWidget):
    """`unlocked(path, key)` when it opens; `other_asked()` another book is wanted; `closed()` the person gave up."""

    unlocked = Signal(object, object)
    other_asked = Signal()
    closed = Signal()

    def __init__(self, path: Path, problem: ShopbookError | None = None) -> None:
        super().__init__()
        self._path = path
        self._wrong, self._wait = 0, 0
        self.jobs = Jobs(self)
        self.setWindowTitle(_("Shopbook"))
        self.setMinimumSize(640, 480)
        self.passphrase = PassphraseField("passphrase", lambda: _("Password"))
        self.code = CodeField()
        self.strip = Banner("red", "")
        self.strip.hide()
        self.open = primary(lambda: _("Open the book"), "key-round", "Enter")
        self.turn = link(lambda: _("Use the recovery code"))
        self.other = plain(lambda: _("Another book, or a backup"), "folder-open")
        self._lay_out()
        self.code.hide()
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._on_second)
        self.open.clicked.connect(self.try_it)
        self.turn.clicked.connect(self._on_turn)
        self.other.clicked.connect(self.other_asked)
        self.passphrase.entered.connect(self.try_it)
        self.code.entered.connect(self.try_it)
        QShortcut(QKeySequence("Escape"), self).activated.connect(self._on_escape)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)
        if isinstance(problem, KeyFileMissing):
            self._show_missing(problem)

    def _lay_out(self) -> None:
        card = Card(margin=28, gap=12)
        card.setFixedWidth(theme.px(WIDTH))
        card.body.addWidget(IconCircle("lock", "brand", 56), 0, AlignHCenter)
        self.heading = Label(lambda: _("This book is locked"), "h1")
        self.heading.setAlignment(AlignHCenter)
        card.body.addWidget(self.heading)
        self.name = Label(self._path.name, "second", "text2", wrap=True)
        self.name.setAlignment(AlignHCenter)
        card.body.addWidget(self.name)
        for widget in (self.strip, self.passphrase, self.code):
            card.body.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.open, 1)
        card.body.addLayout(row)
        card.body.addWidget(self.turn, 0, AlignHCenter)
        around = QWidget()
        ways = FlowLayout(around, theme.px(10), centred=True)
        ways.addWidget(self.other)
        inside = QWidget()
        column = QVBoxLayout(inside)
        pad(column, 24, 16, 24, 16, 12)
        column.addStretch(1)
        # In a row, not centred: only so is the card as high as its words are at its width.
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addWidget(around)
        column.addStretch(1)
        self.area = QScrollArea()  # with large letters the lines of a code are higher than a small screen
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(ScrollOff)
        self.area.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)

    def focus_first(self) -> None:
        """The keyboard goes to what is to be typed."""
        if self.open.isHidden():
            self.other.setFocus()
        else:
            (self.passphrase if self.code.isHidden() else self.code).setFocus()

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.area.isAncestorOf(now):
            self.area.ensureWidgetVisible(now, 0, theme.px(60))

    # trying

    def try_it(self) -> None:
        """Compute the key on the other thread: it takes a fifth of a second, and the window stays alive."""
        from shopbook.protection.operations import unlock

        by_code = not self.code.isHidden()
        typed = self.code.code() if by_code else self.passphrase.value()
        if self.jobs.busy or self._wait or self.open.isHidden():
            return
        if not typed.strip():
            self._say_wrong(_("Nothing is typed yet."))
            return
        self._say_wrong("")
        self.open.setEnabled(False)
        self.open.say(lambda: _("Opening …"))
        how = {"code": typed} if by_code else {"passphrase": typed}

        def work(_progress: Progress) -> bytes:
            return unlock(self._path, **how)

        self.jobs.run(_("Opening …"), work, self._on_key, self._on_failed)

    def _on_key(self, key: bytes) -> None:
        self.passphrase.set_value("")
        self.code.clear()
        self.unlocked.emit(self._path, key)

    def _on_failed(self, error: BaseException) -> None:
        self._can_try()
        if isinstance(error, KeyFileMissing):
            self._show_missing(error)
        elif isinstance(error, WrongKey):
            self._wrong += 1
            self._say_wrong(explain(error))
            self._pause()
            self.focus_first()
            self.passphrase.line.selectAll()
        elif isinstance(error, ShopbookError):
            self.strip.say(say(error.message), say(error.advice) if error.advice else "")
            self.strip.show()
        else:
            self.jobs.crashed.emit(error)

    def _pause(self) -> None:
        over = self._wrong - FREE_TRIES
        if over < 0:
            return
        self._wait = PAUSES_SECONDS[min(over, len(PAUSES_SECONDS) - 1)]
        self._say_wait()
        self._second.start()

    def _say_wait(self) -> None:
        self.open.setEnabled(False)
        self.open.say(partial(_wait_words, self._wait))

    def _on_second(self) -> None:
        self._wait -= 1
        if self._wait > 0:
            self._say_wait()
            return
        self._second.stop()
        self._can_try()

    def _can_try(self) -> None:
        self.open.setEnabled(True)
        self.open.say(lambda: _("Open the book"))

    def _say_wrong(self, words: str) -> None:
        if self.code.isHidden():
            self.passphrase.show_problem(words or None)
        else:
            self.code.show_problem(words)

    # other ways

    def show_problem(self, error: ShopbookError) -> None:
        """The key was right, and still the book does not open."""
        self._can_try()
        self.strip.say(say(error.message), say(error.advice) if error.advice else "")
        self.strip.show()

    def _show_missing(self, missing: ShopbookError) -> None:
        self.strip.say(say(missing.message), say(missing.advice) if missing.advice else "")
        self.strip.show()
        for widget in (self.passphrase, self.code, self.open, self.turn):
            widget.hide()

    def _on_turn(self) -> None:
        by_code = self.code.isHidden()
        self.passphrase.setVisible(not by_code)
        self.code.setVisible(by_code)
        self.turn.say((lambda: _("Use the password")) if by_code else (lambda: _("Use the recovery code")))
        self._say_wrong("")
        self.focus_first()

    def _on_escape(self) -> None:
        if not self.code.isHidden():
            self._on_turn()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.jobs.wait()
        self.closed.emit()
        super().closeEvent(event)


def _wait_words(seconds: int) -> str:
    return ngettext("Wait {n} second", "Wait {n} seconds", seconds).format(n=numbers.number(seconds))
