"""Who works in the shop: their names, phones and what they do; whoever left is put away, never forgotten.

Whose calls are whose is shopbook.followups; PINs are in pins.py.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.errors import Invalid, ShopbookError
from shopbook.localisation import numbers
from shopbook.localisation.language import _
from shopbook.settings.model import Staff, StaffDraft
from ui.context import Context
from ui.forms.choices import ChipsField, Choice
from ui.forms.form import Form
from ui.forms.texts import PhoneField, TextField
from ui.roles import MAY, ROLES
from ui.settings.pane import Pane
from ui.settings.pins import PinCard
from ui.style import theme
from ui.widgets.badges import Badge
from ui.widgets.buttons import Button, icon_button, primary, quiet
from ui.widgets.cards import Facts, mark
from ui.widgets.text import ElidedLabel, Label


class StaffPane(Pane):
    """Everybody in a list, and one form for a new member or a changed one."""

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self._ctx = ctx
        self.staff_id: int | None = None
        people = self.card(
            lambda: _("Who works here"),
            lambda: _("With two or more, the day's list is shared out and each prints their own."),
        )
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(6))
        people.body.addLayout(self._list)
        one = self.card(lambda: _("Name and work"))
        self.heading = one.findChild(Label)
        self.form = Form(
            [
                [TextField("name", lambda: _("Name")), PhoneField("phone", lambda: _("Phone"))],
                ChipsField(
                    "role", lambda: _("What they do"), [Choice(role, words) for role, words in ROLES.items()]
                ),
            ],
            StaffDraft(),
        )
        one.body.addWidget(self.form)
        self.button = primary(lambda: _("Save"), "check", "Ctrl+Enter")
        self.another = quiet(lambda: _("A new member instead"), "user-plus")
        self.foot(self.button, self.another)
        roles = self.card(lambda: _("What each may do"))
        for code, may in MAY.items():
            line = Facts()
            line.add(ROLES[code], may, strong=False)
            roles.body.addWidget(line)
        self.pins = PinCard(ctx)
        self.column.insertWidget(1, self.pins)  # under the list whose buttons open it
        self.end()
        self.form.finished.connect(self.save)
        self.button.clicked.connect(self.save)
        self.another.clicked.connect(self._on_another)
        self.pins.changed.connect(self._on_pins_changed)
        self._begin(None)
        self.show_now()

    def first_focus(self) -> QWidget:
        # With large letters the form is below the list, and whoever opens the part must see who works here.
        first = self._list.itemAt(0)
        line = first.widget() if first is not None else None
        buttons = line.findChildren(Button) if line is not None else []
        return buttons[0] if buttons else self.form["name"].control

    def show_now(self) -> None:
        """The list anew; what is being typed stays."""
        while item := self._list.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        staff = self._ctx.book.settings.staff()
        self._with_pin = {person.id for person in self._ctx.book.signing.people() if person.has_pin}
        self.pins.show_now()
        if not staff:
            self._list.addWidget(Label(lambda: _("Nobody's name is written down yet."), "second", "text2"))
        for one in sorted(staff, key=lambda one: not one.active):
            self._list.addWidget(self._line(one))

    def _line(self, one: Staff) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(mark("user", "brand" if one.active else "text3", 18, 24))
        row.addWidget(Label(one.name, "strong", "text" if one.active else "text2"))
        details = " · ".join(
            part for part in (ROLES[one.role](), numbers.phone(one.phone) if one.phone else "") if part
        )
        row.addWidget(ElidedLabel(details, "second", "text2"), 1)
        if one.active:
            change = icon_button(lambda: _("Change"), "pencil")
            change.clicked.connect(self._on_change)
            away = icon_button(lambda: _("Works here no more"), "eye-off")
            away.clicked.connect(self._on_retire)
            pin = quiet(lambda: _("PIN"), "lock")
            pin.clicked.connect(self._on_pin)
            buttons = [pin, change, away]
            if one.id in self._with_pin:
                row.addWidget(Badge(lambda: _("has a PIN"), "green"))
        else:
            row.addWidget(Badge(lambda: _("Works here no more"), "plain"))
            back = quiet(lambda: _("Bring back"), "undo-2")
            back.clicked.connect(self._on_bring_back)
            buttons = [back]
        for button in buttons:
            button.setAccessibleDescription(one.name)
            # As text: an id has 64 bits.
            button.setProperty("staff", str(one.id))
            row.addWidget(button)
        return line

    # what is done

    def change(self, staff_id: int) -> None:
        """Take a member into the form."""
        self._begin(next(one for one in self._ctx.book.settings.staff() if one.id == staff_id))
        self.form["name"].setFocus()

    def retire(self, staff_id: int) -> None:
        """They left; their calls fall to the others."""
        settings = self._ctx.book.settings
        try:
            settings.retire_staff(staff_id, by=self)
        except ShopbookError as error:
            self._ctx.messages.problem(error)
            return
        self._said(_("{name} is put away"), staff_id, undo=partial(self.bring_back, staff_id, say_so=False))

    def bring_back(self, staff_id: int, *, say_so: bool = True) -> None:
        """They work here again."""
        self._ctx.book.settings.bring_back_staff(staff_id, by=self)
        self.show_now()
        if say_so:
            self._said(_("{name} works here again"), staff_id)

    def save(self) -> None:
        """Save the new or changed member; problems stand under their fields."""
        settings = self._ctx.book.settings
        try:
            draft: StaffDraft = self.form.draft()
            if self.staff_id is None:
                staff_id = settings.add_staff(draft.name, draft.role, draft.phone, by=self)
            else:
                staff_id = self.staff_id
                settings.change_staff(staff_id, draft, by=self)
        except Invalid as invalid:
            self.form.show_problems(invalid.problems)
            return
        except ShopbookError as error:
            self._ctx.messages.problem(error)
            return
        history = self._ctx.book.history
        undo = partial(history.undo, history.last_operation())
        self._begin(None)
        self._said(_("{name} is saved"), staff_id, undo)
        self.form["name"].setFocus()

    def _said(self, words: str, staff_id: int, undo: partial[None] | None = None) -> None:
        name = next(one.name for one in self._ctx.book.settings.staff() if one.id == staff_id)
        self._ctx.messages.done(words.format(name=name), undo=undo)
        self.show_now()

    def _begin(self, one: Staff | None) -> None:
        self.staff_id = one.id if one is not None else None
        self.form.set_draft(StaffDraft(one.name, one.phone, one.role) if one is not None else StaffDraft())
        assert self.heading is not None
        self.heading.say(
            (lambda: _("Change {name}").format(name=one.name)) if one else lambda: _("A new member")
        )
        self.another.setVisible(one is not None)

    def _pressed(self) -> int:
        button = self.sender()
        assert isinstance(button, Button)
        return int(button.property("staff"))

    def _on_change(self) -> None:
        self.change(self._pressed())

    def _on_retire(self) -> None:
        self.retire(self._pressed())

    def _on_bring_back(self) -> None:
        self.bring_back(self._pressed())

    def _on_pin(self) -> None:
        staff_id = self._pressed()
        self.pins.ask(next((one for one in self._ctx.book.signing.people() if one.id == staff_id), None))

    def _on_pins_changed(self, words: str) -> None:
        self._ctx.messages.done(words)
        self.show_now()

    def _on_another(self) -> None:
        self._begin(None)
        self.form["name"].setFocus()
