"""A torch encoder written down as a model of the store, and proved to be the same model."""

from __future__ import annotations

import contextlib
import logging
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from photoorg.encoders.builtin.architecture import ShortTokenizer
from photoorg.encoders.model_store import StoredModel
from photoorg.encoders.openvino_runtime import (
    IMAGE_TOWER_FILE,
    TEXT_TOWER_FILE,
    TOKENIZER_FILE,
    OpenVinoEncoder,
    import_openvino,
)
from photoorg.encoders.preprocessing import Preprocessing
from photoorg.encoders.tokenizer_conversion import convert_tokenizer
from photoorg.encoders.tokenizing import NotConvertible

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from torch import Tensor

    from photoorg.encoders.encoder import Encoder, FloatArray
    from photoorg.encoders.openclip import OpenClipEncoder

LEAST_COSINE = 0.9999
# Whatever tokenizers treat differently: case, accents, other scripts, emoji, markup, length, nothing at all.
_PROBE_TEXTS = (
    *(
        "a dog",
        "",
        "  Two\tDogs, it's  RAINING! ",
        "café naïve Straße",
        "日本の寺",
        "красная машина",
        "🐕‍🦺 ½",
    ),
    *("&amp;lt;b&gt; don't_stop", "x" * 300, "a long walk along the sea in the evening " * 30),
)
_PROBE_SIZES = ((3, 4), (400, 300), (90, 700))


def convert_encoder(encoder: OpenClipEncoder, directory: Path) -> dict[str, Any]:
    """Writes both towers and the tokenizer of ``encoder`` into ``directory`` and returns the description.

    Raises:
        NotConvertible: a part cannot be expressed, or the converted model gives other vectors.
        OSError: the files cannot be written.
    """
    try:
        description = _convert(encoder, directory)
        converted = OpenVinoEncoder(StoredModel(directory, description), key=encoder.key, keep=False)
        least = _least_cosine(encoder, converted)
    except (NotConvertible, OSError, MemoryError):
        raise
    except Exception as error:
        # Tracing, translating and compiling a network raise whatever they trip over.
        reason = str(error).strip().partition("\n")[0][:200]
        raise NotConvertible(f"{type(error).__name__}: {reason}") from error
    # Also false for NaN.
    if not least >= LEAST_COSINE:
        raise NotConvertible(f"cosine {least:.5f} to the original")
    return description


def _convert(encoder: OpenClipEncoder, directory: Path) -> dict[str, Any]:
    import torch

    tokenizer = encoder.tokenizer
    short = isinstance(tokenizer, ShortTokenizer)
    definition, rules = convert_tokenizer(
        tokenizer.full if isinstance(tokenizer, ShortTokenizer) else tokenizer, fixed_length=not short
    )
    (directory / TOKENIZER_FILE).write_text(definition, encoding="utf-8")
    preprocessing = Preprocessing.from_open_clip(encoder.model.visual.preprocess_cfg)
    # Two different rows, since a network traced with one may take that number for fixed.
    pixels = torch.rand(2, 3, *preprocessing.size_px)
    tokens = tokenizer(["a dog in the park", "cat"])
    _convert_tower(encoder.model, "encode_image", pixels, directory / IMAGE_TOWER_FILE, pixels.shape[1:])
    length = -1 if short else tokens.shape[1]
    _convert_tower(encoder.model, "encode_text", tokens, directory / TEXT_TOWER_FILE, (length,))
    return {
        "dimension": encoder.dimension,
        "languages": sorted(encoder.languages),
        "preprocessing": preprocessing.as_json(),
        "tokenizer": rules.as_json(),
    }


def _convert_tower(model: Any, method: str, example: Tensor, file: Path, row_shape: tuple[int, ...]) -> None:
    import torch

    class Tower(torch.nn.Module):
        """One method of a model as a module of its own."""

        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, inputs: Tensor) -> Tensor:
            """Model inputs (n, ...) to unit vectors."""
            vectors: Tensor = getattr(self.model, method)(inputs, normalize=True)
            return vectors

    openvino = import_openvino()
    with torch.no_grad(), _quiet():
        converted = openvino.convert_model(Tower().eval(), example_input=example, input=[[-1, *row_shape]])
    openvino.save_model(converted, file, compress_to_fp16=False)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Tracing warns about branches that hold for any batch, transformers about settings we do not use."""
    loggers = [logging.getLogger(name) for name in ("transformers", "nncf")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _least_cosine(original: Encoder, converted: Encoder) -> float:
    noise = np.random.default_rng(0)
    photos = [
        Image.fromarray(noise.integers(0, 256, (height, width, 3), dtype=np.uint8))
        for width, height in _PROBE_SIZES
    ]

    def vectors(encoder: Encoder) -> FloatArray:
        inputs = np.stack([encoder.preprocess(photo) for photo in photos])
        alone = encoder.encode_texts(_PROBE_TEXTS[:1])
        return np.concatenate([encoder.encode_images(inputs), encoder.encode_texts(_PROBE_TEXTS), alone])

    return float(np.sum(vectors(original) * vectors(converted), axis=1).min())
