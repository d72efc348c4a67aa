"""Asking for a name, as of an album."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence


class AlbumDialog(QDialog):
    """One line for a name, completed from those there are.

    Signals:
        name_chosen(str): the user entered a name that is not empty.
    """

    name_chosen = Signal(str)

    def __init__(
        self,
        title: str,
        prompt: str,
        *,
        name: str = "",
        names: Sequence[str] = (),
        problem: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """``problem``: why ``name``, which was entered before, cannot be."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(380)
        label = QLabel(prompt)
        label.setWordWrap(True)
        self.field = QLineEdit(name)
        self.field.setMaxLength(200)
        self.field.setAccessibleName(prompt)
        self.field.setAccessibleDescription(problem)
        self.field.selectAll()
        self.problem = QLabel(problem)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self.problem.setVisible(bool(problem))
        if names:
            completer = QCompleter(list(names), self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.field.setCompleter(completer)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setEnabled(bool(name.strip()))
        self.field.textChanged.connect(self._on_text_changed)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.accepted.connect(self._on_accepted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(label)
        layout.addWidget(self.field)
        layout.addWidget(self.problem)
        layout.addWidget(buttons)

    def _on_text_changed(self, text: str) -> None:
        self._ok.setEnabled(bool(text.strip()))

    def _on_accepted(self) -> None:
        self.name_chosen.emit(self.field.text().strip())
