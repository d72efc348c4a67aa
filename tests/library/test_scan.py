"""What a watcher reports, brought into the file table."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from photoorg.library.catalogue import Catalogue
from photoorg.library.files import FileStore
from photoorg.library.folders import FolderStore
from photoorg.library.scan import Scanner
from photoorg.library.watcher import FileChanges

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


class Shelf:
    """A watched folder of stand-ins for photos (a scan looks at names, sizes and times only)."""

    def __init__(self, root: Path) -> None:
        self.root = root / "photos"
        self.root.mkdir()
        self.catalogue = Catalogue(root / "catalogue.sqlite3")
        self.files = FileStore(self.catalogue)
        self.folders = FolderStore(self.catalogue)
        self.folders.add(self.root)
        self.cancelled = False
        self.being_written: set[Path] = set()
        self.scanner = Scanner(
            self.files,
            frozenset({".jpg"}),
            (),
            lambda: self.cancelled,
            lambda path: path in self.being_written,
        )

    def write(self, name: str, content: str) -> Path:
        path = self.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content)
        # One time for all: a swap is known from the events alone.
        os.utime(path, (1_000_000, 1_000_000))
        return path

    def rows(self) -> dict[str, tuple[int, str]]:
        """Id and presence of each file by its name."""
        return {
            str(path.relative_to(self.root)): (file.id, file.presence)
            for path, file in self.files.below(self.root).items()
        }


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path)
    yield shelf
    shelf.catalogue.close()


def test_files_that_changed_places_are_moved_at_once(shelf: Shelf) -> None:
    a, b, c = shelf.write("a.jpg", "1"), shelf.write("b.jpg", "2"), shelf.write("c.jpg", "3")
    shelf.scanner.scan(shelf.root)
    before = shelf.rows()
    aside = a.rename(shelf.root / "aside")
    c.rename(a)
    b.rename(c)
    aside.rename(b)
    shelf.scanner.apply(FileChanges(moved=((a, b), (b, c), (c, a))))
    assert shelf.rows() == {"a.jpg": before["c.jpg"], "b.jpg": before["a.jpg"], "c.jpg": before["b.jpg"]}


def test_a_file_moved_onto_another_takes_its_place(shelf: Shelf) -> None:
    a, b = shelf.write("a.jpg", "1"), shelf.write("b.jpg", "2")
    shelf.scanner.scan(shelf.root)
    before = shelf.rows()
    a.rename(b)
    shelf.scanner.apply(FileChanges(moved=((a, b),)))
    assert shelf.rows() == {"b.jpg": before["a.jpg"]}


def test_a_moved_directory_takes_its_files_along_and_no_missing_one_comes_back(shelf: Shelf) -> None:
    shelf.write("old/a.jpg", "1")
    gone = shelf.write("old/gone.jpg", "2")
    shelf.scanner.scan(shelf.root)
    before = shelf.rows()
    gone.unlink()
    shelf.scanner.scan(shelf.root)
    (shelf.root / "old").rename(shelf.root / "new")
    shelf.scanner.apply(FileChanges(moved_directories=((shelf.root / "old", shelf.root / "new"),)))
    assert shelf.rows() == {
        "new/a.jpg": before["old/a.jpg"],
        "new/gone.jpg": (before["old/gone.jpg"][0], "missing"),
    }


def test_an_event_older_than_the_disk_is_not_believed(shelf: Shelf) -> None:
    a = shelf.write("a.jpg", "1")
    shelf.scanner.scan(shelf.root)
    shelf.scanner.apply(FileChanges(deleted=(a,)))
    assert shelf.rows()["a.jpg"][1] == "present"
    a.unlink()
    shelf.scanner.apply(FileChanges(saved=(a,)))
    assert shelf.rows()["a.jpg"][1] == "present"
    shelf.scanner.apply(FileChanges(deleted=(a,)))
    assert shelf.rows()["a.jpg"][1] == "missing"


def test_a_deleted_directory_hides_what_was_below(shelf: Shelf) -> None:
    shelf.write("trip/a.jpg", "1")
    shelf.write("trip2/b.jpg", "2")
    shelf.scanner.scan(shelf.root)
    shelf.scanner.apply(FileChanges(deleted_directories=(shelf.root / "trip",)))
    assert {name: presence for name, (_, presence) in shelf.rows().items()} == {
        "trip/a.jpg": "missing",
        "trip2/b.jpg": "present",
    }


def test_a_file_being_written_is_neither_read_nor_lost(shelf: Shelf) -> None:
    a, b = shelf.write("a.jpg", "1"), shelf.write("b.jpg", "2")
    shelf.scanner.scan(shelf.root)
    a.write_text("longer, and not yet whole")
    b.write_text("changed")
    shelf.being_written.add(a)
    assert shelf.scanner.scan(shelf.root).to_read == 1
    assert shelf.rows()["a.jpg"][1] == "present"
    shelf.being_written.clear()
    assert shelf.scanner.scan(shelf.root).to_read == 1


def test_a_cancelled_scan_loses_nothing(shelf: Shelf) -> None:
    a = shelf.write("a.jpg", "1")
    shelf.scanner.scan(shelf.root)
    a.unlink()
    shelf.cancelled = True
    shelf.scanner.scan(shelf.root)
    assert shelf.rows()["a.jpg"][1] == "present"


def test_what_is_found_in_a_folder_just_removed_is_not_taken(shelf: Shelf) -> None:
    shelf.write("a.jpg", "1")
    shelf.scanner.scan(shelf.root)
    shelf.write("b.jpg", "2")
    shelf.folders.remove(shelf.root)
    shelf.scanner.scan(shelf.root)
    assert {name: presence for name, (_, presence) in shelf.rows().items()} == {"a.jpg": "unwatched"}
    (shelf.root / "a.jpg").unlink()
    shelf.scanner.scan(shelf.root)
    assert shelf.rows()["a.jpg"][1] == "unwatched"


def test_names_that_look_alike_to_a_careless_query_stay_apart(shelf: Shelf) -> None:
    shelf.write("100%/a.jpg", "1")
    shelf.write("100_/b.jpg", "2")
    shelf.write("100%0/c.jpg", "3")
    shelf.scanner.scan(shelf.root)
    assert {path.name for path in shelf.files.below(shelf.root / "100%")} == {"a.jpg"}


def presences(shelf: Shelf) -> dict[str, str]:
    return {name: presence for name, (_, presence) in shelf.rows().items()}


def test_ignored_files_are_unwatched_and_come_back_as_they_were(shelf: Shelf) -> None:
    shelf.write("a.jpg", "1")
    shelf.write("trip/b.jpg", "2")
    shelf.scanner.scan(shelf.root)
    before = shelf.rows()
    rules = shelf.root / ".photoorgignore"
    rules.write_text("trip/\n")
    shelf.scanner.scan(shelf.root)
    assert presences(shelf) == {"a.jpg": "present", "trip/b.jpg": "unwatched"}
    # Nothing is said about what is ignored, not even that it is gone.
    assert shelf.scanner.scan(shelf.root / "trip").to_read == 0
    shelf.write("trip/new.jpg", "3")
    (shelf.root / "trip" / "b.jpg").rename(shelf.root / "trip" / "c.jpg")
    shelf.scanner.scan(shelf.root)
    assert presences(shelf) == {"a.jpg": "present", "trip/b.jpg": "unwatched"}
    (shelf.root / "trip" / "c.jpg").rename(shelf.root / "trip" / "b.jpg")
    rules.unlink()
    assert shelf.scanner.scan(shelf.root).to_read == 1
    assert {name: shelf.rows()[name] for name in before} == before


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda root: FileChanges(saved=(root / "hidden" / "new.jpg",)), {}),
        (
            lambda root: FileChanges(moved=((root / "a.jpg", root / "hidden" / "new.jpg"),)),
            {"hidden/new.jpg": "unwatched"},
        ),
        (
            lambda root: FileChanges(moved=((root / "hidden" / "h.jpg", root / "a.jpg"),)),
            {"a.jpg": "present"},
        ),
        (
            lambda root: FileChanges(moved_directories=((root / "trip", root / "hidden" / "trip"),)),
            {"hidden/trip/b.jpg": "unwatched"},
        ),
        (
            lambda root: FileChanges(moved_directories=((root / "hidden", root / "seen"),)),
            {"seen/h.jpg": "present"},
        ),
        (lambda root: FileChanges(rescans=(root / "hidden",)), {"hidden/h.jpg": "unwatched"}),
        (lambda root: FileChanges(deleted=(root / "hidden" / "h.jpg",)), {"hidden/h.jpg": "unwatched"}),
        (lambda root: FileChanges(deleted_directories=(root / "hidden",)), {"hidden/h.jpg": "unwatched"}),
    ],
)
def test_what_a_watcher_tells_of_ignored_files_is_passed_over(
    shelf: Shelf, change: Callable[[Path], FileChanges], expected: dict[str, str]
) -> None:
    for name in ("a.jpg", "trip/b.jpg", "hidden/h.jpg"):
        shelf.write(name, name)
    shelf.scanner.scan(shelf.root)
    ids = {name: id_ for name, (id_, _) in shelf.rows().items()}
    (shelf.root / ".photoorgignore").write_text("hidden\n")
    shelf.scanner.scan(shelf.root)
    changes = change(shelf.root)
    for source, target in (*changes.moved_directories, *changes.moved):
        source.rename(target)
    for path in changes.saved:
        shelf.write(str(path.relative_to(shelf.root)), "new")
    for path in changes.deleted:
        path.unlink()
    shelf.scanner.apply(changes)
    rows = shelf.rows()
    assert {name: rows[name][1] for name in expected} == expected
    assert "hidden/new.jpg" not in rows or expected
    # The row moved along, and with it all that hangs on its photo.
    renamed = {"hidden/new.jpg": "a.jpg", "hidden/trip/b.jpg": "trip/b.jpg", "seen/h.jpg": "hidden/h.jpg"}
    for name in expected:
        if name in renamed:
            assert rows[name][0] == ids[renamed[name]]


def test_faults_of_rule_files_are_told_until_they_are_mended(shelf: Shelf) -> None:
    rules = shelf.root / "trip" / ".photoorgignore"
    photo = shelf.write("trip/a.jpg", "1")
    rules.write_text("!\n")
    sentence = f"Line 1 of ‘{rules}’ is no pattern and is passed over: !"
    assert shelf.scanner.scan(shelf.root).rule_faults == {rules: sentence}
    assert shelf.scanner.apply(FileChanges(saved=(photo,))).rule_faults == {rules: sentence}
    rules.write_text("b.jpg\n")
    assert shelf.scanner.apply(FileChanges(rescans=(rules.parent,))).rule_faults == {}
