"""The halkhata: whom to invite, their cards as one job, who came and paid in two keys, the book closed and carried
over. The tour takes pictures of it, the tests run it too."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt

from shopbook.customers.model import CustomerDraft, PhoneDraft
from shopbook.dues.model import AdjustmentDraft
from shopbook.localisation import numbers
from ui.tour.hands import expect
from ui.tour.teller import Teller

GUESTS = (
    ("ইসমাইল হোসেন", "01799000351", 12_400),
    ("জোবেদা খাতুন", "01799000352", 7_650),
    ("মতিউর রহমান", "01799000353", 5_300),
    ("নার্গিস আক্তার", "01799000354", 3_900),
)
HEADING, IN_DAYS, LEAST_TAKA, PART_TAKA = "শুভ হালখাতা", 5, 3_500, 5_000


@dataclass(slots=True)
class NewBook(Teller):
    """One halkhata from the first thought to the new book."""

    def tell(self) -> None:
        """All of it."""
        guests = [self._debtor(*each) for each in GUESTS]
        drive_id = self._invited()
        drive = self.book.halkhatas.get(drive_id)
        expect(drive.invited >= len(guests) - 1, "all but the one left out are invited")
        self._cards(drive_id)
        self._called_before(guests[0], drive.held_on)
        self._the_day(drive_id, drive.held_on)
        self._closed(drive_id)

    def _debtor(self, name: str, phone: str, taka: int) -> int:
        customer_id: int = self.book.customers.add(CustomerDraft(name=name, phones=(PhoneDraft(phone),)))
        day = self.clock.today() - dt.timedelta(days=45)
        self.book.dues.adjust(AdjustmentDraft(customer_id, "opening", taka * 100, day))
        return customer_id

    @property
    def _page(self) -> Any:
        return self.page("halkhata")

    def _open(self) -> None:
        self.hands.control(Qt.Key.Key_4)
        self.hands.press(Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
        expect(self.here() == "halkhata", "Alt+H in the dues book is the halkhata")
        self.hands.settle(150)

    def _invited(self) -> int:
        """The day, from how much, somebody left out, Ctrl+Enter."""
        hands = self.hands
        self._open()
        self.look("halkhata_of_the_sample")
        hands.press(Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
        choosing = self._page.choosing
        expect(hands.focus is choosing.fields.held_on.line, "a new one begins with its day")
        hands.overwrite(f"+{numbers.number(IN_DAYS)}")
        hands.tab_to(choosing.least.line)
        hands.overwrite(numbers.to_script(str(LEAST_TAKA)))
        hands.settle(400)
        asked = len(choosing.chosen())
        choosing.list.setFocus()
        hands.press(Qt.Key.Key_End)
        hands.press(Qt.Key.Key_Space)
        expect(len(choosing.chosen()) == asked - 1, "Space leaves somebody out")
        self.look("halkhata_choosing")
        hands.tab_to(choosing.fields.title.line)
        hands.overwrite(HEADING)
        hands.control(Qt.Key.Key_Return)
        hands.settle(200)
        drive_id = self.book.halkhatas.open_id()
        expect(drive_id is not None and self._page.drive_id == drive_id, "Ctrl+Enter invites them")
        expect(self.book.halkhatas.get(drive_id).invited == asked - 1, "those who were chosen")
        self.look("halkhata_guests")
        return int(drive_id)

    def _cards(self, drive_id: int) -> None:
        """Ctrl+P: all cards as one paper, drawn beside the window; saved, they count as printed."""
        hands = self.hands
        hands.control(Qt.Key.Key_P)
        expect(self.here() == "preview", "Ctrl+P shows the cards")
        hands.wait_until(lambda: not self.window.ctx.jobs.busy, "the cards are drawn")
        hands.settle(200)
        self.look("invitations_preview")
        self.save_paper(self.page("preview"), "invitations.pdf", GUESTS[0][0])
        drive = self.book.halkhatas.get(drive_id)
        expect(drive.printed == drive.invited, "every card counts as printed")

    def _called_before(self, customer_id: int, held_on: dt.date) -> None:
        """Three days before, the list reminds of them."""
        self.morning(held_on - dt.timedelta(days=3))
        expect("halkhata" in self.rules_of(customer_id), "three days before a guest is reminded")
        self.choose_card(customer_id)
        self.look("today_halkhata")

    def _the_day(self, drive_id: int, held_on: dt.date) -> None:
        """A name and two Enters: the whole due; another pays a part; a third only came."""
        hands = self.hands
        self.morning(held_on)
        self._open()
        hands.write(GUESTS[0][0])
        hands.settle(200)
        hands.press(Qt.Key.Key_Return)
        expect(self._page.guests.panel.amount.value() == GUESTS[0][2] * 100, "the whole due is offered")
        self.look("halkhata_guest_pays")
        hands.press(Qt.Key.Key_Return)
        hands.write(GUESTS[1][1][-4:])
        hands.settle(200)
        hands.press(Qt.Key.Key_Return)
        hands.write(numbers.to_script(str(PART_TAKA)))
        hands.press(Qt.Key.Key_Return)
        report = self.book.halkhatas.report(drive_id)
        expect((report.came, report.paid) == (2, 2), "two came and paid")
        expect(report.collected_paisa == (GUESTS[0][2] + PART_TAKA) * 100, "what they paid is counted")
        hands.write(GUESTS[2][0])
        hands.settle(200)
        hands.press(Qt.Key.Key_Down)
        hands.press(Qt.Key.Key_Space)
        expect(self.book.halkhatas.report(drive_id).came == 3, "Space ticks who only came")
        self.look("halkhata_day")

    def _closed(self, drive_id: int) -> None:
        """Ctrl+Tab, the report, closed; the paper of what goes into the new book."""
        hands = self.hands
        hands.control(Qt.Key.Key_Tab)
        hands.settle(150)
        self.look("halkhata_report")
        hands.tab_to(self._page.report.close_it)
        hands.press(Qt.Key.Key_Space)
        expect(self.book.halkhatas.get(drive_id).status == "closed", "the book of this halkhata is closed")
        hands.settle(150)
        self.look("halkhata_closed")
        report = self.book.halkhatas.report(drive_id)
        adds_up = report.due_paisa + report.added_paisa - report.collected_paisa - report.lessened_paisa
        expect(adds_up == report.left_paisa, "due + bought - collected - let off is what is left")
        hands.tab_to(self._page.report.paper)
        hands.press(Qt.Key.Key_Space)
        expect(self.here() == "preview", "what is carried over is a paper")
        hands.settle(200)
        self.look("carried_preview")
        self.save_paper(self.page("preview"), "carried.pdf", GUESTS[2][0])
