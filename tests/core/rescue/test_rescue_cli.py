"""Restoring and rescuing from the command line, for whoever helps the shop."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from shopbook import cli
from shopbook.book import Book
from tests.core.rescue.test_rescue_restore import names
from tests.language import TestShop


def test_a_copy_is_looked_into_and_restored(shop: TestShop, capsys: pytest.CaptureFixture[str]) -> None:
    shop.customer("রহিম").buys("ফ্যান", 3_000)
    made = shop.book.backups.make()
    shop.customer("করিম")
    shop.book.close()
    assert cli.main(["restore", str(shop.path), "--from", str(made.path), "--look", "--language", "en"]) == 0
    told = capsys.readouterr().out
    assert "1 customers, 1 memos" in told
    assert "A-000001" in told
    assert cli.main(["restore", str(shop.path), "--from", str(made.path), "--language", "en"]) == 0
    assert "A2-" in capsys.readouterr().out
    shop.book = Book.open(shop.path, clock=shop.clock)
    assert names(shop.book) == ["রহিম"]


def test_a_damaged_book_is_rescued_with_the_best_copy(
    shop: TestShop, capsys: pytest.CaptureFixture[str]
) -> None:
    shop.customer("রহিম")
    shop.book.backups.make()
    shop.clock.advance(hours=1)
    shop.customer("করিম")
    shop.book.close()
    with shop.path.open("rb+") as file:
        file.write(os.urandom(4096))
    into = shop.path.with_name("out.shopbook")
    assert cli.main(["rescue", str(shop.path), "--into", str(into), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["lost"] == 0
    with Book.open(into, clock=shop.clock) as book:
        assert sorted(names(book)) == ["করিম", "রহিম"]
    pages = shop.path.with_name("pages.shopbook")
    assert cli.main(["rescue", str(shop.path), "--into", str(pages), "--pages", "--language", "en"]) == 0
    assert "Customer: 2 found" in capsys.readouterr().out
    with Book.open(pages, clock=shop.clock) as book:
        assert sorted(names(book)) == ["করিম", "রহিম"]
    shop.path.unlink()


def test_without_a_copy_it_says_what_is_left_to_do(
    shop: TestShop, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shop.book.close()
    assert cli.main(["rescue", str(shop.path), "--into", str(tmp_path / "o"), "--language", "en"]) == 1
    assert "--pages" in capsys.readouterr().err
    shop.path.unlink()
