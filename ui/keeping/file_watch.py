"""What happens to the file of an open book: moved, deleted, its drive pulled out, the disk nearly full. A strip says so
until it is over; what was typed stays where it was typed. What a failed save says is its form's."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from shopbook import paths
from shopbook.errors import ShopbookError
from shopbook.localisation import numbers
from shopbook.localisation.language import _
from ui.context import Context
from ui.keeping.strips import Lasting
from ui.main_window import MainWindow
from ui.messages import Note
from ui.widgets.buttons import plain

EVERY_MS = 2000
# Under this many bytes a day's work no longer surely fits: the book's log alone may take a third of it.
LEAST_FREE = 60_000_000
SUFFIX = ".shopbook"


class FileWatch(QObject):
    """`gone` and `back` when the book's file went and came; `moved_to(path)` when the book goes on in a new file."""

    gone = Signal()
    back = Signal()
    moved_to = Signal(object)

    def __init__(self, window: MainWindow, ctx: Context) -> None:
        super().__init__(window)
        self._window, self._ctx = window, ctx
        self._gone_strip: Lasting | None = None
        self._full_strip: Lasting | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        ctx.messages.posted.connect(self._on_posted)

    def begin(self) -> None:
        """Look every few seconds, and at once when something could not be saved."""
        self._timer.start()

    def stop(self) -> None:
        """The window closes."""
        self._timer.stop()

    @property
    def strip(self) -> Lasting | None:
        """What stands under the top bar now."""
        return self._gone_strip or self._full_strip

    def look(self) -> None:
        """Two questions to the drive, a few microseconds each."""
        store = self._ctx.book.store
        if store.is_closed:
            return
        if not store.is_in_place:
            if self._gone_strip is None:
                self._say_gone()
            return
        if self._gone_strip is not None:
            self._take_off_gone()
            self._ctx.messages.info(
                _("The book is back in its place. Press Save again where something waits.")
            )
            self.back.emit()
        self._look_at_room()

    def _look_at_room(self) -> None:
        try:
            free = shutil.disk_usage(self._ctx.book.path.parent).free
        except OSError:
            return
        if free < LEAST_FREE and self._full_strip is None:
            self._full_strip = Lasting(
                "amber",
                lambda: _("The disk with the book is almost full: {n} MB left.").format(
                    n=numbers.number(free // 1_000_000)
                ),
                lambda: _(
                    "Delete some large files (videos, old downloads), so that the day's work can be saved."
                ),
            )
            self._window.put_on_top(self._full_strip)
        elif free >= LEAST_FREE and self._full_strip is not None:
            strip, self._full_strip = self._full_strip, None
            _drop(strip)

    # the file is not where it was

    def _say_gone(self) -> None:
        save = plain(lambda: _("Save as a new file"), "save")
        newest = plain(lambda: _("Look for a backup"), "history")
        again = plain(lambda: _("Look again"), "search")
        self._gone_strip = Lasting(
            "red",
            lambda: _("The book's file is not in its place: moved, deleted, or the drive was pulled out."),
            lambda: _(
                "Put it back ({file}), and the work goes on. Do not close this window before: all that was saved is "
                "still here and can be saved as a new file."
            ).format(file=self._ctx.book.path),
            again,
            save,
            newest,
        )
        again.clicked.connect(self.look)
        save.clicked.connect(self._on_save_as)
        newest.clicked.connect(self._on_newest)
        self._window.put_on_top(self._gone_strip)
        self.gone.emit()

    def _take_off_gone(self) -> None:
        if self._gone_strip is not None:
            strip, self._gone_strip = self._gone_strip, None
            _drop(strip)

    def _on_save_as(self) -> None:
        wanted = paths.data_dir() / self._ctx.book.path.name
        if wanted == self._ctx.book.path or wanted.exists():
            wanted = wanted.with_name(f"{wanted.stem} 2{SUFFIX}")
        name, _kind = QFileDialog.getSaveFileName(
            self._window, _("Save as a new file"), str(wanted), f"{_('Books')} (*{SUFFIX})"
        )
        if name:
            self.save_as(Path(name if name.endswith(SUFFIX) else name + SUFFIX))

    def save_as(self, path: Path) -> None:
        """Go on in a new file: everything that was saved, and every form as it stands."""
        try:
            self._ctx.book.continue_at(path)
        except ShopbookError as error:
            self._ctx.messages.problem(error)
            return
        self._take_off_gone()
        self._ctx.messages.done(_("The book goes on in {file}. Press Save again where something waits.").format(
            file=path))  # fmt: skip
        self.moved_to.emit(path)

    def _on_newest(self) -> None:
        self._ctx.navigation.go("backups", "list")

    def _on_posted(self, note: Note) -> None:
        if note.kind == "problem":
            QTimer.singleShot(0, self.look)


def _drop(strip: Lasting) -> None:
    strip.hide()
    strip.deleteLater()
