"""The same quiet room for every test: no screen, the bundled font, a data folder of its own, no modal dialogs.

Shops and customers are built in `tests.language`; Qt is imported only inside fixtures, so core tests stay free of it.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

SHOTS = Path(__file__).resolve().parent.parent / "out" / "shots"

# Before anything imports Qt. The same pixels on every machine: no screen, no scaling, a fixed resolution.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_SCALE_FACTOR"] = "1"
os.environ["QT_FONT_DPI"] = "96"
# The language of the machine is not the language of the shop.
for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LC_TIME", "LC_NUMERIC"):
    os.environ.pop(name, None)
os.environ["LANG"] = "C.UTF-8"

# The same examples on every run: a test that fails today failed yesterday.
settings.register_profile("house", derandomize=True, deadline=None, database=None)
settings.load_profile("house")


@pytest.fixture(scope="session", autouse=True)
def _user_folders_elsewhere() -> Iterator[None]:
    """No test may see or touch the books of the person who runs it."""
    with tempfile.TemporaryDirectory(prefix="shopbook-tests-", ignore_cleanup_errors=True) as folder:
        patch = pytest.MonkeyPatch()
        patch.setenv("SHOPBOOK_DATA", str(Path(folder) / "data"))
        for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "APPDATA"):
            patch.setenv(variable, str(Path(folder) / variable.lower()))
        yield
        patch.undo()


@pytest.fixture(autouse=True)
def _bengali_first() -> Iterator[None]:
    """Every test begins in Bengali with automatic digits, whatever the one before it switched to."""
    language: Any = sys.modules.get("shopbook.localisation.language")
    if language is not None:
        language.set_language("bn")
        language.set_digits("auto")
    yield


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The program's name as Qt sees it."""
    return ["shopbook-tests"]


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """pytest-qt's application in Fusion and the bundled font: snapshots are pixel-identical everywhere."""
    from PySide6.QtGui import QFont, QFontDatabase

    from shopbook import paths

    qapp.setStyle("Fusion")
    for file in sorted(paths.resource("fonts").glob("*.ttf")):
        assert QFontDatabase.addApplicationFont(str(file)) >= 0, f"Qt cannot read {file.name}"
    font = QFont("Khata Bangla")
    font.setPixelSize(15)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    qapp.setFont(font)
    return qapp


@pytest.fixture(autouse=True)
def _no_modal_dialogs(request: pytest.FixtureRequest) -> Iterator[None]:
    """A forgotten modal dialog fails its test; left alone it would wait for ever for a person."""
    if "qapp" not in request.fixturenames and "qtbot" not in request.fixturenames:
        yield
        return
    from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QMenu, QMessageBox

    modal: dict[type, tuple[str, ...]] = {
        QDialog: ("exec",),
        QMessageBox: ("exec", "question", "warning", "information", "critical", "about"),
        QFileDialog: ("getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory"),
        QInputDialog: ("getText", "getInt", "getItem", "getMultiLineText"),
        QMenu: ("exec",),
    }
    patch = pytest.MonkeyPatch()
    for owner, names in modal.items():
        for name in names:
            patch.setattr(owner, name, _refusal(f"{owner.__name__}.{name}"))
    yield
    patch.undo()


def _refusal(what: str) -> Callable[..., Any]:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise AssertionError(f"{what} opened in a test and would wait for a person")

    return refuse


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """When a test with windows fails, every visible window is kept as a picture under out/shots."""
    report = yield
    if report.when == "call" and report.failed and "qtbot" in getattr(item, "fixturenames", ()):
        _keep_pictures(item, report)
    return report


def _keep_pictures(item: pytest.Item, report: pytest.TestReport) -> None:
    from PySide6.QtWidgets import QApplication

    SHOTS.mkdir(parents=True, exist_ok=True)
    safe = "".join(letter if letter.isalnum() else "_" for letter in item.name)[:80]
    for place, window in enumerate(QApplication.topLevelWidgets()):
        if window.isVisible():
            file = SHOTS / f"{safe}-{place}.png"
            window.grab().save(str(file))
            report.sections.append(("picture", str(file)))
