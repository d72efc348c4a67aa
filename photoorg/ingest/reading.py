"""First stage: one file's bytes to its identity, facts, thumbnail and model input."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image

from photoorg.errors import EnvironmentProblem
from photoorg.imaging import photo_file
from photoorg.ingest.place_facts import place_facts
from photoorg.ingest.reading_talk import (
    DecodedPicture,
    Identified,
    MuchMemory,
    NothingSeen,
    Pixels,
    ReadFile,
    Seen,
    Wanted,
)
from photoorg.library.folder_walk import FoundFile
from photoorg.library.records import PhotoFacts, PlaceFacts
from photoorg.library.watch_writers import has_writer
from photoorg.processes import HelperGone, HelperTooSlow
from photoorg.sentences import Sentence, reason_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from photoorg.encoders.encoder import Encoder, FloatArray
    from photoorg.imaging.thumbnails import ThumbnailStore
    from photoorg.library.files import KnownFile
    from photoorg.processes import HelperPool, HelperProcess

# One file may take a decoder so long; for coming over a slow line it gets longer, by its size.
DECODING_LIMIT_S = 60.0
SLOWEST_BYTES_PER_S = 500_000
# Sides of a photo as most cameras take them, a little more than 4:3 so that rounding loses nothing: a
# thumbnail's short side. A quarter more pixels than needed may mean four times as many to decode.
_ASPECT = 1.28
# A process that somebody else killed, as the system does where memory is short, is no fault of the file.
ATTEMPTS = 2
READING_MODULE = "photoorg.ingest.reading_process"


@dataclass(frozen=True, slots=True)
class Described:
    """Bytes not known yet. ``model_input`` has shape (3, H, W), float32; None without an encoder."""

    file: KnownFile
    facts: PhotoFacts
    model_input: FloatArray | None


@dataclass(frozen=True, slots=True)
class AlreadyDescribed:
    """Bytes of a photo that the model has described: no pixel was decoded.

    ``facts`` are None where what was a photo can no longer be opened.
    """

    file: KnownFile
    content_hash: bytes
    image_hash: bytes
    facts: PlaceFacts | None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The file is there but gives no photo. ``state`` as in the file table."""

    file: KnownFile
    reason: str
    state: str


@dataclass(frozen=True, slots=True)
class Vanished:
    """The file is no longer there."""

    file: KnownFile


@dataclass(frozen=True, slots=True)
class ChangedMeanwhile:
    """Somebody wrote to the file while it was read: it is to be read again as it is now."""

    file: KnownFile
    found: FoundFile


@dataclass(frozen=True, slots=True)
class BeingWritten:
    """Somebody is still writing the file, and what there is of it gives no photo yet."""

    file: KnownFile


Reading = Described | AlreadyDescribed | Unreadable | Vanished | ChangedMeanwhile | BeingWritten


class PhotoReader:
    """Reads each file once, in another process; safe to call from several threads."""

    def __init__(
        self,
        processes: HelperPool,
        encoder: Encoder | None,
        thumbnails: ThumbnailStore,
        is_described: Callable[[bytes], bool],
        own_sidecars: str = "",
    ) -> None:
        """Args:
        processes: run ``READING_MODULE``.
        is_described: whether there is nothing to learn about bytes with this SHA-256.
        own_sidecars: see :func:`place_facts`.
        """
        self._own_sidecars = own_sidecars
        self._processes = processes
        self._encoder = encoder
        self._thumbnails = thumbnails
        self._is_described = is_described
        self._preprocessing = encoder.preprocessing if encoder else None
        self._min_side_px = max(encoder.image_size_px if encoder else 0, int(thumbnails.size_px / _ASPECT))

    def read(self, file: KnownFile) -> Reading:
        """Never raises for what is wrong with one file.

        Raises:
            DiskFull: no room for a thumbnail.
            HelperGone: the processes were closed.
            EnvironmentProblem: none can be started.
        """
        reading = self._read(file)
        if isinstance(reading, Unreadable) and reading.state == "unreadable" and has_writer(file.path):
            return BeingWritten(file)
        return reading

    def _read(self, file: KnownFile) -> Reading:
        for _ in range(ATTEMPTS):
            try:
                with self._processes.lent() as helper:
                    return self._talk(helper, file)
            except HelperTooSlow:
                return _took_longer(file, DECODING_LIMIT_S, "unreadable")
            except HelperGone:
                if self._processes.closed:
                    raise
            except OSError as error:
                raise EnvironmentProblem(
                    Sentence("No process to read photos can be started: {reason}.", reason=reason_of(error))
                ) from error
        return Unreadable(file, Sentence("its decoder crashed"), "unreadable")

    def _talk(self, helper: HelperProcess, file: KnownFile) -> Reading:
        helper.send(ReadFile(file.path, self._min_side_px, self._thumbnails.size_px, self._preprocessing))
        limit_s = DECODING_LIMIT_S + file.size_bytes / SLOWEST_BYTES_PER_S
        try:
            identified: Identified | NothingSeen = helper.receive(limit_s)
        except HelperTooSlow:
            # The drive may answer another time.
            return _took_longer(file, limit_s, "inaccessible")
        if isinstance(identified, NothingSeen):
            return _nothing(file, identified)
        first, last = (FoundFile(file.path, *stamp, file.sidecar_stamp) for stamp in identified.stamps)
        if not (file.has_bytes_of(first) and file.has_bytes_of(last)):
            helper.send(Wanted.NOTHING)
            helper.receive(DECODING_LIMIT_S)
            return ChangedMeanwhile(file, last)
        known = self._is_described(identified.content_hash)
        helper.send(Wanted.METADATA if known else Wanted.PICTURE)
        with ExitStack() as turn:
            said: MuchMemory | Seen | NothingSeen = helper.receive(DECODING_LIMIT_S)
            if isinstance(said, MuchMemory):
                turn.enter_context(photo_file.turn_of_large)
                helper.send(None)
                said = helper.receive(DECODING_LIMIT_S)
        if known:
            facts = self._facts(file, said) if isinstance(said, Seen) else None
            return AlreadyDescribed(file, identified.content_hash, identified.image_hash, facts)
        if isinstance(said, Seen) and said.picture is not None:
            return self._described(file, identified, said, said.picture)
        return _nothing(file, said)

    def _described(
        self, file: KnownFile, identified: Identified, seen: Seen, picture: DecodedPicture
    ) -> Described:
        # Whoever wants to see the photo will say what is wrong with the thumbnails' place.
        with suppress(OSError):
            self._thumbnails.keep(identified.content_hash, picture.thumbnail)
        facts = PhotoFacts(
            content_hash=identified.content_hash,
            image_hash=identified.image_hash,
            format=picture.format,
            width=picture.width,
            height=picture.height,
            orientation=picture.orientation,
            **self._facts(file, seen).by_name(),
        )
        return Described(file, facts, self._model_input(picture.pixels))

    def _facts(self, file: KnownFile, seen: Seen) -> PlaceFacts:
        return place_facts(seen.metadata, file, seen.stored, self._own_sidecars)

    def _model_input(self, pixels: Pixels) -> FloatArray | None:
        if self._encoder is None:
            return None
        image = Image.frombuffer("RGB", (pixels.width, pixels.height), pixels.rgb, "raw", "RGB", 0, 1)
        if self._preprocessing is None:
            return self._encoder.preprocess(image)
        return self._preprocessing.model_input(image)


def _nothing(file: KnownFile, said: NothingSeen | Seen | MuchMemory) -> Reading:
    assert isinstance(said, NothingSeen)
    return Vanished(file) if said.state == "gone" else Unreadable(file, said.reason, said.state)


def _took_longer(file: KnownFile, limit_s: float, state: str) -> Unreadable:
    return Unreadable(
        file, Sentence("reading it took longer than {seconds} s", seconds=f"{limit_s:.0f}"), state
    )
