"""Finding photos: by words, by an example, by both, by another photo."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from photoorg.errors import PhotoUnreadable, UserInputError
from photoorg.photo_library import PhotoLibrary
from tests.pictures import encoded, make_jpeg, plain
from tests.tiny_encoder import COLOURS, TinyEncoder

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.search.results import SearchResult

SHADES = 4


@pytest.fixture
def colours(library: PhotoLibrary, photo_folder: Path) -> PhotoLibrary:
    """A library with four shades of every colour."""
    for name, (red, green, blue) in COLOURS.items():
        for shade in range(SHADES):
            rgb = tuple(min(255, value + 2 * shade) for value in (red, green, blue))
            make_jpeg(photo_folder / f"{name} {shade}.jpg", rgb)
    library.add_folder(photo_folder)
    library.sync()
    return library


def names(result: SearchResult) -> list[str]:
    return [hit.path.name.split(" ")[0] for hit in result.hits]


def assert_well_formed(result: SearchResult) -> None:
    scores = [hit.score for hit in result.hits]
    relevances = [hit.relevance for hit in result.hits]
    assert scores == sorted(scores, reverse=True)
    assert relevances == sorted(relevances, reverse=True)
    assert all(0 <= relevance <= 1 for relevance in relevances)
    assert len({hit.photo_id for hit in result.hits}) == len(result.hits)


def test_words_find_what_they_name_and_results_end(colours: PhotoLibrary) -> None:
    for name in COLOURS:
        result = colours.search(f"a {name} photo")
        assert_well_formed(result)
        assert names(result)[:SHADES] == [name] * SHADES
        assert len(result.hits) < len(COLOURS) * SHADES / 2
        assert (result.query, result.model) == (f"a {name} photo", "tiny-1")


def test_words_for_nothing_in_the_library_find_nothing(colours: PhotoLibrary) -> None:
    assert colours.search("submarine").hits == ()


def test_an_example_finds_photos_like_it(colours: PhotoLibrary, tmp_path: Path) -> None:
    example = make_jpeg(tmp_path / "example.jpg", COLOURS["green"], size=(200, 100))
    by_path = colours.search(image=example)
    by_bytes = colours.search(image=example.read_bytes())
    for result in (by_path, by_bytes):
        assert_well_formed(result)
        assert names(result)[:SHADES] == ["green"] * SHADES
    assert [hit.photo_id for hit in by_path.hits] == [hit.photo_id for hit in by_bytes.hits]
    assert (by_path.query, by_bytes.query) == (str(example), "a picture")


def test_words_and_an_example_are_weighed(colours: PhotoLibrary) -> None:
    example = encoded(plain(COLOURS["blue"]), "PNG")
    only_words = colours.search("red", image=example, text_weight=1.0)
    only_example = colours.search("red", image=example, text_weight=0.0)
    both = colours.search("red", image=example)
    assert set(names(only_words)[:SHADES]) == {"red"}
    assert set(names(only_example)[:SHADES]) == {"blue"}
    assert {"red", "blue"} <= set(names(both))
    assert both.query == "red + a picture"
    assert_well_formed(both)
    for weight in (-0.1, 1.1, float("nan")):
        with pytest.raises(UserInputError, match="from 0 to 1"):
            colours.search("red", image=example, text_weight=weight)


def test_similar_photos_by_id_by_path_and_of_a_file_outside(
    colours: PhotoLibrary, photo_folder: Path, tmp_path: Path, encoder: TinyEncoder
) -> None:
    path = photo_folder / "pink 0.jpg"
    photo = colours.photo_at(path)
    assert photo is not None
    encoded_before = encoder.images_encoded
    by_id, by_path = colours.similar(photo.id), colours.similar(path)
    assert encoder.images_encoded == encoded_before
    for result in (by_id, by_path):
        assert_well_formed(result)
        assert names(result)[: SHADES - 1] == ["pink"] * (SHADES - 1)
        assert photo.id not in {hit.photo_id for hit in result.hits}
    outside = shutil.copyfile(path, tmp_path / "outside.jpg")
    result = colours.similar(outside)
    assert result.hits[0].photo_id == photo.id
    assert result.hits[0].relevance > 0.9


def test_a_photo_not_described_yet_still_finds_its_like(
    tmp_path: Path, photo_folder: Path, colours: PhotoLibrary
) -> None:
    colours.close()
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder("tiny-2")) as library:
        path = photo_folder / "pink 0.jpg"
        photo = library.photo_at(path)
        assert photo is not None
        assert library.search("pink").hits == ()
        assert library.similar(photo.id).hits == ()
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as library:
        new = make_jpeg(photo_folder / "new.jpg", COLOURS["pink"], size=(90, 90))
        assert set(names(library.similar(new))[:SHADES]) == {"pink"}


def test_missing_photos_never_appear_even_where_most_are_missing(
    colours: PhotoLibrary, photo_folder: Path
) -> None:
    for path in photo_folder.iterdir():
        if path.name != "red 2.jpg":
            path.unlink()
    colours.sync()
    result = colours.search("red", limit=1)
    assert [hit.path.name for hit in result.hits] == ["red 2.jpg"]
    assert colours.search("blue").hits == ()
    assert colours.similar(result.hits[0].photo_id).hits == ()


def test_the_limit_cuts_after_the_best(colours: PhotoLibrary) -> None:
    every = colours.search("red")
    for limit in (1, 2, 3):
        assert colours.search("red", limit=limit).hits == every.hits[:limit]
    assert colours.search("red", limit=10**20).hits == every.hits
    for limit in (0, -5):
        with pytest.raises(UserInputError, match="limit"):
            colours.search("red", limit=limit)
        with pytest.raises(UserInputError, match="limit"):
            colours.similar(every.hits[0].photo_id, limit=limit)


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_an_empty_query_is_answered_with_a_sentence(colours: PhotoLibrary, text: str) -> None:
    with pytest.raises(UserInputError, match="Type some words"):
        colours.search(text)


def test_a_very_long_query_is_cut_and_says_so(colours: PhotoLibrary) -> None:
    result = colours.search("red " * 2500)
    assert "only its beginning" in result.notice
    assert names(result)[:SHADES] == ["red"] * SHADES


@pytest.mark.parametrize("text", ["海边的狗", "собака на пляже", "كلب"])
def test_another_language_is_searched_with_a_word_of_warning(colours: PhotoLibrary, text: str) -> None:
    result = colours.search(text)
    assert "English" in result.notice
    assert result.query == text


@pytest.mark.parametrize(
    "text", ["🐕🏽", "🏖️ 👩‍👩‍👧", "\udcff\udcfe dog", "a\0b", "﷽" * 50, "'; DROP TABLE photo; --"]
)
def test_odd_characters_are_no_trouble(colours: PhotoLibrary, text: str) -> None:
    assert_well_formed(colours.search(text))


def test_an_example_that_is_no_picture_is_one_sentence(colours: PhotoLibrary, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"nothing")
    for example in (broken, tmp_path, tmp_path / "nowhere.jpg", b"", b"nothing"):
        with pytest.raises(PhotoUnreadable):
            colours.search(image=example)
    with pytest.raises(UserInputError, match="no photo with the id"):
        colours.similar(4711)


def test_an_empty_library_finds_nothing(library: PhotoLibrary) -> None:
    assert library.search("red").hits == ()


def test_relevance_compares_between_queries(colours: PhotoLibrary) -> None:
    """A good answer to one question weighs as much as a good answer to another."""
    best = [colours.search(name).hits[0].relevance for name in COLOURS]
    assert min(best) > 0.5


@pytest.mark.parametrize("damage", [b"", b"junk", b"PK\x03\x04 no archive", b"\x93NUMPY\x01\x00"])
def test_a_damaged_cache_of_everyday_queries_is_made_anew(
    colours: PhotoLibrary, tmp_path: Path, damage: bytes
) -> None:
    expected = colours.search("red")
    colours.close()
    (cached,) = (tmp_path / "library" / "cache" / "search").iterdir()
    cached.write_bytes(damage)
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as library:
        assert library.search("red") == expected
    assert cached.stat().st_size > len(damage)
