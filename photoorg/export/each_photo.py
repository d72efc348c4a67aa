"""Photos of an export, one after the other: what could not be exported is told and stops nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from photoorg.errors import ExportError, PhotoUnreadable
from photoorg.export.report import ExportedPhoto, ExportReport, ExportStopped, UnexportedPhoto
from photoorg.export.writing import require_outside_library, told_in_sentences
from photoorg.imaging.pictures import reachable_path
from photoorg.jobs import Cancelled
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from photoorg.jobs import Cancellation
    from photoorg.library.records import Photo


PHOTOS_AT_ONCE = 100


def read_in_order(photo_ids: Sequence[int], read: Callable[[Sequence[int]], list[Photo]]) -> Iterator[Photo]:
    """Photos as ``read`` gives them, so that only some of them are in memory."""
    for start in range(0, len(photo_ids), PHOTOS_AT_ONCE):
        yield from read(photo_ids[start : start + PHOTOS_AT_ONCE])


def require_not_offline(photo_ids: Sequence[int], read: Callable[[Sequence[int]], list[Photo]]) -> None:
    """Raises ExportError, before anything is written, where all of the photos are offline."""
    for photo in read_in_order(photo_ids, read):
        try:
            path = reachable_path(photo)
        except PhotoUnreadable:
            if not photo.offline or os.path.lexists(photo.path):
                return
        else:
            # Nobody may have looked since the drive went.
            if path.parent.is_dir():
                return
    if photo_ids:
        raise ExportError(
            Sentence(
                "All of these photos are offline: their drive or folder is not there. Nothing was exported."
            )
        )


def export_each(
    photo_ids: Sequence[int],
    read: Callable[[Sequence[int]], list[Photo]],
    folder: Path,
    library: Path,
    export: Callable[[Photo], ExportedPhoto],
    progress: Callable[[int, int], None],
    cancellation: Cancellation,
) -> ExportReport:
    """Has each photo exported into ``folder``, which is made if it is not there.

    Args:
        read: photos by their ids, in order; those that are needed, some at a time.
        library: where nothing is exported to.
        export: may raise PhotoUnreadable.
        progress: is told photos done and photos in all.
        cancellation: looked at before each photo; what was exported until then stays.

    Raises:
        ExportError: nothing can be written there, or all photos are offline.
        DiskFull: no space is left; what was exported until then stays.
        ExportStopped: by ``cancellation``, or by a ``progress`` that raises Cancelled.
    """
    exported: list[ExportedPhoto] = []
    failed: list[UnexportedPhoto] = []
    total = len(photo_ids)
    require_not_offline(photo_ids, read)
    try:
        with told_in_sentences(folder, lambda: (len(exported), total)):
            require_outside_library(folder, library)
            folder.mkdir(parents=True, exist_ok=True)
            for photo in read_in_order(photo_ids, read):
                cancellation.check()
                try:
                    exported.append(export(photo))
                except PhotoUnreadable as error:
                    failed.append(UnexportedPhoto(photo.id, photo.path, error.problem))
                progress(len(exported) + len(failed), total)
    except Cancelled as cancelled:
        raise ExportStopped(ExportReport(folder, tuple(exported), tuple(failed))) from cancelled
    return ExportReport(folder, tuple(exported), tuple(failed))
