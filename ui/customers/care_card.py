"""What hangs in the air with one customer: open complaints, the shop's word, verbal orders, wishes, the last opinion.

Each line opens its sheet; writing and settling are the sheets' own.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext, pgettext
from ui.context import Context
from ui.style import theme
from ui.widgets.buttons import Button, icon_button
from ui.widgets.cards import Banner, Card, mark
from ui.widgets.text import Label, caption

# Of each kind; the pages of complaints and promises have the rest.
MOST_SHOWN = 3
MOST_LETTERS = 60


@dataclass(frozen=True, slots=True)
class Hanging:
    """One line: what it is, how it stands, and where its button leads."""

    icon: str
    tone: str
    what: str
    standing: str
    standing_tone: str
    key: str
    target: object


class CareCard(Card):
    """The buttons on top write something new about this customer."""

    def __init__(self, ctx: Context) -> None:
        super().__init__(gap=8)
        self.ctx = ctx
        self.customer_id: int | None = None
        self.head = QWidget()
        row = QHBoxLayout(self.head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Label(lambda: _("Open matters"), "h2"), 1)
        self.new: dict[str, Button] = {}
        for key, text, icon, shortcut in (
            ("complaint", lambda: _("Write a complaint"), "triangle-alert", "Alt+C"),
            ("shop_promise", lambda: _("Write our promise"), "handshake", "Alt+W"),
            ("demand", lambda: _("Write a wish"), "package", "F9"),
            ("feedback", lambda: _("Write an opinion"), "smile", "Alt+O"),
        ):
            button = icon_button(text, icon, shortcut)
            button.clicked.connect(partial(self.begin, key))
            row.addWidget(button)
            self.new[key] = button
        self.risk = Banner("amber", lambda: _("Their mood is spoilt — no word about offers"))
        self.lines = QVBoxLayout()
        self.lines.setSpacing(theme.px(2))
        self.rest = caption("", wrap=True)
        for part in (self.head, self.risk):
            self.body.addWidget(part)
        self.body.addLayout(self.lines)
        self.body.addWidget(self.rest)

    def begin(self, key: str) -> None:
        """Open the sheet that writes down something new: complaint, shop_promise, demand, feedback."""
        if self.customer_id is not None and self.ctx.navigation.has(key):
            self.ctx.navigation.go(key, {"customer_id": self.customer_id})

    def show_customer(self, customer_id: int) -> None:
        """Read it all again, one question of the book a kind."""
        self.customer_id = customer_id
        today = self.ctx.book.clock.today()
        kinds = (
            self._complaints(customer_id, today),
            self._promises(customer_id, today),
            self._orders(customer_id, today),
            self._wishes(customer_id, today),
            self._opinion(customer_id, today),
        )
        self.risk.setVisible(self.ctx.book.complaints.at_risk(customer_id))
        while (item := self.lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for kind in kinds:
            for hanging in kind[:MOST_SHOWN]:
                self.lines.addWidget(self._line(hanging))
        rest = sum(max(0, len(kind) - MOST_SHOWN) for kind in kinds)
        self.rest.setVisible(bool(rest))
        if rest:
            more = ngettext("and {n} more", "and {n} more", rest)
            self.rest.say(more.format(n=numbers.number(rest)))

    def _complaints(self, customer_id: int, today: dt.date) -> list[Hanging]:
        found = []
        for each in self.ctx.book.complaints.open_of(customer_id):
            words, tone = _("open {when}").format(when=dates.ago(each.opened_on, today)), "text2"
            if each.promised_on is not None:
                words, tone = _by(each.promised_on, today)
            target = {"complaint_id": each.id, "settle": True}
            found.append(Hanging("triangle-alert", "red", each.what, words, tone, "complaint", target))
        return found

    def _promises(self, customer_id: int, today: dt.date) -> list[Hanging]:
        return [
            Hanging(
                "handshake", "brand", each.what, *_by(each.due_on, today),
                "settle_shop_promise", {"promise_id": each.id},
            )
            for each in self.ctx.book.promises.shop_of(customer_id) if each.status == "open"
        ]  # fmt: skip

    def _orders(self, customer_id: int, today: dt.date) -> list[Hanging]:
        found = []
        for each in self.ctx.book.promises.open_buys(customer_id):
            amount = f" · {numbers.money(each.amount_paisa)}" if each.amount_paisa else ""
            what = _("Will buy: {what}").format(what=each.what) + amount
            target = {"promise_id": each.id}
            day = _by(each.expected_on, today)
            found.append(Hanging("shopping-bag", "green", what, *day, "settle_buy_promise", target))
        return found

    def _wishes(self, customer_id: int, today: dt.date) -> list[Hanging]:
        found = []
        for each in self.ctx.book.demands.of(customer_id):
            what = _("Asked for: {what}").format(what=each.what)
            if each.status == "arrived":
                words, target = _("it is here, tell them"), {"demand_id": each.id}
                found.append(
                    Hanging("package", "blue", what, words, "green", "settle_demand_arrived", target)
                )
            elif each.status == "open":
                asked = dates.ago(each.asked_on, today)
                found.append(Hanging("package", "blue", what, asked, "text2", "promises", "demand"))
        return found

    def _opinion(self, customer_id: int, today: dt.date) -> list[Hanging]:
        answers = self.ctx.book.feedback.of(customer_id)[:1]
        faces = {3: ("smile", "green"), 2: ("meh", "amber"), 1: ("frown", "red")}
        said = {
            3: pgettext("opinion", "Happy"),
            2: pgettext("opinion", "So-so"),
            1: pgettext("opinion", "Unhappy"),
        }
        found = []
        for each in answers:
            what = " · ".join(part for part in (said[each.score], each.why) if part)
            when = dates.ago(each.asked_on, today)
            target = {"feedback_id": each.id}
            found.append(Hanging(*faces[each.score], what, when, "text2", "feedback", target))
        return found

    def _line(self, hanging: Hanging) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(mark(hanging.icon, hanging.tone, 18, 24), 0, Qt.AlignmentFlag.AlignTop)
        said = QVBoxLayout()
        said.setSpacing(0)
        what = _shortened(" ".join(hanging.what.split()))
        said.addWidget(Label(what, "body", wrap=True))
        said.addWidget(Label(hanging.standing, "caption", hanging.standing_tone, wrap=True))
        row.addLayout(said, 1)
        button = icon_button(_("Open: {what}").format(what=what), "chevron-right")
        button.setEnabled(self.ctx.navigation.has(hanging.key))
        button.clicked.connect(partial(self.ctx.navigation.go, hanging.key, hanging.target))
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return line


def _by(day: dt.date, today: dt.date) -> tuple[str, str]:
    """A promised day and its colour: red once it has passed."""
    if day < today:
        return dates.days_late((today - day).days), "red"
    words = f"{dates.month_day(day.month, day.day)} · {dates.ago(day, today)}"
    return words, "amber" if day == today else "text2"


def _shortened(words: str) -> str:
    """At most two lines, cut between words: a Bengali word cut in its middle reads as another."""
    return words if len(words) <= MOST_LETTERS else f"{words[:MOST_LETTERS].rsplit(' ', 1)[0]} …"
