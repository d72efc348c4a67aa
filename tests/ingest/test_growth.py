"""What a photo costs does not depend on how many others there are.

Counted in steps of SQLite's virtual machine, which, unlike seconds, are the same on every machine.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
import pytest
from sqlalchemy import Engine, event, insert

from benchmarks.large_library import LookedUpEncoder, make_library, write_new_photos
from photoorg.library.annotations import AnnotationStore
from photoorg.library.catalogue import Catalogue
from photoorg.library.photos import PhotoStore
from photoorg.library.schema import FileRow, PhotoRow
from photoorg.photo_library import PhotoLibrary
from photoorg.settings_file import CATALOGUE_FILE
from tests.index.vectors import clustered

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

SMALL, LARGE = 200, 4000
ENCODER = LookedUpEncoder(clustered(LARGE, 16, seed=1))
STEPS_PER_CALL = 10


class StepCounter:
    """Counts the steps of all connections opened while it listens."""

    def __init__(self) -> None:
        self.steps = 0

    def watch(self, connection: sqlite3.Connection, _record: object) -> None:
        connection.set_progress_handler(self._count, STEPS_PER_CALL)

    def _count(self) -> int:
        self.steps += STEPS_PER_CALL
        return 0

    def of(self, work: Callable[[], object]) -> int:
        before = self.steps
        work()
        return self.steps - before


@pytest.fixture
def counter() -> Iterator[StepCounter]:
    made = StepCounter()
    event.listen(Engine, "connect", made.watch)
    yield made
    event.remove(Engine, "connect", made.watch)


@pytest.fixture(params=["new", "edited"])
def kind(request: pytest.FixtureRequest) -> str:
    kind: str = request.param
    return kind


def steps_per_photo(directory: Path, photo_count: int, kind: str, counter: StepCounter) -> float:
    """The cost of a photo more, without what a sync costs whatever it finds."""
    directory.mkdir()
    make_library(directory, clustered(photo_count, 16, seed=1), ENCODER.key)
    costs = []
    with PhotoLibrary.open(directory / "library", encoder=ENCODER) as library:
        for round_, count in enumerate((16, 112)):
            if kind == "new":
                write_new_photos(directory / "photos" / "new", count, seed=round_)
            else:
                made = write_new_photos(directory / "elsewhere", count, seed=round_)
                for place, photo in enumerate(made):
                    photo.replace(directory / "photos" / "0000" / f"IMG_{place + 1:07}.jpg")
            costs.append(counter.of(library.sync))
        assert library.status().pending == 0
        assert library.indexed_count() == library.status().embedded
    return (costs[1] - costs[0]) / (112 - 16)


def test_a_photo_costs_the_catalogue_the_same_in_a_large_library(
    tmp_path: Path, counter: StepCounter, kind: str
) -> None:
    small, large = (steps_per_photo(tmp_path / str(count), count, kind, counter) for count in (SMALL, LARGE))
    # After an edit the vectors are counted once a batch: a vector that went must leave the index, too.
    assert large < (1.2 if kind == "new" else 4) * small


def test_a_search_costs_the_catalogue_the_same_in_a_large_library(
    tmp_path: Path, counter: StepCounter
) -> None:
    steps = []
    for count in (SMALL, LARGE):
        directory = tmp_path / str(count)
        directory.mkdir()
        make_library(directory, clustered(count, 16, seed=1), ENCODER.key)
        with PhotoLibrary.open(directory / "library", encoder=ENCODER) as library:
            library.search("first", limit=20, least_relevance=0)
            steps.append(counter.of(lambda library=library: library.search("q", limit=20, least_relevance=0)))
    assert np.diff(steps)[0] < 0.2 * steps[0]


def test_the_side_bar_is_counted_along_indexes(tmp_path: Path, counter: StepCounter) -> None:
    make_library(tmp_path, clustered(LARGE, 16, seed=1), ENCODER.key)
    with PhotoLibrary.open(tmp_path / "library", encoder=ENCODER) as library:
        library.overview.read()
        steps = counter.of(library.overview.read)
        assert library.overview.read().photos == LARGE
        # Without the index of places twice as many.
        assert steps < 8 * LARGE
        ids = library.photo_ids()
        library.put_aside.hide(ids[:6])
        library.put_aside.remove(ids[4:10])
        assert library.overview.read().photos == LARGE - 10
        # What was put aside costs what it is, not what the library is.
        assert counter.of(library.overview.read) < steps + 200 * 10


def steps_about_pairs(directory: Path, pair_count: int, counter: StepCounter) -> int:
    """The cost of looking at, searching among and speaking about a few pairs."""
    directory.mkdir()
    catalogue = Catalogue(directory / CATALOGUE_FILE)
    numbers = range(1, 2 * pair_count + 1)
    facts = {
        "format": "JPEG",
        "width": 1,
        "height": 1,
        "orientation": 1,
        "taken_at_source": "gps",
        "rating": 0,
    }
    place = {"size_bytes": 1, "modified_ns": 1, "presence": "present", "state": "read"}
    when = datetime(2020, 1, 1)
    with catalogue.writing() as connection:
        photos = [
            {"id": number, "content_hash": b"%d" % number, "last_path": directory, "taken_at": when} | facts
            for number in numbers
        ]
        connection.execute(insert(PhotoRow).values(added_at=when), photos)
        paths = [
            directory / f"IMG_{(number + 1) // 2}.{'JPG' if number % 2 else 'CR2'}" for number in numbers
        ]
        files = [
            {"path": path, "photo_id": number} | place for number, path in zip(numbers, paths, strict=True)
        ]
        connection.execute(insert(FileRow), files)
    store, annotations = PhotoStore(catalogue), AnnotationStore(catalogue)
    few = list(range(1, 41))

    def look() -> None:
        assert store.reachable_among(few) == set(few[::2])
        assert len(store.by_ids(few)) == len(store.files_beside(few)) == len(few)
        assert store.id_at_path(paths[3]) == store.shown_instead(4) == 3
        annotations.add_tag(few[::2], "said")

    steps = counter.of(look)
    assert all(photo.tags == ("said",) for photo in store.by_ids(few))
    catalogue.close()
    return steps


def test_a_pair_costs_the_same_among_many_pairs(tmp_path: Path, counter: StepCounter) -> None:
    small, large = (steps_about_pairs(tmp_path / str(count), count, counter) for count in (SMALL, LARGE))
    assert large < 1.2 * small
