"""The account on a customer's page: calm figures, and the way to everything that is done with it."""

from __future__ import annotations

import pytest

from tests.ui.counter import Counter, Key
from tests.ui.dues.conftest import reads, shop_is_read
from ui.customers.profile import CustomerPage
from ui.qt import Modifier


@pytest.fixture
def page(counter: Counter) -> CustomerPage:
    """Salma's page; she owes for a rice cooker."""
    counter.sold(counter.salma.id, paid_taka=1250)
    counter.ctx.navigation.go("customer", counter.salma.id)
    shop_is_read(counter)
    return counter.page("customer")


@pytest.mark.parametrize(
    ("key", "sheet"),
    [(Key.Key_S, "StatementSheet"), (Key.Key_A, "AdjustSheet"), (Key.Key_K, "PlanSheet")],
)
def test_a_key_leads_to_what_is_done_with_the_account(
    counter: Counter, page: CustomerPage, key: Key, sheet: str
) -> None:
    counter.press(key, Modifier.AltModifier)
    assert type(counter.ctx.navigation.sheet).__name__ == sheet
    assert "সালমা বেগম" in counter.window.sheets["right"].title.text()


def test_each_has_its_button_too(counter: Counter, page: CustomerPage) -> None:
    named = {
        page.money.statement: "StatementSheet",
        page.money.adjust: "AdjustSheet",
        page.money.plan: "PlanSheet",
        page.money.pay: "PaymentSheet",
    }
    for button, sheet in named.items():
        button.click()
        assert type(counter.ctx.navigation.sheet).__name__ == sheet
        counter.ctx.navigation.close_sheet()


def test_who_owes_nothing_is_offered_no_instalments(counter: Counter, page: CustomerPage) -> None:
    assert page.money.plan.isVisible()
    counter.salma.pays(2000)
    shop_is_read(counter)
    assert not page.money.plan.isVisible()


@pytest.mark.parametrize(
    ("taka", "said"), [(3000, "৳৩,০০০, আরও ৳১,০০০ দেওয়া যায়"), (1500, "৳১,৫০০, ৳৫০০ বেশি")]
)
def test_the_limit_is_said_with_what_is_left_of_it_or_over(counter: Counter, taka: int, said: str) -> None:
    person = counter.shop.customer("জসিম", "01911222333", credit_limit_paisa=taka * 100).owes(2000)
    counter.ctx.navigation.go("customer", person.id)
    shop_is_read(counter)
    assert said in reads(counter.page("customer").money)


def test_nothing_is_said_of_a_limit_where_nothing_is_owed(counter: Counter) -> None:
    person = counter.shop.customer("জসিম", "01911222333", credit_limit_paisa=1000_00)
    counter.ctx.navigation.go("customer", person.id)
    shop_is_read(counter)
    assert "বাকির সীমা" not in reads(counter.page("customer").money)
