"""Albums for others: links, a list, or a page for browsers. Copies are what ``export.exports`` makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from photoorg.export.each_photo import export_each, read_in_order
from photoorg.export.file_names import safe_name
from photoorg.export.links import LinkKind, link
from photoorg.export.photo_list import ListFormat, list_of
from photoorg.export.placing import place
from photoorg.export.report import ExportedPhoto, ExportReport
from photoorg.export.web_album import WebOptions, write_web_album
from photoorg.export.writing import require_outside_library, told_in_sentences
from photoorg.imaging.pictures import reachable_path
from photoorg.jobs import Cancellation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from photoorg.library.records import Photo


class AlbumExports:
    """Writes albums into folders; never changes a photo, and never takes the place of a file."""

    def __init__(self, photos: Callable[[Sequence[int]], list[Photo]], library: Path) -> None:
        """As :class:`photoorg.export.exports.Exports`."""
        self._photos = photos
        self._library = library

    def links(
        self,
        photo_ids: Sequence[int],
        folder: Path,
        kind: LinkKind = LinkKind.SYMBOLIC,
        *,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
        cancellation: Cancellation | None = None,
    ) -> ExportReport:
        """Links photos into ``folder``, which is made if it is not there. Raises as :meth:`Exports.write`."""
        folder = folder.absolute()

        def linked(photo: Photo) -> ExportedPhoto:
            path = reachable_path(photo)
            return ExportedPhoto(photo.id, path, link(path, folder, path.name, kind), False)

        return export_each(
            photo_ids,
            self._photos,
            folder,
            self._library,
            linked,
            progress,
            cancellation or Cancellation(),
        )

    def list_file(self, title: str, photo_ids: Sequence[int], folder: Path, form: ListFormat) -> Path:
        """Writes a list of photos into ``folder``, in a file that is called as the album; gives its path."""
        folder = folder.absolute()
        with told_in_sentences(folder, lambda: (0, len(photo_ids))):
            require_outside_library(folder, self._library)
            folder.mkdir(parents=True, exist_ok=True)
            data = list_of(list(read_in_order(photo_ids, self._photos)), title, form)
            return place(data, folder, f"{safe_name(title, 'album')}.{form.value}")

    def web_page(
        self,
        title: str,
        description: str,
        photo_ids: Sequence[int],
        folder: Path,
        options: WebOptions = WebOptions(),  # noqa: B008 - frozen
        *,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
        cancellation: Cancellation | None = None,
    ) -> ExportReport:
        """Makes a folder with a page for browsers in ``folder``, see :mod:`photoorg.export.web_album`."""
        return write_web_album(
            title,
            description,
            photo_ids,
            self._photos,
            folder,
            self._library,
            options,
            progress,
            cancellation or Cancellation(),
        )
