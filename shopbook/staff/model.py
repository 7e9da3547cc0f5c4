"""Who may stand at the counter, as plain values. Signing in is in `signing`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can sign in. `needs_pin`: with PINs in use they do not come in without one."""

    id: int
    name: str
    role: str
    has_pin: bool
    pin_set_on: dt.date | None = None

    @property
    def needs_pin(self) -> bool:
        """A seller or helper whom nobody gave a PIN comes in by name alone; who may see the figures never does."""
        return self.has_pin or self.role in ("owner", "manager")


@dataclass(frozen=True, slots=True)
class SignIn:
    """A line of the log: `outcome` is in, out, wrong_pin, or locked (tried before the wait was over)."""

    staff_id: int
    name: str
    at: dt.datetime
    outcome: str
