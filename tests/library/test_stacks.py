"""Stacks of photos, of which lists show the one on top."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest

from photoorg.errors import UserInputError
from photoorg.library import stacks as stacks_module
from photoorg.library.newest_photos import read_newest
from photoorg.library.records import Place
from photoorg.library.stack_folding import fold
from photoorg.photo_library import PhotoLibrary
from photoorg.settings_file import CATALOGUE_FILE
from tests.pictures import dng, encoded, exif, make_jpeg, plain
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COLOURS = ("red", "green", "blue", "yellow", "white")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library beside the folder of its photos, the first of ``COLOURS`` being the newest."""
    base = tmp_path_factory.mktemp("original")
    for number, colour in enumerate(COLOURS):
        taken_at = datetime(2024, 5, 6, 12) - timedelta(days=number)
        make_jpeg(base / "photos" / f"{colour}.jpg", colour, tags=exif(taken_at))
    with PhotoLibrary.open(base / "library", encoder=TinyEncoder()) as library:
        library.add_folder(base / "photos")
        library.sync()
    return base


@pytest.fixture
def base(tmp_path: Path, original: Path) -> Path:
    """A copy of it for one test."""
    shutil.copytree(original, tmp_path / "base")
    with PhotoLibrary.open(tmp_path / "base" / "library", encoder=TinyEncoder()) as library:
        library.relocate_folder(original / "photos", tmp_path / "base" / "photos")
        library.sync()
    return tmp_path / "base"


@pytest.fixture
def filled(base: Path) -> Iterator[PhotoLibrary]:
    with PhotoLibrary.open(base / "library", encoder=TinyEncoder()) as library:
        yield library


def ids_of(library: PhotoLibrary, *names: str) -> tuple[int, ...]:
    (folder,) = (folder.path for folder in library.folders())
    photos = [library.photo_at(folder / f"{name}.jpg") for name in names]
    return tuple(photo.id for photo in photos if photo is not None)


def seen(library: PhotoLibrary) -> tuple[list[str], dict[str, int]]:
    """The names on the page of all photos, and how many lie under each; the numbers beside it agree."""
    photo_ids, _ = library.newest_first()
    folded = library.stacks.fold(photo_ids)
    names = {photo.id: photo.path.stem for photo in library.photos(photo_ids.tolist())}
    shown = [names[id_] for id_ in photo_ids[folded.is_seen].tolist()]
    overview = library.overview.read()
    assert (overview.photos, overview.recent) == (len(shown), len(shown))
    assert {folder.photos for folder in library.overview.folder_tree()} == {len(shown)}
    newest = read_newest(library.directory / CATALOGUE_FILE, 100)
    assert newest is not None
    assert [names[id_] for id_ in newest.photo_ids] == shown
    assert newest.stacks == folded.stacks
    assert len(newest.outlines.days) == len(shown)
    return shown, {names[id_]: count for id_, count in folded.stacks.items()}


def test_lists_show_the_top_and_searches_all(filled: PhotoLibrary) -> None:
    red, green, blue = ids_of(filled, "red", "green", "blue")
    assert seen(filled) == (list(COLOURS), {})
    assert filled.stacks.stack([green, red, blue]) == green
    assert seen(filled) == (["green", "yellow", "white"], {"green": 3})
    assert filled.stacks.of(blue) == (green, red, blue)
    assert filled.stacks.list() == [(green, red, blue)]
    assert set(filled.photo_ids()) >= {red, green, blue}
    assert red in [hit.photo_id for hit in filled.search("red").hits]
    assert set(filled.matching("is:stacked")) == {red, green, blue}
    assert filled.photo(red).stacked
    assert not filled.photo(*ids_of(filled, "white")).stacked
    filled.stacks.set_top(blue)
    assert filled.stacks.of(red) == (blue, green, red)
    assert seen(filled) == (["blue", "yellow", "white"], {"blue": 3})
    assert set(filled.stacks.unstack([red])) == {red, green, blue}
    assert seen(filled) == (list(COLOURS), {})
    assert filled.stacks.of(red) == ()


def test_stacks_that_overlap_become_one(filled: PhotoLibrary) -> None:
    red, green, blue, yellow, white = ids_of(filled, *COLOURS)
    filled.stacks.stack([red, green])
    filled.stacks.stack([blue, yellow])
    assert seen(filled) == (["red", "blue", "white"], {"red": 2, "blue": 2})
    assert filled.stacks.stack([green, blue], top=white) == white
    assert filled.stacks.list() == [(white, green, blue, red, yellow)]
    # The number of a former top belongs to no other stack.
    filled.stacks.unstack([white])
    filled.stacks.stack([red, green])
    filled.stacks.set_top(green)
    filled.stacks.stack([blue, yellow])
    assert sorted(filled.stacks.list()) == sorted([(green, red), (blue, yellow)])


def test_a_photo_is_taken_out_and_the_others_stay(filled: PhotoLibrary) -> None:
    first, second, third, fourth, fifth = filled.photo_ids()
    filled.stacks.stack([first, second, third])
    filled.stacks.stack([fourth, fifth])
    # The top, so that the next one is on top.
    with filled.history.recording() as recording:
        assert filled.stacks.take_out([first]) == [second, third]
    assert set(filled.stacks.list()) == {(second, third), (fourth, fifth)}
    filled.history.take_back(recording.step)
    assert filled.stacks.of(first) == (first, second, third)
    # One alone is no stack.
    assert filled.stacks.take_out([second, fourth]) == [first, third]
    assert filled.stacks.list() == [(first, third)]
    assert filled.stacks.of(fifth) == ()
    assert filled.stacks.take_out([fifth]) == []
    with pytest.raises(UserInputError):
        filled.stacks.take_out([10_000])


def test_what_cannot_be_stacked(filled: PhotoLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
    red, green, blue = ids_of(filled, "red", "green", "blue")
    for photo_ids in ([], [red], [red, red], [red, 10**6]):
        with pytest.raises(UserInputError):
            filled.stacks.stack(photo_ids)
    with pytest.raises(UserInputError, match="in no stack"):
        filled.stacks.set_top(red)
    monkeypatch.setattr(stacks_module, "MOST_PHOTOS", 2)
    with pytest.raises(UserInputError, match="2 photos at most"):
        filled.stacks.stack([red, green, blue])
    assert filled.stacks.list() == []
    assert filled.stacks.unstack([red]) == []


def test_no_photo_is_lost_when_the_top_goes(filled: PhotoLibrary, base: Path) -> None:
    red, green, blue = ids_of(filled, "red", "green", "blue")
    filled.stacks.stack([red, green, blue])
    filled.put_aside.hide([red])
    assert seen(filled) == (["green", "yellow", "white"], {"green": 2})
    assert filled.stacks.of(blue) == (green, blue)
    filled.put_aside.remove([green])
    assert seen(filled) == (["blue", "yellow", "white"], {})
    assert filled.stacks.list() == []
    filled.put_aside.put_back([green])
    filled.put_aside.unhide([red])
    assert seen(filled) == (["red", "yellow", "white"], {"red": 3})
    (base / "photos" / "red.jpg").rename(base / "red.jpg")
    filled.sync()
    assert seen(filled) == (["green", "yellow", "white"], {"green": 2})
    # Another one may lie on top meanwhile; what is gone keeps its place.
    filled.stacks.set_top(blue)
    (base / "red.jpg").rename(base / "photos" / "scarlet.jpg")
    filled.sync()
    assert seen(filled) == (["blue", "yellow", "white"], {"blue": 3})
    assert filled.stacks.of(blue) == (blue, red, green)


def test_a_part_of_a_stack_is_folded_by_itself(filled: PhotoLibrary) -> None:
    red, green, blue = ids_of(filled, "red", "green", "blue")
    filled.stacks.stack([red, green, blue])
    folded = filled.stacks.fold([blue, green])
    assert folded.is_seen.tolist() == [False, True]
    assert folded.stacks == {green: 2}
    assert filled.stacks.fold([blue]).is_seen.tolist() == [True]
    assert filled.stacks.fold([]).is_seen.tolist() == []


def test_folding_large_lists() -> None:
    photo_ids = np.random.default_rng(1).permutation(np.arange(1, 200_001))
    stacked = np.array([(photo, 7 * (photo // 7) or 1) for photo in range(1, 200_001)], np.int64)
    folded = fold(photo_ids, stacked)
    assert np.count_nonzero(folded.is_seen) == len(folded.stacks)
    assert sum(folded.stacks.values()) == 200_000
    assert set(photo_ids[folded.is_seen].tolist()) == set(folded.stacks)


def test_places_count_stacks_as_one(filled: PhotoLibrary) -> None:
    red, green, blue, yellow, _ = ids_of(filled, *COLOURS)
    filled.set_place([red, green, yellow], Place(city="Porto", country="Portugal"))
    filled.set_place([blue], Place(city="Lisbon", country="Portugal"))
    filled.stacks.stack([red, green, blue])
    (country,) = filled.overview.read().countries
    counts = {town.name: town.photos for town in country.towns} | {country.name: country.photos}
    assert counts == {"Lisbon": 1, "Porto": 2, "Portugal": 2}
    for name, town in (("Lisbon", "Lisbon"), ("Porto", "Porto"), ("Portugal", "")):
        listed = filled.overview.in_place("Portugal", town)
        assert np.count_nonzero(filled.stacks.fold(listed).is_seen) == counts[name]


def test_stacking_is_taken_back_and_done_again(filled: PhotoLibrary) -> None:
    red, green, blue = ids_of(filled, "red", "green", "blue")
    filled.stacks.stack([red, green])
    with filled.history.recording() as recording:
        filled.stacks.stack([blue, red])
    assert recording.step.photo_ids == {red, green, blue}
    again = filled.history.take_back(recording.step)
    assert filled.stacks.list() == [(red, green)]
    filled.history.take_back(again)
    assert filled.stacks.list() == [(blue, red, green)]
    with filled.history.recording() as recording:
        filled.stacks.unstack([red])
    filled.history.take_back(recording.step)
    assert filled.stacks.list() == [(blue, red, green)]


def test_a_raw_photo_takes_the_place_of_its_picture(filled: PhotoLibrary, base: Path) -> None:
    red, green = ids_of(filled, "red", "green")
    filled.stacks.stack([red, green])
    raw = dng((64, 48), encoded(plain("red", (64, 48)), "JPEG"))
    (base / "photos" / "red.dng").write_bytes(raw)
    filled.sync()
    assert seen(filled)[1] == {"red": 2}
    (base / "photos" / "red.jpg").unlink()
    filled.sync()
    shown, counts = seen(filled)
    assert (len(shown), counts) == (4, {"red": 2})
    assert [photo.path.name for photo in filled.photos(filled.stacks.of(green))] == ["red.dng", "green.jpg"]


def test_stacks_outlive_restart_backup_and_restoring(base: Path) -> None:
    with PhotoLibrary.open(base / "library", encoder=TinyEncoder()) as library:
        red, green, blue = ids_of(library, "red", "green", "blue")
        library.stacks.stack([green, red, blue])
        library.backup(base / "backup.photoorg")
        library.stacks.unstack([red])
    PhotoLibrary.restore(base / "backup.photoorg", base / "library")
    with PhotoLibrary.open(base / "library", encoder=TinyEncoder()) as library:
        assert library.stacks.list() == [(green, red, blue)]
        assert seen(library)[1] == {"green": 3}


def test_what_lies_below_a_trashed_top_is_seen_until_it_comes_back(
    filled: PhotoLibrary, trash_folder: Path
) -> None:
    red, green, blue = ids_of(filled, "red", "green", "blue")
    filled.stacks.stack([red, green, blue])
    stacked = seen(filled)
    trashed = filled.trash.move([red])
    assert seen(filled)[0] == ["green", "yellow", "white"]
    assert filled.stacks.of(blue) == (green, blue)
    filled.trash.restore(trashed)
    assert seen(filled) == stacked
    assert filled.stacks.of(blue) == (red, green, blue)
