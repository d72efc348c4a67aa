"""What the heads see of the towers: statistics of several depths, not of the last layer alone.

The last layers of both towers were trained for other tasks and have thrown away what these did not need.
Earlier stages still know texture, layout and the single words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from torch.nn import functional

if TYPE_CHECKING:
    from transformers.modeling_outputs import BaseModelOutput

# The stages of EfficientNet-Lite2 from the third on: 48, 88, 120, 208 and 352 channels.
FIRST_STAGE = 2
# Output of the fourth of MiniLM's six layers.
MIDDLE_LAYER = 4


class StagePooling(nn.Module):
    """timm's EfficientNet as a trunk that returns statistics of its later stages too."""

    def __init__(self, trunk: nn.Module) -> None:
        """Takes over ``trunk``, a timm EfficientNet without classifier."""
        super().__init__()
        self.stem = nn.Sequential(trunk.get_submodule("conv_stem"), trunk.get_submodule("bn1"))
        self.stages = nn.ModuleList(trunk.get_submodule("blocks").children())
        self.head = nn.Sequential(trunk.get_submodule("conv_head"), trunk.get_submodule("bn2"))

    def forward(self, pixels: Tensor) -> Tensor:
        """(n, 3, height, width) to (n, 2912): the average-pooled last layer (1280), then of each stage the
        means and standard deviations over the places of the photo.
        """
        return self.with_places(pixels)[0]

    def with_places(self, pixels: Tensor) -> tuple[Tensor, Tensor]:
        """The same, and the last layer before it is averaged, (n, 1280, rows, columns)."""
        maps = self.stem(pixels)
        statistics = []
        for number, stage in enumerate(self.stages):
            maps = stage(maps)
            if number >= FIRST_STAGE:
                statistics += [maps.mean((2, 3)), maps.std((2, 3))]
        places = self.head(maps)
        return torch.cat([places.mean((2, 3)), *statistics], dim=1), places


class LayerPooling(nn.Module):
    """open_clip's pooler interface: token states of two layers of MiniLM to one text vector."""

    def forward(self, states: BaseModelOutput, attention_mask: Tensor) -> Tensor:
        """Token states (n, tokens, 384) to (n, 1152): three unit vectors side by side.

        They are the mean over tokens of the last layer (the sentence vector that MiniLM was trained for), and
        the mean and the maximum of the middle layer.
        """
        assert states.last_hidden_state is not None
        assert states.hidden_states is not None
        middle = states.hidden_states[MIDDLE_LAYER]
        mask = attention_mask[:, :, None].to(middle.dtype)
        count = mask.sum(dim=1)
        vectors = (
            (states.last_hidden_state * mask).sum(dim=1) / count,
            (middle * mask).sum(dim=1) / count,
            (middle - (1 - mask) * 1e4).amax(dim=1),
        )
        return torch.cat([functional.normalize(vector, dim=-1) for vector in vectors], dim=1)
