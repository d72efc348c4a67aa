"""What the user does with the names of albums, and of the folders that these lie in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from photoorg.gui.library_bridge import LibraryBridge, Track

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from photoorg.gui.undo import Undo


class NameActions(QObject):
    """Asks what has to be asked and lets the library do it."""

    def __init__(self, bridge: LibraryBridge, undo: Undo, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._undo = undo
        self._window = window

    def ask_to_delete(self, name: str) -> None:
        """Asks whether to delete it, and says which smart albums search in it."""
        self._bridge.run(
            Track.READS,
            lambda library: library.albums.searching_in(name),
            partial(self._ask_to_delete, name),
        )

    def _ask_to_delete(self, name: str, searching: Sequence[str]) -> None:
        raise NotImplementedError

    def _ask(
        self, title: str, question: str, what_stays: str, searching: Sequence[str], delete: Callable[[], None]
    ) -> None:
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(title)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(question)
        sentences = [what_stays]
        if searching:
            albums = ", ".join(f"“{album}”" for album in searching)
            sentences.append(self.tr("Smart albums that search in it: {albums}.").format(albums=albums))
        box.setInformativeText("\n".join(sentences))
        button = box.addButton(title, QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        button.clicked.connect(delete)
        box.open()
