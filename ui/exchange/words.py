"""What columns, outcomes and rows of a list are called. Pure text, no widget."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from shopbook.exchange.columns import SkippedKind
from shopbook.exchange.decisions import Choice
from shopbook.exchange.headings import FieldKey
from shopbook.exchange.matching import Match
from shopbook.localisation import numbers
from shopbook.localisation.language import _, say
from shopbook.localisation.numbers import to_script

# Row numbers beyond this are counted, not listed.
MOST_LISTED = 8


def field_names() -> dict[FieldKey, Callable[[], str]]:
    """What a column may hold, in the order of the drop-down: what shops have most, first."""
    return {
        FieldKey.IGNORE: lambda: _("Leave out"),
        FieldKey.NAME: lambda: _("Name"),
        FieldKey.PHONE: lambda: _("Mobile"),
        FieldKey.DUE: lambda: _("Due"),
        FieldKey.AREA: lambda: _("Area"),
        FieldKey.ADDRESS: lambda: _("Address"),
        FieldKey.NOTE: lambda: _("Remark"),
        FieldKey.FATHER: lambda: _("Father"),
        FieldKey.HUSBAND: lambda: _("Husband"),
        FieldKey.MOTHER: lambda: _("Mother"),
        FieldKey.NICKNAME: lambda: _("Nickname"),
        FieldKey.BIRTHDAY: lambda: _("Birthday"),
        FieldKey.ANNIVERSARY: lambda: _("Wedding day"),
        FieldKey.OCCUPATION: lambda: _("Occupation"),
        FieldKey.LANDMARK: lambda: _("Landmark"),
        FieldKey.ORGANISATION: lambda: _("Company"),
        FieldKey.TAG: lambda: _("Label"),
        FieldKey.EMAIL: lambda: _("Email"),
        FieldKey.EXTRA: lambda: _("Into the remark"),
        FieldKey.SERIAL: lambda: _("Row number in the list"),
        FieldKey.FIRST_NAME: lambda: _("First name"),
        FieldKey.MIDDLE_NAME: lambda: _("Middle name"),
        FieldKey.LAST_NAME: lambda: _("Last name"),
        FieldKey.NAME_PREFIX: lambda: _("Title before the name"),
        FieldKey.NAME_SUFFIX: lambda: _("Title after the name"),
        FieldKey.PHONE_LABEL: lambda: _("Whose phone it is"),
    }


def choice_names() -> dict[Choice, Callable[[], str]]:
    """What may become of a row that is somebody in the book, in the order of its keys."""
    return {
        Choice.FILL: lambda: _("Fill the blanks"),
        Choice.KEEP: lambda: _("Keep ours"),
        Choice.TAKE: lambda: _("Take the list's"),
        Choice.NEW: lambda: _("Another person"),
        Choice.SKIP: lambda: _("Leave the row out"),
    }


def outcome(match: Match) -> str:
    """What becomes of a row, in two words."""
    if match.outcome == "rejected":
        return _("Not taken")
    if match.outcome == "matched" and match.choice in ("keep", "take") and not match.review:
        return choice_names()[Choice(match.choice)]()
    if match.review:
        return _("To be looked at")
    return _("Already in the book") if match.outcome == "matched" else _("New")


def outcome_tone(match: Match) -> str:
    """The colour that goes with the words."""
    if match.outcome == "rejected":
        return "red"
    return "amber" if match.review else "blue" if match.outcome == "matched" else "green"


def reason(match: Match) -> str:
    """Why: every sentence about the row, or whom it belongs to."""
    if match.notes:
        return " ".join(say(note) for note in match.notes)
    if match.same_as_row is not None:
        return _("Same as row {row}").format(row=to_script(str(match.same_as_row)))
    return ""


def skipped_line(skipped: Iterable[tuple[int, SkippedKind]]) -> str:
    """The rows that are no customers, by kind, in one line; blank rows are not worth a word."""
    names: dict[SkippedKind, Callable[[], str]] = {
        SkippedKind.TITLE: lambda: _("Title: row {rows}"),
        SkippedKind.HEADER: lambda: _("Headings: row {rows}"),
        SkippedKind.REPEATED_HEADER: lambda: _("Headings again: row {rows}"),
        SkippedKind.TOTAL: lambda: _("Total: row {rows}"),
    }
    by_kind: dict[SkippedKind, list[int]] = {}
    for row_no, kind in skipped:
        by_kind.setdefault(kind, []).append(row_no)
    return " · ".join(
        name().format(rows=_listed(by_kind[kind])) for kind, name in names.items() if kind in by_kind
    )


def _listed(rows: list[int]) -> str:
    shown = ", ".join(to_script(str(row)) for row in rows[:MOST_LISTED])
    more = len(rows) - MOST_LISTED
    return shown if more <= 0 else _("{rows} and {n} more").format(rows=shown, n=numbers.number(more))
