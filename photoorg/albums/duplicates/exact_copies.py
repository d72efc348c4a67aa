"""Exact copies, which the catalogue knows by their hashes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from photoorg.albums.duplicates.groups import GroupKind, PhotoGroup
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from photoorg.library.copies import KnownPicture


def exact_copies(pictures: Iterable[KnownPicture], file_counts: Mapping[int, int]) -> list[PhotoGroup]:
    """Photos that lie in several places, and photos of one picture.

    Files of one picture are places of one photo, whatever their metadata say; catalogues of older versions
    may hold several photos of it.

    Args:
        file_counts: by id, of photos that lie in several places.
    """
    by_picture: dict[bytes, list[int]] = {}
    for known in pictures:
        by_picture.setdefault(known.picture, []).append(known.id)
    groups = []
    for alike in by_picture.values():
        files = sum(file_counts.get(photo_id, 1) for photo_id in alike)
        if files > 1:
            reason = Sentence("The same picture lies in {count} files.", count=files)
            groups.append(PhotoGroup(GroupKind.EXACT, tuple(sorted(alike)), reason))
    return groups
