"""The choice whether people and pets are looked for: what it means, and two answers of equal weight."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

# Lines of text that can still be read with ease, also in large type.
LEAST_WIDEST_PX = 620
WIDEST_LETTERS = 95


class PeopleChoice(QFrame):
    """Asks once; the answer can be changed in the settings.

    Signals:
        chosen(bool): whether they are to be looked for.
    """

    chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("peopleChoice")
        self.setMaximumWidth(max(LEAST_WIDEST_PX, WIDEST_LETTERS * self.fontMetrics().averageCharWidth()))
        title = QLabel(self.tr("Find people and pets in your photos?"))
        title.setObjectName("emptyTitle")
        text = QLabel(
            self.tr(
                "photoorg can find faces and animals, and put together those that are the same, so that you "
                "can name them and search for them. All of that happens on this machine, and stays on it. "
                "You can switch it off, and delete everything that was found, in the settings under Privacy."
            )
        )
        text.setObjectName("quiet")
        self.yes_button = QPushButton(self.tr("Find people and pets"))
        self.no_button = QPushButton(self.tr("Do not look for them"))
        self._buttons = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addStretch()
        for button, is_wanted in ((self.yes_button, True), (self.no_button, False)):
            button.setCheckable(True)
            button.clicked.connect(lambda _checked, wanted=is_wanted: self.chosen.emit(wanted))
            self._buttons.addButton(button)
            row.addWidget(button, 1)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 18)
        layout.setSpacing(10)
        for label in (title, text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            layout.addWidget(label)
        layout.addLayout(row)

    def show_wanted(self, wanted: str) -> None:
        """Shows the setting ``find_people``."""
        self._buttons.setExclusive(False)
        self.yes_button.setChecked(wanted == "on")
        self.no_button.setChecked(wanted == "off")
        self._buttons.setExclusive(True)
