"""Who gives a command: signing in where the shop uses PINs, and the way back in for an owner who forgot theirs."""

from __future__ import annotations

import argparse
import os
import sys
from getpass import getpass

from shopbook.book import Book
from shopbook.errors import Message, Refused
from shopbook.localisation.language import _
from shopbook.search.fold import fine_key
from shopbook.staff.model import Person

# For scheduled printing, where nobody is there to type.
PIN_VARIABLE = "SHOPBOOK_PIN"


def sign_in(book: Book, name: str | None) -> None:
    """Let the command work for whoever gives it. Raises Refused without a name, Invalid for a wrong PIN."""
    if not book.signing.required():
        return
    if name is None:
        raise Refused(
            Message("This shop uses PINs."), Message("Say who you are: --as NAME, and give your PIN.")
        )
    person = named(book.signing.people(), name)
    book.signing.sign_in(
        person.id, ask_pin(_("PIN of {name}: ").format(name=person.name)) if person.needs_pin else ""
    )


def named(people: list[Person], name: str) -> Person:
    """The one of these people who is called so; Refused when it is not clear who is meant."""
    meant = [one for one in people if fine_key(one.name) == fine_key(name)]
    if len(meant) != 1:
        names = ", ".join(one.name for one in people)
        raise Refused(
            Message("It is not clear who {name} is.", name=name),
            Message("Here work: {names}.", names=names) if names else None,
        )
    return meant[0]


def ask_pin(prompt: str) -> str:
    """The PIN from the variable SHOPBOOK_PIN, else typed without being shown; Refused where nobody can type."""
    given = os.environ.get(PIN_VARIABLE)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise Refused(
            Message("There is nobody to ask for the PIN."),
            Message("Give it in the variable {name}.", name=PIN_VARIABLE),
        )
    return getpass(prompt)


def add_name(one: argparse.ArgumentParser) -> None:
    """The option every command that shows or writes the shop's facts has."""
    one.add_argument("--as", dest="who", metavar="NAME", help=_("who you are, in a shop with PINs"))
