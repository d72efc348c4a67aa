"""Asking about which photos sidecars are to be written, and telling how far that is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QProgressBar,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from photoorg.gui import wording


class SidecarDialog(QDialog):
    """The selected photos, or all; then a bar with progress.

    Signals:
        write_wanted(bool, bool): the user wants sidecars, of all photos or of the selected ones; and whether
            with people and pets.
        cancel_wanted(): the user wants no more of them.
    """

    write_wanted = Signal(bool, bool)
    cancel_wanted = Signal()

    def __init__(self, photo_count: int, parent: QWidget) -> None:
        """``photo_count``: of selected photos, perhaps 0."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Write to XMP sidecars"))
        self.setMinimumWidth(460)
        self._running = False
        self._is_about_people = False
        text = QLabel(
            self.tr(
                "Writes ratings, tags, titles, descriptions, and the dates and places that you set into "
                "small files beside the photos, for other programs. The photos themselves are not touched, "
                "and what other programs wrote stays."
            )
        )
        text.setWordWrap(True)
        photos = wording.photo_count(photo_count)
        self.selected = QRadioButton(self.tr("Selected: {photos}").format(photos=photos))
        self.selected.setEnabled(photo_count > 0)
        self.everything = QRadioButton(self.tr("All photos of the library"))
        (self.selected if photo_count else self.everything).setChecked(True)
        self.people = QCheckBox(self.tr("Who is on them: names that you gave, and where"))
        self.people.setEnabled(False)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        self.problem.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.write_button = buttons.addButton(self.tr("Write"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._on_write_clicked)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        for widget in (text, self.selected, self.everything, self.people, self.problem, self.bar, buttons):
            layout.addWidget(widget)

    def know_people(self, *, is_wanted: bool, is_anybody_named: bool) -> None:
        """Names are written where people and pets are looked for, and may be where there are any."""
        if self._running:
            return
        self._is_about_people = is_wanted or is_anybody_named
        self.people.setEnabled(self._is_about_people)
        self.people.setChecked(is_wanted)

    def show_progress(self, done: int, total: int) -> None:
        """Shows how many photos are done."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def finish(self) -> None:
        """Closes: there is nothing left to be cancelled."""
        self._running = False
        self.accept()

    def allow_another_try(self, reason: str) -> None:
        """Says why it did not work."""
        self._show_running(False)
        self.problem.setText(reason)
        self.problem.show()

    def reject(self) -> None:
        """Esc, Cancel or the window's cross."""
        if self._running:
            self._running = False
            self.cancel_wanted.emit()
        super().reject()

    def _on_write_clicked(self) -> None:
        self._show_running(True)
        self.write_wanted.emit(self.everything.isChecked(), self.people.isChecked())

    def _show_running(self, running: bool) -> None:
        self._running = running
        for choice in (self.selected, self.everything, self.write_button):
            choice.setDisabled(running)
        self.people.setEnabled(self._is_about_people and not running)
        self.bar.setVisible(running)
        self.problem.hide()
