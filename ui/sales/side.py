"""Beside the memo: the running total in figures and words, the card as it will be, and the buttons that end it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopbook.book import Book
from shopbook.errors import Invalid
from shopbook.localisation import numbers
from shopbook.localisation.language import _
from shopbook.localisation.words import amount_in_words
from shopbook.sales.model import LineDraft, SaleDraft
from shopbook.settings.model import CARD_PAPER, PRINT_AFTER_SALE
from ui.forms.controls import TickBox
from ui.sales.card_preview import CardPreview
from ui.widgets.buttons import plain, primary
from ui.widgets.cards import Facts, SidePanel, pad
from ui.widgets.text import Label, h2


class Side(SidePanel):
    """Total, card and buttons; the page connects `save` and `cancel`."""

    def __init__(self, book: Book) -> None:
        super().__init__()
        self._book = book
        self._caption = Label(lambda: _("Total"), "second", "text2")
        self.total = Label("", "h1")
        self.words = Label("", "caption", "text2", wrap=True)
        self.facts = Facts()
        self.preview = CardPreview()
        for widget in (self._caption, self.total, self.words, self.facts):
            self.body.addWidget(widget)
        self.body.setSpacing(2)
        self.body.addSpacing(10)
        self.body.addWidget(h2(lambda: _("Warranty card")))
        self.body.addSpacing(4)
        self.body.addWidget(self.preview)
        self.body.addStretch(1)
        self.tick = TickBox("")
        self.tick.setChecked(book.settings.get(PRINT_AFTER_SALE))
        self.tick.clicked.connect(self._on_tick_clicked)
        self.cancel = plain(lambda: _("Cancel"), "x")
        self.save = primary(self._save_text, "check", "Ctrl+↵")
        self.add_footer(self.cancel, self.save)
        outer = self.layout()
        assert outer is not None
        outer.removeWidget(self.line)
        outer.addWidget(self._tick_row())
        outer.addWidget(self.line)
        self.retranslate()

    def _tick_row(self) -> QWidget:
        row = QWidget()
        inside = QHBoxLayout(row)
        pad(inside, 16, 4, 16, 6, 0)
        inside.addWidget(self.tick)
        inside.addStretch(1)
        return row

    def retranslate(self) -> None:
        """Say the own words again."""
        size = self._book.settings.get(CARD_PAPER)
        self.tick.setText(_("Print the card after the sale ({size})").format(size=size))
        self.tick.setAccessibleName(self.tick.text())
        self.save.say(self._save_text)

    @property
    def prints(self) -> bool:
        """True when the card goes to the printer with the saving."""
        return self.tick.isChecked()

    def _save_text(self) -> str:
        return _("Save and print") if self.prints else _("Save the sale")

    def show_draft(self, draft: SaleDraft, paid_known: bool, credit_paisa: int = 0) -> None:
        """Show the money of the memo as typed so far; goods given in exchange for it pay `credit_paisa`."""
        self.total.say(numbers.money(max(0, draft.total_paisa)))
        self.words.say(amount_in_words(draft.total_paisa) if draft.total_paisa > 0 else "")
        self.words.setVisible(draft.total_paisa > 0)
        self.facts.clear()
        if draft.discount_paisa:
            self.facts.add(_("Price"), numbers.money(draft.subtotal_paisa), strong=False)
            self.facts.add(_("Discount"), numbers.money(-draft.discount_paisa), strong=False)
        if credit_paisa:
            self._show_exchange(draft, credit_paisa)
        if paid_known:
            left = draft.total_paisa - credit_paisa - draft.paid_paisa
            self.facts.add(_("Paid now"), numbers.money(draft.paid_paisa), strong=False)
            if left > 0:
                self.facts.add(_("Stays due"), numbers.money(left), "red")
            elif left < 0 and not credit_paisa:
                self.facts.add(_("Paid ahead"), numbers.money(-left), "green")
            else:
                self.facts.add(_("Stays due"), _("Nothing"), "green")

    def _show_exchange(self, draft: SaleDraft, credit_paisa: int) -> None:
        """Only the difference changes hands."""
        self.facts.add(_("Goods given back"), numbers.money(-credit_paisa), strong=False)
        difference = draft.total_paisa - credit_paisa
        if difference >= 0:
            self.facts.add(_("To pay"), numbers.money(difference))
        else:
            self.facts.add(_("To give back"), numbers.money(-difference), "amber")

    def show_card(self, customer: str, draft: SaleDraft, line: LineDraft | None) -> None:
        """Show the card of a line."""
        self.preview.show_card(self._book.settings.shop(), customer, draft, line)

    def _on_tick_clicked(self) -> None:
        try:
            self._book.settings.set(PRINT_AFTER_SALE, self.tick.isChecked(), by=self)
        except Invalid:
            return
        self.save.say(self._save_text)
