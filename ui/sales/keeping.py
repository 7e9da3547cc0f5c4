"""Keeps the memo being typed in the book at every pause: a power cut takes nothing. What the memo is, is form.py's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

from shopbook.book import Book
from shopbook.errors import ShopbookError
from ui.messages import Messages

NAME = "sale"
# Short enough that a power cut costs a word, long enough that a fast typist writes nothing to the disk.
PAUSE_MS = 350


class DraftKeeper(QObject):
    """`typed()` gives the memo as plain JSON, None when nothing stands in it."""

    def __init__(
        self, book: Book, messages: Messages, typed: Callable[[], dict[str, Any] | None], parent: QObject
    ):
        super().__init__(parent)
        self._book, self._messages, self._typed = book, messages, typed
        self._said = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.keep)

    def soon(self) -> None:
        """Something was typed."""
        self._timer.start()

    def waits(self) -> bool:
        """True when something was typed that is not kept yet."""
        return self._timer.isActive()

    def rest(self) -> None:
        """Nothing more to keep: the memo was saved, and its draft went with it."""
        self._timer.stop()

    def keep(self) -> None:
        """Keep the memo now. A full disk is told once, not at every key."""
        self._timer.stop()
        body = self._typed()
        try:
            if body is None:
                self._book.drafts.drop(NAME)
            else:
                self._book.drafts.keep(NAME, body)
        except ShopbookError as error:
            if not self._said:
                self._messages.problem(error)
            self._said = True
        else:
            self._said = False

    def kept(self) -> dict[str, Any] | None:
        """What was being typed when the window closed last."""
        return self._book.drafts.kept(NAME)
