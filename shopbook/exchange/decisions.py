"""What a person decides about rows whose people are in the book already. Finding them is matching's affair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from shopbook.errors import Message
from shopbook.exchange.matching import Match


class Choice(StrEnum):
    """What becomes of a row that is somebody in the book. Their old dues go into the ledger with the first three."""

    FILL = "fill"
    """What is blank in the book is filled, what stands there stays."""
    KEEP = "keep"
    """Their page stays as it is."""
    TAKE = "take"
    """What the list says replaces what the book says; a blank of the list replaces nothing."""
    NEW = "new"
    """It is another person after all."""
    SKIP = "skip"
    """The row is not taken."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """The choice for single rows, by row number, and for all others."""

    default: Choice = Choice.FILL
    by_row: Mapping[int, Choice] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_row", MappingProxyType(dict(self.by_row)))

    def __reduce__(self) -> tuple[object, ...]:
        return Decisions, (self.default, dict(self.by_row))

    def of(self, row_no: int) -> Choice:
        """What was decided about a row."""
        return self.by_row.get(row_no, self.default)

    def decided(self, row_no: int, choice: Choice) -> Decisions:
        """With one row decided otherwise."""
        return Decisions(self.default, {**self.by_row, row_no: choice})

    def for_all(self, choice: Choice) -> Decisions:
        """Every row alike."""
        return Decisions(choice)


def is_duplicate(found: Match) -> bool:
    """True when there is something to decide: the row is somebody in the book, or of an earlier row."""
    return found.outcome == "matched"


def apply(matches: Sequence[Match], decisions: Decisions) -> tuple[Match, ...]:
    """The rows as they will be written."""
    made_new: dict[int, int] = {}  # customer of the book -> the row that became a new customer instead
    return tuple(
        _decided(one, decisions.of(one.row.row_no), made_new) if is_duplicate(one) else one for one in matches
    )


def _decided(one: Match, choice: Choice, made_new: dict[int, int]) -> Match:
    if choice is Choice.SKIP:
        return replace(
            one, outcome="rejected", due_paisa=0, review=False, notes=(Message("Left out by your choice."),)
        )
    if choice is not Choice.NEW:
        # Whoever looked and decided need not be asked again, and other names were seen.
        looked = (
            {} if choice is Choice.FILL else {"review": bool(one.row.problems), "notes": one.row.problems}
        )
        return replace(one, choice=choice, **looked)  # type: ignore[arg-type]
    if one.customer_id is not None and one.customer_id in made_new:
        return replace(one, customer_id=None, same_as_row=made_new[one.customer_id], due_paisa=0)
    if one.customer_id is not None:
        made_new[one.customer_id] = one.row.row_no
    problems = one.row.problems
    return Match(one.row, "added", due_paisa=one.row.due_paisa, notes=problems, review=bool(problems))
