"""What a talk can bring besides its words: a complaint, an order, the shop's word, a wish, a score. Each asks little.

A part gives a draft of shopbook.care, or None; saving is one operation there, and the strip's affair.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from shopbook.book import Book
from shopbook.care.complaints import ComplaintDraft
from shopbook.care.demands import DemandDraft
from shopbook.care.feedback import FeedbackDraft
from shopbook.care.promises import ShopPromiseDraft
from shopbook.localisation.language import _
from ui.calls import words
from ui.calls.layout import SnugRow
from ui.forms.choices import ChipsField, ChoiceField
from ui.forms.days import Ahead, DateField
from ui.forms.field import Field
from ui.forms.product import ProductField
from ui.forms.texts import TextField, TickField

Day = Callable[[], dt.date]


class Part(SnugRow):
    """A row of questions that is open or not asked at all; `written` are the fields that hold words worth keeping."""

    def __init__(self, *asked: tuple[Field, int, float]) -> None:
        super().__init__(16)
        self.fields = [field for field, _stretch, _least in asked]
        for field, stretch, least in asked:
            self.add(field, stretch, least)

    @property
    def first(self) -> QWidget:
        """Where the keyboard goes when the part opens."""
        return self.fields[0].control

    def open(self, on: bool) -> None:
        """Ask, or stop asking: a closed part's fields give nothing."""
        for field in self.fields:
            field.setVisible(on)
        self.setVisible(on)
        self.fit()

    def fit(self) -> None:
        """Show the questions that follow from what is answered."""
        self.refit()

    def is_blank(self) -> bool:
        """True when nothing was answered."""
        return not any(field.typed() for field in self.fields if isinstance(field, TextField | ProductField))


class ComplaintPart(Part):
    """What kind of complaint it is and how serious; the words are what they said, the day is asked beside them."""

    def __init__(self) -> None:
        self.kind = ChipsField("complaint_kind", lambda: _("What is it about"), words.COMPLAINT_KINDS)
        self.severity = ChipsField("complaint_severity", lambda: _("How serious"), words.SEVERITIES)
        self.kind.set_value("product")
        self.severity.set_value("normal")
        super().__init__((self.kind, 9, 560), (self.severity, 4, 250))

    def draft(self, promised_on: dt.date | None) -> ComplaintDraft:
        """The complaint, with the day the shop said it would be settled by; what it is are the words of the call."""
        return ComplaintDraft(kind=self.kind.value(), severity=self.severity.value(), promised_on=promised_on)


class PromisePart(Part):
    """The shop gave its word: what, and by which day."""

    def __init__(self, today: Day) -> None:
        self.what = TextField(
            "promise_what",
            lambda: _("What we promised"),
            example=lambda: _("The stand will come on Sunday …"),
            longest=500,
        )
        self.due_on = DateField(
            "promise_due_on", lambda: _("By when"), today, chips=(Ahead(days=1), Ahead(days=3), Ahead(days=7))
        )
        super().__init__((self.what, 2, 330), (self.due_on, 1, 240))

    def draft(self) -> ShopPromiseDraft | None:
        """The promise as typed, None when nothing was; raises Wrong for a day that cannot be read."""
        if self.isHidden() or self.is_blank():
            return None
        return ShopPromiseDraft(what=self.what.value(), due_on=self.due_on.value())


class DemandPart(Part):
    """They asked for something that was not there: what, why it was not sold, and what was offered instead."""

    def __init__(self, book: Book) -> None:
        self.what = ProductField("demand_what", lambda: _("What they asked for"), book)
        self.reason = ChoiceField("demand_reason", lambda: _("Why it was not sold"), words.DEMAND_REASONS)
        self.alternative = TextField("demand_alternative", lambda: _("What we offered instead"))
        self.taken = TickField("demand_taken", lambda: _("They took that"))
        super().__init__(
            (self.what, 4, 240), (self.reason, 3, 170), (self.alternative, 4, 200), (self.taken, 2, 150)
        )
        self.alternative.changed.connect(self.fit)

    def fit(self) -> None:
        self.taken.setVisible(not self.alternative.isHidden() and bool(self.alternative.typed().strip()))
        super().fit()
        _level(self.taken, beside=not self.is_broken())

    def draft(self) -> DemandDraft | None:
        """The wish as typed, None when nothing was."""
        if self.isHidden() or self.is_blank():
            return None
        what, product_id = self.what.what()
        offered = self.alternative.value()
        return DemandDraft(
            what=what,
            reason=self.reason.value(),
            alternative=offered,
            alternative_taken=bool(offered) and self.taken.value(),
            product_id=product_id,
        )


class FeedbackPart(Part):
    """One question: are they happy with the shop? A happy one is asked for a word that may hang on the wall.

    The question itself, `score`, stands in the columns; what follows from the answer is this row. `signed` is the name
    that stands under the word on the wall.
    """

    def __init__(self, signed: str) -> None:
        self._signed = signed
        self.score = ChipsField("feedback_score", lambda: _("Happy with our shop?"), words.SCORES)
        self.why = TextField("feedback_why", lambda: _("Why"), longest=500)
        self.testimonial = TextField(
            "feedback_testimonial", lambda: _("A good word in their own voice"), longest=500
        )
        self.may_quote = TickField("feedback_may_quote", lambda: _("May hang on the wall with their name"))
        super().__init__((self.why, 4, 200), (self.testimonial, 5, 260), (self.may_quote, 3, 270))
        self.fields.insert(0, self.score)
        self.score.changed.connect(self.fit)
        self.testimonial.changed.connect(self.fit)

    def fit(self) -> None:
        asked = not self.score.isHidden()
        happy = asked and self.score.value() == words.HAPPY
        self.why.setVisible(asked)
        self.testimonial.setVisible(happy)
        self.may_quote.setVisible(happy and bool(self.testimonial.typed().strip()))
        self.setVisible(asked and self.score.value() is not None)
        super().fit()
        _level(self.may_quote, beside=not self.is_broken())

    def is_blank(self) -> bool:
        return super().is_blank() and self.score.value() is None

    def draft(self) -> FeedbackDraft | None:
        """The answer, None when the question was not answered."""
        if self.score.isHidden() or self.score.value() is None:
            return None
        quoted = "" if self.testimonial.isHidden() else self.testimonial.value()
        may_quote = bool(quoted) and self.may_quote.value()
        return FeedbackDraft(
            score=self.score.value(),
            why=self.why.value(),
            testimonial=quoted,
            may_quote=may_quote,
            quoted_as=self._signed if may_quote else "",
        )


def _level(tick: TickField, *, beside: bool) -> None:
    """Put a tick beside a field's line and not beside its label."""
    tick.label.say(" ")
    tick.label.setVisible(beside)
