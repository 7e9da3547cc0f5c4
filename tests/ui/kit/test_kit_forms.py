"""Forms as they are typed: digits of both scripts, problems under their fields, Enter all the way, drafts kept."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from shopbook.errors import Invalid, Message
from shopbook.localisation import language
from tests.typing import type_preedit, type_text
from ui.forms.choices import ChipsField, Choice, ChoiceField
from ui.forms.days import Ahead, DateField, PartialDateField
from ui.forms.figures import MoneyField, NumberField
from ui.forms.form import Form
from ui.forms.pick import PickField
from ui.forms.texts import HourField, LongTextField, PhoneField, TextField, TickField
from ui.lists.looks import RowLook
from ui.widgets.suggestions import Suggestion

TODAY = dt.date(2026, 11, 21)
COOKERS = {1: "রাইস কুকার Miyako", 2: "রাইস কুকার Vision", 3: "ফ্যান BRB"}


@dataclass(frozen=True, slots=True)
class SaleDraft:
    name: str = ""
    phone: str = ""
    product: object = None
    paid_paisa: int = 0
    due_on: dt.date | None = None
    warranty: int | None = 12
    kind: str = "cash"
    born: object = None
    note: str = ""
    print_card: bool = True
    copies: int | None = None


def suggest(text: str) -> list[Suggestion]:
    return [Suggestion(id, RowLook(name)) for id, name in COOKERS.items() if text and text in name]


@pytest.fixture
def form(qtbot: Any) -> Iterator[Form]:
    made = Form(
        [
            [TextField("name", lambda: "Name"), PhoneField("phone", lambda: "Phone")],
            PickField("product", lambda: "Product", suggest, show=lambda id: COOKERS[id]),
            [MoneyField("paid_paisa", lambda: "Paid"), DateField("due_on", lambda: "Promise", lambda: TODAY)],
            ChipsField("warranty", lambda: "Warranty", [Choice(0, "none"), Choice(12, "1 year")]),
            [
                ChoiceField("kind", lambda: "How", [Choice("cash", "Cash"), Choice("bkash", "bKash")]),
                NumberField("copies", lambda: "Copies", least=1, most=9),
            ],
            PartialDateField("born", lambda: "Birthday"),
            LongTextField("note", lambda: "Note"),
            TickField("print_card", lambda: "Print the card"),
        ],
        SaleDraft(),
    )
    window = QWidget()
    QVBoxLayout(window).addWidget(made)
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield made


def test_what_is_typed_becomes_the_draft(form: Form) -> None:
    type_text(form["name"].control, "মোঃ রফিকুল ইসলাম")
    type_text(form["paid_paisa"].control, "১,২৫০.৫০")
    type_text(form["due_on"].control, "+7")
    assert form.draft() == SaleDraft("মোঃ রফিকুল ইসলাম", paid_paisa=125050, due_on=dt.date(2026, 11, 28),
                                     born=(None, None, None))  # fmt: skip


def test_letters_composed_by_an_input_method_arrive_in_storage_form(form: Form) -> None:
    type_preedit(form["name"].control, "র", "রায়")
    assert form.draft().name == "রায়"


@pytest.mark.parametrize("typed", ["500", "৫০০", "৳৫০০", "৫০০/-"])
def test_money_is_read_in_either_digits_and_said_in_words(form: Form, typed: str) -> None:
    money = form["paid_paisa"]
    type_text(money.control, typed)
    assert money.value() == 50000
    from shopbook.localisation.words import amount_in_words

    assert money.note.text() == amount_in_words(50000)


def test_money_is_tidied_into_the_users_digits_on_leaving(form: Form) -> None:
    form["paid_paisa"].setFocus()
    type_text(form["paid_paisa"].control, "12500")
    form["due_on"].setFocus()
    assert form["paid_paisa"].control.text() == "১২,৫০০"


def test_an_unreadable_amount_is_told_under_its_field_and_kept(form: Form) -> None:
    form["paid_paisa"].setFocus()
    type_text(form["paid_paisa"].control, "বারো শ")
    form["name"].setFocus()
    assert "500" in form.problems()["paid_paisa"] or "৫০০" in form.problems()["paid_paisa"]
    assert form["paid_paisa"].control.text() == "বারো শ"
    assert form["paid_paisa"].note.isVisible()
    type_text(form["paid_paisa"].control, "\b")
    assert form.problems() == {}


def test_every_unreadable_field_is_told_at_once(form: Form) -> None:
    type_text(form["paid_paisa"].control, "x")
    type_text(form["due_on"].control, "never")
    type_text(form["copies"].control, "১২")
    with pytest.raises(Invalid) as caught:
        form.draft()
    assert set(caught.value.problems) == {"paid_paisa", "due_on", "copies"}


def test_the_cores_problems_stand_under_their_fields_and_typing_stays(form: Form) -> None:
    type_text(form["phone"].control, "০১৭১২৩৪৫৬৭")
    form.show_problems({"phone": Message("Too short"), "elsewhere": Message("The shop is closed")})
    assert form.problems() == {"phone": "Too short"}
    assert form["phone"].control.hasFocus()
    assert form["phone"].control.text() == "০১৭১২৩৪৫৬৭"
    assert form["phone"].control.accessibleDescription() == "Too short"
    assert form.strip.isVisible()
    assert form.strip.text.text() == "The shop is closed"


def test_enter_goes_from_field_to_field_and_finishes_at_the_end(form: Form) -> None:
    finished: list[int] = []
    form.finished.connect(lambda: finished.append(1))
    form.focus_first()
    seen = []
    for _step in range(20):
        focused = form.window().focusWidget()
        seen.append(next(key for key, field in form.fields.items() if field.isAncestorOf(focused)))
        QTest.keyClick(focused, Qt.Key.Key_Return)
        if finished:
            break
    assert list(dict.fromkeys(seen)) == list(form.fields)
    assert finished == [1]


def test_ctrl_enter_finishes_from_anywhere(form: Form) -> None:
    finished: list[int] = []
    form.finished.connect(lambda: finished.append(1))
    QTest.keyClick(form["note"].control, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(form["name"].control, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert finished == [1, 1]


def test_escape_asks_to_go_back(form: Form) -> None:
    backed: list[int] = []
    form.backed.connect(lambda: backed.append(1))
    QTest.keyClick(form["name"].control, Qt.Key.Key_Escape)
    assert backed == [1]


def test_shift_enter_makes_a_new_line_in_a_note(form: Form) -> None:
    note = form["note"].control
    type_text(note, "ছেলে হয়েছে")
    QTest.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    type_text(note, "মিষ্টি")
    assert form.draft().note == "ছেলে হয়েছে\nমিষ্টি"


def test_a_product_is_picked_without_the_mouse(form: Form) -> None:
    pick = form["product"]
    assert isinstance(pick, PickField)
    pick.setFocus()
    type_text(pick.control, "রাইস")
    assert [line.look.title for line in pick.popup.lines()] == [COOKERS[1], COOKERS[2]]
    QTest.keyClick(pick.control, Qt.Key.Key_Down)
    QTest.keyClick(pick.control, Qt.Key.Key_Return)
    assert (pick.value(), pick.control.text(), pick.popup.isVisible()) == (2, COOKERS[2], False)
    assert form["paid_paisa"].control.hasFocus()


def test_what_was_not_picked_is_not_a_product(form: Form) -> None:
    pick = form["product"]
    pick.setFocus()
    type_text(pick.control, "রাইস")
    QTest.keyClick(pick.control, Qt.Key.Key_Escape)
    with pytest.raises(Invalid):
        form.draft()
    form["name"].setFocus()
    assert "product" in form.problems()


def test_the_chips_of_a_date_count_from_today(form: Form) -> None:
    day = form["due_on"]
    assert isinstance(day, DateField)
    day.chips[0].click()
    assert day.value() == dt.date(2026, 11, 28)
    day.chips[1].click()
    assert day.value() == dt.date(2026, 12, 21)
    assert Ahead(months=1).of(dt.date(2027, 1, 31)) == dt.date(2027, 2, 28)


def test_the_calendar_opens_under_the_field_and_enter_takes_the_day(form: Form) -> None:
    day = form["due_on"]
    assert isinstance(day, DateField)
    day.setFocus()
    QTest.keyClick(day.control, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    grid = day._popup.grid
    assert grid.hasFocus()
    QTest.keyClick(grid, Qt.Key.Key_Right)
    QTest.keyClick(grid, Qt.Key.Key_PageDown)
    assert "২০২৬" in day._popup.month.text()
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert day.value() == dt.date(2026, 12, 22)
    assert not day._popup.isVisible()
    assert day.control.hasFocus()


def test_a_birthday_may_lack_its_year_but_must_exist(form: Form) -> None:
    born = form["born"]
    assert isinstance(born, PartialDateField)
    type_text(born.day, "৩০")
    born.month.setCurrentIndex(2)
    assert not born.check()
    born.day.clear()
    type_text(born.day, "২৯")
    assert born.value() == (None, 2, 29)
    type_text(born.year, "২০২৫")
    assert not born.check()


def test_chips_are_chosen_by_arrows(form: Form) -> None:
    chips = form["warranty"]
    assert isinstance(chips, ChipsField)
    assert chips.value() == 12
    chips.buttons[1].setFocus()
    QTest.keyClick(chips.buttons[1], Qt.Key.Key_Left)
    assert chips.value() == 0
    assert chips.buttons[0].hasFocus()


def test_a_half_typed_form_comes_back_after_a_power_cut(form: Form, qtbot: Any) -> None:
    type_text(form["name"].control, "রহিম")
    with qtbot.waitSignal(form.settled, timeout=3000):
        type_text(form["paid_paisa"].control, "৫০০ টা")
    kept = json.loads(json.dumps(form.values(), ensure_ascii=False))
    form.set_draft(SaleDraft())
    assert form["name"].control.text() == ""
    form.restore({**kept, "gone": "x"})
    assert form.values() == kept
    assert form["paid_paisa"].control.text() == "৫০০ টা"


def test_english_digits_are_shown_when_english_is_spoken(form: Form) -> None:
    language.set_language("en")
    form["paid_paisa"].set_value(1250000)
    form["copies"].set_value(3)
    assert form["paid_paisa"].control.text() == "12,500"
    assert form["copies"].control.text() == "3"


def test_every_control_has_a_name_for_screen_readers(form: Form) -> None:
    for kind in (QLineEdit, QPlainTextEdit, QComboBox, QPushButton):
        for control in form.findChildren(kind):
            if control.focusPolicy() & Qt.FocusPolicy.TabFocus:
                assert control.accessibleName(), control
    assert form["born"].month.accessibleName().startswith("Birthday, ")


def test_fields_stand_one_under_the_other_when_there_is_no_room(form: Form, qtbot: Any) -> None:
    assert form["phone"].y() == form["name"].y()
    form.window().resize(300, 700)
    qtbot.waitUntil(lambda: form["phone"].y() > form["name"].y())
    assert form["name"].width() > 240


def test_an_hour_is_read_in_bengali_digits_and_kept_in_latin_ones(qtbot: Any) -> None:
    field = HourField("opens_at", "খোলে")
    qtbot.addWidget(field)
    field.set_value("10:00")
    assert (field.typed(), field.value()) == ("১০:০০", "10:00")
    field.line.setText("৯:৩০")
    assert field.value() == "9:30"


def test_the_calendar_of_a_date_has_a_name(qtbot: Any) -> None:
    field = DateField("due_on", "কবে", lambda: TODAY)
    qtbot.addWidget(field)
    assert [button.accessibleName() for button in field.line.findChildren(QToolButton)] == [
        language._("Calendar")
    ]
