"""How a small sample shop kept in touch with its regulars, so that its day is calm. What is due today: `showcase`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from shopbook.book import Book
from shopbook.calls.model import CallDraft
from shopbook.care.feedback import REGULAR_SALES, FeedbackDraft
from shopbook.demo.days import StoryClock
from shopbook.demo.people import HEROES

_AT = dt.time(17, 15)
# The heroes were called before their scenes begin, everybody else during the last weeks.
_HEROES_AGO, _OTHERS_AGO = (27, 28, 29), range(4, 26)
# So many of the others were not spoken to for long, and are the ones to keep in touch with today.
_FORGOTTEN = 2

# What regulars answered: score, why, the words the shop may show.
_ANSWERS = (
    (3, "খোঁজ নেন, এটাই ভালো লাগে", ""),
    (3, "দাম ঠিক রাখেন", ""),
    (2, "ডেলিভারি আরেকটু তাড়াতাড়ি হলে ভালো হতো", ""),
    (3, "", "এই দোকান থেকে কিনে কখনো ঠকিনি"),
    (3, "ওয়ারেন্টির কাজ ঝামেলা ছাড়া হয়েছে", ""),
    (2, "দোকানে বসার জায়গা কম", ""),
)


@dataclass(frozen=True, slots=True)
class _Talk:
    on: dt.date
    customer_id: int
    answer: tuple[int, str, str]


def keep_in_touch(book: Book, clock: StoryClock, ids: list[int], today: dt.date) -> None:
    """Call every regular and every hero once within the last weeks and ask the one question, day by day."""
    for talk in sorted(_talks(book, ids, today), key=lambda talk: (talk.on, talk.customer_id)):
        clock.set_to(talk.on, _AT)
        score, why, words = talk.answer
        answer = FeedbackDraft(score=score, why=why, testimonial=words, may_quote=bool(words))
        said = "নিয়মিত খোঁজ নেওয়ার ফোন"
        book.calls.record(CallDraft(talk.customer_id, said=said, feedback=answer))


def _talks(book: Book, ids: list[int], today: dt.date) -> Iterator[_Talk]:
    regulars = [
        (place, customer_id)
        for place, customer_id in enumerate(ids)
        if place < HEROES
        or book.store.value(
            "SELECT sales_count >= ? OR tier = 'vip' FROM customer WHERE id = ?", (REGULAR_SALES, customer_id)
        )
    ]
    others = [customer_id for place, customer_id in regulars if place >= HEROES]
    forgotten = set(others[-_FORGOTTEN:])
    for place, customer_id in regulars:
        days = _HEROES_AGO if place < HEROES else _OTHERS_AGO
        if customer_id not in forgotten:
            on = today - dt.timedelta(days=days[place % len(days)])
            yield _Talk(on, customer_id, _ANSWERS[place % len(_ANSWERS)])
