"""A scanner knows nothing of keyboard layouts: what it reads is found while a Bengali layout is on, everywhere."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest

from shopbook.localisation.language import _
from tests.ui.bengali_keys import bengali_event, press_in_bengali
from tests.ui.counter import Counter, Key
from ui.letters import letter_of

CODES = ["MYK22A0098", "356938035643809", "wfc-3d8-gdel"]


def scan(counter: Counter, code: str) -> None:
    counter.window.scanner.gap = 5.0  # a busy test machine is slower than a scanner
    press_in_bengali(counter.window.windowHandle(), code)
    QTest.qWait(30)


@pytest.mark.parametrize("code", CODES)
def test_the_desk_answers_what_is_scanned_under_a_bengali_layout(counter: Counter, code: str) -> None:
    sale = counter.sold(counter.rafiq.id, code)
    counter.press(Key.Key_F6)
    scan(counter, code)
    page = counter.page("warranty")
    assert page.panel.card.id == sale.card_ids[0]
    assert page.box.typed() == code, "no Bengali letter is left in the box"
    assert page.panel.verdict.texts()[0].startswith(_("Under warranty"))


def test_the_number_of_a_card_is_scanned_from_its_own_bars(counter: Counter) -> None:
    sale = counter.sold(counter.rafiq.id, "MYK22A0098")
    counter.press(Key.Key_F6)
    scan(counter, counter.book.warranties.card(sale.card_ids[0]).card_no)
    assert counter.page("warranty").panel.card.id == sale.card_ids[0]


@pytest.mark.parametrize("code", CODES)
def test_the_search_box_finds_it_from_any_page(counter: Counter, code: str) -> None:
    counter.sold(counter.rafiq.id, code)
    counter.ctx.navigation.go("customers")
    QTest.qWait(20)
    scan(counter, code)
    box = counter.window.search
    assert box.text() == code
    assert box.popup.isVisible()
    counter.press(Key.Key_Return)
    assert counter.here in ("warranty", "sale_view")


def test_in_the_search_box_itself_the_bengali_letters_are_taken_back(counter: Counter) -> None:
    counter.sold(counter.rafiq.id, "MYK22A0098")
    counter.ctx.navigation.go("customers")
    counter.control(Key.Key_K)
    scan(counter, "MYK22A0098")
    assert counter.window.search.text() == "MYK22A0098"


@pytest.mark.parametrize("code", CODES[:2])
def test_what_is_taken_in_for_service_is_scanned_into_the_job(counter: Counter, code: str) -> None:
    sale = counter.sold(counter.rafiq.id, code)
    counter.ctx.navigation.go("customers")
    counter.press(Key.Key_F7)
    scan(counter, code)
    sheet: Any = counter.ctx.navigation.sheet
    assert sheet is not None
    sheet.fields["problem"].set_value("ঠান্ডা হয় না")
    draft = sheet.draft()
    assert (draft.warranty_id, draft.customer_id) == (sale.card_ids[0], counter.rafiq.id)


@pytest.mark.parametrize("typed", ["৩৫৬৯৩৮০৩৫৬৪৩৮০৯", "৪৩৮০৯", "অ-০০০০০১", "০০০০০১"])
def test_figures_typed_by_hand_in_bengali_find_the_card(counter: Counter, typed: str) -> None:
    sale = counter.sold(counter.rafiq.id, "356938035643809")
    counter.press(Key.Key_F6)
    counter.type(typed)
    counter.press(Key.Key_Return)
    assert counter.page("warranty").panel.card.id == sale.card_ids[0]


@pytest.mark.parametrize("platform", ["linux", "win32"])
def test_every_key_a_code_can_have_is_known_by_its_place_on_either_system(platform: str) -> None:
    for letter in "1234567890-qwertyuiopasdfghjklzxcvbnmQWERTYUIOPASDFGHJKLZXCVBNM":
        event = bengali_event(letter)
        shifted_sign = len(event.text()) == 1 and event.text().isascii()
        assert letter_of(event, platform) == (event.text() if shifted_sign else letter)


def test_windows_scan_codes_are_not_read_as_those_of_linux() -> None:
    # The O key of Windows has the number that the Q key has on Linux.
    event = QKeyEvent(QKeyEvent.Type.KeyPress, 0x993, Qt.KeyboardModifier.NoModifier, 24, ord("O"), 0, "ও")
    assert letter_of(event, "win32") == "o"
    assert letter_of(event, "linux") == "q"


@pytest.mark.parametrize(
    ("text", "held", "letter"),
    [
        ("", Qt.KeyboardModifier.NoModifier, "g"),  # the layout gives this key nothing
        ("", Qt.KeyboardModifier.ControlModifier, ""),  # a shortcut, no letter
        ("ক্ষ", Qt.KeyboardModifier.NoModifier, "g"),  # a whole conjunct on one key
        ("\t", Qt.KeyboardModifier.NoModifier, ""),
    ],
)
def test_keys_without_one_letter_of_their_own(text: str, held: Qt.KeyboardModifier, letter: str) -> None:
    event = QKeyEvent(QKeyEvent.Type.KeyPress, 0x9CD, held, 42, ord("G"), 0, text)
    assert letter_of(event, "linux") == letter
