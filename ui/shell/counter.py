"""Nothing of the book on the screen: the cover of one key, the lock of a shop with PINs, and when it locks by itself.

What is behind is hidden, not only covered: nothing of it can be read by a screen reader or pressed by a shortcut.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget

from shopbook.changes import Changed
from shopbook.localisation import dates
from shopbook.localisation.language import _
from shopbook.settings.model import IDLE_MINUTES
from ui import bus
from ui.actions import Actions
from ui.context import Context
from ui.preferences import Preferences
from ui.qt import AlignCenter, AlignHCenter, StrongFocus
from ui.shell.overlays import Overlay
from ui.style import theme
from ui.widgets.badges import IconCircle
from ui.widgets.buttons import plain
from ui.widgets.text import Label

if TYPE_CHECKING:
    from ui.staff.panel import SignInPanel

# One key on every keyboard; Pause and Ctrl+Shift+L are the older ways, for keyboards whose F-keys do other things.
COVER_KEYS = "F12 Pause Ctrl+Shift+L"
CLOCK_EVERY_MS = 5000


class Blank(Overlay):
    """The shop's name, day and hour on an empty ground, and below them whatever is asked for there."""

    lifted = Signal()

    def __init__(self, over: QWidget, ctx: Context) -> None:
        super().__init__(over)
        self._ctx = ctx
        self.setFocusPolicy(StrongFocus)
        self.shop = Label("", "h1")
        self.clock = Label("", "h1", "text2")
        self.day = Label("", "second", "text2")
        self.sign = IconCircle("eye-off", "brand", 64)
        self.said = Label(lambda: _("The screen is hidden"), "second", "text2")
        self.setAccessibleName(_("The screen is hidden"))
        self.back = plain(lambda: _("Show it again"), "eye", "F12")
        self.panel: SignInPanel | None = None
        self._column = QVBoxLayout(self)
        self._column.setSpacing(theme.px(8))
        self._column.addStretch(1)
        for widget in (self.sign, self.shop, self.clock, self.day, self.said, self.back):
            if isinstance(widget, Label):
                widget.setAlignment(AlignCenter)
            self._column.addWidget(widget, 0, AlignHCenter)
        self._column.addStretch(1)
        self._tick = QTimer(self)
        self._tick.setInterval(CLOCK_EVERY_MS)
        self._tick.timeout.connect(self._show_time)
        self.back.clicked.connect(self.lifted)

    def show_blank(self) -> None:
        """Nothing but the shop's name and the hour; the same key brings everything back."""
        if self.panel is not None:
            self.panel.hide()
        for widget in (self.said, self.back):
            widget.show()
        self._show()
        self.setFocus()

    def ask_who(self, panel: SignInPanel, *, may_leave: bool) -> None:
        """The names, and a PIN; `may_leave`: nobody has to be chosen."""
        if self.panel is None:
            self.panel = panel
            self._column.insertWidget(self._column.count() - 1, panel, 0, AlignHCenter)
        for widget in (self.said, self.back):
            widget.hide()
        panel.show()
        self._show()
        panel.begin(may_leave=may_leave)

    def _show(self) -> None:
        self._cover()
        self._show_time()
        self._tick.start()
        self.show()
        self.raise_()

    def put_away(self) -> None:
        """Gone again."""
        self._tick.stop()
        self.hide()

    def _show_time(self) -> None:
        name = self._ctx.book.settings.shop().name
        clock = self._ctx.book.clock
        self.shop.say(name)
        self.clock.say(dates.time_short(clock.now()))
        self.day.say(dates.date_weekday(clock.today()))
        self.setAccessibleName(_("The screen is hidden"))
        self._fit()

    def _fit(self) -> None:
        # On a low screen, or with large letters, the names and the PIN need the room.
        asks = self.panel is not None and not self.panel.isHidden()
        low = self.height() < theme.px(680)
        self.sign.setVisible(not asks and not low)
        for label in (self.clock, self.day):
            label.setVisible(not (asks and low))
        if self.panel is not None and asks:
            self.panel.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = QKeySequence(event.keyCombination())
        ways = [QKeySequence(key) for key in (*COVER_KEYS.split(), "Esc")]
        if (self.panel is None or self.panel.isHidden()) and pressed in ways:
            self.lifted.emit()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(theme.tokens().bg))


class CounterGuard(QObject):
    """Hides `inside` and brings it back. Signals: `hidden()`; `opening()` just before everything is in sight
    again, `opened()` when it is.

    What was being typed stays as it was: the same widgets are hidden and shown.
    """

    hidden = Signal()
    opening = Signal()
    opened = Signal()

    def __init__(self, window: QWidget, inside: QWidget, ctx: Context, actions: Actions) -> None:
        super().__init__(window)
        self._window, self._inside, self._ctx, self._actions = window, inside, ctx, actions
        self._return_to: QWidget | None = None
        self._seen_at = self._ctx.book.clock.now()
        self._watching = False
        self.locked = False
        self._caret = 0  # where in that field the next letter goes
        self.blank = Blank(window, ctx)
        self.idle = QTimer(self)
        self.idle.setSingleShot(True)
        self.idle.timeout.connect(self.lock)
        self.blank.lifted.connect(self.lift)
        ctx.navigation.counter_asked.connect(self.ask_who)
        ctx.bus.changed.connect(self._on_bus_changed)

    # what is asked of it

    @property
    def covered(self) -> bool:
        """True while nothing of the book is in sight."""
        return self.blank.isVisible() or self.locked

    def begin(self) -> bool:
        """At the start: lock when the shop uses PINs and nobody has signed in; True when it did."""
        self.watch()
        signing = self._ctx.book.signing
        if not signing.required() or signing.who() is not None:
            return False
        self._lock()
        return True

    def watch(self) -> None:
        """Count idle minutes from now, when the shop uses PINs and wants it."""
        minutes = self._ctx.book.settings.get(IDLE_MINUTES)
        self._watching = minutes > 0 and self._ctx.book.signing.required()
        self.idle.setInterval(minutes * 60_000)
        self._seen_at = self._ctx.book.clock.now()
        if self._watching and not self.locked:
            self.idle.start()
        else:
            self.idle.stop()

    def seen(self) -> bool:
        """A key or the mouse was used. True when that came after too long (the computer slept): it locks first."""
        if not self._watching or self.locked:
            return False
        now = self._ctx.book.clock.now()
        late = now - self._seen_at > dt.timedelta(milliseconds=self.idle.interval())
        self._seen_at = now
        if late:
            self.lock()
        else:
            self.idle.start()
        return late

    def toggle(self) -> None:
        """The one key: hide everything, or bring it back; with PINs it is brought back by signing in."""
        if self._ctx.book.signing.required():
            self.lock()
        elif self.blank.isVisible():
            self.lift()
        else:
            self._hide()
            self.blank.show_blank()

    def lock(self) -> None:
        """Whoever was at the counter leaves it; nothing is in sight until somebody has signed in."""
        if self.locked:
            return
        self._lock()
        self._ctx.book.signing.sign_out()

    def ask_who(self) -> None:
        """Who is at the counter? Without PINs nobody has to answer."""
        if self._ctx.book.signing.required():
            self.lock()
            return
        self._hide()
        self.blank.ask_who(self._panel(), may_leave=True)

    def lift(self) -> None:
        """Bring everything back; not while it is locked."""
        if self.locked or not self.blank.isVisible():
            return
        self._actions.rest(False)
        self.opening.emit()
        self.blank.put_away()
        self._inside.show()
        if self._return_to is not None and self._return_to.isVisible():
            self._return_to.setFocus()
            if isinstance(self._return_to, QLineEdit):
                self._return_to.setCursorPosition(self._caret)
        self._return_to = None
        self.opened.emit()

    # how

    def _panel(self) -> SignInPanel:
        if self.blank.panel is not None:
            return self.blank.panel
        from ui.staff.panel import SignInPanel

        panel = SignInPanel(self._ctx)
        panel.signed_in.connect(self._on_signed_in)
        panel.left.connect(self.lift)
        return panel

    def _lock(self) -> None:
        self._hide()
        self.locked = True
        self.idle.stop()
        self.blank.ask_who(self._panel(), may_leave=False)

    def _hide(self) -> None:
        if self.blank.isVisible():
            return
        _close_others(self._window)
        # A field that had the keyboard has it again afterwards, with what stands in it.
        self._return_to = self._window.focusWidget() if self._inside.isVisible() else self._return_to
        if isinstance(self._return_to, QLineEdit):
            self._caret = self._return_to.cursorPosition()
        self._actions.rest(True)
        self._inside.hide()
        self.hidden.emit()

    def _on_signed_in(self, staff: object) -> None:
        from shopbook.settings.model import Staff

        assert isinstance(staff, Staff)
        preferences = Preferences()
        if preferences.today_staff:
            # Whoever looks at one share of the day's list wants their own; who looks at everybody's still does.
            preferences.today_staff = staff.id
        self.locked = False
        # Other eyes, other rights: every page looks again when it is next in sight.
        self._ctx.bus.tell_all()
        self.lift()
        self.watch()

    def _on_bus_changed(self, change: Changed) -> None:
        # At once, and before any page hears of it: pages in sight would ask what nobody may ask.
        if not bus.concerns(change, ("staff", "setting")) or self.locked:
            return
        signing = self._ctx.book.signing
        if signing.required() and signing.who() is None:
            self._lock()  # whoever was at the counter does not work here any more
        else:
            self.watch()


def _close_others(window: QWidget) -> None:
    """Menus, calendars and file dialogs lie over the window; nothing of them may stay in sight."""
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
        if popup.isVisible():
            break
    for other in QApplication.topLevelWidgets():
        if isinstance(other, QDialog) and other.isVisible() and other.parentWidget() is window:
            other.reject()


INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)
