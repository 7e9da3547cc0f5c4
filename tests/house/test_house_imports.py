"""Who may know whom: the core without Qt, the directions of imports, and that each rule really bites."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"
CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]

# One line for each rule that must break it: where it is planted, what it says.
PLANTED = {
    "core": ("shopbook/money.py", "import PySide6.QtCore"),
    "floors": ("shopbook/customers/planted.py", "import shopbook.book"),
    "noun": ("shopbook/customers/model.py", "import shopbook.customers.operations"),
    "storage": ("shopbook/customers/planted.py", "import sqlite_utils"),
    "localisation": ("shopbook/money.py", "from babel.numbers import format_decimal"),
    "documents": ("shopbook/customers/planted.py", "import reportlab.pdfgen.canvas"),
    "sqlite": ("shopbook/storage/planted.py", "import sqlite3"),
    "screens": ("ui/customers/planted.py", "import ui.sales"),
}


def modules(package: str) -> list[str]:
    """Every module of a package, by its dotted name."""
    names = []
    for file in sorted((ROOT / package).rglob("*.py")):
        parts = file.relative_to(ROOT).with_suffix("").parts
        names.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return names


def run(*command: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run Python afresh; what it printed is kept."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, *command], cwd=folder, env=environment, capture_output=True, encoding="utf-8"
    )


def lint(folder: Path, contract: str | None = None) -> subprocess.CompletedProcess[str]:
    """import-linter over a copy of the house, one of its rules or all."""
    chosen = ["--contract", contract] if contract else []
    return run("-c", LINT, "--no-logo", "--no-cache", *chosen, folder=folder)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The house in a temporary folder, to spoil."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", folder)
    for package in ("shopbook", "ui"):
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    for screen in ("customers", "sales"):
        (folder / "ui" / screen).mkdir(exist_ok=True)
        (folder / "ui" / screen / "__init__.py").touch()
    return folder


def test_every_core_module_imports_and_none_brings_qt() -> None:
    names = [name for name in modules("shopbook") if not name.endswith("__main__")]
    program = (
        "import importlib, json, sys\n"
        f"for name in {names!r}: importlib.import_module(name)\n"
        "windows = ('PySide6', 'shiboken6', 'ui')\n"
        "print(json.dumps(sorted(name for name in sys.modules if name.split('.')[0] in windows)))"
    )
    done = run("-c", program)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == []


def test_heavy_libraries_wait_until_they_are_needed() -> None:
    heavy = [
        "babel",
        "phonenumbers",
        "pypdfium2",
        "python_calamine",
        "reportlab",
        "sqlite_utils",
        "uharfbuzz",
    ]
    program = (
        "import sys, shopbook.book\n"
        f"print(sorted(set({heavy!r}) & {{name.split('.')[0] for name in sys.modules}}))"
    )
    done = run("-c", program)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"


def test_the_directions_of_imports_hold(copy: Path) -> None:
    done = lint(copy)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("contract", [contract["id"] for contract in CONFIG["contracts"]])
def test_a_planted_import_breaks_its_rule(copy: Path, contract: str) -> None:
    place, line = PLANTED[contract]
    file = copy / place
    before = file.read_bytes() if file.exists() else None
    file.write_text(
        (before or b"").decode("utf-8") + f"\n\ndef planted() -> None:\n    {line}\n", encoding="utf-8"
    )
    try:
        done = lint(copy, contract)
    finally:
        if before is None:
            file.unlink()
        else:
            file.write_bytes(before)
    assert done.returncode == 1
    assert "BROKEN" in done.stdout, done.stdout + done.stderr
    assert Path(place).stem in done.stdout


def test_nobody_opens_the_other_sqlite() -> None:
    found = []
    for folder in ("shopbook", "ui", "tests"):
        for file in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    names = [alias.name for alias in node.names]
                elif isinstance(node, ast.ImportFrom):
                    names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
                else:
                    continue
                if any(
                    name == "PySide6.QtSql" or name.split(".")[0] in ("sqlite3", "_sqlite3") for name in names
                ):
                    found.append(f"{file.relative_to(ROOT)}:{node.lineno}")
    assert found == []
