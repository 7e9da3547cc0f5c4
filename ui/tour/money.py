"""The dues book and what goes on after the memo: a debtor and the statement, money with something let off, instalments,
goods brought back and exchanged, goods paid at the door. The tour takes pictures of it, the tests run it too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt

from shopbook.customers.model import CustomerDraft, PhoneDraft
from shopbook.dues.model import AdjustmentDraft
from shopbook.localisation import numbers
from shopbook.sales.model import LineDraft, SaleDraft
from ui.tour.hands import expect
from ui.tour.teller import Teller

OLD_DEBT, PAID, LET_OFF = 4_850, 4_800, 50
WASHER, WASHER_TAKA, DOWN_TAKA, COUNT = "ওয়াশিং মেশিন ৭ কেজি মেঘনা", 22_000, 4_000, 6
GUARANTOR = "হাজী আব্দুল মালেক"
FAN, FAN_TAKA, BIGGER_FAN, BIGGER_TAKA = "স্ট্যান্ড ফ্যান ১৬ ইঞ্চি", 3_200, "স্ট্যান্ড ফ্যান ১৮ ইঞ্চি", 4_000
NOT_WANTED, TOO_SMALL = "শব্দ বেশি করে", "বড়টা চান"
FRIDGE, FRIDGE_TAKA, COURIER = "ডিপ ফ্রিজ ২০০ লিটার", 31_500, "সাভার কুরিয়ার, বুকিং ৪৪২৭"


@dataclass(slots=True)
class Money(Teller):
    """What a shop's customers argue about, made exact; every chapter may be told alone."""

    def tell(self) -> None:
        """All of it."""
        self.dues_book()
        self.money_with_a_let_off()
        self.instalments()
        self.brought_back()
        self.exchanged()
        self.paid_at_the_door()

    def _known(self, name: str, phone: str) -> int:
        customer_id: int = self.book.customers.add(CustomerDraft(name=name, phones=(PhoneDraft(phone),)))
        return customer_id

    def _owes(self, name: str, phone: str, taka: int) -> int:
        """A customer with an old due."""
        customer_id = self._known(name, phone)
        self.book.dues.adjust(AdjustmentDraft(customer_id, "opening", taka * 100, self.clock.today()))
        return customer_id

    def _debtor(self, customer_id: int) -> Any:
        """Ctrl+4 and down to a customer; the page."""
        self.hands.control(Qt.Key.Key_4)
        expect(self.here() == "dues", "Ctrl+4 is the dues book")
        page = self.page("dues")
        self.hands.settle(100)
        page.debtors.list.setFocus()
        self.down_to(page.debtors.list, lambda row: row.customer_id == customer_id)
        return page

    def _sold(self, customer_id: int, what: str, taka: int, paid: int, **more: Any) -> Any:
        """A memo of one thing."""
        draft = SaleDraft(
            self.clock.today(), (LineDraft(what, unit_price_paisa=taka * 100),), customer_id, paid_paisa=paid * 100,
            **more,
        )  # fmt: skip
        return self.book.sales.record_sale(draft)

    def _memo(self, sale: Any) -> Any:
        """Ctrl+3, down to the memo, Enter: it is in front."""
        self.hands.control(Qt.Key.Key_3)
        self.hands.settle(100)
        self.page("sales").table.setFocus()
        self.down_to(self.page("sales").table, lambda row: row.id == sale.id)
        self.hands.press(Qt.Key.Key_Return)
        expect(self.here() == "sale_view", "Enter opens the memo")
        page = self.page("sale_view")
        expect(page.sale.id == sale.id, "and it is that memo")
        return page

    def _slip(self, picture: str, paper: str, holds: str) -> None:
        """Ctrl+P right after: the paper of what was just written, looked at and saved."""
        self.hands.control(Qt.Key.Key_P)
        expect(self.here() == "preview", "Ctrl+P shows the paper of it")
        self.hands.settle(200)
        self.look(picture)
        self.save_paper(self.page("preview"), paper, holds)

    # who owes

    def dues_book(self) -> None:
        """The list by age and by order, the account beside it, S and Enter for the statement."""
        hands = self.hands
        customer_id = self._owes("তাহমিনা খানম", "01799000331", OLD_DEBT)
        page = self._debtor(customer_id)
        expect("৳৪,৮৫০" in self.seen(), "what is owed stands in the list")
        self.look("dues_book")
        hands.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
        hands.tab_to(page.debtors.chips["31-90"], most=80)
        hands.press(Qt.Key.Key_Space)
        hands.settle(100)
        expect(page.debtors.which == "31-90", "the chips choose by age")
        self.look("dues_by_age")
        hands.tab_to(page.debtors.chips["all"], most=80)
        hands.press(Qt.Key.Key_Space)
        self._debtor(customer_id)
        hands.press(Qt.Key.Key_S)
        expect(type(self.sheet).__name__ == "StatementSheet", "S asks for which days")
        hands.settle(300)
        self.look("statement_days")
        hands.press(Qt.Key.Key_Return)
        expect(self.here() == "preview", "Enter shows the statement")
        hands.settle(200)
        self.look("statement_preview")
        self.save_paper(self.page("preview"), "statement.pdf", "৪,৮৫০")
        hands.control(Qt.Key.Key_4)
        hands.press(Qt.Key.Key_Z, Qt.KeyboardModifier.AltModifier)
        hands.wait_until(
            lambda: self.sheet is not None and not self.window.ctx.jobs.busy, "good and doubtful"
        )
        hands.settle(300)
        self.look("good_and_doubtful")
        hands.press(Qt.Key.Key_Escape)

    # money

    def money_with_a_let_off(self) -> None:
        """F3, the amount, Tab and what is let off, Enter; Ctrl+P is the slip."""
        hands = self.hands
        customer_id = self._owes("শরিফা বেগম", "01799000332", OLD_DEBT)
        self.customer("01799000332", customer_id)
        hands.press(Qt.Key.Key_F3)
        sheet = self.sheet
        hands.tab_to(sheet.amount.line)
        hands.write(numbers.to_script(str(PAID)))
        hands.tab_to(sheet.let_off.line)
        hands.write(str(LET_OFF))
        hands.settle(400)
        self.look("payment_let_off")
        self.saved()
        kinds = [line.kind for line in self.book.dues.statement(customer_id)]
        expect(
            kinds[-2:] == ["payment", "discount"], f"money and what was let off stand in the account: {kinds}"
        )
        expect(self.book.dues.balance(customer_id) == 0, "and nothing is due")
        self._slip("due_slip_preview", "due_slip.pdf", "৪,৮০০")
        self.customer("01799000332", customer_id)
        self.look("customer_paid")

    # instalments

    def instalments(self) -> None:
        """K on a debtor: how many, a guarantor, Enter; the card; a month later F3 and Enter in the other tab."""
        hands = self.hands
        customer_id = self._known("মোস্তফা কামাল", "01799000333")
        sale = self._sold(customer_id, WASHER, WASHER_TAKA, DOWN_TAKA)
        self._debtor(customer_id)
        hands.press(Qt.Key.Key_K)
        sheet = self.sheet
        expect(type(sheet).__name__ == "PlanSheet", "K makes instalments of the memo")
        hands.write(numbers.to_script(str(COUNT)))
        hands.tab_to(sheet.guarantors.open_button)
        hands.press(Qt.Key.Key_Space)
        hands.write(GUARANTOR)
        self.look("instalments_typed")
        self.saved()
        plan = self.book.plans.of_sale(sale.id)
        expect(
            [each.amount_paisa for each in plan.instalments] == [3_000_00] * COUNT, "six equal instalments"
        )
        self._slip("instalment_card_preview", "instalment_card.pdf", "মোস্তফা")
        due_on = plan.instalments[0].due_on
        self.morning(due_on)
        expect("instalment" in self.rules_of(customer_id), "on its day the instalment stands in the list")
        self.choose_card(customer_id)
        self.look("today_instalment")
        self._pays_an_instalment(plan.id)

    def _pays_an_instalment(self, plan_id: int) -> None:
        hands = self.hands
        hands.control(Qt.Key.Key_4)
        hands.control(Qt.Key.Key_Tab)
        page = self.page("dues")
        expect(page.tabs.key == "plans", "Ctrl+Tab leads to the instalments")
        hands.settle(100)
        page.plans.list.setFocus()
        self.down_to(page.plans.list, lambda row: row.id == plan_id)
        expect(GUARANTOR not in self.seen(), "who pays as agreed has their guarantors left in peace")
        self.look("instalments")
        hands.press(Qt.Key.Key_F3)
        expect(self.sheet.amount.value() == 3_000_00, "the next instalment is offered")
        hands.settle(300)
        self.look("instalment_paid")
        self.saved()
        first = self.book.plans.get(plan_id).instalments[0]
        expect(first.settled_on == self.clock.today(), "the first instalment is settled")
        hands.control(Qt.Key.Key_Tab)

    # goods that come back

    def brought_back(self) -> None:
        """The memo, "came back", why, Enter: the money is handed back, and the slip says so."""
        hands = self.hands
        customer_id = self._known("রওশন আরা", "01799000334")
        page = self._memo(self._sold(customer_id, FAN, FAN_TAKA, FAN_TAKA))
        self.look("memo")
        hands.tab_to(page.give_back)
        hands.press(Qt.Key.Key_Space)
        expect(type(self.sheet).__name__ == "ReturnSheet", "the button opens what comes back")
        hands.write(NOT_WANTED)
        hands.settle(200)
        expect(self.sheet.refund.value() == FAN_TAKA * 100, "what was paid is offered back")
        self.look("return")
        self.saved()
        (back,) = self.book.returns.of_customer(customer_id)
        expect(back.refund_paisa == FAN_TAKA * 100, "the money is handed back")
        expect(self.book.dues.balance(customer_id) == 0, "and the account is even")
        self._slip("return_slip_preview", "return_slip.pdf", NOT_WANTED)

    def exchanged(self) -> None:
        """The memo, why, "exchange", what is taken instead, Ctrl+Enter: only the difference is paid."""
        hands = self.hands
        customer_id = self._known("আনোয়ার হোসেন", "01799000335")
        sale = self._sold(customer_id, FAN, FAN_TAKA, FAN_TAKA)
        page = self._memo(sale)
        hands.tab_to(page.give_back)
        hands.press(Qt.Key.Key_Space)
        sheet = self.sheet
        hands.write(TOO_SMALL)
        hands.tab_to(sheet.exchange)
        hands.press(Qt.Key.Key_Space)
        expect(self.here() == "sale", "the exchange goes on at the sale")
        form = self.page("sale").form
        hands.write(BIGGER_FAN)
        hands.tab_to(form.editor.price.line)
        hands.overwrite(str(BIGGER_TAKA))
        hands.tab_to(form.money.paid.line)
        hands.overwrite(str(BIGGER_TAKA - FAN_TAKA))
        hands.settle(500)
        self.look("exchange")
        hands.control(Qt.Key.Key_Return)
        hands.wait_until(lambda: self.here() == "sale_view", "return and new memo are saved as one")
        (back,) = self.book.returns.of_sale(sale.id)
        expect(back.exchange_sale_id == self.page("sale_view").sale.id, "the new memo knows what it is for")
        expect(self.book.dues.balance(customer_id) == 0, "the difference was paid")
        self.look("exchanged")

    # at the door

    def paid_at_the_door(self) -> None:
        """Sent with a courier, and the day after delivered with the money in one Enter."""
        hands = self.hands
        customer_id = self._known("দিলরুবা ইয়াসমিন", "01799000336")
        sale = self._sold(
            customer_id, FRIDGE, FRIDGE_TAKA, 0, delivery="needed", delivery_address="১২ রেডিও কলোনি, সাভার",
            deliver_on=self.clock.today(), cash_on_delivery=True,
        )  # fmt: skip
        for picture, typed, state in (("sent_out", COURIER, "out"), ("delivered", "", "delivered")):
            page = self._memo(sale)
            hands.tab_to(page.delivery)
            hands.press(Qt.Key.Key_Space)
            expect(type(self.sheet).__name__ == "DeliverySheet", "the button opens the delivery")
            hands.write(typed)
            self.look(picture)
            self.saved()
            expect(self.book.sales.get(sale.id).delivery == state, f"the goods are {state}")
        expect(self.book.dues.balance(customer_id) == 0, "the money from the door is in the account")
        self._slip("door_slip_preview", "door_slip.pdf", "৩১,৫০০")
