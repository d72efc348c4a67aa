"""What is known of a group, and what is to become of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.albums.duplicates.groups import PhotoGroup
    from photoorg.albums.duplicates.keeper import Keeper
    from photoorg.albums.duplicates.surplus_files import KeptPlace
    from photoorg.library.records import Photo


@dataclass(frozen=True, slots=True)
class GroupDetails:
    """A group with all that is known of its photos.

    Attributes:
        photos: in the order of their ids; those that are gone meanwhile are left out.
        keeper: which of them should be kept; None where none is left.
        place: for one photo that lies in several files, which of these should be kept.
    """

    group: PhotoGroup
    photos: tuple[Photo, ...]
    keeper: Keeper | None
    place: KeptPlace | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What stays of a group.

    Attributes:
        keep: ids of the photos that stay, at least one; what is said of the others, the first one gets.
        place: the file that stays, of one photo that lies in several.
    """

    group: PhotoGroup
    keep: tuple[int, ...]
    place: Path | None = None

    @property
    def goes(self) -> tuple[int, ...]:
        """The photos that do not stay."""
        return tuple(id_ for id_ in self.group.photo_ids if id_ not in self.keep)
