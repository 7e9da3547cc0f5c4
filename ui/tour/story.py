"""The story of a day: a list is brought, Rahim is found, a fridge sold, news noted, a call put off, and the days to
come show all of it. The tour takes pictures of it, the tests run it too."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import Qt

from shopbook import paths
from shopbook.settings.model import PRINT_AFTER_SALE
from ui.lists.looks import Section
from ui.tour.hands import expect
from ui.tour.teller import Teller

WHO = "রহিম মাতব্বর"
SERIAL = "PDR900176021"
PAID_TAKA = 12_000
NEWS, SAID = "ছেলে হয়েছে", "এখন দোকানে ভিড়, কাল ফোন দিতে বললেন"
PROMISED_IN_DAYS = 7


def contact_list() -> Path:
    """The small list of customers the story brings in."""
    return paths.resource("demo", "contacts.csv")


@dataclass(slots=True)
class Story(Teller):
    """One telling over an open window of the sample shop."""

    customer_id: int = 0
    card_id: int = 0

    def tell(self) -> None:
        """The whole day and the days after it; Broken where something is not as it should be."""
        # A tour must never wake the printer of whoever runs it.
        self.book.settings.set(PRINT_AFTER_SALE, False)
        self.bring_the_list()
        self.find_rahim()
        self.sell_the_fridge()
        self.print_the_card()
        self.note_the_birth()
        self.call_and_be_put_off()
        self.look_at_today()
        self.days_to_come()

    # the steps

    def bring_the_list(self) -> None:
        """Ctrl+Shift+I, the file, look, Ctrl+Enter."""
        hands, jobs = self.hands, self.window.ctx.jobs
        before = self.book.customers.count()
        control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        hands.press(Qt.Key.Key_I, control | shift)
        expect(self.here() == "import", "Ctrl+Shift+I opens the import")
        page = self.page("import")
        self.look("import_choose")
        page.choosing.dropped.emit(contact_list())
        hands.wait_until(
            lambda: page.pane() is page.looking and not jobs.busy, "the list is shown before it is taken"
        )
        preview = page.looking.preview
        expect(
            (preview.rows, preview.added, preview.total_differs) == (5, 5, False),
            "five customers, the total agrees",
        )
        expect(self.book.customers.count() == before, "nothing is written before the button")
        self.look("import_look")
        hands.control(Qt.Key.Key_Return)
        hands.wait_until(lambda: page.pane() is page.ending and not jobs.busy, "the list is taken in")
        expect(self.book.customers.count() == before + 5, "five customers more are in the book")
        self.look("import_done")

    def find_rahim(self) -> None:
        """Ctrl+K, "rahim" in Latin letters, down to the one from the list, Enter."""
        hands = self.hands
        self.search("rahim")
        popup = self.window.search.popup
        titles = [line.look.title for line in popup.lines() if not isinstance(line, Section)]
        expect(titles and "রহিম" in titles[0], f"rahim finds রহিম first, not {titles[:1]}")
        expect(WHO in titles, f"rahim finds {WHO} among {titles}")
        self.look("search_rahim")
        for _step in range(titles.index(WHO)):
            hands.press(Qt.Key.Key_Down)
        hands.press(Qt.Key.Key_Return)
        expect(self.here() == "customer", "Enter opens the customer")
        self.customer_id = self.page("customer").customer_here()
        expect(self.book.customers.get(self.customer_id).title == WHO, "it is Rahim's page")
        self.look("customer_new")

    def sell_the_fridge(self) -> None:
        """F2, product, serial, part payment, promise, Ctrl+Enter."""
        hands = self.hands
        hands.press(Qt.Key.Key_F2)
        expect(self.here() == "sale", "F2 opens a new sale")
        form = self.page("sale").form
        expect(
            form.customer.row is not None and form.customer.row.id == self.customer_id, "the sale is Rahim's"
        )
        expect(hands.focus is form.editor.product.line, "the keyboard waits for the product")
        hands.write("PD-176")
        hands.press(Qt.Key.Key_Return)
        for _field in range(4):
            if hands.focus is not form.editor.serials.line:
                hands.press(Qt.Key.Key_Return)
        expect(hands.focus is form.editor.serials.line, "Enter leads to the serial")
        hands.write(SERIAL)
        hands.press(Qt.Key.Key_Return)
        expect(len(form.editor.coverages.value()) == 2, "the fridge has two coverages")
        price = form.editor.price.value()
        hands.tab_to(form.money.paid.line)
        hands.write(str(PAID_TAKA))
        hands.tab_to(form.money.promised_on.line)
        hands.write(f"+{PROMISED_IN_DAYS}")
        hands.settle(500)
        self.look("sale_typed")
        hands.control(Qt.Key.Key_Return)
        hands.wait_until(lambda: self.here() == "sale_view", "the sale is saved and shown")
        due = self.book.customers.rows([self.customer_id])[0].balance_paisa
        expect(due == price - PAID_TAKA * 100, f"of {price} paisa what was not paid stays due, not {due}")
        self.look("sale_saved")

    def print_the_card(self) -> None:
        """The card in the preview, saved as A5 and as A6."""
        from ui import printing

        cards = self.book.warranties.ids_of_customer(self.customer_id)
        expect(len(cards) == 1, "the fridge has its card")
        self.card_id = cards[0]
        expect(len(self.book.warranties.card(self.card_id).coverages) == 2, "two coverages stand on the card")
        printing.show_card(self.window.ctx, self.card_id)
        self.hands.settle(200)
        self.look("card_preview")
        page = self.page("preview")
        for size in ("A5", "A6"):
            page.sizes.set_value(size)
            self.save_paper(page, f"warranty_card_{size}.pdf", SERIAL)

    def note_the_birth(self) -> None:
        """Back to the memo, F4, the news, Enter: the kind and the days are guessed."""
        hands, navigation = self.hands, self.window.ctx.navigation
        hands.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        expect(self.here() == "sale_view", "Alt+Left goes back to the memo")
        hands.press(Qt.Key.Key_F4)
        sheet = cast(Any, navigation.sheet)
        expect(sheet is not None, "F4 opens the note")
        hands.write(NEWS)
        expect(sheet.kind.value() == "birth", "the words tell that it is a birth")
        self.look("note")
        hands.press(Qt.Key.Key_Return)
        hands.wait_until(lambda: navigation.sheet is None, "Enter saves the note")
        family = self.book.notes.family(self.customer_id)
        expect([one.relation for one in family] == ["son"], "the son is in the family")

    def call_and_be_put_off(self) -> None:
        """Ctrl+K, Rahim, F5, "later" for tomorrow."""
        hands, navigation = self.hands, self.window.ctx.navigation
        self.search(WHO)
        hands.press(Qt.Key.Key_Return)
        expect(self.here() == "customer", "Rahim's page again")
        self.look("customer_full")
        hands.press(Qt.Key.Key_F5)
        strip = cast(Any, navigation.sheet)
        expect(strip is not None, "F5 opens the call")
        hands.write(SAID)
        chip = strip.outcomes["call_later"]
        chip.setFocus()
        hands.press(Qt.Key.Key_Space)
        self.look("call_later")
        strip.said.setFocus()
        hands.control(Qt.Key.Key_Return)
        hands.wait_until(lambda: navigation.sheet is None, "the call is saved")

    def look_at_today(self) -> None:
        """The home page of the same day, and its sheet on paper."""
        hands = self.hands
        hands.control(Qt.Key.Key_1)
        expect(self.here() == "today", "Ctrl+1 is today's work")
        expect("call_later" not in self._rules(), "what was put off to tomorrow is not asked today")
        self.look("today")
        hands.control(Qt.Key.Key_L)
        expect(self.here() == "preview", "Ctrl+L shows the list on paper")
        hands.settle(200)
        self.look("call_sheet_preview")
        self.save_paper(self.page("preview"), "call_sheet.pdf", "")
        hands.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)

    def days_to_come(self) -> None:
        """The clock moves: tomorrow the call, in a week the promise, and the child's day among them."""
        first = self.clock.today()
        self._go_to(first + dt.timedelta(1))
        expect("call_later" in self._rules(), "the call stands in tomorrow's list")
        self.look("today_tomorrow")
        asked_on = min(day for day in self._note_days() if day > first)
        promised_on = first + dt.timedelta(PROMISED_IN_DAYS)
        for day, rule in sorted([(promised_on, "pay_promise"), (asked_on, "note_followup")]):
            if day - dt.timedelta(1) > self.clock.today():
                self._go_to(day - dt.timedelta(1))
                expect(rule not in self._rules(), f"{rule} does not come before its day")
            self._go_to(day)
            expect(rule in self._rules(), f"{rule} stands in the list on {day}, with {sorted(self._rules())}")
            self.look(f"today_{rule}")

    def _note_days(self) -> list[dt.date]:
        notes = self.book.notes.notes(self.customer_id, 5)
        return [day for note in notes for day in note.follow_ups]

    def _go_to(self, day: dt.date) -> None:
        """Another morning; Rahim's card is chosen if it is there."""
        self.morning(day)
        if self.card_of(self.customer_id) is not None:
            self.choose_card(self.customer_id)

    def _rules(self) -> set[str]:
        """Why Rahim is in the list now."""
        return self.rules_of(self.customer_id)
