"""Making the file of a book anew, so that what was erased stands in no unused part of its pages either."""

from __future__ import annotations

from shopbook.storage.store import Store

# Of a book smaller than this VACUUM may work in memory; a larger one gets a file of its own for it.
_IN_MEMORY_BYTES = 100_000_000


def make_file_anew(store: Store) -> None:
    """Write every page of the book again, and none that is unused; two seconds for 100 MB. Raises StorageErrors."""
    small = int(store.value("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"))
    if small < _IN_MEMORY_BYTES or store.key is not None:  # nothing of a protected book lies open in a file
        store.rows("VACUUM")
        return
    store.rows("PRAGMA temp_store = FILE")
    try:
        store.rows("VACUUM")
    finally:
        store.rows("PRAGMA temp_store = MEMORY")
