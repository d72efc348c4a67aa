"""What a person sees who starts photoorg for the first time."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from photoorg.gui.icons import application_icon, icon
from photoorg.gui.people.people_choice import PeopleChoice
from photoorg.gui.scrolling import scrolling

MARK_PX = 96


class WelcomePage(QWidget):
    """One line about photoorg, the two ways to begin, and a choice.

    Signals:
        folder_wanted(): a folder is to be chosen.
        samples_wanted(): the sample photos are to be tried.
    """

    folder_wanted = Signal()
    samples_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark = QLabel()
        mark.setPixmap(application_icon().pixmap(QSize(MARK_PX, MARK_PX)))
        title = QLabel(self.tr("Find, group and name your own photos"))
        title.setObjectName("welcomeTitle")
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.9)
        title.setFont(font)
        promise = QLabel(
            self.tr(
                "On your own machine, offline. Your photos stay where they are and are never changed:\n"
                "photoorg only looks at them and remembers what it saw."
            )
        )
        promise.setObjectName("quiet")
        self.folder_button = QPushButton(icon("folder"), self.tr("Choose a folder…"))
        self.folder_button.setObjectName("large")
        self.folder_button.clicked.connect(self.folder_wanted)
        self.samples_button = QPushButton(icon("sample"), self.tr("Try with sample photos"))
        self.samples_button.setObjectName("large")
        self.samples_button.clicked.connect(self._on_samples_clicked)
        hint = QLabel(self.tr("You can also drop a folder onto this window."))
        hint.setObjectName("quiet")
        self.choice = PeopleChoice()
        buttons = QHBoxLayout()
        buttons.setSpacing(14)
        buttons.addStretch()
        for button in (self.folder_button, self.samples_button):
            button.setIconSize(QSize(20, 20))
            button.setMinimumWidth(230)
            buttons.addWidget(button)
        buttons.addStretch()
        body = QWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(body))
        layout = QVBoxLayout(body)
        layout.setSpacing(12)
        layout.addStretch(2)
        for label in (mark, title, promise):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            layout.addWidget(label)
        layout.addSpacing(16)
        layout.addLayout(buttons)
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(hint)
        layout.addStretch(1)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.choice, 1000)
        row.addStretch()
        layout.addLayout(row)
        layout.addStretch(2)

    def allow_samples(self) -> None:
        """The sample photos can be asked for (again)."""
        self.samples_button.setEnabled(True)
        self.samples_button.setText(self.tr("Try with sample photos"))

    def _on_samples_clicked(self) -> None:
        self.samples_button.setEnabled(False)
        self.samples_button.setText(self.tr("Preparing the sample photos…"))
        self.samples_wanted.emit()
