"""One measured figure with its goal, and the table of all. What is measured lives in the noun's own file."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

# The goals were set on a machine whose bare PySide6 window stood after so many milliseconds. Times travel by ratio.
BARE_WINDOW_MS = 175.0


@dataclass(frozen=True)
class Figure:
    """A measurement. `goal` is what we want, `limit` what may not be exceeded; `scales`: a time, which a slower machine
    may take longer for; a count, a ratio or a size may not."""

    name: str
    title: str
    value: float
    unit: str
    goal: float
    limit: float
    scales: bool = True
    floor: float | None = None
    note: str = ""
    machine: float = 1.0  # how many times slower this one was, while it measured, than the one of the goals

    def verdict(self) -> str:
        """good, over goal, or TOO MUCH."""
        allowed = self.machine if self.scales else 1.0
        if self.value <= self.goal * allowed:
            return "good"
        return "over goal" if self.value <= self.limit * allowed else "TOO MUCH"

    def as_json(self) -> dict[str, object]:
        """The figure for machines."""
        return {
            "name": self.name,
            "title": self.title,
            "value": round(self.value, 3),
            "unit": self.unit,
            "floor": None if self.floor is None else round(self.floor, 3),
            "ratio": None if not self.floor else round(self.value / self.floor, 2),
            "goal": self.goal,
            "limit": self.limit,
            "scales": self.scales,
            "machine": round(self.machine, 2),
            "verdict": self.verdict(),
            "note": self.note,
        }


def printed(figures: Sequence[Figure]) -> str:
    """The table as text."""
    head = ("what", "measured", "floor", "ratio", "goal", "not over", "machine", "")
    rows = [head]
    for one in figures:
        ratio = f"{one.value / one.floor:.1f} x" if one.floor else ""
        floor = "" if one.floor is None else f"{one.floor:.4g}"
        measured = f"{one.value:.4g} {one.unit}".strip()
        verdict = " · ".join(part for part in (one.verdict(), one.note) if part)
        machine = f"{one.machine:.2f} x" if one.scales else ""
        goals = (f"{one.goal:g}", f"{one.limit:g}", machine)
        rows.append((one.title, measured, floor, ratio, *goals, verdict))
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines)


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def median_of(work: Callable[[], object], times: int) -> float:
    """The median milliseconds of several calls."""
    # Not at the top: it brings what would weigh on the window's memory.
    from statistics import median

    return median(timed(work) for _ in range(times))


def percentile(values: Iterable[float], share: float) -> float:
    """The value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
