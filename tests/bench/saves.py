"""How a save is measured: how many times the disk must answer, and how long the processor works. What is saved is the
noun's own."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Iterator

from shopbook.book import Book
from tests.bench.table import Figure

# The first saves of a sitting prepare their statements.
WARMING = 5


def saved(book: Book, name: str, what: str, deeds: Iterable[Callable[[], object]]) -> Iterator[Figure]:
    """Every deed is one save: one commit and so one sync of the disk, and little work."""
    commits: list[str] = []
    connection = book.store._connection
    connection.set_trace_callback(
        lambda sql: commits.append(sql) if sql.lstrip().upper().startswith("COMMIT") else None
    )
    spent = []
    for deed in deeds:
        began = time.process_time()
        deed()
        spent.append((time.process_time() - began) * 1000)
    connection.set_trace_callback(None)
    title = f"commits (and so disk syncs) {what}"
    yield Figure(f"{name}_commits", title, len(commits) / len(spent), "", 1, 1, scales=False)
    warm = spent[min(WARMING, len(spent) - 1) :]
    yield Figure(name, f"processor time {what}", statistics.median(warm), "ms", 2, 5)
