"""What the program tells the shopkeeper without stopping the work: toasts with undo and strips. Never a modal box."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from shopbook.errors import Message, ShopbookError
from shopbook.localisation.language import _, say
from shopbook.log import Code

log = logging.getLogger(__name__)

UNDO_DEPTH = 50


@dataclass(frozen=True, slots=True)
class Note:
    """One thing said: kind is "done", "info" or "problem"; `action` is what its button does, `paper` prints it.

    `operation` is the saved action it tells of, when it can be taken back.
    """

    text: str
    kind: str = "done"
    advice: str = ""
    action_text: str = ""
    action: Callable[[], None] | None = None
    undoes: bool = False
    stays: bool = False
    paper: Callable[[], object] | None = None
    operation: int = 0


class Messages(QObject):
    """`posted(Note)` when something is said; `withdrawn(Note)` when its undo was used or it is no longer true."""

    posted = Signal(object)
    withdrawn = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._said: list[Note] = []
        self._undoable: list[Note] = []
        # Set by the window: the newest saved action, and what has to stand around taking one back.
        self.stamp: Callable[[], int] = lambda: 0
        self.around: Callable[[int], AbstractContextManager[object]] = lambda operation: nullcontext()

    def done(self, text: str, undo: Callable[[], None] | None = None, *,
             paper: Callable[[], object] | None = None) -> Note:  # fmt: skip
        """Say that something was done, with "Undo" (also Ctrl+Z) when it can be taken back.

        `paper` prints what the customer takes along: "Print" on the toast, and Ctrl+P until another page is opened
        (so go first, then say it).
        """
        words = _("Undo") if undo else ""
        operation = self.stamp() if undo is not None else 0
        note = Note(text, "done", action_text=words, action=undo, undoes=undo is not None, paper=paper,
                    operation=operation)  # fmt: skip
        if undo is not None:
            self._undoable = [*self._undoable[-UNDO_DEPTH + 1 :], note]
        return self._post(note)

    def info(self, text: str, action_text: str = "", action: Callable[[], None] | None = None) -> Note:
        """Say something worth knowing, with one optional button."""
        return self._post(Note(text, "info", action_text=action_text, action=action))

    def problem(self, what: ShopbookError | Message | str, action_text: str = "",
                action: Callable[[], None] | None = None) -> Note:  # fmt: skip
        """Show a red strip that stays until it is closed: the sentence and what to do next."""
        text, advice = _sentences(what)
        return self._post(Note(text, "problem", advice, action_text, action, stays=True))

    def apologise(self, see_report: Callable[[], None]) -> Note:
        """Say sorry for a bug; one button leads to the report that can be handed on."""
        return self._post(
            Note(
                _("Something went wrong inside the program. What you saved is safe."),
                "problem",
                _("If it happens again, save a report and hand it to the maker."),
                _("See the report"),
                see_report,
                stays=True,
            )
        )

    def last(self) -> Note | None:
        """The newest thing said."""
        return self._said[-1] if self._said else None

    def can_undo(self) -> bool:
        """True when Ctrl+Z has something to take back."""
        return bool(self._undoable)

    def newest_undoable(self) -> Note | None:
        """The newest thing said that can be taken back."""
        return self._undoable[-1] if self._undoable else None

    def undo_last(self) -> bool:
        """Take back the newest thing that can be; False when there is none."""
        return self.use(self._undoable[-1]) if self._undoable else False

    def use(self, note: Note) -> bool:
        """Do what the note's button says, once; a ShopbookError on the way is shown, not raised."""
        if note.action is None or (note.undoes and note not in self._undoable):
            return False
        if note.undoes:
            self._undoable.remove(note)
            self.withdrawn.emit(note)
        try:
            with self.around(note.operation) if note.operation else nullcontext():
                note.action()
        except ShopbookError as error:
            self.problem(error)
            return False
        return True

    def print_paper(self, note: Note) -> None:
        """Print the slip of what was said; a ShopbookError on the way is shown, not raised."""
        if note.paper is None:
            return
        try:
            note.paper()
        except ShopbookError as error:
            self.problem(error)

    def withdraw(self, note: Note) -> None:
        """Take a strip off the screen."""
        self.withdrawn.emit(note)

    def _post(self, note: Note) -> Note:
        self._said = [*self._said[-99:], note]
        # Not the words: names stand in them.
        log.log(logging.WARNING if note.kind == "problem" else logging.DEBUG, "said a %s", Code(note.kind))
        self.posted.emit(note)
        return note


def _sentences(what: ShopbookError | Message | str) -> tuple[str, str]:
    if isinstance(what, str):
        return what, ""
    if isinstance(what, Message):
        return say(what), ""
    return say(what.message), say(what.advice) if what.advice is not None else ""
