"""An icon that stands for itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QLabel, QWidget

from photoorg.gui.icons import icon

# What a picture of the icon depends on.
LOOKS = (
    QEvent.Type.PaletteChange,
    QEvent.Type.ApplicationPaletteChange,
    QEvent.Type.StyleChange,
    QEvent.Type.DevicePixelRatioChange,
)


class IconLabel(QLabel):
    """Shows an icon in the colour of the palette, also where that becomes another one."""

    def __init__(self, side_px: int, icon_name: str = "", parent: QWidget | None = None) -> None:
        """``side_px``: how large the icon is, in logical pixels."""
        super().__init__(parent)
        self._side_px = side_px
        self.show_icon(icon_name)

    def show_icon(self, icon_name: str) -> None:
        """Shows another icon; "" for none."""
        self._icon_name = icon_name
        if icon_name:
            size = QSize(self._side_px, self._side_px)
            self.setPixmap(icon(icon_name).pixmap(size, self.devicePixelRatioF()))
        else:
            self.clear()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in LOOKS:
            self.show_icon(self._icon_name)
