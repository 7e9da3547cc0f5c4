"""About the program: version, licences, and what to send when something is wrong."""

from __future__ import annotations

import platform

import PySide6
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPlainTextEdit, QWidget

import shopbook
from shopbook import paths
from shopbook.localisation.language import _
from shopbook.log import FILE_NAME
from ui import crash
from ui.context import Context
from ui.settings.pane import Pane
from ui.settings.report import ReportCard
from ui.style import theme
from ui.widgets.buttons import plain
from ui.widgets.cards import Facts


class AboutPane(Pane):
    """Versions to copy, and the licences in full."""

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self._ctx = ctx
        card = self.card(
            lambda: _("Shopbook"), lambda: _("Works without internet. Nothing leaves this computer.")
        )
        self.facts = Facts()
        card.body.addWidget(self.facts)
        self.copy = plain(lambda: _("Copy these lines"), "copy")
        row = QHBoxLayout()
        row.addWidget(self.copy)
        row.addStretch(1)
        card.body.addLayout(row)
        self.report = ReportCard(ctx)
        self.column.addWidget(self.report)
        licences = self.card(
            lambda: _("Licences"),
            lambda: _("Shopbook is free under the MIT licence; font and icons have their own, below."),
        )
        self.text = QPlainTextEdit(_licences())
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(theme.px(220))
        self.text.setAccessibleName(_("Licences"))
        licences.body.addWidget(self.text)
        self.end()
        self.show_now()
        self.copy.clicked.connect(self._on_copy)

    def show_now(self) -> None:
        """The versions."""
        self.facts.clear()
        for label, value in self._lines():
            self.facts.add(label, value, strong=False)

    def first_focus(self) -> QWidget:
        return self.copy

    def _lines(self) -> list[tuple[str, str]]:
        return [
            (_("Version"), shopbook.__version__),
            (_("Python and Qt"), f"{platform.python_version()} · {PySide6.__version__}"),
            (_("Computer"), platform.platform(terse=True)),
            (_("Log of faults"), str(crash.log_folder() / FILE_NAME)),
        ]

    def _on_copy(self) -> None:
        QApplication.clipboard().setText("\n".join(f"{label}: {value}" for label, value in self._lines()))
        self._ctx.messages.done(_("Copied"))


def _licences() -> str:
    """Every licence text that travels with the program."""
    parts = []
    for title, path in (
        ("Khata Bangla (SIL Open Font License)", paths.resource("fonts", "OFL.txt")),
        ("Lucide (ISC)", paths.resource("icons", "LICENSE.txt")),
    ):
        if path.exists():
            parts.append(f"{title}\n\n{path.read_text(encoding='utf-8').strip()}")
    return "\n\n————\n\n".join(parts)
