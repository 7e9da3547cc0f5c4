"""The front door: `python3 -m shopbook` opens the program, and with a command does one job without windows.

What the commands do lives in `shopbook.cli`, the windows in `ui`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

if (
    not __package__
):  # `python3 shopbook`: the folder itself is first on the path, and our nouns are no top-level names
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from shopbook import __version__, boot, paths

USAGE = """usage: python3 -m shopbook                  open the program
       python3 -m shopbook BOOK.shopbook    open it with that book
       python3 -m shopbook --tour DIR       pictures of every screen and the PDFs, made without a display
       python3 -m shopbook --version
       python3 -m shopbook COMMAND ...      one job without windows:
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run what the arguments ask for and return the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    first = arguments[0] if arguments else ""
    if first in ("--version", "-V"):
        print(f"Shopbook {__version__}")
        return 0
    if first in ("--help", "-h"):
        print(USAGE)
        return _command(arguments)
    if first == "--tour":
        return _tour(arguments)
    if not first or first.startswith("-") or first.endswith(".shopbook"):
        return _window(arguments)
    return _command(arguments)


def _window(arguments: list[str]) -> int:
    offscreen = os.environ.get("QT_QPA_PLATFORM") == "offscreen"
    boot.ensure("shopbook", boot.WINDOW, arguments, offscreen=offscreen)
    paths.on_path()
    from ui.app import main as run

    return int(run(arguments))


def _tour(arguments: list[str]) -> int:
    if len(arguments) != 2:
        print("usage: python3 -m shopbook --tour DIR", file=sys.stderr)
        return 2
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    boot.ensure("shopbook", boot.WINDOW, arguments, offscreen=True)
    paths.on_path()
    from ui.tour import main as run

    return int(run(Path(arguments[1])))


def _command(arguments: list[str]) -> int:
    boot.ensure("shopbook", boot.CORE, arguments)
    from shopbook.cli import main as run

    return int(run(arguments))


if __name__ == "__main__":
    raise SystemExit(main())
