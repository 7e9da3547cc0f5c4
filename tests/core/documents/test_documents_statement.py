"""A long statement: carried over right on every sheet, heads repeated, nothing orphaned, nothing lost."""

from __future__ import annotations

import re
import time
from dataclasses import replace

import pytest

from shopbook.documents import pages
from shopbook.documents.statement import StatementPaper, statement
from shopbook.localisation.language import _, using
from shopbook.localisation.numbers import money, money_plain, number, parse_amount
from tests.core.documents.ink import squeezed, words_of
from tests.core.documents.money_papers import STATEMENT, account


def texts(pdf: bytes) -> list[str]:
    return [pages.page_text(pdf, page) for page in range(pages.page_count(pdf))]


def carried(text: str, label: str) -> list[int]:
    """The sums in the row with this label: what came, what went, the balance; blank ones left out."""
    flat = " ".join(text.split())
    after = flat[flat.index(label) + len(label) :]
    found = re.match(r"(?: ?−?[\d,]+(?:\.\d\d)?(?![\d/]))+", after)
    assert found is not None, f"no figures after {label!r}: {after[:60]!r}"
    return [parse_amount(figure) for figure in found.group().split()]


@pytest.mark.parametrize("size", ["A4", "A5"])
@pytest.mark.parametrize("lines", [500, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48])
def test_the_sums_are_right_on_every_sheet(lines: int, size: str) -> None:
    data = account(lines)
    with using("en"):
        sheets = texts(statement(data, size, "en"))
        balance, more, less, seen = data.opening_paisa, 0, 0, 0
        for at, text in enumerate(sheets):
            above = "Brought forward" if at else "Opening balance"
            came = [sum_ for sum_ in (more, less) if sum_] + [balance]
            assert carried(text, above) == came
            here = len(re.findall(r"\d\d/\d\d/\d{4}", text))
            for line in data.lines[seen : seen + here]:
                more, less = (
                    (more + line.amount_paisa, less)
                    if line.amount_paisa >= 0
                    else (more, less - line.amount_paisa)
                )
                balance += line.amount_paisa
            seen += here
            below = "Total" if at == len(sheets) - 1 else "Carried to the next page"
            assert carried(text, below) == [more, less, balance]
            assert here >= 1, "a sheet without a line"
        assert seen == lines
        assert balance == data.closing_paisa


@pytest.mark.parametrize("language", ["bn", "en"])
def test_every_sheet_of_500_lines_has_its_heads_and_its_number(language: str) -> None:
    with using(language):
        sheets = [squeezed(text) for text in texts(statement(account(500), "A4", language))]
        assert len(sheets) > 8
        for at, text in enumerate(sheets):
            for head in ("Date", "Particulars", "Charged", "Paid, less", "Balance"):
                assert text.count(squeezed(_(head))) >= 1
            page = _("Page {page} of {pages}").format(page=number(at + 1), pages=number(len(sheets)))
            assert squeezed(page) in text
        assert squeezed(_("Customer's signature")) in sheets[-1]
        assert all(squeezed(_("Customer's signature")) not in text for text in sheets[:-1])


def test_no_line_of_500_is_lost_or_told_twice() -> None:
    data = account(500)
    words = words_of(statement(data, "A4"))
    assert [words.count(squeezed(line.what)) for line in data.lines] == [1] * 500


def test_the_total_never_stands_alone_on_the_last_sheet() -> None:
    for lines in range(25, 75):
        last = texts(statement(account(lines), "A4", "en"))[-1]
        assert len(re.findall(r"\d\d/\d\d/\d{4}", last)) >= 1, f"{lines} lines"


@pytest.mark.parametrize("opening", [0, 2_500_00, -1_000_00])
def test_an_account_without_a_line_has_its_opening_and_its_end(opening: int) -> None:
    empty = replace(STATEMENT, opening_paisa=opening, lines=(), closing_paisa=opening)
    pdf = statement(empty)
    assert pages.page_count(pdf) == 1
    words = words_of(pdf)
    assert squeezed(money(abs(opening))) in words
    assert squeezed(_("Opening balance") + money_plain(opening)) in words
    assert (squeezed(_("A balance below zero is money paid ahead.")) in words) is (opening < 0)


def test_lines_that_do_not_lead_to_the_balance_are_never_drawn() -> None:
    with pytest.raises(ValueError, match="closing balance"):
        statement(replace(STATEMENT, closing_paisa=STATEMENT.closing_paisa + 1))


def test_500_lines_are_drawn_while_one_waits() -> None:
    data: StatementPaper = account(500)
    statement(data)
    began = time.perf_counter()
    statement(data)
    assert time.perf_counter() - began < 2.5
