"""One encoder for every open_clip model, run by torch: the reference, and what graphics processors use."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from photoorg.encoders.batching import IMAGES_PER_BATCH, TEXTS_PER_BATCH, encode_in_batches
from photoorg.encoders.preprocessing import Preprocessing
from photoorg.encoders.tokenizing import well_formed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PIL import Image
    from torch import Tensor

    from photoorg.encoders.encoder import FloatArray


class OpenClipEncoder:
    """Fulfils :class:`~photoorg.encoders.encoder.Encoder` with an open_clip model in float32.

    Vectors equal those of ``model.encode_image(preprocess(image))`` and
    ``model.encode_text(tokenizer(text))``, normalised. Several threads may encode at the same time.

    Attributes:
        model: the open_clip model, in evaluation mode.
        tokenizer: open_clip's, texts to a tensor of ids.
    """

    def __init__(
        self,
        model: Any,
        tokenizer: Callable[[list[str]], Tensor],
        *,
        key: str,
        languages: frozenset[str] = frozenset(),
        device: str = "cpu",
    ) -> None:
        """Takes over ``model``, an open_clip CLIP or CustomTextCLIP, and moves it to a device of torch."""
        import torch

        self.key = key
        self.languages = languages
        self._device = device
        # Convolutions are fastest with the channels innermost.
        self.model = model.eval().requires_grad_(False).to(device, memory_format=torch.channels_last)
        self._transform = evaluation_transform(model)
        self.preprocessing = Preprocessing.from_open_clip(model.visual.preprocess_cfg)
        size = model.visual.preprocess_cfg["size"]
        self.image_size_px = size if isinstance(size, int) else max(size)
        self.tokenizer = tokenizer
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
        return encode_in_batches(inputs, IMAGES_PER_BATCH, self.dimension, self._encode_image_batch)

    def encode_texts(self, texts: Sequence[str]) -> FloatArray:
        """n texts to unit vectors (n, dimension), float32; what exceeds the model's context is cut."""
        return encode_in_batches(list(texts), TEXTS_PER_BATCH, self.dimension, self._encode_text_batch)

    def _encode_image_batch(self, inputs: FloatArray) -> FloatArray:
        import torch

        with torch.inference_mode():
            # Copied, because torch may not hold on to memory of a read-only array.
            pixels = torch.tensor(inputs).to(self._device, memory_format=torch.channels_last)
            vectors: FloatArray = self.model.encode_image(pixels, normalize=True).cpu().numpy()
        return vectors

    def _encode_text_batch(self, texts: list[str]) -> FloatArray:
        import torch

        with self._tokenizing:
            tokens = self.tokenizer([well_formed(text) for text in texts])
        with torch.inference_mode():
            vectors: FloatArray = (
                self.model.encode_text(tokens.to(self._device), normalize=True).cpu().numpy()
            )
        return vectors


def evaluation_transform(model: Any) -> Callable[[Image.Image], Tensor]:
    """open_clip's transform from an RGB image to the pixels (3, H, W) that ``model`` was trained to see."""
    from open_clip.transform import PreprocessCfg, image_transform_v2

    transform: Callable[[Image.Image], Tensor] = image_transform_v2(
        PreprocessCfg(**model.visual.preprocess_cfg), is_train=False
    )
    return transform
