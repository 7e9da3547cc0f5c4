"""The settings: their parts behind tabs. What each asks is in its own file."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.localisation.language import _
from ui.actions import Action
from ui.context import Context
from ui.page import Page
from ui.preferences import Preferences
from ui.settings.about import AboutPane
from ui.settings.file import FilePane
from ui.settings.kinds import KindsPane
from ui.settings.look import LookPane
from ui.settings.pane import Pane
from ui.settings.printing import PrintingPane
from ui.settings.rules import RulesPane
from ui.settings.safety import SafetyPane
from ui.settings.shop import DayPane, ShopPane
from ui.settings.staff import StaffPane
from ui.settings.wording import WordingPane
from ui.widgets.cards import pad
from ui.widgets.tabs import Tab, Tabs
from ui.widgets.text import h1

PARTS = ("shop", "day", "rules", "wording", "kinds", "staff", "look", "printing", "file", "safety", "about")


class SettingsPage(Page):
    """`navigation.go("settings", part)` opens a part: "shop", "day", "staff", "look" ... by the keys of the tabs."""

    TOPICS = ("shop", "setting", "wording", "staff")

    def __init__(self, ctx: Context, preferences: Preferences | None = None) -> None:
        super().__init__(ctx)
        preferences = preferences or Preferences()
        self.tabs = Tabs([
            Tab("shop", lambda: _("Shop"), partial(ShopPane, ctx)),
            Tab("day", lambda: _("Day and list"), partial(DayPane, ctx)),
            Tab("rules", lambda: _("Reasons to call"), partial(RulesPane, ctx)),
            Tab("wording", lambda: _("Messages and words"), partial(WordingPane, ctx)),
            Tab("kinds", lambda: _("Kinds of news"), partial(KindsPane, ctx)),
            Tab("staff", lambda: _("Staff"), partial(StaffPane, ctx)),
            Tab("look", lambda: _("Language and look"), partial(LookPane, ctx, preferences)),
            Tab("printing", lambda: _("Printing"), partial(PrintingPane, ctx)),
            Tab("file", lambda: _("Book and backup"), partial(FilePane, ctx)),
            Tab("safety", lambda: _("Safety"), partial(SafetyPane, ctx)),
            Tab("about", lambda: _("About"), partial(AboutPane, ctx)),
        ])  # fmt: skip
        column = QVBoxLayout(self)
        pad(column, 20, 14, 20, 0, 4)
        column.addWidget(h1(lambda: _("Settings")))
        column.addWidget(self.tabs, 1)

    def open(self, target: object) -> None:
        """Bring a part to front."""
        if isinstance(target, str):
            self.tabs.choose(target)

    def part(self) -> Pane:
        """The part in front."""
        pane = self.tabs.pane(self.tabs.key)
        assert isinstance(pane, Pane)
        return pane

    def refresh(self) -> None:
        """Show what is set now, also in the parts behind."""
        for key in PARTS:
            if isinstance(pane := self.tabs.pane(key), Pane):
                pane.show_now()

    def first_focus(self) -> QWidget | None:
        """The first question of the part in front."""
        return self.part().first_focus()

    def actions_here(self) -> list[Action]:
        """Ctrl+Tab goes from part to part."""
        here = lambda: _("Settings")  # noqa: E731 -- a text to be asked again
        return [
            Action("next_part", lambda: _("Next part"), self._on_next, "Ctrl+Tab", "", here),
            Action("save_shop", lambda: _("Save"), self._on_save, "Ctrl+Return Ctrl+Enter", "", here),
        ]

    def _on_next(self) -> None:
        self.tabs.choose(PARTS[(PARTS.index(self.tabs.key) + 1) % len(PARTS)])
        if (first := self.part().first_focus()) is not None:
            first.setFocus()

    def _on_save(self) -> None:
        save = getattr(self.part(), "save", None)
        if save is not None:
            save()
