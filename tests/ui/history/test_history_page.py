"""Everything that was written, by whom, in words, and the way back."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from shopbook.book import Book
from shopbook.customers.model import CustomerDraft, PhoneDraft
from shopbook.dues.model import AdjustmentDraft
from shopbook.halkhata.model import HalkhataDraft
from shopbook.localisation.language import using
from shopbook.notes.model import NoteDraft
from shopbook.storage.journal import BUSINESS, journaled_facts
from ui.context import Context
from ui.history import columns, words
from ui.history.page import HistoryPage
from ui.main_window import MainWindow
from ui.roles import ROLES


def _customer(book: Book, name: str = "রহিম") -> int:
    return book.customers.add(CustomerDraft(name, phones=(PhoneDraft("01712345678"),)))


@pytest.fixture
def page(window: MainWindow) -> HistoryPage:
    window.ctx.navigation.go("history")
    found = window.ctx.navigation.page("history")
    assert isinstance(found, HistoryPage)
    return found


def lines(page: HistoryPage) -> list[str]:
    return [page.look(deed).spoken() for deed in page.model.rows()]


def words_of(page: HistoryPage) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in page.panel.findChildren(QLabel) if label.isVisible())


def test_every_table_and_column_of_the_book_has_its_words(book: Book) -> None:
    for table in BUSINESS:
        assert table in columns.TABLES, table
        unknown = set(journaled_facts(book.store, table)) - set(columns.COLUMNS) - columns.HIDDEN
        assert not unknown, f"{table}: {unknown}"
    for language in ("en", "bn"):
        with using(language):
            said = [say() for say in (*columns.TABLES.values(), *columns.COLUMNS.values())]
        assert all(said) and not [one for one in said if "_" in one]


def test_in_bengali_no_table_and_no_column_is_left_in_english() -> None:
    with using("bn"):
        left = [one for one in (say() for say in (*columns.TABLES.values(), *columns.COLUMNS.values()))
                if one.isascii()]  # fmt: skip
    assert left == []


def test_what_was_saved_stands_newest_first_with_whose_it_is_and_by_whom(page: HistoryPage) -> None:
    book = page.ctx.book
    owner = book.settings.add_staff("রেজাউল", "owner")
    book.signing.sign_in(owner)
    id = _customer(book)
    book.dues.adjust(AdjustmentDraft(id, "opening", 500_00, book.clock.today()))
    with using("en"):
        QApplication.processEvents()
        page.refresh()
        told = lines(page)
    assert told[0].startswith("Written: Entry in the account, রহিম · by রেজাউল")
    assert told[1].startswith("Written: Customer, রহিম · by রেজাউল")


def test_old_and_new_value_are_told_and_one_of_them_is_restored(page: HistoryPage) -> None:
    book = page.ctx.book
    id = _customer(book)
    draft = book.customers.get(id).draft
    from dataclasses import replace

    book.customers.change(id, replace(draft, name="রহিম মিয়া", area="মিরপুর"))
    with using("en"):
        page.refresh()
        page.list.choose_first()
        told = words_of(page)
        assert "Name: রহিম → রহিম মিয়া" in told and "Area: (empty) → মিরপুর" in told
        deed = page.model.rows()[0]
        name = next(one for one in words.told(deed.written[0]) if one.title == "Name")
        page.put_back(name.changes, name.title)
    now = book.customers.get(id).draft
    assert (now.name, now.area) == ("রহিম", "মিরপুর")


def test_an_entry_is_taken_back_once_and_stands_struck_with_what_took_it_back(page: HistoryPage) -> None:
    book = page.ctx.book
    id = _customer(book)
    book.notes.write(NoteDraft(id, "ছেলে হয়েছে"))
    page.refresh()
    page.list.choose_first()
    deed = page.model.rows()[0]
    page.take_back(deed)
    assert book.store.value("SELECT deleted_at FROM note") is not None
    page.refresh()
    rows = page.model.rows()
    assert (rows[0].undoes, rows[1].operation, rows[1].undone) == (deed.operation, deed.operation, True)
    page.list.choose(rows[1].operation)
    assert not page.panel.can_take_back and page.panel.back.isHidden()
    with using("en"):
        page.take_back(rows[1])
        assert page.ctx.messages.last().text == "This was taken back already."


def test_filters_by_person_kind_and_customer(page: HistoryPage) -> None:
    book = page.ctx.book
    rahim, karim = _customer(book), _customer(book, "করিম")
    seller = book.settings.add_staff("সুমন", "seller")
    book.signing.sign_in(seller)
    book.notes.write(NoteDraft(karim, "অসুস্থ"))
    book.signing.sign_out()
    page.refresh()
    page.filter_by(seller)
    assert [deed.customer for deed in page.model.rows()] == ["করিম"]
    page.filter_by(None, "customer")
    assert {deed.customer for deed in page.model.rows()} == {"রহিম", "করিম"}
    page._on_all()
    page.ctx.navigation.go("history", {"customer_id": rahim})
    assert {deed.customer_id for deed in page.model.rows()} == {rahim}
    assert not page.all.isHidden()


def test_more_is_read_when_the_end_comes_into_sight(page: HistoryPage) -> None:
    for number in range(90):
        _customer(page.ctx.book, f"গ্রাহক {number}")
    page.model.restart()
    assert 40 <= len(page.model.rows()) < 90 and page.model.canFetchMore(page.list.rootIndex())
    while page.model.canFetchMore(page.list.rootIndex()):
        page.model.fetchMore(page.list.rootIndex())
    operations = [deed.operation for deed in page.model.rows()]
    assert len(operations) >= 90 and operations == sorted(set(operations), reverse=True)


def test_no_code_number_or_pin_of_the_program_is_on_the_screen(page: HistoryPage) -> None:
    book = page.ctx.book
    owner = book.settings.add_staff("রেজাউল", "owner")
    book.signing.set_pin(owner, "1357")
    id = _customer(book)
    book.dues.adjust(AdjustmentDraft(id, "opening", 500_00, book.clock.today()))
    page.refresh()
    for deed in page.model.rows():
        page.list.choose(deed.operation)
        page.panel.show_deed(deed)
        told = words_of(page) + page.look(deed).spoken()
        assert "scrypt" not in told and "_" not in told and "opening" not in told and str(id) not in told


def test_a_new_row_tells_names_and_never_a_title_without_a_value(page: HistoryPage) -> None:
    book = page.ctx.book
    book.settings.add_staff("রেজাউল", "manager")
    person = _customer(book, "রহিম")
    book.halkhatas.start(HalkhataDraft("শুভ হালখাতা", book.clock.today()), [person])
    page.refresh()
    told = []
    for deed in page.model.rows():
        page.panel.show_deed(deed)
        told.append(words_of(page))
        assert all(
            one.after is not None for row in deed.written if row.deed == "i" for one in words.told(row)
        )
    assert "রহিম" in told[0].split("হালখাতা", 1)[1], "a guest stands with the name"
    assert any(ROLES["manager"]() in one for one in told)


def _undo(window: MainWindow) -> None:
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()


def test_ctrl_z_takes_back_the_last_saves_one_after_another_without_their_toasts(window: MainWindow) -> None:
    book = window.ctx.book
    id = _customer(book)
    book.notes.write(NoteDraft(id, "প্রথম"))
    book.dues.adjust(AdjustmentDraft(id, "opening", 500_00, book.clock.today()))
    with using("en"):
        _undo(window)
        assert window.ctx.messages.last().text == "Taken back: Entry in the account · রহিম · ৳500"
    assert book.customers.get(id).balance_paisa == 0
    assert book.store.value("SELECT count(*) FROM ledger") == 2, "money is taken back by a counter-entry"
    _undo(window)
    assert book.store.value("SELECT deleted_at FROM note") is not None
    _undo(window)
    assert book.customers.get(id).deleted


def test_ctrl_z_goes_on_after_the_toasts_of_this_window_in_the_order_of_saving(window: MainWindow) -> None:
    from functools import partial

    book, messages = window.ctx.book, window.ctx.messages
    id = _customer(book)
    book.notes.write(NoteDraft(id, "প্রথম"))
    messages.done("লেখা হলো", undo=partial(book.history.undo, book.history.last_operation()))
    book.notes.write(NoteDraft(id, "দ্বিতীয়"))
    alive = "SELECT group_concat(body) FROM note WHERE deleted_at IS NULL"
    _undo(window)
    assert book.store.value(alive) == "প্রথম"
    _undo(window)
    assert book.store.value(alive) is None
    assert not book.customers.get(id).deleted


def test_what_a_toast_took_back_is_not_brought_back_by_the_next_ctrl_z(window: MainWindow) -> None:
    from functools import partial

    book, messages = window.ctx.book, window.ctx.messages
    id = _customer(book)
    book.customers.trash(id)
    messages.done("সরানো হলো", undo=partial(book.customers.restore, id))
    _undo(window)
    assert not book.customers.get(id).deleted
    _undo(window)
    assert book.customers.get(id).deleted, "the next one back is the customer that was put in"
    assert book.history.last_undoable() is None


def test_ctrl_z_never_takes_back_what_a_colleague_wrote(window: MainWindow) -> None:
    book = window.ctx.book
    settings, signing = book.settings, book.signing
    owner, seller = settings.add_staff("রেজাউল", "owner"), settings.add_staff("সুমন", "seller")
    signing.set_pin(owner, "1357")
    signing.set_pin(seller, "2468")
    id = _customer(book)
    signing.sign_in(seller, "2468")
    QApplication.processEvents()
    with using("en"):
        _undo(window)
        assert "Nothing of today" in window.ctx.messages.last().text
    assert not book.customers.get(id).deleted
    book.notes.write(NoteDraft(id, "আমার লেখা"))
    signing.sign_in(owner, "1357")
    _undo(window)
    assert book.store.value("SELECT deleted_at FROM note") is not None, "the owner may correct others"


def test_ctrl_z_leaves_yesterday_alone_and_shows_where_to_find_it(window: MainWindow) -> None:
    book: Any = window.ctx.book
    id = _customer(book)
    book.clock.advance(days=1)
    _undo(window)
    assert not book.customers.get(id).deleted
    note = window.ctx.messages.last()
    window.ctx.messages.use(note)
    assert window.ctx.navigation.here.key == "history"


def test_after_a_restart_ctrl_z_still_knows_the_last_save(ctx: Context, qtbot: Any) -> None:
    from ui import pages

    id = _customer(ctx.book)
    window = MainWindow(ctx, pages.page_specs(ctx), pages.actions(ctx), pages.finder(ctx))
    qtbot.addWidget(window)
    window.start("sales")
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    _undo(window)
    assert ctx.book.customers.get(id).deleted
    window.close()


def test_tiers_and_private_notes_wait_for_the_eye_and_it_closes_by_itself(page: HistoryPage) -> None:
    from dataclasses import replace

    book = page.ctx.book
    id = _customer(book)
    book.notes.write(NoteDraft(id, "জামিনের কথা বলেছে", kind="money", sensitivity="owner"))
    book.customers.change(id, replace(book.customers.get(id).draft, tier="vip", credit_limit_paisa=900_00))

    def told() -> str:
        page.refresh()
        seen = []
        for deed in page.model.rows():
            page.list.choose(deed.operation)
            seen.append(page.look(deed).spoken() + words_of(page))
        return "\n".join(seen)

    assert "জামিন" not in told() and "৯০০" not in told()
    page.eye.click()
    assert "জামিন" in told() and "৯০০" in told()
    page.ctx.navigation.go("customers")
    page.ctx.navigation.go("history")
    assert not page.private and "জামিন" not in told()
