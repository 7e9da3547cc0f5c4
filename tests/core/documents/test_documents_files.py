"""Papers on the disk and on the screen: a file is whole or the old one stays, and every trouble is one sentence."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from shopbook.documents import pages
from shopbook.documents.files import save
from shopbook.documents.page import MM
from shopbook.documents.test_print import DIFFICULT, trial_page
from shopbook.errors import DocumentProblem
from shopbook.localisation.language import _, explain
from tests.core.documents.ink import ink_box, page_picture, squeezed, words_of
from tests.core.documents.papers import SHOP


def test_a_saved_paper_is_the_paper_and_leaves_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "কার্ড W-000123.pdf"
    assert save(b"%PDF-one", target) == target
    save(b"%PDF-two", str(target))
    assert target.read_bytes() == b"%PDF-two"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("trouble", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EIO])
def test_when_the_disk_fails_the_old_file_stays_and_the_trouble_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: int
) -> None:
    target = tmp_path / "card.pdf"
    target.write_bytes(b"%PDF-old")

    def fail(_number: int) -> None:
        raise OSError(trouble, os.strerror(trouble))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(DocumentProblem) as problem:
        save(b"%PDF-new", target)
    assert "card.pdf" in explain(problem.value)
    assert problem.value.advice is not None
    assert target.read_bytes() == b"%PDF-old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_full_disk_is_not_told_as_a_missing_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DocumentProblem) as missing:
        save(b"%PDF", tmp_path / "gone" / "card.pdf")

    def fail(_number: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(DocumentProblem) as full:
        save(b"%PDF", tmp_path / "card.pdf")
    assert missing.value.message.text != full.value.message.text
    assert str(tmp_path / "gone") in explain(missing.value)


def test_a_folder_is_not_overwritten_by_a_paper(tmp_path: Path) -> None:
    with pytest.raises(DocumentProblem):
        save(b"%PDF", tmp_path)
    assert tmp_path.is_dir()


def test_a_damaged_paper_is_told_in_a_sentence() -> None:
    for damaged in (b"", b"not a paper", trial_page()[:300]):
        with pytest.raises(DocumentProblem):
            pages.page_count(damaged)


def test_a_page_picture_has_as_many_pixels_as_the_paper_is_wide() -> None:
    shot = pages.render(trial_page("A5"), 0, 300)
    assert (shot.width, shot.height) == pytest.approx((210 / 25.4 * 300, 148 / 25.4 * 300), abs=1.5)
    assert len(shot.data) == shot.stride * shot.height
    assert shot.stride >= shot.width * 4
    assert shot.data[:3] == b"\xff\xff\xff"


@pytest.mark.parametrize("paper", ["A4", "A5", "A6"])
@pytest.mark.parametrize("language", ["bn", "en"])
def test_the_trial_page_is_one_page_with_the_hard_words_and_the_verdict(paper: str, language: str) -> None:
    page = trial_page(paper, SHOP, language)
    assert pages.page_count(page) == 1
    words = words_of(page)
    assert squeezed(DIFFICULT) in words
    assert squeezed(SHOP.name_bn) in words
    if language == "bn":
        verdict = "If you can read these words and the frame is whole on all four sides, printing is right."
        assert squeezed(_(verdict)) in words


def test_the_trial_frame_is_a_millimetre_thick_five_from_each_edge() -> None:
    picture = page_picture(trial_page("A5"), dpi=254)
    left, top, right, bottom = ink_box(picture)
    assert (left, top, picture.width - right, picture.height - bottom) == pytest.approx(
        (50, 50, 50, 50), abs=2
    )
    middle = picture.height // 2
    dark = [x for x in range(100) if picture.getpixel((x, middle)) < 128]
    assert len(dark) == pytest.approx(10, abs=1)


def test_the_trial_scale_is_ten_centimetres_long() -> None:
    picture = page_picture(trial_page("A5"), dpi=254)
    inside = picture.crop((70, int(picture.height - 110), picture.width - 70, picture.height - 70))
    left, _top, right, _bottom = ink_box(inside)
    assert (right - left) / 10 == pytest.approx(100, abs=0.5)
    assert pytest.approx(72 / 25.4) == MM


def test_there_is_no_trial_for_a_paper_nobody_has() -> None:
    with pytest.raises(ValueError, match="B5"):
        trial_page("B5")
