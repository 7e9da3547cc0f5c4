"""What every test of the window needs: the look put on, a book of its own, and a context as screens get it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from shopbook.clock import FixedClock

if TYPE_CHECKING:
    from shopbook.book import Book
    from ui.app import Shop
    from ui.context import Context
    from ui.main_window import MainWindow


@pytest.fixture(autouse=True)
def _dressed(request: pytest.FixtureRequest) -> Iterator[None]:
    """The light theme at its own size before every test with windows, whatever the one before put on."""
    if "qapp" in request.fixturenames or "qtbot" in request.fixturenames:
        app: Any = request.getfixturevalue("qapp")
        from ui.style import fonts, theme

        fonts.load()
        if (theme.tokens(), theme.scale(), theme.generation() > 0) != (theme.LIGHT, 1.0, True):
            theme.apply(app)
    yield


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """A new book of a shop in Dhaka, on Saturday 21 November 2026."""
    from shopbook.book import Book
    from shopbook.settings.model import ShopDraft

    with Book.create(tmp_path / "দোকান.shopbook", ShopDraft(name_bn="নিউ ভিশন ইলেকট্রনিক্স"),
                     FixedClock(dt.date(2026, 11, 21))) as made:  # fmt: skip
        yield made


@pytest.fixture
def ctx(qapp: Any, book: Book) -> Iterator[Context]:
    """What a screen is given, over the new book."""
    from ui.bus import Bus
    from ui.context import Context
    from ui.jobs import Jobs
    from ui.messages import Messages
    from ui.navigation import Navigation

    made = Context(book, Bus(), Jobs(), Messages(), Navigation())
    book.listen(made.bus.tell)
    yield made
    made.jobs.wait()
    book.unlisten(made.bus.tell)


@pytest.fixture
def window(qtbot: Any, ctx: Context) -> MainWindow:
    """The whole window with the program's own pages, as on a PC with 1366x768, showing the list of customers."""
    from ui import pages
    from ui.main_window import MainWindow

    made = MainWindow(ctx, pages.page_specs(ctx), pages.actions(ctx), pages.finder(ctx))
    qtbot.addWidget(made)
    made.resize(1366, 728)
    made.start("customers")
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def shop(qapp: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """The whole program on a computer that never ran it, before anything is opened."""
    from ui import crash
    from ui.app import Shop
    from ui.preferences import Preferences

    monkeypatch.setenv("SHOPBOOK_DATA", str(tmp_path / "data"))
    made = Shop(qapp, Preferences(tmp_path / "computer.ini"), FixedClock(dt.date(2026, 11, 21)))
    yield made
    made.close()
    qapp.processEvents()
    crash.tell(lambda error: None)
    if made.first_run is not None:
        made.first_run.close()
        made.first_run.deleteLater()
    qapp.removeTranslator(made.translator)
