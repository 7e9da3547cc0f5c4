"""Starts, keystrokes, scrolling and memory of the real window, against a bare window started in turn with it."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench import after_sales_window
from tests.bench.made_book import TODAY
from tests.bench.table import Figure, percentile

ROOT = Path(__file__).resolve().parents[2]


def figures(book: Path, small: Path, runs: int) -> Iterator[Figure]:
    """All figures of the window; the first is the start."""
    with tempfile.TemporaryDirectory(prefix="shopbook-bench-") as data:
        starts: dict[str, list[dict[str, Any]]] = {"bare": [], "full": [], "small": []}
        for turn in range(runs + 1):  # the first round warms the disk
            seen = {
                "bare": started("bare_window", data),
                "full": started("program_window", data, str(book), TODAY.isoformat()),
                "small": started("program_window", data, str(small), TODAY.isoformat()),
            }
            if turn:
                for name, one in seen.items():
                    starts[name].append(one)
        deeds = started("program_window", data, str(book), TODAY.isoformat(), "deeds")
    paint = {
        name: statistics.median(one["first_paint_ms"] for one in found) for name, found in starts.items()
    }
    memory = {name: statistics.median(one["pss_mb"] for one in found) for name, found in starts.items()}
    keys, frames, strips = deeds["keystroke_ms"], deeds["scroll_ms"], deeds["strip_ms"][1:]
    first = "first visit"
    told = f"{paint['full']:.0f} ms, bare {paint['bare']:.0f} ms"
    yield _size(
        "start", "start to today's list painted", paint["full"] / paint["bare"], "x bare", 1.4, 1.8, told
    )
    growth = paint["full"] / paint["small"]
    yield _size("start_growth", "the same, against 5,000 customers", growth, "x", 1.10, 1.25)
    told = f"bare {memory['bare']:.0f} MB"
    yield _size("memory", "memory (PSS) at today's list", memory["full"], "MB", 75, 110, told)
    yield _size("memory_after", "memory after searching and scrolling", deeds["pss_after_mb"], "MB", 110, 130)
    for name, title, ms, goal, limit, note in (
        ("keystroke", "keystroke to painted finds, p95", percentile(keys, 0.95), 16, 50, _p50(keys)),
        (
            "today_painted",
            "today's list made anew, painted",
            statistics.median(deeds["today_ms"]),
            30,
            60,
            "",
        ),
        ("list_painted", "customers' list opened, painted", deeds["list_ms"][0], 50, 100, first),
        ("scroll", "scrolling the list, frame p95", percentile(frames, 0.95), 12, 33, _p50(frames)),
        (
            "customer_painted",
            "a customer's page, painted",
            statistics.median(deeds["customer_ms"]),
            16,
            40,
            "",
        ),
        ("complaints_painted", "complaints opened, painted", deeds["complaints_ms"][0], 50, 100, first),
        ("promises_painted", "promises opened, painted", deeds["promises_ms"][0], 50, 100, first),
        ("sheets_painted", "printed call sheets opened, painted", deeds["call_sheets_ms"][0], 50, 100, first),
        ("strip_first", "the call strip opened, painted", deeds["strip_ms"][0], 50, 100, first),
        ("strip", "the call strip opened again, painted", statistics.median(strips), 50, 100, ""),
    ):
        yield Figure(name, title, ms, "ms", goal, limit, note=note)
    yield from after_sales_window.figures(deeds["after_sales"])


def _size(
    name: str, title: str, value: float, unit: str, goal: float, limit: float, note: str = ""
) -> Figure:
    """A ratio or a size: no machine may take more of it."""
    return Figure(name, title, value, unit, goal, limit, scales=False, note=note)


def _p50(values: list[float]) -> str:
    return f"p50 {percentile(values, 0.5):.1f}"


def bare_ms(runs: int = 3) -> float:
    """The bare window alone: how fast this machine is."""
    with tempfile.TemporaryDirectory(prefix="shopbook-bench-") as data:
        found = [started("bare_window", data)["first_paint_ms"] for _ in range(runs + 1)]
    return statistics.median(found[1:])


def started(module: str, data: str, *arguments: str) -> dict[str, Any]:
    """Start a window in a process of its own; what it told."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "SHOPBOOK_DATA": data,
        "QT_SCALE_FACTOR": "1",
    }
    environment["T0_NS"] = str(time.monotonic_ns())
    command = [sys.executable, "-m", f"tests.bench.{module}", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)
    if done.returncode or not done.stdout.strip():
        raise RuntimeError(f"{module} did not show its window:\n{done.stderr[-2000:]}")
    told: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return told
