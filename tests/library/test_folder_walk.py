"""The walk over real directories: what it finds, what it passes over, and what it survives."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

import photoorg
from photoorg.errors import FolderUnavailable
from photoorg.library.folder_walk import (
    FoundFile,
    UnreachableDirectory,
    as_found_file,
    is_photo_path,
    walk_photos,
)

SUFFIXES = frozenset({".jpg", ".png"})


def never() -> bool:
    return False


def put(path: Path, content: bytes = b"photo") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def walk(root: Path, *excluded: Path) -> list[FoundFile | UnreachableDirectory]:
    return list(walk_photos(root, suffixes=SUFFIXES, cancelled=never, excluded=excluded))


def paths(root: Path, *excluded: Path) -> list[Path]:
    return [found.path for found in walk(root, *excluded)]


def test_photos_are_found_at_every_depth_in_order(tmp_path: Path) -> None:
    expected = [put(tmp_path / name) for name in ("a.jpg", "z.PNG", "b/c.Jpg", "b/d/e.png", "f/g.jpg")]
    put(tmp_path / "notes.txt")
    put(tmp_path / "jpg")
    assert paths(tmp_path) == expected


def test_a_found_file_carries_size_and_time(tmp_path: Path) -> None:
    photo = put(tmp_path / "a.jpg", b"12345")
    os.utime(photo, ns=(1, 1_700_000_000_123_456_000))
    (found,) = walk(tmp_path)
    assert found == FoundFile(photo, 5, photo.stat().st_mtime_ns)
    assert found == as_found_file(photo)


@pytest.mark.parametrize(
    "name",
    [
        ".a.jpg",
        "._a.jpg",
        ".photoorg/a.jpg",
        "@eaDir/a.jpg",
        "$RECYCLE.BIN/a.jpg",
        ".Trash-1000/a.jpg",
        ".x/y/a.jpg",
    ],
)
def test_hidden_and_discarded_files_are_passed_over(tmp_path: Path, name: str) -> None:
    photo = put(tmp_path / name)
    assert walk(tmp_path) == []
    assert not is_photo_path(photo, SUFFIXES, root=tmp_path)


def test_a_hidden_folder_that_was_chosen_is_walked(tmp_path: Path) -> None:
    photo = put(tmp_path / ".photos" / "a.jpg")
    assert paths(tmp_path / ".photos") == [photo]
    assert is_photo_path(photo, SUFFIXES, root=tmp_path / ".photos")


def test_photo_paths_are_told_by_suffix() -> None:
    assert is_photo_path(Path("/x/A.JPG"), SUFFIXES)
    assert not is_photo_path(Path("/x/a.jpg.part"), SUFFIXES)
    assert not is_photo_path(Path("/x/.jpg"), SUFFIXES)


def test_links_are_followed_and_loops_end(tmp_path: Path) -> None:
    root = tmp_path / "root"
    outside = put(tmp_path / "outside" / "o.jpg")
    photo = put(root / "a" / "a.jpg")
    (root / "file.jpg").symlink_to(outside)
    (root / "linked").symlink_to(outside.parent)
    (root / "a" / "up").symlink_to(root)
    (outside.parent / "round").symlink_to(outside.parent)
    (root / "self.jpg").symlink_to(root / "self.jpg")
    (root / "broken.jpg").symlink_to(root / "nowhere.jpg")
    assert paths(root) == [root / "file.jpg", photo, root / "linked" / "o.jpg"]


def test_a_directory_reached_twice_is_visited_once(tmp_path: Path) -> None:
    photo = put(tmp_path / "a" / "a.jpg")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert paths(tmp_path) == [photo]


def test_excluded_directories_are_not_entered(tmp_path: Path) -> None:
    photo = put(tmp_path / "a.jpg")
    thumbnail = put(tmp_path / "library" / "thumbnails" / "t.jpg")
    (tmp_path / "link").symlink_to(thumbnail.parent)
    assert paths(tmp_path, tmp_path / "library", tmp_path / "absent") == [photo, tmp_path / "link" / "t.jpg"]
    assert paths(tmp_path, tmp_path / "library", thumbnail.parent) == [photo]


def test_directories_and_pipes_with_a_photo_suffix_are_no_photos(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    photo = put(tmp_path / "directory.jpg" / "a.jpg")
    assert paths(tmp_path) == [photo]
    assert as_found_file(tmp_path / "directory.jpg") is None
    assert as_found_file(tmp_path / "pipe.jpg") is None
    assert as_found_file(tmp_path / "absent.jpg") is None


def test_names_that_are_not_utf8_survive(tmp_path: Path) -> None:
    name = b"caf\xe9.jpg"
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(b"photo")
    except OSError:
        pytest.skip("this file system accepts UTF-8 names only")
    (found,) = paths(tmp_path)
    assert os.fsencode(found.name) == name
    assert found.read_bytes() == b"photo"


@pytest.mark.parametrize("kind", ["missing", "file"])
def test_a_root_that_is_no_directory_is_refused(tmp_path: Path, kind: str) -> None:
    root = tmp_path / "root"
    if kind == "file":
        root.write_bytes(b"")
    with pytest.raises(FolderUnavailable, match="root cannot be read"):
        walk(root)


def test_a_directory_that_vanishes_is_reported_and_the_walk_goes_on(tmp_path: Path) -> None:
    first, last = put(tmp_path / "a.jpg"), put(tmp_path / "z" / "z.jpg")
    put(tmp_path / "m" / "m.jpg")
    found = []
    for entry in walk_photos(tmp_path, suffixes=SUFFIXES, cancelled=never):
        if entry.path == first:
            shutil.rmtree(tmp_path / "m")
        found.append(entry)
    assert [entry.path for entry in found] == [first, tmp_path / "m", last]
    assert isinstance(found[1], UnreachableDirectory)
    assert found[1].reason == "no such file or directory"


def test_files_of_a_directory_that_vanishes_halfway_are_not_taken_for_deleted(tmp_path: Path) -> None:
    photos = [put(tmp_path / "drive" / f"{number}.jpg") for number in range(3)]
    walked = walk_photos(tmp_path, suffixes=SUFFIXES, cancelled=never)
    assert next(walked).path == photos[0]
    (tmp_path / "drive").rename(tmp_path / ".unplugged")
    assert list(walked) == [UnreachableDirectory(tmp_path / "drive", "it went away while it was read")]


def test_a_file_that_vanishes_alone_is_just_absent(tmp_path: Path) -> None:
    photos = [put(tmp_path / f"{number}.jpg") for number in range(3)]
    walked = walk_photos(tmp_path, suffixes=SUFFIXES, cancelled=never)
    assert next(walked).path == photos[0]
    photos[1].unlink()
    assert [entry.path for entry in walked] == [photos[2]]


def test_a_cancelled_walk_ends(tmp_path: Path) -> None:
    for number in range(10):
        put(tmp_path / str(number) / "a.jpg")
    found: list[object] = []
    for entry in walk_photos(tmp_path, suffixes=SUFFIXES, cancelled=lambda: len(found) >= 3):
        found.append(entry)
    assert len(found) == 3


def test_ten_thousand_files_and_a_deep_tree(tmp_path: Path) -> None:
    for directory in range(20):
        (tmp_path / f"{directory:02}").mkdir()
        for number in range(500):
            (tmp_path / f"{directory:02}" / f"{number:03}.jpg").touch()
    deep = tmp_path / "deep" / Path(*["d"] * 300)
    deep.mkdir(parents=True)
    (deep / "a.jpg").touch()
    assert len(paths(tmp_path)) == 10_001


FORBIDDEN_WALK = """
import os, sys
from pathlib import Path
from photoorg.errors import FolderUnavailable
from photoorg.library.folder_walk import walk_photos
if os.getuid() == 0:
    os.setuid(65534)
try:
    for entry in walk_photos(Path(sys.argv[1]), suffixes=frozenset({".jpg"}), cancelled=lambda: False):
        print(type(entry).__name__, entry.path.name, getattr(entry, "reason", ""))
except FolderUnavailable as error:
    print(error)
"""


def walk_without_privileges(root: Path) -> list[str]:
    environment = {**os.environ, "PYTHONPATH": str(Path(photoorg.__file__).parents[1])}
    done = subprocess.run(
        [sys.executable, "-c", FORBIDDEN_WALK, str(root)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if "PermissionError" in done.stderr or "ModuleNotFoundError" in done.stderr:
        pytest.skip("the unprivileged user may not read the interpreter or photoorg itself")
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_directories_without_permission_are_reported_and_the_rest_is_found(tmp_path: Path) -> None:
    for directory in (tmp_path, *tmp_path.parents):
        if directory != Path(tempfile.gettempdir()) and directory.is_relative_to(tempfile.gettempdir()):
            directory.chmod(0o755)
    root = tmp_path / "root"
    put(root / "closed" / "c.jpg")
    put(root / "listed" / "l.jpg")
    put(root / "open" / "o.jpg")
    (root / "closed").chmod(0o000)
    (root / "listed").chmod(0o644)
    try:
        lines = walk_without_privileges(root)
        root.chmod(0o000)
        refused = walk_without_privileges(root)
    finally:
        root.chmod(0o755)
        (root / "closed").chmod(0o755)
        (root / "listed").chmod(0o755)
    assert lines == [
        "UnreachableDirectory closed permission denied",
        "UnreachableDirectory listed permission denied",
        "FoundFile o.jpg ",
    ]
    assert refused == [f"The folder {root} cannot be read: permission denied."]
