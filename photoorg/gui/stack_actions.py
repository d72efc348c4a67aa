"""Stacking photos, and taking stacks apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from photoorg.gui import wording

if TYPE_CHECKING:
    from photoorg.gui.undo import Undo


class StackActions(QObject):
    """Lays photos on each other and apart again; nobody is asked, for all of it can be undone.

    Signals:
        taken_out(tuple[int, ...], int): photos, and one that is left of their stack; 0 for none.
    """

    taken_out = Signal(object, int)

    def __init__(self, undo: Undo, parent: QObject) -> None:
        super().__init__(parent)
        self._undo = undo

    def stack(self, photo_ids: tuple[int, ...]) -> None:
        """Makes one stack of them, the first on top."""
        if photo_ids:
            photos = wording.photo_count(len(photo_ids))
            self._undo.run(
                self.tr("stacking of {photos}").format(photos=photos),
                lambda library: library.stacks.stack(photo_ids),
                notice=self.tr("Stacked: {photos}. Searches and albums go on showing each of them.").format(
                    photos=photos
                ),
            )

    def unstack(self, photo_ids: tuple[int, ...]) -> None:
        """Takes the stacks apart that they lie in."""
        if photo_ids:
            self._undo.run(self.tr("unstacking"), lambda library: library.stacks.unstack(photo_ids))

    def take_out(self, photo_ids: tuple[int, ...]) -> None:
        """Takes photos out of their stack; the others stay in it."""
        if photo_ids:
            photos = wording.photo_count(len(photo_ids))
            self._undo.run(
                self.tr("taking {photos} out of a stack").format(photos=photos),
                lambda library: library.stacks.take_out(photo_ids),
                lambda left: self.taken_out.emit(photo_ids, left[0] if left else 0),
            )

    def set_top(self, photo_id: int) -> None:
        """Lays a photo on top of its stack."""
        self._undo.run(
            self.tr("change of what lies on top"), lambda library: library.stacks.set_top(photo_id)
        )
