"""What pairs of photos were found to have to do with each other, so that none is compared twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from photoorg.albums.duplicates.pixel_match import PixelMatch

if TYPE_CHECKING:
    from photoorg.index.vector_index import IdArray

    Keys = npt.NDArray[np.uint64]
    Codes = npt.NDArray[np.uint8]

_SCENE, _COPY, _MIRRORED, _TURNED, _CUT = 1, 2, 4, 8, 16
_BITS = np.uint64(32)
_LOW = np.uint64(2**32 - 1)


class Links:
    """Pairs of photo ids that were compared by their pixels, in nine bytes each: of a large library there
    are millions, of which nearly all are of nothing in common. Not safe between threads."""

    def __init__(self, keys: Keys | None = None, codes: Codes | None = None) -> None:
        """``keys`` and ``codes`` are those of another one; see :meth:`arrays`."""
        self._keys: Keys = np.empty(0, np.uint64) if keys is None else keys
        self._codes: Codes = np.empty(0, np.uint8) if codes is None else codes
        self._new: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._keys) + len(self._new)

    def add(self, one: int, other: int, match: PixelMatch | None) -> None:
        """What came out; None for nothing in common."""
        low, high = sorted((one, other))
        self._new[(low << 32) | high] = _code(match)

    def unknown(self, pairs: IdArray) -> IdArray:
        """Those of pairs (m, 2) of ids, the lower one first, that were not compared."""
        keys, _ = self.arrays()
        return pairs[~np.isin(_keys(pairs), keys)]

    def forget(self, photo_ids: IdArray) -> None:
        """These photos look otherwise now."""
        keys, codes = self.arrays()
        pairs = _pairs(keys)
        kept = ~np.isin(pairs, photo_ids).any(axis=1)
        self._keys, self._codes = keys[kept], codes[kept]

    def copies(self) -> tuple[IdArray, list[PixelMatch]]:
        """Pairs (m, 2) of ids that are copies by their pixels, the lower one first and in order, and how."""
        keys, codes = self.arrays()
        found = (codes & _COPY).astype(np.bool_)
        return _pairs(keys[found]), [_match(code) for code in codes[found].tolist()]

    def scenes(self) -> IdArray:
        """Pairs (m, 2) of ids that show the same scene."""
        keys, codes = self.arrays()
        return _pairs(keys[codes == _SCENE])

    def arrays(self) -> tuple[Keys, Codes]:
        """All of it: (n,) ascending, and (n,)."""
        if self._new:
            keys = np.array(list(self._new), np.uint64)
            codes = np.array(list(self._new.values()), np.uint8)
            self._new = {}
            kept = ~np.isin(self._keys, keys)
            keys, codes = np.concatenate([self._keys[kept], keys]), np.concatenate([self._codes[kept], codes])
            order = np.argsort(keys)
            self._keys, self._codes = keys[order], codes[order]
        return self._keys, self._codes


def _keys(pairs: IdArray) -> Keys:
    both = pairs.astype(np.uint64)
    return np.asarray((both[:, 0] << _BITS) | both[:, 1], np.uint64)


def _pairs(keys: Keys) -> IdArray:
    return np.column_stack([keys >> _BITS, keys & _LOW]).astype(np.int64)


def _code(match: PixelMatch | None) -> int:
    if match is None:
        return 0
    if not match.is_copy:
        return _SCENE
    return _COPY | _MIRRORED * match.is_mirrored | _TURNED * match.is_turned | _CUT * match.is_cut


def _match(code: int) -> PixelMatch:
    return PixelMatch(True, bool(code & _MIRRORED), bool(code & _TURNED), bool(code & _CUT))
