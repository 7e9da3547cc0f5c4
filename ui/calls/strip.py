"""The strip under the page for one call: what they said, what we answered, and when next; Enter saves.

Saving is one operation of shopbook.followups; the strip only collects the words.
"""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.calls.model import CallDraft
from shopbook.errors import Invalid, ShopbookError
from shopbook.followups.rules import BY_NAME
from shopbook.localisation import dates
from shopbook.localisation.language import _, say
from ui.calls import words
from ui.calls.whom import Whom
from ui.context import Context
from ui.forms.choices import ChipsField, Choice, ChoiceField
from ui.forms.days import Ahead, DateField
from ui.forms.field import Field
from ui.forms.figures import MoneyField
from ui.forms.sheets import LooseSheet
from ui.forms.texts import LongTextField, PhoneField
from ui.qt import AlignTop
from ui.style import theme
from ui.widgets.buttons import Button, chip, primary
from ui.widgets.cards import pad
from ui.widgets.flow import FlowLayout
from ui.widgets.yielding import Yielding

# Suggested days until the next word, by outcome; a person accepts with Enter or changes them.
SUGGESTED = {"call_later": Ahead(days=1), "promised_pay": Ahead(days=7), "promised_buy": Ahead(days=7)}
NEXT = (Ahead(days=1), Ahead(days=7), Ahead(months=1))


class CallStrip(LooseSheet):
    """One call: outcome chips on top, three columns below; Esc keeps what was typed as a draft."""

    def __init__(self, ctx: Context, whom: Whom, outcome: str = "talked") -> None:
        super().__init__(ctx)
        self.whom, self.outcome = whom, outcome
        self._suggested = ""
        self._make_fields()
        self._lay_out()
        self._watch(self.fields.values())
        for field in self.fields.values():
            field.entered.connect(self.save)
        self.button.clicked.connect(self.save)
        self.choose(outcome)
        self._restore()

    def _make_fields(self) -> None:
        today = self.ctx.book.clock.today
        self.said = LongTextField("said", lambda: _("What they said"), lines=2)
        self.answered = LongTextField("answered", lambda: _("What we answered"), lines=2)
        self.next_on = DateField("next_on", lambda: _("Next time"), today, chips=NEXT)
        self.next_at = ChoiceField("next_at", lambda: _("Hour"), self._hours())
        self.amount = MoneyField("amount_paisa", lambda: _("How much"), empty=None, words=False)
        self.another = PhoneField("another_phone", lambda: _("The right number, if you learned it"))
        self.mood = ChipsField("mood", lambda: _("Their mood"), words.MOODS, many=True)
        self.channel = ChoiceField("channel", lambda: _("How you talked"), words.CHANNELS)
        self.direction = ChoiceField("direction", lambda: _("Who called"), words.DIRECTIONS)
        # Usually right as they stand: without their labels the strip leaves the list in sight on a small screen.
        for field in (self.direction, self.channel):
            field.label.hide()
        fields = (self.said, self.answered, self.next_on, self.next_at, self.amount, self.another, self.mood,
                  self.channel, self.direction)  # fmt: skip
        self.fields = {field.key: field for field in fields}

    def _hours(self) -> list[Choice]:
        shop = self.ctx.book.settings.shop()
        first, last = int(shop.opens_at[:2]), int(shop.closes_at[:2])
        day = self.ctx.book.followups.day()
        found = [Choice("", lambda: _("Any time"))]
        for hour in range(first, max(first, last) + 1):
            text = f"{hour:02d}:00"
            found.append(Choice(text, partial(dates.time_short, day.at(day.today, text))))
        return found

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        pad(outer, 20, 0, 20, 12, 8)
        top = QHBoxLayout()
        top.setSpacing(theme.px(10))
        flow = FlowLayout(gap=theme.px(6))
        self.outcomes: dict[str, Button] = {}
        for outcome in words.OUTCOMES:
            button = chip(outcome.title, outcome.icon)
            button.setToolTip(f"{outcome.title()}  ({outcome.key})" if outcome.key else "")
            button.setProperty("outcome", outcome.code)
            button.clicked.connect(self._on_outcome)
            self.outcomes[outcome.code] = button
            flow.addWidget(button)
        top.addLayout(flow, 1)
        self.button = primary(lambda: _("Save"), "check", "Enter")
        top.addWidget(self.button, 0, AlignTop)
        outer.addLayout(top)
        outer.addWidget(self.strip)
        inside = QWidget()
        columns = QHBoxLayout(inside)
        pad(columns, 0, 0, 0, 0, 16)
        parts: tuple[tuple[Field | tuple[Field, ...], ...], ...] = (
            (self.said, self.mood),
            (self.answered, *self._reasons(), (self.direction, self.channel)),
            (self.next_on, self.next_at, self.amount, self.another),
        )
        for fields in parts:
            column = QVBoxLayout()
            column.setSpacing(theme.px(8))
            for field in fields:
                if isinstance(field, tuple):
                    row = QHBoxLayout()
                    row.setSpacing(theme.px(10))
                    for one in field:
                        row.addWidget(one, 1, AlignTop)
                    column.addLayout(row)
                else:
                    column.addWidget(field)
            column.addStretch(1)
            columns.addLayout(column, 1)
        # With large letters on a small screen the fields scroll; the outcomes and the button stay.
        self.area = Yielding(inside)
        outer.addWidget(self.area, 1)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Tab follows the talk: what they said, what we answered, when next; then the rest."""
        order = [self.said, self.answered, self.next_on, self.next_at, self.amount, self.another, self.mood]
        chain = [field.control for field in order]
        for one, after in pairwise(chain):
            self.setTabOrder(one, after)

    def _reasons(self) -> tuple[Field, ...]:
        """The reasons of the card as chips: the ticked ones are closed by this call."""
        card = self.whom.card
        if card is None:
            self.reasons: ChipsField | None = None
            return ()
        choices = [Choice(item.key, partial(say, BY_NAME[item.rule].label)) for item in card.reasons]
        self.reasons = ChipsField("reasons", lambda: _("Settled by this call"), choices, many=True)
        self.reasons.set_value([item.key for item in self.whom.ticked])
        self.fields["reasons"] = self.reasons
        return (self.reasons,)

    # what is chosen

    def first_focus(self) -> QWidget:
        """What they said comes first."""
        return self.another.control if self.outcome == "wrong_number" else self.said.control

    def choose(self, outcome: str) -> None:
        """Take another outcome: other fields, another suggested day; words already typed stay."""
        self.outcome = outcome
        for code, button in self.outcomes.items():
            button.setChecked(code == outcome)
        wrong = outcome == "wrong_number"
        self.another.setVisible(wrong)
        self.amount.setVisible(outcome == "promised_pay")
        self.next_at.setVisible(outcome == "call_later")
        for talked in (self.said, self.answered, self.next_on, self.mood):
            talked.setVisible(not wrong)
        self.next_on.setVisible(not wrong and outcome not in ("do_not_call", "complaint"))
        self._suggest(outcome)
        if outcome == "promised_pay" and not self.amount.typed() and self.whom.balance_paisa > 0:
            self.amount.set_value(self.whom.balance_paisa)
        for field in self.fields.values():
            field.show_problem(None)
        self.strip.hide()

    def _suggest(self, outcome: str) -> None:
        """Put the outcome's usual day in, unless the person chose a day."""
        if self.next_on.typed() != self._suggested:
            return
        ahead = SUGGESTED.get(outcome)
        self.next_on.set_value(ahead.of(self.ctx.book.clock.today()) if ahead else None)
        self._suggested = self.next_on.typed()

    def key_pressed(self, key: str) -> bool:
        """The figure of an outcome chooses it."""
        if key in words.BY_KEY:
            self.choose(words.BY_KEY[key].code)
            return True
        return False

    # saving

    def draft(self) -> CallDraft:
        """The call as typed; raises Invalid for what cannot be read."""
        values, problems = self._read()
        if problems:
            raise Invalid(problems)
        values.pop("reasons", None)
        mood = values.pop("mood", ())
        moods = mood if isinstance(mood, tuple) else ()
        worst = next((one for one in ("angry", "sad", "happy") if one in moods), None)
        return CallDraft(
            customer_id=self.whom.customer_id,
            phone=self.whom.phone,
            outcome=self.outcome,
            mood=worst,
            **{key: value for key, value in values.items() if value is not None},  # type: ignore[arg-type]
        )

    def save(self) -> None:
        """Write the call down with everything it settles; problems are shown under their fields."""
        if self._finished:
            return
        ticked = None
        if self.reasons is not None and self.whom.card is not None:
            keys = self.reasons.value()
            ticked = [item for item in self.whom.card.reasons if item.key in keys]
        try:
            self.ctx.book.followups.called(self.draft(), self.whom.card, ticked, by=self)
        except ShopbookError as error:
            self._show_error(error)
            return
        tell(self.ctx, self.whom, self.outcome, self._finish(self.whom.draft_name))

    # what survives a crash

    def _keep(self) -> None:
        typed = {key: field.typed() for key, field in self.fields.items() if key != "reasons"}
        name = self.whom.draft_name
        if typed["said"] or typed["answered"]:
            self.ctx.book.drafts.keep(name, {"outcome": self.outcome, "fields": typed})
        else:
            self.ctx.book.drafts.drop(name)

    def _restore(self) -> None:
        kept = self.ctx.book.drafts.kept(self.whom.draft_name)
        if not kept or not isinstance(kept.get("fields"), dict):
            return
        for key, typed in kept["fields"].items():
            if key in ("said", "answered", "mood", "channel", "direction", "next_on") and key in self.fields:
                self.fields[key].restore(typed)
        if kept.get("outcome") == self.outcome and "amount_paisa" in kept["fields"]:
            self.amount.restore(kept["fields"]["amount_paisa"])
        self.said.area.moveCursor(QTextCursor.MoveOperation.End)
        self.said.hint(lambda: _("You had begun to write this; it was kept."))

    def _on_outcome(self) -> None:
        outcome = str(self.sender().property("outcome"))
        self.choose(outcome)
        self.first_focus().setFocus()


def tell(ctx: Context, whom: Whom, outcome: str, operation: int) -> None:
    """Say that a call is saved, with a way back."""
    ctx.messages.done(
        words.said(outcome).format(name=whom.name), undo=partial(ctx.book.history.undo, operation)
    )
