"""What a click on "more like this" or "less like this" is worth, by the captions of photos.

A word that at least two captions of a photo agree on is a query, and such photos are what is meant (those of
one caption alone are left out of the count). A user marks the first hit that is not marked yet, five times.
Printed is the mean average precision over all photos after each click, and of the photos that are not marked,
with marks and without. Here the constants of ``photoorg.search.refinement`` were chosen.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.caption_words import mentions
from benchmarks.photos import SHARED_PHOTOS
from photoorg.photo_library import Marks, PhotoLibrary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

CLICKS = 5
LEAST_PHOTOS, MOST_PHOTOS = 5, 60


def run() -> Iterator[str]:
    """Needs the captioned photos beside the project; says so without them."""
    source = SHARED_PHOTOS / "captioned"
    if not source.is_dir():
        yield "skipped: there are no captioned photos beside the project"
        return
    with tempfile.TemporaryDirectory() as work, PhotoLibrary.open(Path(work)) as library:
        library.add_folder(source)
        library.sync()
        counts = mentions(library, source)
        rows = []
        for word, photos in counts.items():
            meant = {photo_id for photo_id, count in photos.items() if count >= 2}
            if LEAST_PHOTOS <= len(meant) <= MOST_PHOTOS:
                rows.append(_clicks(library, word, meant, photos.keys() - meant))
    whole, with_marks, without = np.nanmean(np.array(rows), axis=0)
    yield f"{len(rows)} words; mean average precision after 0 to {CLICKS} clicks"
    yield f"all photos              {_figures(whole)}"
    yield f"unmarked, with marks    {_figures(with_marks)}"
    yield f"unmarked, without marks {_figures(without)}"


def _clicks(
    library: PhotoLibrary, word: str, meant: Collection[int], unsure: Collection[int]
) -> list[list[float]]:
    """Average precision after each number of clicks: of all, of the unmarked, of those without marks."""
    more: list[int] = []
    less: list[int] = []
    plain = _found(library, word, Marks())
    whole, with_marks, without = [], [], []
    for _ in range(CLICKS + 1):
        order = _found(library, word, Marks(tuple(more), tuple(less)))
        marked = {*more, *less}
        whole.append(_average_precision(order, meant, unsure))
        with_marks.append(_average_precision(order, meant, marked.union(unsure)))
        without.append(_average_precision(plain, meant, marked.union(unsure)))
        first = next(photo_id for photo_id in order if photo_id not in marked and photo_id not in unsure)
        (more if first in meant else less).append(first)
    return [whole, with_marks, without]


def _found(library: PhotoLibrary, word: str, marks: Marks) -> list[int]:
    return [hit.photo_id for hit in library.search(word, marks=marks, least_relevance=0.0).hits]


def _average_precision(order: Sequence[int], meant: Collection[int], left_out: Collection[int]) -> float:
    hits = [photo_id in meant for photo_id in order if photo_id not in left_out]
    if not any(hits):
        return float("nan")
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    return float(precision[hits].mean())


def _figures(values: Sequence[float]) -> str:
    return "  ".join(f"{value:.3f}" for value in values)
