"""The page of the workshop's figures: what is late, how long repairs take, what breaks most. How it is counted is
shopbook.reports; what is too little to tell is said so."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.errors import ShopbookError
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext, pgettext
from shopbook.progress import Progress
from shopbook.reports.service import By, FaultRate, RepairDays, ServiceFigures
from ui.actions import Action
from ui.context import Context
from ui.lists.model import Column, RowModel, Sort
from ui.lists.views import ListPanel, RowTable
from ui.page import Page
from ui.qt import AlignRight
from ui.style import theme
from ui.widgets.buttons import Button, chip, icon_button
from ui.widgets.cards import Card, EmptyState, Facts, SidePanel, StatTile, pad
from ui.widgets.flow import FlowLayout
from ui.widgets.text import Label, h1, h2

# So many days back from today; 0 is the whole book.
SPANS: dict[str, int] = {"quarter": 91, "year": 365, "all": 0}
# Of fewer pieces sold one fault would be a tenth and more: that says nothing of the product.
LEAST_SOLD = 10
# Of fewer repairs one slow one decides the average.
LEAST_REPAIRS = 5
HIGH = 0.1
# Two weeks without a move are told in red.
LONG_DAYS = 14
TILES_FROM = 380
BESIDE_FROM = 720


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: its place, and what came back of what was sold."""

    id: int
    fault: FaultRate

    @property
    def tells(self) -> bool:
        """True when enough were sold to say something."""
        return self.fault.sold >= LEAST_SOLD


@dataclass(frozen=True, slots=True)
class Counted:
    """What the other thread brings."""

    faults: dict[By, list[FaultRate]]
    repairs: RepairDays


class Figures(QWidget):
    """The workshop today: late, ready, with the company, warranties about to end. `pressed(page, target)`."""

    pressed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        pad(row, 0, 0, 0, 0, 12)
        self.late = StatTile("clock", "red", lambda: _("Later than promised"))
        self.ready = StatTile("circle-check", "green", lambda: _("Ready, not fetched"))
        self.company = StatTile("truck", "violet", lambda: pgettext("jobs", "With the company"))
        self.ending = StatTile("shield-check", "amber", lambda: _("Warranties ending"))
        for tile in (self.late, self.ready, self.company, self.ending):
            row.addWidget(tile, 1)
        self.late.pressed.connect(partial(self.pressed.emit, "service", "late"))
        self.ready.pressed.connect(partial(self.pressed.emit, "service", "ready"))
        self.company.pressed.connect(partial(self.pressed.emit, "service", "company"))
        self.ending.pressed.connect(partial(self.pressed.emit, "warranty", None))

    def show_figures(self, figures: ServiceFigures) -> None:
        """Say today's numbers."""
        tiles = ((self.late, figures.late), (self.ready, figures.ready), (self.company, figures.at_company),
                 (self.ending, figures.warranties_ending))  # fmt: skip
        for tile, count in tiles:
            tile.say(numbers.number(count), calm=not count)


class ServiceReportPage(Page):
    """`navigation.go("service_report", "quarter" | "year" | "all")`; counted by a job: a large book takes a second."""

    TOPICS = ("job", "sale", "return", "warranty", "product", "import")

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx)
        self.span = "year"
        self.by: By = "product"
        self.counted: Counted | None = None
        self._counting = self._again = False
        self.back = icon_button(lambda: _("Back"), "arrow-left", "Esc")
        self.spans: dict[str, Button] = {key: chip(partial(_span_words, key)) for key in SPANS}
        self.ways: dict[By, Button] = {
            "product": chip(lambda: _("By product")),
            "brand": chip(lambda: _("By brand")),
        }
        self.figures = Figures()
        self.sentence = Label("", "h2", wrap=True)
        self.about = Label("", "second", "text2", wrap=True)
        self.facts, self.waiting = Facts(), Facts()
        self.model: RowModel[Line] = RowModel(self._ids, self._rows, _columns())
        self.table = RowTable(self.model, lambda: _("What came back faulty"))
        self.empty = EmptyState("shield-check", "", "")
        self._lay_out()

        self.back.clicked.connect(self.ctx.navigation.back)
        self.figures.pressed.connect(self.ctx.navigation.go)
        self.table.typed.connect(self.search_text)
        for button in self.spans.values():
            button.clicked.connect(self._on_span_clicked)
        for button in self.ways.values():
            button.clicked.connect(self._on_way_clicked)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        pad(outer, 20, 10, 20, 14, 12)
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(self.back)
        head.addWidget(h1(lambda: _("What broke, and how fast it was mended")), 1)
        outer.addLayout(head)
        outer.addWidget(self.figures)
        spans = QWidget()
        flow = FlowLayout(spans, 8)
        for button in self.spans.values():
            flow.addWidget(button)
        outer.addWidget(spans)
        halves = QHBoxLayout()
        halves.setSpacing(theme.px(14))
        self.repairs = SidePanel()
        for part in (
            h2(lambda: _("How long repairs take")),
            self.sentence,
            self.facts,
            self.about,
            self.waiting,
        ):
            self.repairs.body.addWidget(part)
        self.repairs.body.addStretch(1)
        halves.addWidget(self.repairs, 4)
        ground = Card(margin=1, gap=0)
        above = QWidget()
        row = QHBoxLayout(above)
        pad(row, 16, 10, 16, 8, 8)
        row.addWidget(h2(lambda: _("What came back faulty")), 1)
        for button in self.ways.values():
            row.addWidget(button)
        ground.body.addWidget(above)
        ground.body.addWidget(ListPanel(self.table, self.empty), 1)
        halves.addWidget(ground, 6)
        outer.addLayout(halves, 1)

    # what the window asks

    def open(self, target: object) -> None:
        """Choose the stretch of days."""
        if target in SPANS:
            self.span = str(target)

    def refresh(self) -> None:
        """Today's numbers at once; the rest is counted on another thread, what is shown stays until that is done."""
        figures = self.ctx.book.service_report.figures()
        self.figures.show_figures(figures)
        self._show_waiting(figures)
        self._mark()
        self._make_room()
        if self._counting:
            self._again = True
            return
        self._counting = True
        work = partial(self._count, self.days())
        self.ctx.jobs.run(_("Counting what broke"), work, self._on_counted, self._on_failed)

    def retranslate(self) -> None:
        """Say the figures in the other language."""
        self._show()

    def first_focus(self) -> QWidget:
        """The table; an empty one leaves the keyboard to the way back."""
        return self.table if self.model.rowCount() else self.back

    def actions_here(self) -> list[Action]:
        """Another stretch of days, another way to count."""
        group = lambda: _("What broke, and how fast it was mended")  # noqa: E731 -- a text to be asked again
        return [
            Action("next_tab", lambda: _("By product or by brand"), self._on_next, "Ctrl+Tab", "", group),
        ]

    def days(self) -> tuple[dt.date, dt.date]:
        """The first and last day that are looked at."""
        today = self.ctx.book.clock.today()
        back = SPANS[self.span]
        return (today - dt.timedelta(days=back) if back else dt.date(1971, 1, 1)), today

    # counting

    def _count(self, days: tuple[dt.date, dt.date], _progress: Progress) -> Counted:
        with self.ctx.book.second(read_only=True) as book:
            report = book.service_report
            return Counted(report.all_fault_rates(*days), report.repair_days(*days))

    def _on_counted(self, counted: Counted) -> None:
        self._counting = False
        self.counted = counted
        self._show()
        if self._again:
            self._again = False
            self.make_stale()

    def _on_failed(self, error: BaseException) -> None:
        self._counting = self._again = False
        if isinstance(error, ShopbookError):
            self.ctx.messages.problem(error)
        else:
            self.ctx.jobs.crashed.emit(error)

    # showing

    def _show(self) -> None:
        self._mark()
        if self.counted is None:
            return
        self._show_repairs(self.counted.repairs)
        self.empty.say(
            _("Nothing came back"), _("What was sold in these days and came back faulty stands here.")
        )
        self.model.refetch()
        if self.back.hasFocus() and self.model.rowCount():
            self.table.setFocus()

    def _show_repairs(self, days: RepairDays) -> None:
        self.facts.clear()
        tells = days.count >= LEAST_REPAIRS
        self.about.setVisible(tells)
        if not tells:
            few = ngettext("{n} repair: too few to tell", "{n} repairs: too few to tell", days.count)
            none = _("Nothing was repaired in these days")
            self.sentence.say(few.format(n=numbers.number(days.count)) if days.count else none)
            if days.count:
                self.facts.add(_("The longest took"), dates.days_span(days.longest), strong=False)
            return
        # Half of them: said so it needs no knowing what a median is.
        half = dates.days_span(_whole(days.median))
        words = _("Half were ready within {days}") if days.median >= 1 else _("Half were ready the same day")
        self.sentence.say(words.format(days=half))
        self.facts.add(_("Repaired"), numbers.number(days.count))
        self.facts.add(_("On average"), _span(days.average))
        self.facts.add(_("The longest took"), dates.days_span(days.longest), strong=False)
        if days.at_company > 0:
            self.facts.add(_("Of the average, in our hands"), _span(days.in_shop), strong=False)
            self.facts.add(_("Of the average, with the company"), _span(days.at_company), strong=False)
        self.about.say(_("From the day it was taken in to the day it was ready."))

    def _show_waiting(self, figures: ServiceFigures) -> None:
        """How long the oldest of what stands still has stood."""
        self.waiting.clear()
        waits = ((_("Ready and not fetched, the oldest"), figures.ready_longest),
                 (_("With the company, the oldest"), figures.company_longest))  # fmt: skip
        for words, days in waits:
            if days:
                tone = "red" if days >= LONG_DAYS else "text"
                self.waiting.add(words, dates.days_span(days), tone, strong=days >= LONG_DAYS)

    def _mark(self) -> None:
        for key, button in self.spans.items():
            button.setChecked(key == self.span)
        for by, way in self.ways.items():
            way.setChecked(by == self.by)

    def _ids(self, _sort: Sort | None) -> list[int]:
        return list(range(len(self._faults())))

    def _rows(self, ids: list[int]) -> list[Line]:
        faults = self._faults()
        return [Line(id, faults[id]) for id in ids]

    def _faults(self) -> list[FaultRate]:
        return self.counted.faults[self.by] if self.counted is not None else []

    # what happens

    def _on_span_clicked(self) -> None:
        self.span = next(key for key, button in self.spans.items() if button is self.sender())
        self.refresh()

    def _on_way_clicked(self) -> None:
        self.by = next(by for by, button in self.ways.items() if button is self.sender())
        self._show()

    def _on_next(self) -> None:
        self.by = "brand" if self.by == "product" else "product"
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """On a low page the table comes first, on a narrow one it stands alone."""
        self.figures.setVisible(self.height() >= theme.px(TILES_FROM))
        self.repairs.setVisible(self.width() >= theme.px(BESIDE_FROM))


def _columns() -> list[Column[Line]]:
    return [
        Column("what", lambda: _("What"), lambda line: line.fault.what, strong=True, second=_of_how_many),
        Column("rate", lambda: _("Of a hundred sold"), _rate, width=190, align=AlignRight, tone=_tone),
    ]


def _of_how_many(line: Line) -> str:
    """How many were sold and what became of them."""
    fault = line.fault
    sold = ngettext("{n} sold", "{n} sold", fault.sold).format(n=numbers.number(fault.sold))
    parts = [sold]
    if fault.faults:
        claims = ngettext("{n} claim or repair", "{n} claims or repairs", fault.faults)
        parts.append(claims.format(n=numbers.number(fault.faults)))
    if fault.returns:
        back = ngettext("{n} returned", "{n} returned", fault.returns)
        parts.append(back.format(n=numbers.number(fault.returns)))
    return " · ".join(parts)


def _rate(line: Line) -> str:
    if not line.tells:
        return _("Too few to tell")
    return numbers.number(_whole(line.fault.rate * 100))


def _tone(line: Line) -> str:
    if not line.tells:
        return "text2"
    return "red" if line.fault.rate >= HIGH else ""


def _whole(figure: float) -> int:
    """Half a day is a day: nobody counts repairs in halves."""
    return int(figure + 0.5)


def _span(days: float) -> str:
    return dates.days_span(_whole(days)) if days >= 0.5 else _("Under a day")


def _span_words(span: str) -> str:
    if span == "all":
        return _("The whole book")
    return _("The last 3 months") if span == "quarter" else _("The last year")
