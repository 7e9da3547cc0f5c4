"""`backup` as a script sees it: a scheduled copy every night, and whether one on a stick is good."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from shopbook import cli
from tests.language import TestShop


def _run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = cli.main([str(word) for word in words])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_copy_is_made_and_says_where_it_lies_and_what_is_in_it(
    shop: TestShop, capsys: pytest.CaptureFixture[str]
) -> None:
    shop.customer("রহিম")
    shop.book.close()
    code, said, _ = _run(capsys, "backup", shop.path, "--language", "en", "--date", "2026-11-21")
    assert code == 0
    lines = said.splitlines()
    assert Path(lines[0]).name == "shop-20261121-100000.shopbook"
    assert "customers 1, memos 0" in lines[1]
    shop.reopen()
    assert shop.book.backups.state() == "good"


def test_it_works_while_the_program_is_open_and_into_a_folder_of_ones_own(
    shop: TestShop, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "nightly").mkdir()
    code, said, _ = _run(capsys, "backup", shop.path, "--to", tmp_path / "nightly", "--json")
    assert code == 0
    told = json.loads(said)
    assert Path(told["file"]).parent == tmp_path / "nightly"
    assert told["kind"] == "plain"
    assert len(told["sha256"]) == 64
    assert "slots" not in told and "seal" not in told


def test_a_good_copy_is_called_good_and_a_spoiled_one_is_refused(
    shop: TestShop, capsys: pytest.CaptureFixture[str]
) -> None:
    made = shop.book.backups.make()
    code, said, _ = _run(capsys, "backup", "--check", made.path, "--language", "en")
    assert (code, said.splitlines()[-1]) == (0, "This copy is good.")
    data = bytearray(made.path.read_bytes())
    data[9999] ^= 4
    made.path.write_bytes(data)
    code, said, complained = _run(capsys, "backup", "--check", made.path, "--language", "en")
    assert (code, said) == (1, "")
    assert "damaged" in complained
    assert len(complained.splitlines()) == 1


def test_without_a_book_and_without_a_copy_the_command_is_written_wrong(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, said, complained = _run(capsys, "backup")
    assert (code, said) == (2, "")
    assert complained


def test_a_folder_that_is_not_there_is_one_line(
    shop: TestShop, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, complained = _run(capsys, "backup", shop.path, "--to", tmp_path / "none", "--language", "en")
    assert code == 1
    assert len(complained.splitlines()) == 1
    assert not (tmp_path / "none").exists()
