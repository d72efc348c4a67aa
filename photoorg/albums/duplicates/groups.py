"""Photos that belong together, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from photoorg.sentences import Sentence


class GroupKind(Enum):
    """What the photos of a group have in common."""

    EXACT = "exact copies"
    COPIES = "copies"
    BURST = "burst"
    SIMILAR = "similar shots"


@dataclass(frozen=True, slots=True)
class PhotoGroup:
    """Attributes:
    photo_ids: ascending; of exact copies it may be one photo that lies in several places.
    reason: a sentence for the user.
    """

    kind: GroupKind
    photo_ids: tuple[int, ...]
    reason: Sentence
