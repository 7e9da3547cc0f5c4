"""Where backups go: beside the book, into a chosen folder, onto pen drives that are known again when plugged in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from shopbook import paths
from shopbook.backups import drives as removable
from shopbook.backups import finding, making, manifests, naming
from shopbook.backups.drives import LinuxMounts, WindowsVolumes
from shopbook.backups.operations import Backups
from shopbook.backups.places import Chosen
from shopbook.backups.verifying import verify
from shopbook.errors import BackupProblem, DiskFull, NotAllowed
from shopbook.storage import copying
from tests.language import TestShop


class Desk:
    """The drives that are plugged into this computer: folders that tests put in and pull out."""

    def __init__(self) -> None:
        self.there: list[tuple[Path, str]] = []

    def drives(self) -> Iterator[tuple[Path, str]]:
        yield from self.there

    def plug(self, root: Path, label: str = "KINGSTON") -> Path:
        root.mkdir(exist_ok=True)
        self.there.append((root, label))
        return root

    def pull(self) -> None:
        self.there.clear()


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Drives made of folders: that they lie on the book's own disk is not looked at."""
    monkeypatch.setattr(removable, "_holds", lambda _root, _book: False)
    return Desk()


@pytest.fixture
def backups(shop: TestShop, desk: Desk) -> Backups:
    shop.customer("রহিম").owes(500)
    return Backups(shop.book.store, shop.book.settings, desk)


def test_without_any_choice_backups_lie_beside_the_book(backups: Backups, shop: TestShop) -> None:
    (only,) = backups.places()
    assert (only.path, only.kind, only.present) == (shop.path.with_name("shop backups"), "book", True)
    assert only.free_bytes > 0
    assert backups.folder is None


def test_a_chosen_folder_is_remembered_on_this_computer_and_not_in_the_book(
    backups: Backups, shop: TestShop, tmp_path: Path
) -> None:
    backups.set_folder(tmp_path / "second disk" / "khata")
    made = backups.make()
    assert (made.place, made.path.parent) == ("folder", tmp_path / "second disk" / "khata")
    assert [place.kind for place in backups.places()] == ["book", "folder"]
    assert shop.book.backups.folder == tmp_path / "second disk" / "khata"
    assert "second disk" in (paths.data_dir() / "backups.json").read_text(encoding="utf-8")
    assert shop.book.store.value("SELECT count(*) FROM setting WHERE value LIKE '%second disk%'") == 0
    assert [one.path for one in backups.list()] == [made.path]
    backups.set_folder(None)
    assert backups.make().place == "book"


def test_two_books_in_one_folder_keep_to_themselves(backups: Backups, shop: TestShop, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    other = TestShop(tmp_path / "b")
    folder = tmp_path / "together"
    for one in (backups, other.book.backups):
        one.set_folder(folder)
    mine, theirs = backups.make(), other.book.backups.make()
    assert mine.path.parent == theirs.path.parent
    assert mine.path != theirs.path
    assert [one.path for one in backups.list()] == [mine.path]
    assert [one.path for one in other.book.backups.list()] == [theirs.path]
    assert len(finding.backups_in(folder)) == 2
    other.book.close()


def test_when_the_chosen_folder_is_gone_the_backup_lies_beside_the_book_and_says_why(
    backups: Backups, tmp_path: Path
) -> None:
    """And the folder is not made anew: at an empty mount point that would fill another disk."""
    backups.set_folder(tmp_path / "usb")
    (tmp_path / "usb").rmdir()
    made = backups.make("hour")
    assert made.place == "book"
    assert made.missed is not None and str(tmp_path / "usb") in str(made.missed)
    assert not (tmp_path / "usb").exists()
    assert [entry.good for entry in backups.entries(2)] == [True, False]
    assert [place.present for place in backups.places()] == [True, False]
    assert backups.state() == "good"


def test_a_folder_nothing_can_be_written_into_is_not_chosen(backups: Backups, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(BackupProblem):
        backups.set_folder(tmp_path / "file" / "below")
    assert backups.folder is None


@pytest.mark.parametrize(
    "spoiled", ["", "[]", '{"books": 5}', '{"books": {"x": []}}', "\udcff", "[" * 50_000]
)
def test_a_spoiled_memory_of_places_is_begun_anew(tmp_path: Path, spoiled: str) -> None:
    file = tmp_path / "backups.json"
    file.write_bytes(spoiled.encode("utf-8", "surrogateescape"))
    chosen = Chosen("x", file)
    assert (chosen.folder, chosen.drives) == (None, {})
    chosen.set_folder(tmp_path)
    assert Chosen("x", file).folder == tmp_path
    assert Chosen("y", file).folder is None


# ---- pen drives


def test_a_drive_that_is_plugged_in_gets_a_copy_that_was_read_back(
    backups: Backups, desk: Desk, tmp_path: Path
) -> None:
    root = desk.plug(tmp_path / "usb", "রহিমের পেনড্রাইভ")
    (drive,) = backups.drives()
    assert (drive.path, drive.label, drive.remembered) == (root, "রহিমের পেনড্রাইভ", False)
    copied = backups.copy_to_drive(backups.make(), drive)
    assert (copied.path.parent, copied.place) == (root / "Shopbook backups", "drive")
    assert verify(copied.path) == copied.manifest
    assert [one.place for one in backups.list()].count("drive") == 1
    assert all(one.place != "drive" for one in backups.list(include_drives=False))
    entry = backups.entries(1)[0]
    assert (entry.what, entry.why, entry.good, entry.path) == ("copy", "drive", True, copied.path)


def test_a_remembered_drive_is_known_again_wherever_it_is_plugged_in(
    backups: Backups, desk: Desk, shop: TestShop, tmp_path: Path
) -> None:
    desk.plug(tmp_path / "E")
    drive = backups.remember_drive(tmp_path / "E")
    assert drive.remembered
    assert [one.id for one in backups.waiting_drives()] == [drive.id]
    (copied,) = backups.copy_to_drives()
    assert copied.path.is_file()
    assert backups.waiting_drives() == []
    desk.pull()
    (away,) = [place for place in backups.places() if place.kind == "drive"]
    assert (away.present, away.label, away.id) == (False, "KINGSTON", drive.id)
    kept = backups.last_good()
    assert kept is not None and kept.place == "drive", "what is on a pulled drive is still there"
    shop.customer("করিম")
    assert backups.copy_to_drives() == []
    (tmp_path / "E").rename(tmp_path / "G")
    desk.plug(tmp_path / "G")
    assert [one.path for one in backups.waiting_drives()] == [tmp_path / "G"]
    assert len(backups.copy_to_drives()) == 1
    (there,) = [place for place in backups.places() if place.kind == "drive"]
    assert (there.present, there.path) == (True, tmp_path / "G")
    backups.forget_drive(drive.id)
    shop.customer("সালমা")
    assert backups.waiting_drives() == []
    assert [place.kind for place in backups.places()] == ["book"]
    assert list((tmp_path / "G" / "Shopbook backups").glob("*.shopbook")), "what lies on it stays"


def test_who_may_not_carry_the_customers_out_copies_to_known_drives_only(
    backups: Backups, desk: Desk, shop: TestShop, tmp_path: Path
) -> None:
    desk.plug(tmp_path / "mine")
    made = backups.make()
    shop.book.store.role = "seller"
    with pytest.raises(NotAllowed):
        backups.copy_to_drive(made, tmp_path / "mine")
    with pytest.raises(NotAllowed):
        backups.remember_drive(tmp_path / "mine")
    shop.book.store.role = "owner"
    backups.remember_drive(tmp_path / "mine")
    shop.book.store.role = "helper"
    assert backups.copy_to_drive(made, tmp_path / "mine").readable


def test_a_drive_that_was_pulled_out_meanwhile_is_said(backups: Backups, desk: Desk, tmp_path: Path) -> None:
    desk.plug(tmp_path / "E")
    (drive,) = backups.drives()
    made = backups.make()
    desk.pull()
    with pytest.raises(BackupProblem) as raised:
        backups.copy_to_drive(made, drive)
    assert raised.value.advice is not None


def test_a_full_drive_is_said_before_anything_is_written(
    backups: Backups, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.plug(tmp_path / "E")
    made = backups.make()
    monkeypatch.setattr(copying, "_SPARE_BYTES", 1 << 60)
    with pytest.raises(DiskFull) as raised:
        backups.copy_to_drive(made, tmp_path / "E")
    assert raised.value.advice is not None
    assert list((tmp_path / "E" / "Shopbook backups").iterdir()) == []
    assert not backups.entries(1)[0].good


def test_a_worn_out_drive_that_gives_back_something_else_is_found_out(
    backups: Backups, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.plug(tmp_path / "E")
    made = backups.make()

    def forgetful(path: Path) -> None:
        with path.open("r+b") as file:
            file.seek(9000)
            file.write(b"?")

    monkeypatch.setattr(making, "_forget_cached", forgetful)
    with pytest.raises(BackupProblem) as raised:
        backups.copy_to_drive(made, tmp_path / "E")
    assert "worn out" in str(raised.value.advice)
    assert list((tmp_path / "E" / "Shopbook backups").iterdir()) == []


def test_a_damaged_backup_is_not_carried_onto_a_drive(backups: Backups, desk: Desk, tmp_path: Path) -> None:
    desk.plug(tmp_path / "E")
    made = backups.make()
    data = bytearray(made.path.read_bytes())
    data[9000] ^= 1
    made.path.write_bytes(data)
    with pytest.raises(BackupProblem):
        backups.copy_to_drive(made, tmp_path / "E")


def test_one_bad_drive_does_not_keep_the_other_from_its_copy(
    backups: Backups, desk: Desk, tmp_path: Path
) -> None:
    for name in ("bad", "good"):
        desk.plug(tmp_path / name)
        backups.remember_drive(tmp_path / name)
    folder = tmp_path / "bad" / "Shopbook backups"
    made = backups.make()
    (folder / made.path.name).mkdir()
    (folder / made.path.name / "in the way").write_text("x")
    with pytest.raises(BackupProblem):
        backups.copy_to_drives()
    assert (tmp_path / "good" / "Shopbook backups" / made.path.name).is_file()


def test_rotation_and_sweeping_reach_the_drive(
    backups: Backups, desk: Desk, shop: TestShop, tmp_path: Path
) -> None:
    desk.plug(tmp_path / "E")
    backups.remember_drive(tmp_path / "E")
    folder = tmp_path / "E" / "Shopbook backups"
    for minute in range(4):
        shop.customer(f"গ্রাহক {minute}")
        backups.copy_to_drives()
        shop.clock.advance(minutes=1)
    (folder / ".part-999999999-shop-20261121-100000.shopbook").write_bytes(b"half")
    backups.rotate()
    assert len(list(folder.glob("*.shopbook"))) == 1
    assert [path.name for path in folder.iterdir() if path.name.startswith(".part")] == []
    assert (folder / ".shopbook-drive").exists()


# ---- how drives are recognised


def test_linux_knows_pen_drives_usb_disks_and_what_the_desktop_mounted(tmp_path: Path) -> None:
    table = tmp_path / "mounts"
    table.write_text(
        "/dev/sda1 / ext4 rw 0 0\n"
        "/dev/sda2 /srv/data ext4 rw 0 0\n"
        "/dev/sdb1 /srv/stick vfat rw 0 0\n"
        "/dev/sdc1 /srv/usb\\040disk ext4 rw 0 0\n"
        "/dev/sdd1 /media/rahim/KHATA exfat rw 0 0\n"
        "/dev/loop3 /media/snap squashfs ro 0 0\n"
        "tmpfs /run/media tmpfs rw 0 0\n"
        "server:/x /mnt/net nfs rw 0 0\n"
        "garbage\n",
        encoding="utf-8",
    )
    disks = tmp_path / "devices"
    blocks = tmp_path / "block"
    blocks.mkdir()
    for disk, way, can in (("sda", "pci/ata1", "0"), ("sdb", "pci/usb1", "1"), ("sdc", "pci/usb2", "0")):
        partition = disks / way / disk / f"{disk}{'2' if disk == 'sda' else '1'}"
        partition.mkdir(parents=True)
        (partition / "partition").write_text("1")
        (partition.parent / "removable").write_text(can + "\n")
        (blocks / partition.name).symlink_to(partition)
    found = list(LinuxMounts(table, blocks).drives())
    assert [(str(path), label) for path, label in found] == [
        ("/srv/stick", "stick"),
        ("/srv/usb disk", "usb disk"),
        ("/media/rahim/KHATA", "KHATA"),
    ]
    assert list(LinuxMounts(tmp_path / "none").drives()) == []


def test_windows_knows_letters_with_a_medium(monkeypatch: pytest.MonkeyPatch) -> None:
    class Volumes(WindowsVolumes):
        def letters(self) -> int:
            return 0b1111100  # C to G

        def kind(self, root: str) -> int:
            return {"C:\\": 3, "D:\\": 5, "E:\\": 2, "F:\\": 2, "G:\\": 2}[root]

        def label(self, root: str) -> str | None:
            return {"E:\\": "KHATA", "F:\\": None, "G:\\": ""}[root]

    assert [(str(path), label) for path, label in Volumes().drives()] == [("E:\\", "KHATA"), ("G:\\", "G:")]


def test_the_drive_the_book_runs_from_is_no_place_for_its_backups(shop: TestShop, tmp_path: Path) -> None:
    desk = Desk()
    desk.plug(tmp_path / "same disk")
    assert Backups(shop.book.store, shop.book.settings, desk).drives() == []


def test_a_drive_that_does_not_answer_is_left_out(backups: Backups, desk: Desk, tmp_path: Path) -> None:
    desk.plug(tmp_path / "good")
    desk.there.append((tmp_path / "gone", "GONE"))
    assert [drive.label for drive in backups.drives()] == ["KINGSTON"]


@pytest.mark.parametrize("spoiled", [b"", b"[]", b"{}", b'{"id": 5}', b"\xff"])
def test_a_spoiled_sign_makes_a_drive_a_new_one(
    backups: Backups, desk: Desk, tmp_path: Path, spoiled: bytes
) -> None:
    root = desk.plug(tmp_path / "E")
    (root / "Shopbook backups").mkdir()
    (root / "Shopbook backups" / ".shopbook-drive").write_bytes(spoiled)
    (found,) = backups.drives()
    assert (found.path, found.id, found.remembered) == (root, "", False)
    assert backups.remember_drive(root).remembered
    assert json.loads((root / "Shopbook backups" / ".shopbook-drive").read_text())["id"]


def test_a_copy_that_is_there_already_is_not_written_again(
    backups: Backups, desk: Desk, tmp_path: Path
) -> None:
    desk.plug(tmp_path / "E")
    made = backups.make()
    first = backups.copy_to_drive(made, tmp_path / "E")
    stamp = first.path.stat().st_ino
    assert backups.copy_to_drive(made, tmp_path / "E").path.stat().st_ino == stamp
    first.path.write_bytes(b"x" * first.path.stat().st_size)
    assert backups.copy_to_drive(made, tmp_path / "E").path.read_bytes() == made.path.read_bytes()
    assert manifests.read(first.path) is not None
    assert naming.named(first.path) is not None
