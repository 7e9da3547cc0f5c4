"""The sheet of a wish (F9): what, Enter; and the small one that says its asker was told. Counting is shopbook.care."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.care.demand_model import WAITING, Demand, wish_key
from shopbook.care.demands import REASONS, DemandDraft
from shopbook.errors import Invalid, ShopbookError
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext
from ui.care.demand_words import REASONS as WORDS
from ui.care.demand_words import reason
from ui.care.promises_settling import AnswerSheet
from ui.context import Context
from ui.forms.choices import ChipsField, Choice
from ui.forms.customer import CustomerField
from ui.forms.field import Field, Wrong
from ui.forms.sheets import LooseSheet
from ui.forms.texts import TextField, TickField
from ui.widgets.buttons import primary
from ui.widgets.cards import SidePanel
from ui.widgets.text import Label

DRAFT = "demand"


class AskerField(CustomerField):
    """Who asked: a customer, or somebody of whom only a name or a number is known; nobody at all is fine too."""

    def value(self) -> int | None:
        try:
            return super().value()
        except Wrong:
            return None

    def stranger(self) -> str:
        """The words typed when nobody was chosen."""
        return "" if self.row is not None else str(self.typed()).strip()


class DemandSheet(LooseSheet):
    """[what] Enter. Who asked, why they did not buy and what was offered instead may follow.

    With `demand` one to correct: it shows what the book has, and keeps nothing when it is left.
    """

    def __init__(
        self,
        ctx: Context,
        customer_id: int | None = None,
        why: str = "not_in_stock",
        demand: Demand | None = None,
    ) -> None:
        super().__init__(ctx)
        self.demand = demand
        self._wanted = {one.folded: one.count for one in ctx.book.demands.wanted("open")}
        if demand is not None and demand.status == "open" and demand.folded in self._wanted:
            self._wanted[demand.folded] -= 1  # the others who asked
        self.what = TextField("what", lambda: _("What did they ask for?"))
        # A name or number is enough: Enter saves it, and makes nobody a customer.
        self.person = AskerField(
            "customer_id", lambda: _("Who asked (may be empty)"), ctx.book, creates=False
        )
        self.reason = ChipsField(
            "reason", lambda: _("Why did they not buy?"), [Choice(code, WORDS[code]) for code in REASONS]
        )
        self.reason.set_value(why if why in REASONS else "not_in_stock")
        self.alternative = TextField("alternative", lambda: _("What was offered instead (may be empty)"))
        self.taken = TickField("alternative_taken", lambda: _("They took it"))
        self._customer_id = customer_id
        if customer_id is not None:
            self.person.show_customer(customer_id)
        self._lay_out()
        if demand is None:
            self._restore()
        else:
            self._show(demand)
        self._on_changed()

    def _show(self, demand: Demand) -> None:
        """What the book has of the wish."""
        self.what.set_value(demand.what)
        self.reason.set_value(demand.reason)
        self.alternative.set_value(demand.alternative)
        self.taken.set_value(demand.alternative_taken)
        if demand.customer_id is not None:
            self.person.show_customer(demand.customer_id)
        else:
            self.person.restore(self._stranger(demand))

    @staticmethod
    def _stranger(demand: Demand) -> str:
        """What was left by somebody who is no customer, in the one box there is for it."""
        return demand.name or numbers.phone(demand.phone)

    def _lay_out(self) -> None:
        fields: tuple[Field, ...] = (self.what, self.person, self.reason, self.alternative, self.taken)
        self.fields = {field.key: field for field in fields}
        panel = SidePanel(framed=False)
        self.hint = Label("", "caption", "text3", wrap=True)
        for widget in (self.strip, *fields, self.hint):
            panel.body.addWidget(widget)
        panel.body.addStretch(1)
        self.save_button = primary(lambda: _("Save"), "check", "Enter")
        panel.add_footer(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        self._watch(fields)
        for field in fields:
            field.entered.connect(self.save)
            field.changed.connect(self._on_changed)
        self.save_button.clicked.connect(self.save)

    def first_focus(self) -> QWidget:
        """What they asked for."""
        return self.what.control

    def _on_changed(self) -> None:
        before = self._wanted.get(wish_key(self.what.typed()), 0) if self.what.typed().strip() else 0
        if before:
            words = ngettext("{n} person asked for it before", "{n} people asked for it before", before)
            self.what.show_good(words.format(n=numbers.number(before)))
        else:
            self.what.show_good("")
        self.taken.setVisible(bool(self.alternative.typed().strip()))
        self.hint.say(self._hint)

    def _hint(self) -> str:
        if self.reason.value() not in WAITING or (self.taken.isVisibleTo(self) and self.taken.value()):
            return _("Enter saves; it counts among those who left without buying.")
        if self.person.row is not None or any(mark.isdigit() for mark in self.person.stranger()):
            return _("Enter saves; when it arrives, the list reminds you to tell them.")
        return _("Enter saves; with a name or number they can be told when it arrives.")

    def draft(self) -> DemandDraft:
        """The wish as typed; a reason alone is enough for somebody who only looked around."""
        code = str(self.reason.value() or "not_in_stock")
        what = str(self.what.value()) or ("" if code in WAITING else reason(code))
        stranger = self.person.stranger()
        is_phone = sum(mark.isdigit() for mark in stranger) >= 5
        name, phone = ("", stranger) if is_phone else (stranger, "")
        was = self.demand
        if was is not None and was.customer_id is None and stranger and stranger == self._stranger(was):
            name, phone = was.name, was.phone  # the box shows only one of the two
        return DemandDraft(
            what=what,
            customer_id=self.person.value(),
            name=name,
            phone=phone,
            reason=code,
            alternative=str(self.alternative.value()),
            alternative_taken=bool(self.alternative.value()) and bool(self.taken.value()),
            product_id=was.product_id if was is not None else None,
            interaction_id=was.interaction_id if was is not None else None,
        )

    def save(self) -> None:
        """Write the wish down."""
        if self._finished:
            return
        draft = self.draft()
        try:
            if self.demand is None:
                self.ctx.book.demands.ask(draft, by=self)
            else:
                self.ctx.book.demands.change(self.demand.id, draft, by=self)
        except Invalid as invalid:
            problems = dict(invalid.problems)
            for key in ("name", "phone"):
                if key in problems:
                    problems["customer_id"] = problems.pop(key)
            self._show_error(Invalid(problems))
            return
        except ShopbookError as error:
            self._show_error(error)
            return
        words = (_("Noted: {what}") if self.demand is None else _("Changed: {what}")).format(what=draft.what)
        count = self._wanted.get(wish_key(draft.what), 0) + 1
        if draft.waits and count > 1:
            asked = ngettext("{n} person asked", "{n} people asked", count).format(n=numbers.number(count))
            words = f"{words} · {asked}"
        # A wish begun by F9 stays for later while an older one is corrected.
        self._saved(DRAFT if self.demand is None else f"{DRAFT} {self.demand.id}", words)

    # what survives a crash

    def _keep(self) -> None:
        if self.demand is not None:
            return
        row = self.person.row
        # The words in the box too: a stranger has no number.
        typed = {key: field.typed() for key, field in self.fields.items()}
        kept = {"customer": str(row.id) if row is not None else "", "fields": typed}
        self._keep_or_drop(DRAFT, self.what.typed().strip(), kept)

    def _restore(self) -> None:
        kept = self._kept(DRAFT)
        if kept is None or self._customer_id is not None:
            return
        for key, typed in kept["fields"].items():
            if key in self.fields:
                self.fields[key].restore(typed)
        if kept.get("customer"):
            self.person.show_customer(int(kept["customer"]))


class DemandAnswer(AnswerSheet):
    """Were they told that it is here, or do they want it no more?"""

    NAME = "demand answer"

    def __init__(self, ctx: Context, demand: Demand) -> None:
        answers = (
            Choice("told", lambda: _("Told"), "check"),
            Choice("closed", lambda: _("No longer wanted"), "x"),
        )
        super().__init__(ctx, demand.id, answers, "told")
        asked = _("Asked for it on {day}").format(day=dates.date_long(demand.asked_on))
        about = " · ".join(part for part in (asked, numbers.phone(demand.phone)) if part)
        self.lay_out(demand.what, about, ())

    def shown(self, answer: str) -> Sequence[Field]:
        return ()

    def write(self, answer: str) -> str:
        if answer == "told":
            self.ctx.book.demands.told(self.fact_id, by=self)
            return _("Noted: they know that it is here")
        self.ctx.book.demands.close(self.fact_id, by=self)
        return _("Noted: it is no longer wanted")
