"""What is looked after around the pages of an open book: the line at the foot, the sample shop's banner, the search
index, and whoever keeps the book safe (ui/keeping). The pages themselves know nothing of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from shopbook.changes import Changed
from shopbook.errors import ShopbookError
from shopbook.localisation import numbers
from shopbook.localisation.language import _, say
from shopbook.progress import Progress
from ui.bus import concerns
from ui.context import Context
from ui.main_window import MainWindow
from ui.widgets.buttons import quiet
from ui.widgets.cards import Banner

if TYPE_CHECKING:
    from pathlib import Path

    from ui.app import Shop
    from ui.keeping.damaged import OnlyRead
    from ui.keeping.file_watch import FileWatch
    from ui.keeping.housekeeping import Housekeeping

# Counting waits until the writing is over: an import tells of many customers.
COUNT_AFTER_MS = 120


class Caretaker(QObject):
    """Belongs to one window; `sample` tells that its book is the sample shop, `only_read` why it cannot be written."""

    def __init__(
        self,
        window: MainWindow,
        ctx: Context,
        shop: Shop,
        *,
        sample: bool,
        only_read: ShopbookError | None = None,
    ) -> None:
        super().__init__(window)
        self._window, self._ctx, self._shop = window, ctx, shop
        self._sample, self._why = sample, only_read
        self.housekeeping: Housekeeping | None = None
        self.file_watch: FileWatch | None = None
        self.only_read: OnlyRead | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(COUNT_AFTER_MS)
        self._timer.timeout.connect(self._count)
        if sample:
            self._say_sample()
        ctx.bus.changed.connect(self._on_changed)

    def begin(self) -> None:
        """After the first paint: count the customers, mend what an older version left behind, keep the book safe."""
        self._timer.start()
        if self._why is not None:
            self._begin_reading(self._why)
            return
        from shopbook.search.index import SearchIndex

        if not SearchIndex().is_current(self._ctx.book.store):
            self._ctx.jobs.run(_("Making the search ready"), self._rebuild, self._on_rebuilt)
        self._watch_file()
        self._say_arrival()
        if not self._sample:
            self._keep_house()

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
        if self.housekeeping is not None and concerns(change, ("backup",)):
            self._say_backup()

    def _count(self) -> None:
        if not self._window.isVisible() or not self._ctx.may("look"):
            return  # with nobody at the counter nothing is counted; signing in asks again
        count = self._ctx.book.customers.count()
        self._window.status.say_count(lambda: _("Customers: {n}").format(n=numbers.number(count)))

    # keeping the book safe

    def _keep_house(self) -> None:
        from ui.keeping.closing import ClosingBackup
        from ui.keeping.housekeeping import Housekeeping

        self._take_over_folder()
        self.housekeeping = Housekeeping(self._ctx, self)
        self.housekeeping.told.connect(self._say_backup)
        self.housekeeping.damaged.connect(self._on_damaged)
        self._window.status.backup_pressed.connect(self._on_backup_pressed)
        self.closing = ClosingBackup(self._window, self._ctx, self._is_worth_a_backup)
        self._window.may_close = self._may_close
        self._say_backup()
        self.housekeeping.begin()

    def _may_close(self) -> bool:
        if self.file_watch is not None:
            self.file_watch.stop()
        if self.housekeeping is not None:
            self.housekeeping.stop()
        return self.closing.may_close()

    def _is_worth_a_backup(self) -> bool:
        store = self._ctx.book.store
        return not store.is_closed and store.is_in_place and self._ctx.book.backups.fresh() is None

    def _take_over_folder(self) -> None:
        """Before version 0.4 this computer remembered a place of backups for all its books."""
        folder = self._shop.preferences.backup_folder
        if folder is not None:
            try:
                self._ctx.book.backups.set_folder(folder)
            except ShopbookError:
                return
            self._shop.preferences.backup_folder = None

    def _say_backup(self) -> None:
        from ui.backups import words

        if self._ctx.book.store.is_closed:
            return
        backups, clock = self._ctx.book.backups, self._ctx.book.clock
        kept, state = backups.last_good(), backups.state(clock.now())
        self._window.status.say_backup(lambda: words.last_backup(kept, clock.today()), state)
        self._window.status.backup.setToolTip(str(kept.path) if kept is not None else "")

    def _on_backup_pressed(self) -> None:
        self._ctx.navigation.go("backups")

    def _on_damaged(self, error: object) -> None:
        if isinstance(error, ShopbookError):
            # Not from inside the telling of a job: the window it belongs to goes.
            QTimer.singleShot(0, lambda: self._shop.begin_reading(error))

    # what became of the file

    def _watch_file(self) -> None:
        from ui.keeping.file_watch import FileWatch

        self.file_watch = FileWatch(self._window, self._ctx)
        self.file_watch.moved_to.connect(self._on_moved_to)
        self.file_watch.begin()

    def _on_moved_to(self, path: Path) -> None:
        if not self._sample:
            self._shop.preferences.last_book = path

    def _say_arrival(self) -> None:
        book = self._ctx.book
        told = (book.arrival.sentence if book.arrival is not None else None, book.clock_is_back)
        for sentence in told:
            if sentence is not None:
                self._say_lasting(sentence)

    def _say_lasting(self, sentence: object) -> None:
        from shopbook.errors import Message

        assert isinstance(sentence, Message)
        banner = Banner("info", lambda: say(sentence), closable=True)
        banner.closed.connect(banner.hide)
        self._window.put_on_top(banner)

    def report(self, told: str, detail: str = "") -> None:
        """How the book was had back: it stays until somebody has read it and closes it."""
        banner = Banner("green", told, detail, closable=True)
        banner.closed.connect(banner.hide)
        self._window.put_on_top(banner)

    def _begin_reading(self, why: ShopbookError) -> None:
        from ui.keeping.damaged import OnlyRead

        self.only_read = OnlyRead(self._window, self._ctx, self._shop, why)
        self.only_read.begin()

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
