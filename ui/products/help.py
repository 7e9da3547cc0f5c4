"""The sheet in which the shop writes how a product is used and what people ask about it. Its price is the sale's."""

from __future__ import annotations

import dataclasses

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.errors import ShopbookError
from shopbook.localisation.language import _
from shopbook.products.model import Product
from ui.context import Context
from ui.forms.sheets import LooseSheet
from ui.forms.texts import LongTextField
from ui.widgets.buttons import primary
from ui.widgets.cards import SidePanel
from ui.widgets.text import Label


def open_help(ctx: Context, target: object) -> None:
    """Open the sheet; the target is the product's id."""
    assert isinstance(target, int)
    ctx.navigation.open_sheet(HelpSheet(ctx, ctx.book.products.get(target)), _("How it is used"))


class HelpSheet(LooseSheet):
    """Ctrl+Enter saves; Enter goes on from the first field and is a new line in neither."""

    def __init__(self, ctx: Context, product: Product) -> None:
        super().__init__(ctx)
        self.product = product
        self.tip = LongTextField(
            "usage_tip",
            lambda: _("How it is used"),
            lines=4,
            hint=lambda: _("Stands on the card of the call, and on the warranty card."),
        )
        self.questions = LongTextField(
            "questions",
            lambda: _("Questions people ask"),
            lines=7,
            hint=lambda: _("The question and your answer, a line for each. Shift+Enter begins a new line."),
        )
        self.fields = {field.key: field for field in (self.tip, self.questions)}
        self.tip.set_value(product.usage_tip)
        self.questions.set_value(product.questions)
        self.save_button = primary(lambda: _("Save"), "check", "Ctrl+Enter")
        self._lay_out()
        self._watch(self.fields.values())
        self.tip.entered.connect(self.questions.setFocus)
        self.questions.entered.connect(self.save)
        self.save_button.clicked.connect(self.save)
        self._restore()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        panel = SidePanel(framed=False)
        column.addWidget(panel)
        panel.body.addWidget(self.strip)
        panel.body.addWidget(Label(self.product.title, "h1", wrap=True))
        for field in (self.tip, self.questions):
            panel.body.addWidget(field)
        panel.body.addStretch(1)
        panel.add_footer(self.save_button)

    def first_focus(self) -> QWidget:
        """How it is used."""
        return self.tip.control

    def save(self) -> None:
        """Keep the words with the product."""
        if self._finished:
            return
        draft = dataclasses.replace(
            self.ctx.book.products.get(self.product.id).draft(),
            usage_tip=str(self.tip.value()),
            questions=str(self.questions.value()),
        )
        try:
            self.ctx.book.products.change(self.product.id, draft)
        except ShopbookError as error:
            self._show_error(error)
            return
        self._saved(self._draft_name(), _("Saved"))

    # what survives a crash

    def _draft_name(self) -> str:
        return f"product_help:{self.product.id}"

    def _keep(self) -> None:
        known = {"usage_tip": self.product.usage_tip, "questions": self.product.questions}
        self._keep_or_drop(self._draft_name(), self._typed() != known, self._typed())

    def _restore(self) -> None:
        kept = self.ctx.book.drafts.kept(self._draft_name())
        if kept:
            self.tip.restore(str(kept.get("usage_tip", "")))
            self.questions.restore(str(kept.get("questions", "")))
            self.tip.hint(lambda: _("You had begun to write this; it was kept."))
