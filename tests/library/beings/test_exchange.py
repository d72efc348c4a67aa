"""Names and verdicts go from one library to another that has the same photos, and nothing is contradicted."""

from __future__ import annotations

import json
import shutil
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from photoorg.errors import BackupError, UserInputError
from photoorg.library.beings.records import PET, Box
from tests.library.beings.conftest import opened
from tests.library.beings.looks import faces_in, found_by, look_through, photo_of, said_in
from tests.tiny_finder import make_group_photo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from photoorg.photo_library import PhotoLibrary


def make_photos(folder: Path, prefix: str = "") -> None:
    for number in range(3):
        make_group_photo(folder / f"{prefix}red{number}.jpg", ["red"], number=number)
    make_group_photo(folder / f"{prefix}two.jpg", ["red", "blue"], number=9)
    make_group_photo(folder / f"{prefix}green.jpg", ["green"], number=10)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library in which something of every kind was said; and one that has the same photos under other
    names, but for one, and knows nobody."""
    directory = tmp_path_factory.mktemp("exchange")
    make_photos(directory / "photos")
    make_photos(directory / "others" / "deep", "x-")
    (directory / "others" / "deep" / "x-red2.jpg").unlink()
    with opened(directory / "home") as library:
        library.add_folder(directory / "photos")
        look_through(library)
        people = library.people
        anna = people.name(people.list()[0].id, "Anna")
        people.set_birthday(anna.id, date(1990, 1, 31))
        people.reject([faces_in(library, "red1.jpg")[0].id], anna.id)
        ben = people.split([faces_in(library, "two.jpg")[1].id], "Ben")
        people.ignore(ben.id)
        people.refuse([faces_in(library, "green.jpg")[0].id])
        rex = people.mark(photo_of(library, "green.jpg"), Box(0.7, 0.5, 0.2, 0.3), PET)
        people.split([rex.id], "Rex")
        people.settle()
        people.export_to(directory / "people.json")
    with opened(directory / "other") as library:
        library.add_folder(directory / "others")
        look_through(library)
    return directory


@pytest.fixture
def home(original: Path, tmp_path: Path) -> Iterator[PhotoLibrary]:
    shutil.copytree(original / "home", tmp_path / "home")
    with opened(tmp_path / "home") as library:
        yield library


@pytest.fixture
def other(original: Path, tmp_path: Path) -> Iterator[PhotoLibrary]:
    shutil.copytree(original / "other", tmp_path / "other")
    with opened(tmp_path / "other") as library:
        yield library


@pytest.fixture
def exported(original: Path, tmp_path: Path) -> Path:
    """What the first of them exports."""
    return Path(shutil.copy(original / "people.json", tmp_path))


@pytest.fixture(scope="module")
def untouched(original: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PhotoLibrary]:
    """The other one, for those who change nothing."""
    directory = tmp_path_factory.mktemp("untouched") / "other"
    shutil.copytree(original / "other", directory)
    with opened(directory) as library:
        yield library


def everything(library: PhotoLibrary) -> list[Any]:
    """Who there is, and all that is said of faces."""
    beings = [
        (being.id, being.name, being.kind, being.birthday, being.is_ignored, being.photos)
        for being in library.people.list()
    ]
    photo_ids = library.photo_ids()
    return [beings, library.people.in_photos(photo_ids)]


def test_a_round_trip_into_a_library_with_renamed_files(
    home: PhotoLibrary, exported: Path, other: PhotoLibrary
) -> None:
    done = other.people.import_from(exported)
    assert (done.new_beings, done.given_way, done.photos_not_found) == (3, 0, 1)
    assert done.changed == set(other.photo_ids())
    other.people.settle()
    assert found_by(other, "person:Anna") == {"x-red0.jpg", "x-two.jpg"}
    assert found_by(other, "person:Ben") == {"x-two.jpg"}
    assert found_by(other, "pet:rex") == {"x-green.jpg"}
    assert said_in(other, "x-red1.jpg") == [None]
    assert [face.kind for face in faces_in(other, "x-green.jpg")] == ["pet"]
    (anna,), (ben,) = other.people.named("Anna"), other.people.named("Ben")
    assert anna.birthday == date(1990, 1, 31)
    assert (anna.is_ignored, ben.is_ignored) == (False, True)


def test_twice_is_as_once(home: PhotoLibrary, exported: Path, other: PhotoLibrary, tmp_path: Path) -> None:
    other.people.import_from(exported)
    other.people.settle()
    once = everything(other)
    again = other.people.import_from(exported)
    assert (again.verdicts, again.new_beings, again.given_way, again.changed) == (0, 0, 0, set())
    other.people.settle()
    assert everything(other) == once
    at_home = everything(home)
    assert home.people.import_from(exported).verdicts == 0
    assert everything(home) == at_home
    # And back again, with nothing that was not known.
    other.people.export_to(tmp_path / "back.json")
    assert home.people.import_from(tmp_path / "back.json").verdicts == 0
    assert everything(home) == at_home


def test_what_was_missing_comes_with_the_photo(exported: Path, other: PhotoLibrary, tmp_path: Path) -> None:
    other.people.import_from(exported)
    make_group_photo(tmp_path / "more" / "late.jpg", ["red"], number=2)
    other.add_folder(tmp_path / "more")
    look_through(other)
    done = other.people.import_from(exported)
    assert (done.verdicts, done.new_beings, done.photos_not_found) == (1, 0, 0)
    assert "late.jpg" in found_by(other, "person:Anna")


def test_those_of_one_name_are_one(exported: Path, other: PhotoLibrary) -> None:
    mine = other.people.split([faces_in(other, "x-red1.jpg")[0].id], "anna")
    done = other.people.import_from(exported)
    assert (done.new_beings, done.given_way) == (2, 1)
    (anna,) = other.people.named("Anna")
    assert (anna.id, anna.name, anna.birthday) == (mine.id, "anna", date(1990, 1, 31))
    assert found_by(other, "person:Anna") == {"x-red0.jpg", "x-red1.jpg", "x-two.jpg"}


def test_the_later_word_counts(home: PhotoLibrary, other: PhotoLibrary, tmp_path: Path) -> None:
    file = tmp_path / "people.json"
    people = other.people
    zoe = people.split([faces_in(other, "x-red0.jpg")[0].id], "Zoe")
    home.people.assign([faces_in(home, "red0.jpg")[0].id], home.people.named("Anna")[0].id)
    home.people.export_to(file)
    later = people.split([faces_in(other, "x-two.jpg")[0].id], "Later")
    done = people.import_from(file)
    assert done.given_way == 1
    assert said_in(other, "x-red0.jpg") == ["Anna"]
    assert said_in(other, "x-two.jpg") == ["Later", "Ben"]
    assert (people.get(zoe.id).photos, people.get(later.id).photos) == (0, 1)


def test_what_only_belongs_together_gives_way_to_names(exported: Path, other: PhotoLibrary) -> None:
    # The others of the group are said to stay in it.
    other.people.split([faces_in(other, "x-red1.jpg")[0].id], "Zoe")
    other.people.import_from(exported)
    assert found_by(other, "person:Anna") == {"x-red0.jpg", "x-two.jpg"}


def test_two_of_one_name_stay_two(home: PhotoLibrary, other: PhotoLibrary, tmp_path: Path) -> None:
    home.people.split([faces_in(home, "red1.jpg")[0].id], "Anna")
    home.people.export_to(tmp_path / "people.json")
    for _ in range(2):
        other.people.import_from(tmp_path / "people.json")
        assert sorted(being.photos for being in other.people.named("Anna")) == [1, 2]


def test_whoever_is_called_otherwise_meanwhile_is_still_known(exported: Path, other: PhotoLibrary) -> None:
    other.people.import_from(exported)
    (anna,) = other.people.named("Anna")
    other.people.name(anna.id, "Anna Schmidt")
    other.people.import_from(exported)
    assert other.people.named("Anna") == []
    assert other.people.get(anna.id).photos == 2


def test_names_of_files_are_not_said_by_the_user(home: PhotoLibrary, tmp_path: Path) -> None:
    home.people.export_to(tmp_path / "people.json")
    content = json.loads((tmp_path / "people.json").read_text())
    assert [being["name"] for being in content["beings"]] == ["Anna", "Ben", "Rex"]
    assert {verdict["source"] for photo in content["photos"] for verdict in photo["verdicts"]} == {
        "user",
        "group",
    }
    photo = next(photo for photo in content["photos"] if photo["path"].endswith("green.jpg"))
    assert len(photo["content_hash"]) == len(photo["image_hash"]) == 64
    assert all(datetime.fromisoformat(v["said_at"]).tzinfo for v in photo["verdicts"])


def test_a_moment_to_come_is_now(exported: Path, other: PhotoLibrary) -> None:
    content = json.loads(exported.read_text())
    for photo in content["photos"]:
        for verdict in photo["verdicts"]:
            verdict["said_at"] = "9999-12-31T23:59:59Z"
    exported.write_text(json.dumps(content))
    other.people.import_from(exported)
    (anna,) = other.people.named("Anna")
    other.people.export_to(exported, overwrite=True)
    assert "9999" not in exported.read_text()
    other.people.reject([other.people.regions(anna.id)[0].id], anna.id)
    assert other.people.get(anna.id).photos == 1


def first_verdict(content: dict[str, Any]) -> dict[str, Any]:
    return content["photos"][0]["verdicts"][0]  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda c: c.update(format="something else"), "is no export of people"),
        (lambda c: c.pop("version"), "is no export of people"),
        (lambda c: c.update(version=2), "newer photoorg"),
        (lambda c: c.update(version=0), "is damaged"),
        (lambda c: c.update(more=1), "is damaged"),
        (lambda c: c.update(beings=None), "is damaged"),
        (lambda c: c["beings"].append(c["beings"][0]), "the same id"),
        (lambda c: c["beings"].pop(), "who is not there"),
        (lambda c: c["beings"][0].update(name="x" * 5000), "at most 200"),
        (lambda c: c["beings"][0].update(kind="fish"), "is damaged"),
        (lambda c: c["beings"][0].update(kind="pet"), "who is not there"),
        (lambda c: c["beings"][0].update(id=2**63), "is damaged"),
        (lambda c: c["beings"][0].update(birthday="1990-02-31"), "is damaged"),
        (lambda c: c["photos"][0].update(content_hash="../../etc"), "is damaged"),
        (lambda c: first_verdict(c).update(left=float("nan")), "is damaged"),
        (lambda c: first_verdict(c).update(left=0.9, width=0.9), "within its photo"),
        (lambda c: first_verdict(c).update(width=0), "within its photo"),
        (lambda c: first_verdict(c).update(left=1e400), "is damaged"),
        (lambda c: first_verdict(c).update(source="file"), "is damaged"),
        (lambda c: first_verdict(c).update(yes="yes"), "is damaged"),
        (lambda c: first_verdict(c).update(said_at="2020-01-01T00:00:00"), "is damaged"),
        (lambda c: first_verdict(c).update(said_at="yesterday"), "is damaged"),
    ],
)
def test_what_cannot_be_right_is_one_sentence_and_changes_nothing(
    exported: Path, untouched: PhotoLibrary, change: Callable[[dict[str, Any]], object], sentence: str
) -> None:
    content = json.loads(exported.read_text())
    change(content)
    exported.write_text(json.dumps(content))
    before = everything(untouched)
    with pytest.raises(UserInputError, match=sentence) as raised:
        untouched.people.import_from(exported)
    assert len(str(raised.value)) < 500
    assert everything(untouched) == before


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe\x00",
        b"[]",
        b"null",
        b"[" * 200_000,
        b'{"format": "photoorg people", "version": ' + b"9" * 10_000 + b"}",
        b'{"format": "photoorg people", "version": 1, "beings": "\\ud800"}',
    ],
)
def test_a_file_of_anything(data: bytes, untouched: PhotoLibrary, tmp_path: Path) -> None:
    (tmp_path / "file.json").write_bytes(data)
    with pytest.raises(UserInputError):
        untouched.people.import_from(tmp_path / "file.json")


def test_moments_at_the_ends_of_time_are_taken(exported: Path, other: PhotoLibrary) -> None:
    content = json.loads(exported.read_text())
    moments = ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00")
    for photo, moment in zip(content["photos"][:2], moments, strict=True):
        photo["verdicts"][0]["said_at"] = moment
    exported.write_text(json.dumps(content))
    assert other.people.import_from(exported).verdicts > 0


def test_a_cut_file_changes_nothing(exported: Path, untouched: PhotoLibrary) -> None:
    data = exported.read_bytes()
    before = everything(untouched)
    for size in range(0, len(data), len(data) // 10):
        exported.write_bytes(data[:size])
        with pytest.raises(UserInputError):
            untouched.people.import_from(exported)
    assert everything(untouched) == before


def test_where_no_file_can_be_written(
    home: PhotoLibrary, original: Path, exported: Path, tmp_path: Path
) -> None:
    before = exported.read_bytes()
    for place, sentence in (
        (exported, "exists already"),
        (tmp_path, "is a directory"),
        (tmp_path / "nowhere" / "x.json", "does not exist"),
        (home.directory / "x.json", "in the library itself"),
        (original / "photos" / "x.json", "in the photo folder"),
        (tmp_path / ("x" * 300), "cannot be written"),
    ):
        with pytest.raises(BackupError, match=sentence):
            home.people.export_to(place)
    assert exported.read_bytes() == before
    home.people.export_to(exported, overwrite=True)
    assert not list(tmp_path.glob("*.part"))
