"""A place that is mistyped is pointed at; what may be one is searched for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from photoorg.errors import QueryError
from photoorg.photo_library import PhotoLibrary
from tests.pictures import exif, make_jpeg
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PhotoLibrary]:
    """A photo from Lisbon."""
    base = tmp_path_factory.mktemp("places")
    make_jpeg(base / "photos" / "a.jpg", "red", (80, 60), exif(latitude=38.7167, longitude=-9.1333))
    with PhotoLibrary.open(base / "library", encoder=TinyEncoder()) as opened:
        opened.add_folder(base / "photos")
        opened.sync()
        yield opened


@pytest.mark.parametrize(
    ("query", "position", "said"),
    [
        ("place:Lisbn", 0, "No photo is known to be from ‘Lisbn’. Did you mean ‘Lisbon’?"),
        ("rating:0 -place:Portgal", 10, "No photo is known to be from ‘Portgal’. Did you mean ‘Portugal’?"),
        ("place:Reykjavk", 0, "No photo is known to be from ‘Reykjavk’. Did you mean ‘Reykjavík’?"),
    ],
)
def test_a_mistyped_place_is_pointed_at(library: PhotoLibrary, query: str, position: int, said: str) -> None:
    with pytest.raises(QueryError) as told:
        library.matching(query)
    assert str(told.value.problem) == said
    assert told.value.position == position


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("place:Lisb", 1),
        ("place:isbo", 1),
        ("place:Lissabon", 1),
        ("place:葡萄牙", 1),
        # Where no photo was taken, but might have been.
        ("place:Reykjavik", 0),
        ("place:Reykj", 0),
        ("place:Deutschl", 0),
        ("place:Zzyzxq", 0),
    ],
)
def test_what_may_be_a_place_is_searched_for(library: PhotoLibrary, query: str, count: int) -> None:
    assert len(library.matching(query)) == count


def test_towns_of_photos_are_offered_after_near(library: PhotoLibrary) -> None:
    assert library.names()["near"] == ["Lisbon"]
