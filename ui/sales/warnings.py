"""What looks wrong with the memo but may be right: amber strips in the page, the memo they name one key away. What
looks wrong is decided in shopbook."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.errors import Message
from shopbook.localisation import numbers
from shopbook.localisation.language import _, say
from ui.style import theme
from ui.widgets.cards import Banner


class WarningStrips(QWidget):
    """`memo_asked(memo_no)` when the memo a warning names is to be seen."""

    memo_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(6))
        self._shown: dict[str, Message] = {}
        self._strips: list[Banner] = []
        self.hide()

    def texts(self) -> list[str]:
        """The sentences on show."""
        return [strip.text.text() for strip in self._strips]

    def show_warnings(self, warnings: Mapping[str, Message]) -> None:
        """Show these; the same ones again leave the strips as they are."""
        if dict(warnings) == self._shown:
            return
        self._shown = dict(warnings)
        self._build()

    def retranslate(self) -> None:
        """Say the sentences again."""
        self._build()

    def _build(self) -> None:
        for strip in self._strips:
            self._column.removeWidget(strip)
            strip.hide()
            strip.deleteLater()
        self._strips = []
        for message in self._shown.values():
            memo_no = message.values.get("memo_no")
            shown = (
                {**message.values, "memo_no": numbers.to_script(str(memo_no))} if memo_no else message.values
            )
            strip = Banner(
                "amber", say(Message(message.text, **shown)), action=_("See the memo") if memo_no else ""
            )
            strip.setProperty("memo_no", memo_no)
            strip.pressed.connect(self._on_strip_pressed)
            self._column.addWidget(strip)
            self._strips.append(strip)
        self.setVisible(bool(self._strips))

    def _on_strip_pressed(self) -> None:
        self.memo_asked.emit(str(self.sender().property("memo_no")))
