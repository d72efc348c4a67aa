"""How well an encoder finds and names photos, measured on photos with captions or labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from photoorg.albums.labels.probabilities import zero_shot_log_odds
from photoorg.encoders.encoded_photos import encode_photos
from photoorg.encoders.prompts import LABEL_TEMPLATES, TEXTS_PER_BATCH, encode_in_templates
from photoorg.errors import UserInputError
from photoorg.search.backgrounds import SAMPLE_PHOTOS
from photoorg.search.evaluation_table import read_rows
from photoorg.search.ranks import Interval, estimates, median_among, ranks_of, share_within
from photoorg.search.reliability import Reliability, reliability_of
from photoorg.search.vocabulary import photo_words
from photoorg.search.word_calibration import WordBackground, word_background_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from photoorg.encoders.encoder import Encoder, FloatArray
    from photoorg.search.ranks import IntArray

    # Called with the photos and texts encoded so far, and with how many there are.
    Progress = Callable[[int, int], None]

Items = TypeVar("Items", "Sequence[str]", "IntArray")


@dataclass(frozen=True)
class RetrievalScores:
    """Text to photo: every caption is a query over all photos that the file names and that could be read.

    Attributes:
        r1, r5, r10: share of queries (0..1) whose photo is among the first 1, 5, 10 hits.
        median_rank: median place of the right photo; 1.0 is best.
        queries: captions asked.
        images: photos searched.
        skipped: names of photos that are missing or unreadable; their captions are not asked.
        r1_interval, r5_interval, r10_interval, median_rank_interval: 95 % confidence, bootstrapped over
            photos; what another choice of photos of the same kind, searched among these, would give.
    """

    r1: float
    r5: float
    r10: float
    median_rank: float
    queries: int
    images: int
    skipped: tuple[str, ...]
    r1_interval: Interval
    r5_interval: Interval
    r10_interval: Interval
    median_rank_interval: Interval


@dataclass(frozen=True)
class ZeroShotScores:
    """Photo to label, over all labels in the file.

    Attributes:
        top1, top5: share of photos (0..1) whose label is the nearest, or among the five nearest; None for
            five labels or fewer, which are always all among them.
        photos: photos judged.
        labels: labels to choose from.
        skipped: names of photos that are missing or unreadable.
        top1_interval, top5_interval: 95 % confidence, bootstrapped over photos.
        reliability: how sure the surest label was, as its share of all labels in the file, and how often it
            was right. Labels that mean common things are surer than their nearness alone.
    """

    top1: float
    top5: float | None
    photos: int
    labels: int
    skipped: tuple[str, ...]
    top1_interval: Interval
    top5_interval: Interval | None
    reliability: Reliability


def evaluate_retrieval(
    encoder: Encoder | Callable[[], Encoder],
    captions_csv: Path,
    images_dir: Path,
    *,
    split: str | None = None,
    progress: Progress | None = None,
) -> RetrievalScores:
    """Asks every caption in ``captions_csv`` (columns image, caption, optionally split) for its photo.

    Memory grows with the number of photos and captions (a vector and a number each), not with their product.

    Args:
        encoder: the encoder to measure, or what loads it: called when file and folder were found to be good.
        captions_csv: UTF-8, with a header; several captions of a photo are several rows.
        images_dir: where the column ``image`` starts.
        split: only rows with this value in the column ``split``.
        progress: called with how many photos and captions are done, and the total.

    Raises:
        UserInputError: the file cannot be read, lacks a column, or no row or photo is left.
        ModelUnavailable: the encoder cannot be loaded.
    """
    rows = read_rows(captions_csv, ["image", "caption"] + (["split"] if split is not None else []))
    if split is not None:
        rows = [row for row in rows if row["split"] == split]
        if not rows:
            raise UserInputError(f"{captions_csv} has no row with the split “{split}”.")
    encoder = _ready(encoder, images_dir)
    names = list(dict.fromkeys(row["image"] for row in rows))
    report = _Counter(len(names) + len(rows), progress)
    photos = encode_photos(encoder, {name: images_dir / name for name in names}, images_dir, report.advance)
    place = {name: index for index, name in enumerate(photos.names)}
    asked = [row for row in rows if row["image"] in place]
    report.advance(len(rows) - len(asked))
    truth = np.array([place[row["image"]] for row in asked])
    ranks = np.concatenate(
        [
            ranks_of(vectors, photos.vectors, truth[start : start + len(vectors)])
            for start, vectors in _encode_texts(encoder, [row["caption"] for row in asked], report)
        ]
    )
    r1, r5, r10, median_rank = estimates(
        ranks, truth, share_within(1), share_within(5), share_within(10), median_among(len(photos.names))
    )
    return RetrievalScores(
        r1=r1.value,
        r5=r5.value,
        r10=r10.value,
        median_rank=median_rank.value,
        queries=len(asked),
        images=len(photos.names),
        skipped=photos.skipped,
        r1_interval=r1.interval,
        r5_interval=r5.interval,
        r10_interval=r10.interval,
        median_rank_interval=median_rank.interval,
    )


def evaluate_zero_shot(
    encoder: Encoder | Callable[[], Encoder],
    labels_csv: Path,
    images_dir: Path,
    *,
    progress: Progress | None = None,
) -> ZeroShotScores:
    """Lets the encoder choose a label for every photo in ``labels_csv`` (columns image, label).

    Arguments and errors as for :func:`evaluate_retrieval`. Every label is said in several wordings and
    stands for the mean of these vectors. A photo that stands in several rows is judged in each.
    """
    rows = read_rows(labels_csv, ["image", "label"])
    encoder = _ready(encoder, images_dir)
    labels = list(dict.fromkeys(row["label"] for row in rows))
    names = list(dict.fromkeys(row["image"] for row in rows))
    words = photo_words()
    report = _Counter(len(names) + len(words) + len(labels) * len(LABEL_TEMPLATES), progress)
    photos = encode_photos(encoder, {name: images_dir / name for name in names}, images_dir, report.advance)
    means = encode_in_templates(encoder, labels, progress=report.reach_from_here())
    spoken = np.concatenate([vectors for _, vectors in _encode_texts(encoder, words, report)])
    place = {name: index for index, name in enumerate(photos.names)}
    number = {label: index for index, label in enumerate(labels)}
    judged = [row for row in rows if row["image"] in place]
    shown = np.array([place[row["image"]] for row in judged])
    truth = np.array([number[row["label"]] for row in judged])
    ranks = np.concatenate(
        [
            ranks_of(photos.vectors[batch], means, truth[batch])
            for batch in _batches(np.arange(len(judged)), TEXTS_PER_BATCH)
        ]
    )
    top1, top5 = estimates(ranks, shown, share_within(1), share_within(5))
    sense = word_background_of(spoken, photos.vectors[:SAMPLE_PHOTOS])
    surest, confidence = _surest(sense, means, photos.vectors)
    says_something = len(labels) > 5
    return ZeroShotScores(
        top1=top1.value,
        top5=top5.value if says_something else None,
        photos=len(judged),
        labels=len(labels),
        skipped=photos.skipped,
        top1_interval=top1.interval,
        top5_interval=top5.interval if says_something else None,
        reliability=reliability_of(confidence[shown], surest[shown] == truth),
    )


def _surest(sense: WordBackground, labels: FloatArray, photos: FloatArray) -> tuple[IntArray, FloatArray]:
    """For each photo the place of its surest label, and how much of the whole that has, for one of them is
    right: (n,) each."""
    places, shares = [], []
    for batch in _batches(np.arange(len(photos)), TEXTS_PER_BATCH):
        log_odds = zero_shot_log_odds(sense, labels, photos[batch])
        places.append(log_odds.argmax(axis=1))
        shares.append(1.0 / np.exp(log_odds - log_odds.max(axis=1, keepdims=True)).sum(axis=1))
    return np.concatenate(places), np.concatenate(shares).astype(np.float32)


def _ready(encoder: Encoder | Callable[[], Encoder], images_dir: Path) -> Encoder:
    if not images_dir.is_dir():
        raise UserInputError(f"{images_dir} is no folder; name the one that holds the photos.")
    return encoder() if callable(encoder) else encoder


class _Counter:
    """Counts steps towards a total for a progress callback."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._done, self._total, self._progress = 0, total, progress

    def advance(self, steps: int) -> None:
        self._done += steps
        if self._progress is not None:
            self._progress(self._done, self._total)

    def reach_from_here(self) -> Progress:
        """A callback for a part of the steps, which counts from 0."""
        before = self._done

        def reached(done: int, _total: int) -> None:
            self.advance(before + done - self._done)

        return reached


def _encode_texts(
    encoder: Encoder, texts: Sequence[str], report: _Counter
) -> Iterator[tuple[int, FloatArray]]:
    for start in range(0, len(texts), TEXTS_PER_BATCH):
        batch = texts[start : start + TEXTS_PER_BATCH]
        yield start, encoder.encode_texts(batch)
        report.advance(len(batch))


def _batches(items: Items, size: int) -> Iterator[Items]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
