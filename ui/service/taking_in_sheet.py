"""The sheet of a thing taken in: whose, what, what is wrong, its state, by when. Opening it is taking_in.py's."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.errors import Invalid, ShopbookError
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, pgettext, say
from shopbook.products.model import Product, title
from shopbook.search.fold import fold_code
from shopbook.service.model import LONGEST_NOTE, Job, JobDraft
from shopbook.warranties.model import Card
from ui import printing
from ui.context import Context
from ui.forms.days import Ahead, DateField
from ui.forms.figures import MoneyField
from ui.forms.product import ProductField
from ui.forms.sheets import LooseSheet
from ui.forms.texts import LongTextField, TextField
from ui.service.fields import ACCESSORIES, CONDITIONS, OwnerField, UsualWordsField
from ui.service.parts import CoverBox
from ui.service.words import cover_of, cover_words, frozen, job_number
from ui.widgets.buttons import plain, primary
from ui.widgets.cards import Banner, Facts, SidePanel

# A week, when nobody says a day: what a workshop mostly needs, and near enough to be remembered.
USUAL_DAYS = 7


class TakingInSheet(LooseSheet):
    """From a card: [problem] Enter saves, Ctrl+P saves and prints. `job` is given to change what was written."""

    own_shortcuts = ("Ctrl+P",)

    def __init__(self, ctx: Context, base: JobDraft, job: Job | None = None) -> None:
        super().__init__(ctx)
        self.job = job
        self.card: Card | None = None
        self._base = base
        # Opened on a card (or for a job): whose and what it is needs no asking.
        self._known = base.warranty_id is not None and job is None
        self._make_fields()
        self._lay_out()
        self._watch(self.fields.values())
        for field in (self.problem, self.condition, self.accessories, self.promised_on, self.estimate,
                      self.received_on):  # fmt: skip
            field.entered.connect(self.save)
        self.person.entered.connect(self._on_person_entered)
        self.serial.entered.connect(self._on_serial_entered)
        self.serial.changed.connect(self._on_serial_changed)
        self.product.entered.connect(self._on_product_entered)
        self.save_button.clicked.connect(self.save)
        self.print_button.clicked.connect(self.save_and_print)
        shortcut = QShortcut(QKeySequence("Ctrl+P"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.save_and_print)
        self._begin()

    def _make_fields(self) -> None:
        book, today = self.ctx.book, self.ctx.book.clock.today
        self.person = OwnerField("name", lambda: _("Whose is it?"), book)
        self.serial = TextField(
            "serial",
            lambda: _("Serial or card number"),
            example=lambda: _("Scan or type; may be empty"),
            longest=100,
        )
        self.product = ProductField("product_name", lambda: _("What was brought?"), book)
        self.problem = LongTextField(
            "problem",
            lambda: _("What is wrong with it?"),
            example=lambda: _("Does not cool, makes a noise …"),
            lines=2,
        )
        self.condition = UsualWordsField(
            "condition", lambda: _("Condition"), CONDITIONS, longest=LONGEST_NOTE
        )
        self.accessories = UsualWordsField(
            "accessories", lambda: _("Came with it"), ACCESSORIES, longest=LONGEST_NOTE
        )
        soon = (Ahead(days=1), Ahead(days=3), Ahead(days=7), Ahead(days=15))
        self.promised_on = DateField("promised_on", lambda: _("Ready by which day?"), today, chips=soon)
        self.estimate = MoneyField(
            "estimate_paisa", lambda: _("About how much (may be empty)"), empty=None, words=False
        )
        self.received_on = DateField("received_on", lambda: _("Taken in on"), today, chips=())
        fields = (self.person, self.serial, self.product, self.problem, self.promised_on, self.condition,
                  self.accessories, self.estimate, self.received_on)  # fmt: skip
        self.fields = {field.key: field for field in fields}

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.panel = SidePanel(framed=False)
        column.addWidget(self.panel)
        self.facts = Facts()
        self.cover = CoverBox()
        self.here_already = Banner("amber", "")
        for widget in (self.strip, self.facts, self.person, self.serial, self.product, self.cover,
                       self.here_already, self.problem, self.promised_on, self.condition, self.accessories,
                       self.estimate, self.received_on):  # fmt: skip
            self.panel.body.addWidget(widget)
        self.panel.body.addStretch(1)
        self.print_button = plain(lambda: _("Print the slip too"), "printer", "Ctrl+P")
        words = (lambda: _("Save")) if self.job is not None else (lambda: pgettext("job", "Take in"))
        self.save_button = primary(words, "check", "Enter")
        self.panel.add_footer(self.print_button, self.save_button)
        self.here_already.hide()
        self.cover.hide()

    def _begin(self) -> None:
        """Show what is known, then what was typed before the sheet was last put away."""
        base = self._base
        self.person.show_customer(base.customer_id)
        if base.customer_id is None:
            self.person.show_passerby(base.name, base.phone)
        for field in (self.serial, self.problem, self.condition, self.accessories, self.estimate,
                      self.received_on):  # fmt: skip
            field.set_value(getattr(base, field.key))
        self.product.restore(title(base.product_name, base.brand, base.model))
        promised = base.promised_on
        if promised is None and self.job is None:
            promised = self.ctx.book.clock.today() + dt.timedelta(days=USUAL_DAYS)
        self.promised_on.set_value(promised)
        self.received_on.setVisible(self.job is not None)
        if base.warranty_id is not None:
            self._take_card(self.ctx.book.warranties.card(base.warranty_id), fill=False)
        self._restore()
        self._warn()

    def first_focus(self) -> QWidget:
        """The first thing that is not known yet."""
        if self._known and not self.person.isVisibleTo(self):
            return self.problem.control
        if self.person.row is None and not any(self.person.name_and_phone):
            return self.person.control
        if not self.product.typed():
            return self.serial.control
        return self.problem.control

    # the card

    def scanned(self, code: str) -> bool:
        """A scanner read the thing: its card fills in the rest."""
        found = self._exact(code)
        if found is None and self._known:
            self.strip.say(_("No warranty card has this serial."))
            self.strip.show()
            return True
        if found is None:
            self.serial.set_value(code)
            self._drop_card()
            self.serial.hint(lambda: _("No card has this serial; write what it is."))
            (self.product if not self.product.typed() else self.problem).setFocus()
        else:
            self._take_card(found)
            self.problem.setFocus()
        self._warn()
        return True

    def _exact(self, text: str) -> Card | None:
        """The card with this whole serial or number; of equal ones the newest that is not voided."""
        folded = fold_code(text)
        if not folded:
            return None
        cards = self.ctx.book.warranties.find(text)
        meant = [card for card in cards if folded in (fold_code(card.serial), fold_code(card.card_no))]
        return next((card for card in meant if card.status == "active"), meant[0] if meant else None)

    def _take_card(self, card: Card, *, fill: bool = True) -> None:
        """This card is meant: fill in what it knows, and show what it promises."""
        self.card = card
        if fill:
            self.serial.set_value(card.serial or numbers.to_script(card.card_no))
            self.product.restore(title(card.product_name, card.brand, card.model))
            if card.customer_id is not None:
                self.person.show_customer(card.customer_id)
        self.strip.hide()
        verdict = self.ctx.book.warranties.verdict(card.id)
        words, tone = cover_words(cover_of(verdict))
        if self.job is not None:
            self.cover.show_job(self.job)
        else:
            self.cover.show_cover(words, tone, frozen(verdict))
        self.cover.show()
        self._show_known(card)

    def _show_known(self, card: Card) -> None:
        """On a card's own sheet its facts stand in words; elsewhere the fields show them."""
        if not self._known:
            return
        self.facts.clear()
        self.facts.add(_("What"), title(card.product_name, card.brand, card.model))
        if card.serial:
            self.facts.add(_("Serial"), card.serial)
        rows = self.ctx.book.customers.rows([card.customer_id]) if card.customer_id is not None else []
        for row in rows:
            who = " · ".join(part for part in (row.name, numbers.phone(row.phone)) if part)
            self.facts.add(_("Whose"), who, strong=False)
        self.person.setVisible(not rows)
        self.serial.setVisible(not card.serial)
        self.product.hide()

    def _drop_card(self) -> None:
        self.card = None
        self.cover.hide()

    def _warn(self) -> None:
        """Say that the same piece is in the workshop already."""
        serial = self.card.serial if self.card is not None else str(self.serial.value())
        problem = None
        if self.job is None and serial:
            problem = self.ctx.book.jobs.warnings(replace(self._base, serial=serial)).get("serial")
        self.here_already.setVisible(problem is not None)
        if problem is not None:
            self.here_already.say(numbers.to_script(say(problem)))

    # the keys

    def _on_serial_changed(self) -> None:
        if self._known:
            return
        self.serial.hint("")
        found = self._exact(str(self.serial.value()))
        if found is not None:
            product, person = self.product.typed(), self.person.row
            self._take_card(found, fill=False)
            if not product or self._base.product_name == "":
                self.product.restore(title(found.product_name, found.brand, found.model))
            if person is None and found.customer_id is not None:
                self.person.show_customer(found.customer_id)
            self.serial.show_good(lambda: _("Found by its card"))
        elif self.card is not None:
            self._drop_card()
        self._warn()

    def _on_serial_entered(self) -> None:
        text = str(self.serial.value())
        if self.card is None and text:
            cards = self.ctx.book.warranties.find(text)
            if len(cards) == 1:
                self._take_card(cards[0])
                self._warn()
        (self.problem if self.product.typed() or self._known else self.product).setFocus()

    def _on_person_entered(self) -> None:
        if self._known or self.product.typed():
            self.problem.setFocus()
        else:
            self.serial.setFocus()

    def _on_product_entered(self) -> None:
        self.problem.setFocus()

    # saving

    def draft(self) -> JobDraft:
        """The job as typed; raises Invalid with everything that is wrong."""
        values, problems = self._read()
        row = self.person.row
        name, phone = self.person.name_and_phone
        draft = replace(
            self._base,
            customer_id=row.id if row is not None else None,
            name=name,
            phone=phone,
            warranty_id=self.card.id if self.card is not None else None,
            problem=str(values.get("problem") or ""),
            condition=str(values.get("condition") or ""),
            accessories=str(values.get("accessories") or ""),
            promised_on=_day(values.get("promised_on")),
            received_on=_day(values.get("received_on")) or self._base.received_on,
            estimate_paisa=_paisa(values.get("estimate_paisa")),
        )
        draft = self._with_thing(draft)
        problems = {**draft.problems(self.ctx.book.clock.today()), **problems}
        if problems:
            # The first to mend is the first on the sheet.
            order = [*self.fields, *problems]
            raise Invalid(dict(sorted(problems.items(), key=lambda each: order.index(each[0]))))
        return draft

    def _with_thing(self, draft: JobDraft) -> JobDraft:
        """What it is: from its card, from the shop's products, or in the words typed."""
        if self.card is not None:
            card = self.card
            serial = card.serial or (draft.serial if self._known else "")
            return replace(
                draft, product_name=card.product_name, brand=card.brand, model=card.model, serial=serial
            )
        what, serial = self.product.value(), str(self.serial.value())
        if isinstance(what, Product):
            named = (what.name, what.brand, what.model)
        elif what == title(self._base.product_name, self._base.brand, self._base.model):
            named = (self._base.product_name, self._base.brand, self._base.model)
        else:
            named = (str(what or ""), "", "")
        return replace(draft, product_name=named[0], brand=named[1], model=named[2], serial=serial)

    def save(self) -> None:
        """Write it down; problems are shown under their fields."""
        self._save()

    def save_and_print(self) -> None:
        """Write it down and print the slip the owner takes along."""
        job = self._save()
        if job is not None:
            printing.give_paper(self.ctx, "job_slip", job.id)

    def _save(self) -> Job | None:
        if self._finished:
            return None
        jobs = self.ctx.book.jobs
        try:
            draft = self.draft()
            job = jobs.take_in(draft) if self.job is None else jobs.change(self.job.id, draft)
        except ShopbookError as error:
            self._show_error(error)
            return None
        self._finish(self._draft_name())
        paper = partial(printing.give_paper, self.ctx, "job_slip", job.id)
        undo = partial(jobs.change, job.id, self._base)
        if self.job is None:
            # Cancelled and not gone: the number stands on a slip perhaps.
            undo = partial(jobs.cancel, job.id, _("Taken back right after saving"))
        self.ctx.messages.done(self._said(job), undo=undo, paper=paper)
        return job

    def _said(self, job: Job) -> str:
        """What the toast says: its number, and the day its owner was told."""
        if self.job is not None:
            return _("Saved")
        words = _("Job {job_no} is taken in").format(job_no=job_number(job))
        if job.promised_on is None:
            return words
        day = dates.month_day(job.promised_on.month, job.promised_on.day)
        return f"{words} · {_('promised for {day}').format(day=day)}"

    # what survives a crash

    def _draft_name(self) -> str:
        if self.job is not None:
            return f"job:{self.job.id}"
        return f"job_of_card:{self._base.warranty_id}" if self._known else "job"

    def _keep(self) -> None:
        row = self.person.row
        kept = {
            "customer": str(row.id) if row is not None else "",
            "passerby": list(self.person.name_and_phone),
            "card": str(self.card.id) if self.card is not None else "",
            "fields": {key: typed for key, typed in self._typed().items() if key != "name"},
        }
        known = self._base.customer_id is not None
        worth = (
            self.problem.typed().strip()
            or (not self._known and self.product.typed())
            or (not known and row is not None and not self._known)
        )
        self._keep_or_drop(self._draft_name(), worth, kept)

    def _restore(self) -> None:
        kept = self._kept(self._draft_name())
        if kept is None:
            return
        for key, typed in kept["fields"].items():
            if key in self.fields:
                self.fields[key].restore(typed)
        if not self._known:
            if self._base.customer_id is None and kept.get("customer"):
                self.person.show_customer(int(kept["customer"]))
            if self._base.customer_id is None and any(kept.get("passerby") or ()):
                self.person.show_passerby(*kept["passerby"])
            if kept.get("card"):
                self._take_card(self.ctx.book.warranties.card(int(kept["card"])), fill=False)
        self.problem.area.moveCursor(QTextCursor.MoveOperation.End)
        self.problem.hint(lambda: _("You had begun to write this; it was kept."))


def _day(value: object) -> dt.date | None:
    return value if isinstance(value, dt.date) else None


def _paisa(value: object) -> int | None:
    return value if isinstance(value, int) else None
