"""Questions about the trash: what lies in it, since when, who threw it away, how long it stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from shopbook.clock import day_of, to_instant
from shopbook.merging import comparing
from shopbook.permissions import shows
from shopbook.storage.connection import Row
from shopbook.storage.store import Store
from shopbook.trash.kinds import BY_NAME, KINDS, Kind
from shopbook.trash.model import DAYS_KEPT, Thrown

_ERASED = "NOT EXISTS (SELECT 1 FROM erasure e WHERE e.row_id = t.id AND e.tbl = '{table}')"
# A thing of somebody who was erased went with them.
_OF_SOMEBODY = "NOT EXISTS (SELECT 1 FROM customer c WHERE c.id = t.customer_id AND c.erased_on IS NOT NULL)"
_WHO = (
    "(SELECT j.actor FROM journal j WHERE j.row_id = t.id AND j.tbl = '{table}' AND j.deed = 'u' "
    "AND json_type(j.changed, '$.deleted_at') IS NOT NULL ORDER BY j.hlc DESC LIMIT 1)"
)


class TrashQueries:
    """The trash of one book, read only."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @shows("trash")
    def counts(self) -> dict[str, int]:
        """How many things of each kind lie in the trash; kinds without any are left out."""
        counted = {
            kind.name: int(self._store.value(f"SELECT count(*) FROM {kind.table} t WHERE {_lies(kind)}"))
            for kind in KINDS
        }
        return {name: count for name, count in counted.items() if count}

    @shows("trash")
    def ids(self, kind: str) -> list[int]:
        """What of a kind lies in the trash, the last thrown away first."""
        of = BY_NAME[kind]
        return self._store.ids(
            f"SELECT t.id FROM {of.table} t WHERE {_lies(of)} ORDER BY t.deleted_at DESC, t.id DESC"
        )

    @shows("trash")
    def rows(self, kind: str, ids: Sequence[int]) -> list[Thrown]:
        """Lines of the trash for these ids, in their order; what is not there any more is left out."""
        of = BY_NAME[kind]
        owner = "t.customer_id" if of.owned else "NULL"
        secret = "t.sensitivity" if of.table == "note" else "'open'"
        listed = f"[{','.join(map(str, ids))}]"
        found = self._store.rows(
            f"SELECT t.id, {of.title} AS title, {owner} AS owner, t.deleted_at, {secret} AS secret, "
            f"{_WHO.format(table=of.table)} AS staff FROM {of.table} t "
            f"WHERE t.id IN (SELECT value FROM json_each(?)) AND {_lies(of)}",
            (listed,),
        )
        by_id = {row["id"]: self._thrown(kind, row) for row in found}
        return [by_id[one] for one in ids if one in by_id]

    def _thrown(self, kind: str, row: Row) -> Thrown:
        on = day_of(to_instant(row["deleted_at"]))
        right = {"owner": "see_private", "staff": "see_staff"}.get(row["secret"])
        hidden = right is not None and not self._store.may(right)
        return Thrown(
            kind,
            row["id"],
            "" if hidden else row["title"] or "",
            row["owner"],
            "" if row["owner"] is None else comparing.title(self._store, row["owner"]),
            on,
            row["staff"],
            max(0, DAYS_KEPT - (self._store.clock.today() - on).days),
            hidden,
        )

    def _ripe(self, kind: Kind, until: dt.datetime) -> list[int]:
        """What was thrown away before a moment."""
        from shopbook.clock import from_instant

        return self._store.ids(
            f"SELECT t.id FROM {kind.table} t WHERE {_lies(kind)} AND t.deleted_at < ? ORDER BY t.id",
            (from_instant(until),),
        )


def _lies(kind: Kind) -> str:
    """The rows of a kind that a person threw away and can take back."""
    erased = _ERASED.format(table=kind.table)
    somebodys = f"AND {_OF_SOMEBODY}" if kind.owned else ""
    return f"t.deleted_at IS NOT NULL AND {erased} {somebodys} {kind.besides}"
