"""Settings, Privacy: whether people and pets are looked for, and deleting all that was found."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QMessageBox, QPushButton, QVBoxLayout, QWidget

from photoorg.gui import wording
from photoorg.gui.breadcrumb import shortened
from photoorg.gui.library_bridge import LibraryBridge, Track

if TYPE_CHECKING:
    from photoorg.errors import PhotoOrgError
    from photoorg.photo_library import PhotoLibrary

# Of the albums that would go, in the question.
MOST_NAMED = 5


def _read(library: PhotoLibrary) -> bool:
    return library.people.is_wanted


def _choose(wanted: bool, library: PhotoLibrary) -> None:
    library.change_setting("find_people", "on" if wanted else "off")


def _albums(library: PhotoLibrary) -> list[str]:
    return library.albums.searching_for_somebody()


def _forget(library: PhotoLibrary) -> None:
    library.people.forget_all()


class PeopleControls(QWidget):
    """A switch and a button.

    Signals:
        chosen(): they are looked for from now on, or no longer.
        forgotten(): all that was known of them was deleted.
        told(str): how something went; "" while it goes on.
    """

    chosen = Signal()
    forgotten = Signal()
    told = Signal(str)

    def __init__(self, bridge: LibraryBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.find_people = QCheckBox(self.tr("Find &people and pets in photos"))
        self.find_people.setToolTip(
            self.tr("On this machine only; what was found and named stays when it is switched off")
        )
        self.find_people.toggled.connect(self._on_toggled)
        self.forget_button = QPushButton(self.tr("&Delete all face data…"))
        self.forget_button.clicked.connect(self._ask_to_forget)
        # Until it is known how things are.
        self.find_people.setEnabled(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        layout.addWidget(self.find_people, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.forget_button, 0, Qt.AlignmentFlag.AlignLeft)

    def refresh(self) -> None:
        """Looks how things are."""
        self._bridge.run(Track.READS, _read, self._on_read)

    def _on_read(self, is_wanted: bool) -> None:
        with QSignalBlocker(self.find_people):
            self.find_people.setChecked(is_wanted)
            self.find_people.setEnabled(True)

    def _on_toggled(self, on: bool) -> None:
        self.told.emit("")
        self._bridge.run(Track.WRITES, partial(_choose, on), lambda _: self._on_chosen(), self._on_failed)

    def _on_chosen(self) -> None:
        self.refresh()
        self.chosen.emit()

    def _ask_to_forget(self) -> None:
        self._bridge.run(Track.READS, _albums, self._ask, self._on_failed)

    def _ask(self, albums: list[str]) -> None:
        box = QMessageBox(self.window())
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(self.tr("Delete all face data"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("Delete everything that is known of people and pets?"))
        text = [
            self.tr(
                "Gone are where they are on photos, what they look like, all their names and birthdays, and "
                "every answer you gave about them, also in the backups that photoorg made by itself. This "
                "cannot be undone, and nothing else that you did can be undone afterwards either. Photos "
                "stay as they are, and people and pets are not looked for any more."
            ),
            self.tr("XMP sidecars beside your photos keep the names that were written into them."),
        ]
        if albums:
            names = ", ".join(
                self.tr("“{name}”").format(name=shortened(name)) for name in albums[:MOST_NAMED]
            )
            if len(albums) > MOST_NAMED:
                names += ", …"
            deleted = self.tr("Smart albums that search for them are deleted, too: {names}")
            text.insert(1, deleted.format(names=names))
        box.setInformativeText("\n\n".join(text))
        delete = box.addButton(self.tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(cancel)
        delete.clicked.connect(self._forget)
        box.open()

    def _forget(self) -> None:
        self.forget_button.setEnabled(False)
        self.told.emit(self.tr("Deleting…"))
        self._bridge.run(Track.WRITES, _forget, lambda _: self._on_forgotten(), self._on_not_forgotten)

    def _on_forgotten(self) -> None:
        self.forget_button.setEnabled(True)
        self.told.emit(self.tr("All face data is deleted."))
        self.refresh()
        self.forgotten.emit()

    def _on_failed(self, error: PhotoOrgError) -> None:
        self.forget_button.setEnabled(True)
        self.told.emit(wording.problem(error))
        self.refresh()
        self.chosen.emit()

    def _on_not_forgotten(self, error: PhotoOrgError) -> None:
        # Only traces of it could not be deleted: undoing must not bring it back.
        self._on_failed(error)
        self.forgotten.emit()
