"""`python3 -m tests.faults [--kills 100]`: the long run; prints what it cost and fails when anything was lost."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from shopbook import boot


def main() -> int:
    """Run the kills; 0 when nothing confirmed was lost."""
    from tests.faults.kill import torture

    parser = argparse.ArgumentParser(prog="python3 -m tests.faults")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        toll = torture(Path(folder), arguments.kills, arguments.seed)
    print(toll)
    return 0 if toll.spotless else 1


if __name__ == "__main__":
    boot.ensure("tests.faults", boot.TESTS, sys.argv[1:], offscreen=True)
    sys.exit(main())
