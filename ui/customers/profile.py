"""One customer in full: header, timeline, and beside it money, warranties, family and notes. The parts are beside."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from shopbook.errors import Invalid, Message, NotFound, ShopbookError
from shopbook.history.model import Entry
from shopbook.localisation import numbers
from shopbook.localisation.language import _, say
from shopbook.notes.guess import guess_kind
from shopbook.notes.model import NoteDraft
from ui.actions import Action
from ui.admittance import fit
from ui.context import Context
from ui.customers import deeds
from ui.customers.care_card import CareCard
from ui.customers.entry import open_entry
from ui.customers.family_card import FamilyCard
from ui.customers.gifts_card import GiftsCard
from ui.customers.header import Header
from ui.customers.jobs_card import JobsCard
from ui.customers.money_card import MoneyCard
from ui.customers.notes_card import NotesCard
from ui.customers.timeline import Timeline
from ui.customers.warranties_card import WarrantiesCard
from ui.page import Page
from ui.qt import NoFrame, ScrollOff
from ui.style import theme
from ui.widgets.cards import pad

SIDE = 340
# Under this height the whole page scrolls instead of squeezing the timeline to nothing.
LEAST_TIMELINE = 330
STACKED_BELOW = 700


class CustomerPage(Page):
    """Every part reads the book for itself at a refresh. What is private shows only while the eye is open."""

    TOPICS = ("customer", "sale", "ledger", "promise", "plan", "warranty", "note", "gift", "interaction", "complaint",
              "shop_promise", "buy_promise", "demand", "feedback", "reward", "job")  # fmt: skip

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx)
        self.customer_id: int | None = None
        self.private = False
        self.header = Header(ctx)
        self.timeline = Timeline(ctx)
        self.care = CareCard(ctx)
        self.money = MoneyCard(ctx)
        self.jobs = JobsCard(ctx)
        self.warranties = WarrantiesCard(ctx)
        self.family = FamilyCard(ctx)
        self.notes = NotesCard(ctx)
        self.gifts = GiftsCard(ctx)
        self._lay_out()

        self.header.sale_requested.connect(self._on_sale)
        self.header.call_requested.connect(self._on_call)
        self.header.edit_requested.connect(self._on_edit)
        self.header.trash_requested.connect(self._on_trash)
        self.header.restore_requested.connect(self._on_restore)
        self.header.merge_requested.connect(self._on_merge)
        self.header.erase_requested.connect(self._on_erase)
        self.header.private_toggled.connect(self._on_private)
        self.timeline.opened.connect(self._on_entry_opened)
        self.timeline.noted.connect(self._on_noted)
        self.timeline.typed.connect(self.search_text)
        self.money.asked.connect(self._on_money_asked)
        self.family.began.connect(self._on_family_began)
        self.jobs.opened.connect(self._on_job_opened)
        self.warranties.opened.connect(self._on_warranty_opened)
        self.warranties.all_requested.connect(self._on_all_warranties)

    def _lay_out(self) -> None:
        # From the outside in: each move of a full part to another place dresses every word in it anew.
        inside, side = QWidget(), QWidget()
        self.area = _scrolling(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)
        column = QVBoxLayout(inside)
        pad(column, 20, 14, 20, 14, 12)
        column.addWidget(self.header)
        self._side = _scrolling(side)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(theme.px(14))
        column.addLayout(self._middle, 1)
        self._middle.addWidget(self.timeline, 7)
        self._middle.addWidget(self._side, 4)
        cards = QVBoxLayout(side)
        pad(cards, 0, 0, 0, 0, 12)
        for card in (self.notes, self.care, self.money, self.jobs, self.warranties, self.family, self.gifts):
            cards.addWidget(card)
        cards.addStretch(1)
        self._measure()

    def _measure(self) -> None:
        self._side.setMinimumWidth(theme.px(SIDE))
        self.timeline.setMinimumHeight(theme.px(LEAST_TIMELINE))
        # Beside an open sheet the two columns would both be too narrow to read: one stands below the other.
        narrow = self.width() < theme.px(STACKED_BELOW)
        ways = QBoxLayout.Direction
        self._middle.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        self._side.setMinimumHeight(theme.px(LEAST_TIMELINE) if narrow else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    # what the page is asked

    def open(self, target: object) -> None:
        """The id of a customer. Raises NotFound for somebody the book does not know."""
        if not isinstance(target, int):
            raise NotFound(Message("This customer is not in the book any more."))
        target = self.ctx.book.merging.survivor(target)  # a page that lies in another one leads there
        if target != self.customer_id:
            self.private = False
        self.customer_id = target

    def refresh(self) -> None:
        """Let every part read the book again."""
        if self.customer_id is None:
            return
        self._measure()
        customer = self.ctx.book.customers.get(self.customer_id)
        self.setAccessibleName(numbers.to_script(customer.title))
        self.header.show_customer(customer, self.private)
        self.timeline.show_customer(customer.id, self.private)
        self.care.show_customer(customer.id)
        sees_dues = self.ctx.may("see_dues")
        self.money.setVisible(sees_dues)
        if sees_dues:
            self.money.show_customer(customer)
        self._fit()
        self.jobs.show_customer(customer.id)
        self.warranties.show_customer(customer.id)
        self.family.show_customer(customer.id)
        self.gifts.show_customer(customer.id, self.private)
        self.notes.show_customer(customer.id, customer.draft.remark, self.private)

    def _fit(self) -> None:
        """Dim what whoever is at the counter may not do."""
        money = self.money
        fit(self.ctx.may, {
            self.header.sale: "sell", self.header.delete: "trash", money.pay: "payment", money.statement: "see_dues",
            money.adjust: "adjust", money.plan: "credit",
        })  # fmt: skip

    def retranslate(self) -> None:
        """The line of the timeline; everything else is said anew by `refresh`."""
        self.timeline.retranslate()

    def first_focus(self) -> QWidget:
        """What happened last, or the line to write the first thing."""
        if not self.timeline.model.rowCount():
            return self.timeline.line
        if self.timeline.list.current_id() is None:
            self.timeline.list.choose_first()
        return self.timeline.list

    def customer_here(self) -> int | None:
        """Who this is about."""
        return self.customer_id

    def actions_here(self) -> list[Action]:
        """Keys that work while a customer is in front; "new_sale" is also the button on top."""
        here = lambda: _("On a customer's page")  # noqa: E731 -- a text to be asked again
        found = [
            Action("note_here", lambda: _("Note something down"), self._on_note, "F4", "notebook-pen", here),
            Action("call_here", lambda: _("Call"), self._on_call, "F5", "phone-call", here),
            *self._care_actions(here),
            *self._money_actions(here),
            Action("edit", lambda: _("Edit"), self._on_edit, "Ctrl+E", "pencil", here),
            Action("family", lambda: _("Add to the family"), self.family.begin, "Ctrl+F", "users", here),
            Action(
                "private", lambda: _("Show or hide what is private"), self._on_eye_key, "Alt+P", "eye", here
            ),
            Action("trash", lambda: _("Put into the trash"), self._on_trash, "Ctrl+Del", "trash-2", here),
            Action("restore", lambda: _("Take out of the trash"), self._on_restore, "Ctrl+R", "undo-2", here),
            Action(
                "merge",
                lambda: _("Merge with another page"),
                self._on_merge,
                "Alt+M",
                "arrow-left-right",
                here,
                needs="merge",
            ),
            Action(
                "erase",
                lambda: _("Asks to be forgotten: erase"),
                self._on_erase,
                "",
                "x",
                here,
                needs="erase",
            ),
            Action("next_tab", lambda: _("Next kind of happenings"), self._on_next_tab, "Ctrl+Tab", "", here),
        ]
        if self.ctx.navigation.has("sale"):
            found.insert(
                0, Action("new_sale", lambda: _("Sale for this customer"), self._on_sale, "F2", "plus", here)
            )
        if self.ctx.navigation.has("payment"):
            found.insert(
                1, Action("payment", lambda: _("Take money"), self._on_payment, "F3", "hand-coins", here)
            )
        return found

    def _care_actions(self, here: Callable[[], str]) -> list[Action]:
        """Writing down a complaint, the shop's word, a wish or an opinion of this customer."""
        begin = self.care.begin
        return [
            Action("complaint_here", lambda: _("Write a complaint"), partial(begin, "complaint"), "Alt+C",
                   "triangle-alert", here),
            Action("promise_here", lambda: _("Write our promise"), partial(begin, "shop_promise"), "Alt+W",
                   "handshake", here),
            Action("demand", lambda: _("Write a wish"), partial(begin, "demand"), "F9", "package", here),
            Action("opinion_here", lambda: _("Write an opinion"), partial(begin, "feedback"), "Alt+O", "smile",
                   here),
        ]  # fmt: skip

    def _money_actions(self, here: Callable[[], str]) -> list[Action]:
        """What is done with the account beside taking money."""
        ask = self._on_money_asked
        return [
            Action("due_statement", lambda: _("Statement"), partial(ask, "statement"), "Alt+S", "clipboard-list",
                   here),
            Action("due_adjust", lambda: _("Put the account right"), partial(ask, "adjust"), "Alt+A", "pencil", here),
            Action("due_plan", lambda: _("Make instalments"), partial(ask, "plan"), "Alt+K", "calendar-days", here),
        ]  # fmt: skip

    def hideEvent(self, event: QHideEvent) -> None:
        # The eye closes by itself: the next one to look at the screen may be a customer.
        self.private = False
        self.stale = True
        super().hideEvent(event)

    # what happens

    def _on_sale(self) -> None:
        if self.customer_id is not None:
            deeds.begin_sale(self.ctx, self.customer_id)

    def _on_payment(self) -> None:
        if self.customer_id is not None:
            deeds.begin_payment(self.ctx, self.customer_id)

    def _on_money_asked(self, key: str) -> None:
        """What is done with the account: a payment, a statement, a correction, instalments."""
        if self.customer_id is not None:
            target: dict[str, object] = {"customer_id": self.customer_id}
            if key == "dues":
                target = {"plan_id": self.money.plan_id}
            self.ctx.navigation.go(key, target)

    def _on_call(self) -> None:
        if self.customer_id is not None:
            deeds.begin_call(self.ctx, self.customer_id, self.ctx.book.customers.get(self.customer_id).phone)

    def _on_edit(self) -> None:
        self.ctx.navigation.go("customer_edit", self.customer_id)

    def _on_trash(self) -> None:
        if self.customer_id is not None and not self.ctx.book.customers.get(self.customer_id).deleted:
            deeds.trash(self.ctx, self.customer_id)

    def _on_merge(self) -> None:
        self.ctx.navigation.go("merge", self.customer_id)

    def _on_erase(self) -> None:
        self.ctx.navigation.go("erase", self.customer_id)

    def _on_restore(self) -> None:
        if self.customer_id is not None and self.ctx.book.customers.get(self.customer_id).deleted:
            deeds.restore(self.ctx, self.customer_id)

    def _on_note(self) -> None:
        if text := self.timeline.line.text().strip():
            self._on_noted(text)
        elif self.ctx.navigation.has("note"):
            self.ctx.navigation.go("note", {"customer_id": self.customer_id})
        else:
            self.timeline.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_noted(self, text: str) -> None:
        if not text or self.customer_id is None:
            self._on_note()
            return
        draft = NoteDraft(self.customer_id, text, kind=guess_kind(text))
        try:
            self.ctx.book.notes.write(draft)
        except Invalid as invalid:
            self.ctx.messages.problem(" ".join(say(problem) for problem in invalid.problems.values()))
        except ShopbookError as error:
            self.ctx.messages.problem(error)
        else:
            self.timeline.empty_line()
            kind = self.ctx.book.notes.kind(draft.kind).title
            deeds.done(self.ctx, _("Noted: {kind}").format(kind=kind))

    def _on_entry_opened(self, entry: Entry) -> None:
        if self.customer_id is not None:
            open_entry(self.ctx, self.customer_id, entry, self.timeline.look(entry), self.private)

    def _on_job_opened(self, job_id: int) -> None:
        self.ctx.navigation.go("service", {"job_id": job_id})

    def _on_warranty_opened(self, warranty_id: int) -> None:
        if self.ctx.navigation.has("warranty"):
            self.ctx.navigation.go("warranty", {"warranty_id": warranty_id, "customer_id": self.customer_id})
        else:
            self.timeline.choose("bought")

    def _on_all_warranties(self) -> None:
        self.timeline.choose("bought")

    def _on_family_began(self) -> None:
        # The form has just been shown: its place is known only after the next layout.
        QTimer.singleShot(0, self._bring_family_form)

    def _bring_family_form(self) -> None:
        for area in (self._side, self.area):
            area.ensureWidgetVisible(self.family.save)
            area.ensureWidgetVisible(self.family.form["relation"])

    def _on_private(self, on: bool) -> None:
        if on != self.private:
            self.private = on
            self.refresh()

    def _on_eye_key(self) -> None:
        self.header.eye.toggle()

    def _on_next_tab(self) -> None:
        self.timeline.choose_next()


def _scrolling(inside: QWidget) -> QScrollArea:
    """A column that scrolls up and down and never sideways."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(NoFrame)
    area.setHorizontalScrollBarPolicy(ScrollOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area
