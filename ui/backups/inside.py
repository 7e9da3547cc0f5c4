"""What is in one backup, and bringing it back: a sheet beside a list. Reading and restoring are shopbook.rescue's."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from shopbook.backups.model import Backup
from shopbook.errors import BookProtected, ShopbookError, WrongKey
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, explain, ngettext, pgettext
from shopbook.progress import Progress
from shopbook.rescue.model import Inside
from ui.backups import words
from ui.backups.typed import code_and_passphrase
from ui.forms.texts import TextField
from ui.jobs import Jobs
from ui.widgets.badges import Badge
from ui.widgets.buttons import Button, plain
from ui.widgets.cards import Banner, Facts, SidePanel
from ui.widgets.strip import Strip
from ui.widgets.text import Label, caption

NAMES_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Around:
    """Where a backup is looked into: the open book's key and how far it is written, or nothing on the first page.

    seq: how many lines the journal of the open book has; 0 without one. sums: the sum of dues may be seen.
    """

    today: dt.date
    key: bytes | None = None
    book: str = ""
    seq: int = 0
    replaces: bool = True
    may_restore: bool = True
    sums: bool = True


class InsideSheet(Strip):
    """Counts, the last sale, the newest customers; "Restore this one" asks once, in the sheet itself.

    `restore_asked(path, code)` when that was answered.
    """

    restore_asked = Signal(object, str)

    def __init__(self, jobs: Jobs, around: Around, backup: Backup) -> None:
        super().__init__()
        self._jobs, self._around, self.backup = jobs, around, backup
        self._gone = False
        self.inside: Inside | None = None
        self.code = ""
        self.made = Label(self._made, "h2", wrap=True)
        self.badge = Badge(*words.standing(backup))
        self.place = caption(str(backup.path), wrap=True)
        self.strip = Banner("red", "")
        self.waiting = Label(lambda: _("Looking into the backup …"), "second", "text2", wrap=True)
        self.key = TextField("code", lambda: _("Password or recovery code"))
        self.key.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.facts = Facts()
        self.names_head = caption(lambda: _("Newest customers in it"), "text2")
        self.names = Label("", "body", wrap=True)
        self.sure = Banner("amber", "", "")
        for widget in (self.strip, self.key, self.sure):
            widget.hide()
        self.look = plain(lambda: _("Look inside"), "eye", "Enter")
        # Where no book is replaced there is nothing to be careful of.
        bring = "danger" if around.replaces else "primary"
        self.bring = Button(lambda: _("Restore this one"), "history", bring)
        self.leave = plain(lambda: _("Leave it"))
        self.do = Button(lambda: _("Yes, bring it back"), "history", "danger")
        self._lay_out()
        self.look.clicked.connect(self.enter)
        self.key.entered.connect(self.enter)
        self.bring.clicked.connect(self._on_bring)
        self.leave.clicked.connect(self._on_leave)
        self.do.clicked.connect(self._on_do)
        self._show_buttons()
        self._begin()

    def _lay_out(self) -> None:
        panel = SidePanel(framed=False)
        for widget in (self.made, self.badge, self.place, self.strip, self.waiting, self.key, self.facts,
                       self.names_head, self.names, self.sure):  # fmt: skip
            panel.body.addWidget(widget)
        panel.body.addStretch(1)
        panel.add_footer(self.leave, self.look, self.bring, self.do)
        self.panel = panel
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)

    def first_focus(self) -> QWidget:
        """Where something can be typed, else the way back to the book of that day."""
        return self.key.control if not self.key.isHidden() else self.bring

    def enter(self) -> None:
        """Look inside with the code typed."""
        if not self.key.isHidden():
            self.code = str(self.key.value())
            self._begin()

    def put_away(self) -> None:
        """Closed: what the thread still finds concerns nobody."""
        self._gone = True

    # looking

    def _begin(self) -> None:
        self.strip.hide()
        self.waiting.show()
        for widget in (self.facts, self.names_head, self.names):
            widget.hide()
        self._jobs.run(_("Looking into the backup"), self._work, self._on_found, self._on_failed)

    def _work(self, progress: Progress) -> Inside:
        from shopbook.rescue.looking import look_inside

        typed = code_and_passphrase(self.code)
        return look_inside(self.backup.path, key=self._around.key, **typed, progress=progress)

    def _on_found(self, inside: Inside) -> None:
        self.inside = inside
        if self._gone:
            return
        self.waiting.hide()
        self.key.hide()
        self._show(inside)
        self._show_buttons()
        self.bring.setFocus()

    def _on_failed(self, error: BaseException) -> None:
        if self._gone:
            return
        self.waiting.hide()
        if isinstance(error, BookProtected):
            self.key.show()
            self.key.setFocus()
        if isinstance(error, ShopbookError):
            if isinstance(error, WrongKey) or not isinstance(error, BookProtected):
                self.strip.say(explain(error))
                self.strip.show()
        else:
            self._jobs.tell_failure(error)
        self._show_buttons()

    def _show(self, inside: Inside) -> None:
        counts = inside.counts
        self.facts.clear()
        self.facts.add(lambda: _("Shop"), inside.shop_name or "—")
        self.facts.add(lambda: _("Customers"), numbers.number(counts.customers))
        self.facts.add(lambda: _("Sales"), numbers.number(counts.sales))
        self.facts.add(lambda: _("Warranties"), numbers.number(counts.warranties))
        self.facts.add(lambda: _("Notes"), numbers.number(counts.notes))
        if self._around.sums:
            self.facts.add(lambda: _("Due in all"), numbers.money(counts.balance_paisa))
        if inside.last_sales:
            last = inside.last_sales[0]
            told = " · ".join(part for part in (dates.date_short(last.sold_on), last.customer) if part)
            self.facts.add(lambda: _("Last sale"), told)
        if counts.last_saved_at is not None:
            when = words.day_and_time(counts.last_saved_at, self._around.today)
            self.facts.add(lambda: _("Last written"), when)
        self.facts.add(lambda: pgettext("of a file", "Size"), words.size(inside.bytes))
        self.names.say("\n".join(inside.customers[:NAMES_SHOWN]))
        self._show_more(True)

    def _show_more(self, on: bool) -> None:
        """What is inside steps back while the one question is asked: on a low screen it must be read at once."""
        self.facts.setVisible(on)
        self.place.setVisible(on)
        self.badge.setVisible(on)
        for widget in (self.names_head, self.names):
            widget.setVisible(on and bool(self.names.text()))

    def _made(self) -> str:
        at = self.backup.made_at
        return words.day_and_time(at, self._around.today) if at is not None else self.backup.path.name

    # bringing it back

    def _show_buttons(self) -> None:
        asking = not self.sure.isHidden()
        found = self.inside is not None
        self.look.setVisible(not self.key.isHidden() and not asking)
        self.bring.setVisible(found and self._around.may_restore and not asking)
        self.leave.setVisible(asking)
        self.do.setVisible(asking)
        self.panel.line.setVisible(asking or not self.key.isHidden() or (found and self._around.may_restore))

    def _on_bring(self) -> None:
        if not self._around.replaces:
            self._on_do()
            return
        self.sure.say(_("The book becomes as it was then."), self._what_happens())
        self.sure.show()
        self._show_more(False)
        self._show_buttons()
        self.leave.setFocus()

    def _what_happens(self) -> str:
        parts = [_("The present book is not deleted: it is set aside in the same folder, with its date.")]
        manifest, around = self.backup.manifest, self._around
        if manifest is not None and manifest.book == around.book and 0 < manifest.seq < around.seq:
            later = around.seq - manifest.seq
            parts.append(
                ngettext(
                    "{n} line written since then is not in it.",
                    "{n} lines written since then are not in it.",
                    later,
                ).format(n=numbers.number(later))
            )
        return " ".join(parts)

    def _on_leave(self) -> None:
        self.sure.hide()
        self._show_more(True)
        self._show_buttons()
        self.bring.setFocus()

    def _on_do(self) -> None:
        self.restore_asked.emit(self.backup.path, self.code)
