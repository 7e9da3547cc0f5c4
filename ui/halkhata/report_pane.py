"""What a drive came to: invited, came, collected, left; closing it, and the paper of what is carried over."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from shopbook.halkhata.model import Halkhata, Report
from shopbook.localisation import numbers
from shopbook.localisation.language import _, say
from ui.halkhata import words
from ui.qt import NoFocus, NoFrame, ScrollOff
from ui.style import theme
from ui.widgets.buttons import plain, primary
from ui.widgets.cards import Banner, Card, Facts, StatTile, pad
from ui.widgets.flow import FlowLayout
from ui.widgets.text import Label, h2


class ReportPane(QWidget):
    """`closed`, `reopened`, `cancelled`, `carried` ask the page; `shown(which)` asks for a list of guests."""

    closed = Signal()
    reopened = Signal()
    cancelled = Signal()
    carried = Signal()
    shown = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.banner = Banner("green", "")
        self.tiles = {
            "all": StatTile("users", "brand", lambda: _("invited")),
            "came": StatTile("check", "green", lambda: _("came")),
            "paid": StatTile("hand-coins", "green", lambda: _("money came from")),
            "left": StatTile("wallet", "red", lambda: _("still owe")),
        }
        self.facts = Facts()
        self.note = Label("", "second", "text2", wrap=True)
        self.close_it = primary(lambda: _("Close: carry the rest into the new book"), "book-open")
        self.paper = plain(lambda: _("Print what is carried over"), "printer")
        self.again = plain(lambda: _("Open again"), "undo-2")
        self.call_off = plain(lambda: _("Call it off"), "x")
        self._lay_out()
        self.close_it.clicked.connect(self.closed)
        self.paper.clicked.connect(self.carried)
        self.again.clicked.connect(self.reopened)
        self.call_off.clicked.connect(self.cancelled)
        for tile in self.tiles.values():
            tile.pressed.connect(self._on_tile)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        pad(outer, 0, 0, 0, 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(NoFrame)
        area.setHorizontalScrollBarPolicy(ScrollOff)
        area.setFocusPolicy(NoFocus)
        inside = QWidget()
        area.setWidget(inside)
        outer.addWidget(area)
        column = QVBoxLayout(inside)
        pad(column, 0, 12, 0, 0, 12)
        column.addWidget(self.banner)
        tiles = QWidget()
        row = FlowLayout(tiles, theme.px(12))
        for tile in self.tiles.values():
            tile.setMinimumWidth(theme.px(200))
            row.addWidget(tile)
        column.addWidget(tiles)
        ground = Card(margin=18, gap=8)
        ground.body.addWidget(h2(lambda: _("The money")))
        ground.body.addWidget(self.facts)
        ground.body.addWidget(self.note)
        ground.setMaximumWidth(theme.px(836))  # as wide as the four tiles above it
        column.addWidget(ground)
        buttons = QWidget()
        flow = FlowLayout(buttons, theme.px(10))
        for button in (self.close_it, self.paper, self.again, self.call_off):
            flow.addWidget(button)
        column.addWidget(buttons)
        column.addStretch(1)

    def show_report(self, drive: Halkhata, report: Report) -> None:
        """Show a drive's figures."""
        over = words.over(drive)
        self.banner.setVisible(over is not None)
        if over is not None:
            self.banner.say(say(over))
        for key, count in (
            ("all", report.invited), ("came", report.came), ("paid", report.paid),
            ("left", report.invited - report.cleared),
        ):  # fmt: skip
            self.tiles[key].say(numbers.number(count), calm=not count)
        self._show_money(report)
        self.close_it.setVisible(drive.is_open)
        self.call_off.setVisible(drive.is_open)
        self.again.setVisible(not drive.is_open)
        self.paper.setEnabled(report.invited > report.cleared)

    def _show_money(self, report: Report) -> None:
        money, facts = numbers.money, self.facts
        facts.clear()
        facts.add(_("Due when they were invited"), money(report.due_paisa))
        facts.add(_("+ bought since and not paid"), money(report.added_paisa), strong=False)
        facts.add(_("− collected"), money(report.collected_paisa), "green")
        facts.add(_("− let off, returned or corrected"), money(report.lessened_paisa), strong=False)
        facts.add(_("= left"), money(report.left_paisa), "red" if report.left_paisa else "green")
        if report.advance_paisa:
            facts.add(_("Beside it, advances in hand"), money(report.advance_paisa), strong=False)
        elsewhere = report.collected_paisa - report.drive_paisa
        said = _(
            "Money counts from the invitation to the closing, wherever it was taken: {here} at the halkhata, "
            "{elsewhere} elsewhere. What was bought and paid on the spot is not counted."
        )
        self.note.say(said.format(here=money(report.drive_paisa), elsewhere=money(elsewhere)))

    def _on_tile(self) -> None:
        self.shown.emit(next(key for key, tile in self.tiles.items() if tile is self.sender()))
