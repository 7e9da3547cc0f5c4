"""The only writes of the helpers' directory. What is told about a customer who was helped is a note, see `notes`."""

from __future__ import annotations

import re

from shopbook.directory.model import HelperDraft
from shopbook.directory.queries import HelperQueries
from shopbook.errors import Invalid
from shopbook.permissions import needs
from shopbook.search.fold import ascii_digits, clean, phone_digits
from shopbook.storage.store import Store

_KEY_LENGTH = 10
_HERE = re.compile(r"0\d{8,10}")


class Helpers(HelperQueries):
    """The directory of one book: questions and writes."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._store = store

    @needs("talk")
    def add(self, draft: HelperDraft, by: object | None = None) -> int:
        """Write a helper down; returns the id. Raises Invalid."""
        values = _values(draft)
        with self._store.operation(by) as op:
            helper_id = op.insert("helper", values)
            op.touch("helper", helper_id)
        return helper_id

    @needs("talk")
    def change(self, helper_id: int, draft: HelperDraft, by: object | None = None) -> None:
        """Save an edited helper. Raises Invalid, NotFound."""
        values = _values(draft)
        self.helper(helper_id)
        with self._store.operation(by) as op:
            op.update("helper", helper_id, values)
            op.touch("helper", helper_id)

    @needs("talk")
    def retire(self, helper_id: int, retired: bool = True, by: object | None = None) -> None:
        """Recommend somebody no longer, or again. Raises NotFound."""
        self.helper(helper_id)
        with self._store.operation(by) as op:
            op.update("helper", helper_id, {"active": int(not retired)})
            op.touch("helper", helper_id)


def _values(draft: HelperDraft) -> dict[str, object]:
    problems = draft.problems()
    if problems:
        raise Invalid(problems)
    return {
        "name": clean(draft.name),
        "skill": clean(draft.skill),
        "phone": _phone(draft.phone),
        "key10": phone_digits(draft.phone)[-_KEY_LENGTH:],
        "area": clean(draft.area) or None,
        "note": clean(draft.note) or None,
        "customer_id": draft.customer_id,
    }


def _phone(typed: str) -> str:
    """A number of this country as it is dialled; any other, or one with words beside it, as it was written."""
    digits = phone_digits(typed)
    alone = not any(letter.isalpha() for letter in typed)
    return digits if alone and _HERE.fullmatch(digits) else ascii_digits(clean(typed))
