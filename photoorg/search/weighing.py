"""The best photos for a query of several parts: which to look at, what each part says, and the order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from photoorg.library.criteria import Every
from photoorg.search.composition import is_open, relevance, sought
from photoorg.search.refinement import refined

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from photoorg.encoders.encoder import FloatArray
    from photoorg.index.vector_index import IdArray, Neighbours
    from photoorg.library.criteria import Filter
    from photoorg.search.language.syntax import Like, Node, Words
    from photoorg.search.marks import Marks
    from photoorg.search.refinement import Whitening

# Up to here every photo that the filters let through is compared with every part.
EXACT_UP_TO = 20_000
# Beyond, the nearest to each part that is sought, at least.
NEAREST_OF_A_PART = 2_000
# Vectors compared at once: of a million photos, not all should be in memory together.
ROWS_AT_ONCE = 20_000
# Where nothing is sought but only something kept out, a photo must be free of it more likely than not.
FREE_OF_IT = 0.5

# Of photos that fulfil a query of filters alone, while marks have not said more.
UNDECIDED = 0.5

EVERYTHING = Every(())


@dataclass(frozen=True, slots=True)
class Sources:
    """What weighing asks.

    Attributes:
        nearest: the photos nearest to a vector, so many of them, and only from the given ids (None: any).
        vectors: ids (n,) to those of them that have a vector, and the vectors (n, dimension).
        relevance: of photos by the vector of a part, their cosines (n,) to it and their own vectors.
        fulfilling: ids of the photos that a filter lets through, newest first.
        whitening: how the library's vectors spread.
    """

    nearest: Callable[[FloatArray, int, IdArray | None], Neighbours]
    vectors: Callable[[IdArray], tuple[IdArray, FloatArray]]
    relevance: Callable[[Words | Like, FloatArray, FloatArray, FloatArray], FloatArray]
    fulfilling: Callable[[Filter], IdArray]
    whitening: Callable[[], Whitening]


@dataclass(frozen=True, slots=True)
class Weighed:
    """Photos in order: ids, cosines (the mean over what is sought) and relevance, each of shape (n,)."""

    ids: IdArray
    scores: FloatArray
    relevance: FloatArray

    def without(self, photo_id: int, limit: int) -> Weighed:
        """The first ``limit`` other photos."""
        others = np.flatnonzero(self.ids != photo_id)[:limit]
        return Weighed(self.ids[others], self.scores[others], self.relevance[others])


NOTHING = Weighed(np.empty(0, np.int64), np.empty(0, np.float32), np.empty(0, np.float32))


def all_alike(ids: IdArray) -> Weighed:
    """Photos that fulfil a query of filters alone, none more than another."""
    return Weighed(ids, np.zeros(len(ids), np.float32), np.ones(len(ids), np.float32))


def best(
    query: Node | None,
    parts: Mapping[Words | Like, FloatArray],
    allowed: IdArray | None,
    limit: int,
    least_relevance: float,
    sources: Sources,
    marks: Marks,
) -> Weighed:
    """The ``limit`` photos most relevant to ``query``; newest first where it only keeps something out.

    Args:
        query: None where all allowed photos fulfil it, and only the marks order them.
        parts: the unit vector of every part with words or an example.
        allowed: the photos in question, newest first; None for all.
    """
    wanted = [] if query is None else list(sought(query))
    near = [parts[part] for part in wanted]
    marked, teachers = sources.vectors(np.array(marks.photo_ids, np.int64))
    candidates = _candidates(query, [*near, *teachers[~np.isin(marked, marks.less)]], allowed, limit, sources)
    lesson = (
        _Lesson.of(_weigh(query, wanted, parts, marked, sources), marks, sources) if len(marked) else None
    )
    weighed = [
        _weigh(query, wanted, parts, candidates[start : start + ROWS_AT_ONCE], sources, lesson)
        for start in range(0, max(1, len(candidates)), ROWS_AT_ONCE)
    ]
    ids = np.concatenate([one.ids for one in weighed])
    scores = np.concatenate([one.scores for one in weighed])
    relevant = np.concatenate([one.relevance for one in weighed])
    ordered = bool(wanted) or lesson is not None
    least = least_relevance if ordered or least_relevance == 0 else max(least_relevance, FREE_OF_IT)
    kept = np.flatnonzero(relevant >= least)
    if ordered:
        kept = kept[np.lexsort((-scores[kept], -relevant[kept]))]
    kept = kept[:limit]
    return Weighed(ids[kept], scores[kept], relevant[kept])


@dataclass(frozen=True, slots=True)
class _Lesson:
    """What the marks teach: see :func:`refined`."""

    whitening: Whitening
    teachers: FloatArray
    answers: FloatArray
    before: FloatArray

    @staticmethod
    def of(marked: Weighed, marks: Marks, sources: Sources) -> _Lesson:
        whitening = sources.whitening()
        _, vectors = sources.vectors(marked.ids)
        answers = np.where(np.isin(marked.ids, marks.less), -1.0, 1.0).astype(np.float32)
        return _Lesson(whitening, whitening(vectors), answers, marked.relevance)

    def applied(self, relevant: FloatArray, vectors: FloatArray) -> FloatArray:
        return refined(relevant, self.whitening(vectors), self.teachers, self.answers, self.before)


def _candidates(
    query: Node | None, wanted: list[FloatArray], allowed: IdArray | None, limit: int, sources: Sources
) -> IdArray:
    everything = query is None or is_open(query)
    if allowed is None and everything:
        return sources.fulfilling(EVERYTHING)
    if allowed is not None and (len(allowed) <= EXACT_UP_TO or everything):
        return allowed
    count = max(NEAREST_OF_A_PART, 4 * limit)
    return np.unique(np.concatenate([sources.nearest(vector, count, allowed).ids for vector in wanted]))


def _weigh(
    query: Node | None,
    wanted: list[Words | Like],
    parts: Mapping[Words | Like, FloatArray],
    candidates: IdArray,
    sources: Sources,
    lesson: _Lesson | None = None,
) -> Weighed:
    ids, vectors = sources.vectors(candidates)
    if not len(ids):
        return NOTHING
    cosines = {part: vectors @ vector for part, vector in parts.items()}
    relevant = np.full(len(ids), UNDECIDED, np.float32)
    if query is not None:
        relevant = relevance(
            query,
            lambda part: sources.relevance(part, parts[part], cosines[part], vectors),
            lambda chosen: np.isin(ids, sources.fulfilling(chosen)).astype(np.float32),
        )
    if lesson is not None:
        relevant = lesson.applied(relevant, vectors)
    scores = np.mean([cosines[part] for part in wanted], axis=0) if wanted else np.zeros(len(ids))
    return Weighed(ids, np.asarray(scores, np.float32), relevant)
