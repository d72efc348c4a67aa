"""What was said under labels follows a photo: to its raw file, an edited copy, and a copy that stays."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from photoorg.library.carrying_over import carry_over
from photoorg.library.catalogue import Catalogue
from photoorg.library.identity import copy_annotations
from photoorg.library.labels import LabelStore
from photoorg.photo_library import PhotoLibrary
from tests.pictures import dng, encoded, make_jpeg, plain
from tests.tiny_encoder import TinyEncoder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    """Of a library with two photos, 1 and 2."""
    for name, colour in (("a", "red"), ("b", "blue")):
        make_jpeg(tmp_path / "photos" / f"{name}.jpg", colour)
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as library:
        library.add_folder(tmp_path / "photos")
        library.sync()
        library.labels.define(["red", "own"])
    with closing(Catalogue(tmp_path / "library" / "catalogue.sqlite3")) as opened:
        yield opened


def test_verdicts_are_kept_by_photo_and_label(catalogue: Catalogue) -> None:
    store = LabelStore(catalogue)
    first, second = sorted(store.all(), key=lambda label: label.id)
    store.say([1], "red", is_yes=True)
    store.say([1, 2], "OWN", is_yes=False)
    assert store.said_of([1, 2, 99]) == {1: {first.id: True, second.id: False}, 2: {second.id: False}}
    store.say([1], "own", is_yes=None)
    assert store.said_under(second.id) == [(2, False)]
    store.say([], "own", is_yes=True)
    assert (store.get("own").confirmed, store.get("own").rejected) == (0, 1)


def test_saying_it_again_is_no_news(catalogue: Catalogue) -> None:
    store = LabelStore(catalogue)
    (label, _) = store.all()
    store.say([2], "red", is_yes=True)
    store.say([1], "red", is_yes=True)
    store.say([2], "red", is_yes=True)
    # What is learned first stays first.
    assert [photo_id for photo_id, _ in store.said_under(label.id)] == [2, 1]
    store.say([2], "red", is_yes=False)
    assert store.said_under(label.id) == [(1, True), (2, False)]


def test_a_copy_gets_what_nobody_said_of_it(catalogue: Catalogue) -> None:
    store = LabelStore(catalogue)
    red, own = (label.id for label in store.all())
    store.say([1], "red", is_yes=True)
    store.say([1], "own", is_yes=True)
    store.say([2], "own", is_yes=False)
    with catalogue.writing() as connection:
        copy_annotations(connection, 1, 2)
    assert store.said_of([2]) == {2: {red: True, own: False}}


def test_the_copy_that_stays_gets_what_was_said_of_the_others(catalogue: Catalogue) -> None:
    store = LabelStore(catalogue)
    red = store.get("red").id
    store.say([1], "red", is_yes=True)
    carry_over(catalogue, [1], 2, {}, is_one_shot=False)
    assert store.said_of([2]) == {}
    carry_over(catalogue, [1], 2, {})
    assert store.said_of([2]) == {2: {red: True}}


def test_a_raw_file_of_the_shot_shares_it(tmp_path: Path, catalogue: Catalogue) -> None:
    catalogue.close()
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as library:
        picture = library.photo_at(tmp_path / "photos" / "a.jpg")
        assert picture is not None
        library.labels.confirm([picture.id], "red")
        raw = dng((64, 48), encoded(plain("red", (64, 48)), "JPEG"))
        (tmp_path / "photos" / "a.dng").write_bytes(raw)
        library.sync()
        library.labels.reject([picture.id], "own")
    with closing(Catalogue(tmp_path / "library" / "catalogue.sqlite3")) as after:
        store = LabelStore(after)
        red, own = (label.id for label in store.all())
        # The third photo is the raw file.
        assert store.said_of([1, 2, 3]) == {key: {red: True, own: False} for key in (picture.id, 3)}
