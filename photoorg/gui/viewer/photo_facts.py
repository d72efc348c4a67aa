"""What the large view knows of the photo on the screen, read in one go so that all of it fits together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from photoorg.library.beings.records import Identity, Region
    from photoorg.library.records import Photo
    from photoorg.photo_library import PhotoLibrary


@dataclass(frozen=True, slots=True)
class PhotoPeople:
    """Who is on a photo.

    Attributes:
        quarter_turns: by which the user turned it.
        regions: from left to right.
        identities: of those whom the regions show or may show, by id.
    """

    photo_id: int
    quarter_turns: int = 0
    regions: tuple[Region, ...] = ()
    identities: Mapping[int, Identity] = field(default_factory=dict)

    def shown_by(self, region: Region) -> Identity | None:
        """Who a region shows, as far as known."""
        return None if region.being_id is None else self.identities.get(region.being_id)

    def suggested_for(self, region: Region) -> Identity | None:
        """Who a region may show, and the user is to be asked."""
        found = None if region.suggested_id is None else self.identities.get(region.suggested_id)
        return None if found is None or not found.name or found.is_ignored else found

    def is_unknown(self, region: Region) -> bool:
        """Whether there is no word about who that is."""
        shown = self.shown_by(region)
        is_known = shown is not None and bool(shown.name or shown.is_ignored)
        return not is_known and self.suggested_for(region) is None

    @property
    def named(self) -> list[Identity]:
        """Those who have a name, from left to right, each once."""
        shown = dict.fromkeys(region.being_id for region in self.regions)
        found = (self.identities.get(being_id) for being_id in shown if being_id is not None)
        return [one for one in found if one is not None and one.name]


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """A photo, the names of the albums it is in, and who is on it."""

    photo: Photo
    albums: tuple[str, ...]
    people: PhotoPeople


def read_facts(photo_id: int, library: PhotoLibrary) -> PhotoFacts:
    """Asks the library (blocking)."""
    photo = library.photo(photo_id)
    regions = tuple(library.people.in_photos([photo_id])[photo_id])
    ids = {one for region in regions for one in (region.being_id, region.suggested_id) if one is not None}
    identities = {one.id: one for one in library.people.identities(sorted(ids))} if ids else {}
    people = PhotoPeople(photo_id, photo.quarter_turns, regions, identities)
    return PhotoFacts(photo, tuple(library.albums.containing(photo_id)), people)
