"""Whether AND, OR and - do what they say, by the captions of photos.

Two words make a pair where enough photos show both and enough only one: a photo shows what at least two of
its captions say, and shows not what none says. Of two photos of which the first fits the query and the second
does not, the share in which the first has more relevance is printed (0.5 is chance), the mean over all pairs;
beside it the same for what one would type without operators.
"""

from __future__ import annotations

import tempfile
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.caption_words import mentions
from benchmarks.photos import SHARED_PHOTOS
from photoorg.photo_library import PhotoLibrary

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Collection, Iterator, Mapping

LEAST_PHOTOS = 3


def run() -> Iterator[str]:
    """Needs the captioned photos beside the project; says so without them."""
    source = SHARED_PHOTOS / "captioned"
    if not source.is_dir():
        yield "skipped: there are no captioned photos beside the project"
        return
    with tempfile.TemporaryDirectory() as work, PhotoLibrary.open(Path(work)) as library:
        library.add_folder(source)
        library.sync()
        words = mentions(library, source)
        everything = set(library.photo_ids())
        rows = [
            _figures(library, one, other, parts)
            for one, other in permutations(sorted(words), 2)
            if (parts := _parts(words[one], words[other], everything)) is not None
        ]
    yield f"{len(rows)} pairs of words (A, B); the right one of two photos first"
    for name, values in zip(_NAMES, np.array(rows).T, strict=True):
        yield f"{name:45} {values.mean():.3f}"


_NAMES = (
    "both before one alone: A AND B",
    "both before one alone: A B",
    "both before one alone: A",
    "A alone before both: A -B",
    "A alone before both: A",
    "A alone before neither: A -B",
    "A alone before neither: A",
    "one alone before neither: A OR B",
    "one alone before neither: A",
)


class _Parts:
    """Photos by what they show of a pair of words."""

    def __init__(self, both: set[int], one: set[int], other: set[int], neither: set[int]) -> None:
        self.both, self.one, self.other, self.neither = both, one, other, neither


def _parts(one: Counter[int], other: Counter[int], everything: Collection[int]) -> _Parts | None:
    shows = [{photo_id for photo_id, count in each.items() if count >= 2} for each in (one, other)]
    parts = _Parts(
        shows[0] & shows[1],
        shows[0] - other.keys(),
        shows[1] - one.keys(),
        set(everything) - one.keys() - other.keys(),
    )
    enough = min(len(parts.both), len(parts.one), len(parts.other)) >= LEAST_PHOTOS
    return parts if enough else None


def _figures(library: PhotoLibrary, one: str, other: str, parts: _Parts) -> list[float]:
    alone = parts.one | parts.other
    both_in = {
        query: _relevance(library, query)
        for query in (f"{one} AND {other}", f"{one} {other}", one, f"{one} -{other}", f"{one} OR {other}")
    }
    conjunction, words, plain, without, either = both_in.values()
    return [
        _right(conjunction, parts.both, alone),
        _right(words, parts.both, alone),
        _right(plain, parts.both, alone),
        _right(without, parts.one, parts.both),
        _right(plain, parts.one, parts.both),
        _right(without, parts.one, parts.neither),
        _right(plain, parts.one, parts.neither),
        _right(either, alone, parts.neither),
        _right(plain, alone, parts.neither),
    ]


def _relevance(library: PhotoLibrary, query: str) -> dict[int, float]:
    return {hit.photo_id: hit.relevance for hit in library.search(query, least_relevance=0.0).hits}


def _right(relevance: Mapping[int, float], fitting: Collection[int], others: Collection[int]) -> float:
    first, second = (
        np.array([relevance.get(photo_id, 0.0) for photo_id in sorted(each)]) for each in (fitting, others)
    )
    difference = first[:, None] - second[None, :]
    return float(((difference > 0) + 0.5 * (difference == 0)).mean())
