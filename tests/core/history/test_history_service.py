"""What is brought to the workshop stands in the customer's story: brought, handed back, free servicing done."""

from __future__ import annotations

import datetime as dt

import pytest

from shopbook.history.model import SERVICE
from shopbook.localisation.language import say, using
from shopbook.products.model import CoverageDraft
from shopbook.service.model import Finding, JobDraft
from shopbook.warranties.model import CardDraft
from tests.language import TODAY, Person, TestShop


def told(shop: TestShop, person: Person, kinds: tuple[str, ...] = SERVICE) -> list[tuple[str, str]]:
    with using("en"):
        return [(say(entry.title), entry.detail) for entry in shop.book.history.timeline(person.id, kinds)]


def brings(shop: TestShop, person: Person) -> int:
    return shop.book.jobs.take_in(JobDraft("ফ্যান", "ঘোরে না", person.id)).id


def test_a_repair_is_told_when_it_came_and_when_it_went(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    job = brings(shop, person)
    assert told(shop, person) == [("Brought for servicing: ফ্যান", "ঘোরে না")]
    shop.days_later(3)
    shop.book.jobs.ready(job, Finding("repaired", "কয়েল বদলানো", charge_paisa=300_00))
    shop.book.jobs.deliver(job, paid_paisa=100_00)
    assert told(shop, person) == [
        ("Mended and handed over: ফ্যান", "কয়েল বদলানো"),
        ("Brought for servicing: ফ্যান", "ঘোরে না"),
    ]
    closed, came = shop.book.history.timeline(person.id, SERVICE)
    assert closed.source_id == came.source_id == job and closed.number == came.number == "A-000001"
    assert (closed.on - came.on).days == 3


def test_the_money_of_a_repair_is_told_too(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    job = brings(shop, person)
    shop.book.jobs.ready(job, Finding("repaired", charge_paisa=300_00))
    shop.book.jobs.deliver(job, paid_paisa=100_00)
    entries = shop.book.history.timeline(person.id, ("payment",))
    assert [entry.amount_paisa for entry in entries] == [100_00, -300_00]
    assert len({say(entry.title) for entry in entries}) == 2


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("replaced", "Got another one for it: ফ্যান"),
        ("refunded", "Got the money back for it: ফ্যান"),
        ("no_fault", "No fault found, handed over: ফ্যান"),
        ("rejected", "Given back unmended: ফ্যান"),
    ],
)
def test_what_came_of_it_is_in_the_words(shop: TestShop, outcome: str, words: str) -> None:
    person = shop.customer("রহিম")
    job = brings(shop, person)
    shop.book.jobs.ready(job, Finding(outcome))
    shop.book.jobs.deliver(job)
    assert told(shop, person)[0][0] == words


def test_given_back_unmended_and_taken_back_say_why(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    shop.book.jobs.reject(brings(shop, person), "পার্টস নেই")
    shop.book.jobs.cancel(brings(shop, person), "দাম বেশি")
    assert told(shop, person)[:2] == [
        ("Taken back from servicing: ফ্যান", "দাম বেশি"),
        ("Brought for servicing: ফ্যান", "ঘোরে না"),
    ]
    assert ("Given back unmended: ফ্যান", "পার্টস নেই") in told(shop, person)


def test_a_handing_over_taken_back_is_not_told(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    job = brings(shop, person)
    shop.book.jobs.ready(job, Finding("repaired"))
    shop.book.jobs.deliver(job)
    shop.book.jobs.undo_step(job)
    assert [title for title, _ in told(shop, person)] == ["Brought for servicing: ফ্যান"]
    shop.days_later(2)
    shop.book.jobs.deliver(job)
    assert [entry.on for entry in shop.book.history.timeline(person.id, SERVICE)] == [
        TODAY + dt.timedelta(2),
        TODAY,
    ]


def test_free_servicing_that_was_done_is_told_with_its_number(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    card = shop.book.warranties.give(
        CardDraft(
            "এসি",
            TODAY,
            (CoverageDraft("service", length=12),),
            person.id,
            service_every_days=90,
            service_count=4,
        )
    )
    first = shop.book.visits.of_card(card.id)[0]
    assert told(shop, person) == []
    shop.days_later(80)
    shop.book.visits.done(first.id, note="গ্যাস ঠিক আছে")
    assert told(shop, person) == [("Free servicing no. 1 done: এসি", "গ্যাস ঠিক আছে")]


def test_page_by_page_every_happening_is_told_once(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    for _ in range(4):
        job = brings(shop, person)
        shop.book.jobs.cancel(job, "লাগবে না")
    read, place = [], ("9999-12-31", 2**63 - 1)
    while page := shop.book.history.timeline(person.id, SERVICE, after=place, limit=3):
        read += page
        place = page[-1].place
    assert read == shop.book.history.timeline(person.id, SERVICE, limit=100) and len(read) == 8
    assert shop.book.history.timeline(shop.customer("করিম").id, SERVICE) == []
