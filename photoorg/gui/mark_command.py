"""Marks of a search as steps that can be undone, among all others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from photoorg.gui.pages import Finding
from photoorg.gui.undo import Command

if TYPE_CHECKING:
    from photoorg.gui.browse_page import BrowsePage


class MarkCommand(Command):
    """Photos of a search were marked, or marks taken away. It is gone when its search is: nobody wants to be
    led to another page to see a mark vanish that is in no search any more."""

    def __init__(self, browse: BrowsePage, before: Finding, after: Finding) -> None:
        super().__init__(QCoreApplication.translate("MarkCommand", "marks of this search"))
        self._browse = browse
        self._before = before
        self._after = after
        self._is_first = True

    @property
    def is_stale(self) -> bool:
        return self._browse.trail.marked_at(self._after) is None

    def undo(self) -> None:
        self._browse.undo_mark(self._browse.trail.marked_at(self._after))

    def redo(self) -> None:
        page = self._browse.trail.current
        if self._is_first:
            self._is_first = False
        elif isinstance(page, Finding) and page.history_of_marks == self._before.history_of_marks:
            self._browse.mark_again(self._after.marks)
        else:
            self.setObsolete(True)
