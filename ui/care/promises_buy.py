"""The tab of verbal orders: who said they would buy what, for how much and when, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, cast

from shopbook.care.promise_queries import BuyWhich
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, pgettext
from ui import titles
from ui.care.promises_pane import Pane, Said
from ui.context import Context
from ui.lists.looks import RowLook, Section


class BuyPane(Pane):
    """They bought, another day, they will not: each asks its one question in a small sheet."""

    WHICH: ClassVar[tuple[str, ...]] = ("open", "late", "won", "lost")
    ICON: ClassVar[str] = "shopping-bag"

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx, lambda: _("Who said they would buy"))

    def ids(self) -> Sequence[int | Section]:
        promises = self.ctx.book.promises
        found = promises.buy_ids(cast(BuyWhich, self.which), self.today())
        if self.which == "open":
            return self.by_day(promises.buy_ids("late", self.today()), found)
        return found

    def rows(self, ids: list[int]) -> Sequence[Any]:
        return self.ctx.book.promises.buy_rows(ids)

    def look(self, row: Any) -> RowLook:
        badge, tone = self._badge(row)
        return RowLook(
            title=titles.known_as(row.customer_name, row.honorific) or numbers.phone(row.phone),
            second=row.what,
            icon="shopping-bag",
            tone=tone,
            beside=numbers.phone(row.phone) if row.customer_name else "",
            amount=numbers.money(row.amount_paisa) if row.amount_paisa else "",
            badge=badge,
            badge_tone=tone,
            faded=row.status != "open",
        )

    def _badge(self, row: Any) -> tuple[str, str]:
        if row.status == "open":
            return self.day_badge(row.expected_on)
        return (pgettext("promise", "Bought"), "green") if row.status == "won" else (_("Did not buy"), "blue")

    def which_words(self, which: str) -> Said:
        return {
            "open": lambda: _("Will buy"),
            "late": lambda: _("The day has passed"),
            "won": lambda: pgettext("promise", "Bought"),
            "lost": lambda: _("Did not buy"),
        }[which]

    def empty_words(self) -> tuple[str, str]:
        if self.which == "open":
            return (
                _("Nobody's word is open"),
                _("Whoever says they will buy stands here with the day; the list reminds you to call."),
            )
        return _("Nothing here yet"), ""

    def new_words(self) -> Said:
        return lambda: _("Write an order down")

    def begin(self) -> None:
        self.ctx.navigation.go("buy_promise", {"asks": True})

    def show_row(self, row: Any) -> None:
        self.show_who(titles.known_as(row.customer_name, row.honorific), row.phone)
        self.what.say(row.what)
        if row.amount_paisa:
            self.facts.add(_("Amount"), numbers.money(row.amount_paisa))
        day = self.short(row.expected_on)
        is_open = row.status == "open"
        if is_open:
            badge, tone = self.day_badge(row.expected_on)
            self.facts.add(_("Will buy on"), f"{day} · {badge}", "red" if tone == "red" else "text")
        else:
            self.facts.add(_("Was expected on"), day, strong=False)
            if row.closed_on is not None:
                words = _("Bought on") if row.status == "won" else _("Gave it up on")
                self.facts.add(words, dates.date_long(row.closed_on))
        self.facts.add(_("Said"), dates.ago(row.made_on, self.today()), strong=False)
        if row.memo_no:
            self.facts.add(_("Memo"), numbers.to_script(row.memo_no))
        if row.lost_reason:
            self.facts.add(_("Why not"), row.lost_reason, strong=False)
        self.offer_deeds(
            (lambda: pgettext("promise", "Bought")) if is_open else None,
            (lambda: _("Will not buy")) if is_open else None,
            later=is_open,
            call=True,
        )

    def figures(self) -> str:
        promises = self.ctx.book.promises
        open_paisa = promises.open_buy_paisa()
        made = promises.figures(*self.month())
        if not (open_paisa or made.buy_won or made.buy_lost):
            return ""
        won, ended = numbers.money(made.buy_won_paisa), made.buy_won + made.buy_lost
        parts = [_("Open {amount}").format(amount=numbers.money(open_paisa)),
                 _("bought this month {amount}").format(amount=won)]  # fmt: skip
        if ended:
            parts.append(
                _("{won} of {all} kept their word").format(
                    won=numbers.number(made.buy_won), all=numbers.number(ended)
                )
            )
        return " · ".join(parts)

    def do(self, deed: str, row: Any) -> None:
        if row.status != "open":
            if row.sale_id is not None:
                self.ctx.navigation.go("sale_view", row.sale_id)
            else:
                self.ctx.navigation.go("customer", row.customer_id)
            return
        answer = {"later": "later", "bad": "lost"}.get(deed, "won")
        self.ctx.navigation.go("settle_buy_promise", {"promise_id": row.id, "answer": answer})
