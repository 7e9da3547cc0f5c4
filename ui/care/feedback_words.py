"""How an opinion is said and drawn: three faces, and a row of the list."""

from __future__ import annotations

import dataclasses
import datetime as dt

from shopbook.care.feedback import HAPPY, SO_SO, UNHAPPY, Answer, FeedbackDraft
from shopbook.localisation import dates
from shopbook.localisation.language import _, pgettext
from ui import titles
from ui.forms.choices import Choice
from ui.lists.looks import RowLook

# Each with its key.
FACES = (
    Choice(HAPPY, lambda: f"{score_words(HAPPY)}  1", "smile"),
    Choice(SO_SO, lambda: f"{score_words(SO_SO)}  2", "meh"),
    Choice(UNHAPPY, lambda: f"{score_words(UNHAPPY)}  3", "frown"),
)
ICONS = {HAPPY: "smile", SO_SO: "meh", UNHAPPY: "frown"}
TONES = {HAPPY: "green", SO_SO: "amber", UNHAPPY: "red"}


def score_words(score: int) -> str:
    """A score in the user's language."""
    return {
        HAPPY: pgettext("opinion", "Happy"),
        SO_SO: pgettext("opinion", "So-so"),
        UNHAPPY: pgettext("opinion", "Unhappy"),
    }[score]


def draft_of(answer: Answer) -> FeedbackDraft:
    """What was written down, to be changed."""
    names = [field.name for field in dataclasses.fields(FeedbackDraft)]
    return FeedbackDraft(**{name: getattr(answer, name) for name in names})


def look_of(answer: Answer, today: dt.date, *, narrow: bool = False) -> RowLook:
    """A row of the list: who, when, what they said; a mark on words that may hang on the wall."""
    said = f"“{answer.testimonial}”" if answer.testimonial else answer.why
    return RowLook(
        title=titles.known_as(answer.customer_name, answer.honorific) or _("Name not known"),
        beside=dates.ago(answer.asked_on, today),
        second=" · ".join((said or score_words(answer.score)).split("\n")),
        icon=ICONS[answer.score],
        tone=TONES[answer.score],
        badge=_("May hang") if answer.may_quote and not narrow else "",
        badge_tone="brand",
    )
