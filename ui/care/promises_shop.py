"""The tab of the shop's own word: what was promised to whom, for which day, and whether it was kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, cast

from shopbook.care.promise_queries import ShopWhich
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext
from ui import titles
from ui.care.promises_pane import Pane, Said
from ui.context import Context
from ui.lists.looks import RowLook, Section


class ShopPane(Pane):
    """One key keeps a promise; another day and giving up ask in a small sheet."""

    WHICH: ClassVar[tuple[str, ...]] = ("open", "late", "kept", "cancelled")
    ICON: ClassVar[str] = "handshake"

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx, lambda: _("What we promised"))

    def ids(self) -> Sequence[int | Section]:
        promises = self.ctx.book.promises
        found = promises.shop_ids(cast(ShopWhich, self.which), self.today())
        if self.which == "open":
            return self.by_day(promises.shop_ids("late", self.today()), found)
        return found

    def rows(self, ids: list[int]) -> Sequence[Any]:
        return self.ctx.book.promises.shop_rows(ids)

    def look(self, row: Any) -> RowLook:
        name = titles.known_as(row.customer_name, row.honorific) or numbers.phone(row.phone)
        badge, tone = self._badge(row)
        return RowLook(
            title=name or row.what,
            second=row.what if name else _("The shop's own word"),
            icon="handshake",
            tone=tone,
            beside=numbers.phone(row.phone) if row.customer_name else "",
            badge=badge,
            badge_tone=tone,
            faded=row.status != "open",
        )

    def _badge(self, row: Any) -> tuple[str, str]:
        if row.status == "open":
            return self.day_badge(row.due_on)
        if row.status == "kept":
            return (_("Kept late"), "amber") if _was_late(row) else (_("Kept"), "green")
        return _("Given up"), "blue"

    def which_words(self, which: str) -> Said:
        return {
            "open": lambda: _("To keep"),
            "late": lambda: _("Late"),
            "kept": lambda: _("Kept"),
            "cancelled": lambda: _("Given up"),
        }[which]

    def empty_words(self) -> tuple[str, str]:
        if self.which == "open":
            return (
                _("No promise is open"),
                _("What the shop promised stands here with its day, so that nobody has to ask twice."),
            )
        if self.which == "late":
            return _("No promise is late"), ""
        return _("Nothing here yet"), ""

    def new_words(self) -> Said:
        return lambda: _("Write a promise down")

    def begin(self) -> None:
        self.ctx.navigation.go("shop_promise", {"asks": True})

    def show_row(self, row: Any) -> None:
        self.show_who(titles.known_as(row.customer_name, row.honorific), row.phone)
        self.what.say(row.what)
        day = self.short(row.due_on)
        if row.status == "open":
            badge, tone = self.day_badge(row.due_on)
            self.facts.add(_("Promised for"), f"{day} · {badge}", "red" if tone == "red" else "text")
        else:
            self.facts.add(_("Promised for"), day)
            if row.closed_on is not None:
                words = _("Kept on") if row.status == "kept" else _("Given up on")
                self.facts.add(words, dates.date_long(row.closed_on))
        self.facts.add(_("Promise made"), dates.ago(row.made_on, self.today()), strong=False)
        if row.close_note:
            self.facts.add(_("Remark"), row.close_note, strong=False)
        is_open = row.status == "open"
        self.offer_deeds(
            (lambda: _("Kept")) if is_open else None,
            (lambda: _("Give it up")) if is_open else None,
            later=is_open,
            call=row.customer_id is not None,
        )

    def figures(self) -> str:
        promises = self.ctx.book.promises
        first, today = self.month()
        made = promises.figures(first, today)
        still_open = sum(row.due_on >= first for row in promises.shop_rows(promises.shop_ids("late", today)))
        if not (due := made.shop_kept + still_open):
            return ""
        kept = ngettext("{n} kept this month", "{n} kept this month", made.shop_kept)
        parts = [kept.format(n=numbers.number(made.shop_kept))]
        in_time = numbers.percent(round((due - made.shop_late) * 100 / due))
        parts.append(_("{percent} in time").format(percent=in_time))
        if made.shop_late:
            late = ngettext("{n} late", "{n} late", made.shop_late)
            parts.append(late.format(n=numbers.number(made.shop_late)))
        return " · ".join(parts)

    def do(self, deed: str, row: Any) -> None:
        if row.status != "open":
            if deed == "open" and row.customer_id is not None:
                self.ctx.navigation.go("customer", row.customer_id)
            return
        if deed == "good":
            self.ctx.book.promises.keep(row.id)
            self.done(_("Promise kept: {what}").format(what=row.what))
            return
        answer = {"later": "later", "bad": "cancelled"}.get(deed, "kept")
        self.ctx.navigation.go("settle_shop_promise", {"promise_id": row.id, "answer": answer})


def _was_late(row: Any) -> bool:
    return row.closed_on is not None and row.closed_on > row.due_on
