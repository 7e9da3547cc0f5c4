"""What is not a good backup is not taken for one: fallen bits, short files, strangers, spoiled notes."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopbook.backups import finding, manifests
from shopbook.backups.verifying import verify
from shopbook.errors import (
    BackupProblem,
    BookForeign,
    BookTooNew,
)
from shopbook.storage.connection import connect, connect_new
from tests.language import TestShop

NINE = dt.time(9, 0)

_FIELDS = (
    *(
        "version",
        "book",
        "token",
        "schema",
        "shop_name",
        "made_at",
        "why",
        "bytes",
        "sha256",
        "counts",
        "kind",
    ),
    *(
        "slots",
        "seal",
        "customers",
        "sales",
        "ledger",
        "notes",
        "warranties",
        "last_sale_on",
        "last_saved_at",
    ),
)


@pytest.mark.parametrize("at", [30, 5000, 40_000, -100])
def test_a_single_bit_that_fell_over_is_noticed(selling: TestShop, at: int) -> None:
    made = selling.book.backups.make()
    whole = bytearray(made.path.read_bytes())
    whole[at] ^= 0x10
    made.path.write_bytes(whole)
    with pytest.raises(BackupProblem) as raised:
        verify(made.path)
    assert raised.value.advice is not None


def test_a_truncated_or_empty_backup_is_refused_and_listed_as_not_readable(selling: TestShop) -> None:
    made = selling.book.backups.make()
    whole = made.path.read_bytes()
    for left in (whole[:-1], whole[:4096], b""):
        made.path.write_bytes(left)
        with pytest.raises(BackupProblem):
            verify(made.path)
        (listed,) = selling.book.backups.list()
        assert not listed.readable
        assert selling.book.backups.fresh() is None
    made.path.unlink()
    with pytest.raises(BackupProblem):
        verify(made.path)


def test_what_is_not_a_book_is_not_a_backup(selling: TestShop, tmp_path: Path) -> None:
    other = tmp_path / "shop-20261121-100000.shopbook"
    made = connect_new(other)
    made.execute("CREATE TABLE t(a)")
    made.close()
    with pytest.raises(BookForeign):
        verify(other)
    made = connect(selling.path, read_only=True)
    made.backup(newer := connect_new(tmp_path / "newer.shopbook"))
    newer.execute("PRAGMA user_version = 99")
    newer.close()
    made.close()
    with pytest.raises(BookTooNew):
        verify(tmp_path / "newer.shopbook")
    (tmp_path / "text-20261121-100000.shopbook").write_text("খাতা" * 2000, encoding="utf-8")
    found = {one.path.name: one for one in finding.backups_in(tmp_path)}
    assert not found["text-20261121-100000.shopbook"].readable
    assert found["text-20261121-100000.shopbook"].manifest is None


def test_a_lost_note_is_made_again_by_looking_and_counts_as_unproved(selling: TestShop) -> None:
    made = selling.book.backups.make()
    manifests.beside(made.path).unlink()
    (listed,) = selling.book.backups.list()
    assert (listed.readable, listed.verified) == (True, False)
    assert listed.manifest is not None and made.manifest is not None
    assert (listed.manifest.counts, listed.manifest.book) == (made.manifest.counts, made.manifest.book)
    assert listed.manifest.sha256 == ""
    assert listed.manifest.made_at == made.manifest.made_at
    again = verify(made.path)
    assert (again.sha256, again.counts) == (made.manifest.sha256, made.manifest.counts)


@pytest.mark.parametrize(
    "note",
    [
        b"",
        b"[]",
        b"null",
        b"{}",
        b'{"version": 1}',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"version": 99999999999999999999999}',
        b'{"version": 1, "book": 5, "token": 5, "schema": "x"}',
    ],
)
def test_a_note_somebody_spoiled_is_as_good_as_none(selling: TestShop, note: bytes) -> None:
    made = selling.book.backups.make()
    manifests.beside(made.path).write_bytes(note)
    (listed,) = selling.book.backups.list()
    assert listed.manifest is not None
    assert not listed.verified


def test_a_note_survives_being_written_and_read(selling: TestShop) -> None:
    made = selling.book.backups.make()
    assert manifests.read(made.path) == made.manifest
    assert "\\u" not in manifests.beside(made.path).read_text(encoding="utf-8"), "a person can read it"
    told = json.loads(manifests.beside(made.path).read_text(encoding="utf-8"))
    told["sha256"] = "../../etc"
    manifests.beside(made.path).write_text(json.dumps(told), encoding="utf-8")
    assert manifests.read(made.path) is None


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(_FIELDS), inner, max_size=12),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from(_FIELDS), _values))
def test_whatever_stands_in_a_note_it_is_one_or_none(told: dict[str, object]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        backup = Path(folder) / "shop-20261121-100000.shopbook"
        manifests.beside(backup).write_text(json.dumps(told), encoding="utf-8")
        found = manifests.read(backup)
        if found is not None:
            assert manifests.from_json(manifests.to_json(found)) == found
