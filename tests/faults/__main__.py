"""`python3 -m tests.faults [--kills 300]`: the long run; prints what it cost and fails when anything was lost.

The figures in README are those of `--kills 300 --cuts 200 --flips 300 --midway 20`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from shopbook import boot


def main() -> int:
    """Do to a working book what the world does; 0 when nothing confirmed was lost and nothing is wrong."""
    parser = argparse.ArgumentParser(prog="python3 -m tests.faults")
    parser.add_argument("--kills", type=int, default=100, help="half of them over a protected book")
    parser.add_argument("--cuts", type=int, default=50, help="of the power")
    parser.add_argument(
        "--flips", type=int, default=100, help="of single bits, half of them in a protected book"
    )
    parser.add_argument("--midway", type=int, default=5, help="kills in the middle of each large deed")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return 0 if _all(Path(folder), arguments) else 1


def _all(folder: Path, asked: argparse.Namespace) -> bool:
    from tests.faults.kill import torture
    from tests.faults.large import DEEDS
    from tests.faults.midway import kill_midway
    from tests.faults.power import cut_power
    from tests.faults.world import all_faults, flip_bits

    spotless = True

    def tell(what: str, cost: object, good: bool) -> None:
        nonlocal spotless
        spotless = spotless and good
        print(f"{what}: {cost}", flush=True)

    def room(name: str) -> Path:
        (folder / name).mkdir()
        return folder / name

    for fault in all_faults(folder / "world"):
        tell(fault.fault, f"{fault.said} {fault.advice} {fault.toll}", fault.toll.spotless)
    half = asked.kills // 2
    for name, kills in (("plain", asked.kills - half), ("protected", half)):
        toll = torture(room(name), kills, asked.seed, protected=name == "protected")
        tell(f"kill -9, {name} book", toll, toll.spotless)
    toll = cut_power(room("power"), asked.cuts, asked.seed)
    tell("power cuts", toll, toll.spotless)
    half = asked.flips // 2
    for name, flips in (("plain", asked.flips - half), ("protected", half)):
        flipped = flip_bits(room(f"{name}-bits"), flips, asked.seed, protected=name == "protected")
        tell(f"flipped bits, {name} book", flipped, not flipped.wrong)
    for deed in DEEDS:
        halfway = kill_midway(folder / deed, deed, asked.midway, asked.seed)
        tell(f"kill -9 during: {deed}", halfway, halfway.spotless)
    return spotless


if __name__ == "__main__":
    boot.ensure("tests.faults", boot.TESTS, sys.argv[1:], offscreen=True)
    sys.exit(main())
