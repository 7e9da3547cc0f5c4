"""The evening page: the filled papers of the day, entered line by line without leaving the keyboard.

What a line does to the day's list is shopbook.followups.
"""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from shopbook.errors import Invalid, Message, Refused, ShopbookError
from shopbook.followups.call_sheets import Line, PrintedSheet
from shopbook.localisation import numbers
from shopbook.localisation.language import _
from ui.actions import Action
from ui.call_sheets import words
from ui.call_sheets.entry import Entry, EntryLine
from ui.context import Context
from ui.forms.choices import Choice, ChoiceField
from ui.lists.model import Column, RowModel
from ui.lists.views import RowList
from ui.page import Page
from ui.style import theme
from ui.widgets.buttons import icon_button
from ui.widgets.cards import Card, EmptyState, pad
from ui.widgets.meter import Meter
from ui.widgets.text import Label, h1

LEGEND_FROM = 420
LEAST_LIST = 62
# The drop-down tells how far one is, too.
PROGRESS_FROM = 360


class CallSheetsPage(Page):
    """`navigation.go("call_sheets", sheet id)` opens that list; without one the newest that is not finished."""

    TOPICS = ("call_sheet", "interaction", "staff")

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx)
        self._sheets: list[PrintedSheet] = []
        self._lines: dict[int, Line] = {}
        self.sheet_id: int | None = None
        self._newest: int | None = None
        self.chooser = ChoiceField("sheet", lambda: _("Which list"), [])
        self.chooser.label.hide()
        self.progress = Label("", "strong", "brand")
        self.meter = Meter(0, "brand", lambda: _("How much is entered"))
        self.model: RowModel[Line] = RowModel(
            self._fetch_ids, self._fetch_rows, [Column("line", lambda: _("Call"), self._spoken)], id_of=_id_of
        )
        self.list = RowList(self.model, words.look_of, lambda: _("Enter the filled list"))
        self.entry = EntryLine(self._day, ctx.book.clock.today)
        self.empty = EmptyState(
            "clipboard-list",
            lambda: _("No list was printed yet"),
            lambda: _("Print today's list, write on it during the day, and enter it here in the evening."),
            lambda: _("Today's work"),
            self._on_today,
            action_icon="sun",
        )
        self.list.setMinimumHeight(theme.px(LEAST_LIST))
        self._lay_out()
        self.back.clicked.connect(self._on_back)
        self.chooser.changed.connect(self._on_sheet_chosen)
        self.list.opened.connect(self._on_line_opened)
        self.list.clicked.connect(self._on_line_clicked)
        self.list.typed.connect(self.search_text)
        self.entry.number_typed.connect(self._on_number_typed)
        self.entry.asked.connect(self._on_entry)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        pad(outer, 20, 10, 20, 14, 10)
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        self.back = icon_button(lambda: _("Back"), "arrow-left", "Esc")
        head.addWidget(self.back)
        head.addWidget(h1(lambda: _("Enter the filled list")))
        head.addStretch(1)
        self.chooser.setMinimumWidth(theme.px(330))
        head.addWidget(self.chooser)
        outer.addLayout(head)
        self._stack = QStackedLayout()
        # Before anything is in it: what is put into a stack without a window would flash up as one.
        outer.addLayout(self._stack, 1)
        work = QWidget()
        column = QVBoxLayout(work)
        pad(column, 0, 0, 0, 0, 10)
        how_far = QHBoxLayout()
        how_far.setSpacing(theme.px(12))
        how_far.addWidget(self.progress)
        how_far.addWidget(self.meter, 1)
        column.addLayout(how_far)
        # Above the list: what is said at the foot of the window after each line must not cover the keys.
        column.addWidget(self.entry)
        ground = Card(margin=1, gap=0)
        ground.body.addWidget(self.list)
        column.addWidget(ground, 1)
        self._stack.addWidget(work)
        nothing = Card(margin=1, gap=0)
        nothing.body.addWidget(self.empty)
        self._stack.addWidget(nothing)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # On a low page the list needs the room: it names the line, and a key its words when it is typed.
        for one in (self.entry.legend, self.entry.whom):
            one.setVisible(self.height() >= theme.px(LEGEND_FROM))
        for part in (self.progress, self.meter):
            part.setVisible(self.height() >= theme.px(PROGRESS_FROM))
        self.list.scrollTo(self.list.currentIndex())

    # what the window asks

    def open(self, target: object) -> None:
        """Bring a list to front."""
        self.sheet_id = target if isinstance(target, int) else None
        self.stale = True

    def refresh(self) -> None:
        """Read the lists and the one in front; what is being typed stays."""
        began = self.sheet_id
        self._read()
        if self.sheet_id != began or not self.entry.number.typed():
            self._next()

    def _read(self) -> None:
        book = self.ctx.book
        self._sheets = book.call_sheets.sheets()
        known = {sheet.id for sheet in self._sheets}
        newest = max(known, default=None)
        if newest != self._newest and not self.entry.is_begun():
            # Printed since the last look: that is the paper in the hand.
            self.sheet_id = self.sheet_id if self._newest is None else None
        self._newest = newest
        if self.sheet_id not in known:
            unfinished = [sheet.id for sheet in self._sheets if not sheet.is_done]
            self.sheet_id = next(iter(unfinished or [sheet.id for sheet in self._sheets]), None)
        lines = book.call_sheets.lines(self.sheet_id) if self.sheet_id is not None else []
        self._lines = {line.id: line for line in lines}
        today = book.clock.today
        self.chooser.set_choices(
            [Choice(sheet.id, words.sheet_title(sheet, today)) for sheet in self._sheets]
        )
        self.chooser.set_value(self.sheet_id)
        self.chooser.setVisible(bool(self._sheets))
        self._stack.setCurrentIndex(0 if self._sheets else 1)
        sheet = self.sheet()
        if sheet is not None:
            self.progress.say(words.progress(sheet) if not sheet.is_done else _("Everything is entered"))
            self.meter.share = sheet.entered / max(1, sheet.lines)
            self.meter.update()
        self.model.refetch()

    def first_focus(self) -> QWidget | None:
        """The number of the next line."""
        self.refresh_if_stale()
        return self.entry.number.line if self._sheets else self.empty.button

    def retranslate(self) -> None:
        """The lists are read anew with the refresh that follows."""
        self.entry.legend.say(words.legend)

    def actions_here(self) -> list[Action]:
        """The older and the newer list."""
        group = lambda: _("Enter the filled list")  # noqa: E731 -- a text to be asked again
        return [
            Action("older_sheet", lambda: _("The list before"), partial(self._turn, 1), "PgDown", "", group),
            Action("newer_sheet", lambda: _("The list after"), partial(self._turn, -1), "PgUp", "", group),
        ]

    def search_text(self, text: str) -> None:
        """Figures typed over the list are the number of a line."""
        if numbers.to_ascii(text).isdigit():
            self.entry.number.restore(text)
            self.entry.number.line.setFocus()
        else:
            super().search_text(text)

    # the list in front

    def sheet(self) -> PrintedSheet | None:
        """The printed list in front."""
        return next((sheet for sheet in self._sheets if sheet.id == self.sheet_id), None)

    def line(self, number: int) -> Line | None:
        """The line with a printed number."""
        return next((line for line in self._lines.values() if line.number == number), None)

    def _day(self) -> dt.date:
        sheet = self.sheet()
        return sheet.on if sheet is not None else self.ctx.book.clock.today()

    def _fetch_ids(self, _sort: object) -> list[int]:
        return list(self._lines)

    def _fetch_rows(self, ids: list[int]) -> list[Line]:
        return [self._lines[id] for id in ids if id in self._lines]

    def _spoken(self, line: Line) -> str:
        return words.look_of(line).spoken()

    def _next(self, after: int = 0) -> None:
        """Ready for the first line below this number that is not entered, from the top when there is none."""
        waiting = [line for line in self._lines.values() if line.call_id is None]
        line = next((line for line in waiting if line.number > after), waiting[0] if waiting else None)
        self._begin(line)

    def _begin(self, line: Line | None) -> None:
        self.entry.begin(line.number if line else None, words.name_of(line) if line else "")
        if line is not None:
            self.list.choose(line.id)

    def _turn(self, step: int) -> None:
        """To the list printed before or after."""
        ids = [sheet.id for sheet in self._sheets]
        if self.sheet_id in ids and 0 <= (at := ids.index(self.sheet_id) + step) < len(ids):
            self._show(ids[at])

    def _show(self, sheet_id: int) -> None:
        self.sheet_id = sheet_id
        self._read()
        self._next()

    # entering

    def _on_number_typed(self, number: int) -> None:
        line = self.line(number)
        if line is None:
            self.entry.show_problems({"number": Message("There is no such number on this list.")})
            return
        if line.call_id is not None:
            self.entry.show_problems(
                {"number": Message("Number {number} was entered already.", number=number)}
            )
            self.entry.number.line.selectAll()
            return
        self.list.choose(line.id)
        self.entry.take(number, words.name_of(line))

    def _on_entry(self, entry: Entry) -> None:
        line = self.line(entry.number)
        if line is None:
            self._on_number_typed(entry.number)
            return
        try:
            self.ctx.book.call_sheets.enter(
                line.id, entry.outcome.code, entry.said, entry.next_on, entry.amount_paisa, by=self
            )
        except Invalid as invalid:
            self.entry.show_problems(invalid.problems)
            return
        except Refused as refused:
            self.entry.show_problems({"number": refused.message})
            return
        except ShopbookError as error:
            self.ctx.messages.problem(error)
            return
        operation = self.ctx.book.history.last_operation()
        said = f"{numbers.number(line.number)}. {words.name_of(line)}: {entry.outcome.title()}"
        self.ctx.messages.done(said, undo=partial(self._take_back, operation, line))
        self._read()
        self._next(after=line.number)

    def _take_back(self, operation: int, line: Line) -> None:
        self.ctx.book.history.undo(operation, by=self)
        self._read()
        if line.id in self._lines:
            self._begin(self._lines[line.id])

    # what happens

    def _on_line_clicked(self) -> None:
        id = self.list.current_id()
        if id is not None:
            self._on_line_opened(id)

    def _on_line_opened(self, id: int) -> None:
        self._on_number_typed(self._lines[id].number)

    def _on_sheet_chosen(self) -> None:
        self._show(self.chooser.value())

    def _on_today(self) -> None:
        self.ctx.navigation.go("today")

    def _on_back(self) -> None:
        self.ctx.navigation.back()


def _id_of(line: Line) -> int:
    return line.id
