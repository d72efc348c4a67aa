"""Bursts and similar shots are told by time and likeness together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from photoorg.albums.duplicates.groups import GroupKind
from photoorg.albums.duplicates.series import series

if TYPE_CHECKING:
    from photoorg.albums.duplicates.groups import PhotoGroup
    from photoorg.index.vector_index import FloatArray

UNKNOWN = float("nan")
DIMENSION = 64


def _scenes(count: int, seed: int = 0) -> FloatArray:
    made = np.random.default_rng(seed).normal(size=(count, DIMENSION))
    return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), np.float32)


def _series(shots: list[tuple[int, float]]) -> list[PhotoGroup]:
    """Of shots (which scene, when); each a little different from others of the scene. Ids begin with 10."""
    scenes = np.array([scene for scene, _ in shots], int)
    vectors = _scenes(30)[scenes] + 0.3 * _scenes(len(shots), 1)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    # Other photos, long ago, are what the library is like.
    others = _scenes(500, 2)
    return series(
        np.arange(10, 10 + len(shots) + len(others)),
        np.concatenate([vectors, others]),
        np.concatenate([np.array([moment for _, moment in shots], float), -1e9 + 1e4 * np.arange(500.0)]),
    )


def test_a_burst_and_similar_shots() -> None:
    groups = _series([(0, 100), (0, 100.2), (0, 101), (1, 103), (2, 200), (2, 230), (2, 290), (3, 291)])
    assert [(group.kind, group.photo_ids) for group in groups] == [
        (GroupKind.BURST, (10, 11, 12)),
        (GroupKind.SIMILAR, (14, 15, 16)),
    ]
    assert groups[0].reason == "3 shots within 1 s."
    assert groups[1].reason == "3 similar shots within 2 min."


def test_the_same_scene_on_another_day_is_another_series() -> None:
    day = 86_400.0
    assert [group.photo_ids for group in _series([(0, 0), (0, 1), (0, day), (0, day + 1)])] == [
        (10, 11),
        (12, 13),
    ]
    assert _series([(0, 0), (0, day)]) == []


def test_two_scenes_taken_in_turns() -> None:
    groups = _series([(0, 0), (1, 10), (0, 20), (1, 30), (0, 40)])
    assert [group.photo_ids for group in groups] == [(10, 12, 14), (11, 13)]


def test_the_order_of_ids_does_not_matter() -> None:
    assert [group.photo_ids for group in _series([(0, 40), (1, 10), (0, 30), (1, 11)])] == [
        (11, 13),
        (10, 12),
    ]


def test_dates_that_are_guessed_make_no_series() -> None:
    assert _series([(0, UNKNOWN), (0, UNKNOWN), (0, 5)]) == []


@pytest.mark.parametrize("count", [0, 1, 2])
def test_small_libraries(count: int) -> None:
    vectors = np.repeat(_scenes(1), count, axis=0)
    groups = series(np.arange(count), vectors, np.zeros(count))
    assert [group.photo_ids for group in groups] == ([(0, 1)] if count == 2 else [])


def test_a_photo_that_no_model_described_is_left_out() -> None:
    vectors = np.repeat(_scenes(1), 3, axis=0)
    vectors[1] = 0
    assert [group.photo_ids for group in series(np.arange(3), vectors, np.zeros(3))] == [(0, 2)]
