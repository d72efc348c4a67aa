"""What the user says about photos: the part of the public API that writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from photoorg.changes import PhotosChanged
from photoorg.errors import UserInputError
from photoorg.library.annotations import AnnotationStore
from photoorg.library.corrections import CorrectionStore
from photoorg.library.positions import parse_position
from photoorg.library.records import Place
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime, timedelta

    from photoorg.ingest.towns import Town
    from photoorg.library.catalogue import Catalogue


class Annotating:
    """The methods of :class:`PhotoLibrary` by which photos are rated, turned, tagged, described in words, and
    said to be taken at another time or place than their files say.

    What is said about a photo is said about the raw files of its shot, too. Each method raises UserInputError
    for an unknown id, and then changes nothing.
    """

    def __init__(self, catalogue: Catalogue, tell: Callable[[PhotosChanged], None]) -> None:
        """``tell`` is called after every write."""
        self._annotations = AnnotationStore(catalogue)
        self._corrections = CorrectionStore(catalogue)
        self._tell = tell

    def set_rating(self, photo_ids: Iterable[int], rating: int) -> None:
        """0 takes the rating away. Raises UserInputError outside 0..5."""
        ids = frozenset(photo_ids)
        self._annotations.set_rating(ids, rating)
        self._tell(PhotosChanged(ids))

    def reset_rating(self, photo_ids: Iterable[int]) -> None:
        """What files say about ratings counts."""
        ids = frozenset(photo_ids)
        self._annotations.reset_rating(ids)
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
        """Takes a tag off photos, also where it is a keyword of their files, which keep it."""
        ids = frozenset(photo_ids)
        self._annotations.remove_tag(ids, tag)
        self._tell(PhotosChanged(ids))

    def rename_tag(self, tag: str, new_name: str) -> None:
        """Gives a tag another name; where there is a tag of that name, the two become one. Where it is a
        keyword of files, they keep it, and their photos have the other one. Raises UserInputError if there is
        no such tag, or the name is empty or overlong."""
        self._tell(PhotosChanged(self._annotations.rename_tag(tag, new_name)))

    def delete_tag(self, tag: str) -> None:
        """Takes a tag off every photo, also where it is a keyword of files, which keep it. Raises
        UserInputError if there is no such tag."""
        self._tell(PhotosChanged(self._annotations.delete_tag(tag)))

    def set_title(self, photo_ids: Iterable[int], title: str) -> None:
        """What photos are called; "" for nothing, whatever their files call them. Raises UserInputError when
        overlong."""
        ids = frozenset(photo_ids)
        self._annotations.set_title(ids, title)
        self._tell(PhotosChanged(ids))

    def reset_title(self, photo_ids: Iterable[int]) -> None:
        """Photos are called what their files call them."""
        ids = frozenset(photo_ids)
        self._annotations.reset_title(ids)
        self._tell(PhotosChanged(ids))

    def set_text(self, photo_id: int, text: str) -> None:
        """The user's own words about a photo; "" for none, whatever its file says."""
        ids = frozenset([photo_id])
        self._annotations.set_text(ids, text)
        self._tell(PhotosChanged(ids))

    def reset_text(self, photo_ids: Iterable[int]) -> None:
        """What files say about photos counts."""
        ids = frozenset(photo_ids)
        self._annotations.reset_text(ids)
        self._tell(PhotosChanged(ids))

    def tags(self) -> list[str]:
        """Every tag in use, by name."""
        return self._annotations.tags()

    def tag_counts(self, photo_ids: Sequence[int]) -> dict[str, int]:
        """How many of these photos have which tag, of those that any has."""
        return self._annotations.tag_counts(photo_ids)

    def keyword_counts(self, photo_ids: Sequence[int]) -> dict[str, int]:
        """How many of these photos have which keyword from their files, and not as a tag of the user."""
        return self._annotations.keyword_counts(photo_ids)

    # --- when and where ---

    def set_date(self, photo_ids: Iterable[int], taken_at: datetime) -> None:
        """Photos were taken at this moment: local time where they were taken, with a time zone or without.
        Raises UserInputError for one from before there were photos."""
        ids = frozenset(photo_ids)
        offset = taken_at.utcoffset()
        minutes = None if offset is None else round(offset.total_seconds() / 60)
        self._corrections.set_time(ids, taken_at.replace(tzinfo=None), minutes)
        self._tell(PhotosChanged(ids))

    def shift_dates(self, photo_ids: Iterable[int], by: timedelta) -> None:
        """Photos were taken so much later than is known now, as where the clock of a camera was wrong. Raises
        UserInputError where a moment comes out that cannot be."""
        ids = frozenset(photo_ids)
        self._corrections.shift_time(ids, by)
        self._tell(PhotosChanged(ids))

    def reset_date(self, photo_ids: Iterable[int]) -> None:
        """Photos were taken when their files say."""
        ids = frozenset(photo_ids)
        self._corrections.reset_time(ids)
        self._tell(PhotosChanged(ids))

    def set_place(self, photo_ids: Iterable[int], place: Place) -> None:
        """Photos were taken there; :meth:`place_at` and :meth:`towns` give places, and so do other photos.
        ``Place()`` says that nobody knows, or is to know, where."""
        ids = frozenset(photo_ids)
        self._corrections.set_place(ids, place)
        self._tell(PhotosChanged(ids))

    def reset_place(self, photo_ids: Iterable[int]) -> None:
        """Photos were taken where their files say."""
        ids = frozenset(photo_ids)
        self._corrections.reset_place(ids)
        self._tell(PhotosChanged(ids))

    def place_at(self, latitude: float, longitude: float) -> Place:
        """A position, in degrees WGS 84, with the names of the town that is near. Raises UserInputError for
        one that is nowhere."""
        from photoorg.ingest.place_names import place_name

        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise UserInputError(
                Sentence("Latitudes go from -90 to 90 degrees, longitudes from -180 to 180.")
            )
        names = place_name(latitude, longitude) or (None, None, None)
        return Place(latitude, longitude, None, *(name or None for name in names))

    def place_named(self, text: str) -> Place:
        """What a person calls a place: a position such as ``48.137, 11.575``, or the largest town of a name,
        ``Lisbon`` or ``Paris, Texas``. Raises UserInputError where there is none."""
        position = parse_position(text)
        if position is not None:
            return self.place_at(*position)
        from photoorg.ingest.towns import town_named

        return town_named(text).place

    def places_around(self, photo_id: int, limit: int = 5) -> list[Place]:
        """Where other photos were taken within a day of this one, the nearest in time first."""
        return self._corrections.places_around(photo_id, limit)

    def towns(self, text: str, limit: int = 10) -> list[Town]:
        """Towns whose names begin so, the largest first; ``paris, tex`` names the area as well."""
        from photoorg.ingest.towns import towns_named

        return towns_named(text, limit)
