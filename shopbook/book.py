"""Book: one open shop file: made, opened, listened to, closed. What it can do is wired in `services`."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from shopbook.changes import Listener
from shopbook.clock import Clock, SystemClock
from shopbook.errors import Invalid, Message
from shopbook.services import Services
from shopbook.storage import book_file, incarnation
from shopbook.storage.lock import BookLock
from shopbook.storage.store import Store

if TYPE_CHECKING:
    from shopbook.progress import Progress
    from shopbook.settings.model import ShopDraft
    from shopbook.storage.incarnation import Arrival


class Book(Services):
    """One shop's book, open. Ask and write through its services; `listen` to hear what changed after each commit."""

    def __init__(self, path: Path, store: Store, lock: BookLock | None = None) -> None:
        """Use `open` or `create`."""
        super().__init__(store)
        self.path = path
        self.clock: Clock = store.clock
        self._lock = lock

    @classmethod
    def create(cls, path: Path | str, shop: ShopDraft, clock: Clock | None = None) -> Book:
        """Make a new book for a shop and open it. Raises Invalid for the shop, BookExists and the other BookErrors."""
        problems = shop.problems()
        if problems:
            raise Invalid(problems)
        path = Path(path)
        store, lock = book_file.create(path, clock or SystemClock())
        book = cls(path, store, lock)
        book.settings.change_shop(shop)
        return book

    @classmethod
    def open(
        cls,
        path: Path | str,
        clock: Clock | None = None,
        *,
        passphrase: str = "",
        code: str = "",
        key: bytes | None = None,
    ) -> Book:
        """Open the book at `path`; raises the BookErrors, each saying what to do.

        A protected book opens by its passphrase or recovery code (0.2 s), or by the `key` itself; BookProtected else.
        """
        path = Path(path)
        key = key or cls._unlock(path, passphrase, code)
        store, lock = book_file.open_book(path, clock or SystemClock(), key=key)
        return cls(path, store, lock)

    @classmethod
    def beside(
        cls, path: Path | str, clock: Clock | None = None, *, passphrase: str = "", code: str = ""
    ) -> Book:
        """Read a book that another running program holds; nothing can be written."""
        path = Path(path)
        key = cls._unlock(path, passphrase, code)
        book_file.check_header(path, key)
        store = book_file.open_second(path, clock or SystemClock(), read_only=True, key=key)
        return cls(path, store)

    @staticmethod
    def _unlock(path: Path, passphrase: str, code: str) -> bytes | None:
        """The key, when something was typed and the file is a protected one."""
        if not (passphrase or code):
            return None
        from shopbook.storage import keys

        return keys.unlock(path, passphrase=passphrase, code=code) if keys.is_protected(path) else None

    def second(self, *, read_only: bool = False) -> Book:
        """The same book over a connection of its own, for the job thread; close it there. It holds no lock."""
        store = book_file.open_second(self.path, self.clock, read_only=read_only, key=self.store.key)
        store.actor, store.role = (
            self.store.actor,
            self.store.role,
        )  # the job is done for whoever asked for it
        return Book(self.path, store)

    @classmethod
    def open_to_read(cls, path: Path | str, clock: Clock | None = None, *, key: bytes | None = None) -> Book:
        """Read a book whose drive cannot be written; saving ends in BookReadOnly. Raises the BookErrors."""
        path = Path(path)
        return cls(path, book_file.open_to_read(path, clock or SystemClock(), key=key))

    @classmethod
    def open_damaged(cls, path: Path | str, clock: Clock | None = None, *, key: bytes | None = None) -> Book:
        """Read what can still be read of a damaged book; saving ends in BookReadOnly, a lost page in BookDamaged."""
        return cls.open_to_read(path, clock, key=key)

    @property
    def arrival(self) -> Arrival | None:
        """What the opened file turned out to be: the same book, one of another computer, an older copy."""
        return self.store.arrival

    @property
    def clock_is_back(self) -> Message | None:
        """What to tell when the computer's clock is more than a day before what was saved last; None else."""
        newest = self.store.clock_is_back
        return None if newest is None else incarnation.clock_sentence(newest, self.clock.now())

    def continue_at(self, path: Path, progress: Progress | None = None) -> None:
        """Go on in a new file at `path` when the book's own was taken away while it was open: nothing is lost.

        Raises BookExists, BookInUse, DiskFull and the other StorageErrors; then all is as before.
        """
        lock = book_file.take_new_place(path)
        try:
            self.store.continue_at(path, progress)
            if self.store.key is not None:
                book_file.bring_key(path, self.store.key)
        except BaseException:
            lock.release()
            raise
        if self._lock is not None:
            self._lock.release()
        self._lock, self.path = lock, path
        self.__dict__.pop("backups", None)  # they knew the old place

    def listen(self, listener: Listener) -> None:
        """Call `listener(Changed)` after each commit of this Book."""
        self.store.listen(listener)

    def unlisten(self, listener: Listener) -> None:
        """Stop calling `listener`."""
        self.store.unlisten(listener)

    def close(self) -> None:
        """Close the file and give up its lock."""
        try:
            if self._lock is not None:
                book_file.remember(self.store)
            self.store.close()
        finally:
            if self._lock is not None:
                self._lock.release()

    def __enter__(self) -> Book:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
