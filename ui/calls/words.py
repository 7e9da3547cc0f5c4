"""What outcomes, moods, complaints and wishes are called, with their keys. What they do is shopbook's affair."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from shopbook.calls.outcomes import ADVICE
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
COMPLAINT_KINDS = (
    Choice("product", lambda: pgettext("complaint", "The product")),
    Choice("service", lambda: pgettext("complaint", "Service, repair")),
    Choice("delay", lambda: pgettext("complaint", "Delay")),
    Choice("price", lambda: pgettext("complaint", "Price")),
    Choice("behaviour", lambda: pgettext("complaint", "Behaviour")),
    Choice("bill", lambda: pgettext("complaint", "Memo, account")),
    Choice("rumour", lambda: pgettext("complaint", "Rumour")),
    Choice("other", lambda: pgettext("complaint", "Something else")),
)
SEVERITIES = (
    Choice("low", lambda: pgettext("complaint", "Small")),
    Choice("normal", lambda: pgettext("complaint", "Usual")),
    Choice("high", lambda: pgettext("complaint", "Serious")),
)
DEMAND_REASONS = (
    Choice("not_in_stock", lambda: pgettext("lost sale", "Was not in stock")),
    Choice("never_sold", lambda: pgettext("lost sale", "We do not sell it")),
    Choice("price", lambda: pgettext("lost sale", "Price too high")),
    Choice("model", lambda: pgettext("lost sale", "Wanted another model")),
    Choice("quality", lambda: pgettext("lost sale", "Quality")),
    Choice("credit", lambda: pgettext("lost sale", "Wanted credit")),
    Choice("only_looking", lambda: pgettext("lost sale", "Only looking")),
    Choice("other", lambda: pgettext("lost sale", "Something else")),
)
HAPPY = 3
SCORES = (
    Choice(HAPPY, lambda: pgettext("opinion", "Happy"), "smile"),
    Choice(2, lambda: pgettext("opinion", "So-so"), "meh"),
    Choice(1, lambda: pgettext("opinion", "Unhappy"), "frown"),
)


@dataclass(frozen=True, slots=True)
class Extra:
    """Something more a talk can bring, behind a chip: its code, the letter that opens it with Alt, words and icon."""

    code: str
    key: str
    title: Callable[[], str]
    icon: str


EXTRAS = (
    Extra("promise", "P", lambda: _("We gave our word"), "handshake"),
    Extra("demand", "D", lambda: _("Wanted it, not there"), "package"),
    Extra("feedback", "F", lambda: _("Happy with the shop?"), "smile"),
    Extra(ADVICE, "A", lambda: _("Asked for advice"), "circle-question-mark"),
)


def said(outcome: str, *, owes: bool = True) -> str:
    """What the toast says after a call was saved; who owes nothing has promised no payment of anything."""
    if outcome == "promised_pay" and not owes:
        return _("Noted what {name} said; the list will remind you on that day")
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
