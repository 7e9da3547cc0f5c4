"""How a line of a printed list is called on the screen: outcomes by their keys, and what was entered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from shopbook.followups.call_sheets import Line, PrintedSheet
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, pgettext
from ui.lists.looks import RowLook


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a call: its key on the paper and here, its words, and how many days ahead its date usually is."""

    key: str
    code: str
    title: Callable[[], str]
    icon: str
    ahead: int = 0
    asks_amount: bool = False


OUTCOMES = (
    Outcome("1", "talked", lambda: pgettext("call outcome", "talked"), "phone-call"),
    Outcome("2", "no_answer", lambda: pgettext("call outcome", "no answer"), "phone-missed"),
    Outcome("3", "call_later", lambda: pgettext("call outcome", "later"), "clock", 1),
    Outcome("4", "promised_pay", lambda: pgettext("call outcome", "will pay"), "hand-coins", 7, True),
    Outcome("5", "promised_buy", lambda: pgettext("call outcome", "will buy"), "shopping-bag", 7, True),
    Outcome("6", "complaint", lambda: pgettext("call outcome", "complaint"), "triangle-alert"),
    Outcome("0", "wrong_number", lambda: pgettext("call outcome", "wrong number"), "phone-off"),
)
BY_KEY = {one.key: one for one in OUTCOMES}
BY_CODE = {one.code: one for one in OUTCOMES}


def legend() -> str:
    """Every key with its words, as on the paper."""
    return "   ".join(f"{numbers.to_script(one.key)} {one.title()}" for one in OUTCOMES)


def name_of(line: Line) -> str:
    """Whom a line is about; the reason where nobody is named."""
    return line.name or numbers.phone(line.phone) or line.why


def look_of(line: Line) -> RowLook:
    """A line in the list: what is printed, or dimmed with what was entered."""
    title = f"{numbers.number(line.number)}.  {name_of(line)}"
    phone = numbers.phone(line.phone) if line.phone and line.name else ""
    if line.call_id is None:
        return RowLook(title, line.why if line.name or line.phone else "", "phone", "brand", beside=phone)
    outcome = BY_CODE.get(line.outcome)
    parts = [dates.date_long(line.next_on) if line.next_on else "", line.said]
    return RowLook(
        title,
        " · ".join(part for part in parts if part) or _("Entered"),
        outcome.icon if outcome else "phone-call",
        "plain",
        beside=phone,
        badge=outcome.title() if outcome else _("Entered"),
        badge_tone="green",
        faded=True,
    )


def sheet_title(sheet: PrintedSheet, today_of: Callable[[], object]) -> Callable[[], str]:
    """A printed list in the drop-down: its day, whose, its number, and how far it is entered."""
    return partial(_sheet_words, sheet, today_of)


def _sheet_words(sheet: PrintedSheet, today_of: Callable[[], object]) -> str:
    day = _("today") if sheet.on == today_of() else dates.month_day(sheet.on.month, sheet.on.day)
    parts = [
        _("Sheet {n}").format(n=numbers.number(sheet.no)),
        day,
        sheet.staff_name,
        f"{numbers.number(sheet.entered)}/{numbers.number(sheet.lines)}",
    ]
    return " · ".join(part for part in parts if part)


def progress(sheet: PrintedSheet) -> str:
    """How much of a list is entered: ১২টির মধ্যে ৭টি."""
    return _("{done} of {all} entered").format(
        done=numbers.number(sheet.entered), all=numbers.number(sheet.lines)
    )
