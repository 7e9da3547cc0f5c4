"""Whatever two customers bought and paid: merged and parted, no paisa is gained, lost or misplaced."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shopbook.checks import check
from tests.language import Person, TestShop

_DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["owes", "buys", "pays", "kisti", "void", "later"]),
        st.integers(0, 1),
        st.integers(1, 5000),
    ),
    max_size=7,
)


def _happens(shop: TestShop, who: Person, deed: str, taka: int) -> None:
    sales = shop.book.sales.ids_of_customer(who.id)
    if deed == "owes":
        who.owes(taka)
    elif deed == "buys":
        who.buys("ফ্যান", taka, down=taka // 3)
    elif deed == "pays":
        who.pays(taka)
    elif deed == "kisti":
        who.buys_on_kisti("ফ্রিজ", taka + 1000, count=3)
    elif deed == "void" and sales:
        row = shop.book.store.row("SELECT voided_on FROM sale WHERE id = ?", (sales[0],))
        if row["voided_on"] is None:
            shop.book.sales.void_sale(sales[0], "ভুল")
    elif deed == "later":
        shop.days_later(1)


def _sums(shop: TestShop) -> tuple[int, int]:
    kept = shop.book.store.value("SELECT sum(balance_paisa) FROM customer")
    return kept, shop.book.store.value("SELECT coalesce(sum(amount_paisa), 0) FROM ledger")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(before=_DEEDS, since=_DEEDS)
def test_no_paisa_is_gained_or_lost_by_merging_and_parting(
    before: list[tuple[str, int, int]], since: list[tuple[str, int, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shop = TestShop(Path(folder))
        people = (shop.customer("রহিম", "01711111111"), shop.customer("Rahim", "01711111111"))
        for deed, who, taka in before:
            _happens(shop, people[who], deed, taka)
        sums = _sums(shop)
        assert sums[0] == sums[1]
        balances = [one.record.balance_paisa for one in people]
        merge_id = shop.book.merging.merge(people[0].id, people[1].id)
        assert _sums(shop) == sums
        assert people[0].record.balance_paisa == sum(balances) and people[1].record.balance_paisa == 0
        assert check(shop.book).is_whole
        for deed, _who, taka in since:
            _happens(shop, people[0], deed, taka)
        sums = _sums(shop)
        shop.book.merging.unmerge(merge_id)
        assert _sums(shop) == sums and sums[0] == sums[1]
        if not since:
            assert [one.record.balance_paisa for one in people] == balances
        report = check(shop.book)
        assert report.is_whole, [(part.name, part.shown) for part in report.parts if part.differing]
        shop.book.close()
