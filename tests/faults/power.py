"""Cutting the power at random writes and looking what the platter kept. Run `python3 -m tests.faults --cuts N`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from shopbook.book import Book
from shopbook.settings.model import ShopDraft
from tests.faults.kill import Toll, look


def cut_power(folder: Path, cuts: int, seed: int = 1, *, lying: bool = False) -> Toll:
    """Let a counter work on a drive whose power fails; open what is left each time and compare it with what was
    confirmed. `lying`: the drive only says that it flushed."""
    path = folder / "dark.shopbook"
    Book.create(path, ShopDraft(name_bn="লোডশেডিং স্টোর")).close()
    toll = Toll()
    with tempfile.TemporaryDirectory() as left:
        command = [sys.executable, "-m", "tests.faults.power_counter", str(path), left, str(cuts), str(seed)]
        command += ["lying"] * lying
        # The counter's own registry of books and the like must not meet those of this process.
        subprocess.run(command, check=True, env={**os.environ, "XDG_DATA_HOME": str(folder / "data")})
        for number in range(cuts):
            here = Path(left) / str(number)
            toll.cuts += 1
            toll.confirmed += look(here / path.name, here / "acks.jsonl", toll)
    return toll
