"""The warranty card as it will be, beside the memo being typed. The printed card is made in shopbook.documents."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _
from shopbook.products.model import title
from shopbook.sales.model import LineDraft, SaleDraft
from shopbook.settings.model import Shop
from shopbook.warranties.days import coverage_end
from shopbook.warranties.model import coverage_label
from ui.widgets.cards import pad
from ui.widgets.text import Label


@dataclass(frozen=True, slots=True)
class Said:
    """One line of the card."""

    text: str
    size: str = "second"
    tone: str = "text"


class CardPreview(QFrame):
    """Shop, customer, thing, serial, day, and until when each promise holds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._column = QVBoxLayout(self)
        pad(self._column, 18, 12, 18, 14, 2)
        self._labels: list[Label] = []
        self.setAccessibleName(_("Warranty card"))

    def text(self) -> str:
        """All lines, for tests and screen readers."""
        return "\n".join(label.text() for label in self._labels)

    def show_card(self, shop: Shop, customer: str, draft: SaleDraft | None, line: LineDraft | None) -> None:
        """Show the card of a line; without a warranty a quiet sentence stands there."""
        lines = [Said(shop.name, "h2", "brand")]
        where = " · ".join(part for part in (shop.address, _phone(shop.hotline)) if part)
        if where:
            lines.append(Said(where, "caption", "text2"))
        if draft is None or line is None or not line.coverages:
            lines.append(Said(_("Give a warranty and its card is shown here."), "second", "text2"))
        else:
            lines += _of_line(customer, draft, line)
        self._show(lines)

    def _show(self, lines: list[Said]) -> None:
        while len(self._labels) < len(lines):
            label = Label("", wrap=True)
            self._labels.append(label)
            self._column.addWidget(label)
        for label, said in zip(self._labels, lines, strict=False):
            label.dress(said.size, said.tone)
            label.say(said.text)
            label.show()
        for label in self._labels[len(lines) :]:
            label.say("")
            label.hide()
        self.setAccessibleDescription("\n".join(said.text for said in lines))


def _of_line(customer: str, draft: SaleDraft, line: LineDraft) -> list[Said]:
    found = []
    if customer:
        found.append(Said(_("Customer: {name}").format(name=customer)))
    found.append(Said(_("Product: {name}").format(name=title(line.name, line.brand, line.model))))
    if line.serials:
        found.append(Said(_("Serial: {serial}").format(serial=", ".join(line.serials))))
    start = draft.sold_on
    if draft.warranty_from == "delivery" and draft.deliver_on is not None:
        start = draft.deliver_on
    found.append(Said(_("Sold: {day}").format(day=dates.date_long(draft.sold_on))))
    for each in line.coverages:
        if each.problem() is not None:
            continue
        label = coverage_label(each.kind, each.component)
        end = coverage_end(start, each.length, each.unit)
        words = (
            _("{label}: for life").format(label=label)
            if end is None
            else _("{label}: until {day}").format(label=label, day=dates.date_long(end))
        )
        found.append(Said(words, "strong"))
    return found


def _phone(hotline: str) -> str:
    return numbers.phone(hotline) if hotline else ""
