"""What outcomes, moods and channels are called, with their keys. What they do is shopbook.calls' affair."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from shopbook.localisation.language import _, pgettext
from ui.forms.choices import Choice


@dataclass(frozen=True, slots=True)
class Outcome:
    """An outcome as it is chosen: its code, the key that chooses it, its words and icon."""

    code: str
    key: str
    title: Callable[[], str]
    icon: str = ""


OUTCOMES = (
    Outcome("talked", "1", lambda: _("Talked"), "phone-call"),
    Outcome("no_answer", "2", lambda: _("No answer"), "phone-missed"),
    Outcome("call_later", "3", lambda: pgettext("call", "Later"), "clock"),
    Outcome("promised_pay", "4", lambda: _("Will pay"), "hand-coins"),
    Outcome("promised_buy", "5", lambda: _("Will buy"), "shopping-bag"),
    Outcome("complaint", "6", lambda: _("Complaint"), "triangle-alert"),
    Outcome("wrong_number", "0", lambda: _("Wrong number"), "phone-off"),
    Outcome("do_not_call", "", lambda: _("Do not call again"), "circle-x"),
)
BY_KEY = {outcome.key: outcome for outcome in OUTCOMES if outcome.key}

MOODS = (
    Choice("happy", lambda: pgettext("mood", "Happy")),
    Choice("sad", lambda: pgettext("mood", "Upset")),
    Choice("angry", lambda: pgettext("mood", "Angry")),
)
CHANNELS = (
    Choice("phone", lambda: pgettext("channel", "Phone")),
    Choice("counter", lambda: pgettext("channel", "At the counter")),
    Choice("whatsapp", lambda: pgettext("channel", "WhatsApp")),
    Choice("imo", lambda: pgettext("channel", "Imo")),
    Choice("messenger", lambda: pgettext("channel", "Messenger")),
    Choice("sms", lambda: pgettext("channel", "SMS")),
    Choice("visit", lambda: pgettext("channel", "Visit")),
)
DIRECTIONS = (
    Choice("out", lambda: pgettext("call", "We called")),
    Choice("in", lambda: pgettext("call", "They called")),
)


def said(outcome: str) -> str:
    """What the toast says after a call was saved."""
    words: dict[str, Callable[[], str]] = {
        "talked": lambda: _("The talk with {name} is written down"),
        "no_answer": lambda: _("{name} did not pick up; the list asks again by itself"),
        "call_later": lambda: _("{name} will be called at the agreed time"),
        "promised_pay": lambda: _("The promise of {name} to pay is written down"),
        "promised_buy": lambda: _("{name} wants to buy; the list will remind you"),
        "complaint": lambda: _("The complaint of {name} is written down and stays open"),
        "wrong_number": lambda: _("The number of {name} is marked as wrong"),
        "do_not_call": lambda: _("{name} will not be called again"),
    }
    return words[outcome]()
