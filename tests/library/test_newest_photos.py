"""A first look at the newest photos gives what the open library gives, or nothing."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from photoorg.library import newest_photos
from photoorg.library.catalogue import CURRENT_REVISION
from photoorg.library.newest_photos import NewestPhotos, read_newest
from photoorg.photo_library import PhotoLibrary
from photoorg.settings_file import CATALOGUE_FILE
from tests.pictures import dng, encoded, make_jpeg, plain
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from pathlib import Path


SIZES = {"red": (120, 40), "green": (30, 90), "blue": (50, 50), "yellow": (64, 48), "cyan": (80, 60)}


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that has photos of all kinds that are in no list: hidden, removed, gone, behind another."""
    base = tmp_path_factory.mktemp("original")
    photos = base / "photos"
    for name, size in SIZES.items():
        make_jpeg(photos / f"{name}.jpg", name, size=size)
        make_jpeg(photos / f"hidden {name}.jpg", name, size=(size[0] + 8, size[1]))
    for name, colour in {"yellow": "yellow", "alone": "navy"}.items():
        (photos / f"{name}.dng").write_bytes(dng((64, 48), encoded(plain(colour, (64, 48)), "JPEG")))
    with PhotoLibrary.open(base / "library", encoder=TinyEncoder()) as library:
        library.add_folder(photos)
        library.sync()
        ids = {photo.path.name: photo.id for photo in library.photos(library.photo_ids())}
        library.put_aside.hide([ids["hidden red.jpg"], ids["hidden green.jpg"]])
        library.put_aside.remove([ids["hidden blue.jpg"]])
        library.turn([ids["red.jpg"], ids["cyan.jpg"]], 1)
        library.turn([ids["green.jpg"]], 2)
        (photos / "hidden cyan.jpg").unlink()
        library.sync()
    return base / "library"


@pytest.fixture
def catalogue(original: Path, tmp_path: Path) -> Path:
    """The catalogue of a copy that nobody has open."""
    shutil.copytree(original, tmp_path / "library")
    return tmp_path / "library" / CATALOGUE_FILE


def newest(catalogue: Path, limit: int = 100) -> NewestPhotos:
    found = read_newest(catalogue, limit)
    assert found is not None
    return found


def test_it_tells_what_the_open_library_does(catalogue: Path) -> None:
    found = newest(catalogue)
    with PhotoLibrary.open(catalogue.parent, read_only=True) as library:
        assert found.photo_ids == library.photo_ids()
        assert len(found.photo_ids) > len(SIZES)
        expected = library.outlines(found.photo_ids)
        photos = library.photos(found.photo_ids)
    assert found.outlines.aspects.tolist() == expected.aspects.tolist()
    assert found.outlines.days.tolist() == expected.days.tolist()
    assert found.unturned == {photo.id: photo.content_hash for photo in photos if not photo.quarter_turns}
    assert len(found.unturned) == len(found.photo_ids) - 3


def test_there_are_no_more_than_asked_for(catalogue: Path) -> None:
    assert newest(catalogue, 2).photo_ids == newest(catalogue).photo_ids[:2]


def test_a_look_leaves_nothing_behind(catalogue: Path) -> None:
    before = sorted(path.name for path in catalogue.parent.iterdir())
    content = catalogue.read_bytes()
    newest(catalogue)
    assert sorted(path.name for path in catalogue.parent.iterdir()) == before
    assert catalogue.read_bytes() == content


def test_what_somebody_says_who_has_it_open_is_known_at_once(catalogue: Path) -> None:
    with PhotoLibrary.open(catalogue.parent, encoder=TinyEncoder()) as library:
        first = newest(catalogue).photo_ids[0]
        library.put_aside.hide([first])
        assert newest(catalogue).photo_ids == library.photo_ids()
        assert first not in newest(catalogue).photo_ids
        # Nobody is kept from writing.
        library.put_aside.unhide([first])
        assert newest(catalogue).photo_ids == library.photo_ids()


@pytest.mark.parametrize("left", [("-wal",), ("-wal", "-shm")])
def test_what_somebody_left_who_was_killed_is_read(
    catalogue: Path, tmp_path: Path, left: tuple[str, ...]
) -> None:
    killed = tmp_path / "killed" / CATALOGUE_FILE
    killed.parent.mkdir()
    with PhotoLibrary.open(catalogue.parent, encoder=TinyEncoder()) as library:
        library.put_aside.hide([newest(catalogue).photo_ids[0]])
        expected = library.photo_ids()
        for ending in ("", *left):
            shutil.copyfile(f"{catalogue}{ending}", f"{killed}{ending}")
    files = {path: path.read_bytes() for path in (killed, killed.with_name(f"{killed.name}-wal"))}
    assert newest(killed).photo_ids == expected
    # All that was said is still there for whoever opens it.
    assert {path: path.read_bytes() for path in files} == files
    with PhotoLibrary.open(killed.parent, encoder=TinyEncoder()) as library:
        assert library.photo_ids() == expected


def test_it_is_about_the_present_catalogue(catalogue: Path) -> None:
    assert newest_photos.REVISION == CURRENT_REVISION
    with closing(sqlite3.connect(catalogue)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0012'")
    assert read_newest(catalogue, 1) is None


def test_nothing_is_told_of_what_is_no_catalogue(tmp_path: Path) -> None:
    assert read_newest(tmp_path / "absent.sqlite3", 1) is None
    (tmp_path / "noise.sqlite3").write_bytes(b"noise" * 4000)
    assert read_newest(tmp_path / "noise.sqlite3", 1) is None
    (tmp_path / "empty.sqlite3").touch()
    assert read_newest(tmp_path / "empty.sqlite3", 1) is None


def test_damaged_values_are_as_unknown_as_to_the_library(catalogue: Path) -> None:
    with closing(sqlite3.connect(catalogue)) as connection, connection:
        connection.execute("UPDATE photo SET width = 'wide', height = -1 WHERE id % 2")
        connection.execute("UPDATE photo SET taken_at = 'once' WHERE id % 3 = 0")
        connection.execute("UPDATE photo SET content_hash = 7 WHERE id = 1")
    found = newest(catalogue)
    with PhotoLibrary.open(catalogue.parent, read_only=True) as library:
        assert found.photo_ids == library.photo_ids()
        expected = library.outlines(found.photo_ids)
    assert found.outlines.aspects.tolist() == expected.aspects.tolist()
    assert found.outlines.days.tolist() == expected.days.tolist()
    assert 1 not in found.unturned
