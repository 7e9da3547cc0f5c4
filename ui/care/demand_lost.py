"""The tab of those who went without buying: why, how many of how many, and one tap for the next. The figures are
shopbook.care's."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from shopbook.care.demand_model import WAITING
from shopbook.care.demands import REASONS, DemandDraft
from shopbook.errors import ShopbookError
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext
from ui.care.demand_words import REASONS as WORDS
from ui.care.demand_words import reason
from ui.context import Context
from ui.qt import AlignRight, AlignTop
from ui.style import theme
from ui.widgets.buttons import Button, chip, plain
from ui.widgets.cards import SidePanel, pad
from ui.widgets.flow import FlowLayout
from ui.widgets.meter import Meter
from ui.widgets.rows import BreakingRow
from ui.widgets.text import Label, h2


class LostPane(QWidget):
    """`typed` is never emitted: there is no list to type over."""

    typed = Signal(str)

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self.ctx = ctx
        self.which = "this"
        self.chips: dict[str, Button] = {
            "this": chip(lambda: _("This month")),
            "last": chip(lambda: _("Last month")),
        }
        self.share = Label("", "h1")
        self.people = Label("", "body", "text2", wrap=True)
        self.bars = QGridLayout()
        self.taps: dict[str, Button] = {}
        self.write = plain(lambda: _("Write down what they asked for"), "notebook-pen", "F9")
        self._lay_out()

        for button in self.chips.values():
            button.clicked.connect(self._on_chip_clicked)
        self.write.clicked.connect(self._on_write)

    def _lay_out(self) -> None:
        panel = SidePanel()
        chips = QWidget()
        flow = FlowLayout(chips, theme.px(8))
        for button in self.chips.values():
            flow.addWidget(button)
        left = QWidget()
        column = QVBoxLayout(left)
        pad(column, 0, 0, 0, 0, 8)
        for widget in (chips, self.share, self.people):
            column.addWidget(widget)
        self.bars.setHorizontalSpacing(theme.px(12))
        self.bars.setVerticalSpacing(theme.px(8))
        self.bars.setColumnStretch(1, 1)
        column.addSpacing(theme.px(6))
        column.addLayout(self.bars)
        right = QWidget()
        column = QVBoxLayout(right)
        pad(column, 0, 0, 0, 0, 10)
        column.addWidget(h2(lambda: _("Somebody just left without buying?")))
        column.addWidget(
            Label(lambda: _("One tap on the reason is enough, no name needed."), "second", "text2", wrap=True)
        )
        taps = QWidget()
        flow = FlowLayout(taps, theme.px(8))
        for code in REASONS:
            tap = chip(WORDS[code])
            tap.setCheckable(False)
            tap.clicked.connect(partial(self._tapped, code))
            self.taps[code] = tap
            flow.addWidget(tap)
        column.addWidget(taps)
        line = QWidget()
        flow = FlowLayout(line, theme.px(8))
        flow.addWidget(self.write)
        column.addWidget(line)
        halves = BreakingRow(28)
        halves.add(left, 6, 360)
        halves.add(right, 5, 320)
        panel.body.addWidget(halves)
        panel.body.addStretch(1)
        outer = QVBoxLayout(self)
        pad(outer, 0, 10, 0, 0, 0)
        outer.addWidget(panel)

    # what the page asks

    def refresh(self) -> None:
        """Count again."""
        first, last = self._days()
        seen = self.ctx.book.demands.conversion(first, last)
        for which, button in self.chips.items():
            button.setChecked(which == self.which)
        if seen.percent is not None:
            self.share.say(_("{percent} bought").format(percent=numbers.percent(seen.percent)))
        else:
            self.share.say(_("Nobody yet"))
        self.people.say(self._people(seen.sold, seen.lost))
        self._show_bars(first, last)

    def first_focus(self) -> QWidget:
        """The month: a reason with the ring of the keyboard around it would look like one that was chosen."""
        return self.chips[self.which]

    def customer_here(self) -> int | None:
        """Nobody: these people left no name."""
        return None

    def figures(self) -> str:
        """The month by name."""
        first, _last = self._days()
        return dates.month_year(first.year, first.month)

    def perform(self, deed: str) -> None:
        """There is no line to do anything with."""

    def begin(self) -> None:
        """Write down what somebody asked for."""
        self.ctx.navigation.go("demand", {"asks": True})

    def call_now(self) -> None:
        """There is nobody to call."""

    # what is shown

    def _days(self) -> tuple[dt.date, dt.date]:
        today = self.ctx.book.clock.today()
        first = today.replace(day=1)
        if self.which == "this":
            return first, today
        last = first - dt.timedelta(days=1)
        return last.replace(day=1), last

    def _people(self, sold: int, lost: int) -> str:
        bought = ngettext("{n} memo was written", "{n} memos were written", sold).format(
            n=numbers.number(sold)
        )
        left = ngettext(
            "{n} person was written down who left without buying",
            "{n} people were written down who left without buying",
            lost,
        ).format(n=numbers.number(lost))
        return f"{bought} · {left}"

    def _show_bars(self, first: dt.date, last: dt.date) -> None:
        while (item := self.bars.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        counts = self.ctx.book.demands.lost_sales(first, last)
        most = max(counts.values(), default=0)
        ordered = sorted(counts, key=lambda code: -counts[code])
        for at, code in enumerate(code for code in ordered if counts[code]):
            count = numbers.number(counts[code])
            words = reason(code)
            self.bars.addWidget(Label(words, "body"), at, 0)
            tone = "amber" if code in ("not_in_stock", "never_sold") else "blue"
            self.bars.addWidget(Meter(counts[code] / most, tone, f"{words}, {count}"), at, 1)
            figure = Label(count, "strong")
            figure.setAlignment(AlignRight)
            self.bars.addWidget(figure, at, 2)
        if not most:
            empty = Label(
                lambda: _("Whoever leaves without buying is worth one tap: in a month you see why."),
                "second",
                "text2",
                wrap=True,
            )
            self.bars.addWidget(empty, 0, 0, 1, 3, AlignTop)

    # what happens

    def _tapped(self, code: str) -> None:
        book = self.ctx.book
        if code in WAITING:
            # What they wanted is the very thing worth knowing here.
            self.ctx.navigation.go("demand", {"asks": True, "reason": code})
            return
        try:
            # Nothing is known of what they wanted: the reason itself is written down.
            book.demands.ask(DemandDraft(what=reason(code), reason=code))
        except ShopbookError as error:
            self.ctx.messages.problem(error)
            return
        undo = partial(book.history.undo, book.history.last_operation())
        self.ctx.messages.done(_("Noted: {reason}").format(reason=reason(code)), undo=undo)

    def _on_chip_clicked(self) -> None:
        self.which = next(which for which, button in self.chips.items() if button is self.sender())
        self.refresh()

    def _on_write(self) -> None:
        self.begin()
