"""The engine: carries files through read, encode and commit, with a bounded look-ahead.

Every batch is one transaction: a photo, its place and its vector appear together or not at all, so
that a kill at any moment leaves nothing half done and the next run simply goes on.
"""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

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
            ModelUnavailable: there is something to describe, and no encoder for it.
        """
        report = IngestReport()
        pace = Pace(self._photos.counts(self._embeddings.model_id).pending)
        if pace.is_over:
            return report
        encoder = self._encoder()
        reader = PhotoReader(
            encoder, self._thumbnails, lambda content_hash: bool(self._embeddings.described({content_hash}))
        )
        model_id = self._embeddings.register(encoder.dimension)
        lane = Lane("read", self._threads)
        try:
            for files in self._rounds(model_id):
                for batch in _batches(self._read_ahead(lane, reader, files), PHOTOS_PER_BATCH):
                    if cancelled():
                        return report
                    vectors = self._encode(encoder, batch)
                    on_photos(self._commit(batch, vectors, model_id, report))
                    pace.advance(len(batch))
                    on_progress(pace.progress())
        finally:
            lane.close()
        return report

    def _rounds(self, model_id: int) -> Iterator[list[KnownFile]]:
        """Pending files, then photos the model has not seen.

        A round is asked for when the one before is committed, so nothing is handed out twice.
        """
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
        self, batch: list[Reading], vectors: dict[bytes, FloatArray], model_id: int, report: IngestReport
    ) -> frozenset[int]:
        """Writes all of the batch in one transaction; ``vectors`` by content hash."""
        written: dict[int, FloatArray] = {}
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
                        if facts.content_hash in vectors and found.photo_id not in written:
                            written[found.photo_id] = vectors[facts.content_hash]
                            write_embedding(connection, model_id, found.photo_id, written[found.photo_id])
                    case AlreadyDescribed(file=file, content_hash=content_hash):
                        photo_id = identity.photo_with_content(connection, content_hash)
                        # The photo may have been edited since it was looked up: then the file stays pending.
                        if photo_id is not None:
                            identity.attach_known(connection, file, photo_id)
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
        inputs = {r.facts.content_hash: r.model_input for r in batch if isinstance(r, Described)}
        for known in self._embeddings.described(inputs.keys()):
            del inputs[known]
        if not inputs:
            return {}
        vectors = encoder.encode_images(np.stack(list(inputs.values())))
        return dict(zip(inputs, vectors, strict=True))


def _batches(readings: Iterable[Reading], size: int) -> Iterator[list[Reading]]:
    iterator = iter(readings)
    while batch := list(islice(iterator, size)):
        yield batch
