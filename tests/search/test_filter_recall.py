"""Of the photos that a filter lets through, the best are found, in an index that is only nearly exact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from benchmarks.large_library import LookedUpEncoder, make_library
from photoorg.photo_library import PhotoLibrary
from photoorg.search import searcher
from tests.pictures import encoded, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from photoorg.index.vector_index import FloatArray

PHOTOS, DIMENSION, KINDS, WANTED = 8_000, 32, 60, 50


@pytest.fixture(scope="module")
def vectors() -> FloatArray:
    """Photos of several kinds, as in a real library: whatever a filter lets through is spread over them."""
    random = np.random.default_rng(3)
    kinds = random.normal(size=(KINDS, DIMENSION))
    made = kinds[random.integers(KINDS, size=PHOTOS)] + 0.5 * random.normal(size=(PHOTOS, DIMENSION))
    return (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture(scope="module")
def large(vectors: FloatArray, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PhotoLibrary]:
    directory = tmp_path_factory.mktemp("large")
    encoder = LookedUpEncoder(vectors)
    make_library(directory, vectors, encoder.key)
    with PhotoLibrary.open(directory / "library", encoder=encoder) as library:
        library.set_rating(range(2, PHOTOS + 1, 3), 4)
        library.set_rating(range(1, PHOTOS + 1, 100), 5)
        yield library


@pytest.mark.parametrize(("query", "share"), [("rating:5", 0.01), ("rating:>=4", 0.34), ("-rating:5", 0.99)])
@pytest.mark.parametrize("is_asked_exactly", [True, False])
def test_the_best_of_a_filter_are_found(
    large: PhotoLibrary,
    vectors: FloatArray,
    query: str,
    share: float,
    is_asked_exactly: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not is_asked_exactly:
        # As of a filter that lets too many through for that.
        monkeypatch.setattr(searcher, "EXACT_UP_TO", 0)
    allowed = np.array(large.matching(query))
    assert len(allowed) == pytest.approx(share * PHOTOS, rel=0.05)
    encoder = LookedUpEncoder(vectors)
    found_of_best = 0
    for seed in range(10):
        picture = plain((seed, 2 * seed, 3 * seed))
        given = encoded(picture, "PNG")
        found = large.search(query, image=given, text_weight=0, limit=WANTED, least_relevance=0).hits
        example = encoder.encode_images(encoder.preprocess(picture)[np.newaxis])[0]
        cosines = vectors[allowed - 1] @ example
        best = set(allowed[np.argsort(-cosines)[:WANTED]].tolist())
        assert len(found) == WANTED
        found_of_best += len(best & {hit.photo_id for hit in found})
    assert found_of_best >= 0.99 * 10 * WANTED
