"""What is printed, on which paper and by which printer. How papers look is shopbook.documents', one printer's own
questions are in printer_card.py."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from shopbook.localisation.language import _
from shopbook.settings.model import PRINT_AFTER_SALE, Switch
from shopbook.settings.printing import MEMO_AFTER_SALE, RECEIPT_AFTER_PAYMENT
from ui import printing
from ui.context import Context
from ui.forms.choices import Choice, ChoiceField
from ui.forms.texts import TickField
from ui.printers import Printers
from ui.settings.card_design import CardDesign
from ui.settings.pane import Pane
from ui.settings.printer_card import PrinterCard
from ui.style import theme

PAPERS_A_ROW = 3


class PrintingPane(Pane):
    """Each press is the change; papers and switches travel with the book, printers are this computer's."""

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self._ctx = ctx
        self._build_papers()
        self._build_switches()
        self.design = CardDesign(ctx)
        self.column.addWidget(self.design)
        self.printers = {papers: PrinterCard(ctx, papers) for papers in ("sheets", "rolls")}
        for card in self.printers.values():
            self.column.addWidget(card)
        self.end()
        self.show_now()

    def _build_papers(self) -> None:
        card = self.card(
            lambda: _("Usual paper"),
            lambda: _("Any other size can be chosen when a paper is looked at before printing."),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(14))
        grid.setVerticalSpacing(theme.px(10))
        self.usual: dict[str, ChoiceField] = {}
        for key, kind in printing.PAPERS.items():
            if kind.usual is None:
                continue
            field = ChoiceField(
                f"paper_{key}", kind.name, [Choice(size, printing.size_name(size)) for size in kind.sizes]
            )
            field.changed.connect(partial(self._on_usual, key))
            at = len(self.usual)
            grid.addWidget(field, at // PAPERS_A_ROW, at % PAPERS_A_ROW)
            self.usual[key] = field
        card.body.addLayout(grid)

    def _build_switches(self) -> None:
        card = self.card(lambda: _("Printed by itself"))
        self.after = TickField("after", lambda: _("Print the cards when a sale is saved"))
        self.memo = TickField("memo_after", lambda: _("Print the memo when a sale is saved"))
        self.slip = TickField("slip_after", lambda: _("Print the due slip when a payment is taken"))
        self._switches = (
            (self.after, PRINT_AFTER_SALE),
            (self.memo, MEMO_AFTER_SALE),
            (self.slip, RECEIPT_AFTER_PAYMENT),
        )
        for field, switch in self._switches:
            card.body.addWidget(field)
            field.changed.connect(partial(self._on_switch, field, switch))

    def show_now(self) -> None:
        """What the book and the computer have."""
        for key, field in self.usual.items():
            field.set_value(printing.usual_size(self._ctx, key))
        for tick, switch in self._switches:
            tick.set_value(self._ctx.book.settings.get(switch))
        self.design.show_now()
        for card in self.printers.values():
            card.show_now()

    def first_focus(self) -> QWidget:
        return next(iter(self.usual.values()))

    def _on_usual(self, key: str) -> None:
        usual = printing.PAPERS[key].usual
        assert usual is not None
        self._ctx.book.settings.set(usual, str(self.usual[key].value()), by=self)
        # The preview opens in the size last used there; from now on it is this one.
        Printers().remember_size(key, "")

    def _on_switch(self, field: TickField, switch: Switch[bool]) -> None:
        self._ctx.book.settings.set(switch, bool(field.value()), by=self)
