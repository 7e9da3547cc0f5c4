"""Qt's own words through our catalogs, and changing the language while the window is open. Our own sentences are
translated by shopbook.localisation."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from shopbook.localisation import language

Text = str | Callable[[], str]


def read(text: Text) -> str:
    """A text as it is now: callables are asked again after each change of language."""
    return text() if callable(text) else text


class GettextTranslator(QTranslator):
    """Answers Qt's requests (OK, Cancel, Copy, Select All ...) from gettext, since Qt ships no Bengali catalog."""

    def isEmpty(self) -> bool:
        # Otherwise installTranslator drops it.
        return False

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:  # type: ignore[override]
        """The text in the language now set, or None, at which Qt shows its English source."""
        if not source or language.current_language() == "en":
            return None
        for found in (language.pgettext(context, source), language._(source)):
            if found != source:
                return found
        return None


def install(app: QCoreApplication) -> GettextTranslator:
    """Let Qt ask our catalogs from now on."""
    translator = GettextTranslator(app)
    app.installTranslator(translator)
    return translator


def switch(app: QCoreApplication, code: str, translator: GettextTranslator) -> None:
    """Change to "bn" or "en"; every widget hears LanguageChange and says its texts again."""
    language.set_language(code)
    QLocale.setDefault(QLocale(QLocale.Language.Bengali if code == "bn" else QLocale.Language.English))
    # Qt sends LanguageChange to all widgets when the set of translators changes.
    app.removeTranslator(translator)
    app.installTranslator(translator)
