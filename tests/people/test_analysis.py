"""Looking through photos: in the background, again where something changed, whatever the photos are."""

from __future__ import annotations

import io
import threading
import time
from typing import TYPE_CHECKING

import numpy as np
import psutil
import pytest
from PIL import Image
from skimage.data import astronaut

from photoorg.library.beings.records import PERSON, PET
from photoorg.people import background
from photoorg.people.embedded_analyzer import EmbeddedAnalyzer
from photoorg.people.finders import own_finders
from photoorg.photo_library import PhotoLibrary
from tests.tiny_encoder import TinyEncoder
from tests.tiny_finder import GREY, TinyFinder, make_group_photo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def opened(directory: Path, *finders: TinyFinder) -> PhotoLibrary:
    return PhotoLibrary.open(directory / "library", encoder=TinyEncoder(), finders=finders or [TinyFinder()])


@pytest.fixture
def library(tmp_path: Path) -> Iterator[PhotoLibrary]:
    """Three photos of one person, one of another, not looked through yet."""
    for number in range(3):
        make_group_photo(tmp_path / "photos" / f"red{number}.jpg", ["red"], number=number)
    make_group_photo(tmp_path / "photos" / "blue.jpg", ["blue"], number=9)
    with opened(tmp_path) as found:
        found.add_folder(tmp_path / "photos")
        found.sync()
        yield found


def until(condition: Callable[[], bool], timeout_s: float = 20.0) -> None:
    end = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.02)


def test_the_background_looks_only_when_that_is_wanted(library: PhotoLibrary, tmp_path: Path) -> None:
    library.start_background()
    make_group_photo(tmp_path / "photos" / "red3.jpg", ["red"], number=3)
    until(lambda: len(library.photo_ids()) == 5)
    assert library.people.waiting() == 5
    library.change_setting("find_people", "on")
    until(lambda: [being.photos for being in library.people.list()] == [4])
    library.people.name(library.people.list()[0].id, "Anna")
    make_group_photo(tmp_path / "photos" / "red4.jpg", ["red"], number=4)
    until(lambda: len(library.matching("person:Anna")) == 5)


def test_what_is_said_is_worked_out_while_looking_pauses(library: PhotoLibrary) -> None:
    """As where others need the machine in the midst of a thousand photos."""
    reached, go_on = threading.Event(), threading.Event()

    def pause() -> bool:
        reached.set()
        return not go_on.wait(30)

    looking = threading.Thread(target=lambda: library.people.find(cancelled=pause))
    looking.start()
    assert reached.wait(30)
    settling = threading.Thread(target=library.people.settle)
    settling.start()
    settling.join(20)
    try:
        assert not settling.is_alive()
        assert looking.is_alive()
    finally:
        go_on.set()
        looking.join()
        settling.join()
    assert library.people.waiting() == 0
    assert [being.photos for being in library.people.list()] == [3]


def test_everybody_is_worked_out_once_after_many_answers(
    library: PhotoLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.people.find()
    anna = library.people.name(library.people.list()[0].id, "Anna")
    library.people.settle()
    settled: list[float] = []
    settle = library.people._analysis.settle

    def noted() -> None:
        settled.append(time.monotonic())
        settle()

    monkeypatch.setattr(library.people._analysis, "settle", noted)
    library.change_setting("find_people", "on")
    library.start_background()
    (stranger,) = library.people.alone()
    answers: list[float] = []
    end = time.monotonic() + 3.5 * background.SETTLE_S
    while time.monotonic() < end:
        library.people.reject([stranger.id], anna.id)
        answers.append(time.monotonic())
        time.sleep(background.SETTLE_S / 10)
    if np.diff(answers).max() > 0.8 * background.SETTLE_S:
        pytest.skip("the machine is too busy to answer in a row")
    until(lambda: library.people._analysis.is_settled)
    assert len(settled) == 1
    assert settled[0] > answers[-1]


def test_a_photo_that_cannot_be_seen_now_is_looked_through_later(
    library: PhotoLibrary, tmp_path: Path
) -> None:
    (tmp_path / "photos" / "blue.jpg").rename(tmp_path / "away.jpg")
    assert library.people.find() == 3
    assert library.people.waiting() == 1
    (tmp_path / "away.jpg").rename(tmp_path / "photos" / "blue.jpg")
    assert library.people.find() == 1


def test_another_picture_in_the_photo_is_looked_through_again(library: PhotoLibrary, tmp_path: Path) -> None:
    library.people.find()
    (red,) = library.people.list()
    library.people.name(red.id, "Anna")
    # Cropped to what is beside, and another one in which she still is.
    make_group_photo(tmp_path / "photos" / "red0.jpg", [], number=40)
    make_group_photo(tmp_path / "photos" / "red1.jpg", ["red"], number=41)
    library.sync()
    assert library.people.waiting() == 2
    library.people.find()
    shown = {photo.path.name for photo in library.photos(library.matching("person:Anna"))}
    # Of the first one it was said; only the user can say otherwise.
    assert shown == {"red0.jpg", "red1.jpg", "red2.jpg"}
    assert len(library.people.regions(red.id)) == 3


def test_a_cut_short_run_goes_on_where_it_was(library: PhotoLibrary) -> None:
    looked: list[int] = []
    library.people.find(cancelled=lambda: len(looked) >= 2, progress=lambda done, _total: looked.append(done))
    assert library.people.waiting() == 2
    assert library.people.find() == 2


def test_three_hundred_faces_in_one_photo(tmp_path: Path) -> None:
    crowd = Image.new("RGB", (1200, 900), GREY)
    for row in range(15):
        for column in range(20):
            left, top = 60 * column + 8 + row % 3, 60 * row + 8
            crowd.paste((220, 20, 30), (left, top, left + 44, top + 40))
    (tmp_path / "photos").mkdir()
    crowd.save(tmp_path / "photos" / "crowd.png")
    for number in range(2):
        make_group_photo(tmp_path / "photos" / f"red{number}.jpg", ["red"], number=number)
    with opened(tmp_path, TinyFinder(least_share=0.02)) as library:
        library.add_folder(tmp_path / "photos")
        library.sync()
        library.people.find()
        (crowded,) = [photo.id for photo in library.photos(library.photo_ids()) if photo.format == "PNG"]
        regions = library.people.in_photos([crowded])[crowded]
        assert len(regions) == 300
        known = [region.being_id for region in regions if region.being_id is not None]
        # Nobody is twice in a photo.
        assert len(known) == len(set(known))


def test_vectors_are_those_of_the_analyzer_that_is_loaded() -> None:
    people, _ = own_finders()
    assert people.key == EmbeddedAnalyzer.key


def test_nothing_is_found_in_what_shows_nothing(tmp_path: Path) -> None:
    grey = Image.fromarray(np.full((300, 400, 3), 128, np.uint8))
    tiny = Image.fromarray(np.random.default_rng(3).integers(0, 255, (8, 8, 3), np.uint8))
    for finder in own_finders():
        for picture in (grey, tiny, tiny.resize((1, 1))):
            assert finder.find(picture) == []


def test_a_name_given_while_everybody_is_worked_out_stays(library: PhotoLibrary) -> None:
    library.people.find()
    (red,) = library.people.list()
    stop = threading.Event()

    def settle_all_the_time() -> None:
        while not stop.is_set():
            library.people._analysis.has_said()
            library.people.settle()

    working = threading.Thread(target=settle_all_the_time)
    working.start()
    try:
        for number in range(15):
            assert library.people.name(red.id, f"Anna {number}").name == f"Anna {number}"
            wrong = library.people.regions(red.id)[0]
            library.people.reject([wrong.id], red.id)
            library.people.assign([wrong.id], red.id)
    finally:
        stop.set()
        working.join()
    library.people.settle()
    (anna,) = library.people.list()
    assert (anna.id, anna.name, anna.photos) == (red.id, "Anna 14", 3)


def test_a_group_keeps_its_number_when_others_come(library: PhotoLibrary, tmp_path: Path) -> None:
    library.people.find()
    (red,) = library.people.list()
    for number in range(5):
        make_group_photo(tmp_path / "photos" / f"blue{number}.jpg", ["blue"], number=60 + number)
    make_group_photo(tmp_path / "photos" / "red9.jpg", ["red"], number=70)
    library.sync()
    library.people.find()
    blue, again = library.people.list()
    assert (again.id, again.photos, blue.photos) == (red.id, 4, 6)


def test_people_and_pets_are_apart(tmp_path: Path) -> None:
    for number in range(3):
        make_group_photo(tmp_path / "photos" / f"{number}.jpg", ["red"], number=number)
    with opened(tmp_path, TinyFinder(PERSON), TinyFinder(PET)) as library:
        library.add_folder(tmp_path / "photos")
        library.sync()
        library.people.find()
        (person,) = library.people.list(PERSON)
        (pet,) = library.people.list(PET)
        library.people.name(person.id, "Luna")
        library.people.name(pet.id, "Luna")
        assert len(library.matching("person:Luna pet:Luna")) == 3
        library.people.reject([library.people.regions(pet.id)[0].id], pet.id)
        assert len(library.matching("pet:Luna")) == 2
        assert len(library.matching("person:Luna")) == 3


@pytest.fixture(scope="module")
def portraits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the packaged portrait, twice."""
    directory = tmp_path_factory.mktemp("portraits")
    (directory / "photos").mkdir()
    portrait = Image.fromarray(astronaut())
    portrait.save(directory / "photos" / "one.png")
    portrait.transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(directory / "photos" / "other.jpg", quality=90)
    with PhotoLibrary.open(directory / "library", encoder=TinyEncoder()) as library:
        library.add_folder(directory / "photos")
        library.sync()
    return directory


def test_photos_are_looked_at_by_another_process_which_then_ends(portraits: Path) -> None:
    with PhotoLibrary.open(portraits / "library", encoder=TinyEncoder()) as library:
        with library._catalogue.writing() as connection:
            connection.exec_driver_sql("DELETE FROM analysed")
        assert library.people.find() == 2
        (woman,) = library.people.list(PERSON)
        assert woman.photos == 2
        crop = Image.open(io.BytesIO(library.people.crop(library.people.regions(woman.id)[0].id)))
        assert crop.format == "JPEG"
        assert 100 < crop.width <= 192
        assert looking_processes() == []


def test_a_process_that_is_killed_loses_no_photo(portraits: Path) -> None:
    with PhotoLibrary.open(portraits / "library", encoder=TinyEncoder()) as library:
        with library._catalogue.writing() as connection:
            connection.exec_driver_sql("DELETE FROM analysed")
        finding = threading.Thread(target=library.people.find)
        finding.start()
        until(lambda: bool(looking_processes()))
        looking_processes()[0].kill()
        finding.join()
        assert library.people.waiting() == 0


def looking_processes() -> list[psutil.Process]:
    return [child for child in psutil.Process().children() if "looking_process" in " ".join(child.cmdline())]
