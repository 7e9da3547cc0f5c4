"""What the book knows of PINs, without the PINs themselves. Nothing is written here."""

from __future__ import annotations

from shopbook.clock import to_day, to_instant
from shopbook.errors import Message, Refused
from shopbook.staff.model import Person, SignIn
from shopbook.storage.store import Reader

_WORKING = "active = 1 AND deleted_at IS NULL"


def people(reader: Reader) -> list[Person]:
    """Everyone who works here, the owner first."""
    return [
        Person(row["id"], row["name"], row["role"], bool(row["has_pin"]), to_day(row["pin_set_on"]))
        for row in reader.rows(
            f"SELECT id, name, role, pin_hash IS NOT NULL AS has_pin, pin_set_on FROM staff WHERE {_WORKING} "
            "ORDER BY instr('owner manager seller helper', role), id"
        )
    ]


def uses_pins(reader: Reader) -> bool:
    """True when an owner who works here has a PIN: only then is there somebody to lock the counter for."""
    owners = f"SELECT 1 FROM staff WHERE pin_hash IS NOT NULL AND role = 'owner' AND {_WORKING}"
    return reader.value(owners) is not None


def is_without_key(reader: Reader) -> bool:
    """True when somebody has a PIN and no owner has one: nobody could be let in to change the staff."""
    anybody = reader.value(f"SELECT 1 FROM staff WHERE pin_hash IS NOT NULL AND {_WORKING}")
    return anybody is not None and not uses_pins(reader)


def is_last_owner_with_pin(reader: Reader, staff_id: int) -> bool:
    """True when PINs are in use and only this member can still let anybody in as the owner."""
    holders = reader.ids(f"SELECT id FROM staff WHERE pin_hash IS NOT NULL AND role = 'owner' AND {_WORKING}")
    return holders == [staff_id]


def require_way_in(reader: Reader) -> None:
    """Refused when PINs are in use and no owner has one: nobody could ever change the staff again."""
    if is_without_key(reader):
        raise Refused(
            Message("Nobody else can sign in as the owner."),
            Message("Give another owner a PIN first, or take all PINs away."),
        )


def disagreements(reader: Reader) -> list[tuple[str, int]]:
    """What no deed of the program leaves behind, for `check`: who left and still has a PIN, a lock without a key."""
    found = [
        ("retired with a PIN", staff_id)
        for staff_id in reader.ids("SELECT id FROM staff WHERE pin_hash IS NOT NULL AND active = 0")
    ]
    if is_without_key(reader):
        found.append(("no owner with a PIN", 0))
    return found


def log(reader: Reader, most: int = 200) -> list[SignIn]:
    """Who came, went and tried at this counter, the newest first."""
    return [
        SignIn(row["staff_id"], row["name"], to_instant(row["at"]), row["outcome"])
        for row in reader.rows(
            "SELECT sign_in.staff_id, staff.name, sign_in.at, sign_in.outcome FROM sign_in "
            "JOIN staff ON staff.id = sign_in.staff_id ORDER BY sign_in.id DESC LIMIT ?",
            (most,),
        )
    ]
