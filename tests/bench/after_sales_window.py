"""The pages of the dues book, the halkhata, the warranties and the workshop, each until its pixels are there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from tests.bench.bare_window import timed
from tests.bench.table import Figure, percentile

TURNS = 5
PAGES = {
    "dues": "the dues book opened",
    "halkhata": "the halkhata opened",
    "warranty": "the warranties opened",
    "service": "the service desk opened",
}
SHEETS = {"payment": "the sheet of a payment opened", "job": "the sheet of a job opened"}


def measured(app: Any, window: Any) -> dict[str, Any]:
    """First visits first: each is built then."""
    go, close = window.ctx.navigation.go, window.ctx.navigation.close_sheet
    told: dict[str, Any] = {"pages_ms": {}, "sheets_ms": {}}
    for page in PAGES:
        told["pages_ms"][page] = timed(app, partial(go, page))
    go("dues")
    pane = window.ctx.navigation.page("dues").debtors
    told["dues_ms"] = [timed(app, partial(repainted, pane)) for _ in range(TURNS)]
    told["dues_chosen_ms"] = [timed(app, partial(pane.show_which, which)) for which in pane.chips]
    areas = range(1, min(4, pane.areas.count()))
    told["dues_chosen_ms"] += [timed(app, partial(pane.areas.activated.emit, at)) for at in areas]
    told["plans_ms"] = timed(app, partial(go, "dues", "plans"))
    go("service")
    board = window.ctx.navigation.page("service").board
    told["board_ms"] = [timed(app, partial(repainted, board)) for _ in range(TURNS)]
    who = window.ctx.book.receivables.ids("oldest")[0]
    for sheet in SHEETS:
        told["sheets_ms"][sheet] = timed(app, partial(go, sheet, {"customer_id": who}))
        close()
        app.processEvents()
    return told | {"look_up_ms": look_ups(app, window), "numbers_ms": numbers_typed(app, window)}


def look_ups(app: Any, window: Any) -> list[float]:
    """Numbers typed into the box of the warranties, found after each key as after a pause, with the verdict painted."""
    window.ctx.navigation.go("warranty")
    page = window.ctx.navigation.page("warranty")
    found = []
    for so_far in prefixes(window):

        def key(text: str = so_far) -> None:
            page.box.line.setText(text)
            page._find()
            page.repaint()

        found.append(timed(app, key))
    page.box.set_value("")
    return found


def numbers_typed(app: Any, window: Any) -> list[float]:
    """The same numbers in the search box on top."""
    from ui.shell.palette import SearchBox

    box = window.findChild(SearchBox)
    box.setFocus()
    found = []
    for so_far in prefixes(window):

        def key(text: str = so_far) -> None:
            box.setText(text)
            box.textEdited.emit(text)

        found.append(timed(app, key))
    box.give_back()
    return found


def prefixes(window: Any) -> Iterator[str]:
    """Every beginning of card numbers, serials, job numbers and mobiles of the book."""
    book = window.ctx.book
    cards = [card for card in book.warranties.cards(book.warranties.newest_ids(200)) if card.serial][::60]
    texts = [text for card in cards for text in (card.card_no, card.serial)]
    texts += [job.job_no for job in book.jobs.rows(book.jobs.ids("open")[:2])]
    texts += [book.customers.row(card.customer_id).phone for card in cards[:1] if card.customer_id]
    for text in texts:
        yield from (text[:end] for end in range(1, len(text) + 1))


def repainted(pane: Any) -> None:
    """Read a pane again and paint it."""
    pane.refresh()
    pane.list.viewport().repaint()


def figures(told: dict[str, Any]) -> Iterator[Figure]:
    """First visits as those of the desk, reading anew as today's list, a key as in the search box."""
    for page, title in PAGES.items():
        yield _first(f"{page}_painted", title, told["pages_ms"][page])
    yield _first("plans_painted", "the tab of instalments opened", told["plans_ms"])
    for sheet, title in SHEETS.items():
        yield _first(f"{sheet}_painted", title, told["sheets_ms"][sheet])
    for name, title, values in (
        ("dues_again", "the dues book made anew, painted", told["dues_ms"]),
        ("dues_chosen", "the same of another age or area, painted", told["dues_chosen_ms"]),
        ("board_again", "the board made anew, painted", told["board_ms"]),
    ):
        yield Figure(name, title, percentile(values, 0.5), "ms", 30, 60, note=f"most {max(values):.0f}")
    for name, title, values in (
        ("look_up", "a key in the box of the warranties, painted, p95", told["look_up_ms"]),
        ("number_typed", "a key of a number in the search box, painted, p95", told["numbers_ms"]),
    ):
        note = f"p50 {percentile(values, 0.5):.1f}"
        yield Figure(name, title, percentile(values, 0.95), "ms", 16, 50, note=note)


def _first(name: str, title: str, ms: float) -> Figure:
    return Figure(name, f"{title}, painted", ms, "ms", 50, 100, note="first visit")
