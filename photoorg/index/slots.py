"""Which photo lies in which slot of a graph: one slot a distinct vector, any number of photos."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from photoorg.index.vector_index import FloatArray, IdArray

DIGEST_BYTES = 16


class Slots:
    """Photos by slot and slots by photo. A slot that was left goes to the next vector.

    Not safe between threads. A vector is known by a digest of its bytes (``DIGEST_BYTES`` long).
    """

    def __init__(self) -> None:
        self._slot_of: dict[int, int] = {}
        self._slot_with: dict[bytes, int] = {}
        # By slot; an empty digest marks a free one. A lone photo is in no set, as nearly all are.
        self._digests: list[bytes] = []
        self._photos: list[int | set[int]] = []
        self._free: list[int] = []

    def __len__(self) -> int:
        return len(self._slot_of)

    @property
    def used(self) -> int:
        """Slots from this one on were never used."""
        return len(self._digests)

    @property
    def occupied_count(self) -> int:
        """Number of distinct vectors."""
        return len(self._slot_with)

    def ids(self) -> IdArray:
        """All photos, in no order."""
        return np.fromiter(self._slot_of, np.int64, len(self._slot_of))

    def occupied(self) -> IdArray:
        """All slots with a photo, in no order."""
        return np.fromiter(self._slot_with.values(), np.int64, len(self._slot_with))

    def holds(self, photo_id: int, digest: bytes) -> bool:
        """Whether the photo is known with this very vector."""
        slot = self._slot_of.get(photo_id)
        return slot is not None and self._digests[slot] == digest

    def enter(self, photo_id: int, digest: bytes) -> tuple[int, bool, bool]:
        """The slot for a photo that has none, whether it got its vector only now, and whether another one
        lay there before."""
        slot = self._slot_with.get(digest)
        if slot is not None:
            self._join(slot, photo_id)
            self._slot_of[photo_id] = slot
            return slot, False, True
        was_used = bool(self._free)
        if was_used:
            slot = self._free.pop()
            self._digests[slot], self._photos[slot] = digest, photo_id
        else:
            slot = self.used
            self._digests.append(digest)
            self._photos.append(photo_id)
        self._slot_of[photo_id] = self._slot_with[digest] = slot
        return slot, True, was_used

    def leave(self, photo_id: int) -> int | None:
        """Forgets a photo; returns its slot if that is free now."""
        slot = self._slot_of.pop(photo_id, None)
        if slot is None:
            return None
        there = self._photos[slot]
        if isinstance(there, set) and len(there) > 1:
            there.remove(photo_id)
            return None
        del self._slot_with[self._digests[slot]]
        self._digests[slot] = b""
        self._free.append(slot)
        return slot

    def photos_of(self, slots: IdArray, scores: FloatArray) -> tuple[IdArray, FloatArray]:
        """All photos (m,) in n occupied slots, and the score of each, given those of the slots (n,)."""
        there = [self._photos[slot] for slot in slots.tolist()]
        sizes = [1 if isinstance(photos, int) else len(photos) for photos in there]
        ids = [id_ for photos in there for id_ in ([photos] if isinstance(photos, int) else photos)]
        return np.array(ids, np.int64), np.repeat(scores, sizes)

    def arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        """Everything, to be saved: each photo's slot, and the digest of each slot, zeros for a free one."""
        digests = b"".join(digest or bytes(DIGEST_BYTES) for digest in self._digests)
        return {
            "ids": self.ids(),
            "slots": np.fromiter(self._slot_of.values(), np.int64, len(self._slot_of)),
            "digests": np.frombuffer(digests, np.uint8).reshape(-1, DIGEST_BYTES),
        }

    @classmethod
    def from_arrays(cls, slots: IdArray, ids: IdArray, digests: npt.NDArray[np.uint8]) -> Slots:
        """What :meth:`arrays` gave."""
        made = cls()
        data = digests.tobytes()
        made._digests = [data[start : start + DIGEST_BYTES] for start in range(0, len(data), DIGEST_BYTES)]
        made._photos = [-1] * len(made._digests)
        made._slot_of = dict(zip(ids.tolist(), slots.tolist(), strict=True))
        for photo_id, slot in made._slot_of.items():
            if made._photos[slot] == -1:
                made._photos[slot] = photo_id
            else:
                made._join(slot, photo_id)
        for slot, photos in enumerate(made._photos):
            if photos == -1:
                made._digests[slot] = b""
                made._free.append(slot)
            else:
                made._slot_with[made._digests[slot]] = slot
        return made

    def _join(self, slot: int, photo_id: int) -> None:
        there = self._photos[slot]
        if isinstance(there, int):
            self._photos[slot] = {there, photo_id}
        else:
            there.add(photo_id)
