"""Features of the frozen towers, computed once with OpenVINO and cached as .npy files.

OpenVINO gives the same numbers as torch (float32, largest difference about 1e-6 of the range) and is an order
of magnitude faster on a CPU, which decides whether a person can retrain the model without a GPU.
"""

from __future__ import annotations

import hashlib
import warnings
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from photoorg.encoders.builtin.architecture import build_towers, load_tokenizer
from photoorg.encoders.builtin.towers import IMAGE_SIZE_PX, TEXT_FEATURES
from photoorg.encoders.openclip import evaluation_transform
from photoorg.encoders.openvino_runtime import import_openvino

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import torch

FloatArray = npt.NDArray[np.float32]

_TEXTS_PER_BATCH = 64


class FrozenTowers:
    """The two towers of the built-in model without heads, with a cache of what they returned."""

    def __init__(self, cache: Path) -> None:
        cache.mkdir(parents=True, exist_ok=True)
        self._cache = cache
        self._model, self.classifier = build_towers()
        self._tokenize = load_tokenizer()

    def image_features(self, images: Sequence[Path], report: Callable[[str], None]) -> FloatArray:
        """Photos as they are and mirrored, to features (n, 2, 2912)."""
        return self._cached("stages", [str(image) for image in images], lambda: self._photos(images, report))

    def text_features(self, texts: Sequence[str]) -> FloatArray:
        """Texts to pooled MiniLM states (n, 1152)."""
        return self._cached("layers", texts, lambda: self._sentences(texts))

    def _cached(self, kind: str, items: Sequence[str], compute: Callable[[], FloatArray]) -> FloatArray:
        name = hashlib.sha256("\n".join([kind, *items]).encode()).hexdigest()[:16]
        path = self._cache / f"{kind}-{name}.npy"
        if not path.exists():
            features = compute()
            partial = path.with_suffix(".partial.npy")
            np.save(partial, features)
            partial.replace(path)
        loaded: FloatArray = np.load(path)
        return loaded

    def _photos(self, images: Sequence[Path], report: Callable[[str], None]) -> FloatArray:
        preprocess = evaluation_transform(self._model)
        features = []
        for count, path in enumerate(images):
            with Image.open(path) as image:
                pixels = preprocess(image.convert("RGB")).numpy()
            features.append(self._image_tower(np.stack([pixels, pixels[:, :, ::-1]]))[0])
            if count % 1000 == 0:
                report(f"features of {count} / {len(images)} photos")
        return np.stack(features).astype(np.float32)

    def _sentences(self, texts: Sequence[str]) -> FloatArray:
        # Sorted by length, a batch holds little padding.
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        features = np.empty((len(texts), TEXT_FEATURES), dtype=np.float32)
        for start in range(0, len(order), _TEXTS_PER_BATCH):
            batch = order[start : start + _TEXTS_PER_BATCH]
            features[batch] = self._text_tower(self._tokenize([texts[place] for place in batch]).numpy())[0]
        return features

    @cached_property
    def _image_tower(self) -> Any:
        import torch

        return _compile(self._model.visual, torch.zeros(2, 3, IMAGE_SIZE_PX, IMAGE_SIZE_PX))

    @cached_property
    def _text_tower(self) -> Any:
        return _compile(self._model.text, self._tokenize(["one text", "another"]))


def _compile(module: torch.nn.Module, example: torch.Tensor) -> Any:
    openvino = import_openvino()
    with warnings.catch_warnings():
        # The conversion traces the module, about which torch warns in several ways.
        warnings.simplefilter("ignore")
        converted = openvino.convert_model(module, example_input=example)
    return openvino.Core().compile_model(
        converted, "CPU", {"INFERENCE_PRECISION_HINT": "f32", "PERFORMANCE_HINT": "THROUGHPUT"}
    )
