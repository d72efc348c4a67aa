"""A real OpenCLIP architecture, small enough to write its random weights in a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from photoorg.encoders.architectures import register_architecture
from photoorg.encoders.model_name import ModelName

if TYPE_CHECKING:
    from pathlib import Path

ARCHITECTURE = "tiny-vit"
MODEL_CFG = {
    "embed_dim": 16,
    "vision_cfg": {"image_size": 32, "layers": 2, "width": 64, "head_width": 32, "patch_size": 8},
    "text_cfg": {"context_length": 16, "vocab_size": 49408, "width": 32, "heads": 2, "layers": 2},
}


def write_tiny_checkpoint(path: Path, seed: int = 0) -> ModelName:
    """Writes random weights to ``path`` (.safetensors or .pt) and says how a user names them."""
    import open_clip
    import torch
    from safetensors.torch import save_file

    register_architecture(ARCHITECTURE, MODEL_CFG)
    torch.manual_seed(seed)
    weights = open_clip.CLIP(**MODEL_CFG).state_dict()
    if path.suffix == ".pt":
        torch.save(weights, path)
    else:
        save_file(weights, path)
    return ModelName.parse(f"{ARCHITECTURE}:{path}")
