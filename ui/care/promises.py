"""The page of promises and wishes: the shop's word, who will buy, who will pay, what was asked for, who left. Each tab
is in its own file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from shopbook.localisation.language import _
from ui.actions import Action
from ui.care.demand_lost import LostPane
from ui.care.demand_pane import DemandPane
from ui.care.promises_buy import BuyPane
from ui.care.promises_pane import Pane
from ui.care.promises_pay import PayPane
from ui.care.promises_shop import ShopPane
from ui.context import Context
from ui.page import Page
from ui.style import theme
from ui.widgets.badges import Line
from ui.widgets.buttons import plain
from ui.widgets.cards import pad
from ui.widgets.flow import FlowLayout
from ui.widgets.tabs import TabButton
from ui.widgets.text import ElidedLabel, h1

TABS: dict[str, tuple[Callable[[], str], Callable[[Context], Pane | LostPane]]] = {
    "shop": (lambda: _("Our promises"), ShopPane),
    "buy": (lambda: _("Promises to buy"), BuyPane),
    "pay": (lambda: _("Promises to pay"), PayPane),
    "demand": (lambda: _("Wishes"), DemandPane),
    "lost": (lambda: _("Left without buying"), LostPane),
}
# What is written from the top of the page; money comes by F3, who left by the reasons in sight.
WRITTEN_HERE = ("shop", "buy", "demand")
# Below this the name of the page gives its room to the figures.
NAME_FROM = 640


class PromisesPage(Page):
    """`navigation.go("promises", tab)` opens a tab: "shop", "buy", "pay", "demand" or "lost"."""

    TOPICS = ("shop_promise", "buy_promise", "promise", "demand", "sale", "customer", "ledger")

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx)
        self.tab = "shop"
        self._panes: dict[str, Pane | LostPane] = {}
        self.heading = h1(lambda: _("Promises and wishes"))
        self.sums = ElidedLabel("", "second", "text2")
        self.news = plain(lambda: _("Tell of a new product"), "megaphone")
        self.new = plain(self._new_words, "plus", "N")
        # Without its button a tab must not stand higher than the others.
        policy = self.new.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.new.setSizePolicy(policy)
        self.buttons = {key: TabButton(title) for key, (title, _build) in TABS.items()}
        self.stack = QStackedWidget()
        self._lay_out()

        for button in self.buttons.values():
            button.clicked.connect(self._on_tab_clicked)
        self.new.clicked.connect(self._on_new)
        self.news.clicked.connect(self._on_news)
        self.choose("shop")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(20))
        head.addWidget(self.heading)
        head.addWidget(self.sums, 1)
        head.addWidget(self.news)
        head.addWidget(self.new)
        tabs = QWidget()
        flow = FlowLayout(tabs, 0)
        for button in self.buttons.values():
            flow.addWidget(button)
        column = QVBoxLayout(self)
        pad(column, 20, 10, 20, 14, 0)
        column.addLayout(head)
        column.addWidget(tabs)
        column.addWidget(Line())
        column.addWidget(self.stack, 1)

    @property
    def pane(self) -> Pane | LostPane:
        """The tab in front."""
        return self._panes[self.tab]

    # what the page is asked

    def open(self, target: object) -> None:
        """Bring a tab to front."""
        if target in TABS:
            self.choose(str(target))

    def choose(self, key: str) -> None:
        """Bring a tab to front, built on the first visit; who may not see dues has no list of them."""
        if key == "pay" and not self.ctx.may("see_dues"):
            key = "shop"
        if key not in self._panes:
            pane = TABS[key][1](self.ctx)
            pane.typed.connect(self.search_text)
            if isinstance(pane, Pane):
                pane.asked.connect(self.do)
            self._panes[key] = pane
            self.stack.addWidget(pane)
        self.tab = key
        self.buttons[key].setChecked(True)
        self.stack.setCurrentWidget(self._panes[key])
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Only the tab in front is read; the others when they are chosen."""
        sees = self.ctx.may("see_dues")
        self.buttons["pay"].setVisible(sees)
        if self.tab == "pay" and not sees:
            self.choose("shop")  # the list of promised money was in front, of somebody who may see it
            return
        self.pane.refresh()
        self.sums.say(self.pane.figures())
        self.new.say(self._new_words)
        # The other two have their own button for it, with the key that works everywhere.
        self.new.setVisible(self.tab in WRITTEN_HERE)
        self.news.setVisible(self.tab == "demand")

    def first_focus(self) -> QWidget | None:
        self.refresh_if_stale()
        return self.pane.first_focus()

    def customer_here(self) -> int | None:
        """F3, F4 and F5 begin with the customer of the chosen line."""
        return self.pane.customer_here()

    def actions_here(self) -> list[Action]:
        """The keys of the list; the same letter is the same kind of deed in every tab."""
        here = lambda: _("Promises and wishes")  # noqa: E731 -- a text to be asked again
        return [
            Action("word_good", lambda: _("Kept, bought, paid, arrived"), partial(self.do, "good"), "D", "check", here),
            Action("word_later", lambda: _("Another day"), partial(self.do, "later"), "S", "clock", here),
            Action("word_bad", lambda: _("Given up, will not buy"), partial(self.do, "bad"), "X", "x", here),
            Action("word_change", lambda: _("Change"), self._on_change, "E", "pencil", here),
            Action("word_new", lambda: _("Write a new one"), self._on_new, "N Ins", "plus", here),
            Action("call_here", lambda: _("Call"), partial(self.do, "call"), "F5", "phone-call", here),
            Action("next_tab", lambda: _("Next part"), self._on_next, "Ctrl+Tab", "", here),
        ]  # fmt: skip

    # what happens

    def do(self, deed: str) -> None:
        """Do a deed with the chosen line of the tab in front."""
        if deed == "call":
            self.pane.call_now()
        else:
            self.pane.perform(deed)

    def _new_words(self) -> str:
        pane = self._panes.get(self.tab)
        return pane.new_words()() if isinstance(pane, Pane) else _("Write a wish down")

    def _on_change(self) -> None:
        if self.tab == "demand":
            self.do("change")

    def _on_new(self) -> None:
        self.pane.begin()

    def _on_news(self) -> None:
        """The wish that is chosen may be what has come."""
        pane = self.pane
        row = pane.list.current_row() if isinstance(pane, Pane) else None
        self.ctx.navigation.go("announcement", row.what if row is not None else None)

    def _on_next(self) -> None:
        self._step(1)
        self.pane.first_focus().setFocus()

    def _step(self, step: int) -> None:
        keys = list(TABS)
        self.choose(keys[(keys.index(self.tab) + step) % len(keys)])

    def _on_tab_clicked(self) -> None:
        self.choose(next(key for key, button in self.buttons.items() if button is self.sender()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if step is not None and isinstance(self.focusWidget(), TabButton):
            self._step(step)
            self.buttons[self.tab].setFocus()
            return
        super().keyPressEvent(event)
