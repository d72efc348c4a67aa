"""YuNet and SFace are read as OpenCV reads them; here with tiny networks in their place."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
import pytest

from photoorg.encoders import face_models
from photoorg.errors import ModelUnavailable
from photoorg.people.alignment import arcface_crop_to_picture, crop_to_picture
from photoorg.people.picture_pyramid import PicturePyramid
from photoorg.people.sface import Sface
from photoorg.people.yunet import Yunet
from photoorg.people.yunet_sface_analyzer import YunetSfaceAnalyzer
from tests.encoders.small_hub import SmallHub, serve
from tests.people.small_face_networks import LANDMARKS, write_describer, write_detector

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.people.faces import Pixels

RED = (255, 0, 0)


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    directory = tmp_path_factory.mktemp("networks")
    return write_detector(directory / "yunet.onnx"), write_describer(directory / "sface.onnx")


@pytest.fixture(scope="session")
def small(files: tuple[Path, Path]) -> YunetSfaceAnalyzer:
    return YunetSfaceAnalyzer(*files, threads=1)


def black(width: int, height: int) -> Pixels:
    return np.zeros((height, width, 3), np.uint8)


@pytest.mark.parametrize("place", [(0, 0), (80, 40), (632, 632), (1000, 72), (1192, 792)])
def test_a_face_is_where_its_cell_is(files: tuple[Path, Path], place: tuple[int, int]) -> None:
    # In some tiles, at the border of one, and where the picture ends.
    left, top = place
    picture = black(1200, 800)
    picture[top : top + 8, left : left + 8] = RED
    found = Yunet(files[0], 1).find(PicturePyramid(picture), 16, 0.9)
    assert found.scores == pytest.approx([1.0])
    centre = np.array([left, top]) + 4
    half = np.array([4, 5]) * 4
    assert found.boxes[0] == pytest.approx([*(centre - half), *(centre + half)], abs=1e-3)
    assert found.landmarks[0] == pytest.approx(np.array(place) + np.array(LANDMARKS) * 8, abs=1e-3)


def test_blue_is_not_red_and_what_is_less_sure_is_left_out(files: tuple[Path, Path]) -> None:
    detector = Yunet(files[0], 1)
    picture = black(640, 320)
    picture[80:88, 80:88] = RED[::-1]
    assert len(detector.find(PicturePyramid(picture), 16, 0.5).boxes) == 0
    picture[80:88, 80:88] = (204, 0, 0)
    assert detector.find(PicturePyramid(picture), 16, 0.5).scores == pytest.approx([0.8], abs=1e-3)
    assert len(detector.find(PicturePyramid(picture), 16, 0.9).boxes) == 0


def test_a_face_is_found_once_in_whatever_size(files: tuple[Path, Path]) -> None:
    detector = Yunet(files[0], 1)
    for side in (64, 200, 600):
        picture = black(2000, 1500)
        picture[512 : 512 + side, 768 : 768 + side] = RED
        found = detector.find(PicturePyramid(picture), 40, 0.9)
        assert len(found.boxes) >= 1
        middle = (found.boxes[0, :2] + found.boxes[0, 2:]) / 2
        assert np.all(np.abs(middle - [768 + side / 2, 512 + side / 2]) < side / 2)
    assert len(detector.find(PicturePyramid(black(3, 2)), 20, 0.5).boxes) == 0


def with_faces(*columns: int) -> Pixels:
    """Red cells, each beside something blue where its left eye is."""
    picture = black(900, 300)
    for column in columns:
        picture[100:120, column : column + 20] = RED
        picture[80:100, column - 20 : column] = RED[::-1]
    return picture


def test_it_fulfils_the_protocol(small: YunetSfaceAnalyzer) -> None:
    picture = with_faces(160, 600)
    faces = small.analyze(picture)
    assert len(faces) == 2
    for face in faces:
        assert (face.analyzer, small.dimension) == (small.key, len(face.descriptor))
        assert np.linalg.norm(face.descriptor) == pytest.approx(1, abs=1e-5)
        assert face.descriptor.dtype == np.float32
        assert 0 <= face.left < face.left + face.width <= 1
        assert 0 <= face.top < face.top + face.height <= 1
        assert face.height_px == pytest.approx(face.height * 300, rel=1e-4)
        assert face.left < face.landmarks[2, 0] < face.left + face.width
    assert float(faces[0].descriptor @ faces[1].descriptor) > 0.99
    # The other way round blue is beside the other eye: the mirror image counts as much.
    (mirrored,) = small.analyze(np.ascontiguousarray(with_faces(160)[:, ::-1]))
    assert float(faces[0].descriptor @ mirrored.descriptor) > 0.9
    other = with_faces(160)
    other[80:100, 180:220] = RED[::-1]
    (different,) = small.analyze(other)
    assert float(faces[0].descriptor @ different.descriptor) < 0.99
    for size in ((1, 1), (8, 8), (1, 3000), (3000, 2)):
        assert small.analyze(np.zeros((*size, 3), np.uint8)) == ()


def test_several_threads_may_ask(small: YunetSfaceAnalyzer) -> None:
    pictures = [with_faces(160), with_faces(160, 600), black(300, 300)] * 4
    with ThreadPoolExecutor(4) as pool:
        counts = [len(faces) for faces in pool.map(small.analyze, pictures)]
    assert counts == [1, 2, 0] * 4


def test_crops_are_aligned_as_for_training() -> None:
    # The template of 112 px, turned, made three times as large and moved, comes back to itself.
    places = np.array(
        [[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655], [70.7299, 92.2041]]
    )
    turn = 3 * np.exp(0.4j)
    moved = (places[:, 0] + 1j * places[:, 1]) * turn + (200 - 50j)
    landmarks = np.column_stack([moved.real, moved.imag]).astype(np.float32)
    matrix = arcface_crop_to_picture(landmarks)
    assert np.hypot(*matrix[:, 0]) == pytest.approx(3, abs=1e-4)
    # Pixels have their middle at a half.
    assert np.column_stack([places + 0.5, np.ones(5)]) @ matrix.T == pytest.approx(landmarks + 0.5, abs=1e-3)
    assert np.isfinite(arcface_crop_to_picture(np.zeros((5, 2), np.float32))).all()
    assert np.isfinite(crop_to_picture(np.zeros((5, 2), np.float32))).all()


def test_red_is_red_for_the_describer(files: tuple[Path, Path]) -> None:
    crop = np.zeros((1, 112, 112, 3), np.uint8)
    crop[..., 0] = 255
    described = Sface(files[1], 1).describe(crop)
    assert described[0] == pytest.approx([1.0] * 64 + [0.0] * 64, abs=1e-3)
    assert Sface(files[1], 1).describe(crop[:0]).shape == (0, 128)


def test_a_detector_for_pictures_of_any_size(tmp_path: Path) -> None:
    picture = black(640, 640)
    picture[80:88, 80:88] = RED
    detector = Yunet(write_detector(tmp_path / "any.onnx", side="side"), 1)
    assert len(detector.find(PicturePyramid(picture), 16, 0.9).boxes) == 1


def test_other_files_are_told(files: tuple[Path, Path], tmp_path: Path) -> None:
    detector, describer = files
    damaged = tmp_path / "damaged.onnx"
    damaged.write_bytes(detector.read_bytes()[:-300])
    bad = [
        (describer, describer),
        (detector, detector),
        (write_detector(tmp_path / "less.onnx", leave_out="kps_16"), describer),
        (detector, write_describer(tmp_path / "longer.onnx", dimension=256)),
        (damaged, describer),
        (tmp_path / "nothing.onnx", describer),
    ]
    for one, other in bad:
        with pytest.raises(ModelUnavailable, match="yunet-sface cannot be loaded"):
            YunetSfaceAnalyzer(one, other)


FETCH = """
import json, sys
from photoorg.encoders import face_models
from photoorg.encoders.downloading import download_model
from photoorg.encoders.transfer import RemoteFile
from photoorg.errors import PhotoOrgError
from photoorg.people.analyzer_name import AnalyzerName
from photoorg.people.analyzers import load_analyzer
for name, size, digest in zip(("DETECTOR", "DESCRIBER"), map(int, sys.argv[1::2]), sys.argv[2::2]):
    known = getattr(face_models, name)
    setattr(face_models, name, RemoteFile(known.repository, known.commit, known.name, size, digest))
try:
    plan = face_models.face_models_download()
    missing = plan.missing_bytes
    download_model(plan)
    analyzer = load_analyzer(AnalyzerName.YUNET_SFACE, 1)
    left = plan.missing_bytes
    freed = face_models.remove_face_models()
    print(json.dumps([str(plan.name), missing, left, analyzer.key, freed, plan.missing_bytes]))
except PhotoOrgError as error:
    print(json.dumps(str(error)))
"""


@pytest.mark.parametrize("is_damaged", [False, True])
def test_it_is_fetched_checked_and_removed(
    files: tuple[Path, Path], tmp_path: Path, is_damaged: bool
) -> None:
    contents = [file.read_bytes() for file in files]
    known = (face_models.DETECTOR, face_models.DESCRIBER)
    served = {file.repository: {file.name: content} for file, content in zip(known, contents, strict=True)}
    if is_damaged:
        # As long as it should be.
        served[known[1].repository][known[1].name] = b"x" * len(contents[1])
    with serve(SmallHub(served)) as hub:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("HF_")}
        environment |= {"HF_ENDPOINT": hub.endpoint, "HF_HOME": str(tmp_path / "hub")}
        expected = [text for content in contents for text in (str(len(content)), hub.sha256(content))]
        told = subprocess.run(
            [sys.executable, "-c", FETCH, *expected],
            env=environment,
            capture_output=True,
            text=True,
            timeout=100,
            check=True,
        ).stdout
    answer = json.loads(told)
    size = sum(map(len, contents))
    if is_damaged:
        assert answer == f"{known[1].name} arrived damaged and was deleted; download it again."
    else:
        assert answer == ["yunet-sface", size, 0, YunetSfaceAnalyzer.key, size, size]
