"""The warning that somebody in the book already has the phone being typed, and the way to them. It forbids nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.localisation.language import _
from ui.context import Context
from ui.widgets.buttons import Button, plain
from ui.widgets.cards import Banner


class KnownPhone(QWidget):
    """`look(typed)` asks the book; `watch(line)` makes Alt+O in that line open whoever was found first."""

    def __init__(self, ctx: Context, besides: int | None = None) -> None:
        super().__init__()
        self.ctx, self.besides = ctx, besides
        self._found: int | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.banner = Banner("amber", "")
        self.button: Button = plain(lambda: _("Open their page"), "user", "Alt+O")
        column.addWidget(self.banner)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.button.clicked.connect(self._on_open)
        self.hide()

    def look(self, typed: str) -> bool:
        """Ask who has this phone and say so; False when nobody does."""
        known = self.ctx.book.customers.with_phone(typed, self.besides) if typed.strip() else []
        self._found = known[0].customer_id if known else None
        who = [", ".join(part for part in (one.name or _("(no name)"), one.area) if part) for one in known]
        self.banner.say(
            _("This phone is already in the book: {who}").format(who=" · ".join(who)) if who else "",
            _("Families share a phone; you can save all the same.") if who else "",
        )
        self.setVisible(bool(known))
        return bool(known)

    def watch(self, line: QWidget) -> None:
        """Let Alt+O work while the keyboard is in this line."""
        line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_O
            and event.modifiers() == Qt.KeyboardModifier.AltModifier
            and self._found is not None
        ):
            if event.type() == QEvent.Type.KeyPress:
                self._on_open()
            event.accept()
            return True
        return False

    def _on_open(self) -> None:
        if self._found is not None:
            found = self._found
            self.ctx.navigation.close_sheet()
            self.ctx.navigation.go("customer", found)
