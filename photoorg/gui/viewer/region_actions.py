"""What the user says in the large view about faces and animals, as steps that can be undone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from photoorg.gui.undo import Undo
    from photoorg.gui.viewer.people_layer import Mark, PeopleLayer
    from photoorg.library.beings.records import Region
    from photoorg.photo_library import PhotoLibrary


def _is_unnamed_group(region: Region, library: PhotoLibrary) -> bool:
    """Whether all that are thought to be the same are meant, of whom nobody has said who they are."""
    if region.being_id is None:
        return False
    (being,) = library.people.identities([region.being_id]) or (None,)
    return being is not None and not being.name and not being.is_ignored


def _name(region: Region, name: str, library: PhotoLibrary) -> None:
    if _is_unnamed_group(region, library):
        assert region.being_id is not None
        library.people.name(region.being_id, name)
    else:
        library.people.split([region.id], name)


def _assign(region: Region, being_id: int, library: PhotoLibrary) -> None:
    if region.being_id != being_id and _is_unnamed_group(region, library):
        assert region.being_id is not None
        library.people.merge(being_id, [region.being_id])
    else:
        library.people.assign([region.id], being_id)


def _mark(mark: Mark, name: str, library: PhotoLibrary) -> None:
    region = library.people.mark(mark.photo_id, mark.box, mark.kind)
    if name:
        library.people.split([region.id], name)


class RegionActions(QObject):
    """Has the library take down what the user says about places in photos.

    A group that nobody named is one in the user's eyes, too: a name, or somebody known, counts for all of it.
    """

    def __init__(self, undo: Undo, layer: PeopleLayer, window: QWidget) -> None:
        super().__init__(window)
        self._undo = undo
        layer.region_named.connect(self._on_named)
        layer.region_assigned.connect(self._on_assigned)
        layer.region_rejected.connect(self._on_rejected)
        layer.region_refused.connect(self._on_refused)
        layer.marked.connect(self._on_marked)
        layer.marked_known.connect(self._on_marked_known)

    def _on_named(self, region: Region, name: str) -> None:
        self._undo.run(self.tr("the name {name}").format(name=name), partial(_name, region, name))

    def _on_assigned(self, region: Region, being_id: int) -> None:
        self._undo.run(self.tr("who this is"), partial(_assign, region, being_id))

    def _on_rejected(self, region: Region, being_id: int) -> None:
        self._undo.run(
            self.tr("who this is not"), lambda library: library.people.reject([region.id], being_id)
        )

    def _on_refused(self, region: Region) -> None:
        self._undo.run(self.tr("what shows nobody"), lambda library: library.people.refuse([region.id]))

    def _on_marked(self, mark: Mark, name: str) -> None:
        self._undo.run(self.tr("the mark"), partial(_mark, mark, name))

    def _on_marked_known(self, mark: Mark, being_id: int) -> None:
        self._undo.run(
            self.tr("the mark"),
            lambda library: library.people.mark(mark.photo_id, mark.box, mark.kind, being_id),
        )
