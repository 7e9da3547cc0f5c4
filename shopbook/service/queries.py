"""Questions about jobs: which are open, late, ready or with the company."""

from __future__ import annotations

from typing import Literal

from shopbook.clock import Clock
from shopbook.storage.store import Reader, Store

JobsShown = Literal["open", "late"]


class JobQueries:
    """Jobs of one book, read only."""

    def __init__(self, store: Store) -> None:
        self._reader: Reader = store
        self._clock: Clock = store.clock

    def ids(self, which: JobsShown = "open") -> list[int]:
        """The jobs not handed back yet, those promised first first; "late": past the promised day and not ready."""
        late = "AND promised_on < ? AND status <> 'ready' " if which == "late" else ""
        return self._reader.ids(
            f"SELECT id FROM job WHERE closed_on IS NULL AND deleted_at IS NULL {late}"
            "ORDER BY promised_on IS NULL, promised_on, received_on, id",
            (self._clock.today().isoformat(),) if late else (),
        )
