"""What goes on, or how it went, in one place at the bottom of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QProgressBar, QPushButton, QWidget

from photoorg.gui import wording

if TYPE_CHECKING:
    from photoorg.gui.settings.model_actions import Errand

# A progress bar counts in 32 bits, and models have more bytes.
STEPS = 1000


class ErrandBar(QFrame):
    """A sentence about an errand with bar and Cancel, and below it the last outcome.

    Signals:
        cancel_wanted(): the errand is to end.
    """

    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._errand = self._label()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.cancel_button.clicked.connect(self.cancel_wanted)
        self._outcome = self._label()
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setVerticalSpacing(4)
        layout.addWidget(self._errand, 0, 0)
        layout.addWidget(self.bar, 1, 0)
        layout.addWidget(self.cancel_button, 0, 1, 2, 1)
        layout.addWidget(self._outcome, 2, 0, 1, 2)
        layout.setColumnStretch(0, 1)
        self.show_errand(None)
        self.say("")

    @property
    def errand(self) -> str:
        """The sentence about what goes on."""
        return self._errand.text().replace(wording.BREAK, "")

    @property
    def outcome(self) -> str:
        """The sentence about how something went."""
        return self._outcome.text().replace(wording.BREAK, "")

    def show_errand(self, errand: Errand | None) -> None:
        """Shows what goes on; None hides it."""
        for widget in (self._errand, self.bar, self.cancel_button):
            widget.setVisible(errand is not None)
        self._errand.setText("" if errand is None else wording.breakable(errand.text))
        if errand is not None:
            self.bar.setRange(0, STEPS if errand.total else 0)
            self.bar.setValue(STEPS * errand.done // errand.total if errand.total else 0)
            self.cancel_button.setVisible(bool(errand.when_cancelled))

    def say(self, text: str) -> None:
        """Says how something went; "" says nothing."""
        self._outcome.setText(wording.breakable(text))
        self._outcome.setVisible(bool(text))

    def _label(self) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label
