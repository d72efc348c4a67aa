"""The engine: carries files through read, encode and commit, with a bounded look-ahead.

New files are read and described under the active model; only then are photos described under the coming
one, if there is one. Every batch is one transaction: a photo, its place and its vector appear together or
not at all, so that a kill at any moment leaves nothing half done and the next run simply goes on.
"""

from __future__ import annotations

from collections import Counter
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from photoorg.errors import ModelUnavailable
from photoorg.ingest.batch_size import MOST, BatchSize
from photoorg.ingest.offline_photos import OfflinePhotos
from photoorg.ingest.pace import Pace
from photoorg.ingest.pipeline import PictureKey, Pipeline, Vectors
from photoorg.ingest.reading import (
    READING_MODULE,
    AlreadyDescribed,
    BeingWritten,
    ChangedMeanwhile,
    Described,
    PhotoReader,
    Reading,
    Unreadable,
    Vanished,
)
from photoorg.library import identity
from photoorg.library.embeddings import random_direction, write_embedding
from photoorg.library.records import UnreadableFile
from photoorg.processes import HelperGone, HelperPool
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from photoorg.changes import Progress
    from photoorg.encoders.encoder import Encoder, FloatArray
    from photoorg.imaging.thumbnails import ThumbnailStore
    from photoorg.index.embedding_space import EmbeddingSpace
    from photoorg.ingest.succession import Models, ModelSuccession
    from photoorg.library.catalogue import Catalogue
    from photoorg.library.files import FileStore, KnownFile
    from photoorg.library.folder_walk import FoundFile
    from photoorg.library.photos import PhotoStore
    from photoorg.library.records import PhotoFacts

FILES_PER_ROUND = 64
# So many keep all processes busy that read.
MANY_FILES = 24
# A file that keeps changing under our eyes is left for the next run.
ATTEMPTS_PER_RUN = 3


@dataclass(slots=True)
class IngestReport:
    """What one run did.

    Attributes:
        added: ids of photos that are new to the library.
        updated: ids of photos whose file was edited.
        embedded: number of photos the active model described.
        prepared: number of photos the coming model described.
        switched_to: key of the model that took over, None if none did.
        unreadable: files that gave no photo, or none that the model can describe.
    """

    added: set[int] = field(default_factory=set)
    updated: set[int] = field(default_factory=set)
    embedded: int = 0
    prepared: int = 0
    switched_to: str | None = None
    unreadable: list[UnreadableFile] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Work:
    """What one round of a run is given on its way."""

    interrupted: Callable[[], bool]
    on_progress: Callable[[Progress], None]
    on_photos: Callable[[frozenset[int]], None]
    report: IngestReport


class IngestEngine:
    """Brings every pending file, and every photo without a vector, to rest."""

    def __init__(
        self,
        *,
        catalogue: Catalogue,
        files: FileStore,
        photos: PhotoStore,
        models: ModelSuccession,
        thumbnails: ThumbnailStore,
        threads: Callable[[], int],
    ) -> None:
        """Encoders are asked for once there is something to do, which may take long.

        ``threads`` says how many of them may read photos, whenever that begins.
        """
        self._catalogue = catalogue
        self._files = files
        self._photos = photos
        self._models = models
        self._thumbnails = thumbnails
        self._threads = threads
        self._processes = HelperPool(READING_MODULE)
        self._offline = OfflinePhotos(catalogue, photos, thumbnails)
        # Keys of models that were asked for them.
        self._asked_offline: set[str] = set()

    def close(self) -> None:
        """Ends the processes that read photos, whatever they are in the middle of."""
        self._processes.close()

    @property
    def has_work(self) -> bool:
        """Whether :meth:`run` would find something to do."""
        return self._models.to_prepare is not None or self._has_pending(self._models.active)

    def load_encoders(self) -> None:
        """Loads what :meth:`run` needs, which cannot be cut short; a model that cannot be loaded is its
        concern, not told here."""
        if self._has_pending(active := self._models.active):
            with suppress(ModelUnavailable):
                active.encoder.get()
        if (coming := self._models.to_prepare) is not None:
            try:
                coming.encoder.get()
            except ModelUnavailable as error:
                self._models.set_aside(coming, error)

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
        failure: ModelUnavailable | None = None
        settled = False
        while not (settled or cancelled()):
            models = self._models.models

            def interrupted(models: Models = models) -> bool:
                return cancelled() or self._models.models is not models

            work = _Work(interrupted, on_progress, on_photos, report)
            failure = self._describe(models.active, work)
            coming = self._models.to_prepare
            if coming is not None and not interrupted():
                self._prepare(coming, work)
            settled = self._models.models is models
        if failure is not None:
            raise failure
        return report

    def _has_pending(self, space: EmbeddingSpace) -> bool:
        # Not counted, which takes its time in a large library: a new photo waits for this.
        return bool(self._files.pending(1) or self._photos.without_embedding(space.embeddings.model_id, 1))

    def _describe(self, space: EmbeddingSpace, work: _Work) -> ModelUnavailable | None:
        """Reads what is pending and describes it under the active model, or returns why it could not."""
        pace = Pace(self._photos.pending_count(space.embeddings.model_id))
        if pace.is_over:
            return None
        in_flight: set[int] = set()
        self._warm_up(pace)
        try:
            encoder = space.encoder.get()
        except ModelUnavailable as failure:
            reader = self._reader(None, self._photos.has_content)
            self._carry(self._pending_files(in_flight), in_flight, reader, space, None, pace, work)
            return failure
        reader = self._reader(encoder, space.embeddings.has)
        model_id = space.embeddings.register(encoder.dimension)
        files = chain(self._pending_files(in_flight), self._undescribed_files(model_id))
        work.report.embedded += self._carry(files, in_flight, reader, space, encoder, pace, work)
        if space.key not in self._asked_offline and not work.interrupted():
            # Once is enough: later ones were described while they were here.
            self._asked_offline.add(space.key)
            described = self._offline.describe(space, encoder, work.interrupted)
            work.report.embedded += len(described)
            work.on_photos(frozenset(described))
        return None

    def _warm_up(self, pace: Pace) -> None:
        """Processes that read start while the model is being loaded."""
        if pace.left > MANY_FILES:
            # Where they cannot be started, whoever needs one says so.
            with suppress(OSError):
                self._processes.warm_up(self._readers())

    def _reader(self, encoder: Encoder | None, is_described: Callable[[bytes], bool]) -> PhotoReader:
        own_sidecars = self._files.sidecar_id()
        return PhotoReader(self._processes, encoder, self._thumbnails, is_described, own_sidecars)

    def _readers(self) -> int:
        """One more than there are threads, where there are several: now and then a process waits for its next
        file, or for what it read to be taken, and another one uses its core meanwhile."""
        threads = self._threads()
        return threads + (threads > 1)

    def _prepare(self, space: EmbeddingSpace, work: _Work) -> None:
        """Describes photos under the coming model, which takes over if it then knows them all."""
        try:
            # Also where nothing is left to describe: what cannot be loaded must not take over.
            encoder = space.encoder.get()
            reader = self._reader(encoder, space.embeddings.has)
            model_id = space.embeddings.register(encoder.dimension)
            counts = self._photos.counts(model_id)
            pace = Pace(counts.embedded + counts.pending, counts.embedded, preparing=space.name)
            self._warm_up(pace)
            files = self._undescribed_files(model_id)
            work.report.prepared += self._carry(files, set(), reader, space, encoder, pace, work)
            work.report.prepared += len(self._offline.describe(space, encoder, work.interrupted))
        except ModelUnavailable as error:
            self._models.set_aside(space, error)
            return
        if not work.interrupted() and self._models.complete(space):
            work.report.switched_to = space.key

    def _carry(
        self,
        files: Iterator[KnownFile | None],
        in_flight: set[int],
        reader: PhotoReader,
        space: EmbeddingSpace,
        encoder: Encoder | None,
        pace: Pace,
        work: _Work,
    ) -> int:
        """Carries files through all stages; returns how many photos were described.

        Args:
            in_flight: ids of files that were handed out; those that are committed are taken out.
        """
        described = 0
        pipeline = Pipeline(
            files=files,
            threads=self._readers(),
            read=reader.read,
            encode=partial(self._encode, space, encoder),
            interrupted=work.interrupted,
            # Nobody waits for the vectors of a model that is yet to come.
            size=BatchSize() if space is self._models.active else BatchSize(MOST),
        )
        # Helpers go when the library is closed.
        with suppress(HelperGone), closing(pipeline.batches()) as batches:
            for batch, vectors in batches:
                work.report.unreadable += _without_vector(batch, vectors)
                touched, written = self._commit(batch, space, vectors, work.report)
                in_flight.difference_update(reading.file.id for reading in batch)
                described += len(written)
                if space is not self._models.active:
                    # Nobody sees these vectors yet, so views need not hear of them.
                    touched -= written - work.report.added - work.report.updated
                work.on_photos(touched)
                pace.advance(len(batch))
                work.on_progress(pace.progress())
        return described

    def _pending_files(self, in_flight: set[int]) -> Iterator[KnownFile | None]:
        """Files waiting to be read, newest first; None as long as only those in flight wait."""
        attempts: Counter[int] = Counter()
        while True:
            passed_over = {file_id for file_id, tries in attempts.items() if tries >= ATTEMPTS_PER_RUN}
            passed_over |= in_flight
            waiting = self._files.pending(FILES_PER_ROUND + len(passed_over))
            pending = [file for file in waiting if file.id not in passed_over]
            if not (pending or in_flight):
                return
            for file in pending:
                attempts[file.id] += 1
                in_flight.add(file.id)
                yield file
            if not pending:
                yield None

    def _undescribed_files(self, model_id: int) -> Iterator[KnownFile]:
        """A file of each photo the model has not seen."""
        before: int | None = None
        while files := self._photos.without_embedding(model_id, FILES_PER_ROUND, before):
            yield from files
            before = files[-1].photo_id

    def _commit(
        self,
        batch: list[Reading],
        space: EmbeddingSpace,
        vectors: Vectors,
        report: IngestReport,
    ) -> tuple[frozenset[int], set[int]]:
        """Writes all of the batch in one transaction.

        Returns the photos it is about, and those among them that got a vector.
        """
        written: set[int] = set()
        model_id = space.embeddings.model_id
        touched: set[int] = set()
        changed: list[FoundFile] = []
        with self._catalogue.writing() as connection:
            # Known photos first: an original that got a new name is to be found there when the file that
            # took its old name is looked at.
            known = identity.known_pictures(connection, _image_hashes(batch))
            for reading in sorted(batch, key=lambda reading: not _is_known(reading, known)):
                match reading:
                    case Described(file=file, facts=facts):
                        found = identity.attach(connection, file, facts)
                        touched.add(found.photo_id)
                        if found.is_new:
                            report.added.add(found.photo_id)
                        if found.was_edited:
                            report.updated.add(found.photo_id)
                        vector = vectors.get(_picture(facts))
                        if (
                            vector is not None
                            and model_id is not None
                            and found.is_seen_alike
                            and found.photo_id not in written
                        ):
                            write_embedding(connection, model_id, found.photo_id, _finite(vector, facts))
                            written.add(found.photo_id)
                    case AlreadyDescribed(file=file, content_hash=content_hash):
                        photo_id = identity.photo_with_content(connection, content_hash)
                        # The photo may have been edited since it was looked up: then the file stays pending.
                        if photo_id is not None:
                            identity.attach_known(
                                connection, file, photo_id, content_hash, reading.image_hash, reading.facts
                            )
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
        if written:
            space.index.refresh()
        return frozenset(touched), written

    def _encode(
        self,
        space: EmbeddingSpace,
        encoder: Encoder | None,
        batch: list[Reading],
        in_flight: frozenset[PictureKey],
    ) -> Vectors:
        """Vectors of new pictures; one that occurs twice, or is described already under other metadata,
        costs nothing."""
        inputs = {
            _picture(reading.facts): reading.model_input
            for reading in batch
            if isinstance(reading, Described) and reading.model_input is not None
        }
        for known in in_flight | space.embeddings.described_pictures(_image_hashes(batch)):
            inputs.pop(known, None)
        if encoder is None or not inputs:
            return {}
        vectors = encoder.encode_images(np.stack(list(inputs.values())))
        return dict(zip(inputs, vectors, strict=True))


def _picture(facts: PhotoFacts) -> PictureKey:
    return facts.image_hash, facts.orientation


def _image_hashes(batch: list[Reading]) -> set[bytes]:
    hashes = (reading.facts.image_hash for reading in batch if isinstance(reading, Described))
    return {image_hash for image_hash in hashes if image_hash is not None}


def _is_known(reading: Reading, pictures: set[bytes]) -> bool:
    if isinstance(reading, Described):
        return reading.facts.image_hash in pictures
    return isinstance(reading, AlreadyDescribed)


def _without_vector(batch: list[Reading], vectors: Vectors) -> list[UnreadableFile]:
    """Photos the model cannot describe: an encoder may overflow on some input."""
    return [
        UnreadableFile(reading.file.path, Sentence("the model cannot describe it"))
        for reading in batch
        if isinstance(reading, Described)
        and (vector := vectors.get(_picture(reading.facts))) is not None
        and not np.isfinite(vector).all()
    ]


def _finite(vector: FloatArray, facts: PhotoFacts) -> FloatArray:
    """The vector, or a direction near nothing: another model may well describe the photo, so it stays in
    the library, and this model is not asked for it again."""
    return vector if np.isfinite(vector).all() else random_direction(len(vector), facts.content_hash)
