"""When the shutter opened, as far as the camera wrote it down: what tells shots of a burst from copies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

_BY_CAMERAS = {"exif_original", "exif_digitized"}
_ZONE_STEP = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Moment:
    """Attributes:
    taken_at: in the camera's local time.
    camera: its model.
    """

    taken_at: datetime
    camera: str

    def differs_from(self, other: Moment) -> bool:
        """Whether two photos show different moments. Copies whose clock somebody put right by a time zone
        do not, nor do those that lost the parts of a second."""
        if self.camera != other.camera:
            return True
        apart = abs(self.taken_at - other.taken_at)
        if apart < timedelta(seconds=1):
            return bool(apart and self.taken_at.microsecond and other.taken_at.microsecond)
        return bool(apart % _ZONE_STEP)


def moment_of(taken_at: datetime | None, source: str | None, camera: str | None) -> Moment | None:
    """None where no camera wrote it: programs that save copies write times of their own."""
    if taken_at is None or not camera or source not in _BY_CAMERAS:
        return None
    return Moment(taken_at, camera)


def are_different(one: Moment | None, other: Moment | None) -> bool:
    """Whether both are known, and differ."""
    return one is not None and other is not None and one.differs_from(other)
