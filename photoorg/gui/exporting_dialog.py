"""Asking for the folder of an export, and telling how far that is."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from photoorg.gui import wording
from photoorg.gui.writing_dialog import WritingDialog

if TYPE_CHECKING:
    from collections.abc import Sequence


class ExportingDialog(WritingDialog):
    """What the dialogs of exports share: a folder, and the number of photos that are done.

    Signals:
        export_wanted(object): the user wants it, as the fields say.
    """

    export_wanted = Signal(object)

    def __init__(self, photo_count: int, folder: str, parent: QWidget) -> None:
        """Args:
        photo_count: how many photos are to be exported.
        folder: what its field shows at first.
        """
        super().__init__(parent)
        self._photo_count = photo_count
        self.bar.setRange(0, max(photo_count, 1))
        self.folder = QLineEdit(folder)
        self._choose_button = QPushButton(self.tr("Choose…"))
        self._choose_button.setAutoDefault(False)
        self._choose_button.clicked.connect(self._on_choose_clicked)
        self._hint = QLabel()
        self._hint.setObjectName("quiet")
        self._hint.setWordWrap(True)
        self._explanation_shown = ""
        self._watched: tuple[Path, ...] = ()
        self.start_button.setText(self.tr("Export"))

    def know_watched(self, folders: Sequence[Path]) -> None:
        """Says so where the chosen folder is one that photos come into the library from."""
        self._watched = tuple(folders)
        self._show_hint(self._explanation_shown)

    def show_progress(self, done: int, total: int) -> None:
        """Shows how far it is."""
        super().show_progress(done, total)
        self.progress.setText(
            self.tr("{done} of {total} exported").format(
                done=wording.number(done), total=wording.number(total)
            )
        )

    def _form_rows(self) -> QFormLayout:
        rows = QFormLayout(self._fields)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setVerticalSpacing(10)
        return rows

    def _folder_row(self) -> QHBoxLayout:
        return row_of(self.folder, self._choose_button)

    def _show_hint(self, explanation: str) -> None:
        """Says what will be written, and looks at where."""
        self._explanation_shown = explanation
        folder = Path(self.folder.text().strip()).expanduser()
        # Nobody means the folder that photoorg happens to run in.
        self.start_button.setEnabled(folder.is_absolute())
        if folder.is_absolute() and any(
            Path(os.path.normpath(folder)).is_relative_to(path) for path in self._watched
        ):
            watched = self.tr("This folder is watched: pictures in it come into the library, too.")
            explanation = f"{explanation}\n{watched}"
        self._hint.setText(explanation)
        self._make_room()

    def _wish_of_fields(self) -> object:
        raise NotImplementedError

    def _start(self) -> None:
        self._show_running(True)
        self.show_progress(0, self._photo_count)
        self.progress.show()
        self._make_room()
        self.export_wanted.emit(self._wish_of_fields())

    def _on_choose_clicked(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.folder.placeholderText(), self.folder.text())
        if chosen:
            self.folder.setText(str(Path(chosen)))


def pixel_field(least_px: int, most_px: int, value_px: int, suffix: str) -> QSpinBox:
    """A field for the longest side of pictures."""
    field = QSpinBox()
    field.setRange(least_px, most_px)
    field.setValue(value_px)
    field.setSuffix(suffix)
    field.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return field


def row_of(*parts: QWidget | None) -> QHBoxLayout:
    """Widgets side by side; None is room between them."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for part in parts:
        if part is None:
            row.addStretch()
        else:
            row.addWidget(part)
    return row
