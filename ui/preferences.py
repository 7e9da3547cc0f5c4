"""What belongs to this computer and not to the shop: language, look, window, last book. The shop's settings
are in its file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from shopbook import paths

THEMES = ("light", "dark", "system")


class Preferences:
    """An ini file in the data folder, read and written at once."""

    def __init__(self, file: Path | None = None) -> None:
        self._ini = QSettings(str(file or paths.data_dir() / "shopbook.ini"), QSettings.Format.IniFormat)

    def _text(self, key: str, default: str) -> str:
        return str(self._ini.value(key, default))

    def _set(self, key: str, value: object) -> None:
        self._ini.setValue(key, value)
        self._ini.sync()

    @property
    def language(self) -> str:
        """ "bn" or "en"."""
        return self._text("language", "bn")

    @language.setter
    def language(self, code: str) -> None:
        self._set("language", code)

    @property
    def digits(self) -> str:
        """ "auto", "bn" or "latin"."""
        return self._text("digits", "auto")

    @digits.setter
    def digits(self, digits: str) -> None:
        self._set("digits", digits)

    @property
    def theme(self) -> str:
        """ "light", "dark" or "system"."""
        chosen = self._text("theme", "light")
        return chosen if chosen in THEMES else "light"

    @theme.setter
    def theme(self, choice: str) -> None:
        self._set("theme", choice)

    @property
    def scale(self) -> float:
        """How large the text is: 1.0, 1.15, 1.25 or 1.4."""
        try:
            return min(1.4, max(1.0, float(self._text("scale", "1.0"))))
        except ValueError:
            return 1.0

    @scale.setter
    def scale(self, scale: float) -> None:
        self._set("scale", scale)

    @property
    def last_book(self) -> Path | None:
        """The book that was open last, if the file is still there to be tried."""
        text = self._text("last_book", "")
        return Path(text) if text else None

    @last_book.setter
    def last_book(self, path: Path | None) -> None:
        self._set("last_book", str(path) if path else "")

    @property
    def backup_folder(self) -> Path | None:
        """Where backups of the book shall go, when the shopkeeper has chosen a place."""
        text = self._text("backup_folder", "")
        return Path(text) if text else None

    @backup_folder.setter
    def backup_folder(self, folder: Path | None) -> None:
        self._set("backup_folder", str(folder) if folder else "")

    @property
    def today_staff(self) -> int:
        """Whose share of the day's list this computer shows; 0: everybody's."""
        text = self._text("today_staff", "0")
        return int(text) if text.isdecimal() else 0

    @today_staff.setter
    def today_staff(self, staff_id: int) -> None:
        # As text: an id has 64 bits.
        self._set("today_staff", str(staff_id))

    @property
    def geometry(self) -> QByteArray | None:
        """Where the window was."""
        value = self._ini.value("window")
        return value if isinstance(value, QByteArray) else None

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._set("window", value)
