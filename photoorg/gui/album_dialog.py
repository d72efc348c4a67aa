"""Asking for a name, as of an album."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from photoorg.gui import wording
from photoorg.gui.completed_field import CompletedField

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from photoorg.errors import UserInputError

    Refused = Callable[[UserInputError], None]


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
        self.field = CompletedField(names)
        self.field.setText(name)
        self.field.setMaxLength(200)
        self.field.setAccessibleName(prompt)
        self.field.setAccessibleDescription(problem)
        self.field.selectAll()
        self.problem = QLabel(problem)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self.problem.setVisible(bool(problem))
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setEnabled(bool(name.strip()))
        self.field.textChanged.connect(self._on_text_changed)
        self.field.returnPressed.connect(self._ok.click)
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


def ask_for_name(
    parent: QWidget,
    title: str,
    prompt: str,
    chosen: Callable[[str, Refused], None],
    *,
    name: str = "",
    names: Sequence[str] = (),
    problem: str = "",
) -> None:
    """Asks for a name, and again where ``chosen`` finds that what was typed cannot be.

    Args:
        name: what stands there already.
        names: what is offered while somebody types.
        problem: why ``name`` cannot be.
    """
    dialog = AlbumDialog(title, prompt, name=name, names=names, problem=problem, parent=parent)

    def on_chosen(typed: str) -> None:
        def ask_again(error: UserInputError) -> None:
            why = wording.problem(error)
            ask_for_name(parent, title, prompt, chosen, name=typed, names=names, problem=why)

        chosen(typed, ask_again)

    dialog.name_chosen.connect(on_chosen)
    dialog.open()
