"""Indexing beside a running program: real events of the file system, real threads."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from itertools import accumulate
from typing import TYPE_CHECKING

import pytest

from photoorg.changes import Activity
from photoorg.errors import ModelUnavailable, UserInputError
from photoorg.ingest import background
from photoorg.jobs import BACKGROUND_NICENESS
from photoorg.photo_library import PhotoLibrary
from tests.ingest.recorder import Recorder
from tests.pictures import encoded, make_jpeg, quadrants
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt
    from PIL import Image


class GatedEncoder(TinyEncoder):
    """Encodes one batch at a time, whenever the gate is opened.

    Attributes:
        batches: number of photos of each batch that was let through.
    """

    def __init__(self) -> None:
        super().__init__()
        self.asked = threading.Semaphore(0)
        self.gate = threading.Semaphore(0)
        self.batches: list[int] = []

    def encode_images(self, inputs: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        self.asked.release()
        assert self.gate.acquire(timeout=30)
        self.batches.append(len(inputs))
        return super().encode_images(inputs)


@pytest.fixture
def gated(tmp_path: Path, photo_folder: Path) -> Iterator[tuple[PhotoLibrary, GatedEncoder]]:
    """A library over 40 photos whose encoder waits to be let through."""
    for number in range(40):
        make_jpeg(photo_folder / f"{number:02}.jpg", (number * 6, 100, 50))
    gated = GatedEncoder()
    with PhotoLibrary.open(tmp_path / "library", encoder=gated) as library:
        library.add_folder(photo_folder)
        yield library, gated
        gated.gate.release(100)


@pytest.fixture
def fresh_niceness() -> int:
    """That of threads which nobody asked to give way."""
    niceness = os.getpriority(os.PRIO_PROCESS, 0)
    if niceness >= BACKGROUND_NICENESS:
        pytest.skip("the tests themselves give way already")
    return niceness


@pytest.fixture
def watching(library: PhotoLibrary, photo_folder: Path) -> Recorder:
    """Listens to a library that watches the photo folder with one red photo in it."""
    make_jpeg(photo_folder / "red.jpg", "red")
    library.add_folder(photo_folder)
    recorder = Recorder(library)
    library.start_background()
    recorder.wait_for_idle()
    return recorder


def names(library: PhotoLibrary) -> set[str]:
    return {photo.path.name for photo in library.photos(library.photo_ids())}


def test_the_first_scan_finds_and_tells(library: PhotoLibrary, watching: Recorder) -> None:
    assert names(library) == {"red.jpg"}
    assert watching.changed_ids == set(library.photo_ids())
    activities = [progress.activity for progress in watching.progress]
    assert activities[0] is Activity.SCANNING
    assert Activity.DESCRIBING in activities
    last = next(p for p in reversed(watching.progress) if p.activity is Activity.DESCRIBING)
    assert (last.done, last.total) == (1, 1)


def test_created_changed_moved_and_deleted_files_are_followed(
    library: PhotoLibrary, watching: Recorder, photo_folder: Path, tmp_path: Path, encoder: TinyEncoder
) -> None:
    blue = make_jpeg(photo_folder / "blue.jpg", "blue")
    watching.wait_until(lambda: names(library) == {"red.jpg", "blue.jpg"})
    (photo_id,) = [hit.photo_id for hit in library.search("blue").hits]
    library.add_tag([photo_id], "kept")

    make_jpeg(blue, "green", size=(70, 50))
    watching.wait_until(lambda: library.photo(photo_id).width == 70)
    watching.wait_for_idle()
    assert library.photo(photo_id).tags == ("kept",)
    described = encoder.images_encoded

    moved = blue.rename(photo_folder / "moved.jpg")
    watching.wait_until(lambda: library.photo_at(moved) is not None)
    assert library.photo(photo_id).path == moved

    aside = moved.rename(tmp_path / "aside.jpg")
    watching.wait_until(lambda: library.photo(photo_id).missing)
    assert photo_id not in library.photo_ids()
    assert [hit.photo_id for hit in library.search("green").hits] == []

    aside.rename(moved)
    watching.wait_until(lambda: photo_id in library.photo_ids())
    watching.wait_for_idle()
    assert [hit.photo_id for hit in library.search("green").hits] == [photo_id]
    assert library.photo(photo_id).tags == ("kept",)
    assert encoder.images_encoded == described == 3


def test_directory_trees_come_move_and_go(
    library: PhotoLibrary, watching: Recorder, photo_folder: Path, tmp_path: Path, encoder: TinyEncoder
) -> None:
    tree = tmp_path / "tree"
    for number, colour in enumerate(("green", "blue", "pink")):
        make_jpeg(tree / f"level {number}" / "deeper" / f"{colour}.jpg", colour)
    expected = {"red.jpg", "green.jpg", "blue.jpg", "pink.jpg"}
    shutil.copytree(tree, photo_folder / "tree")
    watching.wait_until(lambda: names(library) == expected)
    watching.wait_for_idle()
    ids = set(library.photo_ids())

    (photo_folder / "tree").rename(photo_folder / "renamed")
    moved = photo_folder / "renamed" / "level 0" / "deeper" / "green.jpg"
    watching.wait_until(lambda: library.photo_at(moved) is not None)
    watching.wait_for_idle()
    assert set(library.photo_ids()) == ids
    assert library.status().missing == 0

    shutil.rmtree(photo_folder / "renamed")
    watching.wait_until(lambda: names(library) == {"red.jpg"})
    assert library.status().missing == 3
    shutil.move(tree, photo_folder / "tree")
    watching.wait_until(lambda: names(library) == expected)
    watching.wait_for_idle()
    assert set(library.photo_ids()) == ids
    assert encoder.images_encoded == 4


def test_moves_between_folders_and_swaps_keep_what_was_said(
    library: PhotoLibrary, watching: Recorder, photo_folder: Path, tmp_path: Path, encoder: TinyEncoder
) -> None:
    second = tmp_path / "second"
    blue = make_jpeg(second / "inner" / "blue.jpg", "blue")
    library.add_folder(second)
    watching.wait_until(lambda: library.photo_at(blue) is not None)
    watching.wait_for_idle()
    red = photo_folder / "red.jpg"
    ids = {}
    for path in (red, blue):
        photo = library.photo_at(path)
        assert photo is not None
        library.add_tag([photo.id], path.stem)
        ids[path.stem] = photo.id

    shutil.move(second / "inner", photo_folder / "inner")
    blue = photo_folder / "inner" / "blue.jpg"
    watching.wait_until(lambda: library.photo_at(blue) is not None)
    watching.wait_until(lambda: library.photo(ids["blue"]).path == blue)

    aside = red.rename(photo_folder / "aside.jpg")
    blue.rename(red)
    aside.rename(blue)
    watching.wait_until(
        lambda: (library.photo(ids["red"]).path, library.photo(ids["blue"]).path) == (blue, red)
    )
    watching.wait_for_idle()
    assert set(library.photo_ids()) == set(ids.values())
    assert all(library.photo(photo_id).tags == (tag,) for tag, photo_id in ids.items())
    assert encoder.images_encoded == 2


def test_a_file_that_is_copied_slowly_is_read_when_it_is_whole(
    library: PhotoLibrary, watching: Recorder, photo_folder: Path, encoder: TinyEncoder
) -> None:
    data = encoded(quadrants((600, 400)), "PNG")
    with (photo_folder / "slow.png").open("wb") as stream:
        for start in range(0, len(data), len(data) // 3):
            stream.write(data[start : start + len(data) // 3])
            stream.flush()
            # Other photos pass by meanwhile, so it is known that time went by.
            other = make_jpeg(photo_folder / f"other {start}.jpg", (start % 256, 80, 80))
            watching.wait_until(lambda other=other: library.photo_at(other) is not None)
            assert library.photo_at(photo_folder / "slow.png") is None
            assert library.unreadable() == []
    watching.wait_until(lambda: library.photo_at(photo_folder / "slow.png") is not None)
    assert library.unreadable() == []
    assert watching.notices == []


def test_a_half_written_file_met_by_a_scan_stays_pending(library: PhotoLibrary, photo_folder: Path) -> None:
    data = encoded(quadrants((600, 400)), "PNG")
    library.add_folder(photo_folder)
    with (photo_folder / "slow.png").open("wb") as stream:
        stream.write(data[: len(data) // 2])
        stream.flush()
        assert library.sync().unreadable == ()
        assert library.status().pending == 1
        stream.write(data[len(data) // 2 :])
    assert library.sync().added == 1


def test_pause_holds_the_describing_but_not_the_following(
    library: PhotoLibrary, watching: Recorder, photo_folder: Path, encoder: TinyEncoder
) -> None:
    library.pause()
    watching.wait_until(lambda: library.progress.activity is Activity.PAUSED)
    make_jpeg(photo_folder / "blue.jpg", "blue")
    (photo_folder / "red.jpg").unlink()
    watching.wait_until(lambda: library.status().pending == 1 and library.status().missing == 1)
    assert encoder.images_encoded == 1
    library.resume()
    watching.wait_until(lambda: names(library) == {"blue.jpg"})
    watching.wait_for_idle()
    assert encoder.images_encoded == 2


def test_pausing_and_resuming_in_quick_succession_gets_everything_done(
    gated: tuple[PhotoLibrary, GatedEncoder],
) -> None:
    library, encoder = gated
    recorder = Recorder(library)
    library.start_background()
    encoder.gate.release(100)
    for _ in range(30):
        library.pause()
        library.resume()
    recorder.wait_for_idle()
    assert library.status().embedded == 40


def test_a_pause_outlasts_a_restart(tmp_path: Path, photo_folder: Path) -> None:
    make_jpeg(photo_folder / "red.jpg", "red")
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as library:
        library.add_folder(photo_folder)
        library.pause()
    encoder = TinyEncoder()
    with PhotoLibrary.open(tmp_path / "library", encoder=encoder) as library:
        assert library.paused
        recorder = Recorder(library)
        library.start_background()
        recorder.wait_until(lambda: library.progress.activity is Activity.PAUSED)
        assert encoder.images_encoded == 0
        library.resume()
        recorder.wait_for_idle()
        assert encoder.images_encoded == 1
    with PhotoLibrary.open(tmp_path / "library", encoder=encoder) as library:
        assert not library.paused


def test_folders_come_and_go_while_it_runs(
    library: PhotoLibrary, watching: Recorder, tmp_path: Path, photo_folder: Path
) -> None:
    second = make_jpeg(tmp_path / "second" / "inner" / "blue.jpg", "blue").parent
    library.add_folder(second)
    watching.wait_until(lambda: names(library) == {"red.jpg", "blue.jpg"})
    # The enclosing folder takes the place of the inner one ...
    library.add_folder(second.parent)
    make_jpeg(second / "green.jpg", "green")
    make_jpeg(second.parent / "pink.jpg", "pink")
    watching.wait_until(lambda: names(library) == {"red.jpg", "blue.jpg", "green.jpg", "pink.jpg"})
    # ... and nothing of it is watched any more when it goes.
    library.remove_folder(second.parent)
    assert names(library) == {"red.jpg"}
    make_jpeg(second / "yellow.jpg", "yellow")
    make_jpeg(photo_folder / "brown.jpg", "brown")
    watching.wait_until(lambda: names(library) == {"red.jpg", "brown.jpg"})
    watching.wait_for_idle()
    assert library.photo_at(second / "yellow.jpg") is None


def test_a_folder_removed_while_its_photos_are_described_stays_away(
    gated: tuple[PhotoLibrary, GatedEncoder], photo_folder: Path
) -> None:
    library, encoder = gated
    recorder = Recorder(library)
    library.start_background()
    assert encoder.asked.acquire(timeout=30)
    library.remove_folder(photo_folder)
    encoder.gate.release(100)
    recorder.wait_until(lambda: library.progress.activity is Activity.IDLE)
    assert library.photo_ids() == []
    assert library.status().pending == 0
    library.add_folder(photo_folder)
    recorder.wait_until(lambda: len(library.photo_ids()) == 40)
    recorder.wait_for_idle()
    assert encoder.images_encoded == 40


def test_a_new_photo_does_not_wait_for_a_backlog(
    gated: tuple[PhotoLibrary, GatedEncoder], photo_folder: Path
) -> None:
    library, encoder = gated
    recorder = Recorder(library)
    library.start_background()
    assert encoder.asked.acquire(timeout=30)
    newest = make_jpeg(photo_folder / "newest.jpg", "pink")
    deleted = photo_folder / "39.jpg"
    deleted.unlink()
    indexer = library._indexing._background
    assert indexer is not None
    recorder.wait_until(lambda: len(indexer._changes) > 0)
    # The batch in hand, and then one that has the new photo alone.
    encoder.gate.release(2)
    recorder.wait_until(lambda: library.photo_at(newest) is not None)
    in_hand, after = encoder.batches
    assert after == 1
    assert [hit.path for hit in library.search("pink").hits] == [newest]
    assert encoder.images_encoded == in_hand + after
    encoder.gate.release(100)
    recorder.wait_for_idle()
    assert library.status().embedded == 40
    assert library.photo_at(deleted) is None or deleted.name not in names(library)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has priorities of single threads")
def test_describing_in_the_background_gives_way_to_a_search(
    tmp_path: Path, photo_folder: Path, fresh_niceness: int
) -> None:
    class PoliteEncoder(TinyEncoder):
        def __init__(self) -> None:
            super().__init__()
            self.niceness: list[tuple[str, int]] = []

        def preprocess(self, image: Image.Image) -> npt.NDArray[np.float32]:
            self._note("read")
            return super().preprocess(image)

        def encode_images(self, inputs: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
            self._note("describe")
            return super().encode_images(inputs)

        def encode_texts(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
            self._note("search")
            return super().encode_texts(texts)

        def _note(self, what: str) -> None:
            self.niceness.append((what, os.getpriority(os.PRIO_PROCESS, threading.get_native_id())))

    make_jpeg(photo_folder / "red.jpg", "red")
    encoder = PoliteEncoder()
    with PhotoLibrary.open(tmp_path / "library", encoder=encoder) as library:
        library.add_folder(photo_folder)
        recorder = Recorder(library)
        library.start_background()
        recorder.wait_for_idle()
        library.search("red")
    niceness = dict(encoder.niceness)
    assert niceness["read"] == niceness["describe"] == BACKGROUND_NICENESS
    assert niceness["search"] == fresh_niceness


def test_closing_in_the_middle_keeps_whole_batches_and_the_next_start_goes_on(
    tmp_path: Path, gated: tuple[PhotoLibrary, GatedEncoder]
) -> None:
    library, encoder = gated
    library.start_background()
    assert encoder.asked.acquire(timeout=30)
    encoder.gate.release(1)
    assert encoder.asked.acquire(timeout=30)
    closing = threading.Thread(target=library.close)
    closing.start()
    # Another batch may begin in the moment before the engine hears of it.
    encoder.gate.release(2)
    closing.join(timeout=30)
    assert not closing.is_alive()
    second = TinyEncoder()
    with PhotoLibrary.open(tmp_path / "library", encoder=second) as again:
        assert again.status().embedded in accumulate(encoder.batches)
        done = again.status().embedded
        again.sync()
        assert again.status().embedded == 40
        assert second.images_encoded == 40 - done


def test_a_sync_beside_the_background_waits_for_its_turn(
    gated: tuple[PhotoLibrary, GatedEncoder],
) -> None:
    library, encoder = gated
    library.start_background()
    assert encoder.asked.acquire(timeout=30)
    reports = []
    syncing = threading.Thread(target=lambda: reports.append(library.sync()))
    syncing.start()
    encoder.gate.release(100)
    syncing.join(timeout=30)
    assert reports[0].embedded == 0
    assert encoder.images_encoded == library.status().embedded == 40


def test_unreadable_files_are_a_quiet_notice(
    library: PhotoLibrary, watching: Recorder, photo_folder: Path
) -> None:
    staging = photo_folder / ".staging"
    staging.mkdir()
    for name in ("broken.jpg", "empty.png"):
        (staging / name).write_bytes(b"" if name == "empty.png" else b"no picture")
    staging.rename(photo_folder / "arrived")
    # One notice a round: on a slow machine the watcher may hand the two files on in two rounds.
    watching.wait_until(lambda: sum(len(notice.details.splitlines()) for notice in watching.notices) >= 2)
    assert [notice.text for notice in watching.notices] in (
        ["2 files could not be read."],
        ["1 file could not be read."] * 2,
    )
    details = "\n".join(notice.details for notice in watching.notices)
    assert "broken.jpg: it is not a photo" in details
    assert "empty.png: the file is empty" in details
    assert names(library) == {"red.jpg"}


def test_rules_take_effect_while_it_runs_and_lose_nothing(
    library: PhotoLibrary, watching: Recorder, photo_folder: Path, encoder: TinyEncoder
) -> None:
    make_jpeg(photo_folder / "private" / "blue.jpg", "blue")
    watching.wait_until(lambda: names(library) == {"red.jpg", "blue.jpg"})
    watching.wait_for_idle()
    (photo_id,) = [hit.photo_id for hit in library.search("blue").hits]
    library.set_rating([photo_id], 4)
    library.albums.create("Kept")
    library.albums.add("Kept", [photo_id])

    rules = photo_folder / ".photoorgignore"
    rules.write_text("private/\n")
    watching.wait_until(lambda: names(library) == {"red.jpg"})
    assert library.search("blue").hits == ()
    assert library.status().missing == 0
    make_jpeg(photo_folder / "private" / "green.jpg", "green")
    rules.write_text("private/*\n!green.jpg\n")
    watching.wait_until(lambda: names(library) == {"red.jpg", "green.jpg"})
    rules.unlink()
    watching.wait_until(lambda: names(library) == {"red.jpg", "blue.jpg", "green.jpg"})
    (photo_folder / "private" / ".nomedia").touch()
    watching.wait_until(lambda: names(library) == {"red.jpg"})
    (photo_folder / "private" / ".nomedia").unlink()
    watching.wait_until(lambda: names(library) == {"red.jpg", "blue.jpg", "green.jpg"})
    watching.wait_for_idle()

    assert photo_id in {hit.photo_id for hit in library.search("blue").hits}
    assert library.photo(photo_id).rating == 4
    assert library.albums.photo_ids("Kept") == [photo_id]
    assert encoder.images_encoded == 3
    assert watching.notices == []


def test_a_broken_rule_file_is_one_notice_that_ends(
    library: PhotoLibrary, watching: Recorder, photo_folder: Path
) -> None:
    rules = photo_folder / ".photoorgignore"
    rules.write_text("red.jpg\n[\n")
    watching.wait_until(lambda: names(library) == set() and bool(watching.notices))
    (notice,) = watching.notices
    assert notice.text == f"Line 2 of ‘{rules}’ is no pattern and is passed over: ["
    assert not watching.is_settled(notice.topic)
    rules.write_text("")
    watching.wait_until(lambda: names(library) == {"red.jpg"} and watching.is_settled(notice.topic))


def test_a_checkout_with_its_modules_in_a_folder_brings_only_its_photos(
    library: PhotoLibrary, watching: Recorder, photo_folder: Path, tmp_path: Path
) -> None:
    if shutil.which("git") is None:
        pytest.skip("git makes the checkout")
    site = tmp_path / "site"
    make_jpeg(site / "photos" / "blue.jpg", "blue")
    make_jpeg(site / "node_modules" / "theme" / "logo.jpg", "green")
    (site / ".gitignore").write_text("photos/\n")
    for arguments in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", "-C", str(site), *arguments], check=True)
    shutil.copytree(site, photo_folder / "copied")
    site.rename(photo_folder / "moved")
    watching.wait_until(lambda: library.photo_at(photo_folder / "moved" / "photos" / "blue.jpg") is not None)
    watching.wait_until(lambda: library.photo_at(photo_folder / "copied" / "photos" / "blue.jpg") is not None)
    watching.wait_for_idle()
    # What git ignores says nothing about photos.
    assert names(library) == {"red.jpg", "blue.jpg"}
    assert library.sync().added == 0
    assert library.unreadable() == []


def test_trouble_is_told_once_and_everything_is_caught_up_when_it_is_over(
    tmp_path: Path, photo_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class SulkingEncoder(TinyEncoder):
        sulks = True
        refusals = 0

        def encode_images(self, inputs: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
            if self.sulks:
                self.refusals += 1
                raise ModelUnavailable("The model is out.")
            return super().encode_images(inputs)

    monkeypatch.setattr(background, "RETRY_S", 0.05)
    make_jpeg(photo_folder / "red.jpg", "red")
    encoder = SulkingEncoder()
    with PhotoLibrary.open(tmp_path / "library", encoder=encoder) as library:
        library.add_folder(photo_folder)
        recorder = Recorder(library)
        library.start_background()
        recorder.wait_until(lambda: encoder.refusals > 3)
        assert [notice.text for notice in recorder.notices] == ["The model is out."]
        encoder.sulks = False
        recorder.wait_for_idle()
        assert names(library) == {"red.jpg"}


def test_a_library_opened_for_reading_does_not_watch(tmp_path: Path, encoder: TinyEncoder) -> None:
    PhotoLibrary.open(tmp_path / "library", encoder=encoder).close()
    with PhotoLibrary.open(tmp_path / "library", encoder=encoder, read_only=True) as library:
        for act in (library.start_background, library.sync):
            with pytest.raises(UserInputError, match="reading only"):
                act()


def test_a_new_photo_does_not_wait_for_a_backlog_of_edits(
    gated: tuple[PhotoLibrary, GatedEncoder], photo_folder: Path
) -> None:
    library, encoder = gated
    encoder.gate.release(1000)
    library.sync()
    before = encoder.images_encoded
    encoder.gate = threading.Semaphore(0)
    for number in range(40):
        make_jpeg(photo_folder / f"{number:02}.jpg", (50, 100, number * 6), size=(90, 60))
    newest = make_jpeg(photo_folder / "newest.jpg", "pink")
    recorder = Recorder(library)
    library.start_background()
    encoder.gate.release(1)
    recorder.wait_until(lambda: library.photo_at(newest) is not None)
    assert encoder.images_encoded - before < 20
    encoder.gate.release(1000)
    recorder.wait_for_idle()
    assert encoder.images_encoded - before == 41
