"""Margins and gaps of standing layouts at another text size. What stands in them is no affair of this module."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLayout, QWidget

# The measure at the scale 1 is kept on the layout with what was made of it: sizes must not drift with every change.
DESIGN, MADE = "design", "made"
# A hairline stays one.
HAIRLINE = 2


def rescale_layouts(widgets: Iterable[QWidget], before: float, now: float) -> None:
    """Give every layout of the widgets the margins and gaps it would have been built with at the new scale."""
    for widget in widgets:
        layout = widget.layout()
        if layout is not None:
            _rescale(layout, before, now)


def _rescale(layout: QLayout, before: float, now: float) -> None:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        inner = item.layout() if item is not None else None
        if inner is not None:
            _rescale(inner, before, now)
    here = _measures(layout)
    if layout.property(MADE) != here:
        layout.setProperty(DESIGN, [size / before if size > HAIRLINE else size for size in here])
    design = layout.property(DESIGN)
    made = [round(size * now) if size > HAIRLINE else round(size) for size in design]
    layout.setContentsMargins(*made[:4])
    if isinstance(layout, QGridLayout):
        layout.setHorizontalSpacing(made[4])
        layout.setVerticalSpacing(made[5])
    else:
        layout.setSpacing(made[4])
    layout.setProperty(MADE, _measures(layout))


def _measures(layout: QLayout) -> list[int]:
    margins = layout.contentsMargins()
    sides = [margins.left(), margins.top(), margins.right(), margins.bottom()]
    if isinstance(layout, QGridLayout):
        return [*sides, layout.horizontalSpacing(), layout.verticalSpacing()]
    return [*sides, layout.spacing() if isinstance(layout, QBoxLayout) else max(0, layout.spacing())]
