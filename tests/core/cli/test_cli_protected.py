"""The command line before a protected book: the passphrase from a variable, and one line when it is missing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from shopbook import cli
from shopbook.book import Book
from shopbook.cli.opening import PASSPHRASE_VARIABLE
from shopbook.clock import FixedClock
from shopbook.customers.model import CustomerDraft
from shopbook.protection.operations import protect
from shopbook.settings.model import ShopDraft
from shopbook.storage import vault as vaults
from tests.language import TODAY

Run = Callable[..., tuple[int, str, str]]
PHRASE = "four words of mine"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Look for রহিম with this passphrase in the variable; gives exit code, what it printed and complained."""

    def command(book: Path, passphrase: str | None = None) -> tuple[int, str, str]:
        monkeypatch.delenv(PASSPHRASE_VARIABLE, raising=False)
        if passphrase is not None:
            monkeypatch.setenv(PASSPHRASE_VARIABLE, passphrase)
        code = cli.main(["find", str(book), "রহিম", "--language", "en", "--date", TODAY.isoformat()])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


@pytest.fixture
def locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A protected book with one customer."""
    monkeypatch.setenv("SHOPBOOK_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(vaults, "_MEMORY_KIB", 64)
    monkeypatch.setattr(vaults, "_PASSES", 1)
    path = tmp_path / "shop.shopbook"
    with Book.create(path, ShopDraft(name_bn="দোকান"), FixedClock(TODAY)) as book:
        book.customers.add(CustomerDraft(name="রহিম উদ্দিন"))
    protect(path, PHRASE)
    return path


def test_without_a_passphrase_one_line_says_what_is_needed(run: Run, locked: Path) -> None:
    code, out, complained = run(locked)
    assert (code, out) == (cli.REFUSED, "")
    assert "protected" in complained
    assert complained.count("\n") == 1


def test_with_the_passphrase_in_its_variable_it_works(run: Run, locked: Path) -> None:
    code, out, complained = run(locked, PHRASE)
    assert (code, complained) == (cli.DONE, "")
    assert "রহিম" in out


def test_a_wrong_one_is_told_without_repeating_it(run: Run, locked: Path) -> None:
    code, _out, complained = run(locked, "a wrong secret")
    assert code == cli.REFUSED
    assert "password is not right" in complained
    assert "a wrong secret" not in complained


def test_beside_the_running_program_it_reads_too(run: Run, locked: Path) -> None:
    with Book.open(locked, FixedClock(TODAY), passphrase=PHRASE):
        code, out, _complained = run(locked, PHRASE)
    assert code == cli.DONE
    assert "রহিম" in out
