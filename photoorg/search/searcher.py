"""Finds photos: by words, by an example picture, by both, or by another photo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from photoorg.imaging.decode import decode_photo
from photoorg.search.backgrounds import Backgrounds
from photoorg.search.calibration import CUTOFF, same_picture
from photoorg.search.query import Query, make_query, notice_about, words_for_encoder
from photoorg.search.results import Hit, SearchResult

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from photoorg.encoders.encoder import Encoder, FloatArray
    from photoorg.index.embedding_space import EmbeddingSpace
    from photoorg.index.vector_index import IdArray
    from photoorg.library.photos import PhotoStore

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
    ) -> None:
        """``space`` is asked once a query, which is answered from that space alone.

        ``cache`` is a directory that may be deleted at any time.
        """
        self._space = space
        self._photos = photos
        self._cache = cache
        self._known_backgrounds = Backgrounds(space(), cache)

    def search(
        self,
        text: str,
        example: Path | bytes | None,
        text_weight: float,
        limit: int,
        least_relevance: float = CUTOFF,
    ) -> SearchResult:
        """Photos that fit words, an example picture, or the weighted sum of both.

        Raises:
            UserInputError: nothing to search for.
            PhotoUnreadable: the example cannot be decoded.
            ModelUnavailable: the encoder cannot be loaded.
        """
        query = make_query(text, example, text_weight)
        space = self._space()
        encoder = space.encoder.get()
        text_vector = encoder.encode_texts([words_for_encoder(query.text)])[0] if query.text else None
        image_vector = None if example is None else encode_picture(encoder, example)
        share = query.text_weight if example is not None else 1.0
        if text_vector is None:
            share = 0.0
        notice = notice_about(query.text, encoder.languages) if query.text else ""
        return self._answer(
            space, query, text_vector, image_vector, share, limit, least_relevance, notice, leave_out=None
        )

    def similar_to_photo(
        self, photo_id: int, name: str, limit: int, least_relevance: float = CUTOFF
    ) -> SearchResult | None:
        """Photos like one of the library, itself left out; None while the model has not described it."""
        space = self._space()
        vector = space.embeddings.vectors([photo_id]).get(photo_id)
        if vector is None:
            return None
        return self._answer(
            space, Query("", name), None, vector, 0.0, limit, least_relevance, "", leave_out=photo_id
        )

    def _answer(
        self,
        space: EmbeddingSpace,
        query: Query,
        text_vector: FloatArray | None,
        image_vector: FloatArray | None,
        share: float,
        limit: int,
        least_relevance: float,
        notice: str,
        leave_out: int | None,
    ) -> SearchResult:
        space.index.refresh(wait=False)
        vector = blend(text_vector, image_vector, share)
        if share == 1.0:
            ids, scores, relevance = self._nearest_to_words(space, vector, limit, least_relevance)
        else:
            ids, scores = self._nearest_reachable(space, vector, limit, leave_out)
            relevance = self._backgrounds(space).for_share(share).relevance(vector, scores)
        if text_vector is None:
            relevance = np.maximum(relevance, same_picture(scores), dtype=np.float32)
        kept = int(np.count_nonzero(relevance >= least_relevance))
        # Not whole records: reading 500 of them takes longer than the search.
        paths = self._photos.paths(ids[:kept].tolist())
        hits = tuple(
            Hit(photo_id, paths[photo_id], float(score), float(relevant))
            for photo_id, score, relevant in zip(ids[:kept].tolist(), scores, relevance, strict=False)
            if photo_id in paths
        )
        return SearchResult(str(query), space.key, hits, notice)

    def _nearest_to_words(
        self, space: EmbeddingSpace, query: FloatArray, limit: int, least_relevance: float
    ) -> tuple[IdArray, FloatArray, FloatArray]:
        """Ids, cosines and relevance of the best photos, most relevant first, which is not quite the order of
        their cosines. The search index knows only that one, so some more are asked for."""
        background = self._backgrounds(space).for_words()
        ids, scores = self._nearest_reachable(space, query, limit + REORDERED_BEYOND, None)
        # Most are out of the question even if they say little to other words; their vectors are not read.
        hopeful = background.relevance(query, scores, background.lowest_level) >= least_relevance
        vectors = space.embeddings.vectors(ids[hopeful].tolist())
        known = np.array([photo_id in vectors for photo_id in ids.tolist()], bool)
        ids, scores = ids[known], scores[known]
        if not len(ids):
            return ids, scores, scores
        photos = np.stack([vectors[photo_id] for photo_id in ids.tolist()])
        relevance = background.relevance(query, scores, background.levels(photos))
        best = np.argsort(-relevance, kind="stable")[:limit]
        return ids[best], scores[best], relevance[best]

    def _backgrounds(self, space: EmbeddingSpace) -> Backgrounds:
        """What scores mean in this space; measured anew after a change of model."""
        known = self._known_backgrounds
        if known.space is not space:
            known = self._known_backgrounds = Backgrounds(space, self._cache)
        return known

    def _nearest_reachable(
        self, space: EmbeddingSpace, vector: FloatArray, limit: int, leave_out: int | None
    ) -> tuple[IdArray, FloatArray]:
        """The best ``limit`` photos that are there; asks for more while missing ones are in the way."""
        count = limit + 1
        while True:
            found = space.index.search(vector, count)
            reachable = self._photos.reachable_among(found.ids.tolist())
            there = np.array([photo_id in reachable for photo_id in found.ids.tolist()], dtype=bool)
            if leave_out is not None:
                there &= found.ids != leave_out
            if np.count_nonzero(there) >= limit or len(found.ids) < count:
                return found.ids[there][:limit], found.scores[there][:limit]
            # A drive that is unplugged may hold most of them.
            count *= 4


def blend(text: FloatArray | None, image: FloatArray | None, share: float) -> FloatArray:
    """The unit vector of words (``share``) and example (the rest); one of them may be absent."""
    if text is None or image is None:
        only = image if text is None else text
        assert only is not None, "a query has words, an example, or both"
        return only
    mixed = share * text + (1 - share) * image
    return np.asarray(mixed / max(float(np.linalg.norm(mixed)), 1e-12), np.float32)


def encode_picture(encoder: Encoder, picture: Path | bytes) -> FloatArray:
    """The unit vector (dimension,) of an image file. Raises PhotoUnreadable."""
    decoded = decode_photo(picture, encoder.image_size_px)
    vector: FloatArray = encoder.encode_images(encoder.preprocess(decoded.image)[np.newaxis])[0]
    return vector
