"""What is found, with what it can be named by: when, where, who, and what is seen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from photoorg.library.suggestions.records import Found

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from photoorg.index.vector_index import IdArray
    from photoorg.library.suggestions.candidates import Candidates

# Of the photos with a place, and of all photos.
_MOST = 0.6
_SOME = 0.25
# Of all photos; there may be many faces at a party.
_MANY = 0.3
_MOST_BEINGS = 3
_EPOCH = datetime(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Facts:
    """Attributes:
    beings: ids of named people and pets on photos, by the photo's id.
    """

    candidates: Candidates
    beings: Mapping[int, Sequence[int]]

    def found(self, rows: IdArray, parent: int, words: Sequence[str] = ()) -> Found:
        """What is known of some candidates, given by their rows, in their order."""
        candidates = self.candidates
        photo_ids = tuple(candidates.photo_ids[rows].tolist())
        moments = candidates.taken_s[rows]
        known = moments[~np.isnan(moments)]
        return Found(
            photo_ids,
            parent,
            began_at=_moment(known.min()) if len(known) else None,
            ended_at=_moment(known.max()) if len(known) else None,
            place=self._place(rows),
            words=tuple(words),
            beings=self._beings(photo_ids),
        )

    def _place(self, rows: IdArray) -> str:
        for names in (self.candidates.towns, self.candidates.countries):
            counts = Counter(names[row] for row in rows.tolist() if names[row])
            located = sum(counts.values())
            if located and located >= _SOME * len(rows):
                name, count = counts.most_common(1)[0]
                if count >= _MOST * located:
                    return str(name)
        return ""

    def _beings(self, photo_ids: Sequence[int]) -> tuple[int, ...]:
        counts = Counter(being for photo_id in photo_ids for being in self.beings.get(photo_id, ()))
        least = max(2, _MANY * len(photo_ids))
        return tuple(being for being, count in counts.most_common(_MOST_BEINGS) if count >= least)


def _moment(seconds: float) -> datetime:
    return _EPOCH + timedelta(seconds=float(seconds))
