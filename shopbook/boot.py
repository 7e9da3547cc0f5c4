"""Makes the two commands work on a machine that has only Python and pip. Standard library only.

It checks Python, the system libraries Qt needs and the Python libraries; what is missing it installs when it may and
names exactly when it may not. What the program does afterwards is not known here. With everything in place a start
costs a few milliseconds.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "resources" / "requirements.lock"
OLDEST_PYTHON = (3, 11)

# What must be importable, by what the person asked for.
CORE = (
    "sqlcipher3",
    "sqlite_utils",
    "babel",
    "reportlab",
    "uharfbuzz",
    "phonenumbers",
    "pypdfium2",
    "platformdirs",
    "python_calamine",
    "xlsxwriter",
    "cryptography",
    "pyrage",
    "rapidfuzz",
)
WINDOW = (*CORE, "PySide6")
TESTS = (*WINDOW, "pytest", "pytestqt", "hypothesis", "ruff", "mypy", "importlinter")

# Libraries a system's own site-packages may hold in a version that does harm (pyproject.toml says why); inside a
# virtual environment the installer has already seen to it.
LIMITS = {
    "PySide6-Essentials": ((6, 8), (6, 12)),
    "sqlcipher3": ((0, 6), (0, 7)),
    "sqlite-utils": ((4, 2), (5,)),
    "reportlab": ((5,), (6,)),
}

# soname -> Debian and Ubuntu package, found one by one on a bare Debian 12: what `import PySide6.QtWidgets` and the
# screenless platform need,
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libbrotlidec.so.1": "libbrotli1",
}
# what a window under X11 needs besides (without libxcb-cursor0 Qt aborts the process),
X11_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libX11-xcb.so.1": "libx11-xcb1",
}
# under Wayland,
WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
# and to see the printers: without it Qt lists none and says nothing. The program runs without.
PRINT_LIBRARIES = {"libcups.so.2": "libcups2"}


def ensure(module: str, needs: Sequence[str], arguments: Sequence[str], *, offscreen: bool = False) -> None:
    """Return only in an interpreter that has `needs`; otherwise make one, run `module` in it and exit with its code.

    `offscreen`: Qt draws without a screen. Exits with a sentence when the person has to do something first.
    """
    check_python(sys.version_info[:3])
    if "PySide6" in needs:
        check_display(offscreen=offscreen)
        ensure_system_libraries(offscreen=offscreen)
    if importable(needs) and not out_of_range():
        return
    if Path(sys.prefix).resolve() == VENV.resolve():
        raise SystemExit(f"[shopbook] {VENV} is incomplete. Delete that folder and run the command again.")
    if not LOCK.exists():
        lost = ", ".join(name for name in needs if not importable([name]))
        raise SystemExit(
            f"[shopbook] This copy lacks: {lost}. Install it again:  pip install --force-reinstall shopbook"
        )
    python = ensure_venv(needs)
    raise SystemExit(run_again(python, module, arguments))


def check_python(version: tuple[int, ...]) -> None:
    """Exit with a sentence under a Python that is too old."""
    if version < OLDEST_PYTHON:
        have, want = (".".join(map(str, numbers)) for numbers in (version, OLDEST_PYTHON))
        raise SystemExit(f"[shopbook] Python {want} or newer is needed; this is {have}.")


def check_display(*, offscreen: bool) -> None:
    """Exit with a sentence on a Linux machine without a screen: Qt would abort with one about plugins."""
    if offscreen or not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise SystemExit(
            "[shopbook] There is no display here, so no window can open. To see every screen of the sample shop as\n"
            "pictures and PDFs instead, run:\n\n    python3 -m shopbook --tour DIR\n"
        )


# ---------------------------------------------------------------- system libraries


def wanted_libraries(*, offscreen: bool) -> dict[str, str]:
    """The system libraries (soname -> package) without which Qt cannot start here."""
    wanted = dict(QT_LIBRARIES)
    if not offscreen and os.environ.get("QT_QPA_PLATFORM") != "offscreen":
        if os.environ.get("DISPLAY"):
            wanted |= X11_LIBRARIES
        if os.environ.get("WAYLAND_DISPLAY"):
            wanted |= WAYLAND_LIBRARIES
    return wanted


def missing_packages(libraries: dict[str, str]) -> list[str]:
    """The packages of those libraries this machine cannot load."""
    import ctypes

    missing = set()
    for soname, package in libraries.items():
        try:
            ctypes.CDLL(soname)
        except OSError:
            missing.add(package)
    return sorted(missing)


def ensure_system_libraries(*, offscreen: bool) -> None:
    """Install the system libraries Qt needs when we are root on Debian or Ubuntu; else exit with the exact line."""
    if not sys.platform.startswith("linux"):
        return
    wanted = wanted_libraries(offscreen=offscreen)
    missing = missing_packages(wanted)
    printing = [] if offscreen else missing_packages(PRINT_LIBRARIES)
    if not missing and not printing:
        return
    line = "apt-get install -y --no-install-recommends " + " ".join(sorted({*missing, *printing}))
    if may_install() and install(line):
        missing = missing_packages(wanted)
    if missing:
        count = len({*missing, *printing})
        raise SystemExit(
            f"[shopbook] Qt needs {count} system libraries that are not installed. Run:\n\n    sudo {line}\n\n"
            "and then the same command again. (On a system without apt: the packages that hold these libraries.)"
        )
    if printing and missing_packages(PRINT_LIBRARIES):
        say(f"printers are not listed until you run:  sudo {line}")


def may_install() -> bool:
    """True for root on a system with apt: a container, or a person who used sudo."""
    import shutil

    return sys.platform != "win32" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(line: str) -> bool:
    """Run the apt-get line; True when it worked."""
    import subprocess

    say(f"installing the system libraries Qt needs:  {line}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # A stale package list names files that are gone from the mirror; a failed update may still leave a usable list.
    subprocess.call(["apt-get", "update", "-qq"], stdout=subprocess.DEVNULL)
    return subprocess.call([*line.split(), "-qq"], env=quiet, stdout=subprocess.DEVNULL) == 0


# ---------------------------------------------------------------- Python libraries


def importable(names: Iterable[str]) -> bool:
    """True when every one of these can be imported; none is."""
    return all(importlib.util.find_spec(name) is not None for name in names)


def out_of_range() -> list[str]:
    """Libraries outside LIMITS in an interpreter that is no virtual environment, as `name version`."""
    if sys.prefix != sys.base_prefix or getattr(sys, "frozen", False):
        return []
    from importlib.metadata import PackageNotFoundError, version

    wrong = []
    for name, (least, below) in LIMITS.items():
        try:
            found = version(name)
        except PackageNotFoundError:
            continue
        if not least <= tuple(int(part) for part in found.split(".")[:3] if part.isdigit()) < below:
            wrong.append(f"{name} {found}")
    return wrong


def venv_python() -> Path:
    """The interpreter of `.venv`, where this system puts it."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def fingerprint() -> str:
    """What a `.venv` was made from: the lock and the Python; another of either makes it stale."""
    import hashlib

    python = f"{sys.implementation.name} {sys.version_info.major}.{sys.version_info.minor} {sys.platform}"
    return f"{hashlib.sha256(LOCK.read_bytes()).hexdigest()} {python}"


def ensure_venv(needs: Sequence[str]) -> Path:
    """Make `.venv` from the lock unless it stands, and return its interpreter.

    The stamp is written last and the mark first: a build that was interrupted has a mark and no stamp and is begun
    again. A `.venv` with neither was made by another tool; it is used when it is complete and never deleted.
    """
    stamp, mark = VENV / "shopbook-stamp", VENV / "shopbook-mark"
    python, wanted = venv_python(), fingerprint()
    with one_at_a_time():
        if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted and python.exists():
            return python
        if VENV.exists() and not mark.exists():
            if complete(python, needs):
                return python
            raise SystemExit(
                f"[shopbook] {VENV} was made by another tool and is incomplete. Finish it with that tool\n"
                "(uv sync), or delete it and run this command again."
            )
        build_venv(mark)
        # A power cut just now must not leave a stamp over files that never reached the disk.
        if hasattr(os, "sync"):
            os.sync()
        stamp.write_text(wanted, encoding="utf-8")
    return python


def complete(python: Path, needs: Sequence[str]) -> bool:
    """True when that interpreter can import all of `needs`."""
    import subprocess

    check = f"import importlib.util as u, sys; sys.exit(not all(map(u.find_spec, {list(needs)!r})))"
    return python.exists() and subprocess.call([str(python), "-c", check]) == 0


def build_venv(mark: Path) -> None:
    """Make `.venv` anew and install the lock into it; exit with a sentence when that fails."""
    import shutil
    import subprocess
    import time

    started = time.monotonic()
    say("first start: fetching the libraries into .venv (about 105 MB, once)")
    try:
        if VENV.exists():
            shutil.rmtree(VENV)
        VENV.mkdir()
        mark.write_text("made by python -m shopbook; safe to delete the whole folder\n", encoding="utf-8")
    except OSError as error:
        raise SystemExit(f"[shopbook] {VENV} cannot be made here: {error.strerror}.") from None
    # Debian keeps ensurepip in another package; the pip that is here serves the new environment as well.
    here = importlib.util.find_spec("pip") is not None
    if not here and importlib.util.find_spec("ensurepip") is None:
        raise SystemExit("[shopbook] pip is missing. Run:\n\n    sudo apt-get install -y python3-pip\n")
    without = ["--without-pip"] if here else []
    subprocess.run([sys.executable, "-m", "venv", *without, str(VENV)], check=True)
    python = str(venv_python())
    pip = [sys.executable, "-m", "pip", "--python", python] if here else [python, "-m", "pip"]
    loud = [] if sys.stderr.isatty() else ["--quiet"]
    done = subprocess.run(
        [*pip, "install", *loud, "--disable-pip-version-check", "--no-warn-script-location", "--require-hashes",
         "--only-binary", ":all:", "--requirement", str(LOCK)],
        env={**os.environ, "PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0"},
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(
            "[shopbook] The libraries could not be installed; pip says why above. They are fetched from the internet\n"
            "once: check the connection and run the same command again. What has arrived is not fetched twice."
        )
    say(f"ready in {time.monotonic() - started:.0f} s")


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold a lock of this checkout: a person who sees nothing for a minute starts the program a second time."""
    import hashlib
    import tempfile

    key = hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]
    owner = os.getuid() if sys.platform != "win32" else 0
    with Path(tempfile.gettempdir(), f"shopbook-{key}-{owner}.lock").open("a+b") as handle:
        if sys.platform == "win32":
            import msvcrt

            handle.seek(0)
            while True:
                # LK_LOCK itself gives up after ten seconds.
                with contextlib.suppress(OSError):
                    msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
                    break
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield  # closing the file, or the death of this process, gives the lock back


def run_again(python: Path, module: str, arguments: Sequence[str]) -> int:
    """Run `module` in the made environment and return its exit code.

    A child, not `os.exec`: on Windows that returns to the prompt at once, while the program still writes.
    """
    import subprocess

    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    child = subprocess.Popen([str(python), "-m", module, *arguments], env={**os.environ, "PYTHONPATH": path})
    while True:
        try:
            code = child.wait()
        except KeyboardInterrupt:
            continue  # Ctrl+C reached the child as well; it decides
        return code if code >= 0 else 128 - code


def say(sentence: str) -> None:
    """Tell the person at the terminal; stdout stays free for what a command prints."""
    print(f"[shopbook] {sentence}", file=sys.stderr, flush=True)
