"""Which role may do what, and the guard that stands before every deed of the core. Who signed in is `staff`'s affair.

A PIN keeps honest people honest at the counter; it is not encryption: whoever can copy the file can read it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from shopbook.errors import Message, NotAllowed

P = ParamSpec("P")
R = TypeVar("R")

ROLES = ("owner", "manager", "seller", "helper")
# At the counter while the shop uses PINs and nobody has signed in: nothing private is read, nothing written.
NOBODY = "nobody"

_OWNER = frozenset({"owner"})
_MANAGERS = frozenset({"owner", "manager"})
_SELLERS = frozenset({"owner", "manager", "seller"})
_EVERYBODY = frozenset(ROLES)

# One word a right; an operation asks for exactly one (see `needs`).
RIGHTS: dict[str, frozenset[str]] = {
    "anybody": _EVERYBODY | {NOBODY},  # signing in, keeping a draft, keeping a backup: also behind the lock
    "look": _EVERYBODY,  # open the book's pages at all
    # the counter's day
    "talk": _EVERYBODY,  # calls, call-backs, notes, wishes, complaints, promises of the shop, the day's list
    "customer": _EVERYBODY,  # write a customer down, change phones, family, address
    "take_in": _EVERYBODY,  # take a thing in for repair and move its job along
    "deliver": _EVERYBODY,  # send goods out, bring them; the money at the door is a payment
    "sell": _SELLERS,  # sales on credit and by instalments too, warranty cards
    "payment": _SELLERS,  # take money; hand over a repair that costs something; give an instalment another day
    "take_back": _SELLERS,  # goods that come back, exchanges
    "goods": _SELLERS,  # products and their prices
    # what changes money already written, or what the owner promised
    "reverse": _MANAGERS,  # void a memo, reverse a payment, void a return
    "adjust": _MANAGERS,  # opening dues, discounts given later, cashback, corrections
    "credit": _MANAGERS,  # give an instalment plan up, tiers and credit limits, hold a halkhata
    "trash": _MANAGERS,  # put a customer, note or product into the trash and take it out
    "merge": _MANAGERS,
    "import": _MANAGERS,
    "export": _MANAGERS,  # everything that carries the customers out of the shop
    "arrange": _MANAGERS,  # settings, words, reasons to call, who is away
    "write_off": _OWNER,
    "staff": _OWNER,  # who works here, with which role and PIN
    "erase": _OWNER,  # out of the book for good
    "keep_safe": _OWNER,  # restore a backup, protect the book, close backups to a key
    # what may be seen
    "see_dues": _SELLERS,  # what customers owe
    "see_tier": _MANAGERS,  # who is silver or VIP, and their limits
    "see_private": _OWNER,  # notes for the owner's eyes
    "see_figures": _MANAGERS,  # what the shop took and sold, in sums
    "see_staff": _EVERYBODY,  # notes for the staff's eyes
}


def needs(right: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let a service's method run only for a role that has `right`; NotAllowed otherwise, before anything is looked at.

    Inside an operation that was allowed already (a sale that posts its payment) it does not ask again.
    """
    assert right in RIGHTS, right

    def guarded(method: Callable[P, R]) -> Callable[P, R]:
        @wraps(method)
        def asked(*args: P.args, **kwargs: P.kwargs) -> R:
            args[0]._store.require(right)  # type: ignore[attr-defined]
            return method(*args, **kwargs)

        asked.right = right  # type: ignore[attr-defined]
        return asked

    return guarded


def shows(right: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let a question be asked only by a role that has `right`; as `needs`, of the reader a service asks."""
    assert right in RIGHTS, right

    def guarded(method: Callable[P, R]) -> Callable[P, R]:
        @wraps(method)
        def asked(*args: P.args, **kwargs: P.kwargs) -> R:
            service: Any = args[0]
            (service._reader if hasattr(service, "_reader") else service._store).require(right)
            return method(*args, **kwargs)

        asked.shown_by = right  # type: ignore[attr-defined]
        return asked

    return guarded


def may(role: str, right: str) -> bool:
    """True when `role` has `right`."""
    return role in RIGHTS[right]


def refuse(role: str, right: str) -> NotAllowed:
    """The error that tells a person why not, and who can."""
    if role == NOBODY:
        return NotAllowed(Message("Nobody has signed in."), Message("Choose your name and give your PIN."))
    who = Message("Ask the owner.") if RIGHTS[right] == _OWNER else Message("Ask the owner or the manager.")
    return NotAllowed(Message("This is not among your tasks in the shop."), who)
