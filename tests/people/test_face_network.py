"""The describing network run by OpenVINO is the one that dlib runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from photoorg.people.embedded_analyzer import _NETWORK_FILE, _NETWORK_PACKAGE, _directory_of
from photoorg.people.face_network import CROP_PX, FaceNetwork

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.people.faces import Pixels


def test_it_describes_as_dlib_does(portrait: Pixels) -> None:
    dlib = pytest.importorskip("dlib")
    face = Image.fromarray(portrait).crop((150, 40, 310, 200)).resize((CROP_PX, CROP_PX))
    noise = np.random.default_rng(0).integers(0, 256, (CROP_PX, CROP_PX, 3), dtype=np.uint8)
    crops = np.stack([np.asarray(face), noise])
    reference = dlib.face_recognition_model_v1(str(_directory_of(_NETWORK_PACKAGE) / _NETWORK_FILE))
    expected = [np.array(reference.compute_face_descriptor(crop)) for crop in crops]
    np.testing.assert_allclose(
        FaceNetwork(_directory_of(_NETWORK_PACKAGE) / _NETWORK_FILE, 1).describe(crops), expected, atol=1e-5
    )


@pytest.mark.parametrize("damage", ["cut off", "another version"])
def test_a_damaged_file_is_refused(tmp_path: Path, damage: str) -> None:
    data = (_directory_of(_NETWORK_PACKAGE) / _NETWORK_FILE).read_bytes()
    start = data.index(b"con_4") + len(b"con_4")
    broken = tmp_path / "network.dat"
    broken.write_bytes(
        data[: start + 100] if damage == "cut off" else data[:start] + b"\x01\x07" + data[start + 2 :]
    )
    with pytest.raises(ValueError, match=r"ends within a tensor|tensor of version 7"):
        FaceNetwork(broken, 1)
