"""Comparing photos, while the window goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from photoorg.gui.search_aside import SearchAside

if TYPE_CHECKING:
    from collections.abc import Callable

    from photoorg.photo_library import PhotoLibrary


class DuplicateSearch(SearchAside):
    """Compares what is new; what was compared when it is stopped is kept."""

    def _find(
        self, library: PhotoLibrary, cancelled: Callable[[], bool], progress: Callable[[int, int], None]
    ) -> None:
        library.duplicates.find(cancelled=cancelled, progress=progress)
