"""Duplicates and merges as plain values. What is written and moved is in `operations` and `moving`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from shopbook.errors import Message

Reason = Literal["phone", "name", "like_name", "guardian", "area", "no_name"]
Side = Literal["kept", "merged", "both"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two pages that may be one person. score: 0 to 100; below `SURE` it may as well be one household."""

    one_id: int
    other_id: int
    reasons: tuple[Reason, ...]
    score: int


# From here on a pair is shown as one that is hardly two people.
SURE = 80


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing written on a page, as it stands on the kept and on the merged one; values as `Customer` has them.

    suggested: what is taken unless somebody chooses otherwise; both: the two can stand together.
    """

    column: str
    label: Message
    kept: object
    merged: object
    suggested: Side
    both: bool = False

    @property
    def differs(self) -> bool:
        """True when there is something to choose."""
        return self.kept != self.merged


@dataclass(frozen=True, slots=True)
class Relative:
    """A member of the merged page's family; same_as: the member of the kept page who is the same person, if any."""

    member_id: int
    relation: str
    name: str
    same_as: int | None
    same_name: str = ""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two pages before they become one. moves: how many rows of each table go over; the money of both, in paisa."""

    kept_id: int
    merged_id: int
    kept_title: str
    merged_title: str
    fields: tuple[Choice, ...]
    phones: tuple[str, ...]
    relatives: tuple[Relative, ...]
    moves: Mapping[str, int]
    kept_paisa: int
    merged_paisa: int

    @property
    def together_paisa(self) -> int:
        """What the one page will owe."""
        return self.kept_paisa + self.merged_paisa


@dataclass(frozen=True, slots=True)
class Merge:
    """One merge that was made."""

    id: int
    kept_id: int
    merged_id: int
    kept_title: str
    merged_title: str
    on: dt.date
    staff_id: int | None
    unmerged_on: dt.date | None
    can_part: bool  # False while the kept page itself lies in another one, or one of them was erased

    @property
    def is_standing(self) -> bool:
        """True until they were parted again."""
        return self.unmerged_on is None


@dataclass(frozen=True, slots=True)
class Unmerged:
    """Two pages that were parted again, and in sentences what stays where it is."""

    kept_id: int
    merged_id: int
    stayed: tuple[Message, ...]
