"""`python3 -m tests`: the one command that says whether this tree is whole. What is checked lives in the tests.

Without arguments: format, lint, types, directions of imports and every test. With arguments: pytest alone gets them.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from shopbook import boot

ROOT = Path(__file__).resolve().parent.parent
PYTEST = [sys.executable, "-m", "pytest", "-q"]
# import-linter has a command and no module to run; the command's script need not be on PATH.
_LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"


@dataclass
class Part:
    """One process of the run: what it is called, its command, and for pytest where it writes its count."""

    title: str
    command: list[str]
    count: Path | None = None
    output: Path = field(default_factory=Path)
    process: subprocess.Popen[bytes] | None = None

    def passed_and_failed(self, code: int) -> tuple[int, int]:
        """How many checks held and how many did not: each test of a pytest, or the whole of any other tool."""
        if self.count is None or not self.count.exists():
            return (1, 0) if code == 0 else (0, 1)
        suite = ElementTree.parse(self.count).getroot().find("testsuite")
        assert suite is not None
        bad = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        good = int(suite.get("tests", 0)) - bad - int(suite.get("skipped", 0))
        # Interrupted, or nothing collected: no test failed, and still nothing was proved.
        return good, bad or int(code != 0)


def parts(folder: Path) -> list[Part]:
    """Everything that must hold. The tests go in two processes, windows and the rest: a counter's PC has two cores."""
    python, windows = sys.executable, Path("tests", "ui")
    core, ui = folder / "core.xml", folder / "ui.xml"
    return [
        Part("lint", [python, "-m", "ruff", "check", "."]),
        Part("format", [python, "-m", "ruff", "format", "--check", "."]),
        Part(
            "directions of imports",
            [python, "-c", "from importlinter.cli import lint_imports_command as run; run()"],
        ),
        Part("types", [python, "-m", "mypy"]),
        Part("tests of the core", [*PYTEST, "tests", f"--ignore={windows}", f"--junitxml={core}"], core),
        Part("tests of the windows", [*PYTEST, str(windows), f"--junitxml={ui}"], ui),
    ]


def run(work: list[Part], folder: Path, at_once: int) -> list[int]:
    """Run the parts, so many at once, and print each one's output as it grows, in their order. Their exit codes."""
    waiting, running, codes = list(work), [], {}
    for place, part in enumerate(work):
        part.output = folder / f"{place}.txt"
    for part in work:
        print(f"\n== {part.title}", flush=True)
        shown = 0
        while True:
            running = [each for each in running if each.process is not None and each.process.poll() is None]
            while waiting and len(running) < at_once:
                running.append(start(waiting.pop(0)))
            over = part.process is not None and part.process.poll() is not None
            if part.output.exists():
                shown += show(part.output, shown)
            if over:
                assert part.process is not None
                codes[part.title] = part.process.returncode
                break
            time.sleep(0.05)
    return [codes[part.title] for part in work]


def start(part: Part) -> Part:
    """Begin a part; what it prints is kept in its file."""
    with part.output.open("wb") as sink:
        part.process = subprocess.Popen(part.command, cwd=ROOT, stdout=sink, stderr=subprocess.STDOUT)
    return part


def show(file: Path, already: int) -> int:
    """Print what the file has gained, and say how many bytes that was."""
    with file.open("rb") as source:
        source.seek(already)
        fresh = source.read()
    sys.stdout.buffer.write(fresh)
    sys.stdout.flush()
    return len(fresh)


def main(arguments: Sequence[str]) -> int:
    """Check the tree, or hand `arguments` to pytest. 0 when everything held."""
    if arguments:
        return subprocess.call([*PYTEST, *arguments], cwd=ROOT)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="shopbook-run-") as name:
        folder = Path(name)
        work = parts(folder)
        codes = run(work, folder, max(2, os.cpu_count() or 1))
        counted = [part.passed_and_failed(code) for part, code in zip(work, codes, strict=True)]
    print("\n== all together")
    for part, (good, bad) in zip(work, counted, strict=True):
        print(f"{'FAILED' if bad else 'held':>8}  {part.title}: {good} passed, {bad} failed")
    passed, failed = (sum(numbers) for numbers in zip(*counted, strict=True))
    print(f"\n{passed} passed, {failed} failed in {time.monotonic() - began:.0f} s", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    boot.ensure("tests", boot.TESTS, sys.argv[1:], offscreen=True)
    os.chdir(ROOT)
    try:
        raise SystemExit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        raise SystemExit(130) from None
