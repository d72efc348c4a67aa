"""Fields of a query, answered by a real catalogue."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import insert

from photoorg.errors import UserInputError
from photoorg.library.albums import Albums
from photoorg.library.annotations import AnnotationStore
from photoorg.library.catalogue import Catalogue
from photoorg.library.criteria import Every, Some, Without
from photoorg.library.known_names import known_names
from photoorg.library.photos import PhotoStore
from photoorg.library.schema import FileRow, PhotoRow
from photoorg.library.sql_functions import distance_km
from photoorg.search.language.fields import FIELDS, read_field
from photoorg.search.language.parsing import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

NOTHING_SAID: dict[str, Any] = {
    "format": "JPEG",
    "width": 4000,
    "height": 3000,
    "orientation": 1,
    "taken_at": datetime(2001, 1, 2, 12),
    "taken_at_source": "exif_original",
    "added_at": datetime(2024, 1, 1),
}
PHOTOS: dict[str, dict[str, Any]] = {
    "/photos/2021/IMG_1.JPG": {
        "taken_at": datetime(2021, 12, 25, 10),
        "camera_make": "Apple",
        "camera_model": "iPhone 12 Pro",
        "lens": "iPhone 12 Pro back camera 4.2mm f/1.6",
        "iso": 1600,
        "f_number": 1.6,
        "focal_length_mm": 4.2,
        "city": "Lisbon",
        "region": "Lisboa",
        "country": "Portugal",
        "latitude": 38.7167,
        "longitude": -9.1333,
        "file_rating": 4,
        "file_keywords": ["Família", "Beach"],
    },
    "/photos/2021/2021-easter.heic": {
        "taken_at": datetime(2021, 4, 4, 9),
        "camera_make": "Canon",
        "camera_model": "Canon EOS R6",
        "lens": "RF 24-105mm F4 L",
        "iso": 3200,
        "f_number": 4.0,
        "focal_length_mm": 50.0,
        "has_video": True,
        "file_title": "Ostern bei Oma",
        "file_faces": [
            {"name": "Anna Schmidt", "kind": "face", "left": 0, "top": 0, "width": 0.1, "height": 0.1},
            {"name": "Luna", "kind": "pet", "left": 0, "top": 0, "width": 0.1, "height": 0.1},
        ],
    },
    "/photos/2023/москва.png": {
        "taken_at": datetime(2023, 6, 30, 23, 59, 59),
        "city": "Москва",
        "country": "Russia",
        "latitude": 55.75,
        "longitude": 37.62,
        "width": 800,
        "height": 600,
    },
    "/nas/photos/2023-07-01.dng": {
        "taken_at": datetime(2023, 7, 1),
        "format": "RAW",
        "focal_length_mm": 35.0,
    },
    "/nas/fiji.jpeg": {"latitude": -17.7, "longitude": 179.99, "country": "Fiji"},
}
IPHONE, EASTER, MOSCOW, RAW, FIJI = range(1, 6)
EVERYTHING = {IPHONE, EASTER, MOSCOW, RAW, FIJI}


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    opened = Catalogue(tmp_path / "catalogue.sqlite3")
    with opened.writing() as connection:
        for number, (path, facts) in enumerate(PHOTOS.items(), start=1):
            digest = number.to_bytes(32, "big")
            connection.execute(
                insert(PhotoRow).values(
                    NOTHING_SAID
                    | {"id": number, "content_hash": digest, "image_hash": digest, "last_path": Path(path)}
                    | facts
                )
            )
            connection.execute(
                insert(FileRow).values(
                    path=Path(path),
                    photo_id=number,
                    content_hash=digest,
                    size_bytes=1,
                    modified_ns=1,
                    presence="present",
                    state="read",
                )
            )
    yield opened
    opened.close()


@pytest.fixture
def photos(catalogue: Catalogue) -> PhotoStore:
    """A catalogue of five photos about which the user said something."""
    said = AnnotationStore(catalogue)
    said.add_tag([EASTER], "Familienfest")
    said.set_rating([EASTER], 5)
    said.set_rating([RAW], 2)
    said.set_favourite([RAW], True)
    said.set_text([MOSCOW], "Кремль bei Nacht")
    albums = Albums(
        catalogue,
        on_change=lambda: None,
        search=lambda _: [],
        require_readable=parse,
        albums_in=lambda _: frozenset(),
    )
    albums.create("Summer 2023")
    albums.add("Summer 2023", [MOSCOW, RAW])
    return PhotoStore(catalogue)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("after", "2023", {MOSCOW, RAW}),
        ("after", "2023-07", {RAW}),
        ("before", "2023-06-30", {IPHONE, EASTER, FIJI}),
        ("before", "2023-07", {IPHONE, EASTER, MOSCOW, FIJI}),
        ("date", "2023-06", {MOSCOW}),
        ("date", "2021..2023-06", {IPHONE, EASTER, MOSCOW}),
        ("date", "..2020", {FIJI}),
        ("date", "christmas", {IPHONE}),
        ("date", "Easter", {EASTER}),
        ("date", "new-year", set()),
        ("date", "winter", {IPHONE, FIJI}),
        ("date", "july", {RAW}),
        ("date", "sunday", {EASTER}),
        ("date", "weekend", {IPHONE, EASTER, RAW}),
        ("date", "today", set()),
        ("person", "anna schmidt", {EASTER}),
        ("person", "Luna", set()),
        ("pet", "LUNA", {EASTER}),
        ("tag", "família", {IPHONE}),
        ("tag", "FAMÍLIA", {IPHONE}),
        ("tag", "fam*", {IPHONE, EASTER}),
        ("tag", "fam", set()),
        ("in", "summer 2023", {MOSCOW, RAW}),
        ("in", "no such album", set()),
        ("folder", "/photos", {IPHONE, EASTER, MOSCOW}),
        ("folder", "/photos/2021/", {IPHONE, EASTER}),
        ("folder", "photos", {IPHONE, EASTER, MOSCOW, RAW}),
        ("folder", "2021", {IPHONE, EASTER}),
        ("folder", "phot", set()),
        ("place", "lisbon", {IPHONE}),
        ("place", "Lisbon Portugal", {IPHONE}),
        ("place", "Lisbon, Portugal", {IPHONE}),
        ("place", "Lissabon", {IPHONE}),
        ("place", "里斯本", {IPHONE}),
        ("place", "москва".upper(), {MOSCOW}),
        ("place", "Moscow", {MOSCOW}),
        # That is another one.
        ("place", "Moscow, Idaho", set()),
        ("place", "葡萄牙", {IPHONE}),
        ("place", "Atlantis", set()),
        ("near", "38.7,-9.1,5km", {IPHONE}),
        ("near", "38.7,-9.1", set()),
        ("near", "38.7167,-9.1333,900m", {IPHONE}),
        ("near", "Lisbon,5km", {IPHONE}),
        ("near", "lisboa", {IPHONE}),
        ("near", "Lisbon, Ohio, 400 m", set()),
        ("near", "Moscow", {MOSCOW}),
        ("near", "Moscow, Idaho", set()),
        ("near", "-17.7,-179.99,10km", {FIJI}),
        ("near", "38.7,-9.1,5000km", {IPHONE, MOSCOW}),
        ("rating", ">=4", {IPHONE, EASTER}),
        ("rating", "5", {EASTER}),
        ("rating", "0", {MOSCOW, FIJI}),
        ("rating", "1..4", {IPHONE, RAW}),
        ("is", "favourite", {RAW}),
        ("is", "favorite", {RAW}),
        ("is", "video", {EASTER}),
        ("is", "raw", {RAW}),
        ("is", "rated", {IPHONE, EASTER, RAW}),
        ("is", "tagged", {IPHONE, EASTER}),
        ("has", "gps", {IPHONE, MOSCOW, FIJI}),
        ("has", "place", {IPHONE, MOSCOW, FIJI}),
        ("has", "faces", {EASTER}),
        ("has", "text", {EASTER, MOSCOW}),
        ("has", "album", {MOSCOW, RAW}),
        ("camera", "iphone", {IPHONE}),
        ("camera", "canon eos", {EASTER}),
        ("lens", "24-105mm", {EASTER}),
        ("lens", "50mm", {EASTER}),
        ("lens", "4.2mm", {IPHONE}),
        ("iso", ">1600", {EASTER}),
        ("iso", ">=1600", {IPHONE, EASTER}),
        ("iso", "<1600", set()),
        ("aperture", "f/4", {EASTER}),
        ("focal", "24..70", {EASTER, RAW}),
        ("focal", "35mm", {RAW}),
        ("width", "<1000", {MOSCOW}),
        ("height", ">=3000", {IPHONE, EASTER, RAW, FIJI}),
        ("name", "img_1", {IPHONE}),
        ("name", "москва".upper(), {MOSCOW}),
        ("name", "photos", set()),
        ("text", "oma", {EASTER}),
        ("text", "кремль", {MOSCOW}),
        ("text", "beach", {IPHONE}),
        ("ext", "jpg", {IPHONE, FIJI}),
        ("ext", ".HEIC", {EASTER}),
    ],
)
def test_what_a_field_finds(photos: PhotoStore, name: str, value: str, expected: set[int]) -> None:
    chosen = read_field(name, value)
    assert set(photos.fulfilling(chosen)) == expected
    assert set(photos.fulfilling(Without(chosen))) == EVERYTHING - expected


def test_filters_combine_as_sets_do(photos: PhotoStore) -> None:
    parts = [
        read_field(name, value)
        for name, value in (("after", "2021-06"), ("iso", ">100"), ("has", "gps"), ("rating", ">=2"))
    ]
    found = [set(photos.fulfilling(part)) for part in parts]
    assert set(photos.fulfilling(Every(tuple(parts)))) == set.intersection(*found)
    assert set(photos.fulfilling(Some(tuple(parts)))) == set.union(*found)
    assert set(photos.fulfilling(Without(Some(tuple(parts))))) == EVERYTHING - set.union(*found)
    assert set(photos.fulfilling(Every(()))) == EVERYTHING
    assert photos.fulfilling(Some(())) == []


def test_the_newest_come_first(photos: PhotoStore) -> None:
    assert photos.fulfilling(Every(())) == [RAW, MOSCOW, IPHONE, EASTER, FIJI]


@pytest.mark.parametrize("name", FIELDS)
def test_every_example_in_the_help_is_understood(photos: PhotoStore, name: str) -> None:
    field = FIELDS[name]
    assert field.example.startswith(f"{name}:")
    photos.fulfilling(read_field(name, field.example.removeprefix(f"{name}:").strip('"')))
    for value in field.values:
        photos.fulfilling(read_field(name, value))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("date", "2023-13"),
        ("date", "2023-02-30"),
        ("date", ".."),
        ("date", "someday"),
        ("after", "christmas"),
        ("before", "9999"),
        ("near", "38.7"),
        ("near", "91,0"),
        ("near", "0,0,5miles"),
        ("rating", "good"),
        ("iso", ">=>1"),
        ("is", "blue"),
        ("has", ""),
        ("tag", "  "),
        ("person", ""),
    ],
)
def test_a_value_without_meaning_gets_an_example(name: str, value: str) -> None:
    with pytest.raises(UserInputError, match=f"{name}:"):
        read_field(name, value)


@pytest.mark.parametrize(
    ("name", "value", "right"),
    [
        ("label", "dog>2", "between 0 and 1, as in label:dog>0.8"),
        ("label", "dog>abc", "between 0 and 1, as in label:dog>0.8"),
        ("label", "dog<0.5", "between 0 and 1, as in label:dog>0.8"),
        ("label", "guide dog>2", 'as in label:"guide dog">0.8'),
        ("near", "Lisbon,-5km", "near:Lisbon,5km"),
        ("near", "Lisbon, 5parsecs", "near:Lisbon,5km"),
    ],
)
def test_a_number_without_meaning_is_told_how_it_is_written(name: str, value: str, right: str) -> None:
    with pytest.raises(UserInputError, match=right):
        read_field(name, value)


def test_an_unknown_town_is_told_its_neighbour() -> None:
    with pytest.raises(UserInputError, match="no town ‘Lisbbon’"):
        read_field("near", "Lisbbon, 5km")


def test_an_unknown_field_is_told_its_neighbour() -> None:
    with pytest.raises(UserInputError, match="Did you mean ‘camera:’"):
        read_field("camra", "canon")
    with pytest.raises(UserInputError, match="in quotes"):
        read_field("zzz", "canon")


def test_distances_agree_with_known_ones() -> None:
    assert distance_km(52.52, 13.405, 48.8566, 2.3522) == pytest.approx(878, abs=2)
    assert distance_km(0, 179.5, 0, -179.5) == pytest.approx(111.2, abs=0.1)
    places = random.Random(1)
    for _ in range(100):
        here = places.uniform(-90, 90), places.uniform(-180, 180)
        there = places.uniform(-90, 90), places.uniform(-180, 180)
        assert distance_km(*here, *there) == pytest.approx(distance_km(*there, *here))
        assert 0 <= distance_km(*here, *there) <= 20_016


def test_yesterday_is_the_day_before(photos: PhotoStore) -> None:
    yesterday = read_field("date", "yesterday")
    today = read_field("date", "today")
    assert today.start - yesterday.start == timedelta(days=1) == yesterday.end - yesterday.start


def test_the_names_that_can_be_asked_for(photos: PhotoStore, catalogue: Catalogue) -> None:
    names = known_names(catalogue)
    assert names["tag"] == ["Beach", "Familienfest", "Família"]
    assert names["in"] == ["Summer 2023"]
    assert (names["person"], names["pet"]) == (["Anna Schmidt"], ["Luna"])
    assert set(names["place"]) == {"Lisbon", "Portugal", "Москва", "Russia", "Fiji"}
    assert names["camera"] == ["Canon EOS R6", "iPhone 12 Pro"]
    assert len(names["lens"]) == 2
    for field, known in names.items():
        for name in known:
            assert photos.fulfilling(read_field(field, name))
