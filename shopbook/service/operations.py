"""The only writes about jobs."""

from __future__ import annotations

from shopbook.dues.operations import Dues
from shopbook.service.queries import JobQueries
from shopbook.storage.store import Store
from shopbook.warranties.operations import Warranties
from shopbook.warranties.visits import Visits


class Jobs(JobQueries):
    """Jobs of one book: questions and writes."""

    def __init__(self, store: Store, dues: Dues, warranties: Warranties, visits: Visits) -> None:
        super().__init__(store)
        self._store = store
        self._dues = dues
        self._warranties = warranties
        self._visits = visits
