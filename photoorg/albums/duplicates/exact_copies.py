"""Exact copies, which the catalogue knows by their hashes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from photoorg.albums.duplicates.groups import GroupKind, PhotoGroup
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from photoorg.library.records import Photo


def exact_copies(photos: Iterable[Photo]) -> list[PhotoGroup]:
    """Photos that lie in several places, and photos of one picture.

    Files of one picture are places of one photo, whatever their metadata say; catalogues of older versions
    may hold several photos of it. Places that are missing do not count.
    """
    by_picture: dict[bytes, list[Photo]] = {}
    for photo in photos:
        by_picture.setdefault(photo.image_hash or photo.content_hash, []).append(photo)
    groups = []
    for alike in by_picture.values():
        files = sum(not file.missing for photo in alike for file in photo.files)
        if files > 1:
            ids = tuple(sorted(photo.id for photo in alike))
            reason = Sentence("The same picture lies in {count} files.", count=files)
            groups.append(PhotoGroup(GroupKind.EXACT, ids, reason))
    return groups
