"""The composition root: from command line to open window. What the window shows comes from ui/pages.py."""

from __future__ import annotations

import gc
import logging
import sys
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from shopbook.clock import Clock, FixedClock, SystemClock
from shopbook.errors import BookDamaged, BookProtected, BookReadOnly, ShopbookError
from shopbook.localisation import language
from ui import crash, translation
from ui.bus import Bus
from ui.context import Context
from ui.jobs import Jobs
from ui.messages import Messages
from ui.navigation import Navigation
from ui.preferences import Preferences
from ui.single import SingleInstance
from ui.style import fonts, icons, theme

if TYPE_CHECKING:
    import datetime as dt

    from shopbook.book import Book
    from ui.first_run.page import FirstRun
    from ui.keeping.gate import Gate
    from ui.keeping.recovery import Recovery
    from ui.main_window import MainWindow
    from ui.protection.rewriting import Rewriting

log = logging.getLogger(__name__)

# What stands in such a book can perhaps be read, though nothing may be written.
READABLE = (BookDamaged, BookReadOnly)


def main(argv: list[str] | None = None) -> int:
    """Open the program with the book named in `argv`, the last one, or the first-run page; returns the exit code."""
    arguments = _arguments(sys.argv[1:] if argv is None else argv)
    # Nothing made during the start is garbage; looking for it would be a twentieth of the wait.
    gc.disable()
    app = make_application()
    crash.install(crash.log_folder())
    preferences = Preferences()
    shop = Shop(app, preferences, arguments.clock)
    path = arguments.book or preferences.last_book
    if path is not None and shop.is_open_elsewhere(path):
        return 0
    shop.begin(path)
    gc.freeze()
    gc.enable()
    return app.exec()


def make_application() -> QApplication:
    """The one QApplication, in Fusion; the look is put on by `dress`."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication([sys.argv[0]])
    app.setApplicationName("Shopbook")
    app.setDesktopFileName("shopbook")
    app.setStyle("Fusion")
    return app


def dress(app: QApplication, preferences: Preferences) -> None:
    """Fonts, colours and text size as this computer's user wants them."""
    fonts.load()
    theme.apply(app, preferences.theme, preferences.scale)
    app.setWindowIcon(icons.icon("store", "#0B6B53"))


class Shop:
    """The running program: opens a book, shows its window, changes books, language and look."""

    def __init__(self, app: QApplication, preferences: Preferences, clock: Clock) -> None:
        self.app, self.preferences, self.clock = app, preferences, clock
        self.window: MainWindow | None = None
        self.first_run: FirstRun | None = None
        self.book: Book | None = None
        self.in_sample = False
        self._instance: SingleInstance | None = None
        self._old: list[QWidget] = []
        language.set_language(preferences.language)
        language.set_digits(preferences.digits)  # type: ignore[arg-type]
        dress(app, preferences)
        self.translator = translation.install(app)
        theme.follow_system(app)
        app.aboutToQuit.connect(self.close)

    def is_open_elsewhere(self, path: Path) -> bool:
        """True when another window has this book; it has then been asked to come forward."""
        self._instance = SingleInstance(path)
        return not self._instance.first and self._instance.call_first()

    def begin(self, path: Path | None, key: bytes | None = None) -> None:
        """Open a book and show its window; without one, or when it cannot be opened, the first-run page.

        A damaged book, or one on a drive that cannot be written, opens to be read. While a book is open, another that
        cannot be opened is a strip in its window, and the work goes on.
        """
        if path is None:
            self.show_first_run()
            return
        if self.book is not None and self.book.path == path:
            return
        try:
            self.open_book(path, key)
        except BookProtected as locked:
            self.gate.ask(path, locked)
        except ShopbookError as error:
            log.warning("book cannot be opened: %s", type(error).__name__)
            if not isinstance(error, READABLE) or not self._begin_reading(path, error, key):
                self.say_problem(error, path)

    def _begin_reading(self, path: Path, why: ShopbookError, key: bytes | None) -> bool:
        """A book that must not or cannot be written any more, open to be read; False when not even that."""
        from shopbook.book import Book

        try:
            self.show_book(Book.open_to_read(path, self.clock, key=key), why)
        except ShopbookError as error:
            log.warning("book cannot be read either: %s", type(error).__name__)
            return False
        return True

    def begin_reading(self, why: ShopbookError) -> None:
        """Damage was found in the open book: from here on it is only read."""
        if self.book is not None:
            path, key = self.book.path, self.book.store.key
            if not self._begin_reading(path, why, key):
                self.close()
                self.show_first_run(why, path)

    def open_again(self) -> None:
        """Open the book that could only be read once more: perhaps its drive can be written now."""
        if self.book is not None:
            path, key = self.book.path, self.book.store.key
            self.close()
            self.begin(path, key)

    def say(self, told: str) -> None:
        """A sentence in whatever window stands."""
        if self.window is not None:
            self.window.ctx.messages.info(told)

    def say_problem(self, error: ShopbookError, path: Path | None = None) -> None:
        """What went wrong, in whatever window stands; `path` is the book that could not be opened."""
        if self.window is not None:
            self.window.ctx.messages.problem(error)
        elif self.first_run is not None:
            self.first_run.show_problem(error, path)
        else:
            self.show_first_run(error, path)

    def open_book(self, path: Path, key: bytes | None = None) -> MainWindow:
        """Open a book and show its window. Raises the BookErrors; the window shown before stays until it succeeds."""
        from shopbook.book import Book

        return self.show_book(Book.open(path, clock=self.clock, key=key))

    def show_book(self, book: Book, why: ShopbookError | None = None) -> MainWindow:
        """The window of an open book; `why` it can only be read, if so. The window shown before is closed."""
        from ui import pages
        from ui.caretaker import Caretaker
        from ui.first_run import sample
        from ui.main_window import MainWindow

        self.close()
        self.book = book
        bus, messages = Bus(), Messages()
        ctx = Context(book, bus, Jobs(), messages, Navigation())
        book.listen(bus.tell)
        window = MainWindow(ctx, pages.page_specs(ctx), pages.actions(ctx), pages.finder(ctx))
        ctx.navigation.language_asked.connect(self.change_language)
        ctx.navigation.look_asked.connect(self.change_look)
        ctx.navigation.book_asked.connect(self.begin)
        ctx.navigation.register_sheet("sample", self._on_sample_wanted)
        ctx.navigation.sample_asked.connect(self.show_sample)
        ctx.navigation.sample_left.connect(self.leave_sample)
        window.show_shop(book.settings.shop().name)
        crash.tell(_Apology(messages, ctx.navigation).say)
        ctx.jobs.crashed.connect(crash.report)
        self.window = window
        self.in_sample = sample.is_sample(book)
        self.caretaker = Caretaker(window, ctx, self, sample=self.in_sample, only_read=why)
        ctx.navigation.restore_asked.connect(self._on_restore_asked)
        ctx.navigation.rewriting_asked.connect(self._on_rewriting_asked)
        self.put_first_run_away()
        self._restore_window(window)
        # Neither a written file nor QtNetwork is needed to see the list of the day.
        window.painted.connect(self._after_first_paint)
        window.start()
        window.show()
        return window

    def _on_restore_asked(self, backup: Path, code: str) -> None:
        if self.book is not None:
            self.recovery.restore(backup, self.book.path, code)

    def _on_rewriting_asked(self, asked: Rewriting) -> None:
        self.gate.rewrite(asked)

    @cached_property
    def gate(self) -> Gate:
        """The door of a protected book; imported when one is met."""
        from ui.keeping.gate import Gate

        return Gate(self)

    @cached_property
    def recovery(self) -> Recovery:
        """Bringing a book back; imported when somebody needs it."""
        from ui.keeping.recovery import Recovery

        return Recovery(self)

    def put_first_run_away(self) -> None:
        """The first page has done its work."""
        if self.first_run is not None:
            self.put_away(self.first_run)
            self.first_run = None

    def show_first_run(self, problem: ShopbookError | None = None, path: Path | None = None) -> None:
        """Ask for the shop's name, or for a book to open; `path` is the book that `problem` is about."""
        from ui.first_run.page import FirstRun

        self.close()
        self.put_first_run_away()
        self.first_run = FirstRun(self.clock, self.preferences)
        if problem is not None:
            self.first_run.show_problem(problem, path)
        self.first_run.ready.connect(self.begin)
        self.first_run.restore_asked.connect(self._on_first_restore)
        self.first_run.rebuild_asked.connect(self._on_rebuild)
        self.first_run.salvage_asked.connect(self._on_salvage)
        self.first_run.rescue_asked.connect(self._on_rescue)
        self.first_run.sample_asked.connect(self.show_sample)
        self.first_run.language_asked.connect(self.change_language)
        self.first_run.jobs.crashed.connect(crash.report)
        self.first_run.setWindowTitle(language._("Shopbook"))
        self.first_run.resize(1100, 640)
        self.first_run.show()
        self.first_run.focus_first()

    def _on_first_restore(self, backup: Path, book: Path, code: str) -> None:
        self.recovery.restore(backup, book, code)

    def _on_rebuild(self, archive: Path, book: Path) -> None:
        self.recovery.rebuild(archive, book)

    def _on_rescue(self, damaged: Path, backup: Path) -> None:
        self.recovery.rescue(damaged, backup)

    def _on_salvage(self, damaged: Path) -> None:
        self.recovery.salvage(damaged)

    def show_sample(self) -> None:
        """Open the sample shop, making it first when this computer has none; the book open before stays as it is."""
        from ui.first_run import sample

        path = sample.place()
        if path.exists():
            self.begin(path)
            return
        jobs = self.window.ctx.jobs if self.window is not None else self.first_run and self.first_run.jobs
        assert jobs, "somebody asked for the sample in a window"
        jobs.run(language._("Furnishing the sample shop"), partial(sample.make, path, self.clock), self.begin)

    def _on_sample_wanted(self, _target: object) -> None:
        self.show_sample()

    def leave_sample(self, delete: bool = False) -> None:
        """Go back to the shop's own book, or to the first page when there is none yet; perhaps delete the sample."""
        from ui.first_run import sample

        path = self.book.path if self.book is not None and self.in_sample else None
        own = self.preferences.last_book
        if own is not None and own != path and own.exists():
            self.begin(own)
        else:
            self.show_first_run()
        if delete and path is not None and (self.book is None or self.book.path != path):
            sample.throw_away(path)

    def change_language(self, code: str) -> None:
        """Speak "bn" or "en" from now on; every widget says its words again."""
        self.preferences.language = code
        translation.switch(self.app, code, self.translator)

    def change_look(self, choice: str | None = None, scale: float | None = None) -> None:
        """Put on another theme or text size."""
        if choice is not None:
            self.preferences.theme = choice
        if scale is not None:
            self.preferences.scale = scale
        theme.apply(self.app, self.preferences.theme, self.preferences.scale)

    def close(self) -> None:
        """Close window and book in order."""
        if self.window is not None:
            self.preferences.geometry = self.window.saveGeometry()
            self.window.ctx.jobs.wait()
            self.window.may_close = lambda: True
            self.put_away(self.window)
            self.window = None
        if self.book is not None:
            self.book.close()
            self.book = None

    def put_away(self, window: QWidget) -> None:
        """Close a window that is not needed any more."""
        # Kept until the event loop is reached: it may be one of the window's own buttons that led here.
        window.close()
        self._old.append(window)
        # And deleted then: left to the garbage collector it may be taken down by the thread of a job.
        window.deleteLater()
        QTimer.singleShot(0, self._old.clear)

    def _restore_window(self, window: MainWindow) -> None:
        geometry = self.preferences.geometry
        if geometry is None or not window.restoreGeometry(geometry):
            window.fit_screen()

    def _after_first_paint(self) -> None:
        if self.book is None:
            return
        crash.settle(crash.log_folder())
        if not self.in_sample and self.preferences.last_book != self.book.path:
            self.preferences.last_book = self.book.path
        self.caretaker.begin()
        if self._instance is None or self._instance.book != self.book.path:
            if self._instance is not None:
                self._instance.release()
            self._instance = SingleInstance(self.book.path)
        if self._instance.first and self._instance.listen():
            self._instance.called.connect(self._on_called)

    def _on_called(self) -> None:
        if self.window is not None:
            self.window.come_forward()


class _Apology:
    """Says sorry in the window, with the way to the report of what happened."""

    def __init__(self, messages: Messages, navigation: Navigation) -> None:
        self._messages, self._navigation = messages, navigation

    def say(self, error: BaseException) -> None:
        if isinstance(error, ShopbookError):
            # Every line of a list that cannot be read would say it again.
            last = self._messages.last()
            if last is None or last.text != language.say(error.message):
                self._messages.problem(error)
            return
        self._messages.apologise(self._see_report)

    def _see_report(self) -> None:
        self._navigation.go("settings", "about")


class _Arguments:
    """What the command line asked for."""

    book: Path | None = None
    date: dt.date | None = None

    @property
    def clock(self) -> Clock:
        return FixedClock(self.date) if self.date else SystemClock()


def _arguments(argv: list[str]) -> _Arguments:
    found = _Arguments()
    if len(argv) == 1 and not argv[0].startswith("-"):
        found.book = Path(argv[0])
    elif argv:
        import argparse
        import datetime as dt

        parser = argparse.ArgumentParser(prog="shopbook")
        parser.add_argument("book", nargs="?", type=Path, help="the book to open")
        parser.add_argument(
            "--date", type=dt.date.fromisoformat, help="pretend that today is this day (YYYY-MM-DD)"
        )
        parser.parse_args(argv, namespace=found)
    return found
