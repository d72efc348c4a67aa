"""Candidates are few, and the copies are among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from photoorg.albums.duplicates.looks import Looks, SketchIndex, candidates_of, least_cosine
from photoorg.albums.duplicates.sketch import SKETCH_SIZE, sketches
from photoorg.index.exact import ExactIndex
from tests.photo_copies import ATTACKS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PIL import Image

    from photoorg.index.vector_index import FloatArray

DIMENSION = 48


def _unit(count: int, dimension: int, seed: int) -> FloatArray:
    made = np.random.default_rng(seed).normal(size=(count, dimension)).astype(np.float32)
    return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True))


def _library(count: int) -> Looks:
    return Looks.of(_unit(count, DIMENSION, 1), list(_unit(count, SKETCH_SIZE, 2)[:, np.newaxis]))


@pytest.mark.parametrize("count", [0, 1])
def test_nobody_to_compare_with(count: int) -> None:
    assert _library(count).candidates().shape == (0, 2)
    index = SketchIndex()
    index.add([], [])
    index.remove([])
    assert index.near(_unit(1, SKETCH_SIZE, 2)) == []


def test_plain_pictures_that_nobody_described_are_no_candidates() -> None:
    plain = [np.zeros((1, SKETCH_SIZE), np.float32)] * 5
    assert Looks.of(np.zeros((5, DIMENSION), np.float32), plain).candidates().shape == (0, 2)


def test_two_photos_are_compared() -> None:
    vectors = np.repeat(_unit(1, DIMENSION, 1), 2, axis=0)
    assert Looks.of(vectors, [np.zeros((1, SKETCH_SIZE), np.float32)] * 2).candidates().tolist() == [[0, 1]]


def test_near_vectors_are_candidates_and_others_are_not() -> None:
    looks = _library(2_000)
    looks.vectors[7] = looks.vectors[1_500] + 0.03 * looks.vectors[3]
    looks.vectors[7] /= np.linalg.norm(looks.vectors[7])
    pairs = looks.candidates().tolist()
    assert [7, 1_500] in pairs
    # Of the others hardly one is nearer than chance would have it.
    assert len(pairs) < 20


def test_equal_photos_are_compared_with_one_of_them() -> None:
    looks = _library(3_000)
    looks.vectors[:] = looks.vectors[0]
    looks.sketches[:] = looks.sketches[0]
    assert looks.candidates().tolist() == [[0, row] for row in range(1, 3_000)]


def test_photos_that_no_model_described_are_found_by_their_sketch(photos: Mapping[str, Image.Image]) -> None:
    looks = Looks.of(
        np.zeros((3, DIMENSION), np.float32),
        [
            sketches(photos["coffee"]),
            sketches(photos["cat"]),
            sketches(ATTACKS["rotated by 90"](photos["cat"])),
        ],
    )
    assert [1, 2] in looks.candidates().tolist()
    assert len(looks.candidates()) <= 2


def test_some_rows_keep_what_is_theirs(photos: Mapping[str, Image.Image]) -> None:
    given = [sketches(ATTACKS["screenshot"](photo)) for photo in list(photos.values())[:4]]
    looks = Looks.of(_unit(4, DIMENSION, 1), given)
    some = looks.some(np.array([1, 3]))
    assert np.array_equal(some.vectors, looks.vectors[[1, 3]])
    assert np.array_equal(some.sketches, np.concatenate([given[1], given[3]]))
    assert some.owners.tolist() == [0] * len(given[1]) + [1] * len(given[3])


def test_where_all_photos_are_alike_the_least_cosine_stays_in_reach() -> None:
    vectors = _unit(1, DIMENSION, 1) + 0.01 * _unit(1_000, DIMENSION, 2)
    assert least_cosine(np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))) <= 0.75


def test_a_new_photo_finds_its_like(photos: Mapping[str, Image.Image]) -> None:
    vectors, index, known = ExactIndex(DIMENSION), SketchIndex(), list(photos.values())
    described = _unit(len(known), DIMENSION, 1)
    index.add(range(len(known)), [sketches(photo) for photo in known])
    vectors.add(np.arange(len(known)), described)
    mirrored = sketches(ATTACKS["mirrored"](known[2]))
    assert index.near(mirrored)[0] == 2
    # By its vector it is like another.
    assert candidates_of(described[4], mirrored, vectors.search, index, 0.9)[:2] == [4, 2]
    index.remove([2])
    assert 2 not in index.near(mirrored)
    assert SketchIndex().near(mirrored) == []


def test_a_large_index_finds_the_same(photos: Mapping[str, Image.Image]) -> None:
    index = SketchIndex()
    index.add(range(6_000), list(_unit(6_000, SKETCH_SIZE, 3)[:, np.newaxis]))
    index.add([9_000], [sketches(photos["cat"])])
    assert index.near(sketches(ATTACKS["rotated by 270"](photos["cat"]))) == [9_000]
    assert index.near(np.zeros((1, SKETCH_SIZE), np.float32)) == []
    # What is known already is replaced.
    index.add([9_000], [sketches(photos["coffee"])])
    assert index.near(sketches(photos["cat"])) == []


def test_a_copy_is_a_candidate_in_a_library_too_large_to_compare_all(
    photos: Mapping[str, Image.Image],
) -> None:
    looks = _library(5_200)
    looks.vectors[:] = 0
    looks.sketches[4] = sketches(photos["cat"])[0]
    looks.sketches[5_000] = sketches(ATTACKS["rotated by 90"](photos["cat"]))[0]
    assert looks.candidates().tolist() == [[4, 5_000]]
