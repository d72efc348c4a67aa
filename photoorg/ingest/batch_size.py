"""How many photos are described and committed together."""

from __future__ import annotations

# A commit costs something, too, so only the first batch is a single photo.
FEW, MOST = 4, 16
# Whoever has news for the engine waits for the batch in hand, so none is to take much longer.
BATCH_S = 0.4


class BatchSize:
    """One at first, then a few, and twice as many as long as that goes quickly.

    A run begins with what has just come, and the photo that somebody saved a moment ago is to be found
    before others are described. A slow machine, or one with other things to do, gets small batches.
    """

    def __init__(self, photos: int = 1) -> None:
        """``photos``: of the first batch; more where nobody waits for it."""
        self.photos = photos

    def adapt(self, photos: int, seconds: float) -> None:
        """A batch of so many took so long."""
        if seconds > BATCH_S:
            self.photos = max(FEW, photos // 2)
        elif photos >= self.photos and 2 * seconds <= BATCH_S:
            self.photos = min(2 * photos, MOST)
        self.photos = max(FEW, self.photos)
