"""The sheet of one free servicing: done, on which day and with what word, or agreed for another day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.errors import Message, ShopbookError
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _
from shopbook.warranties.visits import LONGEST_NOTE, VisitRow
from ui import titles
from ui.context import Context
from ui.forms.choices import ChipsField, Choice, keyed
from ui.forms.days import Ahead, DateField
from ui.forms.sheets import LooseSheet
from ui.forms.texts import TextField
from ui.warranties.parts import visit_words
from ui.widgets.buttons import primary
from ui.widgets.cards import SidePanel
from ui.widgets.text import Label


class VisitSheet(LooseSheet):
    """1 done, 2 another day; the day, a word, Enter."""

    KEYS: Mapping[str, str] = {"1": "done", "2": "moved"}

    def __init__(self, ctx: Context, row: VisitRow, how: str = "done") -> None:
        super().__init__(ctx)
        self.visit = row.visit
        self.how = ChipsField(
            "how",
            lambda: _("The free servicing"),
            keyed(
                (
                    Choice("done", lambda: _("Is done"), "check"),
                    Choice("moved", lambda: _("Another day is agreed"), "calendar"),
                )
            ),
        )
        today = ctx.book.clock.today
        self.done_on = DateField("on", lambda: _("Done on"), today, chips=(Ahead(),))
        self.due_on = DateField(
            "due_on", lambda: _("Agreed day"), today, chips=(Ahead(days=1), Ahead(days=3), Ahead(days=7))
        )
        self.note = TextField("note", lambda: _("What was done (may be empty)"), longest=LONGEST_NOTE)
        self.fields = {field.key: field for field in (self.how, self.done_on, self.due_on, self.note)}
        self.done_on.set_value(today())
        self._lay_out(row)
        self._watch(self.fields.values())
        for field in self.fields.values():
            field.entered.connect(self.save)
        self.how.changed.connect(self._show_how)
        self.save_button.clicked.connect(self.save)
        self.how.set_value(how)
        self._show_how()
        self._restore()

    def _lay_out(self, row: VisitRow) -> None:
        panel = SidePanel(framed=False)
        about = " · ".join((row.product_name, numbers.to_script(row.card_no)))
        today = self.ctx.book.clock.today()
        stands = Label(visit_words(row.visit, today), "second", "text2", wrap=True)
        for widget in (self.strip, Label(about, "h2", wrap=True), stands, *self.fields.values()):
            panel.body.addWidget(widget)
        last_on = self.ctx.book.visits.last_day(self.visit.id)
        if last_on is not None:
            words = _("The card promises free servicing until {date}.").format(date=dates.date_long(last_on))
            panel.body.addWidget(Label(words, "caption", "text3", wrap=True))
        panel.body.addStretch(1)
        self.save_button = primary(lambda: _("Save"), "check", "Enter")
        panel.add_footer(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)

    def first_focus(self) -> QWidget:
        """The answer, or the day when that is all that is asked."""
        return self.due_on.control if self.how.value() == "moved" else self.how.buttons[0]

    def key_pressed(self, key: str) -> bool:
        if key not in self.KEYS:
            return False
        self.how.set_value(self.KEYS[key])
        self._show_how()
        (self.note if key == "1" else self.due_on).setFocus()
        return True

    def save(self) -> None:
        """Tick it off or move it."""
        if self._finished:
            return
        values, problems = self._read()
        if problems:
            for key, problem in problems.items():
                self.fields[key].show_problem(problem)
            return
        visits = self.ctx.book.visits
        try:
            if self.how.value() == "done":
                on = values.get("on")
                day = on if isinstance(on, dt.date) else None
                visits.done(self.visit.id, day, str(values.get("note") or ""), by=self)
                self._finish(self._draft_name())
                self.ctx.messages.done(
                    _("Free servicing done"), undo=partial(untick, self.ctx, self.visit.id)
                )
                return
            due_on = values.get("due_on")
            if not isinstance(due_on, dt.date):
                self.due_on.show_problem(Message("Choose a day."))
                self.due_on.setFocus()
                return
            visits.postpone(self.visit.id, due_on, by=self)
        except ShopbookError as error:
            self._show_error(error)
            return
        words = _("Free servicing agreed for {date}").format(date=dates.date_long(due_on))
        self._saved(self._draft_name(), words)

    def _show_how(self) -> None:
        done = self.how.value() == "done"
        self.done_on.setVisible(done)
        self.note.setVisible(done)
        self.due_on.setVisible(not done)

    # what survives a crash

    def _draft_name(self) -> str:
        return f"visit:{self.visit.id}"

    def _keep(self) -> None:
        worth = self.note.typed().strip() or self.due_on.typed().strip()
        self._keep_or_drop(self._draft_name(), worth, {"fields": self._typed()})

    def _restore(self) -> None:
        kept = self._kept(self._draft_name())
        if kept is None:
            return
        for key, typed in kept["fields"].items():
            if key in self.fields:
                self.fields[key].restore(typed)
        self._show_how()


def untick(ctx: Context, visit_id: int) -> None:
    """A servicing was not done after all."""
    ctx.book.visits.undo(visit_id)


def open_visit(ctx: Context, target: object) -> None:
    """Navigation "visit", "settle_service_visit": {"visit_id", "how"} or {"item", "card"} of the day's list."""
    asked: Mapping[str, Any] = target if isinstance(target, Mapping) else {}
    visit_id = asked["item"].source_id if "item" in asked else asked.get("visit_id")
    if not isinstance(visit_id, int):
        return
    rows = ctx.book.visits.rows([visit_id])
    if not rows:
        ctx.messages.problem(Message("This servicing is not in the book any more."))
        return
    # Who was just spoken to has agreed on a day; at the counter it is ticked off.
    how = str(asked.get("how") or ("moved" if "item" in asked else "done"))
    title = titles.about(ctx, rows[0].visit.customer_id, _("Free servicing"))
    ctx.navigation.open_sheet(VisitSheet(ctx, rows[0], how), title)
