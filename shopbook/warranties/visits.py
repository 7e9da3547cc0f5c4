"""Free servicing that cards promise: when it is due and when it was done."""

from __future__ import annotations

from shopbook.clock import Clock
from shopbook.storage.store import Store


class Visits:
    """The free servicings of one book."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._clock: Clock = store.clock
