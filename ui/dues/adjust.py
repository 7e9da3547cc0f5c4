"""A due made smaller or larger by the shop's own word: let off, old, corrected, written off; an advance handed back.
Money that comes in is payment.py."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.dues.model import METHODS, SIGNED, AdjustmentDraft, RefundDraft
from shopbook.errors import Invalid, Message, ShopbookError
from shopbook.localisation import numbers
from shopbook.localisation.language import _, pgettext
from ui import accounts, titles
from ui.context import Context
from ui.forms.choices import ChipsField, Choice
from ui.forms.customer import CustomerField
from ui.forms.days import DateField
from ui.forms.field import Wrong
from ui.forms.figures import MoneyField
from ui.forms.methods import MethodField
from ui.forms.sheets import LooseSheet
from ui.forms.texts import TextField
from ui.translation import read
from ui.widgets.buttons import primary
from ui.widgets.cards import Banner, Facts, SidePanel
from ui.widgets.text import Label

# Money that goes out: only where there is an advance.
REFUND = "refund"
KINDS = (
    Choice("discount", lambda: _("Let off")),
    Choice("cashback", lambda: _("Cashback")),
    Choice("opening", lambda: _("Old due")),
    Choice("adjust", lambda: _("Correction")),
    Choice("writeoff", lambda: pgettext("a due", "Write off")),
    Choice(REFUND, lambda: _("Advance handed back")),
)


class AdjustSheet(LooseSheet):
    """Which kind, [how much] Enter; why, where the books of the shop want to know it."""

    def __init__(self, ctx: Context, customer_id: int | None, kind: str = "discount") -> None:
        super().__init__(ctx)
        self.customer_id = customer_id
        self._asks = customer_id is None
        self._offered = ""
        self._make_fields(kind)
        self._lay_out()

        self._watch(self.fields.values())
        for field in (self.kind, self.way, self.amount, self.method, self.note, self.on):
            field.changed.connect(self._show)
            field.entered.connect(self.save)
        self.kind.changed.connect(self._on_kind)
        self.person.picked.connect(self._on_picked)
        self.save_button.clicked.connect(self.save)
        self._restore()
        self._on_kind()

    def _make_fields(self, kind: str) -> None:
        today = self.ctx.book.clock.today
        self.person = CustomerField("customer_id", lambda: _("Whose due?"), self.ctx.book, creates=False)
        self.kind = ChipsField("kind", lambda: _("What it is"), KINDS)
        self.kind.set_value(kind)
        ways = [Choice(way, partial(self._way_words, way)) for way in ("more", "less")]
        self.way = ChipsField("way", lambda: _("Which way"), ways)
        self.way.set_value("more")
        self.amount = MoneyField("amount", lambda: _("How much?"), empty=0)
        self.note = TextField("note", self._note_words, longest=400)
        self.method = MethodField("method", lambda: _("How it was given"), METHODS)
        self.method.listen_in(self.amount)
        self.on = DateField("on", lambda: _("Since when"), today, chips=())
        self.on.set_value(today())
        fields = (self.person, self.kind, self.way, self.amount, self.method, self.note, self.on)
        self.fields = {field.key: field for field in fields}

    def _lay_out(self) -> None:
        panel = SidePanel(framed=False)
        self.about = Label("", "second", "text2", wrap=True)
        self.owner = Banner("amber", lambda: _("Only the owner of the shop writes a due off."))
        self.sums = Facts()
        for widget in (self.strip, self.person, self.kind, self.about, self.owner, self.way, self.amount, self.sums,
                       self.method, self.on, self.note):  # fmt: skip
            panel.body.addWidget(widget)
        panel.body.addStretch(1)
        self.save_button = primary(lambda: _("Save"), "check", "Enter")
        panel.add_footer(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        self.person.setVisible(self._asks)

    def first_focus(self) -> QWidget:
        """Whose, when that is not known; else how much."""
        return self.person.control if self.customer_id is None else self.amount.line

    # what is shown

    def _way_words(self, way: str) -> str:
        if self.kind.value() == "opening":
            return _("They owe") if way == "more" else _("They paid ahead")
        return _("Owes more") if way == "more" else _("Owes less")

    def _note_words(self) -> str:
        return _("Why") if self.kind.value() in ("adjust", "writeoff") else _("Note")

    def _fit(self) -> None:
        """Only what this kind needs is asked."""
        kind = self.kind.value()
        self.way.setVisible(kind in SIGNED)
        self.way.retranslate()
        self.on.setVisible(kind == "opening")
        self.owner.setVisible(kind == "writeoff")
        self.method.setVisible(kind == REFUND)
        self.note.label.say(self._note_words)
        self.note.name_control()
        self.about.say(_about(str(kind)))
        self._show()

    def _balance(self) -> int:
        return self.ctx.book.dues.balance(self.customer_id) if self.customer_id is not None else 0

    def _show(self) -> None:
        """Due now, and after this."""
        before = self._balance()
        # Nobody is handed back what they did not pay ahead.
        self.kind.buttons[-1].setVisible(before < 0 or self.kind.value() == REFUND)
        self.sums.clear()
        if self.customer_id is None:
            return
        self.sums.add(_("Due now"), accounts.balance(before), "red" if before > 0 else "green")
        if change := self._change():
            after = before + change
            self.sums.add(_("After this"), accounts.balance(after), "red" if after > 0 else "green")

    def _change(self) -> int:
        """What the balance changes by, as far as the amount can be read."""
        try:
            amount = self.amount.value() or 0
        except Wrong:
            return 0
        kind = self.kind.value()
        more = kind == REFUND or (kind in SIGNED and self.way.value() == "more")
        return amount if more else -amount

    # what happens

    def _on_kind(self) -> None:
        # What is given up, or given back, is nearly always all of it.
        balance = self._balance()
        whole = {"writeoff": balance, REFUND: -balance}.get(str(self.kind.value()), 0)
        if whole > 0 and not self.amount.typed().strip():
            self.amount.set_value(whole)
            self._offered = self.amount.typed()
        self._fit()

    def _on_picked(self, customer_id: int) -> None:
        self.customer_id = customer_id
        self._show()
        self.amount.setFocus()

    def draft(self) -> AdjustmentDraft | RefundDraft:
        """The change as typed; raises Invalid with every problem at once."""
        values, problems = self._read()
        kind, note, on = str(values.get("kind") or ""), str(values.get("note") or ""), values.get("on")
        if self.customer_id is None:
            problems.setdefault("customer_id", Message("Whose due? Write a name or a phone."))
        today, change = self.ctx.book.clock.today(), self._change()
        day = on if isinstance(on, dt.date) else today
        whose = self.customer_id or 0
        draft: AdjustmentDraft | RefundDraft
        if kind == REFUND:
            draft = RefundDraft(whose, change, today, str(values.get("method")), note=note)
        else:
            draft = AdjustmentDraft(whose, kind, change if kind in SIGNED else -change, day, note)
        problems = {**draft.problems(today), **problems}
        if problems:
            raise Invalid(problems)
        return draft

    def save(self) -> None:
        """Write it into the account and say what it did."""
        if self._finished:
            return
        dues = self.ctx.book.dues
        try:
            draft = self.draft()
            entry_id = dues.refund(draft) if isinstance(draft, RefundDraft) else dues.adjust(draft)
        except ShopbookError as error:
            self._show_error(error)
            return
        kind = self.kind.value()
        self._finish(self._draft_name())
        what = next(read(choice.title) for choice in KINDS if choice.value == kind)
        left = accounts.balance(dues.balance(draft.customer_id))
        said = [
            f"{what} {numbers.money(abs(draft.amount_paisa))}",
            _("now due: {amount}").format(amount=left),
        ]
        self.ctx.messages.done(" · ".join(said), undo=partial(take_back, self.ctx, entry_id))

    # what survives a crash

    def _draft_name(self) -> str:
        return f"adjust:{self.customer_id}" if not self._asks else "adjust"

    def _keep(self) -> None:
        row = self.person.row
        kept = {"customer": str(row.id) if row is not None else "", "fields": self._typed()}
        # What the sheet itself wrote into the box is not worth keeping.
        amount = self.amount.typed().strip()
        worth = (amount and amount != self._offered) or self.note.typed().strip()
        self._keep_or_drop(self._draft_name(), worth, kept)

    def _restore(self) -> None:
        kept = self._kept(self._draft_name())
        if kept is None:
            return
        if self._asks and kept.get("customer"):
            self.customer_id = int(kept["customer"])
            self.person.show_customer(self.customer_id)
        for key, typed in kept["fields"].items():
            if key in self.fields:
                self.fields[key].restore(typed)


def open_adjust(ctx: Context, target: object = None) -> None:
    """Navigation "adjust": {"customer_id", "kind"}; nothing: the customer of the page in front, or asked."""
    asked = target if isinstance(target, Mapping) else {"customer_id": target}
    wanted = asked.get("customer_id")
    customer_id = wanted if isinstance(wanted, int) else ctx.navigation.customer_here()
    kind = str(asked.get("kind") or "discount")
    title = titles.about(ctx, customer_id, _("Put the account right"))
    ctx.navigation.open_sheet(AdjustSheet(ctx, customer_id, kind), title)


def take_back(ctx: Context, entry_id: int) -> None:
    """Undo a change by its counter-entry."""
    ctx.book.dues.reverse(entry_id, _("Taken back right after saving"))
    ctx.messages.info(_("The account is as it was before"))


def _about(kind: str) -> str:
    """What a kind is for, in one line."""
    return {
        "discount": _("A part of the due that the shop asks for no longer."),
        "cashback": _("Given for buying or for sending a customer; it lessens the due."),
        "opening": _("What was owed before this book began, or was forgotten."),
        "adjust": _("A mistake in the account is put right; the old line stays in it."),
        "writeoff": _("Money that will not come any more."),
        REFUND: _("What was paid ahead is given back, or a part of it."),
    }.get(kind, "")
