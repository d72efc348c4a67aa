"""Copies of photos: how many are found by what was done to them, and how many different photos are taken for
copies.

Thresholds were chosen on the photos that the built-in model learned from; these here are others. Then, how
long it takes to look for candidates among many photos, and to find the copies of one more.
"""

from __future__ import annotations

import tempfile
import time
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageOps

from benchmarks.photo_vectors import photo_vectors
from benchmarks.photos import SHARED_PHOTOS
from photoorg.albums.duplicates.copies import CopyFinder
from photoorg.albums.duplicates.evaluation import evaluate_duplicates
from photoorg.albums.duplicates.groups import GroupKind
from photoorg.albums.duplicates.local_features import local_features
from photoorg.albums.duplicates.looks import Looks, SketchIndex
from photoorg.albums.duplicates.pixel_match import pixel_match
from photoorg.albums.duplicates.sketch import SKETCH_SIZE, sketches
from photoorg.encoders.loading import load_encoder
from photoorg.encoders.model_name import ModelName
from photoorg.sample_photos import write_sample_photos
from tests.photo_copies import ATTACKS, write_copies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from photoorg.albums.duplicates.local_features import LocalFeatures

# So many of the captioned photos, the cameras' among them, with all their copies.
ORIGINALS = 24
LIBRARIES = (10_000, 100_000)
COPIES = 2_000
THUMBNAIL_PX = 384


def run() -> Iterator[str]:
    """Scores in all, a table by attack, false positives on hard pairs, and time."""
    with tempfile.TemporaryDirectory() as work:
        photos = _originals(Path(work) / "samples")
        for photo in photos:
            write_copies(photo, Path(work) / "copies" / photo.stem)
        yield from _quality(Path(work) / "copies")
        yield from _by_attack(Path(work) / "copies")
    yield from _hard_negatives()
    for count in LIBRARIES:
        yield from _candidates(count)
    yield from _many_copies()


def _originals(samples: Path) -> list[Path]:
    captioned = sorted((SHARED_PHOTOS / "captioned").glob("*.jpg"))
    if not captioned:
        return write_sample_photos(samples)
    cameras = sorted((SHARED_PHOTOS / "camera").glob("*.jpg"))
    return [*cameras, *captioned[:: max(1, len(captioned) // (ORIGINALS - len(cameras)))]]


def _quality(folder: Path) -> Iterator[str]:
    scores = evaluate_duplicates(lambda: load_encoder(ModelName.parse("builtin")), folder)
    yield (
        f"{scores.originals} originals with {len(ATTACKS)} copies each: F1 {scores.f1:.4f}, "
        f"precision {scores.precision:.4f}, recall {scores.recall:.4f}, {scores.ms_per_photo:.0f} ms a photo"
    )


def _by_attack(folder: Path) -> Iterator[str]:
    """Each copy against its original, and against that of another photo; candidates are not asked for."""
    originals = sorted(folder.iterdir())
    features = [_features(each / "original.jpg") for each in originals]
    yield f"{'attack':24} recall  precision"
    for name in ATTACKS:
        copies = [_features(each / f"{name}.jpg") for each in originals]
        right = sum(map(_are_copies, features, copies))
        wrong = sum(map(_are_copies, features, [*copies[1:], copies[0]]))
        yield f"{name:24} {right / len(copies):6.3f}  {right / max(1, right + wrong):9.3f}"


def _hard_negatives() -> Iterator[str]:
    """Different photos of one dog, or of one person, often of one moment."""
    for kind in ("dogs", "people"):
        pairs = [
            pair
            for folder in sorted((SHARED_PHOTOS / kind).glob("*"))
            for pair in combinations(map(_features, sorted(folder.glob("*.jpg"))), 2)
        ]
        if pairs:
            wrong = sum(_are_copies(*pair) for pair in pairs)
            share = f"{wrong} of {len(pairs)} ({wrong / len(pairs):.2%})"
            yield f"pairs of different photos of one of the {kind}, taken for copies: {share}"


def _candidates(count: int) -> Iterator[str]:
    vectors = photo_vectors(count)
    random = np.random.default_rng(0)
    made = random.normal(size=(count, SKETCH_SIZE)).astype(np.float32)
    made /= np.linalg.norm(made, axis=1, keepdims=True)
    looks = Looks(vectors, made, np.arange(count))
    started = time.perf_counter()
    pairs = looks.candidates()
    yield (
        f"{count:,} photos: {time.perf_counter() - started:.0f} s for {len(pairs):,} candidates "
        f"({len(pairs) / count:.1f} a photo)"
    )
    index = SketchIndex()
    index.add(range(count), list(made[:, np.newaxis]))
    started = time.perf_counter()
    index.near(made[:1])
    yield f"one more photo among {len(index):,}: {1000 * (time.perf_counter() - started):.1f} ms by sketch"


def _many_copies() -> Iterator[str]:
    """Of one photo, each a little brighter or cut than the others."""
    with tempfile.TemporaryDirectory() as work:
        picture = _thumbnail(_originals(Path(work) / "samples")[0])
    picture.thumbnail((96, 96))
    made = [_variant(picture, number) for number in range(COPIES)]
    vector = photo_vectors(1)
    noise = photo_vectors(COPIES, seed=1)
    vectors = vector + 0.1 * noise
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    looks = Looks.of(vectors, [sketches(each) for each in made])
    started = time.perf_counter()
    found = CopyFinder(made.__getitem__).groups(np.arange(COPIES), looks)
    groups = [group for group in found if group.kind is GroupKind.COPIES]
    yield (
        f"{COPIES:,} copies of one photo: {time.perf_counter() - started:.0f} s, {len(groups)} groups, "
        f"the largest of {max((len(group.photo_ids) for group in groups), default=0):,}"
    )


def _variant(picture: Image.Image, number: int) -> Image.Image:
    brightness, cut = number % 100, number // 100
    part = picture.crop((cut % 10 // 2, cut // 20, picture.width - cut % 5, picture.height))
    return part.point([min(255, value + brightness // 2) for value in range(256)] * 3)


def _thumbnail(photo: Path) -> Image.Image:
    with Image.open(photo) as opened:
        picture = ImageOps.exif_transpose(opened).convert("RGB")
    picture.thumbnail((THUMBNAIL_PX, THUMBNAIL_PX))
    return picture


def _features(photo: Path) -> LocalFeatures:
    return local_features(_thumbnail(photo))


def _are_copies(one: LocalFeatures, other: LocalFeatures) -> bool:
    match = pixel_match(one, other)
    return match is not None and match.is_copy
