"""Photos that fit an album: those like the photos in it, as far as the user did not say otherwise.

Each photo of the album is an example, and a photo is as relevant as it is to the two of them that it is
most like: an album of a wedding has the church and the dance, and nothing is like both. What is in it, and
what was said not to fit, then teach the regression that refines a search by marks (``search.refinement``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from photoorg.search.refinement import refined
from photoorg.search.weighing import NOTHING, Weighed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from photoorg.encoders.encoder import FloatArray
    from photoorg.index.vector_index import IdArray, Neighbours
    from photoorg.search.refinement import Whitening

# More examples say little more, and each of them is a question to the index.
MOST_EXAMPLES = 48
MOST_TEACHERS = 200
NEAREST_OF_AN_EXAMPLE = 300


def fitting(
    members: IdArray,
    refused: IdArray,
    left_out: Collection[int],
    *,
    nearest: Callable[[FloatArray, int], Neighbours],
    there: Callable[[IdArray], IdArray],
    vectors: Callable[[IdArray], tuple[IdArray, FloatArray]],
    relevance: Callable[[FloatArray, FloatArray], FloatArray],
    whitening: Whitening,
    limit: int,
    least_relevance: float,
) -> Weighed:
    """The photos that fit best, the best first.

    Args:
        members: ids of the photos of the album.
        refused: ids of photos that do not fit it.
        left_out: ids of photos that are not to be found.
        nearest: the photos nearest to a vector, so many of them.
        there: those photos of some that can be seen.
        vectors: see :class:`photoorg.search.weighing.Sources`.
        relevance: of photos to an example, from its vector and their cosines to it.
    """
    _, examples = vectors(_spread(members, MOST_EXAMPLES))
    if not len(examples):
        return NOTHING
    gone = np.array(sorted({*left_out, *members.tolist(), *refused.tolist()}), np.int64)
    asked = NEAREST_OF_AN_EXAMPLE + min(len(gone), NEAREST_OF_AN_EXAMPLE)
    near = [nearest(example, asked).ids for example in examples]
    # Asked once for all: a question to the catalogue for each example would take longest.
    ids, photos = vectors(there(np.setdiff1d(np.unique(np.concatenate(near)), gone)))
    if not len(ids):
        return NOTHING
    cosines = photos @ examples.T
    found = _by_examples(cosines, examples, relevance)
    _, no = vectors(_spread(refused, MOST_TEACHERS))
    if len(no):
        taught = np.concatenate([examples, no])
        likeness = taught @ examples.T
        # An example says nothing about itself.
        likeness[np.arange(len(examples)), np.arange(len(examples))] = 0
        answers = np.concatenate([np.ones(len(examples)), -np.ones(len(no))]).astype(np.float32)
        before = _by_examples(likeness, examples, relevance)
        found = refined(found, whitening(photos), whitening(taught), answers, before)
    order = np.argsort(-found, kind="stable")[:limit]
    order = order[found[order] >= least_relevance]
    return Weighed(ids[order], cosines.max(axis=1)[order], found[order])


def _by_examples(
    cosines: FloatArray, examples: FloatArray, relevance: Callable[[FloatArray, FloatArray], FloatArray]
) -> FloatArray:
    """The mean relevance to the two examples that are closest, (n,), from cosines (n, examples)."""
    each = np.stack([relevance(example, cosines[:, place]) for place, example in enumerate(examples)], axis=1)
    closest = np.sort(each, axis=1)[:, -2:]
    return np.asarray(closest.mean(axis=1), np.float32)


def _spread(ids: IdArray, most: int) -> IdArray:
    """At most so many, from all over."""
    if len(ids) <= most:
        return ids
    return np.asarray(ids[np.linspace(0, len(ids) - 1, most).astype(np.int64)], np.int64)
