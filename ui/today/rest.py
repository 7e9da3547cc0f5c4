"""The line under a list that could not take everything: which reasons have more people than a day, and a way to see
them all. Fetching them is the page's."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopbook.followups.rules import BY_NAME
from shopbook.localisation.language import _, say
from ui.widgets.buttons import quiet
from ui.widgets.cards import pad
from ui.widgets.text import ElidedLabel


class RestLine(QWidget):
    """Stands there while something was left out; `asked` when all of it is wanted."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._cut, self._roomy = False, True
        row = QHBoxLayout(self)
        pad(row, 16, 4, 8, 4, 10)
        self.words = ElidedLabel("", "second", "text2")
        row.addWidget(self.words, 1)
        self.button = quiet(lambda: _("Show the rest"), "chevron-down")
        self.button.clicked.connect(self.asked)
        row.addWidget(self.button)
        self.hide()

    def show_cut(self, rules: Iterable[str]) -> None:
        """Name the reasons that were cut; none: nothing was left out."""
        names = ", ".join(say(BY_NAME[rule].label) for rule in sorted(rules) if rule in BY_NAME)
        if names:
            self.words.say(_("There are more than one day can take: {names}").format(names=names))
        self._cut = bool(names)
        self.give_room(self._roomy)

    def give_room(self, roomy: bool) -> None:
        """Stand there only where the list has room enough besides."""
        self._roomy = roomy
        self.setVisible(self._cut and roomy)
