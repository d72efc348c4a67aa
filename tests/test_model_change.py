"""Changing the model: searches go on, nothing is lost, and going back is instant."""

from __future__ import annotations

import os
import shutil
import threading
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pytest

from photoorg.changes import Activity, ModelChanged, ModelChoice, ModelState, NoticeRaised
from photoorg.errors import LibraryError, ModelUnavailable, UserInputError
from photoorg.photo_library import PhotoLibrary
from photoorg.settings import Settings, load_settings, save_settings
from tests.ingest.recorder import Recorder
from tests.pictures import make_jpeg
from tests.tiny_encoder import COLOURS, WideTinyEncoder
from tests.tiny_models import TinyModels

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COUNT = len(COLOURS)


@pytest.fixture
def models() -> Iterator[TinyModels]:
    models = TinyModels()
    yield models
    models.gated.gate.release(1000)


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def described(directory: Path, photo_folder: Path, models: TinyModels) -> Path:
    """A closed library with a photo of every colour, described by "old"."""
    for name, colour in COLOURS.items():
        make_jpeg(photo_folder / f"{name}.jpg", colour)
    save_settings(_made(directory), Settings(model="old"))
    with PhotoLibrary.open(directory, encoders=models) as library:
        library.add_folder(photo_folder)
        library.sync()
        assert models.photos_encoded == (COUNT, 0)
    return directory


@pytest.fixture
def library(described: Path, models: TinyModels) -> Iterator[PhotoLibrary]:
    with PhotoLibrary.open(described, encoders=models) as library:
        yield library


def _made(directory: Path) -> Path:
    directory.mkdir()
    return directory


def best(library: PhotoLibrary, colour: str) -> tuple[str, str]:
    """The model that answered, and the first photo found; "" for none."""
    result = library.search(colour)
    return result.model, result.hits[0].path.stem if result.hits else ""


def kept(directory: Path) -> tuple[str, str]:
    """The models the next session begins with."""
    settings = load_settings(directory)
    return settings.model, settings.next_model


def test_searches_use_the_old_model_until_the_new_one_knows_every_photo(
    library: PhotoLibrary, directory: Path, models: TinyModels
) -> None:
    heard: list[object] = []
    library.subscribe(heard.append)
    assert library.choose_model("new") == "new@1"
    assert library.model_choice == ModelChoice("old", "new")
    assert heard[0] == ModelChoice("old", "new")
    status = library.status()
    assert (status.model, status.next_model, status.next_embedded) == ("old@1", "new@1", 0)
    assert (status.embedded, status.pending) == (COUNT, 0)
    assert best(library, "red") == ("old@1", "red")
    assert kept(directory) == ("old", "new")

    progress = []
    report = library.sync(progress.append)
    assert (report.embedded, report.prepared, report.switched_to) == (0, COUNT, "new@1")
    preparing = [change for change in progress if change.activity is Activity.PREPARING]
    assert [(change.model, change.done, change.total) for change in preparing] == [("new", COUNT, COUNT)]
    assert progress[-1].activity is Activity.IDLE
    assert heard.count(ModelChoice("new", None)) == 1
    assert all(best(library, colour) == ("new@1", colour) for colour in COLOURS)
    status = library.status()
    assert (status.model, status.next_model, status.next_embedded) == ("new@1", None, 0)
    assert (status.embedded, status.pending) == (COUNT, 0)
    assert kept(directory) == ("new", "")
    assert models.photos_encoded == (COUNT, COUNT)


def test_going_back_is_instant_and_needs_only_what_was_added_since(
    library: PhotoLibrary, directory: Path, models: TinyModels, photo_folder: Path
) -> None:
    library.choose_model("new")
    library.sync()
    before = models.photos_encoded
    for name in ("old", "new", "old"):
        library.choose_model(name)
        assert best(library, "green") == (f"{name}@1", "green")
        assert kept(directory) == (name, "")
    assert models.photos_encoded == before
    make_jpeg(photo_folder / "more.jpg", "red", (90, 60))
    library.sync()
    library.choose_model("new")
    assert library.model_choice == ModelChoice("old", "new")
    library.sync()
    assert models.photos_encoded == (COUNT + 1, COUNT + 1)
    assert library.model == "new@1"


def test_no_search_fails_or_comes_back_empty_while_models_change(
    library: PhotoLibrary, models: TinyModels, photo_folder: Path
) -> None:
    """Four threads search while a model is prepared in the background, takes over, and is left again, while
    photos come in and somebody else syncs."""
    recorder = Recorder(library)
    library.start_background()
    stop = threading.Event()
    answered: list[str] = []
    wrong: list[object] = []

    def look(colour: str) -> None:
        (photo_id,) = [hit.photo_id for hit in library.search(colour).hits][:1]
        while not stop.is_set():
            try:
                model, found = best(library, colour)
                answered.append(model)
                if not found.startswith(colour):
                    wrong.append((model, colour, found))
                if not library.similar(photo_id, least_relevance=0.0).hits:
                    wrong.append((model, photo_id))
                # Whoever prepares the models gets a turn, too.
                stop.wait(0.002)
            except Exception as error:  # noqa: BLE001 - whatever it is, no search may fail
                wrong.append(error)

    lookers = [threading.Thread(target=look, args=(c,)) for c in ("red", "green", "blue", "yellow")]
    for looker in lookers:
        looker.start()
    try:
        for turn in range(8):
            name = ("new", "old")[turn % 2]
            make_jpeg(photo_folder / f"red {turn}.jpg", "red", (70 + turn, 50))
            library.choose_model(name)
            if turn % 3 == 0:
                library.sync()
            recorder.wait_until(lambda name=name: library.model_choice == ModelChoice(name, None))
            asked = len(answered)
            recorder.wait_until(lambda asked=asked: len(answered) > asked + 20 or bool(wrong))
    finally:
        stop.set()
        for looker in lookers:
            looker.join()
    assert wrong == []
    assert set(answered) == {"old@1", "new@1"}
    recorder.wait_until(lambda: library.status().embedded == COUNT + 8)
    # Under each model every photo was described once.
    library.choose_model("new")
    recorder.wait_until(lambda: library.model == "new@1")
    assert models.photos_encoded == (COUNT + 8, COUNT + 8)
    assert recorder.notices == []


def test_a_new_photo_is_found_with_the_old_model_while_the_new_one_is_prepared(
    library: PhotoLibrary, models: TinyModels, photo_folder: Path
) -> None:
    for number in range(40):
        make_jpeg(photo_folder / f"many {number}.jpg", (number * 6, 100, 50))
    library.sync()
    recorder = Recorder(library)
    library.start_background()
    recorder.wait_for_idle()
    library.choose_model("gated")
    assert models.gated.asked.acquire(timeout=30)
    path = make_jpeg(photo_folder / "arrived.jpg", COLOURS["pink"], (90, 90))
    indexer = library._indexing._background
    assert indexer is not None
    recorder.wait_until(indexer._is_interrupted)
    models.gated.gate.release(1)
    recorder.wait_until(lambda: library.photo_at(path) is not None)
    assert library.model_choice == ModelChoice("old", "gated")
    assert path in {hit.path for hit in library.search("pink").hits}
    assert 0 < library.status().next_embedded < COUNT + 41
    assert library.progress.model in ("", "gated")
    models.gated.gate.release(100)
    recorder.wait_until(lambda: library.model == "gated@1")
    assert path in {hit.path for hit in library.search("pink").hits}
    assert models.gated.images_encoded == COUNT + 41
    assert library.status().pending == 0


def test_a_change_goes_on_after_a_restart(described: Path, models: TinyModels, photo_folder: Path) -> None:
    for number in range(40):
        make_jpeg(photo_folder / f"many {number}.jpg", (number * 6, 100, 50))
    with PhotoLibrary.open(described, encoders=models) as library:
        library.sync()
        library.choose_model("gated")
        library.start_background()
        assert models.gated.asked.acquire(timeout=30)
        closing = threading.Thread(target=library.close)
        closing.start()
        models.gated.gate.release(1)
        closing.join(30)
        assert not closing.is_alive()
    done = models.gated.images_encoded
    assert done == 16
    assert kept(described) == ("old", "gated")
    models.gated.gate.release(100)
    with PhotoLibrary.open(described, encoders=models, read_only=True) as reader:
        assert (reader.status().next_model, reader.status().next_embedded) == ("gated@1", done)
        assert best(reader, "red") == ("old@1", "red")
        assert reader.saved_index_fault() == ""
    with PhotoLibrary.open(described, encoders=models) as library:
        recorder = Recorder(library)
        library.start_background()
        recorder.wait_until(lambda: library.model == "gated@1")
        assert models.gated.images_encoded == COUNT + 40
        first = next(change for change in recorder.progress if change.activity is Activity.PREPARING)
        assert (first.model, first.done, first.total) == ("gated", 32, COUNT + 40)


def test_a_session_with_a_model_of_its_own_leaves_a_change_alone(described: Path, models: TinyModels) -> None:
    with PhotoLibrary.open(described, encoders=models) as library:
        library.choose_model("new")
    with PhotoLibrary.open(described, model="gated", encoders=models) as library:
        assert library.model_choice == ModelChoice("gated", None)
    with PhotoLibrary.open(described, encoder=models.gated) as library:
        assert library.model_choice == ModelChoice("gated@1", None)
    assert kept(described) == ("old", "new")


@pytest.mark.parametrize("how", ["cancel", "choose"])
def test_a_change_is_called_off_and_taken_up_again(
    described: Path, photo_folder: Path, models: TinyModels, how: str
) -> None:
    for number in range(40):
        make_jpeg(photo_folder / f"many {number}.jpg", (number * 6, 100, 50))
    with PhotoLibrary.open(described, encoders=models) as library:
        library.sync()
        recorder = Recorder(library)
        library.start_background()
        library.choose_model("gated")
        assert models.gated.asked.acquire(timeout=30)
        if how == "cancel":
            library.cancel_model_change()
        else:
            library.choose_model("old")
        assert library.model_choice == ModelChoice("old", None)
        models.gated.gate.release(100)
        # After the background, which is in the middle of a batch.
        library.sync()
        assert library.model == "old@1"
        assert kept(described) == ("old", "")
        # The batch in hand is kept, nothing more was asked of the model.
        done = models.gated.images_encoded
        assert done == 16
        library.choose_model("gated")
        recorder.wait_until(lambda: library.model == "gated@1")
        assert models.gated.images_encoded == COUNT + 40


def test_another_model_may_be_chosen_in_the_middle(library: PhotoLibrary, models: TinyModels) -> None:
    recorder = Recorder(library)
    library.start_background()
    library.choose_model("gated")
    assert models.gated.asked.acquire(timeout=30)
    library.choose_model("new")
    models.gated.gate.release(100)
    recorder.wait_until(lambda: library.model_choice == ModelChoice("new", None))
    assert best(library, "red") == ("new@1", "red")


def test_at_once_searches_find_what_the_new_model_has_described(
    library: PhotoLibrary, directory: Path, photo_folder: Path
) -> None:
    library.choose_model("new")
    library.choose_model("new", at_once=True)
    assert library.model_choice == ModelChoice("new", None)
    assert kept(directory) == ("new", "")
    assert best(library, "red") == ("new@1", "")
    assert library.status().pending == COUNT
    library.sync()
    assert best(library, "red") == ("new@1", "red")


def test_where_nothing_is_described_there_is_nothing_to_wait_for(
    directory: Path, photo_folder: Path, models: TinyModels
) -> None:
    make_jpeg(photo_folder / "red.jpg", "red")
    save_settings(_made(directory), Settings(model="old"))
    with PhotoLibrary.open(directory, encoders=models) as library:
        library.add_folder(photo_folder)
        library.choose_model("new")
        assert library.model_choice == ModelChoice("new", None)
        library.sync()
        assert models.photos_encoded == (0, 1)


def test_a_missing_photo_is_described_when_it_is_back(
    library: PhotoLibrary, photo_folder: Path, tmp_path: Path, models: TinyModels
) -> None:
    aside = (photo_folder / "red.jpg").rename(tmp_path / "aside.jpg")
    library.choose_model("new")
    assert library.sync().switched_to == "new@1"
    assert best(library, "red")[1] != "red"
    aside.rename(photo_folder / "red.jpg")
    assert library.sync().embedded == 1
    assert best(library, "red") == ("new@1", "red")
    assert models.photos_encoded == (COUNT, COUNT)


def test_a_folder_unplugged_in_the_middle_comes_back_to_the_new_model(
    library: PhotoLibrary, photo_folder: Path, tmp_path: Path, models: TinyModels
) -> None:
    """Files vanish between being listed and being read."""
    other = tmp_path / "other"
    shutil.copytree(photo_folder, other)
    for path in other.iterdir():
        make_jpeg(path.rename(other / f"other {path.name}"), COLOURS[path.stem], (80, 60))
    library.add_folder(other)
    library.sync()
    recorder = Recorder(library)
    library.start_background()
    recorder.wait_for_idle()
    library.choose_model("gated")
    assert models.gated.asked.acquire(timeout=30)
    away = other.rename(tmp_path / "away")
    models.gated.gate.release(100)
    recorder.wait_until(lambda: library.model == "gated@1")
    recorder.wait_for_idle()
    assert set(library.photo_ids()) == {hit.photo_id for c in COLOURS for hit in library.search(c).hits}
    away.rename(other)
    library.sync()
    assert len(library.photo_ids()) == library.status().embedded == 2 * COUNT


def test_an_unplugged_drive_does_not_pass_for_an_empty_library(
    library: PhotoLibrary, photo_folder: Path, tmp_path: Path
) -> None:
    away = photo_folder.rename(tmp_path / "away")
    # By which the new model would know them.
    shutil.rmtree(library.thumbnail_directory)
    library.sync()
    library.choose_model("new")
    library.sync()
    assert library.model_choice == ModelChoice("old", "new")
    away.rename(photo_folder)
    library.sync()
    assert best(library, "red") == ("new@1", "red")
    # Going back needs nobody to plug it in.
    photo_folder.rename(away)
    library.sync()
    library.choose_model("old")
    assert library.model_choice == ModelChoice("old", None)


class OverflowingEncoder(WideTinyEncoder):
    def encode_images(self, inputs: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        vectors = super().encode_images(inputs)
        vectors[:1] = np.nan
        return vectors


def test_what_the_new_model_cannot_describe_holds_nothing_up_and_is_found_with_the_old_one(
    library: PhotoLibrary, photo_folder: Path, models: TinyModels
) -> None:
    models.new = OverflowingEncoder("new@1")
    stat = (photo_folder / "blue.jpg").stat()
    # Damaged without a trace in size or time, as a failing disk does it.
    (photo_folder / "blue.jpg").write_bytes(b"\0" * stat.st_size)
    os.utime(photo_folder / "blue.jpg", ns=(stat.st_atime_ns, stat.st_mtime_ns))
    library.choose_model("new")
    report = library.sync()
    assert report.switched_to == "new@1"
    reasons = {file.path.stem: file.reason for file in report.unreadable}
    assert "photo" in reasons.pop("blue")
    ((refused, reason),) = reasons.items()
    assert reason == "the model cannot describe it"
    assert len(library.photo_ids()) == COUNT - 1
    assert library.status().pending == 0
    assert library.sync().unreadable == ()
    library.choose_model("old")
    assert best(library, refused) == ("old@1", refused)


def test_a_coming_model_that_vanished_is_one_notice_and_the_old_one_goes_on(
    described: Path, models: TinyModels, photo_folder: Path
) -> None:
    with PhotoLibrary.open(described, encoders=models) as library:
        library.choose_model("new")
    models.vanished = {"new"}
    with PhotoLibrary.open(described, encoders=models) as library:
        recorder = Recorder(library)
        library.start_background()
        recorder.wait_until(lambda: len(recorder.notices) > 0)
        make_jpeg(photo_folder / "pink 2.jpg", COLOURS["pink"], (90, 90))
        recorder.wait_until(lambda: len(library.photo_ids()) == COUNT + 1)
        recorder.wait_for_idle()
        report = library.sync()
        assert (report.prepared, report.switched_to) == (0, None)
        assert recorder.notices == [NoticeRaised("The weights of new are gone. Searches go on with old.")]
        assert best(library, "pink")[1].startswith("pink")
        assert library.model_choice == ModelChoice("old", "new")
        # The state of the model that searches use is what the window shows, not that of the other.
        assert not [c for c in recorder._changes if isinstance(c, ModelChanged)]
    models.vanished = set()
    with PhotoLibrary.open(described, encoders=models) as library:
        assert library.sync().switched_to == "new@1"


def test_a_coming_model_that_fails_in_the_middle_is_set_aside(
    library: PhotoLibrary, models: TinyModels
) -> None:
    heard: list[object] = []
    library.subscribe(heard.append)
    library.choose_model("gated")
    models.gated.failure = ModelUnavailable("The model is out.")
    models.gated.gate.release(100)
    for _ in range(2):
        assert library.sync().switched_to is None
    notices = [change for change in heard if isinstance(change, NoticeRaised)]
    assert notices == [NoticeRaised("The model is out. Searches go on with old.")]
    assert best(library, "red") == ("old@1", "red")
    # Choosing it again is another attempt.
    models.gated.failure = None
    library.choose_model("gated")
    assert library.sync().switched_to == "gated@1"


def test_a_library_whose_model_vanished_opens_and_takes_another_at_once(
    described: Path, models: TinyModels, photo_folder: Path
) -> None:
    models.vanished = {"old"}
    make_jpeg(photo_folder / "more.jpg", "red", (90, 60))
    with PhotoLibrary.open(described, encoders=models) as library:
        assert library.model_state is ModelState.FAILED
        heard: list[object] = []
        library.subscribe(heard.append)
        with pytest.raises(ModelUnavailable, match="The weights of old are gone"):
            library.search("red")
        assert ModelChanged(ModelState.FAILED, "The weights of old are gone.", "old") in heard
        with pytest.raises(ModelUnavailable, match="The weights of old are gone"):
            library.sync()
        assert len(library.photo_ids()) == COUNT + 1
        library.choose_model("new")
        assert library.model_choice == ModelChoice("new", None)
        assert ModelChanged(ModelState.READY, model="new@1") in heard
        library.sync()
        assert best(library, "red") == ("new@1", "red")
        models.vanished = set()
        library.choose_model("old")
        library.sync()
        assert models.photos_encoded == (COUNT + 1, COUNT + 1)


@pytest.mark.parametrize("name", ["nonsense", "ViT-B-32:/nowhere/weights.safetensors"])
def test_real_names_that_lead_nowhere_do_not_keep_a_library_from_opening(directory: Path, name: str) -> None:
    save_settings(_made(directory), Settings(model=name, next_model="builtin"))
    with PhotoLibrary.open(directory) as library:
        assert library.model == name
        with pytest.raises(ModelUnavailable, match=r"names no model|cannot be read.*models use builtin"):
            library.load_model()
    save_settings(directory, Settings(next_model=name))
    with PhotoLibrary.open(directory) as library:
        assert library.status().next_model == name
        library.cancel_model_change()
        assert library.status().next_model is None


def test_what_cannot_be_chosen_changes_nothing(
    library: PhotoLibrary, directory: Path, models: TinyModels
) -> None:
    models.vanished = {"new"}
    with pytest.raises(ModelUnavailable):
        library.choose_model("new", at_once=True)
    with PhotoLibrary.open(directory, encoders=models, read_only=True) as reader:
        for act in (lambda: reader.choose_model("old"), reader.cancel_model_change):
            with pytest.raises(UserInputError, match="reading only"):
                act()
    models.vanished = set()
    # Where the settings cannot be written, the model stays what the next session will find.
    (directory / "settings.part").mkdir()
    for at_once in (False, True):
        with pytest.raises(LibraryError, match="cannot be written"):
            library.choose_model("new", at_once=at_once)
        assert library.model_choice == ModelChoice("old", None)
    (directory / "settings.part").rmdir()
    assert kept(directory) == ("old", "")
    assert best(library, "red") == ("old@1", "red")


def test_a_library_closed_while_a_model_is_loaded_keeps_its_own(
    library: PhotoLibrary, directory: Path, models: TinyModels
) -> None:
    def find_slowly(name: str) -> object:
        library.close()
        return models(name)

    library._models._encoders._find = find_slowly  # type: ignore[assignment]
    with pytest.raises(LibraryError, match="was closed"):
        library.choose_model("new")
    assert kept(directory) == ("old", "")


def test_what_scores_mean_is_measured_once_for_each_model(
    library: PhotoLibrary, described: Path, models: TinyModels
) -> None:
    """Phrases are encoded once per model and library, also across restarts; scores of one model are never
    read against the other's."""
    with_old = library.search("red")
    phrases = models.old.texts_encoded - 1
    assert phrases > 50
    library.choose_model("new")
    library.sync()
    with_new = library.search("red")
    assert models.new.texts_encoded == phrases + 1
    assert len(list((described / "cache" / "search").iterdir())) == 2
    assert [hit.relevance for hit in with_new.hits] == pytest.approx([hit.relevance for hit in with_old.hits])
    library.choose_model("old")
    assert library.search("red") == with_old
    library.close()
    for name, found in (("new", with_new), ("old", with_old)):
        with PhotoLibrary.open(described, model=name, encoders=models) as again:
            assert again.search("red") == found
    # A query each and nothing more.
    assert models.old.texts_encoded == phrases + 3
    assert models.new.texts_encoded == phrases + 2
