"""The card of PINs in the settings: whose it is, typed twice, taken away; after how many minutes the counter locks.

How a PIN is kept is shopbook.staff.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from shopbook.errors import Invalid, Message, ShopbookError
from shopbook.localisation import numbers
from shopbook.localisation.language import _, ngettext
from shopbook.settings.model import IDLE_MINUTES
from shopbook.staff.model import Person
from ui.context import Context
from ui.forms.choices import ChipsField, Choice
from ui.forms.form import Form
from ui.forms.line import LineField
from ui.qt import AlignLeft
from ui.translation import Text
from ui.widgets.buttons import link, plain, primary, quiet
from ui.widgets.cards import Banner, Card
from ui.widgets.text import Label

IDLE = (2, 5, 10, 30, 0)


class PinField(LineField):
    """A PIN as dots; the value is what was typed, in whatever digits."""

    def __init__(self, key: str, label: Text) -> None:
        super().__init__(key, label, longest=8)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.set_control(self.line)

    def value(self) -> str:
        return self.line.text().strip()

    def set_value(self, value: object) -> None:
        self.line.setText(str(value or ""))

    def restore(self, typed: object) -> None:
        """A PIN is never kept for later."""


class PinCard(Card):
    """Shown for one member with `ask`; `changed(words)` when a PIN was given or taken away."""

    changed = Signal(str)

    def __init__(self, ctx: Context) -> None:
        super().__init__(margin=18, gap=10)
        self._ctx = ctx
        self.person: Person | None = None
        self.body.addWidget(Label(lambda: _("PIN: who is at the counter"), "h2"))
        self.state = Label("", "second", "text2", wrap=True)
        self.body.addWidget(self.state)
        self.heading = Label("", "strong")
        self.form = Form(
            [[PinField("pin", lambda: _("PIN, 4 to 8 digits")), PinField("again", lambda: _("Once more"))]],
            None,
        )
        self.first = plain(lambda: _("Give the owner a PIN"), "lock")
        self.save = primary(lambda: _("Save the PIN"), "lock", "Enter")
        self.remove = quiet(lambda: _("Take the PIN away"), "trash-2")
        self.cancel = quiet(lambda: _("Cancel"), "x")
        self.asked = QWidget()
        row = QHBoxLayout(self.asked)
        row.setContentsMargins(0, 0, 0, 0)
        for button in (self.save, self.remove, self.cancel):
            row.addWidget(button)
        row.addStretch(1)
        self.idle = ChipsField("idle", lambda: _("Lock when nobody touches the computer"),
                               [Choice(minutes, _minutes(minutes)) for minutes in IDLE])  # fmt: skip
        self.lock = quiet(lambda: _("Lock now"), "lock", "Ctrl+Alt+L")
        self.plainly = Banner(
            "info",
            lambda: _("A PIN keeps the counter in order. It does not encrypt the book: whoever takes the computer "
                      "can still read the file."),
        )  # fmt: skip
        self.protect = link(lambda: _("Protect this book with a password"), "shield-check")
        for widget in (self.heading, self.form, self.asked, self.idle):
            self.body.addWidget(widget)
        self.body.addWidget(self.first, 0, AlignLeft)
        self.body.addWidget(self.lock, 0, AlignLeft)
        self.body.addWidget(self.plainly)
        self.body.addWidget(self.protect, 0, AlignLeft)
        self._wire()
        self.ask(None)

    def _wire(self) -> None:
        self.form.finished.connect(self.keep)
        self.save.clicked.connect(self.keep)
        self.remove.clicked.connect(self.take_away)
        self.cancel.clicked.connect(self._on_cancel)
        self.first.clicked.connect(self._on_first)
        self.idle.changed.connect(self._on_idle)
        self.lock.clicked.connect(self._ctx.navigation.counter_asked)
        self.protect.clicked.connect(self._on_protect)

    def ask(self, person: Person | None) -> None:
        """Take a member's PIN into the form; None: put the form away."""
        self.person = person
        for widget in (self.heading, self.form, self.asked):
            widget.setVisible(person is not None)
        for key in ("pin", "again"):
            self.form[key].set_value("")
        self.form.clear_problems()
        if person is not None:
            self.heading.say(lambda: _("PIN of {name}").format(name=person.name))
            self.remove.setVisible(person.has_pin)
            self.form["pin"].setFocus()
        self.show_now()

    def show_now(self) -> None:
        """Whether the shop uses PINs, and after how long it locks."""
        used = self._ctx.book.signing.required()
        self.state.say(
            (lambda: _("Everybody gives their PIN; each entry is written under their name."))
            if used
            else (
                lambda: _(
                    "No PINs are used: everybody at this computer may do everything. The owner's comes first."
                )
            )
        )
        self.idle.setVisible(used)
        self.lock.setVisible(used)
        self.first.setVisible(not used and self.person is None and self._owner() is not None)
        self.idle.set_value(self._ctx.book.settings.get(IDLE_MINUTES))

    def _owner(self) -> Person | None:
        return next((one for one in self._ctx.book.signing.people() if one.role == "owner"), None)

    def _on_first(self) -> None:
        self.ask(self._owner())

    def keep(self) -> None:
        """Save the PIN, if both times the same was typed."""
        if self.person is None:
            return
        typed = [numbers.to_ascii(str(self.form[key].value())) for key in ("pin", "again")]
        if typed[0] != typed[1]:
            self.form.show_problems({"again": Message("This is not the same PIN as before.")})
            return
        try:
            self._ctx.book.signing.set_pin(self.person.id, typed[0])
        except Invalid as invalid:
            self.form.show_problems(invalid.problems)
        except ShopbookError as error:
            self._ctx.messages.problem(error)
        else:
            self._done(_("{name} has a PIN from now on").format(name=self.person.name))

    def take_away(self) -> None:
        """This member needs none any more."""
        if self.person is None:
            return
        try:
            self._ctx.book.signing.remove_pin(self.person.id)
        except ShopbookError as error:
            self._ctx.messages.problem(error)
        else:
            self._done(_("{name} has no PIN any more").format(name=self.person.name))

    def _done(self, words: str) -> None:
        self.ask(None)
        self.changed.emit(words)

    def _on_cancel(self) -> None:
        self.ask(None)

    def _on_idle(self) -> None:
        try:
            self._ctx.book.settings.set(IDLE_MINUTES, int(self.idle.value() or 0), by=self)
        except ShopbookError as error:
            self._ctx.messages.problem(error)
        self.show_now()

    def _on_protect(self) -> None:
        self._ctx.navigation.go("settings", "safety")


def _minutes(minutes: int) -> Text:
    if not minutes:
        return lambda: _("Never")
    return lambda: ngettext("after {n} minute", "after {n} minutes", minutes).format(
        n=numbers.number(minutes)
    )
