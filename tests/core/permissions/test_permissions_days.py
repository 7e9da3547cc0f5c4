"""The day of a helper, of a seller and of a manager: what they do goes through to the end, what is not theirs stops."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from shopbook.calls.model import CallDraft
from shopbook.care.complaint_model import ComplaintDraft
from shopbook.customers.model import CustomerDraft, PhoneDraft
from shopbook.dues.model import AdjustmentDraft, PaymentDraft, RefundDraft
from shopbook.dues.plan_model import GuarantorDraft, PlanDraft
from shopbook.errors import NotAllowed, Refused
from shopbook.history.model import Change
from shopbook.notes.model import NoteDraft
from shopbook.sales.model import LineDraft, SaleDraft
from shopbook.sales.return_model import ReturnDraft, ReturnLine
from shopbook.service.model import Finding, JobDraft
from shopbook.settings.model import CARD_PAPER, PRINT_AFTER_SALE, StaffDraft
from tests.language import TestShop

PINS = {"owner": "4711", "manager": "8642", "seller": "2580", "helper": "1357"}


class Counter:
    """A shop with somebody in every role, each with a PIN, and রহিম who owes 500."""

    def __init__(self, shop: TestShop) -> None:
        self.shop, self.book = shop, shop.book
        self.staff = {role: shop.book.settings.add_staff(role, role) for role in PINS}
        self.rahim = shop.customer("রহিম", "01712345678").owes(500).id
        for role, pin in PINS.items():
            self.book.signing.set_pin(self.staff[role], pin)

    def as_(self, role: str) -> Counter:
        """Somebody signs in."""
        self.book.signing.sign_in(self.staff[role], PINS[role])
        return self

    def sells(self, taka: int = 1000, **more: object) -> int:
        line = LineDraft(name="ফ্যান", unit_price_paisa=taka * 100)
        return self.book.sales.record_sale(SaleDraft(self.shop.today, (line,), self.rahim, **more)).id  # type: ignore[arg-type]

    def takes_in(self, charge_paisa: int = 0) -> int:
        job = self.book.jobs.take_in(JobDraft("ফ্যান", "ঘোরে না", self.rahim))
        self.book.jobs.ready(job.id, Finding("repaired", "পরিষ্কার করা হয়েছে", charge_paisa=charge_paisa))
        return job.id

    def newest(self) -> int:
        return self.book.history.last_operation()


@pytest.fixture
def counter(shop: TestShop) -> Counter:
    return Counter(shop)


# ---- the helper


def test_a_helper_writes_a_whole_call_down_with_all_it_brings(counter: Counter) -> None:
    book = counter.as_("helper").book
    call = CallDraft(
        customer_id=counter.rahim,
        outcome="promised_pay",
        next_on=counter.shop.today + dt.timedelta(3),
        another_phone="01811111111",
        said="শুক্রবার দেবেন",
    )
    book.calls.record(call)
    book.complaints.open(ComplaintDraft("শব্দ করে", counter.rahim))
    book.notes.write(NoteDraft(counter.rahim, "ছেলে অসুস্থ", kind="family_illness"))
    assert len(book.customers.get(counter.rahim).phones) == 2
    counter.as_("owner")
    promise = book.dues.open_promise(counter.rahim)
    assert promise is not None
    assert promise.amount_paisa == 500_00, "what was owed, though the helper was not told how much"


def test_a_helper_hears_a_promise_to_pay_without_being_told_what_is_owed(counter: Counter) -> None:
    dues = counter.as_("helper").book.dues
    dues.promise(counter.rahim, 300_00, counter.shop.today + dt.timedelta(3))
    assert dues.balance(counter.rahim) == 0
    promise = counter.as_("seller").book.dues.open_promise(counter.rahim)
    assert promise is not None
    assert promise.amount_paisa == 300_00


def test_a_helper_hands_over_what_costs_nothing_and_nothing_else(counter: Counter) -> None:
    jobs = counter.as_("helper").book.jobs
    free, dear = counter.takes_in(), counter.takes_in(charge_paisa=300_00)
    assert jobs.deliver(free).status == "delivered"
    for paid in (0, 300_00):
        with pytest.raises(NotAllowed):
            jobs.deliver(dear, paid_paisa=paid)
    assert jobs.undo_step(free).status == "ready"
    counter.as_("seller")
    assert jobs.deliver(dear, paid_paisa=300_00).status == "delivered"
    with pytest.raises(NotAllowed):
        jobs.undo_step(dear)
    counter.as_("manager")
    assert jobs.undo_step(dear).status == "ready"


def test_a_helper_brings_goods_and_the_seller_takes_the_money(counter: Counter) -> None:
    sale = counter.as_("seller").sells(delivery="needed")
    deliveries = counter.as_("helper").book.deliveries
    deliveries.send_out(sale, "ভ্যান")
    money = PaymentDraft(counter.rahim, 1000_00, counter.shop.today)
    with pytest.raises(NotAllowed):
        deliveries.deliver(sale, counter.shop.today, money)
    deliveries.deliver(sale, counter.shop.today)
    deliveries.undo(sale)
    taken = counter.as_("seller").book.deliveries.deliver(sale, counter.shop.today, money).payment
    assert taken is not None
    for role in ("helper", "seller"):
        with pytest.raises(NotAllowed):
            counter.as_(role).book.deliveries.undo(sale, taken.id, "ভুলে")
    counter.as_("manager").book.deliveries.undo(sale, taken.id, "ভুলে")


def test_a_helper_gives_no_tier_and_no_limit(counter: Counter) -> None:
    customers = counter.as_("helper").book.customers
    assert customers.add(CustomerDraft(name="করিম", phones=(PhoneDraft("01900000000"),)))
    for more in ({"tier": "vip"}, {"credit_limit_paisa": 100_00}):
        with pytest.raises(NotAllowed):
            customers.add(CustomerDraft(name="করিম", **more))  # type: ignore[arg-type]


# ---- the seller


def test_a_seller_sells_by_instalments_takes_back_and_exchanges(counter: Counter) -> None:
    book = counter.as_("seller").book
    sale = counter.sells(6000, paid_paisa=1000_00)
    plan = book.plans.make(PlanDraft(sale, count=5, guarantors=(GuarantorDraft("আব্বাস", "01755555555"),)))
    book.dues.take_payment(PaymentDraft(counter.rahim, 1000_00, counter.shop.today, plan_id=plan.id))
    book.plans.move_day(plan.instalments[-1].id, counter.shop.today + dt.timedelta(200))
    memo = book.sales.get(counter.sells(2000))
    taken = book.returns.take_back(
        ReturnDraft(memo.id, (ReturnLine(memo.lines[0].id),), counter.shop.today, "মাপ ছোট")
    )
    for refused in (
        lambda: book.plans.end(plan.id, "আর দেবেন না"),
        lambda: book.sales.void_sale(sale, "ভুলে"),
        lambda: book.returns.void(taken.id, "ভুলে"),
        lambda: book.dues.refund(RefundDraft(counter.rahim, 100, counter.shop.today)),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_a_seller_chooses_whether_memos_are_printed_and_not_on_what(counter: Counter) -> None:
    settings = counter.as_("seller").book.settings
    settings.set(PRINT_AFTER_SALE, False)
    assert settings.get(PRINT_AFTER_SALE) is False
    with pytest.raises(NotAllowed):
        settings.set(CARD_PAPER, "A6")


def test_a_stranger_who_signs_nothing_gets_nothing(counter: Counter) -> None:
    counter.as_("seller").book.signing.sign_out()
    with pytest.raises(NotAllowed) as refused:
        counter.sells()
    assert "signed in" in str(refused.value)


# ---- the manager and the owner


def test_only_the_owner_writes_off(counter: Counter) -> None:
    off = AdjustmentDraft(counter.rahim, "writeoff", 500_00, counter.shop.today, "এলাকা ছেড়ে গেছেন")
    for role in ("helper", "seller", "manager"):
        with pytest.raises(NotAllowed):
            counter.as_(role).book.dues.adjust(off)
    less = replace(off, kind="discount", amount_paisa=100_00)
    counter.as_("manager").book.dues.adjust(less)
    counter.as_("owner").book.dues.adjust(replace(off, amount_paisa=400_00))
    assert counter.book.dues.balance(counter.rahim) == 0


def test_only_the_owner_changes_who_may_do_what(counter: Counter) -> None:
    book = counter.as_("manager").book
    for refused in (
        lambda: book.settings.add_staff("নতুন"),
        lambda: book.settings.change_staff(counter.staff["manager"], StaffDraft("manager", role="owner")),
        lambda: book.settings.retire_staff(counter.staff["seller"]),
        lambda: book.signing.set_pin(counter.staff["owner"], "0000"),
        lambda: book.history.put_back(
            _role(counter.staff["manager"], "owner"),
        ),
    ):
        with pytest.raises(NotAllowed):
            refused()


def _role(staff_id: int, role: str) -> Change:
    return Change(0, dt.datetime(2026, 11, 21, tzinfo=dt.UTC), None, "staff", staff_id, "role", role, "")


# ---- taking back


def test_whoever_wrote_something_takes_it_back_the_same_day_others_are_for_the_manager(
    counter: Counter,
) -> None:
    book = counter.as_("helper").book
    book.notes.write(NoteDraft(counter.rahim, "ভুল কথা"))
    mine = counter.newest()
    counter.as_("seller").book.notes.write(NoteDraft(counter.rahim, "অন্য কথা"))
    theirs = counter.newest()
    counter.as_("helper")
    with pytest.raises(NotAllowed):
        book.history.undo(theirs)
    book.history.undo(mine)
    assert [note.body for note in book.notes.notes(counter.rahim)] == ["অন্য কথা"]
    counter.as_("manager").book.history.undo(theirs)
    assert book.notes.notes(counter.rahim) == []


def test_yesterdays_words_are_not_taken_back_by_a_helper(counter: Counter) -> None:
    book = counter.as_("helper").book
    book.notes.write(NoteDraft(counter.rahim, "গতকালের কথা"))
    wrote = counter.newest()
    counter.shop.days_later(1)
    with pytest.raises(NotAllowed):
        book.history.undo(wrote)


def test_money_is_taken_back_by_the_manager_only(counter: Counter) -> None:
    book = counter.as_("seller").book
    book.dues.take_payment(PaymentDraft(counter.rahim, 200_00, counter.shop.today))
    wrote = counter.newest()
    with pytest.raises(NotAllowed):
        book.history.undo(wrote)
    counter.as_("manager").book.history.undo(wrote)
    assert book.dues.balance(counter.rahim) == 500_00


def test_a_tier_is_put_back_by_who_gives_tiers(counter: Counter) -> None:
    book = counter.as_("manager").book
    draft = book.customers.get(counter.rahim).draft
    book.customers.change(counter.rahim, replace(draft, tier="vip", area="টঙ্গী"))
    changes = {change.column: change for change in book.history.changes(counter.rahim)}
    counter.as_("seller").book.history.put_back(changes["area"])
    with pytest.raises(NotAllowed):
        book.history.put_back(changes["tier"])
    counter.as_("manager").book.history.put_back(changes["tier"])
    assert book.customers.get(counter.rahim).draft.tier == "normal"


def test_taking_back_never_leaves_a_lock_without_a_key(counter: Counter) -> None:
    book = counter.as_("owner").book
    son = book.settings.add_staff("ছেলে", "manager")
    book.signing.set_pin(son, "9999")
    book.settings.change_staff(son, StaffDraft("ছেলে", role="owner"))
    made_owner = counter.newest()
    book.signing.sign_in(son, "9999")
    book.settings.retire_staff(counter.staff["owner"])
    with pytest.raises(Refused):
        book.history.undo(made_owner)
    assert book.store.role == "owner"
