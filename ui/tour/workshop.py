"""The workshop: things taken in from a card and from nothing, sent to the company and back, handed over; and cards that
live on: servicing ticked, replaced, handed on, stickers. The tour takes pictures of it, the tests run it too."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from shopbook.customers.model import CustomerDraft, PhoneDraft
from shopbook.localisation import numbers
from shopbook.products.model import CoverageDraft
from shopbook.sales.model import LineDraft, SaleDraft
from ui.tour.hands import expect
from ui.tour.teller import Teller

TV, TV_SERIAL, NEW_SERIAL = "স্মার্ট টিভি ৪৩ ইঞ্চি মেঘনা", "MST430077121", "MST430088450"
TROUBLE, COMPANY, THEIR_NUMBER = "ছবি আসে না, শুধু শব্দ", "মেঘনা সার্ভিস সেন্টার, ঢাকা", "MS-2291"
THEY_SAID, WORK = "প্যানেল এসেছে, সোমবার পাঠাবে", "প্যানেল বদলানো হয়েছে"
BLENDER, BLENDER_TROUBLE, BLENDER_WORK, CHARGE_TAKA = "ব্লেন্ডার ৩ জগ", "চালু হয় না", "তার আর সুইচ বদলানো", 450
FILTER, FILTER_SERIAL = "পানির ফিল্টার মেঘনা", "PF1100551"
BROKEN = "পাইপে ফাটা ছিল"
WEEK = dt.timedelta(days=7)


@dataclass(slots=True)
class Workshop(Teller):
    """From the counter to the workshop and back to the hand; every chapter may be told alone."""

    def tell(self) -> None:
        """All of it."""
        self.from_its_card()
        self.from_nothing()
        self.report()
        self.servicing()
        self.card_replaced_and_handed_on()

    def _known(self, name: str, phone: str) -> int:
        customer_id: int = self.book.customers.add(CustomerDraft(name=name, phones=(PhoneDraft(phone),)))
        return customer_id

    def _sold(self, customer_id: int, what: str, serial: str, **more: Any) -> int:
        """A thing with a year on its parts; its card."""
        line = LineDraft(
            what, unit_price_paisa=28_500_00, serials=(serial,),
            coverages=(CoverageDraft("parts", "", 1, "year"), CoverageDraft("service", "", 2, "year")), **more,
        )  # fmt: skip
        sale = self.book.sales.record_sale(
            SaleDraft(self.clock.today(), (line,), customer_id, paid_paisa=28_500_00)
        )
        card_id: int = sale.card_ids[0]
        return card_id

    def _card(self, words: str, card_id: int) -> Any:
        """F6, the serial, Enter: the verdict."""
        self.hands.press(Qt.Key.Key_F6)
        expect(self.here() == "warranty", "F6 is the warranty desk")
        self.hands.overwrite(words)
        self.hands.press(Qt.Key.Key_Return)
        page = self.page("warranty")
        expect(page.panel.card is not None and page.panel.card.id == card_id, f"{words} is this card")
        self.hands.settle(100)
        return page

    def _board(self, job_id: int) -> Any:
        """Ctrl+6 and down to a job."""
        self.hands.control(Qt.Key.Key_6)
        expect(self.here() == "service", "Ctrl+6 is the service desk")
        board = self.page("service").board
        self.hands.settle(100)
        board.list.setFocus()
        self.down_to(board.list, lambda row: getattr(row, "id", None) == job_id)
        return board

    def _paper(self, picture: str, paper: str, holds: str) -> None:
        expect(self.here() == "preview", "the paper is shown")
        self.hands.settle(200)
        self.look(picture)
        self.save_paper(self.page("preview"), paper, holds)

    # with a card

    def from_its_card(self) -> None:
        """F6, F7, the trouble, Ctrl+P; to the company, asked after a week, back, ready, handed over with its days."""
        hands = self.hands
        customer_id = self._known("নাজমুল হক", "01799000341")
        card_id = self._sold(customer_id, TV, TV_SERIAL)
        self._card(TV_SERIAL, card_id)
        self.look("verdict_before")
        hands.press(Qt.Key.Key_F7)
        sheet = self.sheet
        expect(hands.focus is sheet.problem.control, "F7 on a card asks only what is wrong")
        hands.write(TROUBLE)
        hands.tab_to(sheet.condition.control)
        hands.write("দাগ নেই")
        hands.tab_to(sheet.accessories.control)
        hands.write("রিমোট, স্ট্যান্ড")
        self.look("take_in_from_card")
        hands.control(Qt.Key.Key_P)
        (job,) = self.book.jobs.of_customer(customer_id)
        expect(
            (job.warranty_id, job.cover) == (card_id, "covered"), "what the card promised that day is kept"
        )
        self._paper("job_slip_preview", "job_slip.pdf", TV_SERIAL)
        self._to_the_company(job.id)
        self._asked_after_a_week(customer_id, job.id)
        self._back_and_ready(job.id)
        self._handed_over(customer_id, job.id)
        days = max(each.extended_days for each in self.book.warranties.card(card_id).coverages)
        expect(days == 10, f"its days in the shop are added to the card: {days}")
        self._card(TV_SERIAL, card_id)
        self.look("verdict_after")

    def _to_the_company(self, job_id: int) -> None:
        hands = self.hands
        self._board(job_id)
        self.look("service_board")
        hands.press(Qt.Key.Key_C)
        expect(self.sheet.step.value() == "company", "C sends it to the company")
        hands.write(COMPANY)
        hands.tab_to(self.sheet.reference.control)
        hands.write(THEIR_NUMBER)
        self.look("to_the_company")
        self.saved()
        expect(self.book.jobs.get(job_id).company == COMPANY, "it is with the company")

    def _asked_after_a_week(self, customer_id: int, job_id: int) -> None:
        hands = self.hands
        self.morning(self.clock.today() + WEEK)
        expect("job_at_company" in self.rules_of(customer_id), "after a week the company is asked")
        self.choose_card(customer_id)
        self.look("today_at_company")
        hands.press(Qt.Key.Key_D)
        expect(self.sheet.step.value() == "chase", "D asks what they said")
        hands.write(THEY_SAID)
        self.look("company_asked")
        self.saved()
        expect("job_at_company" not in self.rules_of(customer_id), "then there is a week of peace")
        expect(self.book.jobs.get(job_id).status == "sent_to_company", "it is still there")

    def _back_and_ready(self, job_id: int) -> None:
        hands = self.hands
        self.morning(self.clock.today() + dt.timedelta(days=3))
        self._board(job_id)
        hands.press(Qt.Key.Key_D)
        expect(self.sheet.step.value() == "back", "D with the company away is: it came back")
        self.saved()
        self._board(job_id)
        hands.press(Qt.Key.Key_D)
        sheet = self.sheet
        expect(type(sheet).__name__ == "FindingSheet", "D is then: what was done")
        hands.write(WORK)
        hands.tab_to(sheet.effect.buttons[0])
        hands.press(Qt.Key.Key_Right)
        if sheet.effect.value() != "extend":
            hands.press(Qt.Key.Key_Space)
        expect(sheet.effect.value() == "extend", "the days in the shop are to be added")
        self.look("what_was_done")
        sheet.work_done.setFocus()
        self.saved()

    def _handed_over(self, customer_id: int, job_id: int) -> None:
        hands = self.hands
        self._board(job_id)
        self.look("service_ready")
        hands.press(Qt.Key.Key_D)
        expect(type(self.sheet).__name__ == "DeliverySheet", "D on a ready thing hands it over")
        self.look("hand_over_free")
        hands.control(Qt.Key.Key_P)
        job = self.book.jobs.get(job_id)
        expect((job.status, job.cover_effect) == ("delivered", "extend"), "it is in its owner's hand again")
        self._paper("delivery_slip_preview", "delivery_slip.pdf", WORK)
        expect(self.book.dues.balance(customer_id) == 0, "under warranty nothing is charged")

    # without a card

    def from_nothing(self) -> None:
        """F7, a new name, the thing, the trouble; late on the list; ready, and handed over against money."""
        hands = self.hands
        hands.control(Qt.Key.Key_6)
        hands.press(Qt.Key.Key_F7)
        for answer in ("জাহিদ হাসান 01799000342", "", BLENDER, BLENDER_TROUBLE):
            hands.write(answer)
            if answer == BLENDER_TROUBLE:
                self.look("take_in_from_nothing")
            hands.press(Qt.Key.Key_Return)
        hands.wait_until(lambda: self.sheet is None, "four answers take it in")
        job = self.book.jobs.rows(self.book.jobs.ids("all"))[0]
        expect(job.problem == BLENDER_TROUBLE, "the newest job is the blender")
        expect(job.customer_id is not None, "and its owner is in the book")
        self.morning(job.promised_on + dt.timedelta(days=1))
        expect("job_late" in self.rules_of(job.customer_id), "late, it stands in the list")
        self.choose_card(job.customer_id)
        self.look("today_job_late")
        self._board(job.id)
        self.look("service_late")
        hands.press(Qt.Key.Key_D)
        sheet = self.sheet
        hands.write(BLENDER_WORK)
        hands.tab_to(sheet.charge.line)
        hands.overwrite(numbers.to_script(str(CHARGE_TAKA)))
        hands.control(Qt.Key.Key_Return)
        expect(type(self.sheet).__name__ == "DeliverySheet", "Ctrl+Enter goes on to handing it over")
        expect(self.sheet.paid.value() == CHARGE_TAKA * 100, "the whole charge is offered")
        self.look("hand_over_paid")
        self.saved()
        done = self.book.jobs.get(job.id)
        expect((done.status, done.paid_paisa) == ("delivered", CHARGE_TAKA * 100), "handed over and paid")
        expect(self.book.dues.balance(job.customer_id) == 0, "and nothing is due")

    def report(self) -> None:
        """R on the board: what broke, and how fast it was mended."""
        hands = self.hands
        hands.control(Qt.Key.Key_6)
        hands.settle(100)
        hands.press(Qt.Key.Key_R)
        expect(self.here() == "service_report", "R is the report")
        hands.settle(200)
        hands.wait_until(lambda: not self.window.ctx.jobs.busy, "the report is counted")
        self.look("service_report")

    # cards that live on

    def servicing(self) -> None:
        """A card with three free servicings: on its day on the list, done with a tick."""
        hands = self.hands
        customer_id = self._known("সাবিহা সুলতানা", "01799000343")
        card_id = self._sold(customer_id, FILTER, FILTER_SERIAL, service_every_days=60, service_count=3)
        first = self.book.visits.of_card(card_id)[0]
        self.morning(first.due_on)
        expect("service_visit" in self.rules_of(customer_id), "on its day the servicing stands in the list")
        self.choose_card(customer_id)
        self.look("today_servicing")
        page = self._card(FILTER_SERIAL, card_id)
        self.look("card_with_servicing")
        hands.tab_to(self._tick(page, first.id), most=80)
        hands.press(Qt.Key.Key_Space)
        hands.settle(100)
        expect(self.book.visits.of_card(card_id)[0].done_on == first.due_on, "a tick says that it is done")
        self.look("servicing_done")

    def _tick(self, page: Any, visit_id: int) -> QPushButton:
        """The button that says done; the other one of the line agrees on another day."""
        buttons: list[QPushButton] = page.panel.visits.findChildren(QPushButton)
        return next(each for each in buttons if each.property("visit") == visit_id and each.isVisible())

    def card_replaced_and_handed_on(self) -> None:
        """The new piece gets a card of its own; that is handed on to another; its stickers."""
        hands = self.hands
        customer_id = self._known("ফিরোজ আলম", "01799000344")
        buyer_id = self._known("রিনা পারভীন", "01799000345")
        card_id = self._sold(customer_id, TV, "MST430077999")
        page = self._card("MST430077999", card_id)
        hands.tab_to(page.panel.change, most=80)
        hands.press(Qt.Key.Key_Space)
        expect(type(self.sheet).__name__ == "ChangeSheet", "the button asks what becomes of the card")
        hands.write(NEW_SERIAL)
        hands.tab_to(self.sheet.reason.control)
        hands.write(BROKEN)
        self.look("card_replaced")
        self.saved()
        new_id = self.book.warranties.card(card_id).replaced_by_id
        expect(new_id is not None, "the new piece has a card of its own")
        page = self._card(NEW_SERIAL, new_id)
        self.look("card_of_new_piece")
        hands.tab_to(page.panel.change, most=80)
        hands.press(Qt.Key.Key_Space)
        self.sheet.how.buttons[0].setFocus()
        hands.write("2")
        expect(self.sheet.how.value() == "transfer", "2 hands it on")
        hands.write("01799000345")
        hands.press(Qt.Key.Key_Return)
        self.look("card_handed_on")
        self.saved()
        last_id = self.book.warranties.card(new_id).replaced_by_id
        expect(self.book.warranties.card(last_id).customer_id == buyer_id, "it is the buyer's card now")
        self._stickers(last_id)

    def _stickers(self, card_id: int) -> None:
        hands = self.hands
        page = self._card(NEW_SERIAL, card_id)
        hands.tab_to(page.panel.other, most=80)
        hands.press(Qt.Key.Key_Space)
        expect(type(self.sheet).__name__ == "PrintSheet", "the button asks for other papers")
        hands.write("3")
        expect(self.sheet.what.value() == "labels", "3 are stickers")
        self.look("stickers_asked")
        hands.press(Qt.Key.Key_Return)
        self._paper("stickers_preview", "stickers.pdf", NEW_SERIAL)
