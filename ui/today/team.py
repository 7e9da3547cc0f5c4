"""Whose share of the list is shown, and who is not here today; in sight only where two or more people work.

How the list is shared out is shopbook.followups.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from shopbook.errors import ShopbookError
from shopbook.localisation.language import _
from shopbook.settings.model import Staff
from ui.context import Context
from ui.preferences import Preferences
from ui.today.header import Caller
from ui.widgets.buttons import Button

FROM_STAFF = 2


class TeamChooser(Button):
    """A quiet button with the name of whose list it is; `staff_id` None: everybody's. Says `chosen` after a change."""

    chosen = Signal()

    def __init__(self, ctx: Context) -> None:
        super().__init__("", "users", "quiet")
        self._ctx = ctx
        self.staff: list[Staff] = []
        self.staff_id: int | None = None
        self._preferences: Preferences | None = None
        self.hide()
        self.clicked.connect(self._on_clicked)

    @property
    def names(self) -> dict[int, str]:
        """Everybody's name, by id; nobody's where one person does everything."""
        return {one.id: one.name for one in self.staff} if len(self.staff) >= FROM_STAFF else {}

    def look_again(self) -> None:
        """Read who works here; a member who left gives the list back to everybody."""
        self.staff = [one for one in self._ctx.book.settings.staff() if one.active]
        if len(self.staff) < FROM_STAFF:
            self.staff_id = None
            self.hide()
            return
        kept = self._computer().today_staff
        self.staff_id = kept if any(one.id == kept for one in self.staff) else None
        self.say(self._words)
        self.setAccessibleName(_("Whose list: {name}").format(name=self._words()))
        self.setToolTip(_("Whose list: {name}").format(name=self._words()))
        self.show()

    def away_words(self) -> str:
        """Who is not here today, for the line under the heading; "" when all are."""
        if len(self.staff) < FROM_STAFF:
            return ""
        away = self._ctx.book.settings.away(self._ctx.book.clock.today())
        names = [one.name for one in self.staff if one.id in away]
        return _("Not here today: {names}").format(names=", ".join(names)) if names else ""

    def choose(self, staff_id: int | None) -> None:
        """Show this member's share, or everybody's; this computer remembers it."""
        self._computer().today_staff = staff_id or 0
        self.chosen.emit()

    def set_away(self, staff_id: int, away: bool) -> None:
        """Their calls of today fall to the others, or are theirs again."""
        settings, today = self._ctx.book.settings, self._ctx.book.clock.today()
        try:
            settings.set_away(staff_id, today, away)
        except ShopbookError as error:
            self._ctx.messages.problem(error)
            return
        name = next(one.name for one in self.staff if one.id == staff_id)
        words = (
            _("{name} is not here today: the others have the calls")
            if away
            else _("{name} is here: everybody has their own calls again")
        )
        undo = partial(settings.set_away, staff_id, today, not away)
        self._ctx.messages.done(words.format(name=name), undo=undo)

    def menu(self) -> QMenu:
        """Everybody and each name, then who is not here today; popped up by the caller, gone when it is closed."""
        menu = QMenu(self)
        for staff_id, name in ((None, _("Everybody")), *((one.id, one.name) for one in self.staff)):
            _add(menu, name, staff_id == self.staff_id, partial(self.choose, staff_id))
        menu.addSeparator()
        away = self._ctx.book.settings.away(self._ctx.book.clock.today())
        for one in self.staff:
            gone = one.id in away
            words = _("Not here today: {names}").format(names=one.name)
            _add(menu, words, gone, partial(self.set_away, one.id, not gone))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _words(self) -> str:
        return next((one.name for one in self.staff if one.id == self.staff_id), _("Everybody"))

    def _computer(self) -> Preferences:
        self._preferences = self._preferences or Preferences()
        return self._preferences

    def _on_clicked(self) -> None:
        self.menu().popup(self.mapToGlobal(QPoint(0, self.height())))


def _add(menu: QMenu, words: str, ticked: bool, run: partial[None]) -> None:
    line = QAction(words.replace("&", "&&"), menu)
    line.setCheckable(True)
    line.setChecked(ticked)
    line.triggered.connect(Caller(run, line).call)
    menu.addAction(line)
