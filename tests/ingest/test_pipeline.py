"""Files go through the pipeline in order, few at a time, and none is lost."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from photoorg.ingest.batch_size import MOST
from photoorg.ingest.pipeline import PictureKey, Pipeline, Vectors
from photoorg.ingest.reading import Reading, Vanished
from photoorg.library.files import KnownFile

if TYPE_CHECKING:
    from collections.abc import Iterator

THREADS = 3
PATIENCE_S = 30


class Files:
    """Numbered files; counts how many were asked for."""

    def __init__(self, count: int, edited: tuple[int, ...] = ()) -> None:
        self.asked = 0
        self._count = count
        self._edited = edited

    def __iter__(self) -> Iterator[KnownFile | None]:
        for number in range(self._count):
            self.asked += 1
            photo_id = 1 if number in self._edited else None
            yield KnownFile(number, Path(f"{number}.jpg"), photo_id, 1, 1, "present", "pending", 0)


def encode(batch: list[Reading], _in_flight: frozenset[PictureKey]) -> Vectors:
    return {(reading.file.id.to_bytes(4), 1): np.zeros(2, np.float32) for reading in batch}


def ids(batch: list[Reading]) -> list[int]:
    return [reading.file.id for reading in batch]


def test_batches_keep_the_order_of_the_files_whichever_is_read_first() -> None:
    turn = threading.Condition()
    read: set[int] = set()

    def backwards(file: KnownFile) -> Reading:
        """Each third file is ready before the two that come ahead of it."""
        with turn:
            if file.id % 3 < 2 and file.id < 57:
                assert turn.wait_for(lambda: file.id + 1 in read, PATIENCE_S)
            read.add(file.id)
            turn.notify_all()
        return Vanished(file)

    files = Files(60)
    pipeline = Pipeline(
        files=iter(files), threads=THREADS, read=backwards, encode=encode, interrupted=lambda: False
    )
    found = [(ids(batch), list(vectors)) for batch, vectors in pipeline.batches()]
    assert [number for batch, _ in found for number in batch] == list(range(60))
    # What comes with a batch is of that batch.
    assert all(list(vectors) == [(number.to_bytes(4), 1) for number in batch] for batch, vectors in found)
    assert len(found[0][0]) == 1


def test_few_files_are_read_ahead() -> None:
    files = Files(1000)
    pipeline = Pipeline(
        files=iter(files), threads=THREADS, read=Vanished, encode=encode, interrupted=lambda: False
    )
    done = 0
    for batch, _ in pipeline.batches():
        done += len(batch)
        # One batch with the model, one being gathered.
        assert files.asked <= done + 2 * MOST + 2 * THREADS
    assert done == 1000


def test_an_interruption_loses_no_batch_that_the_model_has() -> None:
    encoded: list[int] = []
    committed: list[int] = []

    def remember(batch: list[Reading], in_flight: frozenset[PictureKey]) -> Vectors:
        encoded.extend(ids(batch))
        return encode(batch, in_flight)

    pipeline = Pipeline(
        files=iter(Files(1000)),
        threads=THREADS,
        read=Vanished,
        encode=remember,
        interrupted=lambda: len(committed) >= 40,
    )
    for batch, _ in pipeline.batches():
        committed += ids(batch)
    assert committed == encoded == list(range(len(committed)))
    assert 40 <= len(committed) <= 40 + 3 * MOST


def test_pictures_that_are_not_committed_yet_are_told_to_the_model() -> None:
    committed: set[PictureKey] = set()
    missed: list[PictureKey] = []
    before: set[PictureKey] = set()

    def check(batch: list[Reading], in_flight: frozenset[PictureKey]) -> Vectors:
        missed.extend(before - committed - in_flight)
        vectors = encode(batch, in_flight)
        before.update(vectors)
        return vectors

    pipeline = Pipeline(
        files=iter(Files(200)), threads=THREADS, read=Vanished, encode=check, interrupted=lambda: False
    )
    for _, vectors in pipeline.batches():
        committed |= vectors.keys()
    assert len(committed) == 200
    assert missed == []


def test_files_that_come_after_a_commit_are_asked_for_then() -> None:
    committed: list[int] = []

    def files() -> Iterator[KnownFile | None]:
        for number in range(5):
            while len(committed) < number:
                yield None
            yield KnownFile(number, Path(f"{number}.jpg"), None, 1, 1, "present", "pending", 0)

    pipeline = Pipeline(
        files=files(), threads=THREADS, read=Vanished, encode=encode, interrupted=lambda: False
    )
    for batch, _ in pipeline.batches():
        committed += ids(batch)
    assert committed == list(range(5))


def test_an_edited_file_shares_its_batch_with_those_that_may_tell_where_its_photo_went() -> None:
    pipeline = Pipeline(
        files=iter(Files(40, edited=(0,))),
        threads=THREADS,
        read=Vanished,
        encode=encode,
        interrupted=lambda: False,
    )
    first, _ = next(iter(pipeline.batches()))
    assert len(first) == MOST


def test_what_goes_wrong_in_a_thread_is_raised_once_the_batch_before_it_was_handed_out() -> None:
    first_is_encoded, second_has_failed = threading.Event(), threading.Event()

    def fails(file: KnownFile) -> Reading:
        if file.id == 0:
            return Vanished(file)
        assert first_is_encoded.wait(PATIENCE_S)
        second_has_failed.set()
        raise OSError("no room")

    def slow(batch: list[Reading], in_flight: frozenset[PictureKey]) -> Vectors:
        first_is_encoded.set()
        assert second_has_failed.wait(PATIENCE_S)
        return encode(batch, in_flight)

    pipeline = Pipeline(
        files=iter(Files(40)), threads=THREADS, read=fails, encode=slow, interrupted=lambda: False
    )
    batches = pipeline.batches()
    assert ids(next(batches)[0]) == [0]
    with pytest.raises(OSError, match="no room"):
        next(batches)
