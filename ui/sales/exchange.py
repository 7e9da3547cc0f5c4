"""What the memo being typed is given in exchange for: kept with it, shown above it, and saved together with it. The
goods were chosen on the return's sheet; what they are worth is counted in shopbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.book import Book
from shopbook.errors import ShopbookError
from shopbook.localisation import numbers
from shopbook.localisation.language import _
from shopbook.sales.model import SaleDraft
from shopbook.sales.return_model import ReturnDraft, ReturnLine, Settling
from ui.forms.texts import TickField
from ui.style import theme
from ui.widgets.cards import Banner


class ExchangeStrip(QWidget):
    """`edited` when what is paid changes by it, `given_up` when it shall be no exchange any more."""

    edited = Signal()
    given_up = Signal()

    def __init__(self, book: Book) -> None:
        super().__init__()
        self._book = book
        self._asked: dict[str, Any] | None = None
        self._goods: ReturnDraft | None = None
        self._named = False
        self.banner = Banner("info", "", action=lambda: _("No exchange"))
        self.keeps = TickField("keeps", lambda: _("What is over stays as an advance"))
        self.keeps.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.banner)
        column.addWidget(self.keeps)
        self.hide()
        self.banner.pressed.connect(self.given_up)
        self.keeps.changed.connect(self.edited)

    @property
    def active(self) -> bool:
        """True when the memo is given in exchange."""
        return self._goods is not None

    @property
    def credit_paisa(self) -> int:
        """What of the goods' worth counts for the new memo."""
        return self._settling().most_refund_paisa if self._goods is not None else 0

    def begin(self, asked: Mapping[str, Any]) -> int | None:
        """Take up the goods that came back; the customer of their memo, None without one or without goods."""
        self.clear()
        try:
            sale = self._book.sales.get(int(asked["sale_id"]))
            lines = tuple(ReturnLine(*line) for line in asked["lines"])
            goods = ReturnDraft(sale.id, lines, self._book.clock.today(), str(asked["reason"]))
            if not self._book.returns.worth(goods):
                return None
        except (ShopbookError, KeyError, TypeError, ValueError):
            # Kept by another version, or the goods came back in the meantime.
            return None
        self._asked, self._goods, self._named = dict(asked), goods, sale.customer_id is not None
        self.keeps.set_value(bool(asked.get("keeps")))
        self.retranslate()
        self.show()
        return sale.customer_id

    def clear(self) -> None:
        """No exchange."""
        self._asked = self._goods = None
        self.keeps.set_value(False)
        self.hide()

    def typed(self) -> dict[str, Any] | None:
        """The exchange as plain JSON."""
        return None if self._asked is None else {**self._asked, "keeps": bool(self.keeps.value())}

    def draft(self, memo: SaleDraft) -> ReturnDraft:
        """The return with this memo as its exchange; what is over goes back into the hand unless it shall stay."""
        assert self._goods is not None
        draft = replace(self._goods, exchange=memo, method=memo.method, reference=memo.reference)
        over = self._book.returns.settling(draft).free_paisa
        keeps = self._named and bool(self.keeps.value())
        return replace(draft, refund_paisa=0 if keeps else over)

    def look(self, memo: SaleDraft) -> str:
        """Show what the memo changes; the words for under "paid"."""
        if self._goods is None:
            return ""
        draft = self.draft(memo)
        settling = self._book.returns.settling(draft)
        self.keeps.setVisible(self._named and bool(draft.refund_paisa or settling.free_paisa))
        if draft.refund_paisa:
            return _("{amount} goes back into the hand").format(amount=numbers.money(draft.refund_paisa))
        if settling.free_paisa:
            return _("{amount} is paid ahead").format(amount=numbers.money(settling.free_paisa))
        if settling.pay_paisa:
            return _("{amount} will stay due").format(amount=numbers.money(settling.pay_paisa))
        return ""

    def retranslate(self) -> None:
        """Say the own words again."""
        if self._goods is None:
            return
        settling = self._settling()
        memo_no = numbers.to_script(self._book.sales.get(self._goods.sale_id).memo_no)
        words = _("In exchange for goods of memo {memo_no}: {amount} counts for this memo").format(
            memo_no=memo_no, amount=numbers.money(settling.most_refund_paisa)
        )
        off = settling.worth_paisa - settling.most_refund_paisa
        detail = ""
        if off:
            detail = _("They are worth {worth}; {amount} comes off what is due of the old memo.").format(
                worth=numbers.money(settling.worth_paisa), amount=numbers.money(off)
            )
        self.banner.say(words, detail)

    def _settling(self) -> Settling:
        assert self._goods is not None
        return self._book.returns.settling(self._goods)
