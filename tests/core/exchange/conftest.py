"""The three lists of a real shop, and the service that takes them in."""

from __future__ import annotations

from pathlib import Path

import pytest

from shopbook.book import Book
from shopbook.clock import FixedClock
from shopbook.demo import make_demo
from shopbook.exchange.operations import Exchange
from tests.core.exchange.asking import Write
from tests.language import TODAY, TestShop

FILES = Path(__file__).parents[2] / "files"


@pytest.fixture
def exchange(shop: TestShop) -> Exchange:
    """Contact lists into the test shop's book."""
    return shop.book.exchange


@pytest.fixture
def khata() -> Path:
    """A ledger typed in Excel: title, blank rows, totals row, Bengali digits, lost zeros, two phones in a cell."""
    return FILES / "dokaner_khata.xlsx"


@pytest.fixture
def google() -> Path:
    """Google contacts: name in parts, two numbers joined by colons, birthdays with and without a year."""
    return FILES / "google_contacts.csv"


@pytest.fixture
def android() -> Path:
    """A phone's own export: vCard 2.1, quoted-printable Bengali cut in the middle of letters."""
    return FILES / "android_contacts.vcf"


@pytest.fixture
def csv_file(tmp_path: Path) -> Write:
    """Write a list: one text a row."""

    def write(*lines: str, name: str = "list.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    return write


@pytest.fixture(scope="session")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The believable sample shop, closed."""
    path = tmp_path_factory.mktemp("lived") / "shop.shopbook"
    make_demo(path, clock=FixedClock(TODAY))
    return path


@pytest.fixture(scope="session")
def taken_out(lived_in: Path) -> Path:
    """Everything of the sample shop in one zip, without the cards."""
    target = lived_in.with_name("everything.zip")
    with Book.open(lived_in, FixedClock(TODAY)) as book:
        book.archive.export(target, cards=False)
    return target
