"""What the user does with tags, on whatever photos they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from photoorg.gui.album_dialog import AlbumDialog

if TYPE_CHECKING:
    from collections.abc import Iterable

    from photoorg.gui.undo import Undo


class TagActions(QObject):
    """Asks what has to be asked and lets the library do it.

    Signals:
        renamed(str, str): old and new name.
        deleted(str): name of a tag that is on no photo any more.
    """

    renamed = Signal(str, str)
    deleted = Signal(str)

    def __init__(self, undo: Undo, window: QWidget) -> None:
        super().__init__(window)
        self._undo = undo
        self._window = window
        self._tags: dict[str, str] = {}

    def know(self, tags: Iterable[str]) -> None:
        """The tags there are."""
        self._tags = {tag.casefold(): tag for tag in tags}

    def ask_to_rename(self, tag: str) -> None:
        """Asks for another name; where a tag has it already, whether the two are to become one."""
        dialog = AlbumDialog(
            self.tr("Rename tag"), self.tr("New name of the tag:"), name=tag, parent=self._window
        )
        dialog.name_chosen.connect(lambda new_name: self._on_name_chosen(tag, new_name))
        dialog.open()

    def ask_to_delete(self, tag: str) -> None:
        """Asks whether to take a tag off all photos."""
        self._ask(
            self.tr("Delete tag"),
            self.tr("Delete the tag “{tag}”?").format(tag=tag),
            self.tr("It is taken off all photos. The photos stay in the library and on the disk."),
            self.tr("Delete tag"),
        ).clicked.connect(lambda: self._delete(tag))

    def _on_name_chosen(self, tag: str, new_name: str) -> None:
        other = self._tags.get(new_name.casefold())
        if other is None or other.casefold() == tag.casefold():
            self._rename(tag, new_name)
            return
        self._ask(
            self.tr("Rename tag"),
            self.tr("There is a tag “{other}” already. Make the two one?").format(other=other),
            self.tr("All photos with the tag “{tag}” get the tag “{other}” instead.").format(
                tag=tag, other=other
            ),
            self.tr("Make them one"),
        ).clicked.connect(lambda: self._rename(tag, other))

    def _ask(self, title: str, question: str, explanation: str, consent: str) -> QPushButton:
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(title)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(question)
        box.setInformativeText(explanation)
        button = box.addButton(consent, QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.open()
        return button

    def _rename(self, tag: str, new_name: str) -> None:
        becomes_another = new_name.casefold() in self._tags and new_name.casefold() != tag.casefold()

        def moved(is_done: bool) -> None:
            if is_done:
                self.renamed.emit(tag, new_name)
            elif not becomes_another:
                self.renamed.emit(new_name, tag)

        if new_name != tag:
            text = self.tr("renaming of the tag “{tag}”").format(tag=tag)
            self._undo.run(text, lambda library: library.rename_tag(tag, new_name), moved=moved)

    def _delete(self, tag: str) -> None:
        def moved(is_done: bool) -> None:
            if is_done:
                self.deleted.emit(tag)

        self._undo.run(
            self.tr("deletion of the tag “{tag}”").format(tag=tag),
            lambda library: library.delete_tag(tag),
            moved=moved,
            notice=self.tr("The tag “{tag}” is deleted; the photos are not.").format(tag=tag),
        )
