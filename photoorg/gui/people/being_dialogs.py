"""What has to be asked before something is said about people and pets."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from photoorg.gui import wording
from photoorg.gui.people.being_name import being_name
from photoorg.gui.people.birthday_dialog import BirthdayDialog
from photoorg.gui.people.name_question import NameQuestion
from photoorg.gui.people.who_dialog import WhoDialog

if TYPE_CHECKING:
    from photoorg.gui.people.crop_loader import CropLoader
    from photoorg.gui.people.gallery import Gallery
    from photoorg.gui.people.people_actions import PeopleActions
    from photoorg.library.beings.records import Being, Region


class BeingDialogs(QObject):
    """Asks what is not clear, and has it done; knows who there is as last read.

    Signals:
        dropped(): nothing came of a name that was typed.
    """

    dropped = Signal()

    def __init__(self, actions: PeopleActions, crops: CropLoader, window: QWidget) -> None:
        """``window``: dialogs stand before the window that this is part of."""
        super().__init__(window)
        self._actions = actions
        self._crops = crops
        self._window = window
        self._gallery: Gallery | None = None

    def know(self, gallery: Gallery) -> None:
        """Learns who there is."""
        self._gallery = gallery

    def name(self, being_id: int, name: str) -> None:
        """Gives a name; asks first where somebody has it already."""
        being = None if self._gallery is None else self._gallery.being(being_id)
        namesakes = (
            []
            if self._gallery is None or being is None
            else [
                one
                for one in self._gallery.namesakes(name, being.kind)
                if one.id != being_id and not (one.is_ignored and not one.photos)
            ]
        )
        if being is None or not namesakes:
            self._actions.name(being_id, name)
            return
        question = NameQuestion(being, namesakes, self._crops, self._window.window())
        question.same.connect(lambda known: self._actions.merge(known, (being_id,)))
        question.different.connect(lambda: self._actions.name(being_id, name))
        question.rejected.connect(self.dropped)
        question.open()

    def merge(self, being_id: int, others: tuple[int, ...]) -> None:
        """Makes beings one; asks first where they have different names."""
        if self._gallery is None:
            return
        found = [self._gallery.being(one) for one in (being_id, *others)]
        beings = [being for being in found if being is not None]
        if len(beings) < 2:
            return
        into = beings[0]
        names = list(dict.fromkeys(being.name for being in beings if being.name))
        merge = partial(self._actions.merge, into, tuple(being.id for being in beings[1:]))
        if len(names) < 2:
            merge()
            return
        box = QMessageBox(self._window.window())
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(self.tr("Merge"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("Are {names} one?").format(names=", ".join(being_name(name) for name in names)))
        box.setInformativeText(
            self.tr("All photos of them will be of {name}, and the other names are gone.").format(
                name=being_name(into.name or names[0])
            )
        )
        button = box.addButton(self.tr("Merge"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        button.clicked.connect(merge)
        box.open()

    def ask_to_merge(self, being_id: int) -> None:
        """Asks who somebody is as well."""
        being = None if self._gallery is None else self._gallery.being(being_id)
        if self._gallery is None or being is None:
            return
        dialog = WhoDialog(
            self.tr("Merge"),
            self.tr("Who is the same as {name}?").format(name=being_name(being.name)),
            [one for one in self._gallery.shown(being.kind) if one.id != being_id],
            self._crops,
            self._window.window(),
            allows_new=False,
        )
        # Whoever has a name stays.
        dialog.chosen.connect(
            lambda other: self.merge(*((being_id, (other.id,)) if being.name else (other.id, (being_id,))))
        )
        dialog.open()

    def ask_who(self, regions: tuple[Region, ...], but: int | None) -> None:
        """Asks whom regions show; ``but``: whom they do not."""
        if self._gallery is None or not regions:
            return
        region_ids = tuple(region.id for region in regions)
        dialog = WhoDialog(
            self.tr("Who is this?"),
            self.tr("Who is on {faces}? A new name is somebody new.").format(
                faces=wording.region_count(len(regions), regions[0].kind)
            ),
            [one for one in self._gallery.shown(regions[0].kind) if one.id != but],
            self._crops,
            self._window.window(),
        )
        dialog.chosen.connect(lambda being: self._actions.assign(region_ids, being))
        dialog.new_named.connect(lambda name: self._actions.split(region_ids, name))
        dialog.open()

    def ask_for_birthday(self, being: Being) -> None:
        """Asks when somebody was born."""
        dialog = BirthdayDialog(being, self._window.window())
        dialog.chosen.connect(partial(self._actions.set_birthday, being.id))
        dialog.open()
