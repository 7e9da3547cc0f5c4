"""Killing large deeds in the middle with -9 and looking what is left. Run `python3 -m tests.faults --midway N`."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from shopbook.errors import ShopbookError
from tests.faults.large import DEEDS, Counts, Large


@dataclass
class Halfway:
    """What the kills of one deed left: `before` and `after` count the books that were as before and as after."""

    deed: str
    kills: int = 0
    before: int = 0
    after: int = 0
    wrong: int = 0
    unreadable: int = 0

    @property
    def spotless(self) -> bool:
        """True when every book was either as before or as after."""
        return self.kills == self.before + self.after


def kill_midway(folder: Path, deed: str, kills: int, seed: int = 1) -> Halfway:
    """Do the deed once to the end, then `kills` times with a kill at a random moment of it."""
    chance = random.Random(seed)
    large = DEEDS[deed]
    model = folder / "model"
    model.mkdir(parents=True)
    large.prepare(model)
    seconds, before, after = _to_the_end(large, deed, model, folder / "whole")
    toll = Halfway(deed)
    for number in range(kills):
        here = shutil.copytree(model, folder / str(number))
        _kill(deed, here, chance.uniform(0, seconds))
        toll.kills += 1
        _sort(large, here, before, after, toll)
        shutil.rmtree(here)
    return toll


def _to_the_end(large: Large, deed: str, model: Path, whole: Path) -> tuple[float, Counts, Counts]:
    untouched = shutil.copytree(model, whole.with_name("untouched"))
    before = large.found(untouched)
    shutil.copytree(model, whole)
    process = _begin(deed, whole)
    begun = time.monotonic()
    assert process.stdout is not None and process.stdout.readline() == b"done\n", "the deed failed by itself"
    seconds = time.monotonic() - begun
    process.communicate()
    return seconds, before, large.found(whole)


def _begin(deed: str, here: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.faults.large", deed, str(here)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"begin\n"
    return process


def _kill(deed: str, here: Path, after: float) -> None:
    process = _begin(deed, here)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.communicate()


def _sort(large: Large, here: Path, before: Counts, after: Counts, toll: Halfway) -> None:
    try:
        left = large.found(here)
    except ShopbookError:
        toll.unreadable += 1
    except AssertionError:
        toll.wrong += 1
    else:
        toll.before += left == before
        toll.after += left == after and before != after
        toll.wrong += left not in (before, after)
