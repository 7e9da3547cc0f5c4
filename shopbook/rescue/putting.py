"""A finished file becomes the book; what lay there is set aside. How it was made: `restoring`, `replay`, `salvage`."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shopbook.clock import Clock
from shopbook.rescue.model import Rescued, Restored, Salvaged
from shopbook.rescue.taking import disk_faults
from shopbook.storage import keys, place, swap
from shopbook.storage.copying import drop
from shopbook.storage.lock import BookLock
from shopbook.storage.registry import Registry
from shopbook.storage.syncing import sync_file, sync_folder

SUFFIX = ".restoring"


def room_for(damaged: Path) -> Path:
    """A free name beside a damaged book for what is rescued of it."""
    number, made = 2, damaged.with_name(f"{damaged.name}.rescued")
    while made.exists():
        number, made = number + 1, damaged.with_name(f"{damaged.name}.rescued-{number}")
    return made


def put_rescued(rescued: Rescued | Salvaged, book: Path, clock: Clock) -> Restored:
    """Make a rescued book, proved when it was made, the book; the damaged one is set aside with its log.

    The rescued file goes over: it is not there any more afterwards. Raises BookInUse, BookOnNetwork, DiskFull.
    """
    with holding(book) as new:
        with disk_faults():
            _move(keys.beside(rescued.path), keys.beside(new))
            _move(rescued.path, new)
        try:
            aside = swap_in(new, book, clock)
        except BaseException:
            if not swap.is_pending(
                book
            ):  # what took so long to rescue is not swept away with what is half done
                _move(keys.beside(new), keys.beside(rescued.path))
                _move(new, rescued.path)
            raise
        Registry().moved(rescued.path, book)
    return Restored(aside, rescued.counts, rescued.incarnation, rescued.site)


@contextmanager
def growing(into: Path) -> Iterator[Path]:
    """Give the name under which the new book `into` is made; it gets its own when it is finished, proved and closed.

    A kill leaves the unfinished one under a name that nobody takes for a book. Raises BookExists.
    """
    place.refuse_existing(into)
    part = into.with_name(f".part-{into.name}")
    _sweep(part)
    try:
        yield part
        with disk_faults():
            _move(keys.beside(part), keys.beside(into))
            part.replace(into)
            sync_folder(into.parent)
    except BaseException:
        _sweep(part)
        raise


@contextmanager
def holding(book: Path) -> Iterator[Path]:
    """Hold the lock of a closed book and give the name under which the new file is made ready beside it.

    Whatever fails, nothing half-made stays. Raises BookInUse, BookOnNetwork.
    """
    place.refuse_network(book)
    with disk_faults():
        book.parent.mkdir(parents=True, exist_ok=True)
    new = book.with_name(book.name + SUFFIX)
    with BookLock(book):
        with disk_faults():
            swap.finish(book)
        _sweep(new)
        try:
            yield new
        except BaseException:
            if not swap.is_pending(book):
                _sweep(new)
            raise


def swap_in(new: Path, book: Path, clock: Clock) -> Path | None:
    """The last step, inside `holding`: where the book before lies now, None when there was none."""
    with disk_faults():
        aside = swap.aside_name(book, clock.now())
        return aside if swap.swap(new, book, aside) else None


def _move(source: Path, target: Path) -> None:
    if not source.exists():
        return
    if source.parent == target.parent:
        source.replace(target)
    else:
        shutil.copyfile(source, target)
        sync_file(target)
        source.unlink()


def _sweep(new: Path) -> None:
    drop(new)
    swap.part_of(new, ".key").unlink(missing_ok=True)
