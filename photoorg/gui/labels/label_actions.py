"""What the user does with labels."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMenu, QMessageBox, QWidget

from photoorg.gui import wording
from photoorg.gui.album_dialog import AlbumDialog
from photoorg.gui.icons import icon
from photoorg.gui.library_bridge import LibraryBridge, Track

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photoorg.albums.labels.teaching import Lesson
    from photoorg.gui.labels.labels_dialog import LabelsDialog
    from photoorg.gui.undo import Undo
    from photoorg.library.labels import Label
    from photoorg.photo_library import PhotoLibrary


def _read(library: PhotoLibrary) -> list[Label]:
    return library.labels.list()


def _read_lessons(library: PhotoLibrary) -> dict[str, Lesson | None]:
    return {label.name: library.labels.lesson(label.name) for label in library.labels.list()}


def _say(photo_ids: tuple[int, ...], name: str, is_yes: bool | None, library: PhotoLibrary) -> None:
    if is_yes is None:
        library.labels.unsay(photo_ids, name)
    elif is_yes:
        library.labels.confirm(photo_ids, name)
    else:
        library.labels.reject(photo_ids, name)


class LabelActions(QObject):
    """Asks what has to be asked and lets the library do it; knows the labels as last read.

    Signals:
        labels_read(tuple[Label, ...]): the labels there are.
        renamed(str, str): old and new name.
        deleted(str): name of a label that is there no more.
        photos_wanted(str): the photos that a label fits.
    """

    labels_read = Signal(object)
    renamed = Signal(str, str)
    deleted = Signal(str)
    photos_wanted = Signal(str)

    def __init__(self, bridge: LibraryBridge, undo: Undo, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._undo = undo
        self._window = window
        self._labels: tuple[Label, ...] = ()
        self._dialog: LabelsDialog | None = None
        bridge.labels_changed.connect(self.read)

    def read(self) -> None:
        """Reads the labels; ``labels_read`` follows."""
        self._bridge.run(Track.READS, _read, self._on_read)

    def menu(self, photo_ids: tuple[int, ...], parent: QWidget) -> QMenu:
        """A menu in which to say of photos which labels fit, and which do not."""
        menu = QMenu(self.tr("Labels"), parent)
        menu.setIcon(icon("tag"))
        for label in self._labels:
            of_label = menu.addMenu(label.name.replace("&", "&&"))
            for text, icon_name, is_yes in (
                (self.tr("It fits"), "yes", True),
                (self.tr("It does not fit"), "close", False),
                (self.tr("Take back what I said"), "back", None),
            ):
                of_label.addAction(
                    icon(icon_name), text, partial(self._say_and_tell, photo_ids, label.name, is_yes)
                )
        if self._labels:
            menu.addSeparator()
        menu.addAction(self.tr("Labels…"), self.show)
        return menu

    def say(self, photo_ids: tuple[int, ...], name: str, is_yes: bool | None, notice: str = "") -> None:
        """A label fits photos, or does not; None takes back what was said."""
        if photo_ids:
            text = self.tr("label “{label}” of {photos}")
            text = text.format(label=name, photos=wording.photo_count(len(photo_ids)))
            self._undo.run(text, partial(_say, photo_ids, name, is_yes), notice=notice)

    def _say_and_tell(self, photo_ids: tuple[int, ...], name: str, is_yes: bool | None) -> None:
        """As :meth:`say`, where nothing on the screen shows that it was said."""
        text = {
            True: self.tr("“{label}” fits {photos}."),
            False: self.tr("“{label}” does not fit {photos}."),
            None: self.tr("What you said of “{label}” and {photos} is taken back."),
        }[is_yes]
        photos = wording.photo_count(len(photo_ids))
        self.say(photo_ids, name, is_yes, text.format(label=name, photos=photos))

    def define(self, names: Sequence[str]) -> None:
        """Makes labels that are not there yet."""
        text = self.tr("new labels") if len(names) > 1 else self.tr("label “{label}”").format(label=names[0])
        self._undo.run(text, lambda library: library.labels.define(names))

    def show(self) -> None:
        """Shows the labels, to be changed."""
        if self._dialog is not None:
            self._dialog.raise_()
            return
        # Not before: it brings SQLAlchemy, and the window must appear first.
        from photoorg.gui.labels.labels_dialog import LabelsDialog

        self._dialog = dialog = LabelsDialog(self._window)
        dialog.destroyed.connect(self._on_dialog_gone)
        dialog.wanted.connect(self.define)
        dialog.rename_wanted.connect(self.ask_to_rename)
        dialog.delete_wanted.connect(self.ask_to_delete)
        dialog.photos_wanted.connect(self.photos_wanted)
        dialog.show_labels(self._labels)
        self._read_lessons()
        dialog.open()

    def ask_to_rename(self, name: str, typed: str = "", problem: str = "") -> None:
        """Asks for other words; again where those that were ``typed`` cannot be, and why."""
        dialog = AlbumDialog(
            self.tr("Rename label"),
            self.tr("New words of the label; they decide which photos it fits:"),
            name=typed or name,
            problem=problem,
            parent=self._dialog or self._window,
        )
        dialog.name_chosen.connect(partial(self._rename, name))
        dialog.open()

    def ask_to_delete(self, name: str) -> None:
        """Asks whether to delete a label."""
        box = QMessageBox(self._dialog or self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(self.tr("Delete label"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("Delete the label “{label}”?").format(label=name))
        box.setInformativeText(self.tr("What you said under it goes, too. The photos stay."))
        button = box.addButton(self.tr("Delete label"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        button.clicked.connect(partial(self._delete, name))
        box.open()

    def _rename(self, name: str, new_name: str) -> None:
        def moved(is_done: bool) -> None:
            self.renamed.emit(*((name, new_name) if is_done else (new_name, name)))

        if new_name != name:
            self._undo.run(
                self.tr("renaming of the label “{label}”").format(label=name),
                lambda library: library.labels.rename(name, new_name),
                moved=moved,
                refused=lambda error: self.ask_to_rename(name, new_name, wording.problem(error)),
            )

    def _delete(self, name: str) -> None:
        def moved(is_done: bool) -> None:
            if is_done:
                self.deleted.emit(name)

        self._undo.run(
            self.tr("deletion of the label “{label}”").format(label=name),
            lambda library: library.labels.delete(name),
            moved=moved,
            notice=self.tr("The label “{label}” is deleted; the photos are not.").format(label=name),
        )

    def _on_read(self, labels: list[Label]) -> None:
        self._labels = tuple(labels)
        self.labels_read.emit(self._labels)
        if self._dialog is not None:
            self._dialog.show_labels(self._labels)
            self._read_lessons()

    def _read_lessons(self) -> None:
        if any(label.confirmed and label.rejected for label in self._labels):
            if self._dialog is not None:
                self._dialog.show_measuring()
            # Without the model there is no word about what was learned.
            self._bridge.run(
                Track.QUERIES, _read_lessons, self._on_lessons_read, lambda _: self._on_lessons_read({})
            )

    def _on_lessons_read(self, lessons: dict[str, Lesson | None]) -> None:
        if self._dialog is not None:
            self._dialog.show_lessons(lessons)

    def _on_dialog_gone(self) -> None:
        self._dialog = None
