"""Why a photo is found, part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from photoorg.search.composition import relevance, seen_together
from photoorg.search.explanation import Degree, PartKind, PartRelevance
from photoorg.search.language.parsing import parse
from tests.search.test_queries import mixed

if TYPE_CHECKING:
    from photoorg.photo_library import PhotoLibrary

__all__ = ["mixed"]


def parts(library: PhotoLibrary, query: str, name: str) -> list[PartRelevance]:
    """The explanation of the photo with a file name."""
    ids = {photo.path.stem: photo.id for photo in library.photos(library.photo_ids())}
    return list(library.explain(query, [ids[name]])[ids[name]])


def test_each_part_has_its_own_relevance(mixed: PhotoLibrary) -> None:
    red, snow, fact = parts(mixed, "red -blue after:2003", "red")
    assert (red.part, red.kind) == ("red", PartKind.SOUGHT)
    assert red.presence == red.relevance > 0.5
    assert (snow.part, snow.title, snow.kind) == ("blue", "NOT blue", PartKind.KEPT_OUT)
    assert snow.presence < 0.12 < 0.5 < snow.relevance
    assert (fact.part, fact.kind, fact.in_words) == ("after:2003", PartKind.FACT, "yes")
    _, _, fact = parts(mixed, "red -blue before:2003", "red")
    assert (fact.presence, fact.in_words) == (0.0, "no")


def test_a_hidden_photo_is_explained_as_any(mixed: PhotoLibrary) -> None:
    (red,) = (photo.id for photo in mixed.photos(mixed.photo_ids()) if photo.path.stem == "red")
    query = "red after:2003"
    before = mixed.explain(query, [red])
    mixed.put_aside.hide([red])
    assert mixed.explain(query, [red]) == before
    *_, fact = mixed.explain(f"{query} is:hidden", [red])[red]
    assert (fact.part, fact.in_words) == ("is:hidden", "yes")


@pytest.mark.parametrize(
    "query", ["red", "red AND blue", "red OR (blue AND green)", "red^3 AND blue -green", "-green"]
)
def test_the_parts_make_up_the_relevance_of_the_hit(mixed: PhotoLibrary, query: str) -> None:
    hits = mixed.search(query, least_relevance=0.0).hits
    reasons = mixed.explain(query, [hit.photo_id for hit in hits])
    tree = seen_together(parse(query))
    assert tree is not None
    for hit in hits:
        presence = {part.part.split("^")[0]: part.presence for part in reasons[hit.photo_id]}
        (whole,) = relevance(
            tree,
            lambda part, presence=presence: np.array([presence[part.text]], np.float32),
            lambda _: np.ones(1, np.float32),
        )
        assert float(whole) == pytest.approx(hit.relevance, abs=1e-5)


def test_what_is_kept_out_in_parentheses_is_one_part(mixed: PhotoLibrary) -> None:
    found = parts(mixed, "red -(blue OR green)", "red")
    assert [(part.title, part.kind) for part in found] == [
        ("red", PartKind.SOUGHT),
        ("NOT (blue OR green)", PartKind.KEPT_OUT),
    ]


def test_facts_alone_need_no_model(mixed: PhotoLibrary) -> None:
    found = parts(mixed, "-tag:nothing after:2001", "red")
    assert [(part.part, part.in_words) for part in found] == [("-tag:nothing", "yes"), ("after:2001", "yes")]


def test_a_smart_album_is_one_part_by_its_name(mixed: PhotoLibrary) -> None:
    mixed.albums.create("Reds", "red -blue")
    (album,) = parts(mixed, "in:Reds", "red")
    assert (album.part, album.kind) == ("in:Reds", PartKind.SOUGHT)
    assert album.relevance > 0.5
    (other,) = parts(mixed, "in:Reds", "blue")
    assert other.relevance < 0.12


def test_an_example_beside_the_words(mixed: PhotoLibrary) -> None:
    photo = next(photo for photo in mixed.photos(mixed.photo_ids()) if photo.path.stem == "red")
    words, example = mixed.explain("red", [photo.id], image=photo.path)[photo.id]
    assert (words.part, example.part) == ("red", "red.jpg")
    assert example.presence > 0.99


def test_many_photos_and_unknown_ones(mixed: PhotoLibrary) -> None:
    ids = mixed.photo_ids()
    found = mixed.explain("red", [*ids, 9999])
    assert found.keys() == {*ids, 9999}
    assert found[9999][0].presence == 0
    assert mixed.explain("", ids[:1], image=mixed.photo(ids[0]).path)[ids[0]][0].presence > 0.99


def test_a_photo_without_a_vector_has_nothing_of_any_words(
    library: PhotoLibrary, photo_folder: object
) -> None:
    assert library.explain("red", [1]) == {1: (PartRelevance("red", PartKind.SOUGHT, 0.0, 0.0),)}


def test_words_for_numbers() -> None:
    degrees = [Degree.of(value) for value in (1.0, 0.85, 0.6, 0.2, 0.05, 0.0)]
    sure, likely, perhaps, hardly = Degree.SURE, Degree.LIKELY, Degree.PERHAPS, Degree.HARDLY
    assert degrees == [sure, sure, likely, perhaps, hardly, hardly]
    assert PartRelevance("dog", PartKind.SOUGHT, 0.93, 0.93).in_words == "sure (0.93)"
