"""What each role finds on the screens, and what is not shown while a customer looks."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from shopbook.customers.model import CustomerDraft, PhoneDraft
from shopbook.dues.model import AdjustmentDraft
from shopbook.localisation.language import using
from shopbook.notes.model import NoteDraft
from tests.ui.house.test_every_screen import WAYS, _faults, speak
from ui.main_window import MainWindow
from ui.style import theme

__all__ = ["speak"]


@pytest.fixture
def people(window: MainWindow) -> dict[str, int]:
    """An owner with a PIN, a manager, a seller and a helper; the owner is at the counter."""
    book = window.ctx.book
    found = {role: book.settings.add_staff(name, role) for role, name in
             (("owner", "রেজাউল"), ("manager", "নাসির"), ("seller", "সুমন"), ("helper", "টুটুল"))}  # fmt: skip
    customer = book.customers.add(CustomerDraft("মোঃ রহিম", tier="vip", phones=(PhoneDraft("01712345678"),)))
    book.dues.adjust(AdjustmentDraft(customer, "opening", 500_00, book.clock.today()))
    book.notes.write(NoteDraft(customer, "জামিনের কথা বলেছে", kind="money", sensitivity="owner"))
    book.signing.set_pin(found["owner"], "1357")
    found["customer"] = customer
    return found


def come(window: MainWindow, staff_id: int) -> None:
    """Somebody else is at the counter from now on."""
    window.ctx.book.store.work_as(staff_id)
    window.ctx.bus.tell_all()
    window.attendance.look()
    QApplication.processEvents()


def shown(window: MainWindow) -> str:
    QApplication.processEvents()
    labels = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    model = getattr(window.stack.currentWidget(), "model", None)
    rows = range(model.rowCount()) if model is not None else ()
    cells = [str(model.index(row, column).data()) for row in rows for column in range(model.columnCount())]
    return "\n".join([*labels, *cells])


def press(
    window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(window.windowHandle(), key, held)
    QApplication.processEvents()


def test_a_helper_finds_no_way_to_dues_sales_and_money(window: MainWindow, people: dict[str, int]) -> None:
    come(window, people["helper"])
    assert window.rail.buttons["dues"].isHidden() and not window.rail.buttons["today"].isHidden()
    assert window.top.buttons["new_sale"].isHidden() and not window.top.buttons["new_customer"].isHidden()
    window.ctx.navigation.go("customers")
    with using("en"):
        press(window, Qt.Key.Key_F2)
        assert window.ctx.navigation.here.key == "customers"
        assert window.ctx.messages.last().text.startswith("This is not among your tasks in the shop.")
        press(window, Qt.Key.Key_F3)
        assert window.ctx.navigation.sheet is None
    keys = [action.key for action in window.actions_table.all()]
    assert "new_sale" not in keys and "payment" not in keys and "note" in keys


def test_what_a_helper_may_not_see_is_not_said_to_be_nought(
    window: MainWindow, people: dict[str, int]
) -> None:
    window.ctx.navigation.go("today")
    tiles = window.ctx.navigation.page("today").tiles
    assert not tiles.dues.isHidden()
    come(window, people["helper"])
    assert tiles.dues.isHidden() and not tiles.warranties.isHidden()


def test_a_helpers_pages_show_no_due_and_no_owners_note(window: MainWindow, people: dict[str, int]) -> None:
    window.ctx.navigation.go("customers")
    assert "৫০০" in shown(window)
    come(window, people["helper"])
    assert "৫০০" not in shown(window)
    window.ctx.navigation.go("customer", people["customer"])
    page: Any = window.ctx.navigation.page("customer")
    page.header.eye.setChecked(True)
    said = shown(window)
    assert "৫০০" not in said and "জামিন" not in said
    assert page.money.isHidden() and not page.header.sale.isEnabled()
    with using("en"):
        page.refresh()
    assert page.header.delete.toolTip(), "the reason stands in the tooltip"


def test_what_was_dimmed_for_a_helper_is_there_again_for_the_owner(
    window: MainWindow, people: dict[str, int]
) -> None:
    window.ctx.navigation.go("customer", people["customer"])
    page: Any = window.ctx.navigation.page("customer")
    before = page.header.delete.toolTip()
    come(window, people["helper"])
    assert not page.header.delete.isEnabled() and page.header.delete.toolTip() != before
    come(window, people["owner"])
    assert page.header.delete.isEnabled() and page.header.delete.toolTip() == before
    assert not page.money.isHidden() and not window.rail.buttons["dues"].isHidden()


def test_who_comes_to_a_page_that_is_not_theirs_is_led_to_the_first(
    window: MainWindow, people: dict[str, int]
) -> None:
    window.ctx.navigation.go("dues")
    press(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    press(window, Qt.Key.Key_4)
    assert window.ctx.book.signing.who().name == "টুটুল"
    assert window.ctx.navigation.here.key == "today"
    assert window.top.person.text() == "টুটুল"


def test_every_page_opens_for_every_role_that_has_a_way_to_it(
    window: MainWindow, people: dict[str, int], qtbot: Any
) -> None:
    for role in ("helper", "seller", "manager", "owner"):
        come(window, people[role])
        for key, button in window.rail.buttons.items():
            if not button.isHidden():
                window.ctx.navigation.go(key)
                QApplication.processEvents()
                assert window.ctx.navigation.here.key == key, (role, key)


def test_while_a_customer_looks_nothing_of_others_is_in_sight(
    window: MainWindow, people: dict[str, int]
) -> None:
    navigation = window.ctx.navigation
    navigation.go("customers")
    assert "৫০০" in shown(window)
    press(window, Qt.Key.Key_F11)
    assert "৫০০" not in shown(window) and "রহিম" in shown(window)
    for key in ("today", "dues", "promises", "complaints", "sales", "history"):
        navigation.go(key)
        QApplication.processEvents()
        assert window.stack.currentWidget() is window.stack.curtain, key
    press(window, Qt.Key.Key_F11)
    assert window.stack.currentWidget() is navigation.page("history")
    assert window.top.facing.isHidden()


def test_the_eye_closes_when_a_customer_begins_to_look(window: MainWindow, people: dict[str, int]) -> None:
    navigation = window.ctx.navigation
    navigation.go("customer", people["customer"])
    page: Any = navigation.page("customer")
    press(window, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    assert page.private
    press(window, Qt.Key.Key_F11)
    assert not page.private and page.isVisible()
    assert "বিশেষ" not in shown(window)


def test_search_shows_no_dues_while_a_customer_looks(window: MainWindow, people: dict[str, int]) -> None:
    from ui.customers.finds import finds

    assert finds(window.ctx, "রহিম")[0].hint
    window.ctx.navigation.face(True)
    assert finds(window.ctx, "রহিম")[0].hint == ""


@pytest.mark.parametrize(("language", "width", "height", "scale", "look"), WAYS)
def test_nothing_is_cut_on_the_lock_and_the_cover(
    window: MainWindow, people: dict[str, int], qapp: Any, speak: Any, language: str, width: int, height: int,
    scale: float, look: str,
) -> None:  # fmt: skip
    theme.apply(qapp, look, scale)
    speak(language)
    window.resize(width, height)
    book = window.ctx.book
    window.counter.lock()
    for staff in book.signing.people():
        if staff.has_pin:
            for _try in range(4):
                window.counter.blank.panel.choose(staff)
                window.counter.blank.panel.pin.setText("1111")
                window.counter.blank.panel.try_pin()
    for _turn in range(6):
        qapp.processEvents()
    assert window.width() == width and not _faults(window), "\n".join(_faults(window))
    panel = window.counter.blank.panel
    foot = panel.enter.mapTo(window, panel.enter.rect().bottomLeft()).y()
    head = window.counter.blank.shop.mapTo(window, window.counter.blank.shop.rect().topLeft()).y()
    assert head >= 0 and foot < height, (head, foot)
