"""Groups of many photos: time, memory, and how both grow; and how well groups fit photos whose kind, dog or
person is known.

Vectors of many photos are distributed as those of real ones (``photo_vectors``). Growth is told as a ratio of
ten times as many photos. Each size is measured in a process of its own, so that memory is its own, too.
"""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

from benchmarks.caption_words import mentions
from benchmarks.photos import SHARED_PHOTOS
from photoorg.albums.groups.linkage import linked
from photoorg.albums.groups.looks import looks_of
from photoorg.albums.groups.visual_groups import LEAST_PHOTOS, LEVELS
from photoorg.photo_library import PhotoLibrary

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

PHOTOS = (1_000, 10_000, 100_000)
SOURCES = ("captioned", "dogs", "people")
# Words of captions that mean the same kind of photo, and how often one has to be said about a photo.
TOPICS = {
    "bathroom": "bathroom toilet",
    "food": "pizza sandwich cake food plate meal broccoli donut donuts",
    "street": "street traffic",
    "kitchen": "kitchen",
    "skating": "skateboard skateboarder skateboarding",
    "cat": "cat cats kitten",
    "room": "bedroom bed room living",
    "tennis": "tennis",
    "baseball": "baseball",
    "bus": "bus buses",
    "train": "train trains",
    "boat": "boat boats",
    "snow": "ski skiing skis skier snowboard snowboarder",
    "horse": "horse horses",
    "animal": "elephant elephants bear giraffe zebra sheep cow cows",
    "plane": "plane airplane jet",
    "bird": "bird birds",
    "bike": "motorcycle motorcycles bicycle bike",
}
LEAST_CAPTIONS = 3
MEASURE = """
import resource, sys, time
import numpy as np
from benchmarks.photo_vectors import photo_vectors
from photoorg.albums.groups.visual_groups import visual_groups
visual_groups(np.arange(50), photo_vectors(50))  # imports
count = int(sys.argv[1])
vectors = photo_vectors(count)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.perf_counter()
groups = visual_groups(np.arange(count), vectors)
seconds = time.perf_counter() - start
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
inside = len({photo for group in groups for photo in group.photo_ids}) / count
print(seconds, memory / 1024, before / 1024, len(groups), inside)
"""


def run() -> Iterator[str]:
    """Lines of a table, and ratios."""
    yield f"{'photos':>8} {'group s':>8} {'MiB':>6} {'MiB before':>11} {'groups':>7} in groups"
    took = {}
    for count in PHOTOS:
        command = [sys.executable, "-c", MEASURE, str(count)]
        line = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        seconds, memory, before, groups, inside = map(float, line.split())
        took[count] = seconds
        yield (
            f"{count:>8,} {seconds:>8.2f} {memory:>6.0f} {before:>11.0f} {groups:>7.0f} {100 * inside:.0f} %"
        )
    for few, many in pairwise(PHOTOS):
        yield f"grouping {many:,} photos takes {took[many] / took[few]:.1f} times as long as {few:,}"
    if SHARED_PHOTOS.is_dir():
        yield from _quality()


def _quality() -> Iterator[str]:
    """ARI and NMI of each level; photos in no group count as groups of one."""
    with TemporaryDirectory(prefix="photoorg-groups-") as directory:
        with PhotoLibrary.open(Path(directory)) as library:
            for source in SOURCES:
                library.add_folder(SHARED_PHOTOS / source)
            library.sync()
            photos = library.photos(library.photo_ids())
            words = mentions(library, SHARED_PHOTOS / "captioned")
            stored = library._models.active.embeddings.vectors([photo.id for photo in photos])
        vectors = np.stack([stored[photo.id] for photo in photos])
    source = np.array([photo.path.relative_to(SHARED_PHOTOS).parts[0] for photo in photos])
    topic = np.array([_topic(photo.id, words) for photo in photos])
    theme = np.where(source == "captioned", topic, source)
    individual = np.array([photo.path.parent.name for photo in photos])
    yield f"ARI and NMI of {len(photos)} photos:"
    yield " ".join(f"{name:>12}" for name in ("least cosine", "themes", "captions", "dogs", "people"))
    for least, labels in zip(LEVELS, linked(looks_of(vectors), LEVELS), strict=True):
        counts = np.bincount(labels)
        alone = counts[labels] < LEAST_PHOTOS
        labels = np.where(alone, labels.max() + 1 + np.arange(len(labels)), labels)
        figures = []
        for truth, rows in (
            (theme, theme != ""),
            (topic, (source == "captioned") & (topic != "")),
            (individual, source == "dogs"),
            (individual, source == "people"),
        ):
            pair = truth[rows], labels[rows]
            figures.append(f"{adjusted_rand_score(*pair):.2f} {normalized_mutual_info_score(*pair):.2f}")
        yield f"{least:>12} " + " ".join(f"{figure:>12}" for figure in figures)


def _topic(photo_id: int, words: dict[str, Counter[int]]) -> str:
    """What most captions of a photo say it shows, of some common topics; "" for none of them."""
    said = {topic: sum(words[word][photo_id] for word in TOPICS[topic].split()) for topic in TOPICS}
    best = max(said, key=lambda topic: said[topic])
    return best if said[best] >= LEAST_CAPTIONS else ""
