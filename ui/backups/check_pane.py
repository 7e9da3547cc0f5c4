"""Whether the backups would really help: the monthly drill, the full check of the book, closing backups to a code."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.backups.model import Entry
from shopbook.localisation import numbers
from shopbook.localisation.language import _, ngettext
from ui.backups import words
from ui.backups.gathering import Safety
from ui.backups.rows import DeedRow, Rows
from ui.widgets.badges import Line
from ui.widgets.buttons import plain
from ui.widgets.cards import pad


class CheckPane(QWidget):
    """`drill_asked`, `check_asked`, `sealing_asked` by the buttons."""

    drill_asked = Signal()
    check_asked = Signal()
    sealing_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.try_now = plain(lambda: _("Try it now"), "history")
        self.check_now = plain(lambda: _("Check the whole book"), "search")
        self.close_now = plain(lambda: _("Locks and passwords"), "lock")
        self.drill = DeedRow("history", lambda: _("Monthly drill"), self.try_now)
        self.check = DeedRow("shield-check", lambda: _("Full check of the book"), self.check_now)
        self.seal = DeedRow("lock", lambda: _("Lock the backups with a code"), self.close_now)
        self.seal.tell(
            lambda: _("Whoever finds your pen drive can then read nothing. The code is printed on paper.")
        )
        rows = Rows()
        rows.add(self.drill, Line(), self.check, Line(), self.seal)
        rows.end()
        column = QVBoxLayout(self)
        pad(column, 0, 10, 0, 0, 0)
        column.addWidget(rows, 1)
        self.try_now.clicked.connect(self.drill_asked)
        self.check_now.clicked.connect(self.check_asked)
        self.close_now.clicked.connect(self.sealing_asked)

    def show_checks(self, safety: Safety, today: dt.date, *, may_keep_safe: bool) -> None:
        """How the last ones went."""
        self.drill.tell(*_drilled(safety.drill, today))
        self.try_now.setEnabled(bool(safety.backups))
        self.check.tell(*_checked(safety.check, today))
        self.close_now.setVisible(may_keep_safe)

    def first_focus(self) -> QWidget:
        """The drill, or the check while there is nothing to drill with."""
        return self.try_now if self.try_now.isEnabled() else self.check_now


def _drilled(entry: Entry | None, today: dt.date) -> tuple[str, str]:
    if entry is None:
        return _(
            "Once a month the newest backup is opened for practice, by itself. It has not been tried yet."
        ), "brand"
    when = words.day_and_time(entry.at, today)
    if not entry.good:
        return _("{when}: the newest backup did not open as it should. Make a new one.").format(
            when=when
        ), "red"
    if entry.counts is None:
        return _("{when}: the backup opened, all was in it.").format(when=when), "green"
    told = ngettext(
        "{when}: the backup opened, all was in it: {n} customer.",
        "{when}: the backup opened, all was in it: {n} customers.",
        entry.counts.customers,
    )
    return told.format(when=when, n=numbers.number(entry.counts.customers)), "green"


def _checked(entry: Entry | None, today: dt.date) -> tuple[str, str]:
    if entry is None:
        return _(
            "Looks at every page and adds up every account again. A large book takes some minutes."
        ), "brand"
    when = words.day_and_time(entry.at, today)
    if entry.good:
        return _("{when}: everything agrees.").format(when=when), "green"
    return _("{when}: something did not agree. Make a backup and send the report to the maker.").format(
        when=when
    ), "red"
