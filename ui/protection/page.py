"""The page that walks through protecting: one step at a time, nothing switched on before the last. The steps of each
walk are in walks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from shopbook.errors import Invalid, ShopbookError, WrongKey
from shopbook.localisation import numbers
from shopbook.localisation.language import _, explain
from ui.actions import Action
from ui.context import Context
from ui.page import Page
from ui.protection.steps import PassphraseStep
from ui.protection.walks import WALKS, Walk, sheet_of
from ui.style import theme
from ui.translation import read
from ui.widgets.buttons import primary, quiet
from ui.widgets.cards import Banner, SidePanel, pad
from ui.widgets.text import Label, h1

if TYPE_CHECKING:
    from shopbook.protection.operations import RecoveryCode

WIDTH = 860


class ProtectPage(Page):
    """`navigation.go("protect", "book" | "code" | "backups")` begins a walk; leaving it forgets everything typed."""

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx)
        self.kind, self.at = "book", 0
        self.walk: Walk | None = None
        self._code: RecoveryCode | None = None
        self.heading = h1("")
        self.count = Label("", "second", "text2")
        self.strip = Banner("red", "")
        self.strip.hide()
        self.panel = SidePanel()
        self.panel.body.addWidget(self.strip)
        self.back = quiet(lambda: _("Back"), "arrow-left", "Esc")
        self.next = primary(lambda: _("Next"), "chevron-right", "Ctrl+Enter")
        self._lay_out()
        self.back.clicked.connect(self.go_back)
        self.next.clicked.connect(self.go_on)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.heading)
        top.addStretch(1)
        top.addWidget(self.count)
        self.panel.footer.addWidget(self.back)
        self.panel.footer.addStretch(1)
        self.panel.footer.addWidget(self.next)
        self.panel.line.show()
        middle = QWidget()
        middle.setMaximumWidth(theme.px(WIDTH))
        column = QVBoxLayout(middle)
        pad(column, 0, 0, 0, 0, 10)
        column.addLayout(top)
        column.addWidget(self.panel, 1)
        row = QHBoxLayout(self)
        pad(row, 20, 14, 20, 14)
        row.addWidget(middle, 100)
        row.addStretch(1)

    def title(self) -> str:
        """The name of the walk."""
        return read(self.walk.title) if self.walk is not None else _("Protect this book")

    def open(self, target: object) -> None:
        """Begin a walk."""
        self.kind = target if isinstance(target, str) and target in WALKS else "book"
        self._begin()

    def refresh(self) -> None:
        """A page that is come back to begins anew."""
        if self.walk is None:
            self._begin()

    def retranslate(self) -> None:
        self._say()

    def first_focus(self) -> QWidget | None:
        """What the step asks first, else the way on."""
        if self.walk is None:
            return self.next
        return self.walk.steps[self.at].first_focus() or self.next

    def actions_here(self) -> list[Action]:
        """Ctrl+Enter goes on, also from the paper, where Enter prints."""
        here = lambda: _("Protect this book")  # noqa: E731 -- a text to be asked again
        return [
            Action("walk_on", lambda: _("Next"), self.go_on, "Ctrl+Return Ctrl+Enter", "chevron-right", here)
        ]

    # walking

    def go_on(self) -> None:
        """The next step, when this one is done; after the last it is switched on."""
        walk = self.walk
        if walk is None:
            return
        step = walk.steps[self.at]
        if step.problem():
            return
        self._say_problem("")
        if self.at + 1 == len(walk.steps):
            self._try(partial(walk.end, walk.typing.code.code()))
        elif walk.steps[self.at + 1] is walk.paper and self._code is None:
            self._try(self._make_code)
        else:
            self._show(self.at + 1)

    def go_back(self) -> None:
        """The step before; from the first back to the settings."""
        if self.walk is None or self.at == 0:
            self.ctx.navigation.go("settings", "safety")
            return
        if self.walk.steps[self.at] is self.walk.paper:
            self._code = None  # another passphrase, another code
            self.walk.forget()
        self._show(self.at - 1)

    def _make_code(self) -> None:
        assert self.walk is not None
        self._code = self.walk.begin()
        what = "backups" if self.kind == "backups" else "book"
        self.walk.paper.show_sheet(partial(sheet_of, self.ctx, self._code, what))  # type: ignore[arg-type]
        self.walk.typing.code.want(self._code.text)
        self._show(self.at + 1)

    def _try(self, deed: partial[None] | object) -> None:
        # Hashing a passphrase takes half a second, twice in a shop's life: the clock on the pointer is enough.
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            deed()  # type: ignore[operator]
        except WrongKey as wrong:
            self._show_wrong(wrong)
        except Invalid as invalid:
            self._say_problem("\n".join(explain(invalid).splitlines()[1:]))
        except ShopbookError as error:
            self._say_problem(explain(error))
        finally:
            QApplication.restoreOverrideCursor()

    def _show_wrong(self, wrong: WrongKey) -> None:
        step = self.walk.steps[self.at] if self.walk is not None else None
        if isinstance(step, PassphraseStep):
            step.old.show_problem(explain(wrong))
            step.old.setFocus()
            step.old.line.selectAll()
        else:
            self._say_problem(explain(wrong))

    def _begin(self) -> None:
        self._drop()
        self.walk = WALKS[self.kind](self.ctx)
        for step in self.walk.steps:
            step.hide()
            self.panel.body.addWidget(step)
            step.done.connect(self.go_on)
        self._say_problem("")
        self._show(0)

    def _show(self, at: int) -> None:
        assert self.walk is not None
        self.at = at
        for place, step in enumerate(self.walk.steps):
            step.setVisible(place == at)
        self.panel.area.verticalScrollBar().setValue(0)
        self._say()
        if self.isVisible() and (first := self.first_focus()) is not None:
            first.setFocus()

    def _say(self) -> None:
        if self.walk is None:
            return
        last = self.at + 1 == len(self.walk.steps)
        self.heading.say(self.walk.title)
        self.count.say(partial(_step_words, self.at + 1, len(self.walk.steps)))
        self.next.say(self.walk.last if last else (lambda: _("Next")), "check" if last else "chevron-right")

    def _say_problem(self, words: str) -> None:
        self.strip.say(words)
        self.strip.setVisible(bool(words))

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        inside = self.panel.area.widget()
        if now is not None and self.isVisible() and inside is not None and inside.isAncestorOf(now):
            self.panel.area.ensureWidgetVisible(now, 0, theme.px(70))

    # forgetting

    def _drop(self) -> None:
        self._code = None
        if self.walk is None:
            return
        self.walk.forget()
        for step in self.walk.steps:
            step.forget()
            step.hide()
            self.panel.body.removeWidget(step)
            step.deleteLater()
        self.walk = None

    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():
            self._drop()
            self.stale = True
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
            return
        super().keyPressEvent(event)


def _step_words(at: int, count: int) -> str:
    return _("Step {at} of {count}").format(at=numbers.number(at), count=numbers.number(count))
