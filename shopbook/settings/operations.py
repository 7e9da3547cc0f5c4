"""Reading and changing the shop, its staff and its switches. What each means is in `model`."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, fields
from typing import Any

from shopbook.errors import Invalid, Message, NotFound, Refused
from shopbook.permissions import needs
from shopbook.settings.model import Shop, ShopDraft, Staff, StaffDraft, Switch, T
from shopbook.storage.ids import hashed_id
from shopbook.storage.store import Store

_SHOP_COLUMNS = tuple(field.name for field in fields(ShopDraft))
# Deliberately not by the id, a digest of the key: digests load OpenSSL, and the table has a few dozen rows.
_KEPT = "SELECT value FROM setting WHERE key = ? AND deleted_at IS NULL"
# Under this key the book remembers who is not here on which day.
_AWAY = "staff.away"


class Settings:
    """The shop's own facts and switches, kept in the book."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # ---- the shop

    def shop(self) -> Shop:
        """The shop of this book."""
        row = self._store.row(
            f"SELECT id, {', '.join(_SHOP_COLUMNS)} FROM shop WHERE deleted_at IS NULL ORDER BY id"
        )
        if row is None:
            raise NotFound(Message("This book has no shop yet."))
        texts: dict[str, Any] = {name: row[name] if row[name] is not None else "" for name in _SHOP_COLUMNS}
        texts["weekly_holiday"] = row["weekly_holiday"]
        return Shop(id=row["id"], **texts)

    @needs("arrange")
    def change_shop(self, draft: ShopDraft, by: object | None = None) -> None:
        """Save what is known of the shop, making it when the book is new; raises Invalid."""
        problems = draft.problems()
        if problems:
            raise Invalid(problems)
        values = {
            name: (value.strip() or None)
            if isinstance(value, str) and name not in ("opens_at", "closes_at")
            else value
            for name, value in asdict(draft).items()
            if name != "id"
        }
        with self._store.operation(by) as op:
            shop_id = op.value("SELECT id FROM shop WHERE deleted_at IS NULL ORDER BY id")
            if shop_id is None:
                shop_id = op.insert("shop", values)
            else:
                op.update("shop", shop_id, values)
            op.touch("shop", shop_id)

    # ---- staff

    def staff(self) -> list[Staff]:
        """Everyone who works here, the owner first."""
        rows = self._store.rows(
            "SELECT id, name, phone, role, active FROM staff WHERE deleted_at IS NULL "
            "ORDER BY instr('owner manager seller helper', role), id"
        )
        return [
            Staff(row["id"], row["name"], row["phone"] or "", row["role"], bool(row["active"]))
            for row in rows
        ]

    @needs("staff")
    def add_staff(self, name: str, role: str = "seller", phone: str = "", by: object | None = None) -> int:
        """Add a member of staff; raises Invalid without a name."""
        draft = StaffDraft(name, phone, role)
        problems = draft.problems()
        if problems:
            raise Invalid(problems)
        with self._store.operation(by) as op:
            staff_id = op.insert("staff", _staff_columns(draft))
            op.touch("staff", staff_id)
        return staff_id

    @needs("staff")
    def change_staff(self, staff_id: int, draft: StaffDraft, by: object | None = None) -> None:
        """Change name, phone or role; raises Invalid, NotFound, and Refused when no owner would be left."""
        problems = draft.problems()
        if problems:
            raise Invalid(problems)
        if draft.role != "owner":
            self._keep_an_owner(staff_id)
        with self._store.operation(by) as op:
            op.update("staff", staff_id, _staff_columns(draft))
            op.touch("staff", staff_id)

    @needs("staff")
    def retire_staff(self, staff_id: int, by: object | None = None) -> None:
        """They work here no more, their PIN is gone; what they did keeps their name.

        Raises NotFound, Refused for the last owner.
        """
        self._keep_an_owner(staff_id)
        self._set_active(staff_id, {"active": 0, "pin_hash": None, "pin_set_on": None}, by)

    @needs("staff")
    def bring_back_staff(self, staff_id: int, by: object | None = None) -> None:
        """Somebody who had left works here again; raises NotFound."""
        self._set_active(staff_id, {"active": 1}, by)

    def _set_active(self, staff_id: int, values: dict[str, object], by: object | None) -> None:
        with self._store.operation(by) as op:
            op.update("staff", staff_id, values)
            op.touch("staff", staff_id)

    def _keep_an_owner(self, staff_id: int) -> None:
        from shopbook.staff.queries import is_last_owner_with_pin  # not needed for the first screen

        owners = [one.id for one in self.staff() if one.active and one.role == "owner"]
        if owners == [staff_id]:
            raise Refused(
                Message("The shop needs an owner."),
                Message("Make somebody else the owner first, then change this."),
            )
        if is_last_owner_with_pin(self._store, staff_id):
            raise Refused(
                Message("Nobody else can sign in as the owner."),
                Message("Give another owner a PIN first, or take all PINs away."),
            )

    def away(self, on: dt.date) -> frozenset[int]:
        """Who was said not to be here on a day: their calls of that day fall to the others."""
        kept = self.kept(_AWAY)
        if not isinstance(kept, dict) or kept.get("on") != on.isoformat():
            return frozenset()
        return frozenset(int(one) for one in kept.get("staff", ()))

    @needs("arrange")
    def set_away(self, staff_id: int, on: dt.date, away: bool = True, by: object | None = None) -> None:
        """Say that a member is not here on a day, or is after all; raises Refused when nobody would be left."""
        gone = self.away(on) | {staff_id} if away else self.away(on) - {staff_id}
        if all(one.id in gone for one in self.staff() if one.active):
            raise Refused(Message("Somebody has to be in the shop today."))
        self._keep(_AWAY, {"on": on.isoformat(), "staff": sorted(gone)}, by)

    # ---- switches

    def get(self, switch: Switch[T]) -> T:
        """The value of a switch, or its default when it was never set or cannot be read."""
        raw = self._store.value(_KEPT, (switch.key,))
        if raw is None:
            return switch.default
        value = json.loads(raw)
        return value if type(value) is type(switch.default) else switch.default

    @needs("look")
    def set(self, switch: Switch[T], value: T, by: object | None = None) -> None:
        """Change a switch; who may is said by the switch."""
        self._store.require(switch.right)
        self._keep(switch.key, value, by)

    @needs("arrange")
    def keep(self, key: str, value: object, by: object | None = None) -> None:
        """Keep any small JSON value under a key (remembered import mappings and the like)."""
        self._keep(key, value, by)

    def _keep(self, key: str, value: object, by: object | None) -> None:
        setting_id = hashed_id("setting", key)
        text = json.dumps(value, ensure_ascii=False)
        with self._store.operation(by) as op:
            if op.value("SELECT 1 FROM setting WHERE id = ?", (setting_id,)):
                # One that was taken back by an undo lies in the trash.
                op.update("setting", setting_id, {"value": text, "deleted_at": None})
            else:
                op.insert("setting", {"id": setting_id, "key": key, "value": text})
            op.touch("setting", setting_id)

    def kept(self, key: str, default: object = None) -> object:
        """What `keep` stored under a key."""
        raw = self._store.value(_KEPT, (key,))
        return default if raw is None else json.loads(raw)


def _staff_columns(draft: StaffDraft) -> dict[str, object]:
    return {"name": draft.name.strip(), "role": draft.role, "phone": draft.phone.strip() or None}
