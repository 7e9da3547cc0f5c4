"""Everything taken out of the book, and the same book made again from it."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from shopbook.book import Book
from shopbook.checks import check
from shopbook.clock import FixedClock
from shopbook.errors import NotAllowed
from shopbook.exchange import archive_book, archive_cards, archive_sheets, readers
from shopbook.exchange.archive_file import packing
from shopbook.exchange.archive_rebuilding import look_into, rebuild
from shopbook.notes.model import NoteDraft
from shopbook.storage.connection import connect
from shopbook.storage.journal import BUSINESS
from shopbook.storage.store import Reader
from tests.core.exchange.packets import all_rows, members, sheet
from tests.language import TODAY, TestShop

OLD_BOOKS = Path(__file__).parents[2] / "files" / "books"


def test_a_book_made_from_what_was_taken_out_is_the_same_book_row_by_row(
    lived_in: Path, taken_out: Path, tmp_path: Path
) -> None:
    again = rebuild(taken_out, tmp_path / "again.shopbook", FixedClock(TODAY))
    kept, made = all_rows(lived_in), all_rows(again)
    assert set(BUSINESS) < set(kept)
    assert [name for name in kept if kept[name] != made[name]] == []
    assert len(kept["journal"]) > 1000


def test_every_table_goes_along_but_what_is_made_anew_or_belongs_to_one_computer(lived_in: Path) -> None:
    with closing(connect(lived_in, read_only=True)) as connection:
        reader = Reader(connection)
        there = {row["name"] for row in reader.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        left = there - set(archive_book.tables(reader)) - {"journal"}
    searched = {
        name for name in left if name.startswith(("customer_fts", "customer_tel", "search_", "sqlite_"))
    }
    assert left - searched == {"_sqlite_migrations", "customer_search", "pin_guard", "backup_log"}


def test_the_book_made_again_agrees_with_itself_and_is_found_in_by_name_and_number(
    taken_out: Path, tmp_path: Path
) -> None:
    again = rebuild(taken_out, tmp_path / "again.shopbook", FixedClock(TODAY))
    with Book.open(again, FixedClock(TODAY)) as book:
        report = check(book)
        assert [part.name for part in report.parts if part.differing] == []
        name, memo = (
            book.store.value("SELECT name FROM customer"),
            book.store.value("SELECT memo_no FROM sale"),
        )
        assert {hit.kind for hit in book.search.hits(name)} >= {"customer"}
        assert {hit.kind for hit in book.search.hits(memo)} >= {"memo"}
        before = book.store.value("SELECT next FROM number_series WHERE series = 'memo'")
        assert before > book.store.value("SELECT count(*) FROM sale")


def test_the_packet_says_what_it_holds_in_both_languages_and_before_it_is_unpacked(
    taken_out: Path, lived_in: Path
) -> None:
    told = members(taken_out)["README.txt"].decode("utf-8-sig")
    people = len(sheet(taken_out, "customers"))
    bengali = str(people).translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"))
    assert f"customers: গ্রাহক ({bengali})" in told and f"customers: Customers ({people})" in told
    inside = look_into(taken_out)
    with Book.open(lived_in, FixedClock(TODAY)) as book:
        rows, sales = (book.store.value(f"SELECT count(*) FROM {table}") for table in ("customer", "sale"))
    assert (inside.customers, inside.sales, inside.whole) == (rows, sales, True)
    assert 40 < people <= rows, "who lies in the trash or in another page is no customer"
    assert inside.shop.startswith("মায়ের দোয়া")


def test_every_sheet_has_as_many_rows_in_csv_as_in_excel(taken_out: Path) -> None:
    found = members(taken_out)
    names = [name[4:-4] for name in found if name.startswith("csv/")]
    assert len(names) > 25
    for name in names:
        book = CalamineWorkbook.from_filelike(io.BytesIO(found[f"xlsx/{name}.xlsx"]))
        excel = book.get_sheet_by_index(0).to_python()
        rows = list(csv.reader(io.StringIO(found[f"csv/{name}.csv"].decode("utf-8-sig"))))
        assert len(excel) == len(rows) and excel[0] == rows[0]


def test_what_looks_like_a_formula_is_inert_and_comes_back_as_it_was_typed(
    shop: TestShop, tmp_path: Path
) -> None:
    names = [
        '=HYPERLINK("http://x")',
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "'=already",
        "'আলী",
        "\u200a=1+1",
    ]
    for place, name in enumerate(names):
        shop.customer("রহিম", f"0171100000{place}", remark=name)
    shop.book.archive.export(tmp_path / "x.zip")
    cells = [row["Remark"] for row in sheet(tmp_path / "x.zip", "customers")]
    assert not [cell for cell in cells if cell.lstrip()[0] in "=+-@"]
    excel = CalamineWorkbook.from_filelike(io.BytesIO(members(tmp_path / "x.zip")["xlsx/customers.xlsx"]))
    assert [row[23] for row in excel.get_sheet_by_index(0).to_python()[1:]] == [
        row["remark"] for row in shop.book.store.rows("SELECT remark FROM customer ORDER BY id")
    ]
    assert b"<f>" not in b"".join(
        zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
        for name, data in members(tmp_path / "x.zip").items()
        if name.endswith(".xlsx")
    )
    again = readers.read_bytes(members(tmp_path / "x.zip")["csv/customers.csv"])
    written = [row.cells[23] for row in again.rows[1:]]
    assert written == [row[23] for row in excel.get_sheet_by_index(0).to_python()[1:]]


def test_phones_keep_their_zero_and_can_be_dialled(shop: TestShop, tmp_path: Path) -> None:
    shop.customer("করিম", "+8801711234567")
    shop.customer("প্রবাসী", "+971501234567")
    shop.book.archive.export(tmp_path / "x.zip")
    assert [row["Mobile"] for row in sheet(tmp_path / "x.zip", "customers")] == [
        "01711-234567",
        "00971-501234567",
    ]
    (tmp_path / "other").mkdir()
    again = TestShop(tmp_path / "other").book
    zipped = tmp_path / "customers.csv"
    zipped.write_bytes(members(tmp_path / "x.zip")["csv/customers.csv"])
    again.exchange.run(zipped)
    assert again.store.ids(
        "SELECT count(*) FROM customer_phone WHERE e164 IN ('+8801711234567', '+971501234567')"
    ) == [2]
    again.close()


def test_the_contacts_go_to_a_phone_with_their_names_and_numbers(taken_out: Path, lived_in: Path) -> None:
    found = readers.read_bytes(members(taken_out)["contacts.vcf"])
    with Book.open(lived_in, FixedClock(TODAY)) as book:
        names = [
            row["name"]
            for row in book.store.rows("SELECT name FROM customer WHERE deleted_at IS NULL ORDER BY id")
        ]
    assert [row.cells[0] for row in found.rows] == names
    assert all(len(line) <= 75 for line in members(taken_out)["contacts.vcf"].split(b"\r\n"))


def test_only_the_owner_takes_the_owners_notes_out(shop: TestShop, tmp_path: Path) -> None:
    person = shop.customer("রহিম")
    shop.book.notes.write(NoteDraft(person.id, "দোকান বন্ধ হতে পারে", "money_trouble", sensitivity="owner"))
    first = NoteDraft(person.id, "দোকান বন্ধ হতে পারে না", "money_trouble", sensitivity="owner")
    note = shop.book.notes.write(first)
    shop.book.notes.change(note, replace(first, body="দোকান বন্ধ হতে পারে আবার"))
    shop.book.notes.resolve(note, "দোকান বন্ধ হতে পারে নাই")
    shop.book.notes.write(NoteDraft(person.id, "চা কম চিনি"))
    shop.book.archive.export(tmp_path / "owner.zip")
    shop.book.store.role = "manager"
    made = shop.book.archive.export(tmp_path / "manager.zip")
    assert not made.private
    owners, managers = (b"".join(members(tmp_path / f"{who}.zip").values()) for who in ("owner", "manager"))
    assert "দোকান বন্ধ হতে পারে".encode() in owners
    assert "দোকান বন্ধ হতে পারে".encode() not in managers
    assert "চা কম চিনি".encode() in managers
    assert b"owner's own notes are not in it" in managers
    again = rebuild(tmp_path / "manager.zip", tmp_path / "again.shopbook", shop.clock)
    with Book.open(again, shop.clock) as book:
        assert check(book).is_whole


def test_a_seller_may_not_take_the_customers_out(shop: TestShop, tmp_path: Path) -> None:
    shop.book.store.role = "seller"
    with pytest.raises(NotAllowed):
        shop.book.archive.export(tmp_path / "x.zip")
    assert list(tmp_path.glob("*.zip")) == []


def test_pins_do_not_leave_the_shop_not_even_as_a_hash(shop: TestShop, tmp_path: Path) -> None:
    with shop.book.store.operation() as op:
        op.insert(
            "staff", {"name": "মালিক", "role": "owner", "pin_hash": "scrypt$hush", "pin_set_on": "2026-11-21"}
        )
    shop.book.store.role = "owner"
    shop.book.archive.export(tmp_path / "x.zip")
    assert b"scrypt$hush" not in b"".join(members(tmp_path / "x.zip").values())


def test_a_sheet_longer_than_excels_goes_on_in_a_second_one(
    shop: TestShop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in range(5):
        shop.customer(f"গ্রাহক {place}")
    monkeypatch.setattr(archive_sheets, "MOST_SHEET_ROWS", 2)
    shop.book.archive.export(tmp_path / "x.zip")
    book = CalamineWorkbook.from_filelike(io.BytesIO(members(tmp_path / "x.zip")["xlsx/customers.xlsx"]))
    assert book.sheet_names == ["Customers", "Customers 2", "Customers 3"]
    assert [len(book.get_sheet_by_index(place).to_python()) for place in range(3)] == [3, 3, 2]


def test_each_card_that_holds_is_a_pdf_and_many_share_one(
    lived_in: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Book.open(lived_in, FixedClock(TODAY)) as book:
        few = book.archive.export(tmp_path / "few.zip", sheets=False)
        assert few.cards > 20
        pdfs = [data for name, data in members(tmp_path / "few.zip").items() if name.startswith("cards/")]
        assert len(pdfs) == few.cards and all(data.startswith(b"%PDF") for data in pdfs)
        monkeypatch.setattr(archive_cards, "MOST_SINGLE", 3)
        book.archive.export(tmp_path / "many.zip", sheets=False)
    assert len([name for name in members(tmp_path / "many.zip") if name.startswith("cards/")]) == 1


@pytest.mark.parametrize("schema", [1, 2, 3])
def test_a_packet_of_every_older_schema_becomes_a_book_of_today(tmp_path: Path, schema: int) -> None:
    old = tmp_path / "old.shopbook"
    old.write_bytes(gzip.decompress((OLD_BOOKS / f"v{schema}.shopbook.gz").read_bytes()))
    with closing(connect(old)) as connection, packing(tmp_path / "old.zip") as pack:
        reader = Reader(connection)
        with pack.member("book.json") as stream:
            counts = archive_book.write_book(reader, stream, "{}", lambda _rows: None, private=True)
        with pack.member("journal.json") as stream:
            counts["journal"] = archive_book.write_journal(reader, stream, lambda _rows: None, private=True)
        pack.finish({"format": 1, "schema": schema, "tables": counts})
    again = rebuild(tmp_path / "old.zip", tmp_path / "again.shopbook", FixedClock(TODAY))
    with Book.open(old, FixedClock(TODAY)) as book, Book.open(again, FixedClock(TODAY)) as made:
        assert check(made).is_whole
        for table in BUSINESS:
            rows = [[tuple(row) for row in one.store.rows(f"SELECT * FROM {table}")] for one in (book, made)]
            assert rows[0] == rows[1], table
