"""What the shop gave a customer, whether it reached, and whom they sent to the shop. Writing it down is in ui/notes and
ui/care."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.care.rewards import Reward
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext, pgettext
from shopbook.notes.model import Gift
from ui.context import Context
from ui.qt import AlignTop
from ui.style import theme
from ui.widgets.badges import Badge
from ui.widgets.buttons import plain, quiet
from ui.widgets.cards import Card, SectionHeader
from ui.widgets.text import Label

MOST_SHOWN = 4
# So long a gift is remembered when somebody needs something.
AFTER_DAYS = 90


class GiftsCard(Card):
    """Gifts and thanks, the newest first; one whose arrival nobody has heard of can be asked after here."""

    def __init__(self, ctx: Context) -> None:
        super().__init__(gap=8)
        self.ctx = ctx
        self.customer_id: int | None = None
        self._private = False
        self.head = SectionHeader(lambda: _("Gifts and thanks"))
        self.give = plain(lambda: _("Give a gift"), "gift")
        self.lines = QVBoxLayout()
        self.lines.setSpacing(theme.px(8))
        self.sent = Label("", "second", "text2", wrap=True)
        self.body.addWidget(self.head)
        self.body.addLayout(self.lines)
        self.body.addWidget(self.sent)
        row = QHBoxLayout()
        row.addWidget(self.give)
        row.addStretch(1)
        self.body.addLayout(row)
        self.give.clicked.connect(self._on_give)

    def show_customer(self, customer_id: int, private: bool) -> None:
        """Read the gifts again; what they cost and what came after is nothing for a customer's eyes."""
        self._private = private
        self.customer_id = customer_id
        while (item := self.lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        given: list[Gift | Reward] = [
            *self.ctx.book.notes.gifts(customer_id),
            *self.ctx.book.rewards.of(customer_id),
        ]
        given.sort(key=lambda one: one.given_on, reverse=True)
        for one in given[:MOST_SHOWN]:
            self.lines.addWidget(self._line(one))
        if len(given) > MOST_SHOWN:
            more = len(given) - MOST_SHOWN
            words = ngettext("and {n} more", "and {n} more", more).format(n=numbers.number(more))
            self.lines.addWidget(Label(words, "second", "text2"))
        self._say_sent(customer_id)

    def _line(self, one: Gift | Reward) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(one.what, "body", wrap=True))
        words.addWidget(Label(self._about(one), "caption", "text2", wrap=True))
        if self._private and (after := self._after(one)):
            words.addWidget(Label(after, "caption", "green", wrap=True))
        row.addLayout(words, 1)
        if isinstance(one, Gift) and one.reached == "unknown" and one.place != "shop":
            ask = quiet(lambda: _("Did it reach?"), "check")
            ask.clicked.connect(partial(self._ask, one.id))
            row.addWidget(ask, 0, AlignTop)
        elif isinstance(one, Gift) and one.reached == "no":
            row.addWidget(Badge(pgettext("gift", "It did not"), "amber"), 0, AlignTop)
        return line

    def _about(self, one: Gift | Reward) -> str:
        today = self.ctx.book.clock.today()
        why = one.occasion if isinstance(one, Gift) else _("Thanks")
        if isinstance(one, Reward) and one.referred_name:
            why = _("Thanks: {name} came on their word").format(name=one.referred_name)
        cost = numbers.money(one.cost_paisa) if one.cost_paisa and self._private else ""
        carried = one.carried_by if isinstance(one, Gift) else ""
        return " · ".join(part for part in (why, dates.ago(one.given_on, today), cost, carried) if part)

    def _after(self, one: Gift | Reward) -> str:
        """What they bought in the days after it; a gift is no deal, but the owner likes to see it."""
        last = one.given_on + dt.timedelta(days=AFTER_DAYS)
        paisa = self.ctx.book.sales.bought_paisa(one.customer_id, one.given_on + dt.timedelta(days=1), last)
        if not paisa:
            return ""
        words = _("Bought for {amount} in the {n} days after")
        return words.format(amount=numbers.money(paisa), n=numbers.number(AFTER_DAYS))

    def _say_sent(self, customer_id: int) -> None:
        people = self.ctx.book.rewards.referred_by_me(customer_id)
        names = ", ".join(one.name for one in people[:MOST_SHOWN] if one.name)
        words = ngettext("Sent {n} person to the shop", "Sent {n} people to the shop", len(people))
        said = words.format(n=numbers.number(len(people)))
        self.sent.say(f"{said}: {names}" if names else said)
        self.sent.setVisible(bool(people))

    def _on_give(self) -> None:
        self.ctx.navigation.go("gift", {"customer_id": self.customer_id})

    def _ask(self, gift_id: int) -> None:
        self.ctx.navigation.go("settle_gift_reached", {"gift_id": gift_id})
