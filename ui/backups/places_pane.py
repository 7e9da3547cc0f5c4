"""The places backups go to: beside the book, a chosen folder, remembered pen drives, and what is plugged in now."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.backups.model import Drive, Place
from shopbook.localisation.language import _
from ui.backups import words
from ui.backups.gathering import Safety
from ui.backups.rows import DeedRow, Rows
from ui.widgets.badges import Line
from ui.widgets.buttons import Button, plain, quiet
from ui.widgets.cards import pad


class PlacesPane(QWidget):
    """What can be done with a place is asked by signals; only who may do it sees its button.

    `copy_asked(Drive)`, `remember_asked(Drive)`, `forget_asked(Place)`, `folder_asked`, `folder_dropped`.
    """

    copy_asked = Signal(object)
    remember_asked = Signal(object)
    forget_asked = Signal(object)
    folder_asked = Signal()
    folder_dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows = Rows()
        self.drive_rows: dict[str, DeedRow] = {}
        self.place_rows: list[DeedRow] = []
        self.choose: Button | None = None
        column = QVBoxLayout(self)
        pad(column, 0, 10, 0, 0, 0)
        column.addWidget(self.rows, 1)

    def show_places(self, safety: Safety, *, may_change: bool, may_copy: bool) -> None:
        """Show the places as they are now."""
        had_keyboard = self.isAncestorOf(self.window().focusWidget() or self.window())
        self.rows.clear()
        self.drive_rows, self.place_rows, self.choose = {}, [], None
        parts: list[QWidget] = []
        for place in safety.places:
            if place.kind != "drive":
                parts.append(self._place_row(place, may_change))
        if not any(place.kind == "folder" for place in safety.places):
            parts.append(self._no_folder(may_change))
        here = {drive.id for drive in safety.drives if drive.remembered}
        parts += [self._drive_row(drive, may_change, may_copy) for drive in safety.drives]
        parts += [
            self._absent_row(place, may_change)
            for place in safety.places
            if place.kind == "drive" and place.id not in here
        ]
        if not safety.drives:
            parts.append(_no_drive())
        for at, part in enumerate(parts):
            if at:
                self.rows.add(Line())
            self.rows.add(part)
        self.rows.end()
        if had_keyboard and (first := self.first_focus()) is not None:
            first.setFocus()

    def first_focus(self) -> QWidget | None:
        """The first button there is."""
        rows = [*self.drive_rows.values(), *self.place_rows]
        return next((button for row in rows for button in row.buttons), None)

    # the lines

    def _place_row(self, place: Place, may_change: bool) -> DeedRow:
        buttons: list[Button] = []
        if place.kind == "folder" and may_change:
            self.choose = plain(lambda: _("Choose another"), "folder-open")
            self.choose.clicked.connect(self.folder_asked)
            drop = quiet(lambda: _("Leave this place"), "x")
            drop.clicked.connect(self.folder_dropped)
            buttons = [drop, self.choose]
        row = DeedRow("folder-open", partial(words.place_title, place), *buttons)
        row.tell(_place_words(place), "brand" if place.present else "amber")
        self.place_rows.append(row)
        return row

    def _no_folder(self, may_change: bool) -> DeedRow:
        buttons: list[Button] = []
        if may_change:
            self.choose = plain(lambda: _("Choose a folder"), "folder-open")
            self.choose.clicked.connect(self.folder_asked)
            buttons = [self.choose]
        row = DeedRow("folder-open", lambda: _("A second folder"), *buttons)
        row.tell(
            lambda: _("On another disk or in a folder that is carried to the internet: safer than one place.")
        )
        self.place_rows.append(row)
        return row

    def _drive_row(self, drive: Drive, may_change: bool, may_copy: bool) -> DeedRow:
        buttons: list[Button] = []
        if may_copy or drive.remembered:
            copy = plain(lambda: _("Copy here"), "hard-drive-download")
            copy.clicked.connect(partial(self.copy_asked.emit, drive))
            buttons = [copy]
        if may_change and not drive.remembered:
            remember = quiet(lambda: _("Remember this drive"), "check")
            remember.clicked.connect(partial(self.remember_asked.emit, drive))
            buttons.insert(0, remember)
        elif may_change:
            place = Place(drive.path, "drive", drive.free_bytes, True, drive.label, drive.id)
            forget = quiet(lambda: _("Forget this drive"), "x")
            forget.clicked.connect(partial(self.forget_asked.emit, place))
            buttons.insert(0, forget)
        row = DeedRow("hard-drive-download", words.drive_title(drive), *buttons, tone="green")
        told = (
            (lambda: _("Remembered: each time it is plugged in, a backup goes onto it by itself."))
            if drive.remembered
            else (lambda: _("Plugged in now. {free}").format(free=words.free(drive.free_bytes)))
        )
        row.tell(told, "green" if drive.remembered else "brand")
        self.drive_rows[str(drive.path)] = row
        return row

    def _absent_row(self, place: Place, may_change: bool) -> DeedRow:
        buttons: list[Button] = []
        if may_change:
            forget = quiet(lambda: _("Forget this drive"), "x")
            forget.clicked.connect(partial(self.forget_asked.emit, place))
            buttons = [forget]
        row = DeedRow("hard-drive-download", words.place_title(place), *buttons, tone="brand")
        row.tell(lambda: _("Not plugged in now. Plug it in, and a backup goes onto it by itself."))
        self.place_rows.append(row)
        return row


def _place_words(place: Place) -> str:
    if not place.present:
        return _("{folder} cannot be reached now.").format(folder=place.path)
    return f"{place.path} · {words.free(place.free_bytes)}"


def _no_drive() -> DeedRow:
    row = DeedRow("hard-drive-download", lambda: _("No pen drive is plugged in"))
    row.tell(
        lambda: _("Plug one in once a week. When the computer is lost or stolen, the book on it is not.")
    )
    return row
