"""Looking at one photo: decoding it, finding who is on it, cutting them out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from photoorg.imaging.decode import decode_photo
from photoorg.imaging.thumbnails import thumbnail_jpeg
from photoorg.people.crops import CROP_PX, FULL_SIDE_PX, around

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from photoorg.library.beings.records import Box, Found
    from photoorg.people.finders import Finder


@dataclass(frozen=True, slots=True)
class LookAt:
    """What is asked.

    Attributes:
        marked: for each kind of being that is looked for, the places that people or files marked.
    """

    path: Path
    marked: Mapping[str, Sequence[Box]]


@dataclass(frozen=True, slots=True)
class Looked:
    """What was seen.

    Attributes:
        found: by kind.
        marked: by kind, what is in each of the marked places, in their order.
        crops: each of these places as a JPEG file.
    """

    found: Mapping[str, Sequence[Found]]
    marked: Mapping[str, Sequence[Found]]
    crops: Sequence[tuple[Box, bytes]]


def look_at(finders: Sequence[Finder], asked: LookAt) -> Looked:
    """Looks at a photo.

    Raises:
        PhotoUnreadable: it cannot be seen now.
        ModelUnavailable: what finds beings cannot be loaded.
    """
    image = decode_photo(asked.path, FULL_SIDE_PX).image
    asked_of = [finder for finder in finders if finder.kind in asked.marked]
    found = {finder.kind: finder.find(image) for finder in asked_of}
    marked = {
        finder.kind: [finder.describe(image, box) for box in asked.marked[finder.kind]] for finder in asked_of
    }
    places = [each.box for all_of in (*found.values(), *marked.values()) for each in all_of]
    crops = [
        (box, thumbnail_jpeg(image.crop(around(box, image.size)), CROP_PX)) for box in dict.fromkeys(places)
    ]
    return Looked(found, marked, crops)
