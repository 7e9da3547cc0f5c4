"""Carries what a write changed from the book to the screens. What each screen does about it is its own affair."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from shopbook.changes import Changed


class Bus(QObject):
    """`changed(Changed)` is emitted on the window's thread once after every committed operation.

    Connect it as a listener: `book.listen(bus.tell)`. A job on its own thread may tell too; Qt carries it over.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)

    def tell(self, change: Changed) -> None:
        """Tell every screen; safe from any thread."""
        self.changed.emit(change)

    def tell_all(self) -> None:
        """Tell that anything may have changed: after an import, a restore or a move to another day."""
        self.tell(Changed(frozenset({EVERYTHING})))


EVERYTHING = "everything"


def concerns(change: Changed, topics: tuple[str, ...]) -> bool:
    """True when a screen with these topics must look again."""
    return change.touches(EVERYTHING, *topics)
