"""The libraries: the lock agrees with the project, names no host, and holds the versions that do no harm."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from shopbook import boot

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "resources" / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WANTED = [
    Requirement(line) for line in PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]
]
PINS = {
    canonicalize_name(name): pin
    for name, pin in re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", LOCK, re.MULTILINE)
}
# How many bytes a thousand calls may take from the count of None by chance; the fault takes one with each call.
CALLS = 500


def test_the_lock_names_no_host() -> None:
    assert "://" not in LOCK
    assert not re.search(
        r"^\s*(-i|-f|--index-url|--extra-index-url|--find-links|--trusted-host)", LOCK, re.MULTILINE
    )


def test_every_pin_has_hashes() -> None:
    blocks = re.split(r"\n(?=[a-z0-9])", LOCK.strip())
    assert len(blocks) == len(PINS)
    assert [block.split("==")[0] for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("requirement", WANTED, ids=str)
def test_the_lock_satisfies_the_project(requirement: Requirement) -> None:
    pin = PINS[canonicalize_name(requirement.name)]
    assert requirement.specifier.contains(pin), f"{requirement} is locked at {pin}; make the lock anew"


def test_numpy_stays_out() -> None:
    assert "numpy" not in PINS


def test_boot_checks_the_ranges_the_project_states() -> None:
    stated = {requirement.name: requirement.specifier for requirement in WANTED}
    for name, (least, below) in boot.LIMITS.items():
        low, high = (".".join(map(str, bound)) for bound in (least, below))
        assert {str(part) for part in stated[name]} == {f">={low}", f"<{high}"}


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None has no count to lose from Python 3.12 on")
def test_qt_does_not_steal_references_of_none() -> None:
    """PySide6 6.12.0 takes one with every call that returns nothing; after some thousands the process aborts."""
    program = (
        "import sys\n"
        "from PySide6.QtWidgets import QApplication, QLabel\n"
        "app = QApplication([])\n"
        "label = QLabel()\n"
        "before = sys.getrefcount(None)\n"
        f"for _ in range({CALLS}): label.setText('ক')\n"
        "print(before - sys.getrefcount(None))\n"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    assert abs(int(done.stdout)) < CALLS // 10, (
        f"PySide6 {version('PySide6-Essentials')} loses references of None"
    )
