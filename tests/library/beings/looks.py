"""Who is seen where, by names of files, for tests to compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from photoorg.people.people import Region
    from photoorg.photo_library import PhotoLibrary


def look_through(library: PhotoLibrary) -> None:
    """Everything is described, and everybody found."""
    library.sync()
    library.people.find()


def photo_of(library: PhotoLibrary, name: str) -> int:
    """The photo of that file name."""
    (photo_id,) = [photo.id for photo in library.photos(library.photo_ids()) if photo.path.name == name]
    return photo_id


def faces_in(library: PhotoLibrary, name: str) -> list[Region]:
    """All in a photo, from left to right."""
    photo_id = photo_of(library, name)
    return library.people.in_photos([photo_id])[photo_id]


def said_in(library: PhotoLibrary, name: str) -> list[str | None]:
    """Names of those who are said to be in a photo, from left to right; None for faces of which nobody said
    who they are."""
    return [
        library.people.get(face.being_id).name if face.is_said and face.being_id is not None else None
        for face in faces_in(library, name)
    ]


def found_by(library: PhotoLibrary, query: str) -> set[str]:
    """File names of what a search finds."""
    return {photo.path.name for photo in library.photos(library.matching(query))}
