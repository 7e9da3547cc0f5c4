"""Goods brought back (from their memo): what, in which state, why, and where their worth goes. What they are worth is
counted in shopbook; taking something instead goes on at the sale page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.dues.model import METHODS
from shopbook.errors import Invalid, Message, NotFound, ShopbookError
from shopbook.localisation import numbers
from shopbook.localisation.language import _, say
from shopbook.sales.model import ONE, Sale
from shopbook.sales.return_model import Return, ReturnDraft
from ui import printing
from ui.context import Context
from ui.forms.choices import ChipsField, Choice
from ui.forms.figures import MoneyField
from ui.forms.methods import MethodField
from ui.forms.sheets import LooseSheet
from ui.forms.texts import TextField
from ui.sales.returning_lines import BackLines
from ui.style import theme
from ui.widgets.badges import Line
from ui.widgets.buttons import chip, plain, primary
from ui.widgets.cards import Banner, Facts, SidePanel
from ui.widgets.flow import FlowLayout
from ui.widgets.text import ElidedLabel

NAME = "return"


class ReturnSheet(LooseSheet):
    """How many, why, Enter: the due is lessened first, what was paid beyond it goes back into the hand."""

    def __init__(self, ctx: Context, sale: Sale) -> None:
        super().__init__(ctx)
        self.sale = sale
        self._typed_refund = False
        self._make_fields()
        self._lay_out()

        self._watch(self.fields.values())
        for field in self.fields.values():
            field.changed.connect(self._on_refund_changed if field is self.refund else self._show)
            field.entered.connect(self._on_entered)
        self.lines.edited.connect(self._on_lines_edited)
        self.lines.entered.connect(self.reason.setFocus)
        self.everything.clicked.connect(self.lines.take_all)
        self.take.clicked.connect(self.save)
        self.exchange.clicked.connect(self.go_on_with_exchange)
        self._restore()
        self._show()

    def _make_fields(self) -> None:
        memo_no = numbers.to_script(self.sale.memo_no)
        self.about = ElidedLabel(lambda: _("Memo {memo_no}").format(memo_no=memo_no), "second", "text2")
        self.lines = BackLines(self.ctx.book.returns.returnable(self.sale.id))
        self.everything = chip(lambda: _("Everything came back"))
        self.everything.setCheckable(False)
        self.fit = ChipsField("fit", lambda: _("In which state"), FITS)
        self.fit.set_value("good")
        self.reason = TextField("reason", lambda: _("Why it came back"), longest=400)
        self.reasons = [chip(reason) for reason in REASONS]
        for quick in self.reasons:
            quick.setCheckable(False)
            quick.clicked.connect(self._on_reason_clicked)
        self.facts = Facts()
        self.refund = MoneyField("refund", lambda: _("Given back into the hand"), empty=0, words=False)
        self.method = MethodField("method", lambda: _("How it was given back"), METHODS)
        self.method.listen_in(self.refund)
        self.reference = TextField("reference", lambda: _("Transaction number"), longest=60)
        self.warning = Banner("amber", "")
        self.take = primary(lambda: _("Take back"), "check", "Ctrl+↵")
        self.exchange = plain(lambda: _("Exchange"), "arrow-left-right")
        listed = (self.fit, self.reason, self.refund, self.method, self.reference)
        self.fields = {field.key: field for field in listed}

    def _lay_out(self) -> None:
        panel = SidePanel(framed=False)
        quick = QWidget()
        flow = FlowLayout(quick, theme.px(6))
        for button in self.reasons:
            flow.addWidget(button)
        top = QHBoxLayout()
        top.setSpacing(theme.px(8))
        top.addWidget(self.about, 1)
        top.addWidget(self.everything)
        panel.body.addLayout(top)
        for widget in (self.strip, self.lines, Line(), self.facts, self.refund, self.warning, self.method,
                       self.reference, self.reason, quick, self.fit):  # fmt: skip
            panel.body.addWidget(widget)
        panel.body.addStretch(1)
        panel.add_footer(self.exchange, self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        self.setMinimumWidth(theme.px(320))
        self.everything.setVisible(len(self.lines.rows) > 1 or self.lines.rows[0].line.left_milli != ONE)

    def first_focus(self) -> QWidget:
        """The reason when it is plain what came back, else how many."""
        return self.reason.line if self.lines.chosen("good") else self.lines.first_focus()

    # the draft

    def draft(self) -> ReturnDraft:
        """The return as typed; raises Invalid for what cannot be read."""
        values, problems = self._read()
        if problems:
            raise Invalid(problems)
        return self._draft_of(values)

    def readable(self) -> ReturnDraft:
        """The return with whatever can be read of it now."""
        return self._draft_of(self._read()[0])

    def _draft_of(self, values: Mapping[str, Any]) -> ReturnDraft:
        draft = ReturnDraft(
            self.sale.id,
            self.lines.chosen(str(values.get("fit") or "good")),
            self.ctx.book.clock.today(),
            str(values.get("reason") or ""),
            int(values.get("refund") or 0),
            str(values.get("method") or "cash"),
            str(values.get("reference") or ""),
        )
        if self.sale.customer_id is None:
            # Nobody whose due or advance it could be: all of it goes back into the hand.
            worth = self.ctx.book.returns.worth(draft)
            return ReturnDraft(
                draft.sale_id, draft.lines, draft.on, draft.reason, worth, draft.method, draft.reference
            )
        return draft

    def save(self) -> None:
        """Take the goods back and say so, with a way back and the slip."""
        if self._finished:
            return
        self.lines.clear_problems()
        try:
            taken = self.ctx.book.returns.take_back(self.draft(), kept_as=NAME, by=self)
        except ShopbookError as error:
            self._show_error(error)
            return
        self._finish(NAME)
        slip = partial(printing.give_paper, self.ctx, "return_slip", taken.id)
        self.ctx.messages.done(taken_words(taken), undo=partial(void_return, self.ctx, taken), paper=slip)

    def go_on_with_exchange(self) -> None:
        """To the sale page: what is taken instead is typed there, and both are saved as one thing."""
        self.lines.clear_problems()
        try:
            draft = self.draft()
            problems = self.ctx.book.returns.check(draft)
            # Where the worth goes is known when the new memo is.
            problems = {key: words for key, words in problems.items() if key != "refund"}
            if problems:
                raise Invalid(problems)
        except ShopbookError as error:
            self._show_error(error)
            return
        self._finish(NAME)
        lines = [[line.sale_item_id, line.quantity_milli, line.serial_id, line.fit] for line in draft.lines]
        asked = {"sale_id": draft.sale_id, "lines": lines, "reason": draft.reason}
        self.ctx.navigation.go("sale", {"exchange": asked})

    def _show_error(self, error: ShopbookError) -> None:
        if isinstance(error, Invalid):
            for key, problem in error.problems.items():
                if key.startswith("lines."):
                    self.lines.show_problem(int(key.split(".")[1]), say(problem))
            of_fields = {key: words for key, words in error.problems.items() if not key.startswith("lines.")}
            super()._show_error(Invalid(of_fields))
        else:
            super()._show_error(error)

    # what was typed survives

    def _keep(self) -> None:
        kept = {"sale_id": self.sale.id, "lines": self.lines.typed(), "fields": self._typed()}
        self._keep_or_drop(NAME, str(self.reason.value()), kept)

    def _restore(self) -> None:
        kept = self._kept(NAME)
        if kept is None or kept.get("sale_id") != self.sale.id:
            return
        self.lines.restore(kept.get("lines") or {})
        for key, typed in kept["fields"].items():
            if key in self.fields:
                self.fields[key].restore(typed)
        self._typed_refund = bool(kept["fields"].get("refund"))

    # what is shown

    def _show(self) -> None:
        returns = self.ctx.book.returns
        draft = self.readable()
        settling = returns.settling(draft)
        if not self._typed_refund and self.sale.customer_id is not None:
            self.refund.set_value(self._usual_refund(settling.worth_paisa, settling.most_refund_paisa))
            draft = self.readable()
            settling = returns.settling(draft)
        self.facts.clear()
        self.facts.add(_("Worth of the goods"), numbers.money(settling.worth_paisa))
        off = min(settling.worth_paisa, settling.memo_due_paisa)
        if off:
            self.facts.add(_("Comes off what is due of the memo"), numbers.money(-off), strong=False)
        if self.sale.customer_id is None:
            self.facts.add(_("Given back into the hand"), numbers.money(settling.worth_paisa), strong=True)
        chosen = settling.worth_paisa > 0
        named = self.sale.customer_id is not None
        self.refund.setVisible(chosen and named and settling.most_refund_paisa > 0)
        back = chosen and (not named or (settling.most_refund_paisa > 0 and draft.refund_paisa > 0))
        self.method.setVisible(back)
        self.reference.setVisible(back and self.method.value() != "cash")
        # The button says what leaves the till, also when the field is out of sight.
        back_words = _("Take back · give {amount}").format(amount=numbers.money(draft.refund_paisa))
        self.take.say(back_words if draft.refund_paisa else lambda: _("Take back"))
        self._hint(settling.free_paisa)
        warnings = returns.warnings(draft)
        self.warning.say("\n".join(say(words) for words in warnings.values()))
        self.warning.setVisible(bool(warnings))

    def _usual_refund(self, worth_paisa: int, most_paisa: int) -> int:
        """What would be an advance after every due is cleared."""
        assert self.sale.customer_id is not None
        balance = self.ctx.book.dues.balance(self.sale.customer_id)
        return max(0, min(most_paisa, worth_paisa - balance))

    def _hint(self, free_paisa: int) -> None:
        """Where the part goes that is not given back."""
        if free_paisa <= 0 or self.sale.customer_id is None:
            self.refund.hint("")
            return
        settling = self.ctx.book.returns.settling(self.readable())
        older = max(0, self.ctx.book.dues.balance(self.sale.customer_id) - settling.memo_due_paisa)
        over = free_paisa - min(older, free_paisa)
        if over:
            words = _("{amount} stays with the shop as an advance").format(amount=numbers.money(over))
        else:
            words = _("{amount} comes off older dues").format(amount=numbers.money(free_paisa))
        self.refund.hint(words)

    # what happens

    def _on_lines_edited(self) -> None:
        self.lines.clear_problems()
        self._timer.start()
        self._show()

    def _on_refund_changed(self) -> None:
        self._typed_refund = True
        self._show()

    def _on_reason_clicked(self) -> None:
        button = self.sender()
        self.reason.set_value(next(quick.text() for quick in self.reasons if quick is button))
        self.reason.show_problem(None)
        self._timer.start()
        self.take.setFocus()

    def _on_entered(self) -> None:
        self.save()


FITS = (
    Choice("good", lambda: _("As good as new")),
    Choice("faulty", lambda: _("Faulty")),
    Choice("damaged", lambda: _("Damaged")),
)
REASONS = (
    lambda: _("Did not work"),
    lambda: _("Did not like it"),
    lambda: _("Wrong size or model"),
    lambda: _("No need of it"),
)


def taken_words(taken: Return) -> str:
    """What a return did, in one line."""
    worth = numbers.money(taken.total_paisa)
    if taken.refund_paisa:
        back = numbers.money(taken.refund_paisa)
        return _("Goods worth {worth} are back · {amount} given back").format(worth=worth, amount=back)
    return _("Goods worth {worth} are back").format(worth=worth)


def void_return(ctx: Context, taken: Return) -> None:
    """The way back: everything is as if nothing had come."""
    ctx.book.returns.void(taken.id, _("Taken back right after saving"))
    ctx.messages.info(_("The return was taken back"))


def open_return(ctx: Context, target: object = None) -> None:
    """Open the sheet for {"sale_id": id} or the id of a memo."""
    sale_id = target.get("sale_id") if isinstance(target, Mapping) else target
    if not isinstance(sale_id, int):
        raise NotFound(Message("This memo is not in the book."))
    if not ctx.book.returns.returnable(sale_id):
        ctx.messages.info(_("Everything on this memo is back already."))
        return
    ctx.navigation.open_sheet(ReturnSheet(ctx, ctx.book.sales.get(sale_id)), _("Goods brought back"))
