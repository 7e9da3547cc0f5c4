"""Where Shopbook's own files are and where it keeps the user's. What is in the files is not known here."""

from __future__ import annotations

import os
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
# The wheel carries ui/, resources/ and translations/ here, so that site-packages gains one name only.
BUNDLE = PACKAGE / "_bundle"


def base() -> Path:
    """The folder that holds resources/ and translations/: a frozen program's, the wheel's or the repository's."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen)
    return BUNDLE if BUNDLE.is_dir() else PACKAGE.parent


def on_path() -> None:
    """Make `import ui` work in an installed wheel and when started from another folder."""
    folder = str(base())
    if folder not in sys.path:
        sys.path.append(folder)


def resource(*parts: str) -> Path:
    """A file under resources/, e.g. `resource("fonts", "KhataBangla-Regular.ttf")`. It need not exist."""
    return base().joinpath("resources", *parts)


def translations_dir() -> Path:
    """The folder of the gettext catalogs."""
    return base() / "translations"


def data_dir() -> Path:
    """The user's own folder for books and logs, made when missing.

    `SHOPBOOK_DATA` overrides it: tests, the tour and a shop that runs from a USB stick.
    """
    chosen = os.environ.get("SHOPBOOK_DATA")
    if chosen:
        folder = Path(chosen)
    else:
        import platformdirs

        folder = Path(platformdirs.user_data_dir("Shopbook", appauthor=False))
    folder.mkdir(parents=True, exist_ok=True)
    return folder
