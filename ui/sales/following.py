"""Scrolls a form to the field that has the keyboard. Where the keyboard goes is the form's."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ui.forms.field import Field
from ui.style import theme
from ui.widgets.cards import SidePanel


class Following(QObject):
    """Keeps the focused field of a panel in sight, with its words below; `soon` after something made room."""

    def __init__(self, panel: SidePanel) -> None:
        super().__init__(panel)
        self._panel = panel
        # Later than what made room for the field.
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._bring_into_sight)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def soon(self) -> None:
        """Look again when the layout has settled."""
        self._timer.start()

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._panel.isAncestorOf(now):
            self._timer.start()

    def _bring_into_sight(self) -> None:
        widget: QWidget | None = self._panel.window().focusWidget()
        while widget is not None and not isinstance(widget, Field):
            widget = widget.parentWidget()
        if widget is not None and self._panel.isAncestorOf(widget):
            self._panel.area.ensureWidgetVisible(widget, 0, theme.px(12))
