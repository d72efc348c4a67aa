"""Duplicates of a library: found, settled by the user, moved to the trash, and back."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from photoorg.albums.duplicates.duplicates import Choice, GroupKind
from photoorg.errors import TrashError, UserInputError
from photoorg.library.beings.records import Box
from photoorg.library.records import Place
from photoorg.photo_library import PhotoLibrary
from photoorg.sample_photos import write_sample_photos
from tests.photo_copies import ATTACKS
from tests.pictures import exif
from tests.tiny_encoder import TinyEncoder, WideTinyEncoder
from tests.tiny_finder import TinyFinder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from photoorg.albums.duplicates.duplicates import PhotoGroup

COPIES = {"coffee": ("half the size", "crop 80 %", "mirrored"), "cat": ("JPEG 25",)}


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Photos with copies, one file twice, and a library that compared them; only to be copied."""
    directory = tmp_path_factory.mktemp("duplicates")
    samples = directory / "samples"
    write_sample_photos(samples)
    folder = directory / "photos"
    folder.mkdir()
    for name in ("astronaut", "rocket", *COPIES):
        (sample,) = samples.glob(f"{name}.*")
        with Image.open(sample) as opened:
            picture = opened.convert("RGB")
        picture.thumbnail((512, 512))
        picture.save(folder / f"{name}.jpg", quality=95)
        for number, attack in enumerate(COPIES.get(name, ())):
            ATTACKS[attack](picture).save(folder / f"{name}-{number}.jpg", quality=90)
    (folder / "copies").mkdir()
    shutil.copy(folder / "astronaut.jpg", folder / "copies" / "astronaut copy.jpg")
    with opened_library(directory / "library") as library:
        library.add_folder(folder)
        library.sync()
        library.duplicates.find()
    return directory


@pytest.fixture
def library(compared: Path, tmp_path: Path, trash_folder: Path) -> Iterator[PhotoLibrary]:
    """A copy of it."""
    shutil.copytree(compared / "photos", tmp_path / "photos")
    shutil.copytree(compared / "library", tmp_path / "library")
    with opened_library(tmp_path / "library") as opened:
        opened.relocate_folder(compared / "photos", tmp_path / "photos")
        opened.sync()
        yield opened


def opened_library(directory: Path, encoder: TinyEncoder | None = None) -> PhotoLibrary:
    return PhotoLibrary.open(directory, encoder=encoder or TinyEncoder(), finders=[TinyFinder()])


def names(library: PhotoLibrary, group: PhotoGroup) -> list[str]:
    return sorted(photo.path.name for photo in library.photos(group.photo_ids))


def found(library: PhotoLibrary) -> list[tuple[GroupKind, list[str]]]:
    return [(group.kind, names(library, group)) for group in library.duplicates.groups()]


def id_of(library: PhotoLibrary, name: str) -> int:
    (photo,) = [photo for photo in library.photos(library.photo_ids()) if photo.path.name == name]
    return photo.id


def group_with(library: PhotoLibrary, name: str, kind: GroupKind = GroupKind.COPIES) -> PhotoGroup:
    (group,) = [each for each in library.duplicates.groups(kind) if name in names(library, each)]
    return group


COFFEE = ["coffee-0.jpg", "coffee-1.jpg", "coffee-2.jpg", "coffee.jpg"]
ALL = [
    (GroupKind.EXACT, ["astronaut.jpg"]),
    (GroupKind.COPIES, ["cat-0.jpg", "cat.jpg"]),
    (GroupKind.COPIES, COFFEE),
]


def test_copies_and_files_are_found_each_with_what_to_keep(library: PhotoLibrary) -> None:
    assert sorted(found(library), key=lambda each: each[1]) == ALL
    assert library.duplicates.waiting() == 0
    coffee = library.duplicates.details(group_with(library, "coffee.jpg"))
    assert coffee.keeper is not None
    assert coffee.keeper.photo_id == id_of(library, "coffee.jpg")
    assert "pixels" in coffee.keeper.reasons[0]
    (files,) = library.duplicates.groups(GroupKind.EXACT)
    place = library.duplicates.details(files).place
    assert place is not None
    assert (place.path.name, place.reason) == ("astronaut.jpg", "Its name is not that of a copy.")


def test_a_screenshot_is_not_kept_for_its_many_pixels(library: PhotoLibrary, tmp_path: Path) -> None:
    with Image.open(tmp_path / "photos" / "rocket.jpg") as rocket:
        ATTACKS["screenshot"](rocket).save(tmp_path / "photos" / "screen.png")
    library.sync()
    library.duplicates.find()
    rocket_group = group_with(library, "rocket.jpg")
    assert names(library, rocket_group) == ["rocket.jpg", "screen.png"]
    keeper = library.duplicates.details(rocket_group).keeper
    assert keeper is not None
    assert (keeper.photo_id, keeper.reasons) == (
        id_of(library, "rocket.jpg"),
        ("It has no frame around it.",),
    )


def test_only_what_is_new_or_changed_is_looked_at(library: PhotoLibrary, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    library.duplicates.find(progress=lambda done, total: steps.append((done, total)))
    assert steps == []
    with Image.open(tmp_path / "photos" / "rocket.jpg") as rocket:
        ATTACKS["sepia"](rocket).save(tmp_path / "photos" / "rocket-old.jpg")
    # It shows something else from now on.
    shutil.copy(tmp_path / "photos" / "cat.jpg", tmp_path / "photos" / "coffee-1.jpg")
    library.sync()
    assert library.duplicates.waiting() == 1
    library.duplicates.find(progress=lambda done, total: steps.append((done, total)))
    assert steps[0] == (1, 1)
    assert library.duplicates.waiting() == 0
    assert (GroupKind.COPIES, ["rocket-old.jpg", "rocket.jpg"]) in found(library)


def test_a_search_that_is_cut_short_goes_on_where_it_was(
    compared: Path, tmp_path: Path, trash_folder: Path
) -> None:
    with opened_library(tmp_path / "library") as library:
        library.add_folder(compared / "photos")
        library.sync()
        asked = iter(range(1000))
        library.duplicates.find(cancelled=lambda: next(asked) >= 4)
        assert library.duplicates.groups(GroupKind.COPIES) == []
        looked_at: list[int] = []
        library.duplicates.find(progress=lambda done, total: looked_at.append(total))
        # Of eight photos four are known.
        assert looked_at[0] == 4
        assert sorted(found(library), key=lambda each: each[1]) == ALL


@pytest.mark.parametrize("are_copies", [True, False])
def test_what_is_settled_never_comes_back(library: PhotoLibrary, tmp_path: Path, are_copies: bool) -> None:
    library.duplicates.dismiss(group_with(library, "cat.jpg"), are_copies=are_copies)
    (files,) = library.duplicates.groups(GroupKind.EXACT)
    library.duplicates.dismiss(files, are_copies=True)
    left = [(GroupKind.COPIES, COFFEE)]
    assert found(library) == left
    # Renamed, compared anew, and described by another model.
    (tmp_path / "photos" / "cat.jpg").rename(tmp_path / "photos" / "kitten.jpg")
    library.sync()
    library.close()
    shutil.rmtree(tmp_path / "library" / "cache")
    with opened_library(tmp_path / "library", WideTinyEncoder("wide")) as again:
        again.sync()
        again.duplicates.find()
        assert id_of(again, "kitten.jpg")
        assert found(again) == left
        # Another copy is news.
        with Image.open(tmp_path / "photos" / "kitten.jpg") as kitten:
            ATTACKS["grey"](kitten).save(tmp_path / "photos" / "grey.jpg")
        again.sync()
        again.duplicates.find()
        assert "grey.jpg" in str(found(again))


def test_dismissing_can_be_undone(library: PhotoLibrary) -> None:
    with library.history.recording() as recording:
        library.duplicates.dismiss(group_with(library, "cat.jpg"), are_copies=False)
    assert len(found(library)) == 2
    library.history.take_back(recording.step)
    assert len(found(library)) == 3


def test_what_was_said_about_copies_is_said_about_what_stays(
    library: PhotoLibrary, trash_folder: Path
) -> None:
    kept, half, mirrored = (id_of(library, f"coffee{end}.jpg") for end in ("", "-0", "-2"))
    library.add_tag([half], "Breakfast")
    library.set_rating([half], 4)
    library.set_favourite([mirrored], True)
    library.set_title([half], "A cup")
    library.set_text(half, "before work")
    library.set_text(mirrored, "at home")
    library.set_date([mirrored], datetime(2001, 2, 3, 4, 5))
    library.set_place([half], Place(48.1, 11.5))
    library.albums.create("Drinks")
    library.albums.add("Drinks", [half])
    library.labels.define(["beverage"])
    library.labels.confirm([half], "beverage")
    region = library.people.mark(mirrored, Box(0.1, 0.2, 0.2, 0.3))
    anna = library.people.split([region.id], "Anna")
    before = library.photo(kept)
    group = group_with(library, "coffee.jpg")
    choice = Choice(group, (kept,))
    assert library.duplicates.plan([choice]).file_count == 3
    resolved = library.duplicates.resolve([choice])
    assert {file.path.name for file in resolved.trashed.files} == set(COFFEE) - {"coffee.jpg"}
    assert len(list(trash_folder.iterdir())) == 3
    after = library.photo(kept)
    assert (after.tags, after.rating, after.favourite, after.title) == (("Breakfast",), 4, True, "A cup")
    assert sorted(after.text.splitlines()) == ["at home", "before work"]
    assert after.taken_at == datetime(2001, 2, 3, 4, 5)
    assert after.latitude == 48.1
    assert library.albums.photo_ids("Drinks") == [kept]
    assert [label.said for label in library.labels.of_photos([kept])[kept]] == [True]
    (seen,) = library.people.in_photos([kept])[kept]
    assert seen.being_id == anna.id
    # The copy is mirrored: what is at its left is at the right.
    assert (seen.box.left, seen.box.top) == pytest.approx((0.7, 0.2), abs=0.03)
    assert COFFEE not in [members for _, members in found(library)]
    # And back, as if nothing had been.
    library.duplicates.take_back(resolved)
    assert list(trash_folder.iterdir()) == []
    assert library.photo(kept) == before
    assert library.albums.photo_ids("Drinks") == [half]
    assert [label.said for label in library.labels.of_photos([kept])[kept]] == [None]
    assert library.people.in_photos([kept])[kept] == []
    assert (GroupKind.COPIES, COFFEE) in found(library)


def test_surplus_files_of_one_photo_go(library: PhotoLibrary, tmp_path: Path) -> None:
    (files,) = library.duplicates.groups(GroupKind.EXACT)
    resolved = library.duplicates.resolve([library.duplicates.proposal(files)])
    assert [file.path.name for file in resolved.trashed.files] == ["astronaut copy.jpg"]
    assert (tmp_path / "photos" / "astronaut.jpg").exists()
    assert library.duplicates.groups(GroupKind.EXACT) == []
    assert not library.photo(files.photo_ids[0]).missing
    library.duplicates.take_back(resolved)
    assert library.duplicates.groups(GroupKind.EXACT) == [files]


def test_several_may_stay(library: PhotoLibrary) -> None:
    group = group_with(library, "coffee.jpg")
    stays = (id_of(library, "coffee.jpg"), id_of(library, "coffee-2.jpg"))
    library.duplicates.resolve([Choice(group, stays)])
    library.duplicates.find()
    assert all("coffee.jpg" not in members for _, members in found(library))


def test_nothing_goes_where_what_is_kept_is_gone(library: PhotoLibrary, tmp_path: Path) -> None:
    group = group_with(library, "cat.jpg")
    choice = library.duplicates.proposal(group)
    (tmp_path / "photos" / "cat.jpg").unlink()
    with pytest.raises(TrashError, match="not there"):
        library.duplicates.resolve([choice])
    assert (tmp_path / "photos" / "cat-0.jpg").exists()
    with pytest.raises(UserInputError, match="to be kept"):
        library.duplicates.resolve([Choice(group, ())])
    (files,) = library.duplicates.groups(GroupKind.EXACT)
    place = library.duplicates.proposal(files)
    (tmp_path / "photos" / "astronaut.jpg").unlink()
    with pytest.raises(TrashError, match="not there"):
        library.duplicates.resolve([place])
    assert (tmp_path / "photos" / "copies" / "astronaut copy.jpg").exists()


def test_a_photo_that_went_meanwhile_is_no_fault(library: PhotoLibrary) -> None:
    group = group_with(library, "coffee.jpg")
    choice = library.duplicates.proposal(group)
    library.trash.move([id_of(library, "coffee-0.jpg")])
    assert len(group_with(library, "coffee.jpg").photo_ids) == 3
    resolved = library.duplicates.resolve([choice])
    assert len(resolved.trashed.files) == 2


def test_copies_stay_together_though_the_one_between_them_goes(library: PhotoLibrary) -> None:
    coffee = group_with(library, "coffee.jpg")
    library.trash.move([coffee.photo_ids[0]])
    assert set(group_with(library, "coffee-2.jpg").photo_ids) == set(coffee.photo_ids[1:])


@pytest.mark.parametrize("count", [0, 1, 2])
def test_small_libraries(tmp_path: Path, photo_folder: Path, count: int) -> None:
    for number in range(count):
        Image.new("RGB", (64, 48), (number * 90, 20, 30)).save(photo_folder / f"{number}.png")
    with opened_library(tmp_path / "library") as library:
        library.add_folder(photo_folder)
        library.sync()
        assert library.duplicates.groups() == []
        library.duplicates.find()
        assert library.duplicates.groups() == []
        with pytest.raises(UserInputError, match="no group"):
            library.duplicates.group("c1")


def test_shots_of_any_year_are_series_and_those_without_dates_are_none(
    tmp_path: Path, photo_folder: Path
) -> None:
    for day in (datetime(1970, 1, 1), datetime(2106, 2, 7)):
        for second in range(3):
            taken = exif(day + timedelta(seconds=second))
            picture = Image.new("RGB", (64, 48), (200, 20 + 10 * second, day.year % 100))
            picture.save(photo_folder / f"{day.year}-{second}.jpg", exif=taken)
    for number in range(3):
        Image.new("RGB", (64, 48), (200, 40 + number, 30)).save(photo_folder / f"none-{number}.png")
    with opened_library(tmp_path / "library") as library:
        library.add_folder(photo_folder)
        library.sync()
        library.duplicates.find()
        series = sorted(found(library), key=lambda each: each[1])
        assert series == [
            (GroupKind.BURST, [f"{year}-{second}.jpg" for second in range(3)]) for year in (1970, 2106)
        ]
        # One shot goes: it is none of the series any more.
        library.trash.move([id_of(library, "1970-0.jpg"), id_of(library, "1970-1.jpg")])
        assert [len(group.photo_ids) for group in library.duplicates.groups()] == [3]


def test_a_damaged_memory_is_made_anew(library: PhotoLibrary, tmp_path: Path) -> None:
    (memory,) = (tmp_path / "library" / "cache" / "duplicates").iterdir()
    for damage in (b"", b"no archive", memory.read_bytes()[:-200]):
        memory.write_bytes(damage)
        assert [kind for kind, _ in found(library)] == [GroupKind.EXACT]
    library.duplicates.find()
    assert sorted(found(library), key=lambda each: each[1]) == ALL
