"""Photos of an export, one after the other: what could not be exported is told and stops nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from photoorg.errors import PhotoUnreadable
from photoorg.export.report import ExportedPhoto, ExportReport, ExportStopped, UnexportedPhoto
from photoorg.export.writing import require_outside_library, told_in_sentences
from photoorg.jobs import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from photoorg.jobs import Cancellation
    from photoorg.library.records import Photo


PHOTOS_AT_ONCE = 100


def read_in_order(photo_ids: Sequence[int], read: Callable[[Sequence[int]], list[Photo]]) -> Iterator[Photo]:
    """Photos as ``read`` gives them, so that only some of them are in memory."""
    for start in range(0, len(photo_ids), PHOTOS_AT_ONCE):
        yield from read(photo_ids[start : start + PHOTOS_AT_ONCE])


def export_each(
    photos: Iterable[Photo],
    total: int,
    folder: Path,
    library: Path,
    export: Callable[[Photo], ExportedPhoto],
    progress: Callable[[int, int], None],
    cancellation: Cancellation,
) -> ExportReport:
    """Has each photo exported into ``folder``, which is made if it is not there.

    Args:
        photos: read as they are needed.
        library: where nothing is exported to.
        export: may raise PhotoUnreadable.
        progress: is told photos done and photos in all.
        cancellation: looked at before each photo; what was exported until then stays.

    Raises:
        ExportError: nothing can be written there.
        DiskFull: no space is left; what was exported until then stays.
        ExportStopped: by ``cancellation``, or by a ``progress`` that raises Cancelled.
    """
    exported: list[ExportedPhoto] = []
    failed: list[UnexportedPhoto] = []
    try:
        with told_in_sentences(folder, lambda: (len(exported), total)):
            require_outside_library(folder, library)
            folder.mkdir(parents=True, exist_ok=True)
            for photo in photos:
                cancellation.check()
                try:
                    exported.append(export(photo))
                except PhotoUnreadable as error:
                    failed.append(UnexportedPhoto(photo.id, photo.path, error.problem))
                progress(len(exported) + len(failed), total)
    except Cancelled as cancelled:
        raise ExportStopped(ExportReport(folder, tuple(exported), tuple(failed))) from cancelled
    return ExportReport(folder, tuple(exported), tuple(failed))
