"""One warranty card: the verdict, what became of it, whose it is, its servicings and jobs, and what can be done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopbook.errors import ShopbookError
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext
from shopbook.products.model import title
from shopbook.service.model import Job
from shopbook.settings.model import CARD_PAPER
from shopbook.warranties.model import Card, verdict
from shopbook.warranties.visits import COMING_DAYS, Visit
from ui import printing
from ui.context import Context
from ui.style import theme
from ui.warranties.parts import JobsBox, LinksBox, VisitsBox, visit_words
from ui.warranties.verdict import VerdictView
from ui.warranties.visits import untick
from ui.widgets.badges import Badge
from ui.widgets.buttons import plain, primary
from ui.widgets.cards import Facts, SidePanel
from ui.widgets.flow import FlowLayout
from ui.widgets.text import ElidedLabel, Label


class CardPanel(SidePanel):
    """Shows one card; `changed` after it was printed or a servicing ticked here, `asked(card_id)` for another card."""

    changed = Signal()
    asked = Signal(object)

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self.ctx = ctx
        self.card: Card | None = None
        self.heading = ElidedLabel("", "h1")
        self.number = Badge("", "blue")
        self.verdict = VerdictView()
        self.links = LinksBox()
        self.facts = Facts()
        self.visits = VisitsBox()
        self.jobs = JobsBox()
        self.terms = Label("", "caption", "text2", wrap=True)
        self.memo = plain(lambda: _("See the memo"), "receipt")
        self.owner = plain(lambda: _("See the customer"), "user")
        self.look = plain(lambda: _("Look at the card"), "eye")
        self.other = plain(lambda: _("Other papers, stickers"), "barcode")
        self.change = plain(lambda: _("Replace, hand on, void"), "repeat")
        self.take_in = plain(lambda: _("Take in for service"), "hammer", "F7")
        self.print = primary(self._print_text, "printer", "Ctrl+P")
        self._lay_out()

        self.memo.clicked.connect(self._on_memo_clicked)
        self.owner.clicked.connect(self._on_owner_clicked)
        self.look.clicked.connect(self._on_look_clicked)
        self.other.clicked.connect(partial(self._go, "card_sheet"))
        self.change.clicked.connect(partial(self._go, "card_change"))
        self.take_in.clicked.connect(partial(self._go, "job"))
        self.print.clicked.connect(self.print_now)
        self.links.opened.connect(self.asked)
        self.visits.ticked.connect(self._on_ticked)
        self.visits.unticked.connect(self._on_unticked)
        self.visits.moved.connect(self._on_moved)
        self.jobs.opened.connect(self._on_job_opened)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.number)
        self.body.addLayout(head)
        ways = QWidget()
        flow = FlowLayout(ways, theme.px(8))
        for button in (self.owner, self.memo, self.look, self.other, self.change):
            flow.addWidget(button)
        for widget in (self.verdict, self.links, self.facts, self.visits, self.jobs, ways, self.terms):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.add_footer(self.take_in, self.print)

    def show_card(self, card_id: int) -> None:
        """Show another card, from its top."""
        if self.card is None or self.card.id != card_id:
            self.area.verticalScrollBar().setValue(0)
        self.card = self.ctx.book.warranties.card(card_id)
        self.refresh()

    def refresh(self) -> None:
        """Read the card again."""
        if self.card is None:
            return
        self.card = card = self.ctx.book.warranties.card(self.card.id)
        self.heading.say(title(card.product_name, card.brand, card.model))
        self.number.say(numbers.to_script(card.card_no))
        visits, today = self.ctx.book.visits.of_card(card.id), self.ctx.book.clock.today()
        self.verdict.show_verdict(verdict(card, today), _due_soon(visits, today) if card.is_active else "")
        self._show_links(card)
        self._show_facts(card)
        self.visits.show_visits(visits, today, valid=card.is_active)
        self.jobs.show_jobs(self._jobs_of(card), today)
        self.terms.say(card.terms)
        self.terms.setVisible(bool(card.terms))
        self.memo.setVisible(card.sale_id is not None)
        self.owner.setVisible(card.customer_id is not None)
        self.change.setVisible(card.is_active)
        for button in (self.print, self.look, self.other):
            button.setEnabled(card.is_active)
        self.print.say(self._print_text)

    def retranslate(self) -> None:
        """Say everything again."""
        self.refresh()

    def print_now(self) -> None:
        """Print on the usual printer; without one the card is shown, from where it can be saved."""
        if self.card is None or not self.card.is_active:
            return
        if printing.printer_found():
            if printing.print_cards(self.ctx, [self.card.id]):
                self.changed.emit()
        else:
            printing.show_card(self.ctx, self.card.id)

    def _print_text(self) -> str:
        if self.card is None or not self.card.print_count:
            size = self.ctx.book.settings.get(CARD_PAPER)
            return _("Print ({size})").format(size=size)
        return _("Print duplicate copy {n}").format(n=numbers.number(self.card.print_count))

    def _show_links(self, card: Card) -> None:
        ids = [each for each in (card.replaced_by_id, card.replaces_id) if each is not None]
        found = {each.id: each for each in self.ctx.book.warranties.cards(ids)} if ids else {}
        self.links.show_cards(found.get(card.replaced_by_id or 0), found.get(card.replaces_id or 0))

    def _jobs_of(self, card: Card) -> list[Job]:
        """The jobs of the card and of its piece, the newest first, each once."""
        jobs = self.ctx.book.jobs
        found = {job.id: job for job in (*jobs.of_card(card.id), *jobs.of_serial(card.serial))}
        return sorted(found.values(), key=lambda job: (job.received_on, job.id), reverse=True)

    def _show_facts(self, card: Card) -> None:
        self.facts.clear()
        rows = self.ctx.book.customers.rows([card.customer_id]) if card.customer_id is not None else []
        for row in rows:
            who = " · ".join(part for part in (row.name, numbers.phone(row.phone)) if part)
            self.facts.add(_("Customer"), who)
            if row.whereabouts:
                self.facts.add(_("Who they are"), row.whereabouts, strong=False)
        if card.serial:
            self.facts.add(_("Serial"), card.serial)
        if card.memo_no:
            self.facts.add(_("Memo"), numbers.to_script(card.memo_no), strong=False)
        self.facts.add(_("Given on"), dates.date_long(card.issued_on), strong=False)
        if card.start_on != card.issued_on:
            self.facts.add(_("Counts from"), dates.both_calendars(card.start_on), strong=False)
        self._show_repairs(card)
        times = ngettext("{n} time", "{n} times", card.print_count).format(n=numbers.number(card.print_count))
        self.facts.add(_("Printed"), times if card.print_count else _("Not yet"), strong=False)

    def _show_repairs(self, card: Card) -> None:
        """What repairs did to the days."""
        days = max((each.extended_days for each in card.coverages), default=0)
        anew = next((each.restarted_on for each in card.coverages if each.restarted_on), None)
        if days:
            words = ngettext("{n} day added", "{n} days added", days).format(n=numbers.number(days))
            self.facts.add(_("For repairs"), words, strong=False)
        if anew is not None:
            self.facts.add(_("Anew after a repair"), dates.both_calendars(anew), strong=False)

    def _on_memo_clicked(self) -> None:
        if self.card is not None and self.card.sale_id is not None:
            self.ctx.navigation.go("sale_view", self.card.sale_id)

    def _on_owner_clicked(self) -> None:
        if self.card is not None and self.card.customer_id is not None:
            self.ctx.navigation.go("customer", self.card.customer_id)

    def _on_look_clicked(self) -> None:
        if self.card is not None:
            printing.show_card(self.ctx, self.card.id)

    def _on_ticked(self, visit_id: int) -> None:
        try:
            self.ctx.book.visits.done(visit_id, by=self)
        except ShopbookError as error:
            self.ctx.messages.problem(error)
            return
        self.ctx.messages.done(_("Free servicing done"), undo=partial(untick, self.ctx, visit_id))
        self.changed.emit()

    def _on_unticked(self, visit_id: int) -> None:
        untick(self.ctx, visit_id)
        self.changed.emit()

    def _on_moved(self, visit_id: int) -> None:
        self.ctx.navigation.go("visit", {"visit_id": visit_id, "how": "moved"})

    def _on_job_opened(self, job_id: int) -> None:
        self.ctx.navigation.go("service", {"job_id": job_id})

    def _go(self, key: str) -> None:
        if self.card is not None:
            self.ctx.navigation.go(key, {"warranty_id": self.card.id})


def _due_soon(visits: Sequence[Visit], today: dt.date) -> str:
    """The free servicing that is late or comes within the month: whoever brings the thing now may get it at once."""
    coming = [
        visit for visit in visits if visit.done_on is None and (visit.due_on - today).days <= COMING_DAYS
    ]
    return f"{_('Free servicing')} {visit_words(coming[0], today)}" if coming else ""
