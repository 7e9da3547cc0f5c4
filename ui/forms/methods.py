"""How money changed hands: chips with one key each, also from inside the amount. What they mean is in shopbook."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from shopbook.dues.words import method_names
from ui.forms.choices import ChipsField, Choice
from ui.forms.figures import MoneyField
from ui.letters import letter_of
from ui.translation import Text, read

# The key that chooses a method while the keyboard is in the amount; cash is there from the beginning.
KEYS = {"c": "cash", "b": "bkash", "n": "nagad", "r": "rocket"}


class _Name:
    """A method's name with its key, asked again in each language."""

    def __init__(self, method: str) -> None:
        self._method = method

    def __call__(self) -> str:
        key = next((key for key, method in KEYS.items() if method == self._method), "")
        name = method_names()[self._method]
        return f"{name}  {key.upper()}" if key else name


class MethodField(ChipsField):
    """One of the methods; `listen_in(amount)` lets its keys work while an amount is being typed."""

    def __init__(self, key: str, label: Text, methods: tuple[str, ...]) -> None:
        super().__init__(key, label, [Choice(method, _Name(method)) for method in methods])
        self._methods = methods
        self.set_value(methods[0])

    def name_control(self) -> None:
        names = method_names()
        for button, choice in zip(self.buttons, self._choices, strict=True):
            button.setAccessibleName(f"{read(self._label)}: {names[choice.value]}")

    def listen_in(self, amount: MoneyField) -> None:
        """Take the keys of methods out of an amount; letters inside an amount ("5 hajar") stay letters."""
        listener = _Listener(self, amount)
        amount.line.installEventFilter(listener)

    def choose(self, method: str) -> None:
        """Choose as if clicked."""
        self.set_value(method)
        self._on_edited()


class _Listener(QObject):
    def __init__(self, methods: MethodField, amount: MoneyField) -> None:
        super().__init__(methods)
        self._field, self._amount = methods, amount

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            return False
        method = KEYS.get(letter_of(event).lower())
        text = self._amount.line.text()
        figures_only = not any(letter.isalpha() for letter in text)
        if method is None or not figures_only or method not in self._field._methods:
            return False
        self._field.choose(method)
        return True
