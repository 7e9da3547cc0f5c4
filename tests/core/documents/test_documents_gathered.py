"""What the book hands to a paper: everything that belongs on it, to the paisa, and nothing the shop keeps to itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from shopbook.customers.model import Customer
from shopbook.documents.due_slip import due_slip
from shopbook.documents.job_delivery import job_delivery
from shopbook.documents.job_slip import job_slip
from shopbook.documents.memo import memo
from shopbook.documents.papers_money import (
    due_slip_paper,
    entry_words,
    memo_paper,
    plan_paper,
    quantity_text,
    receipt_paper,
    return_paper,
    statement_paper,
)
from shopbook.documents.papers_service import delivery_paper, job_paper
from shopbook.documents.plan_card import plan_card
from shopbook.documents.receipt import receipt
from shopbook.documents.return_slip import return_slip
from shopbook.documents.statement import statement
from shopbook.dues.model import AdjustmentDraft, PaymentDraft
from shopbook.dues.plan_model import GuarantorDraft, Plan, PlanDraft
from shopbook.errors import DocumentProblem
from shopbook.localisation.dates import date_long
from shopbook.localisation.numbers import money, phone, to_script
from shopbook.products.model import CoverageDraft
from shopbook.sales.model import LineDraft, Sale, SaleDraft
from shopbook.sales.return_model import Return, ReturnDraft, ReturnLine
from shopbook.service.model import Finding, Job
from tests.core.documents.ink import squeezed, words_of
from tests.language import Person, TestShop

SECRETS = ("ঝগড়াটে লোক", "ভিআইপি", "জামিনদার কামাল", "01911000111", "৭৭৭", "777", "দামাদামি করে")
YEAR = CoverageDraft("service", "", 1, "year")


class Counter:
    """A shop with one customer whom it does not only think well of, and one of each thing a paper is about."""

    def __init__(self, shop: TestShop) -> None:
        self.shop, self.book = shop, shop.book
        self.rahim: Person = shop.customer(
            "মোঃ রহিম উদ্দিন",
            "01712345678",
            area="মিরপুর ১০",
            address="বাসা ৪, রোড ২",
            tier="vip",
            remark="ঝগড়াটে লোক",
        )

    @property
    def who(self) -> Customer:
        return self.rahim.record

    def sold(self, paid_taka: int = 1000, serial: str = "MYK22A0098") -> Sale:
        lines = (
            LineDraft(
                "রাইস কুকার",
                brand="Miyako",
                model="1.8L",
                unit_price_paisa=3250_00,
                serials=(serial,),
                coverages=(YEAR,),
            ),
            LineDraft("তার", unit="গজ", quantity_milli=1500, unit_price_paisa=80_00),
        )
        draft = SaleDraft(
            self.shop.today, lines, self.rahim.id, 70_00, paid_taka * 100, "bkash", "8N7A", note="দামাদামি করে"
        )
        return self.book.sales.record_sale(draft)

    def plan(self) -> Plan:
        guarantor = GuarantorDraft("জামিনদার কামাল", "01911000111")
        return self.book.plans.make(PlanDraft(self.sold().id, 3, guarantors=(guarantor,), note="দামাদামি করে"))

    def returned(self) -> Return:
        sale = self.sold(paid_taka=3300)
        line = ReturnLine(sale.lines[0].id, serial_id=sale.lines[0].serials[0].id)
        return self.book.returns.take_back(
            ReturnDraft(sale.id, (line,), self.shop.today, "রং পছন্দ হয়নি", 1000_00)
        )

    def delivered(self) -> Job:
        card = self.book.warranties.cards(self.sold().card_ids)[0]
        draft = replace(
            self.book.jobs.draft_for_card(card.id), problem="গরম হয় না", condition="আঁচড়", accessories="চামচ"
        )
        job = self.book.jobs.take_in(draft)
        self.shop.days_later(5)
        finding = Finding(
            "repaired", "কয়েল বদলানো", cover_effect="extend", charge_paisa=500_00, cost_paisa=777_00
        )
        self.book.jobs.ready(job.id, finding)
        return self.book.jobs.deliver(job.id, paid_paisa=300_00)


@pytest.fixture
def counter(shop: TestShop) -> Counter:
    return Counter(shop)


def memo_of(counter: Counter) -> bytes:
    sale = counter.sold()
    return memo(
        memo_paper(
            counter.book.settings.shop(), sale, counter.who, counter.book.warranties.cards(sale.card_ids)
        )
    )


def receipt_of(counter: Counter) -> bytes:
    counter.rahim.owes(2000)
    payment = counter.book.dues.take_payment(
        PaymentDraft(counter.rahim.id, 500_00, counter.shop.today, "nagad", note="দামাদামি করে")
    )
    slip = counter.book.dues.slip(payment.id)
    return receipt(receipt_paper(counter.book.settings.shop(), slip, counter.who))


def due_slip_of(counter: Counter) -> bytes:
    slip = counter.book.dues.slip_of_sale(counter.sold().id)
    return due_slip(due_slip_paper(counter.book.settings.shop(), slip, counter.who))


def statement_of(counter: Counter) -> bytes:
    counter.sold()
    counter.book.dues.adjust(
        AdjustmentDraft(counter.rahim.id, "adjust", -100_00, counter.shop.today, "দামাদামি করে")
    )
    account = counter.book.dues.account(counter.rahim.id)
    return statement(statement_paper(counter.book.settings.shop(), account, counter.who, counter.shop.today))


def plan_of(counter: Counter) -> bytes:
    plan = counter.plan()
    counter.shop.days_later(100)  # two misses: the guarantors stand on the screen now
    assert counter.book.plans.get(plan.id).shown_guarantors(counter.shop.today)
    return plan_card(plan_paper(counter.book.settings.shop(), counter.book.plans.get(plan.id), counter.who))


def return_of(counter: Counter) -> bytes:
    return return_slip(return_paper(counter.book.settings.shop(), counter.returned(), counter.who))


def job_of(counter: Counter) -> bytes:
    return job_slip(job_paper(counter.book.settings.shop(), counter.delivered(), counter.who))


def delivery_of(counter: Counter) -> bytes:
    job = counter.delivered()
    assert job.warranty_id is not None
    card = counter.book.warranties.card(job.warranty_id)
    return job_delivery(delivery_paper(counter.book.settings.shop(), job, counter.who, card))


ALL: list[Callable[[Counter], bytes]] = [
    memo_of, receipt_of, due_slip_of, statement_of, plan_of, return_of, job_of, delivery_of,
]  # fmt: skip


@pytest.mark.parametrize("paper", ALL, ids=lambda made: made.__name__)
def test_what_the_shop_keeps_to_itself_is_on_no_paper(
    counter: Counter, paper: Callable[[Counter], bytes]
) -> None:
    words = words_of(paper(counter))
    assert squeezed("মোঃ রহিম উদ্দিন") in words
    assert squeezed(phone("01712345678")) in words
    assert [
        secret for secret in SECRETS if squeezed(secret) in words or squeezed(to_script(secret)) in words
    ] == []


def on_paper(pdf: bytes, *texts: str) -> list[str]:
    """What is missing."""
    words = words_of(pdf)
    return [text for text in texts if squeezed(text) not in words]


def test_a_memo_from_the_book_adds_up(counter: Counter) -> None:
    sale = counter.sold()
    paper = memo_paper(
        counter.book.settings.shop(), sale, counter.who, counter.book.warranties.cards(sale.card_ids)
    )
    assert sum(line.amount_paisa for line in paper.lines) == paper.subtotal_paisa == 3370_00
    assert paper.subtotal_paisa - paper.discount_paisa == paper.total_paisa == 3300_00
    assert paper.due_paisa == 2300_00
    card_no = counter.book.warranties.cards(sale.card_ids)[0].card_no
    assert (
        on_paper(memo(paper), to_script(card_no), "MYK22A0098", "১.৫ গজ", "৳২,৩০০", to_script("8N7A")) == []
    )


def test_a_receipt_says_what_the_payment_left(counter: Counter) -> None:
    counter.rahim.owes(2000)
    payment = counter.book.dues.take_payment(
        PaymentDraft(counter.rahim.id, 500_00, counter.shop.today, discount_paisa=100_00)
    )
    slip = counter.book.dues.slip(payment.id)
    paper = receipt_paper(counter.book.settings.shop(), slip, counter.who)
    assert (paper.before_paisa, paper.amount_paisa, paper.discount_paisa, paper.after_paisa) == (
        2000_00,
        500_00,
        100_00,
        1400_00,
    )
    assert on_paper(receipt(paper), to_script(payment.receipt_no), money(1400_00)) == []


def test_there_is_no_receipt_where_no_money_came_in(counter: Counter) -> None:
    entry = counter.book.dues.adjust(AdjustmentDraft(counter.rahim.id, "opening", 900_00, counter.shop.today))
    with pytest.raises(DocumentProblem):
        receipt_paper(counter.book.settings.shop(), counter.book.dues.slip(entry), counter.who)


def test_the_slip_of_a_memo_after_an_old_due_adds_up(counter: Counter) -> None:
    counter.rahim.owes(1200)
    slip = counter.book.dues.slip_of_sale(counter.sold().id)
    paper = due_slip_paper(
        counter.book.settings.shop(), slip, counter.who, counter.shop.today + dt.timedelta(7)
    )
    assert (paper.old_paisa, paper.bought_paisa, paper.paid_paisa, paper.new_paisa) == (
        1200_00,
        3300_00,
        1000_00,
        3500_00,
    )
    promised = date_long(counter.shop.today + dt.timedelta(7))
    assert on_paper(due_slip(paper), "৳১,২০০", "+ ৳৩,৩০০", "− ৳১,০০০", "৳৩,৫০০", promised) == []


def test_a_statement_of_some_days_opens_with_what_came_before(counter: Counter) -> None:
    counter.rahim.owes(1200, since=counter.shop.today - dt.timedelta(40))
    counter.sold()
    counter.rahim.pays(300)
    account = counter.book.dues.account(counter.rahim.id, counter.shop.today - dt.timedelta(10))
    paper = statement_paper(counter.book.settings.shop(), account, counter.who, counter.shop.today)
    assert paper.opening_paisa == 1200_00
    assert paper.closing_paisa == 1200_00 + 3300_00 - 1000_00 - 300_00
    assert on_paper(statement(paper), "৳৩,২০০") == []


def test_a_line_taken_back_says_what_it_was(counter: Counter) -> None:
    counter.rahim.owes(1000)
    payment = counter.book.dues.take_payment(PaymentDraft(counter.rahim.id, 400_00, counter.shop.today))
    counter.book.dues.reverse(payment.id, "ভুল হয়েছে")
    line = counter.book.dues.account(counter.rahim.id).lines[-1]
    assert "ফিরিয়ে নেওয়া" in entry_words(line)
    assert "ভুল হয়েছে" not in entry_words(line)


def test_the_instalments_of_a_plan_are_on_its_card(counter: Counter) -> None:
    plan = counter.plan()
    paper = plan_paper(counter.book.settings.shop(), plan, counter.who)
    assert sum(line.amount_paisa for line in paper.lines) == paper.financed_paisa == 2300_00
    assert paper.down_paisa + paper.financed_paisa == paper.total_paisa
    assert on_paper(plan_card(paper), *(date_long(line.due_on) for line in paper.lines)) == []


def test_the_parts_of_a_return_come_to_its_worth(counter: Counter) -> None:
    paper = return_paper(counter.book.settings.shop(), counter.returned(), counter.who)
    assert sum(thing.amount_paisa for thing in paper.things) == paper.total_paisa
    assert paper.refund_paisa + paper.exchanged_paisa + paper.lessened_paisa == paper.total_paisa
    assert on_paper(return_slip(paper), money(paper.total_paisa), "MYK22A0098", "৳১,০০০") == []


def test_a_thing_is_handed_back_with_the_new_end_of_its_warranty(counter: Counter) -> None:
    job = counter.delivered()
    assert job.warranty_id is not None
    card = counter.book.warranties.card(job.warranty_id)
    paper = delivery_paper(counter.book.settings.shop(), job, counter.who, card)
    end = card.coverages[0].ends_on
    assert end is not None
    assert card.coverages[0].extended_days > 0
    assert on_paper(job_delivery(paper), date_long(end), "৳৫০০", "৳৩০০", "৳২০০", "কয়েল বদলানো") == []


def test_a_thing_still_here_has_no_delivery_slip(counter: Counter) -> None:
    card = counter.book.warranties.cards(counter.sold().card_ids)[0]
    job = counter.book.jobs.take_in(replace(counter.book.jobs.draft_for_card(card.id), problem="গরম হয় না"))
    with pytest.raises(DocumentProblem):
        delivery_paper(counter.book.settings.shop(), job, counter.who, card)


@pytest.mark.parametrize(
    ("milli", "unit", "said"),
    [(1000, "", "১"), (2000, "পিস", "২ পিস"), (1500, "গজ", "১.৫ গজ"), (250, "কেজি", "০.২৫ কেজি")],
)
def test_quantities_are_said_as_people_say_them(milli: int, unit: str, said: str) -> None:
    assert quantity_text(milli, unit) == said
