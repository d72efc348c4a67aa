"""The index of a library: a cache that is believed only where it agrees with the catalogue."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest

from photoorg.index.photo_index import PhotoIndex
from photoorg.jobs import Lane
from photoorg.library.embeddings import EmbeddingStore
from photoorg.photo_library import PhotoLibrary
from photoorg.settings_file import CATALOGUE_FILE
from tests.pictures import make_jpeg
from tests.tiny_encoder import COLOURS, TinyEncoder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A closed library with a photo of every colour, its index saved."""
    for name, colour in COLOURS.items():
        make_jpeg(tmp_path / "photos" / f"{name}.jpg", colour)
    with PhotoLibrary.open(tmp_path / "library", encoder=TinyEncoder()) as library:
        library.add_folder(tmp_path / "photos")
        library.sync()
    return tmp_path / "library"


def saved_index(directory: Path) -> Path:
    (path,) = (directory / "cache" / "index").iterdir()
    return path


def answers(directory: Path) -> list[tuple[str, float]]:
    """What is found in the library for every colour."""
    with PhotoLibrary.open(directory, encoder=TinyEncoder()) as library:
        assert library.indexed_count() == library.status().embedded
        return [
            (hit.path.name, round(hit.score, 5)) for colour in COLOURS for hit in library.search(colour).hits
        ]


def fault(directory: Path) -> str:
    with PhotoLibrary.open(directory, encoder=TinyEncoder(), read_only=True) as library:
        return library.saved_index_fault()


def other_library(directory: Path) -> bytes:
    """The index of another library, which has as many photos."""
    with PhotoLibrary.open(directory.parent / "other", encoder=TinyEncoder()) as library:
        for number in range(len(COLOURS)):
            make_jpeg(directory.parent / "other photos" / f"{number}.jpg", (number, number, number))
        library.add_folder(directory.parent / "other photos")
        library.sync()
    return saved_index(directory.parent / "other").read_bytes()


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda directory: None, "no saved"),
        (lambda directory: b"", "not an index file"),
        (lambda directory: saved_index(directory).read_bytes()[:-50], "damaged"),
        (lambda directory: saved_index(directory).read_bytes().replace(b"exact", b"hnsww"), "damaged"),
        (other_library, "another library"),
    ],
    ids=["missing", "empty", "cut short", "altered", "foreign"],
)
def test_what_cannot_be_trusted_is_rebuilt(
    directory: Path, spoil: Callable[[Path], bytes | None], reason: str
) -> None:
    assert fault(directory) == ""
    before = answers(directory)
    spoiled = spoil(directory)
    path = saved_index(directory)
    if spoiled is None:
        path.unlink()
    else:
        path.write_bytes(spoiled)
    assert reason in fault(directory)
    assert answers(directory) == before
    assert fault(directory) == ""


def test_a_sync_without_news_writes_what_a_killed_one_did_not(directory: Path) -> None:
    saved_index(directory).unlink()
    with PhotoLibrary.open(directory, encoder=TinyEncoder()) as library:
        assert library.sync().embedded == 0
        assert library.saved_index_fault() == ""


def test_a_stale_index_follows_the_catalogue(directory: Path) -> None:
    stale = saved_index(directory).read_bytes()
    photos = directory.parent / "photos"
    make_jpeg(photos / "red.jpg", "blue", size=(99, 99))
    make_jpeg(photos / "new.jpg", (200, 40, 40))
    with PhotoLibrary.open(directory, encoder=TinyEncoder()) as library:
        library.sync()
    expected = answers(directory)
    assert "new.jpg" in {name for name, _ in expected}
    saved_index(directory).write_bytes(stale)
    assert answers(directory) == expected


def test_a_vector_that_left_the_catalogue_leaves_the_index(directory: Path) -> None:
    # Under another model the red photo is edited: no vector of the first model fits it any more.
    make_jpeg(directory.parent / "photos" / "red.jpg", "white", size=(99, 99))
    with PhotoLibrary.open(directory, encoder=TinyEncoder("tiny-2")) as library:
        library.sync()
    with PhotoLibrary.open(directory, encoder=TinyEncoder()) as library:
        assert library.search("red").hits == ()
        assert library.indexed_count() == len(COLOURS) - 1
        assert library.status().pending == 1


def test_a_growing_library_goes_from_exact_to_hnsw_with_the_same_results(directory: Path) -> None:
    with PhotoLibrary.open(directory, encoder=TinyEncoder()) as library:
        embeddings = EmbeddingStore(library._catalogue, TinyEncoder().key)
        exact = PhotoIndex(embeddings, directory / "exact")
        graph = PhotoIndex(embeddings, directory / "graph", exact_up_to=5)
        for index in (exact, graph):
            index.refresh()
            index.save()
        assert b'"kind": "exact"' in (directory / "exact").read_bytes()
        assert b'"kind": "hnsw"' in (directory / "graph").read_bytes()
        reopened = PhotoIndex(embeddings, directory / "graph", exact_up_to=5)
        reopened.refresh()
        for query in TinyEncoder().encode_texts(list(COLOURS)):
            expected = exact.search(query, 5)
            for index in (graph, reopened):
                found = index.search(query, 5)
                assert found.ids.tolist() == expected.ids.tolist()
                np.testing.assert_allclose(found.scores, expected.scores, atol=1e-5)
        assert len(exact.sample(4)) == 4
        np.testing.assert_array_equal(exact.sample(4), graph.sample(4))


def test_searches_beside_a_growing_library_never_come_back_empty(directory: Path) -> None:
    photos = directory.parent / "photos"
    with PhotoLibrary.open(directory, encoder=TinyEncoder()) as library:
        empty: list[str] = []
        done = threading.Event()

        def look() -> None:
            while not done.is_set():
                if not library.search("red").hits:
                    empty.append("red")

        threads = [threading.Thread(target=look) for _ in range(2)]
        for thread in threads:
            thread.start()
        for number in range(60):
            make_jpeg(photos / f"new {number}.jpg", "lime", size=(64 + number, 48))
            if number % 10 == 9:
                library.sync()
        done.set()
        for thread in threads:
            thread.join()
        assert empty == []
        assert library.indexed_count() == len(COLOURS) + 60


def test_an_unwritable_place_costs_nothing_but_time(directory: Path) -> None:
    before = answers(directory)
    path = saved_index(directory)
    path.unlink()
    path.mkdir()
    assert answers(directory) == before
    assert (directory / CATALOGUE_FILE).is_file()


def test_a_large_index_is_not_written_for_one_new_photo(directory: Path) -> None:
    with PhotoLibrary.open(directory, encoder=TinyEncoder()) as library:
        for number in range(300):
            make_jpeg(directory.parent / "photos" / f"{number}.jpg", (number % 256, number // 4, 7))
        library.sync()
    large = saved_index(directory).read_bytes()
    make_jpeg(directory.parent / "photos" / "one more.jpg", (1, 200, 99))
    with PhotoLibrary.open(directory, encoder=TinyEncoder()) as library:
        library.sync()
        expected = library.indexed_count()
    assert saved_index(directory).read_bytes() == large
    with PhotoLibrary.open(directory, encoder=TinyEncoder(), read_only=True) as library:
        assert library.indexed_count() == expected
    for number in range(20):
        make_jpeg(directory.parent / "photos" / f"later {number}.jpg", (9, number, 255 - number))
    with PhotoLibrary.open(directory, encoder=TinyEncoder()) as library:
        library.sync()
    assert saved_index(directory).read_bytes() != large


def test_a_search_does_not_wait_for_another_thread_that_takes_photos_in(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with PhotoLibrary.open(directory, encoder=TinyEncoder()) as library:
        index = library._models.active.index
        assert library.search("red").hits
        is_reading, may_go_on = threading.Event(), threading.Event()
        changes = EmbeddingStore.changes

        def slow(store: EmbeddingStore) -> int:
            is_reading.set()
            assert may_go_on.wait(30)
            return changes(store)

        monkeypatch.setattr(EmbeddingStore, "changes", slow)
        lane = Lane("refreshing")
        try:
            refreshed = lane.submit(index.refresh)
            assert is_reading.wait(30)
            assert library.search("red").hits
            assert not refreshed.done()
        finally:
            may_go_on.set()
            lane.close()
