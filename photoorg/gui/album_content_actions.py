"""What the user does with one album: the order of its photos, its cover, what fits it, what it is called."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from photoorg.gui import wording
from photoorg.gui.library_bridge import LibraryBridge, Track

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from photoorg.gui.album_edit_dialog import AlbumWish
    from photoorg.gui.undo import Undo
    from photoorg.library.records import Album
    from photoorg.photo_library import PhotoLibrary


def _move_by(name: str, photo_ids: tuple[int, ...], to: str, library: PhotoLibrary) -> None:
    order, chosen = library.albums.photo_ids(name), set(photo_ids)
    places = [place for place, photo_id in enumerate(order) if photo_id in chosen]
    if not places:
        return
    before: int | None = None
    if to == "first":
        before = order[0]
    elif to == "earlier":
        before = order[max(places[0] - 1, 0)]
    elif to == "later":
        left = [photo_id for photo_id in order[places[-1] + 1 :] if photo_id not in chosen]
        before = left[1] if len(left) > 1 else None
    library.albums.move(name, photo_ids, before)


def _sort(name: str, by: str, library: PhotoLibrary) -> None:
    from photoorg.library.album_order import AlbumOrder

    library.albums.sort(name, AlbumOrder(by))


def _best_first(name: str, library: PhotoLibrary) -> list[int]:
    photo_ids = library.albums.photo_ids(name)
    return [choice.photo_id for choice in library.best.of(photo_ids, len(photo_ids))]


def _edit(album: Album, wish: AlbumWish, cover: int | None, library: PhotoLibrary) -> str:
    name = album.name
    if wish.name != name:
        name = library.albums.rename(name, wish.name).name
    if wish.description != album.description:
        library.albums.set_description(name, wish.description)
    if wish.folder != album.folder:
        library.album_folders.take_album(name, wish.folder)
    if wish.cover != "kept":
        library.albums.set_cover(name, cover)
    return name


class AlbumContentActions(QObject):
    """Lets the library do it, each as one step that can be undone.

    Signals:
        arranged(): photos of an album have another order now, at once.
    """

    arranged = Signal()

    def __init__(self, bridge: LibraryBridge, undo: Undo, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._undo = undo
        self._window = window
        self._folders: tuple[str, ...] = ()

    def know_folders(self, names: Sequence[str]) -> None:
        """Learns which folders of albums there are."""
        self._folders = tuple(names)

    def move_before(self, name: str, photo_ids: tuple[int, ...], before: int | None) -> None:
        """Puts photos before another one, or at the end."""
        self._arrange(name, lambda library: library.albums.move(name, photo_ids, before))

    def move_by(self, name: str, photo_ids: tuple[int, ...], to: str) -> None:
        """Puts photos ``first``, one place ``earlier`` or ``later``, or ``last``."""
        if photo_ids:
            self._arrange(name, partial(_move_by, name, photo_ids, to))

    def sort(self, name: str, by: str) -> None:
        """Sorts an album by ``oldest``, ``newest`` or ``name``, or puts the ``best`` first."""
        if by != "best":
            self._arrange(name, partial(_sort, name, by))
            return
        # What has to be measured first takes long: nobody may have to wait to write meanwhile.
        self._bridge.run(
            Track.QUERIES,
            partial(_best_first, name),
            lambda order: self._arrange(name, lambda library: library.albums.reorder(name, order)),
        )

    def set_cover(self, name: str, photo_id: int) -> None:
        """Has a photo stand for an album."""
        self._undo.run(
            self.tr("cover of “{album}”").format(album=name),
            lambda library: library.albums.set_cover(name, photo_id),
        )

    def accept(self, name: str, photo_ids: tuple[int, ...]) -> None:
        """Photos fit, and are put into the album."""
        if photo_ids:
            count = wording.photo_count(len(photo_ids))
            text = self.tr("adding {photos} to “{album}”").format(photos=count, album=name)
            self._undo.run(
                text, lambda library: library.albums.accept(name, photo_ids), moved=self._on_arranged
            )

    def reject(self, name: str, photo_ids: tuple[int, ...]) -> None:
        """Photos do not fit, and are not offered again."""
        if photo_ids:
            count = wording.photo_count(len(photo_ids))
            text = self.tr("{photos} do not fit “{album}”").format(photos=count, album=name)
            self._undo.run(
                text, lambda library: library.albums.reject(name, photo_ids), moved=self._on_arranged
            )

    def ask_to_edit(self, name: str) -> None:
        """Asks for name, description, cover and folder of an album."""
        self._bridge.run(Track.READS, lambda library: library.albums.get(name), self._ask_to_edit)

    def _ask_to_edit(self, album: Album, wish: AlbumWish | None = None, problem: str = "") -> None:
        from photoorg.gui.album_edit_dialog import AlbumEditDialog

        dialog = AlbumEditDialog(album, self._folders, self._window)
        dialog.wished.connect(partial(self._edit, album))
        if wish is not None:
            dialog.ask_again(wish, problem)
        dialog.open()

    def _edit(self, album: Album, wish: AlbumWish) -> None:
        if wish.cover != "best":
            self._write(album, wish, None)
            return
        self._bridge.run(
            Track.QUERIES,
            lambda library: library.best.of(library.albums.photo_ids(album.name), 1),
            lambda best: self._write(album, wish, best[0].photo_id if best else None),
        )

    def _write(self, album: Album, wish: AlbumWish, cover: int | None) -> None:
        text = self.tr("changes of “{album}”").format(album=album.name)
        self._undo.run(
            text,
            partial(_edit, album, wish, cover),
            refused=lambda error: self._ask_to_edit(album, wish, wording.problem(error)),
        )

    def _arrange(self, name: str, work: Callable[[PhotoLibrary], object]) -> None:
        text = self.tr("order of “{album}”").format(album=name)
        self._undo.run(text, work, moved=self._on_arranged)

    def _on_arranged(self, _is_done: bool) -> None:
        self.arranged.emit()
