"""The papers of money and of the workshop of one small shop, as the tests hand them in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from shopbook.documents.due_slip import SIZES as DUE_SIZES
from shopbook.documents.due_slip import DueSlipPaper, due_slip
from shopbook.documents.job_delivery import SIZES as DELIVERY_SIZES
from shopbook.documents.job_delivery import CoverNow, DeliveryPaper, job_delivery
from shopbook.documents.job_slip import SIZES as JOB_SIZES
from shopbook.documents.job_slip import CoverOfJob, JobPaper, job_slip
from shopbook.documents.memo import SIZES as MEMO_SIZES
from shopbook.documents.memo import MemoLine, MemoPaper, memo
from shopbook.documents.pieces import Person
from shopbook.documents.plan_card import SIZES as PLAN_SIZES
from shopbook.documents.plan_card import InstalmentLine, PlanPaper, plan_card
from shopbook.documents.receipt import SIZES as RECEIPT_SIZES
from shopbook.documents.receipt import ReceiptPaper, receipt
from shopbook.documents.return_slip import SIZES as RETURN_SIZES
from shopbook.documents.return_slip import ReturnedThing, ReturnPaper, return_slip
from shopbook.documents.statement import SIZES as STATEMENT_SIZES
from shopbook.documents.statement import AccountLine, StatementPaper, statement
from tests.core.documents.papers import DAY, SHOP

RAHIM = Person("হাজী মোঃ আব্দুর রহিম (Abdur Rahim)", "+8801819555555", "বাড়ি ১২, পূর্বাশা আবাসিক এলাকা, শ্রীমঙ্গল")
FOOTER = "বিক্রীত মাল ফেরত নেওয়া হয় না। আবার আসবেন।"

MEMO = MemoPaper(
    shop=SHOP,
    memo_no="A-000124",
    sold_on=DAY,
    customer=RAHIM,
    lines=(
        MemoLine(
            "রেফ্রিজারেটর Walton WFC-3D8-GDEL-XX", "১", 35_500_00, 35_500_00, ("সিরিয়াল নং SN-2026-00451789",)
        ),
        MemoLine("রাইস কুকার Miyako 1.8L", "২", 3_250_00, 6_500_00),
        MemoLine("বৈদ্যুতিক তার লক্ষ্মী", "১.৫ গজ", 2_800_50, 4_200_75),
    ),
    subtotal_paisa=46_200_75,
    discount_paisa=1_200_75,
    total_paisa=45_000_00,
    paid_paisa=30_000_00,
    method="bkash",
    reference="8N7A6D5",
    promised_on=dt.date(2026, 12, 15),
    delivery="ডেলিভারি দিতে হবে: কলেজ রোড",
    warranty_note="ওয়ারেন্টি কার্ড: A-000124",
    footer=FOOTER,
)
RECEIPT = ReceiptPaper(
    shop=SHOP,
    receipt_no="M-000007",
    on=DAY,
    customer=RAHIM,
    amount_paisa=5_000_00,
    method="bkash",
    reference="8N7A6D5",
    papers=("মেমো A-০০০১২৪",),
    before_paisa=15_000_00,
    discount_paisa=500_00,
    after_paisa=9_500_00,
    footer=FOOTER,
)
DUE_SLIP = DueSlipPaper(
    shop=SHOP,
    on=DAY,
    customer=RAHIM,
    old_paisa=12_500_00,
    bought_paisa=45_000_00,
    discount_paisa=500_00,
    returned_paisa=1_000_00,
    paid_paisa=30_000_50,
    new_paisa=25_999_50,
    paper="মেমো A-০০০১২৪",
    bought_for="মেমো A-০০০১২৪",
    method="cash",
    promised_on=dt.date(2026, 12, 15),
    footer=FOOTER,
)
PLAN = PlanPaper(
    shop=SHOP,
    plan_no="K-000003",
    made_on=DAY,
    memo_no="A-000124",
    customer=RAHIM,
    total_paisa=45_000_00,
    down_paisa=15_000_00,
    financed_paisa=30_000_00,
    left_paisa=18_000_00,
    every="month",
    lines=tuple(
        InstalmentLine(
            dt.date(2026 + month // 12, month % 12 + 1, 21),
            5_000_00,
            5_000_00 if month < 13 else (2_000_00 if month == 13 else 0),
            dt.date(2026 + month // 12, month % 12 + 1, 23) if month < 13 else None,
        )
        for month in range(11, 17)
    ),
)
RETURN = ReturnPaper(
    shop=SHOP,
    return_no="R-000002",
    on=DAY,
    memo_no="A-000124",
    sold_on=dt.date(2026, 11, 1),
    customer=RAHIM,
    reason="রং পছন্দ হয়নি",
    things=(ReturnedThing("রাইস কুকার Miyako 1.8L", "১", 3_165_00, "MYK22A0098"),),
    total_paisa=3_165_00,
    refund_paisa=1_000_00,
    refund_method="cash",
    exchange_memo_no="A-000125",
    exchanged_paisa=1_165_00,
    lessened_paisa=1_000_00,
    footer=FOOTER,
)
JOB = JobPaper(
    shop=SHOP,
    job_no="J-000015",
    received_on=DAY,
    customer=RAHIM,
    product="রেফ্রিজারেটর Walton WFC-3D8-GDEL-XX",
    serial="SN-2026-00451789",
    card_no="A-000123",
    problem="ঠান্ডা হয় না, পেছনে শব্দ করে, বিদ্যুৎ দিলে ক্ষণিক পর বন্ধ হয়ে যায়",
    condition="ডান পাশে আঁচড়, হাতল ঢিলা",
    accessories="প্লাগ, ২টি ট্রে",
    covers=(
        CoverOfJob("কম্প্রেসর", "covered", dt.date(2036, 11, 20)),
        CoverOfJob("সার্ভিস", "ended", dt.date(2026, 5, 20)),
        CoverOfJob("বডি", "life", None),
    ),
    promised_on=dt.date(2026, 11, 28),
    estimate_paisa=1_500_00,
    terms=(
        "জিনিস নিতে এলে এই স্লিপ সাথে আনবেন।",
        "জমা নেওয়ার সময় যে সমস্যা চোখে পড়েনি, মেরামতের আগে তা জানানো হবে।",
    ),
)
DELIVERY = DeliveryPaper(
    shop=SHOP,
    job_no="J-000015",
    received_on=DAY,
    on=dt.date(2026, 11, 29),
    customer=RAHIM,
    product="রেফ্রিজারেটর Walton WFC-3D8-GDEL-XX",
    serial="SN-2026-00451789",
    card_no="A-000123",
    problem="ঠান্ডা হয় না, পেছনে শব্দ করে",
    outcome="replaced",
    work_done="কম্প্রেসর বদলে দেওয়া হয়েছে, গ্যাস ভরা হয়েছে",
    new_serial="SN-2026-00459999",
    effect="extend",
    covers=(CoverNow("কম্প্রেসর", dt.date(2036, 11, 28)), CoverNow("বডি", None)),
    charge_paisa=2_000_00,
    discount_paisa=200_00,
    paid_paisa=1_000_00,
    method="cash",
    footer=FOOTER,
)


def account(lines: int, opening_paisa: int = 2_500_00) -> StatementPaper:
    """An account of so many lines: memos with payments between them, to the paisa."""
    made = tuple(
        AccountLine(
            DAY - dt.timedelta(days=lines - at),
            f"মেমো A-{at:06d}" if at % 3 == 0 else f"জমা · বিকাশ · রসিদ M-{at:06d}",
            (1_234_56 + at * 101) if at % 3 == 0 else -(500_25 + at * 37),
        )
        for at in range(lines)
    )
    closing = opening_paisa + sum(line.amount_paisa for line in made)
    first = DAY - dt.timedelta(days=lines)
    return StatementPaper(SHOP, RAHIM, DAY, first, DAY, opening_paisa, made, closing)


STATEMENT = account(12)

# name: (how it is drawn, what is on it, its sizes)
PAPERS: dict[str, tuple[Callable[..., bytes], object, tuple[str, ...]]] = {
    "memo": (memo, MEMO, MEMO_SIZES),
    "receipt": (receipt, RECEIPT, RECEIPT_SIZES),
    "due_slip": (due_slip, DUE_SLIP, DUE_SIZES),
    "statement": (statement, STATEMENT, STATEMENT_SIZES),
    "plan_card": (plan_card, PLAN, PLAN_SIZES),
    "return_slip": (return_slip, RETURN, RETURN_SIZES),
    "job_slip": (job_slip, JOB, JOB_SIZES),
    "job_delivery": (job_delivery, DELIVERY, DELIVERY_SIZES),
}
EACH = [(name, size) for name, (_draw, _data, sizes) in PAPERS.items() for size in sizes]
