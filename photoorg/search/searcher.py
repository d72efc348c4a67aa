"""Finds photos: by a query, by an example picture, by both, or by another photo."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from photoorg.errors import QueryError
from photoorg.index.vector_index import Neighbours
from photoorg.library.criteria import Has, HasLabel, mentions, with_labels
from photoorg.search.backgrounds import Backgrounds
from photoorg.search.calibration import CUTOFF, same_picture
from photoorg.search.composition import asks_for_hidden
from photoorg.search.language.syntax import All, Like, Span, Words, meanings
from photoorg.search.marks import NO_MARKS, Marks
from photoorg.search.query import (
    Query,
    is_foreign,
    make_query,
    notice_about,
    says_something,
)
from photoorg.search.query_vectors import blend, encode_example, encode_words
from photoorg.search.results import Hit, Order, SearchResult
from photoorg.search.weighing import EVERYTHING, EXACT_UP_TO, NOTHING, Sources, Weighed, all_alike, best
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from photoorg.encoders.encoder import FloatArray
    from photoorg.index.embedding_space import EmbeddingSpace
    from photoorg.index.vector_index import IdArray
    from photoorg.library.criteria import Filter
    from photoorg.library.photos import PhotoStore
    from photoorg.search.explanation import PartRelevance
    from photoorg.search.language.syntax import Node
    from photoorg.search.query_reader import QueryReader
    from photoorg.search.word_calibration import WordBackground

# An example that was given beside the query stands nowhere in it.
NOWHERE = Span(0, 0)
# By so many photos more than are wanted the index is asked, since relevance orders them a little otherwise.
REORDERED_BEYOND = 50


class Searcher:
    """Answers queries over one library under the model that is active. Safe between threads."""

    def __init__(
        self,
        *,
        space: Callable[[], EmbeddingSpace],
        photos: PhotoStore,
        cache: Path,
        queries: QueryReader,
        labelled: Callable[[HasLabel], frozenset[int]],
    ) -> None:
        """Args:
        space: asked once a query, which is answered from that space alone.
        cache: a directory that may be deleted at any time.
        queries: reads what is asked.
        labelled: the photos that a label fits; may raise ModelUnavailable.
        """
        self._space = space
        self._photos = photos
        self._cache = cache
        self._queries = queries
        self._labelled = labelled
        self._known_backgrounds = Backgrounds(space(), cache)

    def search(
        self,
        text: str,
        example: Path | bytes | None,
        text_weight: float,
        limit: int,
        least_relevance: float = CUTOFF,
        marks: Marks = NO_MARKS,
    ) -> SearchResult:
        """Photos that fulfil a query (see ``search.language``), look like an example, or both.

        Where words are all there is to weigh, they and an example are blended into one vector. Filters come
        first: of the photos that they let through, the best are found, however few those are. With marks,
        words and an example are two parts that must both hold.

        Raises:
            QueryError: the query cannot be read.
            UserInputError: nothing to search for.
            PhotoUnreadable: an example cannot be decoded.
            ModelUnavailable: the encoder is needed and cannot be loaded.
        """
        query = make_query(text, example, text_weight)
        chosen, meaning = self._queries.parts_of(query.text)
        _require_words(meaning)
        hidden = mentions(chosen, Has("hidden")) or asks_for_hidden(meaning)
        allowed = None if chosen == EVERYTHING else self._fulfilling(chosen)
        space = self._space()
        space.index.refresh(wait=False)
        if allowed is not None and meaning is None and example is None and not marks:
            found = allowed[:limit]
            return self._result(space, query, all_alike(found), "")
        if self._photos.is_empty():
            # Nobody waits for a model to be loaded, or even converted, to find nothing.
            return self._result(space, query, NOTHING, "")
        # Names in filters may be of any language.
        told = " ".join(part.text for part in _words_of(meaning))
        languages: frozenset[str] = space.encoder.get().languages if told else frozenset()
        notice = notice_about(told, space.name, languages)
        example_vector = (
            None if example is None else encode_example(space.encoder.get(), example, query.example)
        )
        if (meaning is None or isinstance(meaning, Words)) and not marks:
            words = None if meaning is None else encode_words(space.encoder.get(), meaning.text)
            share = 0.0 if words is None else 1.0 if example is None else query.text_weight
            vector = blend(words, example_vector, share)
            weighed = self._nearest_of(space, vector, share, limit, least_relevance, allowed)
        else:
            wanted = () if meaning is None else tuple(meanings(meaning))
            parts = {part: self._vector_of(space, part) for part in wanted}
            if example_vector is not None:
                given = Like(Path(query.example), 1.0, NOWHERE)
                parts[given] = example_vector
                meaning = given if meaning is None else All((meaning, given), NOWHERE)
            sources = self._sources(space, hidden=hidden)
            weighed = best(meaning, parts, allowed, limit, least_relevance, sources, marks)
        result = self._result(space, query, weighed, notice)
        return replace(result, is_foreign=is_foreign(told, languages))

    def explain(
        self, text: str, photo_ids: Sequence[int], example: Path | bytes | None = None
    ) -> dict[int, tuple[PartRelevance, ...]]:
        """How relevant photos are to each part of a query, and to an example beside it, by their ids.

        A photo that the model has not described has no relevance to words. Raises as :meth:`search`.
        """
        # Not before there is a query: it is not needed for a library to open.
        from photoorg.search.explanation import Part, explained

        query = make_query(text, example, 0.5)
        parts = self._queries.explained_parts(query.text)
        space = self._space()
        vectors = {one: self._vector_of(space, one) for part in parts for one in meanings(part.node)}
        if example is not None:
            given = Like(Path(query.example), 1.0, NOWHERE)
            is_file = isinstance(example, Path)
            vectors[given] = (
                self._vector_of(space, given)
                if is_file
                else encode_example(space.encoder.get(), example, query.example)
            )
            parts.append(Part.of(given, given, query.text, Path(query.example).name))
        ids = np.unique(np.array(photo_ids, np.int64))
        space.index.refresh(wait=False)
        among = partial(self._fulfilling_among, ids)
        return explained(parts, vectors, ids, replace(self._sources(space), fulfilling=among))

    def ordered(self, result: SearchResult, order: Order) -> SearchResult:
        """The same hits in another order."""
        if order is Order.RELEVANCE:
            return result
        by_id = {hit.photo_id: hit for hit in result.hits}
        photo_ids = self._photos.newest_first(list(by_id))
        if order is Order.OLDEST:
            photo_ids.reverse()
        return replace(result, hits=tuple(by_id[photo_id] for photo_id in photo_ids))

    def word_sense(self) -> tuple[EmbeddingSpace, WordBackground]:
        """The space that searches use, in step with the catalogue, and what words mean there. Raises
        ModelUnavailable."""
        space = self._space()
        space.index.refresh(wait=False)
        return space, self._backgrounds(space).for_words()

    def matching(self, text: str) -> list[int]:
        """Reachable photos that a query of filters alone lets through, newest first.

        Raises QueryError, also where the query has words or examples; ModelUnavailable for labels.
        """
        chosen, meaning = self._queries.parts_of(text)
        if meaning is not None:
            raise QueryError(
                Sentence("This query needs more than the catalogue."), next(meanings(meaning)).span.start
            )
        return self._photos.fulfilling(with_labels(chosen, self._labelled))

    def similar_to_photo(
        self,
        photo_id: int,
        name: str,
        limit: int,
        least_relevance: float = CUTOFF,
        marks: Marks = NO_MARKS,
    ) -> SearchResult | None:
        """Photos like one of the library, itself left out; None while the model has not described it."""
        space = self._space()
        vector = space.embeddings.vectors([photo_id]).get(photo_id)
        if vector is None:
            return None
        space.index.refresh(wait=False)
        if marks:
            part = Like(Path(name), 1.0, NOWHERE)
            sources = self._sources(space)
            weighed = best(part, {part: vector}, None, limit + 1, least_relevance, sources, marks)
        else:
            weighed = self._nearest_of(space, vector, 0.0, limit + 1, least_relevance, None)
        return self._result(space, Query("", name), weighed.without(photo_id, limit), "")

    def fitting(
        self,
        members: Sequence[int],
        refused: Sequence[int],
        left_out: Collection[int],
        limit: int,
        least_relevance: float,
    ) -> SearchResult:
        """Photos that fit an album with these members, see :mod:`photoorg.search.fitting`."""
        from photoorg.search.fitting import fitting

        space = self._space()
        space.index.refresh(wait=False)
        if not len(space.index):
            return self._result(space, Query("", ""), NOTHING, "")
        weighed = fitting(
            np.array(members, np.int64),
            np.array(refused, np.int64),
            left_out,
            nearest=space.index.search,
            there=self._there,
            vectors=space.index.vectors,
            relevance=lambda example, cosines: self._of_example(space, example, 0.0, cosines),
            whitening=self._backgrounds(space).whitening(),
            limit=limit,
            least_relevance=least_relevance,
        )
        return self._result(space, Query("", ""), weighed, "")

    def _nearest_of(
        self,
        space: EmbeddingSpace,
        vector: FloatArray,
        share: float,
        limit: int,
        least_relevance: float,
        allowed: IdArray | None,
    ) -> Weighed:
        """The photos nearest to one vector, which is words by ``share`` and an example by the rest."""
        if share == 1.0:
            return self._nearest_to_words(space, vector, limit, least_relevance, allowed)
        found = self._nearest(space, vector, limit, allowed)
        relevance = self._of_example(space, vector, share, found.scores)
        kept = relevance >= least_relevance
        return Weighed(found.ids[kept], found.scores[kept], relevance[kept])

    def _nearest_to_words(
        self,
        space: EmbeddingSpace,
        query: FloatArray,
        limit: int,
        least_relevance: float,
        allowed: IdArray | None,
    ) -> Weighed:
        """The best photos, most relevant first, which is not quite the order of their cosines. The search
        index knows only that one, so some more are asked for."""
        background = self._backgrounds(space).for_words()
        found = self._nearest(space, query, limit + REORDERED_BEYOND, allowed)
        # Most are out of the question even if they say little to other words; their vectors are not read.
        hopeful = background.relevance(query, found.scores, background.lowest_level) >= least_relevance
        ids, photos = space.index.vectors(found.ids[hopeful])
        if not len(ids):
            return NOTHING
        scores = found.scores[np.isin(found.ids, ids)]
        relevance = background.relevance(query, scores, background.levels(photos))
        order = np.argsort(-relevance, kind="stable")[:limit]
        order = order[relevance[order] >= least_relevance]
        return Weighed(ids[order], scores[order], relevance[order])

    def _of_example(
        self, space: EmbeddingSpace, vector: FloatArray, share: float, scores: FloatArray
    ) -> FloatArray:
        relevance = self._backgrounds(space).for_share(share).relevance(vector, scores)
        if share == 0.0:
            relevance = np.maximum(relevance, same_picture(scores), dtype=np.float32)
        return relevance

    def _of_part(
        self,
        space: EmbeddingSpace,
        part: Words | Like,
        vector: FloatArray,
        scores: FloatArray,
        photos: FloatArray,
    ) -> FloatArray:
        if isinstance(part, Like):
            return self._of_example(space, vector, 0.0, scores)
        background = self._backgrounds(space).for_words()
        return background.relevance(vector, scores, background.levels(photos))

    def _sources(self, space: EmbeddingSpace, *, hidden: bool = False) -> Sources:
        return Sources(
            nearest=partial(self._nearest, space),
            vectors=space.index.vectors,
            relevance=partial(self._of_part, space),
            fulfilling=partial(self._fulfilling, hidden=hidden),
            whitening=self._backgrounds(space).whitening,
        )

    def _vector_of(self, space: EmbeddingSpace, part: Words | Like) -> FloatArray:
        if isinstance(part, Words):
            return encode_words(space.encoder.get(), part.text)
        photo_id = self._photos.id_at_path(part.picture)
        known = {} if photo_id is None else space.embeddings.vectors([photo_id])
        if photo_id in known:
            return known[photo_id]
        return encode_example(space.encoder.get(), part.picture, str(part.picture))

    def _result(self, space: EmbeddingSpace, query: Query, weighed: Weighed, notice: str) -> SearchResult:
        # Not whole records: reading 500 of them takes longer than the search.
        known = self._photos.paths(weighed.ids.tolist())
        beside = self._photos.files_beside(weighed.ids.tolist())
        found = zip(weighed.ids.tolist(), weighed.scores.tolist(), weighed.relevance.tolist(), strict=True)
        hits = tuple(
            Hit(
                photo_id,
                known[photo_id].path,
                score,
                relevance,
                beside.get(photo_id, ()),
                known[photo_id].offline,
            )
            for photo_id, score, relevance in found
            if photo_id in known
        )
        return SearchResult(str(query), space.key, hits, notice)

    def _backgrounds(self, space: EmbeddingSpace) -> Backgrounds:
        """What scores mean in this space; measured anew after a change of model."""
        known = self._known_backgrounds
        if known.space is not space:
            known = self._known_backgrounds = Backgrounds(space, self._cache)
        return known

    def _fulfilling(self, chosen: Filter, *, hidden: bool = False) -> IdArray:
        return np.array(self._photos.fulfilling(with_labels(chosen, self._labelled), hidden=hidden), np.int64)

    def _fulfilling_among(self, photo_ids: IdArray, chosen: Filter) -> IdArray:
        fulfilling = self._photos.fulfilling_among(photo_ids.tolist(), with_labels(chosen, self._labelled))
        return np.array(list(fulfilling), np.int64)

    def _nearest(
        self, space: EmbeddingSpace, vector: FloatArray, count: int, allowed: IdArray | None
    ) -> Neighbours:
        """The nearest ``count`` of the ``allowed`` photos (None: all that are there)."""
        if allowed is not None and len(allowed) <= EXACT_UP_TO:
            ids, vectors = space.index.vectors(allowed)
            if not len(ids):
                return Neighbours(NOTHING.ids, NOTHING.scores)
            return nearest_of(ids, vectors @ vector, count)
        asked = count + 1
        while True:
            found = space.index.search(vector, asked)
            wanted = np.isin(found.ids, self._there(found.ids) if allowed is None else allowed)
            if np.count_nonzero(wanted) >= count or len(found.ids) < asked:
                return Neighbours(found.ids[wanted][:count], found.scores[wanted][:count])
            # Most of them may be gone, or a filter keep them out.
            asked *= 4

    def _there(self, photo_ids: IdArray) -> IdArray:
        return np.array(list(self._photos.reachable_among(photo_ids.tolist())), np.int64)


def _require_words(meaning: Node | None) -> None:
    """Raises QueryError for words of signs alone: no photo looks like them, and yet some would be nearest."""
    for part in () if meaning is None else meanings(meaning):
        if isinstance(part, Words) and not says_something(part.text):
            raise QueryError(Sentence("There is nothing to look for in signs alone."), part.span.start)


def _words_of(meaning: Node | None) -> Iterator[Words]:
    if meaning is not None:
        yield from (part for part in meanings(meaning) if isinstance(part, Words))


def nearest_of(ids: IdArray, scores: FloatArray, count: int) -> Neighbours:
    """The best ``count`` of photos (n,) by their scores (n,)."""
    order = np.argsort(-scores, kind="stable")[:count]
    return Neighbours(ids[order], scores[order])
