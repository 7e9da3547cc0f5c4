"""What changes in the window with who is at the counter, and while a customer looks at the screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from shopbook.changes import Changed
from ui.actions import Actions, reason
from ui.bus import concerns
from ui.context import Context
from ui.shell.counter import CounterGuard
from ui.shell.ground import Stack
from ui.shell.overlays import ProgressOverlay
from ui.shell.rail import Rail
from ui.shell.topbar import TopBar


class Attendance(QObject):
    """Shows the name on top and leaves away what is not theirs; `show_again` when the page in front is to be shown."""

    show_again = Signal()

    def __init__(
        self,
        ctx: Context,
        guard: CounterGuard,
        actions: Actions,
        top: TopBar,
        rail: Rail,
        stack: Stack,
        progress: ProgressOverlay,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._ctx, self._guard, self._actions = ctx, guard, actions
        self._top, self._rail, self._stack, self._progress = top, rail, stack, progress
        self.begin: Callable[[], None] | None = None  # what waits until somebody has signed in
        actions.seen = guard.seen
        guard.hidden.connect(progress.withhold)
        guard.opening.connect(self._on_opening)
        guard.opened.connect(self._on_opened)
        actions.refused.connect(self._on_refused)
        ctx.navigation.refused.connect(self._on_refused)
        ctx.navigation.facing_changed.connect(self._on_facing_changed)
        ctx.bus.changed.connect(self._on_bus_changed)

    def look(self) -> None:
        """Who is at the counter, and what they may: on top, in the rail, at the foot."""
        signing = self._ctx.book.signing
        who, asked = signing.who(), signing.required()
        self._top.show_person(who.name if who is not None else "", asked=asked or who is not None)
        self._top.look_again()
        self._rail.look_again(self._ctx.may)
        self._actions.look_again()

    def toggle_facing(self) -> None:
        """A customer looks at the screen, or no longer."""
        self._ctx.navigation.face(not self._ctx.navigation.facing)

    def _on_opening(self) -> None:
        # Before anything is in sight: the page behind the lock may not be for who came.
        self.look()
        if self.begin is not None:
            begin, self.begin = self.begin, None
            begin()
        else:
            self._leave_what_is_not_theirs()

    def _on_opened(self) -> None:
        self._progress.bring_back()
        self._ctx.navigation.badges_stale.emit()

    def _leave_what_is_not_theirs(self) -> None:
        """The page in front was the owner's: whoever came after finds the first page."""
        navigation = self._ctx.navigation
        spec = next(
            (one for one in navigation.specs() if navigation.here and one.key == navigation.here.key), None
        )
        if spec is not None and spec.needs and not self._ctx.may(spec.needs):
            navigation.close_sheet()
            navigation.go(self._rail.keys()[0])

    def _on_refused(self, right: str) -> None:
        self._ctx.messages.info(reason(right))

    def _on_bus_changed(self, change: Changed) -> None:
        if concerns(change, ("staff",)) and not self._guard.locked:
            self.look()

    def _on_facing_changed(self) -> None:
        """The page in front is hidden for a moment in any case: what was open on it of private things closes."""
        navigation = self._ctx.navigation
        self._top.show_facing(navigation.facing)
        if navigation.here is None or self._stack.page is None:
            return
        self._stack.show_page(self._stack.page, covered=True)
        navigation.close_sheet()
        self._ctx.bus.tell_all()
        self.show_again.emit()
