"""Faces are found wherever and however large they are, and the same person is described alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from photoorg.errors import ModelUnavailable
from photoorg.people.embedded_analyzer import EmbeddedAnalyzer

if TYPE_CHECKING:
    from photoorg.people.faces import Pixels

HEAD = (150, 30, 300, 200)


def _head(portrait: Pixels, height: int) -> Image.Image:
    """With a face about 0.67 times as high."""
    head = Image.fromarray(portrait).crop(HEAD)
    return head.resize((round(height * head.width / head.height), height), Image.Resampling.LANCZOS)


def test_a_face_and_its_landmarks_are_where_they_are(analyzer: EmbeddedAnalyzer, portrait: Pixels) -> None:
    (face,) = analyzer.analyze(portrait)
    assert 0.33 < face.left < 0.37
    assert 0.10 < face.top < 0.14
    assert face.height_px == pytest.approx(face.height * 512, rel=1e-4)
    assert 100 < face.height_px < 130
    left_eye, right_eye, nose, left_mouth, right_mouth = face.landmarks
    assert left_eye[0] < nose[0] < right_eye[0]
    assert max(left_eye[1], right_eye[1]) < nose[1] < min(left_mouth[1], right_mouth[1])
    assert face.is_clear
    assert face.analyzer == analyzer.key
    assert face.descriptor.shape == (analyzer.dimension,)
    assert np.linalg.norm(face.descriptor) == pytest.approx(1, abs=1e-5)


def test_one_person_is_described_alike_at_other_sizes_angles_and_lights(
    analyzer: EmbeddedAnalyzer, portrait: Pixels
) -> None:
    picture = Image.fromarray(portrait)
    (face,) = analyzer.analyze(portrait)
    for changed in (
        picture.resize((300, 300)),
        picture.rotate(25, Image.Resampling.BICUBIC),
        picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
        picture.convert("L").convert("RGB"),
        picture.point(lambda value: value * 0.6),
    ):
        (other,) = analyzer.analyze(np.asarray(changed))
        assert float(face.descriptor @ other.descriptor) > 0.7


def test_a_small_face_in_a_large_photo_is_found(analyzer: EmbeddedAnalyzer, portrait: Pixels) -> None:
    photo = Image.new("RGB", (2400, 1800), (90, 120, 80))
    photo.paste(_head(portrait, 60), (1900, 1300))
    (face,) = analyzer.analyze(np.asarray(photo))
    assert face.left * 2400 == pytest.approx(1915, abs=12)
    assert 32 < face.height_px < 55


def test_all_of_many_faces_are_found(analyzer: EmbeddedAnalyzer, portrait: Pixels) -> None:
    photo = Image.new("RGB", (1600, 1200), (90, 120, 80))
    for column in range(20):
        for row in range(15):
            photo.paste(_head(portrait, 70), (column * 80 + 5, row * 80 + 5))
    assert len(analyzer.analyze(np.asarray(photo))) == 300


def test_a_face_at_the_border_stays_within_the_photo_and_is_not_clear(
    analyzer: EmbeddedAnalyzer, portrait: Pixels
) -> None:
    (face,) = analyzer.analyze(portrait[:, 195:].copy())
    assert face.left == 0
    assert face.left + face.width <= 1
    assert not face.is_clear


@pytest.mark.parametrize("size", [(1, 1), (8, 8), (24, 24), (1, 3000), (3000, 2)])
def test_what_is_too_small_has_no_face(analyzer: EmbeddedAnalyzer, size: tuple[int, int]) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (*size, 3), dtype=np.uint8)
    assert analyzer.analyze(noise) == ()


def test_grey_has_no_face(analyzer: EmbeddedAnalyzer) -> None:
    assert analyzer.analyze(np.full((600, 800, 3), 128, np.uint8)) == ()


def test_a_blurred_face_is_not_clear(analyzer: EmbeddedAnalyzer, portrait: Pixels) -> None:
    tiny = Image.fromarray(portrait).resize((110, 110), Image.Resampling.LANCZOS)
    for face in analyzer.analyze(np.asarray(tiny.resize((512, 512), Image.Resampling.BICUBIC))):
        assert not face.is_clear


def test_without_the_packages_of_models_one_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("photoorg.people.embedded_analyzer.find_spec", lambda _name: None)
    with pytest.raises(ModelUnavailable, match="is missing; install photoorg again"):
        EmbeddedAnalyzer()
