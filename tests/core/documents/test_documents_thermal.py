"""What a thermal printer burns is the Bengali of the screen, dot by dot, and the bytes say just that."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from shopbook.documents import pages, sending, thermal
from shopbook.documents.bars import bars, code128
from shopbook.documents.due_slip import due_slip
from shopbook.documents.job_slip import job_slip
from shopbook.documents.layout import PRINTABLE_MM, look
from shopbook.documents.memo import memo
from shopbook.documents.page import MM, Paper, Sheet, Type
from shopbook.documents.test_print import DIFFICULT, MARK_MM, RULER_MM, trial_page
from shopbook.documents.thermal import BAND, DOTS_PER_MM, DPI, Raster
from shopbook.errors import DocumentProblem
from shopbook.localisation.language import using
from shopbook.localisation.numbers import number
from shopbook.paths import resource
from tests.core.documents.escpos import printed
from tests.core.documents.ink import difference, ink_box, is_white, page_picture, squeezed, words_of
from tests.core.documents.money_papers import DUE_SLIP, EACH, JOB, MEMO, PAPERS
from tests.core.documents.papers import SHOP
from tests.core.documents.test_documents_pixels import DIFFICULT as HARD

ON_ROLLS = [(name, size) for name, size in EACH if size in PRINTABLE_MM]
# A dot is burnt or not, there is no grey to share: where an edge runs through the middle of a dot, two rasterisers of
# the same outlines disagree, and a stroke is three dots wide. That is up to 0.07 of the ink at 9.6 pt and 0.14 at 8.8;
# a broken conjunct or a lost sign is 0.15 to 0.45. What differs by less (a জ্জ্ব for a জ্জ) is told from the right word by
# being farther from it than the word itself.
TOLERANCE = 0.15


def picture_of(raster: Raster) -> Image.Image:
    """The dots as grey pixels."""
    data = b"".join(bytes(byte ^ 0xFF for byte in row) for row in raster.rows)
    return Image.frombytes("1", (raster.width, raster.height), data).convert("L")


def strip_of(text: str, kind: Type, width: str = "80") -> bytes:
    """One line alone on a roll."""
    sheet = Sheet(Paper("strip", int(width) * MM, 16 * MM), "strip", "bn")
    sheet.line(look(width).margin + 2 * MM, 4 * MM, text, kind)
    return sheet.finish()


FINE = 4


def in_whole_pixels(kind: Type) -> Type:
    """The type in the nearest size Qt takes exactly; a third of a percent is a whole dot at the end of a long word."""
    pixels = round(kind.size * DPI * FINE / 72)
    return Type(pixels * 72 / (DPI * FINE), kind.bold)


KINDS = {"80": look("80").body, "80 bold": look("80").bold, "58": look("58").body}
TYPES = [in_whole_pixels(kind) for kind in KINDS.values()]
Screen = Callable[[str, Type], list[Image.Image]]


@pytest.fixture
def screen(qapp: object) -> Screen:
    """What Qt lays out and paints for a line at the printer's own dots, made black and white in the same way.

    Where a line falls between two dots is chance, so there is a picture for each quarter of a dot, right and down.
    """
    from PySide6.QtCore import QPointF, Qt
    from PySide6.QtGui import QFont, QFontDatabase, QImage, QPainter, QTextDocument

    families = {}
    for bold, name in ((False, "KhataBangla-Regular.ttf"), (True, "KhataBangla-Bold.ttf")):
        number = QFontDatabase.addApplicationFont(str(resource("fonts", name)))
        families[bold] = QFontDatabase.applicationFontFamilies(number)[0]

    def paint(text: str, kind: Type) -> list[Image.Image]:
        fine = FINE
        picture = QImage(420 * fine, 76 * fine, QImage.Format.Format_Grayscale8)
        picture.fill(Qt.GlobalColor.white)
        face = QFont(families[kind.bold])
        face.setPixelSize(round(kind.size * DPI * fine / 72))
        face.setBold(kind.bold)
        face.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        document = QTextDocument()
        document.setDefaultFont(face)
        document.setPlainText(text)
        painter = QPainter(picture)
        painter.translate(QPointF(10 * fine, 10 * fine))
        document.drawContents(painter)
        painter.end()
        data = bytes(picture.constBits())
        size = (picture.width(), picture.height())
        large = Image.frombytes("L", size, data, "raw", "L", picture.bytesPerLine())
        phases = [ImageChops.offset(large, x, y).reduce(fine) for x in range(fine) for y in range(fine)]
        return [grey.point(lambda level: 0 if level < thermal.THRESHOLD else 255) for grey in phases]

    return paint


def apart(burnt: Image.Image, screens: list[Image.Image]) -> float:
    """How much ink the burnt line does not share with the screen's, where they lie best on one another."""
    return min(difference(burnt, one, 1) for one in screens)


@pytest.mark.parametrize(
    "kind", [look("80").body, look("80").bold, look("58").body], ids=["80", "80 bold", "58"]
)
@pytest.mark.parametrize("text", HARD)
def test_a_burnt_word_is_the_word_of_the_screen(screen: Screen, text: str, kind: Type) -> None:
    burnt = picture_of(thermal.raster(strip_of(text, kind), "80"))
    assert apart(burnt, screen(text, kind)) < TOLERANCE


@pytest.mark.parametrize("kind", TYPES, ids=KINDS)
@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("কর্তৃপক্ষ", "কর্তূপক্ষ"),
        ("শ্রীমঙ্গল", "শ্রিমঙ্গল"),
        ("ক্ষুদ্র", "ক\u09cd\u200cষুদ্র"),
        ("উজ্জ্বল", "উজ্জল"),
        ("স্বাস্থ্য", "সাস্থ্য"),
        ("লক্ষ্মী", "লক্ষী"),
        ("চাঁদপুর", "চাদপুর"),
    ],
)
def test_a_burnt_word_is_nearer_to_itself_than_to_a_wrong_one(
    screen: Screen, right: str, wrong: str, kind: Type
) -> None:
    burnt = picture_of(thermal.raster(strip_of(right, kind), "80"))
    assert apart(burnt, screen(right, kind)) < apart(burnt, screen(wrong, kind))


@pytest.mark.parametrize(
    ("right", "wrong"), [("ক্ষুদ্র", "ক\u09cd\u200cষুদ্র"), ("চাঁদপুর", "চাদপুর"), ("লক্ষ্মী", "লক্ষী")]
)
def test_the_comparison_sees_a_broken_conjunct_and_a_lost_sign(
    screen: Screen, right: str, wrong: str
) -> None:
    burnt = picture_of(thermal.raster(strip_of(right, TYPES[0]), "80"))
    assert apart(burnt, screen(wrong, TYPES[0])) > TOLERANCE


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize(("name", "size"), ON_ROLLS)
def test_the_printer_burns_exactly_the_dots_of_the_paper(name: str, size: str, language: str) -> None:
    draw, data, _sizes = PAPERS[name]
    pdf = draw(data, size, language)
    dots = thermal.raster(pdf, size)
    roll = printed(thermal.escpos(pdf, size))
    assert tuple(roll.rows) == dots.rows
    assert roll.widths == {PRINTABLE_MM[size] * DOTS_PER_MM}
    assert all(0 < lines <= BAND for lines in roll.bands)
    assert sum(roll.bands) == dots.height
    assert roll.deeds == ["reset", "feed 4", "cut"]


@pytest.mark.parametrize(("name", "size"), ON_ROLLS)
def test_the_burnt_paper_is_the_paper_of_the_preview(name: str, size: str) -> None:
    draw, data, _sizes = PAPERS[name]
    pdf = draw(data, size, "bn")
    burnt = printed(thermal.escpos(pdf, size)).picture()
    shot = pages.grey(pdf, 0, DPI * 4)
    seen = Image.frombytes("L", (shot.width, shot.height), shot.data, "raw", "L", shot.stride).reduce(4)
    left = (seen.width - burnt.width) // 2
    seen = seen.crop((left, 0, left + burnt.width, burnt.height))
    assert difference(burnt, seen.point(lambda level: 0 if level < thermal.THRESHOLD else 255), 2) < TOLERANCE


@pytest.mark.parametrize("size", ["80", "58"])
def test_the_bars_of_a_job_are_whole_dots_wide_so_that_a_scanner_reads_them(size: str) -> None:
    dots = thermal.raster(job_slip(JOB, size), size)
    wanted = code128(JOB.job_no)
    rows = []
    for y in range(dots.height):
        row = "".join("1" if dots.is_black(x, y) else "0" for x in range(dots.width)).strip("0")
        rows.append([len(run.group()) for run in re.finditer("1+|0+", row)])
    found = [unit for unit in (2, 3, 4) if rows.count([width * unit for width in wanted]) > 60]
    assert len(found) == 1, "no rows with the bars in whole dots"


def test_bars_begin_and_end_with_a_bar_and_come_to_whole_signs() -> None:
    # Every sign of Code 128 is eleven modules; the stop has thirteen.
    assert (sum(code128("J-000015")) - 13) % 11 == 0
    assert len(code128("J-000015")) % 2 == 1
    assert code128("J-000015") != code128("J-000016")


@pytest.mark.parametrize("text", ["", "জব-১৫"])
def test_what_code_128_cannot_say_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Code 128"):
        code128(text)


def test_bars_without_room_to_be_read_are_refused() -> None:
    with pytest.raises(ValueError, match="room"):
        bars("J-000015", 20 * MM, 8 * MM)


def test_nothing_of_a_paper_falls_beside_the_strip_the_head_reaches() -> None:
    for size in PRINTABLE_MM:
        strip = picture_of(thermal.raster(memo(MEMO, size), size))
        left, _top, right, _bottom = ink_box(strip)
        assert left >= 2 and right <= strip.width - 2


def test_the_cut_and_the_drawer_are_as_asked() -> None:
    pdf = due_slip(DUE_SLIP, "58")
    assert printed(thermal.escpos(pdf, "58", cut="partial")).deeds == ["reset", "feed 4", "partial cut"]
    assert printed(thermal.escpos(pdf, "58", cut="none")).deeds == ["reset", "feed 4"]
    assert printed(thermal.escpos(pdf, "58", drawer=True)).deeds == ["reset", "drawer", "feed 4", "cut"]


def test_the_shift_and_the_scale_of_a_printer_move_and_stretch_the_dots() -> None:
    pdf = strip_of("লক্ষ্মী", Type(12))
    plain = ink_box(picture_of(thermal.raster(pdf, "80")))
    moved = ink_box(picture_of(thermal.raster(pdf, "80", shift_mm=(2.0, 3.0))))
    assert (moved[0] - plain[0], moved[1] - plain[1]) == (2 * DOTS_PER_MM, 3 * DOTS_PER_MM)
    larger = ink_box(picture_of(thermal.raster(pdf, "80", scale=1.1)))
    assert (larger[2] - larger[0]) / (plain[2] - plain[0]) == pytest.approx(1.1, abs=0.03)


def test_blank_paper_at_the_end_is_not_burnt_but_a_gap_inside_stays() -> None:
    dots = thermal.raster(due_slip(DUE_SLIP, "80"), "80")
    assert any(dots.rows[-1])
    assert any(not any(row) for row in dots.rows[:-1])


def test_a_paper_for_another_roll_is_refused() -> None:
    with pytest.raises(ValueError, match="110"):
        thermal.raster(due_slip(DUE_SLIP, "80"), "110")


def test_a_very_long_slip_is_whole_on_the_roll() -> None:
    lines = tuple(replace(MEMO.lines[1], name=f"পণ্য {at}") for at in range(900))
    pdf = memo(replace(MEMO, lines=lines), "58")
    height = sum(pages.page_size(pdf, page)[1] for page in range(pages.page_count(pdf)))
    assert pages.page_count(pdf) > 1
    assert thermal.raster(pdf, "58").height == pytest.approx(height / MM * DOTS_PER_MM, rel=0.02)


# ---- the test page


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize("size", ["80", "58"])
def test_the_test_strip_says_every_hard_word_and_how_to_judge_it(size: str, language: str) -> None:
    strip = trial_page(size, SHOP, language)
    assert pages.page_count(strip) == 1
    words = words_of(strip)
    assert words.count(squeezed(DIFFICULT)) == 2
    with using(language):
        assert squeezed(number(RULER_MM[size])) in words
    assert squeezed(SHOP.name_bn) in words


@pytest.mark.parametrize("size", ["80", "58"])
def test_the_edge_lines_of_the_test_strip_are_the_first_and_last_dots_of_the_head(size: str) -> None:
    burnt = picture_of(thermal.raster(trial_page(size, SHOP), size))
    left, _top, right, _bottom = ink_box(burnt)
    assert (left, right) == (0, burnt.width)


@pytest.mark.parametrize("size", ["80", "58"])
def test_the_arrow_and_the_ruler_of_the_strip_are_where_the_settings_expect_them(size: str) -> None:
    dots = thermal.raster(trial_page(size, SHOP), size)
    margin = (int(size) - PRINTABLE_MM[size]) / 2
    lengths, tips = set(), set()
    for row in dots.rows:
        line = "".join(f"{byte:08b}" for byte in row)[4:-4]
        for run in re.finditer("1{40,}", line):
            lengths.add(round((run.end() - run.start()) / DOTS_PER_MM))
            tips.add(round((run.end() + 4) / DOTS_PER_MM + margin))
    assert RULER_MM[size] in lengths
    assert MARK_MM[size] in tips


@pytest.mark.parametrize("paper", ["A4", "A5", "A6"])
def test_the_arrows_of_a_sheet_meet_where_the_settings_expect_them(paper: str) -> None:
    picture = page_picture(trial_page(paper, SHOP), dpi=254)
    mark = MARK_MM[paper] * 10
    # Ten pixels a millimetre: the corner is black, and there is nothing beyond it.
    assert picture.getpixel((mark - 3, mark)) < 128 and picture.getpixel((mark, mark - 3)) < 128
    assert is_white(picture, (mark + 6, mark - 4, mark + 30, mark + 4))
    assert is_white(picture, (mark - 4, mark + 6, mark + 4, mark + 20))


# ---- to the printer


def test_the_bytes_go_to_the_device_as_they_are(tmp_path: Path) -> None:
    device = tmp_path / "lp0"
    device.touch()
    data = thermal.escpos(due_slip(DUE_SLIP, "58"), "58")
    sending.send_raw(data, str(device))
    assert device.read_bytes() == data


def test_a_device_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    device = tmp_path / "lp7"
    with pytest.raises(DocumentProblem) as caught:
        sending.send_raw(b"x", str(device))
    assert "is not there" in caught.value.message.text
    assert not device.exists()


def test_a_device_one_may_not_use_says_how_to_be_allowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(sending.os, "open", refuse)
    with pytest.raises(DocumentProblem) as caught:
        sending.send_raw(b"x", str(tmp_path / "lp0"))
    assert "may not print" in caught.value.message.text
    assert caught.value.advice is not None and "usermod" in caught.value.advice.text


@pytest.fixture
def queue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Put an `lp` of our own first on the path; what it was given stands in the file."""

    def make(script: str) -> Path:
        lp = tmp_path / "lp"
        lp.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        lp.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
        return tmp_path / "given"

    return make


@pytest.mark.skipif(sys.platform == "win32", reason="queues of CUPS")
def test_a_queue_is_given_the_bytes_raw(queue: Callable[[str], Path], tmp_path: Path) -> None:
    given = queue(f'echo "$@" > {tmp_path}/asked; cat > {tmp_path}/given')
    sending.send_raw(b"\x1b@abc\x00\xff", "Counter_58")
    assert given.read_bytes() == b"\x1b@abc\x00\xff"
    assert (tmp_path / "asked").read_text(encoding="utf-8").split() == ["-d", "Counter_58", "-o", "raw", "-s"]


@pytest.mark.skipif(sys.platform == "win32", reason="queues of CUPS")
def test_a_queue_that_refuses_is_quoted(queue: Callable[[str], Path]) -> None:
    queue('cat > /dev/null; echo "lp: The printer or class does not exist." >&2; exit 1')
    with pytest.raises(DocumentProblem) as caught:
        sending.send_raw(b"x", "Nobody")
    assert caught.value.advice is not None
    assert "does not exist" in str(caught.value.advice.values["reason"])


@pytest.mark.skipif(sys.platform == "win32", reason="queues of CUPS")
def test_a_printer_that_never_answers_is_left(
    queue: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    queue("exec sleep 20")
    monkeypatch.setattr(sending, "PATIENCE_SECONDS", 0.2)
    with pytest.raises(DocumentProblem) as caught:
        sending.send_raw(b"x", "Deaf")
    assert "does not answer" in caught.value.message.text


@pytest.mark.skipif(sys.platform == "win32", reason="queues of CUPS")
def test_without_cups_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DocumentProblem) as caught:
        sending.send_raw(b"x", "Any")
    assert caught.value.advice is not None and "/dev/usb/lp0" in caught.value.advice.text
