"""Trained heads to the file that photoorg ships."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from safetensors.torch import save

from photoorg.encoders.builtin.architecture import HEADS_FILE

if TYPE_CHECKING:
    from pathlib import Path

    from photoorg.encoders.builtin.heads import ImageHead, TextHead


def write_heads(out: Path, image_head: ImageHead, text_head: TextHead) -> None:
    """Writes ``out/heads.safetensors`` in half precision, without the classifier, which its package ships."""
    tensors = {
        f"{side}.{name}": tensor.to(torch.float16).contiguous()
        for side, head in (("image", image_head), ("text", text_head))
        for name, tensor in head.state_dict().items()
        if not name.startswith("classifier.")
    }
    out.mkdir(parents=True, exist_ok=True)
    (out / HEADS_FILE).write_bytes(save(tensors))
