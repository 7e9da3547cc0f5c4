"""The page of complaints and opinions: two tabs and their keys. What stands in a tab is its pane's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.localisation.language import _
from ui.actions import Action
from ui.care.complaints_pane import WHICH, ComplaintsPane
from ui.context import Context
from ui.page import Page
from ui.style import theme
from ui.widgets.buttons import plain
from ui.widgets.cards import pad
from ui.widgets.tabs import Tab, Tabs

if TYPE_CHECKING:
    from ui.care.feedback_pane import OpinionsPane

WORDS_FROM = 560


class ComplaintsPage(Page):
    """Target: {"complaint_id": id}, the name of a list ("late", "to_check" ...), or "opinions"."""

    TOPICS = ("complaint", "feedback", "customer", "staff")

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx)
        self.setAccessibleName(_("Complaints"))
        self.tabs = Tabs([
            Tab("complaints", lambda: _("Complaints"), self._complaints_pane),
            Tab("opinions", lambda: _("Opinions"), self._opinions_pane),
        ])  # fmt: skip
        self.ask = plain(lambda: _("Write an opinion"), "plus", "N")
        self.write = plain(lambda: _("Write a complaint"), "plus", "N")
        for button in (self.ask, self.write):
            self.tabs.row.addWidget(button)
        self.tabs.row.setSpacing(theme.px(8))
        column = QVBoxLayout(self)
        pad(column, 20, 8, 20, 14, 0)
        column.addWidget(self.tabs, 1)

        self._show_button()
        self.tabs.chosen.connect(self._on_tab_chosen)
        self.ask.clicked.connect(self._on_ask)
        self.write.clicked.connect(self._on_write)

    def _complaints_pane(self) -> QWidget:
        pane = ComplaintsPane(self.ctx)
        pane.typed.connect(self.search_text)
        return pane

    def _opinions_pane(self) -> QWidget:
        # Their panel is read when their tab is opened: most come for the complaints.
        from ui.care.feedback_pane import OpinionsPane

        pane = OpinionsPane(self.ctx)
        pane.typed.connect(self.search_text)
        return pane

    @property
    def complaints(self) -> ComplaintsPane:
        """The tab of the complaints."""
        pane = self.tabs.pane("complaints")
        assert isinstance(pane, ComplaintsPane)
        return pane

    @property
    def opinions(self) -> OpinionsPane | None:
        """The tab of the opinions, once it was opened."""
        return cast("OpinionsPane | None", self.tabs.pane("opinions"))

    def here(self) -> ComplaintsPane | OpinionsPane:
        """The tab in front."""
        return self.opinions if self.tabs.key == "opinions" and self.opinions is not None else self.complaints

    # what the window asks

    def open(self, target: object) -> None:
        """Bring a complaint, a list or the opinions to front. Raises NotFound."""
        if target == "opinions":
            self.tabs.choose("opinions")
            return
        self.tabs.choose("complaints")
        if isinstance(target, Mapping) and isinstance(target.get("complaint_id"), int):
            self.complaints.show_complaint(target["complaint_id"])
        elif target in WHICH:
            self.complaints.show_which(target)

    def refresh(self) -> None:
        """Let the tab in front read the book; the other does when it comes to front."""
        self.here().refresh()

    def retranslate(self) -> None:
        """What is said as it was read is said anew by the refresh that follows."""
        self.setAccessibleName(_("Complaints"))

    def first_focus(self) -> QWidget | None:
        """The list of the tab in front, filled first."""
        self.refresh_if_stale()
        return self.here().first_focus()

    def customer_here(self) -> int | None:
        """F3 and F4 begin with the customer of what is opened."""
        return self.here().customer_here()

    def actions_here(self) -> list[Action]:
        """The deeds of the tab in front with their keys; a letter means what it means on every page of the shop."""
        group = lambda: _("Complaints")  # noqa: E731 -- a text to be asked again
        do = self._do
        both = [
            Action("complaint_edit", lambda: _("Change"), partial(do, "edit"), "E", "pencil", group),
            Action("complaint_call", lambda: _("Call"), partial(do, "call"), "F5", "phone-call", group),
            Action("complaint_profile", lambda: _("See the customer"), partial(do, "profile"), "P", "user",
                   group),
            Action("wall_sheet", lambda: _("Print for the wall"), self._on_wall, "Ctrl+P", "printer", group),
            Action("next_tab", lambda: _("Complaints or opinions"), self._on_next, "Ctrl+Tab", "", group),
        ]  # fmt: skip
        if self.tabs.key == "opinions":
            return [
                Action("opinion_write", lambda: _("Write an opinion"), self._on_ask, "N", "smile", group),
                *both,
            ]
        return [
            Action("complaint_write", lambda: _("Write a complaint"), self._on_write, "N", "plus", group),
            Action("complaint_settle", lambda: _("Settled, or really settled?"), partial(do, "settle"), "D",
                   "check", group, footer=lambda: _("Settled")),
            Action("complaint_later", lambda: _("Promise another day"), partial(do, "later"), "S",
                   "clock", group, footer=lambda: _("Another day")),
            Action("complaint_reopen", lambda: _("Open again"), partial(do, "reopen"), "O", "undo-2", group),
            Action("complaint_withdraw", lambda: _("Withdraw the complaint"), partial(do, "withdraw"), "X", "x",
                   group),
            Action("complaint_memo", lambda: _("See the memo"), partial(do, "memo"), "M", "receipt", group),
            *both,
        ]  # fmt: skip

    # what happens

    def _do(self, deed: str) -> None:
        self.here().do(deed)

    def _on_write(self) -> None:
        self.complaints.write()

    def _on_ask(self) -> None:
        self.ctx.navigation.go("feedback", {"customer_id": self.customer_here()})

    def _on_wall(self) -> None:
        from ui.care.feedback_wall import show_wall

        show_wall(self.ctx)

    def _on_next(self) -> None:
        self.tabs.choose("opinions" if self.tabs.key == "complaints" else "complaints")

    def _on_tab_chosen(self, _key: str) -> None:
        self.here().refresh()
        self._show_button()
        self.ctx.navigation.keys_changed.emit()
        if self.isVisible() and (first := self.here().first_focus()) is not None:
            first.setFocus()

    def _show_button(self) -> None:
        """What N writes on this tab."""
        self.write.setVisible(self.tabs.key == "complaints")
        self.ask.setVisible(self.tabs.key == "opinions")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for button in (self.ask, self.write):
            button.shrink(self.width() < theme.px(WORDS_FROM))
