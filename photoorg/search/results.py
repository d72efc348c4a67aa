"""What a search returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Hit:
    """One result.

    Attributes:
        score: cosine between query and photo, -1..1; compares only within one query.
        relevance: 0..1, compares between queries (see ``word_calibration`` and ``calibration``).
        offline: the drive that the photo lies on is not connected.
    """

    photo_id: int
    path: Path
    score: float
    relevance: float
    offline: bool = False


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits, most relevant first, ending where relevance ends. ``notice``: a sentence for the user, or ""."""

    query: str
    model: str
    hits: tuple[Hit, ...]
    notice: str
