"""Which life of a book a file is: the same, one that came from another computer, or an older copy put in its place.

Two files that go on under one site would make the same numbers and journal places for different things; where several
counters meet, rows of one of them would be dropped in silence (measured: 30 of 30). So a copy always gets a new site:
A, then A2, A3: its numbers go on as A2-000125.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from shopbook.clock import Clock, day_of, to_instant
from shopbook.errors import Message
from shopbook.storage import place
from shopbook.storage.connection import Connection, Row, faults
from shopbook.storage.ids import WRITER_BITS
from shopbook.storage.registry import Registry, Seen
from shopbook.storage.store import Reader

Kind = Literal["same", "moved", "older copy"]
# Below this a clock is corrected, not set back: time servers, a border of the day, a tired battery.
_BACK = dt.timedelta(days=1)
_ASKED = "SELECT book, token, site, seq, incarnation, writer FROM journal_state WHERE one = 1"
_LETTERS = re.compile(r"^[A-Z]+")


@dataclass(frozen=True, slots=True)
class Identity:
    """What a file says of itself."""

    book: str
    token: str
    site: str
    seq: int
    incarnation: int
    writer: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """What an opened file turned out to be. seen_at: when this computer last had the book open.

    missing: for an older copy, how many lines of the journal the newer one had more (0: not known).
    """

    kind: Kind
    site: str
    seen_at: dt.datetime | None = None
    missing: int = 0

    @property
    def sentence(self) -> Message | None:
        """What the shopkeeper is told; None when there is nothing to tell."""
        if self.kind == "moved":
            return Message(
                "This book comes from another computer. Its numbers go on as {site_no}-…", site_no=self.site
            )
        if self.kind == "older copy" and self.seen_at is not None:
            return Message(
                "This is an older copy of the book. On {seen_on} there was more in it. "
                "Its numbers go on as {site_no}-…",
                seen_on=day_of(self.seen_at),
                site_no=self.site,
            )
        return None


def identity(connection: Connection) -> Identity:
    """What the open file says of itself."""
    with faults():
        return _identity(connection.execute(_ASKED).fetchone())


def identity_of(store: Reader) -> Identity:
    """`identity` of a book that is open already."""
    return _identity(store.row(_ASKED))


def _identity(row: Row) -> Identity:
    return Identity(
        str(row["book"] or ""),
        str(row["token"] or ""),
        str(row["site"]),
        int(row["seq"]),
        int(row["incarnation"]),
        int(row["writer"]),
    )


def recognise(connection: Connection, registry: Registry, path: Path, clock: Clock) -> Arrival:
    """Compare the open file with what this computer remembers; a copy is given a new incarnation at once."""
    found = identity(connection)
    seen = registry.seen(found.book)
    kind = _kind(found, seen, registry, path)
    missing = seen.seq - found.seq if seen and kind == "older copy" and seen.token == found.token else 0
    if kind != "same":
        found = renew(connection, registry, after=seen.incarnation if seen else 0)
    seen_at = _instant(seen.at) if seen else None
    remember(found, registry, path, clock)
    return Arrival(kind, found.site, seen_at, missing)


def _kind(found: Identity, seen: Seen | None, registry: Registry, path: Path) -> Kind:
    if seen is None:
        known = found.writer == writer_of(registry, found.incarnation)
        return "same" if known or place.is_removable(path) else "moved"
    if found.token == seen.token:
        return "same" if found.seq >= seen.seq else "older copy"
    if found.token in seen.left:
        return "older copy"
    # A book that lives on a pen drive is one file, wherever it is plugged in.
    return "same" if place.is_removable(path) else "moved"


def remember(found: Identity, registry: Registry, path: Path, clock: Clock) -> None:
    """Let the registry know the book as it is now."""
    registry.note(found.book, found.token, found.seq, found.incarnation, path, clock.now())


def renew(connection: Connection, registry: Registry, *, after: int = 0) -> Identity:
    """Begin a new incarnation in the open file: other site, token, part of ids. `after`: a greater one was seen."""
    import secrets

    old = identity(connection)
    incarnation = max(old.incarnation, after) + 1
    letters = _LETTERS.match(old.site)
    site = f"{letters[0] if letters else 'A'}{incarnation}"
    with faults():
        connection.execute("BEGIN IMMEDIATE")
        try:
            # A journal of that site stands in the book already when a book went there and back.
            while connection.execute("SELECT 1 FROM journal WHERE site = ? LIMIT 1", (site,)).fetchone():
                incarnation += 1
                site = f"{letters[0] if letters else 'A'}{incarnation}"
            connection.execute(
                "UPDATE journal_state SET site = ?, seq = 0, token = ?, incarnation = ?, writer = ? WHERE one = 1",
                (site, secrets.token_hex(16), incarnation, writer_of(registry, incarnation)),
            )
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    return identity(connection)


def writer_of(registry: Registry, incarnation: int = 1) -> int:
    """Ten bits that differ from computer to computer and from incarnation to incarnation: this file's part of ids."""
    import hashlib  # loads OpenSSL; not needed to open a book known here

    if registry.writer is None:
        import uuid

        digest = hashlib.blake2b(str(uuid.getnode()).encode(), digest_size=2).digest()
        registry.keep_writer(int.from_bytes(digest, "big") % (1 << WRITER_BITS))
    base = registry.writer or 0
    if incarnation == 1:
        return base
    digest = hashlib.blake2b(f"{base}/{incarnation}".encode(), digest_size=2).digest()
    return int.from_bytes(digest, "big") % (1 << WRITER_BITS)


def clock_back(connection: Connection, clock: Clock) -> dt.datetime | None:
    """The newest instant at which something was saved, when the computer's clock is more than a day before it."""
    with faults():
        (hlc,) = connection.execute("SELECT hlc FROM journal_state WHERE one = 1").fetchone()
    newest = dt.datetime.fromtimestamp((int(hlc) >> 16) / 1000, dt.UTC)
    return newest if newest - clock.now() > _BACK else None


def clock_sentence(newest: dt.datetime, now: dt.datetime) -> Message:
    """What the shopkeeper is told when the clock was set back."""
    return Message(
        "The computer's clock says {now_on}, but something was written on {newest_on} already. "
        "Set the clock right, or today's sales get the wrong date.",
        now_on=day_of(now),
        newest_on=day_of(newest),
    )


def _instant(text: str) -> dt.datetime | None:
    try:
        return to_instant(text)
    except ValueError:
        return None
