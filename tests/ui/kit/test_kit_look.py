"""How it looks and reads: contrast, nothing cut in Bengali at any size, both themes, both languages, names for all."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from shopbook.localisation import language
from shopbook.localisation.language import _
from ui import translation
from ui.main_window import MainWindow
from ui.style import fonts, icons, paint, theme
from ui.style.theme import DARK, LIGHT, TONES, Tokens
from ui.widgets.badges import Avatar, Badge
from ui.widgets.buttons import Button, chip, plain, primary, quiet
from ui.widgets.cards import EmptyState, Facts, SidePanel, StatTile
from ui.widgets.text import Label

# reph and the long marks above, vowel signs and conjuncts below: the tallest letters there are.
TALL = "ঊর্ধ্বমূল্যে র্ক্ষৌ ট্রৌ হৃদ্‌যন্ত্রূ কীর্তি বর্ষাঁ"


def luminance(color: str) -> float:
    def part(value: float) -> float:
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    shade = QColor(color)
    return 0.2126 * part(shade.redF()) + 0.7152 * part(shade.greenF()) + 0.0722 * part(shade.blueF())


def contrast(first: str, second: str) -> float:
    bright, dim = sorted((luminance(first), luminance(second)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read_on_every_ground_it_stands_on(look: Tokens) -> None:
    pairs = [
        (ink, ground)
        for ink in ("text", "text2", "text3")
        for ground in ("bg", "surface", "selected", "hover")
    ]
    pairs += [("text2", "sunk"), ("on_brand", "brand"), ("on_brand", "brand_hover"), ("rail_text", "rail")]
    pairs += [(tone, f"{tone}_tint") for tone in TONES] + [(tone, "surface") for tone in TONES]
    poor = {
        f"{ink} on {ground}": round(contrast(getattr(look, ink), getattr(look, ground)), 2)
        for ink, ground in pairs
        if contrast(getattr(look, ink), getattr(look, ground)) < 4.5
    }
    assert poor == {}


def ink_rows(text: str, font: Any, height: int, width: int, flags: int) -> tuple[int, int]:
    """How many rows of ink lie inside a box of this height, and how many there are in all."""

    def rows(box: int) -> int:
        picture = QImage(width, box, QImage.Format.Format_Grayscale8)
        picture.fill(255)
        painter = QPainter(picture)
        painter.setFont(font)
        painter.drawText(picture.rect(), flags, text)
        painter.end()
        data, stride = bytes(picture.constBits()), picture.bytesPerLine()
        return sum(1 for row in range(box) if min(data[row * stride : row * stride + width]) < 128)

    return rows(height), rows(height * 3)


@pytest.mark.parametrize("scale", theme.SCALES)
@pytest.mark.parametrize("size", sorted(fonts.SIZES))
def test_no_label_cuts_the_tall_letters_of_bengali(qtbot: Any, scale: float, size: str) -> None:
    theme.apply(QApplication.instance(), "light", scale)
    label = Label(TALL, size)
    qtbot.addWidget(label)
    hint = label.sizeHint()
    assert hint.height() >= 1.4 * label.font().pixelSize()
    inside, whole = ink_rows(
        TALL, label.font(), hint.height(), hint.width() + 20, int(Qt.AlignmentFlag.AlignVCenter)
    )
    assert inside == whole


@pytest.mark.parametrize("scale", theme.SCALES)
def test_no_button_badge_or_tile_cuts_its_words(qtbot: Any, scale: float) -> None:
    theme.apply(QApplication.instance(), "light", scale)
    for made in (primary(TALL, "plus", "F2"), plain(TALL, "x"), quiet(TALL), chip(TALL)):
        qtbot.addWidget(made)
        words = QFontMetrics(made._font()).horizontalAdvance(TALL)
        assert made.minimumSizeHint().width() >= words + 2 * theme.px(8)
        assert made.sizeHint().height() >= QFontMetrics(made._font()).height()
    badge = Badge(TALL)
    qtbot.addWidget(badge)
    inside, whole = ink_rows(TALL, fonts.named("badge"), badge.sizeHint().height(), badge.sizeHint().width(),
                             int(Qt.AlignmentFlag.AlignCenter))  # fmt: skip
    assert inside == whole
    line = QLineEdit(TALL)
    qtbot.addWidget(line)
    assert line.sizeHint().height() >= theme.px(38)
    tile = StatTile("bell", "brand", TALL, "৳১৭,২৫০")
    qtbot.addWidget(tile)
    assert tile.minimumSizeHint().width() >= tile.label.minimumSizeHint().width()


def test_a_button_gives_up_its_key_first_and_its_words_last(qtbot: Any) -> None:
    button = primary("বিক্রি শেষ ও ছাপুন", "printer", "Ctrl+Enter")
    qtbot.addWidget(button)
    assert button.minimumSizeHint().width() < button.sizeHint().width()
    assert button.toolTip() == "বিক্রি শেষ ও ছাপুন  (Ctrl+Enter)"
    assert button.accessibleName() == "বিক্রি শেষ ও ছাপুন"


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("মোঃ রফিকুল ইসলাম", "র"),
        ("ক্ষিতিশ চন্দ্র", "ক্ষ"),
        ("ঊর্মিলা", "ঊ"),
        ("Md. Rahim", "R"),
        ("হাজী মোঃ", "হ"),
        ("", ""),
        ("ড়িতা", "ড়"),
    ],
)
def test_the_initial_is_the_first_whole_letter_of_the_given_name(qtbot: Any, name: str, letter: str) -> None:
    avatar = Avatar(name)
    qtbot.addWidget(avatar)
    import unicodedata

    assert avatar.letter() == unicodedata.normalize("NFC", letter)


def test_every_icon_is_drawn_sharp_and_in_its_colour(qapp: Any) -> None:
    from shopbook import paths

    for file in sorted(paths.resource("icons").glob("*.svg")):
        picture = icons.pixmap(file.stem, "#FF0000", 20, 2.0)
        assert (picture.width(), picture.devicePixelRatio()) == (40, 2.0)
        image = picture.toImage()
        dots = [image.pixelColor(x, y) for x in range(40) for y in range(40)]
        inks = {dot.name() for dot in dots if dot.alpha() > 250}
        assert inks == {"#ff0000"}, file.stem


def test_a_panel_has_no_emptiness_to_scroll_through_below_its_words(qtbot: Any) -> None:
    panel = SidePanel()
    qtbot.addWidget(panel)
    facts = Facts()
    for _each in range(8):
        facts.add("কথা দেওয়া তারিখ", "২৪ নভেম্বর ২০২৬ · ৩ দিন পরে")
    panel.body.addWidget(facts)
    panel.resize(420, 200)
    panel.show()
    inside = panel.area.widget()
    assert inside.height() == inside.heightForWidth(inside.width()), "as high as the words are at this width"
    assert panel.area.verticalScrollBar().maximum() > 0


def test_a_label_dressed_anew_before_it_was_seen_keeps_its_colour_in_its_place(qtbot: Any) -> None:
    window = QStackedWidget()
    qtbot.addWidget(window)
    page = QWidget()
    label = Label("ওয়ারেন্টি আছে", tone="red")
    QVBoxLayout(page).addWidget(label)
    label.ensurePolished()
    label.dress(tone="green")
    window.show()
    window.addWidget(page)
    assert label.palette().windowText().color().name() == theme.tokens().green.lower()


def test_the_dark_theme_is_put_on_while_the_window_is_open(window: MainWindow) -> None:
    def ground() -> str:
        return window.stack.grab().toImage().pixelColor(4, window.stack.height() - 4).name().upper()

    assert ground() == LIGHT.bg
    theme.apply(QApplication.instance(), "dark")
    assert ground() == DARK.bg
    label = Label("x", tone="red")
    assert label.palette().color(label.foregroundRole()).name().upper() == DARK.red


def test_the_system_theme_is_followed_only_when_chosen(qapp: Any) -> None:
    theme.apply(qapp, "dark")
    theme._on_scheme_changed()
    assert theme.tokens() is DARK
    theme.apply(qapp, "system")
    assert theme.tokens() in (LIGHT, DARK)


def test_everything_that_takes_the_keyboard_has_a_name(window: MainWindow) -> None:
    window.ctx.navigation.go("help")
    window.ctx.messages.problem("x", "Try again", lambda: None)
    window.ctx.messages.done("y", undo=lambda: None)
    nameless = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.accessibleName()
    ]
    assert nameless == []


class Words(gettext.NullTranslations):
    """A tiny catalog, so that the test does not depend on the real one."""

    BN = {"Search": "খুঁজুন", "Undo": "ফেরত", "Cancel": "বাতিল", "Select All": "সব বাছুন", "Help": "সাহায্য"}  # noqa: RUF012

    def gettext(self, message: str) -> str:
        return self.BN.get(message, message)

    def pgettext(self, context: str, message: str) -> str:
        return message


@pytest.fixture
def bengali(monkeypatch: pytest.MonkeyPatch, qapp: Any) -> Iterator[translation.GettextTranslator]:
    whole = language._catalog
    monkeypatch.setattr(language, "_catalog", lambda code: Words() if code == "bn" else whole("en"))
    translator = translation.install(qapp)
    yield translator
    qapp.removeTranslator(translator)


def test_the_language_changes_while_the_window_is_open(
    bengali: translation.GettextTranslator, window: MainWindow, qtbot: Any
) -> None:
    empty = EmptyState("users", lambda: _("Help"), action=lambda: _("Cancel"))
    qtbot.addWidget(empty)
    badge = Badge(lambda: _("Undo"))
    qtbot.addWidget(badge)
    app = QApplication.instance()
    page = window.ctx.navigation.page("today")
    reads = page.reads
    assert window.search.accessibleName() == "খুঁজুন"
    translation.switch(app, "en", bengali)
    qtbot.waitUntil(lambda: window.search.accessibleName() == "Search")
    assert (empty.title.text(), empty.button.text(), badge.text()) == ("Help", "Cancel", "Undo")
    assert "Ctrl+Z Undo" in window.status.hints()
    assert page.reads == reads + 1
    translation.switch(app, "bn", bengali)
    qtbot.waitUntil(lambda: window.search.accessibleName() == "খুঁজুন")
    assert (empty.title.text(), empty.button.text(), badge.text()) == ("সাহায্য", "বাতিল", "ফেরত")


def test_qts_own_words_are_bengali_too(bengali: translation.GettextTranslator, qtbot: Any) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "বাতিল"
    line = QLineEdit("x")
    qtbot.addWidget(line)
    menu = line.createStandardContextMenu()
    assert "সব বাছুন" in [action.text().split("\t")[0] for action in menu.actions()]
    menu.deleteLater()
    assert "সব বাছুন" in translation.qt_words()


def test_a_button_says_its_words_again_when_asked(qtbot: Any) -> None:
    spoken = ["এক"]
    button = Button(lambda: spoken[0])
    qtbot.addWidget(button)
    spoken[0] = "দুই & তিন"
    QApplication.sendEvent(button, QEvent(QEvent.Type.LanguageChange))
    assert button.accessibleName() == "দুই & তিন"
    assert button.sizeHint().width() > paint.width("দুই", "strong")


def test_every_icon_named_in_the_window_is_bundled() -> None:
    from shopbook import paths

    folder = Path(paths.resource("icons"))
    assert (folder / "LICENSE.txt").is_file()
    assert icons.exists("store")
    assert not icons.exists("nothing-like-it")


def test_every_icon_in_the_folder_is_drawn_somewhere() -> None:
    from shopbook import paths

    code = "".join(
        file.read_text(encoding="utf-8")
        for folder in ("shopbook", "ui", "tests")
        for file in (paths.base() / folder).rglob("*.py")
    )
    drawn = set(re.findall(r'"([a-z0-9-]+)"', code))
    assert {file.stem for file in paths.resource("icons").glob("*.svg")} <= drawn


def test_a_large_amount_on_a_narrow_tile_is_written_smaller_and_the_tile_stays_as_high(qtbot: Any) -> None:
    row = QWidget()
    qtbot.addWidget(row)
    line = QHBoxLayout(row)
    count, money = (StatTile("wallet", "red", "বাকি") for _tile in range(2))
    for tile in (count, money):
        line.addWidget(tile, 1)
    count.say("১৭")
    money.say("৳১২,৩৪,১২৩.৪৫")
    row.resize(360, 90)
    row.show()
    QApplication.processEvents()
    assert money.value.fontMetrics().horizontalAdvance(money.value.text()) <= money.value.width()
    assert money.height() == count.height()
    row.resize(900, 90)
    QApplication.processEvents()
    assert money.value.font().pixelSize() == count.value.font().pixelSize()
