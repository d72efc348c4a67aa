"""The built-in model as open_clip builds it: a CustomTextCLIP with our heads on two frozen towers."""

from __future__ import annotations

import functools
import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from photoorg.encoders.architectures import quiet_root_logger, register_architecture
from photoorg.encoders.builtin.towers import (
    fuse_batch_norm,
    load_image_weights,
    load_text_weights,
    text_model_directory,
)
from photoorg.errors import ModelUnavailable
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor

ARCHITECTURE = "photoorg-builtin"
RESOURCES = files("photoorg.resources") / "builtin"
CONFIG_FILE = "open_clip_config.json"
HEADS_FILE = "heads.safetensors"
# Of the heads that are shipped: how many members, and the width of the hidden layers of each.
MEMBERS = 2
HIDDEN = 512


def build_model() -> Any:
    """open_clip's CustomTextCLIP whose ``encode_image`` and ``encode_text`` give vectors of the shared space.

    Raises:
        ModelUnavailable: a package with tower weights is missing, or our heads are damaged.
    """
    from safetensors import SafetensorError
    from safetensors.torch import load

    from photoorg.encoders.builtin.heads import ImageHead, ImageMember, TextHead, TextMember

    model, (weight, bias) = build_towers()
    dimension = _config()["model_cfg"]["embed_dim"] // MEMBERS
    heads = {
        "image": ImageHead(ImageMember(dimension, HIDDEN, dropout=0.0) for _ in range(MEMBERS)),
        "text": TextHead(TextMember(dimension, HIDDEN, dropout=0.0) for _ in range(MEMBERS)),
    }
    try:
        tensors = load((RESOURCES / HEADS_FILE).read_bytes())
        tensors |= {"image.classifier.weight": weight, "image.classifier.bias": bias}
        for side, head in heads.items():
            head.load_state_dict(
                {
                    name.removeprefix(f"{side}."): tensor.float()
                    for name, tensor in tensors.items()
                    if name.startswith(f"{side}.")
                }
            )
    except (OSError, SafetensorError, RuntimeError) as error:
        raise ModelUnavailable(Sentence("The built-in model is damaged: install photoorg again.")) from error
    model.visual.head, model.text.proj = heads["image"], heads["text"]
    return model.eval()


def build_towers() -> tuple[Any, tuple[Tensor, Tensor]]:
    """The same CustomTextCLIP before our heads, and the ImageNet classifier that stood on its image tower.

    ``encode_image`` and ``encode_text`` give what :mod:`photoorg.encoders.builtin.pooling` reads from the
    towers, 2912 and 1152 features.
    """
    import open_clip

    from photoorg.encoders.builtin.pooling import LayerPooling, StagePooling

    _register()
    with quiet_root_logger():
        model = open_clip.create_model(
            ARCHITECTURE, force_preprocess_cfg=_config()["preprocess_cfg"], pretrained_text=False
        )
    load_text_weights(model.text.transformer)
    classifier = load_image_weights(model.visual.trunk)
    model.eval()
    fuse_batch_norm(model.visual.trunk)
    model.visual.trunk = StagePooling(model.visual.trunk)
    model.text.transformer.config.output_hidden_states = True
    model.text.pooler = LayerPooling()
    return model, classifier


class ShortTokenizer:
    """Texts to token ids (n, longest); the padding that open_clip adds up to its fixed length is cut off.

    The text tower masks padding, so vectors do not change, and a short query costs a tenth of the time.

    Attributes:
        full: open_clip's own tokenizer.
    """

    def __init__(self, full: Any) -> None:
        self.full = full
        self._padding = full.tokenizer.pad_token_id

    def __call__(self, texts: Sequence[str]) -> Tensor:
        """n texts, at least one, to ids (n, longest)."""
        tokens: Tensor = self.full(list(texts))
        longest = int((tokens != self._padding).sum(dim=1).max())
        return tokens[:, :longest]


def load_tokenizer() -> ShortTokenizer:
    """The tokenizer of the text tower."""
    import open_clip

    _register()
    return ShortTokenizer(open_clip.get_tokenizer(ARCHITECTURE))


@functools.cache
def _register() -> None:
    model_cfg = _config()["model_cfg"]
    directory = str(text_model_directory())
    model_cfg["text_cfg"] |= {"hf_model_name": directory, "hf_tokenizer_name": directory}
    register_architecture(ARCHITECTURE, model_cfg)


def _config() -> dict[str, Any]:
    config: dict[str, Any] = json.loads((RESOURCES / CONFIG_FILE).read_text(encoding="utf-8"))
    return config
