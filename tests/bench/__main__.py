"""`python3 -m tests.bench`: makes (or finds) the books, measures noun by noun, prints the table of goals."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from shopbook import boot

NOUNS = (
    *("window", "search", "today", "away", "customers", "sales", "money", "service", "documents", "exchange"),
    *("backups", "protection"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; 0 when nothing exceeds its limit."""
    options = _options(arguments)
    # A shop's PC keeps compiled modules; an environment that forbids them would measure the compiler at every start.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    # After the environment stands, and for one noun only its own weight.
    import platformdirs

    from shopbook.demo import Size
    from tests.bench import made_book, window
    from tests.bench.table import BARE_WINDOW_MS, Figure, printed

    cache = options.cache or platformdirs.user_cache_path("shopbook-bench")
    if options.full:
        size = Size(100_000, 1_000_000, 300_000, 200_000)
    else:
        size = Size.of(
            options.customers, sales=options.sales, warranties=options.warranties, notes=options.notes
        )
    book = made_book.made(size, cache)
    small = made_book.made(Size.of(min(5_000, options.customers)), cache)
    figures: list[Figure] = []
    before = window.bare_ms()
    for noun, measure in _measures(book, small, options.runs, options.rows).items():
        if options.only in (None, noun):
            print(f"measuring {noun} ...", file=sys.stderr, flush=True)
            found = measure()
            # A machine shared with others is slower now than a minute ago: held to the floor before and after.
            after = window.bare_ms()
            machine = (before + after) / 2 / BARE_WINDOW_MS
            figures += [replace(one, machine=machine) for one in found]
            before = after
    if options.json:
        told = {
            "size": {name: getattr(size, name) for name in ("customers", "sales", "warranties", "notes")},
            "figures": [one.as_json() for one in figures],
        }
        print(json.dumps(told, ensure_ascii=False))
    else:
        print(f"{size.customers} customers, {size.sales} sales, {size.warranties} cards, {size.notes} notes")
        print(
            "Goals in ms are held to the machine: how long its bare window took then against the one of the goals.\n"
        )
        print(printed(figures))
    return int(any(one.verdict() == "TOO MUCH" for one in figures))


def _measures(book: Path, small: Path, runs: int, rows: int) -> dict[str, Callable[[], list]]:  # type: ignore[type-arg]
    from shopbook.book import Book
    from tests.bench import (
        backups,
        customers,
        documents,
        exchange,
        made_book,
        money,
        protection,
        sales,
        search,
        service,
        today,
        window,
    )

    def reading(measure: Callable[[Book], Iterator]) -> Callable[[], list]:  # type: ignore[type-arg]
        def run() -> list:  # type: ignore[type-arg]
            with Book.beside(book, made_book.clock()) as opened:
                return list(measure(opened))

        return run

    def writing(measure: Callable[[Path], Iterator]) -> Callable[[], list]:  # type: ignore[type-arg]
        def run() -> list:  # type: ignore[type-arg]
            with made_book.copy_of(book) as copy:
                return list(measure(copy))

        return run

    return {
        "window": lambda: list(window.figures(book, small, runs)),
        "search": reading(search.figures),
        "today": reading(today.figures),
        "away": writing(today.looking_back),
        "customers": reading(customers.figures),
        "sales": writing(sales.figures),
        "money": writing(money.figures),
        "service": writing(service.figures),
        "documents": lambda: list(documents.figures(book)),
        "exchange": writing(lambda copy: exchange.figures(copy, rows)),
        "backups": writing(backups.figures),
        "protection": writing(protection.figures),
    }


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    made = argparse.ArgumentParser(prog="python3 -m tests.bench", description=__doc__)
    made.add_argument("--customers", type=int, default=100_000)
    made.add_argument("--sales", type=int, help="three a customer otherwise")
    made.add_argument("--warranties", type=int)
    made.add_argument("--notes", type=int)
    made.add_argument(
        "--full", action="store_true", help="100,000 customers, 1,000,000 sales, 300,000 cards, 200,000 notes"
    )
    made.add_argument("--rows", type=int, default=20_000, help="rows of the imported list")
    made.add_argument("--runs", type=int, default=7, help="starts of each window; the median counts")
    made.add_argument("--only", choices=NOUNS)
    made.add_argument("--cache", type=Path, help="where the made books are kept")
    made.add_argument("--json", action="store_true")
    return made.parse_args(arguments)


if __name__ == "__main__":
    boot.ensure("tests.bench", boot.TESTS, sys.argv[1:], offscreen=True)
    os.chdir(Path(__file__).resolve().parents[2])
    raise SystemExit(main())
