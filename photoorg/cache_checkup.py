"""What is wrong with the caches of an open library, in words; and making them anew."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from photoorg.errors import DiskFull, LibraryError, PhotoUnreadable
from photoorg.imaging.pictures import thumbnail_of
from photoorg.library.checkup import Problem

if TYPE_CHECKING:
    from photoorg.imaging.thumbnails import ThumbnailStore
    from photoorg.ingest.succession import ModelSuccession
    from photoorg.library.photos import PhotoStore
    from photoorg.library.records import Photo

PHOTOS_PER_READ = 500


def examine_caches(
    models: ModelSuccession, photos: PhotoStore, thumbnails: ThumbnailStore, *, repair: bool
) -> list[Problem]:
    """Looks at the saved search indexes and at the thumbnails of all photos that can be reached.

    Raises DiskFull or LibraryError where an index cannot be saved.
    """
    problems = []
    for space in models.models:
        if space is not None and (fault := space.index.saved_fault()):
            if repair:
                space.index.refresh()
                _save_indexes(models)
            text = f"Of {space.name}: {fault}."
            problems.append(Problem("index", text, "It is rebuilt.", is_serious=False, repaired=repair))
    without = _without_thumbnail(photos, thumbnails)
    if without:
        text = f"{len(without):,} of them are missing or damaged."
        remedy = "They are made anew."
        if repair:
            made = sum(_is_remade(photo, thumbnails) for photo in without)
            remedy = f"{made:,} were made anew{'' if made == len(without) else '; the rest cannot be made'}."
        problems.append(Problem("thumbnails", text, remedy, is_serious=False, repaired=repair))
    return problems


def _save_indexes(models: ModelSuccession) -> None:
    try:
        models.save_indexes()
    except OSError as error:
        raise LibraryError(f"The search index cannot be saved: {error.strerror}.") from error


def _without_thumbnail(photos: PhotoStore, thumbnails: ThumbnailStore) -> list[Photo]:
    ids = photos.reachable_ids()
    return [
        photo
        for start in range(0, len(ids), PHOTOS_PER_READ)
        for photo in photos.by_ids(ids[start : start + PHOTOS_PER_READ])
        # Of an offline photo none can be made before its drive is back.
        if not photo.offline and not thumbnails.is_whole(photo.content_hash)
    ]


def _is_remade(photo: Photo, thumbnails: ThumbnailStore) -> bool:
    with suppress(PhotoUnreadable, DiskFull, OSError):
        thumbnail_of(photo, thumbnails)
        return True
    return False
