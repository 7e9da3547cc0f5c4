"""Qt's own words through our catalogs, and changing the language while the window is open. Our own sentences are
translated by shopbook.localisation."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator

from shopbook.localisation import language
from shopbook.localisation.language import _

Text = str | Callable[[], str]


def read(text: Text) -> str:
    """A text as it is now: callables are asked again after each change of language."""
    return text() if callable(text) else text


class GettextTranslator(QTranslator):
    """Answers Qt's requests (OK, Cancel, Copy, Select All ...) from gettext, since Qt ships no Bengali catalog."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Every key that is read or shown asks for its modifiers' names: hundreds of times for one page.
        self._found: dict[tuple[str, str, bool], str | None] = {}

    def isEmpty(self) -> bool:
        # Otherwise installTranslator drops it.
        return False

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """The text in the language now set, or None, at which Qt shows its English source."""
        if not source or language.current_language() == "en":
            return None
        asked = (context, source, language.bengali_digits())
        if asked not in self._found:
            self._found[asked] = self._look_up(context, source)
        return self._found[asked]

    @staticmethod
    def _look_up(context: str, source: str) -> str | None:
        for found in (language.pgettext(context, source), _(source)):
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


def qt_words() -> list[str]:
    """Qt's own words as they are said now. Written out, so that the catalogs' extraction finds them."""
    buttons = [
        _("OK"),
        _("Save"),
        _("Save All"),
        _("Open"),
        _("Cancel"),
        _("Close"),
        _("Help"),
        _("Apply"),
        _("Reset"),
    ]
    answers = [_("&Yes"), _("&No"), _("Yes to &All"), _("N&o to All"), _("Abort"), _("Retry"), _("Ignore")]
    ends = [_("Discard"), _("Restore Defaults"), _("Print"), _("&Print")]
    editing = [_("&Undo"), _("&Redo"), _("Cu&t"), _("&Copy"), _("&Paste"), _("Delete"), _("Select All")]
    files = [
        _("Copy &Link Location"), _("File &name:"), _("Files of type:"), _("Look in:"), _("Directory:"), _("Folder"),
        _("&Open"), _("&Save"), _("&Choose"), _("&Rename"), _("&Delete"), _("&New Folder"), _("New Folder"),
        _("Create New Folder"), _("Show &hidden files"), _("Parent Directory"), _("Back"), _("Forward"),
        _("List View"), _("Detail View"), _("Name"), _("Size"), _("Type"), _("Date Modified"), _("All Files (*)"),
        _("Computer"),
    ]  # fmt: skip
    return [*buttons, *answers, *ends, *editing, *files]
