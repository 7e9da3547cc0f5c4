"""What is said about duplicates: why two pages may be one, what a field says, what goes over. No widget lives here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from shopbook.book import Book
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext, pgettext
from shopbook.merging.model import SURE, Choice, Pair
from shopbook.notes.words import RELATIONS, relation_word

Said = Callable[[], str]

# Below this it may as well be a household that shares a telephone.
_LIKELY = 50
_REASONS: Mapping[str, Said] = {
    "phone": lambda: _("one phone"),
    "name": lambda: _("one name"),
    "like_name": lambda: _("names much alike"),
    "no_name": lambda: _("one has no name"),
    "guardian": lambda: _("one father or husband"),
    "area": lambda: _("one area"),
}
_HONORIFICS: Mapping[str, Said] = {
    "bhai": lambda: pgettext("honorific", "Bhai"),
    "apa": lambda: pgettext("honorific", "Apa"),
    "chacha": lambda: pgettext("honorific", "Chacha"),
    "khala": lambda: pgettext("honorific", "Khala"),
    "sir": lambda: pgettext("honorific", "Sir"),
    "madam": lambda: pgettext("honorific", "Madam"),
    "dada": lambda: pgettext("honorific", "Dada"),
    "didi": lambda: pgettext("honorific", "Didi"),
}
_TIERS: Mapping[str, Said] = {
    "silver": lambda: pgettext("tier", "Good"),
    "vip": lambda: pgettext("tier", "Special"),
}
_FESTIVALS: Mapping[str, Said] = {
    "eid": lambda: pgettext("festival", "Eid"),
    "puja": lambda: pgettext("festival", "Puja"),
    "boro_din": lambda: pgettext("festival", "Christmas"),
    "buddha": lambda: pgettext("festival", "Buddha Purnima"),
}
_MOVES: Mapping[str, Callable[[int], str]] = {
    "sale": lambda n: ngettext("{n} memo", "{n} memos", n),
    "ledger": lambda n: ngettext("{n} entry of the account", "{n} entries of the account", n),
    "warranty": lambda n: ngettext("{n} warranty card", "{n} warranty cards", n),
    "job": lambda n: ngettext("{n} repair", "{n} repairs", n),
    "plan": lambda n: ngettext("{n} instalment plan", "{n} instalment plans", n),
    "note": lambda n: ngettext("{n} note", "{n} notes", n),
    "interaction": lambda n: ngettext("{n} talk", "{n} talks", n),
    "complaint": lambda n: ngettext("{n} complaint", "{n} complaints", n),
    "gift": lambda n: ngettext("{n} gift", "{n} gifts", n),
    "manual_reminder": lambda n: ngettext("{n} reminder", "{n} reminders", n),
}
# Said in rows of their own, or of no interest to a person.
_NOT_TOLD = frozenset(
    {"customer_phone", "customer_tag", "family_member", "followup_state", "instalment", "call_sheet_line"}
)


def reasons(pair: Pair) -> str:
    """Why two pages may be one: "one phone, one name"."""
    return ", ".join(_REASONS[reason]() for reason in pair.reasons)


def likeliness(pair: Pair) -> tuple[str, str]:
    """How sure it is, and in which tone that is said."""
    if pair.score >= SURE:
        return _("Very likely"), "green"
    return (_("Perhaps"), "amber") if pair.score >= _LIKELY else (_("Or one household"), "blue")


def value(book: Book, choice: Choice, said: object) -> str:
    """What a page says of a field, as a person reads it; "" when it says nothing."""
    if said is None:
        return ""
    show = _SHOWN.get(choice.column)
    if choice.column == "referred_by":
        assert isinstance(said, int)
        rows = book.customers.rows([said])
        return rows[0].title if rows else ""
    return show(said) if show is not None else numbers.to_script(str(said))


def moves(counts: Mapping[str, int]) -> str:
    """What goes over: "2 memos, 1 warranty card, 3 other things"; "" when it is nothing."""
    parts = [
        say(counts[table]).format(n=numbers.number(counts[table]))
        for table, say in _MOVES.items()
        if table in counts
    ]
    others = sum(count for table, count in counts.items() if table not in _MOVES and table not in _NOT_TOLD)
    if others:
        parts.append(ngettext("{n} other thing", "{n} other things", others).format(n=numbers.number(others)))
    return ", ".join(parts)


def relative(relation: str, name: str) -> str:
    """A member of a family: "মিম (মেয়ে)"."""
    word = relation_word(relation)
    return f"{name} ({word})" if name else word


def _guardian(said: object) -> str:
    assert isinstance(said, tuple)
    name, relation = said
    word = RELATIONS[relation]() if relation in RELATIONS else ""
    return f"{word}: {name}" if word and name else name or word


def _day(said: object) -> str:
    assert isinstance(said, tuple)
    return dates.partial_date(*said[:3])


def _time(said: object) -> str:
    assert isinstance(said, tuple)
    start, end = (part or "…" for part in said)
    return numbers.to_script(f"{start}–{end}")


def _not_called(said: object) -> str:
    assert isinstance(said, tuple)
    _flag, why, until = said
    day = _("until {day}").format(day=dates.date_long(dt.date.fromisoformat(until))) if until else ""
    return " · ".join(part for part in (_("Do not call"), why, day) if part)


def _festivals(said: object) -> str:
    return ", ".join(_FESTIVALS[each]() if each in _FESTIVALS else each for each in str(said).split(","))


def _of(words: Mapping[str, Said]) -> Callable[[object], str]:
    return lambda said: words[str(said)]() if str(said) in words else str(said)


def _money(said: object) -> str:
    assert isinstance(said, int)
    return numbers.money(said)


_SHOWN: Mapping[str, Callable[[object], str]] = {
    "guardian": _guardian,
    "birthday": _day,
    "wedding": _day,
    "best_time": _time,
    "do_not_call": _not_called,
    "festivals": _festivals,
    "honorific": _of(_HONORIFICS),
    "tier": _of(_TIERS),
    "no_gift": lambda _said: _("No gifts"),
    "credit_limit": _money,
    "remark": lambda said: " ".join(str(said).split()),
}
