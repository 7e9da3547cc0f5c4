"""Who is at the counter: the lock hides everything, names and PINs let in, and what was being typed is still there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from shopbook.customers.model import CustomerDraft, PhoneDraft
from shopbook.localisation.language import using
from shopbook.settings.model import IDLE_MINUTES, StaffDraft
from tests.typing import type_text
from ui import pages
from ui.context import Context
from ui.main_window import MainWindow
from ui.style import theme

Modifier = Qt.KeyboardModifier


class Shop:
    """A shop with an owner, a seller and a helper who needs no PIN; the seller's is ২৪৬৮."""

    def __init__(self, ctx: Context, qtbot: Any) -> None:
        self.ctx, self.book, self._qtbot = ctx, ctx.book, qtbot
        settings, signing = self.book.settings, self.book.signing
        self.owner = next((one.id for one in settings.staff()), None) or settings.add_staff("মালিক", "owner")
        settings.change_staff(self.owner, StaffDraft("রেজাউল", role="owner"))
        self.seller = settings.add_staff("সুমন", "seller")
        self.helper = settings.add_staff("টুটুল", "helper")
        self.customer = self.book.customers.add(
            CustomerDraft("মোঃ রহিম", phones=(PhoneDraft("01712345678"),))
        )
        signing.set_pin(self.owner, "1357")
        signing.set_pin(self.seller, "2468")
        self.window = MainWindow(ctx, pages.page_specs(ctx), pages.actions(ctx), pages.finder(ctx))
        qtbot.addWidget(self.window)
        self.window.resize(1366, 728)

    def begin(self, *, signed_in: bool = True) -> Shop:
        if not signed_in:
            self.book.store.work_as(None)
        self.window.start("today")
        self.window.show()
        self.window.activateWindow()
        QApplication.processEvents()
        return self

    @property
    def guard(self) -> Any:
        return self.window.counter

    @property
    def panel(self) -> Any:
        return self.guard.blank.panel

    def press(self, *names: str) -> None:
        for name in names:
            combination = QKeySequence("Return" if name == "Enter" else name)[0]
            QTest.keyClick(self.window.windowHandle(), combination.key(), combination.keyboardModifiers())
            QApplication.processEvents()

    def write(self, words: str) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        type_text(focused, words)

    def spoken(self) -> str:
        """Every word a screen reader finds in sight."""
        found: list[str] = []

        def walk(one: Any) -> None:
            if one is None or not one.isValid() or one.state().invisible:
                return
            found.append(one.text(QAccessible.Text.Name))
            found.append(one.text(QAccessible.Text.Value))
            for at in range(one.childCount()):
                walk(one.child(at))

        walk(QAccessible.queryAccessibleInterface(self.window))
        return " ".join(found)


@pytest.fixture
def shop(ctx: Context, qtbot: Any) -> Iterator[Shop]:
    made = Shop(ctx, qtbot)
    yield made
    made.ctx.navigation.close_sheet()
    made.window.close()


def test_a_shop_without_pins_opens_as_ever(ctx: Context, qtbot: Any) -> None:
    window = MainWindow(ctx, pages.page_specs(ctx), pages.actions(ctx), pages.finder(ctx))
    qtbot.addWidget(window)
    window.start("today")
    window.show()
    assert not window.counter.covered and window.inside.isVisible()
    window.close()


def test_with_pins_the_program_starts_locked_and_goes_where_it_was_asked_to_after_signing_in(
    shop: Shop,
) -> None:
    shop.begin(signed_in=False)
    assert shop.guard.locked and not shop.window.inside.isVisible()
    assert shop.ctx.navigation.here is None
    shop.press("2")
    shop.write("2468")
    shop.press("Enter")
    assert not shop.guard.locked and shop.window.inside.isVisible()
    assert shop.ctx.navigation.here.key == "today"
    assert shop.book.signing.who().name == "সুমন"


def test_nothing_of_the_book_can_be_read_through_the_lock(shop: Shop) -> None:
    shop.begin()
    shop.ctx.navigation.go("customer", shop.customer)
    shop.ctx.messages.done("রহিম সেভ হলো", undo=lambda: None)
    shop.ctx.messages.problem("রহিম বাকি দেয়নি")
    QApplication.processEvents()
    assert "রহিম" in shop.spoken()
    shop.press("Ctrl+Alt+L")
    assert "রহিম" not in shop.spoken() and "সুমন" in shop.spoken()
    assert not [one for one in shop.window.inside.findChildren(type(shop.window.top)) if one.isVisible()]
    shop.ctx.messages.done("রহিম আবার")
    QApplication.processEvents()
    assert "রহিম" not in shop.spoken()


def test_no_key_of_the_shop_works_through_the_lock(shop: Shop) -> None:
    shop.begin()
    back: list[int] = []
    shop.ctx.messages.done("সেভ হলো", undo=lambda: back.append(1))
    shop.press("Ctrl+Alt+L")
    shop.press("F2", "Ctrl+Z", "Ctrl+K", "Ctrl+2", "F12", "Esc", "Ctrl+Shift+L")
    shop.window.scanner.scanned.emit("01712345678")
    assert (back, shop.ctx.navigation.here.key, shop.guard.locked) == ([], "today", True)


def test_two_keys_and_a_pin_put_another_person_at_the_counter(shop: Shop) -> None:
    shop.begin()
    assert shop.book.signing.who().name == "রেজাউল"
    shop.press("Ctrl+Alt+L", "2")
    shop.write("২৪৬৮")
    shop.press("Enter")
    assert (shop.book.signing.who().name, shop.book.store.role) == ("সুমন", "seller")


def test_who_needs_no_pin_is_in_by_name_alone(shop: Shop) -> None:
    shop.begin()
    shop.press("Ctrl+Alt+L", "3")
    assert (shop.book.signing.who().name, shop.guard.locked) == ("টুটুল", False)


def test_arrows_and_enter_choose_a_name_too(shop: Shop) -> None:
    shop.begin()
    shop.press("Ctrl+Alt+L", "Down", "Down", "Enter")
    assert shop.book.signing.who().name == "টুটুল"


def test_a_half_written_sale_is_the_same_after_the_lock(shop: Shop) -> None:
    shop.begin()
    shop.press("F2")
    page = shop.ctx.navigation.page("sale")
    before = page.form.typed() if hasattr(page.form, "typed") else None
    shop.write("রাইস কুকার")
    typed, field = QApplication.focusWidget().text(), QApplication.focusWidget()
    assert typed == "রাইস কুকার"
    shop.press("Ctrl+Alt+L", "2")
    shop.write("2468")
    shop.press("Enter")
    assert shop.ctx.navigation.page("sale") is page and page.isVisible()
    assert QApplication.focusWidget() is field and field.text() == typed
    assert before is None or page.form.typed() != before


def test_an_open_sheet_keeps_its_words_and_what_is_saved_is_the_new_persons(shop: Shop) -> None:
    shop.begin()
    shop.ctx.navigation.go("customer", shop.customer)
    shop.press("F4")
    sheet = shop.ctx.navigation.sheet
    shop.write("ছেলের বিয়ে সামনে")
    shop.press("Ctrl+Alt+L", "2")
    shop.write("2468")
    shop.press("Enter")
    assert shop.ctx.navigation.sheet is sheet and sheet.isVisible()
    shop.press("Ctrl+Enter")
    row = shop.book.store.row("SELECT body FROM note")
    actor = shop.book.store.value("SELECT actor FROM journal WHERE tbl = 'note' AND deed = 'i'")
    assert row is not None and "ছেলের বিয়ে" in row["body"]
    assert actor == shop.seller


def test_a_wrong_pin_is_told_and_after_three_of_them_one_waits(shop: Shop) -> None:
    shop.begin()
    shop.press("Ctrl+Alt+L", "2")
    with using("en"):
        for _try in range(2):
            shop.write("1111")
            shop.press("Enter")
        assert shop.panel.problem.text() == "This PIN is not right."
        shop.write("1111")
        shop.press("Enter")
        assert shop.panel.problem.text() == "This PIN is not right. Try again in 5 seconds."
        assert not shop.panel.enter.isEnabled()
        shop.book.clock.advance(seconds=3)
        shop.panel._on_second()
        assert shop.panel.problem.text() == "This PIN is not right. Try again in 2 seconds."
        shop.book.clock.advance(seconds=3)
        shop.panel._on_second()
    assert shop.panel.problem.isHidden() and shop.panel.enter.isEnabled()
    shop.write("2468")
    shop.press("Enter")
    assert not shop.guard.locked


def test_the_pin_is_never_in_sight_and_not_kept(shop: Shop) -> None:
    shop.begin()
    shop.press("Ctrl+Alt+L", "2")
    shop.write("2468")
    assert "2468" not in shop.spoken() and "2468" not in shop.panel.pin.displayText()
    shop.press("Enter")
    assert shop.panel.pin.text() == ""


def test_the_counter_locks_by_itself_after_idle_minutes(shop: Shop, qtbot: Any) -> None:
    shop.begin()
    assert shop.guard.idle.isActive() and shop.guard.idle.interval() == IDLE_MINUTES.default * 60_000
    shop.guard.idle.setInterval(30)
    shop.guard.idle.start()
    qtbot.waitUntil(lambda: shop.guard.locked, timeout=2000)
    assert shop.book.signing.who() is None


def test_every_key_and_move_of_the_mouse_begins_the_idle_minutes_anew(shop: Shop) -> None:
    shop.begin()
    shop.guard.idle.stop()
    shop.press("Down")
    assert shop.guard.idle.isActive()
    shop.guard.idle.stop()
    QTest.mouseMove(shop.window.windowHandle(), QPoint(300, 300))
    assert shop.guard.idle.isActive()


def test_a_computer_that_slept_wakes_up_locked(shop: Shop) -> None:
    shop.begin()
    shop.book.clock.advance(hours=1)
    shop.press("F2")
    assert shop.guard.locked and shop.ctx.navigation.here.key == "today"


def test_nought_minutes_never_lock_and_a_change_counts_at_once(shop: Shop) -> None:
    shop.begin()
    shop.book.settings.set(IDLE_MINUTES, 0)
    QApplication.processEvents()
    assert not shop.guard.idle.isActive()
    shop.book.settings.set(IDLE_MINUTES, 2)
    QApplication.processEvents()
    assert shop.guard.idle.isActive() and shop.guard.idle.interval() == 120_000


def test_a_menu_that_hangs_open_is_closed_by_the_lock(shop: Shop) -> None:
    shop.begin()
    menu = QMenu(shop.window)
    menu.addAction("রহিম")
    menu.popup(shop.window.mapToGlobal(QPoint(100, 100)))
    assert menu.isVisible()
    shop.guard.lock()
    assert not menu.isVisible()


def test_who_is_put_away_while_signed_in_is_out_at_once(shop: Shop) -> None:
    shop.begin()
    shop.press("Ctrl+Alt+L", "2")
    shop.write("2468")
    shop.press("Enter")
    shop.book.store.work_as(shop.owner)
    shop.book.settings.retire_staff(shop.seller)
    assert not shop.guard.locked
    shop.book.store.work_as(None)
    shop.ctx.bus.tell_all()
    QApplication.processEvents()
    assert shop.guard.locked


def test_without_pins_a_name_is_chosen_and_may_be_left_open(ctx: Context, qtbot: Any) -> None:
    ctx.book.settings.add_staff("সুমন", "seller")
    window = MainWindow(ctx, pages.page_specs(ctx), pages.actions(ctx), pages.finder(ctx))
    qtbot.addWidget(window)
    window.start("today")
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    ctx.navigation.go("sign_in")
    QApplication.processEvents()
    assert window.counter.covered and not window.counter.locked
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Escape)
    assert not window.counter.covered and ctx.book.signing.who() is None
    window.close()


def test_the_members_share_of_the_list_follows_who_signed_in(
    shop: Shop, tmp_path: Any, monkeypatch: Any
) -> None:
    from ui.preferences import Preferences

    monkeypatch.setenv("SHOPBOOK_DATA", str(tmp_path / "data"))
    Preferences().today_staff = shop.owner
    shop.begin()
    shop.press("Ctrl+Alt+L", "3")
    assert Preferences().today_staff == shop.helper
    Preferences().today_staff = 0
    shop.press("Ctrl+Alt+L", "3")
    assert Preferences().today_staff == 0


def test_a_lock_lets_no_other_event_through_than_its_own(shop: Shop) -> None:
    shop.begin()
    shop.guard.lock()
    shop.ctx.navigation.go("customer", shop.customer)
    shop.ctx.navigation.go("payment", {"customer_id": shop.customer})
    QApplication.processEvents()
    assert "রহিম" not in shop.spoken()
    QApplication.sendEvent(shop.window, QEvent(QEvent.Type.LanguageChange))
    assert shop.guard.blank.isVisible() and not shop.window.inside.isVisible()


def test_on_a_low_screen_with_large_letters_no_name_lies_over_another_and_the_pin_has_its_room(
    shop: Shop, qapp: QApplication
) -> None:
    shop.book.settings.add_staff("জাহানারা", "manager")
    theme.apply(qapp, "light", 1.4)
    shop.begin()
    shop.press("Ctrl+Alt+L")
    shop.window.resize(1093, 560)
    for keys, names in (((), 4), (("2",), 1), (("Esc",), 4)):
        shop.press(*keys)
        QApplication.processEvents()
        shown = [button for button in shop.panel.buttons if button.isVisible()]
        assert len(shown) == names
        assert all(button.height() >= button.minimumSizeHint().height() for button in shown)
        frames = [button.geometry() for button in shown]
        assert not any(one.intersects(other) for one in frames for other in frames if one != other)
        assert shop.panel.geometry().bottom() < shop.window.height()
    theme.apply(qapp, "light", 1.0)
