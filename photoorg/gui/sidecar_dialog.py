"""Asking about which photos sidecars are to be written, and telling how far that is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QRadioButton, QVBoxLayout, QWidget

from photoorg.gui import wording
from photoorg.gui.writing_dialog import WritingDialog


class SidecarDialog(WritingDialog):
    """The selected photos, or all; then a bar with progress.

    Signals:
        write_wanted(bool, bool): the user wants sidecars, of all photos or of the selected ones; and whether
            with people and pets.
    """

    write_wanted = Signal(bool, bool)

    def __init__(self, photo_count: int, parent: QWidget) -> None:
        """``photo_count``: of selected photos, perhaps 0."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Write to XMP sidecars"))
        self.setMinimumWidth(460)
        text = QLabel(
            self.tr(
                "Writes ratings, tags, titles, descriptions, and the dates and places that you set into "
                "small files beside the photos, for other programs. The photos themselves are not touched, "
                "and what other programs wrote stays."
            )
        )
        photos = wording.photo_count(photo_count)
        self.selected = QRadioButton(self.tr("Selected: {photos}").format(photos=photos))
        self.selected.setEnabled(photo_count > 0)
        self.everything = QRadioButton(self.tr("All photos of the library"))
        (self.selected if photo_count else self.everything).setChecked(True)
        self.people = QCheckBox(self.tr("Who is on them: names that you gave, and where"))
        self.people.setEnabled(False)
        self.start_button.setText(self.tr("Write"))
        choices = QVBoxLayout(self._fields)
        choices.setContentsMargins(0, 0, 0, 0)
        choices.setSpacing(12)
        for choice in (self.selected, self.everything, self.people):
            choices.addWidget(choice)
        self._lay_out(text)

    def know_people(self, *, is_wanted: bool, is_anybody_named: bool) -> None:
        """Names are written where people and pets are looked for, and may be where there are any."""
        if self._running:
            return
        self.people.setEnabled(is_wanted or is_anybody_named)
        self.people.setChecked(is_wanted)

    def _start(self) -> None:
        self._show_running(True)
        self.write_wanted.emit(self.everything.isChecked(), self.people.isChecked())
