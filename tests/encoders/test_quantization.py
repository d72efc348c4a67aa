"""Image towers in int8, made by the real NNCF: kept, refused, given up, and never told anybody about."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING

import numpy as np
import pytest

from photoorg.encoders.loading import load_encoder
from photoorg.encoders.model_store import ModelStore
from photoorg.encoders.openvino_runtime import INT8_IMAGE_TOWER_FILE, OpenVinoEncoder, processor_name
from photoorg.encoders.quantization import forget_quantization, quantize_stored_model
from photoorg.errors import EnvironmentProblem, ModelUnavailable
from tests.encoders.test_precision import GOOD

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from photoorg.encoders.encoder import Encoder, FloatArray
    from photoorg.encoders.model_name import ModelName
    from photoorg.encoders.precision import Measurement

needs_nncf = pytest.mark.skipif(
    find_spec("nncf") is None, reason="NNCF is not installed (pip install 'photoorg[int8]')"
)
BAD = replace(GOOD, least_cosine=0.5)


def _inputs(count: int, seed: int = 0) -> FloatArray:
    return np.random.default_rng(seed).normal(size=(count, 3, 32, 32)).astype(np.float32)


def _calibration(_encoder: Encoder) -> Sequence[FloatArray]:
    return list(_inputs(20))


def _judge(measurement: Measurement) -> object:
    return lambda _f32, _int8: replace(measurement, processor=processor_name())


@pytest.fixture
def stored(tiny_model: ModelName, store_of_tiny: ModelStore) -> OpenVinoEncoder:
    """The tiny model in a store of its own, in float32."""
    encoder = load_encoder(tiny_model)
    assert isinstance(encoder, OpenVinoEncoder)
    return encoder


@pytest.fixture(scope="module")
def quantized_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the first test that wants the tiny model in int8 leaves it for the others."""
    return tmp_path_factory.mktemp("int8")


@pytest.fixture
def quantized(tiny_model: ModelName, stored: OpenVinoEncoder, quantized_once: Path) -> OpenVinoEncoder:
    """The tiny model in the same store, in int8 from now on."""
    model = ModelStore().find(stored.key)
    assert model is not None
    kept = quantized_once / "model"
    if kept.exists():
        shutil.copytree(kept, model.directory, dirs_exist_ok=True)
        return _loaded(tiny_model)
    encoder = _quantized(tiny_model, stored)
    shutil.copytree(model.directory, kept)
    return encoder


def _quantized(tiny_model: ModelName, stored: OpenVinoEncoder) -> OpenVinoEncoder:
    quantize_stored_model(stored.key, _calibration, _judge(GOOD))
    return _loaded(tiny_model)


def _loaded(tiny_model: ModelName) -> OpenVinoEncoder:
    encoder = load_encoder(tiny_model)
    assert isinstance(encoder, OpenVinoEncoder)
    return encoder


@needs_nncf
def test_a_kept_tower_describes_photos_from_then_on(
    stored: OpenVinoEncoder, quantized: OpenVinoEncoder
) -> None:
    encoder = quantized
    assert (stored.precision, encoder.precision) == ("f32", "int8")
    assert encoder.key == stored.key, "vectors go on to compare"
    cosines = np.sum(encoder.encode_images(_inputs(30, 1)) * stored.encode_images(_inputs(30, 1)), axis=1)
    assert 0.95 < cosines.min() < 0.999999, "near, but not the same tower"
    np.testing.assert_array_equal(encoder.encode_texts(["a dog"]), stored.encode_texts(["a dog"]))


@needs_nncf
def test_a_photo_gets_one_vector_alone_in_a_batch_and_again(
    tiny_model: ModelName, stored: OpenVinoEncoder, quantized: OpenVinoEncoder
) -> None:
    encoder = quantized
    inputs = _inputs(11, 2)
    together = encoder.encode_images(inputs)
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    alone = np.concatenate([encoder.encode_images(row[np.newaxis]) for row in inputs])
    np.testing.assert_allclose(alone, together, atol=1e-3)
    np.testing.assert_array_equal(encoder.encode_images(inputs), together)
    again = _quantized(tiny_model, stored)
    np.testing.assert_allclose(again.encode_images(inputs), together, atol=1e-5)


@needs_nncf
def test_a_refused_tower_is_not_stored_but_the_figures_are(
    tiny_model: ModelName, stored: OpenVinoEncoder
) -> None:
    tries: list[Encoder] = []

    def judge(_f32: Encoder, int8: Encoder) -> Measurement:
        tries.append(int8)
        return BAD

    measurement = quantize_stored_model(stored.key, _calibration, judge)
    assert measurement.objections
    assert len(tries) > 1, "more layers were left in float32"
    model = ModelStore().find(stored.key)
    assert model is not None
    assert model.description["quantization"]["kept"] is False
    assert model.description["quantization"]["least_cosine"] == 0.5
    assert not (model.directory / INT8_IMAGE_TOWER_FILE).exists()
    encoder = load_encoder(tiny_model)
    assert isinstance(encoder, OpenVinoEncoder)
    assert encoder.precision == "f32"
    np.testing.assert_allclose(encoder.encode_images(_inputs(3)), stored.encode_images(_inputs(3)), atol=1e-6)


@needs_nncf
def test_a_refusal_takes_back_what_was_kept_before(
    tiny_model: ModelName, stored: OpenVinoEncoder, quantized: OpenVinoEncoder
) -> None:
    assert quantized.precision == "int8"
    quantize_stored_model(stored.key, _calibration, _judge(BAD))
    assert load_encoder(tiny_model).precision == "f32"  # type: ignore[attr-defined]


@needs_nncf
def test_the_way_back_is_open(
    tiny_model: ModelName, stored: OpenVinoEncoder, quantized: OpenVinoEncoder
) -> None:
    assert forget_quantization(stored.key)
    encoder = load_encoder(tiny_model)
    assert isinstance(encoder, OpenVinoEncoder)
    assert encoder.precision == "f32"
    np.testing.assert_allclose(encoder.encode_images(_inputs(3)), stored.encode_images(_inputs(3)), atol=1e-6)
    assert not forget_quantization(stored.key)


@needs_nncf
def test_another_processor_goes_back_to_float32(
    tiny_model: ModelName, quantized: OpenVinoEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert quantized.precision == "int8"
    monkeypatch.setattr("photoorg.encoders.openvino_runtime.processor_name", lambda: "another")
    assert load_encoder(tiny_model).precision == "f32"  # type: ignore[attr-defined]


@needs_nncf
def test_a_damaged_int8_tower_costs_a_conversion_and_gives_float32(
    tiny_model: ModelName, quantized: OpenVinoEncoder
) -> None:
    model = ModelStore().find(quantized.key)
    assert model is not None
    (model.directory / INT8_IMAGE_TOWER_FILE).with_suffix(".bin").write_bytes(b"damage")
    encoder = load_encoder(tiny_model)
    assert isinstance(encoder, OpenVinoEncoder)
    assert encoder.precision == "f32"
    assert encoder.encode_images(_inputs(1)).shape == (1, 16)


@needs_nncf
def test_an_interrupted_check_changes_nothing(tiny_model: ModelName, stored: OpenVinoEncoder) -> None:
    def stop(_f32: Encoder, _int8: Encoder) -> Measurement:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        quantize_stored_model(stored.key, _calibration, stop)
    model = ModelStore().find(stored.key)
    assert model is not None
    assert "quantization" not in model.description


@needs_nncf
def test_only_what_openvino_runs_can_be_quantized(stored: OpenVinoEncoder) -> None:
    with pytest.raises(ModelUnavailable, match="only what it runs can be quantized"):
        quantize_stored_model("unknown@1", _calibration, _judge(GOOD))


def test_without_nncf_one_sentence_says_what_to_install(
    stored: OpenVinoEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "nncf", None)
    with pytest.raises(EnvironmentProblem, match=r"pip install 'photoorg\[int8\]'"):
        quantize_stored_model(stored.key, _calibration, _judge(GOOD))


@needs_nncf
def test_nncf_tells_nobody(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    """It would use the telemetry package of OpenVINO, which writes into the home folder and sends."""
    program = f"""
import sys
from pathlib import Path
from photoorg.encoders.loading import load_encoder
from photoorg.encoders.quantization import quantize_stored_model
from tests.encoders.test_quantization import BAD, _calibration, _judge
from tests.encoders.tiny_checkpoint import write_tiny_checkpoint
encoder = load_encoder(write_tiny_checkpoint(Path({str(tmp_path / "tiny.safetensors")!r}), seed=6))
quantize_stored_model(encoder.key, _calibration, _judge(BAD))
assert "nncf" in sys.modules
print(sys.modules["openvino_telemetry"], "openvino_telemetry.main" in sys.modules)
"""
    home = tmp_path / "home"
    home.mkdir()
    environment = {"HOME": str(home), "USERPROFILE": str(home), "PHOTOORG_MODELS": str(tmp_path / "store")}
    finished = subprocess.run(
        [sys.executable, "-c", program],
        cwd=pytestconfig.rootpath,
        env=os.environ | {"PYTHONPATH": str(pytestconfig.rootpath)} | environment,
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout.split() == ["None", "False"], "and no bar of NNCF"
    assert not finished.stderr
    assert not (home / "intel").exists()
