"""Which tags photos have."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from photoorg.gui import wording
from photoorg.gui.library_bridge import LibraryBridge, Track
from photoorg.gui.tags_dialog import TagsDialog

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from PySide6.QtWidgets import QWidget

    from photoorg.gui.undo import Undo
    from photoorg.photo_library import PhotoLibrary


@dataclass(frozen=True, slots=True)
class _Tags:
    """How many of some photos have which tag, and which keyword from their files alone; and every tag there
    is."""

    counts: Mapping[str, int]
    keywords: Mapping[str, int]
    known: list[str]


def _read_tags(photo_ids: tuple[int, ...], library: PhotoLibrary) -> _Tags:
    return _Tags(library.tag_counts(photo_ids), library.keyword_counts(photo_ids), library.tags())


def _change_tags(
    photo_ids: tuple[int, ...], added: Collection[str], removed: Collection[str], library: PhotoLibrary
) -> None:
    for tag in removed:
        library.remove_tag(photo_ids, tag)
    for tag in added:
        library.add_tag(photo_ids, tag)


class PhotoTagActions(QObject):
    """Asks which tags photos are to have, and lets the library put them there."""

    def __init__(self, bridge: LibraryBridge, undo: Undo, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._undo = undo
        self._window = window

    def ask(self, photo_ids: tuple[int, ...]) -> None:
        """Shows the tags of photos, to be changed."""
        if photo_ids:
            self._bridge.run(Track.READS, partial(_read_tags, photo_ids), partial(self._on_read, photo_ids))

    def add(self, photo_id: int, tag: str) -> None:
        """Adds a tag to one photo."""
        self._change((photo_id,), (tag,), ())

    def remove(self, photo_id: int, tag: str) -> None:
        """Takes a tag off one photo."""
        self._change((photo_id,), (), (tag,))

    def _on_read(self, photo_ids: tuple[int, ...], tags: _Tags) -> None:
        dialog = TagsDialog(len(photo_ids), tags.counts, tags.keywords, tags.known, self._window)
        dialog.changed.connect(partial(self._change, photo_ids))
        dialog.open()

    def _change(self, photo_ids: tuple[int, ...], added: Collection[str], removed: Collection[str]) -> None:
        text = self.tr("tags of {photos}").format(photos=wording.photo_count(len(photo_ids)))
        self._undo.run(text, partial(_change_tags, photo_ids, added, removed))
