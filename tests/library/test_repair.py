"""What ``doctor --repair`` finds and mends, on libraries that are really broken."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from photoorg.errors import LibraryDamaged, LibraryInUse
from photoorg.library.backups import read_backup, write_automatic_backup
from photoorg.library.records import Place
from photoorg.library.shot_names import shot_key
from photoorg.photo_library import PhotoLibrary
from photoorg.settings import Settings, save_settings
from tests.pictures import make_jpeg
from tests.tiny_encoder import TinyEncoder

PHOTOS = 60
PAGE = 4096


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A library of many photos, each with a tag and a text of its own, all in one album."""
    directory = tmp_path / "library"
    for number in range(PHOTOS):
        make_jpeg(tmp_path / "photos" / f"{number}.jpg", (number * 4, 90, 200 - number * 3), (24, 16))
    with PhotoLibrary.open(directory, encoder=TinyEncoder()) as library:
        library.add_folder(tmp_path / "photos")
        library.sync()
        ids = library.photo_ids()
        library.albums.create("Kept")
        library.albums.add("Kept", ids)
        library.set_date(ids, datetime(2001, 2, 3, 4, 5))
        library.set_place(ids, Place(38.7, -9.1, None, "Lisbon", None, "Portugal"))
    with closing(sqlite3.connect(directory / "catalogue.sqlite3")) as connection, connection:
        connection.execute(
            "UPDATE photo SET text = 'text ' || id || printf('%.*c', 300, 'x'), rating = 1 + id % 5"
        )
        connection.execute("INSERT INTO tag (name) SELECT 'tag ' || id FROM photo")
        connection.execute(
            "INSERT INTO photo_tag SELECT photo.id, tag.id FROM photo JOIN tag ON name = 'tag ' || photo.id"
        )
    return directory


def said(directory: Path) -> dict[int, tuple[object, ...]]:
    with PhotoLibrary.open(directory, encoder=TinyEncoder()) as library:
        assert library.catalogue_faults() == []
        kept = set(library.albums.photo_ids("Kept"))
        with library._catalogue.reading() as connection:
            ids = [row[0] for row in connection.exec_driver_sql("SELECT id FROM photo")]
        return {
            photo.id: (
                *(photo.content_hash, photo.text, photo.rating, photo.tags, photo.id in kept),
                *(photo.taken_at, photo.taken_at_source, photo.place),
            )
            for photo in library.photos(ids)
        }


def pages_of(catalogue: Path, table: str) -> list[int]:
    """Numbers, from 1, of the leaf pages of a table."""
    with closing(sqlite3.connect(catalogue)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    data = catalogue.read_bytes()

    def leaves(number: int) -> list[int]:
        page = data[(number - 1) * PAGE : number * PAGE]
        if page[0] == 13:
            return [number]
        assert page[0] == 5, "the page of a table"
        cells = int.from_bytes(page[3:5], "big")
        places = [int.from_bytes(page[12 + 2 * cell : 14 + 2 * cell], "big") for cell in range(cells)]
        children = [int.from_bytes(page[place : place + 4], "big") for place in places]
        return [leaf for child in [*children, int.from_bytes(page[8:12], "big")] for leaf in leaves(child)]

    return leaves(root)


def spoil(catalogue: Path, pages: list[int]) -> None:
    data = bytearray(catalogue.read_bytes())
    for number in pages:
        data[(number - 1) * PAGE : (number - 1) * PAGE + 200] = b"\xff" * 200
    catalogue.write_bytes(data)


def problems(directory: Path, *, repair: bool = False) -> dict[str, str]:
    found = PhotoLibrary.check(directory, repair=repair)
    assert all(problem.repaired == repair for problem in found)
    return {problem.subject: f"{problem.text} {problem.remedy}" for problem in found}


@pytest.mark.parametrize("which", [slice(0, 1), slice(2, 4), slice(-1, None), slice(0, None)])
def test_gaps_of_a_damaged_catalogue_are_filled_from_the_newest_backup(directory: Path, which: slice) -> None:
    before = said(directory)
    catalogue = directory / "catalogue.sqlite3"
    write_automatic_backup(catalogue, "before")
    pages = pages_of(catalogue, "photo")
    assert len(pages) > 4
    spoil(catalogue, pages[which])
    with pytest.raises(LibraryDamaged, match="doctor --repair"):
        said(directory)
    damaged = catalogue.read_bytes()
    assert "gaps are filled from the backup of" in problems(directory)["damage"]
    assert catalogue.read_bytes() == damaged
    assert "gaps were filled from" in problems(directory, repair=True)["damage"]
    assert said(directory) == before
    (aside,) = (directory / "set-aside").iterdir()
    # Its first page says anew that nobody has it open.
    assert (aside / "catalogue.sqlite3").read_bytes()[PAGE:] == damaged[PAGE:]
    assert "damage" not in problems(directory)


def test_corrections_that_are_younger_than_the_backup_count(directory: Path) -> None:
    catalogue = directory / "catalogue.sqlite3"
    with PhotoLibrary.open(directory, encoder=TinyEncoder()) as library:
        library.reset_date(library.photo_ids())
        library.reset_place(library.photo_ids()[:5])
    write_automatic_backup(catalogue, "before")
    with PhotoLibrary.open(directory, encoder=TinyEncoder()) as library:
        library.set_date(library.photo_ids(), datetime(2002, 2, 3))
        library.reset_place(library.photo_ids())
    before = said(directory)
    spoil(catalogue, pages_of(catalogue, "photo")[:2])
    problems(directory, repair=True)
    after = said(directory)
    assert {one[5:7] for one in after.values()} == {(datetime(2002, 2, 3), "user")}
    with PhotoLibrary.open(directory, encoder=TinyEncoder()) as library:
        library.reset_date(before)
        assert {photo.taken_at_source for photo in library.photos(list(before))} == {"file_modified"}


def test_lost_corrections_are_made_from_what_photos_say(directory: Path) -> None:
    before = said(directory)
    catalogue = directory / "catalogue.sqlite3"
    spoil(catalogue, pages_of(catalogue, "corrected_time"))
    problems(directory, repair=True)
    assert said(directory) == before
    with PhotoLibrary.open(directory, encoder=TinyEncoder()) as library:
        library.sync()
        assert {photo.taken_at_source for photo in library.photos(list(before))} == {"user"}
        library.reset_date(before)
        assert {photo.taken_at_source for photo in library.photos(list(before))} == {"file_modified"}


@pytest.mark.parametrize("table", ["stacked_photo", "photo"])
def test_stacks_are_kept(directory: Path, table: str) -> None:
    catalogue = directory / "catalogue.sqlite3"
    with PhotoLibrary.open(directory, encoder=TinyEncoder()) as library:
        ids = sorted(library.photo_ids())
        for start in range(0, len(ids), 3):
            library.stacks.stack(ids[start : start + 3], top=ids[start + 2])
        before = library.stacks.list()
    assert len(before) == PHOTOS // 3
    write_automatic_backup(catalogue, "before")
    spoil(catalogue, pages_of(catalogue, table)[:1])
    problems(directory, repair=True)
    with PhotoLibrary.open(directory, encoder=TinyEncoder()) as library:
        assert library.stacks.list() == before


def test_without_a_backup_all_is_saved_but_what_lay_on_the_damaged_page(
    directory: Path, tmp_path: Path
) -> None:
    before = said(directory)
    catalogue = directory / "catalogue.sqlite3"
    spoil(catalogue, pages_of(catalogue, "photo")[2:3])
    assert "no backup" in problems(directory, repair=True)["damage"]
    after = said(directory)
    assert 0 < len(before) - len(after) < 15
    assert after.items() <= before.items()
    # The files of the lost ones are still there.
    with PhotoLibrary.open(directory, encoder=TinyEncoder()) as library:
        assert library.sync().added == len(before) - len(after)
        assert min(set(library.photo_ids()) - set(after)) > max(before), "no id is given twice"


@pytest.mark.parametrize("junk", [b"", b"junk" * 9000], ids=["empty", "junk"])
def test_where_nothing_can_be_read_the_backup_is_taken_or_asked_for(directory: Path, junk: bytes) -> None:
    before = said(directory)
    catalogue = directory / "catalogue.sqlite3"
    whole = catalogue.read_bytes()
    catalogue.write_bytes(junk)
    with pytest.raises(LibraryDamaged, match=r"no backup beside it.*photoorg restore FILE"):
        PhotoLibrary.check(directory, repair=True)
    assert catalogue.read_bytes() == junk
    catalogue.write_bytes(whole)
    write_automatic_backup(catalogue, "before")
    catalogue.write_bytes(junk)
    problems(directory, repair=True)
    assert said(directory) == before


def test_rows_vectors_caches_and_leftovers_are_put_right(directory: Path, tmp_path: Path) -> None:
    # What the session's own encoder has described is not the model that check looks at: name it so.
    catalogue = directory / "catalogue.sqlite3"
    save_settings(directory, Settings(threads=1))
    with closing(sqlite3.connect(catalogue)) as connection, connection:
        vectors = [
            b"short",
            np.full(32, np.nan, "<f2").tobytes(),
            np.zeros(32, "<f2").tobytes(),
        ]
        for photo_id, vector in enumerate(vectors, 1):
            connection.execute("UPDATE embedding SET vector = ? WHERE photo_id = ?", (vector, photo_id))
        connection.execute("INSERT INTO photo_tag VALUES (4711, 1)")
        connection.execute("UPDATE file SET photo_id = 4711 WHERE id = 9")
        # As of a folder that was moved before photoorg saw to it.
        connection.execute("UPDATE file SET shot_key = shot_key + 1 WHERE id IN (4, 5)")
    thumbnails = sorted((directory / "cache" / "thumbnails").rglob("*.jpg"))
    thumbnails[0].unlink()
    thumbnails[1].write_bytes(b"junk")
    (thumbnails[0].parent / "x.part").write_bytes(b"unfinished")
    (directory / "settings.part").write_bytes(b"unfinished")
    process = subprocess.run(
        [
            sys.executable,
            "-c",
            "import os, sys, pathlib\nfrom photoorg.library.lock import LibraryLock\n"
            "lock = LibraryLock(pathlib.Path(sys.argv[1]))\nos.kill(os.getpid(), 9)",
            str(directory),
        ],
        check=False,
    )
    assert process.returncode == -9
    found = problems(directory)
    assert found.keys() == {"lock", "leftovers", "catalogue", "vectors", "shots", "thumbnails"}
    assert "2 unfinished files" in found["leftovers"]
    assert "3 vectors" in found["vectors"]
    assert "2 files" in found["shots"]
    assert "2 of them" in found["thumbnails"]
    assert problems(directory) == found, "a dry run changes nothing"
    assert problems(directory, repair=True).keys() == found.keys()
    assert problems(directory) == {}
    (backup,) = (directory / "backups").iterdir()
    assert read_backup(backup).photos == PHOTOS
    with closing(sqlite3.connect(catalogue)) as connection:
        shots = connection.execute("SELECT path, shot_key FROM file").fetchall()
    assert all(key == shot_key(Path(os.fsdecode(path))) for path, key in shots)
    with PhotoLibrary.open(directory, encoder=TinyEncoder()) as library:
        assert library.catalogue_faults() == []
        report = library.sync()
        assert (report.added, report.embedded) == (0, 3)
        assert len(library.photo_ids()) == PHOTOS


def test_nothing_is_repaired_under_somebody(directory: Path) -> None:
    with PhotoLibrary.open(directory, encoder=TinyEncoder()):
        (directory / "x.part").write_bytes(b"may be in use")
        assert "leftovers" not in problems(directory)
        with pytest.raises(LibraryInUse):
            PhotoLibrary.check(directory, repair=True)
    assert (directory / "x.part").exists()
