"""How well copies are found, measured on a folder for each original."""

from __future__ import annotations

import time
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from photoorg.albums.duplicates.copies import CopyFinder
from photoorg.albums.duplicates.groups import GroupKind
from photoorg.albums.duplicates.looks import Looks
from photoorg.albums.duplicates.moments import moment_of
from photoorg.albums.duplicates.sketch import sketches
from photoorg.errors import PhotoUnreadable, UserInputError
from photoorg.imaging.examine import examine_photo
from photoorg.imaging.image_data import image_hash
from photoorg.imaging.labelled_folders import labelled_photos
from photoorg.imaging.photo_file import read_photo
from photoorg.imaging.thumbnails import thumbnail_jpeg

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from photoorg.albums.duplicates.copies import Progress
    from photoorg.albums.duplicates.moments import Moment
    from photoorg.encoders.encoder import Encoder, FloatArray
    from photoorg.index.vector_index import IdArray

# As a library keeps them.
_THUMBNAIL_PX = 384
_ENCODED_AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class DuplicateScores:
    """Of pairs of photos.

    Attributes:
        precision: share (0..1) of the pairs found that are copies; 1.0 where none is found.
        recall: share of the pairs of copies that are found; 1.0 where there is none.
        f1: their harmonic mean.
        false_positive_rate: share of the pairs of different photos that are taken for copies.
        pairs_right, pairs_wrong, pairs_missed: how many pairs that are.
        groups: found, of two photos or more.
        originals, photos: how many were measured.
        ms_per_photo: for finding copies, beyond reading and describing the photos.
        skipped: photos that could not be read.
    """

    precision: float
    recall: float
    f1: float
    false_positive_rate: float
    pairs_right: int
    pairs_wrong: int
    pairs_missed: int
    groups: int
    originals: int
    photos: int
    ms_per_photo: float
    skipped: tuple[str, ...]


def evaluate_duplicates(
    encoder: Callable[[], Encoder], directory: Path, *, progress: Progress | None = None
) -> DuplicateScores:
    """Measures on ``directory``: the photos of each folder in it are copies of one, and of no other folder's.

    Args:
        encoder: loads it; called when the folder was found to be good.
        progress: called after each photo that is read, and then after each pair that is compared.

    Raises:
        FolderUnavailable: there is no such folder, or it may not be read.
        UserInputError: it has no folder with photos, or none of the photos can be read.
        ModelUnavailable: see ``encoder``.
    """
    folders = labelled_photos(directory, "each original")
    labelled = [(name, file) for name, files in folders.items() for file in files]
    album = _Album(encoder())
    originals: list[str] = []
    skipped: list[str] = []
    for done, (name, file) in enumerate(labelled, 1):
        try:
            album.add(file)
        except PhotoUnreadable:
            skipped.append(f"{name}/{file.name}")
        else:
            originals.append(name)
        if progress is not None:
            progress(done, len(labelled))
    if not originals:
        raise UserInputError(f"None of the photos in {directory} can be read.")
    started = time.perf_counter()
    groups = album.groups(progress)
    seconds = time.perf_counter() - started
    return _scores(originals, groups, seconds, tuple(skipped))


class _Album:
    """Photos as a library would know them."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._hashes: list[bytes] = []
        self._thumbnails: list[bytes] = []
        self._moments: list[Moment | None] = []
        self._sketches: list[FloatArray] = []
        self._inputs: list[FloatArray] = []
        self._vectors: list[FloatArray] = []

    def add(self, file: Path) -> None:
        """Raises PhotoUnreadable."""
        data = read_photo(file)
        examined = examine_photo(data, max(self._encoder.image_size_px, _THUMBNAIL_PX))
        image, said = examined.decoded.image, examined.metadata
        thumbnail = thumbnail_jpeg(image, _THUMBNAIL_PX)
        self._hashes.append(image_hash(data))
        self._thumbnails.append(thumbnail)
        self._moments.append(moment_of(said.captured_at, said.capture_source, said.camera_model))
        self._sketches.append(sketches(Image.open(BytesIO(thumbnail))))
        self._inputs.append(self._encoder.preprocess(image))
        if len(self._inputs) == _ENCODED_AT_ONCE:
            self._encode()

    def groups(self, progress: Progress | None) -> IdArray:
        """The number of its group for each photo, from 0."""
        self._encode()
        finder = CopyFinder(self._picture, self._moments.__getitem__)
        looks = Looks.of(np.concatenate(self._vectors), self._sketches)
        numbers = np.unique(np.array([each.hex() for each in self._hashes]), return_inverse=True)[1]
        for group in finder.groups(np.arange(len(self._hashes)), looks, progress=progress):
            if group.kind is not GroupKind.COPIES:
                continue
            # Files of one hash are one photo, whatever else it is found to be.
            members = numbers[list(group.photo_ids)]
            numbers[np.isin(numbers, members)] = members.min()
        return np.unique(numbers, return_inverse=True)[1]

    def _picture(self, row: int) -> Image.Image:
        return Image.open(BytesIO(self._thumbnails[row]))

    def _encode(self) -> None:
        if self._inputs:
            self._vectors.append(self._encoder.encode_images(np.stack(self._inputs)))
            self._inputs.clear()


def _scores(
    originals: Sequence[str], groups: IdArray, seconds: float, skipped: tuple[str, ...]
) -> DuplicateScores:
    from sklearn.metrics.cluster import pair_confusion_matrix

    # Each pair is counted both ways.
    apart, wrong, missed, right = (pair_confusion_matrix(originals, groups) // 2).ravel().tolist()
    precision, recall = _share(right, right + wrong), _share(right, right + missed)
    return DuplicateScores(
        precision=precision,
        recall=recall,
        f1=2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        false_positive_rate=wrong / (wrong + apart) if wrong + apart else 0.0,
        pairs_right=right,
        pairs_wrong=wrong,
        pairs_missed=missed,
        groups=int((np.bincount(groups) > 1).sum()),
        originals=len(set(originals)),
        photos=len(originals),
        ms_per_photo=1000 * seconds / len(originals),
        skipped=skipped,
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
