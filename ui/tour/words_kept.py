"""Every word kept: a complaint, an order by word of mouth, a wish, the shop's own promise and a good word for the wall,
each from the phone to the day it is settled. The tour takes pictures of it, the tests run it too."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from shopbook.customers.model import CustomerDraft, PhoneDraft
from shopbook.followups.dates import next_open
from shopbook.localisation import numbers
from ui.tour.hands import expect
from ui.tour.teller import Teller

if TYPE_CHECKING:
    from shopbook.followups.model import Card

ALT = Qt.KeyboardModifier.AltModifier
TROUBLE, MENDED = "ফ্রিজ সারা রাতেও ঠান্ডা হয় না", "গ্যাস ভরা হয়েছে, টাকা নেওয়া হয়নি"
ORDER, ORDER_TAKA = "ওয়াশিং মেশিন", 30_000
WISH = "৪৩ ইঞ্চি গুগল টিভি"
STRANGER = "01799000399"
OUR_WORD = "টিভির স্ট্যান্ড বাসায় পৌঁছে দেব"
PRAISE = "দাম এক কথা, আর বিক্রির পরেও খোঁজ নেয়।"
ONE_DAY = dt.timedelta(days=1)
CHECK_AFTER_DAYS = 3


@dataclass(slots=True)
class WordsKept(Teller):
    """Five words that were given, each of them kept; every chapter may be told alone."""

    def tell(self) -> None:
        """All of it."""
        self.complaint()
        self.order()
        self.wish()
        self.our_word()
        self.good_word()

    def somebody(self, name: str, phone: str) -> int:
        """A customer whose page is in front."""
        draft = CustomerDraft(name=name, phones=(PhoneDraft(phone),))
        customer_id: int = self.book.customers.add(draft)
        self.customer(phone, customer_id)
        return customer_id

    # the complaint

    def complaint(self) -> None:
        """F5 and Alt+6 on the phone; its day on the list; settled with D; "really?", and 1 for yes."""
        customer_id = self.somebody("শিউলি আক্তার", "01799000301")
        promised_on = self._open_day(self.clock.today() + 2 * ONE_DAY)
        self._complain(promised_on)
        self.hands.control(Qt.Key.Key_7)
        expect(self.here() == "complaints", "Ctrl+7 is the page of complaints")
        self.down_to(self.page("complaints").complaints.list, lambda row: row.what == TROUBLE)
        expect(TROUBLE in self.seen(), "the complaint stands there")
        self.look("complaints")
        self.hands.control(Qt.Key.Key_1)
        self.morning(promised_on - ONE_DAY)
        expect("complaint" not in self.rules_of(customer_id), "before its day the list is silent")
        self.morning(promised_on)
        expect("complaint" in self.rules_of(customer_id), "on the promised day it stands in the list")
        self._settle_the_complaint(customer_id)
        self._ask_again(customer_id)

    def _complain(self, promised_on: dt.date) -> None:
        hands = self.hands
        hands.press(Qt.Key.Key_F5)
        strip = self.sheet
        expect(strip is not None, "F5 opens the call")
        hands.press(Qt.Key.Key_6, ALT)
        expect(strip.outcome == "complaint", "Alt+6 is a complaint")
        hands.write(TROUBLE)
        hands.tab_to(strip.promised_on.line)
        hands.overwrite(self._in_days(promised_on))
        self.look("call_complaint")
        self.saved(control=True)

    def _settle_the_complaint(self, customer_id: int) -> None:
        self.choose_card(customer_id)
        self.look("today_complaint")
        self.hands.press(Qt.Key.Key_D)
        expect(self.sheet is not None, "D asks what was done")
        self.hands.write(MENDED)
        self.look("complaint_settle")
        self.saved(control=True)
        expect("complaint" not in self.rules_of(customer_id), "a settled complaint leaves the list")
        expect(self.book.complaints.of(customer_id)[0].resolution == MENDED, "what was done is in the book")

    def _ask_again(self, customer_id: int) -> None:
        asked_on = self._open_day(self.clock.today() + CHECK_AFTER_DAYS * ONE_DAY)
        self.morning(asked_on - ONE_DAY)
        expect("complaint_check" not in self.rules_of(customer_id), "a few days they are left in peace")
        self.morning(asked_on)
        expect("complaint_check" in self.rules_of(customer_id), "three days later they are asked again")
        self.choose_card(customer_id)
        self.hands.press(Qt.Key.Key_D)
        expect(self.sheet is not None, "D asks whether it is really settled")
        self.look("complaint_really")
        self.saved(Qt.Key.Key_1)
        expect(self.card_of(customer_id) is None, "a yes closes it for good")
        expect(self.book.complaints.of(customer_id)[0].satisfied == "yes", "the yes is in the book")

    # the order by word of mouth

    def order(self) -> None:
        """F5, Alt+5, the goods, the amount, "রবিবার"; on Sunday the card, D and the memo, its chip is ticked: won."""
        from shopbook.localisation import dates

        customer_id = self.somebody("কামরুল হাসান", "01799000302")
        sunday = dates.parse_date("রবিবার", self.clock.today())
        self._order()
        self.morning(sunday - ONE_DAY)
        expect("buy_promise" not in self.rules_of(customer_id), "before Sunday nobody asks")
        self.morning(sunday)
        expect("buy_promise" in self.rules_of(customer_id), "on Sunday the order stands in the list")
        self.choose_card(customer_id)
        self.look("today_buy_promise")
        self._sell_it(customer_id)
        self.hands.control(Qt.Key.Key_1)
        expect("buy_promise" not in self.rules_of(customer_id), "who bought is not asked again")

    def _order(self) -> None:
        hands = self.hands
        hands.press(Qt.Key.Key_F5)
        strip = self.sheet
        hands.press(Qt.Key.Key_5, ALT)
        hands.write("রবিবার এসে নিয়ে যাবেন")
        hands.tab_to(strip.next_on.line)
        hands.overwrite("রবিবার")
        hands.tab_to(strip.buy_what.line)
        hands.write(ORDER)
        hands.tab_to(strip.amount.line)
        hands.write("৩০,০০০")
        self.look("call_order")
        self.saved(control=True)

    def _sell_it(self, customer_id: int) -> None:
        hands = self.hands
        hands.press(Qt.Key.Key_D)
        expect(self.sheet is not None, "D asks what came of it")
        self.look("order_bought")
        hands.tab_to(self.sheet.memo)
        hands.press(Qt.Key.Key_Space)
        expect(self.here() == "sale", "the memo can be written at once")
        expect(self.sheet is None, "and the question is out of the way")
        form = self.page("sale").form
        expect(form.customer.row is not None and form.customer.row.id == customer_id, "it is their memo")
        hands.write(ORDER)
        hands.tab_to(form.editor.price.line)
        hands.overwrite(str(ORDER_TAKA - 1_000))
        hands.tab_to(form.money.paid.line)
        hands.overwrite(str(ORDER_TAKA - 1_000))
        hands.settle(500)
        promise = self.book.promises.buy_of(customer_id)[0]
        expect(form.promised.chosen == promise.id, "the memo knows what they had said")
        self.look("sale_of_the_order")
        hands.control(Qt.Key.Key_Return)
        hands.wait_until(lambda: self.here() == "sale_view", "the memo is saved")
        won = self.book.promises.buy_of(customer_id)[0]
        expect((won.status, bool(won.memo_no)) == ("won", True), "the word is kept with this memo")

    # the wish

    def wish(self) -> None:
        """F9 twice, by a customer and by a number; "it has arrived"; both on the list; each told with D."""
        customer_id = self.somebody("নাসরিন জাহান", "01799000303")
        self._ask_for_it("")
        self.hands.control(Qt.Key.Key_1)
        self._ask_for_it(STRANGER)
        self._it_arrived()
        self.hands.control(Qt.Key.Key_1)
        waiting = self._waiting_for_it()
        expect(len(waiting) == 2, "both who asked stand in today's list")
        self.choose_card(customer_id)
        self.look("today_arrived")
        for card in waiting:
            self.page("today").choose(card)
            self.page("today").list.setFocus()
            self.hands.press(Qt.Key.Key_D)
            expect(self.sheet is not None, "D asks whether they were told")
            self.look(f"wish_told_{'customer' if card.customer_id else 'stranger'}")
            self.saved()
        expect(not self._waiting_for_it(), "who was told is not told twice")
        left = [row.what for row in self.book.demands.wanted("arrived")]
        expect(WISH not in left, "nobody waits for it any more")

    def _ask_for_it(self, phone: str) -> None:
        hands = self.hands
        hands.press(Qt.Key.Key_F9)
        sheet = self.sheet
        expect(sheet is not None, "F9 opens the wish")
        hands.write(WISH)
        if phone:
            hands.tab_to(sheet.person.line)
            hands.write(phone)
            self.look("wish")
        self.saved()

    def _it_arrived(self) -> None:
        hands = self.hands
        hands.control(Qt.Key.Key_8)
        page = self.page("promises")
        for _tab in range(5):
            if page.tab != "demand":
                hands.control(Qt.Key.Key_Tab)
        expect(page.tab == "demand", "Ctrl+Tab leads to the wishes")
        rows = {row.what: row.folded for row in self.book.demands.wanted("open")}
        expect(WISH in rows, "the wish is counted once")
        self.down_to(page.pane.list, lambda row: row.what == WISH)
        self.look("wishes")
        hands.press(Qt.Key.Key_D)
        waiting = [one.folded for one in self.book.demands.wanted("arrived")]
        expect(rows[WISH] in waiting, "D says that it has arrived")

    def _waiting_for_it(self) -> list[Card]:
        """The cards of today that say the wish is here."""
        return [
            card
            for card in self.page("today").today.all_cards()
            if any(item.rule == "demand_arrived" and WISH in str(item.why) for item in card.reasons)
        ]

    # the shop's own word

    def our_word(self) -> None:
        """Alt+P in the strip; the list the day before and on the day; kept with D and Enter."""
        customer_id = self.somebody("আবু তাহের", "01799000304")
        due_on = self._open_day(self.clock.today() + 4 * ONE_DAY)
        self._promise(due_on)
        self.hands.control(Qt.Key.Key_8)
        self.page("promises").choose("shop")
        self.hands.settle(100)
        self.down_to(self.page("promises").pane.list, lambda row: row.what == OUR_WORD)
        expect(OUR_WORD in self.seen(), "our word stands on the page of promises")
        self.look("promises")
        self.hands.control(Qt.Key.Key_1)
        before = due_on - ONE_DAY
        before = before if self._open_day(before) == before else before - ONE_DAY
        self.morning(before - ONE_DAY)
        expect("shop_promise" not in self.rules_of(customer_id), "two days before there is time")
        self.morning(before)
        expect("shop_promise" in self.rules_of(customer_id), "the day before, the list reminds us")
        self.morning(due_on)
        self.choose_card(customer_id)
        self.look("today_our_word")
        self.hands.press(Qt.Key.Key_D)
        expect(self.sheet is not None, "D asks whether it is kept")
        self.look("our_word_kept")
        self.saved()
        expect(self.book.promises.shop_of(customer_id)[0].status == "kept", "Enter: it is kept")
        expect("shop_promise" not in self.rules_of(customer_id), "a kept word leaves the list")

    def _promise(self, due_on: dt.date) -> None:
        hands = self.hands
        hands.press(Qt.Key.Key_F5)
        strip = self.sheet
        hands.write("টিভি বসেছে, স্ট্যান্ড বাকি")
        hands.press(Qt.Key.Key_P, ALT)
        expect(hands.focus is strip.promise.what.line, "Alt+P asks what we promised")
        hands.write(OUR_WORD)
        hands.tab_to(strip.promise.due_on.line)
        hands.overwrite(self._in_days(due_on))
        self.look("call_promise")
        self.saved(control=True)

    # the good word

    def good_word(self) -> None:
        """Happy? Alt+F in the strip, the words as they said them, "may hang"; the sheet for the wall holds them."""
        hands = self.hands
        customer_id = self.somebody("রোকসানা পারভীন", "01799000305")
        hands.press(Qt.Key.Key_F5)
        strip = self.sheet
        if not strip.extras["feedback"].isChecked():
            hands.press(Qt.Key.Key_F, ALT)
        hands.tab_to(strip.feedback.score.buttons[0])
        hands.press(Qt.Key.Key_Space)
        hands.tab_to(strip.feedback.testimonial.line)
        hands.write(PRAISE)
        hands.tab_to(strip.feedback.may_quote.box)
        hands.press(Qt.Key.Key_Space)
        self.look("call_feedback")
        self.saved(Qt.Key.Key_Return, control=True)
        answer = self.book.feedback.of(customer_id)[0]
        expect((answer.testimonial, answer.may_quote) == (PRAISE, True), "their words are in the book")
        hands.control(Qt.Key.Key_7)
        hands.control(Qt.Key.Key_Tab)
        expect(self.page("complaints").tabs.key == "opinions", "Ctrl+Tab leads to the opinions")
        self.look("opinions")
        hands.control(Qt.Key.Key_P)
        expect(self.here() == "preview", "Ctrl+P shows the sheet for the wall")
        hands.settle(200)
        self.look("wall_sheet_preview")
        self.save_paper(self.page("preview"), "wall_sheet.pdf", (PRAISE, "— রোকসানা"))

    def _open_day(self, day: dt.date) -> dt.date:
        """The day itself, or the next on which the shop is open."""
        return next_open(day, self.book.followups.day().shop)

    def _in_days(self, day: dt.date) -> str:
        """A coming day as it is typed quickest: +২."""
        return f"+{numbers.number((day - self.clock.today()).days)}"
