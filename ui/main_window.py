"""The window: rail, top bar, page stack, sheets and what lies over them. What the pages are comes from ui/pages.py."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.changes import Changed
from shopbook.localisation.language import _
from ui.actions import Action, Actions
from ui.admittance import SHEET_NEEDS, admitted
from ui.context import Context
from ui.navigation import Find, PageSpec, Place
from ui.page import Page
from ui.shell.attendance import Attendance
from ui.shell.counter import COVER_KEYS, INPUT, CounterGuard
from ui.shell.ground import Content, Stack, text_undo
from ui.shell.overlays import ProgressOverlay, UnreadCover
from ui.shell.rail import Rail
from ui.shell.scanner import ScannerFilter
from ui.shell.sheet import SIDE_WIDTH, Sheet
from ui.shell.status import StatusStrip
from ui.shell.toasts import Strips, ToastHost
from ui.shell.topbar import TopBar
from ui.shell.undoing import Undoing
from ui.style import theme

LEAST_WIDTH, LEAST_HEIGHT = 1024, 540
# Under this width the rail shows icons only; with large text half of the growth is added.
NARROW_BELOW = 1150
BADGES_AFTER_MS = 150
# A sheet stands beside the page when at least this much is left for the page.
BESIDE_FROM = 560


class MainWindow(QWidget):
    """Everything the shopkeeper sees. `specs` are the pages, `actions` the common deeds, `find` the quick find.

    `painted` is emitted once, when the first picture of the window is complete.
    """

    painted = Signal()

    def __init__(
        self, ctx: Context, specs: Sequence[PageSpec], actions: Sequence[Action], find: Find
    ) -> None:
        super().__init__()
        self.ctx = ctx
        self._over = False
        self._seen = False
        # Asked before the window closes; False: not yet, it will be closed again (a backup is being kept).
        self.may_close: Callable[[], bool] = lambda: True
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        ctx.navigation.may, ctx.navigation.sheet_needs = ctx.may, SHEET_NEEDS
        self.actions_table = Actions(self, ctx.may)
        self.undoing = Undoing(ctx)
        self.actions_table.add(actions)
        for spec in (*specs, self._help_spec()):
            ctx.navigation.register(admitted(spec))
        self.rail = Rail(ctx.navigation.specs())
        self.actions_table.add(self._own_actions())
        self.top = TopBar(find, self.actions_table)
        self.search = self.top.search
        self.strips = Strips(ctx.messages)
        self.stack = Stack()
        self.sheets = {"right": Sheet("right"), "bottom": Sheet("bottom")}
        self.status = StatusStrip(self.actions_table)
        self._content = Content()
        self._lay_out()
        self.toasts = ToastHost(self._content, ctx.messages)
        self.progress = ProgressOverlay(self, ctx.jobs)
        self.counter = CounterGuard(self, self.inside, ctx, self.actions_table)
        self.attendance = Attendance(ctx, self.counter, self.actions_table, self.top, self.rail, self.stack,
                                     self.progress, self)  # fmt: skip
        self.scanner = ScannerFilter(self)
        self._badge_timer = QTimer(self)
        self._badge_timer.setSingleShot(True)
        self._badge_timer.setInterval(BADGES_AFTER_MS)

        navigation = ctx.navigation
        self.rail.chosen.connect(self._on_rail_chosen)
        navigation.went.connect(self._on_went)
        navigation.sheet_opened.connect(self._on_sheet_opened)
        navigation.sheet_closed.connect(self._on_sheet_closed)
        navigation.search_requested.connect(self.search.begin)
        navigation.badges_stale.connect(self._badge_timer.start)
        navigation.keys_changed.connect(self._on_keys_changed)
        self._badge_timer.timeout.connect(self._on_badges_due)
        ctx.bus.changed.connect(self._on_bus_changed)
        ctx.jobs.refused.connect(ctx.messages.problem)
        self.scanner.scanned.connect(self._on_scanned)
        self.attendance.show_again.connect(self._on_show_again)
        self.toasts.slip_changed.connect(self._on_slip_changed)
        for sheet in self.sheets.values():
            sheet.closed.connect(navigation.close_sheet)

    def _lay_out(self) -> None:
        self._middle = QHBoxLayout(self._content)
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.addWidget(self.stack, 1)
        # Not in the layout: on a narrow window the sheet lies over the page instead of squeezing it.
        self.sheets["right"].setParent(self._content)
        self._content.resized.connect(self._place_sheet)
        right = self._right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        for widget in (self.top, self.strips):
            right.addWidget(widget)
        right.addWidget(self._content, 1)
        right.addWidget(self.sheets["bottom"])
        right.addWidget(self.status)
        # In one widget of its own: the lock hides all of it at once, and it comes back as it was.
        self.inside = QWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.inside)
        outer = QHBoxLayout(self.inside)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.rail)
        outer.addLayout(right, 1)

    def _own_actions(self) -> list[Action]:
        window = lambda: _("Window")  # noqa: E731 -- a text to be asked again, not a function of its own
        keys = self.rail.keys()
        goes = [
            Action(f"go_{key}", spec.title, _Go(self, key).go, f"Ctrl+{at}", spec.icon, lambda: _("Pages"))
            for at, (key, spec) in enumerate(((k, self.rail.buttons[k].spec) for k in keys[:9]), 1)
        ]
        return [
            Action("help", lambda: _("Help and all keys"), self._on_help, "F1", "circle-question-mark", window,
                   footer=lambda: _("Help")),
            Action("search", lambda: _("Search"), self.search_now, "Ctrl+K", "search", window,
                   footer=lambda: _("Search")),
            Action("undo", lambda: _("Take back the last thing done"), self.undoing.do, "Ctrl+Z",
                   "undo-2", window, footer=lambda: _("Undo")),
            Action("back", lambda: _("Back"), self.step_back, "Alt+Left", "arrow-left", window),
            Action("cover", lambda: _("Hide the screen"), self._on_cover, COVER_KEYS, "eye-off", window),
            Action("facing", lambda: _("A customer looks at the screen"), self._on_facing, "F11", "eye-off", window),
            Action("sign_in", lambda: _("Who is at the counter, lock"), self._on_who, "Ctrl+Alt+L", "lock", window),
            *goes,
        ]  # fmt: skip

    def _help_spec(self) -> PageSpec:
        return PageSpec(
            "help", lambda: _("Help"), "circle-question-mark", self._make_help, place="", faces=True
        )

    def _make_help(self) -> Page:
        from ui.help.page import HelpPage

        return HelpPage(self.ctx, self.actions_table)

    # what others call

    def start(self, key: str = "") -> None:
        """Show the first page (or the one named)."""
        if self.counter.locked or self.counter.begin():
            self.attendance.begin = partial(self.start, key)
            return
        self.attendance.look()
        keys = [key] if key else self.rail.keys()
        self.ctx.navigation.go(keys[0] if keys else "help")
        if self._seen:
            self._badge_timer.start()

    def put_on_top(self, strip: QWidget) -> None:
        """Lay a lasting strip between the top bar and the page: what kind of book this is."""
        self._right.insertWidget(1, strip)

    def search_now(self) -> None:
        """Put the keyboard into the search box."""
        self.search.begin()

    def step_back(self) -> None:
        """What Esc does when nobody nearer wants it: close the sheet, else go back a page."""
        if self.ctx.navigation.sheet is not None:
            self.ctx.navigation.close_sheet()
        else:
            self.ctx.navigation.back()

    def come_forward(self) -> None:
        """Raise the window: the program was started a second time."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def show_shop(self, name: str) -> None:
        """The shop's name, in the rail and the window's title."""
        self.rail.show_shop(name)
        self.setWindowTitle(f"{name} — {_('Shopbook')}" if name else _("Shopbook"))

    # what happens

    def _on_painted(self) -> None:
        self._badge_timer.start()
        self.painted.emit()

    def _on_badges_due(self) -> None:
        # What waits on other pages is counted when the first one stands on the screen.
        if self._seen and not self._over and not self.counter.locked:
            self.rail.refresh_counts()

    def _on_rail_chosen(self, key: str) -> None:
        self.ctx.navigation.go(key)

    def _on_help(self) -> None:
        self.ctx.navigation.go("help")

    def _on_cover(self) -> None:
        self.counter.toggle()

    def _on_who(self) -> None:
        self.counter.ask_who()

    def _on_facing(self) -> None:
        self.attendance.toggle_facing()

    def _on_show_again(self) -> None:
        here, page = self.ctx.navigation.here, self.stack.page
        if here is not None and isinstance(page, Page):
            self._on_went(here, page)

    def _on_went(self, place: Place, page: Page) -> None:
        if self.stack.indexOf(page) < 0:
            cover = UnreadCover(page)
            page.unread.connect(cover.tell)
            page.was_read.connect(cover.hide)
        spec = next((spec for spec in self.ctx.navigation.specs() if spec.key == place.key), None)
        covered = self.ctx.navigation.facing and spec is not None and not spec.faces
        self.stack.show_page(page, covered)
        self.toasts.forget_slip()
        lit = place.key if place.key in self.rail.buttons else spec.parent if spec else ""
        self.rail.show_here(lit)
        if spec is not None and not page.accessibleName():
            page.setAccessibleName(spec.title())
        if page.isVisible():
            page.refresh_if_stale()
        self.actions_table.set_here(page.actions_here())
        if not covered and (first := page.first_focus()) is not None:
            first.setFocus()
        if self.toasts.toasts:
            # When the page has laid itself out.
            QTimer.singleShot(0, self.toasts.place_again)

    def _on_keys_changed(self) -> None:
        """The page in front came to another tab, with other deeds."""
        page = self.stack.page
        if isinstance(page, Page):
            self.actions_table.set_here(page.actions_here())

    def _on_sheet_opened(self, widget: QWidget, title: str, side: str) -> None:
        for name, sheet in self.sheets.items():
            if name != side and sheet.isVisible():
                sheet.close_up()
        self.actions_table.give_way(getattr(widget, "own_shortcuts", ()))
        self.sheets[side].open(widget, title)
        self._place_sheet()

    def _on_sheet_closed(self) -> None:
        self.actions_table.give_way(())
        for sheet in self.sheets.values():
            if sheet.widget is not None:
                sheet.close_up()
        self._place_sheet()

    def _place_sheet(self) -> None:
        sheet, content = self.sheets["right"], self._content
        width = min(theme.px(SIDE_WIDTH), content.width())
        beside = not sheet.isHidden() and content.width() - width >= theme.px(BESIDE_FROM)
        self._middle.setContentsMargins(0, 0, width if beside else 0, 0)
        if not sheet.isHidden():
            sheet.setGeometry(content.width() - width, 0, width, content.height())
            sheet.raise_()
        self.toasts.leave_free(0 if sheet.isHidden() else width)

    def _on_slip_changed(self) -> None:
        """Right after saving, Ctrl+P is the slip of what was saved, whatever it is on the page in front."""
        slip = Action("print_slip", lambda: _("Print"), self.toasts.print_slip, "Ctrl+P")
        self.actions_table.put_first([slip] if self.toasts.has_slip else [])

    def _on_bus_changed(self, change: Changed) -> None:
        self._badge_timer.start()

    def _on_scanned(self, code: str) -> None:
        if self.counter.covered:
            return
        taker = self.ctx.navigation.sheet
        page = self.stack.page
        for target in (taker, page):
            scanned = getattr(target, "scanned", None)
            if scanned is not None and scanned(code):
                return
        self.search.search(code)

    # Qt's side

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.step_back()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in INPUT and self.counter.seen():
            return True
        # A text box keeps Ctrl+Z for itself even with nothing to take back in it; then it belongs to the shop.
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            if control and event.key() == Qt.Key.Key_Z and not text_undo(self.focusWidget()):
                self.actions_table.trigger("undo")
                return True
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._seen:
            # The window is painted before what stands in it; the timer waits for all of them.
            self._seen = True
            QTimer.singleShot(0, self._on_painted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rail()
        if self.search.hasFocus() and self.search.popup.isVisible():
            self.search.popup.hide()

    def _fit_rail(self) -> None:
        self.rail.set_narrow(self.width() < NARROW_BELOW * (1 + (theme.scale() - 1) / 2))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None and not handle.property("watched"):
            # On the window and not on the application: only keys and mouse pass here, not every paint.
            handle.setProperty("watched", True)
            handle.installEventFilter(self)
            handle.installEventFilter(self.scanner)

    def event(self, event: QEvent) -> bool:
        # Words may count what is in the book; a closed window does not pass the change of language on.
        if event.type() == QEvent.Type.LanguageChange and self._over:
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "status"):
            self.actions_table.retranslate()
            self.show_shop(self.rail._shop)
            if self.isVisible():
                self._badge_timer.start()
        elif event.type() == QEvent.Type.StyleChange and hasattr(self, "toasts"):
            self._fit_rail()
            self._place_sheet()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        # From here on the book may be closed at any moment: nothing of this window may ask it again.
        self._over = True
        for timer in self.findChildren(QTimer):
            timer.stop()
        for page in self.ctx.navigation.built():
            page.rest()
        self.ctx.bus.blockSignals(True)
        self.ctx.jobs.wait()
        super().closeEvent(event)

    def fit_screen(self) -> None:
        """Take a sensible size: all of a small screen, most of a big one."""
        screen = QGuiApplication.primaryScreen()
        room = screen.availableGeometry() if screen is not None else None
        if room is None or room.width() <= 1400:
            self.resize(1366, 728)
            self.setWindowState(self.windowState() | Qt.WindowState.WindowMaximized)
        else:
            self.resize(min(1500, room.width() - 100), min(900, room.height() - 80))


class _Go(QObject):
    """Goes to one page: the shortcut Ctrl+1 and so on."""

    def __init__(self, window: MainWindow, key: str) -> None:
        super().__init__(window)
        self._window, self._key = window, key

    def go(self) -> None:
        self._window.ctx.navigation.go(self._key)
