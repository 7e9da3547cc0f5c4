"""The command line in a shop with PINs: who asks says so, and an owner who forgot the PIN gets in again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from shopbook import cli
from shopbook.book import Book
from shopbook.cli.counter import PIN_VARIABLE
from shopbook.clock import FixedClock
from shopbook.customers.model import CustomerDraft
from shopbook.dues.model import AdjustmentDraft
from shopbook.settings.model import ShopDraft
from tests.language import TODAY

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in English with this PIN in the variable; gives exit code, what it printed and complained."""

    def command(*words: object, pin: str | None = None) -> tuple[int, str, str]:
        monkeypatch.delenv(PIN_VARIABLE, raising=False)
        if pin is not None:
            monkeypatch.setenv(PIN_VARIABLE, pin)
        code = cli.main([*map(str, words), "--language", "en", "--date", TODAY.isoformat()])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """A shop whose owner has a PIN and whose helper has none; রহিম owes 500."""
    path = tmp_path / "shop.shopbook"
    with Book.create(path, ShopDraft(name_bn="রহিম স্টোর"), clock=FixedClock(TODAY)) as book:
        owner = book.settings.add_staff("জামাল", "owner")
        book.settings.add_staff("রতন", "helper")
        rahim = book.customers.add(CustomerDraft(name="রহিম"))
        book.dues.adjust(AdjustmentDraft(rahim, "opening", 500_00, TODAY))
        book.signing.set_pin(owner, "4711")
    return path


def test_without_a_name_nothing_is_told(locked: Path, run: Run) -> None:
    for words in (("find", locked, "রহিম"), ("today", locked), ("dues", locked)):
        code, out, err = run(*words)
        assert (code, out) == (1, "")
        assert "--as NAME" in err


def test_with_name_and_pin_the_dues_are_told(locked: Path, run: Run) -> None:
    code, out, _err = run("dues", locked, "--as", "জামাল", pin="4711")
    assert code == 0
    assert "রহিম" in out and "৳500" in out


def test_a_wrong_pin_tells_nothing_and_is_counted(locked: Path, run: Run) -> None:
    for _ in range(3):
        code, out, err = run("dues", locked, "--as", "জামাল", pin="0000")
        assert (code, out) == (1, "")
        assert "not right" in err
    code, out, err = run("dues", locked, "--as", "জামাল", pin="4711")
    assert (code, out) == (1, ""), "the wait holds for the command line too"


def test_where_nobody_can_type_the_variable_is_named(locked: Path, run: Run) -> None:
    code, _out, err = run("dues", locked, "--as", "জামাল")
    assert code == 1
    assert PIN_VARIABLE in err


def test_a_helper_finds_people_and_is_not_told_what_they_owe(locked: Path, run: Run) -> None:
    code, out, _err = run("find", locked, "রহিম", "--as", "রতন")
    assert code == 0
    assert "রহিম" in out
    code, out, err = run("dues", locked, "--as", "রতন")
    assert (code, out) == (1, "")
    assert "not among your tasks" in err


def test_a_stranger_is_not_let_in(locked: Path, run: Run) -> None:
    code, _out, err = run("find", locked, "রহিম", "--as", "কেউ", pin="4711")
    assert code == 1
    assert "জামাল" in err


def test_that_all_agrees_is_proved_for_anybody(locked: Path, run: Run) -> None:
    assert run("check", locked)[0] == 0


def test_who_works_here_is_listed(locked: Path, run: Run) -> None:
    code, out, _err = run("staff", locked)
    assert code == 0
    assert [line.split("  ") for line in out.splitlines()] == [
        ["জামাল", "Owner", "has a PIN"],
        ["রতন", "Helper", "no PIN"],
    ]


def test_an_owner_who_forgot_the_pin_gets_in_again(locked: Path, run: Run) -> None:
    code, out, _err = run("staff", locked, "--reset-owner", "--shop", "রহিম স্টোর", pin="৯৮৭৬")
    assert code == 0
    assert "not encryption" in out
    assert run("dues", locked, "--as", "জামাল", pin="4711")[0] == 1
    assert run("dues", locked, "--as", "জামাল", pin="9876")[0] == 0


def test_without_the_shops_name_the_pin_stays(locked: Path, run: Run) -> None:
    code, _out, err = run("staff", locked, "--reset-owner", "--shop", "করিম স্টোর", pin="9876")
    assert code == 1
    assert "not the name" in err
    assert run("staff", locked, "--reset-owner", "--shop", "রহিম স্টোর", pin="98")[0] == 1
    assert run("dues", locked, "--as", "জামাল", pin="4711")[0] == 0


def test_the_shops_name_is_asked_for(locked: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builtins.input", lambda _prompt: " রহিম  স্টোর ")
    assert run("staff", locked, "--reset-owner", pin="9876")[0] == 0
