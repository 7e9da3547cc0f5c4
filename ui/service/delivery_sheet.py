"""The sheet of handing a ready thing over: what it costs, what is let off and paid, what stays due, what the warranty
becomes. How it is booked is shopbook.service's."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.dues.model import METHODS
from shopbook.errors import Invalid, ShopbookError
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _
from shopbook.service.model import Job
from shopbook.warranties.visits import COMING_DAYS, Visit
from ui import printing
from ui.context import Context
from ui.forms.field import Wrong
from ui.forms.figures import MoneyField
from ui.forms.methods import MethodField
from ui.forms.sheets import LooseSheet
from ui.forms.texts import TickField
from ui.service.effects import effect_lines, effect_sentence
from ui.service.words import job_number, outcome_words
from ui.widgets.buttons import plain, primary
from ui.widgets.cards import Facts, SidePanel
from ui.widgets.text import Label


class DeliverySheet(LooseSheet):
    """Enter hands over against the whole charge; Ctrl+P prints the slip too."""

    own_shortcuts = ("Ctrl+P",)

    def __init__(self, ctx: Context, job: Job) -> None:
        super().__init__(ctx)
        self.job = job
        self._paid_by_hand = False
        self.paid = MoneyField("paid_paisa", lambda: _("Paid now"))
        self.discount = MoneyField("discount_paisa", lambda: _("Let off (may be empty)"), words=False)
        self.method = MethodField("method", lambda: _("How it was paid"), METHODS)
        for money in (self.paid, self.discount):
            self.method.listen_in(money)
        self.visit = due_visit(ctx, job)
        self.servicing = TickField("visit_id", partial(_servicing_words, self.visit))
        self.fields = {field.key: field for field in (self.discount, self.paid, self.method, self.servicing)}
        self._lay_out()
        self.servicing.setVisible(self.visit is not None)
        self._watch(self.fields.values())
        for field in self.fields.values():
            field.entered.connect(self.save)
            field.changed.connect(self._show_left)
        self.discount.changed.connect(self._on_discount_changed)
        self.paid.changed.connect(self._on_paid_changed)
        self.save_button.clicked.connect(self.save)
        self.print_button.clicked.connect(self.save_and_print)
        shortcut = QShortcut(QKeySequence("Ctrl+P"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.save_and_print)
        self.paid.set_value(job.charge_paisa)
        self._restore()
        self._show()

    def _lay_out(self) -> None:
        panel = SidePanel(framed=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        self.facts, self.left, self.days = Facts(), Facts(), Facts()
        self.becomes = Label("", "caption", "text2", wrap=True)
        for widget in (self.strip, self.facts, self.servicing, self.discount, self.paid, self.method, self.left,
                       self.becomes, self.days):  # fmt: skip
            panel.body.addWidget(widget)
        panel.body.addStretch(1)
        self.print_button = plain(lambda: _("Print the slip too"), "printer", "Ctrl+P")
        self.save_button = primary(lambda: _("Hand over"), "handshake", "Enter")
        panel.add_footer(self.print_button, self.save_button)

    def first_focus(self) -> QWidget:
        """The amount, ready to be typed over; a free job only waits for Enter."""
        if not self.job.charge_paisa:
            return self.save_button
        self.paid.line.selectAll()
        return self.paid.control

    # what is shown

    def _show(self) -> None:
        job, today = self.job, self.ctx.book.clock.today()
        self.facts.clear()
        self.facts.add(_("What came of it"), outcome_words(job.outcome))
        if job.work_done:
            self.facts.add(_("What was done"), job.work_done, strong=False)
        if job.accessories:
            self.facts.add(_("Give back with it"), job.accessories)
        if job.new_serial:
            self.facts.add(_("New serial"), job.new_serial)
        charge = numbers.money(job.charge_paisa) if job.charge_paisa else _("Free of charge")
        self.facts.add(_("Charge"), charge)
        for field in (self.discount, self.paid, self.method):
            field.setVisible(bool(job.charge_paisa))
        card = self.ctx.book.warranties.card(job.warranty_id) if job.warranty_id is not None else None
        moves = card is not None and (job.cover_effect != "none" or bool(job.new_serial))
        self.becomes.setVisible(moves)
        self.days.setVisible(moves)
        if moves and card is not None:
            self.becomes.say(effect_sentence(job.cover_effect, job.received_on, today))
            self.days.clear()
            for what, until in effect_lines(card, job.cover_effect, job.received_on, today):
                self.days.add(what, until)
        self._show_left()

    def _show_left(self) -> None:
        """What stays due of this job, beside what they owed before."""
        self.left.clear()
        job = self.job
        before = self.ctx.book.customers.row(job.customer_id).balance_paisa if job.customer_id else 0
        stays = self._owed() - self._amount(self.paid)
        if job.charge_paisa and stays > 0:
            self.left.add(_("Stays due of this job"), numbers.money(stays), "red")
        if before > 0:
            self.left.add(_("Due from before"), numbers.money(before), "red", strong=False)
            if job.charge_paisa and stays > 0:
                self.left.add(_("Due in all"), numbers.money(before + stays), "red")
        elif before < 0:
            self.left.add(_("Paid ahead"), numbers.money(-before), "green", strong=False)

    def _owed(self) -> int:
        return max(0, self.job.charge_paisa - self._amount(self.discount))

    def _amount(self, field: MoneyField) -> int:
        try:
            return field.value() or 0
        except Wrong:
            return 0

    def _on_discount_changed(self) -> None:
        """Until somebody types another amount, what is paid is what is left to pay."""
        if not self._paid_by_hand:
            self.paid.set_value(self._owed())
        self._show_left()

    def _on_paid_changed(self) -> None:
        self._paid_by_hand = True

    # saving

    def save(self) -> None:
        """Hand it over; problems are shown under their fields."""
        self._save()

    def save_and_print(self) -> None:
        """Hand it over and print the slip."""
        if self._save():
            printing.give_paper(self.ctx, "job_delivery", self.job.id)

    def _save(self) -> bool:
        if self._finished:
            return False
        values, problems = self._read()
        paid, discount = values.get("paid_paisa"), values.get("discount_paisa")
        try:
            if problems:
                raise Invalid(problems)
            job = self.ctx.book.jobs.deliver(
                self.job.id,
                paid if isinstance(paid, int) else 0,
                str(values.get("method") or "cash"),
                discount_paisa=discount if isinstance(discount, int) else 0,
                visit_id=self.visit.id if self.visit is not None and values.get("visit_id") is True else None,
            )
        except ShopbookError as error:
            self._show_error(error)
            return False
        self._finish(self._draft_name())
        undo = partial(self.ctx.book.jobs.undo_step, job.id)
        paper = partial(printing.give_paper, self.ctx, "job_delivery", job.id)
        self.ctx.messages.done(_said(job), undo=undo, paper=paper)
        return True

    # what survives a crash

    def _draft_name(self) -> str:
        return f"job_delivery:{self.job.id}"

    def _keep(self) -> None:
        worth = self._paid_by_hand or bool(self.discount.typed()) or self.servicing.typed()
        self._keep_or_drop(
            self._draft_name(), worth, {"fields": self._typed(), "paid_by_hand": self._paid_by_hand}
        )

    def _restore(self) -> None:
        kept = self._kept(self._draft_name())
        if kept is None:
            return
        for key, typed in kept["fields"].items():
            if key in self.fields:
                self.fields[key].restore(typed)
        self._paid_by_hand = bool(kept.get("paid_by_hand", True))


def due_visit(ctx: Context, job: Job) -> Visit | None:
    """The free servicing of the job's card that is late or coming, and may have been this visit of the thing."""
    visit = ctx.book.visits.next_of(job.warranty_id) if job.warranty_id is not None else None
    last = ctx.book.clock.today() + dt.timedelta(days=COMING_DAYS)
    return visit if visit is not None and visit.due_on <= last else None


def _servicing_words(visit: Visit | None) -> str:
    if visit is None:
        return ""
    return _("Free servicing no. {n} is done with it ({date})").format(
        n=numbers.number(visit.sequence), date=dates.date_long(visit.due_on)
    )


def _said(job: Job) -> str:
    """What the toast says: that it is handed over, and what stays due."""
    words = _("{job_no} is handed over").format(job_no=job_number(job))
    if job.due_paisa:
        return f"{words} · {_('{amount} stays due').format(amount=numbers.money(job.due_paisa))}"
    if job.new_card_no:
        new = _("new card {card_no}").format(card_no=numbers.to_script(job.new_card_no))
        return f"{words} · {new}"
    return words
