"""Asking who somebody is: one of those who are known, or somebody new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from photoorg.gui.breadcrumb import shortened
from photoorg.gui.people.being_list import BeingList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from photoorg.gui.people.crop_loader import CropLoader
    from photoorg.library.beings.records import Being


class WhoDialog(QDialog):
    """A field that narrows the list below it.

    Signals:
        chosen(Being): one of those who are known.
        new_named(str): somebody new with this name.
    """

    chosen = Signal(object)
    new_named = Signal(str)

    def __init__(
        self,
        title: str,
        prompt: str,
        beings: Sequence[Being],
        crops: CropLoader,
        parent: QWidget,
        *,
        allows_new: bool = True,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumSize(400, 420)
        self._beings = beings
        self._allows_new = allows_new
        label = QLabel(prompt)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        self.field = QLineEdit()
        self.field.setAccessibleName(prompt)
        self.field.setPlaceholderText(self.tr("Name"))
        self.field.textChanged.connect(self._on_text_changed)
        self.field.installEventFilter(self)
        self.list = BeingList(crops)
        self.list.clicked.connect(self.accept)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_state())
        self._note = QLabel()
        self._note.setObjectName("quiet")
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setWordWrap(True)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.accepted.connect(self._on_accepted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(10)
        for widget in (label, self.field):
            layout.addWidget(widget)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._note)
        layout.addWidget(buttons)
        self._on_text_changed("")

    @property
    def offered(self) -> list[Being]:
        """Those in the list."""
        return self.list.beings

    @property
    def _new_name(self) -> str:
        """The name typed, where it is somebody new's."""
        return self.field.text().strip() if self._allows_new and self.list.current is None else ""

    def _on_text_changed(self, text: str) -> None:
        folded = " ".join(text.split()).casefold()
        fitting = [being for being in self._beings if folded in being.name.casefold()]
        self.list.show_beings(fitting)
        # A name that is known means those who have it; any other one somebody new.
        same = [row for row, being in enumerate(fitting) if folded and being.name.casefold() == folded]
        row = same[0] if same else (0 if fitting and not self._allows_new else -1)
        self.list.go_to(row)
        self._show_state()

    def _show_state(self) -> None:
        name = self._new_name
        self._ok.setEnabled(bool(name) or self.list.current is not None)
        self._note.setText(self.tr("Somebody new: {name}").format(name=shortened(name)) if name else "")

    def _on_accepted(self) -> None:
        current, name = self.list.current, self._new_name
        if current is not None:
            self.chosen.emit(current)
        elif name:
            self.new_named.emit(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Up and down walk through the list while one types.
        if watched is self.field and event.type() is QEvent.Type.KeyPress:
            key_event: QKeyEvent = event  # type: ignore[assignment]
            if key_event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.list.beings:
                step = 1 if key_event.key() == Qt.Key.Key_Down else -1
                row = self.list.currentIndex().row() + step
                self.list.go_to(min(max(row, 0), len(self.list.beings) - 1))
                return True
        return super().eventFilter(watched, event)
