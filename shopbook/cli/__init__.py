"""The command line: one job on a book without windows, for scripts and scheduled printing. The work is done elsewhere.

Exit codes: 0 done; 1 refused, one line on stderr says why; 2 the command is written wrong; 3 `check` found differences.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from shopbook.cli import asking, keeping, making, papers, rescuing, staff
from shopbook.cli.counter import add_name
from shopbook.cli.opening import DONE, REFUSED, Job, day, one_line
from shopbook.errors import ShopbookError
from shopbook.localisation.language import _, languages, set_language

_WITH_JSON = ("import", "find", "today", "dues", "check", "backup", "restore", "rescue")
# Commands that can work without a book.
_WITHOUT_BOOK = ("backup",)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # Windows' own code pages have no Bengali
            stream.reconfigure(encoding="utf-8", errors="replace")
    set_language(_language_before_the_book(arguments))
    try:
        options = parser().parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        code = int(options.job(options))
        sys.stdout.flush()
        return code
    except ShopbookError as error:
        print(f"shopbook: {one_line(error)}", file=sys.stderr)
        return REFUSED
    except BrokenPipeError:  # `| head` has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def parser() -> argparse.ArgumentParser:
    """The commands and their options, each with its help in the language of the moment."""
    made = argparse.ArgumentParser(prog="shopbook", description=_("One job on a book, without windows."))
    commands = made.add_subparsers(required=True, metavar=_("COMMAND"))

    def command(name: str, job: Job, about: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=about, description=about)
        one.set_defaults(job=job)
        many = "?" if name in _WITHOUT_BOOK else None
        one.add_argument("book", type=Path, nargs=many, metavar="BOOK", help=_("the book's file"))
        if name in _WITH_JSON:
            one.add_argument("--json", action="store_true", help=_("print JSON, for machines"))
        one.add_argument("--language", choices=sorted(languages()), help=_("speak Bengali or English"))
        add_name(one)
        one.add_argument("--date", type=day, metavar="YYYY-MM-DD", help=_("work as if today were this day"))
        return one

    for group in (making, asking, papers, keeping, rescuing, staff):
        group.add_commands(command)
    return made


def _language_before_the_book(arguments: Sequence[str]) -> str:
    """What was asked for, else the terminal's: Bengali letters on a terminal without them help nobody."""
    for place, word in enumerate(arguments):
        given = arguments[place + 1 : place + 2] if word == "--language" else [word.partition("=")[2]]
        if word.startswith("--language") and given and given[0] in languages():
            return given[0]
    terminal = next((os.environ[name] for name in ("LC_ALL", "LANG") if os.environ.get(name)), "")
    return "bn" if terminal.startswith("bn") else "en"
