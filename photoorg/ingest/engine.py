"""The engine: carries files through read, encode and commit, with a bounded look-ahead.

Every batch is one transaction: a photo, its place and its vector appear together or not at all, so
that a kill at any moment leaves nothing half done and the next run simply goes on.
"""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING

import numpy as np

from photoorg.errors import ModelUnavailable
from photoorg.ingest.pace import Pace
from photoorg.ingest.reading import (
    AlreadyDescribed,
    BeingWritten,
    ChangedMeanwhile,
    Described,
    PhotoReader,
    Reading,
    Unreadable,
    Vanished,
)
from photoorg.jobs import Lane
from photoorg.library import identity
from photoorg.library.embeddings import write_embedding
from photoorg.library.records import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

    from photoorg.changes import Progress
    from photoorg.encoders.encoder import Encoder, FloatArray
    from photoorg.imaging.thumbnails import ThumbnailStore
    from photoorg.index.photo_index import PhotoIndex
    from photoorg.library.catalogue import Catalogue
    from photoorg.library.embeddings import EmbeddingStore
    from photoorg.library.files import FileStore, KnownFile
    from photoorg.library.folder_walk import FoundFile
    from photoorg.library.photos import PhotoStore

FILES_PER_ROUND = 64
PHOTOS_PER_BATCH = 16
# A file that keeps changing under our eyes is left for the next run.
ATTEMPTS_PER_RUN = 3


@dataclass(slots=True)
class IngestReport:
    """What one run did.

    Attributes:
        added: ids of photos that are new to the library.
        updated: ids of photos whose file was edited.
        embedded: number of photos the model described.
        unreadable: files that gave no photo.
    """

    added: set[int] = field(default_factory=set)
    updated: set[int] = field(default_factory=set)
    embedded: int = 0
    unreadable: list[UnreadableFile] = field(default_factory=list)


class IngestEngine:
    """Brings every pending file, and every photo without a vector, to rest."""

    def __init__(
        self,
        *,
        catalogue: Catalogue,
        files: FileStore,
        photos: PhotoStore,
        embeddings: EmbeddingStore,
        encoder: Callable[[], Encoder],
        thumbnails: ThumbnailStore,
        index: PhotoIndex,
        threads: int,
    ) -> None:
        """``encoder`` is asked once there is something to do; it may take long and may raise
        ModelUnavailable."""
        self._catalogue = catalogue
        self._files = files
        self._photos = photos
        self._embeddings = embeddings
        self._encoder = encoder
        self._thumbnails = thumbnails
        self._index = index
        self._threads = threads

    @property
    def has_work(self) -> bool:
        """Whether :meth:`run` would find something to do."""
        return self._photos.counts(self._embeddings.model_id).pending > 0

    def load_encoder(self) -> None:
        """Loads the encoder, which cannot be cut short; neither reads nor writes the catalogue.

        Raises ModelUnavailable.
        """
        self._encoder()

    def run(
        self,
        *,
        cancelled: Callable[[], bool],
        on_progress: Callable[[Progress], None],
        on_photos: Callable[[frozenset[int]], None],
    ) -> IngestReport:
        """Works until nothing is left or ``cancelled``.

        Args:
            cancelled: asked between batches.
            on_progress: called after each batch.
            on_photos: called with the ids each batch added, updated or gave another place.

        Raises:
            DiskFull, LibraryError: nothing committed so far is lost.
            ModelUnavailable: there is something to describe, and no encoder for it. By then every new
                file has become a photo that can be seen, if not yet be searched for.
        """
        report = IngestReport()
        pace = Pace(self._photos.counts(self._embeddings.model_id).pending)
        if pace.is_over:
            return report
        encoder, failure = self._encoder_or_failure()
        if encoder is None:
            reader = PhotoReader(None, self._thumbnails, self._photos.has_content)
            rounds = self._pending_rounds()
        else:
            reader = PhotoReader(encoder, self._thumbnails, self._is_described)
            model_id = self._embeddings.register(encoder.dimension)
            rounds = chain(self._pending_rounds(), self._undescribed_rounds(model_id))
        lane = Lane("read", self._threads)
        try:
            for files in rounds:
                for batch in _batches(self._read_ahead(lane, reader, files), PHOTOS_PER_BATCH):
                    if cancelled():
                        return report
                    vectors = {} if encoder is None else self._encode(encoder, batch)
                    told = [_refused(reading, vectors) for reading in batch]
                    on_photos(self._commit(told, vectors, report))
                    pace.advance(len(batch))
                    on_progress(pace.progress())
        finally:
            lane.close()
        if failure is not None:
            raise failure
        return report

    def _is_described(self, content_hash: bytes) -> bool:
        return bool(self._embeddings.described({content_hash}))

    def _encoder_or_failure(self) -> tuple[Encoder | None, ModelUnavailable | None]:
        try:
            return self._encoder(), None
        except ModelUnavailable as error:
            return None, error

    def _pending_rounds(self) -> Iterator[list[KnownFile]]:
        """Files waiting to be read. A round is asked for when the one before is committed, so nothing
        is handed out twice."""
        attempts: Counter[int] = Counter()
        while True:
            deferred = {file_id for file_id, tries in attempts.items() if tries >= ATTEMPTS_PER_RUN}
            pending = [
                file
                for file in self._files.pending(FILES_PER_ROUND + len(deferred))
                if file.id not in deferred
            ]
            if not pending:
                break
            attempts.update(file.id for file in pending)
            yield pending

    def _undescribed_rounds(self, model_id: int) -> Iterator[list[KnownFile]]:
        """A file of each photo the model has not seen."""
        before: int | None = None
        while files := self._photos.without_embedding(model_id, FILES_PER_ROUND, before):
            yield files
            before = files[-1].photo_id

    def _read_ahead(self, lane: Lane, reader: PhotoReader, files: list[KnownFile]) -> Iterator[Reading]:
        """Readings in the order of ``files``, while the next few are being read."""
        waiting: deque[Future[Reading]] = deque()
        for file in files:
            waiting.append(lane.submit(partial(reader.read, file)))
            if len(waiting) > 2 * self._threads:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def _commit(
        self, batch: list[Reading], vectors: dict[bytes, FloatArray], report: IngestReport
    ) -> frozenset[int]:
        """Writes all of the batch in one transaction; ``vectors`` by content hash."""
        written: set[int] = set()
        model_id = self._embeddings.model_id
        touched: set[int] = set()
        changed: list[FoundFile] = []
        with self._catalogue.writing() as connection:
            # Known bytes first: an original that got a new name is to be found there when the file that
            # took its old name is looked at.
            for reading in sorted(batch, key=lambda reading: not isinstance(reading, AlreadyDescribed)):
                match reading:
                    case Described(file=file, facts=facts):
                        found = identity.attach(connection, file, facts)
                        touched.add(found.photo_id)
                        if found.is_new:
                            report.added.add(found.photo_id)
                        if found.was_edited:
                            report.updated.add(found.photo_id)
                        vector = vectors.get(facts.content_hash)
                        if vector is not None and model_id is not None and found.photo_id not in written:
                            write_embedding(connection, model_id, found.photo_id, vector)
                            written.add(found.photo_id)
                    case AlreadyDescribed(file=file, content_hash=content_hash, facts=place_facts):
                        photo_id = identity.photo_with_content(connection, content_hash)
                        # The photo may have been edited since it was looked up: then the file stays pending.
                        if photo_id is not None:
                            identity.attach_known(connection, file, photo_id, place_facts)
                            touched.add(photo_id)
                    case Unreadable(file=file, reason=reason, state=state):
                        identity.mark_unreadable(connection, file, reason, state)
                        report.unreadable.append(UnreadableFile(file.path, reason))
                    case ChangedMeanwhile(found=now):
                        changed.append(now)
                    case Vanished(file=file):
                        identity.mark_missing(connection, file)
                    case BeingWritten():
                        # Stays pending: it is read again later in this run, or in the next.
                        pass
                if (
                    not isinstance(reading, Described | AlreadyDescribed)
                    and reading.file.photo_id is not None
                ):
                    touched.add(reading.file.photo_id)
        self._files.record_to_read(changed)
        report.embedded += len(written)
        if written:
            self._index.refresh()
        return frozenset(touched)

    def _encode(self, encoder: Encoder, batch: list[Reading]) -> dict[bytes, FloatArray]:
        """Vectors by content hash; bytes that occur twice, or were encoded meanwhile, cost nothing."""
        inputs = {
            reading.facts.content_hash: reading.model_input
            for reading in batch
            if isinstance(reading, Described) and reading.model_input is not None
        }
        for known in self._embeddings.described(inputs.keys()):
            del inputs[known]
        if not inputs:
            return {}
        vectors = encoder.encode_images(np.stack(list(inputs.values())))
        return dict(zip(inputs, vectors, strict=True))


def _refused(reading: Reading, vectors: dict[bytes, FloatArray]) -> Reading:
    """The reading, or why it gives no photo: an encoder may overflow on some input."""
    if isinstance(reading, Described):
        vector = vectors.get(reading.facts.content_hash)
        if vector is not None and not np.isfinite(vector).all():
            return Unreadable(reading.file, "the model cannot describe it", "unreadable")
    return reading


def _batches(readings: Iterable[Reading], size: int) -> Iterator[list[Reading]]:
    iterator = iter(readings)
    while batch := list(islice(iterator, size)):
        yield batch
