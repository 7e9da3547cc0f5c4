"""How long work tells how far it is, and hears that the person pressed Cancel. Threads and bars live in the window."""

from __future__ import annotations

from typing import Protocol

from shopbook.errors import Message


class Progress(Protocol):
    """What a long core function is given; it calls `step` now and then, at best once per hundred rows."""

    def step(self, done: int, total: int, what: Message | None = None) -> None:
        """Tell that `done` of `total` units are finished, and what is being done (total 0: not known).

        Raises Cancelled when the person wants to stop; let it pass, so that the operation rolls back.
        """
        ...


class NoProgress:
    """Nobody watches: for the command line's quiet mode, tests and short work."""

    def step(self, done: int, total: int, what: Message | None = None) -> None:
        """Say nothing and never cancel."""
