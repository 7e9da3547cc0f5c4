"""Who owes, and the account of one customer, from the command line."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from shopbook import cli
from shopbook.book import Book
from shopbook.clock import FixedClock
from shopbook.customers.model import CustomerDraft, PhoneDraft
from shopbook.documents import pages
from shopbook.dues.model import AdjustmentDraft, PaymentDraft
from shopbook.settings.model import ShopDraft

TODAY = dt.date(2026, 11, 21)
DAY = ("--date", TODAY.isoformat())


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    """Run a command; gives exit code, what it printed and what it complained."""

    def command(*words: object) -> tuple[int, str, str]:
        code = cli.main([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


@pytest.fixture
def owing(tmp_path: Path) -> Path:
    """A book with two Salmas and a Karim; one Salma paid a part."""
    path = tmp_path / "shop.shopbook"
    with Book.create(path, ShopDraft(name_bn="রহিম স্টোর"), FixedClock(TODAY)) as book:
        for name, mobile, taka, days in (
            ("সালমা বেগম", "01711000001", 1_250, 40), ("সালমা বেগম", "01711000002", 300, 5),
            ("আব্দুল করিম", "01711000003", 2_000, 10),
        ):  # fmt: skip
            person = book.customers.add(CustomerDraft(name=name, phones=(PhoneDraft(mobile),)))
            day = TODAY - dt.timedelta(days)
            book.dues.adjust(AdjustmentDraft(person, "opening", taka * 100, day))
            if days == 40:
                book.dues.take_payment(PaymentDraft(person, 500_00, TODAY))
    return path


def words(pdf: Path) -> str:
    data = pdf.read_bytes()
    return " ".join(pages.page_text(data, page) for page in range(pages.page_count(data)))


def test_who_owes_stands_one_a_line_the_oldest_first_and_the_sum_below(owing: Path, run) -> None:  # type: ignore[no-untyped-def]
    code, said, _ = run("dues", owing, "--language", "bn", *DAY)
    assert code == 0
    assert said.splitlines() == [
        "সালমা বেগম  ০১৭১১-০০০০০১  ৳৭৫০",
        "আব্দুল করিম  ০১৭১১-০০০০০৩  ৳২,০০০",
        "সালমা বেগম  ০১৭১১-০০০০০২  ৳৩০০",
        "৩ জনের কাছে বাকি ৳৩,০৫০",
    ]


def test_a_machine_gets_paisa_and_days(owing: Path, run) -> None:  # type: ignore[no-untyped-def]
    code, said, _ = run("dues", owing, "--json", *DAY)
    found = json.loads(said)
    assert code == 0
    assert [each["balance_paisa"] for each in found] == [750_00, 2_000_00, 300_00]
    assert found[0]["oldest_unpaid_on"] == "2026-10-12" and found[0]["promised_on"] is None


def test_a_statement_is_a_paper_with_every_line(owing: Path, tmp_path: Path, run) -> None:  # type: ignore[no-untyped-def]
    paper = tmp_path / "account.pdf"
    code, said, _ = run("statement", owing, "01711000001", "--out", paper, "--language", "en", *DAY)
    assert (code, said.strip()) == (0, str(paper))
    assert all(figure in words(paper) for figure in ("1,250", "500", "750", "Statement of account"))


def test_days_bound_the_statement(owing: Path, tmp_path: Path, run) -> None:  # type: ignore[no-untyped-def]
    paper = tmp_path / "account.pdf"
    asked = ("statement", owing, "01711000001", "--out", paper, "--language", "en", "--from", "2026-11-01")
    assert run(*asked, *DAY)[0] == 0
    assert "Opening balance" in words(paper)
    assert "12/10/2026" not in words(paper)


def test_of_two_salmas_nobody_is_guessed(owing: Path, tmp_path: Path, run) -> None:  # type: ignore[no-untyped-def]
    paper = tmp_path / "account.pdf"
    code, _, complaint = run("statement", owing, "সালমা", "বেগম", "--out", paper, "--language", "bn", *DAY)
    assert code == 1
    assert "সালমা বেগম, সালমা বেগম" in complaint
    assert not paper.exists()
    assert run("statement", owing, "করিম", "--out", paper, *DAY)[0] == 0
    assert run("statement", owing, "জব্বার", "--out", paper, *DAY)[0] == 1
