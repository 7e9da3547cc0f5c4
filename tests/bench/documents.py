"""Papers as PDF, each in a fresh process as it happens at the counter: the first of a start, and one after another."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from shopbook.book import Book
from tests.bench.made_book import TODAY, clock, copy_of
from tests.bench.table import Figure, median_of, timed

ROOT = Path(__file__).resolve().parents[2]
TIMES = 40
# So many cards for a halkhata in one file.
INVITED = 500


def figures(path: Path) -> Iterator[Figure]:
    """A card, a slip, and what the slip is on a roll; the cards of a halkhata need a drive in the book."""
    first, warm = _told("card", path)
    yield Figure("card_first", "the first warranty card after a start", first, "ms", 200, 400)
    yield Figure("card", "a warranty card", warm, "ms", 12, 25)
    first, warm, dots = _told("slip", path)
    yield Figure("slip_first", "the first due slip after a start", first, "ms", 200, 400)
    yield Figure("slip", "a due slip", warm, "ms", 12, 25)
    yield Figure("roll", "a due slip of 80 mm as dots for the printer", dots, "ms", 50, 100)
    first, warm = _told("job", path)
    yield Figure("job_slip", "a service slip", warm, "ms", 12, 25)
    with copy_of(path) as copy:
        (cards,) = _told("invitations", copy)
    # As long as so many warranty cards may take, the budget of 1,000.
    share = INVITED / 1000
    yield Figure("invitations", f"{INVITED} invitation cards, a job with its progress", cards / 1000, "s",
                 1.2 * share, 2.5 * share)  # fmt: skip


def _told(what: str, path: Path) -> list[float]:
    command = [sys.executable, "-m", "tests.bench.documents", what, str(path), TODAY.isoformat()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, env=dict(os.environ))
    return [float(one) for one in done.stdout.split()]


def _cards(path: Path) -> list[float]:
    with Book.beside(path, clock()) as book:
        shop = book.settings.shop()
        ids = book.warranties.newest_ids(TIMES)

        def card(one: int) -> None:
            from shopbook.documents import papers, warranty_card

            found = book.warranties.card(one)
            customer = book.customers.get(found.customer_id) if found.customer_id else None
            warranty_card.warranty_card("A5", papers.card_paper(shop, found, customer))

        return _first_and_warm(card, ids)


def _slips(path: Path) -> list[float]:
    with Book.beside(path, clock()) as book:
        shop = book.settings.shop()
        ids = book.store.ids(
            f"SELECT id FROM ledger WHERE kind = 'payment' AND amount_paisa < 0 ORDER BY id DESC LIMIT {TIMES}"
        )

        def slip(one: int, size: str = "A5") -> bytes:
            from shopbook.documents.due_slip import due_slip
            from shopbook.documents.papers_money import due_slip_paper

            found = book.dues.slip(one)
            return due_slip(due_slip_paper(shop, found, book.customers.get(found.customer_id)), size)

        told = _first_and_warm(slip, ids)
        strip = slip(ids[0], "80")

        def dots() -> None:
            from shopbook.documents.thermal import escpos

            escpos(strip, "80")

        dots()
        return [*told, median_of(dots, 5)]


def _job_slips(path: Path) -> list[float]:
    with Book.beside(path, clock()) as book:
        shop = book.settings.shop()

        def slip(one: int) -> None:
            from shopbook.documents.job_slip import job_slip
            from shopbook.documents.papers_service import job_paper

            job = book.jobs.get(one)
            customer = book.customers.get(job.customer_id) if job.customer_id else None
            job_slip(job_paper(shop, job, customer))

        return _first_and_warm(slip, book.jobs.ids("all")[:TIMES])


def _invitations(path: Path) -> list[float]:
    from shopbook.documents.invitation_papers import invitation_cards
    from shopbook.halkhata.model import HalkhataDraft

    with Book.open(path, clock=clock()) as book:
        people = book.halkhatas.candidates(100)[:INVITED]
        drive = book.halkhatas.start(HalkhataDraft("শুভ হালখাতা", TODAY), people)
        guests = book.halkhatas.guest_ids(drive.id)
        return [timed(lambda: invitation_cards(book.halkhatas, book.settings, guests, "4A6"))]


def _first_and_warm(draw: Callable[[int], object], ids: list[int]) -> list[float]:
    first = timed(lambda: draw(ids[0]))
    others = iter(ids[1:])
    return [first, median_of(lambda: draw(next(others)), len(ids) - 1)]


PAPERS: dict[str, Callable[[Path], list[float]]] = {
    "card": _cards,
    "slip": _slips,
    "job": _job_slips,
    "invitations": _invitations,
}


if __name__ == "__main__":
    print(*PAPERS[sys.argv[1]](Path(sys.argv[2])))
