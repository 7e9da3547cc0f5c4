"""What is looked after around the pages of an open book: the line at the foot, the sample shop's banner, the search
index. The pages themselves know nothing of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from shopbook.changes import Changed
from shopbook.localisation import numbers
from shopbook.localisation.language import _
from shopbook.progress import Progress
from ui.bus import concerns
from ui.context import Context
from ui.main_window import MainWindow
from ui.preferences import Preferences
from ui.widgets.buttons import quiet
from ui.widgets.cards import Banner

# Counting waits until the writing is over: an import tells of many customers.
COUNT_AFTER_MS = 120


class Caretaker(QObject):
    """Belongs to one window; `sample` tells that its book is the sample shop."""

    def __init__(self, window: MainWindow, ctx: Context, preferences: Preferences, *, sample: bool) -> None:
        super().__init__(window)
        self._window, self._ctx, self._preferences = window, ctx, preferences
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(COUNT_AFTER_MS)
        self._timer.timeout.connect(self._count)
        if sample:
            self._say_sample()
        self._say_backup()
        ctx.bus.changed.connect(self._on_changed)

    def begin(self) -> None:
        """After the first paint: count the customers, mend what an older version left behind."""
        from shopbook.search.index import SearchIndex

        self._timer.start()
        if not SearchIndex().is_current(self._ctx.book.store):
            self._ctx.jobs.run(_("Making the search ready"), self._rebuild, self._on_rebuilt)

    # the search index

    def _rebuild(self, progress: Progress) -> None:
        from shopbook.search.index import SearchIndex

        with self._ctx.book.second() as own:
            SearchIndex().rebuild(own.store, progress)

    def _on_rebuilt(self, _result: object) -> None:
        self._ctx.bus.tell_all()

    # the foot

    def _on_changed(self, change: Changed) -> None:
        if concerns(change, ("customer", "import")):
            self._timer.start()
        if concerns(change, ("shop",)):
            self._window.show_shop(self._ctx.book.settings.shop().name)

    def _count(self) -> None:
        if not self._window.isVisible():
            return
        count = self._ctx.book.customers.count()
        self._window.status.say_count(lambda: _("Customers: {n}").format(n=numbers.number(count)))

    def _say_backup(self) -> None:
        self._window.status.say_backup(lambda: _("No backup made yet"), "poor")
        self._window.status.backup.setToolTip(self._backup_tip())

    def _backup_tip(self) -> str:
        folder = self._preferences.backup_folder
        book = str(self._ctx.book.path)
        if folder is None:
            return _("The book is in {file}. Copy it to a pen drive every week.").format(file=book)
        return _("The book is in {file}. Copy it every week to {folder}.").format(file=book, folder=folder)

    # the sample shop

    def _say_sample(self) -> None:
        banner = Banner(
            "info",
            lambda: _("This is the sample shop. Try everything; nothing here is yours."),
            action=lambda: _("Begin my own book"),
        )
        throw = quiet(lambda: _("Delete the sample"), "trash-2")
        layout = banner.layout()
        assert layout is not None
        layout.addWidget(throw)
        banner.pressed.connect(self._on_leave)
        throw.clicked.connect(self._on_throw_away)
        self._window.put_on_top(banner)
        self.banner, self.throw = banner, throw

    def _on_leave(self) -> None:
        self._ctx.navigation.sample_left.emit(False)

    def _on_throw_away(self) -> None:
        self._ctx.navigation.sample_left.emit(True)
