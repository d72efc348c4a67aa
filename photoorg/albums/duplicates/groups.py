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

    @property
    def letter(self) -> str:
        """Begins the names of groups of this kind."""
        return {"EXACT": "f", "COPIES": "c", "BURST": "b", "SIMILAR": "s"}[self.name]

    @property
    def is_one_shot(self) -> bool:
        """Whether all photos of a group are of one shot, so that what is said of one holds for all."""
        return self in (GroupKind.EXACT, GroupKind.COPIES)


@dataclass(frozen=True, slots=True)
class PhotoGroup:
    """Attributes:
    photo_ids: ascending; of exact copies it may be one photo that lies in several places.
    reason: a sentence for the user.
    """

    kind: GroupKind
    photo_ids: tuple[int, ...]
    reason: Sentence

    @property
    def id(self) -> str:
        """A name by which to speak of the group, as long as its first photo is in it: ``c17``."""
        return f"{self.kind.letter}{self.photo_ids[0]}"
