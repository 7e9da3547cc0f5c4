"""The page that takes a phone's call log: paste it, look what becomes of each caller, one button.

Reading the log and what becomes of whom is shopbook.exchange.call_log.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from shopbook.errors import ShopbookError
from shopbook.exchange import call_log as log
from shopbook.exchange.call_log import Caller, LogPlan
from shopbook.localisation import numbers
from shopbook.localisation.language import _, ngettext, pgettext
from ui.actions import Action
from ui.context import Context
from ui.exchange.call_log_words import look_of
from ui.forms.texts import TickField
from ui.lists.looks import RowLook, Section
from ui.lists.model import Column, RowModel, Sort
from ui.lists.views import ListPanel, RowList
from ui.page import Page
from ui.style import theme
from ui.widgets.buttons import icon_button, plain, primary
from ui.widgets.cards import Card, EmptyState, pad
from ui.widgets.text import Label, h1

READ_AFTER_MS = 250
ENDINGS = ("csv", "txt", "tsv", "xml")


class CallLogPage(Page):
    """Nothing is written before the button; Space leaves a number out; the toast takes everything back."""

    TOPICS = ("callback", "interaction", "customer")

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx)
        self.plan = LogPlan()
        self._out: set[str] = set()
        self._callers: dict[int, Caller] = {}
        self.box = QPlainTextEdit()
        self.box.setTabChangesFocus(True)
        self.box.setFixedHeight(theme.px(104))
        self.back = icon_button(lambda: _("Back"), "arrow-left", "Esc")
        self.paste = plain(lambda: _("Paste"), "copy", "Ctrl+V")
        self.file = plain(lambda: _("From a file"), "folder-open", "Ctrl+O")
        self.model: RowModel[Caller] = RowModel(
            self._ids, self._rows, [Column("caller", lambda: _("Callers"), self._spoken)], id_of=self._id_of
        )
        self.list = RowList(self.model, self._look, lambda: _("Callers"))
        self.list.own_keys = " "
        self.empty = EmptyState("phone-missed", "", "")
        self.talks = TickField("talks", self._talks_words)
        self.said = Label("", "second", "text2", wrap=True)
        self.take = primary(self._take_words, "check", "Ctrl+Enter")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(READ_AFTER_MS)
        self._lay_out()
        self.retranslate()
        self._show_plan()
        self._timer.timeout.connect(self.read_now)
        self.box.textChanged.connect(self._timer.start)
        self.list.installEventFilter(self)
        self.back.clicked.connect(self.ctx.navigation.back)
        self.paste.clicked.connect(self.paste_now)
        self.file.clicked.connect(self.choose_file)
        self.list.opened.connect(self._on_opened)
        self.list.typed.connect(self.search_text)
        self.talks.changed.connect(self._show_figures)
        self.take.clicked.connect(self.take_in)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(self.back)
        head.addWidget(h1(lambda: _("Missed calls")))
        head.addStretch(1)
        for button in (self.paste, self.file):
            head.addWidget(button)
        card = Card(margin=1, gap=0)
        card.body.addWidget(ListPanel(self.list, self.empty), 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(14))
        words = QVBoxLayout()
        words.setSpacing(theme.px(4))
        words.addWidget(self.talks)
        words.addWidget(self.said)
        foot.addLayout(words, 1)
        foot.addWidget(self.take, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        pad(column, 20, 14, 20, 14, 10)
        column.addLayout(head)
        column.addWidget(self.box)
        column.addWidget(card, 1)
        column.addLayout(foot)

    # what the page is asked

    def open(self, target: object) -> None:
        """Read a text at once (str), or a file (Path)."""
        if isinstance(target, Path):
            self.read_file(target)
        elif isinstance(target, str):
            self.box.setPlainText(target)
            self.read_now()

    def refresh(self) -> None:
        """Look again at what is in the box: somebody was called meanwhile."""
        self.read_now()

    def retranslate(self) -> None:
        """The box, the empty list and the figures."""
        self.box.setPlaceholderText(
            _("Copy the call list of the shop's phone (or the file of a backup app) and paste it here.")
        )
        self.box.setAccessibleName(_("The phone's call list"))
        self._say_empty()

    def first_focus(self) -> QWidget:
        """The box to paste into."""
        return self.list if self.model.rowCount() else self.box

    def actions_here(self) -> list[Action]:
        """Keys of the page."""
        here = lambda: _("Missed calls")  # noqa: E731 -- a text to be asked again
        return [
            Action("paste_log", lambda: _("Paste"), self.paste_now, "Ctrl+V", "copy", here),
            Action("choose_log", lambda: _("From a file"), self.choose_file, "Ctrl+O", "folder-open", here),
            Action("take_log", self._take_words, self.take_in, "Ctrl+Return Ctrl+Enter", "check", here),
        ]

    # the deeds

    def paste_now(self) -> None:
        """Take the clipboard's text instead of what is in the box."""
        text = QApplication.clipboard().text()
        if not text.strip():
            self.ctx.messages.info(_("There is nothing to paste. Copy the call list first."))
            return
        self.box.setPlainText(text)
        self.read_now()
        self.first_focus().setFocus()

    def choose_file(self) -> None:
        """Ask for an exported log and read it."""
        kinds = " ".join(f"*.{ending}" for ending in ENDINGS)
        title = _("Choose the file")
        name, _kind = QFileDialog.getOpenFileName(
            self, title, str(Path.home()), f"{_('Call lists')} ({kinds})"
        )
        if name:
            self.read_file(Path(name))

    def read_file(self, path: Path) -> None:
        """Put a file's text into the box and read it; what cannot be read is said."""
        from shopbook.exchange.delimited import decode
        from shopbook.exchange.readers import load

        try:
            text = decode(load(path))
        except ShopbookError as error:
            self.ctx.messages.problem(error)
            return
        self.box.setPlainText(text)
        self.read_now()
        self.first_focus().setFocus()

    def read_now(self) -> None:
        """Show what would become of the callers in the box."""
        self._timer.stop()
        self.plan = self.ctx.book.call_log.preview(self.box.toPlainText())
        self._callers = dict(enumerate(self.plan.callers, 1))
        self._out &= {caller.phone.key10 for caller in self.plan.callers}
        self.model.refetch()
        if self.list.current_id() is None:
            self.list.choose_first()
        self._show_plan()

    def take_in(self) -> None:
        """Do what the list says; everything in one operation."""
        plan = self.plan.without(self._out)
        talks = bool(self.talks.value()) and plan.talks > 0
        if not plan.calls and not talks:
            return
        history = self.ctx.book.history
        try:
            result = self.ctx.book.call_log.apply(plan, talks=talks, by=self)
        except ShopbookError as error:
            self.ctx.messages.problem(error)
            return
        parts = []
        if result.callbacks:
            parts.append(
                ngettext(
                    "{n} caller waits in today's list",
                    "{n} callers wait in today's list",
                    result.callbacks,
                ).format(n=numbers.number(result.callbacks))
            )
        if result.talks:
            parts.append(
                ngettext("{n} talk is written down", "{n} talks are written down", result.talks).format(
                    n=numbers.number(result.talks)
                )
            )
        self.box.clear()
        self.talks.set_value(False)
        self.read_now()
        self.ctx.navigation.go("today")
        self.ctx.messages.done(" · ".join(parts), undo=partial(history.undo, history.last_operation()))

    # the list

    def _ids(self, _sort: Sort | None) -> list[int | Section]:
        found: list[int | Section] = []
        for fate, title, tone in (
            (log.CALL_BACK, _("To be called back"), "brand"),
            (log.TALKS, pgettext("call log", "Talked already"), "green"),
            (log.ANSWERED, pgettext("call log", "Rang in vain, but talked to since"), "green"),
            (log.OLD, _("Longer ago than a week"), "amber"),
            (log.NOTHING, pgettext("call log", "Nothing to do"), "blue"),
            (log.LEFT_OUT, _("Left out"), "amber"),
        ):
            ids = [id for id, caller in self._callers.items() if caller.fate == fate]
            if ids:
                found.append(Section(title, numbers.number(len(ids)), tone))
                found += ids
        return found

    def _rows(self, ids: list[int]) -> list[Caller]:
        return [self._callers[id] for id in ids if id in self._callers]

    def _id_of(self, caller: Caller) -> int:
        return next((id for id, one in self._callers.items() if one is caller), 0)

    def _look(self, caller: Caller) -> RowLook:
        out = caller.phone.key10 in self._out
        return look_of(caller, self.ctx.book.clock.today(), out=out)

    def _spoken(self, caller: Caller) -> str:
        out = caller.phone.key10 in self._out
        return look_of(caller, self.ctx.book.clock.today(), out=out).spoken()

    def _on_opened(self, id: int) -> None:
        self._turn(id)

    def _turn(self, id: int | None) -> None:
        """Leave a caller out, or take them in again."""
        caller = self._callers.get(id) if id is not None else None
        if caller is None or caller.fate not in (log.CALL_BACK, log.TALKS):
            return
        self._out ^= {caller.phone.key10}
        self.list.viewport().update()
        self._show_figures()

    # words and figures

    def _show_plan(self) -> None:
        self._say_empty()
        self._show_figures()

    def _show_figures(self) -> None:
        plan = self.plan.without(self._out)
        self.talks.setVisible(plan.talks > 0)
        self.talks.retranslate()
        parts = []
        if self.plan.known:
            parts.append(
                ngettext(
                    "{n} call was taken in before.", "{n} calls were taken in before.", self.plan.known
                ).format(n=numbers.number(self.plan.known))
            )
        if plan.calls:
            parts.append(_("Space leaves a number out."))
        self.said.say(" ".join(parts))
        self.take.say(self._take_words)
        self.take.setEnabled(plan.calls > 0 or (plan.talks > 0 and bool(self.talks.value())))

    def _talks_words(self) -> str:
        n = self.plan.without(self._out).talks
        return ngettext(
            "Also write down {n} answered call with a customer",
            "Also write down {n} answered calls with customers",
            n,
        ).format(n=numbers.number(n))

    def _take_words(self) -> str:
        calls = self.plan.without(self._out).calls
        if not calls:
            return _("Take in")
        return ngettext("Put {n} caller on the list", "Put {n} callers on the list", calls).format(
            n=numbers.number(calls)
        )

    def _say_empty(self) -> None:
        if not self.box.toPlainText().strip():
            self.empty.say(
                _("Who rang and was not heard?"),
                _("Known numbers find their customers, unknown ones wait to be called back. "
                  "Nothing is written before you say so."),
            )  # fmt: skip
        elif self.plan.known:
            self.empty.say(_("Nothing new in this list"), _("Every call in it was taken in before."))
        else:
            self.empty.say(
                _("No call found in this text"),
                _("Copy the list with its numbers, or take the file of a call backup app (CSV, XML)."),
            )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Space
        ):
            self._turn(self.list.current_id())
            return True
        return False
