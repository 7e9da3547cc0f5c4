"""The dues book: who owes, and who pays in instalments. What stands in a tab is its pane's; taking money is a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.localisation.language import _
from ui.actions import Action
from ui.context import Context
from ui.dues.debtors import SORTS, DebtorsPane, sort_words
from ui.page import Page
from ui.style import theme
from ui.widgets.buttons import plain
from ui.widgets.cards import pad
from ui.widgets.tabs import Tab, Tabs
from ui.widgets.text import ElidedLabel, h1

if TYPE_CHECKING:
    from ui.dues.plans_pane import PlansPane

# Under this the page's buttons are icons.
WORDS_FROM = 760
# Under this the tabs need the room of area and order; Alt+1 to Alt+4 still put the list in order.
CHOOSERS_FROM = 640


class DuesPage(Page):
    """Target: {"customer_id"} opens an account, {"plan_id"} a plan, "plans" the instalments, "owing" who owes."""

    TOPICS = ("ledger", "promise", "plan", "customer", "sale")

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx)
        self._opening = False
        self.sums = ElidedLabel("", "second", "text2")
        self.judge = plain(lambda: _("Good and doubtful"), "wallet", "Alt+Z")
        self.halkhata = plain(lambda: _("Halkhata"), "book-open", "Alt+H")
        self.tabs = Tabs([
            Tab("owing", lambda: _("Who owes"), self._debtors_pane),
            Tab("plans", lambda: _("Instalments"), self._plans_pane),
        ])  # fmt: skip
        self.tabs.row.addWidget(self.debtors.choosers)
        head = QHBoxLayout()
        head.setSpacing(theme.px(16))
        head.addWidget(h1(lambda: _("Dues book")))
        head.addWidget(self.sums, 1)
        for button in (self.judge, self.halkhata):
            head.addWidget(button)
        column = QVBoxLayout(self)
        pad(column, 20, 10, 20, 14, 4)
        column.addLayout(head)
        column.addWidget(self.tabs, 1)

        self.tabs.chosen.connect(self._on_tab_chosen)
        self.judge.clicked.connect(self._on_judge)
        self.halkhata.clicked.connect(self._on_halkhata)

    def _debtors_pane(self) -> QWidget:
        pane = DebtorsPane(self.ctx)
        pane.typed.connect(self.search_text)
        return pane

    def _plans_pane(self) -> QWidget:
        # Most come for who owes: the plans are read when their tab is opened.
        from ui.dues.plans_pane import PlansPane

        pane = PlansPane(self.ctx)
        pane.typed.connect(self.search_text)
        return pane

    @property
    def debtors(self) -> DebtorsPane:
        """The tab of those who owe."""
        pane = self.tabs.pane("owing")
        assert isinstance(pane, DebtorsPane)
        return pane

    @property
    def plans(self) -> PlansPane:
        """The tab of the instalments, built now if it was not."""
        if self.tabs.pane("plans") is None:
            self.tabs.choose("plans")
        return cast("PlansPane", self.tabs.pane("plans"))

    def here(self) -> DebtorsPane | PlansPane:
        """The tab in front."""
        return self.plans if self.tabs.key == "plans" else self.debtors

    # what the window asks

    def open(self, target: object) -> None:
        """Bring a tab, an account or a plan to front."""
        asked = target if isinstance(target, Mapping) else {}
        # The reading that follows fills the tab: not twice.
        self._opening = True
        if isinstance(asked.get("plan_id"), int):
            self.tabs.choose("plans")
            self.plans.show_plan(asked["plan_id"])
        elif isinstance(asked.get("customer_id"), int):
            self.tabs.choose("owing")
            self.debtors.show_customer(asked["customer_id"])
        elif target in ("owing", "plans"):
            self.tabs.choose(str(target))
        self._opening = False

    def refresh(self) -> None:
        """Let the tab in front read the book; the other does when it comes to front."""
        self.here().refresh()
        if self.here() is not self.debtors:
            self.debtors.read_sums()
        self.sums.say(self.debtors.sums())

    def first_focus(self) -> QWidget | None:
        """The list of the tab in front, filled first."""
        self.refresh_if_stale()
        return self.here().first_focus()

    def customer_here(self) -> int | None:
        """F3, F4 and F5 begin with the customer of the chosen line."""
        return self.here().customer_here()

    def actions_here(self) -> list[Action]:
        """The deeds of the tab in front with their keys."""
        group = lambda: _("Dues book")  # noqa: E731 -- a text to be asked again
        do = self._do
        both = [
            Action("call_here", lambda: _("Call"), partial(do, "call"), "F5", "phone-call", group),
            Action("due_statement", lambda: _("Statement"), partial(do, "statement"), "S", "clipboard-list", group,
                   footer=lambda: _("Statement")),
            Action("due_adjust", lambda: _("Put the account right"), partial(do, "adjust"), "A", "pencil", group),
            Action("judge", lambda: _("Good and doubtful on a day"), self._on_judge, "Alt+Z", "wallet", group),
            Action("halkhata", lambda: _("Halkhata"), self._on_halkhata, "Alt+H", "book-open", group),
            Action("next_tab", lambda: _("Who owes, or instalments"), self._on_next, "Ctrl+Tab", "", group),
        ]  # fmt: skip
        if self.tabs.key == "plans":
            return [
                Action("payment", lambda: _("Take the instalment"), partial(do, "pay"), "F3", "hand-coins", group),
                Action("plan_move", lambda: _("Another day for an instalment"), partial(do, "move"), "M", "clock",
                       group, footer=lambda: _("Another day")),
                Action("plan_card", lambda: _("Print the card"), partial(do, "slip"), "Ctrl+P", "printer", group),
                Action("plan_memo", lambda: _("See the memo"), partial(do, "memo"), "O", "receipt", group),
                Action("plan_people", lambda: _("Change the guarantors"), partial(do, "guarantors"), "G", "users",
                       group),
                Action("plan_end", lambda: _("End the plan"), partial(do, "end"), "X", "x", group),
                *both,
            ]  # fmt: skip
        return [
            Action("due_promise", lambda: _("Write a promise to pay"), partial(do, "promise"), "P", "handshake",
                   group, footer=lambda: _("Promise")),
            Action("due_plan", lambda: _("Make instalments"), partial(do, "plan"), "K", "calendar-days", group),
            Action("due_slip", lambda: _("Print the due slip"), partial(do, "slip"), "Ctrl+P", "printer", group),
            *both,
            *self._sort_actions(),
        ]  # fmt: skip

    def _sort_actions(self) -> list[Action]:
        group = lambda: _("Dues book")  # noqa: E731 -- a text to be asked again
        return [
            Action(f"by_{sort}", partial(sort_words, sort), partial(self.debtors.sort_by, sort), f"Alt+{at}", "",
                   group)
            for at, sort in enumerate(SORTS, 1)
        ]  # fmt: skip

    # what happens

    def _do(self, deed: str) -> None:
        self.here().do(deed)

    def _on_judge(self) -> None:
        self.ctx.navigation.go("standing")

    def _on_halkhata(self) -> None:
        self.ctx.navigation.go("halkhata")

    def _on_next(self) -> None:
        self.tabs.choose("plans" if self.tabs.key == "owing" else "owing")

    def _on_tab_chosen(self, _key: str) -> None:
        self._make_room()
        if self._opening:
            return
        self.here().refresh()
        self.ctx.navigation.keys_changed.emit()
        if self.isVisible() and (first := self.here().first_focus()) is not None:
            first.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        roomy = self.width() >= theme.px(CHOOSERS_FROM)
        self.debtors.choosers.setVisible(self.tabs.key == "owing" and roomy)
        for button in (self.judge, self.halkhata):
            button.shrink(self.width() < theme.px(WORDS_FROM))
