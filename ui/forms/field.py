"""The base of all fields: a label above, the control, a hint or problem below. The kinds of field are beside
this file."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from shopbook.errors import Message
from shopbook.localisation.language import say
from ui.style import theme
from ui.translation import Text, read
from ui.widgets.cards import mark
from ui.widgets.text import Label


class Wrong(ValueError):
    """What was typed cannot be read; carries the sentence for under the field."""

    def __init__(self, problem: Message) -> None:
        super().__init__(str(problem))
        self.problem = problem


class Field(QWidget):
    """One question of a form. `key` is the name in the draft and in Invalid.problems.

    Signals: `changed` (by the user), `entered` (Enter), `finish_asked` (Ctrl+Enter), `left` (focus went elsewhere).
    """

    changed = Signal()
    entered = Signal()
    finish_asked = Signal()
    left = Signal()

    def __init__(self, key: str, label: Text, *, hint: Text = "", stretch: int = 1) -> None:
        super().__init__()
        self.key, self._label, self._hint, self.stretch = key, label, hint, stretch
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._problem: Message | str | None = None
        self._good: Text = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(3))
        self.label = Label(label, "second", "text2")
        self._column.addWidget(self.label)
        self.control: QWidget = self
        self._under = QHBoxLayout()
        self._under.setContentsMargins(0, 0, 0, 0)
        self._under.setSpacing(theme.px(6))
        self._cross, self._tick = mark("x", "red", 14, 21), mark("check", "green", 14, 21)
        self.note = Label("", "caption", "text3", wrap=True)
        for widget in (self._cross, self._tick, self.note):
            widget.hide()
        self._under.addWidget(self._cross, 0, Qt.AlignmentFlag.AlignTop)
        self._under.addWidget(self._tick, 0, Qt.AlignmentFlag.AlignTop)
        self._under.addWidget(self.note, 1)

    # its height

    def sizeHint(self) -> QSize:
        """The height at the present width: a layout gives no more, and chips broken into two lines need it."""
        whole = super().sizeHint()
        if self.hasHeightForWidth():
            whole.setHeight(max(whole.height(), self.heightForWidth(self.width())))
        return whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() and self.hasHeightForWidth():
            self.updateGeometry()

    # for the kinds of field

    def set_control(self, control: QWidget, around: QWidget | None = None) -> None:
        """Put the control (inside `around`, when it has company) between label and note."""
        self.control = control
        self._column.addWidget(around or control)
        self._column.addLayout(self._under)
        self.setFocusProxy(control)
        self.label.setBuddy(control)
        control.installEventFilter(self)
        self.name_control()
        self._show_note()

    def name_control(self) -> None:
        """Tell screen readers what the control is for."""
        self.control.setAccessibleName(read(self._label))

    def value(self) -> Any:
        """What the draft gets; raises Wrong when the typed text cannot be read."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a draft's value."""
        raise NotImplementedError

    def typed(self) -> Any:
        """What is in the control, as plain JSON, readable or not: for drafts that survive a power cut."""
        raise NotImplementedError

    def restore(self, typed: Any) -> None:
        """Put back what `typed` gave."""
        raise NotImplementedError

    def hint_now(self) -> str:
        """The hint for what is typed at the moment."""
        return read(self._hint)

    # problems and hints

    def show_problem(self, problem: Message | str | None) -> None:
        """Show a sentence in red under the control (None: no problem); what was typed stays."""
        self._problem = problem
        self.control.setProperty("wrong", "true" if problem else "false")
        self.control.style().unpolish(self.control)
        self.control.style().polish(self.control)
        self._show_note()

    def show_good(self, text: Text) -> None:
        """Show a sentence in green under the control: a known phone, a found serial ("" takes it away)."""
        self._good = text
        self._show_note()

    def problem_text(self) -> str:
        """The problem now shown, "" when there is none."""
        if self._problem is None:
            return ""
        return self._problem if isinstance(self._problem, str) else say(self._problem)

    def hint(self, text: Text) -> None:
        """Change the grey hint under the control."""
        self._hint = text
        self._show_note()

    def check(self) -> bool:
        """Look whether what was typed can be read and say so; called on leaving the field."""
        try:
            self.value()
        except Wrong as wrong:
            self.show_problem(wrong.problem)
            return False
        return True

    def _show_note(self) -> None:
        problem = self.problem_text()
        good = read(self._good)
        words, tone = (problem, "red") if problem else (good, "green") if good else (self.hint_now(), "text3")
        self.note.dress(tone=tone)
        self.note.say(words)
        self.note.setVisible(bool(words))
        self._cross.setVisible(bool(problem))
        self._tick.setVisible(bool(good) and not problem)
        self.control.setAccessibleDescription(words)

    def _on_edited(self, *_args: object) -> None:
        self._good = ""
        if self._problem is not None:
            self.show_problem(None)
        else:
            self._show_note()
        self.changed.emit()

    # keys

    def takes_enter(self, event: QKeyEvent) -> bool:
        """True when the control itself needs this Enter."""
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.finish_asked.emit()
                return True
            if self.takes_enter(event):
                return False
            self.entered.emit()
            return True
        if event.type() == QEvent.Type.FocusOut:
            self.on_left()
            self.left.emit()
        return False

    def on_left(self) -> None:
        """The keyboard went elsewhere: tidy and check what was typed."""
        if self.typed():
            self.check()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self.control is not self:
            self.retranslate()

    def retranslate(self) -> None:
        """Say hints, problems and names again."""
        self.name_control()
        self._show_note()
