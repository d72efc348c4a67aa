"""A name that somebody else has already: the same person, or another one with this name?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from photoorg.gui import wording
from photoorg.gui.breadcrumb import shortened

if TYPE_CHECKING:
    from photoorg.gui.people.crop_loader import CropLoader
    from photoorg.library.beings.records import Being

PICTURE_PX = 120


class BeingPicture(QWidget):
    """The picture of one region, as a disc."""

    def __init__(self, crops: CropLoader, side_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._crops = crops
        self._region_id: int | None = None
        self.setFixedSize(QSize(side_px, side_px))
        crops.loaded.connect(self._repaint)

    def show_region(self, region_id: int | None) -> None:
        """Shows another one; None for a mark."""
        self._region_id = region_id
        self.update()

    def _repaint(self, region_id: int) -> None:
        if region_id == self._region_id:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._crops.paint(QPainter(self), self._region_id, QRectF(self.rect()), self.palette())


class NameQuestion(QDialog):
    """Shows both.

    Signals:
        same(): they are one.
        different(): they only have the same name.
    """

    same = Signal()
    different = Signal()

    def __init__(self, being: Being, known: Being, crops: CropLoader, parent: QWidget) -> None:
        """``known`` has the name already."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("The same name"))
        name = shortened(known.name)
        question = QLabel(
            self.tr("There is “{name}” already, in {photos}. Is this the same one?").format(
                name=name, photos=wording.photo_count(known.photos)
            )
        )
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setWordWrap(True)
        pictures = QHBoxLayout()
        pictures.addStretch()
        for one in (being, known):
            picture = BeingPicture(crops, PICTURE_PX)
            picture.show_region(one.cover_id)
            pictures.addWidget(picture)
        pictures.addStretch()
        self.same_button = QPushButton(self.tr("&The same"))
        self.different_button = QPushButton(self.tr("&Somebody else with this name"))
        cancel = QPushButton(self.tr("Cancel"))
        buttons = QHBoxLayout()
        buttons.addStretch()
        for button, slot in (
            (self.same_button, self.same.emit),
            (self.different_button, self.different.emit),
        ):
            button.clicked.connect(slot)
            button.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        for button in (self.same_button, self.different_button, cancel):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(14)
        layout.addLayout(pictures)
        layout.addWidget(question)
        layout.addLayout(buttons)
        self.same_button.setFocus()
