"""Protecting is the owner's; a code is good only when it was typed back; nothing is half switched on."""

from __future__ import annotations

from pathlib import Path

import pytest

from shopbook.book import Book
from shopbook.errors import BookForeign, Invalid, NotAllowed, Refused, WrongKey
from shopbook.protection.operations import (
    Prepared,
    change_passphrase,
    plain_copies,
    protect,
    switch_on,
    unprotect,
)
from shopbook.storage import keys
from shopbook.storage import vault as vaults
from tests.language import TestShop

PHRASE = "আমার দোকান আমার খাতা"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """How long a passphrase takes to hash is not what is tested here."""
    monkeypatch.setattr(vaults, "_MEMORY_KIB", 64)
    monkeypatch.setattr(vaults, "_PASSES", 1)
    monkeypatch.setenv("SHOPBOOK_DATA", str(tmp_path / "data"))


def closed(shop: TestShop) -> Path:
    shop.customer("রহিম").owes(500)
    shop.book.close()
    return shop.path


def reopened(shop: TestShop, **typed: str) -> Book:
    return Book.open(shop.path, shop.clock, **typed)


@pytest.mark.parametrize("role", ["manager", "seller", "helper", "nobody"])
def test_only_the_owner_protects_and_changes_what_opens_the_book(shop: TestShop, role: str) -> None:
    protection = shop.book.protection
    shop.book.store.role = role
    for deed in (
        lambda: protection.prepare(PHRASE),
        lambda: protection.check(PHRASE),
        lambda: protection.change_passphrase(PHRASE, PHRASE),
        lambda: protection.new_code(PHRASE),
        lambda: protection.confirm_code(None, ""),  # type: ignore[arg-type]
    ):
        with pytest.raises(NotAllowed):
            deed()


def test_preparing_writes_nothing_and_hides_its_secrets(shop: TestShop) -> None:
    before = {found.name for found in shop.path.parent.iterdir()}
    prepared = shop.book.protection.prepare(PHRASE)
    assert {found.name for found in shop.path.parent.iterdir()} == before
    assert isinstance(prepared, Prepared)
    for secret in (prepared.code.text, prepared.key.hex(), PHRASE, str(prepared.key)):
        assert secret not in repr(prepared)


def test_a_code_that_was_not_typed_back_switches_nothing_on(shop: TestShop) -> None:
    prepared = shop.book.protection.prepare(PHRASE)
    path = closed(shop)
    for typed in ("", "XXXXX", prepared.code.text[:-1] + "?"):
        with pytest.raises(Invalid) as refused:
            switch_on(path, prepared, typed)
        assert set(refused.value.problems) == {"code"}
    assert not keys.is_protected(path)
    switch_on(path, prepared, prepared.code.text.lower())
    with reopened(shop, passphrase=PHRASE) as book:
        assert book.protection.is_on


def test_a_short_passphrase_is_refused_before_anything_is_made(shop: TestShop) -> None:
    with pytest.raises(Invalid):
        shop.book.protection.prepare("short")


def test_a_protected_book_is_not_protected_twice_nor_a_plain_one_made_plain(shop: TestShop) -> None:
    path = closed(shop)
    with pytest.raises(Refused):
        unprotect(path, PHRASE)
    protect(path, PHRASE)
    with pytest.raises(Refused):
        protect(path, PHRASE)
    with reopened(shop, passphrase=PHRASE) as book, pytest.raises(Refused):
        book.protection.prepare(PHRASE)


def test_a_plain_book_has_no_passphrase_to_change(shop: TestShop) -> None:
    with pytest.raises(Refused):
        shop.book.protection.change_passphrase(PHRASE, PHRASE)


def test_what_is_no_book_is_not_protected(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    path.write_bytes(b"SQLite format 3\x00" + b"\x10\x00" * 2040)
    with pytest.raises(BookForeign):
        protect(path, PHRASE)


def test_the_code_is_no_way_round_a_wrong_passphrase_when_taking_the_lock_off(shop: TestShop) -> None:
    path = closed(shop)
    code = protect(path, PHRASE)
    with pytest.raises(WrongKey):
        unprotect(path, "not the passphrase")
    assert keys.is_protected(path)
    unprotect(path, code=code.text)
    assert not keys.is_protected(path)


def test_changed_while_open_the_book_goes_on_and_opens_anew(shop: TestShop) -> None:
    path = closed(shop)
    code = protect(path, PHRASE)
    with reopened(shop, passphrase=PHRASE) as book:
        book.protection.change_passphrase(PHRASE, "নতুন চারটি শব্দ এখন")
        fresh = book.protection.new_code("নতুন চারটি শব্দ এখন")
        book.protection.confirm_code(fresh, fresh.code.text)
        with pytest.raises(WrongKey):
            book.protection.check(code=code.text)
        with book.second() as second:
            assert second.customers.ids()
    reopened(shop, code=fresh.code.text).close()
    change_passphrase(path, "", PHRASE, code=fresh.code.text)
    reopened(shop, passphrase=PHRASE).close()


def test_a_backup_of_a_protected_book_is_protected_and_opens_on_another_computer(
    shop: TestShop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = closed(shop)
    code = protect(path, PHRASE)
    with reopened(shop, passphrase=PHRASE) as book:
        backup = book.backups.make()
        name = book.store.value("SELECT name FROM customer").encode()
    assert backup.manifest is not None
    assert backup.manifest.kind == "protected"
    assert name not in backup.path.read_bytes()
    monkeypatch.setenv("SHOPBOOK_DATA", str(tmp_path / "another computer"))
    key = keys.unlock(backup.path, code=code.text, slots=backup.manifest.slots)
    with Book.open(backup.path, shop.clock, key=key) as book:
        assert len(book.customers.ids()) == 1


def test_copies_beside_the_book_that_anybody_can_read_are_found(shop: TestShop) -> None:
    path = closed(shop)
    plain = path.with_name(f"{path.name}.before-v4-1")
    plain.write_bytes(path.read_bytes())
    protect(path, PHRASE)
    assert plain_copies(path) == (plain,)
