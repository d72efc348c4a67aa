"""What photos are called, and a text about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from photoorg.gui import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photoorg.library.records import Photo

TITLE_LIMIT = 1_000
TEXT_LIMIT = 100_000


@dataclass(frozen=True, slots=True)
class Words:
    """What photos are called and what is said about them; None where that stays as it is."""

    title: str | None
    text: str | None

    def __bool__(self) -> bool:
        return self.title is not None or self.text is not None


class WordsDialog(QDialog):
    """A title and a description. Where there are none of the user's, those of the file are shown in grey.

    Signals:
        described(Words): the user wants that.
    """

    described = Signal(object)

    def __init__(self, photos: Sequence[Photo], photo_count: int, parent: QWidget) -> None:
        """``photos``: the first of them, at least one."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Title and description"))
        self.resize(460, 320)
        heading = QLabel(
            photos[0].path.name
            if photo_count == 1
            else self.tr("Of {photos}; what you leave alone stays as it is.").format(
                photos=wording.photo_count(photo_count)
            )
        )
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setWordWrap(True)
        self.title = QLineEdit(_common([photo.title for photo in photos]))
        self.title.setMaxLength(TITLE_LIMIT)
        self.title.setPlaceholderText(_common([photo.shown_title for photo in photos]))
        self.text = QPlainTextEdit(_common([photo.text for photo in photos]))
        self.text.setPlaceholderText(_common([photo.shown_text for photo in photos]))
        self.text.setTabChangesFocus(True)
        self._before = self.title.text(), self.text.toPlainText()
        title_label, text_label = QLabel(self.tr("Title")), QLabel(self.tr("Description"))
        title_label.setBuddy(self.title)
        text_label.setBuddy(self.text)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.text.textChanged.connect(
            lambda: buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(
                len(self.text.toPlainText()) <= TEXT_LIMIT
            )
        )
        self.accepted.connect(self._on_accepted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        for widget in (heading, title_label, self.title, text_label):
            layout.addWidget(widget)
        layout.addWidget(self.text, 1)
        layout.addWidget(buttons)
        self.title.setFocus()

    @property
    def words(self) -> Words:
        """What was changed."""
        title, text = self.title.text(), self.text.toPlainText()
        return Words(None if title == self._before[0] else title, None if text == self._before[1] else text)

    def _on_accepted(self) -> None:
        if self.words:
            self.described.emit(self.words)


def _common(texts: Sequence[str]) -> str:
    """What all have; "" where they differ."""
    return texts[0] if len(set(texts)) == 1 else ""
