"""What a search returns."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class Order(Enum):
    """In which order the most relevant photos are given."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Hit:
    """One result.

    Attributes:
        score: cosine between query and photo, -1..1; compares only within one query.
        relevance: 0..1, compares between queries (see ``word_calibration`` and ``calibration``).
        paired: raw files of the same shot.
        offline: the drive that the photo lies on is not connected.
    """

    photo_id: int
    path: Path
    score: float
    relevance: float
    paired: tuple[Path, ...] = ()
    offline: bool = False


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits in the order asked for, up to where relevance ends.

    Attributes:
        notice: a sentence for the user, or "".
        is_foreign: the words are of a language that the model does not understand.
    """

    query: str
    model: str
    hits: tuple[Hit, ...]
    notice: str
    is_foreign: bool = False
