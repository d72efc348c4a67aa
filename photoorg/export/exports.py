"""Copies of photos in a folder, for whoever does not use photoorg."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from photoorg.errors import PhotoUnreadable
from photoorg.export.each_photo import export_each
from photoorg.export.options import CopyOptions
from photoorg.export.photo_copy import copy_of
from photoorg.export.placing import place
from photoorg.export.report import ExportedPhoto, ExportReport
from photoorg.imaging.pictures import reachable_path
from photoorg.jobs import Cancellation
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from photoorg.library.records import Photo

# Not every file system takes every name.
_OF_THE_NAME = (errno.EINVAL, errno.ENAMETOOLONG, errno.EILSEQ)


class Exports:
    """Copies photos; never changes one, and never takes the place of a file."""

    def __init__(self, photos: Callable[[Sequence[int]], list[Photo]], library: Path) -> None:
        """Args:
        photos: photos by their ids, in order, without unknown ones.
        library: where nothing is exported to.
        """
        self._photos = photos
        self._library = library

    def write(
        self,
        photo_ids: Sequence[int],
        folder: Path,
        options: CopyOptions = CopyOptions(),  # noqa: B008 - frozen
        *,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
        cancellation: Cancellation | None = None,
    ) -> ExportReport:
        """Copies photos into ``folder``, which is made if it is not there.

        A photo that cannot be read is told in the report and stops nothing.

        Args:
            progress: is told photos done and photos in all.
            cancellation: looked at before each photo; what was copied until then stays.

        Raises:
            ExportError: nothing can be written there, or all photos are offline.
            DiskFull: no space is left; what was copied until then stays.
            ExportStopped: by ``cancellation``, or by a ``progress`` that raises Cancelled.
        """
        folder = folder.absolute()
        return export_each(
            photo_ids,
            self._photos,
            folder,
            self._library,
            lambda photo: _export(photo, folder, options),
            progress,
            cancellation or Cancellation(),
        )


def _export(photo: Photo, folder: Path, options: CopyOptions) -> ExportedPhoto:
    path = reachable_path(photo)
    made = copy_of(photo, path, options)
    try:
        placed = place(made.data, folder, made.name)
    except OSError as error:
        if error.errno in _OF_THE_NAME:
            raise PhotoUnreadable(Sentence("its name cannot be written there")) from error
        raise
    return ExportedPhoto(photo.id, path, placed, made.is_smaller)
