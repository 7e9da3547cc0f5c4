"""What a screen is given, and nothing more. It is made once by the composition root in ui/app.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shopbook.book import Book
    from ui.bus import Bus
    from ui.jobs import Jobs
    from ui.messages import Messages
    from ui.navigation import Navigation


@dataclass(frozen=True, slots=True)
class Context:
    """The open book and the four ways a screen reaches the rest of the window."""

    book: Book
    bus: Bus
    jobs: Jobs
    messages: Messages
    navigation: Navigation

    def may(self, right: str) -> bool:
        """True when whoever is at the counter has a right of shopbook.permissions."""
        return self.book.store.may(right)
