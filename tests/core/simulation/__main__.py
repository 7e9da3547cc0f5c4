"""Live a shop's ninety days and print what was called and what came of it: `python3 -m tests.core.simulation`."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.core.simulation.ninety_days import NinetyDays


def main() -> None:
    """Read the arguments, live, print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--days", type=int, default=90)
    asked.add_argument("--seed", type=int, default=20260901)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="shopbook-days-") as folder:
        for line in NinetyDays(Path(folder), given.seed).live(given.days).lines():
            print(line)


if __name__ == "__main__":
    main()
