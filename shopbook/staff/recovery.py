"""A way back in for an owner who forgot the PIN: whoever has the file and knows the shop sets a new one.

That this is possible at all says what a PIN is: it keeps honest people honest at the counter. Who must keep the file
from strangers' eyes protects the book with a passphrase.
"""

from __future__ import annotations

from shopbook.errors import Invalid, Message, NotFound
from shopbook.search.fold import fine_key
from shopbook.staff import pins, queries
from shopbook.staff.model import Person
from shopbook.staff.signing import keep_pin
from shopbook.storage.store import Store


def owners(store: Store) -> list[Person]:
    """The owners who work in the shop, the first one first."""
    return [one for one in queries.people(store) if one.role == "owner"]


def reset_owner(store: Store, owner_id: int, shop_name: str, pin: str) -> None:
    """Give an owner a new PIN, the shop's name typed as proof that it is meant; the PINs of the others stay.

    Nobody needs to be signed in. Raises Invalid under "shop" or "pin", NotFound for who is not an owner.
    """
    if owner_id not in {one.id for one in owners(store)}:
        raise NotFound(Message("Nobody works here under this name."))
    names = store.row("SELECT name_bn, name_en FROM shop WHERE deleted_at IS NULL ORDER BY id")
    known = {fine_key(name) for name in tuple(names or ()) if name}
    if fine_key(shop_name) not in known:
        raise Invalid({"shop": Message("This is not the name of the shop of this book.")})
    digits = pins.read_pin(pin)
    problem = pins.problem_of(digits)
    if problem is not None:
        raise Invalid({"pin": problem})
    with store.operation() as op:
        keep_pin(op, owner_id, digits, store.clock.today())
