"""Sentences about the person on the line: what was said last, who is at home. Which facts there are is the core's."""

from __future__ import annotations

import datetime as dt

from shopbook.clock import day_of
from shopbook.followups.details import FamilyLine, LastTalk
from shopbook.localisation import dates
from shopbook.localisation.language import _, pgettext
from shopbook.notes.words import relation_word


def talk_line(talk: LastTalk, today: dt.date) -> str:
    """The last call in one line: when, what came of it, what they said and what was answered."""
    parts = [f"{_capital(dates.ago(day_of(talk.at), today))}: {outcome_word(talk.outcome)}"]
    if talk.said:
        parts.append(_("They said “{words}”").format(words=talk.said))
    if talk.answered:
        parts.append(_("We said “{words}”").format(words=talk.answered))
    if talk.mood in ("sad", "angry"):
        parts.append(_("They were upset.") if talk.mood == "sad" else _("They were angry."))
    return " · ".join(parts)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def outcome_word(outcome: str) -> str:
    """What came of a call, in a word or two."""
    words = {
        "talked": lambda: pgettext("call outcome", "talked"),
        "no_answer": lambda: pgettext("call outcome", "no answer"),
        "busy": lambda: pgettext("call outcome", "line busy"),
        "switched_off": lambda: pgettext("call outcome", "switched off"),
        "wrong_number": lambda: pgettext("call outcome", "wrong number"),
        "call_later": lambda: pgettext("call outcome", "asked to call later"),
        "refused": lambda: pgettext("call outcome", "said no"),
        "promised_pay": lambda: pgettext("call outcome", "promised to pay"),
        "paid": lambda: pgettext("call outcome", "said it is paid"),
        "promised_buy": lambda: pgettext("call outcome", "promised to buy"),
        "bought": lambda: pgettext("call outcome", "bought"),
        "complaint": lambda: pgettext("call outcome", "complained"),
        "message_left": lambda: pgettext("call outcome", "message left"),
        "do_not_call": lambda: pgettext("call outcome", "asked not to be called"),
    }
    return words[outcome]() if outcome in words else outcome


def family_line(member: FamilyLine, today: dt.date) -> str:
    """One member of the family: relation, name, age, or when the child is expected."""
    parts = [relation_word(member.relation, member.count)]
    if member.name:
        parts.append(member.name)
    age = dates.age_partial(member.birth_year, member.birth_month, member.birth_day, today)
    if age:
        parts.append(age)
    if member.expected_on is not None:
        parts.append(_("expected {day}").format(day=dates.ago(member.expected_on, today)))
    return " · ".join(parts)
