"""A book that cannot be lost: its copies and what is in them, who wrote what, the trash, two pages of one person, one
who asks to be forgotten, who is at the counter, and everything taken out. The tour takes pictures of it, the tests run
it too; a book that breaks is got_back.py's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Qt

from shopbook.customers.model import CustomerDraft, PhoneDraft
from shopbook.dues.model import AdjustmentDraft
from shopbook.notes.model import NoteDraft
from ui.tour.hands import expect
from ui.tour.teller import Teller

CONTROL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
OWNERS_PIN, SELLERS_PIN, SELLERS_PIN_TYPED = "1357", "2468", "২৪৬৮"
WRONG_AREA, RIGHT_AREA = "মিরপুর ১", "মিরপুর ১০"
NOT_THEIRS, NEWS = "এটা অন্য একজনের কথা", "মেয়ের বিয়ে সামনের মাসে"
HALF_TYPED, REST_OF_IT = "রাইস কু", "কার"
ERASING_WORD = "মুছুন"
OLD_DEBT = 1_250_00


@dataclass(slots=True)
class KeptSafe(Teller):
    """What a shopkeeper is afraid of, each fear answered on the screen; every chapter may be told alone."""

    def tell(self) -> None:
        """All of it."""
        self.copies()
        self.who_wrote_what()
        self.trash()
        self.written_twice()
        self.forgotten()
        self.at_the_counter()
        self.taken_out()

    def known(self, name: str, phone: str, **details: Any) -> int:
        """A customer of the book."""
        draft = CustomerDraft(name=name, phones=(PhoneDraft(phone),), **details)
        customer_id: int = self.book.customers.add(draft)
        return customer_id

    def _go(self, key: str, target: object = None) -> Any:
        """A page that has no key of its own; it is ready when nothing runs beside the window."""
        self.window.ctx.navigation.go(key, target)
        self.idle(f"{key} is ready")
        return self.page(key)

    def idle(self, sentence: str) -> None:
        """Wait for whatever is done beside the window."""
        jobs = self.window.ctx.jobs
        self.hands.settle(80)
        self.hands.wait_until(lambda: not jobs.busy and not jobs.keeps_house, sentence)
        self.hands.settle(80)

    # copies

    def copies(self) -> None:
        """Ctrl+Enter makes one, Enter looks into it, one question before it would become the book; Ctrl+Tab."""
        hands = self.hands
        page = self._go("backups")
        before = len(self.book.backups.list())
        hands.control(Qt.Key.Key_Return)
        self.idle("the copy is made and proved")
        expect(len(self.book.backups.list()) == before + 1, "Ctrl+Enter keeps a copy")
        hands.wait_until(
            lambda: page.safety and len(page.safety.backups) > before, "and it stands in the list"
        )
        self.look("backups")
        page.list.table.setFocus()
        hands.press(Qt.Key.Key_Return)
        hands.wait_until(
            lambda: self.sheet is not None and self.sheet.inside is not None, "Enter looks inside"
        )
        self.look("backup_inside")
        hands.press(Qt.Key.Key_Space)
        expect(not self.sheet.sure.isHidden(), "before a copy becomes the book it is asked once")
        self.look("backup_restore_asked")
        hands.press(Qt.Key.Key_Space)
        expect(self.sheet.sure.isHidden(), "and it can be left")
        hands.press(Qt.Key.Key_Escape)
        for picture in ("backup_places", "backup_checking"):
            hands.press(Qt.Key.Key_Tab, CONTROL)
            hands.settle(100)
            self.look(picture)
        hands.tab_to(page.check.check_now)
        hands.press(Qt.Key.Key_Space)
        self.idle("the whole book is looked through")
        self.look("backup_checked")

    # who wrote what

    def who_wrote_what(self) -> None:
        """An area that was right and was changed; old and new stand there, Ctrl+Shift+Z puts the old one back."""
        customer_id = self.known("ফরিদা পারভীন", "01799000541", area=RIGHT_AREA)
        draft = self.book.customers.get(customer_id).draft
        self.book.customers.change(customer_id, replace(draft, area=WRONG_AREA))
        page = self._go("history", {"customer_id": customer_id})
        page.list.setFocus()
        page.list.choose_first()
        self.hands.settle(100)
        expect(f"{RIGHT_AREA} → {WRONG_AREA}" in self.seen(), "old and new stand side by side")
        self.look("history")
        self.hands.press(Qt.Key.Key_Z, CONTROL | SHIFT)
        expect(self.book.customers.get(customer_id).draft.area == RIGHT_AREA, "the old one is back")
        self.hands.settle(100)
        self.look("history_taken_back")
        self._go("history")
        self.look("history_everything")

    # the trash

    def trash(self) -> None:
        """Ctrl+Del on the page, the trash, Enter brings them back; for good only with a typed word."""
        hands = self.hands
        customer_id = self.known("হাবিবা সুলতানা", "01799000542")
        self.book.notes.trash(self.book.notes.write(NoteDraft(customer_id, NOT_THEIRS)))
        self.customer("01799000542", customer_id)
        hands.press(Qt.Key.Key_Delete, CONTROL)
        expect(self.book.customers.get(customer_id).deleted, "Ctrl+Del throws the page away")
        self.look("customer_thrown_away")
        page = self._go("trash", "customer")
        page.list.setFocus()
        self.down_to(page.list, lambda row: row.id == customer_id)
        self.look("trash")
        hands.press(Qt.Key.Key_Return)
        expect(not self.book.customers.get(customer_id).deleted, "Enter takes it out again")
        page = self._go("trash", "note")
        page.list.setFocus()
        self.down_to(page.list, lambda row: row.title == NOT_THEIRS)
        hands.press(Qt.Key.Key_X)
        expect(page.typed.isVisible(), "X asks for the word")
        self.look("trash_word")
        hands.write(ERASING_WORD)
        hands.press(Qt.Key.Key_Return)
        self.idle("it is erased")
        gone = self.book.store.value("SELECT count(*) FROM note WHERE body = ?", (NOT_THEIRS,))
        expect(gone == 0, "with the word it is gone for good")

    # two pages of one person

    def written_twice(self) -> None:
        """The pair and why, side by side, Ctrl+Enter makes them one; U parts them again."""
        hands, book = self.hands, self.book
        one = self.known("মোঃ শাহজাহান আলী", "01799000543", area="আশুলিয়া")
        other = self.known("Shahjahan Ali", "01799000543", nickname="শাজাহান ভাই")
        book.notes.write(NoteDraft(other, NEWS))
        page = self._go("duplicates")
        page.list.setFocus()
        self.down_to(page.list, lambda row: {row.one_id, row.other_id} == {one, other})
        self.look("duplicates")
        hands.press(Qt.Key.Key_Return)
        expect(page.comparing, "Enter puts the two pages side by side")
        self.look("duplicates_compared")
        hands.control(Qt.Key.Key_Return)
        expect(book.merging.survivor(other) == one, "Ctrl+Enter makes them one")
        expect([note.body for note in book.notes.notes(one, 5)] == [NEWS], "the note went along")
        self.idle("the page is shown")
        self.look("customer_made_one")
        page = self._go("duplicates", "made")
        page.list.setFocus()
        page.list.choose_first()
        self.look("duplicates_made")
        hands.press(Qt.Key.Key_U)
        expect(book.merging.survivor(other) == other, "U parts them again")
        expect([note.body for note in book.notes.notes(other, 5)] == [NEWS], "each with what was theirs")

    # who asks to be forgotten

    def forgotten(self) -> None:
        """What goes and what stays, what is open must be ticked, the word; money stays under a number."""
        hands, book = self.hands, self.book
        customer_id = self.known("রেহানা আক্তার", "01799000544")
        book.notes.write(NoteDraft(customer_id, "রেহানা আপার ছেলের পরীক্ষা"))
        book.dues.adjust(AdjustmentDraft(customer_id, "opening", OLD_DEBT, self.clock.today()))
        self.customer("01799000544", customer_id)
        self.window.ctx.navigation.go("erase", customer_id)
        self.look("erase_asked")
        hands.press(Qt.Key.Key_Space)
        expect(self.sheet.despite.isChecked(), "what is open is ticked with Space")
        self.sheet.word.setFocus()
        hands.write(ERASING_WORD)
        self.look("erase_word")
        hands.press(Qt.Key.Key_Return)
        hands.wait_until(lambda: self.sheet is None, "the customer is erased")
        self.idle("and the book is put in order")
        customer = book.customers.get(customer_id)
        expect(
            "রেহানা" not in customer.draft.name and not customer.draft.phones, "neither name nor phone stays"
        )
        expect(book.dues.balance(customer_id) == OLD_DEBT, "the money stays")
        self.search("রেহানা")
        expect("রেহানা আক্তার" not in self.seen(), "the search finds nobody")
        hands.press(Qt.Key.Key_Escape)
        self._go("customer", customer_id)
        self.look("customer_erased")

    # who is at the counter

    def at_the_counter(self) -> None:
        """The cover; PINs for owner and seller; the lock, a half-typed memo under it; a customer who looks on."""
        owner, seller = self._member("owner", "রেজাউল করিম"), self._member("seller", "সুমন মিয়া")
        self._the_cover()
        self._gives_a_pin(owner, OWNERS_PIN)
        self.look("settings_staff_pin")
        self._gives_a_pin(seller, SELLERS_PIN)
        customer_id = self.known("জাকির হোসেন", "01799000545", tier="vip", credit_limit_paisa=5_000_00)
        self.signs_in(seller, SELLERS_PIN_TYPED, look=True)
        expect(self.book.signing.who().id == seller, "the seller is at the counter")
        self._what_a_seller_does(customer_id)
        self._under_the_lock(seller)
        self._under_other_eyes(customer_id)
        self.signs_in(owner, OWNERS_PIN)
        for one in (seller, owner):
            self.book.signing.remove_pin(one)
        self.window.ctx.bus.tell_all()
        self.hands.settle(100)

    def _member(self, role: str, name: str) -> int:
        """Somebody of the staff with this role; the shop may have one already."""
        for one in self.book.settings.staff():
            if one.role == role and one.active:
                return int(one.id)
        return int(self.book.settings.add_staff(name, role))

    def _gives_a_pin(self, staff_id: int, pin: str) -> None:
        """The settings, the member's PIN, twice the same, Enter."""
        hands = self.hands
        page = self._go("settings", "staff")
        page.refresh()
        pane = page.part()
        pane.pins.ask(next(one for one in self.book.signing.people() if one.id == staff_id))
        hands.write(pin)
        hands.press(Qt.Key.Key_Tab)
        hands.write(pin)
        hands.press(Qt.Key.Key_Return)
        person = next(one for one in self.book.signing.people() if one.id == staff_id)
        expect(person.has_pin, "Enter keeps the PIN")

    def signs_in(self, staff_id: int, pin: str, *, look: bool = False) -> None:
        """Ctrl+Alt+L, the number of the name, the PIN, Enter."""
        hands, counter = self.hands, self.window.counter
        hands.press(Qt.Key.Key_L, CONTROL | ALT)
        expect(
            counter.locked and not self.window.inside.isVisible(), "Ctrl+Alt+L hides everything of the shop"
        )
        if look:
            self.look("lock")
        panel = counter.blank.panel
        assert panel is not None
        place = [one.id for one in panel.people].index(staff_id)
        hands.press(Qt.Key(Qt.Key.Key_1 + place))
        hands.write(pin)
        if look:
            self.look("lock_pin")
        hands.press(Qt.Key.Key_Return)
        expect(not counter.locked, "the right PIN lets in")
        hands.settle(100)

    def _what_a_seller_does(self, customer_id: int) -> None:
        """Of tier and limit nothing is seen, and putting an account right is not theirs."""
        self.customer("01799000545", customer_id)
        self.look("customer_of_a_seller")
        expect(
            self.book.customers.get(customer_id).draft.tier == "normal", "a seller is not told who is a VIP"
        )
        before = self.book.dues.balance(customer_id)
        self.hands.press(Qt.Key.Key_A, ALT)
        self.look("seller_is_told")
        expect(self.sheet is None, "putting an account right does not open")
        expect(self.book.dues.balance(customer_id) == before, "and nothing is written")

    def _under_the_lock(self, seller: int) -> None:
        """A memo half typed is there again after the lock, in the same field."""
        hands = self.hands
        hands.press(Qt.Key.Key_F2)
        hands.write(HALF_TYPED)
        field = hands.focus
        self.signs_in(seller, SELLERS_PIN)
        expect(hands.focus is field, "the keyboard is where it was")
        hands.write(REST_OF_IT)
        typed = field.text()  # type: ignore[attr-defined]
        expect(typed == HALF_TYPED + REST_OF_IT, f"and the next letters follow what was typed: {typed}")
        self.look("half_typed_after_the_lock")

    def _the_cover(self) -> None:
        """F12 hides everything, and F12 shows it again; with PINs the same key locks."""
        hands = self.hands
        hands.press(Qt.Key.Key_F12)
        expect(not self.window.inside.isVisible(), "F12 covers everything")
        self.look("covered")
        hands.press(Qt.Key.Key_F12)
        expect(self.window.inside.isVisible(), "and F12 shows it again")

    def _under_other_eyes(self, customer_id: int) -> None:
        """F11: a customer may look at the screen, nothing of other people stands there."""
        hands = self.hands
        self.window.ctx.navigation.go("customer", customer_id)
        hands.press(Qt.Key.Key_F11)
        expect(self.window.ctx.navigation.facing, "F11 turns the screen to the customer")
        self.look("customer_looks_on")
        hands.control(Qt.Key.Key_1)
        self.look("customer_looks_on_today")
        hands.press(Qt.Key.Key_F11)
        expect(not self.window.ctx.navigation.facing, "F11 turns it back")

    # everything

    def taken_out(self) -> None:
        """One zip that needs no program of ours."""
        page = self._go("export")
        self.look("export")
        target = self.papers / "everything.zip"
        page.take_out(target)
        self.hands.wait_until(lambda: page.made is not None, "everything is taken out")
        expect(target.stat().st_size > 0, "into one file")
        self.idle("the page says where it went")
        self.look("export_done")
