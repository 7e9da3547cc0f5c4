"""What happened with a customer, newest first, read page by page, and the line that adds to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from shopbook.history.model import CARE, KINDS, MONEY, SERVICE, Entry
from shopbook.history.queries import NEWEST
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext, say
from ui.context import Context
from ui.customers import words
from ui.lists.log import LogModel
from ui.lists.looks import RowLook
from ui.lists.model import Column
from ui.lists.views import ListPanel, RowList
from ui.style import theme
from ui.widgets.badges import Line
from ui.widgets.buttons import plain
from ui.widgets.cards import Card, EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.tabs import TabButton

Title = Callable[[], str]

# Narrower than this the line needs the room more than the words of its button.
WORDS_FROM = 460


@dataclass(frozen=True, slots=True)
class Filter:
    """One tab over the timeline: its words and the kinds of entries it lets through."""

    key: str
    title: Title
    kinds: tuple[str, ...]


FILTERS = (
    Filter("all", lambda: _("Everything"), KINDS),
    Filter("bought", lambda: _("Bought"), ("sale", "return", "warranty", *SERVICE)),
    Filter("money", lambda: _("Money"), ("sale", "payment", *MONEY)),
    Filter("notes", lambda: _("Notes and gifts"), ("note", "gift")),
    Filter("calls", lambda: _("Calls and promises"), ("call", *CARE)),
    Filter("changes", lambda: _("Changes"), ("change",)),
)
ICONS = {
    "sale": ("shopping-bag", "green"),
    "payment": ("banknote", "blue"),
    "return": ("undo-2", "amber"),
    "plan": ("calendar-clock", "blue"),
    "warranty": ("shield-check", "brand"),
    "job": ("hammer", "amber"),
    "job_closed": ("hammer", "green"),
    "visit": ("hammer", "brand"),
    "note": ("sticky-note", "amber"),
    "call": ("phone-call", "violet"),
    "gift": ("gift", "red"),
    "complaint": ("triangle-alert", "red"),
    "complaint_closed": ("circle-check", "green"),
    "shop_promise": ("handshake", "amber"),
    "buy_promise": ("hand-coins", "green"),
    "demand": ("tag", "violet"),
    "feedback": ("smile", "amber"),
    "reward": ("star", "brand"),
    "change": ("history", ""),
}


class Timeline(Card):
    """Signals: `opened(Entry)`, `noted(text)` when something was written into the line, `typed(text)` over the list."""

    opened = Signal(object)
    noted = Signal(str)
    typed = Signal(str)

    def __init__(self, ctx: Context) -> None:
        super().__init__(margin=0, gap=0)
        self.ctx = ctx
        self.customer_id: int | None = None
        self.filter = FILTERS[0]
        self.private = False
        self.model: LogModel[Entry] = LogModel(
            self._after,
            Column("entry", lambda: _("What happened"), self._spoken),
            lambda entry: entry.place[1],
        )
        self.list = RowList(self.model, self.look, lambda: _("What happened"), timeline=True)
        self.empty = EmptyState("history", lambda: _("Nothing has happened yet"),
                                lambda: _("Sales, payments, calls and notes will stand here."))  # fmt: skip
        self.tabs = {one.key: TabButton(one.title) for one in FILTERS}
        self.line = QLineEdit()
        self.line.setMaxLength(1000)
        self.write = plain(lambda: _("Note it down"), "notebook-pen", "F4")
        self._lay_out()
        self.retranslate()

        for button in self.tabs.values():
            button.clicked.connect(self._on_tab_clicked)
        self.line.returnPressed.connect(self._on_noted)
        self.write.clicked.connect(self._on_noted)
        self.list.opened.connect(self._on_opened)
        self.list.typed.connect(self.typed)

    def _lay_out(self) -> None:
        tabs = QWidget()
        flow = FlowLayout(tabs, 0)
        flow.setContentsMargins(theme.px(8), 0, theme.px(8), 0)
        for button in self.tabs.values():
            flow.addWidget(button)
        self.tabs[self.filter.key].setChecked(True)
        note = QHBoxLayout()
        note.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(8))
        note.setSpacing(theme.px(8))
        note.addWidget(self.line, 1)
        note.addWidget(self.write)
        self.body.addWidget(tabs)
        self.body.addWidget(Line())
        self.body.addLayout(note)
        self.body.addWidget(ListPanel(self.list, self.empty), 1)

    def show_customer(self, customer_id: int, private: bool) -> None:
        """Read the newest again; another customer starts from the top."""
        again = customer_id == self.customer_id
        self.customer_id, self.private = customer_id, private
        if again:
            self.model.refetch()
        else:
            self.empty_line()
            self.model.restart()
            self.list.scrollToTop()

    def empty_line(self) -> None:
        """Take the written words away. Not `clear()`: Ctrl+Z would bring back the words and not take back the note."""
        self.line.setText("")

    def choose(self, key: str) -> None:
        """Show another kind of happenings."""
        self.filter = next(one for one in FILTERS if one.key == key)
        self.tabs[key].setChecked(True)
        self.model.restart()
        self.list.scrollToTop()

    def choose_next(self) -> None:
        """The tab to the right, after the last the first."""
        at = FILTERS.index(self.filter)
        self.choose(FILTERS[(at + 1) % len(FILTERS)].key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.write.shrink(self.width() < theme.px(WORDS_FROM))

    def retranslate(self) -> None:
        """The line's words; the rows are asked anew by the page."""
        self.line.setPlaceholderText(
            _("Write what happened, then Enter — for example: promised to pay on Monday")
        )
        self.line.setAccessibleName(_("Quick note"))

    def look(self, entry: Entry) -> RowLook:
        """How an entry reads and looks."""
        today = self.ctx.book.clock.today()
        icon, tone = ICONS.get(entry.kind, ("circle-check", ""))
        amount = numbers.money(abs(entry.amount_paisa)) if entry.amount_paisa else ""
        return RowLook(
            title=self._title(entry),
            second=self._second(entry),
            icon="x" if entry.void else icon,
            tone="" if entry.void else tone,
            amount=amount,
            amount_tone="green"
            if entry.kind == "payment" and (entry.amount_paisa or 0) > 0 and not entry.void
            else "",
            aside=_day(entry.on, today),
            faded=entry.void,
        )

    def _title(self, entry: Entry) -> str:
        if entry.kind == "note":
            return self.ctx.book.notes.kind(entry.number).title if entry.number else say(entry.title)
        if entry.kind == "change" and entry.changes:
            names = [one.title for one in words.changed(entry.changes) if self.private or not one.private]
            return (
                _("Changed: {what}").format(what=", ".join(dict.fromkeys(names)))
                if names
                else say(entry.title)
            )
        return say(entry.title)

    def _second(self, entry: Entry) -> str:
        if entry.private and not self.private:
            return _("Private — press the eye to read it")
        if entry.kind == "change":
            return " · ".join(_old_to_new(entry, self.private))
        if entry.kind in ("sale", "payment", "warranty", *MONEY, *SERVICE):
            names = {
                "job": _("job {number}"),
                "job_closed": _("job {number}"),
                "visit": _("card {number}"),
                "sale": _("memo {number}"),
                "payment": _("receipt {number}"),
                "return": _("return {number}"),
                "plan": _("plan {number}"),
                "warranty": _("card {number}"),
            }
            number = names[entry.kind].format(number=numbers.to_script(entry.number)) if entry.number else ""
            return " · ".join(part for part in (number, entry.detail) if part)
        return entry.detail

    def _spoken(self, entry: Entry) -> str:
        return self.look(entry).spoken()

    def _after(self, last: Entry | None, limit: int) -> Sequence[Entry]:
        if self.customer_id is None:
            return []
        place = last.place if last is not None else NEWEST
        return self.ctx.book.history.timeline(self.customer_id, self.filter.kinds, place, limit)

    def _on_tab_clicked(self) -> None:
        self.choose(next(key for key, button in self.tabs.items() if button is self.sender()))

    def _on_noted(self) -> None:
        self.noted.emit(self.line.text().strip())

    def _on_opened(self, _id: int) -> None:
        if (entry := self.list.current_row()) is not None:
            self.opened.emit(entry)


def _day(day: dt.date, today: dt.date) -> str:
    """Near days by their distance, others by their date."""
    return dates.ago(day, today) if 0 <= (today - day).days <= 6 else dates.date_long(day)


def _old_to_new(entry: Entry, private: bool) -> list[str]:
    shown = [one for one in words.changed(entry.changes) if private or not one.private]
    said = [f"{one.before} → {one.after}" for one in shown[:2]]
    more = len(shown) - len(said)
    if more > 0:
        said.append(ngettext("and {n} more", "and {n} more", more).format(n=numbers.number(more)))
    return said
