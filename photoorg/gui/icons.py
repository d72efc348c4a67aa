"""Our line icons: SVG files drawn in the colour of the palette, crisp at every scaling."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer


@cache
def _svg(name: str) -> str:
    return (files("photoorg") / "resources" / "icons" / f"{name}.svg").read_text("utf-8")


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_svg(name).replace("currentColor", colour).encode()))


def paint_icon(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """Draws the icon ``name`` into ``rect`` (logical pixels)."""
    _renderer(name, colour.name()).render(painter, rect)


class _PaletteIconEngine(QIconEngine):
    """Asks the palette for its colour each time it paints, so icons follow light and dark."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        palette = QGuiApplication.palette()
        dimmed = mode is QIcon.Mode.Disabled
        role = QPalette.ColorRole.PlaceholderText if dimmed else QPalette.ColorRole.WindowText
        paint_icon(painter, self._name, QRectF(rect), palette.color(role))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _PaletteIconEngine(self._name)


def icon(name: str) -> QIcon:
    """The icon in ``resources/icons/<name>.svg``."""
    return QIcon(_PaletteIconEngine(name))


def application_icon() -> QIcon:
    """The coloured mark of photoorg."""
    mark = QIcon()
    for side_px in (16, 24, 32, 48, 64, 128, 256):
        pixmap = QPixmap(side_px, side_px)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint_icon(painter, "photoorg", QRectF(0, 0, side_px, side_px), QColor("black"))
        painter.end()
        mark.addPixmap(pixmap)
    return mark
