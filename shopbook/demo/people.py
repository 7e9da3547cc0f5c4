"""Sample customers, one after another: name, household, phones, birthdays. When they come is decided in `story`."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from shopbook.customers.model import NO_DATE, CustomerDraft, PartialDate, PhoneDraft
from shopbook.demo import names
from shopbook.notes.model import FamilyDraft

# The first customers are the heroes of the showcase, each with a telephone of their own; its scenes tell of a wife of
# the one and a taxi of another.
HEROES, MEN = 24, frozenset({10, 11, 14})
# In so many houses of a hundred two customers have one telephone.
_SHARED_PHONE = 0.07
_LATIN = 0.4


@dataclass(frozen=True, slots=True)
class Home:
    """What a later member of the household shares with the first."""

    phone: str
    area: int
    head: str
    latin: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """A customer to add, and the family told about at the counter."""

    draft: CustomerDraft
    family: tuple[FamilyDraft, ...]


class People:
    """An endless row of customers from one seed; telephones do not repeat but in a household."""

    def __init__(self, seed: int, today: dt.date) -> None:
        self._random = random.Random(f"people {seed}")
        self._today = today
        self._phones: set[str] = set()
        self._lately: list[Home] = []
        self._turn = 0

    def next(self) -> Plan:
        """The next customer."""
        roll = self._random.random
        faith = "muslim" if (dice := roll()) < 0.86 else "hindu" if dice < 0.97 else "other"
        turn, self._turn = self._turn, self._turn + 1
        shares = roll() < _SHARED_PHONE and turn >= HEROES
        home = self._random.choice(self._lately) if self._lately and shares else None
        woman = home is not None or (roll() < 0.34 and turn not in MEN)
        latin = home.latin if home else roll() < _LATIN
        name = self._name(faith, woman, latin)
        area = home.area if home else self._random.randrange(len(names.AREAS))
        phones = (PhoneDraft(home.phone, "spouse"),) if home else self._own_phones()
        guardian, relation = self._guardian(home, faith, woman, latin)
        draft = CustomerDraft(
            name=name,
            nickname=self._random.choice(names.NICKNAMES) if roll() < 0.12 else "",
            guardian_name=guardian,
            guardian_relation=relation,
            honorific=self._honorific(faith, woman),
            phones=phones,
            area=names.AREAS[area][latin],
            address=self._address(area, latin),
            landmark=self._random.choice(names.LANDMARKS) if roll() < 0.3 else "",
            occupation="গৃহিণী"
            if woman and roll() < 0.5
            else self._random.choice(names.OCCUPATIONS)
            if roll() < 0.5
            else "",
            birthday=self._birthday(18, 70) if roll() < 0.3 else NO_DATE,
            festivals={"muslim": ("eid",), "hindu": ("puja",), "other": ("boro_din",)}[faith],
            tier="vip" if (dice := roll()) < 0.03 else "silver" if dice < 0.1 else "normal",
        )
        if home is None and not woman:
            self._lately = [*self._lately[-40:], Home(phones[0].raw, area, name, latin)]
        return Plan(draft, self._family(latin))

    def _name(self, faith: str, woman: bool, latin: bool) -> str:
        roll, choice = self._random.random, self._random.choice
        if faith == "muslim":
            first = choice(names.MUSLIM_WOMEN if woman else names.MUSLIM_MEN)[latin]
            last = choice(names.MUSLIM_LAST_WOMEN if woman else names.MUSLIM_LAST_MEN)[latin]
            title = ("মোছাঃ ", "Mst. ") if woman else ("মোঃ ", "Md. ")
            titled = title[latin] if roll() < (0.25 if woman else 0.45) else ""
            if not woman and roll() < 0.25:
                last = f"{choice(names.MUSLIM_MIDDLE)[latin]} {choice(names.MUSLIM_FAMILIES)[latin]}"
            return f"{titled}{first} {last}"
        if faith == "hindu":
            first = choice(names.HINDU_WOMEN if woman else names.HINDU_MEN)[latin]
            last = choice(names.HINDU_LAST_WOMEN if woman else names.HINDU_LAST)[latin]
            middle = ("চন্দ্র ", "Chandra ")[latin] if not woman and roll() < 0.3 else ""
            return f"{first} {middle}{last}"
        first = choice(names.OTHER_WOMEN if woman else names.OTHER_MEN)[latin]
        return f"{first} {choice(names.OTHER_LAST)[latin]}"

    def _guardian(self, home: Home | None, faith: str, woman: bool, latin: bool) -> tuple[str, str | None]:
        if home is not None:
            return home.head, "husband"
        dice = self._random.random()
        if dice < 0.45:
            return self._name(faith, False, latin), "husband" if woman and dice < 0.2 else "father"
        return (self._name(faith, True, latin), "mother") if dice < 0.55 else ("", None)

    def _honorific(self, faith: str, woman: bool) -> str | None:
        if self._random.random() < 0.35:
            return None
        if faith == "hindu":
            return "didi" if woman else "dada"
        return self._random.choice(("apa", "apa", "khala") if woman else ("bhai", "bhai", "bhai", "chacha"))

    def _own_phones(self) -> tuple[PhoneDraft, ...]:
        first = PhoneDraft(self._phone())
        return (
            (first, PhoneDraft(self._phone(), "spouse", "বাসা")) if self._random.random() < 0.12 else (first,)
        )

    def _phone(self) -> str:
        while True:
            made = self._random.choice(names.PREFIXES) + f"{self._random.randrange(10**8):08d}"
            if made not in self._phones:
                self._phones.add(made)
                return made

    def _address(self, area: int, latin: bool) -> str:
        if self._random.random() < 0.45:
            return ""
        house, road = self._random.randint(1, 180), self._random.randint(1, 14)
        place = names.AREAS[area][latin]
        return f"House {house}, Road {road}, {place}" if latin else f"বাসা {house}, রোড {road}, {place}"

    def _birthday(self, youngest: int, oldest: int) -> PartialDate:
        born = self._today - dt.timedelta(days=self._random.randint(youngest * 365, oldest * 365))
        dice = self._random.random()
        if dice < 0.6:
            return PartialDate(born.year, born.month, born.day)
        return (
            PartialDate(None, born.month, born.day)
            if dice < 0.9
            else PartialDate(born.year, born.month, None)
        )

    def _family(self, latin: bool) -> tuple[FamilyDraft, ...]:
        if self._random.random() < 0.6:
            return ()
        members = []
        for _ in range(self._random.randint(1, 2)):
            relation = self._random.choice(("son", "daughter"))
            name = self._random.choice(names.CHILDREN[relation])[latin] if self._random.random() < 0.7 else ""
            birthday = self._birthday(2, 17) if self._random.random() < 0.5 else NO_DATE
            members.append(FamilyDraft(0, relation, name, birthday=birthday))
        return tuple(members)
