"""The shop's own lists go in: previewed, matched, taken in once, reported row by row, and taken back with one click."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopbook.customers.model import PartialDate
from shopbook.errors import ImportProblem, Message
from shopbook.exchange.columns import understand
from shopbook.exchange.headings import FieldKey
from shopbook.exchange.matching import Match
from shopbook.exchange.operations import Exchange
from shopbook.exchange.plan import Planner
from shopbook.exchange.sheet import Cell, Row, Sheet
from shopbook.exchange.writing import draft_of
from tests.core.exchange.asking import Write, everything, figures, found
from tests.language import TODAY, TestShop

# --- the three files


def test_the_shops_ledger_goes_in_whole(shop: TestShop, exchange: Exchange, khata: Path) -> None:
    result = exchange.run(khata)
    assert figures(result) == (110, 110, 0, 0)
    assert (result.needs_review, result.opening_paisa) == (0, 608_000_00)
    assert shop.book.customers.count() == 110
    assert shop.book.store.value("SELECT sum(balance_paisa) FROM customer") == 608_000_00

    first = found(shop, "হাজী লাভলু ইসলাম")
    assert (first.phone, first.phones[0].label, first.phones[0].note) == ("+8801505187720", "other", "ভাই")
    assert (first.draft.area, first.balance_paisa) == ("সাভার বাজার", 4500_00)
    assert first.draft.remark == "ফ্রিজ নিয়েছে"
    assert first.oldest_unpaid_on == shop.today

    lost_zero = found(shop, "মোছাঃ আমিনুল ইসলাম ইসলাম")
    assert (lost_zero.phone, lost_zero.balance_paisa) == ("+8801686890641", 500_00)
    bengali = found(shop, "হাজী আমিনুল ইসলাম বেগম")
    assert (bengali.phone, bengali.balance_paisa) == ("+8801999568230", 12_750_00)
    two = found(shop, "মোছাঃ রাশেদা বেগম সরকার")
    assert [phone.e164 for phone in two.phones] == ["+8801504457658", "+8801735964047"]
    slash = found(shop, "কল্পনা খাতুন")
    assert (slash.balance_paisa, slash.draft.remark) == (18_000_00, "ছেলে হয়েছে মে মাসে · শেষ কেনা: ২১-০৩-২০২৬")
    nothing = found(shop, "সাজ্জাদ সরকার")
    assert (nothing.balance_paisa, nothing.oldest_unpaid_on) == (0, None)


def test_googles_list_goes_in_with_birthdays(shop: TestShop, exchange: Exchange, google: Path) -> None:
    result = exchange.run(google)
    assert figures(result) == (120, 120, 0, 0)
    assert (result.needs_review, result.opening_paisa) == (0, 0)
    born = found(shop, "আমেনা বেগম হোসেন")
    assert (born.draft.birthday, born.draft.area) == (PartialDate(1979, 11, 21), "সাভার বাজার")
    assert found(shop, "নাঈম আক্তার").draft.birthday == PartialDate(None, 5, 17)
    assert found(shop, "Sheikh Hasina Hossain").draft.birthday == PartialDate(1988, 2, 29)
    trader = found(shop, "মেসার্স করিম ট্রেডার্স ইসলাম")
    assert [phone.e164 for phone in trader.phones] == ["+8801387731322", "+8801844150732"]
    assert trader.draft.remark == "ভালো কাস্টমার, সময়মতো টাকা দেন"
    assert trader.draft.tags == (), "Google's own label is no tag"


def test_a_phones_contacts_go_in(shop: TestShop, exchange: Exchange, android: Path) -> None:
    result = exchange.run(android)
    assert figures(result) == (100, 100, 0, 0)
    assert found(shop, "Lokkhi Rani Islam").phone == "+8801701953816"
    two = found(shop, "মায়ের দোয়া ইলেকট্রনিক্স ইসলাম")
    assert [(phone.e164, phone.label) for phone in two.phones] == [
        ("+8801971727958", "own"),
        ("+880269378784", "home"),
    ]


def test_the_same_people_in_three_lists_are_in_the_book_once(
    shop: TestShop, exchange: Exchange, khata: Path, google: Path, android: Path
) -> None:
    assert figures(exchange.run(khata)) == (110, 110, 0, 0)
    assert figures(exchange.run(android)) == (100, 50, 50, 0)
    assert figures(exchange.run(google)) == (120, 100, 20, 0)
    assert shop.book.customers.count() == 260
    ferdousy = found(shop, "Ferdousy Akter")
    assert (ferdousy.draft.area, ferdousy.draft.birthday) == ("বগুড়া সদর", PartialDate(1979, 11, 21))


def test_the_same_list_again_adds_nobody_and_doubles_no_due(
    shop: TestShop, exchange: Exchange, khata: Path
) -> None:
    exchange.run(khata)
    again = exchange.run(khata)
    assert figures(again) == (110, 0, 110, 0)
    assert (again.opening_paisa, again.needs_review) == (0, 0)
    assert shop.book.store.value("SELECT sum(balance_paisa) FROM customer") == 608_000_00


def test_imported_customers_are_found_by_the_search(shop: TestShop, exchange: Exchange, khata: Path) -> None:
    exchange.run(khata)
    names = {shop.book.customers.get(one).draft.name for one in shop.book.search.customers("rasheda")}
    assert "মোছাঃ রাশেদা বেগম সরকার" in names


# --- looking before writing


def test_a_preview_writes_nothing_and_tells_the_same_figures(
    shop: TestShop, exchange: Exchange, khata: Path
) -> None:
    before = everything(shop)
    preview = exchange.preview(khata)
    assert everything(shop) == before
    assert (preview.rows, preview.added, preview.matched, preview.rejected) == (110, 110, 0, ())
    assert preview.headings[2] == "মোবাইল নং" and preview.mapping.fields[2] is FieldKey.PHONE
    assert preview.samples(4) == ["4500", "৳ 4500", "নাই"]
    assert not preview.total_differs
    assert preview.result().batch is None


def test_a_totals_row_that_does_not_add_up_is_told(exchange: Exchange, csv_file: Write) -> None:
    assert exchange.preview(csv_file("নাম,বাকি", "রহিম,500", "মোট,700")).total_differs


def test_a_column_the_person_takes_out_is_not_taken_in(
    shop: TestShop, exchange: Exchange, csv_file: Write
) -> None:
    path = csv_file("নাম,মোবাইল,বাকি", "রহিম,01711223344,500")
    mapping = exchange.preview(path).mapping.changed(2, FieldKey.IGNORE)
    exchange.run(exchange.preview(path, mapping))
    assert found(shop, "রহিম").balance_paisa == 0


def test_a_list_without_names_and_phones_is_refused(exchange: Exchange, csv_file: Write) -> None:
    with pytest.raises(ImportProblem):
        exchange.preview(csv_file("দাম,তারিখ", "500,2026-01-01", "600,2026-01-02"))


# --- rows that are not understood


def test_every_row_is_added_matched_or_reported_with_its_reason(
    shop: TestShop, exchange: Exchange, csv_file: Write
) -> None:
    result = exchange.run(
        csv_file(
            "নাম,মোবাইল,ঠিকানা,বাকি,জন্মদিন",
            "রহিম,01711223344,সাভার,500,",
            ",,সাভার,300,",
            "করিম,01811223344,,পরে দিবে,",
            "সালাম,12,,,",
            "জব্বার,,টঙ্গী,,29/2/1985",
            "রহিম উদ্দিন,+880 1711-223344,,,",
            ",01911223344,,,",
        )
    )
    assert figures(result) == (7, 5, 1, 1)
    assert result.rejected == ((3, Message("There is neither a name nor a phone number in this row.")),)
    assert result.needs_review == 3
    assert {row for row, _note in result.notes} == {4, 5, 6}
    late = found(shop, "করিম")
    assert late.balance_paisa == 0 and late.draft.needs_review
    assert late.draft.remark == "বাকি: পরে দিবে"
    assert "পরে দিবে" in late.draft.review_reason
    assert found(shop, "জব্বার").draft.birthday == PartialDate()


def test_a_number_a_spreadsheet_has_shortened_is_never_guessed(
    shop: TestShop, exchange: Exchange, csv_file: Write
) -> None:
    result = exchange.run(csv_file("নাম,মোবাইল", "রহিম,1.71122E+09", "করিম,1.811223344E+09"))
    assert result.needs_review == 1
    assert found(shop, "রহিম").phones == ()
    assert found(shop, "করিম").phone == "+8801811223344"


def test_several_phones_in_a_cell_with_whose_they_are(
    shop: TestShop, exchange: Exchange, csv_file: Write
) -> None:
    exchange.run(csv_file("নাম;ফোন", "রহিম;০১৭১১২২৩৩৪৪ / 01811223344 (স্ত্রী), 02-9876543 (বাসা)"))
    phones = found(shop, "রহিম").phones
    assert [(phone.e164, phone.label) for phone in phones] == [
        ("+8801711223344", "own"),
        ("+8801811223344", "spouse"),
        ("+88029876543", "home"),
    ]


def test_a_number_typed_into_the_name_moves_to_the_phones(
    shop: TestShop, exchange: Exchange, csv_file: Write
) -> None:
    exchange.run(csv_file("নাম,ঠিকানা", "রহিম ভাই ০১৭১১২২৩৩৪৪,সাভার"))
    assert found(shop, "রহিম ভাই").phone == "+8801711223344"


@pytest.mark.parametrize(
    ("written", "taka"),
    [
        ("500", 500), ("৳ ১,২৫০", 1250), ("১৮০০০/-", 18000), ("১,২৩,৪৫৬", 123456), ("নাই", 0), ("-", 0), ("", 0),
        ("0", 0),
        ("৫০০ টাকা", 500), ("বাকি ৫০০", 500), ("-200", -200), ("(200)", -200), ("পরিশোধ", 0),
    ],
)  # fmt: skip
def test_dues_are_read_as_shops_write_them(
    shop: TestShop, exchange: Exchange, csv_file: Write, written: str, taka: int
) -> None:
    result = exchange.run(csv_file("নাম;মোবাইল;বাকি", f"রহিম;01711223344;{written}"))
    assert result.needs_review == 0
    assert found(shop, "রহিম").balance_paisa == taka * 100


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("--05-17", (None, 5, 17)), ("--0517", (None, 5, 17)), ("19791121", (1979, 11, 21)),
        ("1979-11-21", (1979, 11, 21)),
        ("২১/১১/১৯৭৯", (1979, 11, 21)), ("21.11.79", (1979, 11, 21)), ("17/5", (None, 5, 17)), ("১৭ মে", (None, 5, 17)),
        ("17 May 1980", (1980, 5, 17)), ("1604-05-17", (None, 5, 17)), ("1985", (1985, None, None)),
        ("29/2", (None, 2, 29)), ("29/2/1988", (1988, 2, 29)), ("2026-05-17", (None, 5, 17)),
    ],
)  # fmt: skip
def test_birthdays_are_read_with_and_without_a_year(
    shop: TestShop,
    exchange: Exchange,
    csv_file: Write,
    written: str,
    date: tuple[int | None, int | None, int | None],
) -> None:
    assert exchange.run(csv_file("নাম;মোবাইল;জন্মদিন", f"রহিম;01711223344;{written}")).needs_review == 0
    assert found(shop, "রহিম").draft.birthday == PartialDate(*date)


@pytest.mark.parametrize(
    "written", ["29/2/1985", "31/4", "2030-01-01", "কাল", "1700-01-01", "আজ", "99/99/9999"]
)
def test_impossible_birthdays_are_told_and_not_taken(
    shop: TestShop, exchange: Exchange, csv_file: Write, written: str
) -> None:
    assert exchange.run(csv_file("নাম;মোবাইল;জন্মদিন", f"রহিম;01711223344;{written}")).needs_review == 1
    assert found(shop, "রহিম").draft.birthday == PartialDate()


ODD = st.one_of(
    st.none(),
    st.text(max_size=30),
    st.floats(width=32, allow_nan=False, allow_infinity=False),
    st.dates(),
    st.sampled_from(
        ["নাম", "মোট", "০১৭১১২২৩৩৪৪", "--02-30", "(৫", "1e400", "৳", ":::", "নাই", "+", "٣٣٣٣٣٣٣٣٣٣"]
    ),
)


@given(st.lists(st.lists(ODD, max_size=7), max_size=8))
def test_whatever_stands_in_the_cells_every_row_is_accounted_for(rows: list[list[Cell]]) -> None:
    head = Row(1, ("নাম", "মোবাইল", "বাকি", "জন্মদিন", "ঠিকানা", "মন্তব্য", "Labels"))
    sheet = Sheet("csv", "", (head, *(Row(no, tuple(cells)) for no, cells in enumerate(rows, 2))))
    layout = understand(sheet)
    read = Planner(layout, TODAY).candidates()
    assert len(read) + len(layout.skipped) == len(rows) + 1
    for one in read:
        assert one.rejected == (not one.name and not one.phones)
        assert draft_of(Match(one, "added")).problems() == {} or one.rejected


# --- matching


def test_what_stands_in_the_book_is_never_replaced_only_blanks_are_filled(
    shop: TestShop, exchange: Exchange, csv_file: Write
) -> None:
    rahim = shop.customer("রহিম উদ্দিন", "01711223344", area="সাভার", remark="পুরনো")
    line = "Rahim Uddin,01711223344,01911223344,ঢাকা,করিম,17/5/1980,নতুন"
    result = exchange.run(csv_file("নাম,মোবাইল,মোবাইল ২,এলাকা,পিতার নাম,জন্মদিন,মন্তব্য", line))
    assert figures(result) == (1, 0, 1, 0)
    now = rahim.record.draft
    assert (now.name, now.area, now.guardian_name) == ("রহিম উদ্দিন", "সাভার", "করিম")
    assert (now.birthday, now.remark) == (PartialDate(1980, 5, 17), "পুরনো · নতুন")
    assert [phone.e164 for phone in rahim.record.phones] == ["+8801711223344", "+8801911223344"]
    assert result.needs_review == 0


def test_another_name_under_the_same_phone_is_matched_but_told(
    shop: TestShop, exchange: Exchange, csv_file: Write
) -> None:
    rahim = shop.customer("রহিম", "01711223344")
    result = exchange.run(csv_file("নাম,মোবাইল", "সালমা বেগম,01711223344"))
    assert (result.matched, result.needs_review) == (1, 1)
    assert rahim.record.draft.needs_review and "সালমা বেগম" in rahim.record.draft.review_reason


def test_rows_of_one_person_become_one_customer_with_the_sum_of_the_dues(
    shop: TestShop, exchange: Exchange, csv_file: Write
) -> None:
    result = exchange.run(
        csv_file(
            "নাম,মোবাইল,ঠিকানা,বাকি",
            "রহিম,01711223344,সাভার,500",
            "রহিম,+8801711223344,সাভার,300",
            "রহিম,01711223344,সাভার,500",
            "করিম,,টঙ্গী,200",
            "Karim,,টঙ্গী,100",
            "করিম,,মিরপুর,50",
        )
    )
    assert figures(result) == (6, 3, 3, 0)
    assert found(shop, "রহিম").balance_paisa == 800_00
    assert [row for row, _note in result.notes] == [4]
    assert sorted(shop.book.store.ids("SELECT balance_paisa FROM customer WHERE name = 'করিম'")) == [
        50_00,
        300_00,
    ]


def test_a_list_without_phones_taken_in_twice_adds_nobody_the_second_time(
    shop: TestShop, exchange: Exchange, csv_file: Write
) -> None:
    path = csv_file("নাম,এলাকা,বাকি", "রহিম,সাভার,500", "করিম,,200", "সালাম,,")
    assert figures(exchange.run(path)) == (3, 3, 0, 0)
    again = exchange.run(path)
    assert figures(again) == (3, 0, 3, 0)
    assert again.opening_paisa == 0


def test_a_changed_due_in_a_later_list_is_told_and_not_added(
    shop: TestShop, exchange: Exchange, csv_file: Write
) -> None:
    exchange.run(csv_file("নাম,মোবাইল,বাকি", "রহিম,01711223344,500"))
    later = exchange.run(csv_file("নাম,মোবাইল,বাকি", "রহিম,01711223344,700", name="later.csv"))
    assert (later.matched, later.opening_paisa, later.needs_review) == (1, 0, 1)
    assert found(shop, "রহিম").balance_paisa == 500_00


def test_somebody_in_the_trash_is_not_matched(shop: TestShop, exchange: Exchange, csv_file: Write) -> None:
    old = shop.customer("রহিম", "01711223344")
    shop.book.customers.trash(old.id)
    assert exchange.run(csv_file("নাম,মোবাইল", "রহিম,01711223344")).added == 1
