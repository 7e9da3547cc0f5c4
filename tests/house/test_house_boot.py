"""The two commands on a machine with nothing: what they say, what they make, and what they never trust."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from shopbook import __version__, boot
from tests import __main__ as tests_command

ROOT = Path(__file__).resolve().parents[2]
LINUX_ONLY = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="system libraries are a Linux matter"
)


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout whose lock holds one small library, `counter`, that comes from a folder instead of the internet."""
    wheel = make_wheel(tmp_path / "wheels")
    lock = tmp_path / "resources" / "requirements.lock"
    lock.parent.mkdir()
    lock.write_text(
        f"counter==1.0 --hash=sha256:{sha256(wheel.read_bytes()).hexdigest()}\n", encoding="utf-8"
    )
    monkeypatch.setattr(boot, "ROOT", tmp_path)
    monkeypatch.setattr(boot, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(boot, "LOCK", lock)
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheel.parent))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    return tmp_path


def make_wheel(folder: Path) -> Path:
    """A wheel with one module in it."""
    folder.mkdir()
    info = "counter-1.0.dist-info"
    file = folder / "counter-1.0-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as wheel:
        wheel.writestr("counter.py", "open_today = True\n")
        wheel.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: counter\nVersion: 1.0\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(
            f"{info}/RECORD", f"counter.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n"
        )
    return file


def has_counter(python: Path) -> bool:
    return subprocess.call([str(python), "-c", "import counter"], stderr=subprocess.DEVNULL) == 0


def no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


# ---------------------------------------------------------------- sentences


def test_an_old_python_is_told_which_one_is_needed() -> None:
    with pytest.raises(SystemExit, match=r"Python 3\.11 or newer is needed; this is 3\.9\.2"):
        boot.check_python((3, 9, 2))


@LINUX_ONLY
def test_without_a_display_the_tour_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    no_screen(monkeypatch)
    with pytest.raises(SystemExit, match="python3 -m shopbook --tour DIR"):
        boot.check_display(offscreen=False)
    boot.check_display(offscreen=True)


@LINUX_ONLY
def test_missing_libraries_are_named_in_one_line_to_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boot, "may_install", lambda: False)
    monkeypatch.setattr(boot, "QT_LIBRARIES", {"libnowhere.so.1": "libnowhere1", "libc.so.6": "libc6"})
    with pytest.raises(SystemExit, match="sudo apt-get install -y --no-install-recommends libnowhere1\n"):
        boot.ensure_system_libraries(offscreen=True)


@LINUX_ONLY
def test_root_installs_the_missing_libraries_with_the_same_line(monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[str] = []
    missing = ["libnowhere1"]

    def install(line: str) -> bool:
        lines.append(line)
        missing.clear()
        return True

    monkeypatch.setattr(boot, "may_install", lambda: True)
    monkeypatch.setattr(boot, "install", install)
    monkeypatch.setattr(boot, "missing_packages", lambda _libraries: list(missing))
    boot.ensure_system_libraries(offscreen=True)
    assert lines == ["apt-get install -y --no-install-recommends libnowhere1"]


@LINUX_ONLY
def test_missing_printer_support_is_said_and_stops_nobody(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    no_screen(monkeypatch)
    monkeypatch.setattr(boot, "may_install", lambda: False)
    monkeypatch.setattr(boot, "QT_LIBRARIES", {})
    monkeypatch.setattr(boot, "PRINT_LIBRARIES", {"libnowhere.so.1": "libnowhere1"})
    boot.ensure_system_libraries(offscreen=False)
    assert "printers are not listed until you run" in capsys.readouterr().err


@LINUX_ONLY
def test_each_kind_of_screen_asks_for_its_own_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    no_screen(monkeypatch)
    assert "libxcb-cursor.so.0" not in boot.wanted_libraries(offscreen=False)
    monkeypatch.setenv("DISPLAY", ":0")
    assert "libxcb-cursor.so.0" in boot.wanted_libraries(offscreen=False)
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert "libwayland-client.so.0" in boot.wanted_libraries(offscreen=False)
    assert boot.wanted_libraries(offscreen=True) == boot.QT_LIBRARIES


# ---------------------------------------------------------------- the environment


def test_the_first_start_makes_the_environment_and_the_second_uses_it(bare: Path) -> None:
    python = boot.ensure_venv(["counter"])
    assert has_counter(python)
    made = python.lstat().st_mtime_ns
    assert boot.ensure_venv(["counter"]) == python
    assert python.lstat().st_mtime_ns == made


def test_an_interrupted_build_is_begun_again(bare: Path) -> None:
    python = boot.ensure_venv(["counter"])
    (bare / ".venv" / "shopbook-stamp").unlink()
    for file in (bare / ".venv").rglob("counter.py"):
        file.unlink()
    assert not has_counter(python)
    assert has_counter(boot.ensure_venv(["counter"]))


def test_a_changed_lock_makes_the_environment_anew(bare: Path) -> None:
    boot.ensure_venv(["counter"])
    left = bare / ".venv" / "left_from_before"
    left.touch()
    boot.LOCK.write_text("# one more library\n" + boot.LOCK.read_text(encoding="utf-8"), encoding="utf-8")
    boot.ensure_venv(["counter"])
    assert not left.exists()


def test_an_environment_of_another_tool_is_used_when_complete_and_never_deleted(bare: Path) -> None:
    boot.ensure_venv(["counter"])
    for name in ("shopbook-stamp", "shopbook-mark"):
        (bare / ".venv" / name).unlink()
    python = boot.ensure_venv(["counter"])
    assert not (bare / ".venv" / "shopbook-stamp").exists()
    with pytest.raises(SystemExit, match="made by another tool and is incomplete"):
        boot.ensure_venv(["counter", "a_library_it_lacks"])
    assert has_counter(python)


def test_a_library_with_the_wrong_hash_is_refused_in_a_sentence(bare: Path) -> None:
    boot.LOCK.write_text(f"counter==1.0 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="The libraries could not be installed"):
        boot.ensure_venv(["counter"])
    assert not (bare / ".venv" / "shopbook-stamp").exists()


def test_without_the_internet_the_person_hears_what_to_do(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PIP_FIND_LINKS")
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    with pytest.raises(SystemExit, match="check the connection and run the same command again"):
        boot.ensure_venv(["counter"])


def test_the_child_keeps_arguments_and_exit_code(tmp_path: Path) -> None:
    program = tmp_path / "asked.py"
    program.write_text("import sys; sys.exit(len(sys.argv[1:]))\n", encoding="utf-8")
    assert boot.run_again(Path(sys.executable), "asked", []) == 1  # it cannot be found from here
    os.environ["PYTHONPATH"] = str(tmp_path)
    try:
        assert boot.run_again(Path(sys.executable), "asked", ["রহিম", "a b", ""]) == 3
    finally:
        del os.environ["PYTHONPATH"]


def test_with_everything_in_place_nothing_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> Path:
        raise AssertionError("an environment was built although everything is here")

    monkeypatch.setattr(boot, "ensure_venv", never)
    boot.ensure("tests", boot.TESTS, [], offscreen=True)


# ---------------------------------------------------------------- the commands


@pytest.mark.parametrize("command", [["-m", "shopbook"], ["shopbook"]], ids=["module", "folder"])
def test_the_version_needs_nothing_but_python(command: list[str]) -> None:
    without_libraries = [sys.executable, "-S", *command, "--version"]
    done = subprocess.run(without_libraries, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.stdout.strip() == f"Shopbook {__version__}", done.stderr


def test_the_count_at_the_end_adds_up_tests_and_other_checks(tmp_path: Path) -> None:
    count = tmp_path / "count.xml"
    count.write_text(
        '<testsuites><testsuite tests="7" failures="1" errors="1" skipped="2"/></testsuites>',
        encoding="utf-8",
    )
    part = tests_command.Part("tests", [], count)
    assert part.passed_and_failed(1) == (3, 2)
    assert tests_command.Part("lint", []).passed_and_failed(1) == (0, 1)
    assert tests_command.Part("lint", []).passed_and_failed(0) == (1, 0)
    crashed = tests_command.Part("tests", [], tmp_path / "never_written.xml")
    assert crashed.passed_and_failed(-6) == (0, 1)


def test_one_red_part_makes_the_whole_run_red(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = [sys.executable, "-c", "print('fine')"], [sys.executable, "-c", "raise SystemExit('red')"]

    def parts(_: Path) -> list[tests_command.Part]:
        return [tests_command.Part("good", good), tests_command.Part("bad", bad)]

    monkeypatch.setattr(tests_command, "parts", parts)
    assert tests_command.main([]) == 1
    assert "\n1 passed, 1 failed in " in capsys.readouterr().out
