"""The small sheets that close a promise or a wish: one question, the answers as keys, Enter. What an answer changes is
shopbook.care."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.care.promise_model import BuyPromise, ShopPromise
from shopbook.errors import Invalid, Message, ShopbookError
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, pgettext
from ui.context import Context
from ui.forms.choices import ChipsField, Choice, keyed
from ui.forms.days import Ahead, DateField
from ui.forms.field import Field, Wrong
from ui.forms.sheets import LooseSheet
from ui.forms.texts import TextField
from ui.widgets.buttons import plain, primary
from ui.widgets.cards import SidePanel
from ui.widgets.text import Label

DAYS = (Ahead(days=1), Ahead(days=3), Ahead(days=7), Ahead(months=1))
# Memos older than this many are looked up in the sales.
MOST_MEMOS = 4
WHY_LOST: tuple[Callable[[], str], ...] = (
    lambda: pgettext("not bought", "Bought elsewhere"),
    lambda: pgettext("not bought", "Price"),
    lambda: pgettext("not bought", "No money now"),
    lambda: pgettext("not bought", "Did not like the model"),
    lambda: pgettext("not bought", "No longer needed"),
)


class AnswerSheet(LooseSheet):
    """Answers are chips with the keys 1, 2, 3; each brings its own field. Override `NAME`, `shown` and `write`."""

    NAME: ClassVar[str] = ""

    def __init__(self, ctx: Context, fact_id: int, answers: Sequence[Choice], answer: str) -> None:
        super().__init__(ctx)
        self.fact_id = fact_id
        self.answer = ChipsField("answer", lambda: _("What came of it?"), keyed(answers))
        self._answers = [choice.value for choice in answers]
        self.answer.set_value(answer if answer in self._answers else self._answers[0])

    def lay_out(self, what: str, about: str, fields: Sequence[Field]) -> None:
        """What it is about on top, the answers, and the fields of the answers."""
        self.fields = {field.key: field for field in (self.answer, *fields)}
        panel = self.panel = SidePanel(framed=False)
        for widget in (self.strip, Label(what, "h2", wrap=True), Label(about, "second", "text2", wrap=True),
                       *self.fields.values()):  # fmt: skip
            panel.body.addWidget(widget)
        panel.body.addStretch(1)
        self.save_button = primary(lambda: _("Save"), "check", "Enter")
        panel.add_footer(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        self._watch(self.fields.values())
        for field in self.fields.values():
            field.entered.connect(self.save)
        self.answer.changed.connect(self._on_answer_changed)
        self.save_button.clicked.connect(self.save)
        self._restore()
        self._show_fields()

    def shown(self, answer: str) -> Sequence[Field]:
        """The fields that an answer brings."""
        raise NotImplementedError

    def write(self, answer: str) -> str:
        """Save the answer; returns what the toast says. Raises Invalid."""
        raise NotImplementedError

    def first_focus(self) -> QWidget:
        """The field of the answer asked for, else the answers."""
        asked = self._answers.index(self.answer.value())
        needed = self.shown(self.answer.value())
        return needed[0].control if asked and needed else self.answer.buttons[asked]

    def key_pressed(self, key: str) -> bool:
        if key not in "123"[: len(self._answers)]:
            return False
        self.answer.set_value(self._answers[int(key) - 1])
        self._on_answer_changed()
        return True

    def _on_answer_changed(self) -> None:
        self._show_fields()
        needed = self.shown(self.answer.value())
        first = self.answer.value() == self._answers[0] or not needed
        # The chip that was pressed takes the keyboard after this; the first answer needs nothing more than Enter.
        target: QWidget = self.answer.buttons[0] if first else needed[0]
        QTimer.singleShot(0, target, target.setFocus)

    def _show_fields(self) -> None:
        needed = self.shown(self.answer.value())
        for field in self.fields.values():
            field.setVisible(field is self.answer or field in needed)

    def save(self) -> None:
        """Write the answer down."""
        if self._finished:
            return
        try:
            words = self.write(self.answer.value())
        except Wrong as wrong:
            self._show_error(Invalid({self.shown(self.answer.value())[0].key: wrong.problem}))
            return
        except ShopbookError as error:
            self._show_error(error)
            return
        self._saved(self._draft_name(), words)

    def day_of(self, field: DateField) -> dt.date:
        """The day in a field; raises Invalid when none is written."""
        day = field.value()
        if day is None:
            raise Invalid({field.key: Message("Which day?")})
        return day

    # what survives a crash

    def _draft_name(self) -> str:
        return f"{self.NAME}:{self.fact_id}"

    def _keep(self) -> None:
        typed = {key: field.typed() for key, field in self.fields.items() if isinstance(field, TextField)}
        self._keep_or_drop(self._draft_name(), any(str(words).strip() for words in typed.values()), typed)

    def _restore(self) -> None:
        for key, typed in (self.ctx.book.drafts.kept(self._draft_name()) or {}).items():
            if isinstance(field := self.fields.get(key), TextField):
                field.restore(typed)


class ShopPromiseAnswer(AnswerSheet):
    """Kept, another day, or given up with the reason."""

    NAME = "shop promise answer"

    def __init__(self, ctx: Context, promise: ShopPromise, answer: str = "kept") -> None:
        answers = (
            Choice("kept", lambda: _("Kept"), "check"),
            Choice("later", lambda: _("Another day"), "clock"),
            Choice("cancelled", lambda: _("Give it up"), "x"),
        )
        super().__init__(ctx, promise.id, answers, answer)
        self.note = TextField("note", lambda: _("Remark (may be empty)"), longest=500)
        self.due_on = DateField("due_on", lambda: _("By which day?"), ctx.book.clock.today, chips=DAYS)
        self.reason = TextField("reason", lambda: _("Why? The customer will ask too."), longest=500)
        about = _("Promised for {day}").format(day=dates.date_long(promise.due_on))
        self.lay_out(promise.what, about, (self.note, self.due_on, self.reason))

    def shown(self, answer: str) -> Sequence[Field]:
        return {"kept": (self.note,), "later": (self.due_on,), "cancelled": (self.reason,)}[answer]

    def write(self, answer: str) -> str:
        promises = self.ctx.book.promises
        if answer == "kept":
            promises.keep(self.fact_id, str(self.note.value()), by=self)
            return _("Noted: the promise is kept")
        if answer == "later":
            day = self.day_of(self.due_on)
            promises.postpone(self.fact_id, day, by=self)
            return _("The promise now stands for {day}").format(day=dates.date_long(day))
        promises.cancel(self.fact_id, str(self.reason.value()), by=self)
        return _("Noted: the promise is given up")


class BuyPromiseAnswer(AnswerSheet):
    """Bought (with which memo), another day, or not, with the reason in one tap."""

    NAME = "buy promise answer"

    def __init__(self, ctx: Context, promise: BuyPromise, answer: str = "won") -> None:
        answers = (
            Choice("won", lambda: pgettext("promise", "Bought"), "check"),
            Choice("later", lambda: _("Another day"), "clock"),
            Choice("lost", lambda: _("Will not buy"), "x"),
        )
        super().__init__(ctx, promise.id, answers, answer)
        self.sale = ChipsField("sale", lambda: _("With which memo?"), self._memos(promise))
        self.sale.set_value(self._likely)
        self.expected_on = DateField(
            "expected_on", lambda: _("When will they come?"), ctx.book.clock.today, chips=DAYS
        )
        self.why = ChipsField(
            "why", lambda: _("Why not?"), [Choice(at, one) for at, one in enumerate(WHY_LOST)]
        )
        self.reason = TextField("reason", lambda: _("In their words (may be empty)"), longest=500)
        money = numbers.money(promise.amount_paisa) if promise.amount_paisa else ""
        day = _("Will buy on {day}").format(day=dates.date_long(promise.expected_on))
        about = " · ".join(part for part in (money, day) if part)
        self._customer_id = promise.customer_id
        self.lay_out(promise.what, about, (self.sale, self.expected_on, self.why, self.reason))
        self.memo = plain(lambda: _("Write the memo now"), "receipt")
        self.panel.footer.insertWidget(0, self.memo, 1)
        self.memo.clicked.connect(self._on_memo)
        self.memo.setVisible(self.answer.value() == "won")

    def _on_memo(self) -> None:
        self.ctx.navigation.close_sheet()
        self.ctx.navigation.go("sale", {"customer_id": self._customer_id})

    def _on_answer_changed(self) -> None:
        super()._on_answer_changed()
        self.memo.setVisible(self.answer.value() == "won")

    def _memos(self, promise: BuyPromise) -> list[Choice]:
        """The memos since the word was given; the newest is the likely one."""
        sales = self.ctx.book.sales
        rows = sales.rows(sales.ids_of_customer(promise.customer_id)[: 3 * MOST_MEMOS])
        since = [row for row in rows if not row.voided and row.sold_on >= promise.made_on][:MOST_MEMOS]
        self._likely = since[0].id if since else None
        found = [
            Choice(
                row.id,
                " · ".join((numbers.to_script(row.memo_no), row.first_item, numbers.money(row.total_paisa))),
            )
            for row in since
        ]
        return [*found, Choice(None, lambda: _("Without a memo"))]

    def shown(self, answer: str) -> Sequence[Field]:
        return {"won": (self.sale,), "later": (self.expected_on,), "lost": (self.why, self.reason)}[answer]

    def write(self, answer: str) -> str:
        promises = self.ctx.book.promises
        if answer == "won":
            promises.won(self.fact_id, self.sale.value(), by=self)
            return _("Noted: they bought it")
        if answer == "later":
            day = self.day_of(self.expected_on)
            promises.expect(self.fact_id, day, by=self)
            return _("They will come on {day}").format(day=dates.date_long(day))
        chosen = self.why.value()
        said = WHY_LOST[chosen]() if isinstance(chosen, int) else ""
        reason = ": ".join(part for part in (said, str(self.reason.value())) if part)
        if not reason:
            raise Invalid({"why": Message("Choose why, or write it.")})
        promises.lost(self.fact_id, reason, by=self)
        return _("Noted: they will not buy it")
