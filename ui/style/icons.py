"""Lucide icons drawn in the colours of the theme, sharp on every screen. Which icon means what is the caller's
choice."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QImage, QImageReader, QPainter, QPixmap

from shopbook import paths
from ui.style import theme


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return paths.resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _image(name: str, ink: str, side: int) -> QImage:
    # Through the image reader and not QtSvg: first paint imports no Qt module beyond Core, Gui and Widgets.
    data = QByteArray(_source(name).replace("currentColor", ink).encode())
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(QSize(side, side))
    image = reader.read()
    if image.isNull():
        raise RuntimeError(f"icon {name} cannot be drawn: {reader.errorString()}")
    return image


def pixmap(name: str, tone: str = "text2", size: float = 20, ratio: float | None = None) -> QPixmap:
    """An icon in a colour token (or "#rrggbb"), `size` px at scale 1, at the screen's pixel ratio."""
    ratio = ratio or _ratio()
    ink = tone if tone.startswith("#") else getattr(theme.tokens(), tone)
    result = QPixmap.fromImage(_image(name, ink, round(theme.px(size) * ratio)))
    result.setDevicePixelRatio(ratio)
    return result


def _ratio() -> float:
    app = QGuiApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0


class _ThemedEngine(QIconEngine):
    """Draws at paint time with the theme of that moment, so buttons need not be told when it changes."""

    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._name, self._tone = name, tone

    def clone(self) -> QIconEngine:
        return _ThemedEngine(self._name, self._tone)

    def _ink(self, mode: QIcon.Mode) -> str:
        tone = "text3" if mode == QIcon.Mode.Disabled else self._tone
        return tone if tone.startswith("#") else str(getattr(theme.tokens(), tone))

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        # Deliberately not `painter.device()`: to name its class, PySide sets up every widget class there is (15 ms).
        ratio = painter.deviceTransform().m11()
        image = _image(self._name, self._ink(mode), max(1, round(side * ratio)))
        place = QRect(0, 0, side, side)
        place.moveCenter(rect.center())
        painter.drawImage(place, image)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        result = QPixmap(size)
        result.fill(Qt.GlobalColor.transparent)
        painter = QPainter(result)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return result


def icon(name: str, tone: str = "text2") -> QIcon:
    """A QIcon that follows the theme; `tone` is a colour token or "#rrggbb"."""
    return QIcon(_ThemedEngine(name, tone))


def exists(name: str) -> bool:
    """True when the icon is among the bundled ones."""
    return paths.resource("icons", f"{name}.svg").is_file()
