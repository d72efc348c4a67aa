"""Faces in pictures that nobody turned upright."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

if TYPE_CHECKING:
    from photoorg.people.embedded_analyzer import EmbeddedAnalyzer
    from photoorg.people.faces import Pixels


@pytest.mark.parametrize("quarter_turns", [1, 2, 3])
def test_the_same_face_is_found_where_it_is(
    analyzer: EmbeddedAnalyzer, portrait: Pixels, quarter_turns: int
) -> None:
    picture = portrait[:, 60:440].copy()
    (upright,) = analyzer.analyze(picture)
    turned = np.ascontiguousarray(np.rot90(picture, quarter_turns))
    (face,) = analyzer.analyze(turned)
    assert float(face.descriptor @ upright.descriptor) > 0.98
    assert face.height_px == pytest.approx(upright.height_px, abs=4)
    assert face.is_clear
    # Pixels of the landmarks are the same in both.
    marked = np.zeros(picture.shape[:2], np.uint8)
    for number, (x, y) in enumerate(upright.landmarks, 1):
        marked[int(y * marked.shape[0]), int(x * marked.shape[1])] = number
    marked = np.rot90(marked, quarter_turns)
    for number, (x, y) in enumerate(face.landmarks, 1):
        row, column = np.argwhere(marked == number)[0]
        assert (column, row) == (
            pytest.approx(x * marked.shape[1], abs=4),
            pytest.approx(y * marked.shape[0], abs=4),
        )
        assert face.left < x < face.left + face.width
        assert face.top < y < face.top + face.height


def test_an_upright_picture_stays_upright(analyzer: EmbeddedAnalyzer, portrait: Pixels) -> None:
    # A large one upside down, beside a smaller one that stands.
    picture = np.concatenate([portrait, np.rot90(portrait, 2)], axis=1)
    faces = analyzer.analyze(picture)
    assert faces[0].left < 0.5
    assert faces[0].landmarks[0, 1] < faces[0].landmarks[3, 1]


def test_all_faces_of_a_turned_picture_are_found(analyzer: EmbeddedAnalyzer, portrait: Pixels) -> None:
    half = portrait[::2, ::2]
    canvas = np.full((1200, 1600, 3), 110, np.uint8)
    canvas[:512, :512] = portrait
    # So small that the quick look at the turns does not see them.
    for column in range(5):
        canvas[700:828, 300 * column : 300 * column + 128] = half[::2, ::2]
    assert len(analyzer.analyze(canvas)) == 6
    assert len(analyzer.analyze(np.ascontiguousarray(np.rot90(canvas)))) == 6
