"""How well an encoder finds and names photos, measured on photos with captions or labels."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import numpy.typing as npt

from photoorg.errors import PhotoUnreadable, UserInputError
from photoorg.imaging.decode import decode_photo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from photoorg.encoders.encoder import Encoder, FloatArray

    # Called with the photos and texts encoded so far, and with how many there are.
    Progress = Callable[[int, int], None]

Item = TypeVar("Item")

# Averaged for each label, after Radford et al. 2021 (https://arxiv.org/abs/2103.00020), section 3.1.4.
LABEL_TEMPLATES = ("{}", "a photo of {}", "a photo of a {}")
# Bounds memory: 16 inputs of 260 px are 13 MB; 256 captions against 100,000 photos are 100 MB of scores.
_PHOTOS_PER_BATCH = 16
_TEXTS_PER_BATCH = 256


@dataclass(frozen=True)
class RetrievalScores:
    """Text to photo: every caption is a query over all photos that the file names and that could be read.

    Attributes:
        r1, r5, r10: share of queries (0..1) whose photo is among the first 1, 5, 10 hits.
        median_rank: median place of the right photo; 1.0 is best.
        queries: captions asked.
        images: photos searched.
        skipped: names of photos that are missing or unreadable; their captions are not asked.
    """

    r1: float
    r5: float
    r10: float
    median_rank: float
    queries: int
    images: int
    skipped: tuple[str, ...]


@dataclass(frozen=True)
class ZeroShotScores:
    """Photo to label, over all labels in the file.

    Attributes:
        top1, top5: share of photos (0..1) whose label is the nearest, or among the five nearest.
        photos: photos judged.
        labels: labels to choose from.
        skipped: names of photos that are missing or unreadable.
    """

    top1: float
    top5: float
    photos: int
    labels: int
    skipped: tuple[str, ...]


def evaluate_retrieval(
    encoder: Encoder,
    captions_csv: Path,
    images_dir: Path,
    *,
    split: str | None = None,
    progress: Progress | None = None,
) -> RetrievalScores:
    """Asks every caption in ``captions_csv`` (columns image, caption, optionally split) for its photo.

    Args:
        encoder: the encoder to measure.
        captions_csv: UTF-8, with a header; several captions of a photo are several rows.
        images_dir: where the column ``image`` starts.
        split: only rows with this value in the column ``split``.
        progress: called with how many photos and captions are done, and the total.

    Raises:
        UserInputError: the file cannot be read, lacks a column, or no row or photo is left.
    """
    rows = _read_rows(captions_csv, ["image", "caption"] + (["split"] if split is not None else []))
    if split is not None:
        rows = [row for row in rows if row["split"] == split]
        if not rows:
            raise UserInputError(f"{captions_csv} has no row with the split “{split}”.")
    names = list(dict.fromkeys(row["image"] for row in rows))
    report = _Counter(len(names) + len(rows), progress)
    photos = _encode_photos(encoder, names, images_dir, report)
    place = {name: index for index, name in enumerate(photos.names)}
    asked = [row for row in rows if row["image"] in place]
    truth = np.array([place[row["image"]] for row in asked])
    ranks = [
        _ranks(vectors @ photos.vectors.T, truth[start : start + len(vectors)])
        for start, vectors in _encode_texts(encoder, [row["caption"] for row in asked], report)
    ]
    rank = np.concatenate(ranks)
    r1, r5, r10 = (float((rank <= count).mean()) for count in (1, 5, 10))
    return RetrievalScores(r1, r5, r10, float(np.median(rank)), len(asked), len(photos.names), photos.skipped)


def evaluate_zero_shot(
    encoder: Encoder, labels_csv: Path, images_dir: Path, *, progress: Progress | None = None
) -> ZeroShotScores:
    """Lets the encoder choose a label for every photo in ``labels_csv`` (columns image, label).

    Arguments and errors as for :func:`evaluate_retrieval`. Every label is said in :data:`LABEL_TEMPLATES` and
    stands for the mean of these vectors. A photo that stands in several rows is judged in each.
    """
    rows = _read_rows(labels_csv, ["image", "label"])
    labels = list(dict.fromkeys(row["label"] for row in rows))
    names = list(dict.fromkeys(row["image"] for row in rows))
    phrases = [template.format(label) for label in labels for template in LABEL_TEMPLATES]
    report = _Counter(len(names) + len(phrases), progress)
    photos = _encode_photos(encoder, names, images_dir, report)
    spoken = np.concatenate([vectors for _, vectors in _encode_texts(encoder, phrases, report)])
    means = spoken.reshape(len(labels), len(LABEL_TEMPLATES), -1).mean(axis=1)
    means /= np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-12)
    place = {name: index for index, name in enumerate(photos.names)}
    number = {label: index for index, label in enumerate(labels)}
    judged = [row for row in rows if row["image"] in place]
    rank = np.concatenate(
        [
            _ranks(
                photos.vectors[[place[row["image"]] for row in batch]] @ means.T,
                np.array([number[row["label"]] for row in batch]),
            )
            for batch in _batches(judged, _TEXTS_PER_BATCH)
        ]
    )
    top1, top5 = (float((rank <= count).mean()) for count in (1, 5))
    return ZeroShotScores(top1, top5, len(judged), len(labels), photos.skipped)


@dataclass(frozen=True)
class _Photos:
    names: tuple[str, ...]
    vectors: FloatArray
    skipped: tuple[str, ...]


class _Counter:
    """Counts steps towards a total for a progress callback."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._done, self._total, self._progress = 0, total, progress

    def advance(self, steps: int) -> None:
        self._done += steps
        if self._progress is not None:
            self._progress(self._done, self._total)


def _read_rows(path: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    """Rows with a value in each of ``columns``, stripped; a byte order mark is no part of the first."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [column for column in columns if column not in (reader.fieldnames or [])]
            if missing:
                raise UserInputError(f"{path} has no column “{missing[0]}”; it needs {', '.join(columns)}.")
            rows = [{column: (row[column] or "").strip() for column in columns} for row in reader]
    except OSError as error:
        raise UserInputError(f"{path} cannot be read: {error.strerror}.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise UserInputError(f"{path} is not a CSV file in UTF-8.") from error
    rows = [row for row in rows if all(row.values())]
    if not rows:
        raise UserInputError(f"{path} has no rows.")
    return rows


def _encode_photos(encoder: Encoder, names: Sequence[str], folder: Path, report: _Counter) -> _Photos:
    read: list[str] = []
    vectors: list[FloatArray] = []
    skipped: list[str] = []
    for batch in _batches(names, _PHOTOS_PER_BATCH):
        inputs = []
        for name in batch:
            try:
                photo = decode_photo(folder / name, encoder.image_size_px)
            except PhotoUnreadable:
                skipped.append(name)
            else:
                inputs.append(encoder.preprocess(photo.image))
                read.append(name)
        if inputs:
            vectors.append(encoder.encode_images(np.stack(inputs)))
        report.advance(len(batch))
    if not read:
        raise UserInputError(f"None of the {len(names)} photos can be read from {folder}.")
    return _Photos(tuple(read), np.concatenate(vectors), tuple(skipped))


def _encode_texts(
    encoder: Encoder, texts: Sequence[str], report: _Counter
) -> Iterator[tuple[int, FloatArray]]:
    for start in range(0, len(texts), _TEXTS_PER_BATCH):
        batch = texts[start : start + _TEXTS_PER_BATCH]
        yield start, encoder.encode_texts(batch)
        report.advance(len(batch))


def _ranks(scores: FloatArray, truth: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Place, from 1, of the right column in each row; a tie counts against the encoder."""
    own = np.take_along_axis(scores, truth[:, None], axis=1)
    places: npt.NDArray[np.int64] = (scores >= own).sum(axis=1)
    return places


def _batches(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
