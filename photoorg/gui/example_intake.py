"""Images dropped or pasted on the window become examples to search by."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from photoorg.changes import NoticeRaised
from photoorg.gui.library_bridge import REFUSED, LibraryBridge, Track
from photoorg.gui.pages import ImageData, ImageFile
from photoorg.gui.photo_mime import (
    DroppedFile,
    DroppedFolder,
    DroppedImage,
    DroppedLink,
    png_bytes,
    read_mime,
)

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QImage

    from photoorg.photo_library import PhotoLibrary


def _encode(image: QImage, _library: PhotoLibrary) -> bytes:
    return png_bytes(image)


class ExampleIntake(QObject):
    """Sorts what was dropped or pasted.

    Signals:
        example_given(ImageFile | ImageData): an image to search by.
        folder_given(Path): a folder, to be offered as one to watch.
        refused(NoticeRaised): why it cannot be used.
    """

    example_given = Signal(object)
    folder_given = Signal(object)
    refused = Signal(object)

    def __init__(self, bridge: LibraryBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge

    def take(self, mime: QMimeData, name: str) -> None:
        """Uses ``mime``; an image that is no file is called ``name``."""
        match read_mime(mime):
            case DroppedFolder(path):
                self.folder_given.emit(path)
            case DroppedFile(path):
                self.example_given.emit(ImageFile(path))
            case DroppedImage(image):
                # Encoding a large image takes a moment: not on this thread.
                self._bridge.run(
                    Track.QUERIES,
                    partial(_encode, image),
                    lambda encoded: self.example_given.emit(ImageData(name, encoded)),
                )
            case DroppedLink():
                self.refused.emit(
                    NoticeRaised(
                        self.tr(
                            "This is only a link, and photoorg never goes online. "
                            "Copy the image itself, or save it and drop the file."
                        ),
                        topic=REFUSED,
                    )
                )
            case None:
                self.refused.emit(NoticeRaised(self.tr("There is no image to search by."), topic=REFUSED))
