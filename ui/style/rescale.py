"""Margins, gaps and set widths of what stands on the screen, at another text size. What a widget does about it by
itself is no affair of this module."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLayout, QWidget
from shiboken6 import isValid

# The measure at the scale 1 is kept on the layout with what was made of it: sizes must not drift with every change.
DESIGN, MADE = "design", "made"
DESIGN_WIDTH, MADE_WIDTH = "design width", "made width"
# A hairline stays one.
HAIRLINE = 2
# Qt's own largest size of a widget: no limit.
UNLIMITED = 16_777_215


def rescale_layouts(widgets: Iterable[QWidget], before: float, now: float) -> None:
    """Give every layout of the widgets the margins and gaps it would have been built with at the new scale."""
    for widget in widgets:
        layout = widget.layout()
        if layout is not None:
            _rescale(layout, before, now)


def widths(widgets: Iterable[QWidget]) -> list[tuple[QWidget, list[int]]]:
    """The widgets that were given a least or a largest width, with both."""
    found = [(widget, _limits(widget)) for widget in widgets if not widget.isWindow()]
    return [(widget, limits) for widget, limits in found if limits != [0, UNLIMITED]]


def rescale_widths(held: Iterable[tuple[QWidget, list[int]]], before: float, now: float) -> None:
    """Scale the widths that nobody has set anew since `widths` was asked."""
    for widget, limits in held:
        if not isValid(widget) or _limits(widget) != limits:
            continue
        if widget.property(MADE_WIDTH) != limits:
            widget.setProperty(DESIGN_WIDTH, [size / before for size in limits])
        least, most = (
            size if size <= HAIRLINE or size == UNLIMITED else round(design * now)
            for size, design in zip(limits, widget.property(DESIGN_WIDTH), strict=True)
        )
        widget.setMinimumWidth(least)
        widget.setMaximumWidth(most)
        widget.setProperty(MADE_WIDTH, _limits(widget))


def _limits(widget: QWidget) -> list[int]:
    return [widget.minimumWidth(), widget.maximumWidth()]


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
