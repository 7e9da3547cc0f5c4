"""What stands in the place of the day's list: the first steps of a new book, or the quiet after the work."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from shopbook.localisation.language import _
from ui.context import Context
from ui.widgets.buttons import Button, plain
from ui.widgets.cards import EmptyState


class NothingToDo(EmptyState):
    """`look_again` after each reading: an empty book offers its first customer, a list, and the sample shop."""

    def __init__(self, ctx: Context) -> None:
        super().__init__(
            "heart",
            "",
            "",
            lambda: _("Write down the first customer"),
            self._on_first,
            shortcut="Ctrl+N",
        )
        self._ctx = ctx
        self.ways: list[Button] = []
        for key, text, icon in (
            ("import", lambda: _("Bring a list from a file"), "file-spreadsheet"),
            ("sample", lambda: _("Look at the sample shop"), "store"),
        ):
            button = plain(text, icon)
            button.setProperty("way", key)
            button.clicked.connect(self._on_way)
            self.also(button)
            self.ways.append(button)

    def look_again(self) -> None:
        """Say what fits the book as it is now."""
        new = self._ctx.book.customers.count() == 0
        if new:
            self.say(
                lambda: _("Who to call and why stands here every morning"),
                lambda: _("It begins with the first customer, or with the list you have already."),
            )
        else:
            self.say(
                lambda: _("Everybody has been asked after today"),
                lambda: _("Sit down with a cup of tea. Tomorrow's list makes itself tonight."),
            )
        assert self.button is not None
        self.button.setVisible(new)
        for button in self.ways:
            button.setVisible(new and self._ctx.navigation.has(str(button.property("way"))))

    def first_step(self) -> QWidget | None:
        """The button that begins a new book, when it is offered."""
        return self.button if self.button is not None and not self.button.isHidden() else None

    def _on_first(self) -> None:
        self._ctx.navigation.go("customer_new", "")

    def _on_way(self) -> None:
        self._ctx.navigation.go(str(self.sender().property("way")))
