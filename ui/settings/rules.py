"""Why the list calls somebody: each reason with its switch and its few numbers, and what a change would do today.

What a reason does, and how many a change adds, is shopbook.followups.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.errors import Invalid, ShopbookError
from shopbook.followups.tuning import GROUPS, Preview, RuleState
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext, say
from ui.context import Context
from ui.forms.controls import TickBox
from ui.forms.field import Wrong
from ui.forms.figures import NumberField
from ui.qt import AlignTop
from ui.settings.pane import Pane
from ui.style import theme
from ui.widgets.badges import Badge
from ui.widgets.buttons import Button, plain, primary, quiet
from ui.widgets.cards import Card, pad
from ui.widgets.text import Label

# Typing stops for so long before the list is computed anew.
PREVIEW_AFTER_MS = 250
FIELDS_A_ROW = 3
# The box of a switch and the gap to its words.
TICK_PX = 28


class RulesPane(Pane):
    """A line for each reason in the card of its group; a press opens it under itself, its button saves it."""

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self._ctx = ctx
        self.lines: dict[str, RuleLine] = {}
        states = ctx.book.followups.rules()
        for group, title in GROUPS.items():
            detail = _promises_stay if group == "promises" else ""
            card = self.card(partial(say, title), detail)
            for state in states:
                if state.group == group:
                    line = self.lines[state.name] = RuleLine(ctx, state)
                    line.opened.connect(self._on_opened)
                    line.grown.connect(self._on_grown)
                    card.body.addWidget(line)
        self.end()

    def show_now(self) -> None:
        """Read the rules again, unless one is being changed."""
        for state in self._ctx.book.followups.rules():
            line = self.lines[state.name]
            if line.editor is None:
                line.show_state(state)

    def first_focus(self) -> QWidget | None:
        return next(iter(self.lines.values())).change

    def open_rule(self, name: str) -> None:
        """Open one reason to change it."""
        self.lines[name].open_editor()

    def save(self) -> None:
        """Save the open reason."""
        for line in self.lines.values():
            line.save()

    def _on_opened(self, name: str) -> None:
        for other, line in self.lines.items():
            if other != name:
                line.put_away()

    def _on_grown(self, name: str) -> None:
        if (editor := self.lines[name].editor) is not None:
            self.ensureWidgetVisible(editor, 0, theme.px(16))


class RuleLine(QWidget):
    """One reason: its switch, what it is for, and while it is being changed its numbers and what they would do.

    `opened(name)` when it is about to be changed, `grown(name)` when its numbers have their place.
    """

    opened = Signal(str)
    grown = Signal(str)

    def __init__(self, ctx: Context, state: RuleState) -> None:
        super().__init__()
        self._ctx, self.state = ctx, state
        self.editor: RuleEditor | None = None
        self._column = QVBoxLayout(self)
        pad(self._column, 0, 0, 0, 0, 8)
        self.tick: TickBox | None = None
        self.asleep = Label("", "second", "amber", wrap=True)
        self.change = quiet(lambda: _("Change"), "pencil")
        self.change.clicked.connect(self.open_editor)
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addLayout(self._words(), 1)
        row.addWidget(self.change)
        self._column.addLayout(row)
        self.show_state(state)

    def _words(self) -> QVBoxLayout:
        """The switch, or that there is none; under its words what the reason is for."""
        words, head, under = QVBoxLayout(), QHBoxLayout(), QVBoxLayout()
        pad(words, 0, 0, 0, 0, 0)
        head.setSpacing(theme.px(10))
        if self.state.always_on:
            head.addWidget(Label(partial(say, self.state.label), "body"))
            head.addWidget(Badge(lambda: _("always on"), "green"))
        else:
            self.tick = TickBox(say(self.state.label))
            self.tick.clicked.connect(self._on_tick)
            head.addWidget(self.tick)
        head.addStretch(1)
        words.addLayout(head)
        pad(under, 0 if self.tick is None else TICK_PX, 0, 0, 0, 0)
        under.addWidget(Label(partial(say, self.state.about), "second", "text2", wrap=True))
        under.addWidget(self.asleep)
        words.addLayout(under)
        return words

    @property
    def is_on(self) -> bool:
        """What the switch says now."""
        return self.tick is None or self.tick.isChecked()

    def show_state(self, state: RuleState) -> None:
        """Show what the book has."""
        self.state = state
        if self.tick is not None:
            self.tick.setText(say(state.label))
            self.tick.setAccessibleName(say(state.label))
            self.tick.setAccessibleDescription(say(state.about))
            self.tick.setChecked(state.on)
        self.change.setAccessibleName(f"{_('Change')}: {say(state.label)}")
        self.asleep.say(partial(_asleep, state) if state.asleep_until else "")
        self.asleep.setVisible(state.asleep_until is not None)

    def open_editor(self) -> None:
        """Show the numbers under the line; the keyboard goes into the first."""
        self._open()
        if self.editor is not None:
            self.editor.first_focus().setFocus()

    def put_away(self) -> None:
        """Leave everything as it was."""
        self._close()
        self.show_state(self.state)

    def save(self) -> None:
        """Save what was changed; problems stand under their numbers."""
        if self.editor is None or (values := self.editor.values()) is None:
            return
        before, on = self.state, None if self.tick is None else self.is_on
        followups = self._ctx.book.followups
        try:
            followups.tune(before.name, on, values, by=self)
        except Invalid as invalid:
            self.editor.show_problems(invalid)
            return
        except ShopbookError as error:
            self._ctx.messages.problem(error)
            return
        old = {tuned.name: tuned.value for tuned in before.values}
        undo = partial(followups.tune, before.name, None if self.tick is None else before.on, old)
        self._ctx.messages.done(_("{reason} is saved").format(reason=say(before.label)), undo=undo)
        self._close()
        self.show_state(next(one for one in followups.rules() if one.name == before.name))
        self.change.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.editor is not None and event.size().height() != event.oldSize().height():
            QTimer.singleShot(0, self, partial(self.grown.emit, self.state.name))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self.editor is None:
            self.show_state(self.state)

    def _open(self) -> None:
        if self.editor is None:
            self.opened.emit(self.state.name)
            self.editor = RuleEditor(self._ctx, self)
            self.change.hide()
            self._column.addWidget(self.editor)

    def _close(self) -> None:
        if (editor := self.editor) is not None:
            self.editor = None
            editor.go()
            self.change.show()

    def _on_tick(self) -> None:
        self._open()
        if self.editor is not None:
            self.editor.look_ahead()


class RuleEditor(Card):
    """The numbers of one reason, what they would do to today's list, and the buttons."""

    def __init__(self, ctx: Context, line: RuleLine) -> None:
        super().__init__(margin=14, gap=10)
        self._ctx, self._line = ctx, line
        self.fields: dict[str, NumberField] = {}
        row = QHBoxLayout()
        for place, tuned in enumerate(line.state.values):
            field = NumberField(
                tuned.name,
                partial(say, tuned.label),
                least=tuned.least,
                most=tuned.most,
                empty=tuned.default,
                hint=_weight_hint if tuned.unit == "points" else "",
            )
            field.set_value(tuned.value)
            field.changed.connect(self._on_typed)
            field.entered.connect(line.save)
            field.finish_asked.connect(line.save)
            self.fields[tuned.name] = field
            if place % FIELDS_A_ROW == 0:
                row = QHBoxLayout()
                row.setSpacing(theme.px(12))
                self.body.addLayout(row)
            row.addWidget(field, 1, AlignTop)
        for _rest in range(-len(self.fields) % FIELDS_A_ROW):
            row.addStretch(1)
        self.outlook = Label("", "strong", "brand", wrap=True)
        self.body.addWidget(self.outlook)
        self.body.addLayout(self._buttons())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PREVIEW_AFTER_MS)
        self._timer.timeout.connect(self.look_ahead)
        self.look_ahead()

    def first_focus(self) -> QWidget:
        """The first number."""
        return next(iter(self.fields.values()))

    def values(self) -> dict[str, int] | None:
        """The numbers as typed; None when one cannot be read, which then stands under it."""
        readable = [field.check() for field in self.fields.values()]
        if not all(readable):
            return None
        found = {name: field.value() for name, field in self.fields.items()}
        return {name: value for name, value in found.items() if value is not None}

    def show_problems(self, invalid: Invalid) -> None:
        """Put each problem under its number."""
        for name, problem in invalid.problems.items():
            if name in self.fields:
                self.fields[name].show_problem(problem)

    def look_ahead(self) -> None:
        """Say what the change would do to today's list."""
        self.outlook.say(self._outlook())

    def go(self) -> None:
        """Leave the screen; nothing is looked at any more."""
        self._timer.stop()
        self.hide()
        self.deleteLater()

    def _outlook(self) -> str:
        try:
            values = {name: field.value() for name, field in self.fields.items()}
        except Wrong:
            return ""
        state, numbers_now = self._line.state, {name: n for name, n in values.items() if n is not None}
        on = None if self._line.tick is None else self._line.is_on
        unchanged = all(numbers_now[tuned.name] == tuned.value for tuned in state.values)
        if unchanged and on in (None, state.on):
            return ""
        found = self._ctx.book.followups.preview(state.name, on, numbers_now)
        if on is not None and on != state.on:
            return _switched_on(found) if on else _switched_off(found)
        return _changed(found)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        save = primary(lambda: _("Save"), "check", "Ctrl+Enter")
        save.clicked.connect(self._line.save)
        leave = plain(lambda: _("Leave as it was"))
        leave.clicked.connect(self._on_leave)
        buttons: list[Button] = [save, leave]
        if not self._line.state.is_standard:
            first = quiet(lambda: _("As it was at first"), "undo-2")
            first.clicked.connect(self._on_first)
            buttons.append(first)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _on_typed(self) -> None:
        if self._line.editor is self:  # a field tidies itself when its editor goes
            self._timer.start()

    def _on_leave(self) -> None:
        line = self._line
        line.put_away()
        line.change.setFocus()

    def _on_first(self) -> None:
        for tuned in self._line.state.values:
            self.fields[tuned.name].set_value(tuned.default)
        self.look_ahead()


def _promises_stay() -> str:
    return _("A promise cannot be switched off; you may only change when it comes up.")


def _weight_hint() -> str:
    return _("The heavier, the higher in the list.")


def _asleep(state: RuleState) -> str:
    assert state.asleep_until is not None
    return _("Silent until {day}: a new book needs 30 days of data first.").format(
        day=dates.date_long(state.asleep_until)
    )


def _count(n: int, found: Preview) -> str:
    return _("at least {n}").format(n=numbers.number(n)) if found.at_least else numbers.number(n)


def _switched_on(found: Preview) -> str:
    if not found.added:
        return _("Switched on now, nobody is added today.")
    words = ngettext(
        "Switched on now, {n} person is added today.",
        "Switched on now, {n} people are added today.",
        found.added,
    )
    return words.format(n=_count(found.added, found))


def _switched_off(found: Preview) -> str:
    if not found.removed:
        return _("Switched off now, nobody leaves today's list.")
    words = ngettext(
        "Switched off now, {n} person leaves today's list.",
        "Switched off now, {n} people leave today's list.",
        found.removed,
    )
    return words.format(n=numbers.number(found.removed))


def _changed(found: Preview) -> str:
    parts = []
    if found.added:
        words = ngettext(
            "With these numbers {n} person is added today.",
            "With these numbers {n} people are added today.",
            found.added,
        )
        parts.append(words.format(n=_count(found.added, found)))
    if found.removed:
        words = ngettext(
            "With these numbers {n} person leaves today's list.",
            "With these numbers {n} people leave today's list.",
            found.removed,
        )
        parts.append(words.format(n=numbers.number(found.removed)))
    return " ".join(parts) or _("With these numbers nothing changes today.")
