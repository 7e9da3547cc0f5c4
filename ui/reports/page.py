"""The page of what care brought: one sentence, the figures it stands on, and how far it can be trusted.

How it is counted is shopbook.reports.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from shopbook.errors import ShopbookError
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext, say
from shopbook.progress import Progress
from shopbook.reports.lift import DAYS, LiftBand, LiftFigures
from ui.context import Context
from ui.page import Page
from ui.qt import AlignRight, AlignVCenter
from ui.style import theme
from ui.widgets.buttons import icon_button
from ui.widgets.cards import Banner, Card, EmptyState, Facts, SidePanel, pad
from ui.widgets.text import Label, h1

# The empty column of the table.
BETWEEN = 3


class LiftPage(Page):
    """`navigation.go("lift")`; counted by a job, for a large book takes a second."""

    TOPICS = ("sale", "interaction", "gift", "customer", "import")

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx)
        self.figures: LiftFigures | None = None
        self._counting = self._again = False
        self.back = icon_button(lambda: _("Back"), "arrow-left", "Esc")
        self.sentence = Label("", "h2", wrap=True)
        self.caveat = Banner("info", "")
        self.table = Table()
        self.about = Label(_about, "second", "text2", wrap=True)
        self.facts = Facts()
        self.empty = EmptyState("heart", "", "", lambda: _("Today's work"), self._on_today, action_icon="sun")
        self._lay_out()
        self.back.clicked.connect(self.ctx.navigation.back)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        pad(outer, 20, 10, 20, 14, 10)
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(self.back)
        head.addWidget(h1(lambda: _("What care brought")))
        head.addStretch(1)
        outer.addLayout(head)
        self._stack = QStackedLayout()
        outer.addLayout(self._stack, 1)
        # While it is counted for the first time.
        self._stack.addWidget(QWidget())
        nothing = Card(margin=1, gap=0)
        nothing.body.addWidget(self.empty)
        self._stack.addWidget(nothing)
        self.panel = SidePanel()
        # There is nothing in it to go to, and the arrow keys must reach its end on a low screen.
        self.panel.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.panel.area.setAccessibleName(_("What care brought"))
        self.panel.body.setSpacing(theme.px(12))
        for part in (
            self.sentence,
            self.caveat,
            _not_too_wide(self.table),
            self.about,
            _not_too_wide(self.facts),
        ):
            self.panel.body.addWidget(part)
        self.panel.body.addStretch(1)
        self._stack.addWidget(self.panel)

    # what the window asks

    def refresh(self) -> None:
        """Count anew, on another thread; what is shown stays until that is done."""
        if self._counting:
            self._again = True
            return
        self._counting = True
        self.ctx.jobs.run(_("Counting what care brought"), self._count, self._on_counted, self._on_failed)

    def retranslate(self) -> None:
        """Say the figures in the other language."""
        self.panel.area.setAccessibleName(_("What care brought"))
        self._show()

    def first_focus(self) -> QWidget:
        """The report, to be moved with the arrow keys; while it is counted, the way back."""
        return self.panel.area if self._stack.currentIndex() == 2 else self.back

    # counting

    def _count(self, _progress: Progress) -> LiftFigures:
        with self.ctx.book.second(read_only=True) as book:
            return book.lift.of()

    def _on_counted(self, figures: LiftFigures) -> None:
        self._counting = False
        self.figures = figures
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

    def _on_today(self) -> None:
        self.ctx.navigation.go("today")

    # showing

    def _show(self) -> None:
        figures = self.figures
        if figures is None:
            return
        sentence, caveat = figures.sentence(), figures.caveat()
        if sentence is None:
            self.empty.say(_("Nothing can be said yet"), _not_yet(figures))
            self._stack.setCurrentIndex(1)
            return
        self.sentence.say(say(sentence))
        self.caveat.setVisible(caveat is not None)
        if caveat is not None:
            self.caveat.say(say(caveat))
        self.table.show_bands(figures)
        self._show_facts(figures)
        self._stack.setCurrentIndex(2)
        if self.back.hasFocus():
            self.panel.area.setFocus()

    def _show_facts(self, figures: LiftFigures) -> None:
        self.facts.clear()
        self.facts.add(_("Asked for our advice"), _people(figures.asked_advice))
        gifts = figures.gifts
        if gifts.given or gifts.waiting:
            given = ngettext("{n} gift", "{n} gifts", gifts.given).format(n=numbers.number(gifts.given))
            spent = _("{gifts}, cost {amount}").format(gifts=given, amount=numbers.money(gifts.cost_paisa))
            self.facts.add(_("Gifts, {n} days ago or more").format(n=numbers.number(DAYS)), spent)
            words = _("Bought in the {n} days after a gift").format(n=numbers.number(DAYS))
            self.facts.add(words, numbers.money(gifts.bought_paisa))
        if gifts.waiting:
            self.facts.add(_("Gifts too new to say"), numbers.number(gifts.waiting))


class Table(QWidget):
    """A line a band: how much more each side bought, and how many they are."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        pad(self._grid, 0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(8))
        self._grid.setColumnStretch(0, 1)
        # Between those asked after and the others.
        self._grid.setColumnMinimumWidth(BETWEEN, theme.px(16))
        self._cells: list[Label] = []

    def show_bands(self, figures: LiftFigures) -> None:
        """Write the lines anew."""
        for cell in self._cells:
            self._grid.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        self._cells = []
        self._line(
            0, "caption", "text2", [_("Bought before"), _("Asked after"), "", "", _("Not asked after"), ""]
        )
        for place, band in enumerate(figures.bands):
            before = figures.bands[place - 1].up_to_paisa if place else None
            cells = [_band_words(band, before), _more(band.cared_paisa), _people(band.cared), ""]
            cells += [_more(band.others_paisa), _people(band.others)]
            self._line(place + 1, "body", "text", cells)
        cells = [_("Together"), _more(figures.cared_paisa), _people(figures.cared), ""]
        cells += [_more(figures.others_paisa), _people(figures.others)]
        self._line(len(figures.bands) + 1, "strong", "text", cells)

    def rows(self) -> list[str]:
        """The lines as they are read."""
        lines: dict[int, list[str]] = {}
        for cell in self._cells:
            lines.setdefault(self._grid.getItemPosition(self._grid.indexOf(cell))[0], []).append(cell.text())  # type: ignore[index]
        return [" | ".join(words) for words in lines.values()]

    def _line(self, row: int, size: str, tone: str, words: list[str]) -> None:
        for column, text in enumerate(words):
            if not text:
                continue
            heading = row == 0 and column > 0
            counts = row > 0 and column in (2, 5)
            cell = Label(text, "second" if counts else size, "text2" if counts else tone, parent=self)
            if column:
                cell.setAlignment(AlignRight | AlignVCenter)
            self._grid.addWidget(cell, row, column, 1, 2 if heading else 1)
            self._cells.append(cell)
            cell.show()


def _not_too_wide(part: QWidget) -> QWidget:
    """Figures far from their words are hard to follow."""
    beside = QWidget()
    row = QHBoxLayout(beside)
    pad(row, 0, 0, 0, 0)
    row.addWidget(part, 2)
    row.addStretch(1)
    return beside


def _about() -> str:
    return _(
        "Counted: how much more or less each bought in the {n} days after the first call or gift that asked after "
        "them than in the {n} days before. Beside them stand customers who had bought about as much before and whom "
        "nobody asked after."
    ).format(n=numbers.number(DAYS))


def _not_yet(figures: LiftFigures) -> str:
    if figures.knows_on is None:
        return _(
            "Ask after people with the day's calls. {n} days after the first such call, this page says what it brought."
        ).format(n=numbers.number(DAYS))
    return _(
        "It takes {n} days of the book before a call that asks after somebody, and {n} days after. Look again on "
        "{date}."
    ).format(n=numbers.number(DAYS), date=dates.date_long(figures.knows_on))


def _band_words(band: LiftBand, more_than_paisa: int | None) -> str:
    if band.up_to_paisa == 0:
        return _("Nothing")
    if band.up_to_paisa is None:
        return _("More than {amount}").format(amount=numbers.money(more_than_paisa or 0))
    return _("Up to {amount}").format(amount=numbers.money(band.up_to_paisa))


def _more(paisa: int | None) -> str:
    if paisa is None:
        return "–"
    return f"+{numbers.money(paisa)}" if paisa > 0 else numbers.money(paisa)


def _people(count: int) -> str:
    return ngettext("{n} customer", "{n} customers", count).format(n=numbers.number(count))
