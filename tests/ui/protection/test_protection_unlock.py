"""The window before a protected book: what opens it, what is said when it does not, and how guessing is slowed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from shopbook.protection.operations import protect
from shopbook.storage import keys
from tests.typing import type_text
from ui.app import Shop
from ui.protection.unlock import Unlock

PHRASE = "আমার দোকান আমার খাতা"


@pytest.fixture
def code(place: Path) -> str:
    """The book is protected; its recovery code."""
    return protect(place, PHRASE).text


def asked(shop: Shop) -> Unlock:
    unlock = shop.gate.unlock
    assert unlock is not None
    return unlock


def try_words(unlock: Unlock, words: str, qtbot: Any) -> None:
    unlock.passphrase.line.clear()
    type_text(unlock.passphrase.line, words + "\n")
    qtbot.waitUntil(lambda: not unlock.jobs.busy)


def test_the_passphrase_and_enter_open_the_book(shop: Shop, place: Path, code: str, qtbot: Any) -> None:
    shop.begin(place)
    unlock = asked(shop)
    assert shop.window is None
    type_text(unlock.passphrase.line, PHRASE + "\n")
    qtbot.waitUntil(lambda: shop.window is not None)
    assert len(shop.book.customers.ids()) == 2
    assert shop.gate.unlock is None
    with shop.book.second() as second:
        assert len(second.customers.ids()) == 2


def test_a_wrong_passphrase_is_said_under_the_field_and_a_blank_one_too(
    shop: Shop, place: Path, code: str, qtbot: Any
) -> None:
    shop.begin(place)
    unlock = asked(shop)
    unlock.try_it()
    assert unlock.passphrase.problem_text()
    try_words(unlock, "ভুল পাসওয়ার্ড", qtbot)
    assert "মেলেনি" in unlock.passphrase.problem_text()
    assert unlock.open.isEnabled()
    assert shop.window is None


def test_who_guesses_waits_longer_each_time(
    shop: Shop, place: Path, code: str, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.begin(place)
    unlock = asked(shop)
    waits = []
    for number in range(5):
        try_words(unlock, f"guess number {number}", qtbot)
        waits.append(unlock._wait)
        for _second in range(unlock._wait):
            unlock._on_second()
        assert unlock.open.isEnabled()
    assert waits == [0, 0, 5, 15, 30]


def test_while_it_waits_nothing_is_tried(shop: Shop, place: Path, code: str, qtbot: Any) -> None:
    shop.begin(place)
    unlock = asked(shop)
    for number in range(3):
        try_words(unlock, f"guess number {number}", qtbot)
    assert not unlock.open.isEnabled()
    assert "৫" in unlock.open.text()
    try_words(unlock, PHRASE, qtbot)
    assert shop.window is None


def test_the_recovery_code_opens_it_typed_carelessly(shop: Shop, place: Path, code: str, qtbot: Any) -> None:
    shop.begin(place)
    unlock = asked(shop)
    unlock.turn.click()
    assert not unlock.passphrase.isVisible()
    plain = code.replace("-", "").lower().replace("0", "o").replace("1", "l")
    for line, at in zip(unlock.code.lines, (0, 10, 20), strict=True):
        type_text(line.line, f" {plain[at : at + 5]} {plain[at + 5 : at + 10]}")
    type_text(unlock.code.lines[-1].line, "\n")
    qtbot.waitUntil(lambda: shop.window is not None)


def test_a_wrong_code_is_said_under_its_lines(shop: Shop, place: Path, code: str, qtbot: Any) -> None:
    shop.begin(place)
    unlock = asked(shop)
    unlock.turn.click()
    type_text(unlock.code.lines[0].line, "abcde")
    unlock.try_it()
    qtbot.waitUntil(lambda: not unlock.jobs.busy)
    assert "মেলেনি" in unlock.code.lines[-1].problem_text()


def test_without_its_key_file_the_window_says_which_one_and_asks_nothing(
    shop: Shop, place: Path, code: str, qtbot: Any
) -> None:
    key = keys.unlock(place, passphrase=PHRASE)
    keys.beside(place).unlink()
    keys.kept(keys.salt_of(key)).unlink()
    shop.begin(place)
    unlock = asked(shop)
    assert keys.beside(place).name in unlock.strip.text.text()
    assert not unlock.passphrase.isVisible()
    assert unlock.other.isVisible()


def test_another_book_can_be_opened_instead(shop: Shop, place: Path, code: str, qtbot: Any) -> None:
    shop.begin(place)
    asked(shop).other.click()
    qtbot.waitUntil(lambda: shop.first_run is not None and shop.first_run.isVisible())
    assert shop.gate.unlock is None
    assert shop.first_run.problem.path == place  # from there back to the lock, or to the backups


def test_the_book_that_is_open_stays_until_the_locked_one_opens(
    shop: Shop, place: Path, code: str, tmp_path: Path, qtbot: Any
) -> None:
    from shopbook.book import Book
    from shopbook.settings.model import ShopDraft
    from tests.ui.protection.conftest import CLOCK

    other = tmp_path / "other.shopbook"
    Book.create(other, ShopDraft(name_bn="অন্য দোকান"), CLOCK).close()
    shop.begin(other)
    first = shop.window
    shop.begin(place)
    assert shop.window is first
    type_text(asked(shop).passphrase.line, PHRASE + "\n")
    qtbot.waitUntil(lambda: shop.window is not first and shop.window is not None)
    assert shop.book.path == place


def test_nothing_typed_reaches_the_log(
    shop: Shop, place: Path, code: str, qtbot: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    shop.begin(place)
    try_words(asked(shop), "my secret guess", qtbot)
    try_words(asked(shop), PHRASE, qtbot)
    qtbot.waitUntil(lambda: shop.window is not None)
    for secret in ("my secret guess", PHRASE, code):
        assert secret not in caplog.text
