"""One walk through the program: the first start, the story of a day, every other screen, other sizes and colours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from shopbook.clock import FixedClock
from ui import printing
from ui.app import Shop, make_application
from ui.preferences import Preferences
from ui.shell.toasts import Toast
from ui.tour.call_desk import CallDesk
from ui.tour.got_back import GotBack
from ui.tour.halkhata import NewBook
from ui.tour.hands import Broken, Hands, expect
from ui.tour.kept_safe import KeptSafe
from ui.tour.money import Money
from ui.tour.papers import every_paper, subjects
from ui.tour.story import Story, contact_list
from ui.tour.words_kept import WordsKept
from ui.tour.workshop import Workshop

if TYPE_CHECKING:
    from ui.main_window import MainWindow

__all__ = ["Broken", "Camera", "walk"]

DAY = dt.date(2026, 11, 21)
SIZE, SMALL = (1366, 768), (1093, 560)
PAPER_DPI = 110
STILL_MS = 80
# Qt counts backwards here: little compression, a third of the time.
FAST_PNG = 85
SETTINGS = (
    "shop",
    "day",
    "rules",
    "wording",
    "kinds",
    "staff",
    "look",
    "printing",
    "file",
    "safety",
    "about",
)


@dataclass(slots=True)
class Camera:
    """Numbers the pictures and tells each file on a line of its own."""

    folder: Path
    taken: list[Path] = field(default_factory=list)
    _seen: list[Toast] = field(default_factory=list)

    def take(self, window: QWidget, name: str) -> Path:
        """A picture of a window."""
        path = self.folder / f"{len(self.taken) + 1:02d}_{name}.png"
        self._clear_old_toasts(window)
        # A page that was filled while hidden finds its heights in the next rounds of the layouts.
        Hands(window).settle(STILL_MS)
        expect(window.grab().save(str(path), "PNG", FAST_PNG), f"{path.name} can be written")
        self.told(path)
        return path

    def _clear_old_toasts(self, window: QWidget) -> None:
        """The tour is faster than a person: what was said before the last picture would still stand there."""
        for toast in window.findChildren(Toast):
            if toast in self._seen:
                toast.gone.emit()
            self._seen.append(toast)

    def papers(self) -> None:
        """A picture of every page of every paper in the folder."""
        from shopbook.documents import pages
        from ui.widgets.preview import page_image

        for paper in sorted(self.folder.rglob("*.pdf")):
            pdf = paper.read_bytes()
            self.told(paper)
            for page in range(pages.page_count(pdf)):
                path = paper.with_name(f"{paper.stem}_page{page + 1}.png")
                expect(page_image(pdf, page, PAPER_DPI).save(str(path)), f"{path.name} can be written")
                self.told(path)

    def told(self, path: Path) -> None:
        """Print the file and remember it."""
        self.taken.append(path)
        print(path, flush=True)


def walk(folder: Path) -> list[Path]:
    """Walk, taking pictures and papers into `folder`; Broken where a step did not find what it expected."""
    folder.mkdir(parents=True, exist_ok=True)
    camera = Camera(folder)
    clock = FixedClock(DAY)
    shop = Shop(make_application(), Preferences(), clock)
    try:
        _first_run(shop, camera)
        window = _enter_sample(shop, camera)
        hands = Hands(window)
        camera.take(window, "today_first")
        told = (window, clock, hands, folder, partial(camera.take, window))
        story = Story(*told)
        story.tell()
        WordsKept(*told).tell()
        CallDesk(*told).tell()
        _other_pages(window, hands, camera, story)
        with _no_printer():
            for kind in (Money, NewBook, Workshop):
                kind(*told).tell()
        for paper in every_paper(window.ctx, subjects(window.ctx, story.card_id), folder / "papers"):
            if paper.suffix != ".pdf":
                camera.told(paper)
        KeptSafe(*told).tell()
        _other_looks(window, hands, camera, story)
        _leave_sample(shop)
        _own_book(shop, folder, camera)
    finally:
        shop.close()
    camera.papers()
    return camera.taken


@contextmanager
def _no_printer() -> Iterator[None]:
    """What would be printed is shown instead: a tour must never wake the printer of whoever runs it."""
    asked = printing.printer_found
    printing.printer_found = lambda: False
    try:
        yield
    finally:
        printing.printer_found = asked


def _first_run(shop: Shop, camera: Camera) -> None:
    shop.begin(None)
    first = shop.first_run
    assert first is not None
    first.resize(*SIZE)
    hands = Hands(first)
    hands.settle(100)
    hands.write("মায়ের দোয়া ইলেকট্রনিক্স")
    camera.take(first, "first_run_shop")
    hands.control(Qt.Key.Key_Return)
    expect(first.at == 1, "Ctrl+Enter leads to the test page")
    hands.settle(100)
    camera.take(first, "first_run_test_page")
    hands.control(Qt.Key.Key_Return)
    expect(first.at == 2, "and to the place of backups")
    camera.take(first, "first_run_backup")
    hands.press(Qt.Key.Key_Escape)
    expect(first.at == 1, "Esc goes back a step")
    hands.control(Qt.Key.Key_Return)
    hands.control(Qt.Key.Key_Return)
    expect(shop.window is not None, "the last step opens the new book")


def _settled(shop: Shop) -> MainWindow:
    """The window now open, at its size and in front."""
    window = shop.window
    assert window is not None
    window.showNormal()
    window.resize(*SIZE)
    window.activateWindow()
    Hands(window).settle(300)
    return window


def _enter_sample(shop: Shop, camera: Camera) -> MainWindow:
    """From the first morning of the new book, by its own button."""
    window = _settled(shop)
    hands = Hands(window)
    camera.take(window, "today_new_book")
    page = cast(Any, window.ctx.navigation.page("today"))
    hands.tab_to(page.empty.ways[-1])
    hands.press(Qt.Key.Key_Space)
    hands.wait_until(lambda: shop.in_sample, "the sample shop is made and opened")
    return _settled(shop)


def _leave_sample(shop: Shop) -> None:
    """Delete the sample; the shop's own book comes back as it was."""
    assert shop.window is not None and shop.book is not None
    sample = shop.book.path
    hands = Hands(shop.window)
    shop.caretaker.throw.setFocus()
    QTest.keyClick(shop.caretaker.throw, Qt.Key.Key_Space)
    hands.wait_until(lambda: not shop.in_sample, "the shop's own book comes back")
    expect(not sample.exists(), "the sample is deleted")


def _own_book(shop: Shop, folder: Path, camera: Camera) -> None:
    """What becomes of the shop's own book, on the computer that so far only looked at the sample."""
    assert shop.book is not None
    path = shop.book.path
    shop.close()
    GotBack(shop, path, folder, camera.take).tell()


def _go(window: MainWindow, hands: Hands, key: str, target: object = None) -> None:
    window.ctx.navigation.close_sheet()
    window.ctx.navigation.go(key, target)
    hands.settle(120)
    hands.wait_until(lambda: not window.ctx.jobs.busy, f"{key} is ready")


def _other_pages(window: MainWindow, hands: Hands, camera: Camera, story: Story) -> None:
    """What the story did not come by."""
    shots: list[tuple[str, str, object]] = [
        ("customers", "customers", "all"),
        ("customers_owing", "customers", "owing"),
        ("customer_edit", "customer_edit", story.customer_id),
        ("sales", "sales", None),
        ("warranty_verdict", "warranty", {"warranty_id": story.card_id}),
        ("payment", "payment", {"customer_id": story.customer_id}),
        ("callback", "callback", None),
        ("reminder", "reminder", {"customer_id": story.customer_id}),
        *((f"settings_{part}", "settings", part) for part in SETTINGS),
        ("promises_buy", "promises", "buy"),
        ("promises_pay", "promises", "pay"),
        ("promises_lost", "promises", "lost"),
        ("rumours", "complaints", "rumours"),
        ("helpers", "helpers", None),
        ("reminders", "reminders", None),
        ("gift", "gift", {"customer_id": story.customer_id}),
        ("help", "help", None),
    ]
    for name, key, target in shots:
        if window.ctx.navigation.has(key):
            _go(window, hands, key, target)
            camera.take(window, name)
    window.ctx.navigation.close_sheet()


def _other_looks(window: MainWindow, hands: Hands, camera: Camera, story: Story) -> None:
    """Small screen, dark, large words, English; then as it was."""
    navigation = window.ctx.navigation
    pages: list[tuple[str, object]] = [
        ("today", None), ("customer", story.customer_id), ("sale", {"customer_id": story.customer_id}),
        ("import", contact_list()), ("settings", "shop"), ("dues", "owing"), ("service", "open"),
        ("warranty", {"warranty_id": story.card_id}), ("halkhata", None), ("settings", "printing"),
        ("backups", "list"), ("duplicates", "found"), ("history", None),
    ]  # fmt: skip
    window.resize(*SMALL)
    for key, target in pages:
        _go(window, hands, key, target)
        camera.take(window, _name("small", key, target))
    window.resize(*SIZE)
    for name, theme, scale, language in (("dark", "dark", 1.0, "bn"), ("large", "light", 1.4, "bn"),
                                         ("english", "light", 1.0, "en")):  # fmt: skip
        navigation.look_asked.emit(theme, scale)
        navigation.language_asked.emit(language)
        hands.settle(300)
        for key, target in pages:
            _go(window, hands, key, dict(target) if isinstance(target, dict) else target)
            camera.take(window, _name(name, key, target))
    navigation.look_asked.emit("light", 1.0)
    navigation.language_asked.emit("bn")


def _name(look: str, key: str, target: object) -> str:
    part = f"_{target}" if key == "settings" else ""
    return f"{look}_{key}{part}"
