"""Reading and changing the shop's words. What they are is in `model`; which card gets which is the followups'."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shopbook.errors import Invalid, Message, NotFound
from shopbook.localisation.language import gettext
from shopbook.permissions import needs
from shopbook.storage.ids import hashed_id
from shopbook.storage.store import Store
from shopbook.wording.messages import BODIES, FRAME
from shopbook.wording.model import OWN, Template, TemplateDraft, respelled
from shopbook.wording.scripts import SCRIPTS
from shopbook.wording.titles import TITLES

_DEFAULTS: Mapping[str, Mapping[str, Message]] = {"message": BODIES, "script": SCRIPTS}
_LIVE = "SELECT kind, code, title, body FROM wording WHERE deleted_at IS NULL"


@dataclass(frozen=True, slots=True)
class Words:
    """All words of the shop at one moment: what was changed, over what is built in."""

    changed: Mapping[tuple[str, str], tuple[str, str]]  # (kind, code) -> (title, body)

    def text(self, kind: str, code: str) -> str:
        """The body for a reason, mood or own code; "" for one that is not known."""
        found = self.changed.get((kind, code))
        return found[1] if found else original(kind, code)

    def own(self, kind: str) -> list[Template]:
        """The templates the shop made itself, by title."""
        found = [
            Template(kind, code, title, body)
            for (of, code), (title, body) in self.changed.items()
            if of == kind and code.startswith(OWN)
        ]
        return sorted(found, key=lambda template: str(template.title))

    def templates(self, kind: str) -> list[Template]:
        """Every template of a kind: one for each reason, the moods (scripts), then the shop's own."""
        built_in = [
            Template(kind, code, TITLES[code], self.text(kind, code), (kind, code) in self.changed)
            for code in _DEFAULTS[kind]
        ]
        return [*built_in, *self.own(kind)]


def original(kind: str, code: str) -> str:
    """The built-in words in the language now spoken, their blanks spelled in it; "" when there are none."""
    found = _DEFAULTS[kind].get(code)
    if found is None:
        return ""
    body = gettext(found.text)
    return respelled(gettext(FRAME.text).replace("{body}", body) if kind == "message" else body)


class Wording:
    """The shop's messages and scripts."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def words(self) -> Words:
        """All of them, with one question to the book."""
        return Words(
            {(row["kind"], row["code"]): (row["title"] or "", row["body"]) for row in self._store.rows(_LIVE)}
        )

    def templates(self, kind: str) -> list[Template]:
        """Every template of "message" or "script"."""
        return self.words().templates(kind)

    def text(self, kind: str, code: str) -> str:
        """The words for a reason or mood; "" for one that is not known."""
        return self.words().text(kind, code)

    @needs("arrange")
    def save(self, kind: str, code: str, title: str, body: str, by: object | None = None) -> None:
        """Keep the shop's words for a code; the built-in ones typed again put it back. Raises Invalid, NotFound."""
        is_own = code.startswith(OWN)
        _refuse_problems(TemplateDraft(title, body), own=is_own)
        if is_own and (kind, code) not in self.words().changed:
            raise NotFound(Message("This is not in the book any more."))
        if not is_own and code not in _DEFAULTS[kind]:
            raise NotFound(Message("There is no such reason."))
        if not is_own and respelled(body.strip()) == original(kind, code):
            self.reset(kind, code, by)
            return
        self._write(kind, code, title.strip() if is_own else "", body.strip(), by)

    @needs("arrange")
    def add(self, kind: str, title: str, body: str, by: object | None = None) -> str:
        """Keep a template of the shop's own; returns its code. Raises Invalid."""
        _refuse_problems(TemplateDraft(title, body), own=True)
        name = " ".join(title.split())
        code = f"{OWN}{name}"
        if (kind, code) in self.words().changed:
            raise Invalid({"title": Message("There is one of this name already.")})
        self._write(kind, code, name, body.strip(), by)
        return code

    @needs("arrange")
    def reset(self, kind: str, code: str, by: object | None = None) -> None:
        """Put the original words back; nothing happens when they were never changed."""
        if (kind, code) in self.words().changed:
            with self._store.operation(by) as op:
                row = hashed_id("wording", kind, code)
                op.update("wording", row, {"deleted_at": op.now})
                op.touch("wording", row)

    @needs("arrange")
    def drop(self, kind: str, code: str, by: object | None = None) -> None:
        """Put one of the shop's own templates into the trash. Raises NotFound."""
        if not code.startswith(OWN) or (kind, code) not in self.words().changed:
            raise NotFound(Message("This is not in the book any more."))
        self.reset(kind, code, by)

    def _write(self, kind: str, code: str, title: str, body: str, by: object | None) -> None:
        row = hashed_id("wording", kind, code)
        values: dict[str, object] = {"title": title or None, "body": body, "deleted_at": None}
        with self._store.operation(by) as op:
            if op.value("SELECT 1 FROM wording WHERE id = ?", (row,)):
                op.update("wording", row, values)
            else:
                op.insert("wording", {"id": row, "kind": kind, "code": code, **values})
            op.touch("wording", row)


def _refuse_problems(draft: TemplateDraft, *, own: bool) -> None:
    problems = draft.problems(own=own)
    if problems:
        raise Invalid(problems)
