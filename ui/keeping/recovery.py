"""Bringing a book back while it is closed: from a backup, from a damaged file and its journal, from its single pages.
What is done is shopbook.rescue's; what is asked before stands on the pages."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shopbook.errors import Cancelled, Message, ShopbookError
from shopbook.localisation import numbers
from shopbook.localisation.language import _, ngettext
from shopbook.progress import Progress
from ui import crash
from ui.backups.typed import code_and_passphrase
from ui.keeping.waiting import Waiting

if TYPE_CHECKING:
    from shopbook.rescue.model import Rescued, Restored, Salvaged
    from ui.app import Shop

log = logging.getLogger(__name__)


class Recovery:
    """Closes the shop's window, works on the file, and opens what came of it; whatever happens, a window stands."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self.waiting: Waiting | None = None

    def restore(self, backup: Path, book: Path, code: str = "") -> None:
        """A backup becomes the book; the one before is set aside."""
        from shopbook.rescue.restoring import restore

        key, clock = self._key(), self._shop.clock

        def work(progress: Progress) -> Restored:
            return restore(backup, book, clock, **code_and_passphrase(code), key=key, progress=progress)

        self._run(_("Bringing the backup back"), work, book, partial(_tell_restored, self._shop))

    def rescue(self, damaged: Path, backup: Path) -> None:
        """The newest good backup and what the damaged file's journal knows beyond it become the book."""
        from shopbook.rescue.putting import put_rescued, room_for
        from shopbook.rescue.replay import rescue_with_journal

        key, clock = self._key(), self._shop.clock
        made = room_for(damaged)

        def work(progress: Progress) -> Rescued:
            done = rescue_with_journal(damaged, backup, made, clock, key=key, progress=progress)
            put_rescued(done, damaged, clock)
            return done

        self._run(_("Bringing the backup and the later entries back"), work, damaged,
                  partial(_tell_rescued, self._shop))  # fmt: skip

    def salvage(self, damaged: Path) -> None:
        """Whatever the single pages of a damaged file still tell becomes a new book, with a report."""
        from shopbook.rescue.putting import put_rescued, room_for
        from shopbook.rescue.salvage import salvage

        key, clock = self._key(), self._shop.clock
        made = room_for(damaged)

        def work(progress: Progress) -> Salvaged:
            done = salvage(damaged, made, clock, key=key, progress=progress)
            put_rescued(done, damaged, clock)
            return done

        self._run(_("Rescuing what can be read"), work, damaged, partial(_tell_salvaged, self._shop))

    def rebuild(self, archive: Path, book: Path) -> None:
        """A book made from a zip that holds everything."""
        from shopbook.exchange.archive_rebuilding import rebuild

        clock = self._shop.clock
        self._run(_("Making the book from the export"), partial(_rebuild, rebuild, archive, book, clock), book,
                  partial(_tell_rebuilt, self._shop))  # fmt: skip

    # around them

    def _key(self) -> bytes | None:
        return self._shop.book.store.key if self._shop.book is not None else None

    def _run(
        self, title: str, work: Callable[[Progress], Any], book: Path, tell: Callable[[Any], None]
    ) -> None:
        shop = self._shop
        window = shop.window or shop.first_run
        key = self._key()
        # It stands before the shop's window goes: with no window at all the program would end.
        self.waiting = Waiting(window.saveGeometry() if window is not None else None)
        self.waiting.show()
        shop.close()
        shop.put_first_run_away()

        def done(result: Any) -> None:
            self._end(book, key)
            tell(result)

        def failed(error: BaseException) -> None:
            log.warning("not brought back: %r", error)
            self._end(book, key)
            if isinstance(error, ShopbookError):
                if not isinstance(error, Cancelled):
                    shop.say_problem(error)
            else:
                crash.report(error)

        self.waiting.run(title, work, done, failed)

    def _end(self, book: Path, key: bytes | None) -> None:
        self._shop.begin(book if book.exists() else None, key=key)
        if self.waiting is not None:
            waiting, self.waiting = self.waiting, None
            self._shop.put_away(waiting)


def _rebuild(rebuild: Callable[..., Any], archive: Path, book: Path, clock: Any, progress: Progress) -> Any:
    return rebuild(archive, book, clock, progress)


# the reports, in words


def _report(shop: Shop, told: str, detail: str = "") -> None:
    """A strip that waits to be read; a toast would be gone before a frightened person has found it."""
    if shop.window is not None:
        shop.caretaker.report(told, detail)


def _tell_restored(shop: Shop, done: Restored) -> None:
    told = ngettext(
        "The backup is the book now: {n} customer.", "The backup is the book now: {n} customers.",
        done.counts.customers,
    ).format(n=numbers.number(done.counts.customers))  # fmt: skip
    aside = (
        _("The book as it was before is kept as {file}.").format(file=done.set_aside.name)
        if done.set_aside
        else ""
    )
    _report(shop, told, aside)


def _tell_rescued(shop: Shop, done: Rescued) -> None:
    told = ngettext(
        "The book is whole again: the backup and {n} later entry.",
        "The book is whole again: the backup and {n} later entries.",
        done.replayed,
    ).format(n=numbers.number(done.replayed))
    _report(shop, told)
    missing = done.lost + len(done.refused)
    if missing:
        shop.say_problem(
            ShopbookError(
                Message("Later entries that could not be brought back: {n}.", n=missing),
                Message(
                    "Look through the last days and write down what is missing. The damaged file is kept."
                ),
            )
        )


def _tell_salvaged(shop: Shop, done: Salvaged) -> None:
    _report(shop, _("Rescued into a new book: {customers} customers, {sales} sales, {entries} money entries.").format(
        customers=numbers.number(done.counts.customers),
        sales=numbers.number(done.counts.sales),
        entries=numbers.number(done.counts.ledger),
    ))  # fmt: skip
    if done.lost or done.unsure:
        shop.say_problem(
            ShopbookError(
                Message("Entries that were not found: {n}. Not certain: {unsure}.", n=done.lost,
                        unsure=sum(part.unsure for part in done.parts)),
                Message("Compare the dues with your paper before you rely on them. The damaged file is kept."),
            )
        )  # fmt: skip


def _tell_rebuilt(shop: Shop, _done: Any) -> None:
    _report(shop, _("The book was made from the export."))
