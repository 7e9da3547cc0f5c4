"""The tab of promises to pay: who, how much, for which day. What a payment does to them is shopbook.dues."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from shopbook.dues.promise_model import PromiseRow
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _
from ui import titles
from ui.care.promises_pane import Pane, Said
from ui.context import Context
from ui.lists.looks import RowLook, Section


class PayPane(Pane):
    """Enter takes the money; a new day is agreed on the phone."""

    WHICH: ClassVar[tuple[str, ...]] = ("open", "late")
    ICON: ClassVar[str] = "hand-coins"
    NEW_KEY: ClassVar[str] = "F3"

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx, lambda: _("Who promised to pay"))

    def ids(self) -> Sequence[int | Section]:
        dues = self.ctx.book.dues
        late = dues.promise_ids("late")
        return late if self.which == "late" else self.by_day(late, dues.promise_ids("open"))

    def rows(self, ids: list[int]) -> Sequence[Any]:
        return self.ctx.book.dues.promise_rows(ids)

    def look(self, row: PromiseRow) -> RowLook:
        badge, tone = self.day_badge(row.promise.due_on)
        paid = row.promise.paid_paisa
        second = _("Said they pay on {day}").format(day=self.short(row.promise.due_on))
        if paid:
            second += " · " + _("{amount} came").format(amount=numbers.money(paid))
        return RowLook(
            title=titles.known_as(row.name, row.honorific) or numbers.phone(row.phone),
            second=second,
            icon="hand-coins",
            tone=tone,
            beside=numbers.phone(row.phone) if row.name else "",
            amount=numbers.money(row.promise.left_paisa),
            badge=badge,
            badge_tone=tone,
        )

    def which_words(self, which: str) -> Said:
        return {"open": lambda: _("All promises to pay"), "late": lambda: _("The day has passed")}[which]

    def empty_words(self) -> tuple[str, str]:
        if self.which == "open":
            return (
                _("No promise to pay is open"),
                _("A day agreed in a sale or on the phone stands here until the money comes."),
            )
        return _("Nobody is late with their word"), ""

    def new_words(self) -> Said:
        return lambda: _("Take a payment")

    def begin(self) -> None:
        self.ctx.navigation.go("payment")

    def show_row(self, row: PromiseRow) -> None:
        promise = row.promise
        self.show_who(titles.known_as(row.name, row.honorific), row.phone)
        self.what.hide()
        self.facts.add(_("Promised"), numbers.money(promise.left_paisa))
        badge, tone = self.day_badge(promise.due_on)
        day = f"{self.short(promise.due_on)} · {badge}"
        self.facts.add(_("Will pay on"), day, "red" if tone == "red" else "text")
        if promise.paid_paisa:
            self.facts.add(_("Came so far"), numbers.money(promise.paid_paisa), "green", strong=False)
        self.facts.add(_("Promise made"), dates.ago(promise.made_on, self.today()), strong=False)
        balance = self.ctx.book.dues.balance(row.customer_id)
        self.facts.add(_("Owes in all"), numbers.money(balance), "red" if balance > 0 else "text")
        self.offer_deeds(lambda: _("Take the money"), None, later=True, call=True)

    def figures(self) -> str:
        promised = self.ctx.book.dues.promised_paisa()
        made = self.ctx.book.promises.figures(*self.month())
        parts = [_("{amount} promised").format(amount=numbers.money(promised))] if promised else []
        ended = made.pay_kept + made.pay_broken
        if ended:
            parts.append(
                _("this month {kept} of {all} promises kept").format(
                    kept=numbers.number(made.pay_kept), all=numbers.number(ended)
                )
            )
        return " · ".join(parts)

    def do(self, deed: str, row: PromiseRow) -> None:
        if deed == "later":
            # A new day is something the customer says: the call strip asks for day and amount.
            target = {"customer_id": row.customer_id, "outcome": "promised_pay"}
            self.ctx.navigation.go("call", target)
        elif deed in ("good", "open"):
            self.ctx.navigation.go("payment", {"customer_id": row.customer_id})
