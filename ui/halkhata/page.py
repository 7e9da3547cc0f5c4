"""The halkhata: begin a drive, its guests before and on the day, and what it came to. The panes do the work."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from shopbook.errors import ShopbookError
from shopbook.halkhata.model import Halkhata
from shopbook.localisation import numbers
from shopbook.localisation.language import _
from ui.actions import Action
from ui.context import Context
from ui.forms.choices import Choice, ChoiceField
from ui.halkhata import words
from ui.halkhata.changing import ChangeSheet
from ui.halkhata.choosing import ChoosePane
from ui.halkhata.guests_pane import SHOWN, GuestsPane
from ui.halkhata.report_pane import ReportPane
from ui.page import Page
from ui.printing import show_paper
from ui.style import theme
from ui.widgets.buttons import icon_button, plain
from ui.widgets.cards import pad
from ui.widgets.tabs import Tab, Tabs
from ui.widgets.text import ElidedLabel, h1

WORDS_FROM = 860
# From here on the choice of a drive has room for its name.
NAME_FROM = 1100


class HalkhataPage(Page):
    """Target: a drive's id, {"halkhata_id", "guest_id", "tab"}, "new" for another, None for the nearest open one."""

    TOPICS = ("halkhata", "ledger", "customer")

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx)
        self.drive_id: int | None = None
        self._guest_id: int | None = None
        self._choosing = False
        self.back = icon_button(lambda: _("Back"), "arrow-left", "Esc")
        self.when = ElidedLabel("", "second", "text2")
        self.drives = ChoiceField("drive", lambda: _("Which halkhata"), [])
        self.drives.label.hide()
        self.drives.setFixedWidth(theme.px(200))
        self.change = plain(lambda: _("Change"), "pencil", "Ctrl+E")
        self.new = plain(lambda: _("New halkhata"), "plus", "Alt+N")
        self.guests = GuestsPane(ctx)
        self.tabs = Tabs([
            Tab("guests", lambda: _("Guests"), lambda: self.guests),
            Tab("report", lambda: _("Report and closing"), lambda: self.report),
        ])  # fmt: skip
        self.stack = QStackedWidget()
        self.stack.addWidget(self.tabs)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(12))
        head.addWidget(self.back)
        head.addWidget(h1(lambda: _("Halkhata")))
        head.addWidget(self.when, 1)
        head.addWidget(self.drives)
        head.addWidget(self.change)
        head.addWidget(self.new)
        column = QVBoxLayout(self)
        pad(column, 20, 10, 20, 14, 0)
        column.addLayout(head)
        column.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.back.clicked.connect(self._on_back)
        self.new.clicked.connect(self.begin_new)
        self.change.clicked.connect(self.change_it)
        self.drives.changed.connect(self._on_drive_chosen)
        self.tabs.chosen.connect(self._on_tab)

    @cached_property
    def choosing(self) -> ChoosePane:
        """Beginning another drive; most who come have one and come for its guests."""
        pane = ChoosePane(self.ctx)
        self.stack.addWidget(pane)
        pane.begun.connect(self._on_begun)
        pane.backed.connect(self._on_backed)
        pane.typed.connect(self.search_text)
        return pane

    @cached_property
    def report(self) -> ReportPane:
        """What a drive came to, built when its tab is opened."""
        pane = ReportPane()
        pane.closed.connect(self._on_close)
        pane.reopened.connect(self._on_reopen)
        pane.cancelled.connect(self._on_cancel)
        pane.carried.connect(self._on_carried)
        pane.shown.connect(self._on_shown)
        return pane

    # the page

    def open(self, target: object) -> None:
        asked = target if isinstance(target, Mapping) else {}
        if isinstance(target, int):
            asked = {"halkhata_id": target}
        ids = self.ctx.book.halkhatas.ids()
        known = asked.get("halkhata_id") or self.ctx.book.halkhatas.open_id() or next(iter(ids), None)
        self._guest_id = asked.get("guest_id")
        self._choosing = target == "new" or known is None
        self.drive_id = None if known is None else int(known)
        if self._choosing:
            self.choosing.begin_anew(can_go_back=bool(ids))
        elif asked.get("tab"):
            self.tabs.choose(str(asked["tab"]))
        self.make_stale()

    def refresh(self) -> None:
        book = self.ctx.book.halkhatas
        drives = book.rows(book.ids())
        drive = next((each for each in drives if each.id == self.drive_id), None)
        if drive is None and not self._choosing:
            drive = next(iter(drives), None)
            self.drive_id = drive.id if drive else None
            if drive is None:
                self._choosing = True
                self.choosing.begin_anew(can_go_back=False)
        choosing = self._choosing or drive is None
        self.stack.setCurrentWidget(self.choosing if choosing else self.tabs)
        for widget in (self.change, self.new):
            widget.setVisible(not choosing)
        self.drives.setVisible(not choosing and len(drives) > 1)
        if choosing or drive is None:
            self.when.say(lambda: _("Choose the day and whom to invite"))
            self.choosing.count()
            return
        self._show(drive, drives)

    def _show(self, drive: Halkhata, drives: list[Halkhata]) -> None:
        today = self.ctx.book.clock.today()
        self.drives.set_choices([Choice(each.id, partial(words.drive_words, each)) for each in drives])
        self.drives.set_value(drive.id)
        # Where one of several is chosen, its name stands in the choice already.
        name = [drive.title] if len(drives) == 1 else []
        self.when.say(lambda: " · ".join([words.day_words(drive.held_on, today), *name]))
        self.change.setEnabled(drive.is_open)
        self.tabs.say("guests", lambda: f"{_('Guests')} {numbers.number(drive.invited)}")
        if self.tabs.key == "guests":
            self.guests.show_drive(drive, self._guest_id)
            self._guest_id = None
        else:
            self.report.show_report(drive, self.ctx.book.halkhatas.report(drive.id))

    def retranslate(self) -> None:
        if "choosing" in self.__dict__:
            self.choosing.retranslate()

    def first_focus(self) -> QWidget | None:
        if self.stack.currentWidget() is not self.tabs:
            return self.choosing.fields.held_on.line
        return self.guests.box.line if self.tabs.key == "guests" else self.report.paper

    def customer_here(self) -> int | None:
        guest = self.guests.panel.guest
        return guest.customer_id if guest is not None and self.guests.isVisible() else None

    def scanned(self, code: str) -> bool:
        return self.guests.isVisible() and self.guests.scanned(code)

    def actions_here(self) -> list[Action]:
        group = lambda: _("Halkhata")  # noqa: E731 -- a text to be asked again, not a function of its own
        return [
            Action("halkhata_cards", lambda: _("Invitation cards"), self.print_cards, "Ctrl+P", "printer",
                   group, footer=lambda: _("Cards")),
            Action("halkhata_change", lambda: _("Change day and words"), self.change_it, "Ctrl+E", "pencil", group),
            Action("halkhata_new", lambda: _("New halkhata"), self.begin_new, "Alt+N", "plus", group),
            Action("halkhata_tab", lambda: _("Guests, report"), self._other_tab, "Ctrl+Tab", "", group),
        ]  # fmt: skip

    # deeds

    def begin_new(self) -> None:
        """Another drive."""
        self._choosing = True
        self.choosing.begin_anew(can_go_back=bool(self.ctx.book.halkhatas.ids()))
        self.make_stale()
        self.choosing.fields.held_on.line.setFocus()

    def print_cards(self) -> None:
        """The cards of the drive in sight."""
        if not self._choosing:
            self.guests.print_cards()

    def change_it(self) -> None:
        """Its day, heading and words, in a sheet."""
        drive = self._drive()
        if drive is not None and drive.is_open and not self._choosing:
            self.ctx.navigation.open_sheet(ChangeSheet(self.ctx, drive), _("Change the halkhata"))

    def _drive(self) -> Halkhata | None:
        return None if self.drive_id is None else self.ctx.book.halkhatas.get(self.drive_id)

    def _other_tab(self) -> None:
        if not self._choosing:
            self.tabs.choose("report" if self.tabs.key == "guests" else "guests")

    def _do(self, deed: Any, said: str, undo: Any) -> None:
        """One deed on the drive, with a way back."""
        id = self.drive_id
        if id is None:
            return
        try:
            deed(id)
        except ShopbookError as error:
            self.ctx.messages.problem(error)
            return
        self.ctx.messages.done(said, undo=lambda: undo(id) and None)

    # what happens

    def _on_close(self) -> None:
        report = self.ctx.book.halkhatas.report(self.drive_id) if self.drive_id is not None else None
        left = numbers.money(report.left_paisa) if report is not None else ""
        said = _("Closed: {left} carried into the new book").format(left=left)
        self._do(self.ctx.book.halkhatas.close, said, self.ctx.book.halkhatas.reopen)

    def _on_reopen(self) -> None:
        drive = self._drive()
        book = self.ctx.book.halkhatas
        before = book.cancel if drive is not None and drive.status == "cancelled" else book.close
        self._do(book.reopen, _("The halkhata is open again"), before)

    def _on_cancel(self) -> None:
        self._do(
            self.ctx.book.halkhatas.cancel, _("The halkhata is called off"), self.ctx.book.halkhatas.reopen
        )

    def _on_carried(self) -> None:
        if self.drive_id is not None:
            show_paper(self.ctx, "carried", self.drive_id)

    def _on_shown(self, which: str) -> None:
        self.guests.which = next(key for key in SHOWN if key == which)
        self.tabs.choose("guests")

    def _on_begun(self, halkhata_id: int) -> None:
        self._choosing, self.drive_id = False, halkhata_id
        self.tabs.choose("guests")
        self.make_stale()
        self.guests.begin()

    def _on_backed(self) -> None:
        self._choosing = False
        self.make_stale()

    def _on_back(self) -> None:
        if self._choosing and self.drive_id is not None:
            self._on_backed()
        else:
            self.ctx.navigation.back()

    def _on_drive_chosen(self) -> None:
        self.drive_id = int(self.drives.value())
        self.make_stale()

    def _on_tab(self, _key: str) -> None:
        if hasattr(self, "stack"):
            self.make_stale()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._choosing and self.drive_id is not None:
            self._on_backed()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(WORDS_FROM)
        for button in (self.change, self.new):
            button.shrink(narrow)
        self.drives.setFixedWidth(theme.px(260 if self.width() >= theme.px(NAME_FROM) else 200))
