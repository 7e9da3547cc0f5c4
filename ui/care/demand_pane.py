"""The tab of wishes: what was asked for and not there, how often, and who is to be told when it arrives."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.care.demand_model import Demand, Wanted
from shopbook.errors import ShopbookError
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext
from ui.care.demand_words import reason
from ui.care.promises_pane import Pane, Said
from ui.context import Context
from ui.lists.looks import RowLook, Section
from ui.qt import AlignTop
from ui.style import theme
from ui.widgets.buttons import icon_button
from ui.widgets.text import ElidedLabel, Label

# More people than this are counted, not listed, beside the list.
MOST_SHOWN = 12


class DemandPane(Pane):
    """Lines are things asked for, the most wanted first. `D` says that one arrived, then that its askers were told.

    `E` corrects the wish of who asked first, the pencil beside a name theirs.
    """

    WHICH: ClassVar[tuple[str, ...]] = ("open", "arrived")
    ICON: ClassVar[str] = "package"

    def __init__(self, ctx: Context) -> None:
        self._numbers: dict[str, int] = {}
        self._wanted: dict[int, Wanted] = {}
        super().__init__(ctx, lambda: _("What customers asked for"))
        self.list.own_keys += "eE"

    def ids(self) -> Sequence[int | Section]:
        found = self.ctx.book.demands.wanted("arrived" if self.which == "arrived" else "open")
        self._wanted = {self.id_of(one): one for one in found}
        return list(self._wanted)

    def rows(self, ids: list[int]) -> Sequence[Any]:
        return [self._wanted[id] for id in ids if id in self._wanted]

    def id_of(self, row: Wanted) -> int:
        # A wish has no number in the book; it keeps this one for as long as the program runs.
        return self._numbers.setdefault(row.folded, len(self._numbers) + 1)

    def look(self, row: Wanted) -> RowLook:
        people = numbers.number(row.count)
        if self.which == "arrived":
            words = ngettext("{n} person waits to be told", "{n} people wait to be told", row.count)
            badge, tone = _("Has arrived"), "green"
        else:
            words = ngettext(
                "{n} person asked, it was not there", "{n} people asked, it was not there", row.count
            )
            badge, tone = dates.ago(row.last_on, self.today()), "blue"
        return RowLook(
            title=row.what,
            second=words.format(n=people),
            icon="package",
            tone="amber" if row.count > 1 else "blue",
            badge=badge,
            badge_tone=tone,
        )

    def which_words(self, which: str) -> Said:
        return {"open": lambda: _("Asked for"), "arrived": lambda: _("Arrived, to be told")}[which]

    def empty_words(self) -> tuple[str, str]:
        if self.which == "open":
            return (
                _("Nobody waits for anything"),
                _(
                    "When somebody asks for what is not there, press F9 and write it down; the counts show what to buy."
                ),
            )
        return _("Everybody has been told"), ""

    def new_words(self) -> Said:
        return lambda: _("Write a wish down")

    def begin(self) -> None:
        self.ctx.navigation.go("demand", {"asks": True})

    def customer_of(self, row: Wanted) -> int | None:
        """The one who asked last, as far as the book knows them."""
        return next((one.customer_id for one in self._askers(row) if one.customer_id is not None), None)

    def figures(self) -> str:
        found = self.ctx.book.demands.wanted("open")
        people = sum(one.count for one in found)
        if not found:
            return ""
        things = ngettext("{n} thing is wanted", "{n} things are wanted", len(found))
        asked = ngettext("{n} person asked", "{n} people asked", people)
        return " · ".join(
            (things.format(n=numbers.number(len(found))), asked.format(n=numbers.number(people)))
        )

    # beside the list

    def show_row(self, row: Wanted) -> None:
        self.who.say(row.what)
        for widget in (self.phone, self.open_customer, self.what):
            widget.hide()
        self.facts.add(_("Asked for first"), dates.date_long(row.first_on), strong=False)
        if row.last_on != row.first_on:
            self.facts.add(_("Asked for last"), dates.ago(row.last_on, self.today()), strong=False)
        people = ngettext("{n} person", "{n} people", row.count).format(n=numbers.number(row.count))
        self.facts.add(_("Who asked"), people)
        askers = self._askers(row)
        for place, one in enumerate(askers[:MOST_SHOWN]):
            self.more.addWidget(self._line(one, first=place == 0))
        if len(askers) > MOST_SHOWN:
            more = len(askers) - MOST_SHOWN
            words = ngettext("and {n} more", "and {n} more", more).format(n=numbers.number(more))
            self.more.addWidget(Label(words, "second", "text2"))
        self._offer(row, askers)

    def _offer(self, row: Wanted, askers: Sequence[Demand]) -> None:
        if self.which == "open":
            self.offer_deeds(
                lambda: _("It has arrived"), lambda: _("No longer wanted"), later=False, call=False
            )
        else:
            told = _("Told: {name}").format(name=self._name(askers[0])) if askers else ""
            known = self.customer_of(row) is not None
            self.offer_deeds((lambda: told) if told else None, None, later=False, call=known)

    def _line(self, one: Demand, *, first: bool) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(self._name(one), "strong"))
        about = [numbers.phone(one.phone), dates.ago(one.asked_on, self.today())]
        if one.reason != "not_in_stock":
            about.append(reason(one.reason))
        if one.alternative:
            taken = _("took {what} instead") if one.alternative_taken else _("was offered {what}")
            about.append(taken.format(what=one.alternative))
        words.addWidget(Label(" · ".join(part for part in about if part), "caption", "text2", wrap=True))
        row.addLayout(words, 1)
        if one.customer_id is not None:
            page = icon_button(lambda: _("Open the customer's page"), "user")
            page.clicked.connect(partial(self._open, one.customer_id))
            row.addWidget(page, 0, AlignTop)
        if self.which == "arrived":
            told = icon_button(lambda: _("Told"), "check")
            told.clicked.connect(partial(self._told, one))
            row.addWidget(told, 0, AlignTop)
        change = icon_button(lambda: _("Change"), "pencil", "E" if first else "")
        change.clicked.connect(partial(self._change, one))
        row.addWidget(change, 0, AlignTop)
        close = icon_button(lambda: _("No longer wanted"), "x")
        close.clicked.connect(partial(self._close, one))
        row.addWidget(close, 0, AlignTop)
        return line

    def _askers(self, row: Wanted) -> list[Demand]:
        status = "arrived" if self.which == "arrived" else "open"
        return [one for one in self.ctx.book.demands.askers(row.folded) if one.status == status]

    def _name(self, one: Demand) -> str:
        return one.name or numbers.phone(one.phone) or _("Without a name")

    # what is done

    def do(self, deed: str, row: Wanted) -> None:
        if deed == "open" and (customer_id := self.customer_of(row)) is not None:
            self.ctx.navigation.go("customer", customer_id)
        elif deed == "good" and self.which == "open":
            self._arrived(row)
        elif deed == "change" and (askers := self._askers(row)):
            self._change(askers[0])
        elif deed == "good":
            askers = self._askers(row)
            if askers:
                self._told(askers[0])
        elif deed == "bad" and self.which == "open":
            self.ctx.book.demands.close_all(row.folded)
            self.done(_("No longer wanted: {what}").format(what=row.what))

    def _arrived(self, row: Wanted) -> None:
        waiting = self.ctx.book.demands.arrived(row.folded)
        if waiting:
            words = ngettext(
                "{what} is here: {n} person is to be told, see today's list",
                "{what} is here: {n} people are to be told, see today's list",
                waiting,
            )
        else:
            words = _("{what} is here. Nobody left a name or a number to be told.")
        self.done(words.format(what=row.what, n=numbers.number(waiting)))

    def _told(self, one: Demand) -> None:
        try:
            self.ctx.book.demands.told(one.id)
        except ShopbookError as error:
            self.ctx.messages.problem(error)
        else:
            self.done(_("{name} knows that it is here").format(name=self._name(one)))
        self.list.setFocus()

    def _change(self, one: Demand) -> None:
        self.ctx.navigation.go("demand", {"demand_id": one.id})

    def _close(self, one: Demand) -> None:
        try:
            self.ctx.book.demands.close(one.id)
        except ShopbookError as error:
            self.ctx.messages.problem(error)
        else:
            self.done(_("No longer wanted: {what}").format(what=one.what))
        self.list.setFocus()

    def _open(self, customer_id: int | None) -> None:
        if customer_id is not None:
            self.ctx.navigation.go("customer", customer_id)
