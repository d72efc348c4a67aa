"""Dialogs made of text: details of a notice, and the report of a bug."""

from __future__ import annotations

import platform
import traceback
from importlib.metadata import version

import PySide6
from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)


class DetailsDialog(QDialog):
    """A sentence above many lines of text that can be copied."""

    def __init__(self, title: str, sentence: str, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        size = QSize(720, 400)
        self.resize(size if parent is None else size.boundedTo(parent.size()))
        heading = QLabel(sentence)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setWordWrap(True)
        self.details = QPlainTextEdit(details)
        self.details.setReadOnly(True)
        self.details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy_button = QPushButton(self.tr("Copy"))
        buttons.addButton(self.copy_button, QDialogButtonBox.ButtonRole.ActionRole)
        self.copy_button.clicked.connect(self._on_copy_clicked)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(heading)
        layout.addWidget(self.details, 1)
        layout.addWidget(buttons)

    @Slot()
    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())


def bug_report(error: BaseException) -> str:
    """What a developer needs; nothing about the photos beyond what the error itself says."""
    return "\n".join(
        (
            f"photoorg {version('photoorg')}",
            f"Python {platform.python_version()}, PySide6 {PySide6.__version__}",
            platform.platform(),
            "",
            "".join(traceback.format_exception(error)),
        )
    )


class ExceptionDialog(DetailsDialog):
    """Shown for bugs only; whatever is wrong with files or the machine is a notice."""

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("photoorg met an unexpected error"),
            self.tr(
                "This is a mistake in photoorg, not in your photos; nothing was lost. "
                "You can go on, and send this report to the people who make photoorg:"
            ),
            bug_report(error),
            parent,
        )
