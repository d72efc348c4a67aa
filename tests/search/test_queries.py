"""Queries of several parts on a real library, and on an index of many vectors."""

from __future__ import annotations

import itertools
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from photoorg.errors import PhotoUnreadable, QueryError
from photoorg.index.hnsw import HnswIndex
from photoorg.search.language.parsing import parse
from photoorg.search.language.syntax import meanings
from photoorg.search.marks import NO_MARKS
from photoorg.search.refinement import whitening_of
from photoorg.search.weighing import EXACT_UP_TO, Sources, best
from tests.pictures import exif, make_jpeg
from tests.tiny_encoder import COLOURS

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.index.vector_index import Neighbours
    from photoorg.library.criteria import Filter
    from photoorg.photo_library import PhotoLibrary

PURE = ("red", "blue", "green", "yellow")


@pytest.fixture
def mixed(library: PhotoLibrary, photo_folder: Path) -> PhotoLibrary:
    """Photos of one colour, and of each two colours side by side; a year for each, in the order of names."""
    names = [*PURE, *(f"{one}-{other}" for one, other in itertools.combinations(PURE, 2))]
    for year, name in enumerate(sorted(names), start=2001):
        image = Image.new("RGB", (64, 48), COLOURS[name.split("-")[0]])
        image.paste(COLOURS[name.split("-")[-1]], (32, 0, 64, 48))
        photo_folder.mkdir(exist_ok=True)
        image.save(photo_folder / f"{name}.jpg", exif=exif(taken_at=datetime(year, 6, 1)), quality=95)
    library.add_folder(photo_folder)
    library.sync()
    return library


def found(library: PhotoLibrary, query: str) -> list[str]:
    return [hit.path.stem for hit in library.search(query).hits]


def test_both_before_one_of_them(mixed: PhotoLibrary) -> None:
    assert found(mixed, "red AND blue")[0] == "red-blue"
    assert found(mixed, "yellow AND green")[0] == "green-yellow"
    assert "yellow" not in found(mixed, "red AND blue")


def test_what_is_not_wanted_is_not_found(mixed: PhotoLibrary) -> None:
    assert "red-blue" in found(mixed, "red")
    for query in ("red -blue", "red NOT blue", "red AND NOT (blue OR zxqv)"):
        names = found(mixed, query)
        assert names[0] == "red"
        assert "red-green" in names
        assert "red-blue" not in names


def test_either_is_enough(mixed: PhotoLibrary) -> None:
    assert set(found(mixed, "red OR blue")[:2]) == {"red", "blue"}
    assert "yellow" not in found(mixed, "red OR blue")


def test_a_photo_that_only_must_not_show_something_comes_by_date(mixed: PhotoLibrary) -> None:
    names = found(mixed, "-red")
    assert names == sorted(names, reverse=True)
    assert {"blue", "green", "yellow", "green-yellow"} <= set(names)
    assert "red" not in names


def test_filters_narrow_before_anything_is_compared(mixed: PhotoLibrary) -> None:
    tagged = [photo.id for photo in mixed.photos(mixed.photo_ids()) if "green" in photo.path.stem]
    mixed.add_tag(tagged, "fresh")
    assert found(mixed, "red tag:fresh")[0] == "red-green"
    assert set(found(mixed, "tag:fresh")) == {"green", "blue-green", "green-yellow", "red-green"}
    assert found(mixed, "tag:fresh") == sorted(found(mixed, "tag:fresh"), reverse=True)
    assert found(mixed, "red -tag:fresh")[0] == "red"
    assert "red-green" not in found(mixed, "red -tag:fresh")
    assert found(mixed, "tag:fresh after:2005")[-1] in found(mixed, "after:2005")
    assert set(found(mixed, "blue OR tag:fresh")) >= {"blue", "green"}
    assert found(mixed, "tag:stale") == []


def test_facts_alone_need_no_model(mixed: PhotoLibrary, encoder) -> None:
    before = encoder.texts_encoded
    everything = mixed.matching("")
    assert everything == mixed.photo_ids()
    assert mixed.matching("after:2003 before:2004") == [everything[-3]]
    assert [hit.relevance for hit in mixed.search("before:2004").hits] == [1.0, 1.0, 1.0]
    assert encoder.texts_encoded == before
    with pytest.raises(QueryError) as caught:
        mixed.matching("after:2003 red")
    assert caught.value.position == len("after:2003 ")


def test_an_example_within_a_query(mixed: PhotoLibrary, photo_folder: Path, tmp_path: Path) -> None:
    red = photo_folder / "red.jpg"
    assert found(mixed, f'like:"{red}"')[0] == "red"
    assert found(mixed, f'like:"{red}" AND blue')[0] == "red-blue"
    assert found(mixed, f'like:"{red}" before:2003') == []
    outside = make_jpeg(tmp_path / "elsewhere" / "x.jpg", COLOURS["green"])
    assert found(mixed, f'like:"{outside}"')[0] == "green"
    with pytest.raises(PhotoUnreadable, match=r"nowhere\.jpg’ gives no example"):
        mixed.search(f'like:"{tmp_path}/nowhere.jpg" AND blue')


def test_words_in_a_query_blend_with_an_example_beside_it(mixed: PhotoLibrary, photo_folder: Path) -> None:
    image = photo_folder / "red.jpg"
    assert mixed.search("blue", image=image).hits[0].path.stem == "red-blue"
    assert mixed.search("blue before:2003", image=image).hits == ()
    assert mixed.search("blue OR green", image=image).hits[0].path.stem in ("red-blue", "red-green")


def test_the_best_of_few_are_the_best_and_of_many_nearly() -> None:
    random = np.random.default_rng(1)
    count, dimension = 25_000, 24
    vectors = random.normal(size=(count, dimension)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    ids = np.arange(1, count + 1)
    index = HnswIndex(dimension)
    index.add(ids, vectors)

    def nearest(vector, number, allowed) -> Neighbours:
        return index.search(vector, number)

    allowed_ids = {"few": np.sort(random.choice(ids, 400, replace=False)), "none": ids[:0]}

    def fulfilling(chosen: Filter) -> np.ndarray:
        return ids

    sources = Sources(
        nearest=nearest,
        vectors=lambda wanted: (wanted, vectors[wanted - 1]),
        relevance=lambda part, vector, scores, photos: ((scores + 1) / 2).astype(np.float32),
        fulfilling=fulfilling,
        whitening=lambda: whitening_of(vectors),
    )
    query = parse("a AND b")
    assert query is not None
    parts = {part: vectors[number] for number, part in enumerate(meanings(query))}
    first, second = (vectors @ vector for vector in parts.values())
    whole = np.sqrt((first + 1) / 2 * (second + 1) / 2)

    few = allowed_ids["few"]
    exact = few[np.argsort(-whole[few - 1])][:50]
    assert best(query, parts, few, 50, 0.0, sources, NO_MARKS).ids.tolist() == exact.tolist()
    assert len(few) <= EXACT_UP_TO < count

    exact_of_all = ids[np.argsort(-whole)][:50]
    of_all = best(query, parts, None, 50, 0.0, sources, NO_MARKS)
    assert len(set(of_all.ids.tolist()) & set(exact_of_all.tolist())) >= 45
    assert of_all.relevance.tolist() == sorted(of_all.relevance.tolist(), reverse=True)
    assert best(query, parts, allowed_ids["none"], 50, 0.0, sources, NO_MARKS).ids.tolist() == []
