"""Asking what an album is called, what is in it, and which photo stands for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photoorg.library.records import Album

DESCRIPTION_LINES = 5


@dataclass(frozen=True, slots=True)
class AlbumWish:
    """How an album is to be.

    Attributes:
        folder: the folder of albums that it lies in, or "".
        cover: ``kept``, ``first`` or ``best``.
    """

    name: str
    description: str
    folder: str
    cover: str


class AlbumEditDialog(QDialog):
    """Name, description, folder and cover.

    Signals:
        wished(AlbumWish): something is to be different.
    """

    wished = Signal(object)

    def __init__(self, album: Album, folders: Sequence[str], parent: QWidget) -> None:
        """``folders``: the names of all folders of albums."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Edit album"))
        self.setMinimumWidth(460)
        self._album = album
        self.name = QLineEdit(album.name)
        self.name.setMaxLength(200)
        self.name.setAccessibleName(self.tr("Name of the album"))
        self.description = QPlainTextEdit(album.description)
        self.description.setAccessibleName(self.tr("Description of the album"))
        self.description.setPlaceholderText(self.tr("What is in it, in your words"))
        self.description.setTabChangesFocus(True)
        self.description.setFixedHeight(self.fontMetrics().lineSpacing() * DESCRIPTION_LINES + 16)
        self.folder = QComboBox()
        self.folder.setAccessibleName(self.tr("Folder of the album"))
        self.folder.addItem(self.tr("None"), "")
        for one in folders:
            self.folder.addItem(one, one)
        self.folder.setCurrentIndex(max(self.folder.findData(album.folder), 0))
        self.cover = QComboBox()
        self.cover.setAccessibleName(self.tr("Cover of the album"))
        if album.has_chosen_cover:
            self.cover.addItem(self.tr("The chosen photo"), "kept")
            self.cover.addItem(self.tr("The first photo"), "first")
        else:
            self.cover.addItem(self.tr("The first photo"), "kept")
        self.cover.addItem(self.tr("The best photo"), "best")
        self.problem = QLabel()
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self.problem.hide()
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.accepted.connect(self._on_accepted)
        self.name.textChanged.connect(lambda text: self._ok.setEnabled(bool(text.strip())))
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.addRow(self.tr("Name"), self.name)
        form.addRow(self.problem)
        form.addRow(self.tr("Description"), self.description)
        form.addRow(self.tr("Folder"), self.folder)
        form.addRow(self.tr("Cover"), self.cover)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(buttons)

    def ask_again(self, wish: AlbumWish, problem: str) -> None:
        """Shows what was wished for before, and why it cannot be."""
        self.name.setText(wish.name)
        self.name.selectAll()
        self.name.setAccessibleDescription(problem)
        self.problem.setText(problem)
        self.problem.show()
        self.description.setPlainText(wish.description)
        self.folder.setCurrentIndex(max(self.folder.findData(wish.folder), 0))
        self.cover.setCurrentIndex(max(self.cover.findData(wish.cover), 0))

    @property
    def wish(self) -> AlbumWish:
        """What the fields say."""
        return AlbumWish(
            self.name.text().strip(),
            self.description.toPlainText().strip(),
            self.folder.currentData(),
            self.cover.currentData(),
        )

    def _on_accepted(self) -> None:
        album, wish = self._album, self.wish
        if wish != AlbumWish(album.name, album.description, album.folder, "kept"):
            self.wished.emit(wish)
