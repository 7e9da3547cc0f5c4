"""The small words the reasons are built from: whose, when, how late. Lazy: said in the language of the moment."""

from __future__ import annotations

import datetime as dt

from shopbook.errors import Message

LONGEST_QUOTE = 80


def quoted(words: str | None) -> str:
    """What was said or written, in one line and short enough for a card."""
    line = " ".join((words or "").split())
    return line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1].rstrip() + "…"


def called(name: str, honorific: str | None) -> Message | str:
    """What to call a person: রহিম ভাই. The bare name where there is no form of address."""
    match honorific:
        case "bhai":
            return Message("{name} bhai", name=name)
        case "apa":
            return Message("{name} apa", name=name)
        case "chacha":
            return Message("{name} chacha", name=name)
        case "khala":
            return Message("{name} khala", name=name)
        case "dada":
            return Message("{name} dada", name=name)
        case "didi":
            return Message("{name} didi", name=name)
        case "sir":
            return Message("{name} sir", name=name)
        case "madam":
            return Message("{name} madam", name=name)
    return name


def whose(name: str, honorific: str | None) -> Message | str:
    """The same, owning something: রহিম ভাইয়ের. A bare name as it is: the place `{whose}` gives it its ending."""
    if not name:
        return Message("the customer's")
    match honorific:
        case "bhai":
            return Message("{name} bhai's", name=name)
        case "apa":
            return Message("{name} apa's", name=name)
        case "chacha":
            return Message("{name} chacha's", name=name)
        case "khala":
            return Message("{name} khala's", name=name)
        case "dada":
            return Message("{name} dada's", name=name)
        case "didi":
            return Message("{name} didi's", name=name)
        case "sir":
            return Message("{name} sir's", name=name)
        case "madam":
            return Message("{name} madam's", name=name)
    return name


def day_word(day: dt.date, today: dt.date) -> Message:
    """A near day as people say it: আজ, আগামীকাল, পরশু, ৪ দিন পরে, গতকাল, ৩ দিন আগে."""
    away = (day - today).days
    if away == 0:
        return Message("today")
    if away == 1:
        return Message("tomorrow")
    if away == 2:
        return Message("the day after tomorrow")
    if away == -1:
        return Message("yesterday")
    if away > 0:
        return Message("in {days} days", days=away)
    return Message("{days} days ago", days=-away)


def late_word(days: int) -> Message:
    """How long past: ৩ দিন দেরি."""
    return Message("1 day late") if days == 1 else Message("{days} days late", days=days)


def days_word(days: int) -> Message:
    """A length: ৩৫ দিন."""
    return Message("1 day") if days == 1 else Message("{days} days", days=days)


def relative(relation: str | None) -> Message:
    """A member of the family, owning something: ছেলের."""
    match relation:
        case "son":
            return Message("son's")
        case "daughter":
            return Message("daughter's")
        case "wife":
            return Message("wife's")
        case "husband":
            return Message("husband's")
        case "father":
            return Message("father's")
        case "mother":
            return Message("mother's")
        case "brother":
            return Message("brother's")
        case "sister":
            return Message("sister's")
        case "grandchild":
            return Message("grandchild's")
        case "child":
            return Message("child's")
    return Message("a relative's")


def named_relative(relation: str | None, name: str) -> Message:
    """The same, by name: মেয়ে রাইসার."""
    match relation:
        case "son":
            return Message("son {name_whose}", name_whose=name)
        case "daughter":
            return Message("daughter {name_whose}", name_whose=name)
        case "wife":
            return Message("wife {name_whose}", name_whose=name)
        case "husband":
            return Message("husband {name_whose}", name_whose=name)
        case "father":
            return Message("father {name_whose}", name_whose=name)
        case "mother":
            return Message("mother {name_whose}", name_whose=name)
        case "brother":
            return Message("brother {name_whose}", name_whose=name)
        case "sister":
            return Message("sister {name_whose}", name_whose=name)
        case "grandchild":
            return Message("grandchild {name_whose}", name_whose=name)
        case "child":
            return Message("child {name_whose}", name_whose=name)
    return Message("relative {name_whose}", name_whose=name)
