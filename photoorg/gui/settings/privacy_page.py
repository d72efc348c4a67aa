"""Settings, Privacy: that nothing leaves the machine, and where on it everything lies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from photoorg.gui import wording
from photoorg.gui.library_bridge import LibraryBridge, Track
from photoorg.gui.settings.people_controls import PeopleControls

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from photoorg.errors import PhotoOrgError
    from photoorg.photo_library import PhotoLibrary


@dataclass(frozen=True, slots=True)
class Place:
    """A directory, and whether it is there."""

    path: Path
    exists: bool


@dataclass(frozen=True, slots=True)
class _Kept:
    places: tuple[Place, ...]
    keep_searches: bool
    search_count: int


def _read(library: PhotoLibrary) -> _Kept:
    searches = library.recent_searches.latest()
    return _Kept(_places(library), library.settings.keep_searches, len(searches))


def _keep_searches(on: bool, library: PhotoLibrary) -> None:
    library.change_setting("keep_searches", on)


def _clear_searches(library: PhotoLibrary) -> None:
    library.recent_searches.clear()


def _places(library: PhotoLibrary) -> tuple[Place, ...]:
    models = library.models.places()
    paths = (
        library.directory,
        library.thumbnail_directory,
        models.downloaded,
        models.imported,
        models.converted,
    )
    return tuple(Place(path, path.is_dir()) for path in paths)


class PrivacyPage(QWidget):
    """One text, the places of everything photoorg keeps, and what is kept of searches.

    Signals:
        searches_changed(): recent searches were cleared, or are kept from now on, or no longer.
    """

    searches_changed = Signal()

    def __init__(self, bridge: LibraryBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.text = self._label(
            self.tr(
                "Nothing leaves this machine. Photos are looked at and searched here, and photoorg has no "
                "account, no statistics and no update check. The only time it uses a network is when you "
                "download a model on the page Model: then the hub learns your address and the name of the "
                "model, as with any download.\n\nYour photos stay where they are and are never changed. What "
                "photoorg keeps lies here:"
            )
        )
        self._paths: list[QLabel] = []
        self.show_buttons: list[QPushButton] = []
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        for row, title in enumerate(
            (
                self.tr("Library"),
                self.tr("Thumbnails"),
                self.tr("Downloaded models"),
                self.tr("Imported models"),
                self.tr("Converted models"),
            )
        ):
            path = self._label("")
            path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            path.setAccessibleName(title)
            button = QPushButton(self.tr("Show in file manager"))
            button.setAccessibleName(self.tr("Show in file manager: {place}").format(place=title))
            button.setEnabled(False)
            grid.addWidget(QLabel(title), row, 0)
            grid.addWidget(path, row, 1)
            grid.addWidget(button, row, 2)
            button.clicked.connect(partial(self._on_show_clicked, row))
            self._paths.append(path)
            self.show_buttons.append(button)
        self.keep_searches = QCheckBox(self.tr("&Remember recent searches"))
        self.keep_searches.setToolTip(self.tr("The last 50, offered by the empty search field"))
        self.keep_searches.toggled.connect(self._on_keep_toggled)
        self.clear_button = QPushButton(self.tr("&Clear recent searches"))
        self.clear_button.clicked.connect(self._on_clear_clicked)
        for control in (self.keep_searches, self.clear_button):
            # Until it is known how things are.
            control.setEnabled(False)
        self.people = PeopleControls(bridge)
        self.people.told.connect(self._tell)
        self.outcome = self._label("")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        layout.addWidget(self.text)
        layout.addLayout(grid)
        layout.addWidget(self.keep_searches, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.clear_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.people)
        layout.addWidget(self.outcome)
        layout.addStretch()
        self._places: tuple[Place, ...] = ()

    def refresh(self) -> None:
        """Looks what is there."""
        self._bridge.run(Track.READS, _read, self._on_read)
        self.people.refresh()

    def _on_read(self, kept: _Kept) -> None:
        with QSignalBlocker(self.keep_searches):
            self.keep_searches.setChecked(kept.keep_searches)
            self.keep_searches.setEnabled(True)
        self.clear_button.setEnabled(kept.search_count > 0)
        self._places = kept.places
        for place, label, button in zip(kept.places, self._paths, self.show_buttons, strict=True):
            label.setText(wording.breakable(str(place.path)))
            button.setEnabled(place.exists)
            button.setToolTip("" if place.exists else self.tr("There is nothing yet."))

    def _on_keep_toggled(self, on: bool) -> None:
        self._change(partial(_keep_searches, on))

    def _on_clear_clicked(self) -> None:
        self._change(_clear_searches)

    def _change(self, work: Callable[[PhotoLibrary], None]) -> None:
        self.outcome.setText("")
        self._bridge.run(Track.WRITES, work, lambda _: self._on_changed(), self._on_failed)

    def _on_changed(self) -> None:
        self.refresh()
        self.searches_changed.emit()

    def _on_failed(self, error: PhotoOrgError) -> None:
        self.outcome.setText(wording.problem(error))
        self.refresh()

    def _tell(self, text: str) -> None:
        self.outcome.setText(text)

    def _on_show_clicked(self, row: int) -> None:
        path = self._places[row].path
        shown = QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        self.outcome.setText("" if shown else self.tr("No file manager could be started."))

    def _label(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label
