"""The memo being typed as plain JSON, readable or not: what survives a power cut. Keeping it is keeping.py."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from shopbook.sales.model import SaleDraft

if TYPE_CHECKING:
    from ui.sales.form import MemoForm

# Any of these typed makes a memo worth keeping.
_WORTH = ("paid", "discount", "note", "reference", "delivery")


def typed_of(form: MemoForm) -> dict[str, Any] | None:
    """Everything typed into the form; None when nothing stands there."""
    money = form.money.typed()
    blank = not form.lines and form.editor.is_blank() and not form.customer.line.text().strip()
    if blank and not form.exchange.active and not any(money[key] for key in _WORTH):
        return None
    row = form.customer.row
    return {
        "customer": {"id": row.id if row is not None else None, "typed": form.customer.typed()},
        "lines": SaleDraft(form.book.clock.today(), tuple(form.lines)).to_json()["lines"],
        "at": form.at,
        "promised": form.promised.typed(),
        "line": form.editor.typed(),
        "money": money,
        "exchange": form.exchange.typed(),
    }


def restore_into(form: MemoForm, state: Mapping[str, Any]) -> None:
    """Put back what `typed_of` gave, also when another version gave it."""
    form.clear()
    customer = state.get("customer", {})
    if customer.get("id") is not None:
        form.customer.show_customer(customer["id"])
    elif customer.get("typed"):
        form.customer.restore(customer["typed"])
    today = form.book.clock.today()
    form.lines = list(SaleDraft.from_json({"lines": state.get("lines", ())}, today).lines)
    form.at = min(int(state.get("at", len(form.lines))), len(form.lines))
    form.editor.restore(state.get("line", {}))
    form.money.restore(state.get("money", {}))
    form.promised.restore(state.get("promised", {}), customer.get("id"))
    if isinstance(state.get("exchange"), Mapping):
        form.exchange_for(state["exchange"])
