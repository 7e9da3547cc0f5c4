"""What a start loads before the day's list stands on the screen: nothing the shopkeeper would wait for in vain.

Times are the bench's affair; a module loaded too early is found here, on any machine.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from shopbook.clock import SystemClock
from shopbook.demo import Size, make_demo

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import json, os, sys
from pathlib import Path

from ui import app as program
from ui.main_window import MainWindow

made = MainWindow.__init__

def watched(window, *parts):
    made(window, *parts)
    window.painted.connect(tell)

def tell():
    window = next(w for w in program.QApplication.topLevelWidgets() if isinstance(w, MainWindow))
    page = window.ctx.navigation.page("today")
    told = {
        "modules": sorted(sys.modules),
        "cards": page.model.rowCount(),
        "visible": page.list.viewport().isVisible(),
        "pages": window.stack.count(),
    }
    print(json.dumps(told), flush=True)
    os._exit(0)

MainWindow.__init__ = watched
program.main([sys.argv[1]])
"""

# Each of these costs more than a card of the list is worth, or reads a file nobody asked for yet.
LATER = (
    # libraries
    "babel", "numpy", "phonenumbers", "platformdirs", "pypdfium2", "python_calamine", "reportlab",
    "sqlite3", "sqlite_utils", "uharfbuzz", "_sqlite3",
    # of Python's own, less what PySide itself loads
    "asyncio", "csv", "decimal", "email", "getpass", "html", "http", "logging.handlers", "multiprocessing",
    "platform", "secrets", "socket", "ssl", "subprocess", "unittest", "uuid",
    "xml",
    # of ours: the counter's work begins after the list is seen
    "shopbook.backups", "shopbook.rescue", "shopbook.trash", "ui.backups", "ui.keeping",
    "shopbook.boot", "shopbook.calls.operations", "shopbook.checks", "shopbook.cli", "shopbook.customers.model",
    "shopbook.demo", "shopbook.documents", "shopbook.dues", "shopbook.exchange", "shopbook.history",
    "shopbook.localisation.catalogs", "shopbook.localisation.collation", "shopbook.localisation.date_reading",
    "shopbook.localisation.words", "shopbook.notes.operations", "shopbook.products", "shopbook.sales",
    "shopbook.search", "shopbook.storage.steps", "shopbook.warranties",
    "ui.calls.strip", "ui.customers.page", "ui.documents", "ui.dues.page", "ui.forms", "ui.help", "ui.notes.sheet",
    "ui.sales.page", "ui.today.panel", "ui.today.putting_off", "ui.tour", "ui.warranties.page", "ui.widgets.preview",
)  # fmt: skip
QT = {"PySide6", "PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets"}


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """The program started over a sample shop in a process of its own; what it had done at its first paint."""
    folder = tmp_path_factory.mktemp("start")
    book = folder / "shop.shopbook"
    with pytest.MonkeyPatch.context() as patch:  # a morning like any other: this computer knows the book
        patch.setenv("SHOPBOOK_DATA", str(folder / "data"))
        make_demo(book, size=Size.of(60), clock=SystemClock())
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "SHOPBOOK_DATA": str(folder / "data"),
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(book)],
        cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr + told_in(folder / "data" / "logs" / "shopbook.log")
    told: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return told


def told_in(log: Path) -> str:
    """What the program wrote down before it gave up."""
    return log.read_text(encoding="utf-8") if log.exists() else ""


def loaded(started: dict[str, object]) -> list[str]:
    modules = started["modules"]
    assert isinstance(modules, list)
    return modules


def test_the_first_picture_is_the_days_list(started: dict[str, object]) -> None:
    assert started["visible"]
    assert isinstance(started["cards"], int)
    assert started["cards"] > 1


def test_only_the_first_page_is_made(started: dict[str, object]) -> None:
    assert started["pages"] == 1


def test_the_first_picture_needs_three_parts_of_qt(started: dict[str, object]) -> None:
    parts = {name for name in loaded(started) if name.startswith("PySide6")}
    assert {
        name for name in parts if name.count(".") <= 1 and not name.endswith(("._config", ".support"))
    } == QT


@pytest.mark.parametrize("name", LATER)
def test_what_the_list_does_not_need_waits(started: dict[str, object], name: str) -> None:
    found = [module for module in loaded(started) if module == name or module.startswith(f"{name}.")]
    assert found == []
