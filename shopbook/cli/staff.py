"""The command about who works in the shop: the list, and a new PIN for an owner who forgot it."""

from __future__ import annotations

import argparse

from shopbook.book import Book
from shopbook.cli.counter import ask_pin, named
from shopbook.cli.opening import DONE, AddCommand, open_book
from shopbook.errors import Message, Refused
from shopbook.localisation.language import _, say


def add_commands(command: AddCommand) -> None:
    """`staff`."""
    one = command("staff", _staff, _("Who works in the shop, with which role, and who has a PIN."))
    one.add_argument(
        "--reset-owner",
        action="store_true",
        help=_("give an owner who forgot it a new PIN; asks for the shop's name"),
    )
    one.add_argument("--shop", metavar="NAME", help=_("the shop's name, where nobody is there to type it"))


_ROLES = {
    "owner": Message("Owner"),
    "manager": Message("Manager"),
    "seller": Message("Seller"),
    "helper": Message("Helper"),
}


def _staff(options: argparse.Namespace) -> int:
    with open_book(options, reading=not options.reset_owner, anybody=True) as book:
        if options.reset_owner:
            return _reset_owner(book, options)
        for one in book.signing.people():
            parts = (one.name, say(_ROLES[one.role]), _("has a PIN") if one.has_pin else _("no PIN"))
            print("  ".join(parts))
    return DONE


def _reset_owner(book: Book, options: argparse.Namespace) -> int:
    from shopbook.staff.recovery import owners, reset_owner

    people = owners(book.store)
    if not people:
        raise Refused(Message("This shop has no owner in its staff."), Message("Add one in the settings."))
    owner = named(people, options.who) if options.who else people[0]
    print(_("A PIN is not encryption: whoever has the file can read it. Protect the book to prevent that."))
    shop = options.shop if options.shop is not None else input(_("Type the shop's name: "))
    reset_owner(book.store, owner.id, shop, ask_pin(_("New PIN of {name}: ").format(name=owner.name)))
    print(_("{name} has a new PIN.").format(name=owner.name))
    return DONE
