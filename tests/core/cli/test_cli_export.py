"""Everything out by command, and a book of it again."""

from __future__ import annotations

from pathlib import Path

import pytest

from shopbook.book import Book
from shopbook.checks import check
from shopbook.cli import DONE, REFUSED, main
from tests.language import TestShop


def test_everything_goes_out_and_becomes_the_same_book(
    shop: TestShop, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shop.customer("রহিম", "01711223344").buys("ফ্যান", 2500)
    shop.book.close()
    zipped, again = tmp_path / "all.zip", tmp_path / "again.shopbook"
    assert main(["export", str(shop.path), str(zipped), "--language", "en"]) == DONE
    assert "1 customers, 1 memos" in capsys.readouterr().out
    assert main(["new", str(again), "--from", str(zipped), "--language", "en"]) == DONE
    assert "is made again" in capsys.readouterr().out
    with Book.open(again, shop.clock) as book:
        assert check(book).is_whole
        assert book.customers.count() == 1


def test_beside_the_running_window_the_export_works_too(shop: TestShop, tmp_path: Path) -> None:
    assert main(["export", str(shop.path), str(tmp_path / "all.zip"), "--no-cards"]) == DONE


def test_a_zip_of_something_else_is_refused_and_a_name_is_needed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "photo.zip").write_bytes(b"PK")
    assert main(["new", str(tmp_path / "a.shopbook"), "--from", str(tmp_path / "photo.zip")]) == REFUSED
    assert main(["new", str(tmp_path / "a.shopbook")]) == 2
    assert not (tmp_path / "a.shopbook").exists()
    assert capsys.readouterr().err
