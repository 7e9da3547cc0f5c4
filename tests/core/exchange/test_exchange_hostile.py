"""Files made to fill the memory or the day: each is refused with a sentence, at once, and nothing is unrolled."""

from __future__ import annotations

import io
import struct
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from shopbook.errors import ImportProblem
from shopbook.exchange import limits
from shopbook.exchange.call_log_reading import read_call_log
from shopbook.exchange.readers import load, read_bytes
from tests.language import TestShop

_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.fixture(autouse=True)
def _soon() -> Iterator[None]:
    """A refusal comes in seconds of work, however busy the computer is; the shop is open."""
    began = time.process_time()
    yield
    assert time.process_time() - began < 20


def workbook(rows: str, shared: str = "", head: str = "") -> bytes:
    """The smallest workbook with these rows of XML."""
    files = {
        "_rels/.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>'
        '<sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": "<Relationships xmlns="
        '"http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{_REL}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{_REL}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{shared}</sst>',
        "xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>',
    }
    return packed({name: text.encode() for name, text in files.items()})


def libre(rows: str, head: str = "") -> bytes:
    """The smallest LibreOffice sheet with these rows."""
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    content = (
        f"{head}<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="A">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    return packed(
        {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()}
    )


def packed(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in files.items():
            zipped.writestr(name, data)
    return target.getvalue()


def text_cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def refused(data: bytes) -> str:
    with pytest.raises(ImportProblem) as problem:
        read_bytes(data)
    return str(problem.value)


def test_a_small_workbook_is_taken_so_that_the_refusals_below_mean_something() -> None:
    rows = f'<row r="1">{text_cell("A1", "নাম")}{text_cell("B1", "মোবাইল")}</row>'
    assert read_bytes(workbook(rows)).rows[0].cells == ("নাম", "মোবাইল")


@pytest.mark.parametrize(
    "place", ["C99999999999999999999110", "ZZZZ1", "A0x", "XFD1048576", "GS1", "A200001", "ABCDEFGH1"]
)
def test_a_cell_that_says_it_stands_beyond_every_sheet(place: str) -> None:
    refused(workbook(f'<row r="1">{text_cell("A1", "a")}</row><row r="2">{text_cell(place, "b")}</row>'))


def test_a_place_hidden_behind_a_bracket_in_quotes() -> None:
    refused(workbook(f'<row r="1">{text_cell("A1", "a")}<c x="&gt;>" r="GR200000"><v>1</v></c></row>'))
    refused(workbook(f'<row r="1"><c y="{"y" * 3000}" r="GR200000"><v>1</v></c></row>'))


def test_two_cells_in_far_corners_are_not_filled_up_between() -> None:
    rows = f'<row r="1">{text_cell("A1", "a")}</row><row r="200000">{text_cell("GR200000", "b")}</row>'
    refused(workbook(rows))
    refused(
        workbook(f"{'<row>' + '<c><v>1</v></c>' * 199 + '</row>'}" + "<row><c><v>1</v></c></row>" * 20_000)
    )


def test_one_long_text_referred_to_a_million_times() -> None:
    cells = "".join(
        f'<row r="{row}">{chr(60)}c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 100_000)
    )
    refused(workbook(cells, shared=f"<si><t>{'ক' * 9000}</t></si>"))


def test_texts_referred_to_as_usual_are_taken() -> None:
    cells = "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>{row % 2}</v></c></row>' for row in range(1, 3000)
    )
    found = read_bytes(workbook(cells, shared="<si><t>রহিম</t></si><si><t>করিম</t></si>"))
    assert [row.cells for row in found.rows[:2]] == [("করিম",), ("রহিম",)]


def test_a_sheet_in_another_encoding_cannot_slip_past_the_count() -> None:
    row = f'<row r="1">{text_cell("XFD1048576", "b")}</row>'
    inside = f'<worksheet xmlns="{_MAIN}"><sheetData>{row}</sheetData></worksheet>'
    with zipfile.ZipFile(io.BytesIO(workbook(""))) as zipped:
        files = {name: zipped.read(name) for name in zipped.namelist()}
    files["xl/worksheets/sheet1.xml"] = inside.encode("utf-16")
    refused(packed(files))


_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lololololololololol">'
    + "".join(
        f'<!ENTITY lol{no} "{f"&lol{no - 1 if no > 1 else chr(59)[:0]};" * 10}">' for no in range(1, 10)
    )
    + "]>"
)


def test_a_billion_laughs_are_not_laughed() -> None:
    for data in (
        workbook(f'<row r="1">{text_cell("A1", "&lol9;")}</row>', head=_LAUGHS),
        libre('<table:table-row><table:table-cell office:value-type="string"><text:p>&lol9;</text:p>'
              "</table:table-cell></table:table-row>", head=_LAUGHS),
    ):  # fmt: skip
        try:
            assert len(str(read_bytes(data).rows)) < 1000
        except ImportProblem as problem:
            assert str(problem)


def test_tags_within_tags_a_million_deep_and_tags_that_never_end() -> None:
    for inside in (
        "<a>" * 1_000_000,
        "<c " * 1_000_000,
        "<row " * 500_000,
        '<c r="' * 500_000,
        "<si" * 500_000,
    ):
        try:
            read_bytes(workbook(inside))
        except ImportProblem as problem:
            assert str(problem)
    rows = '<table:table-row table:number-rows-repeated="999">' * 300_000
    refused(libre(rows + "<table:table-cell " * 300_000))


def test_a_libreoffice_sheet_that_repeats_is_counted_before_it_is_unrolled() -> None:
    cell = '<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'
    across = ' table:number-columns-repeated="{n}"'
    empty = '<table:table-cell table:number-columns-repeated="{n}"/>'
    row = '<table:table-row table:number-rows-repeated="{n}">{cells}</table:table-row>'
    one = cell.format(more="", text="ক")
    refused(libre(row.format(n=1, cells=empty.format(n=900_000_000) + one)))
    refused(libre(row.format(n=900_000_000, cells="<table:table-cell/>") + row.format(n=1, cells=one)))
    refused(libre(row.format(n=1000, cells=cell.format(more=across.format(n=200), text="ক" * 3000))))
    refused(libre(row.format(n=1, cells=cell.format(more=across.format(n="9" * 30), text="ক"))))
    refused(libre("".join(row.format(n=90_000, cells=one) for _ in range(3))))


def test_a_member_that_lies_about_its_size() -> None:
    data = bytearray(workbook(f'<row r="1">{text_cell("A1", "0" * 30_000_000)}</row>'))
    true = len(b"0" * 30_000_000)
    place = 0
    while (place := data.find(b"PK\x01\x02", place)) >= 0:  # the directory at the end is what is believed
        if struct.unpack_from("<I", data, place + 24)[0] > true:
            struct.pack_into("<I", data, place + 24, 500)
        place += 4
    refused(bytes(data))


def test_two_members_of_one_name_and_thousands_of_members() -> None:
    target = io.BytesIO(workbook(f'<row r="1">{text_cell("A1", "a")}</row>'))
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(target, "a") as zipped:
        zipped.writestr("xl/worksheets/sheet1.xml", "<worksheet/>")
    refused(target.getvalue())
    refused(packed({f"{no}.xml": b"" for no in range(limits.MAX_MEMBERS + 1)}))


def test_a_zip_of_something_else_is_no_list() -> None:
    refused(packed({"photo.jpg": b"\xff\xd8"}))


def test_rows_of_ten_million_columns() -> None:
    for mark in (b",", b";", b"\t"):
        assert "too large" in refused(b"name" + mark * 10_000_000)


def test_more_cells_than_a_shops_computer_holds() -> None:
    refused((b"," * 150 + b"\n") * (limits.MAX_CELLS // 150 + 2))


def test_a_list_of_fifty_megabytes_and_a_file_of_two_gigabytes(tmp_path: Path) -> None:
    refused("রহিম,01711223344\n".encode() * (limits.MAX_TEXT_BYTES // 30))
    giant = tmp_path / "giant.csv"
    with giant.open("wb") as file:
        file.truncate(2 << 30)  # a hole: it takes no room on the disk
    with pytest.raises(ImportProblem):
        load(giant)


def test_quotes_that_never_end_and_zeros_between_the_letters() -> None:
    rows = read_bytes(b'name,phone\n"rahim,01711223344\n' + b"karim,01819223344\n" * 50_000).rows
    assert len(rows) == 50_002
    refused(b'name\n"' + b"x" * 20_000_000)
    refused(b"name,phone\n" + b"ra\x00him,01711223344\n" * 3)
    far = b"name,phone\n" + b"rahim,01711223344\n" * 500 + b"ka\x00rim,01819223344\n"
    assert read_bytes(far).rows[-1].cells == ("karim", "01819223344")


def test_a_contact_with_a_huge_picture_is_taken_without_it() -> None:
    picture = b"PHOTO;ENCODING=b;TYPE=JPEG:" + b"\r\n ".join([b"A" * 74] * 200_000)
    card = b"BEGIN:VCARD\r\nFN:Rahim\r\n" + picture + b"\r\nTEL:01711223344\r\nEND:VCARD\r\n"
    older = card.replace(b"ENCODING=b;TYPE=JPEG", b"ENCODING=BASE64;JPEG")
    for data in (card, older):
        (row,) = read_bytes(data).rows
        assert row.cells[0] == "Rahim" and row.cells[2] == "01711223344"


def test_a_contact_folded_without_end_or_with_a_million_lines() -> None:
    refused(b"BEGIN:VCARD\r\nNOTE:" + b"a\r\n " * 800_000 + b"\r\nEND:VCARD")
    refused(b"BEGIN:VCARD\r\nNOTE;ENCODING=QUOTED-PRINTABLE:" + b"=41=\r\n" * 500_000)
    refused(b"BEGIN:VCARD\r\nFN:x\r\n" + b"TEL:1\r\n" * 500_000)
    refused(b"BEGIN:VCARD\r\nFN:x\r\nEND:VCARD\r\n" * (limits.MAX_ROWS + 2))


def test_a_call_log_of_a_hundred_megabytes_ends_after_the_calls_a_phone_keeps(shop: TestShop) -> None:
    log = "Missed call\n01711223344\nYesterday 7:45 PM\n\n" * 1_000_000
    assert 0 < len(read_call_log(log, shop.clock.now())) <= 20_000


def test_a_million_lines_of_noise_do_not_take_a_minute(shop: TestShop) -> None:
    began = time.process_time()
    read_call_log("ট�িট\n" * 300_000, shop.clock.now())
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    "text", ["<call " * 500_000, '"' * 1_000_000, "(" * 300_000, "01711" * 200_000, "\n" * 4_000_000]
)
def test_a_call_log_of_noise_is_an_empty_one(shop: TestShop, text: str) -> None:
    assert len(read_call_log(text, shop.clock.now())) < 20


def test_what_nobody_types_into_the_search_box_finds_nothing_and_breaks_nothing(shop: TestShop) -> None:
    shop.customer("রহিম", "01711223344")
    for text in (
        "ক" * 100_000,
        "র্" * 50_000,
        "0" * 100_000,
        '"',
        "* OR *",
        "NEAR(",
        "\x00",
        "\ud800",
        "a " * 20_000,
    ):
        shop.book.search.hits(text)
    assert shop.book.search.hits("রহিম")
