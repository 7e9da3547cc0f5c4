"""The tree itself: what may lie where, how long a file may be, and what must not be written into any of them."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import shopbook

ROOT = Path(__file__).resolve().parents[2]
FIXED = {"shopbook", "ui", "resources", "translations", "tests", "pyproject.toml", "README.md"}
PACKAGING = {"LICENSE", "CHANGELOG.md", "requirements.lock"}
LONGEST = 400
# Written apart so that this file does not find itself.
MACHINE = re.compile(
    "|".join(
        [
            r"/wor" r"k/",
            r"/roo" r"t/",
            r"/tm" r"p/",
            "pypi" r"\.org",
            "python" r"hosted\.org",
        ]
    )
)


def tracked() -> list[Path]:
    """The files of the project: what git knows or would know; without git (a release archive) all but what is made."""
    listed = subprocess.run(
        ["git", "-c", "core.quotepath=off", "ls-files", "-co", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True,
    ) if (ROOT / ".git").exists() else None  # fmt: skip
    if listed is not None and listed.returncode == 0:
        names = listed.stdout.decode("utf-8").split("\0")
        return [ROOT / name for name in names if name and (ROOT / name).is_file()]
    made = re.compile(r"(^|/)(\.venv|__pycache__|\.[a-z_]+_cache|\.hypothesis|\.git|out|dist|build)(/|$)")
    found = (file for file in ROOT.rglob("*") if file.is_file())
    return [file for file in found if not made.search(file.relative_to(ROOT).as_posix())]


def test_the_top_level_is_the_fixed_one() -> None:
    tops = {file.relative_to(ROOT).parts[0] for file in tracked()}
    assert {name for name in tops if not name.startswith(".")} <= FIXED | PACKAGING


def test_no_module_is_called_utils() -> None:
    banned = {"utils", "util", "helpers", "helper", "common", "misc"}
    assert [
        file for file in tracked() if file.suffix == ".py" and {file.stem, file.parent.name} & banned
    ] == []


def test_no_python_file_is_longer_than_400_lines() -> None:
    long = {}
    for file in tracked():
        if file.suffix == ".py":
            lines = len(file.read_text(encoding="utf-8").splitlines())
            if lines > LONGEST:
                long[str(file.relative_to(ROOT))] = lines
    assert long == {}


def test_no_file_names_a_machine_or_a_registry() -> None:
    found = []
    for file in tracked():
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [
            f"{file.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
            for number, line in enumerate(text.splitlines(), 1)
            if MACHINE.search(line)
        ]
    assert found == []


def test_the_version_is_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == shopbook.__version__


def test_fonts_come_with_their_licence() -> None:
    assert list((ROOT / "resources" / "fonts").glob("*.ttf"))
    assert (ROOT / "resources" / "fonts" / "OFL.txt").exists()
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")
