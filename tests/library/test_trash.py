"""Photos go to the trash with all that belongs to them, and come back."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import photoorg
from photoorg.errors import TrashError
from tests.pictures import dng, encoded, make_jpeg, plain
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from photoorg.photo_library import PhotoLibrary

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the trash as freedesktop.org has it")


@pytest.fixture
def shot(library: PhotoLibrary, photo_folder: Path, trash_folder: Path) -> int:
    """A JPEG with a raw, sidecars and a copy, and another photo beside it."""
    make_jpeg(photo_folder / "IMG_1.jpg", "red")
    make_jpeg(photo_folder / "copies" / "again.jpg", "red")
    (photo_folder / "IMG_1.dng").write_bytes(dng((64, 48), encoded(plain("red", (64, 48)), "JPEG")))
    for name in ("IMG_1.jpg.xmp", "IMG_1.xmp"):
        (photo_folder / name).write_text("<x:xmpmeta xmlns:x='adobe:ns:meta/'/>")
    make_jpeg(photo_folder / "IMG_2.jpg", "blue")
    library.add_folder(photo_folder)
    library.sync()
    photo = library.photo_at(photo_folder / "IMG_1.jpg")
    assert photo is not None
    library.set_rating([photo.id], 4)
    library.add_tag([photo.id], "Sea")
    return photo.id


def all_files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_shot_goes_with_all_its_files_and_comes_back(
    library: PhotoLibrary, photo_folder: Path, shot: int, trash_folder: Path
) -> None:
    before = all_files(photo_folder)
    plan = library.trash.plan([shot])
    assert (len(plan.files), len(plan.paired), len(plan.sidecars), plan.offline) == (2, 1, 2, 0)
    trashed = library.trash.move([shot])
    assert list(all_files(photo_folder)) == ["IMG_2.jpg"]
    assert len(trashed.files) == plan.file_count == 5
    assert trashed.problem == ""
    assert all(file.place and file.place.parent == trash_folder for file in trashed.files)
    assert shot not in library.photo_ids()
    assert library.photo(shot).missing
    assert (library.status().missing, library.overview.read().missing) == (0, 0)
    notes = [
        trash_folder.parent / "info" / f"{file.place.name}.trashinfo" for file in trashed.files if file.place
    ]
    assert all(note.exists() for note in notes)
    assert library.trash.restore(trashed).files == ()
    assert not any(note.exists() for note in notes)
    assert all_files(photo_folder) == before
    photo = library.photo(shot)
    assert (photo.missing, photo.rating, photo.tags) == (False, 4, ("Sea",))
    assert shot in library.photo_ids()
    report = library.sync()
    assert (report.added, report.missing) == (0, 0)
    assert library.unreadable() == []


def test_what_was_said_survives_a_restore_by_the_system(
    library: PhotoLibrary, photo_folder: Path, shot: int
) -> None:
    trashed = library.trash.move([shot])
    library.sync()
    for file in trashed.files:
        assert file.place is not None
        file.place.rename(file.path)
    library.sync()
    assert library.photo(shot).rating == 4
    assert shot in library.photo_ids()


def test_a_sidecar_of_another_photo_stays(library: PhotoLibrary, photo_folder: Path, shot: int) -> None:
    # As an export of the same shot in another format would.
    encoded_png = encoded(plain("green", (64, 48)), "PNG")
    (photo_folder / "IMG_1.png").write_bytes(encoded_png)
    library.sync()
    library.trash.move([shot])
    assert set(all_files(photo_folder)) == {"IMG_1.png", "IMG_1.xmp", "IMG_2.jpg"}


def test_a_file_that_changed_since_is_not_moved(library: PhotoLibrary, photo_folder: Path, shot: int) -> None:
    make_jpeg(photo_folder / "IMG_1.jpg", "yellow", size=(80, 60))
    trashed = library.trash.move([shot])
    assert list(trashed.failures) == [photo_folder / "IMG_1.jpg"]
    assert "not as the library knows it" in trashed.problem
    assert {"IMG_1.jpg", "IMG_1.jpg.xmp", "IMG_1.xmp"} <= set(all_files(photo_folder))


def test_nothing_is_overwritten_by_a_restore_and_it_can_be_tried_again(
    library: PhotoLibrary, photo_folder: Path, shot: int
) -> None:
    trashed = library.trash.move([shot])
    other = make_jpeg(photo_folder / "IMG_1.jpg", "green")
    content = other.read_bytes()
    left = library.trash.restore(trashed)
    assert left.problem == f"‘{other}’ cannot be restored from the trash: another file lies there by now."
    assert other.read_bytes() == content
    assert (photo_folder / "IMG_1.dng").exists()
    other.unlink()
    assert library.trash.restore(left).problem == ""
    assert library.photo(shot).rating == 4
    assert other.read_bytes() != content


def test_what_is_in_the_trash_no_more_is_said(library: PhotoLibrary, photo_folder: Path, shot: int) -> None:
    trashed = library.trash.move([shot])
    first, second, *others = trashed.files
    for file in others:
        assert file.place is not None
        file.place.unlink()
    second.path.write_bytes(b"another")
    left = library.trash.restore(trashed)
    assert "(and 3 more)" in left.problem
    assert [reason.split(": ")[1] for reason in left.failures.values()] == [
        "another file lies there by now",
        *["it is not in the trash any more"] * 3,
    ]
    assert first.path.exists()
    # The others can never be.
    assert left.files == (second,)


def test_a_photo_on_a_drive_that_is_away_is_left_out(
    library: PhotoLibrary, photo_folder: Path, shot: int, tmp_path: Path
) -> None:
    drive = photo_folder.with_name("away")
    photo_folder.rename(drive)
    library.sync()
    assert library.trash.plan([shot]).file_count == 0
    with pytest.raises(TrashError, match="1 photo is on a drive that is not connected, and left out"):
        library.trash.move([shot])
    assert len(all_files(drive)) == 6


def test_names_that_are_not_utf_8(library: PhotoLibrary, photo_folder: Path, shot: int) -> None:
    odd = make_jpeg(Path(os.fsdecode(os.fsencode(photo_folder) + b"/caf\xe9 100%.jpg")), "pink")
    library.sync()
    photo = library.photo_at(odd)
    assert photo is not None
    trashed = library.trash.move([photo.id])
    assert not odd.exists()
    library.trash.restore(trashed)
    assert odd.exists()


def test_two_files_of_one_name_come_back_to_their_own_folders(
    library: PhotoLibrary, photo_folder: Path, shot: int
) -> None:
    first = make_jpeg(photo_folder / "a" / "same.jpg", "pink")
    second = make_jpeg(photo_folder / "b" / "same.jpg", "brown")
    library.sync()
    contents = [path.read_bytes() for path in (first, second)]
    ids = [photo.id for path in (first, second) if (photo := library.photo_at(path))]
    library.trash.restore(library.trash.move(ids))
    assert [path.read_bytes() for path in (first, second)] == contents


def test_a_folder_of_the_library_that_is_not_there_is_not_made_by_a_restore(
    library: PhotoLibrary, photo_folder: Path, shot: int
) -> None:
    before = all_files(photo_folder)
    trashed = library.trash.move([shot])
    (photo_folder / "copies").rmdir()
    away = photo_folder.with_name("away")
    photo_folder.rename(away)
    left = library.trash.restore(trashed)
    assert "(and 2 more) cannot be restored from the trash: its folder is not there now." in left.problem
    assert not photo_folder.exists()
    assert len(left.files) == 5
    away.rename(photo_folder)
    assert library.trash.restore(left).problem == ""
    assert all_files(photo_folder) == before


def test_a_folder_that_left_the_library_is_not_made_by_a_restore(
    library: PhotoLibrary, photo_folder: Path, shot: int
) -> None:
    trashed = library.trash.move([shot])
    library.remove_folder(photo_folder)
    (photo_folder / "copies").rmdir()
    left = library.trash.restore(trashed)
    assert list(left.failures) == [photo_folder / "copies" / "again.jpg"]
    assert (photo_folder / "IMG_1.jpg").exists()
    assert not (photo_folder / "copies").exists()


def test_a_raw_that_cannot_be_decoded_goes_with_its_picture(
    library: PhotoLibrary, photo_folder: Path, shot: int
) -> None:
    for name in ("IMG_2.dng", "IMG_3.dng"):
        (photo_folder / name).write_bytes(b"no raw photo")
    library.sync()
    before = all_files(photo_folder)
    unreadable = library.unreadable()
    assert len(unreadable) == 2
    photo = library.photo_at(photo_folder / "IMG_2.jpg")
    assert photo is not None
    plan = library.trash.plan([photo.id])
    assert plan.paired == (photo_folder / "IMG_2.dng",)
    trashed = library.trash.move([photo.id])
    assert before.keys() - all_files(photo_folder).keys() == {"IMG_2.jpg", "IMG_2.dng"}
    assert [file.path.name for file in library.unreadable()] == ["IMG_3.dng"]
    assert library.trash.restore(trashed).problem == ""
    assert all_files(photo_folder) == before
    assert library.unreadable() == unreadable


FORBIDDEN_TRASH = """
import json, sys
from pathlib import Path
from photoorg.photo_library import PhotoLibrary
from tests.tiny_encoder import TinyEncoder
photos = Path(sys.argv[1])
with PhotoLibrary.open(photos.with_name("library"), encoder=TinyEncoder()) as library:
    library.add_folder(photos)
    library.sync()
    ids = library.photo_ids()
    for closed in ("locked.jpg", "closed"):
        (photos / closed).chmod(0)
    trashed = library.trash.move(ids)
    (photos / "closed").chmod(0o700)
    print(json.dumps({path.name: reason for path, reason in trashed.failures.items()}))
"""
# For root, who may read and write everything.
IS_ROOT = sys.platform == "linux" and os.getuid() == 0
WITHOUT_PRIVILEGES = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]


@pytest.mark.skipif(IS_ROOT and shutil.which("setpriv") is None, reason="root may read everything")
def test_why_a_file_without_permission_is_not_moved_is_said_in_words(
    photo_folder: Path, trash_folder: Path
) -> None:
    for place, colour in (("locked.jpg", "red"), ("closed/inside.jpg", "blue"), ("open.jpg", "green")):
        make_jpeg(photo_folder / place, colour)
    done = subprocess.run(
        [
            *(WITHOUT_PRIVILEGES if IS_ROOT else []),
            *(sys.executable, "-c", FORBIDDEN_TRASH, str(photo_folder)),
        ],
        env={**os.environ, "PYTHONPATH": str(Path(photoorg.__file__).parents[1])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "locked.jpg": "cannot be moved to the trash: permission denied",
        "inside.jpg": "cannot be read: permission denied",
    }


def test_a_shot_is_restored_on_another_day(
    tmp_path: Path, library: PhotoLibrary, photo_folder: Path, shot: int, trash_folder: Path
) -> None:
    before = all_files(photo_folder)
    other = library.photo_at(photo_folder / "IMG_2.jpg")
    assert other is not None
    library.trash.move([shot])
    library.trash.move([other.id])
    library.close()
    with photoorg.PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as again:
        assert again.trash.photo_ids()[0] == other.id
        assert shot in again.trash.photo_ids()
        overview = again.overview.read()
        assert (overview.trashed, overview.missing, overview.photos) == (3, 0, 0)
        assert again.overview.missing() == []
        restored = again.trash.restore_photos([shot])
        assert restored.problem == ""
        assert all_files(photo_folder) == {name: data for name, data in before.items() if name != "IMG_2.jpg"}
        assert again.trash.photo_ids() == [other.id]
        assert again.overview.read().trashed == 1
        assert (again.photo(shot).rating, again.photo(shot).tags) == (4, ("Sea",))
        with pytest.raises(TrashError, match="Nothing of that"):
            again.trash.restore_photos([shot])


def test_what_the_trash_was_emptied_of_is_missing(
    library: PhotoLibrary, photo_folder: Path, shot: int, trash_folder: Path
) -> None:
    other = library.photo_at(photo_folder / "IMG_2.jpg")
    assert other is not None
    library.trash.move([shot])
    trashed = library.trash.move([other.id])
    for file in trashed.files:
        assert file.place is not None
        file.place.unlink()
    assert library.overview.read().trashed == 3
    assert other.id not in library.trash.photo_ids()
    library.trash.forget_what_is_gone()
    assert library.overview.read().trashed == 2
    assert other.id not in library.trash.photo_ids()
    assert shot in library.trash.photo_ids()
    assert library.overview.missing() == [other.id]


def test_what_somebody_else_restored_is_in_the_trash_no_more(
    library: PhotoLibrary, photo_folder: Path, shot: int, trash_folder: Path
) -> None:
    for file in library.trash.move([shot]).files:
        assert file.place is not None
        file.place.rename(file.path)
    library.sync()
    assert library.trash.photo_ids() == []
    assert library.overview.read().trashed == 0
    # As a copy of the photo that comes from elsewhere does.
    assert shot in library.photo_ids()


def test_a_sidecar_stays_in_the_trash_where_its_photo_has_to(
    library: PhotoLibrary, photo_folder: Path, shot: int, trash_folder: Path
) -> None:
    library.trash.move([shot])
    make_jpeg(photo_folder / "IMG_1.jpg", "green")
    restored = library.trash.restore_photos([shot])
    assert not (photo_folder / "IMG_1.jpg.xmp").exists()
    assert not (photo_folder / "IMG_1.xmp").exists()
    assert {path.name for path in restored.failures} == {"IMG_1.jpg"}
    assert {file.path.name for file in restored.files} == {"IMG_1.jpg", "IMG_1.jpg.xmp", "IMG_1.xmp"}
    # What lay elsewhere is back.
    assert (photo_folder / "copies" / "again.jpg").exists()
    (photo_folder / "IMG_1.jpg").unlink()
    assert library.trash.restore_photos([shot]).problem == ""
    assert (photo_folder / "IMG_1.jpg.xmp").exists()


def test_the_plan_tells_copies_in_other_places(
    library: PhotoLibrary, photo_folder: Path, shot: int, trash_folder: Path
) -> None:
    other = library.photo_at(photo_folder / "IMG_2.jpg")
    assert other is not None
    assert library.trash.plan([shot]).copies == 1
    assert library.trash.plan([other.id]).copies == 0
    assert library.trash.plan([shot, other.id]).copies == 1


MOVE_EVERYTHING = """
import sys
import time
from pathlib import Path
from photoorg.photo_library import PhotoLibrary
from tests.tiny_encoder import TinyEncoder
with PhotoLibrary.open(Path(sys.argv[1]), encoder=TinyEncoder()) as library:
    library.trash.move(library.photo_ids())
"""


def test_what_went_before_the_process_was_killed_comes_back(
    tmp_path: Path, library: PhotoLibrary, photo_folder: Path, trash_folder: Path
) -> None:
    for number in range(150):
        make_jpeg(photo_folder / f"{number}.jpg", size=(32 + number, 32))
    before = all_files(photo_folder)
    library.add_folder(photo_folder)
    library.sync()
    library.close()
    mover = subprocess.Popen(
        [sys.executable, "-c", MOVE_EVERYTHING, tmp_path / "library"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    deadline = time.monotonic() + 60
    while len(list(trash_folder.glob("*"))) < 5 and time.monotonic() < deadline:
        time.sleep(0.002)
    mover.kill()
    assert mover.wait() == -signal.SIGKILL
    gone = before.keys() - all_files(photo_folder).keys()
    assert 5 <= len(gone) < len(before)
    with photoorg.PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as again:
        again.sync()
        known = again.trash.photo_ids()
        # The one that just went may not have been written down.
        assert len(gone) - 1 <= len(known) <= len(gone)
        assert again.trash.restore_photos(known).problem == ""
    assert len(before) - 1 <= len(all_files(photo_folder)) <= len(before)
