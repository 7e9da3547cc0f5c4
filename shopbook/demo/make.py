"""Making a sample shop: a new book, its goods and staff, the years before today, and a day worth looking at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shopbook.book import Book
from shopbook.clock import DHAKA, Clock, SystemClock
from shopbook.demo.after_sales import tick_past_servicings
from shopbook.demo.by_hand import ByHand
from shopbook.demo.contact import keep_in_touch
from shopbook.demo.days import StoryClock
from shopbook.demo.in_bulk import InBulk
from shopbook.demo.people import HEROES
from shopbook.demo.showcase import Showcase
from shopbook.demo.size import Size
from shopbook.demo.story import GOODS, LOOKED_AT, SPAN_DAYS, Story
from shopbook.progress import NoProgress, Progress
from shopbook.settings.model import ShopDraft

# The sample shop of the first run and of the tour: as many as one can look at in an evening.
SMALL = 48
# Beyond this the story is put in by whole tables: 2,000 customers by hand take half a minute.
MOST_BY_HAND = 1_000
_OPENING = dt.time(9, 0)
_FRIDAY = 4


def demo_shop(today: dt.date) -> ShopDraft:
    """The sample shop. It is closed on Fridays, unless it is to be shown on one."""
    return ShopDraft(
        name_bn="মায়ের দোয়া ইলেকট্রনিক্স",
        name_en="Mayer Doa Electronics",
        owner="মোঃ আব্দুল হালিম",
        hotline="01700-000000",
        address="দোকান ১২, নিচতলা, বাজার রোড, সাভার, ঢাকা",
        hours_text="সকাল ১০টা – রাত ৯টা, শুক্রবার বন্ধ",
        memo_footer="বিক্রিত মাল ফেরত নেওয়া হয় না। ধন্যবাদ, আবার আসবেন।",
        warranty_terms=(
            "কার্ড ও মেমো সাথে আনতে হবে।\n"
            "পোড়া, ভাঙা, পানি ঢোকা ও সিল ছেঁড়া পণ্যে ওয়ারেন্টি নেই।\n"
            "সার্ভিস দোকান থেকে দেওয়া হয়, যাতায়াত খরচ গ্রাহকের।"
        ),
        weekly_holiday=None if today.weekday() == _FRIDAY else _FRIDAY,
    )


def make_demo(
    path: Path | str,
    *,
    customers: int = SMALL,
    seed: int = 1,
    size: Size | None = None,
    clock: Clock | None = None,
    shop: ShopDraft | None = None,
    journal: bool = True,
    progress: Progress | None = None,
) -> Size:
    """Make a new book at `path` with a believable shop in it; returns how large it became. The book is closed after.

    The same size, seed and day give the same shop. `journal=False` leaves the years before out of the journal: a third
    of the time and of the file, for measuring only, since no history of them can be shown. Raises BookExists and the
    other BookErrors; Cancelled by `progress`. After any failure there is no file.
    """
    clock, progress = clock or SystemClock(), progress or NoProgress()
    now = clock.now()
    today = now.astimezone(DHAKA).date()
    size = size or Size.of(customers)
    story_clock = StoryClock(now)
    story_clock.set_to(today - dt.timedelta(days=SPAN_DAYS), _OPENING)
    path = Path(path)
    book = Book.create(path, shop or demo_shop(today), clock=story_clock)
    try:
        with book, _muted(book, not journal):
            _tell(book, story_clock, Story(size, seed, today), now, progress)
    except BaseException:
        # It was made a moment ago, by this very call: nothing of anybody's is in it.
        for part in (path, *(Path(f"{path}{end}") for end in ("-wal", "-shm", ".lock"))):
            part.unlink(missing_ok=True)
        raise
    return size


def _tell(book: Book, clock: StoryClock, story: Story, now: dt.datetime, progress: Progress) -> None:
    size = story.size
    total = size.customers + round(1.6 * size.sales) + 2 * size.notes
    staff = (
        book.settings.add_staff("মোঃ আব্দুল হালিম", "owner"),
        book.settings.add_staff("সোহেল রানা", "seller"),
        book.settings.add_staff("জান্নাতুল ফেরদৌস", "manager"),
    )
    book.settings.add_staff("রাজু", "helper")
    products = tuple(book.products.add(good.draft) for good in GOODS)
    if size.customers <= MOST_BY_HAND:
        scribe: ByHand | InBulk = ByHand(book, clock, products)
        scribe.write(story.events(), total, progress)
        tick_past_servicings(book, clock, story.today)
    else:
        bulk = scribe = InBulk(book, clock, products, staff)
        bulk.write(story.events(), total, progress)
        bulk.follow_up(story.today)
        bulk.keep_figures(total, progress)
    if looked_at := size.customers <= LOOKED_AT:
        keep_in_touch(book, clock, scribe.ids, story.today)
    Showcase(book, clock, scribe.ids[:HEROES], products, staff, now, put_right=looked_at).play()
    progress.step(total, total)


@contextmanager
def _muted(book: Book, muted: bool) -> Iterator[None]:
    """Keep the journal silent while the years are told."""
    if not muted:
        yield
        return
    with book.store.operation() as op:
        op.execute("UPDATE journal_state SET muted = 1")
    try:
        yield
    finally:
        with book.store.operation() as op:
            op.execute("UPDATE journal_state SET muted = 0")
