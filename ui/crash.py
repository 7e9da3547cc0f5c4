"""Nothing goes wrong unseen: the log file, the hooks for bugs, Qt's own warnings. What the user reads is in
messages.py, what a line may say in shopbook/log.py."""

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
from shopbook.log import Code, plain_handler, rotating_handler

log = logging.getLogger("shopbook.crash")

NATIVE_FILE, LARGEST_NATIVE = "native-crash.log", 200_000

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
    _write_to(plain_handler(folder))
    logging.getLogger().setLevel(logging.INFO)
    native = folder / NATIVE_FILE
    # Nobody reads more than the last crashes; it is written below Python, where nothing can turn a file over.
    long = native.exists() and native.stat().st_size > LARGEST_NATIVE
    _Installed.native = native.open("w" if long else "a", encoding="utf-8")
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
    _write_to(rotating_handler(folder))
    parts = (__version__, platform.python_version(), qVersion(), platform.platform(terse=True))
    log.info("shopbook %s, python %s, qt %s, %s", *map(Code, parts))


def _write_to(handler: logging.Handler) -> None:
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
