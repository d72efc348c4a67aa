"""A page that says one thing: an empty album, no hits, a library that cannot be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from photoorg.gui.icons import icon

if TYPE_CHECKING:
    from collections.abc import Callable

ICON_PX = 44
TEXT_WIDTH_PX = 520


class MessagePage(QFrame):
    """Icon, title, a sentence or two, and perhaps buttons, in the middle of the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("emptyState")
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = QLabel()
        self._title.setObjectName("emptyTitle")
        self._text = QLabel()
        self._text.setObjectName("quiet")
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setFixedWidth(TEXT_WIDTH_PX)
        font = self._title.font()
        font.setPointSizeF(font.pointSizeF() * 1.25)
        self._title.setFont(font)
        self._buttons = QHBoxLayout()
        self._buttons.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addStretch(2)
        centre = Qt.AlignmentFlag.AlignHCenter
        layout.addWidget(self._icon, 0, centre)
        layout.addWidget(self._title, 0, centre)
        layout.addWidget(self._text, 0, centre)
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
        return self._text.text()

    def say(self, icon_name: str, title: str, text: str = "") -> None:
        """Says something else; buttons added before stay."""
        self._icon.setPixmap(icon(icon_name).pixmap(QSize(ICON_PX, ICON_PX), self.devicePixelRatioF()))
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))

    def add_button(self, text: str, slot: Callable[[], object], *, primary: bool = False) -> QPushButton:
        """Adds a button below the text."""
        button = QPushButton(text)
        if primary:
            button.setObjectName("primary")
        button.clicked.connect(slot)
        self._buttons.addWidget(button)
        return button
