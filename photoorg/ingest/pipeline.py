"""Reading, encoding and committing at the same time: no stage waits while another has work."""

from __future__ import annotations

import time
from collections import deque
from concurrent.futures import FIRST_COMPLETED, wait
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from photoorg.ingest.batch_size import MOST, BatchSize
from photoorg.jobs import Lane

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from concurrent.futures import Future

    from photoorg.encoders.encoder import FloatArray
    from photoorg.ingest.reading import Reading
    from photoorg.library.files import KnownFile

PictureKey: TypeAlias = tuple[bytes | None, int]
"""Image hash and orientation: what a model sees, whatever else is written in the file."""
Vectors: TypeAlias = "dict[PictureKey, FloatArray]"


@dataclass(slots=True)
class _Encoding:
    """A batch with the model."""

    batch: list[Reading]
    vectors: Future[Vectors]
    started: float = field(default_factory=time.monotonic)


class Pipeline:
    """Files to batches with their vectors, in the order of the files.

    While one batch is with the model, the next is read by other threads and the one before is committed by
    whoever iterates. At most one batch and ``2 * threads`` files are read ahead.
    """

    def __init__(
        self,
        *,
        files: Iterator[KnownFile | None],
        threads: int,
        read: Callable[[KnownFile], Reading],
        encode: Callable[[list[Reading], frozenset[PictureKey]], Vectors],
        interrupted: Callable[[], bool],
        size: BatchSize | None = None,
    ) -> None:
        """Args:
        files: None stands for "no more until what was handed out is committed".
        encode: takes a batch, and pictures that were encoded but perhaps are not committed yet.
        interrupted: asked before each step; the batch with the model is still handed out then.
        """
        self._files = files
        self._threads = threads
        self._read = read
        self._encode = encode
        self._interrupted = interrupted
        self._size = size or BatchSize()
        self._reading: deque[Future[Reading]] = deque()
        self._batch: list[Reading] = []
        self._encoding: _Encoding | None = None
        self._may_have_files = True

    def batches(self) -> Generator[tuple[list[Reading], Vectors], None, None]:
        """Each is to be committed before the next is asked for. Raises what reading or encoding raised."""
        with closing(Lane("read", self._threads)) as readers, closing(Lane("encode")) as encoders:
            while not self._interrupted():
                self._read_ahead(readers)
                try:
                    self._take_what_was_read()
                except Exception:
                    # What came before it is not lost.
                    if self._encoding is not None:
                        yield from self._handed_out(self._encoding)
                    raise
                done = self._encoding
                if done is not None and not done.vectors.done():
                    self._wait(done.vectors)
                    continue
                if not (done or self._is_ready):
                    if not self._reading:
                        return
                    self._wait()
                    continue
                self._encoding = None
                vectors = {} if done is None else done.vectors.result()
                if self._is_ready:
                    # Before the one that is done is committed, so that the model need not wait for that.
                    self._start_encoding(encoders, frozenset(vectors))
                if done is not None:
                    yield from self._handed_out(done)
            if self._encoding is not None:
                yield from self._handed_out(self._encoding)

    def _handed_out(self, done: _Encoding) -> Iterator[tuple[list[Reading], Vectors]]:
        yield done.batch, done.vectors.result()
        self._size.adapt(len(done.batch), time.monotonic() - done.started)
        self._may_have_files = True

    @property
    def _is_ready(self) -> bool:
        """Whether the batch may go to the model."""
        return len(self._batch) >= self._room or bool(self._batch and not self._reading)

    @property
    def _room(self) -> int:
        """How many files the batch takes."""
        # Where a photo went that lay at the path of an edited file, the other files of the batch tell.
        has_edited = any(_is_edited(reading.file) for reading in self._batch)
        return MOST if has_edited else self._size.photos

    def _read_ahead(self, readers: Lane) -> None:
        most = self._room + 2 * self._threads
        while self._may_have_files and len(self._reading) + len(self._batch) < most:
            file = next(self._files, None)
            if file is None:
                self._may_have_files = False
            else:
                self._reading.append(readers.submit(partial(self._read, file)))

    def _take_what_was_read(self) -> None:
        while self._reading and self._reading[0].done() and len(self._batch) < self._room:
            self._batch.append(self._reading.popleft().result())

    def _start_encoding(self, encoders: Lane, in_flight: frozenset[PictureKey]) -> None:
        batch, self._batch = self._batch, []
        self._encoding = _Encoding(batch, encoders.submit(partial(self._encode, batch, in_flight)))

    def _wait(self, *futures: Future[Any]) -> None:
        """Until one of them is done, or the next file was read that the batch has room for."""
        following = list(self._reading)[: len(self._batch) < self._room]
        wait([*futures, *following], return_when=FIRST_COMPLETED)


def _is_edited(file: KnownFile) -> bool:
    return file.state == "pending" and file.photo_id is not None
