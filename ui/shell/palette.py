"""The search box on top and its list of finds. What is found is given by a callable `find(text)` from ui/pages.py."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from shopbook.localisation import numbers
from shopbook.localisation.language import _
from ui.lists.looks import RowLook, Section
from ui.navigation import Find, PaletteItem
from ui.style import icons, theme
from ui.widgets.badges import KeyChip
from ui.widgets.suggestions import Suggestion, SuggestionPopup


class SearchBox(QLineEdit):
    """Always on top of the window. Typing finds; Up, Down and Enter choose and open; Esc empties, then gives back the
    keyboard to where it was."""

    def __init__(self, find: Find, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self._return_to: QWidget | None = None
        self._popup: SuggestionPopup | None = None
        self.setMaxLength(120)
        self._glass = self.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 10, 0)
        inside.addStretch(1)
        self._chip = KeyChip("Ctrl+K")
        self._chip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside.addWidget(self._chip)
        self.setMinimumWidth(theme.px(180))
        self.retranslate()
        self.textEdited.connect(self._on_text_edited)

    def retranslate(self) -> None:
        """Say the placeholder and name again."""
        self.setPlaceholderText(_("Search by name, mobile, serial or memo number — or scan a barcode"))
        self.setAccessibleName(_("Search"))
        self._glass.setText(_("Search"))
        self._glass.setToolTip(_("Search"))
        self.setTextMargins(0, 0, self._chip.sizeHint().width() + 8, 0)

    @property
    def popup(self) -> SuggestionPopup:
        """The list of finds."""
        if self._popup is None:
            self._popup = SuggestionPopup(self.window(), _("Found"), keys=True)
            self._popup.picked.connect(self._on_picked)
        return self._popup

    def begin(self, text: str = "") -> None:
        """Take the keyboard from anywhere; `text` is what was already typed elsewhere."""
        before = self.window().focusWidget()
        if before is not self:
            self._return_to = before
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if text:
            self.setText(text)
            self._on_text_edited(text)
        else:
            self.selectAll()

    def search(self, text: str) -> None:
        """Search for a text that was not typed: a scanned code."""
        self.begin(text)

    def _on_text_edited(self, text: str) -> None:
        self.popup.offer(self._lines(text.strip()), self, least_width=560)

    def _lines(self, text: str) -> list[Suggestion | Section]:
        if not text:
            return []
        groups: dict[str, list[PaletteItem]] = {}
        for item in self._find(text):
            groups.setdefault(item.group, []).append(item)
        lines: list[Suggestion | Section] = []
        for group, items in groups.items():
            if group:
                lines.append(Section(group, numbers.number(len(items))))
            lines += [Suggestion(item.open, _look(item)) for item in items]
        return lines

    def _on_picked(self, open_it: Callable[[], object]) -> None:
        self.clear()
        self._return_to = None
        open_it()

    def give_back(self) -> None:
        """Empty the box and return the keyboard to where it was."""
        self.clear()
        self.popup.hide()
        if self._return_to is not None and self._return_to.isVisible():
            self._return_to.setFocus()
        elif (after := self.nextInFocusChain()) is not None:
            after.setFocus()
        self._return_to = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        shown = self._popup is not None and self._popup.isVisible()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and shown:
            self.popup.move_cursor(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if shown:
                self.popup.take()
            elif self.text().strip():
                self._on_text_edited(self.text())
        elif key == Qt.Key.Key_Escape:
            self.give_back()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self.text() and not self.popup.isVisible():
            self._on_text_edited(self.text())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._chip.hide()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._chip.show()
        if event.reason() in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            return
        # Words of a search that was left would look like a filter of the page that is shown.
        self.clear()
        if self._popup is not None:
            self._popup.hide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _look(item: PaletteItem) -> RowLook:
    return RowLook(
        title=item.title,
        second=item.detail,
        icon="" if item.avatar else item.icon,
        avatar=item.title if item.avatar else "",
        tone=item.tone,
        beside=item.phone,
        badge=item.hint,
        badge_tone=item.hint_tone,
    )
