"""What every command does with its book: opened in its language, its failures one line. The deeds are elsewhere."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from getpass import getpass
from pathlib import Path
from typing import TypeAlias

from shopbook.book import Book
from shopbook.cli.counter import sign_in
from shopbook.clock import Clock, FixedClock, SystemClock
from shopbook.errors import BookInUse, BookProtected, Invalid, KeyFileMissing, ShopbookError
from shopbook.localisation.language import _, say, set_digits, set_language
from shopbook.settings.model import DIGITS, LANGUAGE

# For scheduled printing, where nobody is there to type.
PASSPHRASE_VARIABLE = "SHOPBOOK_PASSPHRASE"
# Exit codes.
DONE, REFUSED, USAGE, DIFFERS = 0, 1, 2, 3

Job: TypeAlias = Callable[[argparse.Namespace], int]
# Adds a command: its name, its job and what its help says.
AddCommand: TypeAlias = Callable[[str, Job, str], argparse.ArgumentParser]

day = dt.date.fromisoformat


def clock_of(options: argparse.Namespace) -> Clock:
    return FixedClock(options.date) if options.date else SystemClock()


@contextmanager
def open_book(options: argparse.Namespace, *, reading: bool = False, anybody: bool = False) -> Iterator[Book]:
    """The book, in its own language unless another is asked for. Reading goes on beside the running program.

    In a shop with PINs whoever gives the command signs in, unless it is a command for `anybody`.
    """
    with _opened(options.book, clock_of(options), reading) as book:
        set_language(options.language or book.settings.get(LANGUAGE))
        digits = book.settings.get(DIGITS)
        set_digits("bn" if digits == "bn" else "latin" if digits == "latin" else "auto")
        if not anybody:
            sign_in(book, getattr(options, "who", None))
        yield book


def _opened(path: Path, clock: Clock, reading: bool, passphrase: str = "") -> Book:
    """The book; of a protected one the passphrase is asked."""
    try:
        return Book.open(path, clock, passphrase=passphrase)
    except BookInUse:
        if not reading:
            raise
        return Book.beside(path, clock, passphrase=passphrase)
    except BookProtected as locked:
        if passphrase or isinstance(locked, KeyFileMissing):
            raise
        return _opened(path, clock, reading, ask_passphrase(locked))


def ask_passphrase(locked: BookProtected) -> str:
    """From the variable SHOPBOOK_PASSPHRASE, else typed without being shown; `locked` is raised where nobody types."""
    given = os.environ.get(PASSPHRASE_VARIABLE)
    if not given and sys.stdin is not None and sys.stdin.isatty():
        given = getpass(_("Password: "))
    if not given:
        raise locked
    return given


def one_line(error: ShopbookError) -> str:
    if isinstance(error, Invalid):
        sentences = [say(problem) for problem in error.problems.values()]
    else:
        sentences = [say(part) for part in (error.message, error.advice) if part is not None]
    # A sentence that ends in a file's name has no full stop of its own.
    ended = [one if one.endswith((".", "।", "?")) else f"{one} —" for one in sentences[:-1]]
    return " ".join(" ".join([*ended, *sentences[-1:]]).split())


def print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, default=str))
