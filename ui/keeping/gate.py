"""The door of a protected book: unlocking it before its window, and its file written anew while it is closed. What is
typed stands on ui/protection's windows."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from shopbook.errors import Cancelled, ShopbookError
from ui import crash
from ui.keeping.waiting import Waiting
from ui.protection.rewriting import Rewriting
from ui.protection.unlock import Unlock

if TYPE_CHECKING:
    from ui.app import Shop

log = logging.getLogger(__name__)


class Gate:
    """Stands before a protected book; whatever happens, a window stands."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._problem: ShopbookError | None = None
        self.unlock: Unlock | None = None
        self.waiting: Waiting | None = None

    def ask(self, path: Path, problem: ShopbookError) -> None:
        """Show the page that unlocks the book at `path`; a window that stands stays until it opens."""
        shop = self._shop
        self.leave()
        self._problem = problem
        self.unlock = Unlock(path, problem)
        self.unlock.unlocked.connect(self._on_unlocked)
        self.unlock.other_asked.connect(partial(self._on_other, path))
        self.unlock.jobs.crashed.connect(crash.report)
        geometry = shop.preferences.geometry
        if geometry is None or not self.unlock.restoreGeometry(geometry):
            self.unlock.resize(1100, 640)
        self.unlock.show()
        if shop.window is None:
            shop.put_first_run_away()
        self.unlock.raise_()
        self.unlock.activateWindow()
        self.unlock.focus_first()

    def leave(self) -> None:
        """Put the page away, if one stands."""
        if self.unlock is not None:
            unlock, self.unlock = self.unlock, None
            self._shop.put_away(unlock)

    def _on_unlocked(self, path: Path, key: bytes) -> None:
        self._shop.begin(path, key)
        self.leave()

    def _on_other(self, path: Path) -> None:
        if self._shop.window is None:
            self._shop.show_first_run(self._problem, path)
        self.leave()

    def rewrite(self, asked: Rewriting) -> None:
        """Close the book, let `asked` write its file anew, and open what came of it."""
        shop = self._shop
        assert shop.book is not None, "somebody asked for it in its window"
        path, key = shop.book.path, shop.book.store.key
        geometry = shop.window.saveGeometry() if shop.window is not None else None
        # It stands before the shop's window goes: with no window at all the program would end.
        self.waiting = Waiting(geometry)
        self.waiting.show()
        shop.close()

        def done(new_key: bytes | None) -> None:
            self._end(path, new_key)
            if shop.window is not None:
                shop.window.ctx.navigation.go(
                    "settings", "safety"
                )  # where older, readable copies are told of
            shop.say(asked.told())

        def failed(error: BaseException) -> None:
            log.warning("the book was not written anew: %s", type(error).__name__)
            self._end(path, key)
            if not isinstance(error, ShopbookError):
                crash.report(error)
            elif not isinstance(error, Cancelled):
                shop.say_problem(error)

        self.waiting.run(asked.title, asked.work, done, failed)

    def _end(self, path: Path, key: bytes | None) -> None:
        self._shop.begin(path, key)
        if self.waiting is not None:
            waiting, self.waiting = self.waiting, None
            self._shop.put_away(waiting)
