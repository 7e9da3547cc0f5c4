"""`python3 -m tests.fuzz [--minutes 10] [--seed N]`: the long run; prints its figures and fails when it found anything.

`--only SEED` takes one seed in this very process, to look at what it does.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from shopbook import boot


def main() -> int:
    """Run the seeds; 0 when nothing crashed, hung or ate the memory."""
    parser = argparse.ArgumentParser(prog="python3 -m tests.fuzz")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1_000_000)
    parser.add_argument("--only", type=int)
    options = parser.parse_args()
    if options.only is not None:
        from tests.fuzz.counter import make_book, try_one

        with tempfile.TemporaryDirectory() as folder, make_book(Path(folder)) as book:
            print(*try_one(book, Path(folder), options.only))
        return 0
    from tests.fuzz.watching import run

    findings = run(options.minutes * 60, options.seed)
    print(findings)
    return 1 if findings.troubles else 0


if __name__ == "__main__":
    boot.ensure("tests.fuzz", boot.TESTS, sys.argv[1:], offscreen=True)
    sys.exit(main())
