"""The desk of calls besides the calls: the paper list and back, the day in short, missed calls, a helper's number while
talking, a message to copy or scan, and a reason switched off. The tour takes pictures of it, the tests run it too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from shopbook.calls.model import CallbackDraft
from shopbook.care.demands import DemandDraft
from shopbook.customers.model import CustomerDraft, PhoneDraft
from shopbook.directory.model import HelperDraft
from shopbook.localisation import numbers
from shopbook.localisation.language import say
from ui.tour.hands import expect
from ui.tour.teller import Teller

PEOPLE = (
    ("হাসিনা বেগম", "01799000311"),
    ("দেলোয়ার হোসেন", "01799000312"),
    ("মিনতি রানী", "01799000313"),
)
SAID_ON_PAPER = "এসির রিমোট কাজ করে না"
BEGUN = "মোটরটা শব্দ করে, কাউকে চান"
HELPER, TRADE, HELPERS_PHONE = "সুবল মিস্ত্রি", "পাম্প মিস্ত্রি", "01799000398"
WISH = "ইনভার্টার এসি"
MOST_TABS = 12
LOG = """01799000321 Missed call Today, 8:05 AM
01799000321 Missed call Today, 8:15 AM
01799000322 Missed call Yesterday, 8:00 PM
"""


@dataclass(slots=True)
class CallDesk(Teller):
    """What the desk does around the talks; every chapter may be told alone."""

    def tell(self) -> None:
        """All of it."""
        self.paper_and_back()
        self.missed_calls()
        self.helper_while_talking()
        self.message_to_send()
        self.reason_switched_off()

    def _known(self, name: str, phone: str) -> int:
        customer_id: int = self.book.customers.add(CustomerDraft(name=name, phones=(PhoneDraft(phone),)))
        return customer_id

    def _wait_for_call(self, people: Sequence[tuple[str, str]]) -> list[int]:
        """Customers who want to be called today."""
        found = []
        for name, phone in people:
            found.append(self._known(name, phone))
            self.book.calls.ask_callback(CallbackDraft(phone))
        self.hands.control(Qt.Key.Key_1)
        self.hands.settle(100)
        return found

    # paper

    def paper_and_back(self) -> None:
        """Ctrl+L and a file; in the evening Ctrl+Shift+E, a few keys a line; the calls stand with their people."""
        hands = self.hands
        waiting = self._wait_for_call(PEOPLE)
        hands.control(Qt.Key.Key_L)
        expect(self.here() == "preview", "Ctrl+L shows the list")
        hands.settle(200)
        self.save_paper(self.page("preview"), "call_sheet_of_the_day.pdf", numbers.phone(PEOPLE[0][1]))
        self._members_sheet()
        self._enter_the_paper(waiting)
        self._day_in_short()

    def _members_sheet(self) -> None:
        """Where several work, each has a paper of their own."""
        page, staff = self.page("preview"), [one for one in self.book.settings.staff() if one.active]
        if len(staff) < 2:
            return
        page.parts.control.setFocus()
        for _step in range(len(staff) + 1):
            if page.parts.value() != str(staff[-1].id):
                self.hands.press(Qt.Key.Key_Down)
        self.hands.settle(200)
        self.look("call_sheet_of_a_member")
        paper = page.paper.pdf("", str(staff[-1].id))
        target = self.papers / "call_sheet_of_a_member.pdf"
        target.write_bytes(paper)

    def _enter_the_paper(self, waiting: Sequence[int]) -> None:
        hands = self.hands
        hands.control(Qt.Key.Key_1)
        hands.press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        expect(self.here() == "call_sheets", "Ctrl+Shift+E is the filled list")
        page = self.page("call_sheets")
        sheet = self.book.call_sheets.lines(page.sheet_id)
        numbers_of = {line.customer_id: line.number for line in sheet}
        expect(all(one in numbers_of for one in waiting), "everybody who waited stands on the paper")
        for customer_id, keys in zip(waiting, ("1", "2", "6"), strict=True):
            hands.overwrite(str(numbers_of[customer_id]))
            hands.write(" ")
            hands.write(keys)
            if keys == "6":
                hands.write(SAID_ON_PAPER)
                self.look("call_sheet_entry")
            hands.press(Qt.Key.Key_Return)
        outcomes = [self.book.calls.calls(one)[0].outcome for one in waiting]
        expect(outcomes == ["talked", "no_answer", "complaint"], f"the calls are in the book: {outcomes}")
        expect(self.book.complaints.open_of(waiting[2]), "a complaint on paper is a complaint")
        self.look("call_sheet_entered")
        self.customer(PEOPLE[2][1], waiting[2])
        hands.settle(200)
        expect(SAID_ON_PAPER in self._timeline(), "what was written on paper stands on their page")
        hands.control(Qt.Key.Key_1)
        expect("callback" not in self.rules_of(waiting[0]), "who was talked to is not called back again")

    def _timeline(self) -> str:
        model = self.page("customer").timeline.model
        return "\n".join(str(model.index(row, 0).data()) for row in range(model.rowCount()))

    def _day_in_short(self) -> None:
        hands = self.hands
        hands.press(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        expect(self.here() == "preview", "Ctrl+Shift+D is the day in short")
        hands.settle(200)
        self.look("day_summary_preview")
        self.save_paper(self.page("preview"), "day_summary.pdf", "")
        hands.control(Qt.Key.Key_1)

    # missed calls

    def missed_calls(self) -> None:
        """The deed by its name, Ctrl+V, Ctrl+Enter: known and unknown numbers wait in today's list."""
        hands = self.hands
        known = self._known("শাহ আলম", "01799000321")
        self.search(self.window.actions_table.get("call_log").text())
        hands.press(Qt.Key.Key_Return)
        expect(self.here() == "call_log", "the deed opens the missed calls")
        QGuiApplication.clipboard().setText(LOG)
        hands.control(Qt.Key.Key_V)
        hands.settle(400)
        before = len(self.book.calls.open_callbacks())
        self.look("missed_calls")
        hands.control(Qt.Key.Key_Return)
        expect(self.here() == "today", "Ctrl+Enter takes them in and shows the list")
        expect(len(self.book.calls.open_callbacks()) == before + 2, "two callers wait")
        hands.settle(100)
        expect("callback" in self.rules_of(known), "who is in the book stands there by name")
        self.choose_card(known)
        self.look("today_missed_call")

    # a helper's number

    def helper_while_talking(self) -> None:
        """F5, some words, Ctrl+H, the trade, Enter; the call comes back with the words that were begun."""
        hands = self.hands
        customer_id = self._known("জাহানারা খাতুন", "01799000315")
        self.book.helpers.add(HelperDraft(HELPER, TRADE, HELPERS_PHONE, "সাভার"))
        self.customer("01799000315", customer_id)
        hands.press(Qt.Key.Key_F5)
        hands.write(BEGUN)
        hands.control(Qt.Key.Key_H)
        expect(type(self.sheet).__name__ == "GivingSheet", "Ctrl+H opens the helpers")
        hands.write("পাম্প")
        chosen = self.sheet.chosen()
        expect(chosen is not None and chosen.name == HELPER, "the trade finds the helper")
        self.look("helper_while_talking")
        hands.press(Qt.Key.Key_Return)
        hands.wait_until(lambda: hasattr(self.sheet, "said"), "the call comes back")
        expect(self.sheet.said.typed() == BEGUN, "the words of the call are still there")
        expect(hands.focus is self.sheet.said.control, "and the keyboard is where they go on")
        self.look("call_after_helper")
        self.saved(control=True)
        expect(self.book.calls.calls(customer_id)[0].said == BEGUN, "the call is saved")
        notes = [note.body for note in self.book.notes.notes(customer_id, 5)]
        expect(any(HELPER in body for body in notes), "the favour is a note")

    # a message

    def message_to_send(self) -> None:
        """On a card: how many SMS it costs, M copies it, Q shows the QR."""
        hands = self.hands
        (customer_id,) = self._wait_for_call([("ফরিদা ইয়াসমিন", "01799000316")])
        self.choose_card(customer_id)
        panel = self.page("today").panel
        expect(panel.message and panel.message in self.seen(), "a message ready to send stands on the card")
        expect("এসএমএস" in panel.sending.cost.text(), "and what it costs")
        hands.press(Qt.Key.Key_M)
        expect(QGuiApplication.clipboard().text() == panel.message, "M copies it")
        self.look("message_copied")
        hands.press(Qt.Key.Key_Q)
        expect(type(self.sheet).__name__ == "QrSheet", "Q shows the QR")
        self.look("qr")
        hands.press(Qt.Key.Key_2)
        expect(self.sheet.shown == "message", "2 is the whole message")
        hands.press(Qt.Key.Key_Escape)
        expect(self.sheet is None, "Esc closes it")
        expect(hands.focus is self.page("today").list, "and the keyboard is in the list again")

    # the reasons

    def reason_switched_off(self) -> None:
        """Ctrl+comma, a reason switched off: how many leave is said before; the list follows, and back again."""
        hands = self.hands
        customer_id = self._known("রাশেদা বেগম", "01799000317")
        self.book.demands.ask(DemandDraft(WISH, customer_id))
        self.book.demands.arrived(next(w.folded for w in self.book.demands.wanted() if w.what == WISH))
        hands.control(Qt.Key.Key_1)
        hands.settle(100)
        expect("demand_arrived" in self.rules_of(customer_id), "the reason stands in the list")
        for on in (False, True):
            self._switch("demand_arrived", on=on)
            hands.control(Qt.Key.Key_1)
            hands.settle(100)
            there = "demand_arrived" in self.rules_of(customer_id)
            expect(there == on, "the list follows the switch")

    def _switch(self, name: str, *, on: bool) -> None:
        hands = self.hands
        hands.control(Qt.Key.Key_Comma)
        expect(self.here() == "settings", "Ctrl+, opens the settings")
        page = self.page("settings")
        for _tab in range(MOST_TABS):
            if page.tabs.key != "rules":
                hands.control(Qt.Key.Key_Tab)
        line = page.part().lines[name]
        line.tick.setFocus()
        hands.press(Qt.Key.Key_Space)
        hands.settle(300)
        outlook = line.editor.outlook.text()
        expect(any(mark in outlook for mark in "১২৩৪৫৬৭৮৯"), f"what it would do is said before: {outlook}")
        expect(say(line.state.label) in self.seen() or line.tick.isVisible(), "the reason is in sight")
        self.look("rule_on" if on else "rule_off")
        hands.control(Qt.Key.Key_Return)
        state = next(one for one in self.book.followups.rules() if one.name == name)
        expect(state.on == on, "Ctrl+Enter saves it")
