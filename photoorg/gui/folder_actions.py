"""What the user does with folders."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from photoorg.changes import NoticeRaised
from photoorg.gui.library_bridge import REFUSED, LibraryBridge, Track

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from photoorg.errors import PhotoOrgError
    from photoorg.library.records import Folder
    from photoorg.photo_library import PhotoLibrary


def _read_folders(library: PhotoLibrary) -> list[Folder]:
    return library.folders()


def _add_samples(library: PhotoLibrary) -> None:
    # Here, not above: the module brings scikit-image.
    from photoorg.sample_photos import SAMPLE_FOLDER, write_sample_photos

    directory = library.directory / SAMPLE_FOLDER
    write_sample_photos(directory)
    library.add_folder(directory)


class FolderActions(QObject):
    """Adds, removes and relocates watched folders.

    Signals:
        folders_read(tuple[Folder, ...]): the folders there are.
        samples_failed(): the sample photos could not be added; a notice says why.
        failed(NoticeRaised): why something was not done.
    """

    folders_read = Signal(object)
    samples_failed = Signal()
    failed = Signal(object)

    def __init__(self, bridge: LibraryBridge, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._window = window
        bridge.folders_changed.connect(self.read)

    def read(self) -> None:
        """Reads the folders; ``folders_read`` follows."""
        self._bridge.run(Track.READS, _read_folders, self._on_read)

    def add(self, path: Path) -> None:
        """Watches a folder from now on."""
        self._bridge.run(Track.WRITES, lambda library: library.add_folder(path))

    def add_samples(self) -> None:
        """Writes the sample photos into the library directory and watches them."""
        self._bridge.run(Track.WRITES, _add_samples, failed=self._on_samples_failed)

    def choose(self) -> None:
        """Lets the user choose a folder to watch."""
        self._ask_for_directory(self.tr("Choose a folder with photos"), Path.home(), self.add)

    def choose_new_place(self, path: Path) -> None:
        """Lets the user say where a folder of the library lies now."""
        title = self.tr("Where is “{name}” now?").format(name=path.name or path)
        self._ask_for_directory(title, path.parent, lambda new: self.relocate(path, new))

    def relocate(self, path: Path, new: Path) -> None:
        """What was known of one folder lies in another from now on."""
        self._bridge.run(Track.WRITES, lambda library: library.relocate_folder(path, new))

    def offer(self, path: Path) -> None:
        """Asks whether to watch a folder that was dropped on the window."""
        box = self._box(self.tr("Add folder"), self.tr("Add the folder “{name}” to photoorg?"), path)
        box.setInformativeText(
            self.tr("photoorg will look at the photos in it and below. Nothing in it is changed.")
        )
        add = box.addButton(self.tr("Add folder"), QMessageBox.ButtonRole.AcceptRole)
        add.clicked.connect(lambda: self.add(path))
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.open()

    def ask_to_remove(self, path: Path) -> None:
        """Asks whether to stop watching a folder."""
        box = self._box(self.tr("Remove folder"), self.tr("Remove the folder “{name}” from photoorg?"), path)
        box.setInformativeText(
            self.tr(
                "Nothing is deleted from disk. Its photos disappear from the window; "
                "albums, tags and ratings are remembered and come back when you add the folder again."
            )
        )
        remove = box.addButton(self.tr("Remove folder"), QMessageBox.ButtonRole.DestructiveRole)
        remove.clicked.connect(lambda: self._remove(path))
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.open()

    def _ask_for_directory(self, title: str, start: Path, then: Callable[[Path], None]) -> None:
        dialog = QFileDialog(self._window, title, str(start))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
        dialog.open()

    def _box(self, title: str, question: str, path: Path) -> QMessageBox:
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(title)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(question.format(name=path.name or path))
        return box

    def _remove(self, path: Path) -> None:
        self._bridge.run(Track.WRITES, lambda library: library.remove_folder(path))

    def _on_read(self, folders: Sequence[Folder]) -> None:
        self.folders_read.emit(tuple(folders))

    def _on_samples_failed(self, error: PhotoOrgError) -> None:
        self.failed.emit(NoticeRaised(error.problem, topic=REFUSED))
        self.samples_failed.emit()
