"""What was being typed when the power went, kept by name. What it means is the affair of the screen that types it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from shopbook.errors import StorageError
from shopbook.permissions import needs
from shopbook.storage.store import Operation, Store


class Drafts:
    """The unfinished forms of one book: never part of the shop's facts, so not journaled and nobody is told."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @needs("anybody")
    def keep(self, name: str, body: Mapping[str, object]) -> None:
        """Keep (or keep anew) what has been typed; `body` must be what JSON can hold.

        When the book cannot be written (a full disk, a file that went away) it is kept while the book is open.
        """
        text = json.dumps(body, ensure_ascii=False)
        try:
            with self._store.operation() as op:
                op.execute(
                    "INSERT INTO draft(name, body, saved_at) VALUES (?, ?, ?) "
                    "ON CONFLICT(name) DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at",
                    (name, text, op.now),
                )
        except StorageError:
            self._store.loose_drafts[name] = text
        else:
            self._store.loose_drafts.pop(name, None)

    def kept(self, name: str) -> dict[str, Any] | None:
        """What was kept under a name, or None."""
        body = self._store.loose_drafts.get(name)
        if body is None:
            body = self._store.value("SELECT body FROM draft WHERE name = ?", (name,))
        found = None if body is None else json.loads(body)
        return found if isinstance(found, dict) else None

    @needs("anybody")
    def drop(self, name: str) -> None:
        """Forget a draft; nothing happens when there is none. Inside another operation it goes with that one.

        Where nothing can be written it stays: better a form that is offered once more than a save that seems to fail.
        """
        if not self._store.in_operation and self.kept(name) is None:
            return
        self._store.loose_drafts.pop(name, None)
        try:
            with self._store.operation() as op:
                drop_draft(op, name)
        except StorageError:
            if self._store.in_operation:
                raise


def drop_draft(op: Operation, name: str) -> None:
    """Forget a draft in the same transaction that saves what it became."""
    op.loose_drafts.pop(name, None)
    op.execute("DELETE FROM draft WHERE name = ?", (name,))
