"""The day's list computed from the facts, without the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from shopbook.book import Book
from shopbook.followups.tuning import Tuned
from tests.bench.made_book import clock
from tests.bench.table import Figure, median_of, timed

AWAY_DAYS = 7


def figures(book: Book) -> Iterator[Figure]:
    """All rules, ranked."""
    book.followups.today()
    found = median_of(book.followups.today, 9)
    cards = book.followups.today()
    note = f"{len(cards.cards)} cards now, {len(cards.later)} later"
    yield Figure("today", "today's list, all rules, ranked", found, "ms", 15, 60, note=note)
    asked = book.followups.rules()
    tried = [
        timed(lambda name=rule.name, values=rule.values: book.followups.preview(name, values=_lower(values)))
        for rule in asked
    ]
    note = f"the slowest of {len(asked)}"
    yield Figure("preview", "a reason tried out in the settings", max(tried), "ms", 50, 100, note=note)


def _lower(values: tuple[Tuned, ...]) -> dict[str, int]:
    """Every number of a rule at its least: what changes most."""
    return {number.name: number.least for number in values}


def looking_back(copy: Path) -> Iterator[Figure]:
    """The first look after a week away: what passed unseen is written down before the list is shown."""
    moment = clock()
    with Book.open(copy, clock=moment) as book:
        book.followups.catch_up()
        moment.advance(days=AWAY_DAYS)
        found = timed(book.followups.catch_up)
        note = f"{book.followups.catch_up().expired_count} passed unseen"
    yield Figure("away", f"looking back on {AWAY_DAYS} days away", found, "ms", 350, 700, note=note)
