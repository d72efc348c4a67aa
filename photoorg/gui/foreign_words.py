"""A word about searches in a language that the model does not understand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget


class ForeignWords(QFrame):
    """Stands below the search field; not there while the model understands what was typed.

    Signals:
        model_wanted(): another model is to be chosen.
    """

    model_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self.button = QPushButton(self.tr("Choose a model…"))
        self.button.setObjectName("link")
        self.button.clicked.connect(self.model_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._text, 1)
        layout.addWidget(self.button)
        self.say("")

    @property
    def text(self) -> str:
        """What is said; "" for nothing."""
        return self._text.text()

    def say(self, text: str) -> None:
        """Says something else, or goes away."""
        self._text.setText(text)
        self.setVisible(bool(text))
