"""Sheets whose words survive Esc, another sheet and a power cut until they are saved. What they ask is their noun's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer

from shopbook.errors import Invalid, Message, ShopbookError
from shopbook.localisation.language import explain, say
from ui.context import Context
from ui.forms.field import Field, Wrong
from ui.widgets.cards import Banner
from ui.widgets.strip import Strip

SETTLE_MS = 400


class KeptSheet(Strip):
    """Saved once, by Enter. Override `save` and `_keep`; call `_on_settled` a moment after the last key."""

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self.ctx = ctx
        self._finished = False

    def enter(self) -> None:
        """Save."""
        self.save()

    def save(self) -> None:
        """Write down what was typed; nothing happens the second time."""
        raise NotImplementedError

    def put_away(self) -> None:
        """Esc, another sheet, the end of the program: what was typed stays for the next time."""
        if not self._finished:
            self._keep()

    def _keep(self) -> None:
        """Keep what was typed as a draft, or drop the draft when there is nothing to keep."""
        raise NotImplementedError

    def _finish(self, draft_name: str) -> int:
        """Saved: drop the draft and close; returns the operation that saved, for the way back."""
        operation = self.ctx.book.history.last_operation()
        self._finished = True
        self.ctx.book.drafts.drop(draft_name)
        self.ctx.navigation.close_sheet()
        return operation

    def _saved(self, draft_name: str, words: str) -> None:
        """Close what was saved and say so, with a way back."""
        operation = self._finish(draft_name)
        self.ctx.messages.done(words, undo=partial(self.ctx.book.history.undo, operation))

    def _keep_or_drop(self, draft_name: str, worth: object, kept: Mapping[str, Any]) -> None:
        """Keep the draft when something of `worth` was typed, else drop it."""
        if worth:
            self.ctx.book.drafts.keep(draft_name, dict(kept))
        else:
            self.ctx.book.drafts.drop(draft_name)

    def _on_settled(self) -> None:
        # A sheet that is being taken away has kept its words already.
        if self.isVisible():
            self._keep()


class LooseSheet(KeptSheet):
    """A kept sheet whose fields stand and go where it wants them, not in the rows of a Form.

    `fields` are its fields by key; `strip` says what belongs to none of them. A hidden field is not asked.
    """

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx)
        self.fields: dict[str, Field] = {}
        self.strip = Banner("red", "")
        self.strip.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self._on_settled)

    def _watch(self, fields: Iterable[Field]) -> None:
        """Keep what is typed into these; Ctrl+Enter in one saves."""
        for field in fields:
            field.changed.connect(self._timer.start)
            field.finish_asked.connect(self.save)

    def _read(self) -> tuple[dict[str, object], dict[str, Message]]:
        """What the fields in sight say, and what cannot be read."""
        values: dict[str, object] = {}
        problems: dict[str, Message] = {}
        for key, field in self.fields.items():
            if field.isHidden():
                continue
            try:
                values[key] = field.value()
            except Wrong as wrong:
                problems[key] = wrong.problem
        return values, problems

    def _typed(self) -> dict[str, object]:
        """What stands in the fields, as typed; whom it is about is kept by their number, not by the words."""
        return {key: field.typed() for key, field in self.fields.items() if key != "customer_id"}

    def _kept(self, draft_name: str) -> dict[str, Any] | None:
        """The draft of that name, when it holds fields."""
        kept = self.ctx.book.drafts.kept(draft_name)
        return kept if kept and isinstance(kept.get("fields"), dict) else None

    def _finish(self, draft_name: str) -> int:
        self._timer.stop()
        return super()._finish(draft_name)

    def _show_error(self, error: ShopbookError) -> None:
        """Each problem under its field, what has no field in sight in the strip; go to the first."""
        if not isinstance(error, Invalid):
            self.strip.say(explain(error))
            self.strip.show()
            return
        homeless = []
        first: Field | None = None
        for key, problem in error.problems.items():
            field = self.fields.get(key)
            if field is None or field.isHidden():
                homeless.append(say(problem))
                continue
            field.show_problem(problem)
            first = first or field
        self.strip.say("\n".join(homeless))
        self.strip.setVisible(bool(homeless))
        if first is not None:
            first.setFocus()
