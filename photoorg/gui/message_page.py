"""A page that says one thing: an empty album, no hits, a library that cannot be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from photoorg.gui import wording
from photoorg.gui.icon_label import IconLabel

if TYPE_CHECKING:
    from collections.abc import Callable

ICON_PX = 44
WIDEST_TEXT_PX = 520


class MessagePage(QFrame):
    """Icon, title, a sentence or two, and perhaps buttons, in the middle of the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("emptyState")
        self._icon = IconLabel(ICON_PX)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = QLabel()
        self._title.setObjectName("emptyTitle")
        self._text = QLabel()
        self._text.setObjectName("quiet")
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        font = self._title.font()
        font.setPointSizeF(font.pointSizeF() * 1.25)
        self._title.setFont(font)
        self._buttons = QHBoxLayout()
        self._buttons.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QWidget()
        column.setMaximumWidth(WIDEST_TEXT_PX)
        texts = QVBoxLayout(column)
        texts.setContentsMargins(0, 0, 0, 0)
        texts.setSpacing(10)
        for label in (self._icon, self._title, self._text):
            texts.addWidget(label)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(column, 1000)
        middle.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addStretch(2)
        layout.addLayout(middle)
        layout.addSpacing(8)
        layout.addLayout(self._buttons)
        layout.addStretch(3)

    @property
    def title(self) -> str:
        """The headline."""
        return self._title.text()

    @property
    def text(self) -> str:
        """The sentence below the headline."""
        return self._text.text().replace(wording.BREAK, "")

    def say(self, icon_name: str, title: str, text: str = "") -> None:
        """Says something else; buttons added before stay."""
        self._icon.show_icon(icon_name)
        self._title.setText(title)
        self._text.setText(wording.breakable(text))
        self._text.setVisible(bool(text))

    def add_button(self, text: str, slot: Callable[[], object], *, primary: bool = False) -> QPushButton:
        """Adds a button below the text."""
        button = QPushButton(text)
        if primary:
            button.setObjectName("primary")
        button.clicked.connect(slot)
        self._buttons.addWidget(button)
        return button
