"""The printed Bengali is the same Bengali that the screen shows, letter by letter."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image

from shopbook.documents.page import Paper, Sheet, Type
from shopbook.documents.text import font
from shopbook.paths import resource
from tests.core.documents.ink import difference, page_picture

DIFFICULT = [
    "তুরস্ক",
    "সংস্কৃত",
    "মাদাগাস্কার",
    "কন্নড়",
    "হন্ডুরাস",
    "পর্তুগাল",
    "কর্তৃপক্ষ",
    "দুর্বৃত্ত",
    "ক্ষুদ্র",
    "র\u200d্যাম",
    "শ্রীমঙ্গল",
    "উজ্জ্বল",
    "ব্রাহ্মণবাড়িয়া",
    "স্বাস্থ্য",
    "লক্ষ্মী",
    "দ্বন্দ্ব",
    "জ্ঞান",
    "ঊর্ধ্ব",
    "রাষ্ট্র",
    "কিংকর্তব্যবিমূঢ়",
    "সৌহার্দ্য",
    "চাঁদপুর",
    "র\u200d্যাপিড",
    "হৃদয়",
    "শুভ্র",
    "গ্রীষ্ম",
    "ঐক্য",
    "বিজ্ঞপ্তি",
]
LINES = (
    "হাজী মোঃ আব্দুর রহিম (Abdur Rahim)",
    "রেফ্রিজারেটর — Walton WFC-3D8-GDEL-XX",
    "৳১,২৩,৪৫৬.৫০ · ০১৮১৯-৫৫৫৫৫৫ · AV To Ty",
    "২১ নভেম্বর ২০২৭ পর্যন্ত · ৬ই অগ্রহায়ণ ১৪৩৪",
)
SIZE = 24
DPI = 144
# The part of all ink that two renderings do not share. Two rasterisers of the same outlines differ by up to 0.025 here,
# one wrong vowel sign in a word by 0.033, an unshaped word by 0.11 and more.
TOLERANCE = 0.03

Screen = Callable[[str, bool], Image.Image]


@pytest.fixture
def screen(qapp: object) -> Screen:
    """What Qt paints for a line in the same typeface and size."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QFont, QFontDatabase, QImage, QPainter

    families = {}
    for bold, name in ((False, "KhataBangla-Regular.ttf"), (True, "KhataBangla-Bold.ttf")):
        number = QFontDatabase.addApplicationFont(str(resource("fonts", name)))
        families[bold] = QFontDatabase.applicationFontFamilies(number)[0]

    def paint(text: str, bold: bool) -> Image.Image:
        picture = QImage(1400, 140, QImage.Format.Format_Grayscale8)
        picture.fill(Qt.GlobalColor.white)
        face = QFont(families[bold])
        face.setPixelSize(SIZE * DPI // 72)
        face.setBold(bold)
        face.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setFont(face)
        painter.drawText(40, 90, text)
        painter.end()
        data = bytes(picture.constBits())
        return Image.frombytes(
            "L", (picture.width(), picture.height()), data, "raw", "L", picture.bytesPerLine()
        )

    return paint


def printed(text: str, bold: bool) -> Image.Image:
    """The same line on paper."""
    sheet = Sheet(Paper("strip", 700, 70), "strip", "bn")
    sheet.line(20, 10, text, Type(SIZE, bold))
    return page_picture(sheet.finish(), dpi=DPI)


def printed_unshaped(text: str) -> Image.Image:
    """The same line as ReportLab's own drawString puts it: letters one after another, signs where they were typed."""
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(700, 70), invariant=1)
    canvas.setFont(font().name, SIZE)
    canvas.drawString(20, 30, text)
    canvas.save()
    return page_picture(file.getvalue(), dpi=DPI)


@pytest.mark.parametrize("bold", [False, True], ids=["regular", "bold"])
@pytest.mark.parametrize("text", [*DIFFICULT, *LINES])
def test_a_word_on_paper_looks_as_on_the_screen(screen: Screen, text: str, bold: bool) -> None:
    assert difference(printed(text, bold), screen(text, bold)) < TOLERANCE


@pytest.mark.parametrize("text", DIFFICULT)
def test_the_comparison_sees_a_word_that_was_not_shaped(screen: Screen, text: str) -> None:
    assert difference(printed_unshaped(text), screen(text, False)) > 3 * TOLERANCE


def test_the_comparison_sees_one_wrong_sign(screen: Screen) -> None:
    assert difference(printed("কর্তৃপক্ষ", False), screen("কর্তূপক্ষ", False)) > TOLERANCE


def test_deep_and_high_letters_stay_inside_their_line() -> None:
    sheet = Sheet(Paper("strip", 700, 70), "strip", "bn")
    kind = Type(SIZE, bold=True)
    sheet.line(5, 10, "ঊর্ধ্ব শ্রীঁ ক্ষ্ম্যূঁ টিঁ জ্জ্বল ন্দ্ব্যু ঙ্ক্ষ্যূ কাঁর্ (ÂÇjgq|)", kind)
    picture = page_picture(sheet.finish(), dpi=DPI)
    top, bottom = 10 * DPI / 72, (10 + kind.height) * DPI / 72
    dark = [
        y for y in range(picture.height) if picture.crop((0, y, picture.width, y + 1)).getextrema()[0] < 160
    ]
    assert top <= dark[0], f"ink {dark[0]} px begins above the line's top {top}"
    assert dark[-1] <= bottom, f"ink {dark[-1]} px ends below the line's bottom {bottom}"
