"""People in a library: found, grouped, named, and what the user said stays."""

from __future__ import annotations

import io
import shutil
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from photoorg.errors import QueryError, UserInputError
from photoorg.people.people import Box
from photoorg.photo_library import PhotoLibrary
from tests.pictures import make_jpeg
from tests.tiny_encoder import TinyEncoder
from tests.tiny_finder import TinyFinder, make_group_photo

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from photoorg.people.people import Being

EVERYBODY = {"red": 5, "blue": 4, "green": 3}


def opened(directory: Path, finder: TinyFinder | None = None) -> PhotoLibrary:
    return PhotoLibrary.open(directory, encoder=TinyEncoder(), finders=[finder or TinyFinder()])


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with photos of three people, one or two in each, and a library that looked through them."""
    directory = tmp_path_factory.mktemp("people")
    for colour, count in EVERYBODY.items():
        for number in range(count):
            make_group_photo(directory / "photos" / f"{colour}{number}.jpg", [colour], number=number)
    make_group_photo(directory / "photos" / "two.jpg", ["red", "blue"], number=20)
    make_group_photo(directory / "photos" / "stranger.jpg", ["purple"], number=21)
    with opened(directory / "library") as library:
        library.add_folder(directory / "photos")
        library.sync()
        assert library.people.find() == 14
    return directory


@pytest.fixture
def directory(original: Path, tmp_path: Path) -> Path:
    """A copy of it, whose photos may be changed."""
    shutil.copytree(original, tmp_path / "copy")
    with opened(tmp_path / "copy" / "library") as library:
        library.relocate_folder(original / "photos", tmp_path / "copy" / "photos")
        library.sync()
    return tmp_path / "copy"


@pytest.fixture
def library(directory: Path) -> Iterator[PhotoLibrary]:
    with opened(directory / "library") as found:
        yield found


def group_with(library: PhotoLibrary, name: str) -> Being:
    """The being that is in the photo of that file name, which shows one."""
    (region,) = library.people.in_photos([photo_named(library, name)])[photo_named(library, name)]
    assert region.being_id is not None
    return library.people.get(region.being_id)


def photo_named(library: PhotoLibrary, name: str) -> int:
    (photo_id,) = [photo.id for photo in library.photos(library.photo_ids()) if photo.path.name == name]
    return photo_id


def test_a_picture_is_as_large_as_its_place_in_the_photo_allows(
    library: PhotoLibrary, directory: Path
) -> None:
    make_jpeg(directory / "photos" / "large.jpg", "red", (1600, 1200))
    library.sync()
    region = library.people.mark(photo_named(library, "large.jpg"), Box(0.4, 0.3, 0.3, 0.4))
    sizes = [
        Image.open(io.BytesIO(library.people.crop(region.id, *side))).width
        for side in ((), (432,), (2000,), ())
    ]
    # 480 px, and a quarter around.
    assert sizes == [192, 432, 720, 192]
    library.turn([region.photo_id], 1)
    assert Image.open(io.BytesIO(library.people.crop(region.id, 432))).width == 432


def test_a_question_that_was_answered_is_asked_again_once_that_is_taken_back(library: PhotoLibrary) -> None:
    """At once, also where nobody is looked for in the background."""
    anna = library.people.name(group_with(library, "red0.jpg").id, "Anna")
    library.people.settle()
    (stranger,) = library.people.alone()
    with library._catalogue.writing() as connection:
        connection.exec_driver_sql("UPDATE region SET suggested_id = ? WHERE id = ?", (anna.id, stranger.id))
    with library.history.recording() as recording:
        library.people.reject([stranger.id], anna.id)
    assert library.people.suggestions() == []
    library.history.take_back(recording.step)
    assert [region.id for region in library.people.suggestions(anna.id)] == [stranger.id]


def test_nothing_is_asked_of_faces_too_small_to_tell(library: PhotoLibrary) -> None:
    anna = library.people.name(group_with(library, "red0.jpg").id, "Anna")
    library.people.settle()
    (stranger,) = library.people.alone()
    for height, is_asked in ((20 / 300, False), (26 / 300, True)):
        with library._catalogue.writing() as connection:
            connection.exec_driver_sql(
                "UPDATE region SET suggested_id = ?, height = ? WHERE id = ?", (anna.id, height, stranger.id)
            )
        assert bool(library.people.suggestions(anna.id)) == is_asked


@pytest.mark.parametrize(
    ("face", "species", "animal", "shift", "is_asked"),
    [
        (0.95, "dog", 0.999, 0.0, False),
        (0.95, "cat", 0.999, 0.0, False),
        (0.999, "dog", 0.999, 0.0, True),
        (0.95, "animal", 0.999, 0.0, True),
        (0.95, "dog", 0.9, 0.0, True),
        (0.95, "dog", 0.999, 0.3, True),
    ],
    ids=["dog", "cat", "sure face", "any animal", "unsure dog", "beside it"],
)
def test_nothing_is_asked_of_what_is_most_likely_the_head_of_an_animal(
    library: PhotoLibrary, face: float, species: str, animal: float, shift: float, is_asked: bool
) -> None:
    anna = library.people.name(group_with(library, "red0.jpg").id, "Anna")
    library.people.settle()
    (stranger,) = library.people.alone()
    box = stranger.box
    dog = library.people.mark(
        stranger.photo_id, Box(box.left + shift * box.width, box.top, box.width, box.height), "pet"
    )
    with library._catalogue.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE region SET score = ?, suggested_id = ? WHERE id = ?", (face, anna.id, stranger.id)
        )
        connection.exec_driver_sql(
            "UPDATE region SET score = ?, species = ? WHERE id = ?", (animal, species, dog.id)
        )
    assert bool(library.people.suggestions(anna.id)) == is_asked
    assert [region.id for region in library.people.alone()] == [stranger.id]


def names_of(library: PhotoLibrary, being_id: int) -> set[str]:
    photos = library.photos([region.photo_id for region in library.people.regions(being_id)])
    return {photo.path.name for photo in photos}


def test_everybody_is_found_and_grouped(library: PhotoLibrary) -> None:
    beings = library.people.list()
    assert [(being.photos, being.name) for being in beings] == [(6, ""), (5, ""), (3, "")]
    assert names_of(library, beings[2].id) == {"green0.jpg", "green1.jpg", "green2.jpg"}
    (alone,) = library.people.alone()
    assert alone.photo_id == photo_named(library, "stranger.jpg")


def test_a_name_counts_for_the_group_and_for_searches(library: PhotoLibrary) -> None:
    red = group_with(library, "red0.jpg")
    named = library.people.name(red.id, "  Anna ")
    assert (named.name, named.photos) == ("Anna", 6)
    assert len(library.matching("person:anna")) == 6
    assert library.names()["person"] == ["Anna"]
    library.people.name(group_with(library, "blue0.jpg").id, "Ben")
    assert library.matching("person:Anna person:Ben") == [photo_named(library, "two.jpg")]
    with pytest.raises(QueryError, match="There is no pet ‘Anna’"):
        library.matching("pet:Anna")


def test_a_new_photo_joins_who_is_known(library: PhotoLibrary, directory: Path) -> None:
    library.people.name(group_with(library, "red0.jpg").id, "Anna")
    make_group_photo(directory / "photos" / "new.jpg", ["green", "red"], number=33)
    library.sync()
    assert library.people.waiting() == 1
    library.people.find()
    assert len(library.matching("person:Anna")) == 7
    assert "new.jpg" in names_of(library, group_with(library, "green0.jpg").id)


def test_a_single_face_is_named(library: PhotoLibrary, directory: Path) -> None:
    (alone,) = library.people.alone()
    made = library.people.split([alone.id], "Zoe")
    assert (made.name, made.photos) == ("Zoe", 1)
    assert library.people.alone() == []
    make_group_photo(directory / "photos" / "zoe.jpg", ["purple"], number=34)
    library.sync()
    library.people.find()
    library.people.settle()
    (region,) = library.people.in_photos([photo_named(library, "zoe.jpg")])[photo_named(library, "zoe.jpg")]
    assert made.id in (region.being_id, region.suggested_id)


def test_what_was_rejected_never_comes_back(library: PhotoLibrary) -> None:
    red = group_with(library, "red0.jpg")
    library.people.name(red.id, "Anna")
    wrong = library.people.in_photos([photo_named(library, "red3.jpg")])[photo_named(library, "red3.jpg")][0]
    library.people.reject([wrong.id], red.id)
    library.people.settle()
    assert "red3.jpg" not in names_of(library, red.id)
    assert all(region.id != wrong.id for region in library.people.suggestions(red.id))
    assert len(library.matching("person:Anna")) == 5


def test_a_place_that_is_no_face(library: PhotoLibrary) -> None:
    (alone,) = library.people.alone()
    library.people.refuse([alone.id])
    library.people.settle()
    assert library.people.alone() == []
    assert library.people.in_photos([alone.photo_id]) == {alone.photo_id: []}


def test_two_groups_become_one(library: PhotoLibrary) -> None:
    red, green = group_with(library, "red0.jpg"), group_with(library, "green0.jpg")
    library.people.name(green.id, "Gina")
    merged = library.people.merge(red.id, [green.id])
    assert (merged.name, merged.photos) == ("Gina", 9)
    library.people.settle()
    assert library.people.get(red.id).photos == 9
    with pytest.raises(UserInputError, match="no person or pet"):
        library.people.get(green.id)


def test_some_are_somebody_else(library: PhotoLibrary) -> None:
    red = group_with(library, "red0.jpg")
    library.people.name(red.id, "Anna")
    taken = [
        library.people.in_photos([photo_named(library, name)])[photo_named(library, name)][0].id
        for name in ("red1.jpg", "red2.jpg")
    ]
    twin = library.people.split(taken, "Anna's twin")
    library.people.settle()
    assert names_of(library, twin.id) >= {"red1.jpg", "red2.jpg"}
    assert not names_of(library, red.id) & {"red1.jpg", "red2.jpg"}


def test_two_may_have_the_same_name(library: PhotoLibrary) -> None:
    red, green = group_with(library, "red0.jpg"), group_with(library, "green0.jpg")
    library.people.name(red.id, "Anna")
    library.people.name(green.id, "anna")
    assert {being.id for being in library.people.named("ANNA")} == {red.id, green.id}
    assert len(library.matching("person:anna")) == 9
    assert len(library.matching(f"person:#{green.id}")) == 3


def test_a_face_that_nobody_found_is_marked(library: PhotoLibrary) -> None:
    photo_id = photo_named(library, "stranger.jpg")
    red = group_with(library, "red0.jpg")
    library.people.name(red.id, "Anna")
    region = library.people.mark(photo_id, Box(0.7, 0.1, 0.2, 0.3), being_id=red.id)
    assert region.is_marked
    assert photo_id in library.matching("person:Anna")
    library.people.find()
    library.people.settle()
    assert photo_id in library.matching("person:Anna")
    with pytest.raises(UserInputError, match="within the photo"):
        library.people.mark(photo_id, Box(0.9, 0.1, 0.2, 0.3))


def test_undo_takes_everything_back(library: PhotoLibrary) -> None:
    red = group_with(library, "red0.jpg")
    for change in (
        lambda: library.people.name(red.id, "Anna"),
        lambda: library.people.merge(red.id, [group_with(library, "green0.jpg").id]),
        lambda: library.people.reject([library.people.regions(red.id)[0].id], red.id),
        lambda: library.people.split([library.people.regions(red.id)[0].id], "Twin"),
        lambda: library.people.refuse([library.people.regions(red.id)[0].id]),
        lambda: library.people.ignore(red.id),
    ):
        before = state(library)
        with library.history.recording() as recording:
            change()
        library.people.settle()
        assert state(library) != before
        step = library.history.take_back(recording.step)
        library.people.settle()
        assert state(library) == before
        again = library.history.take_back(step)
        library.people.settle()
        assert state(library) != before
        library.history.take_back(again)
        library.people.settle()
        assert state(library) == before


def state(library: PhotoLibrary) -> set[tuple[object, ...]]:
    return {
        (being.name, being.is_ignored, frozenset(names_of(library, being.id)))
        for being in library.people.list()
    }


def test_names_outlive_another_analyzer_a_rename_and_a_new_analysis(directory: Path) -> None:
    with opened(directory / "library") as library:
        red = group_with(library, "red0.jpg")
        library.people.name(red.id, "Anna")
        wrong = library.people.in_photos([photo_named(library, "red3.jpg")])
        library.people.reject([wrong[photo_named(library, "red3.jpg")][0].id], red.id)
    (directory / "photos" / "red1.jpg").rename(directory / "photos" / "renamed.jpg")
    other = TinyFinder(key="tiny-faces/2")
    with opened(directory / "library", other) as library:
        library.sync()
        library.people.find()
        library.people.settle()
        assert other.pictures == 14
        assert names_of(library, red.id) == {"red0.jpg", "renamed.jpg", "red2.jpg", "red4.jpg", "two.jpg"}
        assert all(
            region.photo_id != photo_named(library, "red3.jpg") for region in library.people.suggestions()
        )


def test_a_face_is_no_pet(tmp_path: Path) -> None:
    for number in range(2):
        make_group_photo(tmp_path / "photos" / f"{number}.jpg", ["red"], number=number)
    with PhotoLibrary.open(
        tmp_path / "library", encoder=TinyEncoder(), finders=[TinyFinder(), TinyFinder("pet")]
    ) as library:
        library.add_folder(tmp_path / "photos")
        library.sync()
        library.people.find()
        (pet,), (person,) = library.people.list("pet"), library.people.list("person")
        face = library.people.regions(person.id)[0]
        with pytest.raises(UserInputError, match="person and a pet"):
            library.people.assign([face.id], pet.id)
        assert library.people.get(person.id).photos == 2


def test_an_overlong_name_is_refused(library: PhotoLibrary) -> None:
    red = group_with(library, "red0.jpg")
    with pytest.raises(UserInputError, match="at most 200"):
        library.people.name(red.id, "x" * 5000)
    assert library.people.get(red.id).name == ""


def test_all_is_forgotten_to_the_last_byte(directory: Path) -> None:
    with opened(directory / "library") as library:
        red = group_with(library, "red0.jpg")
        library.people.name(red.id, "Xylophona")
        library.people.crop(library.people.regions(red.id)[0].id)
        library.people.forget_all()
        assert library.people.list() == []
        assert library.people.waiting() == 14
    found = [
        file
        for file in (directory / "library").rglob("*")
        if file.is_file() and b"xylophona" in file.read_bytes().lower()
    ]
    assert found == []
    assert not (directory / "library" / "cache" / "beings").exists()
