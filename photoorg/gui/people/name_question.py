"""A name that somebody else has already: is it the same one, or another of this name?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from photoorg.gui import wording
from photoorg.gui.breadcrumb import shortened
from photoorg.gui.people.being_list import BeingList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photoorg.gui.people.crop_loader import CropLoader
    from photoorg.library.beings.records import Being

PICTURE_PX = 120
MOST_ROWS = 5


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
    """Shows whom it may be: one, or a list to choose from.

    Signals:
        same(Being): it is this one.
        different(): they only have the same name.
    """

    same = Signal(object)
    different = Signal()

    def __init__(self, being: Being, namesakes: Sequence[Being], crops: CropLoader, parent: QWidget) -> None:
        """``namesakes`` have the name already; at least one, the likeliest first."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("The same name"))
        first, is_choice = namesakes[0], len(namesakes) > 1
        name = shortened(first.name)
        text = self.tr("There is “{name}” already, in {photos}. Is this the same one?").format(
            name=name, photos=wording.photo_count(first.photos)
        )
        if is_choice:
            text = self.tr("Several are called “{name}” already. Is this one of them?").format(name=name)
        question = QLabel(text)
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setWordWrap(True)
        pictures = QHBoxLayout()
        pictures.addStretch()
        for one in (being,) if is_choice else (being, first):
            picture = BeingPicture(crops, PICTURE_PX)
            picture.show_region(one.cover_id)
            pictures.addWidget(picture)
        pictures.addStretch()
        self.list = BeingList(crops)
        self.list.show_beings(namesakes)
        self.list.go_to(0)
        self.list.setFixedHeight(
            min(len(namesakes), MOST_ROWS) * self.list.sizeHintForRow(0) + 2 * self.list.frameWidth()
        )
        self.list.setVisible(is_choice)
        self.same_button = QPushButton(self.tr("&The same"))
        self.different_button = QPushButton(self.tr("&Somebody else with this name"))
        cancel = QPushButton(self.tr("Cancel"))
        buttons = QHBoxLayout()
        buttons.addStretch()
        for button, slot in (
            (self.same_button, self._tell_same),
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
        layout.addWidget(self.list)
        layout.addLayout(buttons)
        self.same_button.setFocus()

    def _tell_same(self) -> None:
        self.same.emit(self.list.current)
