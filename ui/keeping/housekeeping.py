"""What a book needs without being asked: the hourly backup, copies onto remembered drives, the quick check, the monthly
drill, the sweeping of the trash. All of it beside the window; when and whether is the core's to say."""

from __future__ import annotations

import datetime as dt
import logging
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from shopbook.backups.model import Backup, Drive, Entry
from shopbook.changes import Changed
from shopbook.errors import Cancelled, Message, ShopbookError
from shopbook.localisation.language import _
from shopbook.progress import Progress
from shopbook.storage.connection import damaged
from ui.backups import words
from ui.context import Context
from ui.keeping.drives import DriveWatch

if TYPE_CHECKING:
    from shopbook.book import Book
    from shopbook.rescue.model import Drill

log = logging.getLogger(__name__)

TICK_MS = 60_000
# The day's list is read first; then the house is looked after.
BEGIN_AFTER_MS = 1500
# A backup that failed is not tried every minute: the strip says what to do, and the next hour tries again.
AGAIN_AFTER_TICKS = 30


class Housekeeping(QObject):
    """`told` when the last backup may be another one; `damaged(BookDamaged)` when the quick check found damage."""

    told = Signal()
    damaged = Signal(object)

    def __init__(self, ctx: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._wait = 0
        self._asked = False
        self._swept_on: dt.date | None = None
        self._offered: set[str] = set()
        self._check: Any = None
        self.drives = DriveWatch(ctx.book.backups.drives, self)
        self.drives.plugged.connect(self._on_plugged)
        self.drives.changed.connect(self._tell)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self.tick)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(BEGIN_AFTER_MS)
        self._soon.timeout.connect(self.start)

    def begin(self) -> None:
        """A moment from now, and then every minute."""
        self._soon.start()
        self._tick.start()

    def start(self) -> None:
        """What a start asks for: the quick check first, then what is due."""
        self._say_last_closing()
        self._ctx.jobs.quietly("quick check", self._quick, self._on_quick)
        self.drives.begin()
        self.tick()

    def tick(self) -> None:
        """Look whether something is due; a few reads of the open book."""
        self.told.emit()
        if self._wait:
            self._wait -= 1
            return
        now = self._ctx.book.clock.now()
        if self._swept_on != (today := self._ctx.book.clock.today()):
            self._swept_on = today
            self._ctx.jobs.quietly("sweep", partial(self._own, _sweep))
        if self._asked:
            return
        if self._ctx.book.backups.is_due(now):
            self._asked = True
            self._ctx.jobs.quietly(
                "hourly backup", partial(self._own, _hourly), self._on_kept, self._on_not_kept
            )
        elif _is_drill_due(self._ctx.book):
            self._asked = True
            self._ctx.jobs.quietly(
                "drill", partial(self._own, _drill), self._on_drilled, self._on_not_drilled
            )

    def stop(self) -> None:
        """The window closes: a check of minutes is broken off."""
        self._tick.stop()
        self._soon.stop()
        if self._check is not None:
            self._check.interrupt()

    # the quick check

    def _quick(self, _progress: Progress) -> list[str]:
        from shopbook.rescue.damage import QuickCheck

        self._check = QuickCheck(self._ctx.book.path, key=self._ctx.book.store.key)
        try:
            found: list[str] = self._check.run()
        finally:
            self._check = None
        return found

    def _on_quick(self, found: list[str]) -> None:
        if found:
            log.error("the quick check found %d problems", len(found))
            self.damaged.emit(damaged())

    # backups by themselves

    def _own(self, work: Any, progress: Progress) -> Any:
        with self._ctx.book.second() as own:
            return work(own, progress)

    def _on_kept(self, backup: Backup) -> None:
        self._asked = False
        self._tell()
        if backup.missed is not None:
            self._ctx.messages.problem(backup.missed, _("Backups"), self._go)
            self._wait = AGAIN_AFTER_TICKS
        self._copy_to_drives(told=False)

    def _on_not_kept(self, error: BaseException) -> None:
        self._asked = False
        if isinstance(error, Cancelled):
            return
        self._wait = AGAIN_AFTER_TICKS
        self._tell()
        if isinstance(error, ShopbookError):
            self._ctx.messages.problem(
                ShopbookError(Message("The backup of this hour was not kept."), _advice(error)),
                _("Backups"),
                self._go,
            )

    def _say_last_closing(self) -> None:
        last: Entry | None = next(iter(self._ctx.book.backups.entries(1)), None)
        if last is not None and last.why == "close" and not last.good:
            self._ctx.messages.problem(
                ShopbookError(
                    Message("The backup at the last closing was not kept."),
                    Message("Make one now; it takes seconds."),
                ),
                _("Back up now"),
                self._go_now,
            )

    def _go(self) -> None:
        self._ctx.navigation.go("backups")

    def _go_now(self) -> None:
        self._ctx.navigation.go("backups", "now")

    # drives

    def _on_plugged(self, drive: Drive) -> None:
        if drive.remembered:
            self._copy_to_drives(told=True)
        elif str(drive.path) not in self._offered and self._ctx.book.store.may("keep_safe"):
            self._offered.add(str(drive.path))
            self._ctx.messages.info(
                _("A pen drive is plugged in: {drive}").format(drive=words.drive_title(drive)),
                _("Keep a backup on it"),
                self._go_places,
            )

    def _go_places(self) -> None:
        self._ctx.navigation.go("backups", "places")

    def _copy_to_drives(self, *, told: bool) -> None:
        self._ctx.jobs.quietly(
            "copies to drives",
            partial(self._own, _copy_to_drives),
            self._on_copied if told else self._on_copied_quietly,
            self._on_not_copied,
        )

    def _on_copied(self, copies: list[Backup]) -> None:
        self._tell()
        if copies:
            self._ctx.messages.info(_("The backup is kept on the pen drive too."))

    def _on_copied_quietly(self, _copies: list[Backup]) -> None:
        self._tell()

    def _on_not_copied(self, error: BaseException) -> None:
        if isinstance(error, ShopbookError) and not isinstance(error, Cancelled):
            self._ctx.messages.problem(
                ShopbookError(Message("No backup could be put onto the pen drive."), _advice(error)),
                _("Backups"),
                self._go_places,
            )

    # the drill

    def _on_not_drilled(self, _error: BaseException) -> None:
        self._asked = False

    def _on_drilled(self, drill: Drill) -> None:
        self._asked = False
        self._tell()
        if drill.good:
            self._ctx.messages.info(_("Tried for practice: the newest backup opens, and all is in it."))
        else:
            self._wait = AGAIN_AFTER_TICKS
            self._ctx.messages.problem(
                ShopbookError(
                    drill.problem or Message("The newest backup did not open as it should."),
                    Message("Make a new backup now."),
                ),
                _("Back up now"),
                self._go_now,
            )

    def _tell(self) -> None:
        self._ctx.bus.tell(Changed(frozenset({"backup"})))


def _advice(error: ShopbookError) -> Message:
    """Why, as the second line; what to do stands behind it when it is known."""
    return error.advice or error.message


def _hourly(book: Book, progress: Progress) -> Backup:
    # A pen drive that was there at the start has perhaps been given one since it was asked for.
    made = None if book.backups.is_due(book.clock.now()) else book.backups.fresh()
    made = made or book.backups.make("hour", progress=progress)
    book.backups.rotate(book.clock.now())
    return made


def _copy_to_drives(book: Book, progress: Progress) -> list[Backup]:
    return book.backups.copy_to_drives(progress)


def _sweep(book: Book, _progress: Progress) -> None:
    book.trash.sweep(book.clock.now())


def _is_drill_due(book: Book) -> bool:
    from shopbook.rescue.drill import is_drill_due

    return is_drill_due(book.store, book.clock.now())


def _drill(book: Book, progress: Progress) -> Drill:
    from shopbook.rescue.drill import drill

    return drill(book.backups, book.clock, key=book.store.key, progress=progress)
