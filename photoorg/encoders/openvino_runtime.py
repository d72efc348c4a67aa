"""Converted models run by OpenVINO, the quickest way on a processor, without torch and open_clip."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import numpy as np

from photoorg.encoders.batching import IMAGES_PER_BATCH, TEXTS_PER_BATCH, encode_in_batches
from photoorg.encoders.preprocessing import Preprocessing
from photoorg.encoders.tokenizing import Tokenizer
from photoorg.turn_lock import TurnLock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PIL import Image

    from photoorg.encoders.encoder import FloatArray
    from photoorg.encoders.model_store import StoredModel
    from photoorg.encoders.tokenizing import TokenArray

IMAGE_TOWER_FILE = "image.xml"
INT8_IMAGE_TOWER_FILE = "image-int8.xml"
TEXT_TOWER_FILE = "text.xml"
TOKENIZER_FILE = "tokenizer.json"
IMAGE_STREAMS = 2
# Entry of a description: what photoorg.encoders.precision measured, and whether int8 is kept.
QUANTIZATION = "quantization"


def import_openvino() -> Any:
    """The openvino package, kept from telling its maker about it. Raises whatever a broken one raises.

    Importing openvino and converting a model send usage statistics over the network unless the user opted
    out. Without its telemetry package, openvino uses a stand-in that does nothing.
    """
    if "openvino" not in sys.modules:
        sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]  # documented: import then fails
    import openvino

    return openvino


def processor_name() -> str:
    """The processor as it calls itself."""
    return str(import_openvino().Core().get_property("CPU", "FULL_DEVICE_NAME")).strip()


def keeps_int8(description: dict[str, Any]) -> bool:
    """Whether a stored model describes photos in int8, which was found to be as good on this processor."""
    measured = description.get(QUANTIZATION, {})
    return bool(measured.get("kept")) and measured.get("processor") == processor_name()


class OpenVinoEncoder:
    """Fulfils :class:`~photoorg.encoders.encoder.Encoder` with a model of the store.

    Vectors equal those of the torch encoder it was converted from (cosine at least 0.9999). Where the model
    has an image tower in int8 that was found to be as good on this very processor, photos go through that,
    and their vectors are as near as :mod:`photoorg.encoders.precision` says. Several threads may encode at
    the same time. Each tower is made ready when it is first needed: who indexes encodes no text.

    Attributes:
        precision: of the image tower, ``f32`` or ``int8``; the text tower is always f32.
    """

    def __init__(
        self,
        model: StoredModel,
        *,
        key: str,
        threads: int | None = None,
        keep: bool = True,
        int8_tower: Path | None = None,
        languages: frozenset[str] = frozenset(),
    ) -> None:
        """Reads a model that :func:`~photoorg.encoders.conversion.convert_encoder` wrote.

        Args:
            model: from the store.
            key: of the encoder it was converted from.
            threads: processor threads for each tower; None leaves OpenVINO's own choice.
            keep: False when the files go away afterwards, so that everything is read now.
            int8_tower: used for photos whatever the model says.
            languages: that it is known to understand, beside those it says.
        """
        description = model.description
        self.key = key
        self.languages = languages | frozenset(description["languages"])
        self.dimension = int(description["dimension"])
        self.preprocessing = Preprocessing.from_open_clip(description["preprocessing"])
        self.image_size_px = max(self.preprocessing.size_px)
        definition = (model.directory / TOKENIZER_FILE).read_text(encoding="utf-8")
        self._tokenize = Tokenizer(definition, description["tokenizer"])
        self._texts = _Tower(model.directory / TEXT_TOWER_FILE, threads, streams=1, map_file=keep)
        kept = INT8_IMAGE_TOWER_FILE if keeps_int8(description) else IMAGE_TOWER_FILE
        tower = int8_tower or model.directory / kept
        self.precision = "f32" if tower.name == IMAGE_TOWER_FILE else "int8"
        self._images = _Tower(tower, threads, streams=IMAGE_STREAMS, map_file=keep)
        # Where OpenVINO cannot use the processor, that is to be known now.
        processor_name()
        if not keep:
            self._texts.prepare()
            self._images.prepare()

    def preprocess(self, image: Image.Image) -> FloatArray:
        """Upright RGB image to one model input, shape (3, H, W), equal to open_clip's own transform."""
        return self.preprocessing(image)

    def encode_images(self, inputs: FloatArray) -> FloatArray:
        """Model inputs (n, 3, H, W), float32, to unit vectors (n, dimension), float32."""
        return encode_in_batches(inputs, IMAGES_PER_BATCH, self.dimension, self._encode_image_batch)

    def encode_texts(self, texts: Sequence[str]) -> FloatArray:
        """n texts to unit vectors (n, dimension), float32; what exceeds the model's context is cut."""
        return encode_in_batches(list(texts), TEXTS_PER_BATCH, self.dimension, self._encode_text_batch)

    def _encode_image_batch(self, inputs: FloatArray) -> FloatArray:
        vectors = self._images.infer(inputs)
        if self.precision == "int8":
            # What normalises them may be quantized, too.
            vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
        return vectors

    def _encode_text_batch(self, texts: list[str]) -> FloatArray:
        return self._texts.infer(self._tokenize(texts))


class _Tower:
    """One network on the processor. A second thread waits, since one uses all cores already; but only for one
    batch, so that an example picture is not searched for at the end of all that is being indexed.

    Args:
        streams: so many parts of a batch are worked on at the same time, by a part of the threads each. Two
            lose less than one where other processes take a core away, since their threads do not wait for
            one another after each layer.
    """

    def __init__(self, file: Path, threads: int | None, *, streams: int, map_file: bool) -> None:
        self._file = file
        self._threads = threads or os.cpu_count() or 1
        self._streams = min(streams, self._threads)
        self._map_file = map_file
        self._turn = TurnLock()
        self._requests: list[Any] = []

    def prepare(self) -> None:
        """Reads and compiles the network, if that was not done."""
        with self._turn:
            self._prepare()

    def infer(self, inputs: FloatArray | TokenArray) -> FloatArray:
        """One batch (n, ...) to vectors (n, dimension)."""
        with self._turn:
            self._prepare()
            parts = np.array_split(inputs, min(len(inputs), self._streams))
            busy = self._requests[: len(parts)]
            for request, part in zip(busy, parts, strict=True):
                request.start_async([part])
            for request in busy:
                request.wait()
            return np.concatenate([request.get_output_tensor(0).data for request in busy])

    def _prepare(self) -> None:
        if self._requests:
            return
        # Processors with fast bfloat16 would otherwise use it, and vectors would depend on the machine.
        options = {
            "INFERENCE_PRECISION_HINT": "f32",
            "INFERENCE_NUM_THREADS": self._threads,
            "NUM_STREAMS": self._streams,
        }
        core = import_openvino().Core()
        core.set_property({"ENABLE_MMAP": self._map_file})
        # OpenVINO's own cache of compiled models is not used: it saves a tenth of a second, costs as much
        # disk as the model, and does not notice when its files are damaged.
        network = core.compile_model(self._file, "CPU", options)
        self._requests = [network.create_infer_request() for _ in range(self._streams)]
