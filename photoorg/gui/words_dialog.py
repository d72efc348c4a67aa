"""What photos are called, and a text about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
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
    """What photos are called and what is said about them, "" for nothing; None where that stays as it is.

    Attributes:
        reset_title, reset_text: what their files say counts again.
    """

    title: str | None = None
    text: str | None = None
    reset_title: bool = False
    reset_text: bool = False

    def __bool__(self) -> bool:
        return self != Words()


class WordsDialog(QDialog):
    """A title and a description, as they are shown now; who empties a field says that there is none.

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
        self.title = QLineEdit()
        self.title.setMaxLength(TITLE_LIMIT)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.title_found, self.text_found = (QPushButton(self.tr("As found in the file")) for _ in range(2))
        placeholders = self.tr("(various)"), self.tr("(none)")
        self._title = _Subject(
            self.title,
            self.title_found,
            [photo.shown_title for photo in photos],
            [photo.file_title or "" for photo in photos],
            placeholders,
            is_said=any(photo.title or photo.has_no_title for photo in photos),
        )
        self._text = _Subject(
            self.text,
            self.text_found,
            [photo.shown_text for photo in photos],
            [photo.file_description or "" for photo in photos],
            placeholders,
            is_said=any(photo.text or photo.has_no_text for photo in photos),
        )
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
        layout.addWidget(heading)
        layout.addLayout(_captioned(self.tr("Title"), self.title, self.title_found))
        layout.addWidget(self.title)
        layout.addLayout(_captioned(self.tr("Description"), self.text, self.text_found))
        layout.addWidget(self.text, 1)
        layout.addWidget(buttons)
        self.title.setFocus()

    @property
    def words(self) -> Words:
        """What was changed."""
        return Words(self._title.new_words, self._text.new_words, self._title.is_reset, self._text.is_reset)

    def _on_accepted(self) -> None:
        if self.words:
            self.described.emit(self.words)


class _Subject:
    """One of the two: a field, and a button that brings back what the files say.

    Attributes:
        is_reset: what the files say is wanted.
    """

    def __init__(
        self,
        field: QLineEdit | QPlainTextEdit,
        found_button: QPushButton,
        shown: Sequence[str],
        found: Sequence[str],
        placeholders: tuple[str, str],
        *,
        is_said: bool,
    ) -> None:
        self.is_reset = False
        self._field = field
        self._found = found
        self._various, self._none = placeholders
        self._is_touched = False
        self._write(shown)
        self._before = self._written
        self._button = found_button
        found_button.setObjectName("link")
        found_button.setAutoDefault(False)
        found_button.setVisible(is_said and any(found))
        found_button.clicked.connect(self._on_reset)
        field.textChanged.connect(self._on_changed)

    @property
    def new_words(self) -> str | None:
        if self.is_reset or not self._is_touched:
            return None
        # Where photos differ, an empty field is what it was before; emptied, it means that none has any.
        return self._written if self._written != self._before or not self._before else None

    @property
    def _written(self) -> str:
        return self._field.text() if isinstance(self._field, QLineEdit) else self._field.toPlainText()

    def _write(self, texts: Sequence[str]) -> None:
        """What all have, or that they differ."""
        is_one = len(set(texts)) == 1
        if isinstance(self._field, QLineEdit):
            self._field.setText(texts[0] if is_one else "")
        else:
            self._field.setPlainText(texts[0] if is_one else "")
        self._field.setPlaceholderText("" if is_one else self._various)

    def _on_changed(self) -> None:
        self._is_touched = True
        self.is_reset = False
        self._button.setEnabled(True)
        self._field.setPlaceholderText(self._none)

    def _on_reset(self) -> None:
        self._write(self._found)
        self.is_reset = True
        self._button.setEnabled(False)


def _captioned(caption: str, field: QWidget, button: QPushButton) -> QHBoxLayout:
    label = QLabel(caption)
    label.setBuddy(field)
    row = QHBoxLayout()
    row.addWidget(label)
    row.addStretch()
    row.addWidget(button)
    return row
