"""Helpers as plain values, their skills, and the words a skill is looked for by. SQL is in `queries`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from shopbook.errors import Message
from shopbook.localisation.language import pgettext

SKILLS = (
    *("mechanic", "electrician", "doctor", "plumber", "tv_fridge", "mobile_repair", "carpenter", "painter"),
    *("driver", "ambulance", "hospital", "tow_truck", "other"),
)
LONGEST_NAME, LONGEST_SKILL, LONGEST_NOTE = 200, 60, 1000
_TITLES: dict[str, Callable[[], str]] = {
    "mechanic": lambda: pgettext("skill", "Mechanic"),
    "electrician": lambda: pgettext("skill", "Electrician"),
    "doctor": lambda: pgettext("skill", "Doctor"),
    "plumber": lambda: pgettext("skill", "Plumber"),
    "tv_fridge": lambda: pgettext("skill", "TV, fridge, AC"),
    "mobile_repair": lambda: pgettext("skill", "Mobile repair"),
    "carpenter": lambda: pgettext("skill", "Carpenter"),
    "painter": lambda: pgettext("skill", "Painter"),
    "driver": lambda: pgettext("skill", "Driver, car hire"),
    "ambulance": lambda: pgettext("skill", "Ambulance"),
    "hospital": lambda: pgettext("skill", "Hospital, clinic"),
    "tow_truck": lambda: pgettext("skill", "Tow truck"),
    "other": lambda: pgettext("skill", "Other work"),
}
# What people call them at the counter, in both scripts: whatever is typed finds the trade.
CALLED = {
    "mechanic": "মেকানিক মিস্ত্রি মিস্তিরি গাড়ি গ্যারেজ mechanic mistri garage car",
    "electrician": "ইলেকট্রিশিয়ান ইলেকট্রিক বিদ্যুৎ কারেন্ট মিস্ত্রি electrician electric wiring mistri",
    "doctor": "ডাক্তার চিকিৎসক doctor daktar physician",
    "plumber": "প্লাম্বার পাইপ পানি কল মিস্ত্রি plumber pipe water mistri",
    "tv_fridge": "টিভি ফ্রিজ এসি মিস্ত্রি tv television fridge refrigerator ac mistri",
    "mobile_repair": "মোবাইল ফোন সার্ভিসিং mobile phone repair servicing",
    "carpenter": "কাঠমিস্ত্রি কাঠ মিস্ত্রি ফার্নিচার carpenter wood furniture mistri",
    "painter": "রংমিস্ত্রি রং মিস্ত্রি painter paint colour mistri",
    "driver": "ড্রাইভার গাড়ি ভাড়া driver car rent hire",
    "ambulance": "অ্যাম্বুলেন্স এম্বুলেন্স ambulance",
    "hospital": "হাসপাতাল ক্লিনিক মেডিকেল hospital clinic medical",
    "tow_truck": "রেকার ট্রাক recker wrecker tow truck",
    "other": "",
}


def skill_title(skill: str) -> str:
    """A skill in the language on screen; the shop's own word as it stands."""
    return _TITLES[skill]() if skill in _TITLES else skill


@dataclass(frozen=True, slots=True)
class HelperDraft:
    """Somebody to recommend. `skill` is a code of SKILLS or the shop's own word; `customer_id` when also a customer."""

    name: str = ""
    skill: str = ""
    phone: str = ""
    area: str = ""
    note: str = ""
    customer_id: int | None = None

    def problems(self) -> dict[str, Message]:
        """Everything that keeps this from being saved, by field."""
        found: dict[str, Message] = {}
        if not self.name.strip():
            found["name"] = Message("Write the helper's name.")
        if not any(letter.isdigit() for letter in self.phone):
            found["phone"] = Message("Write the phone number.")
        if not self.skill.strip():
            found["skill"] = Message("Choose what they do.")
        for field, most in (
            ("name", LONGEST_NAME),
            ("skill", LONGEST_SKILL),
            ("phone", 60),
            ("area", LONGEST_NAME),
            ("note", LONGEST_NOTE),
        ):
            if len(getattr(self, field)) > most:
                found[field] = Message("This is too long; {most} letters fit.", most=most)
        return found


@dataclass(frozen=True, slots=True)
class Helper:
    """A helper in the directory. `near`: 0 in the area asked for, 1 in a neighbouring one, 2 elsewhere."""

    id: int
    name: str
    skill: str
    phone: str
    area: str
    note: str
    customer_id: int | None
    active: bool
    near: int = 2

    @property
    def title(self) -> str:
        """The skill in the language on screen."""
        return skill_title(self.skill)
