"""Nothing goes wrong unseen: the log file, the hooks for bugs, Qt's own warnings. What the user reads is in
messages.py."""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler, qVersion

from shopbook import __version__, paths

log = logging.getLogger("shopbook.crash")

LOG_FILE = "shopbook.log"

LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class _Teller(QObject):
    """Carries a bug from any thread to the window."""

    crashed = Signal(object)


class _Installed:
    """What `install` keeps alive for the life of the process."""

    teller: _Teller | None = None
    native: IO[str] | None = None
    handler: logging.Handler | None = None
    tell: Callable[[BaseException], None] | None = None


def log_folder() -> Path:
    """Where the logs are."""
    return paths.data_dir() / "logs"


def install(folder: Path) -> None:
    """Write the log into `folder`, catch every unhandled exception, and take over Qt's messages."""
    folder.mkdir(parents=True, exist_ok=True)
    _write_to(logging.FileHandler(folder / LOG_FILE, encoding="utf-8"))
    logging.getLogger().setLevel(logging.INFO)
    _Installed.native = (folder / "native-crash.log").open("a", encoding="utf-8")
    faulthandler.enable(_Installed.native)
    _Installed.teller = _Teller()
    _Installed.teller.crashed.connect(_on_crashed)
    sys.excepthook = _excepthook
    threading.excepthook = _threading_excepthook
    qInstallMessageHandler(_on_qt_message)


def settle(folder: Path) -> None:
    """After the first paint, since it takes some milliseconds: keep the log short, and note what runs on what."""
    import platform
    from logging.handlers import RotatingFileHandler

    if _Installed.handler is None or isinstance(_Installed.handler, RotatingFileHandler):
        return
    _write_to(RotatingFileHandler(folder / LOG_FILE, maxBytes=512_000, backupCount=4, encoding="utf-8"))
    log.info("shopbook %s, python %s, qt %s, %s", __version__, platform.python_version(), qVersion(),
             platform.platform())  # fmt: skip


def _write_to(handler: logging.Handler) -> None:
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname).1s %(name)s: %(message)s"))
    root = logging.getLogger()
    if _Installed.handler is not None:
        root.removeHandler(_Installed.handler)
        _Installed.handler.close()
    root.addHandler(handler)
    _Installed.handler = handler


def tell(callback: Callable[[BaseException], None]) -> None:
    """Call `callback(exception)` on the window's thread for every bug from now on."""
    _Installed.tell = callback


def report(error: BaseException) -> None:
    """Log a bug that was caught on the way and tell the window of it."""
    log.critical("unhandled", exc_info=error)
    if _Installed.teller is not None:
        _Installed.teller.crashed.emit(error)
    elif _Installed.tell is not None:
        _Installed.tell(error)


def _on_crashed(error: BaseException) -> None:
    if _Installed.tell is not None:
        _Installed.tell(error)


def _excepthook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    report(error)


def _threading_excepthook(arguments: threading.ExceptHookArgs) -> None:
    if arguments.exc_value is not None:
        report(arguments.exc_value)


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    logging.getLogger("qt").log(LEVELS.get(kind, logging.WARNING), text)
