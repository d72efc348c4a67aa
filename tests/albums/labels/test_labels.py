"""Labels of a real library: which photos they fit, what the user says, and what survives."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import numpy as np
import pytest

from photoorg.changes import LabelsChanged, PhotosChanged
from photoorg.errors import QueryError, UserInputError
from photoorg.photo_library import PhotoLibrary
from tests.pictures import make_jpeg
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from photoorg.changes import Change

COLOURS = ("red", "green", "blue", "yellow")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library beside its photos: three of each colour."""
    base = tmp_path_factory.mktemp("original")
    for number, colour in enumerate(COLOURS * 3):
        make_jpeg(base / "photos" / f"{colour}{number // 4}.jpg", colour, (48, 30 + number))
    with PhotoLibrary.open(base / "library", encoder=TinyEncoder()) as library:
        library.add_folder(base / "photos")
        library.sync()
    return base


@pytest.fixture
def library(tmp_path: Path, original: Path) -> Iterator[PhotoLibrary]:
    shutil.copytree(original / "library", tmp_path / "library")
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as library:
        yield library


def photos(library: PhotoLibrary, colour: str) -> list[int]:
    return [photo.id for photo in library.photos(library.photo_ids()) if photo.path.name.startswith(colour)]


def found(library: PhotoLibrary, query: str) -> set[int]:
    return set(library.matching(query))


def of(library: PhotoLibrary, photo_id: int) -> dict[str, float | None]:
    return {label.name: label.probability for label in library.labels.of_photos([photo_id])[photo_id]}


# --- which there are ---


def test_labels_are_made_once_whatever_their_case(library: PhotoLibrary) -> None:
    assert [label.name for label in library.labels.define()] == [
        *("receipt", "screenshot", "whiteboard", "food", "document", "meme")
    ]
    assert [label.name for label in library.labels.define(["Receipt", " my\x07  LABEL ", "My label"])] == [
        "my LABEL"
    ]
    assert len(library.labels.list()) == 7


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "A label needs a name"),
        (" \n", "A label needs a name"),
        ("!?…", "A label needs a name"),
        ("x" * 5000, "at most 100 characters"),
        ('my "own"', 'it cannot have the sign " in it'),
        ("a>b", "it cannot have the sign > in it"),
    ],
    ids=["empty", "blank", "signs", "long", "quotes", "greater"],
)
def test_what_is_no_name_makes_no_label(library: PhotoLibrary, name: str, told: str) -> None:
    with pytest.raises(UserInputError, match=told):
        library.labels.define(["fine", name])
    assert library.labels.list() == []
    library.labels.define(["fine"])
    with pytest.raises(UserInputError, match=told):
        library.labels.rename("fine", name)
    assert library.labels.names() == ["fine"]


def test_there_are_not_too_many(library: PhotoLibrary) -> None:
    with pytest.raises(UserInputError, match="at most 100 labels"):
        library.labels.define(f"label {number}" for number in range(101))
    assert library.labels.list() == []


def test_an_unknown_label_is_said_to_be_unknown(library: PhotoLibrary) -> None:
    library.labels.define(["receipt"])
    (photo, *_) = library.photo_ids()
    for act in (
        lambda: library.labels.delete("nothing"),
        lambda: library.labels.rename("nothing", "more"),
        lambda: library.labels.confirm([photo], "nothing"),
        lambda: library.labels.lesson("nothing"),
    ):
        with pytest.raises(UserInputError, match="There is no label ‘nothing’"):
            act()
    with pytest.raises(QueryError, match="no label ‘reciept’"):
        library.matching("label:reciept")
    library.labels.define(["bill"])
    with pytest.raises(UserInputError, match="There is already a label ‘Receipt’"):
        library.labels.rename("bill", "Receipt")


# --- what photos show ---


def test_labels_find_what_they_say(library: PhotoLibrary) -> None:
    library.labels.define(["red", "blue"])
    red, blue, green = (photos(library, colour) for colour in ("red", "blue", "green"))
    assert found(library, "label:red") == set(red)
    assert found(library, "-label:red -label:blue") == set(green + photos(library, "yellow"))
    assert found(library, "label:red OR label:blue") == set(red + blue)
    assert {hit.photo_id for hit in library.search("label:BLUE", limit=10).hits} == set(blue)
    # Beside words, too, where the filter stands under an OR.
    hits = library.search('green label:red OR blue label:"red"', least_relevance=0).hits
    assert {hit.photo_id for hit in hits if hit.relevance > 0} == set(red)
    shares = of(library, red[0])
    assert list(shares) == ["red", "blue"]
    assert shares["red"] is not None
    assert shares["blue"] is not None
    assert shares["red"] > 0.5 > shares["blue"] + 0.3
    assert shares["red"] + shares["blue"] <= 1


def test_one_label_stands_against_none(library: PhotoLibrary) -> None:
    library.labels.define(["red"])
    for colour in COLOURS:
        shares = of(library, photos(library, colour)[0])
        assert shares["red"] is not None
        assert (shares["red"] > 0.5) == (colour == "red")


def test_a_label_may_be_asked_for_by_its_probability(library: PhotoLibrary) -> None:
    library.labels.define(["red", "blue"])
    by_id = {photo_id: of(library, photo_id)["red"] or 0.0 for photo_id in library.photo_ids()}
    for least in (0.0, 0.3, 0.9, 1.0):
        wanted = {photo_id for photo_id, share in by_id.items() if share >= least}
        assert found(library, f"label:red>{least}") == wanted
    assert found(library, 'label:"red > 30%"') == found(library, "label:red>0.3")
    assert found(library, 'label:"red">0.3') == found(library, "label:red>0.3")
    for beyond in ("label:red>7", 'label:"red">7'):
        with pytest.raises(QueryError, match="between 0 and 1"):
            library.matching(beyond)
    with pytest.raises(QueryError, match="between 0 and 1"):
        library.matching("label:>0.5")


def test_without_labels_or_photos_nothing_is_found(tmp_path: Path) -> None:
    with PhotoLibrary.open(tmp_path / "empty", encoder=TinyEncoder()) as library:
        library.labels.define(["red"])
        assert library.matching("label:red") == []
        assert library.labels.of_photos([]) == {}
        assert library.labels.lesson("red") is None
        library.labels.delete("red")
        assert library.labels.of_photos([1]) == {1: []}


def test_few_photos_have_labels_too(tmp_path: Path) -> None:
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as library:
        (tmp_path / "photos").mkdir()
        library.add_folder(tmp_path / "photos")
        library.labels.define(["red"])
        for count, colour in enumerate(("red", "blue"), 1):
            make_jpeg(tmp_path / "photos" / f"{colour}.jpg", colour)
            library.sync()
            assert found(library, "label:red") == set(photos(library, "red"))
            assert len(library.photo_ids()) == count


def test_new_photos_and_new_labels_are_taken_in(
    library: PhotoLibrary, original: Path, tmp_path: Path
) -> None:
    library.labels.define(["red"])
    assert len(found(library, "label:red")) == 3
    make_jpeg(tmp_path / "more" / "red9.jpg", "red", (70, 40))
    library.add_folder(tmp_path / "more")
    library.sync()
    assert found(library, "label:red") == set(photos(library, "red"))
    library.labels.define(["pink"])
    assert found(library, "label:pink") == set()
    assert len(photos(library, "red")) == 4


def test_words_are_encoded_once_and_need_no_model_after_that(library: PhotoLibrary) -> None:
    library.labels.define(["red", "blue"])
    library.matching("label:red")
    directory = library.directory
    library.close()
    encoder = TinyEncoder()
    with PhotoLibrary.open(directory, encoder=encoder, read_only=True) as again:
        assert len(again.matching("label:red")) == 3
        assert encoder.texts_encoded == 0


# --- what the user says ---


def test_what_was_said_is_certain(library: PhotoLibrary) -> None:
    library.labels.define(["red", "blue"])
    red, blue = photos(library, "red"), photos(library, "blue")
    library.labels.reject(red[:1], "red")
    library.labels.confirm(blue[:1], "RED")
    assert found(library, "label:red") == {*red[1:], blue[0]}
    # Also at any probability, and the other label is what it was.
    assert found(library, "label:red>0.99") >= {blue[0]}
    assert red[0] not in found(library, "label:red>0.01")
    assert blue[0] in found(library, "label:blue")
    (label,) = (one for one in library.labels.of_photos([red[0]])[red[0]] if one.name == "red")
    assert (label.probability, label.said, label.fits) == (0.0, False, False)
    (label, _) = library.labels.of_photos([blue[0]])[blue[0]]
    assert (label.name, label.probability, label.said) == ("red", 1.0, True)
    assert [(one.confirmed, one.rejected) for one in library.labels.list()] == [(1, 1), (0, 0)]
    library.labels.unsay([red[0], blue[0]], "red")
    assert found(library, "label:red") == set(red)


def test_what_is_rejected_leaves_its_place_to_others(library: PhotoLibrary) -> None:
    library.labels.define(["red", "a red photo"])
    red = photos(library, "red")
    before = of(library, red[0])
    library.labels.reject(red, "red")
    after = of(library, red[0])
    assert after["red"] == 0
    assert (after["a red photo"] or 0) > (before["a red photo"] or 0)
    assert found(library, 'label:"a red photo"') == set(red)


def test_an_unknown_photo_changes_nothing(library: PhotoLibrary) -> None:
    library.labels.define(["red"])
    with pytest.raises(UserInputError, match="no photo with the id 999"):
        library.labels.confirm([library.photo_ids()[0], 999], "red")
    assert library.labels.get("red").confirmed == 0


def test_listeners_hear_of_it(library: PhotoLibrary) -> None:
    heard: list[Change] = []
    library.subscribe(heard.append)
    library.labels.define(["red"])
    assert heard == [LabelsChanged()]
    library.labels.define(["red"])
    assert heard == [LabelsChanged()]
    library.labels.confirm([1], "red")
    assert heard[1:] == [LabelsChanged(), PhotosChanged(frozenset([1]))]


def test_verdicts_outlive_a_change_of_model_and_a_new_index(library: PhotoLibrary, original: Path) -> None:
    library.labels.define(["red"])
    green = photos(library, "green")
    library.labels.confirm(green[:1], "red")
    directory = library.directory
    library.close()
    shutil.rmtree(directory / "cache")
    with PhotoLibrary.open(directory, encoder=TinyEncoder("another")) as again:
        # Nothing is described yet.
        assert found(again, "label:red") == {green[0]}
        (label,) = again.labels.of_photos([green[1]])[green[1]]
        assert (label.probability, label.fits) == (None, False)
        again.sync()
        assert found(again, "label:red") == {*photos(again, "red"), green[0]}


def test_a_renamed_label_keeps_what_was_said_and_smart_albums_follow(library: PhotoLibrary) -> None:
    library.labels.define(["red", "blue"])
    green = photos(library, "green")
    library.labels.confirm(green[:1], "red")
    library.albums.create("Smart", 'label:red OR "red" label:RED>0.5 OR label:blue')
    library.labels.rename("red", "Bright red")
    assert library.albums.query_of("Smart") == (
        'label:"Bright red" OR "red" label:"Bright red>0.5" OR label:blue'
    )
    assert green[0] in library.albums.photo_ids("Smart")
    assert library.labels.get("bright RED").confirmed == 1
    with pytest.raises(QueryError):
        library.matching("label:red")


def test_every_change_can_be_taken_back(library: PhotoLibrary) -> None:
    library.labels.define(["red", "blue"])
    red, green = photos(library, "red"), photos(library, "green")
    library.albums.create("Smart", "label:red")
    library.labels.confirm(green[:1], "red")

    def state() -> object:
        return (
            library.labels.list(),
            library.albums.query_of("Smart"),
            library.labels.of_photos([red[0], green[0]]),
        )

    for act in (
        lambda: library.labels.define(["green"]),
        lambda: library.labels.reject([red[0], green[0]], "red"),
        lambda: library.labels.unsay(green, "red"),
        lambda: library.labels.rename("red", "Crimson"),
        lambda: library.labels.delete("red"),
    ):
        before = state()
        with library.history.recording() as recording:
            act()
        after = state()
        assert after != before
        back = library.history.take_back(recording.step)
        assert state() == before
        library.history.take_back(library.history.take_back(back))
        assert state() == before


# --- what verdicts teach ---


def test_verdicts_teach_what_words_do_not_say(tmp_path: Path) -> None:
    generator = np.random.default_rng(1)
    for number in range(40):
        shade = (30, 150 + int(generator.integers(50)), 40) if number % 2 else (200, 30, number)
        make_jpeg(
            tmp_path / "photos" / f"{'green' if number % 2 else 'red'}{number}.jpg", shade, (48, 30 + number)
        )
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as library:
        library.add_folder(tmp_path / "photos")
        library.sync()
        # Words that say nothing about colours.
        library.labels.define(["lettuce"])
        red, green = photos(library, "red"), photos(library, "green")
        assert found(library, "label:lettuce") == set()
        library.labels.confirm(green[:4], "lettuce")
        library.labels.reject(red[:6], "lettuce")
        assert library.labels.lesson("lettuce") is None
        assert found(library, "label:lettuce") == set(green[:4])
        library.labels.confirm(green[4:6], "lettuce")
        lesson = library.labels.lesson("lettuce")
        assert lesson is not None
        assert (lesson.confirmed, lesson.rejected, lesson.is_applied) == (6, 6, True)
        assert (lesson.precision_before, lesson.recall_before) == (None, 0.0)
        assert (lesson.precision, lesson.recall) == (1.0, 1.0)
        assert found(library, "label:lettuce") == set(green)
        # What was taught is computed from what was said, so it is unlearned with it.
        library.labels.unsay(red[:6], "lettuce")
        assert library.labels.lesson("lettuce") is None
        assert found(library, "label:lettuce") == set(green[:6])
