"""Packets that are spoiled, forged, too new or cut off; places that are full; people who press Cancel."""

from __future__ import annotations

import errno
import json
import os
import zipfile
from pathlib import Path

import pytest

from shopbook.clock import FixedClock
from shopbook.errors import BookExists, BookTooNew, Cancelled, DiskFull, ImportProblem, Message
from shopbook.exchange.archive_rebuilding import look_into, rebuild
from tests.core.exchange.packets import forged, members, repacked
from tests.language import TODAY, TestShop

OLD_BOOKS = Path(__file__).parents[2] / "files" / "books"


@pytest.mark.parametrize("name", ["book.json", "journal.json"])
def test_a_spoiled_packet_makes_no_book(taken_out: Path, tmp_path: Path, name: str) -> None:
    data = bytearray(members(taken_out)[name])
    place = data.index(b"2026-11-2")
    data[place + 9] ^= 1
    spoiled = repacked(taken_out, tmp_path / "spoiled.zip", **{name: bytes(data)})
    with pytest.raises(ImportProblem) as refused:
        rebuild(spoiled, tmp_path / "again.shopbook", FixedClock(TODAY))
    assert name in str(refused.value)
    assert [path.name for path in tmp_path.iterdir()] == ["spoiled.zip"]


def test_a_packet_cut_short_or_another_zip_is_refused_with_a_sentence(
    taken_out: Path, tmp_path: Path
) -> None:
    whole = taken_out.read_bytes()
    for place, data in enumerate((whole[: len(whole) // 2], b"", b"PK\x03\x04", b"hello", whole[:-30])):
        path = tmp_path / f"{place}.zip"
        path.write_bytes(data)
        with pytest.raises(ImportProblem):
            rebuild(path, tmp_path / "again.shopbook", FixedClock(TODAY))
    with zipfile.ZipFile(tmp_path / "photos.zip", "w") as packed:
        packed.writestr("photo.jpg", b"x")
    for other in (tmp_path / "photos.zip", tmp_path, tmp_path / "nothing.zip"):
        with pytest.raises(ImportProblem):
            look_into(other)


def test_a_packet_of_a_newer_program_asks_for_that_program(taken_out: Path, tmp_path: Path) -> None:
    told = json.loads(members(taken_out)["manifest.json"])
    newer = json.dumps({**told, "schema": told["schema"] + 1}).encode()
    with pytest.raises(BookTooNew):
        look_into(repacked(taken_out, tmp_path / "newer.zip", **{"manifest.json": newer}))


def test_a_zip_that_promises_terabytes_is_not_unpacked(taken_out: Path, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members(taken_out).items():
            packed.writestr(name, data)
        for item in packed.filelist:
            if item.filename == "book.json":
                item.file_size = 1 << 41
    with pytest.raises(ImportProblem):
        look_into(bomb)


def test_a_file_that_stands_there_is_not_written_over(taken_out: Path, tmp_path: Path) -> None:
    there = tmp_path / "shop.shopbook"
    there.write_bytes(b"somebody's")
    with pytest.raises(BookExists):
        rebuild(taken_out, there, FixedClock(TODAY))
    assert there.read_bytes() == b"somebody's"


class _StopsAt:
    """A person who presses Cancel."""

    def __init__(self, words: str) -> None:
        self._words = words

    def step(self, done: int, total: int, what: Message | None = None) -> None:
        if what is not None and what.text == self._words:
            raise Cancelled()


@pytest.mark.parametrize("words", ["Writing the sheets", "Writing the contacts", "Writing the whole book"])
def test_cancel_leaves_nothing_of_the_packet(shop: TestShop, tmp_path: Path, words: str) -> None:
    shop.customer("রহিম")
    target = tmp_path / "stick"
    target.mkdir()
    with pytest.raises(Cancelled):
        shop.book.archive.export(target / "x.zip", _StopsAt(words))
    assert list(target.iterdir()) == []
    shop.customer("করিম")  # the book can be written again


@pytest.mark.parametrize(
    "words", ["Reading the file", "Writing the book", "Counting the figures", "Building the search"]
)
def test_cancel_leaves_nothing_of_the_new_book(taken_out: Path, tmp_path: Path, words: str) -> None:
    with pytest.raises(Cancelled):
        rebuild(taken_out, tmp_path / "again.shopbook", FixedClock(TODAY), _StopsAt(words))
    assert list(tmp_path.iterdir()) == []


def test_a_full_stick_says_so_and_keeps_the_old_packet(
    shop: TestShop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "x.zip"
    target.write_bytes(b"the packet of last month")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull):
        shop.book.archive.export(target)
    monkeypatch.undo()
    assert target.read_bytes() == b"the packet of last month"
    assert [path.name for path in tmp_path.iterdir() if ".part" in path.name] == []


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        (b'"role":"owner"', b'"role":"king"'),
        (b'"name_bn"', b'"name_xx"'),
        (b'"site":"A"', b'"site":null'),
        (b'"tables": {\n"shop"', b'"tables": {\n"sqlite_master"'),
        (b'"opens_at":"10:00"', b'"opens_at":{"a":1}'),
        (b'"opens_at":"10:00"', b'"opens_at":"10:00'),
        (b'"journal_state": [\n', b'"journal_state": [\n]\n,"draft": [\n'),
        (b'"total_paisa":', b'"total_paisa":1e400,"paid_paisa":'),
        (b'"staff": [', b'"staff": [\n]\n,"tag": ['),
        (b"]\n", b""),
        (b'"id":', b'"id":1,"no":'),
    ],
)
def test_a_packet_made_by_hand_that_is_no_book_is_refused_with_a_sentence(
    taken_out: Path, tmp_path: Path, was: bytes, becomes: bytes
) -> None:
    book = members(taken_out)["book.json"]
    assert was in book
    path = forged(taken_out, tmp_path / "forged.zip", book.replace(was, becomes))
    with pytest.raises(ImportProblem):
        rebuild(path, tmp_path / "again.shopbook", FixedClock(TODAY))
    assert [one.name for one in tmp_path.iterdir()] == ["forged.zip"]
