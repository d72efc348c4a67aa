"""What the user decides about suggestions, each a step that can be undone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from photoorg.gui import wording
from photoorg.gui.album_dialog import ask_for_name
from photoorg.gui.breadcrumb import shortened

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from photoorg.errors import UserInputError
    from photoorg.gui.album_dialog import Refused
    from photoorg.gui.undo import Undo
    from photoorg.photo_library import PhotoLibrary


class SuggestionActions(QObject):
    """Has everything written in the order the user acted.

    Signals:
        changed(): something was decided, or taken back.
        decided(int, bool): a suggestion was accepted or dismissed, or that was taken back.
    """

    changed = Signal()
    decided = Signal(int, bool)

    def __init__(self, undo: Undo, page: QWidget) -> None:
        super().__init__(page)
        self._undo = undo
        self._page = page

    def accept(self, suggestion_id: int, title: str, *, is_named: bool) -> None:
        """Makes an album of a suggestion, called ``title``. Where that is taken, another name is asked for if
        the user named it so (``is_named``); else a number is put behind it."""
        self._accept(suggestion_id, is_named, title, partial(self._ask_for_another, suggestion_id, title))

    def _ask_for_another(self, suggestion_id: int, title: str, error: UserInputError) -> None:
        ask_for_name(
            self._page,
            self.tr("Make album"),
            self.tr("Name of the album:"),
            partial(self._accept, suggestion_id, True),
            name=title,
            problem=wording.problem(error),
        )

    def _accept(self, suggestion_id: int, is_named: bool, title: str, refused: Refused) -> None:
        def work(library: PhotoLibrary) -> str:
            return library.suggestions.accept(suggestion_id, title, may_be_numbered=not is_named)

        text = self.tr("the album “{album}”").format(album=shortened(title))
        notice = self.tr("“{album}” is an album now. New photos that belong to it will join it.")
        self._run(text, work, (suggestion_id,), notice.format(album=shortened(title)), refused)

    def dismiss(self, suggestion_ids: tuple[int, ...]) -> None:
        """These, and what is much the same, are not suggested any more."""

        def work(library: PhotoLibrary) -> None:
            for suggestion_id in suggestion_ids:
                library.suggestions.dismiss(suggestion_id)

        if suggestion_ids:
            self._run(self.tr("dismissing"), work, suggestion_ids, self.tr("Dismissed for good."))

    def name(self, suggestion_id: int, name: str) -> None:
        """Gives a name; "" for the one that was found."""
        text = self.tr("the name “{name}”").format(name=shortened(name))
        if not name:
            text = self.tr("taking a name away")
        self._run(text, lambda library: library.suggestions.name(suggestion_id, name))

    def remove(self, suggestion_id: int, photo_ids: tuple[int, ...]) -> None:
        """These photos do not belong to it."""
        count = wording.photo_count(len(photo_ids))
        self._run(
            self.tr("taking {photos} out of a suggestion").format(photos=count),
            lambda library: library.suggestions.remove(suggestion_id, photo_ids),
            notice=self.tr("{photos} taken out for good.").format(photos=count),
        )

    def _run(
        self,
        text: str,
        work: Callable[[PhotoLibrary], Any],
        decided: tuple[int, ...] = (),
        notice: str = "",
        refused: Refused | None = None,
    ) -> None:
        def has_moved(is_done: bool) -> None:
            for suggestion_id in decided:
                self.decided.emit(suggestion_id, is_done)
            self.changed.emit()

        self._undo.run(text, work, moved=has_moved, notice=notice, refused=refused)
