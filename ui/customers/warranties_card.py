"""The warranties that still run for one customer. The cards themselves are the warranty screen's."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _
from shopbook.warranties.model import Card as WarrantyCard
from shopbook.warranties.model import verdict
from ui.context import Context
from ui.widgets.buttons import link, quiet
from ui.widgets.cards import Card, SectionHeader
from ui.widgets.meter import Meter
from ui.widgets.text import Label

MOST_SHOWN = 4
# From here on the end is near enough to speak of it.
NEAR_DAYS = 60


class WarrantiesCard(Card):
    """Each running card with how much of its time is over. `opened(id)` on a press, `all_requested` for the rest."""

    opened = Signal(object)
    all_requested = Signal()

    def __init__(self, ctx: Context) -> None:
        super().__init__(gap=8)
        self.ctx = ctx
        self.head = SectionHeader("")
        self.lines = QVBoxLayout()
        self.lines.setSpacing(10)
        self.more = quiet(lambda: _("All warranties"), "shield-check")
        self.body.addWidget(self.head)
        self.body.addLayout(self.lines)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.more.clicked.connect(self.all_requested)

    def show_customer(self, customer_id: int) -> None:
        """Read the cards again; without a running one the part is not there at all."""
        today = self.ctx.book.clock.today()
        warranties = self.ctx.book.warranties
        cards = warranties.cards(warranties.ids_of_customer(customer_id))
        running = [card for card in cards if verdict(card, today).is_covered]
        while (item := self.lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for card in running[:MOST_SHOWN]:
            self.lines.addWidget(self._line(card))
        self.head.say(_("Running warranties"), numbers.number(len(running)) if running else "")
        self.more.setVisible(len(running) > MOST_SHOWN)
        self.setVisible(bool(running))

    def _line(self, card: WarrantyCard) -> QWidget:
        today = self.ctx.book.clock.today()
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        name = link(
            " ".join(part for part in (card.product_name, card.brand, card.model) if part), "shield-check"
        )
        name.clicked.connect(partial(self.opened.emit, card.id))
        end = card.last_ends_on
        if end is None:
            share, tone, words = 0.0, "green", _("for life")
        else:
            left = (end - today).days
            share = 1 - left / max(1, (end - card.start_on).days)
            tone = "amber" if left <= NEAR_DAYS else "green"
            words = f"{_('until {day}').format(day=dates.date_long(end))} · {dates.time_left(today, end)}"
        column.addWidget(name, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(Meter(share, tone, words))
        column.addWidget(Label(words, "caption", "text2", wrap=True))
        return line
