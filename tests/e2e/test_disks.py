"""Libraries on disks that are full or may not be written: they are searched and looked at all the same."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.e2e.processes import run
from tests.e2e.test_bad_input import _can_mount, _small_disk
from tests.pictures import make_jpeg

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not _can_mount(), reason="no rights to mount a small disk")

# Runs on a small disk of its own, in one process.
BEGINNING = """
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from photoorg.commands.doctor import _disk_finding
from photoorg.errors import DiskFull, LibraryError
from photoorg.photo_library import PhotoLibrary
from tests.tiny_encoder import TinyEncoder

disk, photos = Path(sys.argv[1]), Path(sys.argv[2])
directory = disk / "library"

def opened(**how):
    return PhotoLibrary.open(directory, encoder=TinyEncoder(), **how)

def fill():
    with suppress(OSError), (disk / "filler").open("wb", 0) as stream:
        while True:
            stream.write(bytes(4096))

def allow(what):
    subprocess.run(["mount", "-o", f"remount,{what}", disk], check=True)

def kill_a_writer():
    # What it wrote lies in the -wal file, and the file that would make that readable is gone.
    script = (
        "import os, sys\\n"
        "from photoorg.photo_library import PhotoLibrary\\n"
        "library = PhotoLibrary.open(sys.argv[1])\\n"
        "library.albums.create('Killed')\\n"
        "os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", script, directory], check=True)
    (directory / "catalogue.sqlite3-shm").unlink()

def told(error, action):
    try:
        action()
    except error as problem:
        return str(problem)
    sys.exit("it should have said what is wrong")

def write():
    with opened() as library:
        library.albums.create("Mountains")

def look():
    assert not [problem for problem in PhotoLibrary.check(directory) if problem.is_serious]
    with opened(read_only=True) as library:
        assert [hit.path.name for hit in library.search("red").hits] == ["red.jpg"]
        assert [hit.path.name for hit in library.similar(photos / "red.jpg", least_relevance=0).hits]
        assert library.status().photos == 2
        assert [folder.path for folder in library.folders()] == [photos]
        assert [album.name for album in library.albums.list()] == ["Beach"]
        assert library.catalogue_faults() == []
        copy = library.backup(photos.parent / "copy.backup", overwrite=True)
        assert (copy.photos, copy.albums) == (2, 1)
    assert not list(disk.rglob("*.part"))

with opened() as library:
    library.add_folder(photos)
    library.sync()
    library.albums.create("Beach")
"""


def on_a_small_disk(tmp_path: Path, script: str) -> None:
    photos, disk = tmp_path / "photos", tmp_path / "disk"
    disk.mkdir()
    for colour in ("red", "blue"):
        make_jpeg(photos / f"{colour}.jpg", colour)
    command = [*_small_disk(disk, 3), sys.executable, "-c", BEGINNING + script, str(disk), str(photos)]
    result = run(command)
    assert result.returncode == 0, result.stdout + result.stderr


def test_on_a_full_disk_one_can_search_and_is_told_that_no_space_is_left(tmp_path: Path) -> None:
    on_a_small_disk(
        tmp_path,
        """
fill()
look()
for _ in range(2):
    assert "No space is left" in told(DiskFull, write)
    # After a writer that failed there, too.
    look()
(disk / "filler").unlink()
write()
""",
    )


def test_where_only_the_number_of_files_is_used_up_it_is_the_same(tmp_path: Path) -> None:
    """As with a quota, of which the free space says nothing."""
    on_a_small_disk(
        tmp_path,
        """
def use_up():
    with suppress(OSError):
        for number in range(100_000):
            (disk / f"empty-{number}").touch(exist_ok=False)

def give_back():
    for empty in disk.glob("empty-*"):
        empty.unlink()

subprocess.run(["mount", "-o", "remount,nr_inodes=200", disk], check=True)
use_up()
look()
assert "No space is left" in told(DiskFull, write)
give_back()
write()
""",
    )


def test_on_a_full_disk_what_cannot_be_opened_is_not_called_damaged(tmp_path: Path) -> None:
    on_a_small_disk(
        tmp_path,
        """
kill_a_writer()
fill()
for action in (lambda: opened(read_only=True), lambda: PhotoLibrary.check(directory)):
    assert "No space is left" in told(DiskFull, action)
(disk / "filler").unlink()
with opened(read_only=True) as library:
    assert len(library.albums.list()) == 2
""",
    )


def test_a_library_that_may_not_be_written_is_searched_and_looked_at(tmp_path: Path) -> None:
    on_a_small_disk(
        tmp_path,
        """
before = sorted(disk.rglob("*"))
allow("ro")
look()
assert "cannot be written" in told(LibraryError, write)
assert _disk_finding(directory).ok is None
assert sorted(disk.rglob("*")) == before
allow("rw")
kill_a_writer()
allow("ro")
for action in (lambda: opened(read_only=True), lambda: PhotoLibrary.check(directory)):
    sentence = told(LibraryError, action)
    assert "was not closed properly" in sentence and "opened once where it may be written" in sentence
allow("rw")
opened().close()
allow("ro")
with opened(read_only=True) as library:
    assert len(library.albums.list()) == 2
""",
    )


def test_an_export_to_a_full_or_read_only_disk_is_one_sentence_and_no_half_a_file(tmp_path: Path) -> None:
    on_a_small_disk(
        tmp_path,
        """
from photoorg.errors import ExportError

out = disk / "copies"
out.mkdir()

def export():
    with opened(read_only=True) as library:
        library.exports.write(library.photo_ids(), out)

fill()
assert told(DiskFull, export) == f"No space is left in ‘{out}’; 0 of 2 photos were exported."
assert not list(out.iterdir())
(disk / "filler").unlink()
allow("ro")
assert "read-only file system" in told(ExportError, export)
allow("rw")
export()
assert len(list(out.iterdir())) == 2
""",
    )


def test_an_older_catalogue_that_may_not_be_written_is_read_from_a_copy(tmp_path: Path) -> None:
    on_a_small_disk(
        tmp_path,
        """
import shutil
import tempfile
from photoorg.library import catalogue

def leftovers():
    return set(Path(tempfile.gettempdir()).glob("photoorg-*"))

def make_this_photoorg_newer():
    migrations = photos.parent / "migrations"
    shutil.copytree(catalogue.MIGRATIONS, migrations)
    (migrations / "versions" / "9999_colours.py").write_text(
        "from alembic import op\\n"
        "import sqlalchemy as sa\\n"
        "revision = '9999'\\n"
        f"down_revision = '{catalogue.CURRENT_REVISION}'\\n"
        "def upgrade():\\n"
        "    op.add_column('tag', sa.Column('colour', sa.String(), nullable=True))\\n"
    )
    catalogue.MIGRATIONS = migrations
    catalogue.CURRENT_REVISION = "9999"

before, kept = sorted(disk.rglob("*")), leftovers()
allow("ro")
make_this_photoorg_newer()
look()
assert sorted(disk.rglob("*")) == before
assert leftovers() == kept
# Where it may be written, the catalogue itself is brought up to date.
allow("rw")
opened(read_only=True).close()
assert not catalogue.needs_migration(directory / "catalogue.sqlite3")
""",
    )
