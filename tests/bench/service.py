"""The service desk: the board, what is read out at the counter, the report, and the saves of a job."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from shopbook.book import Book
from shopbook.service.model import Finding
from tests.bench.made_book import TODAY, clock
from tests.bench.money import CHUNK
from tests.bench.saves import saved
from tests.bench.table import Figure, median_of, percentile, timed

TIMES = 40


def figures(copy: Path) -> Iterator[Figure]:
    """Questions first: the saves change what they would find."""
    with Book.open(copy, clock=clock()) as book:
        yield from _look_ups(book)
        yield from _desk(book)
        yield from _report(book)
        yield from _saves(book)


def _look_ups(book: Book) -> Iterator[Figure]:
    """A card by its number, a serial or IMEI whole and by its end, a mobile; a job likewise."""
    cards = [card for card in book.warranties.cards(book.warranties.newest_ids(400)) if card.serial][::20]
    texts = [
        text for card in cards for text in (card.card_no, card.serial, card.serial[-4:], card.serial[-6:])
    ]
    texts += [book.customers.row(card.customer_id).phone for card in cards if card.customer_id]
    found = [timed(partial(book.warranties.find, text)) for text in texts if text]
    yield Figure("card_found", "a card by number, serial, its end or a mobile, p95", percentile(found, 0.95), "ms",
                 8, 25, note=f"p50 {percentile(found, 0.5):.2f}")  # fmt: skip
    jobs = book.jobs.rows(book.jobs.ids("closed")[:400:20])
    texts = [
        text for job in jobs for text in (job.job_no, job.job_no[-3:], job.serial, job.serial[-4:], job.phone)
    ]
    found = [timed(partial(book.jobs.find, text)) for text in texts if text]
    yield Figure("job_found", "a job by number, serial, its end or a mobile, p95", percentile(found, 0.95), "ms",
                 8, 25, note=f"p50 {percentile(found, 0.5):.2f}")  # fmt: skip


def _desk(book: Book) -> Iterator[Figure]:
    def board() -> None:
        book.jobs.counts()
        ids = [one for ids in book.jobs.board().values() for one in ids]
        book.jobs.rows(ids[:CHUNK])

    note = f"{len(book.jobs.ids('open'))} open of {len(book.jobs.ids('all'))}"
    yield Figure(
        "board", "the board: counts, parts, first rows", median_of(board, 9), "ms", 15, 30, note=note
    )

    def handed_back() -> None:
        book.jobs.rows(book.jobs.ids("closed")[:CHUNK])

    yield Figure(
        "jobs_closed", "what was handed back: ids and first rows", median_of(handed_back, 5), "ms", 50, 100
    )
    badge = median_of(lambda: book.jobs.counts()["late"], 9)
    yield Figure("badge", "the late jobs on the rail", badge, "ms", 2, 5)

    def visits() -> None:
        book.visits.rows(book.visits.ids("late")[:CHUNK])
        book.visits.ids("due")
        book.visits.ids("coming")

    yield Figure("visits", "free servicings: late, due, coming", median_of(visits, 5), "ms", 50, 100)


def _report(book: Book) -> Iterator[Figure]:
    """Everything the page of figures counts of a year; today's numbers come at once, the rest by a job."""
    at_once = median_of(book.service_report.figures, 5)
    yield Figure("workshop_now", "the workshop's numbers of today", at_once, "ms", 15, 30)
    year = (TODAY - dt.timedelta(365), TODAY)

    def counted() -> None:
        book.service_report.all_fault_rates(*year)
        book.service_report.repair_days(*year)

    sold = int(book.store.value("SELECT count(*) FROM sale WHERE sold_on > ?", (year[0].isoformat(),)))
    yield Figure("service_report", "what broke in a year, a job with its progress", timed(counted) / 1000, "s", 2, 4,
                 note=f"{sold} memos")  # fmt: skip


def _saves(book: Book) -> Iterator[Figure]:
    people = book.customers.ids("seen", descending=True)
    given = [ids[0] for who in people[: TIMES * 40] if (ids := book.warranties.ids_of_customer(who))]
    cards = [card.id for card in book.warranties.cards(given) if card.is_active][: TIMES + 5]
    drafts = [
        replace(
            book.jobs.draft_for_card(card),
            problem="চালু হয় না",
            condition="দাগ নেই",
            accessories="রিমোট",
            promised_on=TODAY + dt.timedelta(3),
        )
        for card in cards
    ]
    taken: list[int] = []
    yield from saved(book, "take_in", "of a job taken in",
                     [lambda draft=draft: taken.append(book.jobs.take_in(draft).id) for draft in drafts])  # fmt: skip
    done = Finding("repaired", "বোর্ড বদলানো", cover_effect="extend", charge_paisa=650_00)
    yield from saved(book, "job_ready", "of a job made ready",
                     [partial(book.jobs.ready, job_id, done) for job_id in taken])  # fmt: skip
    yield from saved(book, "hand_over", "of a job handed over, part paid",
                     [partial(book.jobs.deliver, job_id, 300_00) for job_id in taken])  # fmt: skip
