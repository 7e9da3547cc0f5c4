"""What is printed and on which paper; the test page. How papers look is shopbook.documents'."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopbook.localisation.language import _, current_language
from shopbook.settings.model import CARD_PAPER, PRINT_AFTER_SALE
from ui.context import Context
from ui.forms.choices import ChipsField, Choice
from ui.forms.texts import TickField
from ui.settings.pane import Pane
from ui.widgets.buttons import plain


class PrintingPane(Pane):
    """Each press is the change; the switches travel with the book."""

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self._ctx = ctx
        card = self.card(lambda: _("Warranty cards"))
        self.paper = ChipsField(
            "paper",
            lambda: _("Paper of the card"),
            [Choice("A5", lambda: _("A5 — half a page")), Choice("A6", lambda: _("A6 — a quarter"))],
        )
        self.after = TickField("after", lambda: _("Print the cards when a sale is saved"))
        for field in (self.paper, self.after):
            card.body.addWidget(field)
        trial = self.card(
            lambda: _("Test page"),
            lambda: _("A frame and a ruler show whether the printer keeps paper and size."),
        )
        self.try_it = plain(lambda: _("Look at the test page"), "printer")
        row = QHBoxLayout()
        row.addWidget(self.try_it)
        row.addStretch(1)
        trial.body.addLayout(row)
        self.end()
        self.show_now()
        self.paper.changed.connect(self._on_paper)
        self.after.changed.connect(self._on_after)
        self.try_it.clicked.connect(self._on_try)

    def show_now(self) -> None:
        """What the book has."""
        self.paper.set_value(self._ctx.book.settings.get(CARD_PAPER))
        self.after.set_value(self._ctx.book.settings.get(PRINT_AFTER_SALE))

    def first_focus(self) -> QWidget:
        return self.paper

    def _on_paper(self) -> None:
        self._ctx.book.settings.set(CARD_PAPER, self.paper.value(), by=self)

    def _on_after(self) -> None:
        self._ctx.book.settings.set(PRINT_AFTER_SALE, self.after.value(), by=self)

    def _on_try(self) -> None:
        target = {
            "title": _("Test page"),
            "pdf": self._trial,
            "file_name": "shopbook-test.pdf",
            "sizes": ("A5", "A6"),
            "size": self._ctx.book.settings.get(CARD_PAPER),
        }
        self._ctx.navigation.go("preview", target)

    def _trial(self, size: str) -> bytes:
        from shopbook.documents.page import ShopHead
        from shopbook.documents.test_print import trial_page

        shop = self._ctx.book.settings.shop()
        head = ShopHead(shop.name, shop.name_en, shop.address, shop.hotline, shop.hours_text)
        return trial_page(size, head, current_language())
