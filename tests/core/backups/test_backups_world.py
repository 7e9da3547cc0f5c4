"""What the world does to a backup, for real: full disks, write-protected ones, a folder that vanishes midway."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from shopbook.backups import faults, naming
from shopbook.backups.sealing import seal_file, unseal
from shopbook.backups.verifying import verify
from shopbook.errors import BackupProblem, DiskFailed, DiskFull, Message, ShopbookError
from shopbook.storage import copying, place
from tests.language import TestShop


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of eight megabytes; only who may mount one has it."""
    root = tmp_path / "disk"
    root.mkdir()
    if sys.platform != "linux" or os.getuid() != 0:
        pytest.skip("only root can mount a small disk")
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", root], capture_output=True
    ).returncode:
        pytest.skip("this machine mounts nothing")
    yield root
    subprocess.run(["umount", "-l", root], check=True, capture_output=True)


class When:
    """A progress that does something once, when the copying has begun."""

    def __init__(self, deed: object) -> None:
        self.deed = deed

    def step(self, done: int, total: int, what: Message | None = None) -> None:
        if callable(self.deed):
            deed, self.deed = self.deed, None
            deed()


def _said(error: ShopbookError) -> str:
    assert error.advice is not None, "and what to do"
    return str(error.message)


def test_a_disk_without_room_is_said_before_anything_is_written(shop: TestShop, small_disk: Path) -> None:
    (small_disk / "film.mkv").write_bytes(b"x" * (4 << 20))
    shop.book.backups.set_folder(small_disk)
    made = shop.book.backups.make()
    assert made.place == "book"
    assert made.missed is not None and "room" in str(made.missed)
    assert [path.name for path in small_disk.iterdir()] == ["film.mkv"]


def test_a_disk_that_fills_up_midway_leaves_nothing_and_the_book_is_backed_up_beside_itself(
    shop: TestShop, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "refuse_without_room", lambda _folder, _size: None)
    (small_disk / "film.mkv").write_bytes(b"x" * (7 << 20))
    shop.book.backups.set_folder(small_disk)
    made = shop.book.backups.make()
    assert made.missed is not None and "full" in str(made.missed)
    assert verify(made.path)
    assert [path.name for path in small_disk.iterdir()] == ["film.mkv"]
    shop.book.backups.make(place=naming.default_folder(shop.path))
    with pytest.raises(DiskFull) as raised:
        shop.book.backups.make(place=small_disk)
    assert str(small_disk) in _said(raised.value)
    assert not shop.book.backups.entries(1)[0].good


def test_a_full_disk_stays_a_full_disk_while_backups_are_closed_and_opened(
    shop: TestShop, small_disk: Path
) -> None:
    """age wraps whatever its files raise."""
    code = shop.book.backups.begin_sealing()
    shop.book.backups.confirm_sealing(code.text)
    sealed = shop.book.backups.make()
    (small_disk / "film.mkv").write_bytes(b"x" * (7 << 20))
    with pytest.raises(DiskFull):
        unseal(sealed.path, code.text, small_disk)
    seal = shop.book.backups._sealing.seal()
    assert seal is not None
    with pytest.raises(DiskFull), faults.sentences(small_disk):
        seal_file(shop.path, seal.recipient, small_disk / "closed")
    assert not list(small_disk.glob("*.shopbook"))


def test_a_disk_that_is_only_to_be_read_is_said(shop: TestShop, small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(BackupProblem) as raised:
        shop.book.backups.make(place=small_disk)
    assert "written" in _said(raised.value)
    with pytest.raises(BackupProblem):
        shop.book.backups.set_folder(small_disk / "backups")
    assert shop.book.backups.folder is None


def test_pulled_out_midway_is_said_and_the_book_is_untouched(shop: TestShop, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    pulled = When(lambda: shutil.rmtree(stick))
    with pytest.raises((BackupProblem, DiskFull)) as raised:
        shop.book.backups.make(place=stick, progress=pulled)
    assert "pulled out" in _said(raised.value)
    assert shop.book.backups.make().readable


def test_a_folder_that_vanished_sends_the_hourly_backup_beside_the_book(
    shop: TestShop, tmp_path: Path
) -> None:
    shop.book.backups.set_folder(tmp_path / "stick")
    made = shop.book.backups.make("hour", progress=When(lambda: shutil.rmtree(tmp_path / "stick")))
    assert (made.place, made.missed is not None) == ("book", True)


def test_a_file_larger_than_the_system_lets_it_be(shop: TestShop) -> None:
    """A quota or a limit of the account: in a process of its own, for the limit cannot be lifted again."""
    if sys.platform == "win32":
        pytest.skip("no such limit on Windows")
    shop.customer("রহিম")
    shop.book.close()
    code = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from shopbook.book import Book\n"
        "from shopbook.errors import ShopbookError\n"
        "with Book.open(Path(sys.argv[1])) as book:\n"
        "    before = resource.getrlimit(resource.RLIMIT_FSIZE)\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, before[1]))\n"
        "    try:\n"
        "        book.backups.make()\n"
        "    except ShopbookError as error:\n"
        "        print(type(error).__name__, error.advice is not None)\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, before)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[3])}
    run = subprocess.run(
        [sys.executable, "-c", code, str(shop.path)],
        capture_output=True,
        text=True,
        env=environment,
        check=True,
    )
    assert run.stdout.strip() in ("BackupProblem True", "DiskFull True"), run.stderr
    assert list(naming.default_folder(shop.path).iterdir()) == []
    shop.reopen()
    assert shop.book.customers.ids()


def test_a_stick_of_the_old_kind_takes_no_file_of_four_gigabytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults.refuse_too_large(tmp_path, 5 << 30)
    monkeypatch.setattr(place, "filesystem_of", lambda _path, _mounts=None: "vfat")
    faults.refuse_too_large(tmp_path, (4 << 30) - 1)
    with pytest.raises(BackupProblem) as raised:
        faults.refuse_too_large(tmp_path, 4 << 30)
    assert "exFAT" in str(raised.value.advice)


@pytest.mark.parametrize(
    ("number", "kind", "word"),
    [
        (errno.ENOSPC, DiskFull, "full"),
        (errno.EDQUOT, DiskFull, "full"),
        (errno.EROFS, BackupProblem, "written"),
        (errno.EACCES, BackupProblem, "written"),
        (errno.EIO, BackupProblem, "pulled out"),
        (errno.ENODEV, BackupProblem, "pulled out"),
        (errno.ENOENT, BackupProblem, "pulled out"),
        (errno.EFBIG, BackupProblem, "too large"),
        (errno.EINVAL, BackupProblem, "could not be written"),
    ],
)
def test_each_error_of_the_system_has_its_sentence(
    tmp_path: Path, number: int, kind: type[ShopbookError], word: str
) -> None:
    with pytest.raises(kind) as raised, faults.sentences(tmp_path):
        raise OSError(number, os.strerror(number))
    assert word in _said(raised.value)
    assert str(tmp_path) in _said(raised.value)


def test_windows_own_numbers_have_sentences_too(tmp_path: Path) -> None:
    for number, word in ((19, "written"), (112, "full"), (21, "pulled out"), (1167, "pulled out")):
        error = OSError(22, "Windows says something")
        error.winerror = number  # type: ignore[attr-defined]
        assert word in _said(faults.of(error, tmp_path))


def test_when_it_is_the_books_own_drive_that_fails_it_is_said_of_the_book(tmp_path: Path) -> None:
    gone = DiskFailed(Message("The drive with the book does not answer."))
    with pytest.raises(DiskFailed), faults.sentences(tmp_path, tmp_path / "not there.shopbook"):
        raise gone
    book = tmp_path / "book.shopbook"
    book.write_bytes(b"x" * 200)
    with pytest.raises(BackupProblem), faults.sentences(tmp_path, book):
        raise gone


def test_no_failing_backup_takes_an_older_one_away(shop: TestShop, tmp_path: Path) -> None:
    good = shop.book.backups.make()
    folder = good.path.parent
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for _ in range(3):
        shop.clock.advance(hours=1)
        with pytest.raises(BackupProblem):
            shop.book.backups.make(progress=When(_broken))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def _broken() -> None:
    raise OSError(errno.EIO, "Input/output error")
