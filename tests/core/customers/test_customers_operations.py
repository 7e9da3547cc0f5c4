"""A customer is added with next to nothing, edited without loss, and found again in the order a shop expects."""

from __future__ import annotations

import datetime as dt

import pytest

from shopbook.customers.model import CustomerDraft, PartialDate, PhoneDraft
from shopbook.errors import Invalid, NotFound
from tests.language import TestShop


def _names(shop: TestShop, **order: object) -> list[str]:
    customers = shop.book.customers
    return [row.title for row in customers.rows(customers.ids(**order))]  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "phone"), [("রহিম", ""), ("", "01712345678"), ("রহিম", "০১৭১২-৩৪৫৬৭৮")])
def test_a_name_or_a_phone_is_enough(shop: TestShop, name: str, phone: str) -> None:
    record = shop.customer(name, phone).record
    assert record.draft.name == name
    assert record.phone == ("+8801712345678" if phone else "")
    assert record.title == (name or "+8801712345678")


def test_neither_name_nor_phone_is_said_under_the_name(shop: TestShop) -> None:
    with pytest.raises(Invalid) as raised:
        shop.book.customers.add(CustomerDraft(phones=(PhoneDraft("  "),), area="টঙ্গী"))
    assert set(raised.value.problems) == {"name"}
    assert shop.book.customers.count() == 0


def test_every_problem_is_said_at_once(shop: TestShop) -> None:
    draft = CustomerDraft(
        name="র" * 201,
        birthday=PartialDate(2025, 2, 29),
        wedding=PartialDate(None, 4, 31),
        best_from="25:00",
        credit_limit_paisa=-1,
        touch_days=0,
    )
    with pytest.raises(Invalid) as raised:
        shop.book.customers.add(draft)
    assert set(raised.value.problems) == {
        "name",
        "birthday",
        "wedding",
        "best_from",
        "credit_limit_paisa",
        "touch_days",
    }


def test_29_february_without_a_year_is_a_birthday(shop: TestShop) -> None:
    assert shop.customer("রহিম", birthday=PartialDate(None, 2, 29)).record.draft.birthday == PartialDate(
        None, 2, 29
    )


def test_everything_typed_comes_back(shop: TestShop) -> None:
    draft = CustomerDraft(
        name="মোঃ আব্দুর রহিম",
        nickname="লাল মিয়া",
        guardian_name="করিম শেখ",
        guardian_relation="father",
        honorific="bhai",
        phones=(PhoneDraft("+8801712345678", "own"), PhoneDraft("+8801812345678", "other", "ভাই")),
        area="মিরপুর ১০",
        address="বাড়ি ১২",
        landmark="মসজিদের পাশে",
        occupation="ঠিকাদার",
        birthday=PartialDate(1985, 5, 17),
        birth_estimated=True,
        wedding=PartialDate(2010, 1, None),
        festivals=("eid", "puja"),
        tier="vip",
        touch_days=45,
        best_from="17:00",
        best_to="20:00",
        do_not_call=True,
        do_not_call_reason="ব্যস্ত থাকেন",
        do_not_call_until=dt.date(2026, 12, 31),
        no_gift=True,
        credit_limit_paisa=5_000_000,
        source="facebook",
        remark="দুই দোকানের মালিক",
        needs_review=True,
        review_reason="নম্বর অস্পষ্ট",
        tags=("ঠিকাদার", "ভালো"),
    )
    customer_id = shop.book.customers.add(draft)
    shop.reopen()
    assert shop.book.customers.get(customer_id).draft == draft
    shop.book.customers.change(customer_id, draft)
    assert shop.book.customers.get(customer_id).draft == draft


def test_two_numbers_written_in_one_field_are_two_phones(shop: TestShop) -> None:
    phones = shop.customer("রহিম", "01712345678 / ০১৮১২৩৪৫৬৭৮").record.phones
    assert [phone.e164 for phone in phones] == ["+8801712345678", "+8801812345678"]


def test_a_number_nobody_can_dial_is_kept_as_typed(shop: TestShop) -> None:
    phone = shop.customer("রহিম", "123").record.phones[0]
    assert (phone.raw, phone.e164) == ("123", "")


def test_text_is_stored_in_one_form_however_it_was_typed(shop: TestShop) -> None:
    decomposed, composed = "আয়েশা", "আয়েশা"
    assert (
        shop.customer(f"  {composed}  বেগম ").record.draft.name
        == shop.customer(f"{decomposed} বেগম").record.draft.name
    )


def test_editing_phones_keeps_what_is_known_of_those_that_stay(shop: TestShop) -> None:
    person = shop.customer("রহিম", "01712345678, 01812345678")
    kept = person.record.phones[1]
    shop.book.customers.mark_phone(kept.id, "off")
    draft = CustomerDraft(name="রহিম", phones=(PhoneDraft("01912345678"), PhoneDraft("01812345678", "shop")))
    shop.book.customers.change(person.id, draft)
    phones = person.record.phones
    assert [(phone.e164, phone.label, phone.state) for phone in phones] == [
        ("+8801912345678", "own", "ok"),
        ("+8801812345678", "shop", "off"),
    ]
    assert phones[1].id == kept.id


def test_a_wrong_number_goes_behind_the_others(shop: TestShop) -> None:
    person = shop.customer("রহিম", "01712345678, 01812345678")
    shop.book.customers.mark_phone(person.record.phones[0].id, "wrong")
    assert person.record.phone == "+8801812345678"
    assert shop.book.customers.row(person.id).phone == "+8801812345678"


@pytest.mark.parametrize("typed", ["01712345678", "+880 1712-345678", "০১৭১২৩৪৫৬৭৮", "1712345678"])
def test_typing_a_phone_somebody_has_names_them(shop: TestShop, typed: str) -> None:
    rahim = shop.customer("রহিম", "01712345678", area="টঙ্গী")
    assert [(same.customer_id, same.name, same.area) for same in shop.book.customers.with_phone(typed)] == [
        (rahim.id, "রহিম", "টঙ্গী")
    ]
    assert shop.book.customers.with_phone(typed, besides=rahim.id) == []


@pytest.mark.parametrize("typed", ["", "0171", "রহিম", "16247"])
def test_half_a_number_names_nobody(shop: TestShop, typed: str) -> None:
    shop.customer("রহিম", "01712345678")
    shop.customer("ব্যাংক", "16247")
    assert shop.book.customers.with_phone(typed) == []


def test_a_family_shares_a_phone(shop: TestShop) -> None:
    people = [shop.customer("রহিম", "01712345678"), shop.customer("রহিমা", "01712345678")]
    assert shop.book.customers.household("1712345678") == [person.id for person in people]


def test_the_list_is_in_bengali_order_by_given_name(shop: TestShop) -> None:
    for name in ("মোঃ রহিম", "আলী", "Zakir", "করিম", "Md. Anis", "ংকুর", "ৎসব"):
        shop.customer(name)
    assert _names(shop) == ["আলী", "ংকুর", "করিম", "ৎসব", "মোঃ রহিম", "Md. Anis", "Zakir"]
    assert _names(shop, descending=True) == list(reversed(_names(shop)))


def test_the_newest_and_the_trash_are_lists_of_their_own(shop: TestShop) -> None:
    first, second = shop.customer("করিম"), shop.customer("রহিম")
    assert _names(shop, sort="newest", descending=True) == ["রহিম", "করিম"]
    shop.book.customers.trash(first.id)
    assert _names(shop) == ["রহিম"]
    assert _names(shop, which="trash") == ["করিম"]
    shop.book.customers.restore(first.id)
    assert _names(shop) == ["করিম", "রহিম"]
    assert second.record.deleted is False


def test_the_moment_of_the_trash_is_written_like_every_other(shop: TestShop) -> None:
    rahim = shop.customer("রহিম")
    shop.book.customers.trash(rahim.id)
    row = shop.book.store.row("SELECT deleted_at, updated_at FROM customer WHERE id = ?", (rahim.id,))
    assert row["deleted_at"] == row["updated_at"]


def test_a_customer_in_the_trash_is_not_found_and_comes_back(shop: TestShop) -> None:
    rahim = shop.customer("রহিম", "01712345678")
    shop.book.customers.trash(rahim.id)
    assert shop.book.search.customers("rahim") == []
    assert shop.book.customers.with_phone("01712345678") == []
    shop.book.customers.restore(rahim.id)
    assert shop.book.search.customers("rahim") == [rahim.id]


def test_after_an_edit_the_new_name_is_found_and_the_old_one_is_not(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    shop.book.customers.change(person.id, CustomerDraft(name="জাহাঙ্গীর"))
    assert shop.book.search.customers("jahangir") == [person.id]
    assert shop.book.search.customers("rahim") == []


def test_a_phone_added_later_is_found(shop: TestShop) -> None:
    person = shop.customer("রহিম", "01712345678")
    shop.book.customers.add_phone(person.id, "01999888777")
    assert [phone.e164 for phone in person.record.phones] == ["+8801712345678", "+8801999888777"]
    assert shop.book.search.customers("8887") == [person.id]


def test_a_customer_that_is_not_there_is_said(shop: TestShop) -> None:
    for ask in (shop.book.customers.get, shop.book.customers.row, shop.book.customers.reviewed):
        with pytest.raises(NotFound):
            ask(42)


def test_rows_come_in_the_order_asked_without_those_that_are_gone(shop: TestShop) -> None:
    one, two = shop.customer("এক"), shop.customer("দুই")
    assert [row.id for row in shop.book.customers.rows([two.id, 99, one.id])] == [two.id, one.id]


def test_one_rahim_is_told_from_another(shop: TestShop) -> None:
    person = shop.customer("রহিম", nickname="লাল", guardian_name="করিম", area="টঙ্গী")
    assert shop.book.customers.row(person.id).whereabouts == "লাল · করিম · টঙ্গী"


@pytest.mark.parametrize("sort", ["name", "balance", "seen", "newest"])
def test_each_order_of_the_list_reads_an_index_and_sorts_nothing(shop: TestShop, sort: str) -> None:
    seen: list[str] = []
    store = shop.book.store
    real = store.ids
    store.ids = lambda sql, params=(): seen.append(sql) or real(sql, params)  # type: ignore[method-assign]
    shop.book.customers.ids(sort)  # type: ignore[arg-type]
    plan = " ".join(row["detail"] for row in store.rows(f"EXPLAIN QUERY PLAN {seen[0]}"))
    assert "TEMP B-TREE" not in plan
