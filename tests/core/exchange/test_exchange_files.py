"""What the readers make of files: CSV of every kind, workbooks, vCards; and that nothing makes them fall over."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shopbook.errors import ImportProblem
from shopbook.exchange import vcard
from shopbook.exchange.delimited import separator_of
from shopbook.exchange.readers import read, read_bytes
from shopbook.exchange.sheet import MAX_CELL, MAX_COLUMNS


def cells(data: bytes) -> list[tuple[object, ...]]:
    return [row.cells for row in read_bytes(data).rows]


def card(*lines: str, version: str = "3.0") -> bytes:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]).encode()


def only(data: bytes) -> dict[str, str]:
    """The one card of a file, by column, without what is blank."""
    (row,) = vcard.read(data).rows
    return {key: str(cell) for key, cell in zip(vcard.HEADINGS, row.cells, strict=True) if cell}


# --- CSV


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_bengali_list_is_read_in_every_encoding_excel_and_notepad_write(encoding: str) -> None:
    text = "নাম,মোবাইল\r\nরহিম উদ্দিন,01711223344\r\n"
    assert cells(text.encode(encoding))[1] == ("রহিম উদ্দিন", "01711223344")


def test_one_broken_letter_does_not_turn_a_bengali_list_into_noise() -> None:
    data = "নাম,মোবাইল\nরহিম,01711223344\n".encode() + "করিম".encode()[:-1] + b",01811223344\n"
    assert cells(data)[1] == ("রহিম", "01711223344")


def test_a_latin_list_from_an_old_windows_is_read_as_such() -> None:
    assert cells("name;phone\nRené;01711223344\n".encode("cp1252"))[1] == ("René", "01711223344")


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_separator_is_found_although_addresses_hold_commas(mark: str) -> None:
    lines = ["নাম,মোবাইল,ঠিকানা"] + [f'রহিম {n},0171122334{n},"বাড়ি ৫, রোড ২, সাভার"' for n in range(5)]
    text = "\n".join(lines).replace(",", mark) if mark != "," else "\n".join(lines)
    if mark != ",":
        text = text.replace(f"বাড়ি ৫{mark} রোড ২{mark} সাভার", "বাড়ি ৫, রোড ২, সাভার")
    assert separator_of(text) == mark


def test_a_quote_never_closed_does_not_swallow_the_rest_of_the_list() -> None:
    data = 'নাম,মোবাইল\n"রহিম,01711223344\nকরিম,01811223344\nসালাম,01911223344\n'.encode()
    assert [row[1] for row in cells(data)] == ["মোবাইল", "01711223344", "01811223344", "01911223344"]


def test_a_note_over_two_lines_stays_one_cell_and_keeps_the_row_numbers_of_excel() -> None:
    rows = read_bytes('name,note\nরহিম,"এক\nদুই"\nকরিম,\n'.encode()).rows
    assert [(row.no, row.cells[0]) for row in rows] == [(1, "name"), (2, "রহিম"), (3, "করিম")]


# --- refusing


def test_a_photo_a_pdf_and_a_web_page_are_refused_with_a_sentence() -> None:
    for data in (
        b"\x89PNG\r\n\x1a\n" + bytes(200),
        b"%PDF-1.7 \xe2\xe3",
        b"<html><table></table></html>",
        b"\x00" * 40,
    ):
        with pytest.raises(ImportProblem):
            read_bytes(data)


def test_missing_and_empty_files_are_refused_with_a_sentence(tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"\r\n")
    for path in (tmp_path / "none.csv", empty, tmp_path):
        with pytest.raises(ImportProblem):
            read(path)


def test_too_many_columns_and_endless_cells_are_refused() -> None:
    with pytest.raises(ImportProblem):
        read_bytes(("a," * (MAX_COLUMNS + 1) + "\n").encode())
    with pytest.raises(ImportProblem):
        read_bytes(b"name,phone\n" + b"x" * (MAX_CELL + 1) + b",1\n")


def packed(**files: bytes) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/"), data)
    return whole.getvalue()


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = packed(**{"xl__worksheets__sheet1.xml": bytes(60 * 1024 * 1024)})
    assert len(bomb) < 100_000
    with pytest.raises(ImportProblem):
        read_bytes(bomb)


def test_a_cell_at_the_far_corner_is_refused_and_not_unrolled_in_memory() -> None:
    sheet = (
        b'<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    with pytest.raises(ImportProblem):
        read_bytes(packed(**{"xl__worksheets__sheet1.xml": sheet}))


def test_a_damaged_workbook_is_refused_with_a_sentence(khata: Path) -> None:
    data = khata.read_bytes()
    for damaged in (data[:3000], data[:200] + bytes(400) + data[600:], b"PK\x03\x04" + bytes(50)):
        with pytest.raises(ImportProblem):
            read_bytes(damaged)


# --- vCard


def test_bengali_letters_cut_by_a_soft_break_grow_together_again() -> None:
    data = (
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E0=A6=86=E0=A6=95=E0=\r\n"
        b"=A6=BE=E0=A6=B6\r\nTEL;CELL:01478800215\r\nEND:VCARD\r\n"
    )
    assert only(data) == {"name": "আকাশ", "phone": "01478800215"}


def test_a_folded_line_of_version_3_is_one_line() -> None:
    assert only(card("FN:Abdur Ra", " him", "TEL;TYPE=CELL:017")) == {"name": "Abdur Rahim", "phone": "017"}


def test_an_iphone_card_with_groups_address_and_a_year_it_made_up() -> None:
    data = card(
        "N:Islam;Nurul;;Haji;",
        "item1.TEL;type=CELL;type=VOICE:+880 1711-223344",
        "item1.X-ABLabel:_$!<Mobile>!$_",
        "item2.ADR;type=HOME:;;House 5\\, Road 2;Dhaka;;1216;Bangladesh",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-17",
        "NOTE:ভালো\\nকাস্টমার",
    )
    assert only(data) == {
        "name": "Haji Nurul Islam",
        "phone": "+880 1711-223344",
        "address": "House 5, Road 2, Dhaka, 1216, Bangladesh",
        "birthday": "--05-17",
        "note": "ভালো\nকাস্টমার",
    }


def test_version_4_writes_numbers_as_addresses_and_birthdays_without_a_year() -> None:
    data = card(
        'TEL;VALUE=uri;PREF=1;TYPE="cell,voice":tel:+8801711223344', "FN:রহিম", "BDAY:--0517", version="4.0"
    )
    assert only(data) == {"name": "রহিম", "phone": "+8801711223344", "birthday": "--0517"}


def test_the_preferred_number_comes_first_and_a_home_number_is_marked() -> None:
    data = card("FN:রহিম", "TEL;HOME:02-69710897", "TEL;CELL;PREF:01780623201", version="2.1")
    assert only(data)["phone"] == "01780623201 ::: 02-69710897 (home)"


def test_a_shop_without_a_person_is_called_by_its_name() -> None:
    assert only(card("ORG:করিম ট্রেডার্স;", "TEL:01711223344"))["name"] == "করিম ট্রেডার্স"


def test_pictures_are_left_out_and_a_file_cut_off_keeps_its_last_card() -> None:
    photo = ["PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRg", " ABIAAD/4QBMRXhpZgAA", ""]
    data = card("FN:রহিম", *photo, "TEL:1")[: -len("END:VCARD\r\n")]
    assert only(data) == {"name": "রহিম", "phone": "1"}


def test_a_card_whose_end_is_lost_does_not_take_the_next_one_with_it() -> None:
    data = b"BEGIN:VCARD\nFN:A\nTEL:1\nBEGIN:VCARD\nFN:B\nTEL:2\nEND:VCARD\n"
    assert [row.cells[0] for row in vcard.read(data).rows] == ["A", "B"]


# --- nothing makes them fall over


@given(st.binary(max_size=400))
@example(b"BEGIN:VCARD")
@example(b"PK\x03\x04")
@example(b"\xff\xfe\x00")
@example(b'"\r"x,\n')
def test_no_bytes_at_all_end_in_anything_but_a_sheet_or_a_sentence(data: bytes) -> None:
    try:
        read_bytes(data)
    except ImportProblem as problem:
        assert str(problem)


@given(st.text(alphabet='নামরহিম০১,;\t|"\r\n =:01-', max_size=300))
def test_no_list_of_letters_and_separators_ends_in_anything_but_a_sheet_or_a_sentence(text: str) -> None:
    try:
        read_bytes(text.encode())
    except ImportProblem as problem:
        assert str(problem)


LINE = st.one_of(
    st.sampled_from(
        [
            "BEGIN:VCARD",
            "END:VCARD",
            "VERSION:2.1",
            "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E0=A6=86=",
            "N;CHARSET=HEX:;;;",
            "TEL;;PREF;:",
            "BDAY;X-APPLE-OMIT-YEAR=:1604",
            "PHOTO;BASE64:",
            " =E0",
            ":",
            "AGENT:",
        ]
    ),
    st.text(max_size=20),
)


@given(st.lists(LINE, max_size=14))
def test_no_mixture_of_vcard_lines_ends_in_anything_but_cards(lines: list[str]) -> None:
    try:
        sheet = read_bytes("\r\n".join(["BEGIN:VCARD", *lines]).encode("utf-8", "replace"))
    except ImportProblem:
        return  # a zero byte among them: no text at all
    assert all(len(row.cells) == len(vcard.HEADINGS) for row in sheet.rows)


# --- workbooks written by hand, as small as they can be

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def xlsx(**sheets: list[list[str]]) -> bytes:
    files = {
        "_rels__.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/></Types>',
    }
    listed, links = "", ""
    for no, (name, rows) in enumerate(sheets.items(), 1):
        listed += f'<sheet name="{name}" sheetId="{no}" r:id="r{no}"/>'
        links += f'<Relationship Id="r{no}" Type="{_REL}/worksheet" Target="worksheets/sheet{no}.xml"/>'
        body = "".join(
            f'<row r="{row}">'
            + "".join(
                f'<c r="{chr(64 + column)}{row}" t="inlineStr"><is><t>{text}</t></is></c>'
                for column, text in enumerate(line, 1)
            )
            + "</row>"
            for row, line in enumerate(rows, 1)
        )
        files[f"xl__worksheets__sheet{no}.xml"] = (
            f"<worksheet {_MAIN}><sheetData>{body}</sheetData></worksheet>"
        )
    files["xl__workbook.xml"] = f'<workbook {_MAIN} xmlns:r="{_REL}"><sheets>{listed}</sheets></workbook>'
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    files["xl___rels__workbook.xml.rels"] = f"{relations}{links}</Relationships>"
    return packed(**{name: text.encode() for name, text in files.items()})


def test_of_several_sheets_the_fullest_is_read_and_the_others_are_named() -> None:
    data = xlsx(
        Intro=[["hello"]],
        People=[["name", "phone"], ["রহিম", "01711223344"]],
        Old=[["name"], ["করিম"]],
        Empty=[],
    )
    found = read_bytes(data)
    assert (found.kind, found.name, found.other_sheets) == ("xlsx", "People", ("Intro", "Old"))
    assert read_bytes(data, "Old").rows[1].cells == ("করিম",)
    with pytest.raises(ImportProblem):
        read_bytes(data, "Nobody")


def ods(rows: str) -> bytes:
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="List">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    return packed(
        **{"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()},
        **{"META-INF__manifest.xml": b'<manifest:manifest xmlns:manifest="urn:x"/>'},
    )


def test_a_sheet_of_libreoffice_is_read() -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    number = '<table:table-cell office:value-type="float" office:value="1711223344"/>'
    rows = f"<table:table-row>{cell.format('নাম')}{cell.format('মোবাইল')}</table:table-row>"
    rows += f"<table:table-row>{cell.format('রহিম')}{number}</table:table-row>"
    rows += '<table:table-row table:number-rows-repeated="1048574"><table:table-cell/></table:table-row>'
    found = read_bytes(ods(rows))
    assert found.kind == "ods"
    assert [row.cells for row in found.rows] == [("নাম", "মোবাইল"), ("রহিম", 1711223344.0)]


def test_a_libreoffice_sheet_that_repeats_one_cell_a_million_times_is_refused() -> None:
    cell = '<table:table-cell office:value-type="string" table:number-columns-repeated="100000"><text:p>x</text:p>'
    many = f"<table:table-row>{cell}</table:table-cell></table:table-row>"
    rows = many.replace("<table:table-row>", '<table:table-row table:number-rows-repeated="1000000">')
    for trap in (many, rows.replace('table:number-columns-repeated="100000"', "")):
        with pytest.raises(ImportProblem):
            read_bytes(ods(trap))
