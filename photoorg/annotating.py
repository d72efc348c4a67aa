"""What the user says about photos: the part of the public API that writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from photoorg.changes import PhotosChanged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from photoorg.library.annotations import AnnotationStore


class Annotating:
    """The methods of :class:`PhotoLibrary` by which photos are rated, turned, tagged and described in words.

    What is said about a photo is said about the raw files of its shot, too. Each method raises UserInputError
    for an unknown id, and then changes nothing.
    """

    def __init__(self, annotations: AnnotationStore, tell: Callable[[PhotosChanged], None]) -> None:
        """``tell`` is called after every write."""
        self._annotations = annotations
        self._tell = tell

    def set_rating(self, photo_ids: Iterable[int], rating: int) -> None:
        """0 takes the rating away. Raises UserInputError outside 0..5."""
        ids = frozenset(photo_ids)
        self._annotations.set_rating(ids, rating)
        self._tell(PhotosChanged(ids))

    def set_favourite(self, photo_ids: Iterable[int], favourite: bool) -> None:
        """Marks or unmarks favourites."""
        ids = frozenset(photo_ids)
        self._annotations.set_favourite(ids, favourite)
        self._tell(PhotosChanged(ids))

    def turn(self, photo_ids: Iterable[int], quarters: int) -> None:
        """Has photos shown turned clockwise by so many quarters (-1 is to the left), from how they are shown
        now. Their files stay as they are, and searches find them as before."""
        ids = frozenset(photo_ids)
        self._annotations.turn(ids, quarters)
        self._tell(PhotosChanged(ids))

    def add_tag(self, photo_ids: Iterable[int], tag: str) -> None:
        """Tags photos. Raises UserInputError if the tag is empty or overlong."""
        ids = frozenset(photo_ids)
        self._annotations.add_tag(ids, tag)
        self._tell(PhotosChanged(ids))

    def remove_tag(self, photo_ids: Iterable[int], tag: str) -> None:
        """Takes a tag off photos."""
        ids = frozenset(photo_ids)
        self._annotations.remove_tag(ids, tag)
        self._tell(PhotosChanged(ids))

    def rename_tag(self, tag: str, new_name: str) -> None:
        """Gives a tag another name; where there is a tag of that name, the two become one. Raises
        UserInputError if there is no such tag, or the name is empty or overlong."""
        self._tell(PhotosChanged(self._annotations.rename_tag(tag, new_name)))

    def delete_tag(self, tag: str) -> None:
        """Takes a tag off every photo. Raises UserInputError if there is no such tag."""
        self._tell(PhotosChanged(self._annotations.delete_tag(tag)))

    def set_text(self, photo_id: int, text: str) -> None:
        """The user's own words about a photo."""
        ids = frozenset([photo_id])
        self._annotations.set_text(ids, text)
        self._tell(PhotosChanged(ids))

    def tags(self) -> list[str]:
        """Every tag in use, by name."""
        return self._annotations.tags()

    def tag_counts(self, photo_ids: Sequence[int]) -> dict[str, int]:
        """How many of these photos have which tag, of those that any has."""
        return self._annotations.tag_counts(photo_ids)
