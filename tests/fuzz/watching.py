"""Watching the process that takes spoiled files in: no crash, no hang, no hunger; what it found, with its seeds."""

from __future__ import annotations

import os
import selectors
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

# The limits of shopbook.exchange.limits promise half a minute for the largest file that is taken.
PATIENCE = 30.0


@dataclass
class Findings:
    """What a run of seeds came to."""

    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    troubles: list[tuple[int, str]] = field(default_factory=list)
    slowest: tuple[float, int] = (0.0, 0)
    peak_megabytes: int = 0
    seconds: float = 0.0

    @property
    def cases(self) -> int:
        return sum(self.outcomes.values()) + len(self.troubles)

    def __str__(self) -> str:
        lines = [
            f"{self.cases} files and searches in {self.seconds:.0f} s; slowest {self.slowest[0]:.2f} s "
            f"(seed {self.slowest[1]}); at most {self.peak_megabytes} MB; troubles {len(self.troubles)}"
        ]
        for kind in sorted({kind for kind, _outcome in self.outcomes}):
            told = {outcome: count for (one, outcome), count in self.outcomes.items() if one == kind}
            lines.append(f"  {kind}: " + ", ".join(f"{name} {count}" for name, count in sorted(told.items())))
        return "\n".join([*lines, *(f"  seed {seed}: {told}" for seed, told in self.troubles)])


def run(seconds: float, first: int = 0, step: int = 1, patience: float = PATIENCE) -> Findings:
    """Seeds from `first`, for so long. A process that died or hangs is begun anew at the next seed."""
    findings, ends = Findings(), time.monotonic() + seconds
    began = time.monotonic()
    seed = first
    while time.monotonic() < ends:
        seed = _watch(findings, seed, step, ends, patience) + step
    findings.seconds = time.monotonic() - began
    return findings


def _watch(findings: Findings, seed: int, step: int, ends: float, patience: float) -> int:
    """One process until it dies, hangs or the time is up; returns its last seed."""
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.fuzz.counter", folder, str(seed), str(step)],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        )
        try:
            return _listen(findings, process, seed, ends, patience)
        finally:
            process.kill()
            process.wait()
            assert process.stdout is not None
            process.stdout.close()


def _listen(
    findings: Findings, process: subprocess.Popen[bytes], seed: int, ends: float, patience: float
) -> int:
    assert process.stdout is not None
    descriptor = process.stdout.fileno()
    selector = selectors.DefaultSelector()
    selector.register(descriptor, selectors.EVENT_READ)
    began, waiting, rest = time.monotonic(), False, b""
    while True:
        if not selector.select(patience):
            findings.troubles.append((seed, f"hangs for more than {patience:.0f} s"))
            return seed
        read = os.read(descriptor, 65536)
        if not read:
            findings.troubles.append((seed, f"the process died with {process.wait()}"))
            return seed
        *lines, rest = (rest + read).split(b"\n")
        for line in lines:
            word, _space, more = line.decode("ascii", "replace").partition(" ")
            if word == "begin":
                seed, began, waiting = int(more), time.monotonic(), True
                continue
            waiting = False
            findings.slowest = max(findings.slowest, (time.monotonic() - began, seed))
            if word == "found":
                findings.troubles.append((seed, more))
                if "MemoryError" in more:
                    return seed
            elif word == "end":
                kind, outcome, peak = more.split()
                findings.outcomes[kind, outcome] += 1
                findings.peak_megabytes = max(findings.peak_megabytes, int(peak))
        if time.monotonic() > ends and not waiting:
            return seed
        if time.monotonic() > ends + patience:
            return seed
