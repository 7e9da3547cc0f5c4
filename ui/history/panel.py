"""One saved action in full: every row it wrote, each value before and after, and the buttons that take it back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.history.deeds import Deed, Written
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext
from ui.context import Context
from ui.history import words
from ui.qt import AlignLeft
from ui.widgets.buttons import plain, quiet
from ui.widgets.cards import Card, Facts, SidePanel
from ui.widgets.text import Label


class DeedPanel(QWidget):
    """Signals: `take_back(Deed)`; `put_back(changes, title)` for one column."""

    take_back = Signal(object)
    put_back = Signal(object, str)

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self.ctx = ctx
        self.deed: Deed | None = None
        self.can_take_back = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._panel: SidePanel | None = None
        self.back = plain(lambda: _("Take this back"), "undo-2", "Ctrl+Shift+Z")
        self.whose = quiet(lambda: _("Open the customer's page"), "user", "Alt+G")
        self.back.clicked.connect(self._on_back)
        self.whose.clicked.connect(self._on_whose)

    def show_deed(self, deed: Deed | None) -> None:
        """Another action; None: nothing is chosen."""
        self.deed = deed
        for button in (self.back, self.whose):
            button.setParent(self)
            button.hide()
        if self._panel is not None:
            self._column.removeWidget(self._panel)
            self._panel.hide()
            self._panel.deleteLater()
            self._panel = None
        self.can_take_back = (
            deed is not None and not deed.undone and deed.undoes is None and not deed.only_a_pin
        )
        if deed is None:
            return
        self._panel = panel = SidePanel()
        self._column.addWidget(panel)
        body = panel.body
        body.addWidget(Label(words.title(deed), "h2", wrap=True))
        body.addWidget(self._facts(deed))
        if deed.customer_id is not None:
            self.whose.show()
            body.addWidget(self.whose, 0, AlignLeft)
        for written in deed.written:
            if (card := self._card(deed, written)) is not None:
                body.addWidget(card)
        if deed.more:
            more = ngettext("and {n} more", "and {n} more", deed.more).format(n=numbers.number(deed.more))
            body.addWidget(Label(more, "second", "text2"))
        body.addStretch(1)
        if self.can_take_back:
            self.back.show()
            panel.add_footer(self.back)

    def take_focus(self) -> None:
        """Enter on the line: to the button that takes it back."""
        if self.can_take_back:
            self.back.setFocus()

    def _facts(self, deed: Deed) -> Facts:
        facts = Facts()
        if deed.customer:
            facts.add(_("Whose page"), numbers.to_script(deed.customer))
        facts.add(_("When"), dates.when(deed.at, self.ctx.book.clock.today()), strong=False)
        facts.add(_("Written by: {name}").format(name="").rstrip(" :"), deed.staff or _("Nobody signed in"),
                  strong=False)  # fmt: skip
        if money := words.amount(deed):
            facts.add(_("Amount of money"), money)
        if deed.undone:
            facts.add(_("State"), _("taken back"), strong=False)
        return facts

    def _card(self, deed: Deed, written: Written) -> Card | None:
        shown = words.told(written)
        if not shown:
            return None
        card = Card(margin=12, gap=4)
        card.body.addWidget(Label(words.table(written.table), "strong"))
        for one in shown:
            if one.after is None:
                changed = _("{what} was changed") if written.deed == "u" else "{what}"
                card.body.addWidget(Label(changed.format(what=one.title), "second", "text2", wrap=True))
                continue
            text = (
                f"{one.title}: {one.after}"
                if one.before is None
                else f"{one.title}: {one.before} → {one.after}"
            )
            row = QHBoxLayout()
            row.addWidget(Label(text, "second", wrap=True), 1)
            if written.deed == "u" and written.trashed is None and deed.undoes is None and one.can_go_back:
                button = quiet(lambda: _("Restore"), "undo-2")
                button.setAccessibleDescription(one.title)
                button.setToolTip(_("Put the old one back"))
                button.clicked.connect(partial(self.put_back.emit, one.changes, one.title))
                row.addWidget(button)
            card.body.addLayout(row)
        return card

    def _on_back(self) -> None:
        if self.deed is not None:
            self.take_back.emit(self.deed)

    def _on_whose(self) -> None:
        if self.deed is not None and self.deed.customer_id is not None:
            self.ctx.navigation.go("customer", self.deed.customer_id)
