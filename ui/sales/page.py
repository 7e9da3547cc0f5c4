"""A new sale (F2): keeps the memo at every pause, saves it as one thing, shows it. The memo itself is form.py."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.errors import Invalid, Message, NotFound, ShopbookError
from shopbook.localisation import numbers
from shopbook.localisation.language import _
from shopbook.sales.model import Sale, SaleDraft
from shopbook.sales.return_model import Return
from shopbook.settings.printing import MEMO_AFTER_SALE
from ui import printing
from ui.actions import Action
from ui.context import Context
from ui.page import Page
from ui.sales.form import MemoForm
from ui.sales.keeping import NAME, DraftKeeper
from ui.sales.side import Side
from ui.style import theme
from ui.widgets.cards import pad
from ui.widgets.text import ElidedLabel, h1

LOOK_AFTER_MS = 250
SIDE_WIDTH = 360


class NewSalePage(Page):
    """The memo as it is typed. Target: {"customer_id": id} begins one for a customer, {"exchange": {...}} one for goods
    that came back; a SaleDraft or what `MemoForm.typed` gave goes on with that."""

    TOPICS = ("customer", "shop", "setting", "buy_promise")

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx)
        self.form = MemoForm(ctx.book)
        self.side = Side(ctx.book)
        self.keeper = DraftKeeper(ctx.book, ctx.messages, self.form.typed, self)
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(LOOK_AFTER_MS)
        self._lay_out()

        self.form.edited.connect(self._on_edited)
        self.form.customer.picked.connect(self._on_customer_picked)
        self.form.finish_asked.connect(self.finish)
        self.form.warnings.memo_asked.connect(self._on_memo_asked)
        self.form.restored.pressed.connect(self.discard)
        self.side.cancel.clicked.connect(self._on_cancel_clicked)
        self.side.save.clicked.connect(self.finish)
        self._look.timeout.connect(self._look_again)
        self._bring_back()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        pad(outer, 20, 10, 20, 14, 10)
        head = QHBoxLayout()
        head.setSpacing(theme.px(24))
        head.addWidget(h1(lambda: _("New sale")))
        head.addWidget(
            ElidedLabel(
                lambda: _("Enter goes to the next box · Ctrl+Enter ends the sale"), "second", "text2"
            ),
            1,
        )
        outer.addLayout(head)
        halves = QHBoxLayout()
        halves.setSpacing(theme.px(14))
        halves.addWidget(self.form, 1)
        halves.addWidget(self.side)
        outer.addLayout(halves, 1)

    # what the page is asked

    def open(self, target: object) -> None:
        if isinstance(target, SaleDraft):
            self.form.begin_with(target)
        elif isinstance(target, dict) and target:
            asked = dict(target)
            # Deliberately emptied: coming back to this place later must not begin the memo anew over what was typed.
            target.clear()
            if "exchange" in asked and "lines" not in asked:
                if self.form.typed() is not None:
                    self.discard()
                self.form.exchange_for(asked["exchange"])
            elif "customer_id" in asked:
                self._begin_for(asked["customer_id"])
            else:
                self.form.restore(asked)

    def _begin_for(self, customer_id: int) -> None:
        row = self.form.customer.row
        if row is not None and row.id != customer_id:
            self.discard()
        self.form.begin_for(customer_id)

    def refresh(self) -> None:
        row = self.form.customer.row
        if row is not None:
            self.form.customer.show_customer(row.id)
        self.form.promised.look_again()
        self.side.retranslate()
        self._look_again()

    def retranslate(self) -> None:
        self.form.retranslate()
        self.side.retranslate()

    def first_focus(self) -> QWidget | None:
        return self.form.first_focus()

    def actions_here(self) -> list[Action]:
        group = lambda: _("New sale")  # noqa: E731 -- a text to be asked again, not a function of its own
        return [
            Action("sale_finish", lambda: _("End the sale"), self.finish, "Ctrl+Enter Ctrl+Return", "check", group,
                   footer=lambda: _("End the sale")),
            Action("sale_line", lambda: _("One more product"), self.form.next_line, "Ins Alt+A", "plus", group),
        ]  # fmt: skip

    def customer_here(self) -> int | None:
        """F3 and F4 begin with the customer of the memo."""
        row = self.form.customer.row
        return row.id if row is not None else None

    def scanned(self, code: str) -> bool:
        """A scanned code is a serial of the line being typed."""
        self.form.scanned(code)
        return True

    # saving

    def finish(self) -> None:
        """Save the memo, or show everything that keeps it from being saved."""
        draft = self.form.draft()
        if draft is None:
            return
        state = self.form.typed()
        try:
            if self.form.exchange.active:
                taken = self.ctx.book.returns.take_back(
                    self.form.exchange.draft(draft), kept_as=NAME, by=self
                )
                sale = self.ctx.book.sales.get(taken.exchange_sale_id or 0)
            else:
                taken = None
                sale = self.ctx.book.sales.record_sale(draft, kept_as=NAME, by=self)
        except Invalid as invalid:
            problems = {key.removeprefix("exchange."): words for key, words in invalid.problems.items()}
            self.form.show_problems(problems)
        except ShopbookError as error:
            self.ctx.messages.problem(error)
        else:
            self._saved(sale, state, taken)

    def _saved(self, sale: Sale, state: dict[str, Any] | None, taken: Return | None) -> None:
        self.form.clear()
        self.keeper.rest()
        text = _("Memo {memo_no} is saved · {amount}").format(
            memo_no=numbers.to_script(sale.memo_no), amount=numbers.money(sale.total_paisa)
        )
        undo = partial(self._take_back, sale.id, state, taken)
        self.ctx.messages.done(text, undo=undo, paper=partial(printing.give_paper, self.ctx, "memo", sale.id))
        self.ctx.navigation.go("sale_view", sale.id)
        if not printing.printer_found():
            return
        if self.ctx.book.settings.get(MEMO_AFTER_SALE):
            printing.print_paper(self.ctx, "memo", sale.id)
        if self.side.prints and sale.card_ids:
            printing.print_cards(self.ctx, sale.card_ids)

    def _take_back(self, sale_id: int, state: dict[str, Any] | None, taken: Return | None) -> None:
        if taken is not None:
            self.ctx.book.returns.void(taken.id, _("Taken back right after saving"))
        else:
            self.ctx.book.sales.void_sale(sale_id, _("Taken back right after saving"))
        self.ctx.navigation.go("sale", state)

    def discard(self) -> None:
        """Throw the memo being typed away; one key brings it back."""
        state = self.form.typed()
        self.form.clear()
        self.keeper.keep()
        self._look_again()
        self.form.customer.setFocus()
        if state is not None:
            self.ctx.messages.done(_("The unfinished sale was thrown away"), undo=partial(self._bring, state))

    def _bring(self, state: dict[str, Any]) -> None:
        self.ctx.navigation.go("sale", state)

    def _bring_back(self) -> None:
        """What was being typed when the program ended last."""
        state = self.keeper.kept()
        if state is not None:
            self.form.restore(state)
            self.form.restored.show()

    # what happens

    def _look_again(self) -> None:
        """Total, card and warnings for what stands there now."""
        draft = self.form.look()
        self.side.show_draft(draft, self.form.paid_known, self.form.exchange.credit_paisa)
        self.side.show_card(self.form.who(), draft, self.form.covered_line(draft))

    def _on_edited(self) -> None:
        self.keeper.soon()
        self._look.start()

    def _on_customer_picked(self, _id: int) -> None:
        self._look_again()

    def _on_memo_asked(self, memo_no: str) -> None:
        sale = self.ctx.book.sales.by_memo(memo_no)
        if sale is None:
            self.ctx.messages.problem(NotFound(Message("This memo is not in the book.")))
        else:
            self.ctx.navigation.go("sale_view", sale.id)

    def _on_cancel_clicked(self) -> None:
        self.discard()
        self.ctx.navigation.back()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._look.isActive():
            # The book may be closed before the pause is over.
            self._look.stop()
            self.stale = True
        if self.keeper.waits():
            self.keeper.keep()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_side()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "side"):
            self._fit_side()

    def _fit_side(self) -> None:
        # The form needs the room first; the card beside it is a comfort.
        self.side.setFixedWidth(max(theme.px(250), min(theme.px(SIDE_WIDTH), round(self.width() * 0.34))))
