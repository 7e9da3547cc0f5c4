"""Rows that are somebody in the book: ours, theirs, the blanks, another person, or left out; and Bijoy and columns."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from shopbook.customers.model import CustomerDraft
from shopbook.exchange.decisions import Choice, Decisions
from shopbook.exchange.headings import FieldKey
from shopbook.exchange.model import ImportResult, Preview
from tests.core.exchange.asking import Write, figures, found
from tests.core.exchange.bijoy_typing import typed
from tests.language import Person, TestShop

LIST = ("নাম,মোবাইল,এলাকা,পেশা,বাকি", "রহিম উদ্দিন,01711223344,সাভার,মুদি,500", "করিম,01819223344,মিরপুর,,")


@pytest.fixture
def rahim(shop: TestShop) -> Person:
    """In the book as রহিম of মিরপুর, without an occupation."""
    return shop.customer("রহিম", "01711223344", area="মিরপুর")


def look(shop: TestShop, csv_file: Write, *lines: str) -> Preview:
    return shop.book.exchange.preview(csv_file(*(lines or LIST)))


def take(shop: TestShop, csv_file: Write, choice: Choice) -> ImportResult:
    return shop.book.exchange.run(look(shop, csv_file).decided(Decisions(choice)))


def page(shop: TestShop, person: Person) -> tuple[object, ...]:
    customer = shop.book.customers.get(person.id)
    return customer.draft.name, customer.draft.area, customer.draft.occupation, customer.balance_paisa


def test_blanks_are_filled_unless_something_else_is_said(
    shop: TestShop, rahim: Person, csv_file: Write
) -> None:
    shop.book.exchange.run(look(shop, csv_file))
    assert page(shop, rahim) == ("রহিম", "মিরপুর", "মুদি", 500_00)


def test_ours_is_kept_and_the_old_due_still_written_down(
    shop: TestShop, rahim: Person, csv_file: Write
) -> None:
    take(shop, csv_file, Choice.KEEP)
    assert page(shop, rahim) == ("রহিম", "মিরপুর", "", 500_00)


def test_theirs_replaces_ours_but_a_blank_replaces_nothing_and_undo_brings_ours_back(
    shop: TestShop, rahim: Person, csv_file: Write
) -> None:
    result = take(shop, csv_file, Choice.TAKE)
    assert page(shop, rahim) == ("রহিম উদ্দিন", "সাভার", "মুদি", 500_00)
    assert result.batch is not None
    shop.book.exchange.undo(result.batch)
    assert page(shop, rahim) == ("রহিম", "মিরপুর", "", 0)
    blank = look(shop, csv_file, "নাম,মোবাইল,এলাকা", "রহিম উদ্দিন,01711223344,")
    shop.book.exchange.run(blank.decided(Decisions(Choice.TAKE)))
    assert page(shop, rahim)[:2] == ("রহিম উদ্দিন", "মিরপুর")


def test_another_person_with_the_same_phone_becomes_a_new_customer_once(
    shop: TestShop, rahim: Person, csv_file: Write
) -> None:
    lines = (*LIST, "রহিম উদ্দিন,01711223344,সাভার,মুদি,500")
    preview = look(shop, csv_file, *lines).decided(Decisions(Choice.NEW))
    assert (preview.added, preview.matched, preview.opening_paisa) == (2, 1, 500_00)
    shop.book.exchange.run(preview)
    assert page(shop, rahim) == ("রহিম", "মিরপুর", "", 0)
    assert found(shop, "রহিম উদ্দিন").balance_paisa == 500_00


def test_a_row_is_left_out_by_choice_and_nothing_of_it_is_written(
    shop: TestShop, rahim: Person, csv_file: Write
) -> None:
    result = take(shop, csv_file, Choice.SKIP)
    assert figures(result) == (2, 1, 0, 1)
    assert page(shop, rahim) == ("রহিম", "মিরপুর", "", 0)
    assert str(result.rejected[0][1]) == "Left out by your choice."


def test_one_row_is_decided_otherwise_than_all(shop: TestShop, rahim: Person, csv_file: Write) -> None:
    other = shop.customer("করিমা", "01819223344")
    preview = look(shop, csv_file)
    assert preview.duplicates == 2
    decisions = preview.decisions.for_all(Choice.TAKE).decided(3, Choice.KEEP)
    shop.book.exchange.run(preview.decided(decisions))
    assert page(shop, rahim)[0] == "রহিম উদ্দিন"
    assert page(shop, other)[:2] == ("করিমা", "")


def test_deciding_takes_the_row_off_those_to_be_looked_at(shop: TestShop, csv_file: Write) -> None:
    shop.customer("সালমা", "01711223344")
    preview = look(shop, csv_file)
    assert preview.needs_review == 1
    assert preview.decided(preview.decisions.decided(2, Choice.NEW)).needs_review == 0


# ---- undo after later edits


def test_what_was_changed_by_hand_since_stays_and_is_told(
    shop: TestShop, rahim: Person, csv_file: Write
) -> None:
    result = take(shop, csv_file, Choice.FILL)
    karim = found(shop, "করিম")
    for customer in (shop.book.customers.get(rahim.id), karim):
        draft: CustomerDraft = customer.draft
        shop.book.customers.change(customer.id, replace(draft, occupation="শিক্ষক"))
    assert result.batch is not None
    undone = shop.book.exchange.undo(result.batch)
    told = {row: str(why) for row, why in undone.kept}
    assert told == {
        2: "What this row filled in was changed by hand since, so that stays.",
        3: "This page was changed by hand since.",
    }
    assert page(shop, rahim) == ("রহিম", "মিরপুর", "শিক্ষক", 0)
    assert found(shop, "করিম").draft.occupation == "শিক্ষক"


def test_looking_at_a_page_that_was_marked_is_no_edit(shop: TestShop, csv_file: Write) -> None:
    result = shop.book.exchange.run(look(shop, csv_file, "নাম,বাকি", "রহিম,অনেক টাকা"))
    assert result.batch is not None and result.needs_review == 1
    person = found(shop, "রহিম")
    shop.book.customers.reviewed(person.id)
    assert shop.book.exchange.undo(result.batch).removed == 1


# ---- columns remembered


def test_columns_set_by_hand_are_offered_with_the_next_list_of_the_same_headings(
    shop: TestShop, csv_file: Write
) -> None:
    heads = "পার্টি,যোগাযোগ নম্বর,কোড,টাকা"
    first = look(shop, csv_file, heads, "রহিম,01711223344,ক-১,500")
    assert first.remembered is None and first.opening_paisa == 0
    shop.book.exchange.run(
        shop.book.exchange.preview(
            first.path, first.mapping.changed(3, FieldKey.DUE).changed(2, FieldKey.IGNORE)
        )
    )
    shop.days_later(3)
    again = shop.book.exchange.preview(csv_file(heads.upper(), "করিম,01819223344,ক-২,700", name="next.csv"))
    assert again.opening_paisa == 700_00 and again.mapping.fields[2] is FieldKey.IGNORE
    assert again.remembered is not None
    assert (again.remembered.file_name, again.remembered.on) == ("list.csv", dt.date(2026, 11, 21))
    anew = shop.book.exchange.preview(again.path, recall=False)
    assert anew.opening_paisa == 0 and anew.remembered is None
    shop.book.exchange.run(anew)
    assert shop.book.exchange.preview(again.path).remembered is None, "the guess was taken, so it holds again"


def test_a_remembered_answer_that_cannot_be_read_is_no_answer(shop: TestShop, csv_file: Write) -> None:
    shop.book.settings.keep("import.columns", {"x": 1, "y": {"fields": {"a": "b"}}})
    assert look(shop, csv_file).remembered is None
    shop.book.settings.keep("import.columns", "nonsense")
    assert look(shop, csv_file).remembered is None


# ---- Bijoy


def bijoy_lines() -> list[str]:
    names = ("রহিম উদ্দিন", "জাহাঙ্গীর আলম", "কৃষ্ণ চন্দ্র", "সালমা খাতুন")
    rows = [
        f"{typed(name)},0171122334{place},{typed('মিরপুর')},Paid in full" for place, name in enumerate(names)
    ]
    return [
        f"{typed('নাম')},{typed('মোবাইল')},{typed('এলাকা')},Remark",
        *rows,
        "Karim Store,01819223344,Savar,ok",
    ]


def test_a_list_typed_with_bijoy_is_read_as_bengali_and_shown_before_and_after(
    shop: TestShop, csv_file: Write
) -> None:
    preview = look(shop, csv_file, *bijoy_lines())
    assert preview.bijoy is not None and preview.bijoy.read
    assert preview.bijoy.columns == (0, 2)
    assert (typed("রহিম উদ্দিন"), "রহিম উদ্দিন") in preview.bijoy.samples
    assert preview.headings == ("নাম", "মোবাইল", "এলাকা", "Remark")
    shop.book.exchange.run(preview)
    person = found(shop, "জাহাঙ্গীর আলম").draft
    assert (person.area, person.remark) == ("মিরপুর", "Paid in full")
    assert found(shop, "Karim Store").draft.area == "Savar"


def test_the_switch_leaves_the_letters_as_they_stand(shop: TestShop, csv_file: Write) -> None:
    preview = shop.book.exchange.preview(csv_file(*bijoy_lines()), bijoy=False)
    assert preview.bijoy is not None and not preview.bijoy.read
    assert preview.layout.rows[1].cells[0] == typed("রহিম উদ্দিন")


def test_the_way_windows_saves_it_makes_no_difference(shop: TestShop, csv_file: Write) -> None:
    path = csv_file()
    path.write_bytes("\n".join(bijoy_lines()).encode("cp1252"))
    shop.book.exchange.run(path)
    assert found(shop, "কৃষ্ণ চন্দ্র").draft.area == "মিরপুর"


def test_an_english_list_is_not_taken_for_bijoy(shop: TestShop, csv_file: Write) -> None:
    lines = (
        "Name,Phone,Area",
        "Rahim Uddin,01711223344,Savar",
        "Sumaiya,01819223344,Mirpur",
        "Vai Vai Store,,Uttara",
    )
    assert look(shop, csv_file, *lines).bijoy is None
