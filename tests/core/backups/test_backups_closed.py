"""Backups that are closed: to the printed code of a recovery sheet, and those of a protected book."""

from __future__ import annotations

from pathlib import Path

import pytest

from shopbook.backups import finding, manifests, naming
from shopbook.backups.sealing import unseal
from shopbook.backups.verifying import verify
from shopbook.book import Book
from shopbook.errors import (
    BackupProblem,
    BookProtected,
    Cancelled,
    Invalid,
    Message,
    NotAllowed,
    Refused,
    WrongKey,
)
from shopbook.protection import operations as protection
from shopbook.storage import keys
from shopbook.storage.vault import RecoveryCode
from tests.language import TestShop

SECRET = "গোপন কথা যা কেউ জানবে না"
PASSPHRASE = "আমার দোকানের পুরনো নাম"


@pytest.fixture
def code(shop: TestShop) -> RecoveryCode:
    """The code of a shop that closes its backups."""
    shop.customer("রহিম", address=SECRET).owes(500)
    code = shop.book.backups.begin_sealing()
    shop.book.backups.confirm_sealing(code.text)
    return code


# ---- the switch


def test_nothing_is_closed_before_the_code_was_typed_back(shop: TestShop) -> None:
    backups = shop.book.backups
    with pytest.raises(Refused):
        backups.confirm_sealing("anything")
    code = backups.begin_sealing()
    assert not backups.is_sealing
    assert backups.make().manifest.kind == "plain"  # type: ignore[union-attr]
    with pytest.raises(Invalid) as raised:
        backups.confirm_sealing(code.text[:-1] + ("A" if code.text[-1] != "A" else "B"))
    assert set(raised.value.problems) == {"code"}
    assert not backups.is_sealing
    backups.confirm_sealing(code.text.lower().replace("-", " "))
    assert backups.is_sealing
    shop.clock.advance(hours=1)
    assert backups.make().manifest.kind == "sealed"  # type: ignore[union-attr]
    backups.stop_sealing()
    shop.clock.advance(hours=1)
    assert backups.make().manifest.kind == "plain"  # type: ignore[union-attr]


def test_a_sheet_printed_twice_is_the_newest_one(shop: TestShop) -> None:
    first, second = shop.book.backups.begin_sealing(), shop.book.backups.begin_sealing()
    with pytest.raises(Invalid):
        shop.book.backups.confirm_sealing(first.text)
    shop.book.backups.confirm_sealing(second.text)


def test_only_the_owner_closes_backups(shop: TestShop) -> None:
    shop.book.store.role = "manager"
    for deed in (shop.book.backups.begin_sealing, shop.book.backups.stop_sealing):
        with pytest.raises(NotAllowed):
            deed()


def test_the_code_is_nowhere_in_the_book(shop: TestShop, code: RecoveryCode) -> None:
    shop.book.close()
    everything = shop.path.read_bytes()
    for text in (code.text, code.text.replace("-", ""), "AGE-SECRET-KEY"):
        assert text.encode() not in everything
    shop.reopen()
    assert shop.book.backups.is_sealing, "and the next day backups are closed still"


# ---- sealed files


def test_a_sealed_backup_opens_with_the_code_alone_on_another_computer(
    shop: TestShop, code: RecoveryCode, tmp_path: Path
) -> None:
    made = shop.book.backups.make()
    assert made.path.name == "shop-20261121-100000.shopbook.sealed"
    assert SECRET.encode() not in made.path.read_bytes()
    away = tmp_path / "another computer"
    away.mkdir()
    for path in (made.path, manifests.beside(made.path)):
        (away / path.name).write_bytes(path.read_bytes())
    opened = unseal(away / made.path.name, code.text, away)
    assert opened.parent == away
    with Book.open(opened, clock=shop.clock) as book:
        assert [row.name for row in book.customers.rows(book.customers.ids())] == ["রহিম"]
        assert book.store.value("SELECT address FROM customer") == SECRET


def test_the_open_copy_never_lies_where_the_sealed_one_goes(
    shop: TestShop, code: RecoveryCode, tmp_path: Path
) -> None:
    (tmp_path / "cloud").mkdir()
    seen: set[str] = set()

    class Watching:
        def step(self, done: int, total: int, what: Message | None = None) -> None:
            seen.update(path.name for path in (tmp_path / "cloud").iterdir())

    made = shop.book.backups.make(place=tmp_path / "cloud", progress=Watching())
    assert made.manifest is not None and made.manifest.kind == "sealed"
    assert seen and all(name.endswith(".sealed") for name in seen)
    assert list(naming.default_folder(shop.path).iterdir()) == [], "and the open one is gone"


def test_the_note_beside_a_closed_backup_tells_no_money(shop: TestShop, code: RecoveryCode) -> None:
    made = shop.book.backups.make()
    assert made.manifest is not None
    assert (made.manifest.counts.customers, made.manifest.counts.balance_paisa) == (1, 0)
    assert "50000" not in manifests.beside(made.path).read_text(encoding="utf-8")


def test_a_wrong_code_opens_nothing_and_leaves_nothing(
    shop: TestShop, code: RecoveryCode, tmp_path: Path
) -> None:
    made = shop.book.backups.make()
    (tmp_path / "in").mkdir()
    for typed in (RecoveryCode.new().text, "", "রহিম"):
        with pytest.raises(WrongKey) as raised:
            unseal(made.path, typed, tmp_path / "in")
        assert raised.value.advice is not None
    assert list((tmp_path / "in").iterdir()) == []


def test_a_bit_that_fell_over_in_a_sealed_backup_is_noticed_with_and_without_the_code(
    shop: TestShop, code: RecoveryCode, tmp_path: Path
) -> None:
    made = shop.book.backups.make()
    assert verify(made.path) == made.manifest
    data = bytearray(made.path.read_bytes())
    data[len(data) // 2] ^= 1
    made.path.write_bytes(data)
    with pytest.raises(BackupProblem):
        verify(made.path)
    with pytest.raises(BackupProblem):
        unseal(made.path, code.text, tmp_path)
    assert not (tmp_path / "shop-20261121-100000.shopbook").exists()


def test_a_lost_note_is_replaced_by_a_neighbours(shop: TestShop, code: RecoveryCode, tmp_path: Path) -> None:
    first = shop.book.backups.make()
    shop.clock.advance(hours=1)
    second = shop.book.backups.make()
    manifests.beside(first.path).unlink()
    listed = {one.path: one for one in finding.backups_in(first.path.parent)}
    assert listed[first.path].readable
    assert not listed[first.path].verified
    assert unseal(first.path, code.text, tmp_path).is_file()
    with pytest.raises(BookProtected):
        verify(first.path)
    manifests.beside(second.path).unlink()
    with pytest.raises(BackupProblem) as raised:
        unseal(second.path, code.text, tmp_path)
    assert second.path.name + ".json" in str(raised.value.advice)


def test_sealing_that_is_cancelled_leaves_nothing(shop: TestShop, code: RecoveryCode) -> None:
    class Late:
        def step(self, done: int, total: int, what: Message | None = None) -> None:
            if done >= 75:
                raise Cancelled

    with pytest.raises(Cancelled):
        shop.book.backups.make(progress=Late())
    assert list(naming.default_folder(shop.path).iterdir()) == []


# ---- a protected book


def test_a_protected_book_is_backed_up_closed_with_its_own_key(shop: TestShop, tmp_path: Path) -> None:
    shop.customer("রহিম", address=SECRET).owes(500)
    shop.book.close()
    code = protection.protect(shop.path, PASSPHRASE)
    shop.book = Book.open(shop.path, clock=shop.clock, passphrase=PASSPHRASE)
    made = shop.book.backups.make()
    assert made.manifest is not None
    assert (made.manifest.kind, len(made.manifest.slots)) == ("protected", 2)
    assert not made.path.read_bytes().startswith(b"SQLite format 3")
    assert verify(made.path) == made.manifest
    assert verify(made.path, key=shop.book.store.key) == made.manifest
    assert [one.readable for one in shop.book.backups.list()] == [True]
    away = tmp_path / "away" / made.path.name
    away.parent.mkdir()
    away.write_bytes(made.path.read_bytes())
    key = keys.unlock(away, code=code.text, slots=made.manifest.slots)
    assert key == shop.book.store.key
    assert verify(away, key=key).counts.customers == 1
    data = bytearray(made.path.read_bytes())
    data[40_000] ^= 1
    made.path.write_bytes(data)
    for with_key in (None, key):
        with pytest.raises(BackupProblem):
            verify(made.path, key=with_key)


def test_a_protected_book_whose_backups_are_sealed_needs_both(
    shop: TestShop, code: RecoveryCode, tmp_path: Path
) -> None:
    shop.book.close()
    protection.protect(shop.path, PASSPHRASE)
    shop.book = Book.open(shop.path, clock=shop.clock, passphrase=PASSPHRASE)
    made = shop.book.backups.make()
    assert made.manifest is not None
    assert (made.manifest.kind, len(made.manifest.slots), len(made.manifest.seal)) == ("sealed", 2, 1)
    opened = unseal(made.path, code.text, tmp_path)
    assert verify(opened, key=shop.book.store.key).counts.customers == 1
