"""One window for a book: a second start finds the first and asks it to come forward. The file's own lock is
storage's."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QCryptographicHash, QDir, QLockFile, QObject, Signal

WAIT_MS = 1000


class SingleInstance(QObject):
    """`first` tells whether this process has the book for itself; `called` when a later one asks to come forward."""

    called = Signal()

    def __init__(self, book: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.book = book
        # Qt's own digest: hashlib would load OpenSSL before the first paint.
        who = f"{_user()}\n{book.resolve()}".encode()
        digest = QCryptographicHash.hash(who, QCryptographicHash.Algorithm.Sha1)
        self._name = "shopbook-" + bytes(digest.toHex().data()).decode()[:16]
        # In the temporary folder: the book's own may be read-only. A dead owner's lock is taken over by Qt.
        self._lock = QLockFile(str(Path(QDir.tempPath()) / f"{self._name}.lock"))
        self._lock.setStaleLockTime(0)
        self.first = self._lock.tryLock(0)
        self._server: QObject | None = None

    def listen(self) -> bool:
        """Hear later starts; False when it did so already. Imports QtNetwork, so call it after the first paint."""
        from PySide6.QtNetwork import QLocalServer

        if self._server is not None:
            return False
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._name)
        server.newConnection.connect(self._on_new_connection)
        server.listen(self._name)
        self._server = server
        return True

    def call_first(self) -> bool:
        """Ask the first one to come forward; False when it does not answer."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(WAIT_MS):
            return False
        socket.write(b"come forward\n")
        heard = socket.waitForBytesWritten(WAIT_MS)
        socket.disconnectFromServer()
        return heard

    def release(self) -> None:
        """Let another start have the book."""
        if self._server is not None:
            self._server.deleteLater()
            self._server = None
        self._lock.unlock()

    def _on_new_connection(self) -> None:
        from PySide6.QtNetwork import QLocalServer

        if isinstance(self._server, QLocalServer):
            socket = self._server.nextPendingConnection()
            if socket is not None:
                socket.disconnected.connect(socket.deleteLater)
            self.called.emit()


def _user() -> str:
    """Who uses this computer account; another account has a socket of its own."""
    return os.environ.get("USERNAME", "") if os.name == "nt" else str(os.getuid())
