"""A real OpenCLIP architecture, small enough to write its random weights in a test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from photoorg.encoders.architectures import quiet_root_logger, register_architecture
from photoorg.encoders.model_name import ModelName

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.encoders.openclip import OpenClipEncoder

ARCHITECTURE = "tiny-vit"
MODEL_CFG: dict[str, Any] = {
    "embed_dim": 16,
    "vision_cfg": {"image_size": 32, "layers": 2, "width": 64, "head_width": 32, "patch_size": 8},
    "text_cfg": {"context_length": 16, "vocab_size": 49408, "width": 32, "heads": 2, "layers": 2},
}


def write_tiny_checkpoint(
    path: Path, seed: int = 0, architecture: str = ARCHITECTURE, model_cfg: dict[str, Any] = MODEL_CFG
) -> ModelName:
    """Writes random weights to ``path`` (.safetensors or .pt) and says how a user names them."""
    import open_clip
    import torch
    from safetensors.torch import save_file

    register_architecture(architecture, model_cfg)
    torch.manual_seed(seed)
    weights = open_clip.CLIP(**MODEL_CFG).state_dict()
    if path.suffix == ".pt":
        torch.save(weights, path)
    else:
        save_file(weights, path)
    return ModelName.parse(f"{architecture}:{path}")


def tiny_torch_encoder() -> OpenClipEncoder:
    """The same architecture with other random weights, run by torch."""
    return random_encoder(ARCHITECTURE, MODEL_CFG)


def random_encoder(
    architecture: str, model_cfg: dict[str, Any] | None = None, tokenizer: Any = None
) -> OpenClipEncoder:
    """An architecture of open_clip, or one that is registered first, with random weights, run by torch."""
    import open_clip
    import torch

    from photoorg.encoders.openclip import OpenClipEncoder

    if model_cfg is not None:
        register_architecture(architecture, model_cfg)
    torch.manual_seed(1)
    with quiet_root_logger():
        model = open_clip.create_model(architecture)
        return OpenClipEncoder(model, tokenizer or open_clip.get_tokenizer(architecture), key=architecture)
