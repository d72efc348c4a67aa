"""People and pets in searches and in the albums that searches fill."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import IntegrityError

from photoorg.changes import AlbumsChanged
from photoorg.errors import QueryError
from photoorg.people.people import Box
from photoorg.photo_library import PhotoLibrary
from photoorg.search.known_beings import renamed
from photoorg.search.language.beings import query_for
from photoorg.search.language.completion import completions
from tests.tiny_encoder import TinyEncoder
from tests.tiny_finder import TinyFinder, make_group_photo

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PHOTOS = {"a.jpg": ["red"], "b.jpg": ["red"], "c.jpg": ["red", "blue"], "d.jpg": ["blue"], "e.jpg": []}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[PhotoLibrary]:
    """Red is on a, b and c; blue on c and d; nobody on e."""
    for number, (name, colours) in enumerate(PHOTOS.items()):
        make_group_photo(tmp_path / "photos" / name, colours, number=number)
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder(), finders=[TinyFinder()]) as library:
        library.add_folder(tmp_path / "photos")
        library.sync()
        library.people.find()
        yield library


@pytest.fixture
def anna(library: PhotoLibrary) -> int:
    """The id of red, who is called Anna."""
    return library.people.name(being_on(library, "a.jpg"), "Anna").id


def photo(library: PhotoLibrary, name: str) -> int:
    return next(one.id for one in library.photos(library.photo_ids()) if one.path.name == name)


def being_on(library: PhotoLibrary, name: str, place: int = 0) -> int:
    being_id = library.people.in_photos([photo(library, name)])[photo(library, name)][place].being_id
    assert being_id is not None
    return being_id


def names(library: PhotoLibrary, query: str) -> str:
    return "".join(sorted(one.path.stem for one in library.photos(library.matching(query))))


@pytest.mark.parametrize(
    ("query", "position", "said"),
    [
        ("person:Ana", 0, "There is no person ‘Ana’. Did you mean ‘Anna’?"),
        ("rating:>=0 -person:anne", 12, "There is no person ‘anne’. Did you mean ‘Anna’?"),
        ('(person:Anna OR person:"Zoe X")', 16, "There is no person ‘Zoe X’."),
        ("pet:Anna", 0, "There is no pet ‘Anna’. Did you mean ‘person:Anna’?"),
        ("pet:Ana", 0, "There is no pet ‘Ana’. Did you mean ‘person:Anna’?"),
        ("person:Ánn", 0, "There is no person ‘Ánn’. Did you mean ‘Anna’?"),
        ("person:#9999", 0, "There is no person ‘#9999’."),
    ],
)
def test_somebody_whom_nobody_knows_is_pointed_at(
    library: PhotoLibrary, anna: int, query: str, position: int, said: str
) -> None:
    del anna
    with pytest.raises(QueryError) as told:
        library.matching(query)
    assert str(told.value.problem) == said
    assert told.value.position == position


def test_one_word_of_a_name_is_enough_for_a_hint(library: PhotoLibrary) -> None:
    library.people.name(being_on(library, "a.jpg"), 'Abdullah "Abe" Gül')
    with pytest.raises(QueryError) as told:
        library.matching("person:Abdulah")
    assert str(told.value).endswith('Did you mean ‘Abdullah "Abe" Gül’?')


def test_faces_without_a_name_and_pets_are_asked_for(library: PhotoLibrary, anna: int) -> None:
    assert names(library, "has:people") == names(library, "has:faces") == "abcd"
    assert names(library, "is:unnamed") == "cd"
    library.people.ignore(being_on(library, "d.jpg"))
    assert names(library, "is:unnamed") == ""
    assert names(library, "has:pets") == ""
    region = library.people.mark(photo(library, "e.jpg"), Box(0.1, 0.1, 0.3, 0.3), "pet")
    assert names(library, "has:pets") == names(library, "is:unnamed") == "e"
    library.people.split([region.id], "Luna")
    assert names(library, "pet:luna") == "e"
    assert names(library, "has:faces") == "abcd"
    library.people.reject([library.people.regions(anna)[0].id], anna)


def test_a_search_for_people_says_where_not_all_were_looked_for(
    library: PhotoLibrary, tmp_path: Path
) -> None:
    assert library.search("has:people").notice == ""
    make_group_photo(tmp_path / "photos" / "new.jpg", ["red"], number=9)
    library.sync()
    library.albums.create("All", "has:pets OR is:unnamed")
    for query in ("has:people", "-has:pets", "in:All", "red is:unnamed"):
        assert "not looked for yet" in library.search(query).notice
        assert "not looked for yet" in library.notice_about(query)
    assert library.search("is:favourite").notice == library.notice_about("red") == ""
    library.change_setting("find_people", "on")
    assert "Not all photos" in library.search("has:people").notice
    library.people.find()
    assert library.search("has:people").notice == ""


def test_an_album_of_somebody_is_live_and_follows_the_name(library: PhotoLibrary, anna: int) -> None:
    library.albums.create("Mine", "person:Anna -tag:x")
    assert len(library.albums.photo_ids("Mine")) == 3
    library.people.reject([region.id for region in library.people.regions(anna)][:1], anna)
    assert len(library.albums.photo_ids("Mine")) == 2
    told: list[object] = []
    library.subscribe(told.append)
    with library.history.recording() as recording:
        library.people.name(anna, "Anne Marie")
    assert library.albums.get("Mine").query == 'person:"Anne Marie" -tag:x'
    assert AlbumsChanged() in told
    assert len(library.albums.photo_ids("Mine")) == 2
    library.history.take_back(recording.step)
    assert library.albums.get("Mine").query == "person:Anna -tag:x"
    assert len(library.albums.photo_ids("Mine")) == 2


def test_a_name_and_the_albums_that_ask_for_it_change_together_or_not_at_all(
    library: PhotoLibrary, anna: int
) -> None:
    """As where the disk is full in between: the catalogue refuses to have the album changed."""
    library.albums.create("Mine", "person:Anna")
    with library._catalogue.writing() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER refusing BEFORE UPDATE ON album BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    told: list[object] = []
    library.subscribe(told.append)
    with pytest.raises(IntegrityError):
        library.people.name(anna, "Zoe")
    assert told == []
    assert library.people.get(anna).name == "Anna"
    assert library.albums.get("Mine").query == "person:Anna"
    with library._catalogue.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER refusing")
    seen: list[tuple[str, str]] = []
    library.subscribe(
        lambda _: seen.append((library.people.get(anna).name, library.albums.get("Mine").query))
    )
    library.people.name(anna, "Zoe")
    assert set(seen) == {("Zoe", "person:Zoe")}


def test_an_album_follows_somebody_who_is_somebody_else(library: PhotoLibrary, anna: int) -> None:
    blue = library.people.name(being_on(library, "d.jpg"), "Berta").id
    library.albums.create("Berta", f"person:Berta OR person:#{blue}")
    library.people.merge(anna, [blue])
    assert library.albums.get("Berta").query == "person:Anna OR person:Anna"
    assert len(library.albums.photo_ids("Berta")) == 4


def test_an_album_of_two_with_one_name_stays(library: PhotoLibrary, anna: int) -> None:
    library.people.name(being_on(library, "d.jpg"), "anna")
    library.albums.create("Annas", "person:Anna")
    assert len(library.albums.photo_ids("Annas")) == 4
    library.people.name(anna, "Zoe")
    assert library.albums.get("Annas").query == "person:Anna"
    assert len(library.albums.photo_ids("Annas")) == 2
    # Who gets a name that is taken is asked for by number.
    library.albums.create("Zoe", "person:Zoe")
    library.people.name(anna, "Anna")
    assert library.albums.get("Zoe").query == f"person:#{anna}"


def test_namesakes_are_told_apart(library: PhotoLibrary, anna: int) -> None:
    other = library.people.name(being_on(library, "d.jpg"), "anna").id
    library.people.set_birthday(other, date(2019, 5, 1))
    both = library.people.identities()
    assert [(one.id, one.photos, one.is_shared) for one in both] == [(anna, 3, True), (other, 2, True)]
    offered = completions("person:an", library.names(), both)
    assert [(one.text, one.identity, one.sharing) for one in offered] == [
        ("person:Anna", None, 2),
        *((f"person:#{one.id}", one, 0) for one in both),
    ]
    assert names(library, query_for(both[1])) == "cd"
    library.people.name(other, "Berta")
    assert [query_for(one) for one in library.people.identities()] == ["person:Anna", "person:Berta"]


def test_a_part_with_a_number_is_explained_by_the_name(library: PhotoLibrary, anna: int) -> None:
    (part,) = library.explain(f"person:#{anna}", [photo(library, "a.jpg")])[photo(library, "a.jpg")]
    assert (part.part, part.in_words) == ("person:Anna", "yes")


@pytest.mark.parametrize(
    ("query", "now"),
    [
        ("person:anna", "person:Zoe"),
        ('dog person:"Anna" OR -(person:ANNA pet:Anna)', "dog person:Zoe OR -(person:Zoe pet:Anna)"),
        ("person:Annabel anna", "person:Annabel anna"),
        ("person:Anna (", "person:Anna ("),
        ("", ""),
    ],
)
def test_names_in_queries_are_replaced(query: str, now: str) -> None:
    assert renamed(query, "person", "Anna", "person:Zoe") == now


def test_an_album_of_somebody_who_is_gone_is_an_error_in_searches_too(
    library: PhotoLibrary, anna: int
) -> None:
    library.albums.create("Hers", f"person:#{anna}")
    library.albums.create("Hers by day", "in:Hers")
    assert names(library, "in:Hers") == "abc"
    with library._catalogue.writing() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        connection.exec_driver_sql("DELETE FROM verdict WHERE being_id = ?", (anna,))
        connection.exec_driver_sql("DELETE FROM being WHERE id = ?", (anna,))
    with pytest.raises(QueryError, match=f"‘Hers’ finds nothing. There is no person ‘#{anna}’"):
        library.matching("in:Hers")
    with pytest.raises(QueryError, match=f"‘Hers by day’ finds nothing. There is no person ‘#{anna}’"):
        library.matching('NOT in:"Hers by day"')
    with pytest.raises(QueryError, match=f"There is no person ‘#{anna}’"):
        library.albums.photo_ids("Hers")
