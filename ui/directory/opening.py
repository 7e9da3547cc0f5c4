"""Opening the helpers from anywhere, also in the middle of a call, which comes back when the number is given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from shopbook.localisation.language import _
from ui import titles
from ui.context import Context


def open_helper(ctx: Context, target: object) -> None:
    """Navigation "helper": {"customer_id"} gives somebody a number, None whoever is on the line or in front.

    {"helper_id"} gives that helper's number, {"edit": helper_id} changes one, {"new": name, "area"} writes one down.
    """
    asked: Mapping[str, object] = target if isinstance(target, Mapping) else {}
    call = _Call.open_one(ctx)
    if "new" in asked or "edit" in asked:
        from ui.directory.sheet import HelperSheet

        edit = asked.get("edit")
        sheet: QWidget = HelperSheet(
            ctx,
            edit if isinstance(edit, int) else None,
            str(asked.get("new") or ""),
            str(asked.get("area") or ""),
        )
        title = _("Change") if isinstance(edit, int) else _("New helper")
    else:
        from ui.directory.giving import GivingSheet

        helper_id, given = asked.get("helper_id"), asked.get("customer_id")
        customer_id = given if isinstance(given, int) else None
        if customer_id is None and helper_id is None:
            customer_id = call.customer_id if call is not None else ctx.navigation.customer_here()
        sheet = GivingSheet(ctx, customer_id, helper_id if isinstance(helper_id, int) else None)
        title = titles.about(ctx, customer_id, _("Give a number"))
    if call is not None:
        call.wait_under(sheet)
    ctx.navigation.open_sheet(sheet, title)


class _Call(QObject):
    """The call whose strip gave way to the helpers: it keeps its words as a draft and comes back after them."""

    def __init__(self, ctx: Context, whom: Any, outcome: str) -> None:
        super().__init__()
        self._ctx, self._whom, self._outcome = ctx, whom, outcome
        self.customer_id: int | None = whom.customer_id

    @classmethod
    def open_one(cls, ctx: Context) -> _Call | None:
        """The call that is being written down now, or waits under a sheet of helpers; None when there is none."""
        sheet = ctx.navigation.sheet
        waiting = sheet.findChild(cls) if sheet is not None else None
        if waiting is not None:
            return cls(ctx, waiting._whom, waiting._outcome)
        whom, outcome = getattr(sheet, "whom", None), getattr(sheet, "outcome", None)
        return cls(ctx, whom, outcome) if whom is not None and isinstance(outcome, str) else None

    def wait_under(self, sheet: QWidget) -> None:
        """Come back when the sheet is closed; when another sheet takes its place, the call stays a draft."""
        self.setParent(sheet)
        self._ctx.navigation.sheet_closed.connect(self._come_back)

    def _come_back(self) -> None:
        self._ctx.navigation.sheet_closed.disconnect(self._come_back)
        whom = self._whom
        target: dict[str, object] = {"outcome": self._outcome, "phone": whom.phone}
        if whom.card is not None:
            target |= {"card": whom.card, "ticked": whom.ticked}
        else:
            target["customer_id"] = whom.customer_id
        self._ctx.navigation.go("call", target)
