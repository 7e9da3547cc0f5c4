"""What each role is told of one prepared customer: tier, limit, notes, dues, figures. Nobody is told of nobody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from shopbook.customers.model import CustomerDraft, PhoneDraft
from shopbook.documents.papers import sheet_paper
from shopbook.documents.papers_money import due_slip_paper, memo_paper, plan_paper, statement_paper
from shopbook.dues.model import AdjustmentDraft, PaymentDraft
from shopbook.dues.plan_model import PlanDraft
from shopbook.errors import Message, NotAllowed, NotFound
from shopbook.history.model import HAPPENINGS, KINDS
from shopbook.notes.model import NoteDraft
from shopbook.permissions import NOBODY, ROLES
from shopbook.sales.model import LineDraft, SaleDraft
from tests.language import TODAY, TestShop

OWNERS, STAFFS, OPEN = "মেয়ের চিকিৎসায় ধার করেছেন", "বাবা মারা গেছেন", "নতুন ফ্ল্যাটে উঠেছেন"
SEES = {
    "tier and limit": ("owner", "manager"),
    "the owner's notes": ("owner",),
    "the staff's notes": ROLES,
    "dues": ("owner", "manager", "seller"),
    "figures": ("owner", "manager"),
}


class Prepared:
    """রহিম: VIP with a limit, owes, promised to pay, pays by instalments, with notes for different eyes."""

    def __init__(self, shop: TestShop) -> None:
        self.shop, self.book = shop, shop.book
        draft = CustomerDraft(
            name="রহিম", phones=(PhoneDraft("01712345678"),), tier="vip", credit_limit_paisa=200_00
        )
        self.id = self.book.customers.add(draft)
        line = LineDraft(name="ফ্রিজ", unit_price_paisa=30_000_00)
        memo = self.book.sales.record_sale(SaleDraft(shop.today, (line,), self.id))
        self.plan = self.book.plans.make(PlanDraft(memo.id, count=6))
        self.book.dues.adjust(AdjustmentDraft(self.id, "opening", 500_00, shop.today))
        self.book.dues.take_payment(PaymentDraft(self.id, 100_00, shop.today))
        self.book.dues.promise(self.id, 200_00, shop.today)
        write = self.book.notes.write
        self.private = write(NoteDraft(self.id, OWNERS, kind="money_trouble"))
        self.staff = write(NoteDraft(self.id, STAFFS, kind="death"))
        self.open = write(NoteDraft(self.id, OPEN, kind="new_house"))
        draft = self.book.customers.get(self.id).draft
        self.book.customers.change(self.id, replace(draft, tier="silver"))
        self.book.customers.change(self.id, replace(draft, area="টঙ্গী"))

    def by(self, role: str) -> Prepared:
        self.book.store.role = role
        return self


@pytest.fixture
def rahim(shop: TestShop) -> Prepared:
    return Prepared(shop)


def told(ask: Callable[[], object]) -> bool:
    """True when a question is answered with something, False when it is refused or answered with nothing."""
    try:
        return bool(ask())
    except NotAllowed:
        return False


def amounts(message: object) -> bool:
    """True when a sentence tells money."""
    if not isinstance(message, Message):
        return False
    return any(name.endswith("_paisa") or amounts(value) for name, value in message.values.items())


@pytest.mark.parametrize("role", ROLES)
def test_tier_and_limit(rahim: Prepared, role: str) -> None:
    draft = rahim.by(role).book.customers.get(rahim.id).draft
    assert ((draft.tier, draft.credit_limit_paisa) == ("vip", 200_00)) is (role in SEES["tier and limit"])
    seen = role in SEES["tier and limit"]
    columns = {change.column for change in rahim.book.history.changes(rahim.id)}
    assert ("tier" in columns) is seen
    assert "area" in columns
    edits = [one for entry in rahim.book.history.timeline(rahim.id, KINDS) for one in entry.changes]
    assert ("tier" in {one.column for one in edits}) is seen
    rahim.shop.clock.advance(days=1)
    person = next(card.person for card in rahim.book.followups.today().all_cards() if card.person)
    assert (person.tier == "vip") is seen
    warning = rahim.book.dues.limit_warning(rahim.id, 100_00)
    assert warning is not None, "that it is too much is told to whoever sells"
    assert amounts(warning) is seen


@pytest.mark.parametrize("role", ROLES)
def test_who_may_not_see_tier_and_limit_does_not_wipe_them_by_saving(rahim: Prepared, role: str) -> None:
    customers = rahim.by(role).book.customers
    seen = customers.get(rahim.id).draft
    customers.change(rahim.id, replace(seen, nickname="ফ্রিজ রহিম"))
    kept = rahim.by("owner").book.customers.get(rahim.id).draft
    assert (kept.nickname, kept.tier, kept.credit_limit_paisa) == ("ফ্রিজ রহিম", "vip", 200_00)


@pytest.mark.parametrize("role", ROLES)
def test_notes(rahim: Prepared, role: str) -> None:
    book = rahim.by(role).book
    for note_id, words, eyes in (
        (rahim.private, OWNERS, SEES["the owner's notes"]),
        (rahim.staff, STAFFS, SEES["the staff's notes"]),
        (rahim.open, OPEN, ROLES),
    ):
        seen = role in eyes
        assert (words in {note.body for note in book.notes.notes(rahim.id)}) is seen
        assert (words in {one.detail for one in book.history.timeline(rahim.id, ("note",))}) is seen
        if seen:
            assert book.notes.note(note_id).body == words
            continue
        for deed in (
            lambda: book.notes.note(rahim.private),
            lambda: book.notes.pin(rahim.private, True),
            lambda: book.notes.resolve(rahim.private, "ভালো আছে"),
            lambda: book.notes.change(rahim.private, NoteDraft(rahim.id, "অন্য কথা")),
        ):
            with pytest.raises(NotFound):
                deed()


@pytest.mark.parametrize("role", ROLES)
def test_the_days_list_asks_nobody_else_after_the_owners_note(rahim: Prepared, role: str) -> None:
    rahim.by(role).shop.clock.advance(days=15)
    cards = rahim.book.followups.today().all_cards()
    whys = " ".join(str(item.why) for card in cards for item in card.reasons)
    assert ("hard days" in whys) is (role in SEES["the owner's notes"])
    for card in cards:
        kinds = {note.kind for note in rahim.book.followups.details(card).notes}
        assert ("money_trouble" in kinds) is (role in SEES["the owner's notes"])


@pytest.mark.parametrize("role", ROLES)
def test_dues(rahim: Prepared, role: str) -> None:
    book, seen = rahim.by(role).book, role in SEES["dues"]
    asked: dict[str, Callable[[], object]] = {
        "header": lambda: book.customers.get(rahim.id).balance_paisa,
        "since when": lambda: book.customers.get(rahim.id).oldest_unpaid_on,
        "last payment": lambda: book.customers.get(rahim.id).last_payment_on,
        "list": lambda: book.customers.row(rahim.id).balance_paisa,
        "who owes": lambda: book.customers.ids(which="owing"),
        "by balance": lambda: book.customers.ids("balance"),
        "how many owe": lambda: book.customers.count("owing"),
        "balance": lambda: book.dues.balance(rahim.id),
        "account": lambda: book.dues.account(rahim.id),
        "statement": lambda: book.dues.statement(rahim.id),
        "owing": lambda: book.dues.owing_ids(),
        "owing rows": lambda: book.dues.rows([rahim.id]),
        "total": lambda: book.dues.owed_total(),
        "promises": lambda: book.dues.promises(rahim.id),
        "promise": lambda: book.dues.open_promise(rahim.id),
        "promised": lambda: book.dues.promise_ids(),
        "plans": lambda: book.plans.of_customer(rahim.id),
        "plan": lambda: book.plans.get(rahim.plan.id),
        "all plans": lambda: book.plans.ids(),
        "receivables": lambda: book.receivables.ids(),
        "ages": lambda: book.receivables.buckets(),
        "payments": lambda: book.history.timeline(rahim.id, ("payment",)),
        "bought and paid": lambda: book.history.facts(rahim.id).paid_paisa,
        "candidates": lambda: book.halkhatas.candidates(1),
    }
    assert {name: told(ask) for name, ask in asked.items()} == dict.fromkeys(asked, seen)
    assert told(lambda: book.history.timeline(rahim.id, HAPPENINGS)), "what else happened is told"


@pytest.mark.parametrize("role", ROLES)
def test_dues_in_the_days_list(rahim: Prepared, role: str) -> None:
    seen = role in SEES["dues"]
    rahim.by("owner").book.notes.trash(rahim.private)
    rahim.book.notes.trash(rahim.staff)
    rahim.shop.clock.advance(days=60)
    followups = rahim.by(role).book.followups
    today = followups.today(everything=True)
    rules = {item.rule for card in today.all_cards() for item in card.reasons}
    assert bool(rules & {"pay_promise", "instalment", "old_due"}) is seen
    assert any(amounts(item.why) for card in today.all_cards() for item in card.reasons) is seen
    assert bool(today.counts.overdue_paisa) is seen
    assert any(card.person.balance_paisa for card in today.all_cards() if card.person) is seen
    for card in today.all_cards():
        details = followups.details(card)
        assert bool(details.balance_paisa) is seen
        assert bool(details.promises) is seen


@pytest.mark.parametrize("role", ROLES)
def test_papers_are_made_with_the_same_eyes(rahim: Prepared, role: str) -> None:
    book, seen = rahim.by(role).book, role in SEES["dues"]
    shop, sale = book.settings.shop(), book.sales.get(rahim.plan.sale_id)
    customer = book.customers.get(rahim.id)
    assert memo_paper(shop, sale, customer).total_paisa == sale.total_paisa, (
        "a memo is in the customer's hand"
    )
    assert told(lambda: due_slip_paper(shop, book.dues.slip_of_sale(sale.id), customer)) is seen
    assert told(lambda: statement_paper(shop, book.dues.account(rahim.id), customer, TODAY)) is seen
    assert told(lambda: plan_paper(shop, book.plans.get(rahim.plan.id), customer)) is seen
    rahim.shop.days_later(40)
    followups = rahim.by(role).book.followups
    lines = sheet_paper(followups, shop, followups.today()).lines
    assert any(line.due_paisa for line in lines) is seen


@pytest.mark.parametrize("role", ROLES)
def test_figures_of_the_shop(rahim: Prepared, role: str) -> None:
    book, today = rahim.by(role).book, rahim.shop.today
    asked: dict[str, Callable[[], object]] = {
        "the day's sales": lambda: book.sales.day_totals(today),
        "the day's money": lambda: book.dues.received(today),
        "the evening": lambda: book.day_summaries.of(),
        "what care brought": lambda: book.lift.of(),
        "repairs": lambda: book.service_report.figures(),
        "the year's end": lambda: book.receivables.on_day(today),
    }
    assert {name: told(ask) for name, ask in asked.items()} == dict.fromkeys(asked, role in SEES["figures"])


@pytest.mark.parametrize("role", ROLES)
def test_everybody_finds_the_customer_and_calls_him(rahim: Prepared, role: str) -> None:
    book = rahim.by(role).book
    assert book.search.customers("রহিম") == [rahim.id]
    assert book.customers.get(rahim.id).phone == "+8801712345678"
    assert [row.title for row in book.customers.rows(book.customers.ids())] == ["রহিম"]


def test_a_note_of_the_owner_is_not_found_by_its_words(rahim: Prepared) -> None:
    for role in ROLES:
        assert rahim.by(role).book.search.hits("চিকিৎসায়") == []


def test_behind_the_lock_nobody_is_told_of_anybody(rahim: Prepared) -> None:
    book = rahim.by(NOBODY).book
    asked: tuple[Callable[[], object], ...] = (
        lambda: book.customers.get(rahim.id),
        lambda: book.customers.ids(),
        lambda: book.customers.rows([rahim.id]),
        lambda: book.customers.with_phone("01712345678"),
        lambda: book.search.hits("রহিম"),
        lambda: book.notes.notes(rahim.id),
        lambda: book.history.timeline(rahim.id),
        lambda: book.dues.balance(rahim.id),
        lambda: book.sales.ids(),
        lambda: book.sales.get(rahim.plan.sale_id),
        lambda: book.followups.today(),
        lambda: book.warranties.newest_ids(),
        lambda: book.jobs.ids(),
    )
    for ask in asked:
        with pytest.raises(NotAllowed):
            ask()


def test_behind_the_lock_the_book_is_kept_safe_and_closed(rahim: Prepared) -> None:
    from shopbook.checks import check

    book = rahim.by(NOBODY).book
    assert book.settings.shop().name
    book.drafts.keep("sale", {"typed": "অর্ধেক"})
    assert book.drafts.kept("sale") == {"typed": "অর্ধেক"}
    assert check(book).is_whole
    assert book.store.role == NOBODY, "what the program does of its own accord opens the counter to nobody"
    kept = book.backups.make()
    assert kept.readable
