"""What stands of a memo's money today, its goods that came back and its instalments, as lines of facts and rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.dues.plan_model import Plan
from shopbook.dues.words import method_names
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, pgettext
from shopbook.sales.model import Sale
from shopbook.sales.return_model import Return
from shopbook.sales.standing import MemoStanding
from ui import plans
from ui.sales.quantity import quantity_text
from ui.style import theme
from ui.translation import Text
from ui.widgets.badges import IconCircle
from ui.widgets.buttons import Button, icon_button
from ui.widgets.cards import Facts
from ui.widgets.text import ElidedLabel


def show_money(facts: Facts, sale: Sale, money: MemoStanding) -> None:
    """Total, what was paid at the counter and since, what came back, and what is still due."""
    facts.clear()
    if sale.discount_paisa:
        facts.add(_("Discount"), numbers.money(-sale.discount_paisa), strong=False)
    facts.add(_("Total"), numbers.money(sale.total_paisa))
    if money.credit_paisa:
        facts.add(_("Goods given back"), numbers.money(money.credit_paisa))
    method = method_names().get(sale.paid_method, "")
    paid = " · ".join(
        p for p in (method, numbers.to_script(sale.paid_reference)) if p and money.counter_paisa
    )
    counter = sale.paid_paisa if sale.is_voided else money.counter_paisa
    facts.add(
        _("Paid ({method})").format(method=paid) if paid else pgettext("money", "Paid"),
        numbers.money(counter),
    )
    if money.returned_paisa:
        facts.add(_("Goods that came back"), numbers.money(-money.returned_paisa))
    if money.refunded_paisa:
        facts.add(_("Given back into the hand"), numbers.money(money.refunded_paisa), strong=False)
    if money.exchanged_paisa:
        facts.add(_("Went into the exchange"), numbers.money(money.exchanged_paisa), strong=False)
    if money.later_paisa:
        facts.add(_("Paid or let off since"), numbers.money(money.later_paisa))
    if money.open_paisa:
        facts.add(_("Still due"), numbers.money(money.open_paisa), "red")
    if money.ahead_paisa:
        facts.add(_("Paid ahead"), numbers.money(money.ahead_paisa), "green")
    if sale.promised_on is not None and money.open_paisa:
        facts.add(_("Will pay the rest on"), dates.date_long(sale.promised_on), strong=False)
    _show_delivery(facts, sale)
    if sale.demo_given:
        facts.add(_("Showed how to use it and what to avoid"), _("Yes"), strong=False)


def _show_delivery(facts: Facts, sale: Sale) -> None:
    if sale.delivery == "none":
        return
    if sale.delivery == "out" and sale.sent_on is not None:
        who = " · ".join(part for part in (sale.carrier, dates.date_long(sale.sent_on)) if part)
        facts.add(_("On its way"), who, strong=False)
    day = sale.delivered_on or sale.deliver_on
    where = " · ".join(part for part in (sale.delivery_address, dates.date_long(day) if day else "") if part)
    facts.add(_("Delivery"), where or delivery_words(sale.delivery), strong=False)


def delivery_words(delivery: str) -> str:
    """The state of a delivery in one word."""
    return {
        "needed": _("To be delivered"),
        "out": _("On its way"),
        "delivered": _("Delivered"),
        "returned": _("Came back"),
    }.get(delivery, "")


def state_of(sale: Sale, money: MemoStanding) -> tuple[str, str]:
    """The memo in one word, and its tone."""
    if sale.is_voided:
        return _("Void"), "red"
    if sale.is_returned:
        return _("Came back"), "blue"
    if sale.delivery in ("needed", "out"):
        return delivery_words(sale.delivery), "amber"
    if money.open_paisa:
        return _("Due {amount}").format(amount=numbers.money(money.open_paisa)), "amber"
    return _("Paid in full"), "green"


class SideRows(QWidget):
    """The plan of a memo and its returns, each a row with its buttons; nothing when there are none."""

    plan_asked = Signal(object)
    slip_asked = Signal(object)
    memo_asked = Signal(object)
    void_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(8))
        self.rows: list[_SideRow] = []

    def show_rows(self, plan: Plan | None, returns: Sequence[Return], sale_id: int, today: dt.date) -> None:
        """Show these."""
        for old in self.rows:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = [] if plan is None else [self._plan(plan, today)]
        self.rows += [self._of_return(each, sale_id) for each in returns]
        for row in self.rows:
            self._column.addWidget(row)
        self.setVisible(bool(self.rows))

    def _plan(self, plan: Plan, today: dt.date) -> _SideRow:
        done = sum(1 for each in plan.instalments if each.settled_on is not None)
        title = _("Instalments: {done} of {all} paid").format(
            done=numbers.number(done), all=numbers.number(len(plan.instalments))
        )
        due = plan.next_due
        tone = "brand"
        if plan.ended_on is not None:
            about = _("Given up")
        elif due is None:
            about = _("Paid in full")
        elif plan.missed(today):
            tone = "red"
            about = f"{plans.standing(plan, today)[0]} · {plans.next_words(plan, today)}"
        else:
            about = _("Next {amount} on {day}").format(
                amount=numbers.money(due.amount_paisa - due.paid_paisa), day=dates.date_long(due.due_on)
            )
        row = _SideRow("calendar-days", tone, title, about, tone if tone == "red" else "text2")
        row.button(lambda: _("Open the instalments"), "chevron-right", self.plan_asked, plan.id)
        return row

    def _of_return(self, back: Return, sale_id: int) -> _SideRow:
        return_no = numbers.to_script(back.return_no)
        what = ", ".join(_piece(line.title, line.quantity_milli, line.serial) for line in back.lines)
        if back.exchange_sale_id == sale_id:
            memo_no = numbers.to_script(back.memo_no)
            title = _("In exchange for goods of memo {memo_no}").format(memo_no=memo_no)
        else:
            title = _("{amount} back · {what}").format(amount=numbers.money(back.total_paisa), what=what)
        parts = [dates.date_long(back.on), back.reason]
        if back.is_voided:
            parts = [_("Void"), numbers.to_script(back.void_reason)]
        tone = "red" if back.is_voided else "blue"
        row = _SideRow("undo-2", tone, title, " · ".join(parts))
        other = back.sale_id if back.exchange_sale_id == sale_id else back.exchange_sale_id
        if other is not None:
            row.button(lambda: _("Open the other memo"), "arrow-left-right", self.memo_asked, other)
        if not back.is_voided:
            slip = lambda: _("Print return slip {return_no}").format(return_no=return_no)  # noqa: E731
            row.button(slip, "printer", self.slip_asked, back.id)
            void = lambda: _("Void return {return_no}").format(return_no=return_no)  # noqa: E731
            row.button(void, "x", self.void_asked, back.id)
        return row


class _SideRow(QWidget):
    """An icon, two lines of words, and buttons each of which sends its thing's id."""

    def __init__(self, icon: str, tone: str, title: str, about: str, about_tone: str = "text2") -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(2))
        self._row.addWidget(IconCircle(icon, tone, 34))
        self._row.addSpacing(theme.px(8))
        words = QVBoxLayout()
        words.setSpacing(0)
        self.title = ElidedLabel(title, "strong")
        self.about = ElidedLabel(about, "caption", about_tone)
        words.addWidget(self.title)
        words.addWidget(self.about)
        self._row.addLayout(words, 1)
        self.buttons: list[Button] = []
        self._ids: dict[Button, tuple[SignalInstance, int]] = {}

    def button(self, text: Text, icon: str, asked: SignalInstance, what: int) -> None:
        """One more thing to do with the row."""
        button = icon_button(text, icon)
        self._ids[button] = (asked, what)
        button.clicked.connect(self._on_clicked)
        self._row.addWidget(button)
        self.buttons.append(button)

    def _on_clicked(self) -> None:
        asked, what = next(found for button, found in self._ids.items() if button is self.sender())
        asked.emit(what)


def _piece(title: str, milli: int, serial: str) -> str:
    if serial:
        return f"{title} {serial}"
    return title if milli == 1000 else f"{title} × {quantity_text(milli)}"
