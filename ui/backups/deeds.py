"""What can be done with backups from the page: make, copy to a drive, remember a place, drill, full check. Each runs on
a connection of its own; the page hears of its end by the topic "backup"."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from shopbook.backups.model import Backup, Drive, Place
from shopbook.book import Book
from shopbook.changes import Changed
from shopbook.checks import CheckReport
from shopbook.errors import BackupProblem, Message
from shopbook.localisation import numbers
from shopbook.localisation.language import _, ngettext, say
from shopbook.progress import Progress
from ui.backups import words
from ui.context import Context


class Deeds:
    """The deeds of one window."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx

    def make(self) -> None:
        """Back up now."""
        self._run(_("Keeping a backup"), _make, self._made)

    def copy(self, drive: Drive) -> None:
        """A new backup, or the newest when nothing was written since, onto a pen drive."""
        self._run(_("Copying onto the pen drive"), partial(_copy, drive=drive), partial(self._copied, drive))

    def remember(self, drive: Drive) -> None:
        """Copy onto this drive by itself from now on, and once at once."""
        self._ctx.book.backups.remember_drive(drive.path)
        self._tell()
        self.copy(drive)

    def forget(self, place: Place) -> None:
        """Nothing is copied onto this drive by itself any more; what lies on it stays."""
        self._ctx.book.backups.forget_drive(place.id)
        self._tell()
        self._ctx.messages.done(_("This drive is forgotten. The backups on it stay."))

    def set_folder(self, folder: Path | None) -> None:
        """Every backup also goes there; None: only beside the book."""
        self._ctx.book.backups.set_folder(folder)
        self._tell()
        if folder is None:
            self._ctx.messages.done(
                _("Backups go beside the book again. What lies in the other folder stays.")
            )
            return
        self._ctx.messages.done(_("Backups will go here: {folder}").format(folder=folder))
        self.make()

    def drill(self) -> None:
        """Open the newest backup for practice."""
        self._run(_("Trying to restore, for practice"), _drill, self._drilled)

    def check(self) -> None:
        """Look through the whole book."""
        self._run(_("Checking the whole book"), _check, self._checked)

    # how they ended

    def _run(self, title: str, work: Callable[[Book, Progress], Any], done: Callable[[Any], None]) -> None:
        def on_its_own(progress: Progress) -> Any:
            with self._ctx.book.second() as own:
                return work(own, progress)

        self._ctx.jobs.run(title, on_its_own, done, self._failed)

    def _failed(self, error: BaseException) -> None:
        self._tell()
        self._ctx.jobs.tell_failure(error)

    def _made(self, backup: Backup) -> None:
        self._tell()
        if backup.missed is not None:
            self._ctx.messages.problem(backup.missed)
        self._ctx.messages.done(
            _("The backup is kept: {place}").format(place=words.where(backup.place)) + _size(backup)
        )

    def _copied(self, drive: Drive, _backup: Backup) -> None:
        self._tell()
        self._ctx.messages.done(_("The backup is on {drive}").format(drive=words.drive_title(drive)))

    def _drilled(self, drill: Any) -> None:
        self._tell()
        if not drill.good:
            self._ctx.messages.problem(
                drill.problem or Message("The newest backup did not open as it should. Make a new one.")
            )
            return
        self._ctx.messages.done(_("The newest backup opens, and all is in it."))

    def _checked(self, report: CheckReport) -> None:
        self._tell()
        if report.is_whole:
            compared = sum(part.compared for part in report.parts)
            told = ngettext("Everything agrees: {n} thing was looked at.",
                            "Everything agrees: {n} things were looked at.", compared)  # fmt: skip
            self._ctx.messages.done(told.format(n=numbers.number(compared)))
            return
        parts = ", ".join(say(part.title) for part in report.parts if part.differing)
        self._ctx.messages.problem(
            BackupProblem(
                Message(
                    "Some things in the book do not agree ({n}): {parts}.", n=report.differing, parts=parts
                ),
                Message("Make a backup now, and send the report from the settings to the maker."),
            )
        )

    def _tell(self) -> None:
        self._ctx.bus.tell(Changed(frozenset({"backup"})))


def _size(backup: Backup) -> str:
    return f" · {words.size(backup.manifest.bytes)}" if backup.manifest is not None else ""


def _make(book: Book, progress: Progress) -> Backup:
    return book.backups.make("hand", progress=progress)


def _copy(book: Book, progress: Progress, *, drive: Drive) -> Backup:
    newest = book.backups.fresh() or book.backups.make("drive", progress=progress)
    return book.backups.copy_to_drive(newest, drive, progress=progress)


def _drill(book: Book, progress: Progress) -> Any:
    from shopbook.rescue.drill import drill

    return drill(book.backups, book.clock, key=book.store.key, progress=progress)


def _check(book: Book, progress: Progress) -> CheckReport:
    from shopbook.checks import check

    report = check(book, progress)
    told = None if report.is_whole else ", ".join(part.name for part in report.parts if part.differing)
    book.backups.log("check", "hand", problem=told)
    return report
