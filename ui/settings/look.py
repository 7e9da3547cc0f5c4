"""Language, figures, colours and size of the words: they belong to this computer and change at once."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from shopbook.localisation import language
from shopbook.localisation.language import _
from shopbook.localisation.numbers import percent
from ui.context import Context
from ui.forms.choices import ChipsField, Choice
from ui.preferences import Preferences
from ui.settings.pane import Pane
from ui.style import theme


class LookPane(Pane):
    """Chips; each press is the change."""

    def __init__(self, ctx: Context, preferences: Preferences) -> None:
        super().__init__()
        self._ctx, self._preferences = ctx, preferences
        words = self.card(lambda: _("Language and figures"))
        self.tongue = ChipsField(
            "language",
            lambda: _("Language"),
            [Choice(code, name) for code, name in language.languages().items()],
        )
        self.digits = ChipsField(
            "digits",
            lambda: _("Figures"),
            [
                Choice("auto", lambda: _("As the language has them")),
                Choice("bn", "১২৩"),
                Choice("latin", "123"),
            ],
        )
        for field in (self.tongue, self.digits):
            words.body.addWidget(field)
        look = self.card(lambda: _("Colours and size"))
        self.theme = ChipsField(
            "theme",
            lambda: _("Colours"),
            [
                Choice("light", lambda: _("Light"), "sun"),
                Choice("dark", lambda: _("Dark"), "moon"),
                Choice("system", lambda: _("As the computer has it")),
            ],
        )
        self.scale = ChipsField(
            "scale",
            lambda: _("Size of the words"),
            [Choice(scale, _Percent(scale).words) for scale in theme.SCALES],
            hint=lambda: _("Choose so that you read without glasses."),
        )
        for field in (self.theme, self.scale):
            look.body.addWidget(field)
        self.end()
        self.show_now()
        self.tongue.changed.connect(self._on_language)
        self.digits.changed.connect(self._on_digits)
        self.theme.changed.connect(self._on_look)
        self.scale.changed.connect(self._on_look)

    def show_now(self) -> None:
        """What this computer has chosen."""
        self.tongue.set_value(language.current_language())
        self.digits.set_value(self._preferences.digits)
        self.theme.set_value(self._preferences.theme)
        self.scale.set_value(self._preferences.scale)

    def first_focus(self) -> QWidget:
        return self.tongue

    def _on_language(self) -> None:
        self._ctx.navigation.language_asked.emit(self.tongue.value())

    def _on_digits(self) -> None:
        digits = self.digits.value()
        self._preferences.digits = digits
        language.set_digits(digits)
        # The same language once more: everything on the screen says its figures again.
        self._ctx.navigation.language_asked.emit(language.current_language())

    def _on_look(self) -> None:
        self._ctx.navigation.look_asked.emit(self.theme.value(), self.scale.value())


class _Percent:
    def __init__(self, scale: float) -> None:
        self._percent = round(scale * 100)

    def words(self) -> str:
        return percent(self._percent)
