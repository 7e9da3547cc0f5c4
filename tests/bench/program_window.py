"""The real program's window over a book, in a process of its own: first paint, then the same deeds timed to the pixel.

Prints one JSON line. Usage: program_window.py BOOK DATE [deeds]
"""

from __future__ import annotations

import datetime as dt
import gc
import json
import os
import sys
from pathlib import Path
from typing import Any

from shopbook import boot, paths

boot.ensure("shopbook", boot.WINDOW, sys.argv[1:], offscreen=True)
paths.on_path()

from PySide6.QtCore import QTimer  # noqa: E402
from PySide6.QtWidgets import QAbstractItemView  # noqa: E402

from shopbook.clock import FixedClock  # noqa: E402
from tests.bench.bare_window import FirstPaint, pss_mb, since_start, timed  # noqa: E402
from ui import app as program  # noqa: E402
from ui.preferences import Preferences  # noqa: E402

DESK = ("complaints", "promises", "call_sheets")


def main() -> None:
    """Start as the program starts, tell when today's list is painted, do the deeds when asked."""
    book, day, deeds = Path(sys.argv[1]), dt.date.fromisoformat(sys.argv[2]), "deeds" in sys.argv[3:]
    # As ui.app.main does around its start.
    gc.disable()
    app = program.make_application()
    shop = program.Shop(app, Preferences(), FixedClock(day))
    shop.begin(book)
    gc.freeze()
    gc.enable()
    window = shop.window
    if window is None:
        raise SystemExit("the book did not open")
    window.resize(1366, 768)

    def painted() -> None:
        told: dict[str, Any] = {
            "first_paint_ms": since_start(),
            "pss_mb": pss_mb(),
            "modules": len(sys.modules),
        }
        if deeds:
            QTimer.singleShot(200, lambda: finish(told))
        else:
            finish(told)

    def finish(told: dict[str, Any]) -> None:
        if deeds:
            told |= measured(app, window)
        print(json.dumps(told), flush=True)
        shop.close()
        os._exit(0)

    watcher = FirstPaint(todays_list(window).viewport(), painted)
    app.exec()
    del watcher


def todays_list(window: Any) -> QAbstractItemView:
    """The list of the page the program begins with."""
    views = [view for view in window.findChildren(QAbstractItemView) if view.isVisibleTo(window)]
    return next(view for view in views if view.model() is not None and view.model().rowCount() > 0)


def measured(app: Any, window: Any) -> dict[str, Any]:
    """Keystrokes, pages and scrolling, each until its pixels are there."""
    # Only now: a start is measured without what measures the rest.
    from tests.bench import after_sales_window

    return {
        "keystroke_ms": keystrokes(app, window),
        "today_ms": [timed(app, lambda: repainted_today(window)) for _ in range(5)],
        "list_ms": [timed(app, lambda: window.ctx.navigation.go("customers"))],
        "scroll_ms": scrolled(app, window),
        "customer_ms": customer_pages(app, window),
        **desk(app, window),
        "after_sales": after_sales_window.measured(app, window),
        "pss_after_mb": pss_mb(),
    }


def repainted_today(window: Any) -> None:
    """Make the day's list anew and paint it."""
    page = window.ctx.navigation.page("today")
    page.refresh()
    page.list.viewport().repaint()


def keystrokes(app: Any, window: Any) -> list[float]:
    """Every prefix of the typed names and numbers, from the key to the painted finds."""
    from tests.bench.search import TYPED
    from ui.shell.palette import SearchBox

    box = window.findChild(SearchBox)
    box.setFocus()
    found = []
    for text in TYPED:
        for end in range(1, len(text) + 1):

            def key(so_far: str = text[:end]) -> None:
                box.setText(so_far)
                box.textEdited.emit(so_far)

            found.append(timed(app, key))
        box.give_back()
        app.processEvents()
    return found


def scrolled(app: Any, window: Any) -> list[float]:
    """A hundred places of the customers' list, each painted: by the wheel, by the page and by the bar."""
    view = todays_list(window)
    bar = view.verticalScrollBar()
    places = [place * bar.maximum() // 40 for place in range(40)]
    here = bar.maximum() // 3
    places += [here + step * 90 for step in range(60)]
    found = []
    for place in places:

        def move(to: int = place) -> None:
            bar.setValue(to)
            view.viewport().repaint()

        found.append(timed(app, move))
    return found


def customer_pages(app: Any, window: Any) -> list[float]:
    """Several customers' pages opened one after another."""
    ids = window.ctx.book.customers.ids("balance", descending=True)[:200:10]
    return [timed(app, lambda one=one: window.ctx.navigation.go("customer", one)) for one in ids]


def desk(app: Any, window: Any) -> dict[str, Any]:
    """The pages of the call desk at their first visit, and the strip that comes up for a call."""
    go = window.ctx.navigation.go
    told: dict[str, Any] = {f"{page}_ms": [timed(app, lambda page=page: go(page))] for page in DESK}
    page = window.ctx.navigation.page("today")
    go("today")
    app.processEvents()
    strips = []
    for _turn in range(4):
        strips.append(timed(app, lambda: page.do("talked")))
        window.ctx.navigation.close_sheet()
        app.processEvents()
    return told | {"strip_ms": strips}


if __name__ == "__main__":
    main()
