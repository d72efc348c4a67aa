"""Marks reorder a search: what is like a wanted photo rises, what is like an unwanted one sinks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from photoorg.photo_library import Marks, PhotoLibrary
from photoorg.search.refinement import refined, whitening_of
from tests.pictures import make_jpeg
from tests.tiny_encoder import COLOURS

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.search.results import SearchResult
    from tests.tiny_encoder import TinyEncoder


@pytest.fixture
def shades(library: PhotoLibrary, photo_folder: Path) -> PhotoLibrary:
    """Four shades of every colour."""
    for name, colour in COLOURS.items():
        for shade in range(4):
            make_jpeg(
                photo_folder / f"{name} {shade}.jpg", tuple(max(0, value - 2 * shade) for value in colour)
            )
    library.add_folder(photo_folder)
    library.sync()
    return library


def colours_of(result: SearchResult) -> list[str]:
    return [hit.path.stem.split(" ")[0] for hit in result.hits]


def ids(library: PhotoLibrary, *names: str) -> tuple[int, ...]:
    known = {photo.path.stem: photo.id for photo in library.photos(library.photo_ids())}
    return tuple(known[name] for name in names)


def test_without_marks_nothing_changes(shades: PhotoLibrary) -> None:
    for query in ("red", "red OR blue", "red -blue"):
        assert shades.search(query, marks=Marks()) == shades.search(query)


def test_one_wanted_photo_brings_its_likes(shades: PhotoLibrary) -> None:
    assert "pink" not in colours_of(shades.search("red"))
    more = Marks(more=ids(shades, "pink 0"))
    found = colours_of(shades.search("red", marks=more, least_relevance=0.0))
    assert set(found[:8]) == {"red", "pink"}
    assert colours_of(shades.search("zxqv", marks=more, least_relevance=0.0))[:4] == ["pink"] * 4


def test_one_unwanted_photo_takes_its_likes_away(shades: PhotoLibrary) -> None:
    before = shades.search("red OR blue")
    assert {"red", "blue"} <= set(colours_of(before))
    after = shades.search(
        "red OR blue", marks=Marks(less=ids(shades, "blue 0", "blue 1")), least_relevance=0.0
    )
    found = colours_of(after)
    assert found[:4] == ["red"] * 4
    relevance = {hit.path.stem: hit.relevance for hit in before.hits}
    assert all(
        hit.relevance < relevance[hit.path.stem]
        for hit in after.hits
        if hit.path.stem in ("blue 2", "blue 3")
    )


def test_marks_order_what_filters_let_through(shades: PhotoLibrary, encoder: TinyEncoder) -> None:
    shades.add_tag(list(ids(shades, "red 0", "blue 0", "blue 1", "green 0")), "chosen")
    texts = encoder.texts_encoded
    marks = Marks(more=ids(shades, "blue 0"), less=ids(shades, "green 0"))
    found = colours_of(shades.search("tag:chosen", marks=marks, least_relevance=0.0))
    assert sorted(found) == ["blue", "blue", "green", "red"]
    assert found[:2] == ["blue", "blue"]
    assert found[-1] == "green"
    assert encoder.texts_encoded == texts


def test_similar_photos_are_refined_too(shades: PhotoLibrary) -> None:
    (red,) = ids(shades, "red 0")
    marks = Marks(more=ids(shades, "cyan 0", "cyan 1"))
    found = colours_of(shades.similar(red, marks=marks, least_relevance=0.0))
    assert {"red", "cyan"} == set(found[:7])
    assert red not in {hit.photo_id for hit in shades.similar(red, marks=marks).hits}


def test_ids_that_are_no_photos_teach_nothing(shades: PhotoLibrary) -> None:
    strange = Marks(more=(10**9, -1), less=(2**62,))
    assert colours_of(shades.search("red", marks=strange))[:4] == ["red"] * 4


def test_the_more_marks_the_more_they_say() -> None:
    generator = np.random.default_rng(3)
    photos = generator.normal(size=(200, 16)).astype(np.float32)
    photos[:40, 0] += 3.0
    whitened = whitening_of(photos)(photos)
    relevance = np.full(200, 0.2, np.float32)
    kind = []
    for count in range(1, 6):
        teachers = whitened[:count]
        answers, before = np.ones(count, np.float32), relevance[:count]
        kind.append(float(refined(relevance, whitened, teachers, answers, before)[5:40].mean()))
    assert min(kind) > 0.25
    assert kind[-1] > 0.4 > kind[0]


def test_one_photo_in_the_library_is_enough_to_be_marked(library: PhotoLibrary, photo_folder: Path) -> None:
    make_jpeg(photo_folder / "red 0.jpg", COLOURS["red"])
    library.add_folder(photo_folder)
    library.sync()
    (only,) = ids(library, "red 0")
    for marks in (Marks(more=(only,)), Marks(less=(only,)), Marks(more=(only,), less=(only,))):
        hits = library.search("red", marks=marks, least_relevance=0.0).hits
        assert [hit.photo_id for hit in hits] == [only]
        assert np.isfinite(hits[0].relevance)
