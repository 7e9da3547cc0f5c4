"""What the sample shop's people complained of, wished for and were promised lately. When it is played: `showcase`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace

from shopbook.book import Book
from shopbook.care.complaints import ComplaintDraft, Resolution
from shopbook.care.demands import DemandDraft
from shopbook.care.feedback import FeedbackDraft
from shopbook.care.promises import BuyPromiseDraft, ShopPromiseDraft
from shopbook.care.rewards import RewardDraft
from shopbook.directory.model import HelperDraft

# So many days ago, which hero (None: nobody of the customers), and what happened.
Scene = tuple[int, int | None, Callable[[int], object]]

_HELPERS = (
    HelperDraft("মিজান মিস্ত্রি", "mechanic", "01799000291", "সাভার বাজার", "সিএনজি আর মোটরসাইকেল, রাতেও আসেন"),
    HelperDraft("ডা. শামীমা আক্তার", "doctor", "01799000292", "রেডিও কলোনি", "শিশু, বিকাল ৫টার পর চেম্বারে"),
    HelperDraft("আলমগীর", "electrician", "01799000293", "ব্যাংক টাউন", "আমাদের ফ্যান-এসি উনিই লাগান"),
)


class CareScenes:
    """The scenes about care, told through the book's own operations."""

    def __init__(self, book: Book, today: dt.date, staff: tuple[int, ...]) -> None:
        self._book = book
        self._today = today
        self._staff = staff

    def scenes(self) -> Iterator[Scene]:
        """Every scene; those of one day in the order in which they stand here."""
        yield from self._complaints()
        yield from self._promises()
        yield from self._wishes()
        yield from self._thanks()
        yield 400, None, lambda _who: [self._book.helpers.add(helper) for helper in _HELPERS]

    def _day(self, offset: int) -> dt.date:
        return self._today + dt.timedelta(days=offset)

    # ---- complaints

    def _complaints(self) -> Iterator[Scene]:
        """One open and late, one settled three days ago, one rumour."""
        late = ComplaintDraft(
            "ফ্রিজের নিচ দিয়ে পানি পড়ে", severity="high", promised_on=self._day(-1), product_name="ফ্রিজ"
        )
        yield 4, 3, lambda who: self._complain(replace(late, customer_id=who, staff_id=self._staff[1]))
        bill = ComplaintDraft("মেমোতে ২০০ টাকা বেশি ধরা হয়েছে", kind="bill", promised_on=self._day(-2))
        yield 5, 8, lambda who: self._complain(replace(bill, customer_id=who))
        yield 3, 8, self._settle
        rumour = ComplaintDraft(
            "বাজারে কথা ছড়িয়েছে, আমরা নাকি পুরনো টিভি রং করে বেচি",
            kind="rumour",
            promised_on=self._day(4),
            agreed_answer="প্রতিটা টিভি কোম্পানির সিল করা কার্টনে আসে; সিরিয়াল মিলিয়ে সামনে খুলে দেখাই।",
        )
        yield 8, None, lambda _who: self._complain(rumour)
        yield 7, 12, lambda who: self._book.complaints.asked(self._rumour(), who)
        yield 6, None, lambda _who: self._book.complaints.asked(self._rumour(), name="পাশের দোকানের মালেক ভাই")

    def _complain(self, draft: ComplaintDraft) -> None:
        self._book.complaints.open(draft)

    def _settle(self, who: int) -> None:
        (complaint,) = self._book.complaints.open_of(who)
        given = Resolution("মেমো ঠিক করে ২০০ টাকা ফেরত দেওয়া হয়েছে", "একটা টেবিল ল্যাম্প", 35_000)
        self._book.complaints.resolve(complaint.id, given)

    def _rumour(self) -> int:
        return self._book.complaints.ids("rumours", self._today)[0]

    # ---- promises

    def _promises(self) -> Iterator[Scene]:
        """The shop's word: one for today, one to come, one kept, one kept a day late; four verbal orders."""
        promise = self._book.promises.promise
        stand = ShopPromiseDraft("ওয়াশিং মেশিনের স্ট্যান্ড পাঠাবো", self._today)
        yield 2, 9, lambda who: promise(replace(stand, customer_id=who))
        rubber = ShopPromiseDraft("ফ্রিজের দরজার রাবার আনিয়ে দেবো", self._day(5))
        yield 6, 22, lambda who: promise(replace(rubber, customer_id=who))
        remote = ShopPromiseDraft("টিভির নতুন রিমোট বাসায় দিয়ে আসবো", self._day(-9))
        yield 12, 23, lambda who: promise(replace(remote, customer_id=who))
        yield 9, 23, lambda who: self._keep(who, "সোহেল দিয়ে এসেছে")
        needle = ShopPromiseDraft("সেলাই মেশিনের সুঁই পাঠাবো", self._day(-20))
        yield 24, 12, lambda who: promise(replace(needle, customer_id=who))
        yield 19, 12, lambda who: self._keep(who, "এক দিন দেরি হয়েছে, ক্ষমা চেয়েছি")
        will_buy = self._book.promises.will_buy
        fridge = BuyPromiseDraft(what="৩০০ লিটারের ফ্রিজ", expected_on=self._day(6), amount_paisa=3_000_000)
        yield 9, 10, lambda who: will_buy(replace(fridge, customer_id=who))
        fans = BuyPromiseDraft(what="মসজিদের জন্য ৬টা ফ্যান", expected_on=self._today, amount_paisa=1_980_000)
        yield 11, 11, lambda who: will_buy(replace(fans, customer_id=who))
        sewing = BuyPromiseDraft(what="সেলাই মেশিন", expected_on=self._day(-2))
        yield 10, 13, lambda who: will_buy(replace(sewing, customer_id=who))
        cooler = BuyPromiseDraft(what="এয়ার কুলার", expected_on=self._day(-16), amount_paisa=1_250_000)
        yield 22, 15, lambda who: will_buy(replace(cooler, customer_id=who))
        yield 15, 15, lambda who: self._lose(who, "অন্য দোকানে কম দামে পেয়েছেন")

    def _keep(self, who: int, note: str) -> None:
        open_ones = [promise for promise in self._book.promises.shop_of(who) if promise.status == "open"]
        self._book.promises.keep(open_ones[0].id, note)

    def _lose(self, who: int, reason: str) -> None:
        self._book.promises.lost(self._book.promises.open_buys(who)[0].id, reason)

    # ---- what was asked for

    def _wishes(self) -> Iterator[Scene]:
        """Two wait for the same stove, a stranger for a fryer, one is to be told; two went without buying."""
        ask = self._book.demands.ask
        yield 14, 6, lambda who: ask(DemandDraft("ইন্ডাকশন চুলা", who))
        yield 6, 13, lambda who: ask(DemandDraft("Induction chula", who, alternative="গ্যাসের চুলা"))
        fryer = DemandDraft("এয়ার ফ্রায়ার", name="রুবেল হোসেন", phone="01799000301", reason="never_sold")
        yield 5, None, lambda _who: ask(fryer)
        yield 16, 7, lambda who: ask(DemandDraft("ব্লেন্ডার ১০০০ ওয়াট", who))
        yield 1, 7, self._blender_arrives
        yield (
            3,
            None,
            lambda _who: ask(DemandDraft("৪৩ ইঞ্চি স্মার্ট টিভি", reason="price", alternative="৩২ ইঞ্চি")),
        )
        yield 2, None, lambda _who: ask(DemandDraft("দেড় টনের এসি", reason="only_looking"))

    def _blender_arrives(self, who: int) -> None:
        self._book.demands.arrived(self._book.demands.of(who)[0].folded)

    # ---- what they think, and thanks

    def _thanks(self) -> Iterator[Scene]:
        praise = FeedbackDraft(
            score=3,
            testimonial="সেলাই মেশিন আটকে গেলে সেদিনই মিস্ত্রি পাঠিয়েছেন। এমন দোকান আর দেখিনি।",
            may_quote=True,
            quoted_as="একজন পুরনো গ্রাহক, সাভার",
        )
        yield 18, 12, lambda who: self._book.feedback.give(replace(praise, customer_id=who))
        thanks = RewardDraft(what="মগের সেট", cost_paisa=45_000)
        yield 2, 2, lambda who: self._refer(who, thanks)

    def _refer(self, who: int, thanks: RewardDraft) -> None:
        """They sent one who bought: the last hero but a few, when the shop has them all."""
        sent = self._book.store.value(
            "SELECT customer_id FROM sale WHERE sold_on = ? AND customer_id IS NOT NULL AND customer_id <> ? "
            "ORDER BY id DESC LIMIT 1",
            (self._day(-2).isoformat(), who),
        )
        if sent is not None:
            draft = replace(self._book.customers.get(int(sent)).draft, referred_by_id=who)
            self._book.customers.change(int(sent), draft)
        self._book.rewards.give(
            replace(thanks, customer_id=who, referred_id=None if sent is None else int(sent))
        )
