"""A book that breaks, is thrown away or lies open to a thief, and what the program does about it: the copy of the hour,
the damaged file brought back whole, what was done by mistake taken back after a restart, the lost book, the passphrase
and the recovery sheet. The tour takes pictures of it, the tests run it too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from shopbook.checks import check
from shopbook.customers.model import CustomerDraft, PhoneDraft
from shopbook.dues.model import AdjustmentDraft
from shopbook.localisation.language import _
from shopbook.notes.model import NoteDraft
from ui.backups import words
from ui.tour.hands import Hands, expect

if TYPE_CHECKING:
    from ui.app import Shop
    from ui.main_window import MainWindow
    from ui.protection.page import ProtectPage
    from ui.protection.unlock import Unlock

CONTROL = Qt.KeyboardModifier.ControlModifier
SIZE = (1366, 768)
FIRST, LATER, THROWN = "আব্দুল মতিন", "জরিনা খাতুন", "কুলসুম বেগম"
FIRST_PHONE, THROWN_PHONE = "01799000551", "01799000553"
OWED, WRONG_TAKA, NEWS = 3_200_00, 700, "মেয়ে এসএসসি পাস করেছে"
PASSPHRASE, NOT_IT = "আমার দোকান আমার খাতা", "দোকানের খাতা"
# Trees of the file that the dying disk takes: notes, and the helpers' numbers.
LOST_TREES = ("note", "helper")


@dataclass(slots=True)
class GotBack:
    """The shop's own book in the real program; the chapters follow one another."""

    shop: Shop
    path: Path
    papers: Path
    look: Callable[[QWidget, str], object]
    hands: Hands = field(init=False)
    code: str = ""

    def tell(self) -> None:
        """All of it."""
        self.opened()
        self.copy_of_the_hour()
        self.damaged()
        self.taken_back_after_a_restart()
        self.lost()
        self.protected()
        self.unlocked()

    # what every chapter asks for

    @property
    def book(self) -> Any:
        """The open book."""
        return self.shop.book

    @property
    def window(self) -> MainWindow:
        """The window now open."""
        assert self.shop.window is not None
        return self.shop.window

    def opened(self) -> None:
        """The program starts with the book, and its first minute goes by."""
        self.shop.begin(self.path)
        self.in_front()
        self.hands.wait_until(lambda: self.shop.caretaker.housekeeping is not None, "the house is kept")
        housekeeping = self.shop.caretaker.housekeeping
        assert housekeeping is not None
        housekeeping.start()
        self.idle("what a start asks for is done")

    def in_front(self) -> None:
        """The window now open, at its size."""
        window = self.window
        window.showNormal()
        window.resize(*SIZE)
        window.activateWindow()
        self.hands = Hands(window)
        self.hands.settle(200)

    def idle(self, sentence: str) -> None:
        """Wait for whatever is done beside the window."""
        jobs = self.window.ctx.jobs
        self.hands.settle(60)
        self.hands.wait_until(lambda: not jobs.busy and not jobs.keeps_house, sentence)
        self.hands.settle(60)

    def seen(self) -> str:
        """Every word in sight."""
        return "\n".join(label.text() for label in self.window.findChildren(QLabel) if label.isVisible())

    def told(self) -> str:
        """The newest toast."""
        note = self.window.ctx.messages.last()
        return note.text if note is not None else ""

    def names(self) -> set[str]:
        """Who stands in the book."""
        customers = self.book.customers
        return {row.name for row in customers.rows(customers.ids())}

    def the_power_goes(self) -> None:
        """Window and book are gone, no copy was kept at closing."""
        self.shop.close()
        self.hands.settle(20)

    # the chapters

    def copy_of_the_hour(self) -> None:
        """A customer is written down by key; an hour later a copy was kept, and the foot of the window says so."""
        hands = self.hands
        hands.control(Qt.Key.Key_N)
        hands.write(f"{FIRST} {FIRST_PHONE}")
        hands.press(Qt.Key.Key_Return)
        hands.wait_until(lambda: FIRST in self.names(), "Ctrl+N, name and phone, Enter")
        (self_id,) = [
            row.id for row in self.book.customers.rows(self.book.customers.ids()) if row.name == FIRST
        ]
        self.book.dues.adjust(AdjustmentDraft(self_id, "opening", OWED, self.book.clock.today()))
        before = len(self.book.backups.list())
        cast(Any, self.shop.clock).advance(minutes=61)
        housekeeping = self.shop.caretaker.housekeeping
        assert housekeeping is not None
        housekeeping.tick()  # the minute's look around
        self.idle("the copy of the hour")
        expect(len(self.book.backups.list()) == before + 1, "after an hour a copy was kept by itself")
        told = words.last_backup(self.book.backups.last_good(), self.shop.clock.today())
        expect(self.window.status.backup.text() == told, "and the foot says when and where")
        self.look(self.window, "copy_of_the_hour")

    def damaged(self) -> None:
        """Somebody is written down after the copy; the disk takes a part of the file; one press brings all back."""
        later = self.book.customers.add(CustomerDraft(name=LATER))
        self.book.notes.write(NoteDraft(later, NEWS))
        self.the_power_goes()
        smash(self.path)
        self.shop.begin(self.path)
        self.in_front()
        caretaker = self.shop.caretaker
        if caretaker.only_read is None:
            self.hands.wait_until(lambda: caretaker.housekeeping is not None, "the house is kept")
            assert caretaker.housekeeping is not None
            caretaker.housekeeping.start()
            self.hands.wait_until(
                lambda: self.shop.caretaker.only_read is not None, "the first quick check finds the damage"
            )
        self.in_front()
        only_read = self.shop.caretaker.only_read
        assert only_read is not None
        self.hands.wait_until(lambda: only_read.offer is not None, "what can be had back is counted")
        expect(_("The book's file is damaged.") in self.seen(), "the sentence stands over every page")
        expect(only_read.bring.isEnabled(), "the newest copy and the later entries are offered")
        expect(LATER in self.names(), "what is whole can still be read")
        self.hands.control(Qt.Key.Key_2)
        self.hands.settle(150)
        self.look(self.window, "damaged_book")
        only_read.bring.setFocus()
        self.hands.press(Qt.Key.Key_Space)
        self._brought_back()
        expect({FIRST, LATER} <= self.names(), "nobody is missing, also who came after the copy")
        expect([note.body for note in self.book.notes.notes(later, 5)] == [NEWS], "nor the note about her")
        expect(check(self.book).is_whole, "and everything in the book agrees")
        self.look(self.window, "damaged_book_is_back")

    def _brought_back(self) -> None:
        """The waiting window is gone, and the shop's stands again."""
        shop = self.shop
        self.hands.wait_until(
            lambda: shop.recovery.waiting is None and shop.window is not None, "the book is brought back"
        )
        self.in_front()
        expect(shop.caretaker.only_read is None, "it can be written in again")

    def taken_back_after_a_restart(self) -> None:
        """A page thrown away and money for the wrong one; the program is started anew; Ctrl+Z, and Ctrl+Z once more."""
        draft = CustomerDraft(name=THROWN, phones=(PhoneDraft(THROWN_PHONE),))
        thrown = self.book.customers.add(draft)
        hands = self.hands
        self._customer(THROWN_PHONE)
        hands.press(Qt.Key.Key_Delete, CONTROL)
        expect(self.book.customers.get(thrown).deleted, "Ctrl+Del throws the page away")
        self._customer(FIRST_PHONE)
        owing = cast(Any, self.window.ctx.navigation.page("customer")).customer_here()
        hands.press(Qt.Key.Key_F3)
        sheet = cast(Any, self.window.ctx.navigation.sheet)
        hands.tab_to(sheet.amount.line)
        hands.overwrite(str(WRONG_TAKA))
        hands.press(Qt.Key.Key_Return)
        hands.wait_until(lambda: self.window.ctx.navigation.sheet is None, "F3, the amount, Enter")
        expect(self.book.dues.balance(owing) == OWED - WRONG_TAKA * 100, "the wrong payment is written")
        self.the_power_goes()
        self.opened()
        self.hands.control(Qt.Key.Key_Z)
        expect(self.book.dues.balance(owing) == OWED, "Ctrl+Z takes the payment back")
        kinds = [line.kind for line in self.book.dues.statement(owing)]
        expect(len(kinds) == 3, f"by a counter-entry, nothing is rubbed out: {kinds}")
        self.hands.settle(60)
        self.look(self.window, "payment_taken_back")
        self.hands.control(Qt.Key.Key_Z)
        expect(not self.book.customers.get(thrown).deleted, "and once more the customer")

    def _customer(self, phone: str) -> None:
        """Ctrl+K, the phone, Enter."""
        hands = self.hands
        hands.control(Qt.Key.Key_K)
        hands.write(phone)
        hands.press(Qt.Key.Key_Return)
        here = self.window.ctx.navigation.here
        expect(here is not None and here.key == "customer", f"{phone} and Enter open the customer")

    def lost(self) -> None:
        """The file is gone; the first page offers the copies, and the newest becomes the book."""
        cast(Any, self.shop.clock).advance(minutes=20)
        self.book.backups.make()
        names = self.names()
        self.the_power_goes()
        self.path.rename(self.path.with_name("elsewhere.away"))
        self.shop.begin(self.path)
        first = self.shop.first_run
        assert first is not None
        first.resize(*SIZE)
        first.activateWindow()
        hands = self.hands = Hands(first)
        hands.settle(200)
        expect(not first.problem.isHidden(), "the first page says that the book is not there")
        self.look(first, "lost_book")
        first.problem.buttons["backups"].setFocus()
        hands.press(Qt.Key.Key_Space)
        hands.wait_until(
            lambda: first.found is not None and first.found.model.rowCount() > 0, "copies are found"
        )
        found = first.found
        assert found is not None
        found.list.setFocus()
        found.list.choose_first()
        hands.press(Qt.Key.Key_Return)
        hands.wait_until(
            lambda: found.sheet is not None and found.sheet.inside is not None, "Enter looks inside"
        )
        sheet = found.sheet
        assert sheet is not None
        self.look(first, "lost_book_copy_inside")
        sheet.bring.setFocus()
        hands.press(Qt.Key.Key_Space)
        self._brought_back()
        expect(self.names() == names, "everybody is there again")

    def protected(self) -> None:
        """What it means, a passphrase twice, the sheet, the code typed back, and the book is protected."""
        hands = self.hands
        self.window.ctx.navigation.go("settings", "safety")
        self.look(self.window, "settings_safety")
        self.window.ctx.navigation.go("protect", "book")
        page = cast("ProtectPage", self.window.ctx.navigation.page("protect"))
        self.look(self.window, "protect_meaning")
        self._next(page)
        assert page.walk is not None
        for _turn in range(2):
            hands.write(PASSPHRASE)
            if _turn == 0:
                self.look(self.window, "protect_passphrase")
            hands.press(Qt.Key.Key_Return)
        expect(page.at == 2, "the same passphrase twice leads to the sheet")
        self.look(self.window, "protect_sheet")
        self._save_the_sheet(page)
        self._next(page)
        self._type_the_code(page.walk.typing.code)
        self.look(self.window, "protect_code_typed")
        before = self.shop.window
        self._next(page)
        hands.wait_until(
            lambda: self.shop.window is not None and self.shop.window is not before,
            "the book is written anew",
        )
        self.in_front()
        expect(self.book.protection.is_on, "the book is protected")
        self.look(self.window, "protected")

    def _next(self, page: ProtectPage) -> None:
        page.next.setFocus()
        self.hands.press(Qt.Key.Key_Space)
        self.hands.settle(60)

    def _save_the_sheet(self, page: ProtectPage) -> None:
        """The paper in each size."""
        assert page.walk is not None and page._code is not None
        self.code = page._code.text
        paper = page.walk.paper
        for size, button in paper.chips.items():
            button.setFocus()
            self.hands.press(Qt.Key.Key_Space)
            target = self.papers / f"recovery_sheet_{size}.pdf"
            with _saved_as(target):
                paper.save.setFocus()
                self.hands.press(Qt.Key.Key_Space)
            expect(target.exists(), f"{target.name} is saved")

    def _type_the_code(self, field: Any) -> None:
        """The three lines of the code, read off the paper."""
        letters = self.code.replace("-", "").lower()
        for line, at in zip(field.lines, (0, 10, 20), strict=True):
            line.line.setFocus()
            self.hands.write(letters[at : at + 10])

    def unlocked(self) -> None:
        """The next morning: a wrong passphrase, the right one; and once by the code off the paper."""
        self.the_power_goes()
        names = None
        for by_code in (False, True):
            self.shop.begin(self.path)
            unlock = self._asked()
            if by_code:
                self._by_the_code(unlock)
            else:
                self._by_the_passphrase(unlock)
            self.hands.wait_until(lambda: self.shop.window is not None, "the book opens")
            self.in_front()
            expect(names in (None, self.names()), "it is the same book")
            names = self.names()
            self.the_power_goes()

    def _asked(self) -> Unlock:
        unlock = self.shop.gate.unlock
        assert unlock is not None
        unlock.resize(*SIZE)
        unlock.activateWindow()
        self.hands = Hands(unlock)
        self.hands.settle(150)
        expect(self.shop.window is None, "nothing of a protected book is in sight before it is unlocked")
        return unlock

    def _by_the_passphrase(self, unlock: Unlock) -> None:
        hands = self.hands
        self.look(unlock, "unlock")
        for typed in (NOT_IT, PASSPHRASE):
            unlock.passphrase.setFocus()
            hands.overwrite(typed)
            hands.press(Qt.Key.Key_Return)
            hands.wait_until(lambda: not unlock.jobs.busy, "the passphrase is tried")
            if typed == NOT_IT:
                expect(unlock.passphrase.problem_text(), "a wrong one is told under the field")
                self.look(unlock, "unlock_wrong")

    def _by_the_code(self, unlock: Unlock) -> None:
        unlock.turn.setFocus()
        self.hands.press(Qt.Key.Key_Space)
        self._type_the_code(unlock.code)
        self.look(unlock, "unlock_by_code")
        self.hands.press(Qt.Key.Key_Return)


def smash(path: Path) -> None:
    """Write rubbish where some tables begin, as a dying disk does."""
    from shopbook.storage.connection import connect

    connection = connect(path)
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        pages = [
            connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]
            for name in LOST_TREES
        ]
    finally:
        connection.close()
    with path.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * size)
            file.write(b"\xff" * size)


@contextmanager
def _saved_as(target: Path) -> Iterator[None]:
    """Whoever asks for a file name is told this one: a tour has nobody to choose."""
    asked = QFileDialog.getSaveFileName
    QFileDialog.getSaveFileName = staticmethod(lambda *_asked: (str(target), ""))  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        QFileDialog.getSaveFileName = asked  # type: ignore[method-assign]
