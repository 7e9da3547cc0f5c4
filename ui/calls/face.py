"""What the strip of one call shows: outcomes, the three columns, and the chips behind which there is more. What is
chosen and saved is in strip.py."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TypeVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.followups.rules import BY_NAME
from shopbook.localisation import dates
from shopbook.localisation.language import _, say
from ui.calls import words
from ui.calls.calm import Calm
from ui.calls.layout import columns, tab_through
from ui.calls.parts import ComplaintPart, DemandPart, FeedbackPart, Part, PromisePart
from ui.calls.whom import Whom
from ui.context import Context
from ui.forms.choices import ChipsField, Choice, ChoiceField
from ui.forms.days import Ahead, DateField
from ui.forms.field import Field
from ui.forms.figures import MoneyField
from ui.forms.product import ProductField
from ui.forms.sheets import LooseSheet
from ui.forms.texts import LongTextField, PhoneField
from ui.qt import AlignTop
from ui.style import theme
from ui.widgets.buttons import Button, primary
from ui.widgets.cards import pad
from ui.widgets.flow import FlowLayout
from ui.widgets.yielding import Yielding

NEXT = (Ahead(days=1), Ahead(days=7), Ahead(months=1))
# The parts behind a chip, in their order; and where parts go once they are made.
EXTRA_PARTS = ("promise", "demand", "feedback")
PLACES = ("calm", "score", "complaint", *EXTRA_PARTS)
PartType = TypeVar("PartType", bound=Part)


class StripFace(LooseSheet):
    """Everything there is to see of one call; `fields` are all of them, `own` those of the call itself."""

    def __init__(self, ctx: Context, whom: Whom, outcome: str) -> None:
        super().__init__(ctx)
        self.whom, self.outcome = whom, outcome
        self._make_fields()
        self._lay_out()

    def _make_fields(self) -> None:
        today = self.ctx.book.clock.today
        self.said = LongTextField("said", lambda: _("What they said"), lines=2)
        self.answered = LongTextField("answered", lambda: _("What we answered"), lines=2)
        self.next_on = DateField("next_on", self._next_words, today, chips=NEXT)
        self.promised_on = DateField(
            "complaint_promised_on", lambda: _("By when will it be settled"), today, chips=NEXT[:2]
        )
        self.next_at = ChoiceField("next_at", lambda: _("Hour"), self._hours())
        self.buy_what = ProductField("buys_what", lambda: _("What they will buy"), self.ctx.book)
        self.amount = MoneyField("amount_paisa", lambda: _("How much"), empty=None, words=False)
        self.another = PhoneField("another_phone", lambda: _("The right number, if you learned it"))
        self.mood = ChipsField("mood", lambda: _("Their mood"), words.MOODS, many=True)
        self.channel = ChoiceField("channel", lambda: _("How you talked"), words.CHANNELS)
        self.direction = ChoiceField("direction", lambda: _("Who called"), words.DIRECTIONS)
        # Usually right as they stand: without their labels the strip leaves the list in sight on a small screen.
        for field in (self.direction, self.channel):
            field.label.hide()
        self.own: tuple[Field, ...] = (self.said, self.answered, self.next_on, self.next_at, self.amount,
                                       self.another, self.mood, self.channel, self.direction)  # fmt: skip
        self.fields = {field.key: field for field in (*self.own, self.promised_on, self.buy_what)}

    def _next_words(self) -> str:
        if self.outcome == "promised_pay":
            return _("When will they pay")
        return _("When will they take it") if self.outcome == "promised_buy" else _("Next time")

    def _hours(self) -> list[Choice]:
        shop = self.ctx.book.settings.shop()
        first, last = int(shop.opens_at[:2]), int(shop.closes_at[:2])
        day = self.ctx.book.followups.day()
        found = [Choice("", lambda: _("Any time"))]
        for hour in range(first, max(first, last) + 1):
            text = f"{hour:02d}:00"
            found.append(Choice(text, partial(dates.time_short, day.at(day.today, text))))
        return found

    # The parts are made when they are first needed: most calls bring nothing but words, and those must not wait.

    @cached_property
    def calm(self) -> Calm:
        """The calm words, and handing over."""
        calm = Calm(self.ctx)
        calm.changed.connect(self._timer.start)
        self._places["calm"].addWidget(calm)
        return calm

    @cached_property
    def complaint(self) -> ComplaintPart:
        """What a complaint is about."""
        return self._placed("complaint", ComplaintPart())

    @cached_property
    def promise(self) -> PromisePart:
        """The shop's own word."""
        return self._placed("promise", PromisePart(self.ctx.book.clock.today))

    @cached_property
    def demand(self) -> DemandPart:
        """What was not there."""
        return self._placed("demand", DemandPart(self.ctx.book))

    @cached_property
    def feedback(self) -> FeedbackPart:
        """The one question."""
        part = FeedbackPart(self.whom.signed)
        self._places["score"].addWidget(part.score)
        return self._placed("feedback", part)

    def part(self, code: str) -> Part:
        """A part by its code, made now if nobody asked before."""
        found: Part = getattr(self, code)
        return found

    def made(self, code: str) -> Part | None:
        """A part that was needed already."""
        return self.part(code) if code in vars(self) else None

    def _placed(self, code: str, part: PartType) -> PartType:
        self._places[code].addWidget(part)
        part.open(False)
        self.fields.update({field.key: field for field in part.fields})
        tab_through(self, [self.channel, *part.fields])
        self._watch(part.fields)
        for field in part.fields:
            field.entered.connect(self._on_entered)
        return part

    def _on_entered(self) -> None:
        """Enter in a field: save, unless it goes on to the next question first."""
        self.save()

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

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        pad(outer, 20, 0, 20, 12, 8)
        outer.addLayout(self._top())
        outer.addWidget(self.strip)
        # With large letters on a small screen the fields scroll; the outcomes and the button stay. Filled where it
        # stands: each move of a full one to another place dresses every field in it anew.
        inside = QWidget()
        self.area = Yielding(inside)
        outer.addWidget(self.area, 1)
        column = QVBoxLayout(inside)
        pad(column, 0, 0, 0, 0, 8)
        self._places: dict[str, QVBoxLayout] = {code: QVBoxLayout() for code in PLACES}
        column.addLayout(self._places["calm"])
        column.addLayout(
            columns(
                (self.said, self.another, self.mood),
                (self.answered, *self._reasons()),
                (
                    self.next_on,
                    self.promised_on,
                    self.next_at,
                    (self.buy_what, self.amount),
                    self._places["score"],
                ),
            )
        )
        column.addLayout(self._places["complaint"])
        column.addLayout(self._more())
        for code in EXTRA_PARTS:
            column.addLayout(self._places[code])
        column.addStretch(1)
        tab_through(self, [self.said, self.answered, self.next_on, self.promised_on, self.next_at, self.buy_what,
                           self.amount, self.another, self.mood])  # fmt: skip

    def _top(self) -> QHBoxLayout:
        """The outcomes, and the button that saves."""
        top = QHBoxLayout()
        top.setSpacing(theme.px(10))
        flow = FlowLayout(gap=theme.px(6))
        self.outcomes: dict[str, Button] = {}
        for outcome in words.OUTCOMES:
            # In the strip figures go into the words, so each outcome has its figure with Alt as well.
            key = f"{outcome.key} · Alt+{outcome.key}" if outcome.key else ""
            button = Button(outcome.title, outcome.icon, "chip", key)
            button.setProperty("outcome", outcome.code)
            self.outcomes[outcome.code] = button
            flow.addWidget(button)
        top.addLayout(flow, 1)
        self.button = primary(lambda: _("Save"), "check", "Enter")
        top.addWidget(self.button, 0, AlignTop)
        return top

    def _more(self) -> QHBoxLayout:
        """What else a talk can bring, and how it was held."""
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        self.extras_box = QWidget()
        flow = FlowLayout(self.extras_box, theme.px(6))
        self.extras: dict[str, Button] = {}
        for extra in words.EXTRAS:
            button = Button(extra.title, extra.icon, "chip", f"Alt+{extra.key}")
            button.setProperty("extra", extra.code)
            self.extras[extra.code] = button
            flow.addWidget(button)
        row.addWidget(self.extras_box, 1)
        for field in (self.direction, self.channel):
            field.setMinimumWidth(theme.px(130))
            row.addWidget(field, 0, AlignTop)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the outcomes with their icons need more than a line, they are words alone."""
        super().resizeEvent(event)
        for outcome in words.OUTCOMES:
            self.outcomes[outcome.code].say(outcome.title, outcome.icon)
        gap = theme.px(6)
        whole = sum(button.sizeHint().width() + gap for button in self.outcomes.values())
        if whole > self.width() - self.button.sizeHint().width() - theme.px(2 * 20 + 10):
            for outcome in words.OUTCOMES:
                self.outcomes[outcome.code].say(outcome.title, "")
