"""The counter these tests work at, and how they read it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from tests.ui.counter import Counter, counter
from ui.widgets.badges import Badge

__all__ = ["counter", "in_instalments", "lines", "reads", "shop_is_read"]


def reads(widget: QWidget) -> str:
    """Every word a person can see in it."""
    QApplication.processEvents()
    parts = [part for kind in (QLabel, QPushButton, Badge) for part in widget.findChildren(kind)]
    return "\n".join(part.text() for part in parts if part.isVisible() and part.text())


def lines(model) -> list[str]:  # type: ignore[no-untyped-def]
    """A list as a screen reader reads it."""
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def shop_is_read(counter: Counter) -> None:
    """Let the page in front show what was written."""
    while counter.ctx.jobs.busy:
        QApplication.processEvents()
    for _turn in range(3):
        QApplication.processEvents()


def in_instalments(counter: Counter, count: int = 3, paid_taka: int = 250, **more: object) -> int:
    """Salma's rice cooker paid in monthly instalments from next month; returns the plan."""
    from shopbook.dues.plan_model import PlanDraft

    sale = counter.sold(counter.salma.id, paid_taka=paid_taka)
    return counter.book.plans.make(PlanDraft(sale.id, count, **more)).id  # type: ignore[arg-type]
