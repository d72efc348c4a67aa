"""What the user says about people and pets, each a step that can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from photoorg.gui.breadcrumb import shortened
from photoorg.gui.people.being_name import being_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from photoorg.gui.undo import Undo
    from photoorg.library.beings.records import Being
    from photoorg.photo_library import PhotoLibrary


def _nothing(_: object) -> None:
    pass


class PeopleActions(QObject):
    """Has everything written in the order the user acted.

    Signals:
        changed(): something was said, or taken back.
        followed(int, int): a being is another one from now on, by their ids.
        returned(tuple[int, ...]): beings that lists did not show are there again, since that was taken back.
    """

    changed = Signal()
    followed = Signal(int, int)
    returned = Signal(object)

    def __init__(self, undo: Undo, parent: QObject) -> None:
        super().__init__(parent)
        self._undo = undo

    def name(self, being_id: int, name: str) -> None:
        """Gives a name; "" takes it away."""
        text = self.tr("the name “{name}”").format(name=shortened(name))
        if not name:
            text = self.tr("taking a name away")
        self._run(text, lambda library: library.people.name(being_id, name))

    def set_birthday(self, being_id: int, birthday: date | None) -> None:
        """When somebody was born; None for not known."""
        self._run(self.tr("birthday"), lambda library: library.people.set_birthday(being_id, birthday))

    def ignore(self, being_ids: tuple[int, ...], ignored: bool = True) -> None:
        """Leaves beings out of lists, or no longer."""

        def work(library: PhotoLibrary) -> None:
            for being_id in being_ids:
                library.people.ignore(being_id, ignored)

        def moved(is_done: bool) -> None:
            if is_done != ignored:
                self.returned.emit(being_ids)

        if being_ids:
            text = self.tr("ignoring") if ignored else self.tr("showing again")
            notice = self.tr("Ignored. Below the page, “Show ignored” leads back.") if ignored else ""
            self._run(text, work, moved=moved, notice=notice)

    def merge(self, into: Being, others: tuple[int, ...]) -> None:
        """Others are the same as somebody; ``followed`` tells whenever it is so."""
        others = tuple(other for other in others if other != into.id)

        def moved(is_done: bool) -> None:
            if not is_done:
                self.returned.emit(others)
                return
            for other in others:
                self.followed.emit(other, into.id)

        if others:
            self._run(
                self.tr("merging"),
                lambda library: library.people.merge(into.id, others),
                moved=moved,
                notice=self.tr("They are one now: {name}.").format(name=being_name(into.name)),
            )

    def assign(
        self,
        region_ids: tuple[int, ...],
        being: Being,
        moved: Callable[[bool], None] = _nothing,
    ) -> None:
        """These regions show somebody."""
        self._run(
            self.tr("naming"),
            lambda library: library.people.assign(region_ids, being.id),
            moved=moved,
        )

    def split(self, region_ids: tuple[int, ...], name: str) -> None:
        """These regions show somebody new."""
        self._run(
            self.tr("naming"),
            lambda library: library.people.split(region_ids, name),
        )

    def reject(
        self, region_ids: tuple[int, ...], being: Being, moved: Callable[[bool], None] = _nothing
    ) -> None:
        """These regions do not show somebody."""
        self._run(
            self.tr("“not {name}”").format(name=being_name(being.name)),
            lambda library: library.people.reject(region_ids, being.id),
            moved=moved,
        )

    def join(self, group_id: int, being: Being, moved: Callable[[bool], None]) -> None:
        """A whole group is somebody."""
        self._run(
            self.tr("naming of a group"),
            lambda library: library.people.merge(being.id, [group_id]),
            moved=moved,
        )

    def refuse(self, region_ids: tuple[int, ...]) -> None:
        """In these places is no face, or no animal."""
        self._run(
            self.tr("taking out what is no face or animal"),
            lambda library: library.people.refuse(region_ids),
        )

    def set_cover(self, region_id: int) -> None:
        """Somebody is shown by this region in lists."""
        self._run(self.tr("cover picture"), lambda library: library.people.set_cover(region_id))

    def _run(
        self,
        text: str,
        work: Callable[[PhotoLibrary], Any],
        then: Callable[[Any], None] = _nothing,
        moved: Callable[[bool], None] = _nothing,
        notice: str = "",
    ) -> None:
        def has_moved(is_done: bool) -> None:
            moved(is_done)
            self.changed.emit()

        self._undo.run(text, work, then, has_moved, notice)
