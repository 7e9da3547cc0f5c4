"""Names as big buttons and the field for the PIN. What is hidden meanwhile, and by what, is the window's."""

from __future__ import annotations

import unicodedata
from functools import partial

from PySide6.QtCore import QEvent, QRegularExpression, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from shopbook.errors import Invalid, ShopbookError
from shopbook.localisation.language import _, explain, say
from shopbook.staff.model import Person
from ui import roles as words
from ui.context import Context
from ui.letters import letter_of
from ui.qt import AlignCenter, AlignHCenter
from ui.style import fonts, theme
from ui.widgets.buttons import Button, primary, quiet
from ui.widgets.text import Label

LONGEST_PIN = 8
WITH_KEYS = 9
# With one name a line, with two.
WIDTH, WIDE = 430, 640
_UP, _DOWN = (Qt.Key.Key_Up, Qt.Key.Key_Left), (Qt.Key.Key_Down, Qt.Key.Key_Right)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SignInPanel(QWidget):
    """Signals: `signed_in(Staff)`; `left()` when nobody was chosen, where that is possible.

    A name is chosen by its number, the arrows or the mouse; who needs no PIN is in at once.
    """

    signed_in = Signal(object)
    left = Signal()

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self.ctx = ctx
        self.person: Person | None = None
        self.people: list[Person] = []
        self.buttons: list[Button] = []
        self.may_leave = False
        self._across = 1
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self.heading = Label(lambda: _("Who is at the counter?"), "h2")
        self.heading.setAlignment(AlignCenter)
        self.names = QWidget()
        self._grid = QGridLayout(self.names)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(8))
        self.whose = Label("", "body", "text2")
        self.whose.setAlignment(AlignCenter)
        self.pin = QLineEdit()
        self.problem = Label("", "body", "red", wrap=True)
        self.problem.setAlignment(AlignCenter)
        self.enter = primary(lambda: _("Come in"), "check", "Enter")
        self.leave = quiet(lambda: _("Back"), "x", "Esc")
        self._lay_out()
        self._second.timeout.connect(self._on_second)
        self.pin.textEdited.connect(self._on_typed)
        self.enter.clicked.connect(self.try_pin)
        self.leave.clicked.connect(self.left)

    def _lay_out(self) -> None:
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setAlignment(AlignCenter)
        self.pin.setMaxLength(LONGEST_PIN)
        digits = QRegularExpression(r"\d*", QRegularExpression.PatternOption.UseUnicodePropertiesOption)
        self.pin.setValidator(QRegularExpressionValidator(digits, self.pin))
        self.pin.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        for widget in (self.heading, self.names, self.whose, self.pin, self.problem, self.enter):
            column.addWidget(widget)
        column.addWidget(self.leave, 0, AlignHCenter)
        self._measure()

    def _measure(self) -> None:
        self.setFixedWidth(theme.px(WIDTH if self._across == 1 else WIDE))
        self.pin.setFont(fonts.named("h1"))
        self.pin.setMinimumHeight(theme.px(52))

    # what it is asked

    def begin(self, *, may_leave: bool) -> None:
        """Read who works here and take the keyboard."""
        self.may_leave = may_leave
        self.leave.setVisible(may_leave)
        self.people = self.ctx.book.signing.people()
        for button in self.buttons:
            self._grid.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = [self._button(at, one) for at, one in enumerate(self.people)]
        self._across = 0
        self.choose(None)

    def fit(self) -> None:
        """The names as the window has room: beside one another on a low one, only the chosen one beside the PIN."""
        low = self.window().height() < theme.px(640)
        asked = not self.pin.isHidden()
        across = 1 if len(self.people) <= (2 if low else 4) else 2
        if across != self._across:
            self._across = across
            for at, button in enumerate(self.buttons):
                self._grid.addWidget(button, at // across, at % across)
            self._measure()
        high = theme.px(52 if len(self.buttons) <= 6 else 44)
        heights = dict.fromkeys(range(self._grid.rowCount()), 0)
        for at, (one, button) in enumerate(zip(self.people, self.buttons, strict=True)):
            shown = one == self.person or not (low and asked)
            button.setVisible(shown)
            if shown:
                heights[at // across] = high
        for row, height in heights.items():
            self._grid.setRowMinimumHeight(row, height)

    def choose(self, person: Person | None) -> None:
        """This one wants to come in: ask for the PIN, or let them in when they need none."""
        self.person = person
        asked = person is not None and person.needs_pin and self.ctx.book.signing.required()
        for widget in (self.whose, self.pin, self.enter):
            widget.setVisible(asked)
        self._say("")
        self.pin.clear()
        self.fit()
        for one, button in zip(self.people, self.buttons, strict=True):
            button.setChecked(person is not None and one.id == person.id)
        if person is None:
            if self.buttons:
                self.buttons[0].setFocus()
            return
        if not asked:
            self.try_pin()
            return
        self.whose.say(lambda: _("PIN of {name}").format(name=person.name))
        self.pin.setAccessibleName(_("PIN of {name}").format(name=person.name))
        self.pin.setFocus()
        self._on_second()

    def try_pin(self) -> None:
        """Let the chosen one in, if the PIN is right; else say why not and how long to wait."""
        if self.person is None or self._second.isActive():
            return
        try:
            staff = self.ctx.book.signing.sign_in(self.person.id, self.pin.text())
        except Invalid as invalid:
            self.pin.clear()
            self._say("\n".join(say(problem) for problem in invalid.problems.values()))
            self._on_second()
        except ShopbookError as error:
            self._say(explain(error))
        else:
            self.forget()
            self.signed_in.emit(staff)

    def forget(self) -> None:
        """Keep nothing of what was typed."""
        self._second.stop()
        self.pin.clear()
        self.person = None

    # what happens

    def _button(self, at: int, person: Person) -> Button:
        key = str(at + 1) if at < WITH_KEYS else ""  # as it is printed on the key
        button = Button(lambda: f"{person.name} · {words.role(person.role)}", "user", "plain", key)
        button.setCheckable(True)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        button.setAccessibleName(person.name)
        button.setAccessibleDescription(words.role(person.role))
        button.installEventFilter(self)
        button.clicked.connect(partial(self._on_name, at))
        return button

    def _on_name(self, at: int) -> None:
        self.choose(self.people[at])

    def _on_typed(self, _text: str) -> None:
        if not self._second.isActive():
            self._say("")

    def _on_second(self) -> None:
        """Count down what is left of the wait after wrong PINs."""
        left = self.ctx.book.signing.waiting(self.person.id) if self.person is not None else 0
        if left:
            self._say(_("This PIN is not right.") + " " + words.wait(left))
            self._second.start()
        elif self._second.isActive():
            self._second.stop()
            self._say("")
        self.pin.setReadOnly(bool(left))
        self.enter.setEnabled(not left)

    def _say(self, text: str) -> None:
        self.problem.say(text)
        self.problem.setVisible(bool(text))

    # Qt's side

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._pin_key(event) if watched is self.pin else self._name_key(event)
        return False

    def _pin_key(self, event: QKeyEvent) -> bool:
        if event.key() in _ENTER:
            self.try_pin()
            return True
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Up):
            chosen = self.people.index(self.person) if self.person in self.people else 0
            self.choose(None)
            self.buttons[chosen].setFocus()
            return True
        return False

    def _name_key(self, event: QKeyEvent) -> bool:
        at = next((n for n, button in enumerate(self.buttons) if button.hasFocus()), 0)
        if event.key() in _UP + _DOWN:
            step = 1 if event.key() in _DOWN else -1
            self.buttons[(at + step) % len(self.buttons)].setFocus()
            return True
        if event.key() in _ENTER:
            self.choose(self.people[at])
            return True
        if event.key() == Qt.Key.Key_Escape and self.may_leave:
            self.left.emit()
            return True
        figure = unicodedata.digit(event.text(), None) if len(event.text()) == 1 else None
        figure = figure if figure is not None else unicodedata.digit(letter_of(event) or " ", None)
        if figure and figure <= min(len(self.people), WITH_KEYS):
            self.choose(self.people[figure - 1])
            return True
        return False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "leave"):
            self._measure()
