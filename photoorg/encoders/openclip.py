"""One encoder for every open_clip model."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PIL import Image
    from torch import Tensor

    from photoorg.encoders.encoder import FloatArray

# Small batches stay in the processor's cache, and a query waits little for one while a library is encoded.
# Measured on the built-in model, photos/s on two cores for batches of 1, 4, 8, 16: 47, 76, 72, 59.
IMAGES_PER_BATCH = 8
TEXTS_PER_BATCH = 64


class OpenClipEncoder:
    """Fulfils :class:`~photoorg.encoders.encoder.Encoder` with an open_clip model in float32 on the CPU.

    Vectors equal those of ``model.encode_image(preprocess(image))`` and
    ``model.encode_text(tokenizer(text))``, normalised. Several threads may encode at the same time.
    """

    def __init__(
        self,
        model: Any,
        tokenizer: Callable[[list[str]], Tensor],
        *,
        key: str,
        languages: frozenset[str] = frozenset(),
    ) -> None:
        """Takes over ``model``, an open_clip CLIP or CustomTextCLIP, and puts it into evaluation mode."""
        import torch

        self.key = key
        self.languages = languages
        # Convolutions on a CPU are fastest with the channels innermost.
        self._model = model.eval().requires_grad_(False).to(memory_format=torch.channels_last)
        self._transform = evaluation_transform(model)
        size = model.visual.preprocess_cfg["size"]
        self.image_size_px = size if isinstance(size, int) else max(size)
        self._tokenizer = tokenizer
        # The fast tokenizers of Hugging Face change their own state while they encode.
        self._tokenizing = threading.Lock()
        # Encoding one text tells the dimension for every architecture, and warms the text side up.
        self.dimension = int(self._encode_text_batch(["photo"]).shape[1])

    def preprocess(self, image: Image.Image) -> FloatArray:
        """Upright RGB image to one model input, shape (3, H, W), by open_clip's own evaluation transform."""
        pixels: FloatArray = self._transform(image).numpy()
        return pixels

    def encode_images(self, inputs: FloatArray) -> FloatArray:
        """Model inputs (n, 3, H, W), float32, to unit vectors (n, dimension), float32."""
        return self._in_batches(inputs, IMAGES_PER_BATCH, self._encode_image_batch)

    def encode_texts(self, texts: Sequence[str]) -> FloatArray:
        """n texts to unit vectors (n, dimension), float32; what exceeds the model's context is cut."""
        return self._in_batches(list(texts), TEXTS_PER_BATCH, self._encode_text_batch)

    def _in_batches(self, items: Any, size: int, encode: Callable[[Any], FloatArray]) -> FloatArray:
        vectors = [encode(items[start : start + size]) for start in range(0, len(items), size)]
        return np.concatenate(vectors) if vectors else np.empty((0, self.dimension), dtype=np.float32)

    def _encode_image_batch(self, inputs: FloatArray) -> FloatArray:
        import torch

        with torch.inference_mode():
            # Copied, because torch may not hold on to memory of a read-only array.
            pixels = torch.tensor(inputs).contiguous(memory_format=torch.channels_last)
            vectors: FloatArray = self._model.encode_image(pixels, normalize=True).numpy()
        return vectors

    def _encode_text_batch(self, texts: list[str]) -> FloatArray:
        import torch

        # A lone surrogate (a file name that is not UTF-8, pasted) cannot be tokenised.
        clean = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        with self._tokenizing:
            tokens = self._tokenizer(clean)
        with torch.inference_mode():
            vectors: FloatArray = self._model.encode_text(tokens, normalize=True).numpy()
        return vectors


def evaluation_transform(model: Any) -> Callable[[Image.Image], Tensor]:
    """open_clip's transform from an RGB image to the pixels (3, H, W) that ``model`` was trained to see."""
    from open_clip.transform import PreprocessCfg, image_transform_v2

    transform: Callable[[Image.Image], Tensor] = image_transform_v2(
        PreprocessCfg(**model.visual.preprocess_cfg), is_train=False
    )
    return transform
